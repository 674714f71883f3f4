"""How long every format takes for a table of many rows, and how much memory.

    python -m benchmarks.output_size [--rows N] [--format NAME]

The rows are the targets of the samples, again and again under new names, each with a sentence of its own. A
format is written in a process of its own; memory is the most that process held, the table included.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.scoring import ROOT

# what the workbook has to keep (see the brief of the project)
MAX_SECONDS, MAX_MEGABYTES = 10, 500
FORMATS = ("csv", "xlsx", "sqlite", "jsonl", "parquet", "stata")
_DOCUMENT_ROWS = 400


def many_targets(rows: int) -> Any:
    """A table of targets of so many rows."""
    from analyzer import Analyzer, read, to_tables

    analyzer = Analyzer()
    samples = sorted((ROOT / "samples").glob("*.txt"))
    targets = to_tables([analyzer.analyze(read(path), keywords=False) for path in samples])["targets"]
    table = targets.iloc[[number % len(targets) for number in range(rows)]].reset_index(drop=True)
    documents = [f"云岭市{2026 + number // _DOCUMENT_ROWS}年政府工作报告" for number in range(rows)]
    numbers = range(rows)
    sentences = [f"{text}（{number}）" for text, number in zip(table["sentence"], numbers, strict=True)]
    places = [f"第{number % 900 + 1}段" for number in numbers]
    ids = [f"t{number + 1}" for number in numbers]
    return table.assign(doc_id=documents, target_id=ids, sentence=sentences, block=places)


def measure(name: str, rows: int) -> None:
    """Write one format and print its figures: this runs in a process of its own."""
    import resource

    from analyzer.presentation.output_formats import output_format
    from analyzer.presentation.writing import Extras, write_one_file, write_run

    table = many_targets(rows)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        begin, cpu = time.perf_counter(), time.process_time()
        path = Path(folder)
        if output_format(name).one_file:
            linked = Extras(page_of=lambda doc_id: f"reports/{doc_id}.html")
            path = write_one_file(path / f"tables.{name}", {"targets": table}, name, linked)
        else:
            write_run(path, {"targets": table}, formats=[name], charts=False)
            path = next(path.glob("targets.*"))
        taken, cpu = time.perf_counter() - begin, time.process_time() - cpu
        size = path.stat().st_size
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{name:10}{taken:8.1f}{cpu:10.1f}{most / 1024:10.0f}{before / 1024:12.0f}{size / 2**20:10.1f}")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="各种格式写一张大表的时间和内存")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--format", choices=FORMATS, default=None)
    chosen = parser.parse_args(arguments)
    if chosen.format:
        measure(chosen.format, chosen.rows)
        return 0
    print(f"targets，{chosen.rows} 行；xlsx 应在 {MAX_SECONDS} 秒、{MAX_MEGABYTES} MB 以内")
    print("格式          秒    CPU 秒   峰值 MB   写之前 MB   文件 MB")
    for name in FORMATS:
        command = [
            sys.executable,
            "-m",
            "benchmarks.output_size",
            "--format",
            name,
            "--rows",
            str(chosen.rows),
        ]
        subprocess.run(command, check=True, cwd=ROOT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
