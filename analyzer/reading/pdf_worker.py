"""The process that reads one PDF: bytes on standard input, JSON on standard output.

A PDF is a program in disguise, and one of a kilobyte can ask for gigabytes or loop for hours. So it is read
in a process of its own with a limit on its memory, which ends itself where a page takes too long; whatever
happens to it, the run goes on. Started by :mod:`analyzer.reading.pdf` as
``python -m analyzer.reading.pdf_worker BYTES_OF_MEMORY SECONDS_A_PAGE [ocr]``.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import sys
import time
from typing import Any

from analyzer.errors import ReadError
from analyzer.reading.pdf_pages import TooSlowError
from analyzer.reading.pdf_paragraphs import Paragraph
from analyzer.reading.pdf_tables import Table

# what a page takes on a slow machine, without and with recognition
_SECONDS, _OCR_SECONDS = 0.5, 60.0
# the part of a page's time after which the page is given up
_PATIENCE = 1 / 3


def main(arguments: list[str]) -> None:
    """Read the PDF on standard input and write what was found, or the error, as one JSON value."""
    max_memory, page_seconds = int(arguments[0]), float(arguments[1])
    limit_memory(max_memory)
    # what a library prints must not get into the answer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.setrecursionlimit(2_000)
    try:
        answer = read_flow(sys.stdin.buffer.read(), page_seconds, ocr="ocr" in arguments[2:])
    except ReadError as error:
        answer = {"error": [error.code, error.message]}
    except MemoryError:
        answer = {"error": ["E_MEMORY", ""]}
    except TooSlowError:
        answer = {"error": ["E_TIMEOUT", ""]}
    except RecursionError:
        answer = {
            "error": ["E_TOO_DEEP", "PDF 的结构嵌套太深，打不开。请用阅读器打开，另存为新的 PDF 后再读。"]
        }
    with answers:
        answers.write(json.dumps(answer, ensure_ascii=True).encode("ascii"))


def limit_memory(max_memory: int) -> None:
    """Let the process have no more address space than this, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    try:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = max_memory if hard == resource.RLIM_INFINITY else min(max_memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    except (OSError, ValueError):
        return  # macOS knows the limit but does not let it be set


def read_flow(data: bytes, page_seconds: float, ocr: bool) -> dict[str, Any]:
    """The paragraphs and tables of a PDF as plain lists.

    Raises:
        ReadError: as :func:`analyzer.reading.pdf_pages.read_pages` and
            :func:`analyzer.reading.pdf_flow.make_flow` do.
    """
    from analyzer.reading.pdf_flow import make_flow
    from analyzer.reading.pdf_ocr import make_recogniser
    from analyzer.reading.pdf_pages import read_pages

    def give_up(*_: object) -> None:
        raise TooSlowError

    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, give_up)
    begin = time.monotonic()
    ticks = 0

    def tick() -> None:
        nonlocal ticks
        ticks += 1
        # a page may be slow, not all of them: time grows by a little with each
        left = begin + page_seconds + ticks * (_OCR_SECONDS if ocr else _SECONDS) - time.monotonic()
        # ends the process from a thread of C, even where the interpreter is stuck in one call
        faulthandler.dump_traceback_later(max(0.1, min(page_seconds, left)), exit=True)
        if hasattr(signal, "setitimer"):
            # before that, a page that is one great drawing is given up, and the others are read
            signal.setitimer(signal.ITIMER_REAL, page_seconds * _PATIENCE)

    try:
        pages = read_pages(data, make_recogniser() if ocr else None, tick)
        tick()
        flow = make_flow(pages)
    finally:
        faulthandler.cancel_dump_traceback_later()
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
    return {"items": [_plain(item) for item in flow.items], "warnings": list(flow.warnings)}


def _plain(item: Paragraph | Table) -> list[Any]:
    if isinstance(item, Paragraph):
        return ["paragraph", [list(piece) for piece in item.pieces]]
    cells = [
        [cell.row, cell.column, cell.row_span, cell.column_span, cell.text, cell.page] for cell in item.cells
    ]
    return ["table", item.page, cells]


if __name__ == "__main__":
    main(sys.argv[1:])
