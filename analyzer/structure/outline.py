"""The outline of a document: every enumerated item with its head, its level and its own text.

``markers`` proposes, ``screening`` removes what is none, ``nesting`` gives levels, ``item_text`` finds
where heads and texts end. :func:`find_outline` answers in offsets of the document; :func:`find_items`
answers the same in positions of the condensed text, for code that reads on in the view.
"""

from __future__ import annotations

from dataclasses import replace

from analyzer.model import Item
from analyzer.structure.announced import find_announced
from analyzer.structure.condense import Condensed
from analyzer.structure.item_text import find_closing, find_title_end
from analyzer.structure.markers import find_markers
from analyzer.structure.nesting import Node, nest
from analyzer.structure.screening import screen

_SENTENCE_MARKS = "。；！？：）〕”"
# where single spaces inside running text are commoner than this (per character), they say nothing
_MAX_SPACES = 0.008


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
    followers = _followers(nodes)
    items: list[Item] = []
    groups: set[int] = set()
    for index, node in enumerate(nodes):
        following = nodes[index + 1].marker.start if index + 1 < len(nodes) else len(text)
        own_end = _own_end(view, nodes, index, following, followers[index])
        title_start = min(node.marker.end, own_end)
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


def _followers(nodes: list[Node]) -> list[int]:
    """For every node the index of the next node of the same list, -1 for the last."""
    followers = [-1] * len(nodes)
    last: dict[int, int] = {}
    for index, node in enumerate(nodes):
        if node.group in last:
            followers[last[node.group]] = index
        last[node.group] = index
    return followers


def _own_end(view: Condensed, nodes: list[Node], index: int, following: int, follower: int) -> int:
    """The end of an item's own text in the view, white space cut off."""
    text, node = view.text, nodes[index]
    end = following
    child_next = index + 1 < len(nodes) and nodes[index + 1].parent == index
    if node.limit:
        if follower < 0 and not child_next:
            end = min(end, _bare_head_end(text, node, end))
        elif node.marker.style == "——":
            end = min(end, node.limit)
    elif not child_next:
        body_on_line = _body_on_line(text, node.marker.end, end)
        last = follower != index + 1
        end = find_closing(view, node.marker.start, end, last and node.level > 1, last and body_on_line)
    while end > node.marker.end and text[end - 1] == "\n":
        end -= 1
    return end


def _bare_head_end(text: str, node: Node, end: int) -> int:
    """The paragraph's end; but a head alone on its line (第一，农业) holds what follows too."""
    bare = node.marker.place == "line" and text[node.limit - 1] not in _SENTENCE_MARKS
    return end if bare and node.limit - node.marker.end < 40 else node.limit


def _body_on_line(text: str, start: int, end: int) -> bool:
    line_end = text.find("\n", start, end)
    return line_end > 0 and text[line_end - 1] in _SENTENCE_MARKS


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
    offsets = view.offsets
    if not offsets:
        return False
    dropped = offsets[-1] + 1 - offsets[0] - len(offsets)
    return dropped <= _MAX_SPACES * len(offsets) + 20


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
