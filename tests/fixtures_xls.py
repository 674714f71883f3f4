"""Small compound files and BIFF8 workbooks, written by hand: nothing installed here writes .xls."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

_NONE = 0xFFFFFFFF
_LAST = 0xFFFFFFFE
_SECTOR = 512


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams at its top (each at least 4,096 bytes, or empty)."""
    bodies: list[bytes] = []
    starts: dict[str, int] = {}
    chains: list[int] = [0xFFFFFFFD]  # sector 0 holds the table of sectors
    directory_sectors = -(-(len(streams) + 1) * 128 // _SECTOR)
    chains += [*range(2, directory_sectors + 1), _LAST]
    for name, body in streams.items():
        assert not body or len(body) >= 4096
        count = -(-len(body) // _SECTOR)
        starts[name] = len(chains) if count else _LAST
        chains += [*range(len(chains) + 1, len(chains) + count), _LAST] if count else []
        bodies.append(body.ljust(count * _SECTOR, b"\0"))
    assert len(chains) <= _SECTOR // 4
    entries = [_entry("Root Entry", 5, 1 if streams else _NONE, _NONE, _LAST, 0)]
    names = list(streams)
    for number, name in enumerate(names, start=1):
        right = number + 1 if number < len(names) else _NONE
        entries.append(_entry(name, 2, _NONE, right, starts[name], len(streams[name])))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(10) + struct.pack("<III", 1, 1, 0) + struct.pack("<III", 4096, _LAST, 0)
    header += struct.pack("<III", _LAST, 0, 0)
    table = struct.pack(f"<{len(chains)}I", *chains).ljust(_SECTOR, b"\xff")
    directory = b"".join(entries).ljust(directory_sectors * _SECTOR, b"\0")
    return header.ljust(_SECTOR, b"\xff") + table + directory + b"".join(bodies)


def _entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
    return head + struct.pack("<III", _NONE, right, child) + bytes(36) + struct.pack("<III", start, size, 0)


def xls(
    name: str, rows: Sequence[Sequence[str | float | None]], percents: set[tuple[int, int]] = frozenset()
) -> bytes:  # type: ignore[assignment]
    """A workbook of one sheet; the cells of ``percents`` are shown as 0.0%."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def begin(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))

    shown = "0.0%".encode("utf-16-le")
    number_format = record(0x041E, struct.pack("<HHB", 164, 4, 1) + shown)
    styles = b"".join(record(0x00E0, struct.pack("<HH", 0, form) + bytes(16)) for form in (0, 164))
    end = record(0x000A, b"")
    title = name.encode("utf-16-le")

    def globals_with(offset: int) -> bytes:
        sheet = record(0x0085, struct.pack("<IHBB", offset, 0, len(name), 1) + title)
        return begin(0x0005) + record(0x0042, struct.pack("<H", 1200)) + number_format + styles + sheet + end

    cells = b""
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, int((row, column) in percents))
            if isinstance(value, str):
                text = value.encode("utf-16-le")
                cells += record(0x0204, place + struct.pack("<HB", len(value), 1) + text)
            elif value is not None:
                cells += record(0x0203, place + struct.pack("<d", value))
    width = max(map(len, rows))
    size = record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    book = globals_with(len(globals_with(0))) + begin(0x0010) + size + cells + end
    return compound({"Workbook": book.ljust(4096, b"\0")})
