"""A total against its parts: 重点项目320个，其中产业项目186个、民生项目140个.

A part may not exceed its total; parts that stand side by side may not add up to more; and parts that are known
to make up the whole (约束性 and 预期性, 中央 and 地方) must add up to it. Shares, rates and averages have no parts, and
words that begin a new subject (累计, 截至, 另) end the list of parts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from analyzer.extraction.checks_values import last_digit
from analyzer.model import Check, Target
from analyzer.structure.condense import Condensed

_OF_WHICH = re.compile(r"[，、；（]?其中[，：]?(?:包括|包含)?")
_SENTENCE_END = re.compile("[。！？\n]")
# a number after one of these is no total that parts could add up to
_NO_TOTAL = re.compile(r"每|人均|平均|户均|标准|比重|占比|率|不超过|最高|至少|以内|价|额度|限额|强度")
_COMPARED = re.compile("比|较|多于|增长|增加|减少")
_NO_TOTAL_UNITS = re.compile("[%‰位倍年月日天岁时秒/度]|分|点|级|折|成|1")
# how far the total may stand before 其中, and a part behind the one before it
_MAX_TO_PARTS = 24
_MAX_PART = 26
_MAX_PARTS = 20
_PART_BREAK = re.compile(
    r"[。；：！？\n]|其中|累计|截至|现有|现已|另|此外|同时|全年|共|合计|总|同比|比上年|分别|从|由|提高|增加|增长|下降|减少|达到|至|每|占|修复|治理|建成|完成"
)
# 总动力10亿千瓦，其中灌排动力达到1.2亿千瓦
_REACHES = re.compile("达到?$")
_JOINT = re.compile(r"^(?:多|余|左右|以上)?[^，、。；]{0,8}(?:[、，和与及]|以及)")
_WHOLES = (
    ("约束性", "预期性"),
    ("中央", "地方"),
    ("城镇", "农村"),
    ("城市", "农村"),
    ("男", "女"),
    ("进口", "出口"),
    ("公办", "民办"),
    ("境内", "境外"),
    ("国内", "国外"),
    ("必选", "自选"),
    ("定性", "定量"),
)


def check_totals(view: Condensed, targets: Sequence[Target]) -> Iterator[Check]:
    """Totals whose parts contradict them.

    Args:
        view: the condensed text.
        targets: the quantities of the document in the order of the text.
    """
    text = view.text
    places = [(view.position(target.start), view.position(target.end)) for target in targets]
    starts = [start for start, _ in places]
    for match in _OF_WHICH.finditer(text):
        after = bisect_left(starts, match.end())
        total = _total(text, targets, places, after, match.start())
        if total is None:
            continue
        parts = _parts(text, targets, places, after, match.end(), targets[total])
        if parts:
            whole = text[places[total][0] - 30 : places[total][0]]
            yield from _judge(
                targets[total],
                [targets[part] for part in parts],
                text[match.end() : places[parts[-1]][1] + 8],
                whole,
            )


def _total(
    text: str, targets: Sequence[Target], places: Sequence[tuple[int, int]], after: int, at: int
) -> int | None:
    """The quantity that 其中 at a position takes apart: the last one before it that is no rate of change."""
    for index in range(after - 1, max(-1, after - 4), -1):
        start, end = places[index]
        target = targets[index]
        if _SENTENCE_END.search(text, end, at) or at - end > _MAX_TO_PARTS + 20:
            return None
        if target.measure in ("growth", "rank") or target.unit in ("百分点", "%"):
            if target.measure == "growth" and "carried" in target.rule:
                continue  # 出口4.5亿元、增长5%，其中…
            return None
        left = text[max(0, start - 16) : start]
        clause = left[max(left.rfind(mark) for mark in "，。；：\n") + 1 :]
        if _COMPARED.search(clause):
            continue  # 赤字2.4万亿元，比去年增加6000亿元，其中…
        if _NO_TOTAL.search(clause) or _NO_TOTAL_UNITS.search(target.unit) or target.value is None:
            return None
        return index if target.measure in ("level", "change") and target.value_max is None else None
    return None


def _parts(
    text: str,
    targets: Sequence[Target],
    places: Sequence[tuple[int, int]],
    after: int,
    at: int,
    total: Target,
) -> list[int]:
    """The quantities that stand side by side behind 其中, as many as are surely parts of the total."""
    parts: list[int] = []
    for index in range(after, min(len(targets), after + _MAX_PARTS)):
        start, end = places[index]
        target = targets[index]
        name = text[at:start]
        if not parts:
            name = _REACHES.sub("", name)
        if len(name) > _MAX_PART or _PART_BREAK.search(name):
            break
        if target.unit != total.unit or target.value is None or target.value_max is not None:
            break
        if target.comparator not in ("eq", "gt", "ge", "approx"):
            break
        parts.append(index)
        at = end
        joint = _JOINT.match(text[end : end + 16])
        if joint is None:
            break
        at = end + joint.end()
    return parts


def _judge(total: Target, parts: Sequence[Target], words: str, whole: str) -> Iterator[Check]:
    if total.value is None:
        return
    values = [part.value for part in parts if part.value is not None]
    slack = last_digit(total) + sum((last_digit(part) for part in parts), Decimal(0))
    if len(values) == 1 or values[0] > total.value:
        slack = last_digit(total)
    first = parts[0]
    open_total = total.comparator in ("gt", "ge", "approx")
    if values[0] > total.value + (slack if open_total else 0) and not (
        open_total and values[0] < total.value * 2
    ):
        yield _check(
            "error",
            f"“其中”的{first.value_text}大于总数{total.value_text}。",
            total,
            first.value_text,
            parts,
        )
        return
    together = sum(values, Decimal(0))
    named = "、".join("".join(part.value_text.split()) for part in parts)
    if len(parts) >= 2 and not open_total and together > total.value + slack:
        yield _check(
            "warning",
            f"分项{named}相加，超过总数{total.value_text}。",
            total,
            _plain(together, total),
            parts,
        )
    elif (
        len(parts) == 2
        and _is_whole(words)
        and all(part.comparator == "eq" for part in (total, *parts))
        and abs(together - total.value) > slack
    ):
        yield _check(
            "warning",
            f"分项{named}相加，不等于总数{total.value_text}。",
            total,
            _plain(together, total),
            parts,
        )


def _is_whole(words: str) -> bool:
    return any(one in words and other in words for one, other in _WHOLES)


def _plain(value: Decimal, total: Target) -> str:
    return f"{value.normalize():f}{total.unit}"


def _check(severity: str, message: str, total: Target, found: str, parts: Sequence[Target]) -> Check:
    return Check(
        "total_parts",
        severity,
        "".join(message.split()),
        "".join(total.value_text.split()),
        "".join(found.split()),
        total.start,
        parts[-1].end,
    )
