"""Where a place of one copy of a text stands in another copy that went through other programs.

Annotation tools change line ends and cut white space at the ends of a text; nothing else may differ, else
offsets would point to other words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

_LINE_END = re.compile(r"\r\n?")


def align(text: str, other: str) -> Callable[[int], int] | None:
    """A function from offsets of ``text`` to those of ``other``; None where the texts differ.

    >>> place = align("一、就业\\r\\n新增5万人\\r\\n", "一、就业\\n新增5万人")
    >>> [place(offset) for offset in (0, 6, 11)]
    [0, 5, 10]
    >>> align("新增5万人", "新增6万人") is None
    True
    """
    if text == other:
        return lambda offset: offset
    plain, removed = _plain(text)
    other_plain, other_removed = _plain(other)
    core = plain.strip()
    if core != other_plain.strip():
        return None
    lead, other_lead = plain.find(core), other_plain.find(core)
    size = len(other_plain)

    def place(offset: int) -> int:
        at = offset - bisect_left(removed, offset) - lead + other_lead
        at = min(max(at, 0), size)
        return _restored(at, other_removed)

    return place


def _plain(text: str) -> tuple[str, list[int]]:
    """The text with ``\\n`` at every line end, and the positions of the characters left out."""
    removed = [match.start() for match in _LINE_END.finditer(text) if len(match.group()) > 1]
    return _LINE_END.sub("\n", text), removed


def _restored(position: int, removed: list[int]) -> int:
    """A position of the plain text as one of the text from which characters were left out."""
    # the n-th left-out character stands before the plain position removed[n] - n
    low, high = 0, len(removed)
    while low < high:
        middle = (low + high) // 2
        if removed[middle] - middle < position:
            low = middle + 1
        else:
            high = middle
    return position + low
