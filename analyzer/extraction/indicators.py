"""What a quantity measures, in the document's own words.

From the number leftwards bounds, verbs, adverbs and times are cut off (``edges``, ``verbs``, ``bounds`` of the
dictionaries); what stays is the indicator. Where nothing stays, or an action verb stands right before the
number (建成200个县域医疗次中心), it is the noun after the number; where there is none either, the indicator of
the quantity before goes on (完成投资3.3亿元，增长8%). 分别 deals several nouns out to several numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.extraction.context import Context
from analyzer.extraction.coordination import Coordinator, Naming
from analyzer.extraction.counted_nouns import CountedNouns
from analyzer.extraction.due_names import with_deed
from analyzer.extraction.going_on import (
    REACHED,
    find_same_unit,
    goes_on,
    is_compared,
    name_of_reached,
    name_of_relief,
    name_of_share,
    name_that_goes_on,
)
from analyzer.extraction.grants import GrantNamer
from analyzer.extraction.left_names import LeftName, LeftNames
from analyzer.extraction.noun_choice import NounChoice
from analyzer.extraction.parts import BEGUN, name_by_label, name_parts
from analyzer.extraction.penalties import name_of_penalty
from analyzer.extraction.phrasing import PhraseCutter, paired
from analyzer.extraction.shared_names import join_ranked, share_names
from analyzer.extraction.special_names import (
    duty_pattern,
    lasting_pattern,
    name_of_coverage,
    name_of_duration,
    name_of_first,
    name_of_half,
    name_of_loss,
    name_of_points,
    name_of_rate,
    name_of_solution,
    name_of_times,
    name_with_condition,
)
from analyzer.extraction.subjects import GENERIC, Subjects
from analyzer.extraction.trace import Trace
from analyzer.lexicon import Lexicon

# 投入经费1.1亿元，支持重点实验室建设: money that says only behind the comma what it is for
_FUNDS = re.compile(r"(?:投入|安排|筹集|拨付|下达)?(?:经费|资金|专项资金|财政资金|专项经费)")
_PURPOSE = re.compile(
    r"(?:以上|左右)?，(?:重点)?(?:支持|用于|主要用于|专项用于)(?P<what>[^，。；、\d]{2,24})(?=[，。；])"
)
_STAGES = frozenset(
    {"在建", "续建", "新建", "改建", "扩建", "改扩建", "在库", "备案", "在园", "竣工", "开工", "投产", "完工"}
)
_COMPARED = ("高于", "高出", "快于", "低于", "好于", "优于")
_OF_COUNTRY = re.compile("(?:稳定|保持|维持)?在?(?:占)?全国(?:的)?")
# 康复大学等 | 高校: an example with the noun it is one of
_EXAMPLES = re.compile(
    "[^，。；]{2,30}[^同平均高对优初中一二三四五]等(?P<what>(?!级|次|候|于|方面)[一-龥]{2,8})"
)
# 服务场景, 活动: what they are shows only in the examples
_ANY_KIND = re.compile("(?:活动|场景|机构|业务|功能|事项|领域|问题|行为|工作|服务)$")
_STANDARDS = frozenset({"返还标准", "缴费标准", "补缴标准", "缓缴标准"})
_INSURED = re.compile("(?:失业|社会|养老|工伤|医疗|生育|基本养老|基本医疗)保险[费金]")
_NEAR = 40
# 迈上4个 | 万亿元台阶
_STEP = re.compile("[一-龥]{0,8}(?:台阶|大关|关口|门槛)")
# 指数达69.63%、提升幅度 | 居全国第1
_PACE_ONLY = re.compile("(?:上升|上涨|增长|下降|减少|提高)(?:的)?(?:幅度|速度)")
_EXTENT = re.compile("(?:提升|增长|下降|改善)?幅度")
_TERM = re.compile("(?:实施|执行|最长)?(?:期限|时限|时长)")
# 申请查阅档案副本的，每件交纳 | 50元
_CHARGED = re.compile("每[一-龥]{1,2}(?:交纳|缴纳|收取|收费|支付)")
_CASE = re.compile("(?:^|[，。；：])(?P<what>[^，。；：]{2,24}?)的，$")
# three shares follow: 三次产业比重为4∶38∶58
_NTH_SECTOR = re.compile("第[一二三]产业")
_SECTORS = re.compile("(?:三次|三|第[一二])产业")
# 返还标准可按6个月的…确定，或按 | 6个月的…
_OTHERWISE = re.compile("，?或者?按照?")
# 我国同 | 30个国家建交, 为超 | 8000名志愿者服务
_TOWARDS = ("同", "与", "和", "对", "向", "在", "为")
# 14个市中有 | 4个市
_AMONG = re.compile("中(?:已|仅|只|就)?有$")


def _again(earlier: Context, context: Context) -> bool:
    """Whether a condition goes on: 50人以上的，补助2万元；100人以上的，补助4万元."""
    gap = context.quantity.start - earlier.quantity.end
    return gap <= _NEAR and earlier.quantity.unit == context.quantity.unit


def _title(context: Context, titles: Sequence[str]) -> str:
    """The title of the item that a quantity stands in."""
    return titles[context.item] if context.item is not None and context.item < len(titles) else ""


class IndicatorFinder:
    """Names quantities with the word lists of one lexicon."""

    def __init__(self, lexicon: Lexicon, trace: Trace | None = None) -> None:
        self._trace = trace
        cutter = PhraseCutter(lexicon, trace)
        self._cutter = cutter
        self._grants = GrantNamer(lexicon, cutter)
        places = frozenset(
            name for entry in lexicon["regions"] for name in (entry["region"], entry["short"]) if name
        )
        self._coordinator = Coordinator(cutter, places)
        self._nouns = CountedNouns(cutter)
        self._choice = NounChoice(cutter)
        self._left_names = LeftNames(cutter, lexicon, places, trace)
        self._subjects = Subjects(cutter)
        self._duties = duty_pattern(lexicon.words("edges", side="duty"))
        self._lasting = lasting_pattern(lexicon.words("edges", side="lasting"))

    def name_all(self, text: str, contexts: Sequence[Context], titles: Sequence[str] = ()) -> list[Naming]:
        """One name for every quantity, in order; contexts of one sentence must stand together.

        ``titles`` are those of the outline's items; points of an assessment are named after the item that
        they are given for (第七条 蔬菜面积（8分）…得基础分6分 → 蔬菜面积基础分).
        """
        namings: list[Naming] = []
        granted: dict[int | None, str] = {}  # the last grant of each item
        for at, context in enumerate(contexts):
            if self._trace is not None:
                self._trace.turn_to(context.quantity.start)
            before = (
                namings[at - 1] if at and contexts[at - 1].sentence_start == context.sentence_start else None
            )
            scored = name_of_points(context, titles)
            naming = (
                Naming(scored, "heading", "")
                if scored
                else self._name(text, context, before, _title(context, titles), granted.get(context.item, ""))
            )
            if naming.rule == "carried" and (same := find_same_unit(contexts, at)) is not None:
                naming = replace(naming, indicator=namings[same].indicator)
            if naming.rule == "grant":
                granted[context.item] = naming.indicator
            if not naming.indicator and at >= 2 and _again(contexts[at - 2], context):
                naming = Naming(namings[at - 2].indicator, "carried", naming.verb)
            namings.append(naming)
        if self._trace is not None:
            self._trace.turn_to(None)
        self._coordinator.deal_out(text, contexts, namings)
        join_ranked(text, contexts, namings)
        share_names(text, contexts, namings)
        name_parts(text, contexts, namings, self._cutter.modifiers)
        name_by_label(text, contexts, namings, titles)
        return [replace(naming, indicator=paired(naming.indicator)) for naming in namings]

    def cut_right(self, phrase: str) -> tuple[str, str]:
        """See :meth:`PhraseCutter.cut_right`."""
        return self._cutter.cut_right(phrase)

    def _name(self, text: str, context: Context, before: Naming | None, title: str, granted: str) -> Naming:
        noun = self._nouns.find(context)
        left = self._left_names.find(context, noun)
        naming = (
            self._in_set_phrase(text, context, left, noun, before, title, granted)
            or self._by_noun_after(context, left, noun)
            or self._by_name_before(text, context, left, before)
            or self._by_other_clause(text, context, left, before)
        )
        return with_deed(text, context, naming)

    def _in_set_phrase(
        self,
        text: str,
        context: Context,
        left: LeftName,
        noun: str,
        before: Naming | None,
        title: str,
        granted: str,
    ) -> Naming | None:
        """Phrases that are read as a whole, grants among them."""
        if "惠及" in left.text and (reached := REACHED.search(left.text)):
            what = self._cutter.cut_left(reached["what"])
            who = noun or reached["who"]
            if told := name_of_reached(context, who, before, what):
                return Naming(told, "noun-after", left.verb)  # 育儿补贴惠及 | 124万名婴幼儿
        if told := name_of_penalty(text, context):
            return Naming(told, "noun-after", left.verb)
        if told := name_of_first(context, self._cutter):
            return Naming(told, "noun-before", left.verb)
        if told := name_of_loss(context, left, noun, self._cutter) or name_of_half(text, context):
            return Naming(told, "noun-after", left.verb)
        if before is not None and _OTHERWISE.fullmatch(left.text):
            paid = _INSURED.search(context.clause_right)
            what = "返还标准" if paid and before.indicator.endswith("返还标准") else ""
            return Naming(paid.group() + what if paid and what else before.indicator, "carried", left.verb)
        if before is not None and is_compared(context, left):
            return Naming(before.indicator, "carried", left.verb)  # …5800亿元，是前五年总和的1.7倍
        if grant := self._grants.name(text, context, left.name, title, granted):
            return Naming(grant, "grant", left.verb)
        condition = name_with_condition(text, context, self._cutter) if before is not None else ""
        if condition:
            return Naming(condition, "conditioned", left.verb)
        told = (
            name_of_coverage(context, before, self._cutter)
            or name_of_solution(context)
            or name_of_times(text, context)
            or name_of_duration(text, context, left, self._duties, self._lasting)
            or name_of_rate(context, left, before)
        )
        return Naming(told, "noun-after", left.verb) if told else None

    def _by_noun_after(self, context: Context, left: LeftName, noun: str) -> Naming | None:
        """建成50个 | 县域医疗次中心; a place or body before the number belongs to it."""
        name = left.name
        if not noun or not self._choice.takes_noun_after(context, left.core, name, left.verb, noun):
            return None
        towards = left.text.endswith(_TOWARDS) or _AMONG.search(left.text)
        placed = name and not (left.verb or towards) and self._choice.is_place(name)
        placed = placed and not self._choice.is_action(left.core, name)
        apart = name.endswith("等") or left.text.endswith("的") or GENERIC.fullmatch(name)
        return Naming((name if placed and not apart else "") + noun, "noun-after", left.verb)

    def _by_name_before(
        self, text: str, context: Context, left: LeftName, before: Naming | None
    ) -> Naming | None:
        """粮食产量达到 | 30万吨; a name that says nothing alone is completed."""
        name, quantity = left.name, context.quantity
        if _CHARGED.fullmatch(name) and (
            case := _CASE.search(text[context.sentence_start : context.clause_start])
        ):
            name = self._cutter.cut_left(case["what"]) or name  # 申请查阅档案副本的，每件交纳 | 50元
        purpose = _PURPOSE.match(text, quantity.end) if _FUNDS.fullmatch(name) else None
        if purpose:
            return Naming(purpose["what"] + name, "purpose", left.verb)
        if quantity.form == "share" and before is not None and _NTH_SECTOR.match(before.indicator):
            name = "三次产业" + before.indicator[4:]  # …调整为7.4∶39.6∶53
        shared = self._sector(context, name or (before.indicator if before is not None else ""))
        if shared:
            return Naming(shared, "dealt-out", left.verb)
        if before is not None and name.startswith(_COMPARED):
            return Naming(before.indicator, "carried", left.verb)  # 增长5.4%、高于全国0.4个百分点
        if before is not None and _OF_COUNTRY.fullmatch(left.text.strip("、，")):
            return Naming(f"{before.indicator}占全国", "carried", left.verb)  # 稳定在全国1/10以上
        if before is not None and name in _STAGES:
            # 建成过江通道4座、在建8座; 新开工项目200个、竣工120个
            return Naming(name + BEGUN.sub("", before.indicator), "carried", left.verb)
        if name in _STANDARDS and (paid := _INSURED.search(context.clause_right)):
            return Naming(paid.group() + name, "noun-before", left.verb)  # 返还标准按6个月的…失业保险金
        counted = quantity.kind in ("count", "person") and context.left[:1] in "、，"
        if counted and before is not None and name in self._cutter.left:
            return Naming(before.indicator, "carried", left.verb)  # 受理投诉117件、办结112件
        if before is not None and goes_on(left.text, name, before, self._cutter.caps):
            return Naming(before.indicator, "carried", left.verb)
        if relief := name_of_relief(context, left, before, self._cutter.reliefs):
            return Naming(relief, "noun-before", left.verb)
        if _TERM.fullmatch(name):
            # 水价、气价均下调10%，期限 | 为3个月; 依法准予延期缴纳税款，最长期限 | 不超过3个月
            whose = (
                before.indicator if before is not None else self._subjects.in_clauses_before(text, context)
            )
            return Naming(whose + name, "carried" if before is not None else "noun-before", left.verb)
        if before is not None and quantity.kind == "ratio" and _PACE_ONLY.fullmatch(name):
            return Naming(before.indicator, "carried", left.verb)  # 物价上升6%，…，今年的上升幅度不超过2.5%
        if before is not None and _EXTENT.fullmatch(name):
            return Naming(before.indicator + left.text.strip("、，"), "carried", left.verb)
        if not name or (before is not None and _STEP.fullmatch(name)):
            return None  # 迈上4个万亿元台阶、达14.2万亿元
        example = _EXAMPLES.fullmatch(name) if quantity.kind == "count" else None
        if example and not _ANY_KIND.search(example["what"]):
            name = example["what"]  # 新增康复大学等高校14所
        full = self._subjects.complete(text, context, self._subjects.polish(name), before)
        return Naming(full, "noun-before", left.verb)

    def _by_other_clause(self, text: str, context: Context, left: LeftName, before: Naming | None) -> Naming:
        """The name of the number before goes on, unless a clause between has a subject of its own."""
        ahead = text[context.sentence_start : context.clause_start]
        if context.previous is None and (share := name_of_share(ahead, context, before, self._cutter)):
            return Naming(share, "clause-before", left.verb)
        if before is None:
            return Naming(self._subjects.in_clauses_before(text, context), "clause-before", left.verb)
        # 全县进出口总值再创新高，达到86亿元
        own = self._subjects.between(text, context) if context.previous is None else ""
        if not own:
            return Naming(name_that_goes_on(left.text, before, context.quantity.unit), "carried", left.verb)
        return Naming(own, "clause-before", left.verb)

    def _sector(self, context: Context, whose: str) -> str:
        """第一产业比重 for the first share of 三次产业比重为4∶38∶58; empty for other quantities."""
        sectors = _SECTORS.match(whose) if context.quantity.form == "share" else None
        if sectors is None:
            return ""
        shares = [other for other in context.siblings[: context.index] if other.form == "share"]
        at = sum(other.start >= context.clause_start for other in shares) % 3
        share = whose[sectors.end() :].removesuffix("结构") or "比重"
        return f"第{'一二三'[at]}产业{share}"
