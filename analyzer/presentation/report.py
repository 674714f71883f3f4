"""The report: one file a document, that opens anywhere, needs no network and keeps text and tables together.

One input makes ``report.html``; several make an index page of that name and ``reports/<doc_id>.html`` each.
A place in a page is named after its row: ``report.html#t12`` opens the report at target t12 (k: task, c: check).
The page reads and prints without script; the script adds filters, sorting and the way from row to mark and back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

from analyzer.model import Analysis, Failure
from analyzer.presentation.cells import plain_number
from analyzer.presentation.columns import table
from analyzer.presentation.files import locked, write_bytes
from analyzer.presentation.report_index import index_values
from analyzer.presentation.report_page import Pages
from analyzer.presentation.report_rows import (
    Row,
    count_by,
    find_highlights,
    find_part_rows,
    find_rows,
    group_mentions,
)
from analyzer.presentation.report_text import find_paragraphs, render_text
from analyzer.presentation.tables import build_tables
from analyzer.structure.condense import condense

REPORT_NAME = "report.html"
REPORTS_FOLDER = "reports"
# beyond this many documents the pages come without charts: drawing them takes longer than all the rest
MAX_WITH_CHARTS = 50

# columns that are made for the page: name, title
_ADDED = {"part": "所在部分", "year": "年份", "display": "数值"}
# what a click on a row unfolds, in this order
_DETAILS = {
    "targets": (
        "sentence value unit value_text comparator measure direction tone binding period_text scope "
        "indicator_id section page block rule"
    ),
    "tasks": "text action object lead_agencies support_agencies deadline announced_count section page block",
    "checks": "expected found page block",
}
# what can be chosen from
_CHOICES = {
    "targets": ("status", "part", "year", "measure", "unit", "tone"),
    "tasks": ("status", "part", "level", "lead_agencies"),
    "checks": ("severity", "kind"),
}
_CHART_TITLES = {
    "targets": "量化指标",
    "tasks": "各章节的任务",
    "keywords": "关键词",
    "growth": "增长目标",
    "agencies": "责任单位",
    "deadlines": "完成时限",
}
_FACTS = ("title", "issuer", "doc_number", "date", "doc_type", "region", "region_code")


def address(doc_id: str, several: bool, row_id: str = "") -> str:
    """Where a document's report (and a row in it) is found, as a link from the folder of the run.

    >>> address("要点", several=False, row_id="t3"), address("要点 1", several=True)
    ('report.html#t3', 'reports/%E8%A6%81%E7%82%B9%201.html')
    """
    page = f"{REPORTS_FOLDER}/{quote(doc_id, safe='')}.html" if several else REPORT_NAME
    return f"{page}#{row_id}" if row_id else page


def render_report(
    analysis: Analysis,
    provenance: Mapping[str, str] | None = None,
    *,
    charts: bool = True,
    index: str = "",
    pages: Pages | None = None,
) -> str:
    """The page of one document.

    Args:
        analysis: what was found.
        provenance: what made it, such as ``version`` and ``dictionaries_sha256``.
        charts: draw the charts into it; without them nothing of matplotlib is loaded.
        index: link to the page of all documents, if there is one.
        pages: the templates, where many pages are made.
    """
    tables = build_tables([analysis])
    rows = find_rows(analysis, tables)
    view = condense(analysis.document.text)
    values = {
        **_document_values(analysis, rows),
        "text": render_text(analysis, view, rows),
        "reflowed": any(block.kind == "soft" for block in find_paragraphs(analysis, view)),
        "charts": _draw(tables) if charts else [],
        "index": index,
    }
    data = {name: _table_data(name, rows[name]) for name in _DETAILS}
    return (pages or Pages()).render("report.html", data, values, provenance or {})


def write_reports(
    folder: Path,
    analyses: Sequence[Analysis],
    failures: Sequence[Failure] = (),
    provenance: Mapping[str, str] | None = None,
    *,
    charts: bool = True,
) -> list[Path]:
    """Write the report of a run into its folder and return the files written, ``report.html`` first.

    Args:
        folder: the folder of the run, made if need be; files of the same name are replaced.
        analyses: one for each document that was read.
        failures: inputs that could not be read; they are listed on the index page.
        provenance: as for :func:`render_report`.
        charts: draw charts into the pages; not done for more than ``MAX_WITH_CHARTS`` documents.

    Raises:
        OutputError: E_LOCKED, E_PERMISSION or E_IO; no file is ever left half written.
    """
    pages = Pages()
    too_many = charts and len(analyses) > MAX_WITH_CHARTS
    charts = charts and not too_many
    with locked(folder):
        main = folder / REPORT_NAME
        if len(analyses) == 1 and not failures:
            page = render_report(analyses[0], provenance, charts=charts, pages=pages)
            return [write_bytes(main, page.encode())]
        values, data = index_values(analyses, failures, lambda doc_id: address(doc_id, several=True))
        values["most_with_charts"] = MAX_WITH_CHARTS if too_many else 0
        written = [write_bytes(main, pages.render("index.html", data, values, provenance or {}).encode())]
        for analysis in analyses:
            page = render_report(analysis, provenance, charts=charts, index=f"../{REPORT_NAME}", pages=pages)
            path = folder / REPORTS_FOLDER / f"{analysis.document.doc_id}.html"
            written.append(write_bytes(path, page.encode()))
    return written


def _document_values(analysis: Analysis, rows: Mapping[str, list[Row]]) -> dict[str, Any]:
    document, metadata = analysis.document, analysis.document.metadata
    facts = [(_title("documents", name), getattr(metadata, name)) for name in _FACTS]
    return {
        "title": metadata.title or document.doc_id,
        "document": document,
        "source_name": Path(document.source_path).name,
        "source_format": _label("documents", "source_format", document.source_format),
        "subtitle": [
            str(value)
            for value in (
                metadata.issuer,
                metadata.doc_number,
                metadata.date,
                metadata.doc_type,
                metadata.region,
            )
            if value
        ],
        "facts": [(title, str(value)) for title, value in facts if value],
        "rows": rows,
        "mentions": group_mentions(rows["mentions"]),
        "words": {
            "target": _words("targets", "status", rows),
            "task": _words("tasks", "status", rows),
            "check": _words("checks", "severity", rows),
        },
        "target_counts": count_by(rows["targets"], "status"),
        "task_counts": count_by(rows["tasks"], "status"),
        "check_counts": count_by(rows["checks"], "severity"),
        "highlights": find_highlights(rows["targets"]),
        "parts": find_part_rows(rows["targets"], rows["tasks"]),
        "has": {name: any(row[name] for row in rows["tasks"]) for name in ("lead_agencies", "deadline")},
        "choices": {name: _choices(name, rows[name]) for name in _CHOICES},
        "top_count": max((row["count"] for row in rows["keywords"]), default=1),
    }


def _words(name: str, column: str, rows: Mapping[str, list[Row]]) -> list[tuple[str, str]]:
    """The words that are found in a column with their labels, in the order of the column list."""
    found = {row[column]: row[f"{column}_label"] for row in rows[name]}
    order = [word for each in table(name).columns if each.name == column for word, _ in each.enum]
    return sorted(found.items(), key=lambda word: order.index(word[0]) if word[0] in order else len(order))


def _label(table_name: str, column_name: str, word: str) -> str:
    return next(
        (dict(each.enum).get(word, word) for each in table(table_name).columns if each.name == column_name),
        word,
    )


def _title(table_name: str, column_name: str) -> str:
    titles = {column.name: column.title for column in table(table_name).columns}
    return titles.get(column_name) or _ADDED[column_name]


def _choices(name: str, rows: Sequence[Row]) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
    """For every column one can choose by: its name, its title, and its words with label and count."""
    found = []
    for column in _CHOICES[name]:
        counts = count_by(rows, column)
        labels = {row[column]: str(row.get(f"{column}_label") or row[column] or "（空）") for row in rows}
        words = list(counts)
        if column in ("year", "level"):
            words.sort(key=lambda word: (word == "", word))
        if column in ("unit", "lead_agencies"):
            words.sort(key=lambda word: (word == "", -counts[word]))
        if len(words) > 1:
            options = [(str(word), labels[word], counts[word]) for word in words]
            found.append((column, _title(name, column), options))
    return found


def _table_data(name: str, rows: Sequence[Row]) -> dict[str, Any]:
    """The rows for the script: all columns of the table and those made for the page."""
    columns = {column.name: column for column in table(name).columns if column.name != "doc_id"}
    names = [*columns, *(added for added in _ADDED if rows and added in rows[0])]
    return {
        "columns": [
            {
                "name": column,
                "title": _title(name, column),
                "labels": {row[column]: row[f"{column}_label"] for row in rows if f"{column}_label" in row},
                "number": column in columns and columns[column].type in ("integer", "decimal", "number"),
            }
            for column in names
        ],
        "details": [column for column in _DETAILS[name].split() if column in names],
        "rows": [[_plain(row[column]) for column in names] for row in rows],
    }


def _plain(value: object) -> object:
    return plain_number(value) if isinstance(value, Decimal) else value


def _draw(tables: Mapping[str, Any]) -> list[tuple[str, str]]:
    from analyzer.presentation.charts import draw_charts
    from analyzer.presentation.drawing import svg
    from analyzer.presentation.report_charts import inline_svg

    shown = {name: rows for name, rows in tables.items() if len(rows)}
    drawn = []
    for name, figure in draw_charts(shown):
        title = _CHART_TITLES.get(name, name)
        label = f"{title}图；图中的数据见本页的表"
        drawn.append((title, inline_svg(svg(figure), f"{name}-", label)))
    return drawn
