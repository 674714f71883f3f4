"""Word files made on the spot, from XML as Word writes it: small pieces that tests put together."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PARTS = ("styles", "numbering", "footnotes", "endnotes", "header1", "comments")
# 一、 （一） 1. （1） of the standard for official documents
OFFICIAL = (
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)
# the same as text at the start of a line
_WRITTEN = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"\d{1,2}\."),
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十]{1,3}条\s*")


def run(text: str, properties: str = "") -> str:
    """A run of text; ``properties`` is the XML inside its w:rPr."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(
    content: str = "", number: tuple[int, int] | None = None, style: str = "", properties: str = ""
) -> str:
    """A paragraph; ``content`` is its text or, where it begins with <, its XML; ``number`` its list and level."""
    inside = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    if number is not None:
        inside += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    inside += properties
    body = content if content.startswith("<") or not content else run(content)
    return f"<w:p>{f'<w:pPr>{inside}</w:pPr>' if inside else ''}{body}</w:p>"


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table of cells; a cell is its text, or XML of a whole w:tc."""
    return (
        "<w:tbl><w:tblPr/>"
        + "".join(
            "<w:tr>"
            + "".join(c if c.startswith("<w:tc>") else f"<w:tc><w:tcPr/>{paragraph(c)}</w:tc>" for c in row)
            + "</w:tr>"
            for row in rows
        )
        + "</w:tbl>"
    )


def cell(text: str, properties: str) -> str:
    """A cell with properties, such as <w:gridSpan w:val="2"/>."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def level(at: int, number_format: str, text: str, more: str = "", start: int = 1) -> str:
    """One level of a list; ``more`` is XML such as <w:isLgl/>."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
        f"<w:lvlText w:val={quoteattr(text)}/></w:lvl>"
    )


def definition(number: int, *levels: str) -> str:
    """An abstractNum of levels."""
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def listing(number: int, of: int, changes: str = "") -> str:
    """A num that refers to a definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{changes}</w:num>'


def official_numbering() -> str:
    """A list with the four levels of official documents, and one of articles."""
    levels = [level(at, name, text, '<w:suff w:val="nothing"/>') for at, (name, text) in enumerate(OFFICIAL)]
    articles = level(0, "chineseCountingThousand", "第%1条", '<w:suff w:val="space"/>')
    return definition(0, *levels) + definition(1, articles) + listing(1, 0) + listing(2, 1)


def make_docx(
    body: str,
    *,
    numbering: str = "",
    styles: str = "",
    footnotes: str = "",
    endnotes: str = "",
    header1: str = "",
    comments: str = "",
    strict: bool = False,
) -> bytes:
    """A Word file with this XML inside its w:body, w:numbering and so on."""
    inside = dict(zip(_PARTS, (styles, numbering, footnotes, endnotes, header1, comments), strict=True))
    roots = {"header1": "hdr"}
    files = {
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": f"{_HEAD}<w:document {_NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
    }
    links = []
    types = _part_type("document", "document.main")
    for name, content in inside.items():
        if content:
            root = roots.get(name, name)
            files[f"word/{name}.xml"] = f"{_HEAD}<w:{root} {_NAMESPACES}>{content}</w:{root}>"
            links.append((name.rstrip("1"), f"{name}.xml"))
            types += _part_type(name, name.rstrip("1"))
    files["word/_rels/document.xml.rels"] = _relations(links)
    files["[Content_Types].xml"] = (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
    )
    if strict:
        files = {name: text.replace(_W, _STRICT) for name, text in files.items()}
    return make_zip(files)


def make_zip(files: dict[str, str] | dict[str, bytes]) -> bytes:
    """A compressed ZIP."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def from_text(text: str) -> bytes:
    """A Word file with a paragraph for every line of a text, blank ones too."""
    return make_docx("".join(paragraph(line) for line in text.split("\n")))


def from_text_numbered(text: str) -> bytes:
    """The same with 一、（一）1. as automatic numbers in place of text."""
    return make_docx("".join(map(_numbered, text.split("\n"))), numbering=official_numbering())


def _numbered(line: str) -> str:
    article = _ARTICLE.match(line)
    if article:
        return paragraph(line[article.end() :], number=(2, 0))
    for at, written in enumerate(_WRITTEN):
        match = written.match(line)
        if match:
            return paragraph(line[match.end() :], number=(1, at))
    return paragraph(line)


def _relations(links: Iterable[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="r{at}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(links)
    )
    return (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{inside}</Relationships>"
    )


def _part_type(name: str, kind: str) -> str:
    content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    return f'<Override PartName="/word/{name}.xml" ContentType="{content}"/>'


def with_linked_picture(address: str) -> bytes:
    """A Word file whose picture is not inside but at an address."""
    picture = (
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
        '<pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="away"/><a:stretch>'
        '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"{picture}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    link = f'<Relationship Id="away" Type="{_RELATIONS}/image" Target="{address}" TargetMode="External"/>'
    with zipfile.ZipFile(io.BytesIO(make_docx(paragraph(run("有图片的段落") + drawing)))) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    links = "word/_rels/document.xml.rels"
    return make_zip(files | {links: files[links].replace("</Relationships>", f"{link}</Relationships>")})
