"""What a name belongs to that says nothing by itself: 参保人数 → 基本养老保险参保人数.

The subject stands before in the sentence: the name of the number before, or the noun that an earlier clause
without a number begins with (粮食产量再创新高，达到30万吨).
"""

from __future__ import annotations

import re

from analyzer.extraction.context import Context
from analyzer.extraction.coordination import Naming
from analyzer.extraction.phrasing import PhraseCutter, without_brackets

# names that say nothing without what they belong to
GENERIC = re.compile(
    r"(?:年|总|其|新增|全年)?(?:总量|产量|出口量|进口量|日产量|日产能|增量|客流量|吞吐量|产值|增加值|数量|总数|规模|面积|余额|总额|占比|比重|成交额|人数|存款余额|贷款余额|销售额|年销售额|"
    r"参保人数|投资|总投资|总投资额|总计投资|累计投资|投资金额|投资总额|占地|占地面积|建筑面积|总建筑面积|营业额|合同额|案值|涉案价值|涉案金额|注册资金|注册资本|上缴税收|落地率|普及率|入户率|税收|利润|价格|产能|增速|覆盖率|利用率|年发电量|预期目标|目标|排名|居全国|存款|单价|销售收入|营业收入|主营业务收入|收入|支出|总市值|市值|货值|营收|交易额|带动就业|存栏|出栏|财政补助|开工率|复工率|达产率|覆盖面)"
)
# 出口 of what was named before
_PART_OF = frozenset({"出口", "进口", "利润", "税收", "出口额", "利税"})
_MEASURE_TAIL = re.compile("(?:综合|总)?(?:产值|产量|收入|销售额|营业收入|进出口)(?:总额|总值)?$")
_GROWTH_TAIL = re.compile(
    r"(?:年均|平均每年|同比|累计|总|实际|名义)?(?:增长速度|增长率(?<!自然增长率)|增速|增幅|涨幅|降幅|升幅|增长|(?:预期)?增长(?:预期)?目标)(?:均)?$"
)
_OWN_BASIS = re.compile(
    r"^.*(?:缴纳|实际(?!到位)|按照|参照|根据|上年度|所称|是指|返还其|其(?![他中余]))(?=[^，]{3,}$)"
)
# 工业增加值增速 | 高于全部规上工业
_COMPARED = re.compile(
    r"(?<=..)(?<!不)(?:增速|增幅)?(?:高于|快于|低于|高出|慢于)(?:全国|全省|全市|全区|全部|同期|行业|上年|年均|平均|预期)?.*$"
)
# 工农业总产值 | 按一九八〇年不变价格计算
_PRICED_BY = re.compile("(?<=..)按[^，。；]{2,12}(?:价格?|口径)(?:计算)?$")
# 水质达标率 | 比城市低
_THAN = re.compile(
    "(?<=..)(?:增长速度|增速)?(?:还)?(?:比|较)[^，。；]{1,10}[高低快慢多少大小](?:一些|一点|得多)?$"
)
# 供销合作社 | 在今年上半年已有 | 基层社, 拖欠企业的款项 | 年底前要 | 清偿
_MEANWHILE = re.compile(
    "(?<=..)(?:(?:在|到)(?:今年|去年|目前|现在)(?:[上下]半年|年底|年初)?(?:就|便|即)?(?:已经?)?有"
    "|(?:今年|年)底(?:以)?前(?:要|应当?|须|必须))(?=..)"
)
# 裁员率 | 不超过企业职工总数20%
_BOUNDED = re.compile(
    "(?<=..)(?:放宽至|控制在|调整为|达到|须|应|均)?不(?:得|能|应)?(?:超过|高于|低于|少于).*$"
)
# 上市公司中 | 已有75家
_INSIDE = re.compile("(?<=...)(?<![集初高大其当])中$")
# 主体收取的 | 担保费率
_TAKEN = re.compile(r"^.{4,}(?:收取|缴纳|发生|承担|支付)的(?=.{4,})")
# 由企业申请依法办理 | 延期缴纳税款
_PERMITTED = re.compile(
    "^.{0,40}(?:申请|办理|准予|依法|可以?)(?=(?:延期|延缓|缓|展期|减|免|补|顺延|退).{2,})"
)
_ADVERB = re.compile(
    "仍|正在|已经|不断|大幅|继续|保持|持续|稳步|明显|显著|进一步|全面|逐步|基本|初步|综合性|是"
)
# where the predicate of a clause without a number begins: 粮食产量 | 创历史新高
_STATE = re.compile(
    "创(?:历史|出)?|再创|又|仍|正在|再次|迈上|较快|平稳|高速|突破|首次|实现|保持|取得|呈|稳|持续|不断|继续|快速|大幅|明显|显著|跃|进一步"
)
# 去年，今年以来，前三季度: a clause that says only when
_WHEN = re.compile(
    "[^，。]{0,16}(?:以来|年来|[年月日](?:份|底|末|初)?|季度|半年|期间|时期|之后|之前|同时|同期|目前|当前|预算)"
    "|其中|此外|另外|总的看"
)
# 云驰电池项目，由云驰科技投资建设，占地 | 320亩
_WHOSE_WORK = re.compile("(?:由|位于|坐落|系|地处|经)")
# 今年的工业总产值，连手工业在内，预计为 | 六亿元
_ASIDE = re.compile(
    "(?:连同?|包括|不包括|不含|含|按)[^，。；]{1,14}(?:在内|计算)?|(?:扣除|剔除)[^，。；]{2,8}因素(?:影响)?后?"
)
_RATIO_NAME = re.compile("[率比]$|比[例重]$")
_PREPOSITIONS = frozenset("从在由")
_FLOWS = frozenset({"投资", "总投资", "收入", "支出", "价格"})
# 单户担保金额500万元以上的 | 再担保业务收费，原则上不高于…
_OF_SIZE = re.compile("(?:及?以上|及?以下|以内)?的(?P<noun>[一-龥]{3,14})")
_BOUND_FIRST = re.compile("(?:原则上|一般)?(?:均)?不(?:得)?(?:高于|超过|低于|少于)")
# 年销售收入超10亿元 | 的龙头企业
_OF_FIRMS = re.compile(r"(?:及?以上)?的[^，。；、\d]{0,12}(?:企业|公司)")
_WHOLE_TOTAL = frozenset({"总额"})


class Subjects:
    """Completes names with the word lists of one lexicon."""

    def __init__(self, cutter: PhraseCutter) -> None:
        self._cutter = cutter

    def complete(self, text: str, context: Context, name: str, before: Naming | None) -> str:
        """Give a name that cannot stand alone what it belongs to: 参保人数 → 基本养老保险参保人数."""
        if before is not None and name in ("农村", "乡村") and before.indicator.startswith(("城镇", "城市")):
            return name + before.indicator[2:]
        if before is not None and name in _PART_OF and context.left.startswith("、"):
            whose = _MEASURE_TAIL.sub("", before.indicator)
            # 猕猴桃综合产值增长8.5%、出口增长53.6%
            return whose + name if len(whose) >= 2 and whose != before.indicator else name
        share = name.startswith("占") and not name.startswith("占地")
        if context.previous is not None and context.left.startswith(name):
            return name  # 培育100家年销售收入1亿元以上的企业: a condition, complete in itself
        if not share and (GENERIC.fullmatch(name) is None or _OF_FIRMS.match(context.right)):
            return name
        subject = (
            before.indicator if before is not None else self.before(text, context, acts_alone=name in _FLOWS)
        )
        if not subject or subject.startswith("占"):
            return name
        if name.endswith("目标"):
            return subject
        if not share and before is not None and _RATIO_NAME.search(subject):
            return name  # 桥隧比达72%，总投资约110亿元
        if name in _WHOLE_TOTAL:
            return subject  # 财政收入增加…，总额突破…
        if not share:
            generic = re.search(
                r"(?:占地面积|占地|总建筑面积|总投资|投资|总量|日?产[量能]|产值|增加值|数量|总数|规模|面积|余额|总额|人数|收入|出栏|存栏)$",
                subject,
            )
            if generic and len(subject) - len(generic.group()) >= 2:
                subject = subject[: generic.start()].removesuffix("播种")
        return subject if subject.endswith(name) else subject + name

    def before(self, text: str, context: Context, *, acts_alone: bool = False) -> str:
        """The noun that the clause before begins with: 乡镇企业 of 乡镇企业保持旺盛发展势头."""
        clauses = re.split("[，：]", text[context.sentence_start : context.clause_start])
        for clause in reversed(clauses):
            if _WHEN.fullmatch(clause) or (clause is not clauses[0] and _WHOSE_WORK.match(clause)):
                continue
            if acts_alone and self._cutter.left.at_start(clause):
                return ""  # 优化包保机制，力争完成投资2440亿元: what is improved invests nothing
            phrase = self._cutter.cut_left(without_brackets(clause))
            whole_end = 0
            for at in range(len(phrase)):
                # 城乡居民 is not cut at 居
                whole_end = max(whole_end, at + len(self._cutter.whole.at_start(phrase, at)))
                if at < 2 or whole_end > at:
                    continue
                if (
                    self._cutter.stops.at_start(phrase, at)
                    or self._cutter.verbs.at_start(phrase, at)
                    or _ADVERB.match(phrase, at)
                ):
                    phrase = phrase[:at]
                    break
            if 2 <= len(phrase) <= 24:
                return self.polish(phrase)
        return ""

    def _says_something(self, phrase: str) -> bool:
        """Whether a phrase is more than an adverb or a verb: 提前, 坚持."""
        return phrase not in self._cutter.right and phrase not in self._cutter.left and len(phrase) >= 2

    def between(self, text: str, context: Context) -> str:
        """The noun of the clause between the last number of the sentence and this clause, if there is one."""
        last = context.siblings[context.index - 1].end if context.index else context.sentence_start
        between = text[last : context.clause_start].rstrip("，：")
        rest, *clauses = re.split("[，：]", between)  # first the rest of the number's own clause
        if context.index and not clauses and _BOUND_FIRST.match(text, context.clause_start):
            sized = _OF_SIZE.fullmatch(rest)
            return self.polish(sized["noun"]) if sized else ""
        if not clauses or not clauses[-1]:
            return ""
        phrase = self._cutter.cut_left(without_brackets(clauses[-1]))
        for at in range(2, len(phrase)):
            if self._cutter.stops.at_start(phrase, at) or _STATE.match(phrase, at):
                return self.polish(phrase[:at]) if at <= 24 and self._says_something(phrase[:at]) else ""
        return ""

    def in_clauses_before(self, text: str, context: Context) -> str:
        """The noun of the clause before, where this one has none."""
        clauses = re.split("[，：]", text[context.sentence_start : context.clause_start])
        for clause in reversed(clauses):
            if _ASIDE.fullmatch(clause):
                continue
            core, _ = self._cutter.cut_right(without_brackets(clause))
            name = self._cutter.cut_left(core)
            name = _PERMITTED.sub("", self._until_predicate(name))
            if len(name) >= 2:
                return self.polish(name)[-24:]
        return ""

    def polish(self, name: str) -> str:
        """A name without words of growth at its end and without what only leads up to it."""
        name = _GROWTH_TAIL.sub("", name) or name
        name = re.sub(r"(?:分别|均)$", "", name)
        name = _BOUNDED.sub("", _COMPARED.sub("", _THAN.sub("", _PRICED_BY.sub("", name))))
        name = _MEANWHILE.sub("", _TAKEN.sub("", name))
        basis = _OWN_BASIS.sub("", name)
        if len(basis) >= 3 and len(name) > 8:
            name = basis
        name = _INSIDE.sub("", name).strip("、，的")
        return name if "“" in name and "”" in name else name.strip("“”")

    def _until_predicate(self, phrase: str) -> str:
        """外贸出口 of 外贸出口从7月份开始大幅度回升."""
        for at in range(2, len(phrase)):
            led = phrase[at : at + 1] in _PREPOSITIONS and "的" not in phrase[at:]
            if _STATE.match(phrase, at) or led:  # not 农民 | 从集体分得的收入
                return phrase[:at]
        return phrase
