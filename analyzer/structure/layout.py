"""What the page did to the text: hard-wrapped lines, page numbers, breaks that are only spaces.

Rules were read off converted plans and web pages: a PDF conversion keeps the page's lines, glues the page
number to the first word of the next page (``91蔬菜``) and puts a displaced subscript on its own line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

_NUMBERED_LINE = re.compile(
    r"(?m)^[ \t\u3000]*[-—–]?[ ]?(\d{1,3})[ ]?[-—–]?[ \t\u3000]*(?=$|[\u4e00-\u9fff“（])"
)
_GLUED_TO_SECTION = tuple(
    re.compile(rf"(?m)^(\d{{{count}}})(?=[1-9]\d?(?:\.\d{{1,2}}){{1,3}}[ \u4e00-\u9fff])")
    for count in (1, 2, 3)
)
_SUBSCRIPT_LINE = re.compile(r"(?m)^[ \t]*(?:2\.5|10)[ \t]*$")
_MARKER_AHEAD = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十百\d]{1,4}[章节条]"
    r"|\d{1,2}[.、](?!\d)|（\d{1,2}）|[①-⑳]|——)"
)
_SENTENCE_END = "。！？；〕】）”："
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_WIDE_SPACES = "\u3000\u2003\u2001"
# fewer lines than this say nothing about wrapping
_MIN_LINES = 12
# pages of converted plans hold 15 to 60 lines
_PAGE_LINES = range(8, 70)


def _line_lengths(folded: str) -> list[int]:
    return [len(line.strip()) for line in folded.split("\n") if line.strip()]


def wrap_width(folded: str) -> int:
    """The commonest length of the longer lines, in characters."""
    lengths = sorted(_line_lengths(folded))
    longer = lengths[len(lengths) // 3 :]
    return Counter(longer).most_common(1)[0][0] if longer else 0


def is_hard_wrapped(folded: str) -> bool:
    """Whether the line breaks come from a page: most lines are about equally long and end in mid-sentence."""
    lines = [line.strip() for line in folded.split("\n") if line.strip()]
    if len(lines) < _MIN_LINES:
        return False
    width = wrap_width(folded)
    if not 12 <= width <= 80:
        return False
    full = [line for line in lines if width - 4 <= len(line) <= width + 4]
    open_ended = [line for line in full if line[-1] not in _SENTENCE_END]
    longer = [line for line in lines if len(line) > width + 12]
    return (
        len(full) >= 0.4 * len(lines)
        and len(open_ended) >= 0.6 * len(full)
        and len(longer) <= 0.1 * len(lines)
    )


def find_page_noise(folded: str) -> list[tuple[int, int]]:
    """Spans of page numbers (alone or glued to the next word) and of displaced subscripts, in order.

    A number at the start of a line is a page number only as part of a series n, n+1 … a page apart.

    >>> lines = ["一" * 28] * 20
    >>> text = "\\n".join([*lines, "7蔬菜" + "二" * 26, *lines, "8保护" + "三" * 26, *lines])
    >>> [text[start:end] for start, end in find_page_noise(text)]
    ['7', '8']
    """
    starts = [match.start() for match in re.finditer(r"(?m)^", folded)]
    line_of = {start: number for number, start in enumerate(starts)}
    matches = [*_NUMBERED_LINE.finditer(folded)]
    for digits in _GLUED_TO_SECTION:  # 10613.3: page 106, section 13.3
        matches.extend(digits.finditer(folded))
    matches.sort(key=lambda match: match.start())
    found = [(match, line_of[match.start()]) for match in matches]
    by_number: dict[int, list[int]] = {}
    for index, (match, _) in enumerate(found):
        by_number.setdefault(int(match.group(1)), []).append(index)
    pages: set[int] = set()
    for index, (match, line) in enumerate(found):
        laters = by_number.get(int(match.group(1)) + 1, [])
        at = bisect_left(laters, line + _PAGE_LINES.start, key=lambda later: found[later][1])
        if at < len(laters) and found[laters[at]][1] - line in _PAGE_LINES:
            pages.update((index, laters[at]))
    noise = [found[index][0].span() for index in pages]
    for match in _SUBSCRIPT_LINE.finditer(folded):
        if re.search(r"PM\s*[）)]", folded[max(0, match.start() - 120) : match.start()]):
            noise.append(match.span())
    return sorted(set(noise))


def find_soft_breaks(folded: str, start: int, end: int) -> bool:
    """Whether a run of spaces on one line ends a paragraph: two ideographic spaces, or a marker after it.

    In documents saved on one line only these spaces are left of the headings:
    ``一、支持企业稳岗 1．支持农机生产企业。``
    """
    if sum(folded[at] in _WIDE_SPACES for at in range(start, end)) >= 2:
        return not _is_spread_word(folded, start, end)
    match = _MARKER_AHEAD.match(folded, end)
    if match is None or start == 0:
        return False
    before = folded[start - 1]
    if match.group()[0].isdigit() and before.isascii() and before.isalnum():
        return False
    return before not in "，、（“《第"


def _is_spread_word(folded: str, start: int, end: int) -> bool:
    """Whether the spaces stand inside one word that was spread over the line: 总　　则, 附　　件."""
    if not start or end >= len(folded):
        return False
    alone_before = start < 2 or folded[start - 2].isspace()
    alone_after = end + 1 >= len(folded) or folded[end + 1].isspace()
    return alone_before and alone_after and _HAN.match(folded[start - 1] + folded[end]) is not None
