"""From spans that may overlap to elements that may not: well-nested marks in a text.

Facts overlap freely in a text (a check covers three tasks, a target stands in the middle of one), elements of
a page must nest. The text is cut at every border of a span; each stretch lies in the elements of all spans that
cover it, and elements that go on from one stretch to the next stay open. What cannot stay open is closed and
opened again: a span may come out in several elements, its characters are always the same.

Elements are ordered by rank first, so that links are innermost, and no link stands in a link: of two links
over one stretch the later begun is the link, the other a plain element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from analyzer.presentation.report_page import escape


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of the text to be shown as an element.

    Attributes:
        start: first offset.
        end: offset behind the last.
        key: names the mark, unique in the page; the first element gets it as ``id`` if ``anchor`` is set.
        rank: small ranks lie outside large ones.
        classes: CSS classes.
        href: makes it a link.
        tip: shown when the pointer rests on it.
        anchor: whether the page has a place of this name.
        before: markup set in front of the first element.
    """

    start: int
    end: int
    key: str
    rank: int
    classes: str
    href: str = ""
    tip: str = ""
    anchor: bool = False
    before: str = field(default="", repr=False)


_Layer = tuple[Mark, bool]
# inside a paragraph a line end comes from the page; only Latin words need a space for it
_BETWEEN_WORDS = re.compile(r"(?<=[A-Za-z,;])[^\S\n]{0,40}\n\s{0,40}(?=[A-Za-z])")
_LINE_END = re.compile(r"[^\S\n]{0,40}\n\s{0,40}")
# dots between a heading and its page in a list of contents
_LEADER = re.compile(r"[.·…]{8,}")
_WIDE_GAP = re.compile(r"[^\S\n]{3,}")


def stretches(start: int, end: int, marks: Sequence[Mark]) -> Iterator[tuple[int, int, tuple[_Layer, ...]]]:
    """Cut ``start:end`` at the borders of the marks; every piece with the marks over it, outermost first.

    The second half of a layer says whether the mark is a link there.

    >>> marks = [Mark(0, 6, "k1", 1, "task"), Mark(4, 8, "t1", 2, "target", href="#row-t1")]
    >>> [(i, j, [(mark.key, link) for mark, link in layers]) for i, j, layers in stretches(0, 9, marks)]
    [(0, 4, [('k1', False)]), (4, 6, [('k1', False), ('t1', True)]), (6, 8, [('t1', True)]), (8, 9, [])]
    """
    inside = sorted(
        (mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end),
        key=lambda mark: mark.start,
    )
    borders = sorted({start, end, *(border for mark in inside for border in (mark.start, mark.end))})
    borders = [border for border in borders if start <= border <= end]
    active: list[Mark] = []
    at = 0
    for left, right in pairwise(borders):
        while at < len(inside) and inside[at].start <= left:
            active.append(inside[at])
            at += 1
        active = [mark for mark in active if mark.end > left]
        active.sort(key=lambda mark: (mark.rank, mark.start, -mark.end, mark.key))
        innermost = max((i for i, mark in enumerate(active) if mark.href), default=-1)
        yield left, right, tuple((mark, i == innermost) for i, mark in enumerate(active))


class Marker:
    """Writes stretches of one text as markup; remembers which marks already have their first element."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._begun: set[str] = set()

    def markup(self, start: int, end: int, marks: Sequence[Mark]) -> str:
        """The text from ``start`` to ``end`` with its marks, escaped.

        >>> marks = [Mark(2, 5, "t1", 1, "target", href="#row-t1", anchor=True)]
        >>> Marker("增长5.5%<左右").markup(0, 9, marks)
        '增长<a class="target" id="t1" href="#row-t1">5.5</a>%&lt;左右'
        """
        parts: list[str] = []
        open_layers: tuple[_Layer, ...] = ()
        for left, right, layers in stretches(start, end, marks):
            kept = 0
            while kept < min(len(open_layers), len(layers)) and open_layers[kept] == layers[kept]:
                kept += 1
            # what goes in front of an element must not come to stand in a link that is still open
            parts.extend(_close(layer) for layer in reversed(open_layers[kept:]))
            parts.extend(self._open(layer) for layer in layers[kept:])
            parts.append(escape(_without_layout(self._text[left:right])))
            open_layers = layers
        parts.extend(_close(layer) for layer in reversed(open_layers))
        return "".join(parts)

    def _open(self, layer: _Layer) -> str:
        mark, is_link = layer
        first = mark.key not in self._begun
        self._begun.add(mark.key)
        tag = "a" if is_link else "span"
        attributes = f' class="{escape(mark.classes)}"'
        if mark.anchor:
            attributes += f' {"id" if first else "data-of"}="{escape(mark.key)}"'
        if is_link:
            attributes += f' href="{escape(mark.href)}"'
        if mark.tip:
            attributes += f' title="{escape(mark.tip)}"'
        return f"{mark.before if first else ''}<{tag}{attributes}>"


def _without_layout(text: str) -> str:
    """The text without the line ends, wide gaps and rows of dots of the page it was set on.

    >>> _without_layout("建成高速\\n  公路"), _without_layout("policy\\nanalysis")
    ('建成高速公路', 'policy analysis')
    """
    if "\n" in text:
        text = _LINE_END.sub("", _BETWEEN_WORDS.sub(" ", text))
    return _LEADER.sub("……", _WIDE_GAP.sub("\u3000", text))


def _close(layer: _Layer) -> str:
    return "</a>" if layer[1] else "</span>"
