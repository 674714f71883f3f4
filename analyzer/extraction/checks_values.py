"""Values of one indicator that contradict each other: two for one year, a target below what is achieved.

Only values are compared that certainly measure the same: one canonical indicator, named in front of its number
and by nothing more than itself (全市城镇新增就业2.6万人, not 其中青年城镇新增就业), of one unit and measure, for the
whole region of the document and one year. Sums and averages over several years (五年累计, 年均) are compared with
nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from analyzer.model import Check, Target
from analyzer.structure.condense import Condensed

_CLAUSE_MARK = re.compile("[，。；：！？、\n（）〔〕“”]")
_HOME = r"(?:全国|全省|全市|全县|全区|全州|全旗|我国|我省|我市|我县|我区|本市|本区|全社会)"
_YEAR = r"(?:(?:19|20)\d{2}年?|今年|去年|本年|当年|全年|上年|明年)"
# what may stand before an indicator without making another of it
_BEFORE = re.compile(
    rf"(?:{_HOME}|{_YEAR}|其中|到|至|底|末|时|前|力争|确保|努力|争取|实现|完成|推动|保持|使|要|将|预计|计划|并|和|的|年|，)*"
)
# what may stand between an indicator and its number
_BEHIND = re.compile(
    r"(?:达到?|提高到|提升到|增加到|增长到|上升到|扩大到|降到|降低到|下降到|减少到|降至|升至|增至|提升至|提高至|增加至|增长至"
    r"|为|是|完成|实现|增长|增加|提高|上升|下降|降低|增速|涨幅|突破|超过|超|不低于|不少于|不超过|控制在|保持在|稳定在|维持在|总量|总数"
    r"|约|近|左右|将|力争|要|了|在|到|仅|预计|分别|已|均|高达|至|实际|人数|总值|\(|\))*"
)
# sums, averages and stretches of time: not the value of one year
_SEVERAL_YEARS = re.compile(
    r"累计|年均|平均每年|每年|[两三四五六七八九十几\d]年[来间内中]?|这五年|以来|期间|连续|新增|净增|五年|分别|比\d{4}|较\d{4}"
)
# a floor that the achieved value may well exceed
_FLOOR = re.compile(r"保持|稳定|维持|守住|不低于|不少于|底线|以上|以内|控制|严守|巩固")
_REACHES = re.compile(
    "达到|达|提高到|提升到|增加到|增长到|上升到|扩大到|升至|增至|提高至|提升至|降到|降至|降低到|下降到|为"
)
_FIRM_NAME = "noun-before"
_PARTLY = re.compile(r"其中")


def check_values(
    view: Condensed, targets: Sequence[Target], directions: Mapping[str, str]
) -> Iterator[Check]:
    """Contradictions between the targets of one document.

    Args:
        view: the condensed text.
        targets: what ``TargetFinder`` found in it.
        directions: canonical indicator → the direction that is wished for (``up``, ``down`` or empty).
    """
    alike: dict[tuple[str, ...], list[Target]] = defaultdict(list)
    for target in targets:
        if _comparable(view, target):
            key = (target.indicator_id, target.unit, target.measure, target.direction, _scope(target))
            alike[key].append(target)
    for members in alike.values():
        yield from _two_values(members)
        levels = [target for target in members if _is_level(view, target)]
        yield from _below_achieved(view, levels, directions)


def _comparable(view: Condensed, target: Target) -> bool:
    """Whether the number is surely the value of its indicator for one year and the whole region."""
    if not target.indicator_id or target.value is None or target.value_max is not None:
        return False
    if target.status not in ("target", "actual") or target.measure not in ("level", "growth", "change"):
        return False
    if target.period is None or target.period.end is None or _FIRM_NAME not in target.rule:
        return False
    position = view.position(target.start)
    clause = view.text[max(0, position - 80) : position]
    marks = [match.end() for match in _CLAUSE_MARK.finditer(clause)]
    clause = clause[marks[-1] if marks else 0 :]
    before, named, behind = clause.rpartition(target.indicator)
    if not named or _BEFORE.fullmatch(before) is None or _BEHIND.fullmatch(behind) is None:
        return False
    if _PARTLY.search(before) or not _names_year(target):
        return False
    sentence = target.sentence.replace(target.indicator, "")
    return (target.measure == "level" and target.unit == "%") or _SEVERAL_YEARS.search(sentence) is None


def _names_year(target: Target) -> bool:
    """Whether the sentence itself says for which year: years taken from far away are too unsure."""
    if re.search(_YEAR, target.sentence):
        return True
    return target.status == "target" and ("目标" in target.sentence or target.rule.endswith(";lead"))


def _scope(target: Target) -> str:
    """The nation where it is named, else the document's own region."""
    return "全国" if target.scope in ("全国", "我国") else ""


def _two_values(members: Sequence[Target]) -> Iterator[Check]:
    seen: dict[tuple[str, int], Target] = {}
    for target in members:
        year = _year(target)
        first = seen.setdefault((target.status, year), target)
        if first is target or first.sentence == target.sentence or _agree(first, target):
            continue
        yield Check(
            "contradiction",
            "warning",
            f"“{target.indicator}”{year} 年的{'目标' if target.status == 'target' else '数值'}前面是"
            f"{first.value_text}，这里是{target.value_text}，请核对口径。",
            _written(first),
            _written(target),
            target.start,
            target.end,
        )


def _is_level(view: Condensed, target: Target) -> bool:
    """Whether the value is a state that is reached (提高到65%), not a year's work (完成造林100万亩)."""
    if target.measure != "level":
        return False
    position = view.position(target.start)
    return target.unit == "%" or _REACHES.search(view.text, max(0, position - 5), position) is not None


def _below_achieved(
    view: Condensed, members: Sequence[Target], directions: Mapping[str, str]
) -> Iterator[Check]:
    achieved = [target for target in members if target.status == "actual"]
    for target in members:
        wished = directions.get(target.indicator_id, "")
        if target.status != "target" or target.measure != "level" or not wished:
            continue
        if target.comparator not in ("eq", "ge", "gt", "le", "lt") or _FLOOR.search(_beside(view, target)):
            continue
        for fact in achieved:
            if fact.comparator not in ("eq", "ge" if wished == "up" else "le"):
                continue
            if _year(fact) <= _year(target) and _worse(target, fact, wished):
                short = "低于" if wished == "up" else "高于"
                yield Check(
                    "target_below_actual",
                    "warning",
                    f"“{target.indicator}”{_year(target)} 年的目标{target.value_text}，"
                    f"{short} {_year(fact)} 年已达到的{fact.value_text}。",
                    _written(fact),
                    _written(target),
                    target.start,
                    target.end,
                )
                break


def _beside(view: Condensed, target: Target) -> str:
    """The words right before and behind a number."""
    position = view.position(target.start)
    behind = view.position(target.end)
    return view.text[max(0, position - 10) : position] + view.text[behind : behind + 4]


def _worse(target: Target, fact: Target, wished: str) -> bool:
    if target.value is None or fact.value is None:
        return False
    step = max(last_digit(target), last_digit(fact))
    if wished == "up":
        return target.value < fact.value - step
    return target.value > fact.value + step


def _agree(first: Target, second: Target) -> bool:
    """Whether two values may both be true: equal but for rounding, or one a bound that the other keeps."""
    if first.value is None or second.value is None:
        return True
    if abs(first.value - second.value) <= max(last_digit(first), last_digit(second)):
        return True
    if first.status == "target":
        return first.comparator != second.comparator and "approx" in (first.comparator, second.comparator)
    for one, other in ((first, second), (second, first)):
        if one.comparator in ("ge", "gt") and other.value is not None and one.value is not None:
            return other.value >= one.value
        if one.comparator in ("le", "lt") and other.value is not None and one.value is not None:
            return other.value <= one.value
    return "approx" in (first.comparator, second.comparator)


def last_digit(target: Target) -> Decimal:
    """One unit of the last digit written: 1.43万亿元 → 100亿元; 0 for a whole count like 320个, which is exact."""
    number = re.search(r"\d[\d,]*(?:\.(\d+))?", target.value_text.replace(" ", ""))
    if number is None or target.value is None:
        return Decimal(0)
    mantissa = Decimal(number.group().replace(",", ""))
    if not mantissa or (mantissa == target.value and number[1] is None):
        return Decimal(0)
    return abs(target.value / mantissa) * Decimal(1).scaleb(-len(number[1] or ""))


def _year(target: Target) -> int:
    return target.period.end.year if target.period and target.period.end else 0


def _written(target: Target) -> str:
    return "".join(target.value_text.split())
