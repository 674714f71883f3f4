"""JSON Lines: one object a row, in UTF-8, every column in every row, ``null`` where a value is missing.

Numbers are written as the exact decimal; a reader that wants them exact parses them as such
(``json.loads(line, parse_float=Decimal)``). See https://jsonlines.org/.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, BinaryIO

from analyzer.presentation.cells import clean_text, plain_number
from analyzer.presentation.table_values import TableValues


def write_json_lines(table: TableValues, file: BinaryIO) -> None:
    """Write one table."""
    keys = [f"{_text(column.name)}: " for column in table.table.columns]
    for row in zip(*table.values, strict=True):
        pairs = (key + _literal(value) for key, value in zip(keys, row, strict=True))
        file.write(("{" + ", ".join(pairs) + "}\n").encode())


def _literal(value: Any) -> str:
    """One JSON value.

    >>> _literal(Decimal("5.30E+10")), _literal(True), _literal(None), _literal(float("nan")), _literal("“双碳”")
    ('53000000000', 'true', 'null', 'null', '"“双碳”"')
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (Decimal, float)):
        return plain_number(value) or "null"
    return _text(str(value))


def _text(text: str) -> str:
    return json.dumps(clean_text(text), ensure_ascii=False)
