"""PDF files: text as true paragraphs, tables, and the page of everything; read in a process of its own.

What a PDF holds are glyphs at places. :mod:`~analyzer.reading.pdf_pages` gets them,
:mod:`~analyzer.reading.pdf_lines` makes lines of them, :mod:`~analyzer.reading.pdf_tables` tables,
:mod:`~analyzer.reading.pdf_margins` takes out what the page added, :mod:`~analyzer.reading.pdf_paragraphs`
rejoins what it broke. All that happens in :mod:`~analyzer.reading.pdf_worker`; here it is started, watched,
and its answer made a :class:`~analyzer.reading.content.Content`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from analyzer.errors import ReadError
from analyzer.model import Block
from analyzer.reading.content import Content, ContentBuilder, GridCell
from analyzer.reading.scrubbing import is_blank, scrub

DEFAULT_SECONDS = 180.0
DEFAULT_MEMORY = 1_500_000_000
# recognition loads models of its own and takes ten to twenty seconds a page
_OCR_SECONDS = 3_600.0
_OCR_MEMORY = 6_000_000_000
_PAGE_SECONDS = 15.0
_OCR_PAGE_SECONDS = 180.0
_PAGE_TIMEOUT = b"Timeout ("
_MAX_ANSWER = 400_000_000

_SLOW = "可能有损坏或特别复杂的页面；请用阅读器打开，另存为新的 PDF，或拆成几个文件后再读。"


def read_pdf(
    data: bytes,
    *,
    timeout_seconds: float | None = None,
    max_memory: int | None = None,
    ocr: bool = False,
) -> Content:
    """Read the bytes of a PDF.

    Args:
        data: the file.
        timeout_seconds: wall clock for the whole file; by default three minutes, with ``ocr`` an hour. A
            single page that takes 5 seconds (with ``ocr`` 60) is left out, with a warning.
        max_memory: address space of the reading process in bytes, where the system can limit it.
        ocr: recognise the characters of pages that are pictures; needs the extra ``ocr``.

    Raises:
        ReadError: E_PDF (broken), E_ENCRYPTED, E_NO_TEXT_LAYER (scanned), E_NO_TEXT (blank), E_TIMEOUT,
            E_MEMORY, E_CRASH, E_TOO_DEEP, E_TOO_LARGE, E_CONFIG (``ocr`` is not installed).
    """
    if ocr:
        from analyzer.reading.pdf_ocr import check_installed

        check_installed()
    seconds = timeout_seconds or (_OCR_SECONDS if ocr else DEFAULT_SECONDS)
    memory = max_memory or (_OCR_MEMORY if ocr else DEFAULT_MEMORY)
    page_seconds = min(seconds, _OCR_PAGE_SECONDS if ocr else _PAGE_SECONDS)
    answer = _run_worker(data, seconds, memory, page_seconds, ocr)
    complete = b"%%EOF" in data[-4096:]
    if "error" in answer:
        code, message = answer["error"]
        if code == "E_MEMORY":
            raise _out_of_memory(memory)
        if code == "E_TIMEOUT":
            raise _timeout("的页面读得太慢，没有读完")
        if code == "E_PDF" and not complete:
            message = "PDF 不完整，没有结尾，可能没有下载完。请重新下载后再读。"
        raise ReadError(str(code), str(message))
    warnings = [str(warning) for warning in answer["warnings"]]
    if not complete:
        warnings.insert(0, "W_TRUNCATED PDF 没有结尾标记，可能没有下载完整，请核对页数。")
    content = _make_content(answer["items"], warnings)
    if is_blank(content.text):
        raise ReadError("E_NO_TEXT", "PDF 里除了页眉、页码没有文字。请换一个文件。")
    return content


def _run_worker(data: bytes, seconds: float, memory: int, page_seconds: float, ocr: bool) -> dict[str, Any]:
    # -P: no module is taken from the folder the user works in
    command = [sys.executable, "-P", "-m", "analyzer.reading.pdf_worker", str(memory), str(page_seconds)]
    if ocr:
        command.append("ocr")
    # the package may be run from its source folder, which the new process would not find
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
        )
    except OSError as error:
        found = f"读 PDF 的进程启动不了（{error.strerror}），请检查内存和 Python 的安装。"
        raise ReadError("E_CRASH", found) from None
    with process:
        try:
            output, errors = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise _timeout(f"{seconds:g} 秒没有读完") from None
        except BrokenPipeError:
            output, errors = b"", b""
        finally:
            if process.poll() is None:
                process.kill()
    return _answer(output, errors, process.returncode, memory, page_seconds)


def _answer(output: bytes, errors: bytes, status: int, memory: int, page_seconds: float) -> dict[str, Any]:
    """The worker's JSON, or the error its end speaks of."""
    if status == 0 and output and len(output) <= _MAX_ANSWER:
        answer: dict[str, Any] = json.loads(output)
        return answer
    if _PAGE_TIMEOUT in errors:
        raise _timeout(f"读了 {page_seconds:g} 秒没有进展")
    if b"MemoryError" in errors or b"Cannot allocate memory" in errors or b"bad_alloc" in errors:
        raise _out_of_memory(memory)
    found = f"读 PDF 的进程意外结束（{status}），文件可能损坏。请用阅读器打开，另存为新的 PDF 后再读。"
    raise ReadError("E_CRASH", found)


def _timeout(found: str) -> ReadError:
    return ReadError("E_TIMEOUT", f"PDF {found}，{_SLOW}")


def _out_of_memory(memory: int) -> ReadError:
    return ReadError("E_MEMORY", f"PDF 要用的内存超过 {memory / 1e9:g} GB 的上限，{_SLOW}")


def _make_content(items: list[Any], warnings: list[str]) -> Content:
    builder = ContentBuilder()
    # where the pages change within a paragraph, and which page a row of a table stands on
    pieces: dict[str, list[tuple[int, str]]] = {}
    rows: list[dict[int, int]] = []
    count: dict[int, int] = {}
    for item in items:
        if item[0] == "paragraph":
            parts = [(int(page), _one_line(text)) for page, text in item[1]]
            text = "".join(part for _, part in parts)
            page = parts[0][0]
            count[page] = count.get(page, 0) + 1
            place = f"第{page}页第{count[page]}段"
            pieces[place] = parts
            builder.add_paragraph(text, place, page)
        else:
            _, page, cells = item
            grid = [
                GridCell(row, column, text, height, width) for row, column, height, width, text, _ in cells
            ]
            if all(is_blank(cell.text) for cell in grid):
                continue
            rows.append({cell[0]: cell[5] for cell in cells})
            builder.add_table(grid, f"表{len(rows)}", page)
    content = builder.build(warnings=warnings)
    blocks = [
        part for block in content.blocks for part in _split_at_pages(block, pieces.get(block.place, []))
    ]
    return replace(content, blocks=_rows_on_their_pages(content, blocks, rows))


def _one_line(text: str) -> str:
    return scrub(text)[0].replace("\n", " ").replace("\t", " ")


def _split_at_pages(block: Block, parts: list[tuple[int, str]]) -> list[Block]:
    """A block for every page that a paragraph runs over."""
    if len(parts) < 2 or sum(len(text) for _, text in parts) != block.end - block.start:
        return [block]
    result: list[Block] = []
    start = block.start
    for page, text in parts:
        if text:
            result.append(replace(block, start=start, end=start + len(text), page=page))
            start += len(text)
    return result


def _rows_on_their_pages(
    content: Content, blocks: list[Block], rows: list[dict[int, int]]
) -> tuple[Block, ...]:
    """Blocks of tables that run over several pages, each with the page of its row."""
    pages = {
        cell.start: row_pages[cell.row]
        for table, row_pages in zip(content.tables, rows, strict=True)
        for cell in table.cells
        if cell.start < cell.end
    }
    return tuple(
        replace(block, page=pages[block.start])
        if block.place.startswith("表") and block.start in pages
        else block
        for block in blocks
    )
