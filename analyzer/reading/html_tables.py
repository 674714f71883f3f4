"""Tables of a page: grids of data with merged cells, told from tables that only lay out the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.reading.content import GridCell
from analyzer.reading.html_tree import BLOCKS, Element, is_silent, tag_of, walk
from analyzer.reading.white_space import squeeze

_MAX_SPAN = 200
_MAX_CELLS = 500_000
# a cell with this share of the text and several paragraphs is a page, not a value
_MOST = 0.6
_LONG = 400
_NUMBER = re.compile(r"\d{1,4}")


def read_grid(table: Element) -> list[GridCell] | None:
    """The cells of a table of data, or None for a table that only lays out the page.

    A cell that spans rows or columns is given once. What counts as data: two columns and two rows with text,
    no table inside, no cell that is a whole page.
    """
    rows = list(_rows(table))
    cells: list[GridCell] = []
    sizes: list[tuple[int, int]] = []
    full_rows = 0
    taken: dict[tuple[int, int], bool] = {}
    for number, row in enumerate(rows):
        column = 0
        filled = 0
        for element in row:
            if tag_of(element) not in {"td", "th"} or is_silent(element):
                continue
            if any(tag_of(inner) == "table" for inner in element.iterdescendants("table")):
                return None
            while (number, column) in taken:
                column += 1
            text, paragraphs = cell_text(element)
            height = min(_span(element, "rowspan"), len(rows) - number)
            width = _span(element, "colspan")
            if len(taken) + height * width > _MAX_CELLS:
                return None
            for below in range(number, number + height):
                for beside in range(column, column + width):
                    taken[below, beside] = True
            cells.append(GridCell(number, column, text, height, width))
            sizes.append((len(text), paragraphs))
            filled += bool(text)
            column += width
        full_rows += filled >= 2
    if full_rows < 2 or _is_page(sizes):
        return None
    return cells


def _is_page(sizes: list[tuple[int, int]]) -> bool:
    whole = sum(size for size, _ in sizes)
    return any(size > _LONG and size > _MOST * whole and paragraphs >= 3 for size, paragraphs in sizes)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        tag = tag_of(child)
        if tag == "tr":
            yield child
        elif tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if tag_of(row) == "tr")


def _span(element: Element, name: str) -> int:
    match = _NUMBER.match((element.get(name) or "1").strip())
    return min(max(int(match.group()), 1), _MAX_SPAN) if match else 1


def cell_text(cell: Element) -> tuple[str, int]:
    """The text of a cell, its paragraphs set apart by a space, and how many there are."""
    parts: list[list[str]] = [[]]
    for event, item in walk(cell):
        if event == "text":
            parts[-1].append(item)
        elif tag_of(item) in BLOCKS and parts[-1]:
            parts.append([])
    texts = [text for part in parts if (text := squeeze("".join(part)))]
    return " ".join(texts), len(texts)
