"""An Excel workbook for people: Chinese headers and words, one sheet a table, and a sheet that explains them.

XlsxWriter makes the workbook with everything but the rows; these are written by
:mod:`analyzer.presentation.xlsx_rows` straight into the archive, since a cell at a time a table of 100,000 rows
takes three times as long (see docs/decisions.md). Limits are those of Excel's specifications: 1,048,576 rows a
sheet, 32,767 characters a cell, 65,530 links a sheet.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote
from xml.sax.saxutils import quoteattr

from analyzer.presentation.columns import Column, Table, label
from analyzer.presentation.table_values import TableValues
from analyzer.presentation.xlsx_rows import Styles, column_letters, rows_xml

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_ROWS = 1_048_575
MAX_LINKS = 65_530
PageOf = Callable[[str], str]

_EXPLANATIONS = "字段说明"
_TYPES = {
    "string": "文字",
    "integer": "整数",
    "decimal": "数",
    "number": "数",
    "date": "日期",
    "boolean": "是或否",
}
# rows that the report has a place for
_LINKED = {"documents": "doc_id", "targets": "target_id", "tasks": "task_id", "checks": "check_id"}
_SHEET_DATA = re.compile(rb"<sheetData>(<row r=\"1\".*?</row>)?.*</sheetData>|<sheetData/>", re.S)
_LINKS = re.compile(rb"<hyperlinks>.*</hyperlinks>", re.S)
_RELATION = re.compile(rb'<hyperlink ref="[^"]*" r:id="(rId[0-9]+)"')
_SPANS = re.compile(rb' spans="[^"]*"')
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_STYLED = re.compile(rb'<c r="[A-Z]{1,3}2" s="([0-9]{1,5})"')
# a level above this makes the file little smaller and takes much longer
_LEVEL = 3
_NARROW, _WIDE = 6, 60
_SAMPLE = 200
_LINE_HEIGHT = 15
_CELL_BYTES, _CHARACTER_BYTES = 80, 3
_FONT = {"font_name": "微软雅黑", "font_size": 10}
_HEADER = {"bold": True, "bg_color": "#DCE6EC", "bottom": 1, "valign": "vcenter"}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table, or what of a very long one fits on one sheet."""

    name: str
    content: TableValues
    rows: range
    linked: int  # the column whose cells link to the report, -1 if none do
    pages: Sequence[str]  # for the first rows, the page each links to


def write_workbook(
    path: Path,
    tables: Sequence[TableValues],
    provenance: Mapping[str, str] | None = None,
    page_of: PageOf | None = None,
    max_rows: int = MAX_ROWS,
) -> None:
    """Write all tables into one workbook.

    Args:
        path: the new file.
        tables: one sheet each; what does not fit goes on in the next.
        provenance: what made the result, said on the last sheet.
        page_of: gives the page of a document in the report, as a link from the workbook; rows link to it.
        max_rows: rows a sheet can hold below its header.
    """
    sheets = [sheet for table in tables for sheet in _split(table, max_rows, page_of)]
    frame = io.BytesIO()
    _write_frame(frame, sheets, provenance or {})
    with (
        zipfile.ZipFile(frame) as source,
        zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as target,
    ):
        parts = {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(sheets, start=1)}
        for name in source.namelist():
            data = source.read(name)
            # Excel warns of ZIP64, so that only a part that needs it gets it
            large = name in parts and _most_bytes(parts[name]) > zipfile.ZIP64_LIMIT
            with target.open(name, "w", force_zip64=large) as part:
                if name in parts:
                    _write_rows(part.write, data, parts[name])
                elif name.endswith(".rels"):
                    # XlsxWriter links files with \\, which programs outside Windows do not follow
                    part.write(data.replace(b"\\", b"/"))
                else:
                    part.write(data)


def _split(table: TableValues, max_rows: int, page_of: PageOf | None) -> Iterator[_Sheet]:
    title = re.sub(r"[\[\]:*?/\\']", "_", table.table.title)[:24]
    names = [column.name for column in table.table.columns]
    link = _LINKED.get(table.table.name, "")
    linked = names.index(link) if page_of and link in names and "doc_id" in names else -1
    for number, start in enumerate(range(0, max(len(table), 1), max_rows), start=1):
        name = title if number == 1 else f"{title} ({number})"
        rows = range(start, min(start + max_rows, len(table)))
        pages: list[str] = []
        if page_of and linked >= 0:
            doc_ids = table.values[names.index("doc_id")][rows.start : rows.stop][:MAX_LINKS]
            made = {doc_id: page_of(doc_id) for doc_id in dict.fromkeys(doc_ids)}
            pages = [made[doc_id] for doc_id in doc_ids]
        yield _Sheet(name, table, rows, linked, pages)


def _most_bytes(sheet: _Sheet) -> int:
    """About the most that the XML of a sheet takes."""
    cells = sum(
        _CELL_BYTES + (_CHARACTER_BYTES * len(value) if isinstance(value, str) else 0)
        for column in sheet.content.values
        for value in column[sheet.rows.start : sheet.rows.stop]
        if value is not None
    )
    return cells + _CELL_BYTES * len(sheet.rows)


def _write_frame(file: io.BytesIO, sheets: Sequence[_Sheet], provenance: Mapping[str, str]) -> None:
    """The workbook without its rows.

    Row 2 of every sheet ends with one blank cell of each format; below the header stands one link to every
    page of the report.
    """
    import xlsxwriter

    with xlsxwriter.Workbook(file, {"in_memory": True, "default_format_properties": _FONT}) as book:
        header = book.add_format(_HEADER)
        formats = [
            book.add_format({"num_format": "yyyy-mm-dd", "align": "center"}),
            book.add_format({"num_format": "#,##0"}),
            book.add_format({"font_color": "#0B5A8A", "underline": 1}),
        ]
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            _write_header(page, sheet, header)
            for row, address in enumerate(filter(None, dict.fromkeys(sheet.pages)), start=1):
                page.write_url(row, sheet.linked, f"external:{_readable(address)}", string=address)
            for column, form in enumerate(formats, start=len(sheet.content.table.columns)):
                page.write_blank(1, column, None, form)
        _write_explanations(
            book.add_worksheet(_EXPLANATIONS),
            [sheet.content.table for sheet in sheets if sheet.rows.start == 0],
            provenance,
            header,
            book.add_format({"text_wrap": True, "valign": "top"}),
        )


def _readable(address: str) -> str:
    """An address as spreadsheet programs write it: Chinese as it is, only signs with a meaning escaped.

    >>> _readable("reports/%E8%A6%81%E7%82%B9%201%23.html")
    'reports/要点%201%23.html'
    """
    return "".join(quote(sign) if sign in " %#?" else sign for sign in unquote(address))


def _write_header(page: Worksheet, sheet: _Sheet, header: Format) -> None:
    for position, column in enumerate(sheet.content.table.columns):
        page.write_string(0, position, column.title, header)
        page.set_column(position, position, _width(column, sheet.content.values[position]))
    page.set_row(0, 22)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.content.table.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.repeat_rows(0)
    page.set_footer("&L&A&R第 &P 页，共 &N 页")


def _width(column: Column, values: Sequence[Any]) -> float:
    """So that most texts and all numbers can be read; a letter of Chinese is as wide as two others."""
    if column.type in ("integer", "decimal", "number"):
        # a number that does not fit shows as ####
        usual = max((len(f"{value:,}") for value in values if value is not None), default=0)
    elif column.type == "date":
        usual = len("2030-12-31")
    else:
        shown = [label(column, value) for value in values[:_SAMPLE] if value is not None]
        widths = sorted(map(_display_width, shown)) or [0]
        usual = widths[len(widths) * 9 // 10]
    # room for the button of the filter
    return float(min(max(_NARROW, _display_width(column.title) + 3, usual + 2), _WIDE))


def _display_width(text: str, limit: int = _WIDE) -> int:
    return sum(1 if character < "\u2000" else 2 for character in text[:limit])


def _write_explanations(
    page: Worksheet, tables: Sequence[Table], provenance: Mapping[str, str], header: Format, wrapped: Format
) -> None:
    """What every column means; text is always written as text."""
    titles = (("表", 10), ("列", 16), ("列名", 18), ("类型", 8), ("说明", 56), ("取值", 56))
    for position, (title, width) in enumerate(titles):
        page.write_string(0, position, title, header)
        page.set_column(position, position, width, wrapped)
    page.freeze_panes(1, 0)
    number = 0
    for table in tables:
        for column in table.columns:
            number += 1
            words = "、".join(shown if word == shown else f"{shown}（{word}）" for word, shown in column.enum)
            cells = (table.title, column.title, column.name, _TYPES[column.type], column.description, words)
            lines = [
                -(-_display_width(text, 400) // (width - 2))
                for text, (_, width) in zip(cells, titles, strict=True)
            ]
            # LibreOffice does not fit rows to wrapped text by itself
            page.set_row(number, _LINE_HEIGHT * max(1, *lines))
            for position, text in enumerate(cells):
                page.write_string(number, position, text, wrapped)
    page.autofilter(0, 0, max(number, 1), len(titles) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for name, value in provenance.items():
        number += 1
        page.write_string(number, 0, "运行", wrapped)
        page.write_string(number, 2, name, wrapped)
        page.write_string(number, 4, str(value), wrapped)


def _write_rows(write: Callable[[bytes], object], frame: bytes, sheet: _Sheet) -> None:
    """The sheet of the frame with the rows and links of the table in place of those of the frame."""
    found = _SHEET_DATA.search(frame)
    assert found is not None, "a sheet has rows"
    styles = Styles(*(int(number) for number in _STYLED.findall(frame)[-len(Styles._fields) :]))
    write(_DIMENSION.sub(b"", frame[: found.start()]))
    # the header spans the cells of formats too
    write(b"<sheetData>" + _SPANS.sub(b"", found[1] or b"", count=1))
    for batch in rows_xml(
        sheet.content.table.columns, sheet.content.values, styles, sheet.rows, sheet.linked
    ):
        write(batch.encode())
    write(b"</sheetData>")
    rest = frame[found.end() :]
    write(_LINKS.sub(lambda _: _links_xml(sheet, rest), rest))


def _links_xml(sheet: _Sheet, frame: bytes) -> bytes:
    """One link for each row that has a page; rows of one document share its relationship."""
    relations = [name.decode() for name in _RELATION.findall(frame)]
    of_page = dict(zip(filter(None, dict.fromkeys(sheet.pages)), relations, strict=True))
    letter = column_letters(sheet.linked)
    ids = sheet.content.values[sheet.linked][sheet.rows.start : sheet.rows.stop]
    anchored = sheet.content.table.name != "documents"
    return b"".join(
        (
            b"<hyperlinks>",
            *(
                f'<hyperlink ref="{letter}{number}" r:id="{of_page[page]}"'
                f"{f' location={quoteattr(str(row_id))}' if anchored else ''}/>".encode()
                for number, (page, row_id) in enumerate(zip(sheet.pages, ids, strict=False), start=2)
                if page
            ),
            b"</hyperlinks>",
        )
    )
