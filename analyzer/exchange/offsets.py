"""Offsets in UTF-16 code units, as JavaScript counts, and in code points, as Python counts.

They differ behind every character beyond U+FFFF: emoji and the rarer Han characters (𠮷). doccano stores what
its page counts, UTF-16, unless a project counts grapheme clusters (doccano issue 2290); Label Studio has stored code
points since 2021 (web/libs/editor/src/utils/selection-tools.js); brat, the W3C model and REFI-QDA mean code points.
"""

from __future__ import annotations

from bisect import bisect_left

_LAST_OF_BASIC_PLANE = "\uffff"


class Utf16:
    """The two ways of counting for one text.

    >>> units = Utf16("𠮷村新增🚀5家")
    >>> [units.from_code_point(offset) for offset in (0, 1, 5, 7)]
    [0, 2, 7, 9]
    >>> [units.to_code_point(offset) for offset in (0, 2, 7, 9)]
    [0, 1, 5, 7]
    """

    def __init__(self, text: str) -> None:
        beyond = [position for position, character in enumerate(text) if character > _LAST_OF_BASIC_PLANE]
        self._beyond = beyond
        # where the second half of each such character stands
        self._halves = [position + number + 1 for number, position in enumerate(beyond)]
        self._inside = frozenset(self._halves)

    @property
    def differs(self) -> bool:
        """Whether the two ways of counting differ anywhere in this text."""
        return bool(self._beyond)

    def from_code_point(self, offset: int) -> int:
        """An offset in UTF-16 code units."""
        return offset + bisect_left(self._beyond, offset)

    def to_code_point(self, offset: int) -> int:
        """An offset in code points; one inside a pair is its beginning."""
        return offset - bisect_left(self._halves, offset) - (offset in self._inside)
