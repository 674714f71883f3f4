"""PDF files made on the spot with reportlab: set like official documents, with what pages add to the text.

The font is the bundled one, turned from PostScript to TrueType outlines (reportlab embeds only those) and cut
down to the characters used. Paragraphs are broken into lines as office programs do: no closing mark begins a
line, no number is broken, Han and digits stand a quarter em apart, lines are stretched to the edge.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont as EmbeddedFont
from reportlab.pdfgen.canvas import Canvas

FONT = Path(__file__).parent.parent / "analyzer" / "presentation" / "fonts" / "PolicyAnalyzerSans.otf"
WIDTH, HEIGHT = 595.0, 842.0
# before a character that is set small and raised
RAISED = "\x01"
_CLOSING = "，。、；：！？）〕】》”’％%"
_OPENING = "（〔【《“‘"
_MAXP_FIELDS = (
    "maxZones maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements "
    "maxSizeOfInstructions maxComponentElements maxPoints maxContours maxCompositePoints "
    "maxCompositeContours maxComponentDepth"
)


def truetype(characters: str, aliases: dict[str, str] | None = None) -> bytes:
    """The bundled font with these characters; an alias draws one character as another."""
    aliases = aliases or {}
    font = TTFont(FONT)
    options = Options()
    options.layout_features = []
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted({*characters, *aliases.values(), " "})))
    subsetter.subset(font)
    for table in font["cmap"].tables:
        if table.isUnicode():
            for look, real in aliases.items():
                table.cmap[ord(look)] = table.cmap[ord(real)]
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    glyf = newTable("glyf")
    glyf.glyphs, glyf.glyphOrder = {}, order
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyf[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), glyf
    for name in ("CFF ", "VORG"):
        if name in font:
            del font[name]
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for name in _MAXP_FIELDS.split():
        setattr(maxp, name, 0)
    font["head"].glyphDataFormat = 0
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
    # reportlab takes two fonts of one name for the same
    name = f"Policy{zlib.crc32(''.join(sorted({*characters, *aliases})).encode()):08x}"
    for record in font["name"].names:
        record.string = name
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


@dataclass(frozen=True)
class Setting:
    """How pages are set; sizes in points, the indent in ems. ``font`` "" is the bundled one."""

    size: float = 16.0
    leading: float = 28.0
    side: float = 80.0
    top: float = 110.0
    bottom: float = 110.0
    indent: float = 2.0
    head: str = ""
    number: str = "－ {} －"
    autospace: bool = True
    justify: bool = True
    columns: int = 1
    gutter: float = 24.0
    font: str = ""
    password: str = ""


class Typesetter:
    """Sets paragraphs, tables and footnotes one after the other; ``finish`` gives the file."""

    def __init__(
        self, characters: str, setting: Setting | None = None, aliases: dict[str, str] | None = None
    ):
        self.setting = setting or Setting()
        if self.setting.font:
            self.font = self.setting.font
            pdfmetrics.registerFont(UnicodeCIDFont(self.font))
        else:
            more = "0123456789 －—第页共/-." + self.setting.head + self.setting.number
            data = truetype(characters.replace(RAISED, "").replace("\n", "") + more, aliases)
            self.font = f"Policy{zlib.crc32(data):08x}"
            pdfmetrics.registerFont(EmbeddedFont(self.font, io.BytesIO(data)))
        self.buffer = io.BytesIO()
        encrypt = self.setting.password or None
        self.canvas = Canvas(self.buffer, pagesize=(WIDTH, HEIGHT), encrypt=encrypt, pageCompression=1)
        self.page = 1
        self.column = 0
        self.y = self.setting.top
        self.notes: list[str] = []

    # what is asked for

    def paragraph(self, text: str, *, size: float = 0.0, centre: bool = False, bold: bool = False) -> None:
        setting = self.setting
        size = size or setting.size
        lines = self._break(text, size, 0.0 if centre else setting.indent * size)
        for number, line in enumerate(lines):
            self._room(setting.leading)
            indent = 0.0 if centre or number else setting.indent * size
            free = self._column_width() - indent - self._width(line, size)
            stretch = (
                free / max(1, len(line) - 1)
                if setting.justify and number < len(lines) - 1 and not centre
                else 0
            )
            x = self._left() + (free / 2 if centre else indent)
            for _ in range(2 if bold else 1):
                self._draw(line, x, self.y + setting.leading * 0.7, size, stretch)
                x += 0.4
            self.y += setting.leading

    def footnote(self, text: str) -> None:
        """A note at the foot of this page."""
        self.notes.append(text)

    def table(
        self,
        rows: Sequence[Sequence[str | None]],
        widths: Sequence[float],
        *,
        size: float = 10.0,
        height: float = 24.0,
        rules: str = "all",
        repeat_header: bool = False,
    ) -> None:
        """A grid; None joins a cell to the one on its left, "^" to the one above.

        ``rules``: ``all``, ``open`` (no lines at the sides), ``three`` (三线表) or ``none``.
        """
        begin, header = 0, rows[0]
        while begin < len(rows):
            space = int((HEIGHT - self.setting.bottom - self.y) // height)
            part = list(rows[begin : begin + max(space, 1)])
            begin += len(part)
            self._grid(part, widths, size, height, rules)
            if begin < len(rows):
                self.new_page()
                if repeat_header:
                    rows = [*rows[:begin], header, *rows[begin:]]

    def picture_page(self) -> None:
        """A page that is one grey picture, such as a scan."""
        self._end_page(bare=True, drawn=False)
        self.picture()
        self._end_page(bare=True)

    def picture(self) -> None:
        from PIL import Image

        picture = ImageReader(Image.new("L", (60, 80), 200))
        self.canvas.drawImage(picture, 20, 20, WIDTH - 40, HEIGHT - 40)

    def new_page(self) -> None:
        self._end_page()

    def finish(self) -> bytes:
        self._end_page(drawn=False)
        self.canvas.save()
        return self.buffer.getvalue()

    # how it is done

    def _left(self) -> float:
        return self.setting.side + self.column * (self._column_width() + self.setting.gutter)

    def _column_width(self) -> float:
        columns = self.setting.columns
        return (WIDTH - 2 * self.setting.side - (columns - 1) * self.setting.gutter) / columns

    def _room(self, height: float) -> None:
        if self.y + height <= HEIGHT - self.setting.bottom:
            return
        if self.column + 1 < self.setting.columns:
            self.column += 1
            self.y = self.setting.top
        else:
            self._end_page()

    def _end_page(self, *, bare: bool = False, drawn: bool = True) -> None:
        """Finish the page; one on which nothing was set is left out unless it was ``drawn``."""
        if not drawn and self.y == self.setting.top and self.column == 0:
            return
        setting = self.setting
        if not bare:
            if setting.head:
                self._draw(setting.head, (WIDTH - self._width(setting.head, 10.5)) / 2, 60, 10.5)
            if setting.number:
                number = setting.number.format(self.page)
                self._draw(number, (WIDTH - self._width(number, 12)) / 2, HEIGHT - 50, 12)
            if self.notes:
                y = HEIGHT - setting.bottom + 14
                self.canvas.line(setting.side, HEIGHT - y + 12, setting.side + 140, HEIGHT - y + 12)
                for note in self.notes:
                    self._draw(note, setting.side, y + 2, 9)
                    y += 13
        self.notes = []
        self.canvas.showPage()
        self.page += 1
        self.column = 0
        self.y = setting.top

    def _grid(
        self,
        rows: Sequence[Sequence[str | None]],
        widths: Sequence[float],
        size: float,
        height: float,
        rules: str,
    ) -> None:
        canvas, left, top = self.canvas, self._left(), self.y
        xs = [left + sum(widths[:number]) for number in range(len(widths) + 1)]
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                if text is None or text == "^":
                    continue
                across = 1
                while column + across < len(cells) and cells[column + across] is None:
                    across += 1
                down = 1
                while row + down < len(rows) and rows[row + down][column] == "^":
                    down += 1
                x0, x1 = xs[column], xs[column + across]
                y0, y1 = top + row * height, top + (row + down) * height
                if rules in ("all", "open"):
                    for x in (x0, x1):
                        if rules == "all" or xs[0] < x < xs[-1]:
                            canvas.line(x, HEIGHT - y0, x, HEIGHT - y1)
                    for y in (y0, y1):
                        canvas.line(x0, HEIGHT - y, x1, HEIGHT - y)
                for number, line in enumerate(text.split("\n")):
                    count = text.count("\n") + 1
                    y = (y0 + y1) / 2 + size * 0.35 + (number - (count - 1) / 2) * size * 1.1
                    self._draw(line, x0 + 4, y, size)
        bottom = top + len(rows) * height
        if rules == "three":
            for y in (top, top + height, bottom):
                canvas.line(xs[0], HEIGHT - y, xs[-1], HEIGHT - y)
        self.y = bottom + 6

    def _gap(self, before: str, after: str) -> float:
        """A quarter em between Han and Latin."""
        mixed = before.isascii() != after.isascii() and not {before, after} & {
            *_CLOSING,
            *_OPENING,
            RAISED,
            " ",
        }
        return 0.25 if self.setting.autospace and mixed and "\u3000" not in (before, after) else 0.0

    def _width(self, text: str, size: float) -> float:
        clean = text.replace(RAISED, "")
        gaps = sum(self._gap(before, after) for before, after in pairwise(clean))
        return pdfmetrics.stringWidth(clean, self.font, size) + gaps * size

    def _draw(self, text: str, x: float, y: float, size: float, stretch: float = 0.0) -> None:
        canvas, before, raised = self.canvas, "", False
        for character in text:
            if character == RAISED:
                raised = True
                continue
            if before:
                x += self._gap(before, character) * size + stretch
            own = size * 0.6 if raised else size
            canvas.setFont(self.font, own)
            canvas.drawString(x, HEIGHT - y + (size * 0.4 if raised else 0), character)
            x += pdfmetrics.stringWidth(character, self.font, own)
            before, raised = character, False

    def _break(self, text: str, size: float, indent: float) -> list[str]:
        """Lines that fit into the column; words, numbers and closing marks stay where they belong."""
        lines: list[str] = []
        line, room = "", self._column_width() - indent
        for unit in _units(text):
            if line and self._width(line + unit, size) > room:
                lines.append(line)
                line, room = "", self._column_width()
            line += unit
        return [*lines, line]


def _units(text: str) -> list[str]:
    """What a line break may not part."""
    units: list[str] = []
    for character in text:
        before = units[-1][-1] if units else ""
        glued = before and (
            character in _CLOSING
            or character == RAISED
            or before in (RAISED, *_OPENING)
            or (character.isascii() and before.isascii() and character != " " != before)
        )
        if glued:
            units[-1] += character
        else:
            units.append(character)
    return units


def set_text(text: str, setting: Setting | None = None, aliases: dict[str, str] | None = None) -> bytes:
    """A plain text as a PDF: a paragraph a line, the first one as the title."""
    looks = {real: look for look, real in (aliases or {}).items()}
    setter = Typesetter(text, setting, aliases)
    for number, line in enumerate(line for line in text.split("\n") if line.strip()):
        drawn = "".join(looks.get(character, character) for character in line)
        if number == 0:
            setter.paragraph(drawn, size=22.0 if setter.setting.size > 12 else 14.0, centre=True)
        else:
            setter.paragraph(drawn)
    return setter.finish()


def raw_pdf(*objects: bytes, root: int = 1, tail: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, with a table of where they are; ``tail`` goes into its trailer."""
    data = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    places: list[int] = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root %d 0 R %s >>\n" % (len(objects) + 1, root, tail)
    return data + b"startxref\n%d\n%%%%EOF\n" % start


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def one_page(content: bytes, *more: bytes, page: bytes = b"", resources: bytes = b"") -> bytes:
    """A PDF of one page with this content stream; further objects are numbered from 5."""
    box = b"" if b"/MediaBox" in page else b"/MediaBox [0 0 595 842]"
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << %s >> %s %s >>" % (resources, box, page),
        content if content.startswith(b"<<") else stream(content),
        *more,
    )


def zeros(megabytes: int) -> bytes:
    """Compressed zeros, one compressed megabyte over and over (the check sum at the end is never reached)."""
    packer = zlib.compressobj(9)
    first = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + again * (megabytes - 1) + packer.flush()
