"""Workbooks (.xlsx .xls .et) to rows of text. The only place that imports calamine.

Calamine gives values, not what is shown: a cell formatted as percent comes as 0.45, so those of .xlsx are
looked up in the file itself. It also reserves memory for every cell up to the last one used, and a file of
some kilobytes can use the last cell of a sheet; sizes are looked at before.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from analyzer.errors import ReadError
from analyzer.reading.records import Record
from analyzer.reading.table_rows import Row, Sheet, read_rows
from analyzer.reading.xlsx_cells import NO_CELLS, SheetCells, inspect_workbook

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_DAMAGED = "表格文件损坏或不完整，可能没有下载完。请用 Excel 或 WPS 打开后另存为 .xlsx 再读。"
_LOCKED = "文件有密码，请先用 Excel 或 WPS 打开，去掉密码后再读。"
_CODES = {"PasswordError": "E_ENCRYPTED", "ZipError": "E_ZIP", "XmlError": "E_XML"}
_MAX_MERGED = 20_000


def read_workbook(data: bytes, kind: str, text_column: str = "") -> Iterator[Record]:
    """The documents of a workbook: one a row where a column holds texts, else one of tables of facts.

    Args:
        data: the file.
        kind: ``xlsx``, ``xls`` or ``et``.
        text_column: the name of the column of texts, if the user says so.

    Raises:
        ReadError: E_ZIP, E_XML, E_ENCRYPTED, E_TOO_LARGE, E_FORMAT (damaged, or no column of texts), E_EMPTY.
    """
    cells = inspect_workbook(data) if kind == "xlsx" else {}
    yield from read_rows(_sheets(data, cells), text_column)


def _sheets(data: bytes, cells: dict[str, SheetCells]) -> Iterator[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with _Trouble():
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    if not book.sheets_metadata:
        raise ReadError("E_FORMAT", _DAMAGED)
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet or about.visible != SheetVisibleEnum.Visible:
            continue
        with _Trouble():
            sheet = book.get_sheet_by_name(about.name)
            merged = {
                (top, left): (bottom - top + 1, right - left + 1)
                for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])[:_MAX_MERGED]
            }
        yield Sheet(about.name, _rows(sheet, cells.get(about.name, NO_CELLS)), merged)


def _rows(sheet: CalamineSheet, cells: SheetCells) -> Iterator[Row]:
    start = sheet.start
    if start is None:
        return
    top, left = start
    with _Trouble():
        rows = sheet.iter_rows()
    for number, values in enumerate(rows, start=top):
        texts = [""] * left
        for column, value in enumerate(values, start=left):
            texts.append(_shown(value, (number, column) in cells.percents))
        yield Row(number + 1, tuple(texts))


def _shown(value: object, percent: bool) -> str:
    """A value as the sheet shows it, as far as that can be known.

    >>> _shown(45.0, False), _shown(0.1 + 0.2, False), _shown(0.455, True)
    ('45', '0.3', '45.5%')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        number = Decimal(f"{value:.15g}")
        if not number.is_finite():
            return ""
        if percent:
            return f"{_plain(number * 100)}%"
        return _plain(number)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value or "")


def _plain(number: Decimal) -> str:
    """Digits without an exponent and without zeros at the end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class _Trouble:
    """Turns what calamine raises into a ReadError; a panic of its Rust code is no ``Exception``."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if kind is None or isinstance(error, ReadError | MemoryError | KeyboardInterrupt):
            return
        if issubclass(kind, Exception) or kind.__name__ == "PanicException":
            code = _CODES.get(kind.__name__, "E_FORMAT")
            raise ReadError(code, _LOCKED if code == "E_ENCRYPTED" else _DAMAGED) from None
