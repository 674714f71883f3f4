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
