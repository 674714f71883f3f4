"""What charts of rows share: how many rows fit a page, the lines of an axis, values in figures beside it.

Left stands a label, in the middle a mark or bar on one axis for all rows, right the same in figures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analyzer.presentation.drawing import A4_HEIGHT, SOFT_INK, Page, Ruler
from analyzer.presentation.scales import Scale

MARGIN = 36.0
HEAD_HEIGHT, FOOT_HEIGHT = 88.0, 56.0
LINE_HEIGHT, ROW_GAP = 10.0, 4.0
LABEL_SIZE, VALUE_SIZE, NOTE_SIZE = 8.0, 7.5, 6.5
_TICK_GAP = 4.0


def row_height(lines: int) -> float:
    """Height of a row with so many lines of text."""
    return lines * LINE_HEIGHT + ROW_GAP


def fitting(heights: Sequence[float]) -> int:
    """How many of the first rows fit on one page.

    >>> fitting([14.0] * 10), fitting([14.0] * 100)
    (10, 49)
    """
    room = A4_HEIGHT - HEAD_HEIGHT - FOOT_HEIGHT
    for number, height in enumerate(heights):
        room -= height
        if room < 0:
            return number
    return len(heights)


def draw_ticks(page: Page, ruler: Ruler, scale: Scale, bottom: float, name: Callable[[float], str]) -> None:
    """Grid lines from the head to ``bottom``, their names below; a name that finds no room is left out."""
    last_end = -1.0
    for tick in scale.ticks:
        x = scale.place(tick)
        page.line((x, x), (HEAD_HEIGHT, bottom), width=0.5)
        text = name(tick)
        half = ruler.width(text, NOTE_SIZE) / 2
        if x - half > last_end + _TICK_GAP:
            page.text(x, bottom + 8, text, size=NOTE_SIZE, colour=SOFT_INK, align="center")
            last_end = x + half
    if not scale.logarithmic and scale.low < 0 < scale.high:
        page.line((scale.place(0), scale.place(0)), (HEAD_HEIGHT, bottom), colour=SOFT_INK)


def draw_lines(page: Page, x: float, middle: float, lines: Sequence[str], size: float = LABEL_SIZE) -> None:
    """Set lines of text, centred on ``middle``."""
    for number, line in enumerate(lines):
        page.text(x, middle + (number - (len(lines) - 1) / 2) * LINE_HEIGHT, line, size=size)


def draw_value(page: Page, ruler: Ruler, x: float, y: float, text: str, note: str, width: float) -> None:
    """Set a value and a note in small grey behind it, both within ``width``."""
    room = width - (ruler.width(note, NOTE_SIZE) + 4 if note else 0)
    text = ruler.cut(ruler.printable(text), VALUE_SIZE, room)
    page.text(x, y, text, size=VALUE_SIZE)
    if note:
        page.text(x + ruler.width(text, VALUE_SIZE) + 4, y, note, size=NOTE_SIZE, colour=SOFT_INK)


def draw_footnote(page: Page, notes: Sequence[str]) -> None:
    """The last line of a page: what was left out, and where everything stands."""
    page.text(
        MARGIN, page.height - 22, "；".join(note for note in notes if note) + "。", size=7, colour=SOFT_INK
    )


def whose(doc_ids: Sequence[str]) -> str:
    """The document, or how many there are."""
    return doc_ids[0] if len(doc_ids) == 1 else f"{len(doc_ids)} 份文件"
