"""Which cells of an old workbook (.xls, .et) are shown as percent.

Layout: [MS-XLS], the BIFF8 records of the Workbook stream. Only the records of formats and of cells with
numbers are looked at; what is damaged or of an older kind tells nothing.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from analyzer.reading.compound import read_stream

_BOUND_SHEET, _FORMAT, _XF, _BOF, _EOF = 0x0085, 0x041E, 0x00E0, 0x0809, 0x000A
_NUMBER, _RK, _FORMULA, _MANY_RK = 0x0203, 0x027E, 0x0006, 0x00BD
_BIFF8 = 0x0600
_PERCENT_IDS = frozenset({9, 10})
_MAX_RECORDS = 20_000_000


@dataclass(slots=True)
class _Globals:
    """What the first part of the stream says: sheets by where they begin, and the styles of cells."""

    sheets: dict[int, str] = field(default_factory=dict)
    formats: set[int] = field(default_factory=lambda: set(_PERCENT_IDS))
    styles: list[int] = field(default_factory=list)


def find_percents(data: bytes) -> dict[str, frozenset[tuple[int, int]]]:
    """Rows and columns, from 0, of the cells shown as percent, by the name of the sheet.

    >>> find_percents(b"no workbook")
    {}
    """
    stream = read_stream(data, "Workbook")
    found = _Globals()
    cells: dict[str, set[tuple[int, int]]] = {}
    percents: set[int] = set()
    inside: set[tuple[int, int]] | None = None
    try:
        for at, kind, body in _records(stream):
            if kind == _BOF:
                if struct.unpack_from("<H", body)[0] != _BIFF8:
                    return {}
                inside = cells.setdefault(found.sheets[at], set()) if at in found.sheets else None
                percents = {index for index, number in enumerate(found.styles) if number in found.formats}
            elif kind == _EOF:
                inside = None
            elif inside is None:
                _note(found, kind, body)
            elif percents:
                inside.update(_cells(kind, body, percents))
    except (struct.error, IndexError):
        pass
    return {name: frozenset(places) for name, places in cells.items() if places}


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    for _ in range(_MAX_RECORDS):
        if at + 4 > len(stream):
            return
        kind, size = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _note(found: _Globals, kind: int, body: bytes) -> None:
    if kind == _BOUND_SHEET:
        found.sheets[struct.unpack_from("<I", body)[0]] = _text(body[7:], body[6])
    elif kind == _FORMAT:
        number, size = struct.unpack_from("<HH", body)
        if "%" in _text(body[5:], size, body[4]):
            found.formats.add(number)
    elif kind == _XF:
        found.styles.append(struct.unpack_from("<H", body, 2)[0])


def _cells(kind: int, body: bytes, percents: set[int]) -> Iterator[tuple[int, int]]:
    if kind in {_NUMBER, _RK, _FORMULA}:
        row, column, style = struct.unpack_from("<HHH", body)
        if style in percents:
            yield row, column
    elif kind == _MANY_RK:
        row, first = struct.unpack_from("<HH", body)
        for index in range((len(body) - 6) // 6):
            if struct.unpack_from("<H", body, 4 + 6 * index)[0] in percents:
                yield row, first + index


def _text(body: bytes, size: int, flags: int | None = None) -> str:
    """A string of ``size`` characters; where no flags are given, they are its first byte."""
    if flags is None:
        flags, body = body[0], body[1:]
    return body[: 2 * size].decode("utf-16-le", "replace") if flags & 1 else body[:size].decode("latin-1")
