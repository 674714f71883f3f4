"""What the rules did to each number of a document, written down only where somebody asks for it.

The finders of this package take a trace or None. With a trace they note which word, row or place decided; what they
find is the same. :mod:`analyzer.extraction.explaining` gathers the notes on one number, and
:mod:`analyzer.presentation.explanation` says them in Chinese.
"""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.lexicon import Entry
from analyzer.model import Quantity


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that a rule did: ``step`` is a code, ``words`` the text it rests on."""

    step: str
    words: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A number that became no row: its place in the condensed text, a reason code, and the trap's row."""

    start: int
    end: int
    reason: str
    row: Entry | None = None


class Trace:
    """The notes on one document, by the position in the condensed text of the number they were made for.

    >>> trace = Trace()
    >>> trace.turn_to(5)
    >>> trace.note("cut-verb", "达到")
    >>> [note.words for note in trace.notes(5)], trace.notes(9)
    (['达到'], [])
    """

    def __init__(self) -> None:
        self.left_out: list[LeftOut] = []
        self.taken: dict[int, Quantity] = {}
        self._notes: dict[int, list[Note]] = {}
        self._current: list[Note] = []

    def turn_to(self, start: int | None) -> None:
        """Make the notes that follow belong to the number that begins at ``start``, or to none."""
        self._current = [] if start is None else self._notes.setdefault(start, [])

    def take(self, quantity: Quantity) -> None:
        """Write down a quantity that becomes a row, and turn to it."""
        self.taken[quantity.start] = quantity
        self.turn_to(quantity.start)

    def note(self, step: str, words: str = "", detail: str = "") -> None:
        """Write down one step."""
        self._current.append(Note(step, words, detail))

    def leave_out(self, start: int, end: int, reason: str, row: Entry | None = None) -> None:
        """Write down why a number becomes no row."""
        self.left_out.append(LeftOut(start, end, reason, row))

    def notes(self, start: int) -> list[Note]:
        """The notes on the number that begins at ``start``."""
        return self._notes.get(start, [])
