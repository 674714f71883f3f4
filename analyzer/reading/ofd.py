"""OFD files (GB/T 33190—2016): the fixed-layout format of government documents, read by an own reader.

An OFD is a ZIP of XML: ``OFD.xml`` names the documents, each names its pages, a page holds text objects with the
place of every character in millimetres. From there on an OFD page is like a PDF page, and the same modules
find lines and paragraphs and take out page numbers. Templates (frames, running heads), annotations and seals are
not text of the document.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from analyzer.errors import ReadError
from analyzer.model import Block
from analyzer.reading.content import Content, ContentBuilder, GridCell
from analyzer.reading.ofd_rules import MAX_RULES, Rule, find_boxes, read_rules, short_rules
from analyzer.reading.ofd_text import MILLIMETRE, TextObject, read_glyphs, read_numbers
from analyzer.reading.pdf_flow import Flow, make_flow, name_pages
from analyzer.reading.pdf_lines import Glyph, find_lines, gutter_of
from analyzer.reading.pdf_margins import Page
from analyzer.reading.pdf_paragraphs import Paragraph
from analyzer.reading.pdf_tables import Table, make_table
from analyzer.reading.xml import child, children, parse_xml
from analyzer.reading.zip_archive import ZipArchive

_ENTRY = "OFD.xml"
_A4 = (0.0, 0.0, 210.0, 297.0)
_MAX_PAGES = 5_000
_MAX_GLYPHS = 200_000
# of all pages together; a plan of a thousand pages has half as many
_MAX_CHARACTERS = 1_500_000
_MAX_UNPACKED = 200_000_000


def read_ofd(data: bytes) -> Content:
    """The text of an OFD file: a paragraph a line, each with its page.

    Raises:
        ReadError: E_ZIP, E_XML, E_TOO_DEEP, E_TOO_LARGE, E_ENCRYPTED, E_FORMAT (no OFD inside), E_NO_TEXT,
            E_NO_TEXT_LAYER (pages that are pictures).
    """
    archive = _Container(data)
    pages = list(_read_pages(archive))
    broken = [page.number for page in pages if page.problem]
    scanned = [page.number for page in pages if page.scanned]
    if not any(page.lines or page.tables for page in pages):
        raise _no_text(broken, scanned)
    warnings: list[str] = []
    if scanned:
        warnings.append(
            f"W_NO_TEXT_LAYER {name_pages(scanned)}是图片，没有文字，没有读。请做文字识别（OCR）。"
        )
    if broken:
        warnings.append(f"W_PAGE {name_pages(broken)}有错，没有读出，请核对原文件。")
    content = _write(make_flow(pages), warnings)
    if not content.text:
        raise ReadError("E_NO_TEXT", "OFD 里除了页码没有文字，请换一个文件。")
    return content


def _write(flow: Flow, warnings: list[str]) -> Content:
    builder = ContentBuilder()
    paragraphs: dict[str, Paragraph] = {}
    # where each cell of a table that runs over several pages stands
    pages: dict[str, int] = {}
    count: dict[int, int] = {}
    tables = 0
    for item in flow.items:
        if isinstance(item, Paragraph):
            page = item.pieces[0][0]
            count[page] = count.get(page, 0) + 1
            place = f"第{page}页第{count[page]}段"
            paragraphs[place] = item
            builder.add_paragraph(item.text, place, page)
        else:
            tables += 1
            grid = [GridCell(c.row, c.column, c.text, c.row_span, c.column_span) for c in item.cells]
            builder.add_table(grid, f"表{tables}", item.page)
            pages |= {f"表{tables}第{c.row + 1}行第{c.column + 1}列": c.page for c in item.cells}
    content = builder.build(warnings=warnings)
    blocks: list[Block] = []
    for block in content.blocks:
        if block.place in paragraphs:
            blocks += _by_page(block, paragraphs[block.place])
        else:
            blocks.append(replace(block, page=pages[block.place]))
    return replace(content, blocks=tuple(blocks))


def _by_page(block: Block, paragraph: Paragraph) -> Iterator[Block]:
    """A block for every page that a paragraph runs over."""
    start = block.start
    for page, text in paragraph.pieces[:-1]:
        yield replace(block, start=start, end=start + len(text), page=page)
        start += len(text)
    yield replace(block, start=start, page=paragraph.pieces[-1][0])


class _Container:
    """The XML of an OFD by the paths that its files use for each other."""

    def __init__(self, data: bytes) -> None:
        self._archive = ZipArchive(data)
        names = self._archive.names()
        # programs do not agree with themselves on capitals
        self._names = {name.lower(): name for name in names}
        self._unpacked = 0
        self.is_encrypted = any("encrypt" in posixpath.basename(name).lower() for name in names)

    def parse(self, path: str) -> Element:
        """The root of a file; its namespace is dropped, there is only one."""
        data = self._archive.read(self._names.get(path.lower(), path))
        self._unpacked += len(data)
        if self._unpacked > _MAX_UNPACKED:
            raise ReadError("E_TOO_LARGE", "OFD 展开后过大，没有读。请拆成几个文件。")
        return parse_xml(data, {})


def _read_pages(archive: _Container) -> Iterator[Page]:
    """All pages of all documents in the file; one that cannot be read comes with its problem."""
    number = characters = 0
    seen: set[str] = set()
    for document_path in _documents(archive):
        root = archive.parse(document_path)
        usual = _box(child(root, "CommonData", "PageArea"), _A4)
        gutter: float | None = None
        for reference in children(child(root, "Pages"), "Page"):
            path = _resolve(document_path, reference.get("BaseLoc", ""))
            number += 1
            if path in seen:  # the same sheet again says nothing new
                continue
            seen.add(path)
            try:
                page = _read_page(archive.parse(path), number, usual, gutter)
            except ReadError as error:
                if error.code not in {"E_ZIP", "E_XML"}:
                    raise
                page = Page(number, 0.0, 0.0, (), problem=error.code)
            gutter = gutter_of(page.lines)
            characters += page.glyphs
            if number > _MAX_PAGES or characters > _MAX_CHARACTERS:
                found = f"OFD 超过 {_MAX_PAGES} 页或 {_MAX_CHARACTERS} 字，请拆成几个文件。"
                raise ReadError("E_TOO_LARGE", found)
            yield page


def _documents(archive: _Container) -> list[str]:
    if archive.is_encrypted:
        raise ReadError("E_ENCRYPTED", "OFD 文件已加密，请先用阅读器打开，去掉密码后再读。")
    roots = [child(body, "DocRoot") for body in children(archive.parse(_ENTRY), "DocBody")]
    paths = [_resolve(_ENTRY, root.text or "") for root in roots if root is not None]
    if not paths:
        raise ReadError("E_FORMAT", "压缩包里没有 OFD 文档，可能已损坏。请用 OFD 阅读器打开后另存。")
    return paths


def _read_page(root: Element, number: int, usual: tuple[float, ...], gutter: float | None) -> Page:
    x, y, width, height = _box(child(root, "Area"), usual)
    width, height = width * MILLIMETRE, height * MILLIMETRE
    glyphs: list[Glyph] = []
    rules: list[Rule] = []
    pictures = 0
    for node in _objects(children(child(root, "Content"), "Layer")):
        if node.tag == "ImageObject":
            pictures += 1
        elif node.tag == "PathObject":
            if len(rules) <= MAX_RULES:
                rules += read_rules(node, -x, -y)
        else:
            glyphs += read_glyphs(TextObject.read(node), -x, -y)
        if len(glyphs) > _MAX_GLYPHS:
            found = f"OFD 的第 {number} 页超过 {_MAX_GLYPHS} 字，不像是一页。请检查文件。"
            raise ReadError("E_TOO_LARGE", found)
    tables, rest = _find_tables(rules, glyphs, number)
    lines = tuple(find_lines(rest, number, width, gutter))
    scanned = pictures > 0 and not glyphs
    below = short_rules(rules, width)
    return Page(number, width, height, lines, tables, below, scanned=scanned, glyphs=len(glyphs))


def _find_tables(
    rules: list[Rule], glyphs: list[Glyph], number: int
) -> tuple[tuple[Table, ...], list[Glyph]]:
    """The tables of a page from top to bottom, and the characters that stand in none."""
    tables: list[Table] = []
    for boxes in find_boxes(rules):
        made = make_table(boxes, glyphs, number)
        if made is not None:
            table, taken = made
            tables.append(table)
            gone = set(taken)
            glyphs = [glyph for glyph in glyphs if glyph not in gone]
    return tuple(sorted(tables, key=lambda table: table.top)), glyphs


def _objects(nodes: Iterable[Element]) -> Iterator[Element]:
    """Objects of all layers and blocks, in drawing order; hidden ones left out."""
    for below in nodes:
        if below.get("Visible", "true").lower() == "false":
            continue
        if below.tag in ("TextObject", "ImageObject", "PathObject"):
            yield below
        elif below.tag in ("Layer", "PageBlock"):
            yield from _objects(below)


def _box(area: Element | None, usual: tuple[float, ...]) -> tuple[float, ...]:
    """The sheet of paper, in millimetres: x, y, width, height."""
    box = child(area, "PhysicalBox")
    numbers = read_numbers(box.text or "") if box is not None else []
    return tuple(numbers) if len(numbers) == 4 and min(numbers[2:]) > 0 else usual


def _resolve(source: str, path: str) -> str:
    """A path as one file gives it, from the root of the container."""
    path = path.strip().replace("\\", "/")
    joined = path if path.startswith("/") else posixpath.join("/", posixpath.dirname(source), path)
    return posixpath.normpath(joined).lstrip("/")


def _no_text(broken: list[int], scanned: list[int]) -> ReadError:
    if scanned:
        return ReadError(
            "E_NO_TEXT_LAYER", "OFD 的各页是图片，没有文字层。请做文字识别（OCR），存为文本后再读。"
        )
    if broken:
        found = f"OFD 的{name_pages(broken)}读不出，文件可能损坏。请用 OFD 阅读器打开后另存。"
        return ReadError("E_ZIP", found)
    return ReadError("E_NO_TEXT", "OFD 文件里没有文字，请换一个有正文的文件。")
