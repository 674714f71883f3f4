"""One value, one CSV cell: what a spreadsheet program must not mistake for a formula, and plain numbers.

A cell that begins with ``= + - @`` or with a tab, CR or LF is run as a formula by Excel, WPS and LibreOffice
(CWE-1236); a leading apostrophe makes it text. Numbers stay numbers.
"""

from __future__ import annotations

import math
import re
from datetime import datetime, time
from decimal import Decimal

_FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?[0-9]{1,400}(?:\.[0-9]{1,400})?\Z")
# a NUL ends the text in C programs; no UTF-8 writer takes a lone surrogate
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_SCORE_DIGITS = 6


def plain_number(number: Decimal | float) -> str:
    """A number without exponent and without idle zeros; empty for what is not a number.

    >>> plain_number(Decimal("5.3E+10")), plain_number(Decimal("20.0")), plain_number(float("nan"))
    ('53000000000', '20', '')
    """
    if isinstance(number, float):
        if not math.isfinite(number):
            return ""
        text = f"{number:.{_SCORE_DIGITS}f}"
    elif number.is_finite():
        text = format(number, "f")
    else:
        return ""
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def clean_text(text: str) -> str:
    """The text without what no file can hold; one character for one, so that offsets stay right.

    >>> clean_text("高质量\\x00发展")
    '高质量\ufffd发展'
    """
    return _UNWRITABLE.sub("\ufffd", text)


def csv_cell(value: object) -> str:
    """The text of one cell.

    >>> csv_cell(datetime(2030, 12, 31)), csv_cell(datetime(2030, 12, 31).date())
    ('2030-12-31', '2030-12-31')
    >>> csv_cell("=HYPERLINK(1)"), csv_cell("-5%"), csv_cell("-5"), csv_cell(True), csv_cell(None)
    ("'=HYPERLINK(1)", "'-5%", '-5', 'true', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        text = clean_text(value)
        return f"'{text}" if text.startswith(_FORMULA_START) and not _NUMBER.match(text) else text
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (Decimal, float)):
        return plain_number(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()  # a day, as pandas keeps it
    return csv_cell(str(value))
