"""brat: a ``.txt`` and a ``.ann`` file for each document, and the configuration of the project.

Offsets are code points; the text file holds the text as it is. brat shows one line at a time, so that a span
over several lines is written as one fragment a line (``T1 task 0 5;6 10``) and read as one span again.
Attributes with few values are brat attributes; the others stand in the annotator's note as ``名称=值；名称=值``.
Format: https://brat.nlplab.org/standoff.html, https://brat.nlplab.org/configuration.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from analyzer.errors import ReadError
from analyzer.exchange.cleaning import cleaned
from analyzer.exchange.labels import ATTRIBUTES, LABELS, attributes_of, label_name, value_name
from analyzer.exchange.notes import read_note, write_note
from analyzer.study.annotations import AnnotatedDocument, Annotation, in_order

_FRAGMENTS = re.compile(r"(\d{1,12}) (\d{1,12})(?:;(?=\d)|\Z)")
# a type is one word of these characters; the Chinese words stand in visual.conf
_TYPE = re.compile(r"[^\w-]")
_LINE_BREAK = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")


def write_brat(documents: Sequence[AnnotatedDocument]) -> dict[str, bytes]:
    """The files of a brat collection by name.

    >>> document = AnnotatedDocument("例", "新增就业5万人", (Annotation("target", 4, 7, {"comparator": "ge"}),))
    >>> write_brat([document])["例.ann"].decode().splitlines()
    ['T1\\ttarget 4 7\\t5万人', 'A1\\tcomparator T1 ge']
    """
    documents = cleaned(documents)
    files = {
        "annotation.conf": _annotation_conf(documents).encode(),
        "visual.conf": _visual_conf().encode(),
    }
    for document in documents:
        files[f"{document.doc_id}.txt"] = document.text.encode()
        files[f"{document.doc_id}.ann"] = _annotations(document).encode()
    return files


def _annotation_conf(documents: Sequence[AnnotatedDocument]) -> str:
    used = {_type(each.label) for document in documents for each in document.annotations}
    names = [label.name for label in LABELS]
    entities = [*names, *sorted(used - set(names))]
    attributes = []
    for attribute in ATTRIBUTES:
        if attribute.words:
            carriers = "|".join(label.name for label in LABELS if label.family == attribute.family)
            values = "|".join(name for name, _ in attribute.words)
            attributes.append(f"{attribute.name}\tArg:{carriers}, Value:{values}")
    sections = {"entities": entities, "relations": [], "events": [], "attributes": attributes}
    return "".join(f"[{name}]\n" + "".join(f"{line}\n" for line in lines) for name, lines in sections.items())


def _visual_conf() -> str:
    labels = [f"{label.name} | {label.title}" for label in LABELS]
    labels += [f"{each.name} | {each.title}" for each in ATTRIBUTES if each.words]
    drawing = [f"{label.name}\tbgColor:{label.colour}, borderColor:darken" for label in LABELS]
    return "\n".join(["[labels]", *labels, "[drawing]", *drawing, ""])


def _type(label: str) -> str:
    return _TYPE.sub("_", label) or "_"


def _annotations(document: AnnotatedDocument) -> str:
    text = document.text
    lines = []
    marks = 0
    for number, annotation in enumerate(document.annotations, start=1):
        fragments = _fragments(text, annotation)
        if not fragments:
            continue
        places = ";".join(f"{start} {end}" for start, end in fragments)
        words = " ".join(_LINE_BREAK.sub(" ", text[start:end]) for start, end in fragments)
        lines.append(f"T{number}\t{_type(annotation.label)} {places}\t{words}")
        rest = dict(annotation.attributes)
        for attribute in attributes_of(annotation.family):
            value = rest.get(attribute.name, "")
            if value in dict(attribute.words):
                marks += 1
                lines.append(f"A{marks}\t{attribute.name} T{number} {value}")
                del rest[attribute.name]
        if rest:
            lines.append(f"#{number}\tAnnotatorNotes T{number}\t{write_note(annotation.family, rest)}")
    return "".join(f"{line}\n" for line in lines)


def _fragments(text: str, annotation: Annotation) -> list[tuple[int, int]]:
    """The pieces of a span between line ends, without the white space at the ends of a piece's line.

    >>> _fragments("一是稳就业\\n  促创业。", Annotation("task", 0, 12))
    [(0, 5), (8, 12)]
    """
    fragments = []
    start = annotation.start
    for piece in text[annotation.start : annotation.end].split("\n"):
        inner = piece.strip()
        if inner:
            at = start + piece.index(inner)
            fragments.append((at, at + len(inner)))
        start += len(piece) + 1
    return fragments


def read_brat(folder: Path) -> list[AnnotatedDocument]:
    """The documents of a brat collection: every ``.ann`` file that has its ``.txt`` beside it.

    Raises:
        ReadError: E_FORMAT, a line is not brat's, or an offset lies outside the text; E_NOT_FILE, there is no
            text.
    """
    return [_read_document(path) for path in sorted(folder.glob("*.ann"))]


def _read_document(path: Path) -> AnnotatedDocument:
    text = _read_text(path.with_suffix(".txt"))
    spans: dict[str, tuple[str, int, int]] = {}
    attributes: dict[str, dict[str, str]] = {}
    notes: dict[str, str] = {}
    for number, line in enumerate(_read_text(path).split("\n"), start=1):
        where = f"{path.name}:{number}"
        cells = line.rstrip("\r").split("\t", 2)
        kind = cells[0][:1]
        if kind == "T":
            spans[cells[0]] = _read_span(cells, text, where)
        elif kind in ("A", "M") and len(cells) > 1:
            name, _, rest = cells[1].partition(" ")
            carrier, _, value = rest.partition(" ")
            attributes.setdefault(carrier, {})[name] = value
        elif kind == "#" and len(cells) > 2:
            notes[cells[1].rpartition(" ")[2]] = cells[2]
    found = []
    for name, (label, start, end) in spans.items():
        family = Annotation(label, start, end).family
        values = {**read_note(family, notes.get(name, "")), **_known(family, attributes.get(name, {}))}
        found.append(Annotation(label, start, end, values))
    return AnnotatedDocument(path.stem, text, in_order(found))


def _known(family: str, values: Mapping[str, str]) -> dict[str, str]:
    own = {attribute.name: attribute for attribute in attributes_of(family)}
    return {
        name: value_name(own[name], value) if name in own else value
        for name, value in values.items()
        if value
    }


def _read_span(cells: list[str], text: str, where: str) -> tuple[str, int, int]:
    label, _, places = (cells[1] if len(cells) > 1 else "").partition(" ")
    found = [(int(start), int(end)) for start, end in _FRAGMENTS.findall(places)]
    if not found or not label or not places[-1:].isdigit():
        raise ReadError("E_FORMAT", "应写成“T1<制表符>类型 起点 终点<制表符>文字”，请改正这一行。", where)
    start, end = min(found)[0], max(end for _, end in found)
    if not start < end <= len(text):
        raise ReadError(
            "E_FORMAT", f"位置 {start}–{end} 不在正文里（正文 {len(text)} 个字），请改正。", where
        )
    return label_name(label), start, end


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise ReadError("E_NOT_FILE", "缺这个文件；brat 的 .txt 和 .ann 要成对。", str(path)) from error
    except UnicodeDecodeError as error:
        raise ReadError("E_ENCODING", "不是 UTF-8 编码，请另存为 UTF-8。", str(path)) from error
