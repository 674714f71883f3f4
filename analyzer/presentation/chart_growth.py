"""Chart of growth: the rates that a document wants as bars from zero, the rates achieved as dots on them.

One row for an indicator, the largest wanted rate first. Only indicators with a wanted rate are drawn; where a
document wants none, its achieved rates are.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from analyzer.presentation.chart_rows import (
    FOOT_HEIGHT,
    HEAD_HEIGHT,
    LABEL_SIZE,
    MARGIN,
    NOTE_SIZE,
    draw_footnote,
    draw_lines,
    draw_ticks,
    draw_value,
    fitting,
    row_height,
    whose,
)
from analyzer.presentation.drawing import (
    BLUE,
    SOFT_INK,
    VERMILION,
    Page,
    Ruler,
    heading,
    legend,
    message,
)
from analyzer.presentation.formats import format_number
from analyzer.presentation.indicator_rows import IndicatorRow, Point, find_indicator_rows
from analyzer.presentation.scales import Scale, find_scale
from analyzer.presentation.tables import records

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure

_GROWTH = "growth"
_LABEL_WIDTH = 150.0
_AXIS_LEFT, _AXIS_RIGHT = 200.0, 356.0
_WANTED_LEFT, _ACTUAL_LEFT = 372.0, 468.0
_VALUE_WIDTH = 91.0
_BAR_HEIGHT = 6.0
# a range is a bar to its lower end and a paler one to its upper end
_PALE = "#F2B58E"


@dataclass(frozen=True, slots=True)
class _Rate:
    """One indicator: the latest wanted rate, the latest achieved one."""

    row: IndicatorRow
    wanted: Point | None
    actual: Point | None

    @property
    def size(self) -> float:
        point = self.wanted or self.actual
        return point.low if point else 0.0


def chart_growth(targets: pandas.DataFrame) -> Figure:
    """Draw the growth rates of the targets table: bars for wanted ones, on one A4 page."""
    rates = _find_rates(find_indicator_rows(records(targets)))
    if not rates:
        return message("没有可画的增长率：表中没有写明指标的增长或下降幅度。")
    doc_ids = list(dict.fromkeys(rate.row.doc_id for rate in rates))
    ruler = Ruler()
    labels = [_label(rate.row, ruler, several=len(doc_ids) > 1) for rate in rates]
    heights = [row_height(len(label) + bool(source)) for label, source in labels]
    shown = fitting(heights)
    bottom = HEAD_HEIGHT + sum(heights[:shown])
    page = Page(bottom + FOOT_HEIGHT)
    wanted = any(rate.wanted for rate in rates[:shown])
    heading(page, ruler, "增长目标" if wanted else "增长率", f"{whose(doc_ids)}；{shown} 个指标", MARGIN)
    _draw_heads(page, ruler, rates[:shown])
    ends = [
        end
        for rate in rates[:shown]
        for point in (rate.wanted, rate.actual)
        if point
        for end in (point.low, point.high)
    ]
    scale = find_scale([0.0, *ends], _AXIS_LEFT, _AXIS_RIGHT, logarithmic=False)
    draw_ticks(page, ruler, scale, bottom, lambda tick: format_number(Decimal(repr(round(tick, 10)))) + "%")
    y = HEAD_HEIGHT
    for rate, (label, source), height in zip(rates[:shown], labels, heights, strict=False):
        _draw_rate(page, ruler, y + height / 2, rate, label, source, scale)
        y += height
    left_out = f"另有 {len(rates) - shown} 个指标未画" if shown < len(rates) else ""
    draw_footnote(page, [left_out, "全部数据见 targets.csv"])
    return page.figure


def _find_rates(rows: list[IndicatorRow]) -> list[_Rate]:
    rates = [
        _Rate(row, _latest(row, "target"), _latest(row, "actual")) for row in rows if row.panel == _GROWTH
    ]
    chosen = [rate for rate in rates if rate.wanted] or [rate for rate in rates if rate.actual]
    return sorted(chosen, key=lambda rate: (-rate.size, rate.row.order))


def _latest(row: IndicatorRow, status: str) -> Point | None:
    points = [point for point in row.points if point.status == status]
    return points[-1] if points else None


def _label(row: IndicatorRow, ruler: Ruler, *, several: bool) -> tuple[list[str], str]:
    label = ruler.wrap(ruler.printable(row.label), LABEL_SIZE, _LABEL_WIDTH, 2)
    return label, ruler.cut(ruler.printable(row.doc_id), NOTE_SIZE, _LABEL_WIDTH) if several else ""


def _draw_heads(page: Page, ruler: Ruler, rates: list[_Rate]) -> None:
    entries = []
    y = HEAD_HEIGHT - 10
    page.text(MARGIN, y, "指标", size=8, colour=SOFT_INK)
    if any(rate.wanted for rate in rates):
        entries.append(("s", VERMILION, "目标", False))
        page.text(_WANTED_LEFT, y, "目标", size=8, colour=SOFT_INK)
    if any(rate.actual for rate in rates):
        entries.append(("o", BLUE, "已实现", False))
        page.text(_ACTUAL_LEFT, y, "已实现", size=8, colour=SOFT_INK)
    legend(page, ruler, _AXIS_LEFT, y, entries)


def _draw_rate(
    page: Page, ruler: Ruler, y: float, rate: _Rate, label: list[str], source: str, scale: Scale
) -> None:
    lines = [*label, ""] if source else label
    draw_lines(page, MARGIN, y, lines)
    if source:
        page.text(MARGIN, y + len(label) * 5.0, source, size=NOTE_SIZE, colour=SOFT_INK)
    if rate.wanted:
        near, far = sorted((rate.wanted.low, rate.wanted.high), key=abs)
        _bar(page, y, scale, 0.0, far, _PALE if far != near else VERMILION)
        _bar(page, y, scale, 0.0, near, VERMILION)
        draw_value(page, ruler, _WANTED_LEFT, y, rate.wanted.text, _year(rate.wanted), _VALUE_WIDTH)
    if rate.actual:
        page.mark(scale.place(rate.actual.high), y, "o", colour=BLUE)
        draw_value(page, ruler, _ACTUAL_LEFT, y, rate.actual.text, _year(rate.actual), _VALUE_WIDTH)


def _bar(page: Page, y: float, scale: Scale, start: float, end: float, colour: str) -> None:
    left, right = sorted((scale.place(start), scale.place(end)))
    page.bar(left, y - _BAR_HEIGHT / 2, right - left, _BAR_HEIGHT, colour=colour)


def _year(point: Point) -> str:
    return f"{point.year}年" if point.year else ""
