"""When a document was issued, or a report delivered.

A date counts only where officials put the date of the document: in the signature, in brackets under the
title, in the line that names the meeting, behind a label of the page. Dates inside sentences do not count.
"""

from __future__ import annotations

import re
from datetime import date

from analyzer.extraction.metadata_head import Head, Piece
from analyzer.extraction.metadata_organ import signature

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
    "○": 0,
    "零": 0,
    "\uff2f": 0,
}
_DATE = (
    r"(?:(?P<year>(?:19|20)\d{2})\s?[-年/.]\s?(?P<month>\d{1,2})\s?[-月/.]\s?(?P<day>\d{1,2})日?"
    r"|(?P<cyear>[一二][〇○零\uff2f一二三四五六七八九]{3})年(?P<cmonth>十?[一二三四五六七八九十])月(?P<cday>[一二三]?十?[一二三四五六七八九十])日)"
)
DATE = re.compile(_DATE)
_MEETING = re.compile(_DATE + r"(?:[和、至-]\d{1,2}日)?(?:上午|下午)?在[^。；]{2,45}?(?:会议|大会|全会)")
_BRACKETED = re.compile(r"（" + _DATE + r"）")
_ISSUED = re.compile(_DATE + r"[^。；，]{0,45}?(?:公布|发布|印发|通过|批准)")
_ISSUE_LABEL = re.compile(r"(?:成文日期|发文日期|印发日期|签发日期|发文时间)[】〕]?[:：]?" + _DATE)
_PAGE_LABEL = re.compile(
    r"(?:发布日期|发布时间|公布日期|发表时间|更新时间|时间|日期|发布于)[】〕]?[:：]?" + _DATE
)
_PAGE_DATE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,10}[报网社])?" + _DATE + r"(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?(?:来源.*)?"
)
_NEWSPAPER = re.compile(r"《[^》]{2,12}》（?" + _DATE)


def parse_date(match: re.Match[str]) -> date | None:
    """The date of a match of :data:`DATE`; None for a day that does not exist.

    >>> parse_date(DATE.search("二〇〇四年一月十六日"))
    datetime.date(2004, 1, 16)
    >>> parse_date(DATE.search("2021-02-30")) is None
    True
    """
    try:
        if match["year"]:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        year = int("".join(str(_DIGITS[character]) for character in match["cyear"]))
        return date(year, _small(match["cmonth"]), _small(match["cday"]))
    except ValueError:
        return None


def _small(text: str) -> int:
    """A number below 100 in characters: 十六, 二十, 三."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def find_date(
    doc_type: str, issuer: str, head: Head, clean: str, tail: list[Piece], clean_tail: str
) -> date | None:
    """The date of a document of this type, or None where it does not say.

    ``clean`` is the document without white space, ``clean_tail`` its end.
    """
    top = clean[:900]
    if doc_type == "工作报告":
        found = _first((_MEETING, _BRACKETED), top)
        return found or _first((_PAGE_LABEL,), top) or _page_date(head) or _last(_NEWSPAPER, clean_tail)
    if doc_type == "新闻":
        return _first((_PAGE_LABEL,), top) or _page_date(head) or _last(_NEWSPAPER, clean_tail)
    found = _first((_ISSUE_LABEL,), top)
    for pieces in (head.pieces, tail):
        found = found or _signed(pieces)
    found = found or _signed_before_annex(issuer, clean)
    return found or _first((_BRACKETED, _ISSUED, _PAGE_LABEL), clean[:600]) or _page_date(head)


def _signed(pieces: tuple[Piece, ...] | list[Piece]) -> date | None:
    match = DATE.search(signature(pieces)[1])
    return parse_date(match) if match else None


def _signed_before_annex(issuer: str, clean: str) -> date | None:
    """The date right behind the issuer's name: the signature of a text with an annex."""
    name = re.sub(r"\s", "", issuer)
    match = (
        re.search(rf"(?<![\u4e00-\u9fff]){re.escape(name)}\n?{_DATE}(?=[\n（]|附|$)", clean) if name else None
    )
    return parse_date(match) if match else None


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> date | None:
    for pattern in patterns:
        for match in pattern.finditer(text):
            found = parse_date(match)
            if found:
                return found
    return None


def _last(pattern: re.Pattern[str], text: str) -> date | None:
    found = [parse_date(match) for match in pattern.finditer(text)]
    return found[-1] if found else None


def _page_date(head: Head) -> date | None:
    """A date that stands alone among the lines before the text."""
    for piece in head.pieces[: head.body]:
        match = _PAGE_DATE.fullmatch(piece.text)
        if match:
            return parse_date(match)
    return None
