"""Run the whole corpus through the program: time, rows of every table, checks by kind, tracebacks.

    python -m benchmarks.corpus_run [INPUT …]

Without inputs: the texts and the JSON lines of the corpus beside the checkout. Ends with 1 when anything
was not read or raised; the first tracebacks are printed.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from collections.abc import Sequence

from analyzer.model import Analysis, Failure
from benchmarks.scoring import CORPUS, missing

SHOWN_TRACEBACKS = 5
SHOWN_SLOW = 3


class Run:
    """What a run over many documents gave."""

    def __init__(self) -> None:
        self.analyses: list[Analysis] = []
        self.failures: list[Failure] = []
        self.tracebacks: list[tuple[str, str]] = []
        self.seconds: dict[str, float] = {}


def run(inputs: Sequence[str]) -> Run:
    """Analyse every document of ``inputs``; a document that raises is noted and the run goes on."""
    from analyzer.pipeline import Analyzer
    from analyzer.reading.inputs import find_inputs
    from analyzer.reading.reader import read_all

    result = Run()
    analyzer = Analyzer()
    for document in read_all(find_inputs(inputs)):
        if isinstance(document, Failure):
            result.failures.append(document)
            continue
        begin = time.perf_counter()
        try:
            result.analyses.append(analyzer.analyze(document))
        except Exception:
            result.tracebacks.append((document.doc_id, traceback.format_exc()))
        result.seconds[document.doc_id] = time.perf_counter() - begin
    return result


def report(result: Run, seconds: float) -> None:
    """Print what a run gave; ``seconds`` is the time of the run with loading and tables."""
    from analyzer.presentation.tables import build_tables

    characters = sum(len(analysis.document.text) for analysis in result.analyses)
    analysing = sum(result.seconds.values())
    print(f"文档 {len(result.analyses)} 份，{characters} 字；没有读成 {len(result.failures)} 份")
    print(
        f"共 {seconds:.1f} 秒，其中分析 {analysing:.1f} 秒，每秒 {characters / max(analysing, 1e-9):.0f} 字"
    )
    slow = sorted(result.seconds, key=result.seconds.__getitem__, reverse=True)[:SHOWN_SLOW]
    slowest = "，".join(f"{name} {result.seconds[name]:.2f} 秒" for name in slow)
    print(f"最慢：{slowest}")
    begin = time.perf_counter()
    tables = build_tables(result.analyses, result.failures)
    print(f"成表 {time.perf_counter() - begin:.1f} 秒")
    print("各表行数：" + "，".join(f"{name} {len(table)}" for name, table in tables.items()))
    kinds = Counter((check.kind, check.severity) for one in result.analyses for check in one.checks)
    print("核对：" + ("，".join(f"{kind}（{level}）{n}" for (kind, level), n in kinds.most_common()) or "无"))
    for name, values in (
        ("指标状态", Counter(target.status for one in result.analyses for target in one.targets)),
        ("任务状态", Counter(task.status for one in result.analyses for task in one.tasks)),
    ):
        print(f"{name}：" + "，".join(f"{value} {n}" for value, n in values.most_common()))
    for failure in result.failures:
        print(f"没有读成：{failure.source_path} [{failure.code}] {failure.message}")
    print(f"异常：{len(result.tracebacks)}（应为 0）")
    for doc_id, text in result.tracebacks[:SHOWN_TRACEBACKS]:
        print(f"--- {doc_id}\n{text}")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="把全部语料跑一遍")
    parser.add_argument("inputs", nargs="*", help="文件或文件夹；默认是仓库旁边的全部语料")
    chosen = parser.parse_args(arguments)
    inputs = chosen.inputs
    if not inputs:
        if missing(CORPUS / "text"):
            return 0
        inputs = [str(CORPUS / "text"), *map(str, sorted(CORPUS.glob("*.jsonl")))]
    begin = time.perf_counter()
    result = run(inputs)
    report(result, time.perf_counter() - begin)
    return 1 if result.failures or result.tracebacks else 0


if __name__ == "__main__":
    sys.exit(main())
