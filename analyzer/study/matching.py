"""Which span of one side belongs to which span of the other: first those alike, then those that overlap."""

from __future__ import annotations

from analyzer.study.annotations import Annotation

_MOST_AT_ONCE = 200

Pairs = list[tuple[Annotation, Annotation]]


def same_spans(
    found: list[Annotation], wanted: list[Annotation]
) -> tuple[Pairs, list[Annotation], list[Annotation]]:
    """Pairs with the same ends; of several at one place those with the same label first."""
    pairs: Pairs = []
    for key in (
        lambda each: (each.start, each.end, each.label),
        lambda each: (each.start, each.end),
    ):
        waiting: dict[tuple[object, ...], list[Annotation]] = {}
        for each in reversed(wanted):
            waiting.setdefault(key(each), []).append(each)
        rest = []
        for each in found:
            if candidates := waiting.get(key(each)):
                pairs.append((each, candidates.pop()))
            else:
                rest.append(each)
        taken = {id(other) for _, other in pairs}
        found, wanted = rest, [each for each in wanted if id(each) not in taken]
    return pairs, found, wanted


def overlapping(
    found: list[Annotation], wanted: list[Annotation]
) -> tuple[Pairs, list[Annotation], list[Annotation]]:
    """Pairs that share characters, one to one, the largest share first."""
    candidates: list[tuple[int, int, int]] = []
    ordered = sorted(range(len(found)), key=lambda index: found[index].start)
    active: list[int] = []
    at = 0
    for number in sorted(range(len(wanted)), key=lambda index: wanted[index].start):
        gold = wanted[number]
        while at < len(ordered) and found[ordered[at]].start < gold.end:
            active.append(ordered[at])
            at += 1
        # time stays linear where spans are piled up without end
        del active[:-_MOST_AT_ONCE]
        for index in active:
            shared = min(gold.end, found[index].end) - max(gold.start, found[index].start)
            if shared > 0:
                candidates.append((-shared, number, index))
        # starts only grow: what ends before this start meets no later span
        active = [index for index in active if found[index].end > gold.start]
    pairs: Pairs = []
    used_found: set[int] = set()
    used_wanted: set[int] = set()
    for _, number, index in sorted(candidates):
        if index not in used_found and number not in used_wanted:
            used_found.add(index)
            used_wanted.add(number)
            pairs.append((found[index], wanted[number]))
    return (
        pairs,
        [each for index, each in enumerate(found) if index not in used_found],
        [each for number, each in enumerate(wanted) if number not in used_wanted],
    )
