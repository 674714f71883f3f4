"""The page of a run with several documents: one row for each, those that could not be read too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from analyzer.model import Analysis, Failure
from analyzer.presentation.columns import DOCUMENT_STATUS_WORDS
from analyzer.presentation.report_rows import Row, count_by

_COLUMNS = {
    "doc_id": "文件编号",
    "title": "标题",
    "issuer": "发文机关",
    "date": "日期",
    "doc_type": "文种",
    "region": "地区",
    "n_chars": "字数",
    "n_targets": "指标",
    "n_tasks": "任务",
    "n_checks": "核对",
    "status": "状态",
    "warnings": "提醒",
}
_NUMBERS = ("n_chars", "n_targets", "n_tasks", "n_checks")
_CHOICES = ("status", "doc_type", "region", "issuer")
_MAX_OPTIONS = 400


def index_values(
    analyses: Sequence[Analysis], failures: Sequence[Failure], address: Callable[[str], str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the template shows and what the script sorts and filters.

    Args:
        analyses: the documents that were read.
        failures: the inputs that were not.
        address: gives the link to a document's page.
    """
    rows = [*(_row(analysis, address) for analysis in analyses), *(_failed(failure) for failure in failures)]
    labels = dict(DOCUMENT_STATUS_WORDS)
    for row in rows:
        row["status_label"] = labels[row["status"]]
    values = {
        "rows": rows,
        "failures": failures,
        "n_read": len(analyses),
        "totals": {name: sum(row[name] or 0 for row in rows) for name in _NUMBERS},
        "status_counts": count_by(rows, "status"),
        "choices": {"documents": _choices(rows)},
    }
    data = {
        "columns": [
            {
                "name": name,
                "title": title,
                "labels": labels if name == "status" else {},
                "number": name in _NUMBERS,
            }
            for name, title in _COLUMNS.items()
        ],
        "details": [],
        "rows": [[row[name] for name in _COLUMNS] for row in rows],
    }
    return values, {"documents": data}


def _row(analysis: Analysis, address: Callable[[str], str]) -> Row:
    document, metadata = analysis.document, analysis.document.metadata
    return {
        "doc_id": document.doc_id,
        "href": address(document.doc_id),
        "title": metadata.title,
        "issuer": metadata.issuer,
        "date": metadata.date.isoformat() if metadata.date else "",
        "doc_type": metadata.doc_type,
        "region": metadata.region,
        "n_chars": len(document.text),
        "n_targets": len(analysis.targets),
        "n_tasks": len(analysis.tasks),
        "n_checks": len(analysis.checks),
        "status": "warning" if document.warnings else "ok",
        "warnings": "；".join(warning.rstrip("。；") for warning in document.warnings),
    }


def _failed(failure: Failure) -> Row:
    empty: Row = dict.fromkeys((*_COLUMNS, "href"), "")
    empty.update(dict.fromkeys(_NUMBERS))
    return {
        **empty,
        "doc_id": failure.doc_id,
        "status": "error",
        "warnings": f"{failure.code} {failure.message.rstrip('。；')}",
    }


def _choices(rows: Sequence[Row]) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
    found = []
    for column in _CHOICES:
        counts = count_by(rows, column)
        if 1 < len(counts) <= _MAX_OPTIONS:
            labels = {row[column]: row.get(f"{column}_label") or row[column] or "（空）" for row in rows}
            options = [(word, labels[word], count) for word, count in counts.items()]
            found.append((column, _COLUMNS[column], options))
    return found
