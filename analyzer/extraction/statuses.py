"""Whether a value is wanted (target), a fact (actual), or set by the policy itself (standard).

Evidence is weighed in this order: what the rule-giving sentence says (给予…奖励, …以上的), the year beside the
number against the document's date, the sentence before the list and a goal named before, the section's heading
(unless the voice of a torn text outweighs it), words of tense in the clause and the sentence, the voice of the
neighbours, the kind of document. In news, and where the neighbours tell, 推动 and 支持 ask for nothing.
"""

from __future__ import annotations

import re

from analyzer.extraction.context import Context, OutlineIndex
from analyzer.extraction.standards import is_ruling, sets_standard
from analyzer.extraction.time_mentions import find_years
from analyzer.extraction.trace import Trace
from analyzer.extraction.voice import SILENT, Spoken
from analyzer.lexicon import Lexicon
from analyzer.model import Item, Metadata

_TARGET_YEAR = re.compile(r"(?:到|至|力争|确保)[^，。；]{0,10}(?:20|19)\d{2}年")
_BY_YEAR_END = re.compile(r"(?<!截)[到至]\d{4}年[底末]")
_GOAL = re.compile(r"目标|任务|预期(?!寿命)")


_ACHIEVED_LEAD = re.compile(
    "一年来|五年来|年来|以来|过去|回顾|推进了|做了|取得了|开展了|成效|进展|逐步增强|不断提升|主要抓了|迈出|成就|圆满"
)
_WANTED_LEAD = re.compile(
    "目标|要重点|要努力|要抓好|要做好|要着力|今年要|重点(?:做好|抓好|工作)|取得新突破|下一步|(?<!政治)任务(?!如期|圆满|全面|来抓)|将重点|具体措施|以下措施"
)
_COMPARING = ("比", "较", "同", "与", "等于", "相当于", "由", "从")
# a lead-in that tells of tasks fulfilled asks for nothing: 完成全年主要目标任务
_FULFILLED = re.compile(
    "(?<!确保)(?<!努力)(?<!力争)(?:(?:圆满|较好|胜利|全面|顺利|超额)(?:完成|实现)|完成了|完成(?=全年|去年|上年))[^，。；]{0,14}(?:目标|任务)+"
    "|(?:^|(?<=[，。；、]))(?![^，。；、]{0,8}(?:确保|力争|努力|推动|为了|(?<![主首重])要))[^，。；、]{0,24}?(?:目标|任务){1,2}(?:已|均|都)?"
    "(?:如期|圆满|全面|顺利|胜利|基本|超额|较好|总体|提前)(?:完成|实现)"
)
# a goal named before, in the same paragraph up to a full stop: 主要预期目标是：…；…
_AIMED_AT = re.compile(
    r"主要指标[，,]?包括：[^。\n]*\Z|目标(?:是|为)：?[^。\n]*\Z|目标：[^。\n]*\Z|预计[^。：\n]{0,80}：[^。\n]*\Z"
)
_REGULATION = re.compile("(?:办法|细则|规定|条例|规则|标准|守则)》?(?:（[^（）]{1,10}）)?(?:的通知)?$")
_EXPECTED = re.compile("预期目标|预计(?!到)|将(?=[^军来领]).{0,12}$|主要目标是")
_THIS_YEAR = re.compile(r"今年(?!以来|[前上一1第春初]|\d月)")
_WILL_THIS_YEAR = re.compile("今年(?!以来)[^。；]{2,40}，[将拟][由从增减]")
_DESPITE_REVIEW = re.compile(
    r"力争|今后|到20\d\d年|^拟|今年[^，。；]{0,12}(?:要|拟|计划|将|预计|安排)|从今年起|预期目标|^要|下一步|每年将"
)
_REVIEW = re.compile("回顾|总结|过去[一五]年|主要成[就效]|取得的成[就效绩]")
_PLANNING = re.compile(
    "目标|任务|安排|重点|部署|规划|举措|措施|今后|下一步|打算|思路|工作要求|(?:20|19)\\d\\d年|今年|建议|预期|总体要求"
)
_YEARS_WORK = re.compile(
    "(?:20|19)\\d\\d年[^，。]{0,8}(?:重点|任务|安排|主要工作|目标|建议)|今年[^，。]{0,8}(?:任务|安排|建议)"
)
_LONG = 1000
# so far behind it a heading of review holds whatever the neighbours ask
_HOLDS = 400
_MAX_AHEAD = 200
# 主要, 重要 and 要求 hold no will
_NO_WILL = re.compile("[主需必首只纲摘概紧简]要|(?<![比占])重要|要[素点件求害闻道]")
# words of will that a news text uses for what is still to come
_WILL = re.compile(
    "努力|尽量|坚决|力争|争取|力求|确保|目标|将|拟|计划|规划|预计|测算|今后|未来|明年|要|必须|务必|原则上"
)
# 今年拟安排赤字2万亿元，比去年增加…: what is only compared with does not tell
_COMPARED = frozenset({"比上年", "比去年", "同比"})
_FORESEEN = re.compile("(?:预计|有望|(?<!即)将(?![军来领])(?:达|减|缓解|增|新增|有))[^，。；]{0,24}$")
# …增长5%左右。围绕实现上述目标，重点抓好以下工作
_AIMS_ABOVE = re.compile("(?:实现|完成|达成|提出|确定)(?:上述|以上|这些)[一-龥]{0,4}目标")
_NEXT_SENTENCE = 40
# 继续执行去年 | 出台的下调增值税税率政策
_ISSUED = re.compile("(?:出台|制定|发布|实施|推出|印发|下达)的")
_PAST = re.compile("(?:[一二三四五]年来|年间|以来|近[一二三四五两几]年|过去[一五]年|截至)")
# words that tell in a plan too; 累计达8000处 and 提升至93% may be wanted
_TOLD = re.compile("了|已|去年|上年|同比|以来|目前|截至|迄今|现有|圆满|获批|获评")
# what is to come is not told, whatever the neighbours tell
_TO_COME = re.compile(
    r"(?:今后|未来)[一二三四五六七八九十几\d]{0,2}(?:年|个时期)|从(?:\d{4}|今|明)年起|每年(?:新增|将)"
)
# words that only tell; 新建 and 新培育 ask as well
_TELLING = re.compile("了|已|去年|上年|同比|累计|达到?|以来|同期")
# 这五年，综合经济实力再攀新高峰: under 关于规划纲要的说明
_THESE_YEARS = re.compile("这[三四五]年(?=，)")
_COMING_YEARS = re.compile("今后|未来|到20[2-9]\\d年|目标|“十[五六七]五”|明年|力争")
# 亿元以上 | 技改项目
_SIZE_OF = re.compile("及?以上的?[一-龥]{0,8}?(?:项目|企业)")
_AHEAD = re.compile(r"(?:今后|未来)(?:[一二三四五六七八九十\d]{1,2}年|一个时期|一段时期)?，|下一步，")
# 将制造业现行 | 16% | 的税率降至13%
_IN_FORCE = re.compile("现行的?$")
_OF_RATE_CHANGED = re.compile("的(?:税率|费率|利率|比例|标准)[由从]?[一-龥]{0,4}[到至为]")
_BASELINE = re.compile(r"[从由](?![业事严])[^，。；]{0,14}$")


def _paragraph_start(text: str, position: int, furthest: int) -> int:
    """Where the paragraph of a position begins, looked for no further back than ``furthest``."""
    furthest = max(0, furthest)
    return max(text.rfind("\n", furthest, position) + 1, furthest)


def _told_of_years(text: str, context: Context) -> str:
    """这五年, where a review opens an explanation of the next plan: in the paragraph before a quantity."""
    start = _paragraph_start(text, context.quantity.start, context.quantity.start - _LONG)
    ahead = text[start : context.quantity.start]
    told = list(_THESE_YEARS.finditer(ahead))
    return told[-1].group() if told and not _COMING_YEARS.search(ahead, told[-1].end()) else ""


def _aimed_above(text: str, context: Context) -> bool:
    """Whether the sentence behind speaks of the goals above: 增长5%；….围绕实现上述目标，…"""
    last = max(context.sentence_end - 1, 0)
    stop = text.find("。", last, last + _LONG) + 1
    return stop > 0 and _AIMS_ABOVE.search(text, stop, stop + _NEXT_SENTENCE) is not None


def _since_full_stop(text: str, context: Context) -> str:
    """What stands before a quantity since the last full stop; a semicolon does not end what is said."""
    furthest = max(0, context.sentence_start - _MAX_AHEAD)
    stop = max(text.rfind(sign, furthest, context.sentence_start) for sign in "。\n！")
    return text[max(stop + 1, furthest) : context.quantity.start]


def _list_leads(text: str, outline: OutlineIndex, index: int | None) -> list[str]:
    """The sentences right before the lists that an item stands in, innermost first; headings have none."""
    leads = []
    for item in outline.chain(index):
        if item.inline or item.style == "——":
            first = outline.first_of(item)
            start = _paragraph_start(text, max(0, first.start - 1), first.start - 60)
            leads.append(text[start : first.start])
    return leads


class StatusFinder:
    """Tells target, actual and standard for one document."""

    def __init__(self, lexicon: Lexicon, trace: Trace | None = None) -> None:
        self._trace = trace
        self._heading = {
            status: re.compile(
                "|".join(map(re.escape, lexicon.words("cues", place="heading", status=status)))
            )
            for status in ("target", "actual")
        }
        self._tones = {entry["word"]: entry["tone"] for entry in lexicon["cues"] if entry["tone"]}
        self._sentence = {
            status: re.compile(
                "|".join(map(re.escape, lexicon.words("cues", place="sentence", status=status)))
            )
            for status in ("target", "actual")
        }

    def find(
        self,
        text: str,
        context: Context,
        outline: OutlineIndex,
        metadata: Metadata,
        base: int | None,
        voice: Spoken = SILENT,
    ) -> tuple[str, str]:
        """Status and the evidence it rests on.

        Args:
            text: the condensed text.
            context: the quantity and its surroundings.
            outline: the items it may stand in.
            metadata: the kind of document.
            base: the year of the document, None where it has none.
            voice: whether the neighbours ask or tell, see :class:`~analyzer.extraction.voice.Voice`.
        """
        status, evidence = self._find(text, context, outline, metadata, base, voice)
        sizes = status == "target" and context.quantity.kind == "money"
        if sizes and _SIZE_OF.match(text, context.quantity.end):
            return "standard", "rule-giving"  # 建设亿元以上项目4000个: the size is set, the number wanted
        return status, evidence

    def _find(
        self,
        text: str,
        context: Context,
        outline: OutlineIndex,
        metadata: Metadata,
        base: int | None,
        voice: Spoken,
    ) -> tuple[str, str]:
        sentence = context.sentence
        left = text[context.sentence_start : context.quantity.start]
        clause = text[context.clause_start : context.quantity.start]
        chain = outline.chain(context.item)
        report = metadata.doc_type in ("工作报告", "规划")
        if _IN_FORCE.search(context.left) and _OF_RATE_CHANGED.match(context.right):
            return "actual", "baseline"
        if _BASELINE.search(context.left) and re.match(
            r"[^，。；]{0,6}(?:提高|提升|增|上升|扩大|降|减|下降|缩|压|延长|放宽|调整|下调|上调)[^，。；]{0,6}[到至]",
            context.right,
        ):
            return "actual", "baseline"
        if sets_standard(text, context, metadata, self._trace):
            return "standard", "rule-giving"
        # a long text of no known kind tells more than it asks for
        untold = not metadata.doc_type and len(text) <= _LONG
        news = not is_ruling(metadata) and not untold
        coming = _TO_COME.search(text, max(0, context.sentence_start - 60), context.quantity.start)
        told = voice.status == "actual" and coming is None
        news = (news and (voice.status != "target" or metadata.doc_type == "新闻")) or told
        regulation = metadata.doc_type == "办法" or _REGULATION.search(metadata.title) is not None
        multiple = context.quantity.kind == "multiple"
        year = self._stated_year(left, multiple)
        if year is None and text[context.sentence_start - 1 : context.sentence_start] == "；":
            # 2026年，生产总值增长6%；工业增加值增长8%: the year stands before the semicolon
            furthest = max(0, context.sentence_start - _MAX_AHEAD)
            full_stop = max(text.rfind(sign, furthest, context.sentence_start) for sign in "。\n")
            ahead = text[max(full_stop + 1, furthest) : context.sentence_start]
            year = self._stated_year(ahead, multiple)
        if self._trace is not None:
            self._trace.note("stated-year", str(year or ""), str(base or ""))
        if year is not None and year == base and _EXPECTED.search(sentence[: len(left)]):
            return "target", "year"
        if year is not None and base is not None and year != base:
            return ("target", "year") if year > base else ("actual", "year")
        if year is not None and year == base and _BY_YEAR_END.search(left):
            return "target", "year"
        if base is None and "年" in left and _TARGET_YEAR.search(left):
            return "target", "year"
        in_clause = self._from_words(clause, news)
        if metadata.doc_type == "新闻" and _FORESEEN.search(clause) and not _TOLD.search(clause):
            return "target", "words"  # 预计减少客户电费支出3.05亿元
        for lead in _list_leads(text, outline, context.item):
            from_list = self._from_lead(lead)
            if from_list:
                return from_list, "list"
        lead_start = _paragraph_start(text, context.sentence_start, context.sentence_start - 500)
        lead = text[lead_start : context.sentence_start]
        if aimed := _AIMED_AT.search(text, max(context.sentence_start - 400, 0), context.quantity.start):
            if self._trace is not None:
                self._trace.note("goal-word", aimed.group()[:3])
            return "target", "lead"
        if report and in_clause != "actual" and _aimed_above(text, context):
            return "target", "lead"
        heading, since = self._from_headings(chain or outline.section_before(context.sentence_start))
        far = context.sentence_start - since > _HOLDS
        surely = in_clause == "actual" and _TELLING.search(clause)
        if heading == "actual" and voice.urgent and far and not surely:
            return "target", "voice"
        if heading == "actual":
            if _AHEAD.match(sentence) and in_clause != "actual":
                return "target", "words"
            if report and _WILL_THIS_YEAR.search(left):
                return "target", "year"  # 今年中央财政用于教育的投入，将由去年的1076亿元增加到1562亿元
            since_stop = _since_full_stop(text, context)
            if report and _THIS_YEAR.search(since_stop) and in_clause != "actual":
                return "target", "year"  # 今年中央财政用于…的支出达到3397亿元, in a review of last year
            if in_clause == "target" and _DESPITE_REVIEW.search(clause):
                return "target", "words"
            return "actual", "heading"
        if heading == "target":
            if told_of := _told_of_years(text, context):
                if self._trace is not None:
                    self._trace.note("cue-actual", told_of)
                return "actual", "words"
            tells = _TOLD.search(clause) is not None or not any(
                _YEARS_WORK.search(item.title) for item in chain
            )
            if in_clause == "actual" and tells and not self._sentence["target"].search(left):
                return "actual", "words"
            if metadata.doc_type == "工作报告" and not self._plans(chain):
                status = self._from_words(lead + left, news=True)
                return (status, "lead") if status else ("target", "heading")
            return "target", "heading"
        whole = self._from_words(left, news)
        if in_clause:
            return in_clause, "words"
        if whole:
            return whole, "words"
        named = None if metadata.doc_type == "新闻" else _GOAL.search(_FULFILLED.sub("", lead[-60:]))
        if goal := named or re.search("目标是|目标为|目标：|主要目标", lead):
            if self._trace is not None:
                self._trace.note("goal-word", goal.group())
            return "target", "lead"
        if re.search(r"要$|要[^，。；]{0,12}$", clause) and not report:
            return "target", "words"
        if regulation:
            return "standard", "document"  # a rule sets what it names
        if news:  # one sentence of a report says nothing of the next
            lead = lead[lead.rfind("。") + 1 :]
        from_lead = self._from_words(lead, news)
        if from_lead:
            return from_lead, "lead"
        if voice.status:
            return voice.status, "voice"
        if metadata.doc_type in ("工作报告", "新闻", "其他", ""):
            return "actual", "document"
        return "target", "document"

    def tone(self, sentence: str) -> tuple[str, str]:
        """hard or soft where a word of the sentence says so, and that word."""
        for word, tone in self._tones.items():
            if word in sentence:
                return tone, word
        return "", ""

    def _from_lead(self, lead: str) -> str:
        """What the words before a list say of its items."""
        lead = _FULFILLED.sub("成就", lead)
        achieved = list(_ACHIEVED_LEAD.finditer(lead))
        wanted = list(_WANTED_LEAD.finditer(lead))
        if achieved or wanted:
            last_achieved = achieved[-1].end() if achieved else -1
            told = achieved if last_achieved > (wanted[-1].end() if wanted else -1) else wanted
            if self._trace is not None:
                self._trace.note("list-lead", told[-1].group())
            return "actual" if told is achieved else "target"
        return ""

    def _stated_year(self, left: str, multiple: bool) -> int | None:
        """The year named last before a number; 等于1949年的四点二倍 only compares with it."""
        years = [
            year
            for start, end, year in find_years(left)
            if not left[:start].endswith(_COMPARING)
            and not (multiple and end == len(left) - 1 and left[end] == "的")
        ]
        return years[-1] if years else None

    def _from_headings(self, chain: list[Item]) -> tuple[str, int]:
        """What the nearest telling heading says, and where it stands."""
        review = any(item.level == 1 and _REVIEW.search(item.title) for item in chain)
        planned = not review and any(item.level == 1 and _YEARS_WORK.search(item.title) for item in chain)
        for item in chain:
            wanted = self._heading["target"].search(item.title) if not item.inline else None
            if review and item.level > 1:
                wanted = None  # （二）聚力落实国家重大战略任务, under 工作回顾
            achieved = self._heading["actual"].search(item.title) if not item.inline else None
            if planned and item.level > 1:
                achieved = None  # （七）持续改善环境质量, under 2026年重点工作
            if achieved and (
                not wanted or len(achieved.group()) >= 4 or re.search("回顾|成就|成效|总结", item.title)
            ):
                self._note_heading("heading-actual", item, achieved)
                return "actual", item.start
            if wanted and (item.level == 1 or re.search("目标|任务|安排|要求|措施", item.title)):
                self._note_heading("heading-target", item, wanted)
                return "target", item.start
        return "", 0

    def _note_heading(self, step: str, item: Item, match: re.Match[str]) -> None:
        if self._trace is not None:
            self._trace.note(step, match.group(), f"{item.marker}{item.title}")

    def _plans(self, chain: list[Item]) -> bool:
        """Whether a heading announces what is to come, rather than a field of work (坚持扩大内需)."""
        return any(_PLANNING.search(item.title) for item in chain if not item.inline)

    def _from_words(self, stretch: str, news: bool = False) -> str:
        """What the last word of tense or will says; in news 推动 and 支持 tell what was done, not what is wanted."""
        past = _PAST.search(stretch) is not None  # 五年来，国家支持…的经费达4077亿元 asks for nothing
        found = [
            (match.end(), status)
            for status in ("target", "actual")
            for match in self._sentence[status].finditer(stretch)
            if not (match.group() == "去年" and _ISSUED.match(stretch, match.end()))
            if not (
                match.group() in _COMPARED
                and (match.start() <= 1 or _WILL.search(stretch, max(0, match.start() - 40), match.start()))
            )
            if not ((news or past) and status == "target" and not _WILL.search(match.group()))
            and not (
                match.group() == "要"
                and _NO_WILL.search(stretch[max(0, match.start() - 2) : match.end() + 1])
            )
        ]
        if found and self._trace is not None:
            end, status = max(found)
            last = [match.group() for match in self._sentence[status].finditer(stretch) if match.end() == end]
            self._trace.note(f"cue-{status}", last[0])
        return max(found)[1] if found else ""
