"""Workbooks (.xlsx .xls .et) to documents; what they hold is read by a process of its own.

The process (:mod:`analyzer.reading.sheets_worker`) has a limit on its memory and its time; its answer goes
through a temporary file, so that a million rows need not be held.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from analyzer.errors import ReadError
from analyzer.reading.records import Record
from analyzer.reading.table_rows import Row, Sheet, read_rows

_MEMORY = 1_800_000_000
# seconds for any workbook, and for every megabyte of it: a million rows have 30 MB
_SECONDS = 30.0
_SECONDS_A_MEGABYTE = 8.0
_ADVICE = "请用 Excel 或 WPS 打开后另存为 .xlsx 再读，或拆成几个文件。"


def read_workbook(data: bytes, kind: str, text_column: str = "") -> Iterator[Record]:
    """The documents of a workbook: one a row where a column holds texts, else one of tables of facts.

    Args:
        data: the file.
        kind: ``xlsx``, ``xls`` or ``et``.
        text_column: the name of the column of texts, if the user says so.

    Raises:
        ReadError: E_ZIP, E_XML, E_ENCRYPTED, E_TOO_LARGE, E_FORMAT (damaged, or no column of texts), E_EMPTY,
            E_TIMEOUT, E_MEMORY, E_CRASH.
    """
    with tempfile.TemporaryFile() as answer:
        status = _run_worker(data, kind, answer)
        answer.seek(0)
        yield from read_rows(_sheets(answer, status), text_column)


def _run_worker(data: bytes, kind: str, answer: IO[bytes]) -> int:
    """Let the process write its answer; its exit status, negative for the signal that ended it."""
    command = [sys.executable, "-m", "analyzer.reading.sheets_worker", str(_MEMORY), kind]
    # the package may be run from its source folder, which the new process would not find
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": path, "RUST_BACKTRACE": "0"}
    seconds = _SECONDS + _SECONDS_A_MEGABYTE * len(data) / 1_000_000
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReadError("E_TIMEOUT", f"表格文件 {seconds:.0f} 秒没有读完，{_ADVICE}") from None
    except OSError as error:
        found = f"读表格的进程启动不了（{error.strerror}），请检查内存和 Python 的安装。"
        raise ReadError("E_CRASH", found) from None
    return done.returncode


def _sheets(answer: IO[bytes], status: int) -> Iterator[Sheet]:
    """The sheets of an answer; the rows of each must be read before the next is asked for."""
    lines = _lines(answer, status)
    head = next(lines, None)
    while head is not None:
        merged = {(top, left): (height, width) for top, left, height, width in head["merged"]}
        rest: list[dict[str, Any]] = []
        yield Sheet(head["sheet"], _rows(lines, rest), merged)
        for _ in _rows(lines, rest) if not rest else ():
            pass  # rows that nobody wanted
        head = rest[0] if rest and rest[0] else None


def _rows(lines: Iterator[Any], rest: list[dict[str, Any]]) -> Iterator[Row]:
    """The rows up to the head of the next sheet, which goes into ``rest``; an empty one at the end."""
    for line in lines:
        if isinstance(line, dict):
            rest.append(line)
            return
        yield Row(line[0], tuple(line[1]))
    rest.append({})


def _lines(answer: IO[bytes], status: int) -> Iterator[Any]:
    """The lines of an answer up to its end.

    Raises:
        ReadError: the one that the process met, or that it did not come to its end.
    """
    for raw in answer:
        try:
            line = json.loads(raw)
        except ValueError:
            break
        if isinstance(line, dict) and "sheet" not in line:
            if "error" not in line:
                return
            code, message = line["error"]
            raise ReadError(code, message or f"读表格要用的内存超过上限，{_ADVICE}")
        yield line
    # the allocator of Rust aborts (signal 6) where memory is short or a damaged file asks for too much
    code = "E_MEMORY" if status in {-6, 3, 0xC0000409} else "E_CRASH"
    found = "要用的内存超过上限" if code == "E_MEMORY" else f"读表格的进程意外结束（{status}）"
    raise ReadError(code, f"{found}，文件可能损坏。{_ADVICE}")
