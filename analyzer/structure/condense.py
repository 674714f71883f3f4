"""A view of a document without the accidents of layout: what stands together is together.

White space inside Chinese text carries no meaning, line breaks come from the page as often as from the
author, and page numbers stick to the text. :func:`condense` drops all of it and keeps, for every character
that stays, its offset in the document, so that all patterns can be written for clean text and every result
still points into the original. A paragraph break is one ``\\n``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from analyzer.structure.folding import fold
from analyzer.structure.layout import find_page_noise, find_soft_breaks, is_hard_wrapped, wrap_width

# a line that begins like this is never the continuation of the one before
_STRONG_HEAD = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}\s*、|（\s*[一二三四五六七八九十]{1,3}\s*）|第\s*[一二三四五六七八九十百\d\s]{1,6}[章节条编]"
    r"|（\s*\d{1,2}\s*）|[①-⑳]|——|专栏|附件|表\s*\d)"
)
# these may also be a number that the page's edge cut off: they count where the line before is at its end
_WEAK_HEAD = re.compile(r"\s*(?:\d{1,2}\s*[.、]\s*(?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}\s*[^\d\s.%])")
_LIST_NUMBER = re.compile(r"(?:^|[\n。；：）〕][ \t\u3000]{0,4})\d{1,2}\.$")
# a heading alone on its line: its marker, and no sentence ends in it
_HEAD_LINE = re.compile(
    r"\s*\d{0,3}\s*(?:[一二三四五六七八九十]{1,3}\s*、|（\s*[一二三四五六七八九十]{1,3}\s*）|第\s*[一二三四五六七八九十百\d\s]{1,6}[章节]|\d{1,2}(?:\.\d{1,2}){1,3}\s)"
    r"[^。；：！？]{2,60}$"
)
# a line of a contents page ends with dots and the page's number
_LEADER_END = re.compile(r"[.·…•]{4}\s{0,4}\d{0,4}\s{0,4}$")
# lines of a justified text end within this many characters of the edge
_SHORT_BY = 2
_CLOSED_END = "）〕”"
_SENTENCE_END = "。；：！？"


@dataclass(frozen=True, slots=True)
class Condensed:
    """Clean text and where each of its characters stands in the document.

    ``text`` is folded (half-width digits, full-width brackets and punctuation); ``original`` has the same
    length and the document's own characters; ``offsets[i]`` is the document offset of character i.
    """

    text: str
    original: str
    offsets: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of the half-open span ``start:end`` of the clean text."""
        if start >= end:
            at = (
                self.offsets[start]
                if start < len(self.offsets)
                else (self.offsets[-1] + 1 if self.offsets else 0)
            )
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1

    def position(self, offset: int) -> int:
        """Index in the clean text of the first character at or after a document offset."""
        return bisect_left(self.offsets, offset)


def condense(text: str) -> Condensed:
    """Drop layout white space, hard line breaks and page numbers from a document's text.

    >>> condense("全市存款余额超过 1.3 万亿\\n元").text
    '全市存款余额超过1.3万亿\\n元'
    >>> condense("全市生产总值达到5 3 6 1 亿元，增长6 ．4 ％").text
    '全市生产总值达到5361亿元，增长6.4%'
    """
    folded = fold(text)
    wrapped = is_hard_wrapped(folded)
    width = wrap_width(folded) if wrapped else 0
    noise = find_page_noise(folded) if wrapped else []
    characters: list[str] = []
    offsets: list[int] = []
    at = 0
    for start, end in [*noise, (len(folded), len(folded))]:
        _append_clean(folded, at, start, width, characters, offsets)
        at = max(at, end)
    clean = _SHARES.sub(_as_ratio, "".join(characters))
    return Condensed(clean, "".join(text[offset] for offset in offsets), offsets)


def _as_ratio(match: re.Match[str]) -> str:
    """The shares of three sectors with the sign of proportion, whatever colon was typed: 9.8∶43.2∶47."""
    return match.group().translate(_RATIO_SIGN)


def _append_clean(
    folded: str, start: int, end: int, width: int, characters: list[str], offsets: list[int]
) -> None:
    """Append the characters of ``folded[start:end]`` that stay, white space decided one run at a time."""
    at = start
    if start and characters and characters[-1] != "\n" and _opens_after_page(folded, start, characters[-1]):
        characters.append("\n")
        offsets.append(folded.rfind("\n", 0, start))
    for match in _RUNS.finditer(folded, start, end):
        characters.extend(folded[at : match.start()])
        offsets.extend(range(at, match.start()))
        keep = _kept(folded, match.start(), match.end(), width, start, end)
        if keep and not (keep == "\n" and characters and characters[-1] == "\n"):
            characters.append(keep)
            offsets.append(
                match.start() if keep != "\n" else _break_offset(folded, match.start(), match.end())
            )
        at = match.end()
    characters.extend(folded[at:end])
    offsets.extend(range(at, end))


def _opens_after_page(folded: str, start: int, before: str) -> bool:
    """Whether a heading begins behind a page number that was cut out."""
    head = _STRONG_HEAD.match(folded, start) or _WEAK_HEAD.match(folded, start)
    return head is not None and (before in _SENTENCE_END or before in _CLOSED_END)


_RUNS = re.compile(r"\s+")
# groups of three digits behind a word and before a unit
_THOUSANDS = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![第表图附条章节款项])[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3}){1,4}"
    r"(?:\.\d{1,4})?(?=[\u4e00-\u9fff%‰])"
)
_LONGEST_NUMBER = 24
# 12.3:45.6:42.1 is no time of day and no clause; of whole numbers only behind the word for it
_SHARES = re.compile(
    r"(?<![\d.:：])\d{1,2}\.\d{1,2}[:：]\d{1,2}(?:\.\d{1,2})?[:：]\d{1,2}(?:\.\d{1,2})?(?![\d:：])"
    r"|(?<=[比重构为])\d{1,2}[:：]\d{1,2}(?:\.\d{1,2})?[:：]\d{1,2}(?:\.\d{1,2})?(?![\d:：])"
)
_RATIO_SIGN = str.maketrans(":：", "∶∶")


def _break_offset(folded: str, start: int, end: int) -> int:
    newline = folded.find("\n", start, end)
    return newline if newline >= 0 else start


def _kept(folded: str, start: int, end: int, width: int, first: int, last: int) -> str:
    """What a run of white space stands for: a paragraph break, a single space, or nothing."""
    run = folded[start:end]
    before = folded[start - 1] if start > 0 else "\n"
    after = folded[end] if end < len(folded) else "\n"
    if "\n" in run or "\u2028" in run or "\u2029" in run or "\x85" in run:
        if run.count("\n") > 1 or not width:
            return "\n"
        if (start == first and start > 0) or (end == last and end < len(folded)):
            return ""  # beside a page number that was cut out: the sentence goes on
        return (
            "\n" if _ends_paragraph(folded, start, end, width) else _joint(before, after, folded, start, end)
        )
    if find_soft_breaks(folded, start, end):
        return "\n"
    return _joint(before, after, folded, start, end)


def _ends_paragraph(folded: str, start: int, end: int, width: int) -> bool:
    line_start = folded.rfind("\n", 0, start) + 1
    line = folded[line_start:start]
    short = width - display_width(line)
    open_ended = folded[start - 1] not in _SENTENCE_END and folded[start - 1] not in _CLOSED_END
    if _LEADER_END.search(line[-24:]):
        return True
    if _STRONG_HEAD.match(folded, end):
        # 城乡统 | 一、可持续: a full line that ends inside a sentence goes on
        return short >= _SHORT_BY or not open_ended
    if not open_ended and _WEAK_HEAD.match(folded, end):
        return True
    if short >= _SHORT_BY and _HEAD_LINE.match(line):
        return True
    run = folded[start:end]
    if len(run) - run.rfind("\n") > 2:  # the next line is indented
        return True
    return short > width * 0.2


def display_width(line: str) -> float:
    """Width of a line in Han characters: ASCII counts half, white space at the ends nothing."""
    line = line.strip()
    return sum(0.5 if character < "\u0100" else 1.0 for character in line)


def _groups_thousands(folded: str, start: int, end: int) -> bool:
    """Whether a space parts the thousands of one number: 生产总值2 311.43亿元, but not the 100 of 表1 100家."""
    if end - start != 1:
        return False
    return any(
        match.start() < start < match.end()
        for match in _THOUSANDS.finditer(folded, max(0, start - _LONGEST_NUMBER), end + _LONGEST_NUMBER)
    )


def _joint(before: str, after: str, folded: str, start: int, end: int) -> str:
    """A space between two Latin words stays, between two numbers too; all others are layout."""
    if before == "." and after.isdigit() and _LIST_NUMBER.search(folded, max(0, start - 9), start):
        return " "  # 21. 5G基站 is item 21, not 21.5
    if not (before.isascii() and after.isascii() and before.isalnum() and after.isalnum()):
        return ""
    if before.isdigit() and after.isdigit():
        if _groups_thousands(folded, start, end):
            return ""
        lone_before = start < 2 or not folded[start - 2].isdigit()
        lone_after = end + 1 >= len(folded) or not folded[end + 1].isdigit()
        return "" if lone_before and lone_after else " "  # １ ９ ９ ８ is one number, 20 30 is two
    return " "
