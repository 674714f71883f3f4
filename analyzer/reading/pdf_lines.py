"""Glyphs of a page to lines of text in reading order, with the geometry that paragraphs are found by.

Glyphs whose middles stand at one height make a row. A row is cut at wide gaps into pieces; where most rows
of the page have a gap at the same place, and the text on both sides fills its half, the page has two columns,
which are read one after the other. Spaces come from the gaps: between Han and digits there are none, however
the page was justified.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from analyzer.reading.pdf_characters import is_narrow, superscript

# around raised characters (footnote signs, exponents) while lines are still lines; never in clean text
RAISED_START, RAISED_END = "\ufdd0", "\ufdd1"
RAISED = re.compile(f"{RAISED_START}([^{RAISED_START}{RAISED_END}]{{1,12}}){RAISED_END}")
_BRACKETS = re.compile(r"[\[\]〔〕（）()\s]")
# columns from this number on are frames around text (专栏), each a column of its own
BOXED = 10
# all widths in multiples of the type size
_ROW_DISTANCE = 0.5
_PIECE_GAP = 1.2
_WIDE_GAP = 0.8
_TWO_SPACES_GAP = 3.0
_WORD_GAP = 0.3
_SAME_GLYPH = 0.3
_CLOSING = "，。、；：！？）〕】》”’％%…"
_OPENING = "（〔【《“‘"
# a page with fewer lines on one side of the gap has no columns
_MIN_COLUMN_LINES = 6
_MAX_CROSSING = 0.3


class Glyph(NamedTuple):
    """One drawn character with its box (points, from the top left corner of the page)."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; ``first_width`` is the width of what cannot be parted from its first character."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    first_width: float
    page: int
    column: int = 0


def find_lines(
    glyphs: Iterable[Glyph], page: int, width: float, usual_gutter: float | None = None
) -> list[Line]:
    """The lines of a page in reading order.

    Args:
        glyphs: what is drawn on the page, tables left out.
        page: its number.
        width: its width.
        usual_gutter: the place of the gap between the columns of the page before, which holds for a last page
            whose second column is nearly empty.
    """
    rows = [_pieces(row) for row in _rows(glyphs)]
    gutter = _find_gutter([piece for row in rows for piece in row], width, usual_gutter)
    if gutter is None:
        lines = [_line([glyph for piece in row for glyph in piece], page) for row in rows]
        return [line for line in lines if line.text]
    return _in_columns(rows, gutter, page)


def boxed_lines(glyphs: Iterable[Glyph], page: int, number: int) -> list[Line]:
    """The lines in a frame around text, the ``number``-th of its page."""
    return [replace(line, column=BOXED + number) for line in find_lines(glyphs, page, 0.0)]


def merge_lines(lines: Sequence[Line], boxes: Iterable[Sequence[Line]]) -> list[Line]:
    """The lines of a page with those of its frames, each frame where it stands."""
    result = list(lines)
    for box in boxes:
        if box:
            below = (at for at, line in enumerate(result) if line.top > box[0].top)
            at = next(below, len(result))
            result[at:at] = box
    return result


def gutter_of(lines: Iterable[Line]) -> float | None:
    """The place of the gap between the columns that the lines stand in, None where there is one column."""
    lefts = [line.x1 for line in lines if line.column == 1]
    rights = [line.x0 for line in lines if line.column == 2]
    return (max(lefts) + min(rights)) / 2 if lefts and rights else None


def cell_text(glyphs: Iterable[Glyph]) -> str:
    """The text of a table cell: its lines without the breaks, a space only between Latin words or numbers."""
    text = ""
    for line in find_lines(glyphs, 0, 0.0):
        text = join(text, line.text)
    return settle_raised(text)


def settle_raised(text: str, signs: Collection[str] = ()) -> str:
    """Footnote ``signs`` fall away; other raised digits become superscript characters (m², 10³)."""
    if RAISED_START not in text:
        return text

    def settle(match: re.Match[str]) -> str:
        return "" if bare_sign(match.group(1)) in signs else superscript(match.group(1))

    return RAISED.sub(settle, text).replace(RAISED_START, "").replace(RAISED_END, "").strip()


def bare_sign(text: str) -> str:
    """A footnote's sign without brackets.

    >>> bare_sign("〔3〕"), bare_sign("①")
    ('3', '①')
    """
    return _BRACKETS.sub("", text)


def join(before: str, after: str) -> str:
    """Two lines as one: Latin words keep a space between them, all else is closed up.

    >>> join("到2025年，全", "市"), join("Internet of", "Things"), join("总量20", "25万户")
    ('到2025年，全市', 'Internet of Things', '总量2025万户')
    """
    if before and after and is_narrow(before[-1]) and is_narrow(after[0]):
        both_digits = before[-1].isdigit() and after[0].isdigit()
        words = before[-1].isalnum() and after[0].isalnum()
        if words and not both_digits:
            return f"{before} {after}"
    return before + after


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs in rows from top to bottom, each from left to right."""
    rows: list[list[Glyph]] = []
    middle = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.top + glyph.bottom, glyph.x0)):
        own = (glyph.top + glyph.bottom) / 2
        if rows and own - middle <= _ROW_DISTANCE * max(size, glyph.size):
            rows[-1].append(glyph)
            if glyph.size > size and not glyph.text.isspace():
                middle, size = own, glyph.size
        else:
            rows.append([glyph])
            middle, size = own, glyph.size
    return [sorted(row, key=lambda glyph: glyph.x0) for row in rows]


def _pieces(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """A row cut at its wide gaps; a space that was drawn does not fill a gap."""
    pieces: list[list[Glyph]] = []
    edge = 0.0
    for glyph in row:
        if glyph.text.isspace():
            if pieces:
                pieces[-1].append(glyph)
            continue
        if not pieces or glyph.x0 - edge > _PIECE_GAP * glyph.size:
            pieces.append([])
        pieces[-1].append(glyph)
        edge = max(edge, glyph.x1)
    return pieces


def _find_gutter(pieces: Sequence[Sequence[Glyph]], width: float, usual: float | None) -> float | None:
    """The x of the gap between two columns, if the page has two."""
    boxes = [_reach(piece) for piece in pieces]
    for gutter in (width * share / 100 for share in (50, 49, 51, 48, 52, 47, 53, 46, 54, 45, 55)):
        left = [box for box in boxes if box[1] <= gutter]
        right = [box for box in boxes if box[0] >= gutter]
        crossing = len(boxes) - len(left) - len(right)
        if min(len(left), len(right)) < _MIN_COLUMN_LINES or crossing > _MAX_CROSSING * len(boxes):
            continue
        if _fills(left, gutter - min(box[0] for box in left)) and _fills(
            right, max(box[1] for box in right) - gutter
        ):
            return gutter
    if usual is not None:
        crossing = sum(x0 < usual < x1 for x0, x1 in boxes)
        if crossing <= _MAX_CROSSING * len(boxes):
            return usual
    return None


def _reach(piece: Sequence[Glyph]) -> tuple[float, float]:
    """From where to where the visible glyphs of a piece stand."""
    return piece[0].x0, max(glyph.x1 for glyph in piece if not glyph.text.isspace())


def _fills(boxes: Sequence[tuple[float, float]], width: float) -> bool:
    """Whether most pieces are lines of running text, about as wide as their column."""
    wide = sum(x1 - x0 >= 0.7 * width for x0, x1 in boxes)
    return wide >= 0.6 * len(boxes)


def _in_columns(rows: Sequence[Sequence[list[Glyph]]], gutter: float, page: int) -> list[Line]:
    """Bands between lines that run across the page: in each, the left column and then the right."""
    result: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []

    def close_band() -> None:
        result.extend(left)
        result.extend(right)
        left.clear()
        right.clear()

    for row in rows:
        if any(x0 < gutter < x1 for x0, x1 in map(_reach, row)):
            close_band()
            result.append(_line([glyph for piece in row for glyph in piece], page))
            continue
        sides: tuple[list[Glyph], list[Glyph]] = ([], [])
        for piece in row:
            sides[piece[0].x0 >= gutter].extend(piece)
        for number, (side, column) in enumerate(zip(sides, (left, right), strict=True), start=1):
            if side:
                column.append(replace(_line(side, page), column=number))
    close_band()
    return [line for line in result if line.text]


def _line(row: Sequence[Glyph], page: int) -> Line:
    glyphs = _without_doubles([glyph for glyph in row if not glyph.text.isspace()])
    spaces = [glyph for glyph in row if glyph.text.isspace()]
    if not glyphs:
        return Line("", 0, 0, 0, 0, 0, 0, page)
    size = max(glyph.size for glyph in glyphs)
    base = max(glyph.bottom for glyph in glyphs if glyph.size > 0.9 * size)
    parts: list[str] = []
    raised = False
    before: Glyph | None = None
    space_at = 0
    for glyph in glyphs:
        drawn_space = False
        while space_at < len(spaces) and spaces[space_at].x0 < glyph.x0:
            drawn_space = True
            space_at += 1
        up = glyph.size < 0.8 * size and glyph.bottom < base - 0.15 * size
        if before is not None:
            gap = _gap(before, glyph, size, drawn_space)
            if raised and (gap or not up):
                parts.append(RAISED_END)
                raised = False
            parts.append(gap)
        if up and not raised:
            parts.append(RAISED_START)
            raised = True
        parts.append(glyph.text)
        before = glyph
    if raised:
        parts.append(RAISED_END)
    return Line(
        "".join(parts).strip(),
        glyphs[0].x0,
        max(glyph.x1 for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        base,
        size,
        _first_width(glyphs),
        page,
    )


def _gap(before: Glyph, after: Glyph, size: float, drawn_space: bool) -> str:
    """What stands between two glyphs: nothing, a space between Latin words, wide spaces of layout."""
    gap = (after.x0 - before.x1) / size
    if gap >= _TWO_SPACES_GAP:
        return "\u3000\u3000"
    narrow = is_narrow(before.text[-1]) and is_narrow(after.text[0]) and after.text[0] not in "%,.;:)]"
    if gap >= _WIDE_GAP and not narrow:
        return "\u3000"
    return " " if narrow and (drawn_space or gap >= _WORD_GAP) else ""


def _without_doubles(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Bold that was made by drawing the same character twice, a hair apart."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        slack = _SAME_GLYPH * glyph.size
        for other in kept[-4:]:
            same = other.text == glyph.text and abs(other.x0 - glyph.x0) < min(
                slack, 0.6 * (glyph.x1 - glyph.x0)
            )
            if same and abs(other.top - glyph.top) < slack:
                break
        else:
            kept.append(glyph)
    return kept


def _first_width(glyphs: Sequence[Glyph]) -> float:
    """How much room the first word takes: a line that had that much left was ended on purpose."""
    end = 1
    while end < len(glyphs):
        before, text = glyphs[end - 1].text[-1], glyphs[end].text[0]
        glued = text in _CLOSING or before in _OPENING or (is_narrow(before) and is_narrow(text))
        if not glued or glyphs[end].x0 - glyphs[end - 1].x1 > _WORD_GAP * glyphs[end].size:
            break
        end += 1
    return glyphs[end - 1].x1 - glyphs[0].x0
