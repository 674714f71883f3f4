"""Markers that are none for reasons outside their own line: contents pages, subtitles, footnotes.

A table of contents repeats the headings before they come, a —— line under the title names the occasion
(——在市人民代表大会上), and ① at the foot of a text explains a mark inside it.
"""

from __future__ import annotations

import re

from analyzer.structure.markers import Marker

_LEADER = re.compile(r"(?:[.·…]{3,}|…{2,})\d{0,3}$")
_CONTENTS = re.compile(r"^目录$", re.MULTILINE)
_OCCASION = re.compile(
    r"会议上|会上|大会|\d{4}年\d{1,2}月\d{1,2}日|[〇一二三四五六七八九]{4}年|作者|记者|侧记|纪实|综述|摘|讲话|解读|报告"
)
# a heading is this long at most
_MAX_HEADING = 60
# subtitles stand within the first lines
_HEAD_LINES = 8


def screen(text: str, markers: list[Marker]) -> list[Marker]:
    """The markers without those of contents pages, subtitles and footnotes.

    >>> from analyzer.structure.markers import find_markers
    >>> text = "政府工作报告\\n——2024年1月9日在市人民代表大会上\\n各位代表：\\n——经济平稳。\\n——民生改善。"
    >>> [marker.start for marker in screen(text, find_markers(text))]
    [34, 42]
    """
    notes = {marker.number for marker in markers if marker.style == "①" and marker.place == "word"}
    contents_end = _contents_end(text, markers)
    head_end = _head_end(text)
    kept = []
    for marker in markers:
        if marker.start < contents_end:
            continue
        if marker.style == "①" and (
            marker.place == "word" or (marker.place == "line" and marker.number in notes)
        ):
            continue
        if marker.style == "——" and marker.start < head_end and _is_subtitle(text, marker):
            continue
        kept.append(marker)
    return kept


def _line(text: str, start: int) -> str:
    return text[start : text.find("\n", start, start + 400)] if "\n" in text[start : start + 400] else ""


def _head_end(text: str) -> int:
    """Where the title block can reach at most."""
    at = 0
    for _ in range(_HEAD_LINES):
        following = text.find("\n", at, at + 200)
        if following < 0 or text[following - 1 : following] in ("。", "："):
            return max(at, 0)
        at = following + 1
    return at


def _is_subtitle(text: str, marker: Marker) -> bool:
    line = _line(text, marker.start)
    return "。" not in line and bool(_OCCASION.search(line) or marker.start > 0)


def _contents_end(text: str, markers: list[Marker]) -> int:
    """Where a contents page ends, 0 if there is none: lines with leaders, headings that come again."""
    end = 0
    heads: dict[tuple[str, str], int] = {}
    contents = _CONTENTS.search(text)
    for marker in markers:
        if marker.place != "line":
            continue
        line = _line(text, marker.start)
        if _LEADER.search(line):
            end = max(end, marker.start + len(line))
        elif contents is not None and marker.start > contents.end() and len(line) <= _MAX_HEADING:
            key = (marker.style, line.rstrip("0123456789"))
            first = heads.setdefault(key, marker.start)
            if first != marker.start and first > end:
                end = first + len(line)
    return end
