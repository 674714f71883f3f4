"""Figures that may only rise, kept in a TOML file.

The scorer's report is flattened to names such as ``targets.found_f1`` and ``tasks.accuracy.status``.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TOLERANCE = 1e-4
_NOTE = "# 评测分数的下限：只升不降。`python -m benchmarks.score --update` 把高出的分数记进来。\n"


def flatten(report: Mapping[str, Any]) -> dict[str, float]:
    """The figures of a scorer's report that have a floor.

    >>> flatten({"tasks": {"found": {"f1": 0.9}, "full": {"f1": 0.8}, "accuracy": {"level": 1.0}}})
    {'tasks.found_f1': 0.9, 'tasks.full_f1': 0.8, 'tasks.accuracy.level': 1.0}
    """
    figures: dict[str, float] = {}
    for kind in ("targets", "tasks"):
        if kind in report:
            figures[f"{kind}.found_f1"] = report[kind]["found"]["f1"]
            figures[f"{kind}.full_f1"] = report[kind]["full"]["f1"]
            accuracy = report[kind]["accuracy"]
            figures.update({f"{kind}.accuracy.{name}": value for name, value in accuracy.items()})
    figures.update({f"keywords.{name}": value for name, value in report.get("keywords", {}).items()})
    return figures


def read_floors(path: Path) -> dict[str, float]:
    """The floors of a file by flat name; none where there is no file."""
    if not path.exists():
        return {}
    return dict(_walk("", tomllib.loads(path.read_text(encoding="utf-8"))))


def _walk(prefix: str, table: Mapping[str, Any]) -> list[tuple[str, float]]:
    figures: list[tuple[str, float]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            figures += _walk(f"{prefix}{name}.", value)
        else:
            figures.append((f"{prefix}{name}", float(value)))
    return figures


def below(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[tuple[str, float, float]]:
    """The figures under their floor, as (name, figure, floor); a figure that is gone counts as 0.

    >>> below({"keywords.p15": 0.5}, {"keywords.p15": 0.6})
    [('keywords.p15', 0.5, 0.6)]
    """
    reached = ((name, figures.get(name, 0.0), floor) for name, floor in floors.items())
    return [(name, figure, floor) for name, figure, floor in reached if figure < floor - TOLERANCE]


def raised(figures: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """The floors after a run: the higher of both, rounded down to four decimals.

    >>> raised({"keywords.p15": 0.61239}, {"keywords.p15": 0.6, "keywords.r30": 0.5})
    {'keywords.p15': 0.6123, 'keywords.r30': 0.5}
    """
    names = [*figures, *(name for name in floors if name not in figures)]
    # one hundred-millionth of play: 0.6123 is stored as slightly less than itself
    rounded = {name: math.floor(figures.get(name, 0.0) * 1e4 + 1e-8) / 1e4 for name in names}
    return {name: max(rounded[name], floors.get(name, 0.0)) for name in names}


def write_floors(path: Path, floors: Mapping[str, float]) -> None:
    """Write the floors as TOML tables, one for every prefix."""
    tables: dict[str, list[str]] = {}
    for name, floor in floors.items():
        table, _, key = name.rpartition(".")
        tables.setdefault(table, []).append(f"{key} = {floor:.4f}")
    blocks = ["\n".join([f"[{table}]", *lines]) + "\n" for table, lines in tables.items()]
    path.write_text(_NOTE + "\n" + "\n".join(blocks), encoding="utf-8")
