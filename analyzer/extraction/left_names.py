"""The name that stands left of a number, and the verb between them: 全省粮食产量稳定在 | 30万吨.

What does not belong to the name is cut off: what an earlier number of the clause has taken, places of a rank,
bounds, verbs, who does it (市场监管系统共检查 | 农贸市场), quotation marks without a partner.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzer.extraction.bounds import PAST
from analyzer.extraction.context import Context
from analyzer.extraction.phrasing import PhraseCutter, without_brackets
from analyzer.extraction.trace import Trace
from analyzer.lexicon import Lexicon

_RANK_TAIL = re.compile(
    r"(?:连续\d{1,2}年)?(?:由|从)?(?:均|分别|均居|跃升至|提升[至到]|位居|跃居|稳居|位列|位于|保持|升至|上升到|排名|排在|列|居|位|成为|名列)?(?:全国|世界|全球|亚洲|各省区|全省|全市|国内|国际|中国西部|中国|中部|西部|东部|同类\w{2})?(?:的)?$"
)
# 病床数比解放前的最高水平增加了百分之四百
_THAN_LEVEL = re.compile(
    "比[^，。；]{2,12}(?:水平|时期|年份)$|(?<=..)(?:仅|只|约)?(?:为|相当于|达到)?(?:世界|全国|国际)(?:平均|先进)水平$"
)
# 补贴标准为减免租金 | 的30%
_SET_AS = re.compile(
    "(?P<what>[^，。；]{0,14}(?:标准|额度|金额|比例|租金|费用|价格|保证金|津贴|工资))(?:为|按照?)[^，。；、]{2,16}的$"
)
# 处理费按每户每月 | 10元收取
_PER = re.compile(
    "(?<=..)(?:分别)?(?:(?:为|是)每(?:人|户|吨|升|立方米|平方米|千瓦时|度|公斤|斤|亩)(?:每[月年天日季])?"
    "|(?<=[费贴助金])每[人户](?:每[年月天日])?|按照?(?:每(?:人|户|家|亩|吨|立方米|平方米|千瓦时|次|天|日|月|年|间|床|张|车|辆))+)$"
)
_ON_LEVEL = re.compile(r"在[^，。；]{2,20}(?:水平|基础)上?$")
# 在原有贷款利率水平基础上下浮10%: the rate itself is what is changed
_ON_BASIS = re.compile(
    r"在(?:原有?|现行|现有|基准)?(?P<what>[^，。；\d在]{0,10}(?:利率|费率|价格|标准|租金|金额|税率|电价|气价|收费))(?:的)?(?:水平)?(?:的?基础)?上?$"
)
_HELD_AMONG = re.compile(r"(?:连续\d{1,2}年)?[稳位跃]?居(?!民|住)[^，。；、\d]{1,12}$")
# 耕地特别是150万亩…: what stands before has had its number
_SINGLED_OUT = re.compile(r"^.*(?:特别是|尤其是|其中|包括)$")
# 5个城市和2个县: what stands before the joint belongs to the number before
_LAST_JOINT = re.compile(r"(?:、|以及|[和与及])[^、和与及]{0,12}$")
# 全国有8400多万人受益: a scope is no name
_SCOPE_ONLY = re.compile(
    "^(?:全[国省市县区州球]|我[国省市县区州]|本[省市县区州]|[省市县区]内|各地|其中有?|目前有?|仅?此一项)$"
)
# 同比名义增长5.5%，扣除价格因素实际增长 | 5.2%; 扭转了上年下降 | 12.4%的局面: the name before goes on
_NO_NAME = re.compile(
    "^(?:[一-龥]{2}后|(?:在)?执行中|一般要求|首批|先后|酌情|只要|(?:还|也)?可以?[采使选]?用|或用|(?:应|须|要|需)?接受|进行|配制成|溶于|(?:做到)?在[一-龥]{2,8}下|(?:扣除|剔除)(?:价格|物价|汇率|通胀)(?:变动)?因素(?:影响)?后?|(?:一举)?(?:扭转|改变|摆脱)|(?:紧紧)?(?:锚定|瞄准|紧盯|对标)"
    "|(?:按)?(?:同口径|可比口径|可比价格(?:计算)?|现价(?:计算)?|不变价(?:格)?(?:计算)?)|名义|(?:可|将|可以)?(?:形成|实现)?年?产"
    "|[一两三半上几]?个?[天周月年旬](?:之|以)?前|(?:其余|余下|剩余|剩下)的?"
    "|当日|单日|当天|当月|当年|当季|(?:当前|目前)?每[日天晚月年周]|(?:复工|返岗|到岗|出发|入境|到京|离开)[之以]?前|对?前|再?追加)$"
)
# 固定资产投资由降转增、增长 | 5%
_TURNED = re.compile(
    "(?<=..)(?:由|止|自)(?:降|负|跌|减|亏|升|正|增|盈)(?:转|变|为|回|企)*(?:降|负|跌|减|亏|升|正|增|盈|稳)?(?:[、，].*)?$"
)
# 社保费用，每月为170万元
_EACH_TIME = re.compile("^(?:平均)?每[天日周月年]$")
# 再担保业务收费，原则上不高于承担风险责任的0.5%: the name stands in the clause before
_BOUND_ONLY = re.compile("^(?:原则上)?(?:均|一般)?不(?:得|能|应)?(?:高于|超过|低于|少于).*$")
# 返还比例由上年度实际缴费的50%提高到60%: what is raised stands before 由
_RAISED_FROM = re.compile(
    r"^(?P<what>[^，]{2,})(?<![也已却都并将])，?[也已却都并将]?[从由](?![业事严来])[^，。；]{0,14}$"
)
_RAISED_TO = re.compile(
    r"[^，。；]{0,6}(?:提高|提升|提(?=[到至])|增|上升|升|扩大|降|减|下降|缩|压|延长|放宽|调整|下调|上调)[^，。；]{0,6}[到至为]"
)
_COMPOUND = re.compile("(?:项目|事项|范围|人员|制度|政策|标准|工作|任务|总数|总量)(?:总数|总量|数)?$")
# 补缴手续应在疫情解除后 | 3个月内完成
_UNTIL_WHEN = re.compile(
    r"，?(?:应当?|须|需|可以?|允许[一-龥]{0,4})?[在于自][^，。；在]{2,14}?(?:后|之日起|起|前)$"
)
# 蔬菜供货量约为平日 | 的5倍, 产能已恢复至正常水平 | 的80%
_AS_USUAL = re.compile(
    r"(?:已经?|仍?将)?(?:恢复|保持)?(?:[到至是为]|约为|约是|大概是|大约是|相当于)?(?:平[日时常]|往[日常年]|疫情前|正常水平|去年同期)(?:水平)?的?$"
)
# 机场 | 已累计 | 保障航班, 财政 | 比年度预算 | 超收, 国家财政 | 共 | 增加支出
_WITHIN = re.compile(
    r"(?<=[一-龥]{2})(?:已累计|累计已|目前已|现已|已经|共已|比(?:年度)?(?:预算|计划)|约(?=占)"
    r"|共(?=增加|减少|清理|完成|安排|投入|发放|检查|破获|查处|侦破|抓获|受理|出动|收治|新增|发生))(?=[一-龥]{2})"
)
# steel, coal, cloth: what the lists of old reports call by one character
_GOODS = frozenset("钢铁煤粮棉油糖盐布纱茶纸铜铝锌麻丝肉蛋奶鱼")
_LONG_NAME = 8
_MAX_QUOTED = 30
# 工信部紧急调用了 | 防护服
_DONE = re.compile("^[^，。；“”]{2,}[一-龥](?<![为除])了(?!解|[我你他自这那])(?=[一-龥]{2,}$)")
# 融资担保机构降低 | 担保费率
_CHANGING = re.compile(
    "^[^，。；“”]{2,}(?:降低|下调|上调|压减|压缩)(?=[一-龥]{1,10}(?:率|费|费用|价格|标准|比例|期限|时间|成本)$)"
)
# 临海市报告 | 新增确诊病例, 作为一个拥有 | 2000多万常住人口
_REPORTED = re.compile("^[^，。；]{2,20}报告(?=(?:新冠肺炎)?(?:新增|累计|确诊|疑似|死亡|治愈|现有|无症状))")
_POSSESSED = re.compile("^[^，。；]{0,20}(?:作为|是)(?:一个)?(?:拥|具|享)?$")
# 职工平均人数与上年平均人数相比 | 增长20%, 贷款利率在财政贴息后 | 低于1.6%
_AGAINST = re.compile("(?<=...)(?:[与同和](?!步)[^，。；]{2,16}相比(?:较)?(?:持平或)?|在[^，。；在]{2,8}后)$")
# 市人民代表大会批准的 | 全市一般预算收入
_APPROVED = re.compile("^[^，。；]{2,24}批准的(?=.{4,})")
# 开工面81.8%，较一周前 | 提高23.5个百分点
_THAN_WHEN = re.compile(
    "(?:比|较|同比)(?:[^，。；比较]{1,8}(?:之?前|时候?|那天|以前|时期)|平[时日]|往[年常]|[上前]一?[天周月])(?:相比)?[高低多少]?(?:了)?$"
)
# 各乡镇要于10月底前完成 | 参保任务的60%
_DUE = re.compile("^[^，。；]{2,30}?(?:前|底)(?:要|须|务必|应当?)?(?:全面|全部|基本)?完成(?=.{2,})")
# 光明食品集团、百联集团等企业累计向本市 | 供应猪肉
_BY_WHOM = re.compile("^[^，。；“”]{10,}累计(?:向[^，。；]{2,6}?(?=[供捐投发提]))?(?=[一-龥]{3,}$)")
# 扣除价格因素影响后 | 空气优良天数比率
_LEAVING_OUT = re.compile("^(?:扣除|剔除)[^，。；]{2,10}?(?:影响)?后(?=.{2})")
# 项目建成后预计 | 年加工粮食
_ONCE_BUILT = re.compile(
    "^[^，。；]{0,16}(?:建成|投产|达产|达效|投用|投运|竣工|投入使用|运营)后(?:预计|可以?|将|能|每?年可)*(?=.{2,})"
)
# 比丰收的 | 一九五五年 | 还增加, 比去年实际 | 完成数 | 增长
_THAN_BEFORE = re.compile(
    "(?:比|较)(?:[一-龥]{2,6}的|[^，。；比较]{0,8}(?:完成数|实际数|计划数|预算数|执行数))$"
    "|^(?:还|又|也)?比(?![重例价率值上])[一-龥]{2,6}$"
)
# 新建和改造提升 | 农村公路: two ways of building belong to the name
_BUILT_TWICE = re.compile(
    "(?:新建|改建|续建|扩建)(?:[和、及]?(?:改造提升|提升改造|改扩建|扩建|改建|续建|维修改造|改造|提升))+$"
)
_SIGNS_BESIDE = frozenset("比较批报作是后累完扣剔降调压已约共")  # each of them holds one of these
# what stands beside a name and is no part of it, cut off in this order
_BESIDE = (
    _THAN_WHEN,
    _APPROVED,
    _REPORTED,
    _POSSESSED,
    _AGAINST,
    _ONCE_BUILT,
    _BY_WHOM,
    _DUE,
    _LEAVING_OUT,
    _CHANGING,
    _WITHIN,
)
_BATCH = re.compile(r"^\d{1,4}(?:批次?)$")
# 且 and 将 open a clause of their own: 自投产年度起且亩均税收, 另将该月物业费
_AFTER_JOINT = re.compile(
    r"^.*(?:可对|要重点支持|并且|且|将|同时|实现了|完成了|达到了)(?:该月|其(?!他)|该)?(?=[^，]{3,}$)|^.*把(?=[^，]{2,}$)"
)


@dataclass(frozen=True, slots=True)
class LeftName:
    """What stands left of a number: the text considered, its core, the name in it and the verb behind."""

    text: str
    core: str
    name: str
    verb: str


class LeftNames:
    """Reads names left of numbers with the word lists of one lexicon."""

    def __init__(
        self, cutter: PhraseCutter, lexicon: Lexicon, places: frozenset[str], trace: Trace | None = None
    ) -> None:
        self._cutter = cutter
        # who does it and what is done stand before what is counted: 市场监管系统共 | 检查 | 农贸市场
        self._deed = re.compile("|".join(lexicon.words("edges", side="deed")) or "(?!)")
        # 青禾将实现 | 70%的乡镇通油路: a place alone is no name
        self._places = places
        # reported speech opens before the name: 市商务局局长介绍 | 全市网络零售额
        self._said = re.compile("|".join(lexicon.words("edges", side="said")) or "(?!)")
        self._trace = trace

    def find(self, context: Context, noun: str) -> LeftName:
        """The name left of a quantity; empty where only a verb, a bound or a scope stands there.

        ``noun`` is the noun behind the number: where there is one, a joint parts it from what stands before.
        """
        raw = context.left
        if context.previous is not None:
            raw = raw[len(self._cutter.bounds_after.at_start(raw)) :]
        left = without_brackets(raw) if "）" in context.left and "（" in raw else raw
        # an unclosed bracket opens a clause of its own
        if "（" in left:
            left = left[left.rfind("（") + 1 :]
        left = _SINGLED_OUT.sub("", left)
        if noun and context.previous is not None and (joint := _LAST_JOINT.search(left)):
            left = left[joint.start() :]
        if context.quantity.kind == "rank":
            left = _RANK_TAIL.sub("", left)
            left = _HELD_AMONG.sub("", left) if context.left.endswith(left) else left
        if (raised := _RAISED_FROM.search(left)) and _RAISED_TO.match(context.right):
            left = raised["what"]
        if self._trace is not None:
            self._trace.note("noun", noun)
            self._trace.note("left", left)
        if PAST.search(left):
            left = left[:-1]  # 销售收入过 | 100亿元
        if context.quantity.comparator == "ge" and left.endswith("上"):
            left = left[:-1]  # 受灾群众上千人
        core, verb = self._cutter.cut_right(left)
        core = _PER.sub("", _THAN_LEVEL.sub("", core))
        if context.quantity.kind == "ratio" and (fixed := _SET_AS.fullmatch(left)):
            core = fixed["what"]
        based = _ON_BASIS.search(core)
        core = based["what"] if based else _ON_LEVEL.sub("", core)
        if context.quantity.kind == "time":
            core = _UNTIL_WHEN.sub("", core)
        core = self._what_is_said(_THAN_BEFORE.sub("", core) if "比" in core or "较" in core else core)
        name = self._cutter.cut_left(_AFTER_JOINT.sub("", _AS_USUAL.sub("", core)))
        if context.quantity.kind != "ratio":
            name = _DONE.sub("", name)
        for beside in () if _SIGNS_BESIDE.isdisjoint(name) else _BESIDE:
            name = beside.sub("", name)
        if context.quantity.unit != "次":
            name = _EACH_TIME.sub("", name)
        name = _TURNED.sub("", _NO_NAME.sub("", name))
        name = _BOUND_ONLY.sub("", name if len(name) >= 2 or name in _GOODS else "")
        name = _SCOPE_ONLY.sub("", self._own_object(self._balance_quotes(core, name)))
        name = "" if name in self._places and noun else _BATCH.sub("", name)
        if name and "建" in core and (built := _BUILT_TWICE.search(core.removesuffix(name))):
            name = built.group() + name
        if self._trace is not None:
            self._trace.note("name", name)
        return LeftName(left, core, name, verb)

    def _what_is_said(self, core: str) -> str:
        """A phrase without who reports it: 统计显示全县工业增加值 → 全县工业增加值."""
        for said in reversed(list(self._said.finditer(core))):
            rest = core[said.end() :].removeprefix("说").removeprefix("称")
            inside = any(
                len(self._cutter.whole.at_start(core, start)) > said.start() - start
                for start in range(max(0, said.start() - _LONG_NAME), said.start() + 1)
            )
            if len(rest) >= 2 and not inside:
                return rest  # 职业介绍机构 reports nothing
        return core

    def _own_object(self, name: str) -> str:
        """What is counted, without who does what with it: 省市场监管系统共检查农贸市场 → 农贸市场."""
        if len(name) < _LONG_NAME or name.startswith("“"):
            return name
        deeds = list(self._deed.finditer(name, 3))
        for deed in reversed(deeds):
            rest = name[deed.end() :].removeprefix("了")
            if "占" in name[: deed.start()] or _COMPOUND.match(rest):
                continue  # 占原有审批项目, 审批项目总数: no deed, part of a noun
            if self._cutter.whole.at_start(name[deed.start() :]):
                continue  # 数据产业集聚区营业收入
            if len(rest) >= 3 and not rest.startswith(("的", "和", "与", "总", "额", "率", "量")):
                return rest
        return name

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
