"""Lists that do not add up: announced counts against the items found, gaps and repeats in a numbering.

An announced count (重点抓好九个方面工作, a title's 十二条措施) is compared with the list it announces; a numbering with
itself. A marker that the outline did not take for one is looked for in the text before a document is accused
of having lost it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analyzer.model import Check, Item, Metadata
from analyzer.structure.announced import find_announced_all, find_announced_in_title
from analyzer.structure.condense import Condensed
from analyzer.structure.markers import read_ordinal
from analyzer.structure.nesting import INLINE_STYLES

# a larger jump is a list that was cut out of its document, not a slip
_MAX_GAP = 4
# how far behind its last item a list is searched for an item that the outline did not see
_REACH = 3000
_CHINESE = "〇一二三四五六七八九"
# 知识产权保护方面5项: items that say how many they hold
_OWN_COUNT = re.compile(r"(?<![\d.第])(\d{1,3}|[一二三四五六七八九十]{1,3})(?:项|条|个)(?!目)")
# the law quoted with its omissions: （一）……（四）
_OMITTED = re.compile("…|\\.{3}|[（从]略")
_NEWS = frozenset({"新闻", "其他"})


def check_lists(view: Condensed, outline: Sequence[Item], metadata: Metadata) -> Iterator[Check]:
    """Announced counts and numberings of one document.

    >>> from analyzer.structure.condense import condense
    >>> from analyzer.structure.outline import find_outline
    >>> view = condense("重点抓好三方面工作：一是修路。二是架桥。")
    >>> [check.message for check in check_lists(view, find_outline(view), Metadata())]
    ['此处说有 3 项，实际列出 2 项。']
    """
    groups: dict[int, list[int]] = defaultdict(list)
    for index, item in enumerate(outline):
        groups[item.group].append(index)
    lists = _Lists(view, outline)
    for members in groups.values():
        yield from lists.check_count(members)
        yield from lists.check_gaps(members)
    yield from lists.check_repeats()
    yield from _check_title(outline, metadata)


class _Lists:
    """The lists of one document with what is needed to look around them."""

    def __init__(self, view: Condensed, outline: Sequence[Item]) -> None:
        self.view = view
        self.outline = outline
        self._markers = frozenset(view.position(item.start) for item in outline)
        self._by_style: dict[str, list[int]] = defaultdict(list)
        self._firsts: dict[str, list[int]] = defaultdict(list)
        for index, item in enumerate(outline):
            self._by_style[item.style].append(index)
            if item.ordinal == "1":
                self._firsts[item.style].append(index)

    def check_count(self, members: Sequence[int]) -> Iterator[Check]:
        """One list against the count that its lead-in announces."""
        outline, first = self.outline, self.outline[members[0]]
        if first.announced is None or first.ordinal not in ("1", ""):
            return
        counts = find_announced_all(self.view.text, self.view.position(first.start))
        found = len(members)
        if found in counts or not counts:
            return
        levels = Counter(item.level for item in self._below(members))
        if any(number in counts for number in levels.values()):
            return
        own = [_own_count(outline[index].title) for index in members]
        if all(own) and len(own) > 1:
            parts = sum(number or 0 for number in own)
            if parts in counts:
                return
            yield Check(
                "announced_count",
                "warning",
                f"此处说有 {counts[-1]} 项，各条自报的项数相加为 {parts} 项。",
                str(counts[-1]),
                str(parts),
                first.start,
                outline[members[-1]].own_end,
            )
            return
        if self._goes_on(members[-1], found):
            return
        yield Check(
            "announced_count",
            "warning",
            f"此处说有 {counts[0]} 项，实际列出 {found} 项。",
            str(counts[0]),
            str(found),
            first.start,
            outline[members[-1]].own_end,
        )

    def _below(self, members: Sequence[int]) -> Sequence[Item]:
        """All items from the first member of a list to the end of the last."""
        end = self.outline[members[-1]].end
        last = members[-1]
        while last + 1 < len(self.outline) and self.outline[last + 1].start < end:
            last += 1
        return self.outline[members[0] : last + 1]

    def _goes_on(self, last: int, found: int) -> bool:
        """Whether the number after the last item stands somewhere behind it, as an item or only as text."""
        item = self.outline[last]
        same = self._by_style[item.style]
        at = bisect_right(same, last)
        for index in same[at : at + 2]:
            if self.outline[index].ordinal == str(found + 1):
                return True
            if self.outline[index].ordinal != str(found):  # a heading printed twice
                break
        start = self.view.position(item.title_start)
        return self._stands(found + 1, start, min(start + _REACH, self._next_list(last)))

    def _next_list(self, last: int) -> int:
        """Where a list in the same style begins again after an item, in the view."""
        firsts = self._firsts[self.outline[last].style]
        at = bisect_right(firsts, last)
        if at == len(firsts):
            return len(self.view.text)
        return self.view.position(self.outline[firsts[at]].start)

    def check_gaps(self, members: Sequence[int]) -> Iterator[Check]:
        """Numbers that a list leaves out."""
        for before, now in pairwise(members):
            previous, item = self.outline[before], self.outline[now]
            last, number = _number(previous, item)
            if not last + 1 < number <= last + _MAX_GAP or self._resumes(now, number):
                continue
            start, end = self.view.position(previous.title_start), self.view.position(item.start)
            missing = range(last + 1, number)
            if _OMITTED.search(self.view.text, start, end):
                continue
            if any(self._stands(wanted, start, end) for wanted in missing):
                continue
            yield _order(
                item,
                "numbering_gap",
                f"编号从 {last} 跳到 {number}，中间缺 {number - last - 1} 项。",
                str(last + 1),
                str(number),
            )

    def check_repeats(self) -> Iterator[Check]:
        """A number that a list has twice; the outline makes the second one the first of a new list."""
        last: dict[tuple[str, int | None], int] = {}
        for index, item in enumerate(self.outline):
            key = (item.style, item.parent)
            before = last.get(key)
            last[key] = index
            if before is None:
                continue
            previous = self.outline[before]
            known, number = _number(previous, item)
            if number != known or number < 2 or item.inline != previous.inline:
                continue
            if item.title == previous.title or self._is_reference(item) or self._resumes(index, number):
                continue
            start, end = self.view.position(previous.title_start), self.view.position(item.start)
            if self._stands(1, start, end):
                continue  # a new list, whose first marker the outline missed
            # a slip goes on with the next number or ends; 二、 … 二、 of two torn texts is none
            yield _order(
                item,
                "numbering_repeat",
                f"编号“{item.marker.strip()}”重复出现。",
                str(number + 1),
                str(number),
            )

    def _resumes(self, index: int, number: int) -> bool:
        """Whether an inline item goes on with an outer list of the same style: 二是（一是…三是…）三是."""
        item = self.outline[index]
        if item.style not in INLINE_STYLES:
            return False
        firsts = self._firsts[item.style]
        at = bisect_left(firsts, index)
        if not at or not firsts[at - 1]:
            return False
        outer = self.outline[firsts[at - 1] - 1]  # the item in which the inner list begins
        return outer.style == item.style and outer.ordinal == str(number - 1)

    def _stands(self, number: int, start: int, end: int) -> bool:
        """Whether a number stands in the text in a way that may be a marker the outline missed.

        It stands where a sentence or a line begins, or behind the digits of a page number: 14928、 is item 28 of
        page 149. The markers of other items are none.
        """
        return any(
            match.start() not in self._markers and match.start() - 1 not in self._markers
            for match in _loose_marker(number).finditer(self.view.text, start, end)
        )

    def _is_reference(self, item: Item) -> bool:
        start = self.view.position(item.start)
        return start > 0 and self.view.text[start - 1] not in "\n。；：！？）"


def _number(previous: Item, item: Item) -> tuple[int, int]:
    """The last numbers of two items; zeros where they cannot be compared."""
    head, _, last = previous.ordinal.rpartition(".")
    other, _, number = item.ordinal.rpartition(".")
    if head != other or not last.isdigit() or not number.isdigit():
        return 0, 0
    return int(last), int(number)


def _own_count(title: str) -> int | None:
    found = _OWN_COUNT.findall(title)
    return read_ordinal(found[-1]) if found else None


def _loose_marker(number: int) -> re.Pattern[str]:
    """A number in any form that a marker may have."""
    chinese = _in_chinese(number)
    circled = chr(0x245F + number) if number <= 20 else "⑳"
    return re.compile(
        rf"{number}[、.．](?!\d)|(?<![^\n。；：！？，）〕”])[（第]?{number}[，）：条章节]"
        rf"|(?<![^\n。；）]){number}(?=[\u4e00-\u9fff])|(?<![^\n]){number}\.\d"
        rf"|(?<![一二三四五六七八九十]){chinese}(?:[.．，）：]|是(?!否)|要|、(?![一二三四五六七八九十]))"
        rf"|(?<![^\n。；])第{chinese}(?![一二三四五六七八九十])|{circled}"
    )


def _in_chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _CHINESE[ones]
    return ("" if tens == 1 else _CHINESE[tens]) + "十" + (_CHINESE[ones] if ones else "")


def _order(item: Item, kind: str, message: str, expected: str, found: str) -> Check:
    return Check(kind, "warning", message, expected, found, item.start, item.title_start)


def _check_title(outline: Sequence[Item], metadata: Metadata) -> Iterator[Check]:
    """A title's count (十二条措施) against the lists of the document, at any depth."""
    announced = find_announced_in_title(metadata.title)
    if announced is None or not outline or metadata.doc_type in _NEWS:
        return
    groups = Counter(item.group for item in outline)
    levels = Counter((item.level, item.style) for item in outline)
    if announced in groups.values() or announced in levels.values():
        return
    # the list that comes nearest must be near enough to be the one that is meant
    (_, style), found = min(levels.items(), key=lambda level: abs(level[1] - announced))
    if not announced / 2 < found < announced * 2:
        return
    members = [item for item in outline if item.style == style]
    yield Check(
        "title_count",
        "warning",
        f"标题说有 {announced} 条，正文列出 {found} 条。",
        str(announced),
        str(found),
        members[0].start,
        members[-1].own_end,
    )
