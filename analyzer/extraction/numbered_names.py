"""Nouns behind a number that hold a number themselves: 30万个 | 5G基站, 50家 | 10亿级以上企业."""

from __future__ import annotations

import re

# 5家 | 营业收入超百亿元企业
_FIRMS_OF_SIZE = re.compile(
    r"年?(?:营业收入|主营业务收入|销售收入|营收|产值|投资额|总投资|投资|规模|市值)[超过突破达到]{0,2}[\d十百千万亿]{1,6}[万亿]?元(?:以上)?"
    "(?!的)(?:重大|重点)?(?:工业|产业)?(?:企业|项目|集群|产业链|园区)(?=[，。；、\n]|$|建成|开工|竣工|投产|达到|突破)"
)
# 45个 | 投资亿元以上重点项目
_INVESTED = re.compile(
    r"(?:总投资|计划投资|投资额?)[超过达]{0,2}[\d十百千万亿]{1,6}[万亿]?元(?:及?以上)?(?:的)?[一-龥]{0,6}?(?:项目|企业)(?![一-龥]{1,4}额)"
)
# 100个 | 投资亿元以上、10个投资10亿元以上项目
_INVESTED_LISTED = re.compile(
    r"(?P<sum>(?:总投资|计划投资|投资额?)[超过达]{0,2}[\d十百千万亿]{1,6}[万亿]?元(?:及?以上)?)[、和及]\d{1,5}个[^，。；]{2,16}?(?P<noun>项目|企业)"
)
# 1.2万个 | 亿元以上新建续建项目, 3个 | 过3000亿元城市, 7个 | 超20亿元项目
_OF_SIZE = re.compile(
    r"(?:(?:[过超]|超过|突破)[\d一二三四五六七八九十百千万亿.]{1,7}元?(?:以上)?|[\d一二三四五六七八九十百千万亿.]{1,7}元及?以上)(?!的)[一-龥]{0,8}?"
    "(?:项目|企业|城市|县|产业|集群|园区|镇)(?=[，。；、建开竣投达突]|$)"
)
# 3个 | 1类创新药
_GRADED = re.compile("[1一]类(?:创新药|新药|医疗器械)")
# 超过200家 | 世界500强企业
_TOP_FIRM = re.compile(r"(?:世界|中国|全球|全国|民营企业|制造业|服务业|民企){1,2}\d{1,3}强(?:企业)?")
# 30万个 | 5G基站, 30个 | 15分钟便民生活圈
_NUMBERED = re.compile(
    "(?:[3-6]G|\\d{1,2}分钟)[一-龥]{0,8}?(?:基站|专网|工厂|应用|项目|生活圈|服务圈|健身圈|养老圈|社区)(?=[，。；、\n]|$)"
)
# 100个 | “15分钟生活服务圈”
_QUOTED = re.compile(r"“[^”\n]{0,12}\d[^”\n]{1,12}”")
# 50家 | 10亿级以上企业
_OF_CLASS = re.compile(
    r"[\d十百千]{1,5}亿元?级(?:及?以上)?(?:的)?[一-龥]{0,6}?(?:企业|集群|产业链?|园区|项目)"
)
# names that hold a number of their own
_NUMBER_INSIDE = (_FIRMS_OF_SIZE, _GRADED, _NUMBERED, _OF_SIZE, _OF_CLASS, _INVESTED, _QUOTED)


def name_with_number(right: str, bound: str) -> str:
    """The noun that begins behind a quantity and holds a number, an empty string where there is none.

    Args:
        right: the clause behind the quantity, its bound included.
        bound: the bound behind the quantity (以上); only ranked firms may stand behind one.

    >>> name_with_number("5G基站，新增用户", ""), name_with_number("以上世界500强企业", "以上")
    ('5G基站', '世界500强企业')
    """
    for pattern in () if bound else _NUMBER_INSIDE:
        if inside := pattern.match(right):
            return inside.group()
    if not bound and (listed := _INVESTED_LISTED.match(right)):
        return listed["sum"] + listed["noun"]
    ranked = _TOP_FIRM.match(right, len(bound))
    return ranked.group() if ranked else ""
