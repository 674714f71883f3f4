"""Chart of the targets: what is achieved beside what is wanted, after Cleveland's dot plot.

Left the indicator, in the middle its values on the axis of its panel, right the same values in figures with
their years, so that the chart can be read without the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from analyzer.presentation.drawing import (
    A4_HEIGHT,
    BLUE,
    GREEN,
    RULE,
    SOFT_INK,
    VERMILION,
    Page,
    Ruler,
    heading,
    legend,
    message,
)
from analyzer.presentation.formats import format_number
from analyzer.presentation.indicator_rows import (
    OTHERS,
    IndicatorRow,
    Point,
    find_indicator_rows,
    split_panels,
)
from analyzer.presentation.scales import Scale, find_scale
from analyzer.presentation.tables import records

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure

_MARGIN = 36.0
_LABEL_WIDTH = 150.0
_AXIS_LEFT, _AXIS_RIGHT = 200.0, 356.0
_ACTUAL_LEFT, _WANTED_LEFT = 372.0, 468.0
_VALUE_WIDTH = 91.0
_LABEL_SIZE, _VALUE_SIZE, _YEAR_SIZE = 8.0, 7.5, 6.5
_LINE_HEIGHT, _ROW_GAP = 10.0, 4.0
_MAX_LINES = 3
_MAX_MARKS = 30
_HEAD_HEIGHT, _FOOT_HEIGHT = 88.0, 34.0
_PANEL_HEAD, _PANEL_FOOT = 20.0, 22.0
_NAMES = {"actual": "已实现", "target": "目标", "standard": "标准"}
_MARKS = {"actual": ("o", BLUE, False), "target": ("D", VERMILION, False), "standard": ("s", GREEN, True)}


@dataclass(frozen=True, slots=True)
class _Layout:
    """One row as it will be set: its lines of label and of values."""

    row: IndicatorRow
    label: list[str]
    source: str
    actual: list[tuple[str, str]]
    wanted: list[tuple[str, str]]

    @property
    def height(self) -> float:
        lines = max(len(self.label) + bool(self.source), len(self.actual), len(self.wanted))
        return lines * _LINE_HEIGHT + _ROW_GAP


def chart_targets(targets: pandas.DataFrame) -> Figure:
    """Draw the targets table: at most one A4 page; what finds no room is counted in the footnote.

    Args:
        targets: the table of ``build_tables``; needs its columns, not its order.
    """
    several = targets["doc_id"].nunique() > 1
    rows = find_indicator_rows(records(targets))
    if not rows:
        return message("没有可画的量化指标：表中没有同时写明指标和数值的行。")
    ruler = Ruler()
    layouts = {id(row): _lay_out(row, ruler, several) for row in rows}
    chosen = _choose(rows, layouts)
    panels = split_panels(chosen)
    height = _HEAD_HEIGHT + _FOOT_HEIGHT + _panels_height(panels, layouts)
    page = Page(height)
    shown = sum(len(row.points) for row in chosen)
    whose = f"{targets['doc_id'].nunique()} 份文件" if several else str(targets["doc_id"].iloc[0])
    heading(page, ruler, _title(chosen), f"{whose}；画出 {len(chosen)} 个指标、{shown} 个数值", _MARGIN)
    _draw_column_heads(page, ruler, chosen)
    y = _HEAD_HEIGHT
    for title, members in panels:
        y = _draw_panel(page, ruler, y, title, [layouts[id(row)] for row in members])
    page.text(
        _MARGIN, height - 22, _footnote(len(rows) - len(chosen), targets, rows), size=7, colour=SOFT_INK
    )
    return page.figure


def _title(rows: list[IndicatorRow]) -> str:
    statuses = {point.status for row in rows for point in row.points}
    return "量化指标：" + "、".join(name for status, name in _NAMES.items() if status in statuses)


def _lay_out(row: IndicatorRow, ruler: Ruler, several: bool) -> _Layout:
    label = ruler.wrap(ruler.printable(row.label), _LABEL_SIZE, _LABEL_WIDTH, 2)
    source = ruler.cut(ruler.printable(row.doc_id), _YEAR_SIZE, _LABEL_WIDTH) if several else ""
    actual = [point for point in row.points if point.status == "actual"]
    wanted = [point for point in row.points if point.status != "actual"]
    return _Layout(row, label, source, _value_lines(actual, ruler), _value_lines(wanted, ruler))


def _value_lines(points: Sequence[Point], ruler: Ruler) -> list[tuple[str, str]]:
    """Value and year of each point; the latest are kept where there are many."""
    kept = points if len(points) <= _MAX_LINES else points[-(_MAX_LINES - 1) :]
    lines = []
    for point in kept:
        year = f"{point.year}年" if point.year else ""
        room = _VALUE_WIDTH - (ruler.width(year, _YEAR_SIZE) + 4 if year else 0)
        lines.append((ruler.cut(ruler.printable(point.text), _VALUE_SIZE, room), year))
    if len(kept) < len(points):
        lines.append((f"另 {len(points) - len(kept)} 个值", ""))
    return lines


def _choose(rows: list[IndicatorRow], layouts: dict[int, _Layout]) -> list[IndicatorRow]:
    """The rows that fit on a page: by weight, and of like weight from every document in turn."""
    room = A4_HEIGHT - _HEAD_HEIGHT - _FOOT_HEIGHT
    ranked = sorted(rows, key=lambda row: (-row.weight, row.turn, row.order))
    low, high = 1, len(ranked)
    while low < high:
        middle = (low + high + 1) // 2
        if _panels_height(split_panels(ranked[:middle]), layouts) <= room:
            low = middle
        else:
            high = middle - 1
    return sorted(ranked[:low], key=lambda row: row.order)


def _panels_height(panels: list[tuple[str, list[IndicatorRow]]], layouts: dict[int, _Layout]) -> float:
    heads = sum(_PANEL_HEAD + _PANEL_FOOT for _ in panels)
    return heads + sum(layouts[id(row)].height for _, members in panels for row in members)


def _draw_column_heads(page: Page, ruler: Ruler, rows: list[IndicatorRow]) -> None:
    statuses = {point.status for row in rows for point in row.points}
    entries = [
        (*_MARKS[status][:2], name, _MARKS[status][2])
        for status, name in _NAMES.items()
        if status in statuses
    ]
    y = _HEAD_HEIGHT - 8
    legend(page, ruler, _AXIS_LEFT, y, entries)
    page.text(_MARGIN, y, "指标", size=8, colour=SOFT_INK)
    if "actual" in statuses:
        page.text(_ACTUAL_LEFT, y, "已实现", size=8, colour=SOFT_INK)
    if statuses - {"actual"}:
        name = "目标" if "standard" not in statuses else "标准" if "target" not in statuses else "目标或标准"
        page.text(_WANTED_LEFT, y, name, size=8, colour=SOFT_INK)


def _draw_panel(page: Page, ruler: Ruler, y: float, title: str, layouts: list[_Layout]) -> float:
    """Draw one panel from y downwards; the y below it."""
    page.line((_MARGIN, page.width - _MARGIN), (y, y), colour=SOFT_INK, width=0.7)
    bottom = y + _PANEL_HEAD + sum(layout.height for layout in layouts)
    scale = None
    if title != OTHERS:
        values = [end for layout in layouts for point in layout.row.points for end in (point.low, point.high)]
        bounds = (0.0, 100.0) if layouts[0].row.panel == "%" and max(values) > 20 else None
        scale = find_scale(values, _AXIS_LEFT, _AXIS_RIGHT, bounds=bounds)
        if scale.logarithmic:
            title += "，对数刻度" if all(map(scale.holds, values)) else "，对数刻度，0 不画"
        _draw_axis(page, ruler, scale, y + _PANEL_HEAD, bottom, layouts[0].row.panel)
    page.text(_MARGIN, y + 10, ruler.printable(title), size=8.5)
    y += _PANEL_HEAD
    for layout in layouts:
        _draw_row(page, ruler, y + layout.height / 2, layout, scale)
        y += layout.height
    return bottom + _PANEL_FOOT


def _draw_axis(page: Page, ruler: Ruler, scale: Scale, top: float, bottom: float, panel: str) -> None:
    sign = "%" if panel in ("growth", "%") else ""
    last_end = -1.0
    for tick in scale.ticks:
        x = scale.place(tick)
        page.line((x, x), (top, bottom), width=0.5)
        text = format_number(Decimal(repr(round(tick, 10)))) + sign
        half = ruler.width(text, 6.5) / 2
        if x - half > last_end + 4:
            page.text(x, bottom + 7, text, size=6.5, colour=SOFT_INK, align="center")
            last_end = x + half
    if not scale.logarithmic and scale.low < 0 < scale.high:
        page.line((scale.place(0), scale.place(0)), (top, bottom), colour=SOFT_INK)


def _draw_row(page: Page, ruler: Ruler, y: float, layout: _Layout, scale: Scale | None) -> None:
    label = [(line, "") for line in layout.label] + ([("", layout.source)] if layout.source else [])
    _draw_lines(page, ruler, _MARGIN, y, label, _LABEL_SIZE)
    _draw_lines(page, ruler, _ACTUAL_LEFT, y, layout.actual, _VALUE_SIZE)
    _draw_lines(page, ruler, _WANTED_LEFT, y, layout.wanted, _VALUE_SIZE)
    if scale is None:
        return
    points = [point for point in layout.row.points if scale.holds(point.low)][-_MAX_MARKS:]
    page.line((_AXIS_LEFT, _AXIS_RIGHT), (y, y), colour=RULE, dotted=True)
    ends = [scale.place(end) for point in points for end in (point.low, point.high)]
    if len({(point.status, point.year) for point in points}) > 1:
        page.line((min(ends), max(ends)), (y, y), colour="#999999", width=1.2)
    for point in points:
        shape, colour, hollow = _MARKS.get(point.status, _MARKS["standard"])
        if point.high > point.low:
            page.line((scale.place(point.low), scale.place(point.high)), (y, y), colour=colour, width=3)
            page.mark(scale.place(point.low), y, shape, colour=colour, hollow=hollow)
        page.mark(scale.place(point.high), y, shape, colour=colour, hollow=hollow)


def _draw_lines(
    page: Page, ruler: Ruler, x: float, middle: float, lines: Sequence[tuple[str, str]], size: float
) -> None:
    """Set lines of text, each with a note in small grey, centred on ``middle``."""
    y = middle - (len(lines) - 1) * _LINE_HEIGHT / 2
    for text, note in lines:
        if text:
            page.text(x, y, text, size=size)
        if note:
            left = x + ruler.width(text, size) + 4 if text else x
            page.text(left, y, note, size=_YEAR_SIZE, colour=SOFT_INK)
        y += _LINE_HEIGHT


def _footnote(left_out: int, targets: pandas.DataFrame, rows: list[IndicatorRow]) -> str:
    unclear = int((targets["indicator"].str.strip().eq("") | targets["value"].isna()).sum())
    notes = []
    if left_out:
        notes.append(f"另有 {left_out} 个指标未画")
    if unclear:
        notes.append(f"{unclear} 行没有写明指标或数值，未画")
    return "；".join([*notes, "全部数据见 targets.csv"]) + "。"
