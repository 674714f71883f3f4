"""Label Studio: tasks with predictions as JSON, and the labelling configuration as XML.

Offsets are code points; files of versions before October 2021 count UTF-16, which the text that stands
beside every span gives away. What the program found goes in as predictions; only what a person has submitted
(``annotations``) is read back as reviewed. An attribute is a choice or a text field of its region, tied to it
by the same id.
Format: https://labelstud.io/guide/predictions, https://labelstud.io/tags/text
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from analyzer.errors import ReadError
from analyzer.exchange.cleaning import cleaned
from analyzer.exchange.json_files import dumps, parse_json, read_text, whole
from analyzer.exchange.labels import (
    ATTRIBUTES,
    Label,
    attributes_of,
    label_name,
    label_title,
    offered,
    value_name,
)
from analyzer.exchange.offsets import Utf16
from analyzer.study.annotations import AnnotatedDocument, Annotation, in_order

_MODEL = "policy-analyzer"
_LABELS, _TEXT = "label", "text"
# without it the page trims white space that offsets count
_STYLE = ".htx-text{ white-space: pre-wrap; }"


def write_label_studio(documents: Sequence[AnnotatedDocument]) -> dict[str, bytes]:
    """Tasks to import, and the configuration to paste into the project's settings."""
    documents = cleaned(documents)
    tasks = [
        {
            "data": {"doc_id": document.doc_id, "text": document.text},
            "predictions": [{"model_version": _MODEL, "result": _results(document)}],
        }
        for document in documents
    ]
    used = {each.label for document in documents for each in document.annotations}
    return {
        "label-studio.json": dumps(tasks, indent=1).encode(),
        "label-studio.xml": _configuration(offered(used)).encode(),
    }


def _results(document: AnnotatedDocument) -> list[dict[str, Any]]:
    text = document.text
    results = []
    for number, annotation in enumerate(document.annotations, start=1):
        place = {"start": annotation.start, "end": annotation.end}
        common = {"id": f"a{number}", "to_name": _TEXT}
        value = {
            **place,
            "text": text[annotation.start : annotation.end],
            "labels": [label_title(annotation.label)],
        }
        results.append({**common, "from_name": _LABELS, "type": "labels", "value": value})
        for attribute in attributes_of(annotation.family):
            content = annotation.attributes.get(attribute.name, "")
            if not content:
                continue
            if attribute.words:
                value = {**place, "choices": [dict(attribute.words).get(content, content)]}
                results.append({**common, "from_name": attribute.name, "type": "choices", "value": value})
            else:
                value = {**place, "text": [content]}
                results.append({**common, "from_name": attribute.name, "type": "textarea", "value": value})
    return results


def _configuration(labels: Sequence[Label]) -> str:
    view = ElementTree.Element("View")
    ElementTree.SubElement(view, "Style").text = _STYLE
    choice = ElementTree.SubElement(view, "Labels", {"name": _LABELS, "toName": _TEXT})
    for label in labels:
        ElementTree.SubElement(choice, "Label", {"value": label.title, "background": label.colour})
    ElementTree.SubElement(view, "Text", {"name": _TEXT, "value": "$text", "granularity": "symbol"})
    for attribute in ATTRIBUTES:
        carriers = [label.title for label in labels if label.family == attribute.family]
        if not carriers:
            continue
        box = ElementTree.SubElement(
            view, "View", {"visibleWhen": "region-selected", "whenLabelValue": ",".join(carriers)}
        )
        ElementTree.SubElement(box, "Header", {"value": attribute.title, "size": "5"})
        common = {"name": attribute.name, "toName": _TEXT, "perRegion": "true"}
        if attribute.words:
            field = ElementTree.SubElement(
                box, "Choices", {**common, "choice": "single", "showInline": "true"}
            )
            for _, title in attribute.words:
                ElementTree.SubElement(field, "Choice", {"value": title})
        else:
            ElementTree.SubElement(
                box, "TextArea", {**common, "rows": "1", "maxSubmissions": "1", "editable": "true"}
            )
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode") + "\n"


def read_label_studio(path: Path) -> list[AnnotatedDocument]:
    """The tasks of a JSON export; one that nobody has submitted is marked as not reviewed.

    Of several annotations of a task the ground truth counts, else the one changed last; cancelled ones never.

    Raises:
        ReadError: E_FORMAT, the file is not Label Studio's JSON, or a span is not where its text says.
    """
    tasks = parse_json(read_text(path), path.name)
    if isinstance(tasks, dict):
        tasks = [tasks]
    if not isinstance(tasks, list):
        raise ReadError("E_FORMAT", "不是 Label Studio 的任务列表，请以 JSON 格式导出。", path.name)
    return [
        _read_task(task, number, f"{path.name} 第 {number} 个任务")
        for number, task in enumerate(tasks, start=1)
    ]


def _read_task(task: Any, number: int, where: str) -> AnnotatedDocument:
    data = task.get("data") if isinstance(task, dict) else None
    text = data.get("text") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(text, str):
        raise ReadError("E_FORMAT", "任务里没有 data.text，请以 JSON 格式导出（不是 JSON-MIN、CSV）。", where)
    submitted = _chosen(task.get("annotations"))
    results = submitted if submitted is not None else _chosen(task.get("predictions"))
    name = data.get("doc_id")
    doc_id = name if isinstance(name, str) and name else f"task-{task.get('id', number)}"
    annotations = _read_results(results or [], text, where)
    return AnnotatedDocument(doc_id, text, annotations, reviewed=submitted is not None)


def _chosen(entries: Any) -> list[Any] | None:
    """The results of the annotation that counts."""
    known = [
        each
        for each in (entries if isinstance(entries, list) else [])
        if isinstance(each, dict) and isinstance(each.get("result"), list) and not each.get("was_cancelled")
    ]
    if not known:
        return None
    best = max(known, key=lambda each: (bool(each.get("ground_truth")), str(each.get("updated_at", ""))))
    result: list[Any] = best["result"]
    return result


def _read_results(results: list[Any], text: str, where: str) -> tuple[Annotation, ...]:
    units = Utf16(text)
    spans: dict[str, tuple[str, int, int]] = {}
    attributes: dict[str, dict[str, str]] = {}
    for result in results:
        if not isinstance(result, dict) or not isinstance(result.get("value"), dict):
            continue
        value, region = result["value"], str(result.get("id", len(spans)))
        if result.get("type") == "labels":
            spans[region] = _read_span(value, text, units, where)
        elif result.get("type") in ("choices", "textarea"):
            content = value.get("choices" if result["type"] == "choices" else "text")
            first = content[0] if isinstance(content, list) and content else content
            if isinstance(first, str):
                attributes.setdefault(region, {})[str(result.get("from_name", ""))] = first
    found = []
    for region, (label, start, end) in spans.items():
        family = Annotation(label, start, end).family
        found.append(Annotation(label, start, end, _known(family, attributes.get(region, {}))))
    return in_order(found)


def _known(family: str, values: Mapping[str, str]) -> dict[str, str]:
    own = {attribute.name: attribute for attribute in attributes_of(family)}
    return {
        name: value_name(own[name], value) if name in own else value.strip()
        for name, value in values.items()
        if value.strip()
    }


def _read_span(value: dict[str, Any], text: str, units: Utf16, where: str) -> tuple[str, int, int]:
    start, end = whole(value.get("start")), whole(value.get("end"))
    labels = value.get("labels")
    label = labels[0] if isinstance(labels, list) and labels and isinstance(labels[0], str) else ""
    if start is None or end is None or not label:
        raise ReadError("E_FORMAT", "有一处标注缺起点、终点或标签，请重新导出。", where)
    said = value.get("text")
    places = [(start, end)]
    if units.differs:
        places.append((units.to_code_point(start), units.to_code_point(end)))
    for first, last in places:
        if 0 <= first < last <= len(text) and _says(text[first:last], said):
            return label_name(label), first, last
    raise ReadError("E_FORMAT", f"位置 {start}–{end} 的文字和标注里记的不一样，请核对后重新导出。", where)


def _says(words: str, said: object) -> bool:
    """Whether a span holds the text beside it; the page writes a line end as ``\\n`` and may trim."""
    if not isinstance(said, str):
        return True
    forms = (said, said.replace("\\r", "").replace("\\n", ""))
    return "".join(words.split()) in ["".join(form.split()) for form in forms]
