"""The process that reads one workbook (.xlsx .xls .et): bytes on standard input, lines of JSON on standard output.

Calamine, which does it, reserves what a file says it needs; a damaged .xls of six kilobytes can ask for 300
gigabytes, and then the process is aborted, not the call. So it has a process of its own, started by
:mod:`analyzer.reading.sheets` as ``python -m analyzer.reading.sheets_worker BYTES_OF_MEMORY KIND``. The only
place that imports calamine.

Calamine gives values, not what is shown: a cell formatted as percent comes as 0.45, so those cells are looked
up in the file itself.
"""

from __future__ import annotations

import datetime
import io
import json
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from analyzer.errors import ReadError
from analyzer.reading.pdf_worker import limit_memory
from analyzer.reading.xls_cells import find_percents
from analyzer.reading.xlsx_cells import Percents, inspect_workbook

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_DAMAGED = "表格文件损坏或不完整，可能没有下载完。请用 Excel 或 WPS 打开后另存为 .xlsx 再读。"
_LOCKED = "文件有密码，请先用 Excel 或 WPS 打开，去掉密码后再读。"
_CODES = {"PasswordError": "E_ENCRYPTED", "ZipError": "E_ZIP", "XmlError": "E_XML"}
_MAX_MERGED = 20_000


def main(arguments: list[str]) -> None:
    """Write a line for every sheet and every row, at the end one that says so, or one with the error."""
    limit_memory(int(arguments[0]))
    data = sys.stdin.buffer.read()
    try:
        for line in read_lines(data, arguments[1]):
            _write(line)
        _write({"end": True})
    except ReadError as error:
        _write({"error": [error.code, error.message]})
    except MemoryError:
        _write({"error": ["E_MEMORY", ""]})
    sys.stdout.buffer.flush()


def _write(line: object) -> None:
    sys.stdout.buffer.write(
        json.dumps(line, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"
    )


def read_lines(data: bytes, kind: str) -> Iterator[dict[str, Any] | list[Any]]:
    """For every visible sheet its name and merged cells, then its rows, each a number and its texts.

    Raises:
        ReadError: E_ZIP, E_XML, E_ENCRYPTED, E_TOO_LARGE, E_FORMAT (damaged).
    """
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    percents: Mapping[str, Percents] = inspect_workbook(data) if kind == "xlsx" else find_percents(data)
    with _Trouble():
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    if not book.sheets_metadata:
        raise ReadError("E_FORMAT", _DAMAGED)
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet or about.visible != SheetVisibleEnum.Visible:
            continue
        with _Trouble():
            sheet = book.get_sheet_by_name(about.name)
            merged = [
                [top, left, bottom - top + 1, right - left + 1]
                for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])[:_MAX_MERGED]
            ]
        yield {"sheet": about.name, "merged": merged}
        yield from _rows(sheet, percents.get(about.name, frozenset()))


def _rows(sheet: CalamineSheet, percents: Percents) -> Iterator[list[Any]]:
    start = sheet.start
    if start is None:
        return
    top, left = start
    with _Trouble():
        rows = sheet.iter_rows()
    for number, values in enumerate(rows, start=top):
        texts = [""] * left
        for column, value in enumerate(values, start=left):
            percent = bool(percents) and (number, column) in percents
            texts.append(value if isinstance(value, str) else _shown(value, percent))
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield [number + 1, texts]


def _shown(value: object, percent: bool) -> str:
    """A value as the sheet shows it, as far as that can be known.

    >>> _shown(45.0, False), _shown(0.1 + 0.2, False), _shown(0.455, True)
    ('45', '0.3', '45.5%')
    """
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


if __name__ == "__main__":
    main(sys.argv[1:])
