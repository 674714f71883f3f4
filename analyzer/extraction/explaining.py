"""Why a number became a row, or none: the notes of the rules on one number of a document.

The document is read once more by the same finders, this time with a :class:`~analyzer.extraction.trace.Trace`;
nothing here decides anything about a number. The words for people are those of
:mod:`analyzer.presentation.explanation`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.extraction.masking import Mask, name_shapes
from analyzer.extraction.number_words import find_fractions, find_number_words, find_ranks
from analyzer.extraction.quantities import NumberPart, QuantityFinder
from analyzer.extraction.quantity_filter import find_slogans
from analyzer.extraction.targets import TargetFinder
from analyzer.extraction.trace import LeftOut, Note, Trace
from analyzer.lexicon import Entry, Lexicon
from analyzer.model import Item, Metadata, Quantity, Target
from analyzer.structure.condense import Condensed
from analyzer.structure.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Cover:
    """What masks a number: a shape of ``masking`` (year, title …), a slogan, or an item's marker."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One number of a document and what the rules did to it.

    Attributes:
        start, end: where it stands in the document.
        words: the number as it stands in the condensed text.
        target: its row, None where it is none; ``quantity``, ``parts`` and ``notes`` belong to the row.
        before: the row of the quantity before, whose name may be carried on.
        left_out: why it is no row; ``cover`` says what masks it.
    """

    start: int
    end: int
    words: str
    target: Target | None = None
    quantity: Quantity | None = None
    parts: tuple[tuple[str, str, NumberPart], ...] = ()
    notes: tuple[Note, ...] = ()
    before: Target | None = None
    left_out: LeftOut | None = None
    cover: Cover | None = None

    def last(self, *steps: str) -> Note | None:
        """The last note of one of these steps."""
        return next((note for note in reversed(self.notes) if note.step in steps), None)


class Explainer:
    """Explains the numbers of documents, read with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._quantities = QuantityFinder(lexicon)

    def row(self, table: str, **where: str | tuple[str, ...]) -> Entry | None:
        """The first row of a dictionary whose columns hold the given words.

        >>> from analyzer.lexicon import load_lexicon
        >>> row = Explainer(load_lexicon()).row("edges", word="全省", side=("left", "both"))
        >>> row.where.split(":")[0] if row else ""
        'edges.tsv'
        """
        for entry in self.lexicon[table]:
            if all(
                entry[column] == value if isinstance(value, str) else entry[column] in value
                for column, value in where.items()
            ):
                return entry
        return None

    def read(
        self, document_text: str, view: Condensed, outline: Sequence[Item], metadata: Metadata
    ) -> Reading:
        """Read a document with notes; the arguments are those of :meth:`TargetFinder.find`."""
        trace = Trace()
        targets, _ = TargetFinder(self.lexicon, trace).find(document_text, view, outline, metadata)
        return Reading(view, document_text, outline, trace, targets, self._quantities)


class Reading:
    """One document read with notes, ready to explain any place of it."""

    def __init__(
        self,
        view: Condensed,
        document_text: str,
        outline: Sequence[Item],
        trace: Trace,
        targets: tuple[Target, ...],
        quantities: QuantityFinder,
    ) -> None:
        self._view = view
        self._document_text = document_text
        self._outline = outline
        self._trace = trace
        self._quantities = quantities
        self._sentences = split_sentences(view.text)
        self._numbers: list[Quantity | LeftOut] = [
            *trace.taken.values(),
            *_left_out(view.text, trace),
        ]
        self.targets = targets

    def at(self, offset: int) -> Explained | None:
        """The number at a place of the document, else the nearest one in the same sentence, else None.

        Args:
            offset: the place, in code points of the document's text.
        """
        position = self._view.position(offset)
        low, high = next(((start, end) for start, end in self._sentences if position < end), (0, 0))
        near = [number for number in self._numbers if low <= number.start < high]
        if not near:
            return None
        number = min(near, key=lambda number: _distance(number, position))
        start, end = self._view.span(number.start, number.end)
        words = self._view.text[number.start : number.end]
        if isinstance(number, LeftOut):
            cover = self._cover(number) if number.reason == "masked" else None
            return Explained(start, end, words, left_out=number, cover=cover)
        at = next(at for at, target in enumerate(self.targets) if target.start == start)
        text = self._view.text
        parts = tuple(
            (text[part.start : part.number_end], text[part.number_end : part.end], part)
            for part in self._quantities.parts(text, number)
        )
        before = self.targets[at - 1] if at else None
        notes = tuple(self._trace.notes(number.start))
        return Explained(start, end, words, self.targets[at], number, parts, notes, before)

    def _cover(self, number: LeftOut) -> Cover | None:
        """What masks a number, from the same finders that the mask is made of."""
        text = self._view.text
        spans = [*name_shapes(text), *((*span, "slogan") for span in find_slogans(text))]
        for start, end, kind in spans:
            if start <= number.start < end:
                return Cover(kind, text[start:end])
        position = self._view.position
        for item in self._outline:
            if position(item.start) <= number.start < position(item.title_start):
                return Cover("marker", self._document_text[item.start : item.title_start].strip())
        return None


def _left_out(text: str, trace: Trace) -> list[LeftOut]:
    """The numbers that are no rows; those inside a longer number are told with it."""
    left_out = [number for number in trace.left_out if number.reason != "word"]
    everything = Mask([])
    spans = [(number.start, number.end) for number in left_out]
    known = Mask([*spans, *((quantity.start, quantity.end) for quantity in trace.taken.values())])
    for find in (find_number_words, find_fractions, find_ranks):
        for word in find(text, everything):
            if not known.covers(word.start):
                left_out.append(LeftOut(word.start, word.end, "masked"))
    return left_out


def _distance(number: Quantity | LeftOut, position: int) -> tuple[int, int]:
    """How far a number is from a position; at one distance rows come before numbers left out."""
    apart = max(number.start - position, position - number.end + 1, 0)
    return apart, isinstance(number, LeftOut)
