"""Many inputs through one Analyzer: whatever goes wrong with one of them, the others go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from analyzer.cli.console import describe_crash
from analyzer.model import Analysis, Document, Failure
from analyzer.pipeline import Analyzer
from analyzer.reading.inputs import Input
from analyzer.reading.names import take_id
from analyzer.reading.reader import read_all


@dataclass(slots=True)
class Results:
    """What a run gave: one entry for every document, in one list or the other."""

    analyses: list[Analysis] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def analyze_inputs(
    inputs: Sequence[Input],
    analyzer: Analyzer,
    on_step: Callable[[str], None] = lambda name: None,
    text_column: str = "",
    *,
    ocr: bool = False,
) -> Results:
    """Read and analyse every input; an input that cannot be read or analysed becomes a Failure.

    Args:
        inputs: as from ``find_inputs``; no two have the same doc_id.
        analyzer: is used for all of them.
        on_step: is told the doc_id of every document that is done.
        text_column: of a table, the column that holds the text, where its name is not a usual one.
        ocr: recognise the characters of pages of a PDF that are pictures.
    """
    results = Results()
    for document in _read_each(inputs, text_column, ocr):
        if isinstance(document, Failure):
            results.failures.append(document)
        else:
            try:
                results.analyses.append(analyzer.analyze(document))
            except Exception as error:
                failure = _crash(error, document.doc_id, document.source_path)
                results.failures.append(replace(failure, sha256=document.sha256))
        on_step(document.doc_id)
    return results


def _read_each(inputs: Sequence[Input], text_column: str, ocr: bool) -> Iterator[Document | Failure]:
    """Like ``read_all``, but a fault of the reader costs one input, not all that follow."""
    taken: set[str] = set()
    for item in inputs:
        take_id(item.doc_id, item.source_path, taken)
    for item in inputs:
        try:
            for result in read_all([item], text_column=text_column, ocr=ocr):
                if result.source_path == item.source_path:
                    yield result
                else:  # a row of a collection
                    yield replace(result, doc_id=take_id(result.doc_id, result.source_path, taken))
        except Exception as error:
            yield _crash(error, item.doc_id, item.source_path)


def _crash(error: Exception, doc_id: str, source_path: str) -> Failure:
    if isinstance(error, MemoryError):
        return Failure(doc_id, source_path, "E_MEMORY", "内存不够，分析不完这份文件，请拆成几个文件。")
    message = (
        f"程序在这份文件上出了错（{describe_crash(error)}），其他文件不受影响。请把这句话和文件报告给维护者。"
    )
    return Failure(doc_id, source_path, "E_CRASH", message)
