"""The names at the top of a compound file (OLE), the container of .doc, .xls, .wps, .et and locked .docx.

Layout: [MS-CFB], Compound File Binary File Format. Only the directory is read, and never more of it than
its bounded chain of sectors; what is damaged gives no names.
"""

from __future__ import annotations

import struct

_ENTRY = 128
# a directory of 4,000 entries is larger than any office program writes
_MAX_SECTORS = 1000
_MAX_ENTRIES = 4000
_NONE = 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA


def stream_names(data: bytes) -> frozenset[str]:
    """Names of the streams and storages at the top level, without those of embedded objects.

    >>> stream_names(b"no compound file")
    frozenset()
    """
    try:
        directory = _directory(data)
    except (struct.error, IndexError, KeyError):
        return frozenset()
    return frozenset(_children(directory))


def _directory(data: bytes) -> bytes:
    """The sectors of the directory, put together."""
    size = {9: 512, 12: 4096}[struct.unpack_from("<H", data, 30)[0]]
    sector: int = struct.unpack_from("<I", data, 48)[0]
    tables = _allocation_tables(data, size)
    parts: list[bytes] = []
    while sector < _LAST_SECTOR and len(parts) < _MAX_SECTORS:
        at = (sector + 1) * size
        if at >= len(data):
            break
        parts.append(data[at : at + size])
        table = tables[sector // (size // 4)]
        sector = struct.unpack_from("<I", data, (table + 1) * size + sector % (size // 4) * 4)[0]
    return b"".join(parts)


def _allocation_tables(data: bytes, size: int) -> list[int]:
    """The sectors that say which sector follows which: 109 in the header, those of large files in a chain."""
    tables = list(struct.unpack_from("<109I", data, 76))
    sector: int = struct.unpack_from("<I", data, 68)[0]
    for _ in range(_MAX_SECTORS):
        if sector >= _LAST_SECTOR or (sector + 2) * size > len(data):
            break
        *more, sector = struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
        tables += more
    return tables


def _children(directory: bytes) -> list[str]:
    """Names of the entries below the root: a binary tree of left, right and child."""
    if len(directory) < _ENTRY:
        return []
    names: list[str] = []
    waiting: list[int] = [struct.unpack_from("<I", directory, 76)[0]]
    seen: set[int] = set()
    while waiting and len(seen) < _MAX_ENTRIES:
        number = waiting.pop()
        at = number * _ENTRY
        if number == _NONE or number in seen or at + _ENTRY > len(directory):
            continue
        seen.add(number)
        length = min(struct.unpack_from("<H", directory, at + 64)[0], 64)
        names.append(directory[at : at + length].decode("utf-16-le", "replace").rstrip("\0"))
        waiting += struct.unpack_from("<II", directory, at + 68)
    return names
