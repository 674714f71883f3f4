"""Word files (.docx): paragraphs, tables and text boxes in the order of the document, with their numbering.

The XML is walked as it stands, because a library that lists paragraphs leaves out what stands in content
controls, text boxes and tracked insertions, and the automatic numbers. What counts as text is told in
:mod:`analyzer.reading.docx_runs`; headers, footers and comments are never looked at. Notes follow at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from analyzer.errors import ReadError
from analyzer.reading.content import Content, ContentBuilder
from analyzer.reading.docx_numbering import Numbering, join_label
from analyzer.reading.docx_parts import WordFile
from analyzer.reading.docx_runs import RunReader, Runs, chosen, is_apparatus
from analyzer.reading.docx_styles import Styles, read_hidden, read_numbering, value
from analyzer.reading.docx_tables import Table, TableCell, walk_cells
from analyzer.reading.xml import child, children

_MARKER = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(]|第[一二三四五六七八九十百\d]{1,4}[章节条]|\d{1,2}[.．、]|[①-⑳]|—|\s"
)
_FULL_LINE = 20
_SENTENCE_END = "。；：！？…”）〕】"
_REVISIONS = frozenset({"w:ins", "w:del", "w:moveFrom", "w:moveTo"})


def read_docx(data: bytes) -> Content:
    """The text of a Word file: a paragraph a line, tables row by row, notes at the end.

    Raises:
        ReadError: E_ENCRYPTED, E_ZIP, E_XML, E_TOO_DEEP, E_TOO_LARGE, E_FORMAT, E_NO_TEXT.
    """
    file = WordFile(data)
    body = file.body()
    styles = Styles(file.related("styles"))
    numbering = Numbering(file.related("numbering"), styles)
    writer = _Writer()
    story = _Story(body, styles, numbering)
    for part in story.flow(body):
        writer.write(part)
    for number, note in enumerate(_note_bodies(file, story.notes), start=1):
        writer.write_note(number, _Story(note, styles, numbering).flow(note))
    content = writer.builder.build(warnings=_warnings(body))
    if not content.text:
        raise ReadError("E_NO_TEXT", _no_text(file.count_pictures()))
    return content


class _Story:
    """Reads the blocks of the body, of a text box or of a note, in order."""

    def __init__(self, root: Element, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._reader = RunReader(root, styles)
        # texts whose paragraph marks were deleted: they go on in the next paragraph
        self._carried: list[str] = []
        self._in_table = 0
        self.notes: list[tuple[str, str]] = []

    def flow(self, container: Element) -> list[str | Table]:
        """Paragraphs and tables below a node."""
        parts = list(self._blocks(container))
        if self._carried:
            parts.append("".join(self._carried))
            self._carried = []
        return parts

    def _blocks(self, container: Element) -> Iterator[str | Table]:
        for node in container:
            tag = node.tag
            if tag == "w:p":
                yield from self._paragraph(node)
            elif tag == "w:tbl":
                yield self._table(node)
            elif tag == "mc:AlternateContent":
                yield from self._blocks(chosen(node))
            elif tag == "w:sdt":
                if not is_apparatus(node):
                    yield from self._blocks(node)
            elif tag in ("w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag"):
                yield from self._blocks(node)

    def _paragraph(self, node: Element) -> Iterator[str | Table]:
        properties = child(node, "w:pPr")
        style_id = value(child(properties, "w:pStyle"))
        runs = self._reader.read(node, style_id)
        if self._styles.is_contents(style_id):
            return
        mark = child(properties, "w:rPr")
        hidden_mark = read_hidden(mark) is True
        deleted_mark = child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None
        label = ""
        if not deleted_mark and not (hidden_mark and not runs.text.strip()):
            label = self._numbering.label(read_numbering(properties), style_id)
        self.notes += runs.notes
        if deleted_mark or hidden_mark:
            self._carried.append(join_label(label, runs.text) if runs.text.strip() else "")
        else:
            text = "".join([*self._carried, runs.text])
            self._carried = []
            # a number alone says something only in the column of a table
            yield join_label(label, text) if text.strip() or self._in_table else ""
        yield from self._boxes(runs)

    def _boxes(self, runs: Runs) -> Iterator[str | Table]:
        for box in runs.boxes:
            inner = _Story(box, self._styles, self._numbering)
            yield from inner.flow(box)
            self.notes += inner.notes

    def _table(self, node: Element) -> Table:
        carried, self._carried = self._carried, []
        self._in_table += 1
        cells: list[TableCell] = []
        for cell, content in walk_cells(node):
            cell.flow = self.flow(content)
            cells.append(cell)
        self._in_table -= 1
        self._carried = carried
        return Table(cells)


class _Writer:
    """Writes paragraphs and tables into a builder, counting both."""

    def __init__(self) -> None:
        self.builder = ContentBuilder()
        self._paragraphs = 0
        self._tables = 0

    def write(self, part: str | Table) -> None:
        if isinstance(part, str):
            if part.strip():
                self._paragraphs += 1
            for line in split_lines(part):
                self.builder.add_paragraph(line, f"第{self._paragraphs}段")
        elif part.arranges_page():
            for inner in part.flow():
                self.write(inner)
        else:
            self._tables += 1
            self.builder.add_table(part.grid(), f"表{self._tables}")

    def write_note(self, number: int, parts: list[str | Table]) -> None:
        text = " ".join(part.strip() for part in _texts(parts))
        if text.strip():
            self.builder.add_paragraph(f"注{number}：{text.strip()}", f"注{number}")


def split_lines(text: str) -> list[str]:
    """The paragraphs that line breaks (Shift+Enter) make of one; a break inside a sentence makes none.

    >>> split_lines("一、总体要求\\n（一）基本思路")
    ['一、总体要求', '（一）基本思路']
    >>> split_lines("云岭省人民政府办公厅关于印发制造业绿色转型\\n实施方案的通知")
    ['云岭省人民政府办公厅关于印发制造业绿色转型实施方案的通知']
    """
    lines: list[list[str]] = []
    length = 0
    last = ""
    for line in text.split("\n"):
        goes_on = length >= _FULL_LINE and last not in _SENTENCE_END and line and not _MARKER.match(line)
        if goes_on:
            lines[-1].append(line)
        else:
            lines.append([line])
            length = 0
        length += len(line)
        last = line.rstrip()[-1:] or last
    return ["".join(line) for line in lines]


def _texts(parts: list[str | Table]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        else:
            yield from _texts(part.flow())


def _note_bodies(file: WordFile, references: list[tuple[str, str]]) -> Iterator[Element]:
    """The notes that the text refers to, in its order, each once."""
    kinds = {kind for kind, _ in references}
    bodies: dict[tuple[str, str], Element] = {}
    for kind in kinds:
        root = file.related(f"{kind}s")
        for note in children(root, f"w:{kind}"):
            if note.get("w:type", "normal") == "normal":
                bodies[kind, note.get("w:id", "")] = note
    for reference in dict.fromkeys(references):
        if reference in bodies:
            yield bodies[reference]


def _warnings(body: Element) -> list[str]:
    warnings: list[str] = []
    if any(node.tag in _REVISIONS for node in body.iter()):
        warnings.append("W_REVISION 文档里有未接受的修订：插入的文字已读，删除的文字已略去。")
    embedded = sum(node.tag == "w:altChunk" for node in body.iter())
    if embedded:
        warnings.append(f"W_EMBEDDED 有 {embedded} 处嵌入的其他文件没有读，请在 Word 里打开后另存。")
    return warnings


def _no_text(pictures: int) -> str:
    if pictures:
        return f"Word 文件里没有文字，只有 {pictures} 张图片，可能是扫描件。请先做文字识别（OCR）再读。"
    return "Word 文件里没有文字，请换一个有正文的文件。"
