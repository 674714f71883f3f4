"""Tables of a page from the boxes of their cells; tables that go on over the page are put together.

A table is what lines enclose: at least two columns and two rows, most of it filled. A frame around a box of
text (专栏) is no table, nor are words that only stand below each other. In tables of three rules (三线表) the
gaps between the words take the place of vertical lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analyzer.reading.pdf_lines import Glyph, cell_text

# x0, top, x1, bottom
Box = tuple[float, float, float, float]

_SAME_EDGE = 3.0
_MIN_FILLED = 4
_MIN_SHARE = 0.35
_SHORT = 40
CONTINUED = re.compile(
    r"\s*(?:续\s*表|（\s*续\s*表?\s*）|[^。；]{0,40}（\s*续\s*(?:表)?\s*[一二三四五\d]?\s*）)[\s\d一二三四五：:—-]{0,8}"
)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell in the grid of its table; ``page`` is where it stands."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one page or, after :func:`join_tables`, of several."""

    cells: tuple[TableCell, ...]
    edges: tuple[float, ...]
    top: float
    bottom: float
    page: int
    last_page: int

    @property
    def rows(self) -> int:
        """The number of rows."""
        return max(cell.row + cell.row_span for cell in self.cells)


def make_table(boxes: Sequence[Box], glyphs: Iterable[Glyph], page: int) -> tuple[Table, list[Glyph]] | None:
    """The table that cell boxes form, and the glyphs that stand in it; None if it is no table of data."""
    edges = _cluster(edge for box in boxes for edge in (box[0], box[2]))
    heights = _cluster(edge for box in boxes for edge in (box[1], box[3]))
    if len(edges) < 3 or len(heights) < 2:
        return None
    places: dict[tuple[int, int], int] = {}
    spans: list[tuple[int, int, int, int]] = []
    for number, (x0, top, x1, bottom) in enumerate(boxes):
        column, row = _index(edges, x0), _index(heights, top)
        row_span, column_span = _index(heights, bottom) - row, _index(edges, x1) - column
        if row_span < 1 or column_span < 1:
            continue
        spans.append((row, column, row_span, column_span))
        for at_row in range(row, row + row_span):
            for at_column in range(column, column + column_span):
                places.setdefault((at_row, at_column), len(spans) - 1)
        if number > 20_000 or len(places) > 100_000:
            return None
    inside: list[list[Glyph]] = [[] for _ in spans]
    taken: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        if not (edges[0] <= x <= edges[-1] and heights[0] <= y <= heights[-1]):
            continue
        cell = places.get((bisect_right(heights, y) - 1, bisect_right(edges, x) - 1))
        if cell is not None:
            inside[cell].append(glyph)
            taken.append(glyph)
    cells = tuple(
        TableCell(*span, cell_text(content), page) for span, content in zip(spans, inside, strict=True)
    )
    if not _is_table(cells):
        return None
    closed, kept = _close_gaps(cells, edges)
    return Table(closed, kept, heights[0], heights[-1], page, page), taken


def _is_table(cells: Sequence[TableCell]) -> bool:
    """Whether enough cells are filled, in several rows and columns, or in one row of short words.

    One row alone is what a page break leaves of a table.
    """
    filled = [cell for cell in cells if cell.text]
    rows, columns = {cell.row for cell in filled}, {cell.column for cell in filled}
    if len(filled) < _MIN_SHARE * len(cells) or len(columns) < 2:
        return False
    if len(rows) > 1:
        return len(filled) >= _MIN_FILLED
    return len(columns) > 2 and all(len(cell.text) <= _SHORT for cell in filled)


def find_frames(groups: Iterable[Sequence[Box]], width: float, height: float) -> list[Box]:
    """The cells of the frames around text: one column, wide, and not the border of the page."""
    frames: list[Box] = []
    for boxes in groups:
        edges = _cluster(edge for box in boxes for edge in (box[0], box[2]))
        tall = max(box[3] for box in boxes) - min(box[1] for box in boxes)
        if len(edges) == 2 and edges[1] - edges[0] > 0.4 * width and tall < 0.85 * height:
            frames.extend(boxes)
    return sorted(frames, key=lambda box: box[1])


def take_inside(box: Box, glyphs: Iterable[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """The glyphs inside a box, and the others."""
    inside: list[Glyph] = []
    others: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        (inside if box[0] <= x <= box[2] and box[1] <= y <= box[3] else others).append(glyph)
    return inside, others


def join_tables(before: Table, after: Table) -> Table | None:
    """A table and its continuation on the next page, or None if the second is a table of its own.

    It goes on where the columns are the same; a header that is repeated is left out.
    """
    if after.page != before.last_page + 1:
        return None
    repeated = _repeated_rows(before, after)
    columns = _matching_columns(before.edges, after.edges)
    if columns is None and repeated and len(before.edges) == len(after.edges):
        columns = list(range(len(after.edges)))
    if columns is None:
        return None
    shift = before.rows - repeated
    moved = tuple(
        replace(
            cell,
            row=cell.row + shift,
            column=columns[cell.column],
            column_span=columns[cell.column + cell.column_span] - columns[cell.column],
        )
        for cell in after.cells
        if cell.row >= repeated
    )
    return replace(before, cells=before.cells + moved, bottom=after.bottom, last_page=after.page)


def _matching_columns(before: Sequence[float], after: Sequence[float]) -> list[int] | None:
    """For every edge of ``after`` its number in ``before``, None where one has no match.

    A rest of a table may have fewer edges: its rows may all have merged cells. Odd and even pages may stand a
    little apart, so edges are compared as parts of the width.
    """
    widths = (before[-1] - before[0], after[-1] - after[0])
    if abs(widths[0] - widths[1]) > 0.03 * widths[0]:
        return None
    places = [(edge - before[0]) / widths[0] for edge in before]
    found: list[int] = []
    for edge in after:
        place = (edge - after[0]) / widths[1]
        nearest = min(range(len(places)), key=lambda number: abs(places[number] - place))
        if abs(places[nearest] - place) > 0.03 or nearest in found:
            return None
        found.append(nearest)
    return found


def _repeated_rows(before: Table, after: Table) -> int:
    """How many rows at the top are the same in both."""
    same = 0
    for row in range(min(3, after.rows - 1)):
        texts = [
            [(cell.column, cell.text) for cell in table.cells if cell.row == row] for table in (before, after)
        ]
        if texts[0] != texts[1] or not any(text for _, text in texts[0]):
            break
        same = row + 1
    return same


def _close_gaps(
    cells: Sequence[TableCell], edges: Sequence[float]
) -> tuple[tuple[TableCell, ...], tuple[float, ...]]:
    """Rows and columns in which no cell begins (double lines) are left out, and so are their edges."""
    rows = sorted({cell.row for cell in cells})
    columns = sorted({cell.column for cell in cells})
    closed = tuple(
        replace(
            cell,
            row=bisect_left(rows, cell.row),
            column=bisect_left(columns, cell.column),
            row_span=bisect_left(rows, cell.row + cell.row_span) - bisect_left(rows, cell.row),
            column_span=bisect_left(columns, cell.column + cell.column_span)
            - bisect_left(columns, cell.column),
        )
        for cell in cells
    )
    return closed, (*(edges[column] for column in columns), edges[-1])


def _cluster(values: Iterable[float]) -> list[float]:
    """Values that lie close together as one, in order."""
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > _SAME_EDGE:
            result.append(value)
    return result


def _index(edges: Sequence[float], value: float) -> int:
    """The index of the edge that stands for the value."""
    return max(0, bisect_right(edges, value + 0.01) - 1)
