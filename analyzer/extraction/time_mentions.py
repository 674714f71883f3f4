"""The times that a text names: years, five-year plans, 今年, 五年来.

Found once for a document and looked up by position; which of them a value belongs to is decided in
:mod:`analyzer.extraction.periods`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

_HAN = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_YEAR = re.compile(
    r"(?=[12一二])(?:(?<!\d)((?:18|19|20)\d{2})(?:年|(?=[—\-–至到]\d{4}年))|([一二][〇零○一二三四五六七八九]{3})年)"
)
_PLAN = re.compile(
    r"(?=[“一二三四五六七八九十])“?(十?[一二三四五六七八九]|十)五”?(?:时期|期间|规划|计划|末|期末|以来|目标|收官|开局|[，。；”的主]|科技|发展|总体)"
)
_PLAN_ORDINALS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_RELATIVE = re.compile(
    # the characters that one can begin with: most places fail at once
    r"(?=[本去上今明全一过未当年下第二三四这近五\d])(?:"
    r"本世纪(?:末|中叶)|去年|上年|今年|本年|明年|全年|一年来|过去一年|未来五年|今后五年|当年"
    r"|(?<![一二三四五六七八九十两几\d多])年内|下半年|(?<![年\d今去])年底前|(?<![年\d第])第?[二三四]季度[末底]?|(?<![年\d])\d{1,2}月[底末]前?"
    r"|[这近]?(?<![\d十第前后每两])五年(?:来|间|中|内|里|累计|总|共|(?![规计期以免后多])(?=[一-龥]))|过去五年|[这近]五年)"
)
# 1992年同1987年相比, 是1950年到1997年总和的1.7倍: years that a value is only compared with
_COMPARED = re.compile(
    # the characters that one can begin with: most places fail at once
    r"(?=[同与和超是为相高多恢回对12])(?:[同与和](?:(?:19|20)\d{2}|[一二][〇零○一二三四五六七八九]{3})年(?:相比|比较|比)"
    r"|(?:超过|是|为|相当于|高于|多于)了?(?:(?:19|20)\d{2}年?(?:[—\-至到](?:19|20)?\d{2}年)?)[^，。；]{0,12}(?:总和|总量|总|的和|合计)"
    r"|(?:恢复|回升|相当)[到至于](?:19|20)\d{2}年(?:同期)?的"
    r"|对?(?:19|20)\d{2}年(?:底|末)?以前[^，。；]{0,6}的)"
)
# 达到1950年 | 的1.8倍
_TIMES_OF = re.compile(
    r"(?:时期|期间|同期|底|末)?的(?:\d{1,4}(?:\.\d+)?|[一二两三四五六七八九十百零点]{1,8})多?倍"
)
# 编制 | “十五五” | 应急体系规划: a plan by its name, and no time
_MAKES = ("制定", "编制", "出台", "实施", "启动", "印发", "落实", "组织", "谋划", "完善", "开展")
_PLAN_NAMED = re.compile(
    "“?[一二三四五六七八九十]{1,2}五”?(?!时期|期间|规划|计划|末|期末|以来|目标|收官|开局)[一-龥]{2,14}?(?:规划|方案|行动|计划)"
)
# “十五五”良好开局: the plan begins in the year spoken of
_OPENING = re.compile(r"[^，。；]{0,4}(?:第[一二三四]年|[头最][一后]年|开局|开好局|起步|开门红|开篇)")
_OPENS = re.compile("(?:以来|里|中|期间)?[，,]")
# before a year or a word such as 上年 that a value is only compared with
_AGAINST_YEAR = ("仅次于", "比", "较", "以", "是", "相当于", "等于", "从", "由")
_SHARES = ("占比", "对比", "环比", "同比")  # 床位占比2027年底前不低于50%
# a year behind these is spoken of, not lived in
_TOPICS = ("落实", "考虑", "考虑了", "实现", "推进", "围绕", "制定", "编制", "开展", "做好", "衔接")
_AGAINST_WORD = ("比", "较", "高于", "低于", "超过", "相当于")


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time named in a text: ``kind`` is year, since, plan or relative; ``year`` is None for relative words."""

    start: int
    end: int
    kind: str
    year: int | None
    words: str

    def opens(self, text: str) -> bool:
        """Whether a sentence opens with it, and so sets the time of what follows: 去年，我市…; 今年以来，…"""
        before = text[self.start - 1] if self.start else "\n"
        return before in "。；\n" and _OPENS.match(text, self.end) is not None

    def dates(self, text: str) -> bool:
        """Whether it says when what follows happens, and is no mere topic: not 落实2030年…目标, 延缓到明年."""
        before = text[max(0, self.start - 4) : self.start]
        if self.words == "明年" or (self.kind == "plan" and self.words.rstrip("”").endswith("规划")):
            return before[-1:] in "。；\n，" and not text.startswith(("，", "。", "；"), self.end)
        if self.words == "全年":
            return not text.startswith(("各项", "目标", "任务", "的", "计划", "经济"), self.end)
        return self.kind != "year" or not (before.endswith(_TOPICS) or text.startswith("远景目标", self.end))


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
    found: list[tuple[int, int, int]] = []
    if "年" not in text:
        return found
    for match in _YEAR.finditer(text):
        number = match[1] or "".join(_HAN[sign] for sign in match[2])
        found.append((match.start(), match.end(), int(number)))
    return found


def find_plans(text: str) -> list[int]:
    """The last years of the five-year plans that a text names.

    >>> find_plans("“十四五”时期和“十五五”规划")
    [2025, 2030]
    """
    return [plan_end(match[1]) for match in _PLAN.finditer(text)]


def names_plan(text: str) -> bool:
    """Whether a text names a five-year plan."""
    return _PLAN.search(text) is not None


def year_of_events(text: str, events: Mapping[str, int]) -> int | None:
    """The year of the events that a text tells of, None where they differ or it names that year or a later one.

    ``events`` are those of ``events.tsv``: words that must stand together, parted by ＋, and their year. Earlier
    years are told of on the way (1996年参加工作).

    >>> year_of_events("2月17日，全市企业复工1200家，疫情防控不放松", {"2月＋复工＋疫情": 2020})
    2020
    """
    named = [year for _, _, year in find_years(text)]
    years = {year for words, year in events.items() if _tells_of(text, words)}
    return years.pop() if len(years) == 1 and max(named, default=0) < min(years) else None


def _tells_of(text: str, words: str) -> bool:
    """Whether all words of an event, parted by ＋, stand in a text; 2月 is no part of 12月."""
    return all(
        re.search(rf"(?<!\d){re.escape(word)}" if word[0].isdigit() else re.escape(word), text)
        for word in words.split("＋")
    )


# 在2005年 | 基础上 削减16%, 2000年 | 底前建成的老旧小区: the year is compared with, or tells which ones
ON_BASIS_OF = re.compile(
    "[底末]?的?(?:基础|水平)上|[底末]?(?:以|之)?[前后](?:建成|竣工|投产|登记|注册|出生|参加工作|购买|取得|毕业|入职|退休)[^，。；]{0,12}的"
    "|[底末]?(?:以|之)?[前后]建成、"
)


class TimeMentions:
    """All times that one text names, in order; those that a value is only compared with are left out.

    >>> [mention.words for mention in TimeMentions("2025年比2020年增长5%，“十五五”时期").between(0, 30)]
    ['2025年', '“十五五”时期']
    """

    def __init__(self, text: str) -> None:
        self._found = sorted([*_years(text), *_plans(text), *_relatives(text)], key=lambda found: found.start)
        self._starts = [mention.start for mention in self._found]
        self._opening = [mention for mention in self._found if mention.opens(text)]
        self._opening_starts = [mention.start for mention in self._opening]

    def between(self, start: int, end: int) -> list[TimeMention]:
        """The times named wholly within a stretch of the text."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [mention for mention in self._found[low:high] if mention.end <= end]

    def opening_between(self, start: int, end: int) -> list[TimeMention]:
        """The times within a stretch that sentences open with (去年，…)."""
        low, high = bisect_left(self._opening_starts, start), bisect_left(self._opening_starts, end)
        return self._opening[low:high]


def _years(text: str) -> list[TimeMention]:
    compared = [match.span() for match in _COMPARED.finditer(text)]
    at = 0
    found = []
    for start, end, year in find_years(text):
        before, after = text[max(0, start - 3) : start], text[end : end + 4]
        if before.endswith(_AGAINST_YEAR) and not before.endswith(_SHARES):
            continue
        if after.startswith(("以来", "的", "起")) and before.endswith(("自", "比")):
            continue
        if after.startswith("以来") and before.endswith(("创", "为", "是")):
            continue  # 粮食产量创2006年以来新高
        if _TIMES_OF.match(text, end) or after.startswith(("的计划", "的水平", "水平")):
            continue  # 达到1950年的1.8倍, 超过了1957年的计划水平
        if ON_BASIS_OF.match(text, end):
            continue  # 在2020年的基础上下降13%
        while at < len(compared) and compared[at][1] <= start:
            at += 1
        if at < len(compared) and compared[at][0] <= start:
            continue
        kind = "since" if after.startswith("以来") else "year"
        found.append(TimeMention(start, end, kind, year, text[start:end]))
    return found


def _plans(text: str) -> list[TimeMention]:
    return [
        TimeMention(*match.span(), "plan", plan_end(match[1]), match.group())
        for match in _PLAN.finditer(text)
        if not _OPENING.match(text, match.end() - 2)
        and not _TIMES_OF.match(text, match.end())
        and not _is_named_plan(text, match.start())
        and not text[max(0, match.start() - 3) : match.start()].endswith(_AGAINST_WORD)
    ]


def _is_named_plan(text: str, start: int) -> bool:
    """Whether a plan period is only the name of another plan: 编制 | “十五五”应急体系规划."""
    return text[max(0, start - 3) : start].endswith(_MAKES) and _PLAN_NAMED.match(text, start) is not None


def _relatives(text: str) -> list[TimeMention]:
    return [
        TimeMention(*match.span(), "relative", None, match.group())
        for match in _RELATIVE.finditer(text)
        if not text[max(0, match.start() - 3) : match.start()].endswith(_AGAINST_WORD)
    ]
