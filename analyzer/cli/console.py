"""The terminal: consoles that cannot show Chinese, readers that go away, progress."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import traceback
from pathlib import Path
from typing import TextIO

from analyzer.cli.messages import message
from analyzer.cli.settings import current_settings

_WIDTH = 60
# ANSI: red, green, yellow, bold; the words alone say the same
STYLES = {"error": "31", "good": "32", "warning": "33", "title": "1"}


def prepare_streams() -> None:
    """Let a console that lacks a character show ``?`` in its place instead of stopping the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(line: str, stream: TextIO | None = None) -> None:
    """One line for the person at the terminal, by default on stdout."""
    print(line, file=stream or sys.stdout)


def complain(line: str, *, style: str = "") -> None:
    """One line on stderr; a closed stderr is nothing to fail at."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        print(paint(line, style, sys.stderr), file=sys.stderr, flush=True)


def paint(text: str, style: str, stream: TextIO | None = None) -> str:
    """Text in a style of ``STYLES`` where the stream (by default stdout) shows colours, else as it is."""
    stream = stream or sys.stdout
    if not style or not current_settings().colours(stream):
        return text
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m"


def silence(stream: TextIO) -> None:
    """Let what is still buffered go nowhere, so that Python does not fail again when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def data_stream() -> TextIO:
    """Standard output for a table: UTF-8 when piped, unless PYTHONIOENCODING asks for another encoding.

    A screen shows what it can; a program at the other end of a pipe must not get question marks.
    """
    stream = sys.stdout
    chosen = "PYTHONIOENCODING" in os.environ
    if isinstance(stream, io.TextIOWrapper) and not stream.isatty() and not chosen:
        stream.flush()
        stream.reconfigure(encoding="utf-8", newline="\n")
    return stream


def describe_crash(error: Exception) -> str:
    """Where and what, on one short line: enough for a maintainer, not a page for everybody else."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno} " if frames else ""
    return place + " ".join(f"{type(error).__name__} {error}".split())[:120]


class Progress:
    """One line on stderr that says which document is being read; silent unless a person is watching."""

    def __init__(self, expected: int) -> None:
        self._expected = expected
        self._count = 0
        self._watched = sys.stderr is not None and sys.stderr.isatty()
        self._shown = False

    def step(self, name: str) -> None:
        """Say that the next document is done."""
        self._count += 1
        if not self._watched or (self._expected < 2 and self._count < 2):
            return
        # a collection holds more documents than there are inputs
        total = f"/{self._expected}" if self._count <= self._expected and self._expected > 1 else ""
        line = message("已分析 {count}{total} 份：{name}", count=self._count, total=total, name=name)
        self._write("\r" + _fit(line) + "\x1b[K")
        self._shown = True

    def close(self) -> None:
        """Take the line away."""
        if self._shown:
            self._write("\r\x1b[K")
            self._shown = False

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()


def _fit(line: str) -> str:
    """The beginning of a line that fits one row of a terminal; a Chinese character takes two places."""
    width = 0
    for position, character in enumerate(line):
        width += 1 if character.isascii() else 2
        if width > _WIDTH:
            return line[:position] + "…"
    return line
