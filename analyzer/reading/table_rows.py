"""Rows of a table file: one document a row where a column holds the text, else one table of facts.

A corpus list has its header in one of the first rows and a column of texts below it. A table of targets or
tasks (序号 指标 单位 2025年 …) is one document with one table, its caption and its notes around it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from analyzer.errors import ReadError
from analyzer.reading.content import Content, ContentBuilder, GridCell
from analyzer.reading.record_columns import find_roles, is_surely_text, is_table_of_facts
from analyzer.reading.records import Record, make_record

_HEADER_ROWS = 20
_MAX_CELLS = 300_000
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, from the first column of the sheet; ``number`` counts from 1 as people count."""

    number: int
    cells: tuple[str, ...]


@dataclass(slots=True)
class Sheet:
    """A table file or one sheet of a workbook.

    ``merged`` gives the height and width of merged cells by row and column from 0; ``name`` is empty for a
    file without sheets.
    """

    name: str
    rows: Iterable[Row]
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def place(self, row: int, column: int) -> str:
        """Where a cell stands: ``Sheet1!B3``, ``第3行第2列``; the row counts from 1, the column from 0."""
        if not self.name:
            return f"第{row}行第{column + 1}列"
        return f"{self.name}!{_letters(column)}{row}"


def read_rows(sheets: Iterable[Sheet], text_column: str = "") -> Iterator[Record]:
    """The documents of a table file.

    Args:
        sheets: its sheets, read one after the other.
        text_column: the name of the column that holds the texts, if the user says so.

    Raises:
        ReadError: E_FORMAT where no sheet has a column of texts or is a table of facts, E_EMPTY.
    """
    headers: list[str] = []
    tables: list[Content] = []
    found = False
    for sheet in sheets:
        rows = iter(sheet.rows)
        first = list(islice(rows, _HEADER_ROWS))
        at = next((number for number, row in enumerate(first) if _is_header(row.cells, text_column)), None)
        if at is not None:
            for record in _records(sheet, first[at], chain(first[at + 1 :], rows), text_column):
                found = True
                yield record
            headers.append("")
            continue
        if not text_column and any(is_table_of_facts(row.cells) for row in first):
            content = _table(sheet, chain(first, rows))
            if content.text:
                tables.append(content)
        elif first:
            headers.append("、".join(cell.strip() for cell in first[0].cells[:_SHOWN] if cell.strip()))
    if tables:
        yield Record("", "", _joined(tables))
    elif not found:
        raise _no_text(headers, text_column)


def _is_header(cells: Sequence[str], text_column: str) -> bool:
    roles = find_roles(cells, text_column)
    if "text" not in roles:
        return False
    if text_column or is_surely_text(cells[roles["text"]]):
        return True
    return sum(bool(cell.strip()) for cell in cells) >= 2 and not is_table_of_facts(cells)


def _records(sheet: Sheet, header: Row, rows: Iterable[Row], text_column: str) -> Iterator[Record]:
    roles = find_roles(header.cells, text_column)
    column = roles["text"]
    for row in rows:
        if not any(cell.strip() for cell in row.cells):
            continue
        values = {role: row.cells[index] for role, index in roles.items() if index < len(row.cells)}
        shown = sheet.place(row.number, column) if sheet.name else f"第{row.number}行"
        yield make_record(shown if sheet.name else str(row.number), shown, values)


def _table(sheet: Sheet, rows: Iterable[Row]) -> Content:
    """A sheet as one table, single cells above and below it as paragraphs."""
    kept: list[Row] = []
    size = 0
    for row in rows:
        if any(cell.strip() for cell in row.cells):
            kept.append(row)
            size += len(row.cells)
            if size > _MAX_CELLS:
                raise ReadError("E_TOO_LARGE", f"表 {sheet.name} 超过 {_MAX_CELLS} 格，请拆成几个文件。")
    filled = [sum(bool(cell.strip()) for cell in row.cells) for row in kept]
    facts = next(index for index, row in enumerate(kept) if is_table_of_facts(row.cells))
    last = max(index for index, count in enumerate(filled) if count >= 2 or index == facts)
    builder = ContentBuilder()
    _add_lines(builder, sheet, kept[:facts])
    body = kept[facts : last + 1]
    numbers = [row.number for row in body]
    covered = _covered(sheet)
    cells: list[GridCell] = []
    places: dict[tuple[int, int], str] = {}
    for index, row in enumerate(body):
        for column, text in enumerate(row.cells):
            if (row.number - 1, column) in covered:
                continue
            height, width = sheet.merged.get((row.number - 1, column), (1, 1))
            # blank rows are left out
            height = max(bisect_left(numbers, row.number + height) - index, 1)
            cells.append(GridCell(index, column, text, height, width))
            places[index, column] = sheet.place(row.number, column)
    builder.add_table(cells, "表")
    _add_lines(builder, sheet, kept[last + 1 :])
    return _with_places(builder.build(), places)


def _covered(sheet: Sheet) -> set[tuple[int, int]]:
    """The cells that merged cells cover, without their upper left corners."""
    covered: set[tuple[int, int]] = set()
    for (top, left), (height, width) in sheet.merged.items():
        if len(covered) + height * width > _MAX_CELLS:
            break
        covered.update(
            (row, column) for row in range(top, top + height) for column in range(left, left + width)
        )
        covered.discard((top, left))
    return covered


def _add_lines(builder: ContentBuilder, sheet: Sheet, rows: Iterable[Row]) -> None:
    for row in rows:
        for column, text in enumerate(row.cells):
            if text.strip():
                builder.add_paragraph(text, sheet.place(row.number, column))


def _with_places(content: Content, places: Mapping[tuple[int, int], str]) -> Content:
    """The content with its cells named as the sheet names them."""
    (table,) = content.tables
    names = {cell.start: places[cell.row, cell.column] for cell in table.cells if cell.end > cell.start}
    blocks = tuple(
        replace(block, place=names[block.start]) if block.start in names else block
        for block in content.blocks
    )
    return replace(content, blocks=blocks)


def _joined(contents: Sequence[Content]) -> Content:
    """Several sheets as one text, with all offsets moved."""
    if len(contents) == 1:
        return contents[0]
    texts: list[str] = []
    blocks = []
    tables = []
    at = 0
    for content in contents:
        texts.append(content.text)
        blocks += [replace(block, start=block.start + at, end=block.end + at) for block in content.blocks]
        for table in content.tables:
            cells = tuple(replace(cell, start=cell.start + at, end=cell.end + at) for cell in table.cells)
            tables.append(replace(table, start=table.start + at, end=table.end + at, cells=cells))
        at += len(content.text) + 1
    return Content("\n".join(texts), tuple(blocks), tuple(tables))


def _letters(column: int) -> str:
    """0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _no_text(headers: Sequence[str], text_column: str) -> ReadError:
    if not any(headers):
        return ReadError("E_EMPTY", "表里没有内容，请换一个有正文的文件。")
    wanted = f"“{text_column}”列" if text_column else "正文列（正文、全文、内容、text、content 等）"
    shown = next(filter(None, headers))[:200]
    found = f"表里没有{wanted}，现有的列是：{shown}。请改列名，或用 --text-column 指明正文列。"
    return ReadError("E_FORMAT", found)
