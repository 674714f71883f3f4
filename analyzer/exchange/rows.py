"""Annotations from the rows of the output tables: of an analysis, or of the folder a run has written."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from analyzer.errors import ReadError
from analyzer.exchange.labels import ATTRIBUTES, DEFAULT_LABELS
from analyzer.model import Analysis
from analyzer.presentation.cells import csv_cell
from analyzer.presentation.tables import build_tables, records
from analyzer.study.annotations import QUANTITY, TASK, AnnotatedDocument, Annotation, in_order

Row = Mapping[str, str]
_MAX_FIELD = 10_000_000
# what csv_cell writes an apostrophe before
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n")


def annotate(analysis: Analysis, labels: Collection[str] = DEFAULT_LABELS) -> AnnotatedDocument:
    """What the program found in one document, as annotations with these labels.

    >>> import analyzer
    >>> document = annotate(analyzer.analyze("力争今年新增就业1.2万人以上。"))
    >>> [(each.label, document.text[each.start:each.end], each.attributes["comparator"])
    ...  for each in document.annotations]
    [('target', '1.2万人', 'ge')]
    """
    tables = build_tables([analysis])
    rows = {
        name: [
            {key: _unquoted(csv_cell(value)) for key, value in row.items()} for row in records(tables[name])
        ]
        for name in _READERS
    }
    return _document(analysis.document.doc_id, analysis.document.text, rows, labels)


def read_run(folder: Path, labels: Collection[str] = DEFAULT_LABELS) -> list[AnnotatedDocument]:
    """The documents of a folder that ``policy-analyzer analyze`` has written as CSV.

    Raises:
        ReadError: E_FORMAT, a table is missing or is not one of this program; E_NOT_FILE, a text is missing.
    """
    rows: dict[str, dict[str, list[Row]]] = {}
    for name in _READERS:
        for row in _read_table(folder / f"{name}.csv"):
            rows.setdefault(row["doc_id"], {}).setdefault(name, []).append(row)
    documents = []
    for row in _read_table(folder / "documents.csv"):
        doc_id = row["doc_id"]
        if row.get("status") == "error":
            continue
        if not doc_id or any(character in doc_id for character in "/\\:\0"):
            raise ReadError("E_FORMAT", "documents.csv 里的文件编号不是本程序写的，请重新分析。", doc_id[:80])
        path = folder / "texts" / f"{doc_id}.txt"
        try:
            # bytes, because reading as text would change line ends and with them the offsets
            text = path.read_bytes().decode("utf-8")
        except OSError as error:
            raise ReadError("E_NOT_FILE", "读不到这份原文，请重新分析。", str(path)) from error
        except UnicodeDecodeError as error:
            raise ReadError(
                "E_ENCODING", "原文不是 UTF-8 编码，可能被改动过，请重新分析。", str(path)
            ) from error
        documents.append(_document(doc_id, text, rows.get(doc_id, {}), labels))
    return documents


def _read_table(path: Path) -> list[Row]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ReadError("E_FORMAT", "结果文件夹里缺这张表，请重新分析。", str(path)) from error
    except UnicodeDecodeError as error:
        raise ReadError("E_ENCODING", "不是 UTF-8 编码，请不要用别的软件另存。", str(path)) from error
    limit = csv.field_size_limit(_MAX_FIELD)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""))
        rows: list[Row] = [{key: _unquoted(cell or "") for key, cell in row.items() if key} for row in reader]
    except csv.Error as error:
        raise ReadError("E_FORMAT", f"不是本程序写的表（{error}），请重新分析。", str(path)) from error
    finally:
        csv.field_size_limit(limit)
    if "doc_id" not in (reader.fieldnames or ()):
        raise ReadError("E_FORMAT", "没有 doc_id 这一列，不是本程序写的表。", str(path))
    return rows


def _unquoted(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_START) else cell


def _document(
    doc_id: str, text: str, rows: Mapping[str, Iterable[Row]], labels: Collection[str]
) -> AnnotatedDocument:
    found = []
    for name, read in _READERS.items():
        for row in rows.get(name, ()):
            label, attributes = read(row)
            start, end = _offset(row["start"]), _offset(row["end"])
            if label in labels and 0 <= start < end <= len(text):
                found.append(_trimmed(text, Annotation(label, start, end, attributes)))
    return AnnotatedDocument(doc_id, text, in_order([each for each in found if each.start < each.end]))


def _offset(cell: str) -> int:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 12 else -1


def _trimmed(text: str, annotation: Annotation) -> Annotation:
    """Without white space at its ends: no tool keeps it."""
    start, end = annotation.start, annotation.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Annotation(annotation.label, start, end, annotation.attributes)


def _attributes(row: Row, family: str) -> dict[str, str]:
    values = {**row, "year": row.get("period_end", "")[:4]}
    names = (attribute.name for attribute in ATTRIBUTES if attribute.family == family)
    return {name: values[name] for name in names if values.get(name)}


def _of_target(row: Row) -> tuple[str, dict[str, str]]:
    return row["status"], _attributes(row, QUANTITY)


def _of_task(row: Row) -> tuple[str, dict[str, str]]:
    return TASK, _attributes(row, TASK)


def _of_mention(row: Row) -> tuple[str, dict[str, str]]:
    canonical = row.get("canonical", "")
    return row["kind"], {"canonical": canonical} if canonical else {}


_READERS: dict[str, Callable[[Row], tuple[str, dict[str, str]]]] = {
    "targets": _of_target,
    "tasks": _of_task,
    "mentions": _of_mention,
}
