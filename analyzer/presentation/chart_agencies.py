"""Chart of responsibilities: in how many tasks an agency leads, and in how many it supports."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from analyzer.presentation.chart_rows import (
    FOOT_HEIGHT,
    HEAD_HEIGHT,
    LABEL_SIZE,
    MARGIN,
    VALUE_SIZE,
    draw_footnote,
    draw_ticks,
    fitting,
    row_height,
    whose,
)
from analyzer.presentation.drawing import (
    BLUE,
    INK,
    ORANGE,
    Page,
    Ruler,
    heading,
    legend,
    message,
)
from analyzer.presentation.formats import format_number
from analyzer.presentation.scales import find_scale
from analyzer.presentation.tables import LIST_SEPARATOR, records

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure

_LABEL_WIDTH = 180.0
_BAR_LEFT, _BAR_RIGHT = 226.0, 520.0
_BAR_HEIGHT = 9.0
_LEAD, _SUPPORT = "lead_agencies", "support_agencies"
_ROLES = ((_LEAD, "牵头或负责", BLUE, "white"), (_SUPPORT, "配合", ORANGE, INK))


def chart_agencies(tasks: pandas.DataFrame) -> Figure:
    """Draw who is responsible for how many tasks, those that lead most first, on one A4 page."""
    counts: dict[str, Counter[str]] = {_LEAD: Counter(), _SUPPORT: Counter()}
    doc_ids: dict[str, None] = {}
    number = 0
    for row in records(tasks):
        named = {role: _names(row[role]) for role in counts}
        if any(named.values()):
            number += 1
            doc_ids[row["doc_id"]] = None
        for role, names in named.items():
            counts[role].update(names)
    leads, supports = counts[_LEAD], counts[_SUPPORT]
    agencies = sorted(
        {**leads, **supports}, key=lambda name: (-leads[name], -supports[name], len(name), name)
    )
    if not agencies:
        return message("没有可画的责任单位：任务表中没有写明牵头或配合单位。")
    shown = agencies[: fitting([row_height(1)] * len(agencies))]
    ruler = Ruler()
    bottom = HEAD_HEIGHT + len(shown) * row_height(1)
    page = Page(bottom + FOOT_HEIGHT)
    subtitle = f"{whose(list(doc_ids))}；{number} 条任务写明了责任单位，涉及 {len(agencies)} 个单位"
    heading(page, ruler, "责任单位的任务数", subtitle, MARGIN)
    present = [
        (name, colour) for role, name, colour, _ in _ROLES if any(counts[role][agency] for agency in shown)
    ]
    legend(page, ruler, _BAR_LEFT, HEAD_HEIGHT - 14, [("s", colour, name, False) for name, colour in present])
    most = max(leads[name] + supports[name] for name in shown)
    scale = find_scale([0, most], _BAR_LEFT, _BAR_RIGHT, logarithmic=False, whole=True)
    draw_ticks(page, ruler, scale, bottom, lambda tick: format_number(Decimal(int(tick))))
    for index, agency in enumerate(shown):
        y = HEAD_HEIGHT + (index + 0.5) * row_height(1)
        page.text(MARGIN, y, ruler.cut(ruler.printable(agency), LABEL_SIZE, _LABEL_WIDTH), size=LABEL_SIZE)
        done = 0
        total = leads[agency] + supports[agency]
        for role, _, colour, ink in _ROLES:
            count = counts[role][agency]
            left, right = scale.place(done), scale.place(done + count)
            page.bar(left, y - _BAR_HEIGHT / 2, right - left, _BAR_HEIGHT, colour=colour)
            text = format_number(Decimal(count))
            if count and count != total and ruler.width(text, 7) + 3 <= right - left:
                page.text((left + right) / 2, y, text, size=7, colour=ink, align="center")
            done += count
        page.text(scale.place(total) + 4, y, format_number(Decimal(total)), size=VALUE_SIZE)
    left_out = f"另有 {len(agencies) - len(shown)} 个单位未画" if len(shown) < len(agencies) else ""
    draw_footnote(page, [left_out, "一条任务可有几个单位", "全部数据见 tasks.csv"])
    return page.figure


def _names(cell: str) -> set[str]:
    """The agencies of a cell, each counted once a task."""
    return {name.strip() for name in cell.split(LIST_SEPARATOR) if name.strip()}
