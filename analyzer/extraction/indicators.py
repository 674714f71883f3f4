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
from analyzer.extraction.coordination import Coordinator, Naming, join_ranked
from analyzer.extraction.counted_nouns import CountedNouns
from analyzer.extraction.grants import GrantNamer
from analyzer.extraction.left_names import LeftName, LeftNames
from analyzer.extraction.phrasing import PhraseCutter
from analyzer.extraction.special_names import (
    name_of_duration,
    name_of_first,
    name_of_half,
    name_of_loss,
    name_of_points,
    name_of_rate,
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
_BEGUN = re.compile("^新?(?:开工|签约|落地|竣工|投产|完工)(?:建设)?(?=.{2})")
_COMPARED = ("高于", "快于", "低于", "好于", "优于")
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
_OUTPUT = frozenset({"power", "energy"})
_MEASURED = frozenset({"area", "mass", "volume", "length"})
_MEASURE_NAME = re.compile(
    "[量率度积值额数力程]$|规模|装机|产能|里程|供水|供热|造林|农田|绿地|绿道|公路|管网"
)
_RATE_NOUN = re.compile("的(?:目标|速度|水平|增速|幅度|增长|基础|比例)")
# three shares follow: 三次产业比重为4∶38∶58
_STEP = re.compile("[一-龥]{0,8}(?:台阶|大关|关口|门槛)")
# 指数达69.63%、提升幅度 | 居全国第1
_EXTENT = re.compile("(?:提升|增长|下降|改善)?幅度")
_TERM = re.compile("(?:实施|执行)?(?:期限|时长)")
_NTH_SECTOR = re.compile("第[一二三]产业")
_SECTORS = re.compile("(?:三次|三|第[一二])产业")
# 某自贸试验区43项改革成果: how long a place or body before the number may be
_MAX_PLACE = 14
_DOING = frozenset("调建捐运购征招派查收发办辟集供投种植")
_UNDONE = re.compile("(?:取消|减免|免除|免去|豁免|节约|挽回)了?(?:原先|原有|原来)?$")
_FUND = re.compile("[一-龥]{2,12}(?:资金|基金|贷款|债券|国债|授信|额度)")
# 返还标准可按6个月的…确定，或按 | 6个月的…
_OTHERWISE = re.compile("，?或者?按照?")
# 14个市中有 | 4个市
_AMONG = re.compile("中(?:已|仅|只|就)?有$")
_REACHING = re.compile("惠及[近约超过]{0,2}$")
# 我国同 | 30个国家建交, 为超 | 8000名志愿者服务
_TOWARDS = ("同", "与", "和", "对", "向", "在", "为")
_NO_PLACE = re.compile(
    "调动|使用|派出|动员|发布|接到|[、，“”]|成为|汇|通过|范围内|情况|上述|形成|促成|打造|安排|计划|可|将|已|都|还|又|获|有"
)


def _paired(name: str) -> str:
    """A name without half of a pair of brackets or quotation marks."""
    name = name.lstrip("）、/，：；·")
    if name.count("（") > name.count("）"):
        name = name[: name.rindex("（")] or name.replace("（", "")
    elif name.count("）") > name.count("（"):
        name = name.replace("）", "")
    opening, closing = name.count("“"), name.count("”")
    if closing == opening + 1 and 0 < name.index("”") < (name.find("“") % len(name)):
        return f"“{name}"  # 免申即享”“即申即享”兑付资金
    return name if opening == closing else name.replace("“", "").replace("”", "")


def _again(earlier: Context, context: Context) -> bool:
    """Whether a condition goes on: 50人以上的，补助2万元；100人以上的，补助4万元."""
    near = context.quantity.start - earlier.quantity.end <= _NEAR
    return near and earlier.quantity.unit == context.quantity.unit


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
        self._coordinator = Coordinator(cutter, self._grants, places)
        self._nouns = CountedNouns(cutter)
        self._left_names = LeftNames(cutter, lexicon, trace)
        self._subjects = Subjects(cutter)

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
            if naming.rule == "grant":
                granted[context.item] = naming.indicator
            if not naming.indicator and at >= 2 and _again(contexts[at - 2], context):
                naming = Naming(namings[at - 2].indicator, "carried", naming.verb)
            namings.append(naming)
        if self._trace is not None:
            self._trace.turn_to(None)
        self._coordinator.deal_out(text, contexts, namings)
        join_ranked(text, contexts, namings)
        for at in range(len(contexts) - 1):
            # 12类 | 45件民生实事: both count what stands behind the second
            first, second = contexts[at].quantity, contexts[at + 1].quantity
            adjacent = first.end == second.start and {first.kind, second.kind} <= {"count", "person"}
            if adjacent and namings[at + 1].rule == "noun-after":
                namings[at] = replace(namings[at], indicator=namings[at + 1].indicator, rule="shared")
        namings = [replace(naming, indicator=_paired(naming.indicator)) for naming in namings]
        for at in range(len(contexts) - 2, -1, -1):
            # 前2年给予地方财政贡献80%的奖励: the years belong to what is granted in them
            context, after = contexts[at], contexts[at + 1]
            early = context.quantity.kind == "time" and context.left.endswith(("前", "后"))
            if early and after.clause_start == context.clause_start:
                namings[at] = Naming(namings[at + 1].indicator, "shared", namings[at].verb)
        return namings

    def cut_right(self, phrase: str) -> tuple[str, str]:
        """See :meth:`PhraseCutter.cut_right`."""
        return self._cutter.cut_right(phrase)

    def _name(self, text: str, context: Context, before: Naming | None, title: str, granted: str) -> Naming:
        noun = self._nouns.find(context)
        left = self._left_names.find(context, noun)
        return (
            self._in_set_phrase(text, context, left, noun, before, title, granted)
            or self._by_noun_after(context, left, noun)
            or self._by_name_before(text, context, left, before)
            or self._by_other_clause(text, context, left, before)
        )

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
        reaching = _REACHING.search(left.text) and not re.search(r"^、|\d", left.text)
        if noun and left.name and reaching:
            # 育儿补贴惠及 | 124万名婴幼儿
            return Naming(f"{left.name}惠及{noun}", "noun-after", left.verb)
        if told := name_of_first(context, self._cutter):
            return Naming(told, "noun-before", left.verb)
        if told := name_of_loss(context, left, noun, self._cutter) or name_of_half(text, context):
            return Naming(told, "noun-after", left.verb)
        if before is not None and _OTHERWISE.fullmatch(left.text):
            paid = _INSURED.search(context.clause_right)
            what = "返还标准" if paid and before.indicator.endswith("返还标准") else ""
            return Naming(paid.group() + what if paid and what else before.indicator, "carried", left.verb)
        bare = left.verb or not left.name or left.name.startswith(("是", "为"))
        compares = context.quantity.kind == "multiple" and left.text.endswith("的") and bare
        if before is not None and compares and context.previous is None:
            return Naming(before.indicator, "carried", left.verb)  # …5800亿元，是前五年总和的1.7倍
        if grant := self._grants.name(text, context, left.name, title, granted):
            return Naming(grant, "grant", left.verb)
        condition = name_with_condition(text, context, self._cutter) if before is not None else ""
        if condition:
            return Naming(condition, "conditioned", left.verb)
        told = (
            name_of_times(context)
            or name_of_duration(text, context, left)
            or name_of_rate(context, left, before)
        )
        return Naming(told, "noun-after", left.verb) if told else None

    def _by_noun_after(self, context: Context, left: LeftName, noun: str) -> Naming | None:
        """建成50个 | 县域医疗次中心; a place or body before the number belongs to it."""
        name = left.name
        if not noun or not self._takes_noun_after(context, left.core, name, left.verb, noun):
            return None
        towards = left.text.endswith(_TOWARDS) or _AMONG.search(left.text)
        placed = name and not (left.verb or towards) and self._is_place(name)
        placed = placed and not self._is_action(left.core, name)
        apart = name.endswith("等") or left.text.endswith("的") or GENERIC.fullmatch(name)
        return Naming((name if placed and not apart else "") + noun, "noun-after", left.verb)

    def _by_name_before(
        self, text: str, context: Context, left: LeftName, before: Naming | None
    ) -> Naming | None:
        """粮食产量达到 | 30万吨; a name that says nothing alone is completed."""
        name, quantity = left.name, context.quantity
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
            return Naming(name + _BEGUN.sub("", before.indicator), "carried", left.verb)
        if name in _STANDARDS and (paid := _INSURED.search(context.clause_right)):
            return Naming(paid.group() + name, "noun-before", left.verb)  # 返还标准按6个月的…失业保险金
        counted = quantity.kind in ("count", "person") and context.left[:1] in "、，"
        if counted and before is not None and name in self._cutter.left:
            return Naming(before.indicator, "carried", left.verb)  # 受理投诉117件、办结112件
        if before is not None and _TERM.fullmatch(name):
            # 水价、气价均下调10%，期限 | 为3个月
            return Naming(before.indicator + name, "carried", left.verb)
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
        if before is None:
            return Naming(self._subjects.in_clauses_before(text, context), "clause-before", left.verb)
        # 全县进出口总值再创新高，达到86亿元
        own = self._subjects.between(text, context) if context.previous is None else ""
        return Naming(own or before.indicator, "clause-before" if own else "carried", left.verb)

    def _sector(self, context: Context, whose: str) -> str:
        """第一产业比重 for the first share of 三次产业比重为4∶38∶58; empty for other quantities."""
        sectors = _SECTORS.match(whose) if context.quantity.form == "share" else None
        if sectors is None:
            return ""
        shares = [other for other in context.siblings[: context.index] if other.form == "share"]
        at = sum(other.start >= context.clause_start for other in shares) % 3
        share = whose[sectors.end() :].removesuffix("结构") or "比重"
        return f"第{'一二三'[at]}产业{share}"

    def _takes_noun_after(self, context: Context, core: str, name: str, verb: str, noun: str) -> bool:
        """Whether the noun behind the number is what is counted: 建成 | 200个 | 县域医疗次中心."""
        kind = context.quantity.kind
        if verb in self._cutter.levels and verb != "实现" and name:
            return GENERIC.fullmatch(name) is not None and context.right.startswith("的")
        if not name or self._is_action(core, name):
            return True
        if context.left.endswith("等") and kind in _OUTPUT:
            return True  # 某电厂二期等402万千瓦 | 机组
        if context.left.endswith("的") or (GENERIC.fullmatch(name) and context.right.startswith("的")):
            return kind != "ratio"
        if kind == "ratio":  # 降低了22%的担保费收入
            changes = verb.endswith("了") and context.right.startswith("的")
            return changes and _RATE_NOUN.match(context.right) is None
        if kind == "money" and verb == "" and _FUND.fullmatch(noun):
            return True  # 用好省担保集团3亿元 | 应急转贷资金
        if kind == "money" and context.right.startswith("的") and _UNDONE.search(context.left):
            return True  # 取消了336亿元 | 的农业税赋
        if kind in ("count", "person") and verb in ("", "实现", "取消", "撤销", "废止", "关停", "淘汰"):
            return True
        if kind in _MEASURED and verb == "" and _MEASURE_NAME.search(name) is None:
            # 种植3万亩玉米, 预订1000吨化肥: what is measured ends the clause
            return context.right.strip("的") == noun and len(noun) >= 2
        return len(self._cutter.left.at_end(core)) >= 2

    def _is_place(self, name: str) -> bool:
        """Whether a noun before the number says whose things are counted: 自贸试验区 | 43项 | 改革成果."""
        if name[-1] in _DOING:
            return False  # 重庆急调 | 26万毫升血液
        if len(name) <= 4:
            return not name[0].isdigit()  # 推出12批 | 118项改革
        if len(name) > _MAX_PLACE or _NO_PLACE.search(name) or any(sign.isdigit() for sign in name):
            return False
        words = (self._cutter.left.at_start(name, at) for at in range(1, len(name)))
        return all(len(word) < 2 or word in self._cutter.whole for word in words)

    def _is_action(self, core: str, name: str) -> bool:
        """Whether only a verb is left of the number: 建成 | 200个 …"""
        if not name:
            return True
        return len(name) <= 4 and (
            name in self._cutter.left
            or name in self._cutter.verbs
            or self._cutter.left.cut_left(name, 0) == ""
        )
