"""A date as a form field, a table cell or a tag of a page states it, not as running text does."""

from __future__ import annotations

import re
from datetime import date

_ARABIC = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-/.]|\s?年\s?)(\d{1,2})(?:[-/.]|\s?月\s?)(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")
_HAN = re.compile(
    r"([一二三四五六七八九〇○零]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
# a title of a document ends so; what has another title is news
_KIND = re.compile(
    r"(?:通知|意见|办法|规划|方案|决定|批复|公告|通告|报告|条例|规定|细则|措施|纲要|函|令|通报|决议|公报|要点|计划|标准|指南|规则"
    r"|规程|清单|目录|政策|准则|议案|纪要|章程|预案)(?:[（(][^（）()]{1,24}[）)]){0,2}》?$"
)
_WRITTEN = re.compile(
    r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
    r"|[一二][〇○零九][一二三四五六七八九〇○零]{2}年.{1,2}月.{1,3}日"
)
_HEAD = 400
_TAIL = 300
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}


def parse_date(text: str) -> date | None:
    """The first full date of a short text, or None.

    >>> parse_date("2021-04-02 10:20"), parse_date("二〇二一年四月二十二日"), parse_date("2021年")
    (datetime.date(2021, 4, 2), datetime.date(2021, 4, 22), None)
    """
    text = text[:200]
    match = _ARABIC.search(text) or _COMPACT.search(text)
    if match is not None:
        return _date(*(int(part) for part in match.groups()))
    match = _HAN.search(text)
    if match is not None:
        year = int("".join(str(_DIGITS[character]) for character in match[1]))
        return _date(year, _below_hundred(match[2]), _below_hundred(match[3]))
    return None


def is_document_title(title: str) -> bool:
    """Whether a title ends as those of documents do.

    >>> is_document_title("关于印发某县旅游规划（2021—2025年）的通知"), is_document_title("某县旅游节开幕")
    (True, False)
    """
    return _KIND.search(title.strip()) is not None


def tells_its_date(title: str, text: str, is_document: bool = False) -> bool:
    """Whether a document gives its own date at its head or its end; news does not, it has that of its page.

    Args:
        title: which tells a document from news by its last word.
        text: the text.
        is_document: it is known to be no news, because it has a number.

    >>> tells_its_date("某县旅游规划", "一、目标……\\n某县人民政府\\n2021年4月2日")
    True
    >>> tells_its_date("某县旅游节开幕", "2021年4月2日，某县旅游节开幕。")
    False
    """
    if not is_document and not is_document_title(title):
        return False
    return bool(_WRITTEN.search(text[:_HEAD]) or _WRITTEN.search(text[-_TAIL:]))


def _below_hundred(text: str) -> int:
    """``二十二`` is 22, ``十`` is 10."""
    tens, mark, ones = text.rpartition("十")
    if not mark:
        return _DIGITS.get(text, 0)
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
