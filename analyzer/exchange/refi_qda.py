"""REFI-QDA: a ``.qdpx`` project for NVivo, MAXQDA, ATLAS.ti, QualCoder and others.

A zip of ``project.qde`` (XML) and one plain text for each document. Labels are codes under one parent code a
family, spans are selections, attributes stand in the selection's description. Positions are code points from 0, the end
excluded (standard 1.5, section 10.2). The XML is built as a tree, so that no text of a document can become markup.
Schema: https://www.qdasoftware.org/products-project-exchange/ (Project.xsd, urn:QDA-XML:project:1.0)
"""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from analyzer.exchange.cleaning import cleaned
from analyzer.exchange.labels import LABELS, Label, label_title
from analyzer.exchange.notes import write_note
from analyzer.presentation.columns import table
from analyzer.study.annotations import QUANTITY, TASK, AnnotatedDocument, Annotation

NAMESPACE = "urn:QDA-XML:project:1.0"
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:policy-analyzer:refi-qda")
_NAME_LENGTH = 60
_ORIGIN = "policy-analyzer"
_OTHER = "其他标签"
# what no XML 1.0 document may hold
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# the earliest time a zip can name; the same project gives the same bytes
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_refi_qda(
    documents: Sequence[AnnotatedDocument], *, name: str = "policy-analyzer", created: datetime | None = None
) -> dict[str, bytes]:
    """The project as one file.

    Args:
        documents: become its sources.
        name: what the project is called.
        created: stands in the project as its date; by default now.
    """
    documents = cleaned(documents)
    time = (created or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "project.qde", _project(documents, name, time))
        for document in documents:
            _add(archive, f"sources/{_guid('source', document.doc_id)}.txt", document.text.encode())
    return {"policy-analyzer.qdpx": buffer.getvalue()}


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _ZIP_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _project(documents: Sequence[AnnotatedDocument], name: str, time: str) -> bytes:
    user = _guid("user", _ORIGIN)
    project = Element(
        "Project",
        {
            "xmlns": NAMESPACE,
            "name": _legal(name),
            "origin": _ORIGIN,
            "creatingUserGUID": user,
            "creationDateTime": time,
        },
    )
    SubElement(SubElement(project, "Users"), "User", {"guid": user, "name": _ORIGIN})
    labels = sorted({each.label for document in documents for each in document.annotations})
    if labels:
        codes = SubElement(SubElement(project, "CodeBook"), "Codes")
        _codes(codes, labels)
    if documents:
        sources = SubElement(project, "Sources")
        for document in documents:
            _source(sources, document, user, time)
    indent(project)
    xml: bytes = tostring(project, encoding="UTF-8", xml_declaration=True)
    return xml


def _codes(codes: Element, labels: Sequence[str]) -> None:
    """One parent code a family, which is never applied itself, and the labels in use under it."""
    known = {label.name: label for label in LABELS}
    parents: dict[str, Element] = {}
    for label in [
        *(each for each in known if each in labels),
        *(each for each in labels if each not in known),
    ]:
        title = _parent(known.get(label))
        if title not in parents:
            attributes = {"guid": _guid("codes", title), "name": title, "isCodable": "false"}
            parents[title] = SubElement(codes, "Code", attributes)
        code = {"guid": _guid("code", label), "name": _legal(label_title(label)), "isCodable": "true"}
        if label in known:
            code["color"] = known[label].colour
        SubElement(parents[title], "Code", code)


def _parent(label: Label | None) -> str:
    if label is None:
        return _OTHER
    return table(
        "targets" if label.family == QUANTITY else "tasks" if label.family == TASK else "mentions"
    ).title


def _source(sources: Element, document: AnnotatedDocument, user: str, time: str) -> None:
    guid = _guid("source", document.doc_id)
    source = SubElement(
        sources,
        "TextSource",
        {
            "guid": guid,
            "name": _legal(document.doc_id),
            "plainTextPath": f"internal://{guid}.txt",
            "creatingUser": user,
            "creationDateTime": time,
        },
    )
    for number, annotation in enumerate(document.annotations, start=1):
        _selection(source, document, annotation, f"{guid}/{number}", user, time)


def _selection(
    source: Element, document: AnnotatedDocument, annotation: Annotation, key: str, user: str, time: str
) -> None:
    words = " ".join(document.text[annotation.start : annotation.end].split())[:_NAME_LENGTH]
    selection = SubElement(
        source,
        "PlainTextSelection",
        {
            "guid": _guid("selection", key),
            "name": _legal(words),
            "startPosition": str(annotation.start),
            "endPosition": str(annotation.end),
            "creatingUser": user,
            "creationDateTime": time,
        },
    )
    if annotation.attributes:
        note = write_note(annotation.family, annotation.attributes)
        SubElement(selection, "Description").text = _legal(note)
    coding = SubElement(
        selection,
        "Coding",
        {"guid": _guid("coding", key), "creatingUser": user, "creationDateTime": time},
    )
    SubElement(coding, "CodeRef", {"targetGUID": _guid("code", annotation.label)})


def _legal(text: str) -> str:
    """The text without what XML cannot hold.

    >>> _legal("新增\\x00就业\\x0b5万人")
    '新增\ufffd就业\ufffd5万人'
    """
    return _ILLEGAL.sub("\ufffd", text)


def _guid(kind: str, key: str) -> str:
    """The same identifier for the same thing, run after run."""
    return str(uuid.uuid5(_SPACE, f"{kind}\x1f{key}"))
