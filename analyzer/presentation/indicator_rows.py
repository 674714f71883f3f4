"""What the chart of targets shows: one row for an indicator, rows of one unit in one panel.

Values of the same indicator (same document, wording, unit and measure) share a row, so that what is achieved
stands beside what is wanted. Only values of one kind of unit share an axis: money with money, shares with
shares; 亩 and 吨 never stand on the same scale.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from analyzer.presentation.formats import format_value
from analyzer.presentation.scales import is_wide

# things that are counted one by one may share an axis
_COUNTED = frozenset("个家户项件名人所座处条场台辆套间张只头艘架支部册幅种类批次村") | {"人次"}
# a first rank is the best, a bare number has no measure: neither belongs on an axis
_WITHOUT_AXIS = ("位", "1", "")
_OWN_AXIS_FROM = 3
_ALL_OWN_AXES_UP_TO = 6
# targets before facts, facts before standards; an indicator with both before all
_STATUS_WEIGHTS = {"target": 4.0, "actual": 2.0, "standard": 1.0}
OTHERS = "其他（不画刻度）"

_PANEL_ORDER = ("元", "growth", "%", "百分点", "count", "倍")
_PANEL_TITLES = {
    "元": "金额（元）",
    "growth": "增长率（%）",
    "%": "比率与覆盖面（%）",
    "百分点": "变化（百分点）",
    "count": "数量（个、家、项、人等）",
    "倍": "倍数（倍）",
}


@dataclass(frozen=True, slots=True)
class Point:
    """One stated value: where it stands on the axis and how it is written."""

    status: str
    year: str
    low: float
    high: float
    text: str


@dataclass(slots=True)
class IndicatorRow:
    """All values of one indicator; ``weight`` says how much the row belongs into a chart of targets.

    ``order`` counts the rows of the whole table, ``turn`` those of one document.
    """

    label: str
    doc_id: str
    panel: str
    order: int
    turn: int
    points: list[Point] = field(default_factory=list)
    weight: float = 0.0
    unit: str = ""
    change: bool = False

    @property
    def position(self) -> float:
        """The value that rows are sorted by: the last stated."""
        return max(self.points, key=lambda point: (point.year, point.high)).high


def find_indicator_rows(targets: Iterable[Mapping[str, Any]]) -> list[IndicatorRow]:
    """Group the rows of the targets table; those without indicator or value are left out."""
    rows: dict[tuple[str, ...], IndicatorRow] = {}
    counts: dict[str, int] = {}
    seen: set[tuple[tuple[str, ...], Point]] = set()
    for target in targets:
        value = target["value"]
        if value is None or not target["indicator"].strip() or not math.isfinite(float(value)):
            continue
        panel = _panel(target["unit"], target["measure"])
        change = target["measure"] == "change" and panel != "百分点"
        scope = target["scope"] if target["scope"] not in target["indicator"] else ""
        key = (target["doc_id"], target["indicator"], scope, target["unit"], panel, str(change))
        if key not in rows:
            label = target["indicator"] + ("（变化量）" if change else "") + (f"·{scope}" if scope else "")
            doc_id = target["doc_id"]
            counts[doc_id] = counts.get(doc_id, 0) + 1
            rows[key] = IndicatorRow(
                label, doc_id, panel, len(rows), counts[doc_id], unit=target["unit"], change=change
            )
        row = rows[key]
        point = _point(target)
        if (key, point) not in seen:
            seen.add((key, point))
            row.points.append(point)
        row.weight = max(row.weight, _standing(target))
    for row in rows.values():
        row.points.sort(key=lambda point: (point.year, point.low))
        row.weight += sum(
            _STATUS_WEIGHTS.get(status, 0.0) for status in {point.status for point in row.points}
        )
    return list(rows.values())


def _panel(unit: str, measure: str) -> str:
    if measure == "growth" and unit == "%":
        return "growth"
    return "count" if unit in _COUNTED else unit


def _point(target: Mapping[str, Any]) -> Point:
    value: Decimal = target["value"]
    upper: Decimal | None = target["value_max"]
    turn = -1.0 if target["direction"] == "down" else 1.0
    ends = sorted((turn * float(value), turn * float(value if upper is None else upper)))
    text = format_value(
        value,
        target["unit"],
        value_max=upper,
        comparator=target["comparator"],
        measure=target["measure"],
        direction=target["direction"],
    )
    return Point(target["status"], target["period_end"][:4], ends[0], ends[1], text)


def _standing(target: Mapping[str, Any]) -> float:
    """Known indicators and binding words count more."""
    known = bool(target["indicator_id"]) or bool(target["binding"])
    return (1.5 if known else 0.0) + (0.5 if target["tone"] == "hard" else 0.0)


def panel_title(panel: str, unit: str) -> str:
    """What an axis measures: the unit of counted things by its name.

    >>> panel_title("growth", "%"), panel_title("count", "家"), panel_title("亩", "亩")
    ('增长率（%）', '数量（家）', '单位：亩')
    """
    return f"数量（{unit}）" if panel == "count" else _PANEL_TITLES.get(panel, f"单位：{panel}")


def _sharing_axis(rows: list[IndicatorRow]) -> tuple[list[IndicatorRow], list[IndicatorRow]]:
    """The rows of one panel, and those that would spoil its axis.

    A logarithmic axis has no place for a decrease; on a linear one all small values would lie at its zero.
    """
    ends = [end for row in rows for point in row.points for end in (point.low, point.high)]
    if min(ends) >= 0 or not is_wide(ends):
        return rows, []
    down = [row for row in rows if any(point.low < 0 for point in row.points)]
    up = [row for row in rows if row not in down]
    return (up, down) if up else (rows, [])


def split_panels(rows: Iterable[IndicatorRow]) -> list[tuple[str, list[IndicatorRow]]]:
    """Panels in reading order, each with its title; lone units go into a last panel without axis."""
    panels: dict[str, list[IndicatorRow]] = {}
    everything = list(rows)
    for row in everything:
        panels.setdefault(row.panel, []).append(row)
    few = len(everything) <= _ALL_OWN_AXES_UP_TO
    own = [
        name
        for name, members in panels.items()
        if name not in _WITHOUT_AXIS and (few or len(members) >= _OWN_AXIS_FROM)
    ]
    own.sort(key=lambda name: _PANEL_ORDER.index(name) if name in _PANEL_ORDER else len(_PANEL_ORDER))
    found = []
    for name in own:
        fitting, unfit = _sharing_axis(panels.pop(name))
        members = sorted(fitting, key=lambda row: (-row.position, row.order))
        found.append((_PANEL_TITLES.get(name, f"单位：{name}"), members))
        if unfit:
            panels[f"{name} unfit"] = unfit
    rest = sorted((row for members in panels.values() for row in members), key=lambda row: row.order)
    return [*found, (OTHERS, rest)] if rest else found
