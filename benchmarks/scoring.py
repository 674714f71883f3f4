"""Run the program over annotated documents and the scorer over its tables.

The annotated documents and their scorer are not part of this repository: they are looked for in a folder
``shared`` beside the checkout. Where there is none, the benchmarks say so and end without an error.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold"
CORPUS = SHARED / "corpus"


def missing(path: Path) -> bool:
    """Say in Chinese that ``path`` is not there and the benchmark is skipped."""
    if path.exists():
        return False
    print(f"跳过：没有找到 {path}。评测语料不随仓库发布，放在仓库旁边的 shared 文件夹里才能运行。")
    return True


def find_texts(folder: Path, only: Sequence[str] | None) -> list[Path]:
    """The documents ``NAME.txt`` of a folder; of those in ``only`` the ones that exist."""
    return [path for path in sorted(folder.glob("*.txt")) if not only or path.stem in only]


def write_tables(texts: Iterable[Path], folder: Path) -> None:
    """Analyse the texts as a user would and write their tables, without charts, into ``folder``."""
    from analyzer.pipeline import Analyzer
    from analyzer.presentation.tables import build_tables
    from analyzer.presentation.writing import write_run
    from analyzer.reading.reader import read

    analyzer = Analyzer()
    analyses = [analyzer.analyze(read(path)) for path in texts]
    write_run(folder, build_tables(analyses), charts=False)


def run_scorer(
    gold: Path,
    tables: Path,
    report: Path,
    only: Sequence[str] | None,
    errors: int,
    scorer: Path | None = None,
) -> dict[str, Any]:
    """Score the tables, print what the scorer says and return the figures it wrote to ``report``.

    Raises:
        subprocess.CalledProcessError: the scorer failed; its own message has been printed.
    """
    command = [sys.executable, str(scorer or gold / "score.py"), "--gold", str(gold), "--pred", str(tables)]
    command += ["--json", str(report), "--errors", str(errors)]
    if only:
        command += ["--only", *only]
    sys.stdout.flush()
    subprocess.run(command, check=True)
    figures: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return figures
