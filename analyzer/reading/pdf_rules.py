"""Tables that are not closed by lines: open at the sides, or with three rules only (三线表).

Both are common in yearbooks and plans. An open side gets the line it lacks; between the rules of a 三线表 the
columns are told by gaps that run through all rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from analyzer.reading.pdf_lines import Glyph
from analyzer.reading.pdf_tables import Box

_SAME_END = 4.0
_MIN_RULES = 3
_MIN_WIDTH = 150.0
# a gap between two columns, in multiples of the type size
_COLUMN_GAP = 0.9
_MAX_ROWS = 200
_MAX_RULES = 30
_MAX_CELL = 60


def open_sides(edges: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The vertical lines that tables without outer lines lack, as pdfplumber's line objects."""
    edges = list(edges)
    verticals = [edge for edge in edges if edge["orientation"] == "v"]
    sides: list[dict[str, Any]] = []
    for (x0, x1), heights in _rule_groups(edges, 2).items():
        inner = [edge for edge in verticals if x0 + 10 < edge["x0"] < x1 - 10]
        outer = [edge for edge in verticals if min(abs(edge["x0"] - x0), abs(edge["x0"] - x1)) <= _SAME_END]
        for top, bottom in pairwise(heights):
            if not any(_overlaps(edge, top, bottom) for edge in inner):
                continue  # between two tables, or above a heading
            for x in (x0, x1):
                if not any(
                    abs(edge["x0"] - x) <= _SAME_END and _overlaps(edge, top, bottom) for edge in outer
                ):
                    sides.append(
                        {"object_type": "line", "x0": x, "x1": x, "top": top, "bottom": bottom}
                        | {"width": 0, "height": bottom - top, "orientation": "v"}
                    )
    return sides


def ruled_boxes(
    edges: Iterable[Mapping[str, Any]], glyphs: Sequence[Glyph], found: Sequence[Sequence[Box]]
) -> list[list[Box]]:
    """Cell boxes of the tables with horizontal rules only, where no table was ``found`` yet."""
    edges = list(edges)
    verticals = [edge for edge in edges if edge["orientation"] == "v" and edge["bottom"] - edge["top"] > 5]
    result: list[list[Box]] = []
    taken = [box for boxes in found for box in boxes]
    for (x0, x1), heights in _rule_groups(edges, _MIN_RULES).items():
        first = 0
        while first + _MIN_RULES <= len(heights):
            # the longest table that begins at this rule; a running head may have a rule of the same length
            for last in range(min(len(heights), first + _MAX_RULES) - 1, first + _MIN_RULES - 2, -1):
                top, bottom = heights[first], heights[last]
                if any(box[1] < bottom - 2 and box[3] > top + 2 for box in taken) or any(
                    x0 - 3 <= edge["x0"] <= x1 + 3 and _overlaps(edge, top, bottom) for edge in verticals
                ):
                    continue
                boxes = _grid(_inside(glyphs, x0, top, x1, bottom), (top, bottom), x0, x1)
                if boxes:
                    result.append(boxes)
                    first = last
                    break
            first += 1
    return result


def _inside(glyphs: Iterable[Glyph], x0: float, top: float, x1: float, bottom: float) -> list[Glyph]:
    return [
        glyph
        for glyph in glyphs
        if top < (glyph.top + glyph.bottom) / 2 < bottom
        and x0 - 3 <= glyph.x0 <= x1
        and not glyph.text.isspace()
    ]


def _grid(glyphs: Sequence[Glyph], heights: Sequence[float], x0: float, x1: float) -> list[Box]:
    """Boxes of a grid whose columns are parted by gaps through all rows, or nothing."""
    if not glyphs:
        return []
    size = sorted(glyph.size for glyph in glyphs)[len(glyphs) // 2]
    free = _gaps([(glyph.x0, glyph.x1) for glyph in glyphs], _COLUMN_GAP * size)
    rows = _gaps([(glyph.top, glyph.bottom) for glyph in glyphs], 0.1 * size)
    edges = [x0 - 1, *(middle for middle in free if x0 < middle < x1), x1 + 1]
    bounds = sorted({heights[0], heights[-1], *rows})
    if not 2 <= len(edges) - 1 <= 20 or not 2 <= len(bounds) - 1 <= _MAX_ROWS:
        return []
    if not _is_tabular(glyphs, edges, bounds):
        return []
    return [(left, top, right, bottom) for top, bottom in pairwise(bounds) for left, right in pairwise(edges)]


def _is_tabular(glyphs: Iterable[Glyph], edges: Sequence[float], bounds: Sequence[float]) -> bool:
    """Whether most rows have words in several columns, and no cell holds a paragraph."""
    cells: dict[tuple[int, int], int] = defaultdict(int)
    for glyph in glyphs:
        cells[bisect_right(bounds, (glyph.top + glyph.bottom) / 2), bisect_right(edges, glyph.x0)] += 1
    rows: dict[int, int] = defaultdict(int)
    for row, _ in cells:
        rows[row] += 1
    several = sum(count >= 2 for count in rows.values())
    return several >= 0.6 * len(rows) and max(cells.values()) <= _MAX_CELL


def _gaps(spans: Iterable[tuple[float, float]], least: float) -> list[float]:
    """The middles of the gaps that no span covers."""
    middles: list[float] = []
    edge: float | None = None
    for start, end in sorted(spans):
        if edge is not None and start - edge >= least:
            middles.append((start + edge) / 2)
        edge = end if edge is None else max(edge, end)
    return middles


def _rule_groups(edges: Iterable[Mapping[str, Any]], least: int) -> dict[tuple[float, float], list[float]]:
    """Horizontal lines with the same ends, as heights by their ends; only groups that could be a table's."""
    groups: dict[tuple[int, int], list[tuple[float, float, float]]] = defaultdict(list)
    for edge in edges:
        if edge["orientation"] == "h" and edge["x1"] - edge["x0"] >= _MIN_WIDTH:
            key = (round(edge["x0"] / _SAME_END), round(edge["x1"] / _SAME_END))
            groups[key].append((edge["x0"], edge["x1"], edge["top"]))
    result: dict[tuple[float, float], list[float]] = {}
    for members in groups.values():
        heights: list[float] = []
        for height in sorted(member[2] for member in members):
            if not heights or height - heights[-1] > 3:
                heights.append(height)
        if len(heights) >= least:
            result[min(member[0] for member in members), max(member[1] for member in members)] = heights
    return result


def _overlaps(edge: Mapping[str, Any], top: float, bottom: float) -> bool:
    return bool(edge["top"] < bottom - 2 and edge["bottom"] > top + 2)
