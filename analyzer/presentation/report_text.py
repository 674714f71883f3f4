"""The source text as a page to read: its paragraphs, headings and tables, with every fact marked in place.

Every character of the document is shown except what only comes from the page it was set on: line ends inside a
paragraph are dropped, rows of dots in a list of contents cut short, page numbers shown small. A text that came
on a single line gets paragraphs where the condensed view sees them, and what is still too long to read is cut
between sentences.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from analyzer.model import Analysis, Item, SourceTable
from analyzer.presentation.report_marks import Mark, Marker
from analyzer.presentation.report_page import escape
from analyzer.structure.condense import Condensed
from analyzer.structure.sentences import split_sentences

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

# ranks of marks, outermost first
_SENTENCE, _TASK_TEXT, _CHECK, _TITLE, _MENTION, _LINK, _NOISE = range(7)
_LONG_PARAGRAPH = 1500
_SOFT_PARAGRAPH = 350
_MAX_HEADING = 70
_SENTENCE_END = "。；，！？"
_MAX_BOLD_TITLE = 40
_SHORT_CHECK = 60
_UNBROKEN = 12
_HEADING_LEVELS = 3
_MAX_SPAN = 1000
_TITLE_AMONG_FIRST = 6
_MAX_TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the text to be set as one block; ``kind`` is p, soft, title, h1, h2 or h3."""

    start: int
    end: int
    kind: str


def find_paragraphs(analysis: Analysis, view: Condensed) -> list[Paragraph]:
    """The blocks of a document, in order; together they hold every character that is not white space.

    >>> from analyzer.model import Document
    >>> from analyzer.structure.condense import condense
    >>> text = "一、总体要求\\n坚持绿色发展，\\n十年不变。"
    >>> found = find_paragraphs(Analysis(Document("例", text), (), (), (), (), (), ()), condense(text))
    >>> [text[block.start : block.end] for block in found]
    ['一、总体要求', '坚持绿色发展，', '十年不变。']
    """
    text = analysis.document.text
    breaks: dict[int, bool] = {}
    for first, last in _lines(view.text):
        breaks[view.offsets[first]] = False
        if last - first > _LONG_PARAGRAPH:
            soft_breaks = _soft_breaks(view, first, last, analysis.outline)
            breaks.update((view.offsets[at], True) for at in soft_breaks)
    breaks.update(
        (border, False) for table in analysis.document.tables for border in (table.start, table.end)
    )
    breaks.setdefault(0, False)
    places = sorted(breaks.items())
    heads = {item.start: item for item in analysis.outline if not item.inline}
    found = []
    for (start, soft), (end, _) in pairwise([*places, (len(text), False)]):
        end = start + len(text[start:end].rstrip())
        if end > start:
            kind = _heading(heads.get(start), text, start, end) or ("soft" if soft else "p")
            found.append(Paragraph(start, end, kind))
    return _with_title(found, text, analysis.document.metadata.title)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end > start:
            yield start, end
        start = end + 1


def _soft_breaks(view: Condensed, first: int, last: int, outline: Sequence[Item]) -> Iterator[int]:
    """Where a paragraph too long to read may be cut: before every item, and between sentences."""
    items = {view.position(item.start) for item in outline}
    stops = {first + end for _, end in split_sentences(view.text[first:last])}
    at = first
    for place in sorted(items | stops):
        if first < place < last and (place in items or place - at > _SOFT_PARAGRAPH):
            yield place
            at = place


def _heading(item: Item | None, text: str, start: int, end: int) -> str:
    """A short paragraph that is nothing but an item's head, with something below it."""
    if item is None or end - start > _MAX_HEADING or text[end - 1] in _SENTENCE_END:
        return ""
    if item.title_end < end - 1 or item.end <= end + 2:
        return ""
    return f"h{min(item.level, _HEADING_LEVELS)}"


def _with_title(found: list[Paragraph], text: str, title: str) -> list[Paragraph]:
    """The paragraphs, those set as title that together say what the document is called."""
    wanted = "".join(title.split())
    lines = ["".join(text[block.start : block.end].split()) for block in found[:_TITLE_AMONG_FIRST]]
    for first in range(len(lines)):
        for last in range(first + 1, min(first + _MAX_TITLE_LINES, len(lines)) + 1):
            if wanted and "".join(lines[first:last]) == wanted:
                titles = [replace(block, kind="title") for block in found[first:last]]
                return [*found[:first], *titles, *found[last:]]
    return found


def find_marks(analysis: Analysis, view: Condensed, rows: Rows) -> list[Mark]:
    """Marks of one document: its targets, tasks, checks and mentions, and the sentences they stand in.

    Args:
        analysis: what was found.
        view: the condensed view of its text.
        rows: the rows of the page's tables by table name, see ``report_rows``.
    """
    text = analysis.document.text
    marks = [
        *_target_marks(rows["targets"]),
        *_task_marks(analysis, rows["tasks"]),
        *_check_marks(rows["checks"], len(text)),
        *(
            Mark(mention.start, mention.end, f"m{number}", _MENTION, "m", anchor=True)
            for number, mention in enumerate(analysis.mentions, start=1)
        ),
        *_noise_marks(text, view),
    ]
    return [*_sentence_marks(view, marks), *marks]


def _target_marks(rows: Sequence[Mapping[str, Any]]) -> Iterator[Mark]:
    for row in rows:
        year = f"，{row['year']}年" if row["year"] else ""
        tip = f"{row['indicator'] or '（没有写明指标）'}：{row['display']}（{row['status_label']}{year}）"
        key = row["target_id"]
        classes = f"t {row['status']}" + (" whole" if row["end"] - row["start"] <= _UNBROKEN else "")
        yield Mark(row["start"], row["end"], key, _LINK, classes, f"#row-{key}", tip, anchor=True)


def _task_marks(analysis: Analysis, rows: Sequence[Mapping[str, Any]]) -> Iterator[Mark]:
    for task, row in zip(analysis.tasks, rows, strict=True):
        item, key = task.item, row["task_id"]
        # marker and title stand apart by white space at most
        marker_end = min(item.start + len(item.marker), item.title_start) or item.title_start
        yield Mark(item.start, item.own_end, f"{key}-text", _TASK_TEXT, f"k-text {key}")
        tip = f"任务（{row['status_label']}）"
        yield Mark(item.start, marker_end, key, _LINK, f"k {row['status']}", f"#row-{key}", tip, anchor=True)
        if item.title_end - item.title_start <= _MAX_BOLD_TITLE and item.title_end < item.own_end - 1:
            yield Mark(item.title_start, item.title_end, f"{key}-title", _TITLE, "k-title")


def _check_marks(rows: Sequence[Mapping[str, Any]], length: int) -> Iterator[Mark]:
    for row in rows:
        key = row["check_id"]
        start = min(row["start"], max(0, length - 1))
        end = max(row["end"], start + 1)
        tip = escape(f"{row['severity_label']}：{row['message']}")
        chip = f'<a class="c {escape(row["severity"])}" id="{key}" href="#row-{key}" title="{tip}"></a>'
        short = " short" if end - start <= _SHORT_CHECK else ""
        yield Mark(start, end, f"{key}-range", _CHECK, f"c-range {key}{short}", before=chip)


def _noise_marks(text: str, view: Condensed) -> Iterator[Mark]:
    """What the condensed view leaves out although it is not white space: page numbers."""
    number = 0
    for left, right in pairwise([-1, *view.offsets, len(text)]):
        if right - left > 1 and (gap := text[left + 1 : right]).strip():
            start = left + 1 + len(gap) - len(gap.lstrip())
            number += 1
            yield Mark(start, start + len(gap.strip()), f"noise{number}", _NOISE, "noise")


def _sentence_marks(view: Condensed, marks: Sequence[Mark]) -> Iterator[Mark]:
    """Only sentences in which something is marked: the others are never pointed at."""
    starts = sorted(mark.start for mark in marks if mark.rank == _LINK)
    for number, (first, last) in enumerate(split_sentences(view.text), start=1):
        start, end = view.span(first, last)
        if bisect_left(starts, end) > bisect_left(starts, start):
            yield Mark(start, end, f"s{number}", _SENTENCE, "s")


def render_text(analysis: Analysis, view: Condensed, rows: Rows) -> str:
    """The text as markup, all of it escaped."""
    document = analysis.document
    marks = _Windows(find_marks(analysis, view, rows))
    marker = Marker(document.text)
    tables = sorted(document.tables, key=lambda table: table.start)
    parts = []
    for block in find_paragraphs(analysis, view):
        while tables and tables[0].end <= block.start:
            tables.pop(0)
        if not tables or block.start < tables[0].start:
            inner = marker.markup(block.start, block.end, marks.over(block.start, block.end))
            parts.append(_element(block.kind, inner))
        elif block.start == tables[0].start:
            parts.append(_table(tables[0], marker, marks))
    return "\n".join(parts)


def _element(kind: str, inner: str) -> str:
    if kind in ("p", "soft", "title"):
        return f'<p class="{kind}">{inner}</p>' if kind != "p" else f"<p>{inner}</p>"
    level = int(kind[1]) + 2
    return f'<h{level} class="{kind}">{inner}</h{level}>'


class _Windows:
    """The marks that touch a stretch of the text, without looking at all of them for each."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = sorted(marks, key=lambda mark: mark.start)
        self._starts = [mark.start for mark in self._marks]
        # the farthest end of the marks up to here tells how far back one must look
        self._reach: list[int] = []
        for mark in self._marks:
            self._reach.append(max(mark.end, self._reach[-1] if self._reach else 0))

    def over(self, start: int, end: int) -> list[Mark]:
        """The marks that cover a character between ``start`` and ``end``."""
        last = bisect_left(self._starts, end)
        first = bisect_right(self._reach, start, 0, last)
        return [mark for mark in self._marks[first:last] if mark.end > start]


def _table(table: SourceTable, marker: Marker, marks: _Windows) -> str:
    rows: dict[int, list[str]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        spans = "".join(
            f' {name}="{min(count, _MAX_SPAN)}"'
            for name, count in (("rowspan", cell.row_span), ("colspan", cell.column_span))
            if count > 1
        )
        inner = marker.markup(cell.start, cell.end, marks.over(cell.start, cell.end))
        rows.setdefault(cell.row, []).append(f"<td{spans}>{inner}</td>")
    lines = "\n".join(f"<tr>{''.join(cells)}</tr>" for cells in rows.values())
    return f'<div class="wide" tabindex="0"><table class="source">{lines}</table></div>'
