"""What does not add up inside one document, as far as items and numbers show it.

First kinds: an announced count against the items found, gaps and repeats in a numbering, one indicator with two
values for one year, a number that no rule explains. Every row is one Chinese sentence with its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from analyzer.model import Check, Item, Target
from analyzer.structure.condense import Condensed

# a larger jump is a list that was cut out of its document, not a slip
_MAX_GAP = 4
# names taken over from elsewhere are too unsure to accuse a document of contradicting itself
_UNSURE = ("carried", "clause-before", "shared")


def find_checks(
    view: Condensed,
    outline: Sequence[Item],
    targets: Sequence[Target],
    unexplained: Sequence[tuple[int, int]],
) -> tuple[Check, ...]:
    """All checks of one document in the order of the text, offsets into the document.

    >>> from analyzer.structure.condense import condense
    >>> from analyzer.structure.outline import find_outline
    >>> view = condense("重点抓好三方面工作：一是修路。二是架桥。")
    >>> [check.message for check in find_checks(view, find_outline(view), (), ())]
    ['此处说有 3 项，实际列出 2 项。']
    """
    checks = [
        *_counts(outline),
        *_numbering(outline),
        *_contradictions(targets),
        *_loose_numbers(view, unexplained),
    ]
    return tuple(sorted(checks, key=lambda check: (check.start, check.kind)))


def _groups(outline: Sequence[Item]) -> dict[int, list[Item]]:
    groups: dict[int, list[Item]] = defaultdict(list)
    for item in outline:
        groups[item.group].append(item)
    return groups


def _counts(outline: Sequence[Item]) -> Iterator[Check]:
    for members in _groups(outline).values():
        announced = members[0].announced
        if announced is not None and announced != len(members):
            yield Check(
                "announced_count",
                "warning",
                f"此处说有 {announced} 项，实际列出 {len(members)} 项。",
                str(announced),
                str(len(members)),
                members[0].start,
                members[-1].own_end,
            )


def _numbering(outline: Sequence[Item]) -> Iterator[Check]:
    for members in _groups(outline).values():
        previous: Item | None = None
        for item in members:
            if previous is not None and previous.ordinal.isdigit() and item.ordinal.isdigit():
                last, now = int(previous.ordinal), int(item.ordinal)
                if now == last:
                    yield _order(item, "numbering_repeat", f"编号“{item.marker}”重复出现。", last + 1, now)
                elif last + 1 < now <= last + _MAX_GAP:
                    yield _order(
                        item,
                        "numbering_gap",
                        f"编号从 {last} 跳到 {now}，中间缺 {now - last - 1} 项。",
                        last + 1,
                        now,
                    )
            previous = item


def _order(item: Item, kind: str, message: str, expected: int, found: int) -> Check:
    return Check(kind, "warning", message, str(expected), str(found), item.start, item.title_start)


def _contradictions(targets: Sequence[Target]) -> Iterator[Check]:
    """The same canonical indicator, scope, unit, measure, status and year with two values."""
    seen: dict[tuple[str, ...], Target] = {}
    for target in targets:
        if (
            not target.indicator_id
            or target.period is None
            or target.period.end is None
            or target.value is None
        ):
            continue
        if (
            target.measure != "level"
            or target.comparator != "eq"
            or any(rule in target.rule for rule in _UNSURE)
        ):
            continue
        key = (
            target.indicator,
            target.scope,
            target.unit,
            target.measure,
            target.direction,
            target.status,
            target.period.end.isoformat(),
        )
        first = seen.setdefault(key, target)
        if first.value != target.value and first.sentence != target.sentence:
            yield Check(
                "contradiction",
                "notice",
                f"“{target.indicator}”在 {target.period.end.year} 年出现两个数值，请核对口径。",
                f"{first.value}{first.unit}",
                f"{target.value}{target.unit}",
                target.start,
                target.end,
            )


def _loose_numbers(view: Condensed, unexplained: Sequence[tuple[int, int]]) -> Iterator[Check]:
    for start, end in unexplained:
        at = view.position(start)
        number = view.text[at : view.position(end)]
        yield Check(
            "unexplained_number",
            "notice",
            f"数字“{number}”没有被任何规则解释，请人工核对。",
            "",
            number,
            start,
            end,
        )
