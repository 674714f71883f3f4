"""Whether a policy sets a value itself: thresholds, conditions, amounts of grants, time limits, points.

Such a value is neither wanted nor reached: 给予最高50万元奖励, 年销售收入2000万元以上的企业, 3个月内补缴,
原则上不高于0.5%, 得基础分6分.
"""

from __future__ import annotations

import re

from analyzer.extraction.context import Context
from analyzer.extraction.document_kind import PLANNING
from analyzer.extraction.penalties import is_penalty
from analyzer.extraction.trace import Trace
from analyzer.model import Metadata, Quantity

# words of granting and charging, in rules and notices
_GRANT = re.compile(
    r"给予|奖励|奖补|补助|补贴|资助|贴息|返还|减征|免征|免收|免租|减免|减半|缓缴|缓交|延期|展期|罚款|处以|立减|定额补|一次性发放|按月发放|予以配套|最高\d|封顶|扣除(?!价格|物价|汇率|通胀)|下浮|结转|上浮|不予|滞纳金|抵扣|起征点|税率|费率|标准按|"
    r"最高不超过|最长不超过|单笔|每户|每家|每人每|上限|额度|补偿|租金|房租|保证金|担保费|利率|质保金"
)
# the narrower set that counts in news, where 费率 and 额度 are told as facts
_GIVEN = re.compile(
    r"给予|奖励|奖补|补助(?!资金|经费)|(?<!高)标准(?!化|厂房|农田|地)|补贴(?!\d+亿)|资助|贴息|返还|减征|免征|免收|免租|减免|减半|缓缴|延期|展期|扣除(?!价格|物价|汇率|通胀)|减按|税前|税率申报|应纳税所得额|下浮|结转|不超过|财政负担|每户|每人每|最[高多]可?[补奖](?![励助贴])"
)
_RULED = re.compile(
    r"原则上(?:均)?不(?:高于|超过|低于|少于|小于|大于)|不得(?:高于|超过|低于|少于|小于|大于)|(?:价格|费用?|费率|电价|气价|通行费)[^，。；]{0,4}(?:下调|下浮|减免|优惠|降低)\d"
    r"|单户[^，。；]{0,8}\d"
)
# what is charged and paid by rule: 月最低工资标准为1810元, 服务费差额费率：成交额在2—8亿元的为0.05%
_TARIFF = re.compile(
    "(?:收费|费率|基准价|指导价|计费额?|限额|限价|(?:工资|保险费|缴费|收费|供养|计价)标准)(?:标准)?"
    "(?:：|为|应|按|不[高超]|均为|分别为|下调|暂定|统一|[^，。；：]{0,6}的?基础上)"
)
_TARIFF_OPENS = re.compile("(?:收费|费率|标准|限额|价格)[^，。；：\\n]{0,6}：[^。\\n]{0,120}$")
_MOVED = re.compile("提高[到至]|达到|增加到|逐步")
# the definition of an indicator and what a rule asks of bodies and people: 每天消毒不少于2次, 应有10万元以上资金
_DEFINED = re.compile(
    r"(?:的(?:百分比|比例|比值|数量|天数|次数|面积|长度|栋数))(?:（[^（）]{0,12}）)?$|是指|”指|不宜(?:小于|大于|低于|高于|少于)|(?<!据)测算(?!结果|数据|，)"
)
_REQUIRED = re.compile(
    r"一般不(?:得)?(?:超过|低于|少于)|(?:应|须|应当|必须)(?:有|具备|具有|配备)[^，。；]{0,8}\d"
    r"|每[天日周]\d{1,2}次$|每[天日次周月晚早人户][^，。；]{0,24}(?:不(?:少于|低于|超过|得)|至少)"
)
_PAID_OUT = re.compile("(?:的比例)?(?:提前)?(?:预付|结算|拨付|收取|缴纳|征收|计提|计算|执行|估算|核定|支付)")
# what an authority will bring about, not what it hands out case by case: 设立规模1亿元的引导资金
_RAISED = re.compile(r"(?:设立|组建|安排|筹集|投入|落实|提供|发放|新增|完善)[^，。；]{0,14}$")
_FUNDS = re.compile(r"(?:以上|左右|规模)?的?[^，。；给予]{0,14}(?:资金|基金|贷款|担保|额度|授信|信贷)")
_REACHED_BY = re.compile(r"[到至](?:20)?\d\d年[^。；]{0,80}(?:达到|提高到|增加到|超过)$")
# 2025年全市低保标准分别提高到 | 924元、684元, told in a review
_RAISED_IN = re.compile(r"(?:^|[，；])(?:20\d\d|去|上)年[^，。；起]{0,30}(?:提高|提升)[到至][^。]{0,200}$")
# 培育2家年销售收入超500亿元的 | 龙头企业: what makes a firm count
_SIZE_OF_FIRM = re.compile(
    "(?:年(?:应税)?(?:销售|营业|主营业务)?收入|(?:应税销售|主营业务|销售|营业)收入|年产值|年营收|年销售额|年纳税额?)"
    "(?:超过?|过|达到?|突破|在)?$"
)
# 亿元以上 | 技改项目
_SIZE_OF = re.compile("及?以上的?[一-龥]{0,8}?(?:项目|企业)")
_WORKED = re.compile("(?:完成|新建|改造|新增|培育|培训|建成|打造|开展)(?!的)")
_INVESTED = re.compile("总投资|投入资金|争取(?:中央|上级|省级?|国家)|筹集|统筹资金|项目投资")
# 住院报销比例提高到 | 75%, 年度限额由 | 150元提高到 | 200元
_BENEFIT = re.compile(
    "(?:报销|支付(?!能力)|补偿|补助|补贴|返还|减免|贴息|救助|起付|缴费|缴存|担保|征收|征缴)[一-龥]{0,6}?(?:比例|标准|限额|额度|费率|线)"
    "(?:分别|统一|均|再)?(?:[由从][^，。；]{1,16})?(?:不[低高]于|不超过|为|按|调整|提高|上调|增加|降低|下调|降|提|上浮|放宽)?[到至为]?$"
)
_DATED_AIM = re.compile(
    r"(?:到|至|^|[，；])(?:(?:19|20)\d\d|[一二][〇零○一二三四五六七八九]{3})年[底末]?(?!度|起|\d|以来|的)[^。；]{0,60}"
    r"(?:控制在|(?:达|提高|恢复|下降|降低|降|增加|扩大|发展|压缩|减少)到)"
)
_AIM = re.compile("20\\d\\d年[底末]?|力争|逐步|目标|到“")
# 财政补助由每人每年 | 380元提高到 | 420元
_PAID_EACH = re.compile(
    "(?:补助|补贴|生均[^，。；]{0,4}|津贴|养老金|起征点|缴费)(?:标准|水平|额度)?(?:分别)?[由从](?:月|年|每|人均|原)?[^，。；]{2,30}(?:提高|提升|上调|增加|调整|下调)[到至为]$"
)
_FIRMS = re.compile(
    r"(?:及?以上)?(?:的|、[^，。；]{2,24}的)?[^，。；、\d]{0,12}(?:企业|集团|公司)(?!总数|数量|增加值)"
)
# 总造价800万元以下的 | 装修项目实行市场调节价
_FALLS_UNDER = re.compile(
    "(?:（含）)?及?(?:以[上下内])?的[一-龥]{2,14}(?:实行|执行|适用|参照|按照?(?=[一-龥]))"
)
_TARIFF_REACH = 130
_LEAST_FUND = 10_000_000
_WILLED = re.compile("确保|力争")
_SO_FAR = re.compile("截至|截止|累计|已(?:有|为|向|经|发放|拨付|兑现|完成|推出)")
_EXPECTED = re.compile("(?:预计|预期|将)[^，。；]{0,16}$|(?:测算|估算|预测)[^。；]{0,60}$")
# 贷款额度在300万元以内的，…; 上年度开票销售2亿元以上企业；
_UNDER_CONDITION = re.compile("(?:（含）)?(?:以内|以下|以上|及以上|及以下)的，")
_OF_WHOM = re.compile("(?:（含）)?(?:以内|以下|以上|及以上|及以下)?的?(?:企业|单位|个人|用人单位)[；。，]")
_OFFERED = re.compile("给予|可|最[高多长]|不超过|按")
_GRANTED = re.compile("给予|最[高多长]|按|每[人户家月]|补[贴助]标准")
# what is set for one of those concerned
_EACH = re.compile("每|最[高多长]|不超过|给予|上限|按|单[个户笔家]|一次性|对[^，。；]{2,30}(?:的|者|企业)")
_LEAST_TOTAL = 10_000_000
_RULING_TITLE = re.compile("通告|公告|须知|指南|规范|预案|章程|守则|指引")
_CONDITION = re.compile(
    r"^(?:及以上|以上|以下|及以下|（含）)?(?:至[^，。；]{1,16})?(?:以上|以下)?(?:的(?![一-龥]{0,3}(?:目标|增长|速度|增速))|且|、[^，。；]{1,12}的)|^(?:内|以内)"
)
# 50人及以上的，按每人500元补助
_APPLIED = re.compile(
    "(?:（含）)?及?(?:以上|以下)?(?:（含）)?的，(?:按|给予|予以|补助|奖励|补贴|可享受|一次性|并?处|可以?处|没收|责令|吊销|实行)"
    "|及?(?:以上|以下)，(?:实行|给予|奖励|一次性|每[家户间亩人])"
)
# 执行期暂定为自发布之日起的3个月, 暂定三年有效期
_IN_FORCE = re.compile("有效期|暂定|(?:执行|施行|实施)(?:期限?|时间)(?:暂定)?为?")
# 第二轮土地承包到期后再延长30年
_LEASE = re.compile("(?:承包|政策)[^，。；]{0,6}延[长包]$")
# points of an assessment: 得基础分6分, 每降低1个百分点扣1分
_SCORED = re.compile(
    "(?:[得扣]|(?<!增)加|(?<![削缩压])减)\\d|(?:得分|扣分|满分|基础分|绩效分|加分|减分)|每(?:增加|减少|提高|降低|超过|低于|少|多)"
)


def is_ruling(metadata: Metadata) -> bool:
    """Whether a document of this kind and title gives rules: a notice or measures, no news and no text without title.

    >>> is_ruling(Metadata(title="青禾县关于企业复工的通告", doc_type="其他")), is_ruling(Metadata(doc_type="新闻"))
    (True, False)
    """
    if metadata.doc_type == "其他":
        return _RULING_TITLE.search(metadata.title) is not None
    return metadata.doc_type not in ("新闻", "")


def sets_standard(text: str, context: Context, metadata: Metadata, trace: Trace | None = None) -> bool:
    """Whether the sentence of a quantity gives a rule.

    Args:
        text: the condensed text.
        context: the quantity and its surroundings.
        metadata: reports and plans set almost no standards.
        trace: takes the word of granting that decided.
    """
    report = metadata.doc_type in PLANNING
    sized = not report and context.quantity.kind == "money" and _SIZE_OF_FIRM.search(context.left)
    if (
        context.quantity.unit == "折"
        or is_penalty(context)
        or (sized and _FIRMS.match(text, context.quantity.end))
        or _states_rule(text, context, metadata, report, trace)
    ):
        return True
    clause = text[context.clause_start : context.quantity.start]
    applied = _APPLIED.match(text, context.quantity.end) or _SCORED.search(clause)
    return not report and applied is not None


def sets_parameter(text: str, context: Context, metadata: Metadata) -> bool:
    """Whether what looks like an aim is a parameter that a document sets.

    How large the projects are that are counted (亿元以上项目4000个); in a report or outline what makes a firm count
    (培育50家年销售收入1亿元以上的企业) and what each one is paid (补助由每人每年380元提高到420元); in a notice or
    measures every rate of a benefit (住院报销比例提高到75%).
    """
    planned = metadata.doc_type in PLANNING
    if not planned and is_ruling(metadata) and context.quantity.kind in ("money", "ratio", "rate", "point"):
        clause = text[context.clause_start : context.quantity.start]
        if _BENEFIT.search(clause) and not _AIM.search(text, context.sentence_start, context.quantity.start):
            return True
    if context.quantity.kind != "money":
        return False
    if _SIZE_OF.match(text, context.quantity.end):
        return True  # 建设 | 亿元 | 以上项目4000个: the size is set, the number of projects is wanted
    if not planned:
        return False
    sized = _SIZE_OF_FIRM.search(context.left) and _FIRMS.match(text, context.quantity.end)
    return bool(sized) or _PAID_EACH.search(text, context.clause_start, context.quantity.start) is not None


def _states_rule(text: str, context: Context, metadata: Metadata, report: bool, trace: Trace | None) -> bool:
    sentence = context.sentence
    clause_right = text[context.quantity.end : context.clause_end]
    clause = text[context.clause_start : context.clause_end]
    left = text[context.sentence_start : context.quantity.start]
    if report:
        if context.quantity.kind == "time" and _LEASE.search(context.left):
            return True
        near = context.left + (context.left and text[context.clause_start : context.quantity.start])
        return re.search("起征点|应纳税所得额|减半征收", near) is not None or bool(
            re.search("年(?:销售|营业|主营业务)收入$|年产值$", context.left)
            and clause_right.startswith("以上")
        )
    if re.search("总规模|资金池|授信|试点城市", clause) or (
        "年" in clause and re.search(r"[到至]\d{4}年", clause)
    ):
        return False
    if _DATED_AIM.search(left) and not _GRANT.search(left):
        return False  # 一九八五年，种植面积要恢复到550万亩以上，其中两省不得少于260万亩
    quantity = context.quantity
    own_clause = text[context.clause_start : quantity.start]
    if quantity.kind != "time" and _WILLED.search(own_clause) and not _GRANTED.search(own_clause):
        return False
    news = not is_ruling(metadata)
    if not news and not _MOVED.search(own_clause):
        opens = text[max(0, quantity.start - _TARIFF_REACH) : quantity.start]
        if _FALLS_UNDER.match(clause_right):
            return True
        charged = left if quantity.kind in ("money", "ratio", "rate") else own_clause
        if _TARIFF.search(charged) or (_TARIFF_OPENS.search(opens) and quantity.kind != "count"):
            return True
    raised = _RAISED.search(own_clause) and _FUNDS.match(text, quantity.end)
    if quantity.kind == "money" and raised and (quantity.value or 0) >= _LEAST_FUND:
        return False
    if metadata.doc_type == "新闻" and _SO_FAR.search(left) and not _OFFERED.search(own_clause):
        return False
    if metadata.doc_type == "新闻" and _EXPECTED.search(left) and not _GRANTED.search(own_clause):
        return False
    if metadata.doc_type != "新闻" and _DEFINED.search(sentence.rstrip("。；")):
        return True
    if metadata.doc_type and _REQUIRED.search(text[context.clause_start : quantity.end]):
        return True
    if metadata.doc_type == "新闻" and _UNDER_CONDITION.match(text, quantity.end):
        return True
    if not news and (
        _OF_WHOM.match(text, quantity.end)
        or text.startswith("的，", quantity.end)
        or (
            quantity.kind == "ratio"
            and re.search("按照?[^，。；]{0,24}$", own_clause)
            and _PAID_OUT.match(clause_right)
        )
    ):
        return True
    if quantity.kind == "time" and re.search("压缩|缩短|压减|压降|缩减|寿命|年限达|年限提高", clause):
        return False
    if quantity.kind == "time" and _IN_FORCE.search(clause):
        return True
    if quantity.kind == "time" and re.search(
        "不超过|期限|时长|最长|内|连续|满|前|后|展期|顺延|按|免|放假|共$", clause
    ):
        return True
    if quantity.kind == "age":
        told = metadata.doc_type == "新闻" and clause_right.startswith("的")
        return "寿命" not in clause and not told  # 今年22岁的…
    if metadata.doc_type == "新闻" and _is_total(quantity) and not _EACH.search(clause):
        return False  # 为企业减免利息3600万元
    counted = quantity.kind in ("count", "person", "length", "area") and not news
    if (
        counted
        and _WORKED.search(own_clause)
        and not _GRANT.search(own_clause)
        and clause_right[:1] in "，。；、"
    ):
        return False  # 完成适老化改造6万户，平均每户补助3000元
    if not news and _is_total(quantity) and _INVESTED.search(own_clause):
        return False  # 总投资46亿元，其中争取中央补助18亿元
    granting = _GIVEN.search(clause) if news else _GRANT.search(sentence)
    if granting and trace is not None:
        trace.note("grant-word", granting.group())
    if granting and re.search(
        r"逐步[^，。；]*[降提][至到低高]|(?:较|比)上年[^，。；]{0,4}(?:降|下降|提高|增长)", clause
    ):
        return False
    moved = _REACHED_BY.search(left) or (_RAISED_IN.search(left) if news else None)
    if granting and moved and not re.search("给予|奖励", own_clause):
        return False  # 到2015年，参保率达到95%以上，补助标准逐步提高
    if granting and not re.search(r"20\d\d年[^，。；]{0,8}(?:新增|达到|完成)", own_clause):
        return not re.search(
            r"已(?:经)?(?:发放|拨付|减免|累计|为)|累计(?:发放|减免|拨付)|共(?:发放|减免)", sentence
        )
    if not re.search(r"20\d\d年|逐步|力争|确保", clause) and _RULED.search(clause):
        return True
    if news and not clause.startswith(("对", "凡", "符合")):
        pass
    elif _CONDITION.match(clause_right) and re.search(
        r"^(?:对|凡|在|年|经|符合)|超过|达到|不低于|以上", clause
    ):
        return True
    return bool(re.search(r"所称|是指|本办法|本规定|应当|不得", sentence)) and not re.search(
        r"达到\d|目标", sentence
    )


def _is_total(quantity: Quantity) -> bool:
    """Whether a quantity is rather the sum of what was given than the rate: 1320笔, 3600万元."""
    if quantity.kind == "money":
        return (quantity.value or 0) >= _LEAST_TOTAL
    return quantity.kind in ("count", "person") and (quantity.value or 0) >= 100
