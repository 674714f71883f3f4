"""Chart of one indicator over several documents: what they report as achieved beside what they want.

Documents whose names differ in digits only (the reports of one city, year by year) are one series: what the
report of one year wants stands in one row with what the next one reports, and the achieved values can be followed
downwards along a line. Where every series has one row (many cities, one year), the largest value comes first.
Values that cannot share an axis (a level in 元, a rate in %) are charts of their own: the kind that most values have
is drawn, the others are counted.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from analyzer.presentation.chart_rows import (
    FOOT_HEIGHT,
    HEAD_HEIGHT,
    LABEL_SIZE,
    MARGIN,
    draw_footnote,
    draw_ticks,
    draw_value,
    fitting,
    row_height,
)
from analyzer.presentation.drawing import (
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
from analyzer.presentation.indicator_rows import IndicatorRow, Point, find_indicator_rows, panel_title
from analyzer.presentation.scales import Scale, find_scale
from analyzer.presentation.tables import records

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure

_LABEL_WIDTH = 120.0
_YEAR_LEFT = 160.0
_AXIS_LEFT, _AXIS_RIGHT = 200.0, 356.0
_ACTUAL_LEFT, _WANTED_LEFT = 372.0, 468.0
_VALUE_WIDTH = 91.0
_TRACE = "#9ECAE1"
_DIGITS = re.compile(r"[0-9０-９〇一二三四五六七八九]{2,8}(?:年度?)?|[0-9０-９]")
_MARKS = {
    "actual": ("o", BLUE, "已实现", False),
    "target": ("D", VERMILION, "目标", False),
    "standard": ("s", GREEN, "标准", True),
}


@dataclass(slots=True)
class _Row:
    """The values of one series for one year."""

    series: str
    year: str
    doc_ids: list[str] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)

    @property
    def size(self) -> float:
        return max(point.high for point in self.points)


def chart_indicator(targets: pandas.DataFrame, indicator: str) -> Figure:
    """Draw one indicator of the targets table over its documents and years, on one A4 page.

    Args:
        targets: the table of ``build_tables`` for several documents.
        indicator: an ``indicator_id``, or the words of the column ``indicator``.
    """
    chosen = [
        row for row in records(targets) if indicator in (row["indicator_id"], row["indicator"]) and indicator
    ]
    found = find_indicator_rows(chosen)
    if not found:
        return message(f"没有可画的数值：表中没有指标“{Ruler().printable(indicator)[:30]}”，或没有它的数值。")
    kinds = Counter((row.panel, row.unit, row.change) for row in found for _ in row.points)
    kind = max(kinds, key=lambda each: kinds[each])
    rows = _rows([row for row in found if (row.panel, row.unit, row.change) == kind])
    ruler = Ruler()
    shown = rows[: fitting([row_height(1)] * len(rows))]
    bottom = HEAD_HEIGHT + len(shown) * row_height(1)
    page = Page(bottom + FOOT_HEIGHT)
    documents = len({doc_id for row in rows for doc_id in row.doc_ids})
    names = Counter(row["indicator"] for row in chosen)
    title = f"{max(names, key=lambda name: names[name])}：{panel_title(kind[0], kind[1])}"
    points = [point for row in shown for point in row.points]
    heading(page, ruler, title, f"{documents} 份文件；{len(points)} 个数值", MARGIN)
    _draw_heads(page, ruler, shown)
    ends = [end for point in points for end in (point.low, point.high)]
    bounds = (0.0, 100.0) if kind[0] == "%" and max(ends) > 20 else None
    scale = find_scale(ends, _AXIS_LEFT, _AXIS_RIGHT, bounds=bounds)
    sign = "%" if kind[0] in ("growth", "%") else ""
    draw_ticks(page, ruler, scale, bottom, lambda tick: format_number(Decimal(repr(round(tick, 10)))) + sign)
    _draw_rows(page, ruler, shown, scale)
    left_out = f"另有 {len(rows) - len(shown)} 行未画" if len(shown) < len(rows) else ""
    other = sum(kinds.values()) - kinds[kind]
    unlike = f"{other} 个数值的单位或计量方式不同，未画" if other else ""
    zero = "对数刻度，0 不画" if scale.logarithmic and not all(map(scale.holds, ends)) else ""
    draw_footnote(page, [left_out, unlike, zero, "全部数据见 targets.csv"])
    return page.figure


def _rows(found: list[IndicatorRow]) -> list[_Row]:
    rows: dict[tuple[str, str], _Row] = {}
    for indicator in found:
        series = _series(indicator.doc_id)
        for point in indicator.points:
            row = rows.setdefault((series, point.year), _Row(series, point.year))
            row.points.append(point)
            if indicator.doc_id not in row.doc_ids:
                row.doc_ids.append(indicator.doc_id)
    order = {
        series: number for number, series in enumerate(dict.fromkeys(row.series for row in rows.values()))
    }
    if len(rows) == len(order):
        return sorted(rows.values(), key=lambda row: -row.size)
    # without a year behind those with one
    return sorted(rows.values(), key=lambda row: (order[row.series], row.year or "9999"))


def _series(doc_id: str) -> str:
    """What the documents of one series have in common.

    >>> _series("2025年云岭市政府工作报告"), _series("云岭市报告-2025")
    ('云岭市政府工作报告', '云岭市报告')
    """
    return _DIGITS.sub("", doc_id).strip(" 年度-_.·（）()")


def _draw_heads(page: Page, ruler: Ruler, rows: list[_Row]) -> None:
    statuses = {point.status for row in rows for point in row.points}
    y = HEAD_HEIGHT - 10
    page.text(MARGIN, y, "文件", size=8, colour=SOFT_INK)
    page.text(_YEAR_LEFT, y, "年份", size=8, colour=SOFT_INK)
    legend(page, ruler, _AXIS_LEFT, y, [mark for status, mark in _MARKS.items() if status in statuses])
    if "actual" in statuses:
        page.text(_ACTUAL_LEFT, y, "已实现", size=8, colour=SOFT_INK)
    if statuses - {"actual"}:
        page.text(
            _WANTED_LEFT, y, "目标或标准" if "standard" in statuses else "目标", size=8, colour=SOFT_INK
        )


def _draw_rows(page: Page, ruler: Ruler, rows: list[_Row], scale: Scale) -> None:
    places = [HEAD_HEIGHT + (number + 0.5) * row_height(1) for number in range(len(rows))]
    achieved = [
        (row.series, scale.place(point.high), y)
        for row, y in zip(rows, places, strict=True)
        for point in row.points
        if point.status == "actual" and scale.holds(point.high)
    ]
    for (series, x, y), (next_series, next_x, next_y) in pairwise(achieved):
        if series == next_series:
            page.line((x, next_x), (y, next_y), colour=_TRACE, width=1.2)
    lengths = Counter(row.series for row in rows)
    for row, y in zip(rows, places, strict=True):
        label = row.series if row.series and lengths[row.series] > 1 else row.doc_ids[0]
        page.text(MARGIN, y, ruler.cut(ruler.printable(label), LABEL_SIZE, _LABEL_WIDTH), size=LABEL_SIZE)
        page.text(_YEAR_LEFT, y, row.year or "不明", size=7.5)
        page.line((_AXIS_LEFT, _AXIS_RIGHT), (y, y), colour=RULE, dotted=True)
        # where both are near, the wanted value lies on the achieved one
        for point in sorted(row.points, key=lambda point: point.status != "actual"):
            _draw_point(page, y, point, scale)
        actual = [point.text for point in row.points if point.status == "actual"]
        wanted = [point.text for point in row.points if point.status != "actual"]
        for x, texts in ((_ACTUAL_LEFT, actual), (_WANTED_LEFT, wanted)):
            if texts:
                draw_value(page, ruler, x, y, "、".join(texts), "", _VALUE_WIDTH)


def _draw_point(page: Page, y: float, point: Point, scale: Scale) -> None:
    shape, colour, _, hollow = _MARKS.get(point.status, _MARKS["standard"])
    if not scale.holds(point.low):
        return
    if point.high > point.low:
        page.line((scale.place(point.low), scale.place(point.high)), (y, y), colour=colour, width=3)
        page.mark(scale.place(point.low), y, shape, colour=colour, hollow=hollow)
    page.mark(scale.place(point.high), y, shape, colour=colour, hollow=hollow)
