"""The outline of a document: every enumerated item with its head, its level and its own text.

``markers`` proposes, ``screening`` removes what is none, ``nesting`` gives levels, ``item_text`` finds
where heads and texts end. :func:`find_outline` answers in offsets of the document; :func:`find_items`
answers the same in positions of the condensed text, for code that reads on in the view.
"""

from __future__ import annotations

import re
from dataclasses import replace

from analyzer.model import Item
from analyzer.structure.announced import find_announced
from analyzer.structure.condense import Condensed
from analyzer.structure.item_text import find_title_end
from analyzer.structure.markers import find_markers
from analyzer.structure.nesting import nest
from analyzer.structure.own_text import find_own_ends
from analyzer.structure.screening import screen

# where single spaces inside running text are commoner than this (per character), they say nothing
_MAX_SPACES = 0.015
_TWO_HAN = re.compile(r"[\u4e00-\u9fff]{2}")


def find_outline(view: Condensed) -> tuple[Item, ...]:
    """All enumerated items of a document, with offsets into the document's text.

    >>> from analyzer.structure.condense import condense
    >>> view = condense("一、工作回顾\\n做了两件事：一是修路。二是架桥。\\n二、今年安排\\n要植树。")
    >>> [(item.marker, item.level, item.title) for item in find_outline(view)]
    [('一、', 1, '工作回顾'), ('一是', 2, '修路'), ('二是', 2, '架桥'), ('二、', 1, '今年安排')]
    """
    return tuple(_in_document(view, item) for item in find_items(view))


def find_items(view: Condensed) -> list[Item]:
    """The same items with positions in the condensed text."""
    text = view.text
    nodes = nest(text, screen(text, find_markers(text)))
    spaced = _spaces_may_end_heads(view)
    own_ends = find_own_ends(view, nodes)
    items: list[Item] = []
    groups: set[int] = set()
    for index, node in enumerate(nodes):
        own_end = own_ends[index]
        title_start = min(node.marker.end, own_end)
        if title_start < own_end and text[title_start] == "\n":
            title_start += 1
        title_end = find_title_end(view, title_start, own_end, spaced and not node.limit)
        first = node.group not in groups
        groups.add(node.group)
        items.append(
            Item(
                marker=view.original[node.marker.start : node.marker.end],
                style=node.marker.style,
                level=node.level,
                ordinal=node.ordinal,
                title=view.original[title_start:title_end].lstrip("，、,"),
                start=node.marker.start,
                title_start=title_start,
                title_end=title_end,
                own_end=own_end,
                end=own_end,
                parent=node.parent,
                group=node.group,
                announced=find_announced(text, node.marker.start) if first else None,
                inline=bool(node.limit),
            )
        )
    return _with_ends(items)


def _with_ends(items: list[Item]) -> list[Item]:
    """Give every item the end of all that stands below it."""
    ends = [item.own_end for item in items]
    for index in range(len(items) - 1, -1, -1):
        parent = items[index].parent
        if parent is not None:
            ends[parent] = max(ends[parent], ends[index])
    return [replace(item, end=end) for item, end in zip(items, ends, strict=True)]


def _spaces_may_end_heads(view: Condensed) -> bool:
    """Whether spaces inside the text are rare enough to mean something."""
    text, offsets = view.text, view.offsets
    inside = 0
    for position in range(1, len(offsets)):
        if offsets[position] - offsets[position - 1] > 1 and _TWO_HAN.match(text, position - 1):
            inside += 1
    return inside <= _MAX_SPACES * len(offsets)


def _in_document(view: Condensed, item: Item) -> Item:
    start, own_end = view.span(item.start, item.own_end)
    title_start, title_end = view.span(item.title_start, item.title_end)
    return replace(
        item,
        start=start,
        own_end=own_end,
        title_start=title_start,
        title_end=title_end,
        end=view.span(item.start, item.end)[1],
    )
