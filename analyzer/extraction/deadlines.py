"""Until when an item is to be done: 2025年6月底前, 年底前, 完成时限：2024年12月."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DEADLINE = re.compile(
    r"(?<!\d)(?:(?P<year>20\d\d)年)?(?:(?P<month>1[0-2]|0?[1-9])月)?(?:(?P<day>3[01]|[12]\d|0?[1-9])日|(?P<part>上旬|中旬|下旬|底|末))?"
    r"(?:之前|以前|前)(?!三|两|述|期|款|列|所|提|后|年|五|几|十|一)"
)
_YEAR_END = re.compile(r"(?<!\d)(?:(?P<year>20\d\d)年|(?P<this>今年|本年度?)?年)(?:底|末)(?:之?前|以前)?")
_LABELLED = re.compile(
    r"(?:完成时限|完成时间|时限要求|办结时限|时间要求)[：:](?P<year>20\d\d)年(?:(?P<month>1[0-2]|0?[1-9])月)?(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?"
)
_DAY_OF_PART = {"上旬": 10, "中旬": 20}


def find_deadline(text: str, written: date | None) -> date | None:
    """The first deadline in a condensed text; ``written`` is the document's date, for 年底前 and 6月底前.

    >>> find_deadline("2026年6月底前建成投用。", None)
    datetime.date(2026, 6, 30)
    >>> find_deadline("年底前完成改造。", date(2024, 3, 1))
    datetime.date(2024, 12, 31)
    >>> find_deadline("年底前完成改造。", None) is None
    True
    >>> find_deadline("补缴2011年7月1日前的保费，2020年12月底前办结。", date(2020, 2, 1))
    datetime.date(2020, 12, 31)
    """
    match = _LABELLED.search(text)
    if match is not None:
        return _date(match["year"], match["month"], match["day"], None, written)
    for match in _DEADLINE.finditer(text):
        if match["year"] or match["month"]:
            found = _date(match["year"], match["month"], match["day"], match["part"], written)
            if found is not None and (written is None or found >= written):
                return found  # 2011年7月1日前 in a text of 2020 tells of the past
    match = _YEAR_END.search(text)
    if match is not None and "前" in match.group():
        return _date(match["year"], None, None, None, written)
    return None


def _date(
    year: str | None, month: str | None, day: str | None, part: str | None, written: date | None
) -> date | None:
    if year is None and written is None:
        return None
    number = int(year) if year is not None else written.year if written is not None else 0
    in_month = int(month) if month else 12
    last = monthrange(number, in_month)[1]
    in_day = int(day) if day else _DAY_OF_PART.get(part or "", last)
    return date(number, in_month, min(in_day, last))
