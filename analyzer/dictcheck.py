"""The arrow examples of the dictionaries, run through the whole Analyzer and looked up in the tables.

What is compared is what a user sees: the cells of the output table that the dictionary is checked in. All
examples are analysed as small documents and put into tables together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from analyzer.errors import LexiconError
from analyzer.lexicon.example import NOTHING, Example, parse_example
from analyzer.lexicon.schema import SCHEMA
from analyzer.lexicon.table import Entry
from analyzer.model import Analysis, Document
from analyzer.pipeline import Analyzer
from analyzer.presentation.cells import csv_cell
from analyzer.presentation.columns import TABLES
from analyzer.presentation.tables import build_tables, records

_COLUMNS = {table.name: frozenset(column.name for column in table.columns) for table in TABLES}
_MAX_SHOWN = 3
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """A dictionary row whose example does not come true: file and line, what was found, what to do."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}：{self.message}"


def check_examples(analyzer: Analyzer, tables: Iterable[str] = tuple(SCHEMA)) -> list[Problem]:
    """Run the example of every row of the named dictionaries; an empty list means that all come true."""
    problems: list[Problem] = []
    for name in tables:
        problems += _check_table(name, analyzer)
    return problems


def _check_table(name: str, analyzer: Analyzer) -> list[Problem]:
    table = SCHEMA[name].checked_in
    problems: list[Problem] = []
    examples: list[tuple[Entry, Example]] = []
    analyses: list[Analysis] = []
    for entry in analyzer.lexicon[name]:
        try:
            example = parse_example(entry)
        except LexiconError as error:
            problems.append(Problem(entry.where, error.message))
            continue
        unknown = [column for column, _ in example.expected if column not in _COLUMNS[table]]
        if unknown:
            message = f"{table} 表里没有 {'、'.join(unknown)} 这一列，请改正例句的期望。"
            problems.append(Problem(entry.where, message))
            continue
        try:
            document = Document(entry.where, example.sentence)
            analysis = analyzer.analyze(document, keywords=table == "keywords")
        except Exception as error:
            message = (
                f"读例句“{_one_line(example)}”时程序出错（{type(error).__name__} {error}），请报告给维护者。"
            )
            problems.append(Problem(entry.where, message))
            continue
        examples.append((entry, example))
        analyses.append(analysis)
    found = _rows_by_document(table, analyses)
    for entry, example in examples:
        message = _compare(example, found.get(entry.where, []), table)
        if message:
            problems.append(Problem(entry.where, message))
    return problems


def _rows_by_document(table: str, analyses: list[Analysis]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for row in records(build_tables(analyses)[table]):
        rows.setdefault(row["doc_id"], []).append(row)
    return rows


def _compare(example: Example, rows: list[Row], table: str) -> str:
    """What is wrong and what to do about it; empty if the example comes true."""
    if not example.expected:
        if not rows:
            return ""
        found = "；".join(_describe(row, table, ()) for row in rows[:_MAX_SHOWN])
        return (
            f"例句“{_one_line(example)}”在 {table} 表里应当{NOTHING}结果，却读出：{found}。"
            "请改这一行的词，或把例句换成真正读不出的写法。"
        )
    for row in rows:
        if all(csv_cell(row[column]) == value for column, value in example.expected):
            return ""
    expected = " ".join(f"{column}={value}" for column, value in example.expected)
    columns = tuple(column for column, _ in example.expected)
    found = "；".join(_describe(row, table, columns) for row in rows[:_MAX_SHOWN]) or "什么都没有"
    return (
        f"例句“{_one_line(example)}”在 {table} 表里应有 {expected}，读出的是：{found}。"
        "请核对期望；期望没错，就改这一行的词或其他栏。"
    )


def _one_line(example: Example) -> str:
    return " ".join(example.sentence.split())


_TELLING = {
    "targets": ("indicator", "value", "unit"),
    "tasks": ("marker", "title"),
    "keywords": ("term",),
    "mentions": ("kind", "text"),
}


def _describe(row: Row, table: str, columns: tuple[str, ...]) -> str:
    names = columns or _TELLING.get(table, ("title",))
    return " ".join(f"{name}={csv_cell(row[name])}" for name in names)
