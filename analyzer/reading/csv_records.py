"""Tables in text: cells set apart by commas, semicolons, tabs or bars, with quotes around what holds these.

An own reader instead of the csv module: that one refuses cells of more than 131,072 characters (a plan is
longer) unless a setting for the whole program is changed, and a quote that nobody closes swallows the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from analyzer.reading.record_columns import find_roles, is_table_of_facts
from analyzer.reading.records import Record
from analyzer.reading.table_rows import Row, Sheet, read_rows

_DELIMITERS = ",\t;|，；"
_SAMPLE = 20
_HEAD = 20_000
_BLANK_LINES = re.compile(r"\n+")
_SENTENCE = re.compile(r"[。！？]")


def read_csv(text: str, text_column: str = "") -> Iterator[Record]:
    """The documents of a table in text.

    >>> [record.content.text for record in read_csv('标题,正文\\n规划,"一、目标\\n造林2万亩"\\n')]
    ['一、目标\\n造林2万亩']

    Raises:
        ReadError: E_FORMAT (no column of texts), E_EMPTY.
    """
    delimiter = find_delimiter(text) or ","
    yield from read_rows([Sheet("", split_rows(text, delimiter))], text_column)


def find_delimiter(text: str) -> str:
    """The character that sets cells apart; empty if the text is no table.

    >>> find_delimiter("标题;正文\\n规划;目标，任务\\n"), find_delimiter("一、目标\\n造林2万亩。\\n")
    (';', '')
    """
    best, most = "", 1.0
    for delimiter in _DELIMITERS:
        widths = Counter(len(row.cells) for row in islice(split_rows(text[:_HEAD], delimiter), _SAMPLE))
        if not widths:
            continue
        header = len(next(iter(split_rows(text[:_HEAD], delimiter))).cells)
        if header < 2:
            continue
        # the last row of the sample may be cut
        regular = widths[header] / max(sum(widths.values()) - 1, 1)
        score = header * min(regular, 1.0)
        if score > most:
            best, most = delimiter, score
    return best


def is_csv(text: str) -> bool:
    """Whether a text without a suffix that says so is a table with a header known by its names.

    >>> is_csv("标题,正文\\n规划,造林2万亩\\n"), is_csv("关于印发规划的通知，内容如下\\n一、目标\\n")
    (True, False)
    """
    head = text[:400].split("\n", 1)[0]
    if _SENTENCE.search(head):
        return False
    delimiter = find_delimiter(text)
    if not delimiter:
        return False
    rows = list(islice(split_rows(text[:_HEAD], delimiter), 2))
    header = rows[0].cells
    return len(rows) == 2 and ("text" in find_roles(header) or is_table_of_facts(header))


def split_rows(text: str, delimiter: str) -> Iterator[Row]:
    """Rows of cells; blank lines count but are left out.

    A quote opens a cell only at its beginning; where it is never closed, it is a character like others.

    >>> [row.cells for row in split_rows('a,"b ""c"", d"\\n\\n1,2', ",")]
    [('a', 'b "c", d'), ('1', '2')]
    """
    at, number = 0, 0
    cells: list[str] = []
    size = len(text)
    closed = True  # whether quotes further on can still be closed
    line_end = -1
    while at <= size:
        if not cells and (blank := _BLANK_LINES.match(text, at)):
            number += blank.end() - at
            at = blank.end()
            continue
        end_of_cell = -1
        if closed and text.startswith('"', at):
            quoted, end_of_cell = _quoted(text, at, delimiter, line_end)
            closed = end_of_cell >= 0
        if end_of_cell >= 0:
            cells.append(quoted)
            at = end_of_cell
        else:
            line_end = _line_end(text, at, line_end)
            stop = text.find(delimiter, at, line_end)
            stop = line_end if stop < 0 else stop
            cells.append(text[at:stop])
            at = stop
        if text.startswith(delimiter, at) and at < size:
            at += 1
            continue
        number += 1
        if any(cell.strip() for cell in cells):
            yield Row(number, tuple(cells))
        cells = []
        at += 1


def _line_end(text: str, at: int, known: int) -> int:
    """The end of the line; ``known`` is one found before, which saves looking for it once a cell."""
    if known >= at:
        return known
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _quoted(text: str, at: int, delimiter: str, line_end: int) -> tuple[str, int]:
    """The quoted cell that begins at ``at`` and where it ends; -1 if no quote closes it."""
    parts: list[str] = []
    start = at + 1
    while True:
        end = text.find('"', start)
        if end < 0:
            return "", -1
        parts.append(text[start:end])
        if not text.startswith('"', end + 1):
            break
        parts.append('"')
        start = end + 2
    # what stands between the closing quote and the next delimiter belongs to the cell
    line_end = _line_end(text, end, line_end)
    stop = text.find(delimiter, end, line_end)
    stop = line_end if stop < 0 else stop
    parts.append(text[end + 1 : stop])
    return "".join(parts), stop
