"""The main element of a page as paragraphs and tables, without what is not the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from analyzer.reading.content import ContentBuilder, GridCell
from analyzer.reading.html_furniture import Line, find_document_lines, has_furniture_key
from analyzer.reading.html_main_text import Measure
from analyzer.reading.html_tables import read_grid
from analyzer.reading.html_tree import BLOCKS, Element, is_silent, keys_of, tag_of, walk
from analyzer.reading.white_space import squeeze

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_MAX_RAISED = 6
_HAN_DIGITS = "一二三四五六七八九十"
# of the main text: what a list of links or a hidden part may hold and still be left out
_LITTLE = 0.3


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or a table in reading order."""

    line: Line
    cells: tuple[GridCell, ...] = ()


@dataclass(slots=True)
class _Paragraph:
    """The paragraph being put together."""

    texts: list[str] = field(default_factory=list)
    linked: int = 0
    marker: str = ""

    def take(self) -> Iterator[Part]:
        """The paragraph, if it has text, and a fresh start."""
        text = squeeze("".join(self.texts))
        if text:
            if self.marker and not text.startswith(self.marker):
                text = self.marker + text
            yield Part(Line(text, self.linked / len(text)))
            self.marker = ""
        self.texts.clear()
        self.linked = 0


def find_parts(main: Element, measures: dict[Element, Measure], left_out: frozenset[Element]) -> list[Part]:
    """The document's paragraphs and tables in reading order.

    Args:
        main: the element that holds the document.
        measures: what every element holds, from ``measure_page``.
        left_out: elements inside that are read elsewhere, such as the disclosure form.
    """
    parts = list(_parts(main, _skipper(main, measures, left_out)))
    return [parts[index] for index in find_document_lines([part.line for part in parts])]


def write_parts(parts: Iterable[Part], builder: ContentBuilder) -> None:
    """Put them into the builder, each with its place: 第3段, 表1第2行第1列."""
    paragraphs = tables = 0
    for part in parts:
        if part.line.is_table:
            tables += 1
            builder.add_table(part.cells, f"表{tables}")
        else:
            paragraphs += 1
            builder.add_paragraph(part.line.text, f"第{paragraphs}段")


def _skipper(
    main: Element, measures: dict[Element, Measure], left_out: frozenset[Element]
) -> Callable[[Element], bool]:
    whole = measures[main]

    def skip(element: Element) -> bool:
        if is_silent(element) or element in left_out:
            return True
        measure = measures.get(element)
        if measure is None or tag_of(element) not in BLOCKS:
            return False
        little = measure.prose <= _LITTLE * whole.prose and measure.chars <= _LITTLE * whole.chars
        if little and has_furniture_key(keys_of(element)):
            return True
        if measure.links < 3 or measure.linked <= 0.75 * measure.chars or not little:
            return False
        return "附件" not in "".join(element.itertext())[:4000]

    return skip


def _parts(main: Element, skip: Callable[[Element], bool]) -> Iterator[Part]:
    paragraph = _Paragraph()
    counts: dict[Element, int] = {}
    in_table: Element | None = None
    in_links = 0
    in_pre = 0
    raised: list[str] | None = None
    for event, item in walk(main, skip):
        if event == "text":
            if in_table is not None:
                continue
            if raised is not None:
                raised.append(item)
            elif in_pre:
                yield from _preformatted(item, paragraph)
            else:
                paragraph.texts.append(item)
                paragraph.linked += len(item.strip()) if in_links else 0
            continue
        tag = tag_of(item)
        opening = event == "open"
        if in_table is not None:
            if item is in_table:
                in_table = None
            continue
        if tag == "a":
            in_links += 1 if opening else -1
        elif tag == "sup":
            if not opening and raised is not None:
                paragraph.texts.append(_raise("".join(raised)))
            raised = [] if opening else None
        elif tag == "br" and _inside_heading(item):
            paragraph.texts.append(" " if opening else "")
        elif tag in BLOCKS:
            yield from paragraph.take()
            in_pre += (1 if opening else -1) if tag == "pre" else 0
            if opening and tag == "li":
                paragraph.marker = _list_marker(item, counts)
            if opening and tag == "table":
                cells = read_grid(item)
                if cells is not None:
                    in_table = item
                    yield Part(Line("", is_table=True), tuple(cells))
    yield from paragraph.take()


def _preformatted(text: str, paragraph: _Paragraph) -> Iterator[Part]:
    """Line breaks of the source count inside <pre>."""
    first, *rest = text.split("\n")
    paragraph.texts.append(first)
    for line in rest:
        yield from paragraph.take()
        paragraph.texts.append(line)


def _inside_heading(element: Element) -> bool:
    parent = element.getparent()
    for _ in range(4):
        if parent is None:
            return False
        if tag_of(parent) in _HEADINGS:
            return True
        parent = parent.getparent()
    return False


def _raise(text: str) -> str:
    """10<sup>3</sup> is 10³, not 103; the number of a note in brackets is left out."""
    bare = text.strip()
    if len(bare) > _MAX_RAISED:  # a tag that nobody closed
        return text
    return "" if bare[:1] in {"[", "［", "〔"} else bare.translate(_RAISED)


def _list_marker(item: Element, counts: dict[Element, int]) -> str:
    """What a browser writes before an item of a numbered list; ``counts`` holds the last number given."""
    parent = item.getparent()
    if parent is None or tag_of(parent) != "ol":
        return ""
    style = (parent.get("style") or "") + (item.get("style") or "")
    if "none" in style:
        return ""
    start = parent.get("start") or "1"
    first = int(start) if start.isdecimal() and len(start) < 5 else 1
    number = counts[parent] = counts.get(parent, first - 1) + 1
    if "cjk" in style or "chinese" in style:
        return f"{_han(number)}、"
    return f"{number}. "


def _han(number: int) -> str:
    """1 to 99 in Chinese numerals; above in digits."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_HAN_DIGITS[tens - 1]}十"
    return head + (_HAN_DIGITS[ones - 1] if ones else "")
