"""Names that go on from the number before: 年初预算为14.5亿元，实际完成14.52亿元，为预算的100.1%.

Which clauses name nothing of their own, and which number before they speak of, stands here; what a clause is called
that only says what was done (全年减税400亿元) too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.extraction.context import Context
from analyzer.extraction.coordination import Naming
from analyzer.extraction.left_names import LeftName
from analyzer.extraction.phrasing import PhraseCutter

# 增速比一季度加快 | 0.4个百分点
_PACE = re.compile("(?:增速|增幅|涨幅|降幅)(?:比|较)[^，。；]{2,10}")
# 为调整预算的 | 100%
_BUDGET = re.compile(
    "[，、]?(?:已|约|均)?(?:为|完成|占|达到?)(?:了)?(?:年初|年度|调整|变动|全年|年|省定|市定|既定|预期|下达)?(?:预算|计划|任务|目标(?:任务)?)数?的"
)
# 年初预算为14.5亿元，实际完成 | 14.52亿元
_CARRIED_OUT = re.compile("^，?(?:全年|当年)?(?:实际)?(?:完成|执行)(?:数为|了)?$")
_PLANNED = re.compile("(?<=..)(?:年初|年度|调整|支出|收入)?预算(?:合计|数)?$")
# 目前已完成 | 180公里
_THINGS = frozenset({"count", "person", "length", "area", "mass", "volume", "power"})
_FINISHED = re.compile("(?:目前)?(?:已|累计)(?:经|累计)?(?:完成|建成|改造|实施|开工|投用|签约)$")
_LONGEST_WHOSE = 4
# 稳岗返还惠及 | 企业 | 约1.2万家; …，惠及近 | 30万户
REACHED = re.compile(
    "^[，、]?(?P<what>[^，。；、]{0,24}?)、?(?:预计|累计|将|已|可)?惠及(?P<who>[^，。；、\\d]{0,12})$"
)
# 轻工业产值…，在工业总产值中的比重，由 | 42.7%
_SHARE_STATED = re.compile(
    "(?:^|(?<=[，；]))(?P<whose>[^，。；]{0,24}?)(?P<share>在[^，。；在]{2,20}中(?:所占)?的?(?:比重|比例|份额|占比))，$"
)
_SHARE_OF_DAYS = re.compile("(?<=天数)(?:比例|比率|占比)$")
_AS_WELL = re.compile("[也又均]")
_ABOUT = re.compile("(?:[近约超达]|超过|达到|接近|全[国省市区县])+$|^(?:全[国省市区县]|本[省市区县])")
# who could be reached by anything
_ANYONE = frozenset({"企业", "居民", "群众", "农民", "农户", "家庭", "学生", "人口", "户数", "人数", "人次"})
_LONGEST_DOER = 12


def goes_on(left: str, name: str, before: Naming, caps: frozenset[str]) -> bool:
    """Whether a clause with a name speaks of the number before all the same.

    单户最高5万元 of a grant (``caps`` are the words for each one it is for), 增速比一季度加快0.4个百分点,
    为预算的100.1%.
    """
    capped = before.rule == "grant" and name in caps
    return capped or _PACE.fullmatch(name) is not None or _BUDGET.fullmatch(left) is not None


def is_compared(context: Context, left: LeftName) -> bool:
    """Whether a multiple has no name of its own: …5800亿元，是前五年总和的 | 1.7倍."""
    if context.quantity.kind != "multiple" or context.previous is not None or not left.text.endswith("的"):
        return False
    equals = context.left.lstrip("，、").startswith(("是", "为", "等于", "相当于"))
    named = left.name not in ("", "也", "都") and not equals
    # 对外贸易也达到1950年的1.8倍 has one
    return not named or (left.verb != "" and _AS_WELL.search(left.text) is None)


def name_that_goes_on(left: str, before: Naming, unit: str) -> str:
    """The name before, for what was carried out without the budget it stood in: 收入年初预算…，实际完成 → 收入."""
    if unit == "天":
        return _SHARE_OF_DAYS.sub("", before.indicator)  # 优良天数比例达到77%、增加 | 13天
    return _PLANNED.sub("", before.indicator) if _CARRIED_OUT.search(left) else before.indicator


def name_of_relief(context: Context, left: LeftName, before: Naming | None, reliefs: frozenset[str]) -> str:
    """为企业减负50亿元 → 企业减负, 全年减税400亿元 → 减税 (one of ``reliefs``); empty for other quantities."""
    if left.verb not in reliefs or context.quantity.kind != "money" or len(left.name) > _LONGEST_WHOSE:
        return ""
    counted = context.index > 0 and context.siblings[context.index - 1].kind in ("count", "person")
    whose = before.indicator if before is not None and counted and not left.name else left.name
    return whose + left.verb


def find_same_unit(contexts: Sequence[Context], at: int) -> int | None:
    """The number before last, where a name that goes on is its: 公路320公里，总投资4.6亿元，已完成180公里."""
    context = contexts[at]
    if at < 2 or context.quantity.kind not in _THINGS or not _FINISHED.search(context.left):
        return None
    last, earlier = contexts[at - 1], contexts[at - 2]
    sentence = earlier.sentence_start == context.sentence_start
    unit = context.quantity.unit
    return at - 2 if sentence and earlier.quantity.unit == unit != last.quantity.unit else None


def name_of_reached(context: Context, who: str, before: Naming | None, what: str) -> str:
    """Who something reaches, with what reaches them: 改造小区30个，惠及居民2万户 → 小区惠及居民.

    Args:
        context: the quantity and its surroundings.
        who: the noun behind the number, or the one between the deed and the number.
        before: the name of the number before in the sentence.
        what: the text from the clause's start to the deed, its edges cut off.

    Returns:
        The name, empty for quantities that are not reached by anything.
    """
    who = _ABOUT.sub("", who) or {"户": "户数", "人": "人数", "人次": "人次"}.get(context.quantity.unit, "")
    goes_on_here = before is not None and who in _ANYONE and len(before.indicator) <= _LONGEST_DOER
    whose = what or (before.indicator if before is not None and goes_on_here else "")
    return f"{whose}惠及{who}" if whose and who and "惠及" not in whose else ""


def name_of_share(ahead: str, context: Context, before: Naming | None, cutter: PhraseCutter) -> str:
    """The share that the clause before states: …在工业总产值中的比重，由 | 42.7%上升到 | 51%.

    Args:
        ahead: the sentence up to the clause of the quantity.
        context: the quantity and its surroundings.
        before: the name of the number before; the share is its where the clause names nothing.
        cutter: the word lists.

    Returns:
        The name, empty for other quantities.
    """
    stated = _SHARE_STATED.search(ahead) if context.quantity.kind == "ratio" else None
    if stated is None:
        return ""
    whose = cutter.cut_left(stated["whose"]) or (before.indicator if before is not None else "")
    return whose + stated["share"] if whose else ""
