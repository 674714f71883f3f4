"""The charts of one run: drawn from the tables, written as PNG for documents and SVG for the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.presentation.chart_agencies import chart_agencies
from analyzer.presentation.chart_cloud import chart_cloud
from analyzer.presentation.chart_deadlines import chart_deadlines
from analyzer.presentation.chart_growth import chart_growth
from analyzer.presentation.chart_indicator import chart_indicator
from analyzer.presentation.chart_keywords import chart_keywords
from analyzer.presentation.chart_targets import chart_targets
from analyzer.presentation.chart_tasks import chart_tasks
from analyzer.presentation.files import write_bytes

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure

__all__ = [
    "CHARTS",
    "MORE_CHARTS",
    "chart_agencies",
    "chart_cloud",
    "chart_deadlines",
    "chart_growth",
    "chart_indicator",
    "chart_keywords",
    "chart_targets",
    "chart_tasks",
    "draw_charts",
    "write_charts",
]

# a chart is named after the table it shows
CHARTS = {"targets": chart_targets, "tasks": chart_tasks, "keywords": chart_keywords}
# more of the same tables, drawn only where there is something to show: name, table
MORE_CHARTS: dict[str, tuple[str, Callable[[pandas.DataFrame], Figure]]] = {
    "growth": ("targets", chart_growth),
    "agencies": ("tasks", chart_agencies),
    "deadlines": ("tasks", chart_deadlines),
}


def draw_charts(tables: Mapping[str, pandas.DataFrame]) -> Iterator[tuple[str, Figure]]:
    """Every chart by name whose table is there: the main ones, then the others that have something to show."""
    from analyzer.presentation.drawing import EMPTY

    for name, draw in CHARTS.items():
        if name in tables:
            yield name, draw(tables[name])
    for name, (table, draw_more) in MORE_CHARTS.items():
        if table in tables:
            figure = draw_more(tables[table])
            if figure.get_label() != EMPTY:
                yield name, figure


def write_charts(tables: Mapping[str, pandas.DataFrame], folder: Path) -> list[Path]:
    """Draw the charts of :func:`draw_charts` into ``folder``: ``targets.png``, ``targets.svg`` …

    Raises:
        OutputError: E_PERMISSION or E_IO.
    """
    from analyzer.presentation.drawing import png, svg

    written = []
    for name, figure in draw_charts(tables):
        written.append(write_bytes(folder / f"{name}.png", png(figure)))
        written.append(write_bytes(folder / f"{name}.svg", svg(figure)))
    return written
