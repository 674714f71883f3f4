"""The year that a document without a date speaks in: told by its title, its headings, its events, its last facts.

A report tells of the year before the one it is given in; a plan is written four years before its last year.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from analyzer.extraction.time_mentions import find_plans, find_years, year_of_events
from analyzer.model import Item, Metadata

# 养老服务三年行动计划（2024—2026年）
SPAN = re.compile(r"(?P<first>20\d\d)年?[—\-－–至~～]{1,2}(?P<last>20\d\d)年?")
# 青禾市2026年政府工作报告
_REPORT_OF = re.compile(
    r"(?P<year>(?:(?:19|20)\d\d|[一二][〇零○一二三四五六七八九]{3})年)[^，。\d]{0,8}政府工作报告"
)
# 刚刚过去的2005年: a text of the year after
_JUST_PAST = re.compile(r"刚刚过去的(?P<year>(?:19|20)\d\d)年")
# 预计 | 2024年6月投产
_FORESEEN = re.compile("(?:(?:预计|计划|力争|拟|有望)[于在到]?|将[于到])$")
_TOWARDS = ("到", "至", "在", "于")
_REACHED_IN = frozenset(
    {"升到", "加到", "高到", "降到", "少到", "升至", "加至", "高至", "降至", "少至", "长到"}
)
_COMPARED_WITH = ("比", "较", "从", "由")
_EXPECTED = re.compile(
    r"[^，。；\n]{0,16}(?:预计|预期目标|工作总体|重点工作|主要目标|工作任务|工作建议|将(?!军)|计划安排)"
)


def document_year(
    text: str, items: Sequence[Item], metadata: Metadata, events: Mapping[str, int]
) -> int | None:
    """The year of a document, None where nothing tells it.

    Args:
        text: the condensed text.
        items: the items of its outline.
        metadata: its date decides where it has one.
        events: words that date a text, see :func:`~analyzer.extraction.time_mentions.year_of_events`.

    >>> document_year("刚刚过去的2005年，全市粮食增产", [], Metadata(doc_type="新闻"), {})
    2006
    """
    if metadata.date:
        return metadata.date.year
    return year_of_events(text, events) or _guess(text, items, metadata)


def _guess(text: str, items: Sequence[Item], metadata: Metadata) -> int | None:
    """The year a report without a date speaks in: that of its 重点工作, or the one after its 回顾."""
    if span := SPAN.search(metadata.title):
        return int(span["first"])
    if titled := _REPORT_OF.search(metadata.title):
        return find_years(titled["year"])[0][2]
    for item in items:
        years = find_years(item.title)
        if years and re.search("重点|安排|任务|目标|工作建议", item.title):
            return years[0][2]
    for item in items:
        years = find_years(item.title)
        if years and "回顾" in item.title:
            return years[0][2] + 1
    named = Counter(year for _, _, year in find_years(text))
    if metadata.doc_type == "规划":
        # a plan names its last year: the one it was written in is four years earlier
        ends = [year for year in named if year % 5 == 0 and f"到{year}年" in text]
        ends += find_plans(text)
        return max(ends) - 4 if ends else None
    if metadata.doc_type == "工作报告":
        return _report_year(text)
    if metadata.doc_type in ("新闻", "其他") and named:
        facts = [
            year
            for start, _, year in find_years(text)
            if not text[max(0, start - 2) : start].endswith(_TOWARDS[:2])
            and not _FORESEEN.search(text, max(0, start - 6), start)
        ]
        if just_past := _JUST_PAST.search(text):
            facts.append(int(just_past["year"]) + 1)
        return max(facts, default=None)
    return None


def _report_year(text: str) -> int | None:
    """The year a report without a date speaks in: after the last year it gives facts of.

    Years that are only aimed at (到2030年) do not count; a last year that is itself planned or expected
    for (2006年…预期目标是, 一九五四年预计) is the report's own.
    """
    years = find_years(text)
    stated: Counter[int] = Counter()
    for start, _, year in years:
        before = text[max(0, start - 2) : start]
        if before in _REACHED_IN:
            stated[year] += 2  # 从2007年的248亿美元上升到2012年的772亿美元
        elif not before.endswith((*_TOWARDS, *_COMPARED_WITH)):
            stated[year] += 1
    often = [year for year, count in stated.items() if count >= 2]
    if not often:
        return None
    last = max(often)
    for _, end, year in years:
        if year == last and _EXPECTED.match(text, end):
            return last
    return last + 1
