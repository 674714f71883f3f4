"""A table with its description and its values: what every writer of files works on.

A DataFrame knows pandas' types; a file format knows its own. Between them stand plain Python values: str, int,
float, bool, Decimal, date, and None for everything that is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from analyzer.errors import OutputError
from analyzer.presentation.cells import clean_text
from analyzer.presentation.columns import Column, Table, describe

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class TableValues:
    """One table: its description, its DataFrame, and one list of plain values for every column."""

    table: Table
    frame: pandas.DataFrame
    values: tuple[list[Any], ...]

    def __len__(self) -> int:
        return len(self.frame)


def table_values(name: str, frame: pandas.DataFrame) -> TableValues:
    """Take a DataFrame apart; what the column list does not know is described as text.

    Raises:
        OutputError: E_CONFIG, a date column holds something that is no date.
    """
    table = describe(name, [str(column) for column in frame.columns])
    values = tuple(
        _typed(plain_column(frame.iloc[:, position]), column, name)
        for position, column in enumerate(table.columns)
    )
    return TableValues(table, frame, values)


def plain_column(column: pandas.Series) -> list[Any]:
    """Plain Python values, None for everything pandas counts as missing."""
    values = column.astype(object)
    return list(values.where(column.notna(), None))


def _typed(values: list[Any], column: Column, table: str) -> list[Any]:
    """Values of the column's type, None where one is missing; no text that a file cannot hold."""
    if column.type == "date":
        return [None if value is None or value == "" else _date(value, column, table) for value in values]
    if column.type != "string":
        return [None if value == "" else value for value in values]
    texts = [None if value is None or value == "" else str(value) for value in values]
    together = "".join(filter(None, texts))
    # nearly always there is nothing to clean
    if clean_text(together) != together:
        return [None if text is None else clean_text(text) for text in texts]
    return texts


def _date(value: Any, column: Column, table: str) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        problem = f"{column.name} 列里的 {str(value)[:40]} 不是 2030-12-31 这样的日期，请改正。"
        raise OutputError("E_CONFIG", problem, table) from None
