"""OFD files made on the spot: a small writer that sets a text on pages as GB/T 9704 asks for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
# A4 with the margins and the type of official documents: 28 characters a line, 22 lines a page, in millimetres
SIZE = 156 / 28
LEFT, TOP, PITCH, LINES = 28.0, 37.0, 225 / 22, 22
_CLOSING = "，。、；：！？）〕】》”’％%"
_OPENING = "（〔【《“‘"


def width_of(text: str) -> float:
    """Width in characters: Latin counts half."""
    return sum(0.5 if character < "\u0250" else 1.0 for character in text)


def words(text: str) -> Iterator[str]:
    """What may not be parted at the end of a line: a number, a mark with what it closes or opens."""
    word = ""
    for character in text:
        narrow = bool(word) and word[-1] < "\u0250" and character < "\u0250"
        if word and not narrow and character not in _CLOSING and word[-1] not in _OPENING:
            yield word
            word = ""
        word += character
    if word:
        yield word


def set_lines(text: str) -> list[tuple[float, str]]:
    """Lines with their indent in characters; the lines before the first blank one are centred."""
    result: list[tuple[float, str]] = []
    title = True
    for line in text.split("\n"):
        line = line.strip()
        if not line:
            title = False
            continue
        if title and width_of(line) <= 26:
            result.append(((28 - width_of(line)) / 2, line))
            continue
        at, current = 2.0, ""
        for word in words(line):
            if at + width_of(current) + width_of(word) > 28.01 and current:
                result.append((at, current))
                at, current = 0.0, ""
            current += word
        result.append((at, current))
    return result


def text_object(text: str, x: float, y: float, size: float = SIZE, more: str = "") -> str:
    """A text object whose box begins at x, y; its characters stand their own width apart."""
    steps = " ".join(f"{width_of(character) * size:.3f}" for character in text[:-1])
    return (
        f'<ofd:TextObject ID="1" Boundary="{x:.3f} {y:.3f} {width_of(text) * size:.3f} {size:.3f}" Font="2"'
        f' Size="{size:.4f}" {more}><ofd:TextCode X="0" Y="{0.86 * size:.3f}" DeltaX="{steps}">{escape(text)}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def line_object(x0: float, y0: float, x1: float, y1: float) -> str:
    """A drawn line, its box a little wider than itself as programs make it."""
    x, y = min(x0, x1) - 0.1, min(y0, y1) - 0.1
    path = f"M {x0 - x:.3f} {y0 - y:.3f} L {x1 - x:.3f} {y1 - y:.3f}"
    box = f"{x:.3f} {y:.3f} {abs(x1 - x0) + 0.2:.3f} {abs(y1 - y0) + 0.2:.3f}"
    return f'<ofd:PathObject ID="3" Boundary="{box}"><ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>'


def table_objects(cells: Iterable[tuple[int, int, int, int, str]], top: float, width: float = 30.0) -> str:
    """A table drawn cell by cell: (row, column, rows, columns, text), with rows of 10 mm from LEFT on."""
    parts: list[str] = []
    for row, column, height, across, text in cells:
        x, y = LEFT + column * width, top + row * 10
        right, bottom = x + across * width, y + height * 10
        parts += [line_object(x, y, right, y), line_object(x, bottom, right, bottom)]
        parts += [line_object(x, y, x, bottom), line_object(right, y, right, bottom)]
        parts.append(text_object(text, x + 1, (y + bottom) / 2 - 2, 4.2) if text else "")
    return "".join(parts)


def from_text(text: str) -> bytes:
    """An OFD of a text, with a page number at the foot of every page."""
    lines = set_lines(text)
    pages = []
    for number, start in enumerate(range(0, len(lines), LINES), start=1):
        objects = [
            text_object(line, LEFT + indent * SIZE, TOP + at * PITCH)
            for at, (indent, line) in enumerate(lines[start : start + LINES])
        ]
        objects.append(text_object(f"— {number} —", 98, 270, 4.9))
        pages.append("".join(objects))
    return make_ofd(pages)


def make_ofd(pages: Iterable[str], more: dict[str, str] | None = None) -> bytes:
    """An OFD of pages, each the XML inside its layer; ``more`` adds or replaces files."""
    files: dict[str, str] = {
        "OFD.xml": f'{_HEAD}<ofd:OFD {_NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    }
    links = []
    for number, inside in enumerate(pages):
        links.append(f'<ofd:Page ID="{number + 10}" BaseLoc="Pages/Page_{number}/Content.xml"/>')
        files[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f'{_HEAD}<ofd:Page {_NAMESPACE}><ofd:Content><ofd:Layer ID="1">'
            f"{inside}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    files["Doc_0/Document.xml"] = (
        f"{_HEAD}<ofd:Document {_NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{''.join(links)}</ofd:Pages></ofd:Document>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (files | (more or {})).items():
            archive.writestr(name, content)
    return buffer.getvalue()
