"""A date as a form field, a table cell or a tag of a page states it, not as running text does."""

from __future__ import annotations

import re
from datetime import date

_ARABIC = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-/.]|\s?年\s?)(\d{1,2})(?:[-/.]|\s?月\s?)(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")
_HAN = re.compile(
    r"([一二三四五六七八九〇○零]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
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
