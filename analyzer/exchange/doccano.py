"""doccano: one JSON line for each document, spans as ``[start, end, label]``; spans have no attributes.

doccano stores the offsets its page counts: UTF-16 code units, not code points (doccano issues 2290 and 2484),
unless the project counts grapheme clusters, which this program cannot read. Keys doccano does not know stay
with the text as metadata: ``doc_id`` finds the document again and ``offset_unit`` says how offsets were counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from analyzer.errors import ReadError
from analyzer.exchange.cleaning import cleaned
from analyzer.exchange.json_files import dumps, parse_json, read_text, whole
from analyzer.exchange.labels import label_name, label_title, offered
from analyzer.exchange.offsets import Utf16
from analyzer.study.annotations import AnnotatedDocument, Annotation, in_order

UTF_16, CODE_POINT = "utf-16", "code-point"
# in the forms that doccano has exported over the years
_SPAN_KEYS = ("label", "labels", "entities", "annotations")
_TEXT_KEYS = ("text", "data")


def write_doccano(documents: Sequence[AnnotatedDocument]) -> dict[str, bytes]:
    """The data set and the labels of a sequence labelling project.

    >>> document = AnnotatedDocument("例", "新增就业5万人", (Annotation("target", 4, 7),))
    >>> print(write_doccano([document])["doccano.jsonl"].decode(), end="")
    {"text": "新增就业5万人", "label": [[4, 7, "目标"]], "doc_id": "例", "offset_unit": "utf-16"}
    """
    documents = cleaned(documents)
    lines = []
    for document in documents:
        units = Utf16(document.text)
        spans = [
            [units.from_code_point(each.start), units.from_code_point(each.end), label_title(each.label)]
            for each in document.annotations
        ]
        record = {"text": document.text, "label": spans, "doc_id": document.doc_id, "offset_unit": UTF_16}
        lines.append(dumps(record) + "\n")
    used = {each.label for document in documents for each in document.annotations}
    labels = [
        {"text": label.title, "background_color": label.colour, "text_color": "#000000"}
        for label in offered(used)
    ]
    return {"doccano.jsonl": "".join(lines).encode(), "label_config.json": dumps(labels, indent=2).encode()}


def read_doccano(path: Path) -> list[AnnotatedDocument]:
    """The documents of a data set exported from doccano as JSONL.

    A record whose metadata does not say how offsets were counted is taken to count as doccano does.

    Raises:
        ReadError: E_FORMAT, a line is not doccano's, or a span lies outside its text.
    """
    documents = []
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if line.strip():
            where = f"{path.name}:{number}"
            documents.append(_read_record(parse_json(line, where), number, where))
    return documents


def _read_record(record: Any, number: int, where: str) -> AnnotatedDocument:
    if not isinstance(record, dict):
        raise ReadError("E_FORMAT", "这一行不是一个 JSON 对象，请从 doccano 以 JSONL 导出。", where)
    text = next((record[key] for key in _TEXT_KEYS if isinstance(record.get(key), str)), None)
    if text is None:
        raise ReadError("E_FORMAT", "这一行没有 text，请从 doccano 以 JSONL 导出。", where)
    doc_id = record.get("doc_id")
    units = None if record.get("offset_unit") == CODE_POINT else Utf16(text)
    found = []
    for start, end, label in _spans(record, where):
        if units is not None and units.differs:
            start, end = units.to_code_point(start), units.to_code_point(end)
        if not 0 <= start < end <= len(text):
            message = (
                f"位置 {start}–{end} 不在正文里（正文 {len(text)} 个字）；"
                "doccano 项目若勾选了把字素簇算作一个字符，请关掉后重新导出。"
            )
            raise ReadError("E_FORMAT", message, where)
        found.append(Annotation(label_name(label), start, end))
    name = doc_id if isinstance(doc_id, str) and doc_id else f"doccano-{number}"
    return AnnotatedDocument(name, text, in_order(found))


def _spans(record: dict[str, Any], where: str) -> Iterator[tuple[int, int, str]]:
    spans: list[Any] = next((record[key] for key in _SPAN_KEYS if isinstance(record.get(key), list)), [])
    for span in spans:
        if isinstance(span, dict):
            start, end, label = span.get("start_offset"), span.get("end_offset"), span.get("label")
        elif isinstance(span, list) and len(span) == 3:
            start, end, label = span
        else:
            start = end = label = None
        first, last = whole(start), whole(end)
        if first is None or last is None or not isinstance(label, str) or not label.strip():
            message = "标注应是 [起点, 终点, 标签]，标签是文字；请从 doccano 以 JSONL 导出序列标注项目。"
            raise ReadError("E_FORMAT", message, where)
        yield first, last, label
