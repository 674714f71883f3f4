"""Numbers without a unit: what they count by what stands around them (551万农村人口), and pure numbers (倍差1.96)."""

from __future__ import annotations

import re
from dataclasses import replace

from analyzer.model import Quantity

# nouns of people: a bare 551万 before them counts persons
_PEOPLE = re.compile(
    r"(?:\d{1,2}岁及?以[上下])?(?:[\u4e00-\u9fff]{0,8}?)(?:人口|农民|职工|考生|青年|妇女|残疾人|教师|婴幼儿|孕产妇|员工|白领|医护人员|医务人员|科技人员|人才|青少年|中小学生|游客|旅客|群众|学生|劳动力|党员|干部|居民|老人|儿童|毕业生|民工|企业退休人员|监测对象|在校生|适龄女生|女生|学员|志愿者|网格员|纳税人|参保人|低保对象|退役军人|患者|工人|社员|官兵|师生|教职工|农牧民|牧民|移民|市民|工作人员|专业技术人员|人(?!次|均|民|工|才|大|力))"
)
_PEOPLE_BEFORE = re.compile(r"(?:人口|人数|人员|职工|党员|学生|劳动力|毕业生|会员|工人)(?:[^，。；\d]{0,6})$")
_HOUSEHOLDS = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:农户|家庭|住户|用户)")
_BODIES = re.compile("(?:市场|经营)主体")
_MONEY_BEFORE = re.compile(
    "(?:生产总值|经济总量|收入|产值|营收|销售额?|余额|总额|总市值|交易额|成交额|投资额)[^，。；\\d一二三四五六七八九十]{0,8}(?:\\d万亿、)?$"
)
_STANDS_ALONE = re.compile("[，。；、！]|两个台阶|大关|台阶|规模|$")
# 完成投资 | 96亿 | 集中开工, but not 96亿 | 股
_INVESTED = re.compile("(?:完成|争取|落实|中央|总|到位|超)(?:中央)?(?:投资|资金)$")
_COUNTED_NEXT = re.compile("[个件股吨斤亩人户头只张条米千平立美欧港日英]")
_INDEX = re.compile(
    r"(?:指数|系数|倍差|比值|之比|收入比|比例|生育率|性别比|生师比|职普比|死亡率|效率|强度|评分|指标值)(?:[达至到为是降缩增小在控制持稳定提高下]{0,5})$"
    # 灌溉水利用系数由 | 0.516 | 提高到 | 0.572
    r"|(?:指数|系数|收入比|比值|倍差)[由从][^，。；]{0,24}$"
)
_RATIO = re.compile(r"[:∶：]1(?![\d.:∶])")
_COLONS = (":", "∶", "：")
_SHARES = re.compile(r"\d(?:\.\d)?[:∶：]\d{1,2}(?:\.\d)?[:∶：]\d")


def counts_people(text: str, number: Quantity) -> bool:
    """Whether a number in 万 or 亿 counts persons: 551万 | 农村贫困人口, 待业人员积累到 | 23万."""
    if _PEOPLE.match(text, number.end):
        return True
    return _PEOPLE_BEFORE.search(text[max(0, number.start - 12) : number.start]) is not None


def unit_by_surroundings(text: str, number: Quantity) -> tuple[str, str] | None:
    """Unit and kind of a number in 万 or 亿 that counts households, bodies or money; None for others."""
    if _HOUSEHOLDS.match(text, number.end):
        return "户", "count"
    if _BODIES.match(text, number.end):
        return "个", "count"
    ahead = text[max(0, number.start - 20) : number.start]
    if _INVESTED.search(ahead) and not _COUNTED_NEXT.match(text, number.end):
        return "元", "money"  # 完成投资96亿集中开工
    if _MONEY_BEFORE.search(ahead) and _STANDS_ALONE.match(text, number.end):
        return "元", "money"  # 生产总值突破万亿
    return None


def read_ratio(text: str, first: Quantity, number: str) -> Quantity | None:
    """A pure number: 2.5:1, 倍差1.96, or one of the shares of 4.0∶37.7∶58.3; None for others.

    Args:
        text: the condensed text.
        first: the number as it stands.
        number: its digits.
    """
    if first.comparator != "eq" or not number.replace(".", "").isdigit():
        return None
    ratio = _RATIO.match(text, first.end)
    if ratio:
        return replace(first, end=ratio.end(), unit="1", kind="ratio", form="ratio")
    around = text[max(0, first.start - 16) : first.end + 16]
    if _SHARES.search(around) and (
        text.startswith(_COLONS, first.end) or text.endswith(_COLONS, 0, first.start)
    ):
        return replace(first, unit="%", kind="ratio", form="share")
    if _INDEX.search(text[max(0, first.start - 32) : first.start]):
        return replace(first, unit="1", kind="ratio", form="index")
    return None
