"""Accuracy on the annotated documents, and whether any figure fell below its floor.

    python -m benchmarks.score [--gold DIR] [--floors FILE] [--errors N] [--only NAME …] [--update]

Ends with 1 when a figure is below its floor, with 0 when none is or when there are no annotations here.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.floors import below, flatten, raised, read_floors, write_floors
from benchmarks.scoring import GOLD, find_texts, missing, run_scorer, write_tables

FLOORS = Path(__file__).with_name("floors.toml")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="在标注文档上评分，并与记录的下限比较")
    parser.add_argument("--gold", type=Path, default=GOLD, help="标注文件夹，内有 score.py")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="下限文件")
    parser.add_argument("--errors", type=int, default=0, help="每份文档每类列出至多几条错误")
    parser.add_argument("--only", nargs="*", default=None, help="只评这些文档；不与下限比较")
    parser.add_argument("--update", action="store_true", help="把下限提高到这次达到的分数")
    chosen = parser.parse_args(arguments)
    if missing(chosen.gold / "score.py"):
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_tables(find_texts(chosen.gold, chosen.only), folder / "tables")
        report = run_scorer(
            chosen.gold, folder / "tables", folder / "report.json", chosen.only, chosen.errors
        )
    if chosen.only:
        print("\n只评了部分文档，不与下限比较。")
        return 0
    return compare(flatten(report), chosen.floors, update=chosen.update)


def compare(figures: dict[str, float], path: Path, *, update: bool) -> int:
    """Print the figures below their floors and return the exit code; with ``update`` raise the floors."""
    floors = read_floors(path)
    fallen = below(figures, floors)
    for name, figure, floor in fallen:
        print(f"低于下限：{name} {figure:.4f}，下限 {floor:.4f}")
    if update:
        write_floors(path, raised(figures, floors))
        print(f"\n下限已更新：{path}")
    elif not fallen:
        print(f"\n{len(floors)} 项分数都不低于下限。")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
