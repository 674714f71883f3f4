"""Compound files (OLE), the container of .doc, .xls, .wps, .et and locked .docx: names and streams at the top.

Layout: [MS-CFB], Compound File Binary File Format. Chains of sectors are followed within bounds; what is
damaged gives no names and empty streams.
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
        return frozenset(_children(_directory(data)))
    except (struct.error, IndexError, KeyError):
        return frozenset()


def read_stream(data: bytes, name: str) -> bytes:
    """The bytes of a stream at the top level; empty where there is none or it is damaged.

    >>> read_stream(b"no compound file", "Workbook")
    b''
    """
    try:
        directory = _directory(data)
        number = _children(directory).get(name)
        if number is None:
            return b""
        first, size = struct.unpack_from("<II", directory, number * _ENTRY + 116)
        if size >= struct.unpack_from("<I", data, 56)[0]:
            return _chain(data, first, len(data))[:size]
        root, root_size = struct.unpack_from("<II", directory, 116)
        small = _chain(data, root, len(data))[:root_size]
        table = _chain(data, struct.unpack_from("<I", data, 60)[0], len(data))
        return _small_chain(small, table, first)[:size]
    except (struct.error, IndexError, KeyError):
        return b""


def _directory(data: bytes) -> bytes:
    """The sectors of the directory, put together."""
    size = _sector_size(data)
    return _chain(data, struct.unpack_from("<I", data, 48)[0], _MAX_SECTORS * size)


def _sector_size(data: bytes) -> int:
    return {9: 512, 12: 4096}[struct.unpack_from("<H", data, 30)[0]]


def _chain(data: bytes, sector: int, max_bytes: int) -> bytes:
    """The sectors of a chain, put together; never more bytes than the file has."""
    size = _sector_size(data)
    tables = _allocation_tables(data, size)
    parts: list[bytes] = []
    while sector < _LAST_SECTOR and len(parts) * size < max_bytes:
        at = (sector + 1) * size
        if at >= len(data):
            break
        parts.append(data[at : at + size])
        table = tables[sector // (size // 4)]
        sector = struct.unpack_from("<I", data, (table + 1) * size + sector % (size // 4) * 4)[0]
    return b"".join(parts)


def _small_chain(small: bytes, table: bytes, sector: int) -> bytes:
    """A stream of less than 4 KB, which lies in sectors of 64 bytes inside another stream."""
    parts: list[bytes] = []
    while sector < _LAST_SECTOR and len(parts) <= len(table) // 4:
        parts.append(small[sector * 64 : sector * 64 + 64])
        sector = struct.unpack_from("<I", table, sector * 4)[0]
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


def _children(directory: bytes) -> dict[str, int]:
    """The entries below the root, a binary tree of left, right and child: names and numbers."""
    if len(directory) < _ENTRY:
        return {}
    names: dict[str, int] = {}
    waiting: list[int] = [struct.unpack_from("<I", directory, 76)[0]]
    seen: set[int] = set()
    while waiting and len(seen) < _MAX_ENTRIES:
        number = waiting.pop()
        at = number * _ENTRY
        if number == _NONE or number in seen or at + _ENTRY > len(directory):
            continue
        seen.add(number)
        length = min(struct.unpack_from("<H", directory, at + 64)[0], 64)
        names[directory[at : at + length].decode("utf-16-le", "replace").rstrip("\0")] = number
        waiting += struct.unpack_from("<II", directory, at + 68)
    return names
