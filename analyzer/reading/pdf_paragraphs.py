"""Lines of pages to true paragraphs: where did the author press Enter?

A line was ended on purpose if the first word of the next would still have fitted on it. If it is full, the
next line begins a paragraph where it is indented as the document's first lines are, where a list marker
follows the end of a sentence, where the type changes or where a gap lies between. All measures come from the
document itself: the left and right edge of each column, its first-line indent, its line pitch.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analyzer.reading.pdf_lines import BOXED, Line, join
from analyzer.reading.pdf_margins import body_size

# the markers of GB/T 9704（党政机关公文格式）and of laws, and those that open a point within a section
_MARKER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十百零〇\d]{1,6}[编章节条]"
    r"|\d{1,2}[.．、](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}(?![\d.%‰])|[（(]\d{1,2}[）)]|[①-⑳●■◆•➢▪]|——|专栏\s?\d|附件|附：|表\s?\d)"
)
_SENTENCE_END = "。！？；：…"
_CLOSED = "”）〕】》"
_HANGING = frozenset("，。、；：")
_LEADER = re.compile(r"[.·…•．]{4}\s{0,4}\d{0,4}\s{0,4}$")
# all widths in multiples of the type size
_SLACK = 0.25
_INDENT = (1.2, 4.5)
_SAME_EDGE = 0.7
_TITLE = 1.15
_OTHER_SIZE = 0.12


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as pieces of text, one for every page it runs over."""

    pieces: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        """The whole paragraph."""
        return "".join(text for _, text in self.pieces)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Left and right edge of a column of text."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Style:
    """How a document sets its paragraphs."""

    frames: dict[tuple[int, int], _Frame]
    body: float
    indented: bool
    pitch: float


def find_style(lines: Sequence[Line]) -> Style:
    """Measure the lines of a document."""
    body = body_size(lines)
    frames = _frames(lines, body)
    return Style(frames, body, _is_indented(lines, frames), _pitch(lines))


def split_paragraphs(lines: Iterable[Line], style: Style) -> list[Paragraph]:
    """Rejoin lines in reading order to paragraphs."""
    paragraphs: list[Paragraph] = []
    current: list[Line] = []
    for line in lines:
        if current and _starts_paragraph(current[-1], line, style):
            paragraphs.append(_paragraph(current))
            current = []
        current.append(line)
    if current:
        paragraphs.append(_paragraph(current))
    return paragraphs


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    pieces: list[tuple[int, str]] = []
    for line in lines:
        if not pieces:
            pieces.append((line.page, line.text))
            continue
        page, before = pieces[-1]
        joined = join(before, line.text)
        if line.page == page:
            pieces[-1] = (page, joined)
        else:
            pieces.append((line.page, joined[len(before) :]))
    return Paragraph(tuple(pieces))


def _starts_paragraph(before: Line, line: Line, style: Style) -> bool:
    """Whether ``line`` does not go on with the paragraph of ``before``: first what is plain, then the edges."""
    if max(before.column, line.column) >= BOXED and before.column != line.column:
        return True
    size = max(before.size, line.size)
    if abs(before.size - line.size) > _OTHER_SIZE * size:
        return True
    if _is_title(before, line, style):
        return False
    left, right = _edges(before, style)
    room = right - before.x1
    own_left, own_right = _edges(line, style)
    indent, indent_before = (line.x0 - own_left) / size, (before.x0 - left) / size
    same_edge = abs(indent - indent_before) < _SAME_EDGE
    marked = _MARKER.match(line.text) is not None
    ended = before.text[-1] in _SENTENCE_END or (
        before.text[-1] in _CLOSED and before.text[-2:-1] in _SENTENCE_END
    )
    if _LEADER.search(before.text[-40:]):
        return True
    if room >= line.first_width + _SLACK * size:
        # a long word did not fit, or the edge is ragged: only what cannot end a paragraph goes on
        open_ended = before.text[-1] in "，、" and not marked and indent < _INDENT[0]
        return not (open_ended and room < 4 * size)
    if before.page == line.page and before.column == line.column:
        step = line.bottom - before.bottom
        if step > 1.5 * style.pitch + 0.2 * size and step > 1.5 * size:
            return True
    if indent_before > _INDENT[1]:  # a signature at the right, a date below it
        return not same_edge
    if indent > _INDENT[1]:  # goes on only as the centred end of a title that filled its line
        return ended or abs(indent - (own_right - line.x1) / size) > 2
    if not style.indented:
        return marked and (ended or before.text[-1] in _CLOSED)
    if _INDENT[0] <= indent <= _INDENT[1]:
        # a heading that fills its line; else a block that is set in as a whole
        return not same_edge or ended or marked or _MARKER.match(before.text) is not None
    return marked and ended


def _is_title(before: Line, line: Line, style: Style) -> bool:
    """Whether both are lines of one title: large type, centred, close together."""
    if (
        before.size < _TITLE * style.body
        or before.page != line.page
        or line.text.startswith(("—", "（", "("))
    ):
        return False
    if before.text[-1] in _SENTENCE_END or _MARKER.match(line.text):
        return False
    left, right = _edges(before, style)
    margins = [(piece.x0 - left, right - piece.x1) for piece in (before, line)]
    # the first line may fill the column, then the second shows that they are centred
    centred = all(abs(one - other) < 2 * before.size for one, other in margins)
    inset = max(one for one, _ in margins) > 0.5 * before.size
    return centred and inset and line.bottom - before.bottom < 2.2 * before.size


def _edges(line: Line, style: Style) -> tuple[float, float]:
    frame = style.frames.get((line.page, line.column))
    return (frame.left, frame.right) if frame else (line.x0, line.x1)


def _frames(lines: Sequence[Line], body: float) -> dict[tuple[int, int], _Frame]:
    """The edges of every column: its own, or where it has too few lines those of its kind of page."""
    columns: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        columns[line.page, line.column].append(line)
    kinds: dict[tuple[int, int], list[Line]] = defaultdict(list)
    everywhere: dict[int, list[Line]] = defaultdict(list)
    for (page, column), members in columns.items():
        kinds[page % 2, column].extend(members)
        everywhere[column].extend(members)
    usual = {key: _frame(members, body) for key, members in kinds.items()}
    common = {column: _frame(members, body) for column, members in everywhere.items()}
    frames: dict[tuple[int, int], _Frame] = {}
    for (page, column), members in columns.items():
        own = _frame(members, body)
        kind = usual[page % 2, column]
        if abs(kind.left - common[column].left) < 0.5 * body:  # odd and even pages are alike
            kind = common[column]
        if len(members) < 5:
            own = kind
        elif abs(own.left - kind.left) < 6 * body:
            # a page of short or indented lines does not show its edges; a page of another shape has its own
            own = _Frame(min(own.left, kind.left), max(own.right, kind.right))
        frames[page, column] = own
    return frames


def _frame(lines: Sequence[Line], body: float) -> _Frame:
    step = max(body, 1.0) / 2
    ordinary = [line for line in lines if abs(line.size - body) <= 0.25 * body] or list(lines)
    lefts = Counter(round(line.x0 / step) for line in ordinary)
    # marks may hang over the edge that characters keep to
    kept = [line for line in ordinary if line.text[-1:] not in _HANGING]
    kept = kept if len(kept) * 4 >= len(ordinary) else ordinary
    rights = Counter(round(line.x1 / step) for line in kept)
    left = min(place for place, count in lefts.items() if count >= min(2, max(lefts.values())))
    often = min(max(2, 0.1 * max(rights.values())), max(rights.values()))
    right = max(place for place, count in rights.items() if count >= often)
    return _Frame(
        min(line.x0 for line in ordinary if round(line.x0 / step) == left),
        max(line.x1 for line in kept if round(line.x1 / step) == right),
    )


def _is_indented(lines: Sequence[Line], frames: dict[tuple[int, int], _Frame]) -> bool:
    """Whether first lines of paragraphs are indented: most lines after a short one are.

    Where no line is short, an indented line before one at the edge tells.
    """
    indented = flush = hints = 0
    for before, line in pairwise(lines):
        frame = frames[before.page, before.column]
        indent = (line.x0 - frames[line.page, line.column].left) / max(line.size, 1.0)
        if frame.right - before.x1 < line.first_width + 2 * line.size:
            hints += (
                indent < 0.5 and _INDENT[0] <= (before.x0 - frame.left) / max(before.size, 1.0) <= _INDENT[1]
            )
            continue
        indented += _INDENT[0] <= indent <= _INDENT[1]
        flush += indent < 0.5
    return indented > flush or (indented == flush == 0 and hints > 0)


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance from line to line."""
    steps = [
        round(line.bottom - before.bottom)
        for before, line in pairwise(lines)
        if before.page == line.page and line.bottom > before.bottom
    ]
    return float(Counter(steps).most_common(1)[0][0]) if steps else 0.0
