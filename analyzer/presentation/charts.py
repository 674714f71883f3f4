"""The charts of one run: drawn from the tables, written as PNG for documents and SVG for the screen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.presentation.chart_keywords import chart_keywords
from analyzer.presentation.chart_targets import chart_targets
from analyzer.presentation.chart_tasks import chart_tasks
from analyzer.presentation.files import write_bytes

if TYPE_CHECKING:
    import pandas

__all__ = ["CHARTS", "chart_keywords", "chart_targets", "chart_tasks", "write_charts"]

# a chart is named after the table it shows
CHARTS = {"targets": chart_targets, "tasks": chart_tasks, "keywords": chart_keywords}


def write_charts(tables: Mapping[str, pandas.DataFrame], folder: Path) -> list[Path]:
    """Draw every chart whose table is there, into ``folder``: ``targets.png``, ``targets.svg`` …

    Raises:
        OutputError: E_PERMISSION or E_IO.
    """
    from analyzer.presentation.drawing import png, svg

    written = []
    for name, draw in CHARTS.items():
        if name in tables:
            figure = draw(tables[name])
            written.append(write_bytes(folder / f"{name}.png", png(figure)))
            written.append(write_bytes(folder / f"{name}.svg", svg(figure)))
    return written
