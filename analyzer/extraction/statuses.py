"""Whether a value is wanted (target), a fact (actual), or set by the policy itself (standard).

Evidence is weighed in this order: what the rule-giving sentence says (给予…奖励, …以上的), the year beside the
number against the document's date, the sentence before the list and a goal named before, the section's heading
(unless the voice of a torn text outweighs it), words of tense in the clause and the sentence, the voice of the
neighbours, the kind of document. In news, and where the neighbours tell, 推动 and 支持 ask for nothing.
"""

from __future__ import annotations

import re

from analyzer.extraction.context import Context, OutlineIndex, paragraph_start
from analyzer.extraction.document_kind import PLANNING, DocumentKind
from analyzer.extraction.plain_statuses import plain_status, told_of_last_year
from analyzer.extraction.standards import is_ruling, sets_standard
from analyzer.extraction.status_headings import FULFILLED, YEARS_WORK, StatusHeadings, list_leads
from analyzer.extraction.surroundings import aimed_above, since_full_stop, told_of_years
from analyzer.extraction.tense import WILL, TenseWords
from analyzer.extraction.time_mentions import ON_BASIS_OF, find_plans, find_years
from analyzer.extraction.trace import Trace
from analyzer.extraction.voice import SILENT, Spoken
from analyzer.lexicon import Lexicon
from analyzer.model import Item, Metadata

_TARGET_YEAR = re.compile(r"(?:到|(?<!截)至|力争|确保)[^，。；]{0,10}(?:20|19)\d{2}年")
_BY_YEAR_END = re.compile(r"(?<!截)[到至]\d{4}年[底末]")
_GOAL = re.compile(r"目标|任务|预期(?!寿命)")


_COMPARING = ("比", "较", "同", "与", "等于", "相当于", "由", "从")
# a goal named before, in the same paragraph up to a full stop: 主要预期目标是：…；…
_AIMED_AT = re.compile(
    r"主要指标[，,]?包括：[^。\n]*\Z|目标(?:是|为)：?[^。\n]*\Z|目标：[^。\n]*\Z|预计[^。：\n]{0,80}：[^。\n]*\Z"
)
# 批准的2024年一般公共预算收入为 | 58亿元, 报经常委会批准，调整为 | 60亿元: what was planned
_BUDGETED = re.compile(
    "(?:批准的[^，。；]{0,24}预算[^，。；]{0,8}|年初预算(?:数|合计)?|预算(?:数|支出|收入)?调整)(?:为|调整为|变更为)?$|报经[^。；]{2,16}批准，调整为$|批准，(?:预算)?调整为$"
)
_NEXT = re.compile("下一步|今后|打算|建议|目标")
# what a rule aims at: 到一九九五年要提高到百分之五十
_AIMED_YEAR = re.compile(
    r"到(?:本世纪|“|(?:19|20)\d\d年|[一二][〇零○一二三四五六七八九]{3}年)|力争|争取|目标"
)
_EXPECTED = re.compile("预期目标|预期(?=增长|达到|突破)|预计(?!到)|将(?=[^军来领]).{0,12}$|主要目标是")
# reports given later in the year tell of it as past
_LAST_OF_SEASON = 8
_THIS_YEAR = re.compile(r"今年(?!以来|[前上一1第春初]|\d月)")
_WILL_THIS_YEAR = re.compile("今年(?!以来)[^。；]{2,40}，[将拟][由从增减]")
_DESPITE_REVIEW = re.compile(
    r"力争|今后|到20\d\d年|^拟|今年[^，。；]{0,12}(?:要|拟|计划|将|预计|安排)|从今年起|预期目标|^要|下一步|每年将"
)
_LONG = 1000
# so far behind it a heading of review holds whatever the neighbours ask
_HOLDS = 400
_FORESEEN = re.compile("(?:预计|有望|(?<!即)将(?![军来领])(?:达|减|缓解|增|新增|有))[^，。；]{0,24}$")
# words that tell in a plan too; 累计达8000处 and 提升至93% may be wanted
_TOLD = re.compile("了|已|去年|上年|同比|以来|目前|截至|迄今|现有|圆满|获批|获评")
# what is to come is not told, whatever the neighbours tell
_TO_COME = re.compile(
    r"(?:今后|未来)[一二三四五六七八九十几\d]{0,2}(?:年|个时期)|从(?:\d{4}|今|明)年起|每年(?:新增|将)"
)
# 在12个县 | 组织开展了试点
_DONE_BEHIND = re.compile("[^，。；]{2,24}?[一-龥](?<![为除])了(?![解结])")
# in a plan 累计 and 建成 ask too, unless the sentence speaks of before
_FORMERLY = re.compile(rf"{_TOLD.pattern}|期间|年来|过去|近[一二三四五两几]年|(?:19|20)\d\d年")
# 1200亿元 | ，同比增长9.2%
_SAME_PERIOD = re.compile("[^，。；]{0,4}，(?:同比|比上年|比去年|较上年|较去年)")
# 增长17% | ，力争达到18%
_STRIVEN = re.compile("(?:以上|左右)?，(?:力争|争取|努力|奋力)(?:达到|突破|实现|完成)")
# 项目建成后，年产值可达60亿元: what a project will bring, in a review too
_ONCE_BUILT = re.compile(
    "(?:建成|投产|达产|达效|投用|投运|竣工|投入使用|建成运营|全面运营)后(?!续|，?(?:已|先后|累计|共))[^。\n]{0,80}$"
)
# what a notice asks for, not what it sets
_BUILT = re.compile(
    "建设|新建|改造|新增|完成|建成(?!区)|打造|培育|引进|达到|提高到|提升到|实现|增长|下降|筹集|设立|突破|恢复到|获得|荣获|接待|发放(?!标准)|下达|稳定在|保持在|遴选|总投资|占地|选派|举办|发展(?!改革)|20\\d\\d年"
)
_LIMITED = re.compile("不(?:得|应|宜)?(?:超过|低于|高于|少于|大于|小于)|控制在|最[高多低少]")
# words that only tell; 新建 and 新培育 ask as well
_TELLING = re.compile("了|已|去年|上年|同比|累计|达到?|以来|同期")
# 日前抽调了 | 200多名干部
_DONE = re.compile("(?<![为除])了(?:近|约|超过?|大约)?$")
# “十五五”期间 | 将建成…, not 编制《“十五五”规划》等6项制度 and 谋划“十五五”项目320个
_IN_PLAN = re.compile("“?[一二三四五六七八九十]{1,2}五”?(?:期间|时期|期末|末|收官)")
_BY_PLAN = re.compile("“[一二三四五六七八九十]{1,2}五”(?:期间|时期)?(?=年均|每年|累计(?!已))")
# under “十五五”时期发展主要目标 累计达到1000家 is wanted
_GOALS = re.compile("时期[^，。]{0,14}(?:目标|任务)")
_AHEAD = re.compile(r"(?:今后|未来)(?:[一二三四五六七八九十\d]{1,2}年|一个时期|一段时期)?，|下一步，")
_SETS_OUT = frozenset({"规划", "方案", "意见", "措施", "通知", "办法"})
# 力争一季度完成投资1200亿元, in a list that opens with 疫情发生以来
_WANTED = re.compile("力争|争取|确保|将不[低少超高]")
_TO_DO_LIST = re.compile(
    "(?:今年|20\\d\\d年)[^。]{0,10}(?:将|要)[^。]{0,6}(?:办好|抓好)[^。]{2,24}(?:包括|：)"
)


class StatusFinder:
    """Tells target, actual and standard for one document."""

    def __init__(self, lexicon: Lexicon, trace: Trace | None = None) -> None:
        self._trace = trace
        self._headings = StatusHeadings(lexicon, trace)
        self._tense = TenseWords(lexicon, trace)
        acts = (entry["word"] for entry in lexicon["actions"] if len(entry["word"]) == 2)
        self._acts = re.compile("|".join(map(re.escape, acts)) or "(?!)")

    def find(
        self,
        text: str,
        context: Context,
        outline: OutlineIndex,
        kind: DocumentKind,
        base: int | None,
        voice: Spoken = SILENT,
    ) -> tuple[str, str]:
        """Status and the evidence it rests on.

        Args:
            text: the condensed text.
            context: the quantity and its surroundings.
            outline: the items it may stand in.
            kind: what the document's kind and title say of it.
            base: the year of the document, None where it has none.
            voice: whether the neighbours ask or tell, see :class:`~analyzer.extraction.voice.Voice`.
        """
        metadata = kind.metadata
        sentence = context.sentence
        left = text[context.sentence_start : context.quantity.start]
        clause = text[context.clause_start : context.quantity.start]
        chain = outline.chain(context.item)
        report = metadata.doc_type in PLANNING
        if plain := plain_status(text, context):
            return plain
        if sets_standard(text, context, metadata, self._trace):
            return "standard", "rule-giving"
        if report and _BUDGETED.search(left):
            return "target", "words"
        # a long text of no known kind tells more than it asks for
        untold = not metadata.doc_type and len(text) <= _LONG
        news = not is_ruling(metadata) and not untold
        coming = _TO_COME.search(text, max(0, context.sentence_start - 60), context.quantity.start)
        told = voice.status == "actual" and coming is None
        news = (news and (voice.status != "target" or metadata.doc_type == "新闻")) or told
        multiple = context.quantity.kind == "multiple"
        year = self._stated_year(left, multiple)
        if year is None and text[context.sentence_start - 1 : context.sentence_start] == "；":
            # 2026年，生产总值增长6%；工业增加值增长8%: the year stands before the semicolon
            year = self._stated_year(since_full_stop(text, context), multiple)
        if self._trace is not None:
            self._trace.note("stated-year", str(year or ""), str(base or ""))
        if year is not None and year == base and _EXPECTED.search(sentence[: len(left)]):
            return "target", "year"
        if year is not None and base is not None and year != base:
            if year < base and self._only_guessed(metadata, chain):
                return "target", "heading"  # 细化目标 2017年：… 2018年：… 2019年：…, in a text without a date
            return ("target", "year") if year > base else ("actual", "year")
        if (
            year is None
            and base is not None
            and metadata.doc_type in ("新闻", "其他", "")
            and not _TOLD.search(left)
            and max(find_plans("".join(_IN_PLAN.findall(left))), default=0) > base
        ):
            return "target", "year"  # “十五五”期间，累计利用外资100亿美元
        own = find_plans("".join(_BY_PLAN.findall(clause))) if year is None and "五”" in clause else []
        if base is not None and max(own, default=0) > base + 1:
            return "target", "year"  # “十五五”年均增长5%
        if year is not None and year == base and _BY_YEAR_END.search(left):
            return "target", "year"
        if base is None and "年" in left and _TARGET_YEAR.search(left):
            return "target", "year"
        in_clause = self._tense.last(clause, news)
        if _STRIVEN.match(text, context.quantity.end):
            return "target", "words"  # 财政收入增长17%，力争达到18%
        if (once := _ONCE_BUILT.search(since_full_stop(text, context))) and not _TOLD.search(once.group()):
            return "target", "words"
        before_items = context.item is None and outline.opens_after(context.quantity.start)
        if kind.regulation and not _AIMED_YEAR.search(left):
            told = before_items or (in_clause == "actual" and _TOLD.search(clause) is not None)
            return ("actual", "words") if told else ("standard", "document")
        if news and _DONE.search(context.left) and not WILL.search(clause):
            return "actual", "words"
        if metadata.doc_type == "新闻" and _FORESEEN.search(clause) and not _TOLD.search(clause):
            return "target", "words"  # 预计减少客户电费支出3.05亿元
        for lead in list_leads(text, outline, context.item):
            from_list = self._headings.from_lead(lead)
            if from_list and not (from_list == "actual" and in_clause == "target" and _WANTED.search(clause)):
                return from_list, "list"
        lead_start = paragraph_start(text, context.sentence_start, context.sentence_start - 500)
        lead = text[lead_start : context.sentence_start]
        if report and _TO_DO_LIST.search(lead) and not _TOLD.search(clause):
            return "target", "lead"  # 今年，我们将办好15件民生实事，包括：…累计建成文化驿站200个
        if aimed := _AIMED_AT.search(text, max(context.sentence_start - 400, 0), context.quantity.start):
            if self._trace is not None:
                self._trace.note("goal-word", aimed.group()[:3])
            return "target", "lead"
        if report and in_clause != "actual" and aimed_above(text, context):
            return "target", "lead"
        heading, since = self._headings.nearest(
            chain or outline.section_before(context.sentence_start), sets_out=metadata.doc_type in _SETS_OUT
        )
        far = context.sentence_start - since > _HOLDS
        surely = in_clause == "actual" and _TELLING.search(clause)
        if kind.account and heading == "target" and not any(_NEXT.search(item.title) for item in chain):
            heading = ""  # （一）扩大有效投资, in an account of what was done
        if heading == "actual" and voice.urgent and far and not surely:
            return "target", "voice"
        if heading == "actual":
            if _AHEAD.match(sentence) and in_clause != "actual":
                return "target", "words"
            if report and _WILL_THIS_YEAR.search(left):
                return "target", "year"  # 今年中央财政用于教育的投入，将由去年的1076亿元增加到1562亿元
            since_stop = since_full_stop(text, context)
            spring = metadata.date is None or metadata.date.month <= _LAST_OF_SEASON
            if report and spring and _THIS_YEAR.search(since_stop) and in_clause != "actual":
                return "target", "year"  # 今年中央财政用于…的支出达到3397亿元, in a review of last year
            if in_clause == "target" and _DESPITE_REVIEW.search(clause):
                return "target", "words"
            return "actual", "heading"
        if heading == "target":
            if told_of := told_of_years(text, context):
                if self._trace is not None:
                    self._trace.note("cue-actual", told_of)
                return "actual", "words"
            tells = _TOLD.search(clause) is not None or not any(
                YEARS_WORK.search(item.title) or _GOALS.search(item.title) for item in chain
            )
            if in_clause == "actual" and tells and not self._tense.asks(left):
                return "actual", "words"
            if metadata.doc_type == "工作报告" and not self._headings.plans(chain):
                status = self._tense.last(lead + left, news=True)
                return (status, "lead") if status else ("target", "heading")
            return "target", "heading"
        whole = self._tense.last(left, news)
        tells_only = "actual" in (in_clause, whole) and not _FORMERLY.search(left)
        if metadata.doc_type == "规划" and tells_only:
            return "target", "document"  # 能耗累计下降13.5%, 建成5G基站2.6万个, in a plan
        if (
            _SAME_PERIOD.match(text, context.quantity.end)
            and in_clause != "target"
            and not self._tense.asks(left)
        ):
            return "actual", "words"  # 完成投资1200亿元，同比增长9.2%
        if not in_clause and _DONE_BEHIND.match(text, context.quantity.end):
            return "actual", "words"  # 在12个县 | 组织开展了试点
        if in_clause == "target" and (told_of := told_of_last_year(text, context)):
            if self._trace is not None:
                self._trace.note("cue-actual", told_of.rstrip("，"))
            return "actual", "words"
        if in_clause:
            return in_clause, "words"
        if whole:
            return whole, "words"
        named = None if metadata.doc_type == "新闻" else _GOAL.search(FULFILLED.sub("", lead[-60:]))
        if goal := named or re.search("目标是|目标为|目标：|主要目标", lead):
            if self._trace is not None:
                self._trace.note("goal-word", goal.group())
            return "target", "lead"
        if re.search(r"要$|要[^，。；]{0,12}$", clause) and not report:
            return "target", "words"
        if news:  # one sentence of a report says nothing of the next
            lead = lead[lead.rfind("。") + 1 :]
        from_lead = self._tense.last(lead, news)
        if from_lead:
            return from_lead, "lead"
        if voice.status:
            return voice.status, "voice"
        if metadata.doc_type in ("工作报告", "新闻", "其他", ""):
            return "actual", "document"
        if before_items and not _LIMITED.search(clause):
            return "actual", "document"  # why a notice is given stands before its items
        # what a notice neither builds nor raises it sets: 注册资本不低于1000万元
        acts = self._acts.search(clause) is not None and _LIMITED.search(clause) is None
        asked = _BUILT.search(left) is not None or acts
        wanted = metadata.doc_type == "规划" or asked
        return ("target" if wanted else "standard"), "document"

    def _only_guessed(self, metadata: Metadata, chain: list[Item]) -> bool:
        """Whether a text that gives no date of its own stands under a heading of goals."""
        dated = metadata.date is not None or metadata.doc_type in PLANNING
        return not dated and any("目标" in item.title for item in chain if not item.inline)

    def _stated_year(self, left: str, multiple: bool) -> int | None:
        """The year named last before a number; 等于1949年的四点二倍 only compares with it."""
        years = [
            year
            for start, end, year in find_years(left)
            if not left[:start].endswith(_COMPARING)
            and not ON_BASIS_OF.match(left, end)
            and not (multiple and end == len(left) - 1 and left[end] == "的")
        ]
        return years[-1] if years else None
