"""White space of a source, which means nothing there and too much in a text."""

from __future__ import annotations

import re

_SPACES = re.compile(r"[ \t\n\r\f]+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…·]")


def squeeze(text: str) -> str:
    """One space for every run of white space; none for a line break between two wide characters.

    >>> squeeze(" 完成投资\\n 28  亿元 ")
    '完成投资 28 亿元'
    >>> squeeze("高新技术\\n企业")
    '高新技术企业'
    """

    def replacement(match: re.Match[str]) -> str:
        start, end = match.span()
        if "\n" in match.group() and _WIDE.match(text, start - 1) and _WIDE.match(text, end):
            return ""
        return " "

    return _SPACES.sub(replacement, text).strip(" \u3000\xa0\u2002\u2003\ufeff\u200b")


def squash(text: str) -> str:
    """The text without any white space, for comparing.

    >>> squash("关于 印发\\n规划的通知")
    '关于印发规划的通知'
    """
    return "".join(text.split())
