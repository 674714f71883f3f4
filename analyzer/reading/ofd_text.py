"""The characters of an OFD text object with their boxes (GB/T 33190—2016, chapter 11).

A text object has a box on the page, a type size and one or more runs of text. Each run begins at a point inside
the box and gives the step from each character to the next, runs of equal steps written ``g COUNT STEP``. All
measures are millimetres; the boxes that come out are in points, as those of a PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from analyzer.reading.pdf_characters import clean_glyph, is_narrow
from analyzer.reading.pdf_lines import Glyph
from analyzer.reading.xml import children

MILLIMETRE = 72 / 25.4
# how far characters reach above and below the line they stand on, in multiples of the type size
_ASCENT, _DESCENT = 0.86, 0.14
# beyond this a measure is a fault, not a place on paper
_FAR = 100_000.0


@dataclass(frozen=True, slots=True)
class Run:
    """Text with its first place and the steps between its characters, in the object's own space."""

    text: str
    x: float
    y: float
    x_steps: tuple[float, ...]
    y_steps: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Placing:
    """How an object's own space lies on the page: ``matrix`` maps it into the box that begins at x, y."""

    x: float = 0.0
    y: float = 0.0
    matrix: tuple[float, ...] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

    @staticmethod
    def read(node: Element) -> Placing:
        """The placing of any graphic object; what is missing or no number takes its default."""
        box = read_numbers(node.get("Boundary", ""))
        matrix = read_numbers(node.get("CTM", ""))
        x, y = box[:2] if len(box) == 4 else (0.0, 0.0)
        return Placing(x, y, tuple(matrix)) if len(matrix) == 6 else Placing(x, y)

    def point(self, x: float, y: float, right: float, down: float) -> tuple[float, float]:
        """A point of the object as points on the page, moved right and down by millimetres."""
        a, b, c, d, e, f = self.matrix
        left, top = self.x + a * x + c * y + e + right, self.y + b * x + d * y + f + down
        return left * MILLIMETRE, top * MILLIMETRE


@dataclass(frozen=True, slots=True)
class TextObject:
    """One text object; ``stretch`` is how much wider than usual its characters are."""

    placing: Placing
    size: float
    stretch: float
    runs: tuple[Run, ...]

    @staticmethod
    def read(node: Element) -> TextObject:
        """The object of a TextObject element; what is missing or no number takes its default."""
        size = read_numbers(node.get("Size", ""))
        stretch = read_numbers(node.get("HScale", ""))
        return TextObject(
            placing=Placing.read(node),
            size=size[0] if size else 0.0,
            stretch=stretch[0] if stretch and stretch[0] > 0 else 1.0,
            runs=_read_runs(node),
        )


def read_glyphs(text: TextObject, right: float, down: float) -> list[Glyph]:
    """The characters of an object, moved ``right`` and ``down`` by millimetres; none if it is turned.

    >>> run = Run("全市8%", 0.0, 5.0, (5.0, 5.0, 2.5), ())
    >>> glyphs = read_glyphs(TextObject(Placing(20.0, 30.0), 5.0, 1.0, (run,)), 0.0, 0.0)
    >>> [(glyph.text, round(glyph.x0 / MILLIMETRE, 1), round(glyph.x1 / MILLIMETRE, 1)) for glyph in glyphs]
    [('全', 20.0, 25.0), ('市', 25.0, 30.0), ('8', 30.0, 32.5), ('%', 32.5, 35.0)]
    """
    a, b, c, d, *_ = text.placing.matrix
    if abs(b) > abs(a) or abs(c) > abs(d) or a <= 0 or d <= 0:
        return []  # turned by a right angle or mirrored: a mark at the edge of the sheet
    size = text.size * d * MILLIMETRE
    if size <= 0.3:
        return []
    glyphs: list[Glyph] = []
    for run in text.runs:
        x, y = run.x, run.y
        for at, character in enumerate(run.text):
            usual = text.size * text.stretch * (0.5 if is_narrow(character) else 1.0)
            step = run.x_steps[at] if at < len(run.x_steps) else usual
            left, base = text.placing.point(x, y, right, down)
            # marks that stand close have less room than their type size
            width = a * (min(usual, step) if step > 0 else usual) * MILLIMETRE
            clean = clean_glyph(character)
            if clean and abs(left) < _FAR and abs(base) < _FAR:
                glyphs.append(
                    Glyph(clean, left, left + width, base - _ASCENT * size, base + _DESCENT * size, size)
                )
            x += step
            y += run.y_steps[at] if at < len(run.y_steps) else 0.0
            if run.y_steps and at >= len(run.x_steps):
                x -= step  # set downwards: no step to the right was given
    return glyphs


def _read_runs(node: Element) -> tuple[Run, ...]:
    runs: list[Run] = []
    x = y = 0.0
    for code in children(node, "TextCode"):
        # a run without a place of its own begins where the one before began
        own_x, own_y = read_numbers(code.get("X", "")), read_numbers(code.get("Y", ""))
        x, y = (own_x or [x])[0], (own_y or [y])[0]
        text = (code.text or "").strip("\r\n")
        across, down = (_read_steps(code.get(name, ""), len(text)) for name in ("DeltaX", "DeltaY"))
        runs.append(Run(text, x, y, across, down))
    return tuple(runs)


def _read_steps(text: str, most: int) -> tuple[float, ...]:
    """At most so many steps, with ``g COUNT STEP`` for equal ones; up to where they stop making sense."""
    words = text.split()
    steps: list[float] = []
    at = 0
    while at < len(words) and len(steps) < most:
        if words[at] == "g" and at + 2 < len(words):
            count, step = read_numbers(words[at + 1]), read_numbers(words[at + 2])
            if not count or not step:
                break
            steps += [step[0]] * max(0, min(int(count[0]), most))
            at += 3
        else:
            step = read_numbers(words[at])
            if not step:
                break
            steps.append(step[0])
            at += 1
    return tuple(steps)


def read_numbers(text: str) -> list[float]:
    """Numbers in a row, or none at all where one of them is none.

    >>> read_numbers("0 0 210 297"), read_numbers("0 0 a"), read_numbers("1e999")
    ([0.0, 0.0, 210.0, 297.0], [], [])
    """
    try:
        numbers = [float(word) for word in text.split(maxsplit=7)[:7]]
    except ValueError:
        return []
    return numbers if all(abs(number) < _FAR for number in numbers) else []
