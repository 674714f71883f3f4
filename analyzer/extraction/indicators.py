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
from analyzer.extraction.grants import GrantNamer
from analyzer.extraction.phrasing import PhraseCutter, without_brackets
from analyzer.lexicon import Lexicon

_GROWTH_TAIL = re.compile(
    r"(?:年均|平均每年|同比|累计|总|实际|名义)?(?:增长速度|增长率(?<!自然增长率)|增速|增幅|涨幅|降幅|升幅|增长|增长目标)(?:均)?$"
)
_NOUN = re.compile(r"[^，。；：！？、\n（）\d]{1,40}(?:（[^（）\d]{1,12}）[^，。；：！？、\n（）\d]{0,30})?")
# names that say nothing without what they belong to
_GENERIC = re.compile(
    r"(?:年|总|其|新增|全年)?(?:总量|产量|产值|增加值|数量|总数|规模|面积|余额|总额|占比|比重|成交额|人数|存款余额|贷款余额|销售额|年销售额|"
    r"参保人数|投资|总投资|总投资额|税收|利润|价格|产能|增速|覆盖率|利用率|年发电量|预期目标|目标|排名|居全国|存款|单价|销售收入|营业收入|主营业务收入|收入|支出)"
)
_RANK_TAIL = re.compile(
    r"(?:连续\d{1,2}年)?(?:由|从)?(?:均|分别|均居|跃升至|位居|跃居|稳居|位列|位于|保持|升至|上升到|排名|排在|列|居|位|成为|名列)?(?:全国|世界|全球|亚洲|各省区|全省|全市|国内|国际|中部|西部|东部|同类\w{2})?(?:的)?$"
)
_OWN_BASIS = re.compile(r"^.*(?:缴纳|实际|按照|参照|根据|上年度|所称|是指|返还其|其)(?=[^，]{3,}$)")
_ON_LEVEL = re.compile(r"在[^，。；]{2,20}(?:水平|基础)上?$")
# 在原有贷款利率水平基础上下浮10%: the rate itself is what is changed
_ON_BASIS = re.compile(
    r"在(?:原有?|现行|现有|基准)?(?P<what>[^，。；\d在]{0,10}(?:利率|费率|价格|标准|租金|金额|税率|电价|气价|收费))(?:的)?(?:水平|的?基础)上?$"
)
# 耕地特别是150万亩…: what stands before has had its number
_SINGLED_OUT = re.compile(r"^.*(?:特别是|尤其是|其中|包括)$")
_FREED = re.compile(r"(?:免收|减收|免除|减免|缓缴|顺延)$")
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
_PREDICATE = re.compile(
    r"(?:年?(?:产值|产量|生产总值|增加值|营业?收入|利润|销售额)|总?量|数量|平均|人均)(?:近|同比|实现|达|超|突破|[一两二三]位数|增|位居|居|均|年均)"
)
_OF_ENTERPRISES = re.compile(
    r"(企业|公司|机构|学校|居民|农户|家庭)(?:技术改造|数字化|智能化|上云|上市|开工|复工|凭|在(?!建|册|岗|孵)|用上|喝上|住上|搬进|改造|扩产|增产|转型|升规).*$"
)
_COUNTED_BEFORE = re.compile(r"\d[种个家项条类](?P<noun>[一-龥]{2,10}?)中?[，,]")
# three shares follow: 三次产业比重为4∶38∶58
_SECTORS = re.compile("(?:三次|三|第[一二])产业")
_ADVERB = re.compile("不断|大幅|继续|保持|持续|稳步|明显|显著|进一步|全面|逐步|基本|初步|综合性|是")
# 且 and 将 open a clause of their own: 自投产年度起且亩均税收, 另将该月物业费
_AFTER_JOINT = re.compile(r"^.*(?:并且|且|将|把|同时|实现了|完成了|达到了)(?:该月|其|该)?(?=[^，]{3,}$)")
# where the predicate of a clause without a number begins: 粮食产量 | 创历史新高
_STATE = re.compile("创(?:历史|出)?|再创|又|再次|迈上|较快|平稳|高速|突破|首次|实现|保持|取得|呈|稳|持续|不断|继续|快速|大幅|明显|显著|跃|进一步")
_ATTENDING = re.compile(r"(?P<verb>参加|出席|观看|参与)了?(?P<what>[一-龥]{0,6})")
# 某自贸试验区43项改革成果: how long a place or body before the number may be
_MAX_PLACE = 14
_NO_PLACE = re.compile("[、，“”]|成为|汇|惠及?$|通过|范围内|情况|上述|形成|促成|打造|安排|计划|可|将|已|都|还|获|有")
# units whose noun often follows the number
_COUNTING = frozenset(
    {"count", "person", "area", "length", "mass", "volume", "energy", "power", "money", "other", "data"}
)


class IndicatorFinder:
    """Names quantities with the word lists of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        cutter = PhraseCutter(lexicon)
        self._cutter = cutter
        self._grants = GrantNamer(lexicon, cutter)
        self._coordinator = Coordinator(cutter, self._grants)

    def name_all(self, text: str, contexts: Sequence[Context]) -> list[Naming]:
        """One name for every quantity, in order; contexts of one sentence must stand together."""
        namings: list[Naming] = []
        for at, context in enumerate(contexts):
            before = (
                namings[at - 1] if at and contexts[at - 1].sentence_start == context.sentence_start else None
            )
            namings.append(self._name(text, context, before))
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
        noun = self._noun_after(context)
        if noun and context.previous is not None and (joint := _LAST_JOINT.search(left)):
            left = left[joint.start() :]
        if context.quantity.kind == "rank":
            left = _RANK_TAIL.sub("", left)
        core, verb = self._cutter.cut_right(left)
        based = _ON_BASIS.search(core)
        core = based["what"] if based else _ON_LEVEL.sub("", core)
        name = self._cutter.cut_left(_AFTER_JOINT.sub("", core))
        if len(name) < 2:
            name = ""
        name = self._balance_quotes(core, name)
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
        if freed and len(context.right) > 1 and (what := _NOUN.match(context.right)):
            return Naming(freed.group() + what.group()[:8], "noun-after", verb)  # 免收1—3个月房租
        spent = _SPENT_ON.match(context.right) if context.quantity.kind == "ratio" else None
        if spent:
            return Naming(spent["what"], "noun-after", verb)  # 按再贷款利率的50%安排贴息资金
        if noun and self._takes_noun_after(context, core, name, verb):
            placed = name and not verb and self._is_place(name) and not self._is_action(core, name)
            place = name if placed and not name.endswith("等") and not left.endswith("的") and not _GENERIC.fullmatch(name) else ""
            return Naming(place + noun, "noun-after", verb)
        purpose = _PURPOSE.match(text, context.quantity.end) if _FUNDS.fullmatch(name) else None
        if purpose:
            return Naming(purpose["what"] + name, "purpose", verb)
        whose = name or (before.indicator if before is not None else "")
        if quantity.form == "share" and (sectors := _SECTORS.match(whose)):
            at = sum(1 for other in context.siblings[: context.index] if other.form == "share" and other.start >= context.clause_start)
            if at < 3:
                return Naming(f"第{'一二三'[at]}产业{whose[sectors.end() :]}", "dealt-out", verb)
        if name:
            return Naming(self._complete(text, context, self._polish(name), before), "noun-before", verb)
        if before is not None:
            # 全省进出口总值创历史新高，达到5379亿元: the clause between has a subject of its own
            own = self._subject_between(text, context) if context.previous is None else ""
            return Naming(own or before.indicator, "clause-before" if own else "carried", verb)
        return Naming(self._from_previous_clauses(text, context), "clause-before", verb)

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

    def _takes_noun_after(self, context: Context, core: str, name: str, verb: str) -> bool:
        """Whether the noun behind the number is what is counted: 建成 | 200个 | 县域医疗次中心."""
        kind = context.quantity.kind
        if verb in self._cutter.levels and verb != "实现" and name:
            return _GENERIC.fullmatch(name) is not None and context.right.startswith("的")
        if not name or self._is_action(core, name):
            return True
        if context.left.endswith("的") or (_GENERIC.fullmatch(name) and context.right.startswith("的")):
            return kind != "ratio"
        if kind == "ratio":
            return False
        if kind in ("count", "person") and verb in ("", "实现"):
            return True
        return len(self._cutter.left.at_end(core)) >= 2

    def _complete(self, text: str, context: Context, name: str, before: Naming | None) -> str:
        """Give a name that cannot stand alone what it belongs to: 参保人数 → 基本养老保险参保人数."""
        if before is not None and name in ("农村", "乡村") and before.indicator.startswith(("城镇", "城市")):
            return name + before.indicator[2:]
        share = name.startswith("占")
        if context.previous is not None and context.left.startswith(name):
            return name  # 培育100家年销售收入1亿元以上的企业: a condition, complete in itself
        if not share and _GENERIC.fullmatch(name) is None:
            return name
        subject = before.indicator if before is not None else self._subject_before(text, context)
        if not subject or subject.startswith("占"):
            return name
        if name.endswith("目标"):
            return subject
        if not share:
            generic = re.search(
                r"(?:总量|产量|产值|增加值|数量|总数|规模|面积|余额|总额|人数|收入)$", subject
            )
            if generic and len(subject) - len(generic.group()) >= 2:
                subject = subject[: generic.start()]
        return subject if subject.endswith(name) else subject + name

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
        return f"“{name}" if f"“{name}" in core else name

    def _subject_between(self, text: str, context: Context) -> str:
        """The noun of the clause between the last number of the sentence and this clause, if there is one."""
        last = context.siblings[context.index - 1].end if context.index else context.sentence_start
        between = text[last : context.clause_start].rstrip("，：")
        clauses = re.split("[，：]", between)[1:]  # the first is the rest of the number's own clause
        if not clauses or not clauses[-1]:
            return ""
        phrase = self._cutter.cut_left(without_brackets(clauses[-1]))
        for at in range(2, len(phrase)):
            if self._cutter.stops.at_start(phrase, at) or _STATE.match(phrase, at):
                return self._polish(phrase[:at]) if at <= 24 else ""
        return ""

    def _subject_before(self, text: str, context: Context) -> str:
        """The noun that the clause before begins with: 乡镇企业 of 乡镇企业保持旺盛发展势头."""
        clauses = re.split("[，：]", text[context.sentence_start : context.clause_start])
        for clause in reversed(clauses):
            phrase = self._cutter.cut_left(without_brackets(clause))
            for at in range(2, len(phrase)):
                if (
                    self._cutter.stops.at_start(phrase, at)
                    or self._cutter.verbs.at_start(phrase, at)
                    or _ADVERB.match(phrase, at)
                ):
                    phrase = phrase[:at]
                    break
            if 2 <= len(phrase) <= 24:
                return self._polish(phrase)
        return ""

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

    def _noun_after(self, context: Context) -> str:
        quantity = context.quantity
        counted = quantity.kind in _COUNTING or quantity.form in ("counted", "listed")
        of = context.right[len(self._cutter.bounds_after.at_start(context.right)) :].startswith("的")
        if not counted and not (quantity.kind == "ratio" and of):
            return ""
        right = context.right
        attending = _ATTENDING.match(right) if quantity.kind == "person" else None
        if attending:
            return f"{attending['verb']}{attending['what']}人数"
        bound = self._cutter.bounds_after.at_start(right)
        right = right[len(bound) :]
        if right.startswith("的"):
            right = right[1:]
        match = _NOUN.match(right)
        if match is None:
            return ""
        noun = match.group()
        if _GENERIC.match(
            noun
        ):  # 培育100家年销售收入1亿元以上的龙头企业: the noun stands behind its condition
            behind = re.search(r"的([一-龥]{2,14})$", context.clause_right)
            if behind:
                return behind[1]
        at = 1
        while at < len(noun):
            stop = "" if self._cutter.whole.at_start(noun, at) else self._cutter.stops.at_start(noun, at)
            if stop and (at >= 2 or len(stop) == 1):
                noun = noun[:at]
                break
            at += 1
        noun = _OF_ENTERPRISES.sub(r"\1", noun)
        predicate = _PREDICATE.search(noun, 2)
        if predicate and quantity.kind == "count":
            noun = noun[: predicate.start()]
        if noun.startswith("有"):  # 选择10个有条件、有基础的城市
            behind = re.search(r"的([一-龥]{2,14})$", context.clause_right)
            return behind[1] if behind else ""
        if self._cutter.stops.at_start(noun) or (self._cutter.verbs.at_start(noun) and len(noun) < 4):
            return ""
        if "的" in noun[2:-1]:
            noun = noun[noun.rfind("的", 0, -1) + 1 :]
        noun = re.sub(r"(?:等|的|左右|以上|和|与|及|[中里内](?<!集中))+$", "", noun)
        return noun.strip("“”") if len(noun) >= 2 or noun in ("县", "市", "镇", "乡", "村", "省") else ""

    def _polish(self, name: str) -> str:
        name = _GROWTH_TAIL.sub("", name) or name
        name = re.sub(r"(?:分别|均)$", "", name)
        basis = _OWN_BASIS.sub("", name)
        if len(basis) >= 3 and len(name) > 8:
            name = basis
        return name.strip("“”、，的")

    def _from_previous_clauses(self, text: str, context: Context) -> str:
        """The noun of the clause before, where this one has none."""
        clauses = re.split("[，：]", text[context.sentence_start : context.clause_start])
        for clause in reversed(clauses):
            core, _ = self._cutter.cut_right(without_brackets(clause))
            name = self._cutter.cut_left(core)
            if len(name) >= 2:
                return self._polish(name)[-24:]
        return ""
