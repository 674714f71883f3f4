"""Chart of the deadlines: every task at the day by which it must be done, the earliest first.

Where there are more tasks than rows on a page, tasks of one day share a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from analyzer.presentation.chart_rows import (
    FOOT_HEIGHT,
    HEAD_HEIGHT,
    LABEL_SIZE,
    MARGIN,
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
    GREY,
    ORANGE,
    RULE,
    SOFT_INK,
    Page,
    Ruler,
    heading,
    legend,
    message,
)
from analyzer.presentation.scales import Scale, find_date_scale
from analyzer.presentation.tables import LIST_SEPARATOR, records

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure

_LABEL_WIDTH = 196.0
_AXIS_LEFT, _AXIS_RIGHT = 244.0, 428.0
_VALUE_LEFT, _VALUE_WIDTH = 440.0, 119.0
_COLOURS = {"done": BLUE, "plan": ORANGE, "rule": GREY}
_STATUSES = (("done", "已完成"), ("plan", "拟开展"), ("rule", "规定或说明"))


@dataclass(frozen=True, slots=True)
class _Deadline:
    """One row: a day, what is due, and of several tasks how many."""

    day: date
    label: str
    statuses: tuple[str, ...]
    agency: str
    count: int = 1


def chart_deadlines(tasks: pandas.DataFrame) -> Figure:
    """Draw the deadlines of the tasks table on a time line, on one A4 page."""
    rows = [row for row in records(tasks) if _day(row["deadline"])]
    if not rows:
        return message("没有可画的时限：任务表中没有写明完成时限。")
    ruler = Ruler()
    deadlines = sorted((_deadline(row) for row in rows), key=lambda each: each.day)
    labels = [_label(each, ruler) for each in deadlines]
    if fitting([row_height(len(label)) for label in labels]) < len(deadlines):
        deadlines = _by_day(deadlines)
        labels = [[_first_label(each, ruler)] for each in deadlines]
    heights = [row_height(len(label)) for label in labels]
    shown = fitting(heights)
    bottom = HEAD_HEIGHT + sum(heights[:shown])
    page = Page(bottom + FOOT_HEIGHT)
    doc_ids = list(dict.fromkeys(row["doc_id"] for row in rows))
    heading(page, ruler, "完成时限", f"{whose(doc_ids)}；{len(rows)} 条任务写明了时限", MARGIN)
    present = {each.statuses[0] for each in deadlines if len(each.statuses) == 1}
    entries = [("o", _COLOURS[status], name, False) for status, name in _STATUSES if status in present]
    if any(len(each.statuses) > 1 for each in deadlines):
        entries.append(("o", SOFT_INK, "几种都有", False))
    legend(page, ruler, _AXIS_LEFT, HEAD_HEIGHT - 14, entries)
    days = [each.day for each in deadlines[:shown]]
    scale = find_date_scale(min(days), max(days), _AXIS_LEFT, _AXIS_RIGHT)
    draw_ticks(
        page,
        ruler,
        scale,
        bottom,
        lambda tick: _tick_name(date.fromordinal(int(tick)), tick == scale.ticks[0]),
    )
    y = HEAD_HEIGHT
    for deadline, label, height in zip(deadlines[:shown], labels, heights, strict=False):
        _draw_row(page, ruler, y + height / 2, deadline, label, scale)
        y += height
    left_out = f"另有 {len(deadlines) - shown} 个时限未画" if shown < len(deadlines) else ""
    draw_footnote(page, [left_out, "只写年份的时限画在年末", "全部数据见 tasks.csv"])
    return page.figure


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _deadline(row: dict[str, Any]) -> _Deadline:
    day = _day(row["deadline"]) or date.min
    agency = row["lead_agencies"].split(LIST_SEPARATOR)[0]
    return _Deadline(day, f"{row['marker']}{row['title']}", (row["status"],), agency)


def _by_day(deadlines: Sequence[_Deadline]) -> list[_Deadline]:
    days: dict[date, list[_Deadline]] = {}
    for each in deadlines:
        days.setdefault(each.day, []).append(each)
    return [
        _Deadline(
            day,
            group[0].label,
            tuple(sorted({status for each in group for status in each.statuses})),
            "",
            len(group),
        )
        for day, group in days.items()
    ]


def _label(deadline: _Deadline, ruler: Ruler) -> list[str]:
    return ruler.wrap(ruler.printable(deadline.label), LABEL_SIZE, _LABEL_WIDTH, 2)


def _first_label(deadline: _Deadline, ruler: Ruler) -> str:
    """The first of several tasks, and a word that there are more."""
    more = " 等" if deadline.count > 1 else ""
    room = _LABEL_WIDTH - ruler.width(more, LABEL_SIZE)
    return ruler.cut(ruler.printable(deadline.label), LABEL_SIZE, room) + more


def _draw_row(
    page: Page, ruler: Ruler, y: float, deadline: _Deadline, label: list[str], scale: Scale
) -> None:
    x = scale.place(deadline.day.toordinal())
    draw_lines(page, MARGIN, y, label)
    page.line((_AXIS_LEFT, x), (y, y), colour=RULE, dotted=True)
    first, *others = deadline.statuses
    page.mark(x, y, "o", colour=SOFT_INK if others else _COLOURS.get(first, SOFT_INK))
    note = f"{deadline.count} 项" if deadline.count > 1 else deadline.agency
    note = ruler.cut(ruler.printable(note), 6.5, _VALUE_WIDTH - 60)
    draw_value(page, ruler, _VALUE_LEFT, y, deadline.day.isoformat(), note, _VALUE_WIDTH)


def _tick_name(day: date, first: bool) -> str:
    """A year, or inside a year the month; the first tick always tells its year.

    >>> [_tick_name(date(2027, month, 1), month == 10) for month in (1, 4, 10)]
    ['2027年', '4月', '2027年10月']
    """
    if day.month == 1:
        return f"{day.year}年"
    return f"{day.year}年{day.month}月" if first else f"{day.month}月"
