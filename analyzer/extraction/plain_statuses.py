"""What a clause says of a value by itself, whatever document it stands in.

The old value of a change (由30%提高到50%), a fact of the whole nation, the threshold of a definition.
"""

from __future__ import annotations

import re

from analyzer.extraction.context import Context, left_of_list, right_of_list
from analyzer.extraction.tense import WILL

# 将制造业现行 | 16% | 的税率降至13%
_IN_FORCE = re.compile("现行的?$")
_OF_RATE_CHANGED = re.compile("的(?:税率|费率|利率|比例|标准)[由从]?[一-龥]{0,4}[到至为]")
_BASELINE = re.compile(r"[从由](?![业事严])[^，。；]{0,14}$")
_NATION = 10**8
_WHOLE_PEOPLE = re.compile("[多余]?(?:中国人|中华儿女|各族人民|人民(?!币)|人领取|在校学?生)")
# 独角兽企业：是指成立时间不超过 | 10年
_DEFINED = re.compile("(?:^|[：:。”])(?:是指|指的是)[^。]{0,60}$")
_LAST_YEAR = re.compile("(?:去年|上年|过去一年|一年来|[五5]年来)(?:以来)?，")
_SCHEDULED = re.compile("[^，。；已]{0,20}(?:计划|拟|预计|将)(?:于|在)(?![^，。；]{0,8}基础)")
_TURNS_TO = re.compile(
    "[^，。；]{0,6}(?:提高|提升|提(?=[到至])|增|上升|扩大|降|减|下降|缩|压|延长|放宽|调整|下调|上调)[^，。；]{0,6}[到至]"
)


def plain_status(text: str, context: Context) -> tuple[str, str] | None:
    """Status and evidence where the clause alone tells them, None where it does not.

    Args:
        text: the condensed text.
        context: the quantity and its surroundings.
    """
    quantity = context.quantity
    if _IN_FORCE.search(context.left) and _OF_RATE_CHANGED.match(context.right):
        return "actual", "baseline"
    clause = text[context.clause_start : quantity.start]
    starts = "从" in clause or "由" in clause
    if (
        starts
        and _BASELINE.search(left_of_list(text, context))
        and _TURNS_TO.match(right_of_list(text, context))
    ):
        return "actual", "baseline"
    nation = quantity.unit == "人" and (quantity.value or 0) >= _NATION
    if nation and _WHOLE_PEOPLE.match(text, quantity.end):
        return "actual", "words"  # 把14亿 | 中国人的饭碗端牢
    if (
        quantity.kind == "age"
        and text[quantity.start - 1 : quantity.start] == "（"
        and text[quantity.end : quantity.end + 1] == "）"
    ):
        return "actual", "words"  # 李向前（23岁）
    if _SCHEDULED.match(context.right):
        return "target", "words"  # 4个 | 项目计划于2月底前复工
    if "指" in context.sentence and _DEFINED.search(text[context.sentence_start : quantity.start]):
        return "standard", "rule-giving"
    return None


def told_of_last_year(text: str, context: Context) -> str:
    """The words that open a sentence of the year before and ask for nothing: 去年，培育绿色工厂 | 30家.

    Empty where another time or will is told.
    """
    opening = _LAST_YEAR.match(text, context.sentence_start)
    wanted = WILL.search(text, context.sentence_start, context.quantity.start)
    return opening.group() if opening and not wanted else ""
