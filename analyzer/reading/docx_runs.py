"""What a paragraph of a Word file says: its runs, with what is only apparatus left out.

Taken: text, tabs, breaks, symbols, formulas as plain text, results of fields, tracked insertions. Left out:
tracked deletions, hidden text, prompts of empty form fields, contents pages, page numbers, marks of notes
(whose texts are collected apart).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from analyzer.reading.docx_styles import Styles, is_on, read_hidden, value
from analyzer.reading.docx_symbols import read_symbol
from analyzer.reading.xml import child, children

# what stands below these is no text of the document as it is now
_SKIPPED = frozenset(
    (  # noqa: SIM905 (words in a row are easier to read)
        "w:del w:moveFrom w:pPr w:rPr w:sdtPr w:sdtEndPr w:rt w:delText w:delInstrText w:instrText w:tblPr"
        " w:trPr w:tcPr m:rPr m:ctrlPr"
    ).split()
)
_MAX_INSTRUCTION = 1000
# fields whose result is made of page numbers
_APPARATUS = frozenset({"TOC", "INDEX", "TOA", "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"})
# a number that the author put into a circle: the field has no result, the drawing is in its instruction
_CIRCLED = re.compile(r"\s*EQ\s+\\o\s*\\ac\s*\(\s*[○◯]\s*[,，;；]\s*([0-9]{1,2})\s*\)\s*", re.I)
_RAISED = re.compile(r"[0-9+-]{1,9}")
_NOTE_MARK = re.compile(r"\s*[\[［〔][0-9]{0,3}[\]］〕]?\s*")
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


@dataclass
class _Field:
    """A field that has begun: its instruction, and whether what comes now is part of the text."""

    said_outside: bool
    instruction: str = ""
    in_result: bool = False
    said: bool = False


@dataclass
class Runs:
    """The text of one paragraph with ``\\n`` for breaks, its text boxes, and the notes it refers to."""

    text: str = ""
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


class RunReader:
    """Reads the paragraphs of one story (the body, a text box, a note) in order; fields may span several."""

    def __init__(self, story: Element, styles: Styles) -> None:
        self._styles = styles
        self._whole = _whole_fields(story)
        self._fields: list[_Field] = []
        self._parts: list[str] = []
        self._runs = Runs()
        self._hidden = False

    def read(self, paragraph: Element, style_id: str) -> Runs:
        """What one paragraph says."""
        self._parts = []
        self._runs = Runs()
        self._hidden = self._styles.is_hidden(style_id) is True
        self._walk(paragraph)
        self._runs.text = "".join(self._parts)
        return self._runs

    def _walk(self, node: Element) -> None:
        for below in node:
            tag = below.tag
            if tag in _SKIPPED:
                continue
            if tag == "w:r":
                self._run(below)
            elif tag == "mc:AlternateContent":
                self._walk(chosen(below))
            elif tag == "w:sdt":
                if not is_apparatus(below):
                    self._walk(below)
            elif tag == "w:fldSimple":
                if _kind(below.get("w:instr", "")) not in _APPARATUS:
                    self._walk(below)
            elif tag == "w:txbxContent":
                self._runs.boxes.append(below)
            elif tag == "m:t":
                self._say(below.text or "")
            elif tag in ("m:sup", "m:den"):
                self._formula(below)
            else:
                self._walk(below)

    def _formula(self, node: Element) -> None:
        """A power or the lower half of a fraction."""
        if node.tag == "m:den":
            self._say("/")
        before = len(self._parts)
        self._walk(node)
        if node.tag == "m:sup":
            self._parts[before:] = [_raise("".join(self._parts[before:]))]

    def _run(self, run: Element) -> None:
        properties = child(run, "w:rPr")
        if self._is_hidden(properties):
            return
        raised = value(child(properties, "w:vertAlign")) == "superscript"
        for node in run:
            tag = node.tag
            if tag == "w:t":
                self._say(_raise(node.text or "") if raised else node.text or "")
            elif tag in ("w:tab", "w:ptab"):
                self._say("\t")
            elif tag in ("w:br", "w:cr"):
                self._say("\n")
            elif tag == "w:noBreakHyphen":
                self._say("-")
            elif tag == "w:sym":
                self._say(read_symbol(node.get("w:font", ""), node.get("w:char", "")))
            elif tag == "w:fldChar":
                self._field(node)
            elif tag == "w:instrText":
                self._instruct(node.text or "")
            elif tag in ("w:footnoteReference", "w:endnoteReference"):
                if self._is_said():
                    self._runs.notes.append((tag[2:-9], node.get("w:id", "")))
            elif tag == "mc:AlternateContent":
                self._walk(chosen(node))
            elif tag in ("w:drawing", "w:pict", "w:object", "w:ruby"):
                self._walk(node)

    def _is_hidden(self, properties: Element | None) -> bool:
        own = read_hidden(properties)
        if own is None and properties is not None:
            style = value(child(properties, "w:rStyle"))
            own = self._styles.is_hidden(style) if style else None
        return self._hidden if own is None else own

    def _field(self, mark: Element) -> None:
        if mark not in self._whole:
            return
        kind = mark.get("w:fldCharType")
        if kind == "begin":
            self._fields.append(_Field(self._is_said()))
        elif self._fields and kind == "separate":
            begun = self._fields[-1]
            begun.in_result = True
            begun.said = begun.said_outside and _kind(begun.instruction) not in _APPARATUS
        elif self._fields and kind == "end":
            done = self._fields.pop()
            circled = _CIRCLED.fullmatch(done.instruction)
            if circled and 1 <= int(circled.group(1)) <= 20:
                self._say(chr(0x245F + int(circled.group(1))))

    def _instruct(self, text: str) -> None:
        begun = self._fields[-1] if self._fields else None
        if begun is not None and not begun.in_result and len(begun.instruction) < _MAX_INSTRUCTION:
            begun.instruction += text[:_MAX_INSTRUCTION]

    def _is_said(self) -> bool:
        return not self._fields or self._fields[-1].said

    def _say(self, text: str) -> None:
        if self._is_said():
            self._parts.append(text)


def is_apparatus(control: Element) -> bool:
    """Whether a content control holds a contents page, or only the prompt to fill it in."""
    properties = child(control, "w:sdtPr")
    gallery = value(child(properties, "w:docPartObj", "w:docPartGallery"))
    prompt = child(properties, "w:showingPlcHdr")
    return gallery == "Table of Contents" or (prompt is not None and is_on(prompt.get("w:val", "1")))


def chosen(alternatives: Element) -> Element:
    """The one of several forms of the same content that is read: the first choice, else the fallback."""
    for tag in ("mc:Choice", "mc:Fallback"):
        for form in children(alternatives, tag):
            if len(form):
                return form
    return Element("none")


def _whole_fields(story: Element) -> set[Element]:
    """The marks of all fields that have a beginning and an end; a lone beginning would hide the rest."""
    whole: set[Element] = set()
    begun: list[list[Element]] = []
    waiting = [iter(story)]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
        elif node.tag == "w:fldChar":
            kind = node.get("w:fldCharType")
            if kind == "begin":
                begun.append([node])
            elif begun:
                begun[-1].append(node)
                if kind == "end":
                    whole.update(begun.pop())
        elif node.tag == "mc:AlternateContent":
            waiting.append(iter(chosen(node)))
        elif node.tag not in _SKIPPED and node.tag != "w:txbxContent":
            waiting.append(iter(node))
    return whole


def _raise(text: str) -> str:
    """10 with a raised 3 is 10³, not 103; the number of a note in brackets is left out."""
    if _RAISED.fullmatch(text):
        return text.translate(_SUPERSCRIPT)
    return "" if _NOTE_MARK.fullmatch(text) else text


def _kind(instruction: str) -> str:
    return instruction.split(maxsplit=1)[0].upper() if instruction.strip() else ""
