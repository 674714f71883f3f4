"""Which year a value belongs to: stated beside it, in its sentence, its section, or told by the document's date.

到2025年, “十四五”期间, 五年来, 今年, 去年, 从2020年的…提高到2025年的…; a plan 十X五 ends in the year that is a
multiple of five (五年规划, from 1953 on).
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from analyzer.extraction.context import Context, OutlineIndex
from analyzer.model import Metadata, Period

_HAN = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_YEAR = re.compile(
    r"(?<!\d)((?:18|19|20)\d{2})(?:年|(?=[—\-–至到]\d{4}年))|([一二][〇零○一二三四五六七八九]{3})年"
)
_PLAN = re.compile(
    r"“?(十?[一二三四五六七八九]|十)五”?(?:时期|期间|规划|计划|末|期末|以来|目标|收官|开局|[，。；”的主]|科技|发展|总体)"
)
_PLAN_ORDINALS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_RELATIVE = re.compile(
    r"去年|上年|今年|本年|明年|全年|一年来|过去一年|未来五年|今后五年|当年"
    r"|[这近]?(?<![\d十第前后每两])五年(?:来|间|中|内|里|累计|总|共|(?![规计期以免后多])(?=[一-龥]))|过去五年|[这近]五年"
)
# 1992年同1987年相比, 是1950年到1997年总和的1.7倍: years that a value is only compared with
_COMPARED = re.compile(
    r"[同与和](?:(?:19|20)\d{2}|[一二][〇零○一二三四五六七八九]{3})年(?:相比|比较|比)"
    r"|(?:超过|是|为|相当于|高于|多于)了?(?:(?:19|20)\d{2}年?(?:[—\-至到](?:19|20)?\d{2}年)?)[^，。；]{0,12}(?:总和|总量|总|的和|合计)"
    r"|对?(?:19|20)\d{2}年(?:底|末)?以前[^，。；]{0,6}的"
)
_TOWARDS = ("到", "至", "在", "于")
_EXPECTED = re.compile(
    r"[^，。；\n]{0,16}(?:预计|预期目标|工作总体|重点工作|主要目标|工作任务|工作建议|将(?!军)|计划安排)"
)
# “十五五”良好开局: the plan begins in the year spoken of
_OPENING = re.compile(r"[^，。；]{0,4}(?:开局|开好局|起步|开门红|开篇)")


def plan_end(name: str) -> int:
    """The last year of a five-year plan: 十四 → 2025.

    >>> plan_end("十四"), plan_end("九"), plan_end("十")
    (2025, 2000, 2005)
    """
    number = _PLAN_ORDINALS.get(name) or 10 + _PLAN_ORDINALS[name[1]]
    return 1957 if number == 1 else 1962 if number == 2 else 1955 + 5 * number


def find_years(text: str) -> list[tuple[int, int, int]]:
    """Start, end and number of every year named with 年, in Arabic or Chinese digits.

    >>> find_years("一九七八年到1985年")
    [(0, 5, 1978), (6, 11, 1985)]
    """
    found = []
    for match in _YEAR.finditer(text):
        number = match[1] or "".join(_HAN[sign] for sign in match[2])
        found.append((match.start(), match.end(), int(number)))
    return found


def year_period(year: int, text: str) -> Period:
    """The whole of one year."""
    return Period(text, date(year, 1, 1), date(year, 12, 31))


class PeriodFinder:
    """Tells years for the quantities of one document."""

    def __init__(self, text: str, outline: OutlineIndex, metadata: Metadata) -> None:
        self._text = text
        self._outline = outline
        self._items = outline.items
        self._metadata = metadata
        self._base = metadata.date.year if metadata.date else self._guess_base()

    def _guess_base(self) -> int | None:
        """The year a report without a date speaks in: that of its 重点工作, or the one after its 回顾."""
        for item in self._items:
            years = find_years(item.title)
            if years and re.search("重点|安排|任务|目标|工作建议", item.title):
                return years[0][2]
        for item in self._items:
            years = find_years(item.title)
            if years and "回顾" in item.title:
                return years[0][2] + 1
        named = Counter(year for _, _, year in find_years(self._text))
        if self._metadata.doc_type == "规划":
            # a plan names its last year: the one it was written in is four years earlier
            ends = [year for year in named if year % 5 == 0 and f"到{year}年" in self._text]
            ends += [plan_end(match[1]) for match in _PLAN.finditer(self._text)]
            return max(ends) - 4 if ends else None
        if self._metadata.doc_type == "工作报告":
            return self._report_year()
        if self._metadata.doc_type in ("新闻", "其他") and named:
            facts = [
                year
                for start, _, year in find_years(self._text)
                if not self._text[max(0, start - 2) : start].endswith(_TOWARDS[:2])
            ]
            return max(facts, default=None)
        return None

    def _report_year(self) -> int | None:
        """The year a report without a date speaks in: after the last year it gives facts of.

        Years that are only aimed at (到2030年) do not count; a last year that is itself planned or expected
        for (2006年…预期目标是, 一九五四年预计) is the report's own.
        """
        years = find_years(self._text)
        stated = Counter(
            year for start, _, year in years if not self._text[max(0, start - 2) : start].endswith(_TOWARDS)
        )
        often = [year for year, count in stated.items() if count >= 2]
        if not often:
            return None
        last = max(often)
        for _, end, year in years:
            if year == last and _EXPECTED.match(self._text, end):
                return last
        return last + 1

    @property
    def base(self) -> int | None:
        """The year of the document."""
        return self._base

    def find(self, context: Context, status: str) -> Period | None:
        """The period a quantity's value belongs to, None where the text does not tell."""
        if status == "standard":
            return None
        text = self._text
        quantity = context.quantity
        left = text[context.clause_start : quantity.start]
        baseline = self._baseline(context, status)
        if baseline is not None:
            return baseline
        for stretch in (left, text[context.sentence_start : context.clause_start]):
            year = self._nearest(stretch, status)
            if year is not None:
                return year_period(*year)
        year = self._nearest(self._lead(context), status, leading=True)
        if year is not None:
            return year_period(*year)
        return self._default(context, status)

    def _lead(self, context: Context) -> str:
        """The paragraph before the sentence: its lead-in may name the time."""
        start = self._text.rfind("\n", 0, context.sentence_start) + 1
        reach = 400 if self._metadata.doc_type == "新闻" else 1500
        return self._text[max(start, context.sentence_start - reach) : context.sentence_start]

    def _nearest(self, stretch: str, status: str, leading: bool = False) -> tuple[int, str] | None:
        """The last time named in a stretch that fits the status."""
        found: list[tuple[int, int, str]] = []
        compared = [match.span() for match in _COMPARED.finditer(stretch)]
        for start, end, year in find_years(stretch):
            before, after = stretch[max(0, start - 3) : start], stretch[end : end + 4]
            if before.endswith(("比", "较", "以", "是", "相当于", "等于", "从", "由")) or (
                after.startswith(("以来", "的", "起")) and before.endswith(("自", "比"))
            ):
                continue
            if any(low <= start < high for low, high in compared):
                continue
            found.append((start, year, stretch[start:end]))
        for match in _PLAN.finditer(stretch):
            end = plan_end(match[1])
            if _OPENING.match(stretch, match.end() - 2):
                continue
            if status == "actual" and self._base and end > self._base:
                end = self._base - 1
            found.append((match.start(), end, match.group()))
        if self._base:
            for match in _RELATIVE.finditer(stretch):
                if stretch[: match.start()].endswith(("比", "较", "高于", "低于", "超过", "相当于")):
                    continue
                relative = self._relative(match.group(), status)
                if relative is not None:
                    found.append((match.start(), relative, match.group()))
        if status == "target" and self._base:
            found = [entry for entry in found if entry[1] >= self._base]
        if status == "actual" and self._base:
            found = [entry for entry in found if entry[1] <= self._base]
        if not found:
            return None
        _, year, words = max(found)
        return year, words

    def _relative(self, word: str, status: str) -> int | None:
        assert self._base is not None
        if word in ("去年", "上年"):
            return self._base - 1
        if word in ("今年", "本年"):
            return self._base
        if word == "明年":
            return self._base + 1
        if word in ("未来五年", "今后五年"):
            return self._base + 4 if self._metadata.doc_type == "工作报告" else self._base + 5
        if status == "actual":
            return self._last_full_year()
        return None

    def _last_full_year(self) -> int:
        """Reports of spring speak of the year before."""
        assert self._base is not None
        day = self._metadata.date
        spring = day is None or day.month <= 6
        return self._base - 1 if spring else self._base

    def _baseline(self, context: Context, status: str) -> Period | None:
        """从2020年的41.6%提升至…: the first value of a pair without its own year is that of the start."""
        left = context.left
        if not re.search(r"(?:从|由)(?![业事严])[^，。；]{0,12}$", left):
            return None
        tail = left[max(left.rfind("从"), left.rfind("由")) :]
        own = find_years(tail)
        if own:
            return year_period(own[-1][2], tail[own[-1][0] : own[-1][1]])
        chain = self._outline.chain(context.item)
        whole = self._text[max(0, context.sentence_start - 800) : context.quantity.start] + "".join(
            i.title for i in chain
        )
        plan = _PLAN.search(whole)
        if self._base is None:
            return None
        if plan or re.search("五年", whole):
            return year_period(self._last_full_year() - 5, "")
        return year_period(self._last_full_year() - (status == "actual"), "")

    def _default(self, context: Context, status: str) -> Period | None:
        chain = self._outline.chain(context.item)
        for item in chain:
            near = self._nearest(item.title, status)
            if near is not None:
                return year_period(*near)
        before = self._text[max(0, context.sentence_start - 1500) : context.sentence_start]
        if status == "target":
            near = self._nearest(before, status)
            explicit = re.search("规划|时期|目标", before[-400:])
            if near is not None and explicit:
                return year_period(*near)
        if self._base is None:
            return None
        doc_type = self._metadata.doc_type
        if status == "actual":
            return year_period(
                self._last_full_year() if doc_type in ("工作报告", "规划") else self._actual_year(), ""
            )
        if doc_type == "工作报告":
            return year_period(self._base, "")
        if doc_type == "规划":
            return year_period(self._base + 4, "")
        return None

    def _actual_year(self) -> int:
        assert self._base is not None
        return self._base
