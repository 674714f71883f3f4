"""Where every item's own text ends.

An item ends before its first child or its next sibling; a list inside a paragraph ends with the paragraph.
The last item of a list has no sign that closes it. Its siblings tell how far it reaches: where each of them
is one paragraph, or one sentence, the last one is too, and what follows belongs to the text around the
list.
"""

from __future__ import annotations

import re
from collections import defaultdict

from analyzer.structure.condense import Condensed
from analyzer.structure.item_text import find_closing
from analyzer.structure.nesting import Node

_SENTENCE_MARKS = "。；！？：）〕”"
# a sentence that speaks of the list as a whole stands behind it
_SUMMARY = re.compile(
    r"。(?=[^。]{0,10}(?:以上|上述|前述)[^。，]{0,6}(?:措施|工作|任务|目标|要求|政策|方面|几点|各项|问题|原则))"
)
# that many alike siblings make a rule for the last one
_MIN_ALIKE = 3


def find_own_ends(view: Condensed, nodes: list[Node]) -> list[int]:
    """The end of each item's own text in positions of the view."""
    followers = _followers(nodes)
    ends = [_own_end(view, nodes, index, followers[index]) for index in range(len(nodes))]
    groups: dict[int, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        groups[node.group].append(index)
    parents = {node.parent for node in nodes}
    for members in groups.values():
        *before, last = members
        if before and last not in parents:
            ends[last] = _as_siblings(view.text, nodes, ends, [i for i in before if i not in parents], last)
    return ends


def _as_siblings(text: str, nodes: list[Node], ends: list[int], before: list[int], last: int) -> int:
    """The end of a last item cut to the shape that all items before it share."""
    start, end = nodes[last].marker.start, ends[last]
    if not before:
        return end
    bodies = [text[nodes[index].marker.start : ends[index]] for index in before]
    lines = max(body.count("\n") for body in bodies)
    opening = text[max(0, nodes[before[0]].marker.start - 2) : nodes[before[0]].marker.start].rstrip("\n")
    announced = opening.endswith("：")
    enough = len(before) >= _MIN_ALIKE or announced
    if lines <= 1 and enough and text.count("\n", start, end) > lines:
        cut = text.find("\n", start)
        if lines and cut >= 0:
            cut = text.find("\n", cut + 1)
        end = min(end, cut) if cut > 0 else end
    if nodes[last].marker.place == "line" or "\n" in text[start:end]:
        return end
    summary = _SUMMARY.search(text, start, end)
    if summary is not None:
        return summary.start() + 1
    listed = all(body.endswith("；") and "。" not in body for body in bodies)
    single = len(before) >= _MIN_ALIKE and all(body.find("。") in (-1, len(body) - 1) for body in bodies)
    if listed or single:
        cut = text.find("。", start, end)
        if cut >= 0:
            return cut + 1
    return end


def _followers(nodes: list[Node]) -> list[int]:
    """For every node the index of the next node of the same list, -1 for the last."""
    followers = [-1] * len(nodes)
    last: dict[int, int] = {}
    for index, node in enumerate(nodes):
        if node.group in last:
            followers[last[node.group]] = index
        last[node.group] = index
    return followers


def _own_end(view: Condensed, nodes: list[Node], index: int, follower: int) -> int:
    """The end of an item's own text in the view, white space cut off."""
    text, node = view.text, nodes[index]
    end = nodes[index + 1].marker.start if index + 1 < len(nodes) else len(text)
    child_next = index + 1 < len(nodes) and nodes[index + 1].parent == index
    if node.limit:
        if follower < 0 and not child_next:
            end = min(end, _bare_head_end(text, node, end))
        elif node.marker.style == "——":
            end = min(end, node.limit)
    elif not child_next:
        body_on_line = _body_on_line(text, node.marker.end, end)
        last = follower != index + 1
        end = find_closing(view, node.marker.end, end, node.level > 1, last, body_on_line)
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
