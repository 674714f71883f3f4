"""Tables of a Word file: rows and cells with their places, merged cells once.

A table that only arranges the page (one column, or with tables inside) is no table of data: its cells are
read as paragraphs, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from analyzer.reading.content import GridCell
from analyzer.reading.docx_styles import is_on, read_int, value
from analyzer.reading.xml import child

# Word itself allows 63 columns
_MAX_SPAN = 1000
_TRANSPARENT = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"})


@dataclass
class TableCell:
    """A cell and what stands in it, in order: paragraphs and tables."""

    row: int
    column: int
    column_span: int
    row_span: int = 1
    flow: list[str | Table] = field(default_factory=list)


@dataclass
class Table:
    """A table as it stands in the file."""

    cells: list[TableCell]

    def arranges_page(self) -> bool:
        """Whether the table is a box around text rather than rows of data.

        >>> Table([TableCell(0, 0, 1, flow=["专栏1 重大工程", "新建水库5座。"])]).arranges_page()
        True
        """
        if all(cell.column == 0 for cell in self.cells):
            return True
        return any(isinstance(part, Table) for cell in self.cells for part in cell.flow)

    def flow(self) -> list[str | Table]:
        """All paragraphs and inner tables, cell by cell."""
        return [part for cell in self.cells for part in cell.flow]

    def grid(self) -> list[GridCell]:
        """The cells with their texts; only for tables without tables inside."""
        return [
            GridCell(
                cell.row,
                cell.column,
                "\n".join(part for part in cell.flow if isinstance(part, str)),
                cell.row_span,
                cell.column_span,
            )
            for cell in self.cells
        ]


def walk_cells(table: Element) -> Iterator[tuple[TableCell, Element]]:
    """Every cell that has a text of its own, with its node; deleted and hidden rows are left out.

    A cell that continues the one above lengthens that one, which may have been given before.
    """
    above: dict[int, TableCell] = {}
    number = 0
    for row in _below(table, "w:tr"):
        properties = child(row, "w:trPr")
        hidden = child(properties, "w:hidden")
        if child(properties, "w:del") is not None or (hidden is not None and is_on(hidden.get("w:val", "1"))):
            continue
        column = _span(child(properties, "w:gridBefore"), 0)
        left: TableCell | None = None
        here: dict[int, TableCell] = {}
        for node in _below(row, "w:tc"):
            settings = child(node, "w:tcPr")
            span = _span(child(settings, "w:gridSpan"), 1)
            upper = above.get(column) if _continues(settings, "w:vMerge") else None
            if left is not None and _continues(settings, "w:hMerge"):
                left.column_span += span
            elif upper is not None:
                upper.row_span = number - upper.row + 1
                here[column] = left = upper
            else:
                left = here[column] = TableCell(number, column, span)
                yield left, node
            column += span
        above = here
        number += 1


def _below(node: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, through content controls and tracked insertions."""
    for below in node:
        if below.tag == tag:
            yield below
        elif below.tag in _TRANSPARENT:
            yield from _below(below, tag)


def _span(node: Element | None, otherwise: int) -> int:
    return min(max(read_int(value(node), otherwise), otherwise), _MAX_SPAN)


def _continues(settings: Element | None, tag: str) -> bool:
    """Whether a cell is the continuation of a merged one: the setting is there and does not say restart."""
    merge = child(settings, tag)
    return merge is not None and merge.get("w:val", "continue") == "continue"
