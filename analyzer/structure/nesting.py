"""Which markers are items, and how deep each stands.

No table says that （一） stands below 一、: the levels are what stands in this document. A stack holds the
open lists; a marker whose style is open continues (or restarts) that list and closes everything below it, a
marker in a new style opens a level below. Where a new style could be parent or child of an open list, the
text that follows decides: a list that goes on after it was its parent. Only where nothing else tells does
the usual order of GB/T 9704（一、（一）1. （1）) decide.

Lists inside a paragraph (一是…二是…, leading ——) end with their paragraph; headings hold until the next
marker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass

from analyzer.structure.item_text import ADDRESS, ANNEX
from analyzer.structure.markers import Marker

# the usual order of styles, outermost first; used only where the document itself does not tell
_RANK = {
    "第编": 1, "第章": 2, "第节": 3, "一、": 4, "第条": 5, "（一）": 6, "1": 7, "1.1": 8, "1.1.1": 9,
    "1.1.1.1": 10, "1.": 11, "1、": 11, "（1）": 12, "1）": 13, "①": 14,
}  # fmt: skip
# lists that live inside a paragraph, or whose items are paragraphs
INLINE_STYLES = frozenset({"——", "一是", "一要", "第一，", "其一", "首先"})
_CHAPTERS = frozenset({"第编", "第章", "第节"})
# these may share one list: a typist's 1、 among 1.
_SAME_LIST = {"1.": "1、", "1、": "1."}
# farther apart than this, two numbers inside running text are no list
_MAX_STEP = 4000


@dataclass(slots=True)
class Node:
    """A marker that became an item: its depth from 1, its parent's index, its list, and where the list ends.

    ``limit`` is the end of the paragraph for a list that ends with it, 0 for a heading.
    """

    marker: Marker
    number: int
    ordinal: str
    level: int
    parent: int | None
    group: int
    limit: int


def nest(text: str, markers: list[Marker]) -> list[Node]:
    """Decide for every marker whether it is an item, and give the items their levels.

    >>> from analyzer.structure.markers import find_markers
    >>> text = "一、产业\\n（一）工业。抓好：一是钢铁，二是化工。\\n（二）农业。\\n二、民生"
    >>> [(node.marker.style, node.level) for node in nest(text, find_markers(text))]
    [('一、', 1), ('（一）', 2), ('一是', 3), ('一是', 3), ('（一）', 2), ('一、', 1)]
    """
    stack = _Stack(text, markers)
    for index in range(len(markers)):
        stack.read(index)
    _lift_orphans(stack.nodes)
    return stack.nodes


# 附件：1.分工表2.联系方式: the list of annexes stands under no item
_ANNEXES = re.compile("附件[：:](?=\\s*1[.．、])")


class _Stack:
    """The open lists, outermost first, as indices of their last nodes."""

    def __init__(self, text: str, markers: list[Marker]) -> None:
        self.text = text
        self.markers = markers
        self.nodes: list[Node] = []
        self.open: list[Node] = []
        self._index: dict[int, int] = {}
        self._breaks = [match.start() for match in re.finditer("\n", text)] + [len(text)]
        self._addresses = [at + 1 for at in self._breaks[:-1] if ADDRESS.match(text, at + 1)]
        annexes = [at + 1 for at in self._breaks[:-1] if ANNEX.match(text, at + 1)]
        self._annexes = sorted(annexes + [match.start() for match in _ANNEXES.finditer(text)])
        self._by_style: dict[str, list[int]] = defaultdict(list)
        for index, marker in enumerate(markers):
            self._by_style[marker.style].append(index)
        self._styles: set[str] = set()
        self._seen_below: set[tuple[str, str]] = set()
        self._groups = 0

    def read(self, index: int) -> None:
        """Take one marker in, or leave it out."""
        marker = self.markers[index]
        self._close_ended(marker)
        self._close_addressed(index)
        depth = self._depth_of(marker)
        last = self.open[depth] if depth is not None else None
        if not self._fits(index, last):
            return
        del self.open[self._new_depth(index) if depth is None else depth :]
        self._push(index, last)

    def _paragraph_end(self, position: int) -> int:
        return self._breaks[bisect_left(self._breaks, position)]

    def _next_of(self, style: str, index: int) -> Marker | None:
        """The first marker in a style after marker ``index``."""
        places = self._by_style[style]
        at = bisect_right(places, index)
        return self.markers[places[at]] if at < len(places) else None

    def _close_ended(self, marker: Marker) -> None:
        for depth, node in enumerate(self.open):
            if node.limit and marker.start >= node.limit and not self._continues(node, marker):
                del self.open[depth:]
                return

    def _close_addressed(self, index: int) -> None:
        """After 各位代表！ a new list stands under the section, not under the last heading; an annex starts anew."""
        start = self.markers[index].start
        annex = bisect_left(self._annexes, start) - 1
        if annex >= 0 and self.open and self.open[0].marker.start < self._annexes[annex]:
            self.open.clear()
        at = bisect_left(self._addresses, start) - 1
        if at < 0:
            return
        for depth in range(1, len(self.open)):
            node = self.open[depth]
            if node.limit or node.number < 2 or self._addresses[at] < node.marker.start:
                continue
            after = self._next_of(node.marker.style, index - 1)
            if after is None or after.number != node.number + 1:
                del self.open[depth:]
                return

    def _continues(self, node: Node, marker: Marker) -> bool:
        """Whether a marker beyond the paragraph of an inline list still belongs to it."""
        adjacent = marker.start <= node.limit + 1
        if node.marker.style == marker.style:
            if marker.style == "——":
                return adjacent
            return marker.number == node.number + 1 or (marker.style == "首先" and marker.number != 1)
        # a paragraph that ends with a colon announces what follows
        return adjacent and self.text[node.limit - 1] == "："

    def _depth_of(self, marker: Marker) -> int | None:
        for depth in range(len(self.open) - 1, -1, -1):
            node = self.open[depth]
            style = node.marker.style
            if style == marker.style:
                return depth
            if _SAME_LIST.get(marker.style) == style and marker.number == node.number + 1:
                return depth
        return None

    def _fits(self, index: int, last: Node | None) -> bool:
        """Whether a marker is an item: at the start of a paragraph it is, elsewhere where it makes a list."""
        marker = self.markers[index]
        after = self._next_of(marker.style, index)
        if marker.style == "首先":
            if marker.number != 1:
                return last is not None
            return (
                after is not None
                and after.number != 1
                and after.start < self._paragraph_end(marker.start) + 800
            )
        if marker.style == "——":
            if marker.place == "line" or last is not None:
                return True
            return after is not None and after.start < self._paragraph_end(marker.start)
        if marker.place == "line":
            return True
        expected = last is not None and marker.number in (last.number + 1, last.number + 2)
        goes_on = (
            after is not None and after.number == marker.number + 1 and after.start < marker.end + _MAX_STEP
        )
        if marker.place == "sentence" and marker.style in INLINE_STYLES:
            return marker.number == 1 or expected or goes_on
        if marker.place == "sentence" and marker.style in ("第章", "第节", "第条"):
            return expected or goes_on
        return expected or (marker.number == 1 and goes_on)

    def _new_depth(self, index: int) -> int:
        """How many of the open lists stay open above a marker whose style is not open."""
        marker = self.markers[index]
        if marker.style in INLINE_STYLES or marker.place != "line":
            return len(self.open)
        # articles are numbered through
        torn = marker.number > 1 and marker.style not in self._styles and marker.style != "第条"
        for depth in range(len(self.open) - 1, -1, -1):
            node = self.open[depth]
            style = node.marker.style
            if node.limit:
                if self.text[node.limit - 1] == "：" and marker.start <= node.limit + 1:
                    return depth + 1
                continue
            if style == "第条" and marker.style in _CHAPTERS:
                continue  # articles are numbered through; a chapter never stands under one
            if torn and _rank(marker.style) < _rank(style):
                continue  # 四、 after 15．: no list of its own, the rest of the torn outer one
            after = self._next_of(style, index)
            if after is not None and after.number == node.number + 1 and _rank(style) != _rank(marker.style):
                return depth + 1
            if (style, marker.style) in self._seen_below:
                return depth + 1
            if (marker.style, style) not in self._seen_below and _rank(style) < _rank(marker.style):
                return depth + 1
        return 0

    def _spreads(self, index: int, last: Node | None) -> bool:
        """Whether a list like 第一，…, 一是… has items of several paragraphs and so holds like a heading."""
        marker = self.markers[index]
        if marker.place != "line" or marker.style == "——" or marker.style not in INLINE_STYLES:
            return False
        after = self._next_of(marker.style, index)
        if after is not None and after.number == marker.number + 1:
            return after.place == "line" and after.start > self._paragraph_end(marker.start) + 1
        return last is not None and not last.limit and marker.number == last.number + 1

    def _push(self, index: int, last: Node | None) -> None:
        marker = self.markers[index]
        parent = self.open[-1] if self.open else None
        inline = marker.style in INLINE_STYLES or marker.place != "line"
        number = marker.number
        if marker.style == "首先" and not number:
            number = last.number + 1 if last is not None else 1
        if last is not None and (number > last.number or (not number and self._continues(last, marker))):
            group = last.group
        else:
            group = self._groups
            self._groups += 1
        ordinal = marker.ordinal if marker.style != "首先" else str(number)
        limit = self._paragraph_end(marker.start) if inline and not self._spreads(index, last) else 0
        above = self._index[id(parent)] if parent is not None else None
        node = Node(marker, number, ordinal, len(self.open) + 1, above, group, limit)
        self._seen_below.update((node.marker.style, marker.style) for node in self.open)
        self._index[id(node)] = len(self.nodes)
        self.nodes.append(node)
        self._styles.add(marker.style)
        self.open.append(node)


def _rank(style: str) -> int:
    return _RANK.get(style, 99)


def _lift_orphans(nodes: list[Node]) -> None:
    """Items of a torn text whose parents are missing stand as deep as the same style does elsewhere.

    An excerpt may begin with （三） or 1.1.2 before the first 二、 or 1.2 comes: their level is that of the
    style under its parent, not 1.
    """
    levels: dict[str, Counter[int]] = defaultdict(Counter)
    for node in nodes:
        if node.parent is not None and node.marker.style not in INLINE_STYLES:
            levels[node.marker.style][node.level] += 1
    # the outermost list that the text breaks into: 第二十三条 in a text that begins with （一）
    broken = min((_rank(n.marker.style) for n in nodes if n.parent is None and n.number > 1), default=0)
    first_whole = next(
        (
            at
            for at, n in enumerate(nodes)
            if n.parent is None and n.number == 1 and _rank(n.marker.style) <= broken
        ),
        len(nodes),
    )
    lifted: dict[int, int] = {}
    torn: set[int] = set()
    whole: set[int] = set()  # lists that begin with their first item are not torn
    for index, node in enumerate(nodes):
        if node.parent is not None:
            shift = lifted.get(node.parent, 0)
        elif index < first_whole and broken and node.marker.style == "——":
            shift = 1  # the end of a list that the torn section had
        elif index < first_whole and node.number == 1 and _rank(node.marker.style) > broken:
            torn.add(node.group)
            shift = levels[node.marker.style].most_common(1)[0][0] - 1 if node.marker.style in levels else 0
        elif node.group in whole or (node.number == 1 and "." not in node.ordinal):
            whole.add(node.group)
            shift = 0
        elif node.marker.style in levels and (node.number > 1 or node.group in torn or "." in node.ordinal):
            torn.add(node.group)
            shift = levels[node.marker.style].most_common(1)[0][0] - 1
        else:
            shift = 0
        if shift:
            lifted[index] = shift
            node.level += shift
