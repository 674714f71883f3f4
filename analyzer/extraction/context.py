"""Where a quantity stands: its sentence, its clause, what is left and right of it, and its neighbours."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.model import Item, Quantity
from analyzer.structure.condense import Condensed
from analyzer.structure.sentences import split_sentences

_MAX_SENTENCE = 600
_GAP = re.compile(r"(?<=[一-龥”」）])[ \u3000]{1,4}(?=[一-龥“「\d])")
_LEAST_DISTANCE = 100  # characters of text for each such space
_JOINED = re.compile("[、和与及]")
_MARK = re.compile("[，：；。！？\n（）〔〕]")


def paragraph_start(text: str, position: int, furthest: int) -> int:
    """Where the paragraph of a position begins, looked for no further back than ``furthest``."""
    furthest = max(0, furthest)
    return max(text.rfind("\n", furthest, position) + 1, furthest)


@dataclass(frozen=True, slots=True)
class Context:
    """One quantity and its surroundings; all positions are those of the condensed text.

    Attributes:
        sentence: the text of the sentence, one string for all its quantities.
        clause_start, clause_end: the clause between commas, brackets kept whole.
        left: the text from the clause's start, or from the previous quantity in it, to the number.
        right: the text from the number's end to the clause's end, or to the next quantity in it.
        clause_right: the text from the number's end to the clause's end.
        index, siblings: place among the quantities of its sentence.
    """

    quantity: Quantity
    sentence: str
    sentence_start: int
    sentence_end: int
    clause_start: int
    clause_end: int
    left: str
    right: str
    clause_right: str
    index: int
    siblings: tuple[Quantity, ...]
    item: int | None

    @property
    def previous(self) -> Quantity | None:
        """The quantity before this one in the same clause."""
        if self.index and self.siblings[self.index - 1].start >= self.clause_start:
            return self.siblings[self.index - 1]
        return None


def left_of_list(text: str, context: Context) -> str:
    """What stands left of a quantity, or of the first of a list that it goes on.

    从2021年的 is left of both values of 从2021年的3.1万元和1.2万元分别提高到….
    """
    first = context.index
    while first and _JOINED.fullmatch(text, context.siblings[first - 1].end, context.siblings[first].start):
        first -= 1
    if first == context.index or context.siblings[first].start < context.clause_start:
        return context.left
    start = max(context.clause_start, context.siblings[first - 1].end if first else 0)
    return text[start : context.siblings[first].start]


def right_of_list(text: str, context: Context) -> str:
    """What stands right of a quantity, or of the last of the list that it stands in: 3.1万元和1.2万元 | 分别提高到."""
    last = context.index
    siblings = context.siblings
    while last + 1 < len(siblings) and _JOINED.fullmatch(text, siblings[last].end, siblings[last + 1].start):
        last += 1
    return context.right if last == context.index else text[siblings[last].end : context.clause_end]


def find_gaps(document_text: str, view: Condensed) -> list[int]:
    """Positions of the condensed text where a space stood that parts two phrases, as in the titles of news.

    A text with spaces all over (from a conversion or from character recognition) has none.
    """
    found = [match.end() for match in _GAP.finditer(document_text)]
    if len(found) * _LEAST_DISTANCE > len(document_text):
        return []
    return [view.position(end) for end in found]


def find_contexts(
    text: str, quantities: Sequence[Quantity], items: Sequence[Item], gaps: Sequence[int] = ()
) -> list[Context]:
    """The surroundings of every quantity of a condensed text, in order.

    ``items`` is the outline in positions of the condensed text; a sentence does not reach over a marker.
    ``gaps`` are the positions where a clause ends without a sign.
    """
    starts = [item.start for item in items]
    spans = [piece for span in split_sentences(text, "。！？；") for piece in _pieces(text, *span)]
    sentence_starts = [start for start, _ in spans]
    groups: dict[tuple[int, int], list[Quantity]] = {}
    for quantity in quantities:
        start, end = spans[max(0, bisect_right(sentence_starts, quantity.start) - 1)]
        item = bisect_right(starts, quantity.start) - 1
        if item >= 0 and items[item].start >= start:
            start = items[item].title_start
        following = items[item + 1].start if item + 1 < len(items) else len(text)
        groups.setdefault((start, min(end, max(following, quantity.end))), []).append(quantity)
    contexts: list[Context] = []
    for (start, end), members in groups.items():
        marks = _clause_marks(text, start, end)
        inner = gaps[bisect_right(gaps, start) : bisect_right(gaps, end - 1)]
        marks = sorted([*marks, *((gap, gap) for gap in inner)])
        sentence, siblings = text[start:end], tuple(members)
        for index, quantity in enumerate(members):
            contexts.append(
                _context(text, quantity, sentence, start, end, marks, index, siblings, items, starts)
            )
    return contexts


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in pieces of bounded length, cut at commas: without this hostile text takes quadratic time."""
    while end - start > _MAX_SENTENCE:
        limit = start + _MAX_SENTENCE
        cut = max(text.rfind("，", start, limit), text.rfind("、", start, limit)) + 1
        cut = cut if cut > start else limit
        yield start, cut
        start = cut
    yield start, end


def _context(
    text: str,
    quantity: Quantity,
    sentence: str,
    start: int,
    end: int,
    marks: list[tuple[int, int]],
    index: int,
    members: tuple[Quantity, ...],
    items: Sequence[Item],
    starts: list[int],
) -> Context:
    at = bisect_right(marks, (quantity.start, quantity.start))
    clause_start = max(start, marks[at - 1][1] if at else start)
    after = bisect_right(marks, (quantity.end - 1, len(text)))
    clause_end = min(end, marks[after][0] if after < len(marks) else end)
    # a bracket around the number is its clause: （同比增长5%）
    left_from = clause_start
    if index and members[index - 1].end > clause_start:
        left_from = members[index - 1].end
    right_to = clause_end
    if index + 1 < len(members) and members[index + 1].start < clause_end:
        right_to = members[index + 1].start
    position = bisect_right(starts, quantity.start) - 1
    while position >= 0 and items[position].end <= quantity.start:
        parent = items[position].parent
        position = parent if parent is not None else -1
    return Context(
        quantity,
        sentence,
        start,
        end,
        clause_start,
        clause_end,
        text[left_from : quantity.start],
        text[quantity.end : right_to],
        text[quantity.end : clause_end],
        index,
        members,
        position if position >= 0 else None,
    )


def _clause_marks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Start and end of the commas and colons of a sentence that are not inside brackets."""
    marks: list[tuple[int, int]] = []
    depth = 0
    for mark in _MARK.finditer(text, start, end):
        sign = mark.group()
        if sign in "（〔":
            depth += 1
        elif sign in "）〕":
            depth = max(0, depth - 1)
        elif depth == 0:
            marks.append(mark.span())
    return marks


class OutlineIndex:
    """The outline of one document (positions of the condensed text), ready for look-ups."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self._firsts: dict[int, Item] = {}
        for item in items:
            self._firsts.setdefault(item.group, item)
        self._tops = [item for item in items if not item.inline and item.level == 1]
        self._top_starts = [item.start for item in self._tops]

    def chain(self, index: int | None) -> list[Item]:
        """An outline item and the items it stands in, innermost first."""
        chain: list[Item] = []
        while index is not None:
            chain.append(self.items[index])
            index = self.items[index].parent
        return chain

    def opens_after(self, position: int) -> bool:
        """Whether the first item of the document stands behind a position: what is there is its preamble."""
        return bool(self.items) and position < self.items[0].start

    def first_of(self, item: Item) -> Item:
        """The first item of the list that an item belongs to."""
        return self._firsts[item.group]

    def section_before(self, position: int) -> list[Item]:
        """The last main heading before a position, for text that stands in no item (各位代表！ …)."""
        at = bisect_right(self._top_starts, position)
        return self._tops[at - 1 : at] if at else []
