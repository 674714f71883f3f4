"""W3C Web Annotation: one collection as JSON-LD, every span selected by its position and by its words.

Positions are code points of the text file (Web Annotation Data Model, 4.2.5); the quote with its surroundings
finds the span again when the text has changed a little. Both selectors select the same characters. Labels are tags in
Chinese, their names classify; every attribute is a describing body ``name=value``.
Format: https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from analyzer.exchange.cleaning import cleaned
from analyzer.exchange.json_files import dumps
from analyzer.exchange.labels import label_title
from analyzer.study.annotations import AnnotatedDocument, Annotation

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_SURROUNDINGS = 32
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:policy-analyzer:web-annotation")


def write_web_annotation(documents: Sequence[AnnotatedDocument]) -> dict[str, bytes]:
    """The collection and the texts that it points into."""
    documents = cleaned(documents)
    files = {f"texts/{document.doc_id}.txt": document.text.encode() for document in documents}
    items = [
        _item(document.doc_id, document.text, annotation, number)
        for document in documents
        for number, annotation in enumerate(document.annotations, start=1)
    ]
    name = _urn("collection", *(document.doc_id for document in documents))
    page = {
        "id": _urn("page", name),
        "type": "AnnotationPage",
        "partOf": name,
        "startIndex": 0,
        "items": items,
    }
    collection: dict[str, Any] = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": "policy-analyzer",
        "total": len(items),
    }
    if items:
        collection["first"] = page
    return {"annotations.jsonld": dumps(collection, indent=1).encode(), **files}


def _item(doc_id: str, text: str, annotation: Annotation, number: int) -> dict[str, Any]:
    start, end = annotation.start, annotation.end
    bodies = [
        _body("tagging", label_title(annotation.label), language="zh"),
        _body("classifying", annotation.label),
        *(_body("describing", f"{name}={value}") for name, value in annotation.attributes.items()),
    ]
    selectors = [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - _SURROUNDINGS) : start],
            "suffix": text[end : end + _SURROUNDINGS],
        },
    ]
    return {
        "id": _urn(doc_id, annotation.label, str(number), str(start), str(end)),
        "type": "Annotation",
        "motivation": "tagging",
        "generator": {"type": "Software", "name": "policy-analyzer"},
        "body": bodies,
        "target": {"source": f"texts/{quote(doc_id)}.txt", "selector": selectors},
    }


def _body(purpose: str, value: str, **more: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value, **more}


def _urn(*parts: str) -> str:
    """The same name for the same thing, run after run."""
    return uuid.uuid5(_SPACE, "\x1f".join(parts)).urn
