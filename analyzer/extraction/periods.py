"""Which year a value belongs to: stated beside it, in its sentence, its section, or told by the document's date.

到2025年, “十四五”期间, 五年来, 今年, 去年, 从2020年的…提高到2025年的…; a plan 十X五 ends in the year that is a
multiple of five (五年规划, from 1953 on).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from analyzer.extraction.context import Context, OutlineIndex, left_of_list
from analyzer.extraction.document_kind import PLANNING
from analyzer.extraction.document_year import SPAN, document_year
from analyzer.extraction.time_mentions import TimeMention, TimeMentions, find_years, names_plan
from analyzer.extraction.trace import Trace
from analyzer.model import Item, Metadata, Period

# how far back a sentence may set the time of what follows (characters), and how many of them are looked at
_MAX_TOPIC = 1000
# how far back the year of a section's goals may stand (characters)
_GOALS_REACH = 3000
# 到2030年 | 具体目标：
_GOALS_OPEN = re.compile("[，,]?[一-龥]{0,6}目标[一-龥]{0,4}：")
# 青禾县2025年国民经济和社会发展统计公报, published in spring
_TOLD_OF = re.compile(
    r"(?:(?:19|20)\d\d|[一二][〇零○一二三四五六七八九]{3})年[^，。]{0,24}(?:公报|总结|审计工作报告|年度报告|年报|执行情况|运行情况|完成情况|情况通报)"
)
_MAX_TOPICS = 8
_APPROVED = re.compile("批准的[^，。；]{0,30}预算|年初预算|批准，调整为")
# what a year has still to come; facts of them may be those of the year before
_LATER_THIS_YEAR = re.compile(r"年内|下半年|年底前|第?[二三四]季度[末底]?|\d{1,2}月[底末]前?")
_YEARS_DEALT = re.compile(
    r"(?P<years>(?:20\d\d年[底末]?[、和与及]){1,5}20\d\d年[底末]?)，?[^，。；]{0,12}分别"
)
# 1990年同1980年相比，粮食由 | 6411亿斤 | 增加到…
_COMPARED_YEAR = re.compile(r"[同与和]((?:19|20)\d\d|[一二][〇零○一二三四五六七八九]{3})年(?:相比|比较)")
# 2023年青禾省生产总值突破万亿元, the title of a news text of January 2024
_YEAR_OF_NEWS = re.compile(r"^(?:[一-龥]{2,6})?(?P<year>20\d\d)年(?!度?(?:第|[一二三四]季度|上半年|\d))")
_SHARES_BEFORE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})?[∶:：]){1,2}$")


def year_period(year: int, text: str) -> Period:
    """The whole of one year."""
    return Period(text, date(year, 1, 1), date(year, 12, 31))


class PeriodFinder:
    """Tells years for the quantities of one document."""

    def __init__(
        self,
        text: str,
        outline: OutlineIndex,
        metadata: Metadata,
        events: Mapping[str, int],
        trace: Trace | None = None,
    ) -> None:
        self._trace = trace
        self._text = text
        self._outline = outline
        self._metadata = metadata
        self._span = SPAN.search(metadata.title)
        told_of = _TOLD_OF.search(metadata.title)
        # the year that the title says is told of: 一九九八年…统计公报
        self._year_told = find_years(told_of.group())[0][2] if told_of else None
        if news := _YEAR_OF_NEWS.match(metadata.title) if metadata.doc_type == "新闻" else None:
            told = int(news["year"])
            self._year_told = told if metadata.date and told == metadata.date.year - 1 else self._year_told
        self._mentions = TimeMentions(text)
        self._headings: dict[str, Sequence[TimeMention]] = {}
        self._base = document_year(text, outline.items, metadata, events)

    @property
    def base(self) -> int | None:
        """The year of the document."""
        return self._base

    def find(self, context: Context, status: str) -> Period | None:
        """The period a quantity's value belongs to, None where the text does not tell."""
        period, rule = self._find(context, status)
        if self._trace is not None:
            self._trace.note(f"period-{rule}", period.text if period else "")
        return period

    def _find(self, context: Context, status: str) -> tuple[Period | None, str]:
        """The period and the place it was found in."""
        if status == "standard":
            return None, "standard"
        if status == "target" and _APPROVED.search(
            self._text, context.sentence_start, context.quantity.start
        ):
            status = "actual"  # a budget that was approved is of the year told of
        quantity = context.quantity
        if dealt := self._dealt_year(context):
            return year_period(dealt[0], dealt[1]), "clause"
        baseline = self._baseline(context, status)
        if baseline is not None:
            return baseline, "baseline"
        for start, end, place in (
            (context.clause_start, quantity.start, "clause"),
            (context.sentence_start, context.clause_start, "sentence"),
            (self._lead_start(context), context.sentence_start, "paragraph"),
        ):
            mentions: Sequence[TimeMention] = self._mentions.between(start, end)
            if place == "paragraph":
                mentions = [mention for mention in mentions if mention.dates(self._text)]
            year = self._nearest(mentions, status)
            if year is not None:
                return year_period(*year), place
        topic = self._nearest(self._topics(context), status)
        if topic is not None:
            return year_period(*topic), "topic"
        return self._default(context, status)

    def _dealt_year(self, context: Context) -> tuple[int, str] | None:
        """The year of a list of its own: 2024年、2025年分别改造10万亩、 | 15万亩."""
        clause = self._text[context.clause_start : context.quantity.start]
        spread = _YEARS_DEALT.search(clause) if "分别" in clause else None
        if spread is None:
            return None
        years = find_years(spread["years"])
        own = context.clause_start + spread.end("years")
        at = sum(other.start > own for other in context.siblings[: context.index])
        same = [other for other in context.siblings if own < other.start < context.clause_end]
        return (years[at][2], "") if len(years) == len(same) and at < len(years) else None

    def _lead_start(self, context: Context) -> int:
        """Where the paragraph before the sentence begins: its lead-in may name the time."""
        reach = 400 if self._metadata.doc_type == "新闻" else 1500
        furthest = max(0, context.sentence_start - reach)
        return max(self._text.rfind("\n", furthest, context.sentence_start) + 1, furthest)

    def _topics(self, context: Context) -> Sequence[TimeMention]:
        """Times that earlier sentences of the same section open with: 去年，… —— 经济运行总体平稳。…"""
        section = next((item for item in self._outline.chain(context.item) if item.level == 1), None)
        start = max(section.start if section else 0, context.sentence_start - _MAX_TOPIC)
        return self._mentions.opening_between(start, context.sentence_start)[-_MAX_TOPICS:]

    def _nearest(self, mentions: Sequence[TimeMention], status: str) -> tuple[int, str] | None:
        """The year of the last time named that fits the status, and its words."""
        for mention in reversed(mentions):
            year = self._year_of(mention, status)
            if year is None:
                continue
            if self._base and (year < self._base if status == "target" else year > self._base):
                continue
            return year, mention.words
        return None

    def _year_of(self, mention: TimeMention, status: str) -> int | None:
        if mention.year is None:
            return self._relative(mention.words, status) if self._base else None
        if mention.kind == "since" and self._base:
            # 2019年以来五次下调: up to the last year told of
            return max(mention.year, self._last_full_year()) if status == "actual" else None
        if mention.kind == "plan" and status == "actual" and self._base and mention.year > self._base:
            return self._base - 1
        return mention.year

    def _relative(self, word: str, status: str) -> int | None:
        assert self._base is not None
        if word == "全年" and status == "target" and self._metadata.doc_type != "工作报告":
            return self._base
        if _LATER_THIS_YEAR.fullmatch(word):
            return self._base if status == "target" else None
        if word.startswith("本世纪"):
            century = (self._base - 1) // 100 * 100  # 2000 is the last year of its century
            return century + (50 if word.endswith("中叶") else 100)
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
        clause = self._text[context.clause_start : context.quantity.start]
        if "从" not in clause and "由" not in clause:
            return None
        left = left_of_list(self._text, context)
        if context.quantity.form == "share":
            # 三次产业结构由8.7∶41.2∶50.1调整为…: all three are those of the start
            left = _SHARES_BEFORE.sub("", self._text[context.clause_start : context.quantity.start])
        if not re.search(r"(?:从|由)(?![业事严降负正升增亏减]|\d个?方面)[^，。；]{0,12}$", left):
            return None
        tail = left[max(left.rfind("从"), left.rfind("由")) :]
        compared = _COMPARED_YEAR.search(self._text, context.sentence_start, context.quantity.start)
        own = find_years(tail) or (find_years(compared.group()) if compared else [])
        tail = tail if find_years(tail) or compared is None else compared.group()
        if own:
            return year_period(own[-1][2], tail[own[-1][0] : own[-1][1]])
        report = self._metadata.doc_type == "工作报告"  # its 上年 is the year before the one it tells of
        if (last := re.search("去年" if report else "[上去]年", tail)) and self._base is not None:
            spoken = self._year_told or self._base
            return year_period(spoken - 1, last.group())
        if (now := re.search("目前|现在|当前|法定|现行", tail)) and self._base is not None:
            return year_period(self._base, now.group())  # 由目前的8%提高到30%
        chain = self._outline.chain(context.item)
        whole = self._text[max(0, context.sentence_start - 800) : context.quantity.start] + "".join(
            i.title for i in chain
        )
        if self._base is None:
            return None
        if names_plan(whole) or re.search("五年", whole):
            return year_period(self._last_full_year() - 5, "")
        if self._metadata.doc_type not in PLANNING:
            return year_period(self._base - 1, "")  # what a notice changes was in force until it came
        return year_period(self._last_full_year() - (status == "actual"), "")

    def _default(self, context: Context, status: str) -> tuple[Period | None, str]:
        chain = self._outline.chain(context.item)
        for item in chain:
            if item.title not in self._headings:
                self._headings[item.title] = TimeMentions(item.title).between(0, len(item.title))
            near = self._nearest(self._goals_first(item, context, status), status)
            if near is not None:
                return year_period(*near), "heading"
        if status == "target":
            start = max(0, context.sentence_start - 1500)
            near = self._nearest(self._mentions.between(start, context.sentence_start), status)
            explicit = re.search(
                "规划|时期|目标",
                self._text[max(start, context.sentence_start - 400) : context.sentence_start],
            )
            if near is None or not explicit:
                near = self._aimed_at(context, chain, status)
            if near is not None:
                return year_period(*near), "earlier"
        if self._base is None:
            return None, "unknown"
        doc_type = self._metadata.doc_type
        if status == "target" and self._span and doc_type in ("规划", "方案"):
            return year_period(int(self._span["last"]), self._span.group()), "document"
        if status == "actual":
            year = self._last_full_year() if doc_type in PLANNING else self._actual_year()
            return year_period(year, ""), "document"
        if doc_type == "工作报告":
            return year_period(self._base, ""), "document"
        if doc_type == "规划":
            return year_period(self._base + 4, ""), "document"
        return None, "unknown"

    def _goals_first(self, item: Item, context: Context, status: str) -> Sequence[TimeMention]:
        """The times of a heading; of “十五五”目标任务和2026年工作 the plan until this year is spoken of."""
        mentions = self._headings[item.title]
        plans = [mention for mention in mentions if mention.kind == "plan"]
        if status != "target" or not plans or len(plans) == len(mentions):
            return mentions
        spoken = self._mentions.between(item.title_end, context.sentence_start)
        now = any(mention.words in ("今年", "本年") or mention.year == self._base for mention in spoken)
        return mentions if now else plans

    def _aimed_at(self, context: Context, chain: Sequence[Item], status: str) -> tuple[int, str] | None:
        """The year that the goals of a section are for: 一、发展目标 到2030年，…, or 到2030年具体目标：."""
        goals = next((item for item in chain if not item.inline and "目标" in item.title), None)
        start = max(goals.start if goals else 0, context.sentence_start - _GOALS_REACH)
        mentions = [
            mention
            for mention in self._mentions.between(start, context.sentence_start)
            if self._text[mention.start - 1 : mention.start] in ("到", "至")
            and (goals is not None or _GOALS_OPEN.match(self._text, mention.end))
        ]
        return self._nearest(mentions, status)

    def _actual_year(self) -> int:
        assert self._base is not None
        return self._year_told or self._base
