"""A page to draw on: the only import of matplotlib.

Charts here are laid out by hand, in points from the top left corner, because every text is Chinese of
unknown length and nothing may overlap: widths are measured with the bundled font before a text is set.
Object API only (no pyplot), one font file for every text, and never mathematical notation: a ``$`` in an
indicator's name is a ``$``.
"""

from __future__ import annotations

import io
import math
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

A4_WIDTH = 595.0
A4_HEIGHT = 842.0
POINTS_PER_INCH = 72.0
PNG_DPI = 200
NO_GLYPH = "□"
ELLIPSIS = "…"
# what a figure is labelled that has nothing to show
EMPTY = "empty"
_NEVER_FIRST = "，。、；：！？）)]》」』”’%·…"
_NEVER_LAST = "（([《「『“‘"
_MEASURED_AT = 100.0
_MAX_LABEL = 400

INK = "#222222"
SOFT_INK = "#666666"
RULE = "#d9d9d9"
# Okabe and Ito (2008), told apart with every common colour-blindness and in grey print
BLUE = "#0072B2"
VERMILION = "#D55E00"
GREEN = "#009E73"
ORANGE = "#E69F00"
GREY = "#B3B3B3"


def font_path() -> Path:
    """The bundled font, see ``scripts/make_font.py``."""
    return Path(str(files("analyzer"))) / "presentation" / "fonts" / "PolicyAnalyzerSans.otf"


class Page:
    """One figure; x and y in points, y downwards."""

    def __init__(self, height: float, width: float = A4_WIDTH) -> None:
        from matplotlib.figure import Figure

        self.width = width
        self.height = height
        self.figure: Figure = Figure(
            figsize=(width / POINTS_PER_INCH, height / POINTS_PER_INCH), facecolor="white"
        )
        self._axes: Any = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._axes.set_autoscale_on(False)

    def text(
        self, x: float, y: float, text: str, *, size: float = 8, colour: str = INK, align: str = "left"
    ) -> None:
        """Set one line of text, vertically centred on y; ``align`` is left, center or right."""
        from matplotlib.font_manager import FontProperties

        self._axes.text(
            x,
            y,
            text,
            fontproperties=FontProperties(fname=str(font_path()), size=size),
            color=colour,
            ha=align,
            va="center_baseline",
            parse_math=False,
        )

    def line(
        self,
        xs: tuple[float, float],
        ys: tuple[float, float],
        *,
        colour: str = RULE,
        width: float = 0.6,
        dotted: bool = False,
    ) -> None:
        """Draw a straight line."""
        from matplotlib.lines import Line2D

        self._axes.add_line(
            Line2D(
                xs,
                ys,
                color=colour,
                linewidth=width,
                linestyle=":" if dotted else "-",
                solid_capstyle="butt",
                zorder=1,
            )
        )

    def bar(self, x: float, y: float, width: float, height: float, *, colour: str) -> None:
        """Fill a rectangle whose upper left corner is x, y."""
        from matplotlib.patches import Rectangle

        self._axes.add_patch(Rectangle((x, y), width, height, facecolor=colour, edgecolor="none", zorder=2))

    def mark(self, x: float, y: float, shape: str, *, colour: str, hollow: bool = False) -> None:
        """Set a marker; ``shape`` is a matplotlib marker: o circle, D diamond, s square."""
        from matplotlib.lines import Line2D

        self._axes.add_line(
            Line2D(
                [x],
                [y],
                marker=shape,
                markersize=4.6 if shape != "o" else 6.4,
                markerfacecolor="white" if hollow else colour,
                markeredgecolor=colour if hollow else "white",
                markeredgewidth=1.0 if hollow else 0.5,
                linestyle="none",
                zorder=3,
            )
        )


class Ruler:
    """Measures texts as the bundled font sets them, and cuts them to a width."""

    def __init__(self) -> None:
        self._advances: dict[str, float] = {}

    @cached_property
    def _font(self) -> Any:
        from matplotlib.ft2font import FT2Font

        font = FT2Font(str(font_path()))
        font.set_size(_MEASURED_AT, POINTS_PER_INCH)
        return font

    @cached_property
    def _glyphs(self) -> frozenset[int]:
        return frozenset(self._font.get_charmap())

    def width(self, text: str, size: float) -> float:
        """Width in points."""
        return sum(self._advance(character) for character in text) * size / _MEASURED_AT

    def _advance(self, character: str) -> float:
        if character not in self._advances:
            glyph = self._font.load_char(ord(character))
            self._advances[character] = glyph.linearHoriAdvance / 65536
        return self._advances[character]

    def printable(self, text: str) -> str:
        """One line of characters the font has: white space is one space, what it lacks is □.

        >>> Ruler().printable("高新技术\\n企业\\u200b数🚀")
        '高新技术 企业数□'
        """
        line = re.sub(r"\s+", " ", text[:_MAX_LABEL]).strip()
        return "".join(
            character if ord(character) in self._glyphs else NO_GLYPH
            for character in line
            if unicodedata.category(character) not in ("Cf", "Mn", "Me", "Cc")
        )

    def cut(self, text: str, size: float, width: float) -> str:
        """The text, its middle replaced by … where it is wider than ``width``.

        The middle, because the head of a Chinese noun phrase is its last word.

        >>> Ruler().cut("规模以上工业企业研究与试验发展经费支出占营业收入比重", 8, 100)
        '规模以上工业…业收入比重'
        """
        if self.width(text, size) <= width:
            return text
        kept = bisect_left(
            range(1, len(text)), True, key=lambda n: self.width(_middle_cut(text, n), size) > width
        )
        return _middle_cut(text, kept)

    def wrap(self, text: str, size: float, width: float, lines: int) -> list[str]:
        """The text in at most ``lines`` lines of like length; cut where even they do not hold it.

        >>> Ruler().wrap("国家重点实验室及其培育对象建设经费", 8, 120, 2)
        ['国家重点实验室及其', '培育对象建设经费']
        """
        total = self.width(text, size)
        if total <= width:
            return [text]
        even = min(width, total / math.ceil(total / width) + size)
        wrapped: list[str] = []
        while len(wrapped) < lines - 1 and self.width(text, size) > even:
            fits = bisect_left(range(1, len(text)), True, key=lambda n: self.width(text[:n], size) > even)
            at = next((i for i in range(fits, 0, -1) if _may_break(text, i)), max(1, fits))
            wrapped.append(text[:at].rstrip())
            text = text[at:].lstrip()
        return [*wrapped, self.cut(text, size, width)]


def _may_break(text: str, at: int) -> bool:
    """Whether a line may end before ``text[at]``: never inside a Latin word or number, never before ，."""
    before, after = text[at - 1], text[at]
    inside_word = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
    return not inside_word and after not in _NEVER_FIRST and before not in _NEVER_LAST


def _middle_cut(text: str, kept: int) -> str:
    head, tail = (kept + 1) // 2, kept // 2
    return text[:head] + ELLIPSIS + (text[-tail:] if tail else "")


def png(figure: Figure, dpi: int = PNG_DPI) -> bytes:
    """The figure as PNG, the same bytes every time."""
    return _saved(figure, "png", dpi=dpi, metadata={"Software": None})


def svg(figure: Figure) -> bytes:
    """The figure as SVG with every text as outlines, the same bytes every time."""
    return _saved(figure, "svg", metadata={"Date": None, "Creator": None})


def _saved(figure: Figure, form: str, **options: Any) -> bytes:
    from matplotlib import rc_context

    buffer = io.BytesIO()
    with rc_context({"svg.fonttype": "path", "svg.hashsalt": "policy-analyzer"}):
        figure.savefig(buffer, format=form, **options)
    return buffer.getvalue()


def message(text: str) -> Figure:
    """A small figure that says why there is nothing to see; its label is :data:`EMPTY`."""
    page = Page(height=90)
    page.figure.set_label(EMPTY)
    page.text(page.width / 2, 45, text, size=10, colour=SOFT_INK, align="center")
    return page.figure


def heading(page: Page, ruler: Ruler, title: str, subtitle: str, margin: float) -> None:
    """Title and subtitle at the top of a page: 44 points."""
    room = page.width - 2 * margin
    page.text(margin, margin, ruler.cut(ruler.printable(title), 13, room), size=13)
    page.text(margin, margin + 19, ruler.cut(ruler.printable(subtitle), 8, room), size=8, colour=SOFT_INK)


def legend(
    page: Page, ruler: Ruler, x: float, y: float, entries: Sequence[tuple[str, str, str, bool]]
) -> None:
    """A row of markers with their names: shape, colour, name, hollow."""
    for shape, colour, name, hollow in entries:
        page.mark(x + 3, y, shape, colour=colour, hollow=hollow)
        page.text(x + 10, y, name, size=8)
        x += 24 + ruler.width(name, 8)
