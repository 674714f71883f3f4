"""The bytes of an input, or a clear reason why there are none. The only place that opens input files."""

from __future__ import annotations

import os
import stat
import sys
from typing import BinaryIO

from analyzer.errors import ReadError
from analyzer.reading.inputs import Input

DEFAULT_MAX_BYTES = 100_000_000


def read_bytes(item: Input, max_bytes: int = DEFAULT_MAX_BYTES, stdin: BinaryIO | None = None) -> bytes:
    """All bytes of an input.

    Raises:
        ReadError: E_NOT_FILE, E_PERMISSION, E_IO, E_TOO_LARGE, or the problem the input came with.
    """
    where = item.source_path
    if item.problem is not None:
        raise item.problem
    try:
        if item.path is None:
            source = stdin or getattr(sys.stdin, "buffer", None)
            if source is None:
                raise ReadError("E_IO", "标准输入是关闭的，请用管道送入文本，或给出文件名。", where)
            data = bytes(source.read(max_bytes + 1))
        else:
            # O_NONBLOCK: opening a FIFO nobody writes to would wait for ever
            flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
            with os.fdopen(_open(item, flags), "rb") as file:
                data = _read_regular(file, max_bytes, where)
    except PermissionError:
        raise ReadError("E_PERMISSION", "没有权限读这个文件，请检查权限。", where) from None
    except (FileNotFoundError, NotADirectoryError):
        raise ReadError("E_NOT_FILE", "没有这个文件，请检查路径。", where) from None
    except IsADirectoryError:
        raise ReadError("E_NOT_FILE", "这是文件夹，不是文件。", where) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError("E_IO", f"读不出文件：{reason}。请检查路径、链接或磁盘。", where) from None
    if len(data) > max_bytes:
        raise _too_large(max_bytes, where)
    return data


def _open(item: Input, flags: int) -> int:
    if os.name == "nt" and item.path is not None and item.path.is_dir():
        raise IsADirectoryError  # Windows says "permission denied"
    return os.open(str(item.path), flags)


def _read_regular(file: BinaryIO, max_bytes: int, where: str) -> bytes:
    status = os.fstat(file.fileno())
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError
    if not stat.S_ISREG(status.st_mode):
        found = "这是管道或设备，不是普通文件。要从管道读，请把参数写成 -。"
        raise ReadError("E_NOT_FILE", found, where)
    if status.st_size > max_bytes:
        raise _too_large(max_bytes, where)
    return file.read(max_bytes + 1)


def _too_large(max_bytes: int, where: str) -> ReadError:
    found = f"文件超过 {max_bytes / 1_000_000:g} MB 的上限，请拆成几个文件，或提高上限。"
    return ReadError("E_TOO_LARGE", found, where)
