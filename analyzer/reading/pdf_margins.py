"""What the page adds to the text: running heads, page numbers, footnotes. They are taken out.

A running head stands at the same height on several pages and differs in its digits at most; a page number
stands alone at the top or the bottom; footnotes are set in smaller type at the foot, each with the sign that
stands raised in the text. The forms of page numbers are those of GB/T 9704（党政机关公文格式）, of Word and of
WPS: － 3 －, -3-, 第 3 页 共 20 页, 3/20, ·3·, iii.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analyzer.reading.pdf_lines import RAISED, RAISED_END, RAISED_START, Line, bare_sign, settle_raised
from analyzer.reading.pdf_tables import Table

_NUMBER = r"(?:\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})"
_BARE_NUMBER = re.compile(r"\s*(\d{1,4})\s*")
_PAGE_NUMBER = re.compile(
    rf"\s*(?:[-－—–─―·•~～|｜/\[（(<〈\s]{{1,6}}\s*{_NUMBER}\s*[-－—–─―·•~～|｜/\]）)>〉\s]{{1,6}}"
    rf"|第\s*{_NUMBER}\s*页(?:\s*[，,/（(]?\s*共\s*\d{{1,4}}\s*页[）)]?)?"
    r"|共\s*\d{1,4}\s*页\s*[，,/]?\s*第\s*\d{1,4}\s*页"
    r"|\d{1,4}\s*/\s*\d{1,4}"
    r"|(?:Page|PAGE|P\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|[ivxlc]{1,7}|[IVXLC]{1,7}"
    r")\s*"
)
_DIGITS = re.compile(r"\d+|(?<![^\W\d_])[ivxlc]+(?![^\W\d_])")
# the sign a footnote begins with
_NOTE_SIGN = re.compile(
    rf"\s*{RAISED_START}?\s*([①-⑳㉑-㉟]|[\[〔（(]\s?\d{{1,3}}\s?[\]〕）)]|\d{{1,3}}(?!\d|[.．、]\d|年|月)|\*{{1,3}}|[†‡])\s*{RAISED_END}?"
)
# how many lines at each end of a page may be a running head or a page number
_EDGE = 2
_SAME_HEIGHT = 4.0
_SMALLER = 0.92
_SENTENCE_END = "。；：！？，、"


# the problem of a page that took too long
TOO_SLOW = "太慢"


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was read.

    Attributes:
        number: from 1.
        width: of the page, in points, as all measures are.
        height: of the page.
        lines: its text outside tables, in reading order.
        tables: from top to bottom.
        rules: heights of horizontal lines such as stand above footnotes.
        scanned: the page is a picture whose text was not read.
        unknown: how many characters its fonts do not name.
        glyphs: how many characters it has.
        problem: what went wrong, where the page could not be read at all.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()
    rules: tuple[float, ...] = ()
    scanned: bool = False
    unknown: int = 0
    glyphs: int = 0
    problem: str = ""


def without_margins(pages: Sequence[Page]) -> list[Page]:
    """The pages with nothing but their own text; raised signs in it are footnote signs no more."""
    body = body_size(line for page in pages for line in page.lines)
    heads = _running_heads(pages)
    numbers = _bare_numbers(pages)
    result: list[Page] = []
    for page in pages:
        lines = [
            line
            for line in page.lines
            if line not in heads and line not in numbers and not _is_page_number(line, page)
        ]
        lines, signs = _without_footnotes(lines, page, body)
        lines = [replace(line, text=settle_raised(line.text, signs)) for line in lines]
        result.append(replace(page, lines=tuple(line for line in lines if line.text)))
    return result


def body_size(lines: Iterable[Line]) -> float:
    """The type size of most characters, 0 without any."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _edges(page: Page) -> tuple[list[Line], list[Line]]:
    """The first and the last lines of a page, as far as they stand in its upper and lower part."""
    ordered = sorted(page.lines, key=lambda line: line.top)
    top = [line for line in ordered[:_EDGE] if line.bottom < 0.2 * page.height]
    bottom = [line for line in ordered[-_EDGE:] if line.top > 0.8 * page.height]
    return top, bottom


def _running_heads(pages: Sequence[Page]) -> set[Line]:
    """Lines that come back, digits aside, at the same height of several pages."""
    groups: dict[tuple[bool, str], list[Line]] = defaultdict(list)
    for page in pages:
        for at_top, lines in zip((True, False), _edges(page), strict=True):
            for line in lines:
                groups[at_top, _DIGITS.sub("#", line.text.replace(" ", ""))].append(line)
    apart = _lines_apart(pages)
    heads: set[Line] = set()
    for group in groups.values():
        height = sorted(line.top for line in group)[len(group) // 2]
        level = [line for line in group if abs(line.top - height) <= _SAME_HEIGHT]
        # of two pages both must have it, of many three
        enough = len({line.page for line in level}) >= (2 if len(pages) <= 4 else 3)
        # a line of the text may come back by chance, but it stands with its paragraph
        if enough and sum(line in apart for line in level) >= 0.6 * len(level):
            heads.update(line for line in level if line.text[-1] not in _SENTENCE_END)
    return heads


def _lines_apart(pages: Sequence[Page]) -> set[Line]:
    """Edge lines in smaller type than the text, or with an unusual gap between them and it."""
    usual = body_size(line for page in pages for line in page.lines)
    rows = [sorted(page.lines, key=lambda line: line.top) for page in pages]
    gaps = sorted(line.top - before.bottom for row in rows for before, line in pairwise(row))
    wide = 1.3 * (gaps[len(gaps) // 2] if gaps else 0.0) + 0.3 * usual
    found: set[Line] = set()
    for page, row in zip(pages, rows, strict=True):
        for lines, inwards in zip(_edges(page), (row, row[::-1]), strict=True):
            for at, line in enumerate(inwards[:_EDGE]):
                steps = pairwise(inwards[at : _EDGE + 1])
                far = any(max(b.top - a.bottom, a.top - b.bottom) > wide for a, b in steps)
                if line in lines and (far or len(row) <= _EDGE or line.size < _SMALLER * usual):
                    found.add(line)
    return found


def _bare_numbers(pages: Sequence[Page]) -> set[Line]:
    """Numbers alone on an edge line that rise with the pages: page numbers, not data."""
    found: dict[int, list[tuple[int, Line]]] = defaultdict(list)
    for page in pages:
        for lines in _edges(page):
            for line in lines:
                match = _BARE_NUMBER.fullmatch(line.text)
                if match:
                    found[int(match.group(1)) - page.number].append((page.number, line))
    return {
        line
        for group in found.values()
        for _, line in group
        if len(group) >= 2 or (len(pages) == 1 and _is_outside(line, pages[0]))
    }


def _is_outside(line: Line, page: Page) -> bool:
    return line.top > 0.9 * page.height or line.bottom < 0.08 * page.height


def _is_page_number(line: Line, page: Page) -> bool:
    if not (line.top > 0.8 * page.height or line.bottom < 0.15 * page.height):
        return False
    if any(other.top > line.bottom for other in page.lines) and any(
        other.bottom < line.top for other in page.lines
    ):
        # text above and below: only the lines at the very edge may be numbers
        top, bottom = _edges(page)
        if line not in top and line not in bottom:
            return False
    return _PAGE_NUMBER.fullmatch(line.text) is not None


def _without_footnotes(lines: list[Line], page: Page, body: float) -> tuple[list[Line], set[str]]:
    """The lines without the footnotes at the foot, and the signs of those that were there."""
    ordered = sorted(lines, key=lambda line: line.top)
    start = len(ordered)
    while start and ordered[start - 1].size < _SMALLER * body:
        start -= 1
    # small type begins with a note's sign, else it is no footnote but the end of a table or a signature
    while start < len(ordered) and _NOTE_SIGN.match(ordered[start].text) is None:
        start += 1
    if start in (0, len(ordered)):
        return lines, set()
    notes = ordered[start:]
    signs = {_sign(line.text) for line in notes} - {""}
    gap = ordered[start].top - ordered[start - 1].bottom
    ruled = any(ordered[start - 1].bottom - 2 <= rule <= ordered[start].top + 2 for rule in page.rules)
    above = "".join(line.text for line in ordered[:start])
    referred = bool(signs & {bare_sign(match.group(1)) for match in RAISED.finditer(above)})
    circled = any(f"{sign}" in above for sign in signs if sign in "①②③④⑤⑥⑦⑧⑨⑩" and gap > 0)
    if not (ruled or referred or circled):
        return lines, set()
    kept = set(ordered[:start])
    return [line for line in lines if line in kept], signs


def _sign(text: str) -> str:
    match = _NOTE_SIGN.match(text)
    return bare_sign(match.group(1)) if match else ""
