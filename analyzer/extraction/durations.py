"""Which stretches of time a policy sets: 期限不超过1年, 连续5年给予奖励, 免收租金3个月, 平均受教育年限11.3年.

All others only say when or how long something went on (五年来, 连续11年) and are no quantities.
"""

from __future__ import annotations

import re

from analyzer.model import Quantity

_PARAMETER_BEFORE = re.compile(
    r"(?:期限|年限|(?<![时学日近初中末长短远后前])期(?!间|内|待|中|望|末)|寿命|周期|时长|时间|时限|工期|龄|住院日|用时|耗时)[^，。；、]{0,10}$|"
    r"(?:最长|最短|最多|至多|至少|不超过|不少于|不低于|不得超过|不得少于|延长|缩短|压缩|压减|提前|顺延|展期|可展|免收|免征|免租|免除|减免|缓缴|缓交|延期|公示|"
    r"延缴|试用|限期|满|超过|未满|不满|暂定|按照?|给予[^，。；]{0,12}|期满|预缴|留存|保存|补贴|奖励|补助|返还|减半(?:征收|收取|缴纳|计收)|每满|达到|降到|提高到|延长到|(?:压缩|缩短|压减|压降|延长|缩减|精简|减少|减)[到至为]|(?:放假|调休)[^。]{0,6}共|(?:取消|停止|暂停)[^，。；]{2,12}资格|步行|骑行|公交|车程|驾车|(?<!比)[原][来先]?的?)$"
)
# 设立5年过渡期: a time with a name of its own
OWN_TERM = re.compile(
    "的?(?P<what>(?:过渡|观察|宽限|保护|缓冲|质保|免税|还款|试用|适应|隔离|等待|冷静|公示|见习|培育|免租|装修|服务)期)"
)
# 处 | 五日 | 以下拘留
_CONFINED = re.compile("(?:以[上下])?的?(?:拘留|有期徒刑)")
_UNDER_WATCH = re.compile("(?:隔离|观察|留观|静置)(?:满|至少)?$")
# 浸泡 | 30分钟, 14天 | 的居家隔离
_TREATED = re.compile(
    "(?:作用|浸泡|煮沸|静置|加热|通风|消毒|冲洗|揉搓|熏蒸|照射|擦拭)(?:时间)?(?:不少于|至少|应?为|应)?$"
)
# 补助分两年 | 等额拨付
PAID_IN_PARTS = re.compile(
    "(?P<what>(?:逐年|等额|平均|按比例)?(?:兑付|拨付|发放|支付|兑现|给付|返还|缴纳|缴清))"
)
# 三年 | 内不得申报涉农项目
BARRED = re.compile("(?:以|之)?内(?P<what>(?:不得|不再|不予|禁止|取消|停止|暂停|限制)[^，。；\n]{2,14})")
# 国有房屋可 | 免收租金、物业费 | 3个月
FREED_FEES = re.compile("(?:[减免][收征免除缴]|延?缓[缴交征]|延[期缓]缴纳?)[一-龥、]{0,14}[金费租税款]$")
_ROTATED = re.compile(r"[一-龥]{0,6}?[一二两\d]次(?![性日])")
_WITHOUT_BREAK = re.compile(
    r"(?:稳定|正常|灵活|失业)(?:就业|经营|登记|缴费|运营|工作)(?:时间)?(?:已)?(?:达|满)?$"
    r"|连续(?:参加|缴纳|参保|工作|居住|经营|从事|任职|服务)[^，。；\d]{0,20}$"
)
_KEPT_APART = re.compile("的?(?:居家|集中|监督性|健康|封闭){0,2}(?:隔离|医学观察|健康监测|封闭管理)")
_AHEAD_OF_PLAN = re.compile("(?:全部|全面)?(?:建成|完成|实现|投产|通车|达到|达产|交付|兑现|向)")
_HOURS_SPENT = re.compile("(?:飞行|志愿服务|培训|授课|供电|发电|运行|使用)(?:了|达|共|累计)?$")
# 连续管护4年以上的
KEPT_UP = re.compile("(?P<what>连续(?!给予|奖励|补[贴助]|保持|超过|增长)[一-龥]{2,4}?)(?:满|达)?$")
# 亏损可在 | 10年内弥补
_PERMITTED_IN = re.compile("(?:可以?|应当?|须)[在于]$")
# 由5天压缩至3天: how long something takes
_TAKES_LONG = re.compile(r"[由从](?:原来?的?|原先的?|现在的|平均|法定)?$")
_SHORTENED = re.compile("(?:压缩|缩短|压减|缩减|减少|延长|提高|增加)[到至为]|[降减缩][到至]")
_REACHABLE = re.compile("(?:可达|通达|直达)(?![率性度圈])")
_HAPPENED = re.compile("(?:以|之)?内(?:就|便|即)?[^，。；为除]{1,10}(?<!为)(?<!除)了(?!解|结)")
_SERIES = re.compile(r"(?:连续|前|后|以后|其后)$")
_GRANT = re.compile(r"奖励|补贴|补助|补偿|给予|贴息|返还|减免|免征|免收|扣除|享受|资助|支持")
_DEADLINE = re.compile(
    r"(?:之?日起|之后|结束后|期满后?|到期后?|后|自\w{2,16}起|在|于|应当在|收到\w{0,12}|之日|次年\w{0,4})$"
)
_PAID_BY_TIME = re.compile(
    "(?:及?以[上下])?(?:期限)?(?:的)?(?:房租|租金|物业费|社会保险费|水电费|电费|工资|薪|房屋租金|场地租金|摊位费|生活补助|基本养老金|失业保险金|劳动(?:（[^（）]{1,6}）)?合同)"
)
_SHORT = frozenset({"天", "小时", "分钟", "个月", "秒", "个工作日"})


def rotates(quantity: Quantity, after: str) -> bool:
    """Whether a time is how often something is done: 每 | 4年 | 轮换一次.

    Args:
        quantity: the time.
        after: the text behind it.
    """
    return quantity.unit in ("年", "个月", "天") and _ROTATED.match(after) is not None


def is_parameter(before: str, after: str, quantity: Quantity, own: str) -> bool:
    """Whether a duration is the policy's own parameter or an indicator, not only a stretch of time.

    Args:
        before: the text before the duration, some 24 characters.
        after: the text behind it, some 16 characters.
        quantity: the duration.
        own: its own text.
    """
    if after.startswith("内蒙古") or _HAPPENED.match(after):
        return False  # 7日内蒙古出台措施, 两天之内就派出了25支医疗队
    if _REACHABLE.match(after) or (_TAKES_LONG.search(before) and _SHORTENED.match(after)):
        return True
    if quantity.unit == "天" and before.endswith(("增加", "减少", "增加了", "减少了")):
        return True  # 优良天数281天、比2020年增加36天
    if _CONFINED.match(after):
        return True  # 处五日以上十日以下拘留
    if OWN_TERM.match(after) or _UNDER_WATCH.search(before):
        return True  # 设立5年过渡期, 居家医学观察14天
    if before.endswith(("享受", "给予")) and _GRANT.search(after[:6]):
        return True  # 最高可享受一年全额贴息
    if before.endswith("分") and PAID_IN_PARTS.match(after):
        return True  # 补助分两年兑付
    if BARRED.match(after) or (_WITHOUT_BREAK.search(before) and after.startswith(("以上", "及以上", "的"))):
        return True  # 三年内不得申报, 连续缴纳社会保险12个月以上
    if before.endswith("每") and rotates(quantity, after):
        return True  # 小麦每4年轮换一次
    if _TREATED.search(before) or (quantity.unit == "天" and _KEPT_APART.match(after)):
        return True
    if quantity.unit == "小时" and _HOURS_SPENT.search(before):
        return True  # 累计飞行1308小时
    if before.endswith(("近", "过去", "未来", "今后", "这", "每", "上", "第", "历时", "时隔")):
        return False
    if before.endswith("提前") and quantity.unit not in _SHORT and _AHEAD_OF_PLAN.match(after):
        return False  # 提前一年建成通车
    if _PARAMETER_BEFORE.search(before) or FREED_FEES.search(before):
        return not after.startswith(("来", "间"))
    if quantity.unit in _SHORT and after.startswith(("内", "以内", "之内")):
        return _DEADLINE.search(before) is not None or not re.search(r"[年月]$", before)
    if _PAID_BY_TIME.match(after):
        return True  # 1个月房租免收, 免收两个月房租
    if after.startswith(("内", "以内", "之内")) and re.search(
        r"(?:之日起|结束后|期满|结转至?以后|以后)$", before
    ):
        return True
    if after.startswith(("内", "以内", "之内")) and _PERMITTED_IN.search(before):
        return True  # 亏损可在10年内弥补
    if KEPT_UP.search(before) and after.startswith(("以上的", "的，", "以上，")):
        return True  # 连续管护4年以上的，奖励
    if _SERIES.search(before):
        return _GRANT.search(after) is not None or _GRANT.search(before[-12:]) is not None
    if after.startswith(("的", "还款", "贴息", "宽限", "免租")) and _GRANT.search(before + after):
        return own[0].isdigit() and not after.startswith("的努力")
    return bool(
        re.search(r"(?:年限|寿命|时间|时长|天数|小时数|周期)(?:达到?|为|提高到|缩短到?|压缩到|至)?$", before)
    )
