"""Facts to tables: the only import of pandas.

Text and date columns hold ``""`` where a fact is missing, so that comparisons never meet a missing value;
``decimal`` columns hold :class:`~decimal.Decimal` or None and stay exact; integers and booleans are the
nullable ``Int64`` and ``boolean``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from analyzer.model import Analysis, Failure, Item
from analyzer.presentation.cells import clean_text
from analyzer.presentation.columns import TABLES, Table

if TYPE_CHECKING:
    import pandas

Row = tuple[Any, ...]

_DTYPES = {
    "string": "string",
    "date": "string",
    "integer": "Int64",
    "boolean": "boolean",
    "number": "float64",
    "decimal": "object",
}
LIST_SEPARATOR = "；"


def build_tables(
    analyses: Sequence[Analysis], failures: Sequence[Failure] = ()
) -> dict[str, pandas.DataFrame]:
    """All tables of one run, every one with all its columns even when it has no row.

    Args:
        analyses: what was found, one per document.
        failures: inputs that could not be read; each becomes a row of ``documents`` with status ``error``.

    Returns:
        DataFrames by table name, columns as in :mod:`analyzer.presentation.columns`.

    >>> tables = build_tables([], [Failure("空白", "空白.txt", "E_EMPTY", "文件是空的。")])
    >>> tables["documents"].loc[0, "warnings"]
    'E_EMPTY 文件是空的'
    """
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for analysis in analyses:
        for name, find_rows in _ROWS.items():
            rows[name].extend(find_rows(analysis))
    rows["documents"].extend(_failure_row(failure) for failure in failures)
    return {table.name: _frame(table, rows[table.name]) for table in TABLES}


def _frame(table: Table, rows: Sequence[Row]) -> pandas.DataFrame:
    import pandas

    cells = list(zip(*rows, strict=True)) if rows else [()] * len(table.columns)
    return pandas.DataFrame(
        {
            column.name: pandas.Series(_writable(values), dtype=_DTYPES[column.type])
            for column, values in zip(table.columns, cells, strict=True)
        }
    )


def _writable(values: Sequence[Any]) -> Sequence[Any]:
    """No lone surrogates and no NUL: readers leave none, but a text may come from elsewhere."""
    return [clean_text(value) if isinstance(value, str) else value for value in values]


def records(table: pandas.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as dictionaries of plain Python values, None where a value is missing."""
    columns = [str(name) for name in table.columns]
    cells = (table[name].astype(object) for name in columns)
    return [
        dict(zip(columns, row, strict=True))
        for row in zip(*(column.where(column.notna(), None) for column in cells), strict=True)
    ]


def _document_rows(analysis: Analysis) -> Iterator[Row]:
    document = analysis.document
    metadata = document.metadata
    yield (
        document.doc_id,
        metadata.title,
        metadata.issuer,
        metadata.doc_number,
        _iso(metadata.date),
        metadata.doc_type,
        metadata.region,
        metadata.region_code,
        metadata.admin_level,
        document.source_path,
        document.source_format,
        document.encoding,
        len(document.text),
        len(analysis.targets),
        len(analysis.tasks),
        document.sha256,
        "warning" if document.warnings else "ok",
        LIST_SEPARATOR.join(warning.rstrip("。；") for warning in document.warnings),
    )


def _failure_row(failure: Failure) -> Row:
    known = {
        "doc_id": failure.doc_id,
        "source_path": failure.source_path,
        "sha256": failure.sha256,
        "status": "error",
        "warnings": f"{failure.code} {failure.message.rstrip('。；')}",
    }
    columns = TABLES[0].columns
    return tuple(known.get(column.name, None if column.type == "integer" else "") for column in columns)


def _section_rows(analysis: Analysis) -> Iterator[Row]:
    outline = analysis.outline
    headings = [index for index, item in enumerate(outline) if not item.inline]
    ids = {index: f"s{number}" for number, index in enumerate(headings, start=1)}
    for index in headings:
        item = outline[index]
        parent = _enclosing_heading(outline, item)
        yield (
            analysis.document.doc_id,
            ids[index],
            "" if parent is None else ids[parent],
            item.level,
            item.marker,
            item.ordinal,
            item.title,
            item.start,
            item.end,
            *_place(analysis, item.start),
        )


def _enclosing_heading(outline: Sequence[Item], item: Item) -> int | None:
    parent = item.parent
    while parent is not None and outline[parent].inline:
        parent = outline[parent].parent
    return parent


def _target_rows(analysis: Analysis) -> Iterator[Row]:
    for number, target in enumerate(analysis.targets, start=1):
        period = target.period
        yield (
            analysis.document.doc_id,
            f"t{number}",
            target.indicator,
            target.indicator_id,
            target.value,
            target.value_max,
            target.unit,
            target.value_text,
            target.comparator,
            target.measure,
            target.direction,
            target.status,
            target.tone,
            period.text if period else "",
            _iso(period.start) if period else "",
            _iso(period.end) if period else "",
            target.binding,
            target.scope,
            target.region_code,
            target.section,
            target.sentence,
            target.start,
            target.end,
            target.rule,
            *_place(analysis, target.start),
        )


def _task_rows(analysis: Analysis) -> Iterator[Row]:
    for number, task in enumerate(analysis.tasks, start=1):
        item = task.item
        yield (
            analysis.document.doc_id,
            f"k{number}",
            "" if task.parent is None else f"k{task.parent + 1}",
            f"g{item.group}",
            item.level,
            item.marker,
            item.ordinal,
            item.title,
            task.text,
            task.action,
            task.object,
            LIST_SEPARATOR.join(task.lead_agencies),
            LIST_SEPARATOR.join(task.support_agencies),
            _iso(task.deadline),
            task.status,
            item.announced,
            task.section,
            item.start,
            item.own_end,
            *_place(analysis, item.start),
        )


def _check_rows(analysis: Analysis) -> Iterator[Row]:
    for number, check in enumerate(analysis.checks, start=1):
        yield (
            analysis.document.doc_id,
            f"c{number}",
            check.kind,
            check.severity,
            check.message,
            check.expected,
            check.found,
            check.start,
            check.end,
            *_place(analysis, check.start),
        )


def _keyword_rows(analysis: Analysis) -> Iterator[Row]:
    for rank, keyword in enumerate(analysis.keywords, start=1):
        yield (
            analysis.document.doc_id,
            rank,
            keyword.term,
            keyword.score,
            keyword.count,
            keyword.method,
            keyword.pos,
            keyword.category,
            keyword.is_new,
        )


def _mention_rows(analysis: Analysis) -> Iterator[Row]:
    for mention in analysis.mentions:
        yield (
            analysis.document.doc_id,
            mention.kind,
            mention.text,
            mention.canonical,
            mention.start,
            mention.end,
            mention.code,
            *_place(analysis, mention.start),
        )


def _place(analysis: Analysis, offset: int) -> tuple[int | None, str]:
    """Page and place in the source, as the reader kept them; a break between two blocks is in neither."""
    blocks = analysis.document.blocks
    at = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    if at < 0 or blocks[at].end <= offset:
        return None, ""
    return blocks[at].page, blocks[at].place


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


_ROWS: dict[str, Callable[[Analysis], Iterator[Row]]] = {
    "documents": _document_rows,
    "sections": _section_rows,
    "targets": _target_rows,
    "tasks": _task_rows,
    "checks": _check_rows,
    "keywords": _keyword_rows,
    "mentions": _mention_rows,
}
