"""Markers that are none for reasons outside their own line: contents pages, subtitles, footnotes.

A table of contents repeats the headings before they come, a —— line under the title names the occasion
(——在市人民代表大会上), and ① at the foot of a text explains a mark inside it.
"""

from __future__ import annotations

import re

from analyzer.structure.markers import Marker

_LEADER = re.compile(r"(?:\.{4,}|[·•]{4,}|…{2,})")
# no contents page of a real document is longer; in hostile text the question would cost time
_MAX_CONTENTS = 20_000
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
    lone = _lone_dotted(markers)
    kept: list[Marker] = []
    chapters = _chapters(markers)
    number = 0
    for marker in markers:
        if marker.style == "1" and marker.start not in chapters:
            continue
        if marker.start in lone:
            whole = _as_whole(marker)
            if whole is None or whole.number != number + 1:
                continue
            marker = whole
        if marker.style == "1.":
            number = marker.number
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


def _lone_dotted(markers: list[Marker]) -> set[int]:
    """Starts of dotted numbers without kin: 2.5 at the start of a line is no section if 2.4 or 2.6 is not near."""
    dotted = [marker for marker in markers if "." in marker.ordinal]
    lone: set[int] = set()
    for index, marker in enumerate(dotted):
        near = dotted[max(0, index - 4) : index] + dotted[index + 1 : index + 5]
        if not any(_kin(marker, other) for other in near):
            lone.add(marker.start)
    return lone


def _chapters(markers: list[Marker]) -> set[int]:
    """Starts of bare numbers that head a chapter: 2 组织机构 before 2.1, not any line that begins with a number."""
    chapters: set[int] = set()
    for index, marker in enumerate(markers[:-1]):
        below = markers[index + 1]
        if marker.style == "1" and below.ordinal == f"{marker.ordinal}.1" and below.start - marker.end < 400:
            chapters.add(marker.start)
    return chapters


def _as_whole(marker: Marker) -> Marker | None:
    """21.5+2工程 read as item 21 whose text begins with a number."""
    whole, _, rest = marker.ordinal.partition(".")
    if "." in rest:
        return None
    return Marker(marker.start, marker.start + len(whole) + 1, "1.", whole, int(whole), marker.place)


def _kin(marker: Marker, other: Marker) -> bool:
    """Whether two dotted numbers are neighbours, or one is above the other: 1.2 and 1.3, 1.2 and 1.2.1."""
    above, _, _ = marker.ordinal.rpartition(".")
    other_above, _, _ = other.ordinal.rpartition(".")
    neighbours = above == other_above and abs(marker.number - other.number) == 1
    return neighbours or other_above == marker.ordinal or above == other.ordinal


def _line(text: str, start: int) -> str:
    """The line that begins at ``start``, at most 400 characters of it."""
    end = text.find("\n", start, start + 400)
    return text[start : end if end >= 0 else start + 400]


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


def _only_heads(text: str, start: int, end: int) -> bool:
    """Whether a stretch is short enough and has lines no longer than headings."""
    return end - start < _MAX_CONTENTS and all(
        len(line) <= _MAX_HEADING for line in text[start:end].split("\n")
    )


def _contents_end(text: str, markers: list[Marker]) -> int:
    """Where a contents page ends, 0 if there is none: lines with leaders, headings that come again."""
    end = 0
    heads: dict[tuple[str, str], int] = {}
    contents = _CONTENTS.search(text)
    for marker in markers:
        if marker.place != "line":
            continue
        line = _line(text, marker.start)
        if _LEADER.search(line, 0, 100):
            end = max(end, marker.start + len(line))
        elif contents is not None and marker.start > contents.end() and len(line) <= _MAX_HEADING:
            key = (marker.style, line.rstrip("0123456789"))
            first = heads.setdefault(key, marker.start)
            if first != marker.start and first > end:
                end = first + len(line)
            if (
                first != marker.start
                and key == next(iter(heads))
                and _only_heads(text, contents.end(), marker.start)
            ):
                end = max(end, marker.start)  # the first heading comes again: the body begins
    return end
