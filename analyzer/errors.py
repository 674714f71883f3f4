"""Errors a person can act on: every one says where, what was found and what to do, in Chinese.

The English code is stable and meant for programs; the Chinese sentence is meant for people.
"""

from __future__ import annotations


class PolicyError(Exception):
    """Root of all errors of this package.

    Attributes:
        code: stable English code, such as ``E_ENCODING``.
        message: one Chinese sentence: what was found, and what to do about it.
        where: file, or file and line, the error speaks of; empty if it speaks of none.

    >>> str(PolicyError("E_EMPTY", "文件是空的，请换一个有正文的文件。", "报告.txt"))
    '报告.txt：[E_EMPTY] 文件是空的，请换一个有正文的文件。'
    """

    def __init__(self, code: str, message: str, where: str = "") -> None:
        super().__init__(code, message, where)
        self.code = code
        self.message = message
        self.where = where

    def __str__(self) -> str:
        prefix = f"{self.where}：" if self.where else ""
        return f"{prefix}[{self.code}] {self.message}"


class ReadError(PolicyError):
    """An input could not be turned into text."""


class LexiconError(PolicyError):
    """A dictionary file is wrong; ``where`` names file and line."""

    def __init__(self, message: str, where: str) -> None:
        super().__init__("E_CONFIG", message, where)


class OutputError(PolicyError):
    """A result could not be written."""
