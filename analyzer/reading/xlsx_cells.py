"""What a workbook says of its cells before they are read: how far they reach, and which are shown as percent.

Layout: ECMA-376, SpreadsheetML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from analyzer.errors import ReadError
from analyzer.reading.xml import child, children, parse_xml
from analyzer.reading.zip_archive import ZipArchive

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PREFIXES = {_RELATION: "r", _STRICT_RELATION: "r"}
# of one sheet; a million rows of ten short columns have 300 MB
_MAX_SHEET = 400_000_000
# calamine reserves 24 bytes for every cell of the rectangle
_MAX_AREA = 25_000_000
_CELL = re.compile(rb"<(?:[a-z0-9]{1,9}:)?c\s([^<>]{1,200})>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_STYLE = re.compile(rb'\bs="([0-9]{1,6})"')
_PERCENT_IDS = frozenset({9, 10})


Percents: TypeAlias = frozenset[tuple[int, int]]


def inspect_workbook(data: bytes) -> dict[str, Percents]:
    """Rows and columns, from 0, of the cells shown as percent, by the name of the sheet.

    Raises:
        ReadError: E_ZIP, E_XML, E_ENCRYPTED, E_TOO_LARGE (a bomb, or a sheet that fills the memory), E_FORMAT.
    """
    archive = ZipArchive(data)
    if "xl/workbook.bin" in archive:
        raise ReadError("E_FORMAT", "这是二进制的 Excel 文件（.xlsb），请另存为 .xlsx 后再读。")
    if "xl/workbook.xml" not in archive:
        raise ReadError("E_FORMAT", "表格文件不完整，请用 Excel 或 WPS 打开后另存为 .xlsx 再读。")
    styles = _percent_styles(archive)
    # calamine unpacks this itself; here it is only weighed
    if "xl/sharedStrings.xml" in archive:
        _refuse_doctype(archive.read("xl/sharedStrings.xml", _MAX_SHEET))
    return {
        name: frozenset(_percents(archive.read(path, _MAX_SHEET), styles, name))
        for name, path in _sheet_paths(archive)
        if path in archive
    }


def _sheet_paths(archive: ZipArchive) -> Iterator[tuple[str, str]]:
    """Names of the sheets and where they are in the archive."""
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in archive:
        return
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in children(parse_xml(archive.read(relations), {}), "Relationship")
    }
    sheets = child(parse_xml(archive.read("xl/workbook.xml"), _PREFIXES), "sheets")
    for sheet in children(sheets, "sheet") if sheets is not None else ():
        target = targets.get(sheet.get("r:id", ""), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        yield sheet.get("name", ""), path


def _percent_styles(archive: ZipArchive) -> frozenset[int]:
    """Indexes of the cell styles that show a value as percent."""
    if "xl/styles.xml" not in archive:
        return frozenset()
    root = parse_xml(archive.read("xl/styles.xml"), _PREFIXES)
    formats = child(root, "numFmts")
    own = {
        number.get("numFmtId", "")
        for number in (children(formats, "numFmt") if formats is not None else ())
        if "%" in number.get("formatCode", "")
    } | {str(number) for number in _PERCENT_IDS}
    styles = child(root, "cellXfs")
    return frozenset(
        index
        for index, style in enumerate(children(styles, "xf") if styles is not None else ())
        if style.get("numFmtId", "") in own
    )


def _percents(source: bytes, styles: frozenset[int], name: str) -> Iterator[tuple[int, int]]:
    """Cells shown as percent; on the way the sheet's size is looked at."""
    _refuse_doctype(source)
    last_row = last_column = 0
    for cell in _CELL.finditer(source):
        attributes = cell[1]
        place = _PLACE.search(attributes)
        if place is None:
            continue
        row, column = int(place[2]), _column(place[1])
        last_row, last_column = max(last_row, row), max(last_column, column + 1)
        style = _STYLE.search(attributes)
        if style is not None and int(style[1]) in styles:
            yield row - 1, column
    if last_row * last_column > _MAX_AREA:
        found = f"表 {name[:40]} 用到了第 {last_row} 行第 {last_column} 列，范围太大，没有读。"
        raise ReadError("E_TOO_LARGE", f"{found}请删去远处多余的单元格，或另存为 CSV 后再读。")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _refuse_doctype(source: bytes) -> None:
    if b"<!DOCTYPE" in source[:4096]:
        found = "文件里的 XML 带有文档类型声明（DOCTYPE），没有读。请用 Excel 或 WPS 另存后再读。"
        raise ReadError("E_XML", found)
