"""Names of a dictionary found in a text: the longest one at each place, in linear time.

Names are looked up by their first two characters, so that a text is walked through once whatever the number of
names is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name found in a condensed text: its place, its kind, its canonical form and the code of a region."""

    start: int
    end: int
    kind: str
    canonical: str
    code: str = ""


class NameIndex:
    """A set of names of two characters or more, ready to be found in texts.

    >>> index = NameIndex(["青禾县", "青禾", "云岭省"])
    >>> list(index.find("云岭省青禾县"))
    [(0, 3), (3, 6)]
    """

    def __init__(self, names: Iterable[str]) -> None:
        index: dict[str, set[str]] = defaultdict(set)
        for name in names:
            if len(name) > 1:
                index[name[:2]].add(name)
        self._index = {
            first: tuple(sorted(found, key=lambda name: (-len(name), name))) for first, found in index.items()
        }

    def longest_at(self, text: str, at: int) -> str:
        """The longest name that begins at a position, or an empty string."""
        for name in self._index.get(text[at : at + 2], ()):
            if text.startswith(name, at):
                return name
        return ""

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Spans of the names in order, the longest at each place, not overlapping."""
        index = self._index
        at, last = 0, len(text) - 1
        while at < last:
            if text[at : at + 2] in index:
                name = self.longest_at(text, at)
                if name:
                    yield at, at + len(name)
                    at += len(name)
                    continue
            at += 1
