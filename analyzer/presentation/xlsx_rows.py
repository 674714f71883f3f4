"""Rows of a worksheet as SpreadsheetML, many at a time.

The parts of ECMA-376 that a table of text, numbers and dates needs (18.3.1.4 c, 18.3.1.53 is, 22.9.2.19
ST_Xstring). Text is always an inline string, so that no text is ever taken for a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from analyzer.presentation.cells import plain_number
from analyzer.presentation.columns import Column

MAX_TEXT = 32_767
CUT_MARK = "……（超过 32767 字，已截断）"
_BATCH = 2_000
# a double keeps fifteen digits of any number
_MAX_DIGITS = 15
# day 1 is 1900-01-01, but Excel counts a 29 February 1900 that never was
_EPOCH, _FIRST_SAFE_DAY = date(1899, 12, 30), date(1900, 3, 1)
_SPECIAL = re.compile("[&<>\x00-\x08\x0b\x0c\r\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_XML_SPACE = " \t\n"
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "_": "_x005F_"}
_YES_NO = {True: "是", False: "否"}


class Styles(NamedTuple):
    """The numbers of the cell formats in the workbook."""

    day: int
    whole: int
    link: int


def rows_xml(
    columns: Sequence[Column],
    values: Sequence[Sequence[Any]],
    styles: Styles,
    rows: range,
    links: int = -1,
) -> Iterator[str]:
    """The ``row`` elements of a stretch of rows, in batches; the first of them stands in row 2 of the sheet.

    Args:
        columns, values: the table.
        styles: the numbers of the cell formats.
        rows: which rows of the table.
        links: the index of the column that shows links, -1 if none does.
    """
    letters = [column_letters(index) for index in range(len(columns))]
    labels = [dict(column.enum) for column in columns]
    for first in range(rows.start, rows.stop, _BATCH):
        batch = range(first, min(first + _BATCH, rows.stop))
        numbers = [2 + row - rows.start for row in batch]
        cells = [
            _column_cells(letter, numbers, words, styles, styles.link if index == links else 0)
            for index, (letter, words) in enumerate(zip(letters, _shown(values, labels, batch), strict=True))
        ]
        yield "".join(
            f'<row r="{number}">{"".join(row)}</row>'
            for number, row in zip(numbers, zip(*cells, strict=True), strict=True)
        )


def _shown(
    values: Sequence[Sequence[Any]], labels: Sequence[dict[str, str]], batch: range
) -> Iterator[list[Any]]:
    """What people see: the Chinese label of a word, 是 and 否."""
    for column, words in zip(values, labels, strict=True):
        piece = column[batch.start : batch.stop]
        yield [words.get(value, value) for value in piece] if words else list(piece)


def _column_cells(
    letter: str, numbers: Sequence[int], values: Sequence[Any], styles: Styles, text_style: int
) -> list[str]:
    style = f' s="{text_style}"' if text_style else ""
    return [
        ""
        if value is None
        else f'<c r="{letter}{number}"{style} t="inlineStr"><is>{text_xml(value)}</is></c>'
        if value.__class__ is str
        else _number_cell(f"{letter}{number}", value, styles)
        for number, value in zip(numbers, values, strict=True)
    ]


def _number_cell(place: str, value: Any, styles: Styles) -> str:
    """A cell of a value that is no text; a number that a double cannot hold stays exact as text."""
    if isinstance(value, bool):
        shown = _YES_NO[value]
    elif isinstance(value, date):
        if value >= _FIRST_SAFE_DAY:
            return f'<c r="{place}" s="{styles.day}"><v>{(value - _EPOCH).days}</v></c>'
        shown = value.isoformat()
    elif isinstance(value, (int, float, Decimal)):
        shown = plain_number(value) if isinstance(value, (float, Decimal)) else str(value)
        if not shown:
            return ""
        if len(shown.replace(".", "").strip("-0")) <= _MAX_DIGITS:
            style = f' s="{styles.whole}"' if isinstance(value, Decimal) and "." not in shown else ""
            return f'<c r="{place}"{style}><v>{shown}</v></c>'
    else:
        shown = str(value)
    return f'<c r="{place}" t="inlineStr"><is>{text_xml(shown)}</is></c>'


def text_xml(text: str) -> str:
    """The ``t`` element of a text: cut where Excel would refuse it, and nothing in it is markup.

    >>> text_xml("研发<投入>"), text_xml("甲\\x0b乙"), text_xml("_x0041_"), text_xml(" 甲")
    ('<t>研发&lt;投入&gt;</t>', '<t>甲_x000B_乙</t>', '<t>_x005F_x0041_</t>', '<t xml:space="preserve"> 甲</t>')
    """
    if len(text) > MAX_TEXT // 2:
        text = cut_text(text)
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(_escape, text)
    if text[:1] in _XML_SPACE or text[-1:] in _XML_SPACE:
        return f'<t xml:space="preserve">{text}</t>'
    return f"<t>{text}</t>"


def _escape(match: re.Match[str]) -> str:
    sign = match.group()
    return _ENTITIES.get(sign) or ("\ufffd" if sign >= "\ud800" else f"_x{ord(sign):04X}_")


def cut_text(text: str) -> str:
    """At most as many UTF-16 units as a cell may hold, with a mark where something is missing.

    >>> cut_text("字" * 40_000)[-6:], len(cut_text("字" * 40_000))
    ('字，已截断）', 32767)
    """
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * MAX_TEXT:
        return text
    # half of a character beyond the basic plane is left out
    return units[: 2 * (MAX_TEXT - len(CUT_MARK))].decode("utf-16-le", "ignore") + CUT_MARK


def column_letters(index: int) -> str:
    """The name of a column counted from 0.

    >>> column_letters(0), column_letters(25), column_letters(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
