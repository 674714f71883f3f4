"""Names of quantities in set phrases, which the general rules of naming would miss.

事故造成3人死亡, 减半征收房租, 2个月内补缴社保费, 现行16%的税率, 产值超100亿元企业5家, 得基础分6分: each phrase
is a function that gives the name or an empty string.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analyzer.extraction.context import Context
from analyzer.extraction.coordination import Naming
from analyzer.extraction.counted_nouns import MOVES
from analyzer.extraction.durations import BARRED, FREED_FEES, KEPT_UP, OWN_TERM, PAID_IN_PARTS
from analyzer.extraction.left_names import LeftName
from analyzer.extraction.phrasing import PhraseCutter, without_brackets

_FREED_OF = re.compile("[一-龥]{1,8}")
# 免收2、3月两个月租金
_FREED = re.compile(
    r"(?P<deed>免收|减收|免除|减免|缓缴|顺延|征收|收取|补缴)(?:\d{1,2}(?:月份?)?[、和至—-]?){0,4}$"
)
_SPENT_ON = re.compile(
    r"(?:安排|发放|拨付)(?P<what>[一-龥]{2,10}(?:资金|补贴|补助|奖励|经费|贴息))(?=[，。；]|$)"
)
# 瓦斯爆炸事故造成3人死亡
_CAUSED = re.compile(r"(?P<event>[^，。；：]{2,24}?)(?:造成|致使|导致|致)$")
# 减半征收1—3个月 | 房租
_PAID_HALF = re.compile(
    r"(?:征收|收取|缴纳|支付|计收)(?:\d{1,2}(?:[—-]\d{1,2})?个月)?的?(?P<what>[一-龥]{2,8}?)(?=[，。；、（\n]|$)"
)
# 免收租金、物业费3个月， | 减半 | 收取6个月
_FREED_BEFORE = re.compile("免收(?P<what>[一-龥、]{1,14}?[金费租税款])[^，。；、]{0,5}[、，]$")
# 对小微企业和个体工商户年应纳税所得额不到…的部分，减半征收 | 所得税
_PAYER = re.compile("对(?P<who>[一-龥]{0,8}(?:企业|工商户|纳税人))(?=[年，的])")
_DONE = re.compile("(?P<what>[一-龥]{3,20}?)(?=[，。；、]|$)")
_DEADLINE = re.compile(
    r"(?:以|之)?内[，]?(?:由[一-龥]{1,8}?)?(?P<deed>(?:补缴|补办|办理|办结|完成|制定|出台|缴纳|报送|上报|提出|作出|拨付|兑现|答复|反馈|审核|退还)[一-龥]{2,14})(?=[，。；的])"
)
_HOW_LONG = re.compile("的?(?P<what>有效期|试行期|执行期)")
_LEAST_DUTY = 4
_FROM_WHEN = re.compile("(?:日|之日|起|后|内|次日|当日)(?:起)?$|(?<![存现所实])[在于]$")
_OF_RATE = re.compile("的(?P<what>税率|费率|利率|比例|股权|股份|份额)")
_FIRST_OF = re.compile(
    r"(?P<who>[^，。；、]{2,12})?成为[^，。；、成]{0,8}(?:首个|首座|唯一|第[一二三四五六七八九十\d]{1,2}个)(?P<what>[^，。；、的]{2,16})$"
)
# 新增3个过千亿元 | 城市
_REGION = re.compile("的?(?:城市|省份|地级市|县级市|县|市|城区)(?=[，。；、\\d]|$)")
_RATES = frozenset({"税率", "费率", "利率", "比例"})
_SCORED_FOR = re.compile(
    r"(?P<what>(?!每|最|满|考核)[^，。；\d]{5,30}?)的?(?P<sign>各?[得扣])(?:基础分|绩效分|分)?$"
)
# 场所的消毒，每日不少于 | 2次; 每日 | 2次进行体温检测
_EACH_DAY = re.compile(
    "[^，。；]{0,8}?(?P<each>每[天日周月年晚班])(?:要|应|须)?(?:至少|不少于|不得少于|最少)?"
)
_AT_WORK = re.compile(
    "(?!以上|以下|左右|为)(?:进行|开展|实施|组织|如实|主动|定时|按时){0,2}(?P<what>[一-龥]{2,12}?)(?=[，。；、（\n]|$)"
)
_WORK_BEFORE = re.compile("(?:的|对[^，。；的]{2,24}?)(?P<what>[一-龥]{2,6})，$")
_NEAR = 40
_POINTS = re.compile("基础分|绩效分|得分|加分|扣分|满分")
# behind a number with a bound: the noun it is a condition of, or 的有
_CONDITIONED = re.compile(
    r"(?P<bound>以上|以下|及以上)?(?:的(?:[一-龥]{2,8})?|[一-龥]{1,8}?)(?P<tail>有|共有|达到?|分别达到?|增[至到]|)"
)
_COUNTED_BEFORE = re.compile(r"\d[种个家项条类](?P<noun>[一-龥]{2,10}?)中?[，,]")


_KEPT_APART = re.compile(
    "的?(?P<what>(?:居家|集中|监督性|健康|封闭|自我){0,2}(?:隔离医学观察|医学观察|健康监测|健康观察|隔离观察|隔离))"
)
_SOLUTION = re.compile("的?(?P<what>[一-龥]{0,6}(?:消毒液|消毒剂|酒精|乙醇|碘伏|双氧水|溶液|次氯酸钠))")
_UNDERGOES = ("接受", "进行", "落实", "执行", "解除", "完成", "实行", "实施", "经过", "满")
_COVERS = re.compile(
    "(?P<what>[^，。；]{0,30}?)(?:基本|已|全部|均|力争|率先)*实现了?(?P<where>[^，。；]{0,16})"
)
_PLACES = re.compile(
    "(?:全[省市县区域]|各?(?:乡镇|区县|县区|县域|市县|设区市|市域|省域|城乡|市区|街镇|村居|省市县乡?村?|市县乡村?|县乡村)"
    "[一二三四五]?级?)+"
)


def _any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; without words it matches nothing."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def duty_pattern(verbs: Iterable[str]) -> re.Pattern[str]:
    """What must be done within a time, behind it: 应当在认定之日起15个工作日 | 内，由主管部门将结果通知申请人.

    >>> duty_pattern(["通知"]).match("内，由主管部门将结果通知申请人")["duty"]
    '将结果通知申请人'
    """
    return re.compile(
        r"(?:以|之)?内，?(?:(?:由|向|为|以|对|凭|持|经)[^，。；、\d]{1,16}?)?"
        rf"(?P<duty>(?:将[^，。；\d]{{2,14}}?)?(?:{_any_of(verbs)})[^，。；\d]{{0,16}})"
    )


def lasting_pattern(verbs: Iterable[str]) -> re.Pattern[str]:
    """What may or must go on for a time, before it: 返岗人员应当居家观察 | 14天.

    >>> lasting_pattern(["居家观察"]).fullmatch("返岗人员应当居家观察")["deed"]
    '居家观察'
    """
    return re.compile(
        r"(?P<who>[^，。；]{0,20}?)(?:仍|均|都|也|则|一律)?(?:可以?|应当?|应该|须|必须|需要?|不需|无需)"
        rf"(?:自行|予以|继续|按规定|按要求)?(?P<deed>(?:{_any_of(verbs)})[^，。；]{{0,10}})"
    )


def name_of_loss(context: Context, left: LeftName, noun: str, cutter: PhraseCutter) -> str:
    """某煤矿瓦斯事故造成3人死亡 → 某煤矿瓦斯事故死亡."""
    caused = _CAUSED.search(left.text) if noun and context.quantity.kind == "person" else None
    event = cutter.cut_left(caused["event"]) if caused else ""
    return event + noun.removesuffix("人数") if event else ""


def name_of_half(text: str, context: Context) -> str:
    """对小微企业…，减半征收所得税 → 小微企业所得税."""
    if context.quantity.form != "half":
        return ""
    paid = _PAID_HALF.match(text, context.quantity.end)
    if paid is None:
        freed = _FREED_BEFORE.search(text[context.sentence_start : context.quantity.start])
        return freed["what"] if freed else ""
    payer = _PAYER.match(text, context.sentence_start)
    return (payer["who"] if payer else "") + paid["what"]


def name_of_times(text: str, context: Context) -> str:
    """三次参加全国人代会审议 → 参加全国人代会审议: what is done so many times; empty for other quantities.

    每日2次进行体温检测 → 每日体温检测; 场所的消毒，每日不少于2次 → 每日消毒.
    """
    quantity = context.quantity
    often = _EACH_DAY.fullmatch(context.left) if quantity.unit == "次" else None
    if often:
        what = _AT_WORK.match(context.clause_right) or _WORK_BEFORE.search(
            text, max(context.sentence_start, context.clause_start - _NEAR), context.clause_start
        )
        if what:
            return often["each"] + what["what"]
    done = _DONE.match(context.clause_right) if quantity.unit == "次" and quantity.form == "chinese" else None
    return done["what"] if done else ""


def name_of_duration(
    text: str, context: Context, left: LeftName, duties: re.Pattern[str], lasting: re.Pattern[str]
) -> str:
    """免收1—3个月房租 → 免收房租; 在疫情结束后3个月内补缴税款 → 补缴税款.

    ``duties`` finds what must be done in time, see :func:`duty_pattern`; ``lasting`` what goes on for a time, see
    :func:`lasting_pattern`.
    """
    if context.quantity.kind != "time":
        return ""
    if term := OWN_TERM.match(text, context.quantity.end):
        return term["what"]  # 设立5年 | 过渡期
    if kept_up := KEPT_UP.search(context.left):
        return kept_up["what"]  # 连续管护4年以上的
    if left.text.endswith("暂定"):  # 自发布之日起施行，暂定三年
        term = _HOW_LONG.match(context.right)
        return term["what"] if term else "有效期"
    freed = _FREED.search(left.text)
    half = "减半" if text.endswith("减半", 0, context.quantity.start - len(left.text)) else ""
    if freed and len(context.right) > 1 and (what := _FREED_OF.match(context.right)):
        return half + freed["deed"] + what.group()
    if freed and half:
        return half + freed["deed"]
    deadline = _DEADLINE.match(text, context.quantity.end)
    ended = ("后", "起", "结束", "期满")
    if deadline and (not left.name or left.name.endswith(ended) or left.text.endswith(ended)):
        return deadline["deed"]
    if barred := BARRED.match(text, context.quantity.end):
        return barred["what"]
    if left.text.endswith("分") and (paid := PAID_IN_PARTS.match(text, context.quantity.end)):
        return paid["what"]
    apart = _KEPT_APART.match(text, context.quantity.end)
    if apart and (not left.name or left.name.endswith(_UNDERGOES)):
        return apart["what"]  # 应接受14天的 | 集中隔离医学观察
    if fees := FREED_FEES.search(left.text):
        return fees.group()
    if endures := lasting.fullmatch(left.name):
        who, deed = endures["who"], endures["deed"]
        if who.endswith(("期限", "年限", "时限")):
            return who  # 救助期限可以放宽到 | 14天
        return deed if len(deed) >= _LEAST_DUTY else who + deed  # 创业贷款可展期 | 1年
    duty = duties.match(text, context.quantity.end)
    if duty and _FROM_WHEN.search(left.text):
        done = duty["duty"].removeprefix("将").removeprefix("进行")
        return done if len(done) >= _LEAST_DUTY or not left.name else ""
    return ""


def name_of_rate(context: Context, left: LeftName, before: Naming | None) -> str:
    """制造业现行16%的税率 → 制造业税率; 按再贷款利率的50%安排贴息资金 → 贴息资金."""
    if context.quantity.kind != "ratio":
        return ""
    if left.name in _RATES and left.text.startswith("的") and before is not None:
        return before.indicator  # 16%的税率 | 降至13%
    rate = _OF_RATE.match(context.right)
    if rate and left.name and not left.verb:
        return left.name.removesuffix("现行") + rate["what"]
    spent = _SPENT_ON.match(context.right)
    return spent["what"] if spent else ""


def name_of_first(context: Context, cutter: PhraseCutter) -> str:
    """上海港成为全球首个年吞吐量超过5000万标箱的大港 → 上海港年吞吐量; empty for other quantities.

    Cities and provinces that are past so much money are so by 地区生产总值: 新增3个过千亿元城市.
    """
    past = context.left == "过" or context.left.endswith("个过")
    if past and context.quantity.unit == "元" and _REGION.match(context.right):
        return "地区生产总值"
    first = _FIRST_OF.search(context.left) if "成为" in context.left else None
    if first is None:
        return ""
    what, _ = cutter.cut_right(first["what"])
    return cutter.cut_left(first["who"] or "") + what if len(what) >= 2 else ""


def name_of_solution(context: Context) -> str:
    """What a concentration is one of: 可用1000mg/L的 | 含氯消毒液擦拭; empty for other quantities."""
    solution = _SOLUTION.match(context.clause_right) if context.quantity.kind in ("ratio", "rate") else None
    return solution["what"] if solution else ""


def name_of_coverage(context: Context, before: Naming | None, cutter: PhraseCutter) -> str:
    """What covers all of something: 公交服务实现乡镇 | 全覆盖 → 公交服务; empty for other quantities.

    A place that is covered is left out, a field is named too (医保结算服务县级医院).
    """
    covers = (
        _COVERS.fullmatch(without_brackets(context.left)) if context.quantity.form == "coverage" else None
    )
    if covers is None or context.previous is not None:
        return ""
    what = cutter.cut_left(covers["what"].lstrip("、，"))
    placed = _PLACES.fullmatch(covers["where"]) is not None
    if len(what) >= 2:
        return what if placed else what + covers["where"]
    return before.indicator if before is not None and placed else ""


def name_of_points(context: Context, titles: Sequence[str]) -> str:
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


def name_with_condition(text: str, context: Context, cutter: PhraseCutter) -> str:
    """A name with a number inside: 产值超100亿元企业 | 5家, 占比超过10%的 | 有44种 (of the goods named before)."""
    previous = context.previous
    if previous is None or context.quantity.kind not in ("count", "person"):
        return ""
    match = _CONDITIONED.fullmatch(context.left)
    if match is None or MOVES.match(context.left) or context.left.endswith(("和", "及", "与", "、")):
        return ""
    bound = text[max(context.clause_start, previous.start - 3) : previous.start]
    if not (match["bound"] or cutter.bounds_before.at_end(bound)):
        return ""
    start = context.clause_start
    if context.index >= 2:
        start = max(start, context.siblings[context.index - 2].end)
    condition = text[start : context.quantity.start - len(match["tail"])]
    joint = condition[: previous.start - start].rfind("、")
    condition = cutter.cut_left(condition[joint + 1 :])
    if condition.endswith("的"):
        noun = _COUNTED_BEFORE.search(text, context.sentence_start, context.clause_start)
        condition += noun["noun"] if noun else ""
    condition = re.sub("(?:[达增][到至]?|超过|突破)$", "", condition)
    return condition if 4 <= len(condition) <= 36 else ""
