"""What a quantity measures, in the document's own words.

From the number leftwards bounds, verbs, adverbs and times are cut off (``edges``, ``verbs``, ``bounds`` of the
dictionaries); what stays is the indicator. Where nothing stays, or an action verb stands right before the
number (建成200个县域医疗次中心), it is the noun after the number; where there is none either, the indicator of
the quantity before goes on (完成投资3.3亿元，增长8%). 分别 deals several nouns out to several numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.extraction.context import Context
from analyzer.extraction.coordination import Coordinator, Naming
from analyzer.extraction.counted_nouns import CountedNouns
from analyzer.extraction.grants import GrantNamer
from analyzer.extraction.phrasing import PhraseCutter, without_brackets
from analyzer.extraction.subjects import GENERIC, Subjects
from analyzer.extraction.trace import Trace
from analyzer.lexicon import Lexicon

# names that say nothing without what they belong to
_RANK_TAIL = re.compile(
    r"(?:连续\d{1,2}年)?(?:由|从)?(?:均|分别|均居|跃升至|位居|跃居|稳居|位列|位于|保持|升至|上升到|排名|排在|列|居|位|成为|名列)?(?:全国|世界|全球|亚洲|各省区|全省|全市|国内|国际|中部|西部|东部|同类\w{2})?(?:的)?$"
)
_ON_LEVEL = re.compile(r"在[^，。；]{2,20}(?:水平|基础)上?$")
# 在原有贷款利率水平基础上下浮10%: the rate itself is what is changed
_ON_BASIS = re.compile(
    r"在(?:原有?|现行|现有|基准)?(?P<what>[^，。；\d在]{0,10}(?:利率|费率|价格|标准|租金|金额|税率|电价|气价|收费))(?:的)?(?:水平)?(?:的?基础)?上?$"
)
# 耕地特别是150万亩…: what stands before has had its number
_SINGLED_OUT = re.compile(r"^.*(?:特别是|尤其是|其中|包括)$")
_FREED_OF = re.compile("[一-龥]{1,8}")
_FREED = re.compile(r"(?:免收|减收|免除|减免|缓缴|顺延|征收|收取|补缴)$")
_SPENT_ON = re.compile(
    r"(?:安排|发放|拨付)(?P<what>[一-龥]{2,10}(?:资金|补贴|补助|奖励|经费|贴息))(?=[，。；]|$)"
)
# 投入经费1.1亿元，支持重点实验室建设: money that says only behind the comma what it is for
_FUNDS = re.compile(r"(?:投入|安排|筹集|拨付|下达)?(?:经费|资金|专项资金|财政资金|专项经费)")
_PURPOSE = re.compile(
    r"(?:以上|左右)?，(?:重点)?(?:支持|用于|主要用于|专项用于)(?P<what>[^，。；、\d]{2,24})(?=[，。；])"
)
# 5个城市和2个县: what stands before the joint belongs to the number before
_LAST_JOINT = re.compile(r"(?:、|以及|[和与及])[^、和与及]{0,12}$")
# behind a number with a bound: the noun it is a condition of, or 的有
_CONDITIONED = re.compile(
    r"(?P<bound>以上|以下|及以上)?(?:的(?:[一-龥]{2,8})?|[一-龥]{1,8}?)(?P<tail>有|共有|达到?|分别达到?|增[至到]|)"
)
# 8条产业链 | 产值两位数增长: what a counted noun does
_COUNTED_BEFORE = re.compile(r"\d[种个家项条类](?P<noun>[一-龥]{2,10}?)中?[，,]")
# 全国有8400多万人受益: a scope is no name
_SCOPE_ONLY = re.compile(
    "^(?:全[国省市县区州球]|我[国省市县区州]|本[省市县区州]|[省市县区]内|各地|其中有?|目前有?)$"
)
# 再担保业务收费，原则上不高于承担风险责任的0.5%: the name stands in the clause before
_BOUND_ONLY = re.compile("^(?:原则上)?(?:均|一般)?不(?:得|能|应)?(?:高于|超过|低于|少于).*$")
# 瓦斯爆炸事故造成43人死亡
_CAUSED = re.compile(r"(?P<event>[^，。；：]{2,24}?)(?:造成|致使|导致|致)$")
# 减半征收1—3个月 | 房租
_PAID_HALF = re.compile(
    r"(?:征收|收取|缴纳|支付|计收)(?:\d{1,2}(?:[—-]\d{1,2})?个月)?的?(?P<what>[一-龥]{2,8}?)(?=[，。；、（\n]|$)"
)
_DEADLINE = re.compile(
    r"(?:以|之)?内[，]?(?:由[一-龥]{1,8}?)?(?P<deed>(?:补缴|补办|办理|办结|完成|制定|出台|缴纳|报送|上报|提出|作出|拨付|兑现|答复|反馈|审核|退还)[一-龥]{2,14})(?=[，。；的])"
)
_SCORED_FOR = re.compile(
    r"(?P<what>(?!每|最|满|考核)[^，。；\d]{5,30}?)的?(?P<sign>各?[得扣])(?:基础分|绩效分|分)?$"
)
_STAGES = frozenset({"在建", "续建", "新建", "改建", "扩建", "改扩建", "在库", "备案", "在园"})
_STANDARDS = frozenset({"返还标准", "缴费标准", "补缴标准", "缓缴标准"})
_INSURED = re.compile("(?:失业|社会|养老|工伤|医疗|生育|基本养老|基本医疗)保险[费金]")
_NEAR = 40
_POINTS = re.compile("基础分|绩效分|得分|加分|扣分|满分")
# 对小微企业和个体工商户年应纳税所得额不到…的部分，减半征收 | 所得税
_PAYER = re.compile("对(?P<who>[一-龥]{0,8}(?:企业|工商户|纳税人))(?=[年，的])")
_OF_RATE = re.compile("的(?P<what>税率|费率|利率|比例|股权|股份|份额)")
_RATE_NOUN = re.compile("的(?:目标|速度|水平|增速|幅度|增长|基础|比例)")
# who does it and what is done stand before what is counted: 市场监管系统共 | 检查 | 农贸市场
_DEED = re.compile(
    "投放|发放|上线|检查|抽查|立案|推出|签订|出台|兑现|审议|获得|享受|落实|安排|下达|拨付|筹集|提供|派出|备案|审批|提请|涉及|集聚|吸引"
    "|招收|招用|接待|受理|查处|发布|捐赠|采购|调运|供应|运送|输送|收治|排查|配送|购买|购置|申报|预付|诞生|审议|梳理"
)
_LONG_NAME = 8
_MAX_QUOTED = 30
# three shares follow: 三次产业比重为4∶38∶58
_SECTORS = re.compile("(?:三次|三|第[一二])产业")
# 且 and 将 open a clause of their own: 自投产年度起且亩均税收, 另将该月物业费
_AFTER_JOINT = re.compile(
    r"^.*(?:并且|且|将|把|同时|实现了|完成了|达到了)(?:该月|其(?!他)|该)?(?=[^，]{3,}$)"
)
# where the predicate of a clause without a number begins: 粮食产量 | 创历史新高
# 某自贸试验区43项改革成果: how long a place or body before the number may be
_MAX_PLACE = 14
_NO_PLACE = re.compile(
    "[、，“”]|成为|汇|惠及?$|通过|范围内|情况|上述|形成|促成|打造|安排|计划|可|将|已|都|还|获|有"
)
# units whose noun often follows the number


def _again(earlier: Context, context: Context) -> bool:
    """Whether a condition goes on: 50人以上的，补助2万元；100人以上的，补助4万元."""
    near = context.quantity.start - earlier.quantity.end <= _NEAR
    return near and earlier.quantity.unit == context.quantity.unit


def _points_of(context: Context, titles: Sequence[str]) -> str:
    """The name of points (分) by the item they stand in, empty for other quantities."""
    if context.quantity.unit != "分" or context.item is None or context.item >= len(titles):
        return ""
    title = re.split(r"[（(。]", titles[context.item], maxsplit=1)[0].strip("“”")
    kind = _POINTS.search(context.left)
    condition = _SCORED_FOR.match(context.left)
    if condition and context.previous is None:
        gained = kind.group() if kind else ("扣分" if condition["sign"].endswith("扣") else "得分")
        return f"{condition['what']}{gained}"  # 市场管理规范、收费合理得基础分2分
    return f"{title}{kind.group() if kind else '分值'}" if 2 <= len(title) <= 24 else ""


class IndicatorFinder:
    """Names quantities with the word lists of one lexicon."""

    def __init__(self, lexicon: Lexicon, trace: Trace | None = None) -> None:
        self._trace = trace
        cutter = PhraseCutter(lexicon, trace)
        self._cutter = cutter
        self._grants = GrantNamer(lexicon, cutter)
        self._coordinator = Coordinator(cutter, self._grants)
        self._nouns = CountedNouns(cutter)
        self._subjects = Subjects(cutter)

    def name_all(self, text: str, contexts: Sequence[Context], titles: Sequence[str] = ()) -> list[Naming]:
        """One name for every quantity, in order; contexts of one sentence must stand together.

        ``titles`` are those of the outline's items; points of an assessment are named after the item that
        they are given for (第七条 蔬菜面积（8分）…得基础分6分 → 蔬菜面积基础分).
        """
        namings: list[Naming] = []
        for at, context in enumerate(contexts):
            if self._trace is not None:
                self._trace.turn_to(context.quantity.start)
            before = (
                namings[at - 1] if at and contexts[at - 1].sentence_start == context.sentence_start else None
            )
            scored = _points_of(context, titles)
            naming = Naming(scored, "heading", "") if scored else self._name(text, context, before)
            if not naming.indicator and at >= 2 and _again(contexts[at - 2], context):
                naming = Naming(namings[at - 2].indicator, "carried", naming.verb)
            namings.append(naming)
        if self._trace is not None:
            self._trace.turn_to(None)
        self._coordinator.deal_out(text, contexts, namings)
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

    def _name(self, text: str, context: Context, before: Naming | None) -> Naming:
        raw = context.left
        quantity = context.quantity
        if context.previous is not None:
            raw = raw[len(self._cutter.bounds_after.at_start(raw)) :]
        left = without_brackets(raw) if "）" in context.left and "（" in raw else raw
        # an unclosed bracket opens a clause of its own
        if "（" in left:
            left = left[left.rfind("（") + 1 :]
        left = _SINGLED_OUT.sub("", left)
        noun = self._nouns.find(context)
        if noun and context.previous is not None and (joint := _LAST_JOINT.search(left)):
            left = left[joint.start() :]
        if context.quantity.kind == "rank":
            left = _RANK_TAIL.sub("", left)
        if self._trace is not None:
            self._trace.note("noun", noun)
            self._trace.note("left", left)
        core, verb = self._cutter.cut_right(left)
        based = _ON_BASIS.search(core)
        core = based["what"] if based else _ON_LEVEL.sub("", core)
        name = self._cutter.cut_left(_AFTER_JOINT.sub("", core))
        if len(name) < 2:
            name = ""
        name = _BOUND_ONLY.sub("", name)
        name = _SCOPE_ONLY.sub("", self._own_object(self._balance_quotes(core, name)))
        if self._trace is not None:
            self._trace.note("name", name)
        caused = _CAUSED.search(left) if noun and quantity.kind == "person" else None
        if caused and (event := self._cutter.cut_left(caused["event"])):
            return Naming(event + noun.removesuffix("人数"), "noun-after", verb)  # 事故造成43人死亡
        if quantity.form == "half" and (paid := _PAID_HALF.match(text, quantity.end)):
            payer = _PAYER.match(text, context.sentence_start)
            return Naming((payer["who"] if payer else "") + paid["what"], "noun-after", verb)
        if (
            before is not None
            and quantity.kind == "multiple"
            and (verb or not name or name.startswith(("是", "为")))
            and left.endswith("的")
            and context.previous is None
        ):
            return Naming(before.indicator, "carried", verb)  # …5800亿元，是前五年总和的1.7倍
        grant = self._grants.name(text, context, name)
        if grant:
            return Naming(grant, "grant", verb)
        conditioned = self._conditioned(text, context, namings_before=before)
        if conditioned:
            return Naming(conditioned, "conditioned", verb)
        freed = _FREED.search(left) if context.quantity.kind == "time" else None
        if freed and len(context.right) > 1 and (what := _FREED_OF.match(context.right)):
            return Naming(freed.group() + what.group()[:8], "noun-after", verb)  # 免收1—3个月房租
        rate = _OF_RATE.match(context.right) if quantity.kind == "ratio" else None
        if rate and name and not verb:
            return Naming(name.removesuffix("现行") + rate["what"], "noun-after", verb)  # 现行16%的税率
        deadline = _DEADLINE.match(text, quantity.end) if quantity.kind == "time" else None
        if deadline and (not name or name.endswith(("后", "起", "结束", "期满"))):
            return Naming(deadline["deed"], "noun-after", verb)  # 在疫情结束后3个月内补缴社会保险费
        spent = _SPENT_ON.match(context.right) if context.quantity.kind == "ratio" else None
        if spent:
            return Naming(spent["what"], "noun-after", verb)  # 按再贷款利率的50%安排贴息资金
        if noun and self._takes_noun_after(context, core, name, verb):
            placed = name and not verb and self._is_place(name) and not self._is_action(core, name)
            place = (
                name
                if placed
                and not name.endswith("等")
                and not left.endswith("的")
                and not GENERIC.fullmatch(name)
                else ""
            )
            return Naming(place + noun, "noun-after", verb)
        purpose = _PURPOSE.match(text, context.quantity.end) if _FUNDS.fullmatch(name) else None
        if purpose:
            return Naming(purpose["what"] + name, "purpose", verb)
        whose = name or (before.indicator if before is not None else "")
        if quantity.form == "share" and (sectors := _SECTORS.match(whose)):
            at = sum(
                1
                for other in context.siblings[: context.index]
                if other.form == "share" and other.start >= context.clause_start
            )
            if at < 3:
                return Naming(f"第{'一二三'[at]}产业{whose[sectors.end() :]}", "dealt-out", verb)
        if name in _STAGES and before is not None:
            return Naming(name + before.indicator, "carried", verb)  # 建成过江通道4座、在建8座
        if name in _STANDARDS and (paid := _INSURED.search(context.clause_right)):
            return Naming(paid.group() + name, "noun-before", verb)  # 返还标准按6个月的…失业保险金
        counted = quantity.kind in ("count", "person")
        if counted and before is not None and name in self._cutter.left and context.left[:1] in "、，":
            return Naming(before.indicator, "carried", verb)  # 受理投诉117件、办结112件
        if name:
            return Naming(
                self._subjects.complete(text, context, self._subjects.polish(name), before),
                "noun-before",
                verb,
            )
        if before is not None:
            # 全省进出口总值创历史新高，达到5379亿元: the clause between has a subject of its own
            own = self._subjects.between(text, context) if context.previous is None else ""
            return Naming(own or before.indicator, "clause-before" if own else "carried", verb)
        return Naming(self._subjects.in_clauses_before(text, context), "clause-before", verb)

    def _conditioned(self, text: str, context: Context, namings_before: Naming | None) -> str:
        """A name with a number inside: 产值超100亿元企业 | 5家, 占比超过10%的 | 有44种 (of the goods named before)."""
        previous = context.previous
        if previous is None or namings_before is None or context.quantity.kind not in ("count", "person"):
            return ""
        match = _CONDITIONED.fullmatch(context.left)
        if match is None:
            return ""
        bound = text[max(context.clause_start, previous.start - 3) : previous.start]
        if not (match["bound"] or self._cutter.bounds_before.at_end(bound)):
            return ""
        start = context.clause_start
        if context.index >= 2:
            start = max(start, context.siblings[context.index - 2].end)
        condition = text[start : context.quantity.start - len(match["tail"])]
        joint = condition[: previous.start - start].rfind("、")
        condition = self._cutter.cut_left(condition[joint + 1 :])
        if condition.endswith("的"):
            noun = _COUNTED_BEFORE.search(text, context.sentence_start, context.clause_start)
            condition += noun["noun"] if noun else ""
        return condition if 4 <= len(condition) <= 36 else ""

    def _own_object(self, name: str) -> str:
        """What is counted, without who does what with it: 省市场监管系统共检查农贸市场 → 农贸市场."""
        if len(name) < _LONG_NAME or name.startswith("“"):
            return name
        deeds = list(_DEED.finditer(name, 3))
        for deed in reversed(deeds):
            rest = name[deed.end() :].removeprefix("了")
            if len(rest) >= 3 and not rest.startswith(("的", "和", "与", "总", "额", "率", "量")):
                return rest
        return name

    def _takes_noun_after(self, context: Context, core: str, name: str, verb: str) -> bool:
        """Whether the noun behind the number is what is counted: 建成 | 200个 | 县域医疗次中心."""
        kind = context.quantity.kind
        if verb in self._cutter.levels and verb != "实现" and name:
            return GENERIC.fullmatch(name) is not None and context.right.startswith("的")
        if not name or self._is_action(core, name):
            return True
        if context.left.endswith("的") or (GENERIC.fullmatch(name) and context.right.startswith("的")):
            return kind != "ratio"
        if kind == "ratio":  # 降低了22%的担保费收入
            changes = verb.endswith("了") and context.right.startswith("的")
            return changes and _RATE_NOUN.match(context.right) is None
        if kind in ("count", "person") and verb in ("", "实现"):
            return True
        return len(self._cutter.left.at_end(core)) >= 2

    def _balance_quotes(self, core: str, name: str) -> str:
        """A name whose opening quotation mark was cut off: the mark again, or what its verb asks for.

        “双导师制”培养工程硕博士 is 工程硕博士; “新三样”、集成电路出口 keeps its marks.
        """
        closing = name.find("”")
        if closing < 0 or "“" in name[:closing]:
            return name
        rest = name[closing + 1 :]
        acted = self._cutter.cut_left(rest)
        if rest and acted != rest and len(acted) >= 2:
            return acted
        opening = core.rfind("“", 0, max(0, core.find(name)) + 1)
        return (
            core[opening:] if opening >= 0 and len(core) - opening <= _MAX_QUOTED else name.replace("”", "")
        )

    def _is_place(self, name: str) -> bool:
        """Whether a noun before the number says whose things are counted: 自贸试验区 | 43项 | 改革成果."""
        if len(name) <= 4:
            return True
        if len(name) > _MAX_PLACE or _NO_PLACE.search(name):
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
