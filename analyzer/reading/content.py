"""What a reader makes of a file: a text of true paragraphs, and the map from it back to the source.

Every reader of a structured format writes paragraphs and tables into one :class:`ContentBuilder`, so that all
formats give the same text for the same document: a paragraph a line, a table row a line with tabs between the
cells, nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from analyzer.model import Block, Cell, Metadata, SourceTable
from analyzer.reading.scrubbing import is_blank, scrub


@dataclass(frozen=True, slots=True)
class Content:
    """The text of one file with its source map; ``metadata`` is what the format itself states."""

    text: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[SourceTable, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as a reader meets it, before its text has an offset; rows and columns count from 0."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1


class ContentBuilder:
    """Collects paragraphs and tables in reading order.

    >>> builder = ContentBuilder()
    >>> builder.add_paragraph("一、主要目标", "第1段")
    >>> builder.add_table([GridCell(0, 0, "指标"), GridCell(0, 1, "2025年")], "表1")
    >>> content = builder.build()
    >>> content.text, [block.place for block in content.blocks]
    ('一、主要目标\\n指标\\t2025年', ['第1段', '表1第1行第1列', '表1第1行第2列'])
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._tables: list[SourceTable] = []

    def add_paragraph(self, text: str, place: str, page: int | None = None) -> None:
        """Add one paragraph; line breaks inside become spaces, a blank one is left out."""
        clean = _one_line(text)
        if is_blank(clean):
            return
        self._new_line()
        start = self._write(clean)
        self._blocks.append(Block(start, self._length, place, page))

    def add_table(self, cells: Iterable[GridCell], place: str, page: int | None = None) -> None:
        """Add a table; a merged cell is given once, at its upper left corner. A blank table is left out."""
        ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
        texts = [_one_line(cell.text) for cell in ordered]
        if all(is_blank(text) for text in texts):
            return
        self._new_line()
        begin = self._length
        placed: list[Cell] = []
        row = ordered[0].row
        for index, (cell, text) in enumerate(zip(ordered, texts, strict=True)):
            if index:
                self._write("\n" if cell.row != row else "\t")
            row = cell.row
            start = self._write(text)
            placed.append(Cell(cell.row, cell.column, start, self._length, cell.row_span, cell.column_span))
            if not is_blank(text):
                where = f"{place}第{cell.row + 1}行第{cell.column + 1}列"
                self._blocks.append(Block(start, self._length, where, page))
        self._tables.append(SourceTable(begin, self._length, tuple(placed), page))

    def build(self, metadata: Metadata | None = None, warnings: Iterable[str] = ()) -> Content:
        """Everything added so far."""
        return Content(
            "".join(self._parts),
            tuple(self._blocks),
            tuple(self._tables),
            metadata or Metadata(),
            tuple(warnings),
        )

    def _new_line(self) -> None:
        if self._length:
            self._write("\n")

    def _write(self, text: str) -> int:
        """Append and return where it starts."""
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start


def _one_line(text: str) -> str:
    return scrub(text)[0].replace("\n", " ").replace("\t", " ").strip()
