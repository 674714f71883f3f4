"""The pages of a PDF as one flow of paragraphs and tables, with a word on everything that is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyzer.errors import ReadError
from analyzer.reading.pdf_lines import Line
from analyzer.reading.pdf_margins import TOO_SLOW, Page, without_margins
from analyzer.reading.pdf_paragraphs import Paragraph, Style, find_style, split_paragraphs
from analyzer.reading.pdf_tables import CONTINUED, Table, join_tables

# with fewer characters that can be read there is no text
_LEGIBLE = 0.2
_MAX_CHARACTERS = 20_000_000


@dataclass(frozen=True, slots=True)
class Flow:
    """Paragraphs and tables in reading order."""

    items: tuple[Paragraph | Table, ...]
    warnings: tuple[str, ...]


def make_flow(pages: Sequence[Page]) -> Flow:
    """What the pages say, without heads, numbers and notes.

    Raises:
        ReadError: E_PDF (no page can be read), E_TIMEOUT (all are too slow; the message is the caller's),
            E_NO_TEXT_LAYER (all pages are pictures), E_NO_TEXT (they are blank), E_TOO_LARGE.
    """
    _check(pages)
    warnings = _warnings(pages)
    clean = without_margins(pages)
    lines = [line for page in clean for line in page.lines]
    if sum(len(line.text) for line in lines) > _MAX_CHARACTERS:
        raise ReadError("E_TOO_LARGE", f"PDF 的文字超过 {_MAX_CHARACTERS} 字，请拆成几个文件。")
    style = find_style(lines)
    items: list[Paragraph | Table] = []
    open_lines: list[Line] = []
    for page in clean:
        for element in _in_order(page):
            if isinstance(element, Line):
                open_lines.append(element)
                continue
            _add_table(element, open_lines, items, style)
    items.extend(split_paragraphs(open_lines, style))
    return Flow(tuple(items), tuple(warnings))


def _in_order(page: Page) -> Iterable[Line | Table]:
    """Lines in their order, each table before the first line that stands below its top."""
    waiting = list(page.tables)
    for line in page.lines:
        while waiting and waiting[0].top <= line.top and _side_by_side(waiting[0], line):
            yield waiting.pop(0)
        yield line
    yield from waiting


def _side_by_side(table: Table, line: Line) -> bool:
    """Whether table and line stand in the same column of the page."""
    return line.column == 0 or (line.x0 < table.edges[-1] and line.x1 > table.edges[0])


def _add_table(table: Table, open_lines: list[Line], items: list[Paragraph | Table], style: Style) -> None:
    """Add a table, or join it to the one that ends on the page before."""
    last = items[-1] if items else None
    heads = [line for line in open_lines if line.page == table.page]
    only_heads = len(heads) == len(open_lines) and all(CONTINUED.match(line.text) for line in heads)
    if isinstance(last, Table) and only_heads:
        joined = join_tables(last, table)
        if joined is not None:
            items[-1] = joined
            open_lines.clear()
            return
    items.extend(split_paragraphs(open_lines, style))
    open_lines.clear()
    items.append(table)


def _check(pages: Sequence[Page]) -> None:
    if all(page.problem for page in pages):
        if any(page.problem == TOO_SLOW for page in pages):
            raise ReadError("E_TIMEOUT", "")
        found = f"PDF 的各页都读不出（{pages[0].problem}），文件可能损坏。请用阅读器打开，另存后再读。"
        raise ReadError("E_PDF", found)
    if any(page.lines or page.tables for page in pages):
        known = sum(page.glyphs - page.unknown for page in pages)
        if any(page.unknown for page in pages) and known < _LEGIBLE * sum(page.glyphs for page in pages):
            found = "PDF 的字体没有注明各字形是什么字，文字层读不出来。请加 --ocr 做文字识别，或换一个版本。"
            raise ReadError("E_NO_TEXT_LAYER", found)
        return
    if any(page.scanned for page in pages):
        found = "PDF 没有文字层，是扫描件或图片。请加 --ocr 做文字识别（要另装 ocr），或换有文字层的版本。"
        raise ReadError("E_NO_TEXT_LAYER", found)
    raise ReadError("E_NO_TEXT", "PDF 的各页都是空白，没有文字。请换一个文件。")


def _warnings(pages: Sequence[Page]) -> list[str]:
    warnings: list[str] = []
    scanned = [page.number for page in pages if page.scanned]
    if scanned:
        warnings.append(
            f"W_NO_TEXT_LAYER {name_pages(scanned)}没有文字层（扫描页或图片），没有读；可加 --ocr 做文字识别。"
        )
    slow = [page.number for page in pages if page.problem == TOO_SLOW]
    if slow:
        warnings.append(f"W_PAGE {name_pages(slow)}太复杂（如矢量地图），没有读出，请核对原文件。")
    broken = [page.number for page in pages if page.problem not in ("", TOO_SLOW)]
    if broken:
        warnings.append(f"W_PAGE {name_pages(broken)}有错，没有读出，请核对原文件。")
    unknown = sum(page.unknown for page in pages)
    if unknown:
        where = name_pages([page.number for page in pages if page.unknown])
        warnings.append(
            f"W_CID {where}有 {unknown} 个字符，字体没有注明是什么字，原处是“\ufffd”，请核对原文件。"
        )
    return warnings


def name_pages(numbers: Sequence[int]) -> str:
    """Page numbers for people, runs together.

    >>> name_pages([3]), name_pages([2, 3, 4, 7])
    ('第3页', '第2—4、7页')
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    names = [str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs[:20]]
    return f"第{'、'.join(names)}页{'等' if len(runs) > 20 else ''}"
