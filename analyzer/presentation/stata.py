"""Stata files (.dta, version 118): Chinese labels for table, variables and words.

A column with a fixed set of words is a labelled number, the same number in every run: the words count from 0
in the order of the column list. Stata knows no decimals and no text without a limit: numbers become doubles
(exact to 15 digits; ``value_text`` keeps the original), texts of more than 2,045 bytes a strL. The column
``end`` becomes ``end_``: pandas counts ``end`` among the reserved words. The layout is that of ``help dta``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from analyzer.presentation.columns import Column
from analyzer.presentation.table_values import TableValues

if TYPE_CHECKING:
    import pandas

_MAX_LABEL = 80
_MAX_FIXED_BYTES = 2045
_YES_NO = ("否", "是")
_NAMES = {"end": "end_"}


def write_stata(table: TableValues, file: BinaryIO) -> None:
    """Write one table."""
    frame = table.frame.iloc[:, :0]
    dates: dict[Any, Literal["td"]] = {}
    long_texts, titles = [], {}
    for column, values in zip(table.table.columns, table.values, strict=True):
        name = _NAMES.get(column.name, column.name)
        frame[name] = _variable(column, table.frame[column.name], values)
        titles[name] = column.title[:_MAX_LABEL]
        if column.type == "date" and values:
            dates[name] = "td"
        elif column.type == "string" and not column.enum and _longest(values) > _MAX_FIXED_BYTES:
            long_texts.append(name)
    frame.to_stata(
        file,
        write_index=False,
        version=118,
        convert_dates=dates,  # type: ignore[arg-type]  # its stubs allow no dictionary at all
        convert_strl=long_texts,
        data_label=table.table.title[:_MAX_LABEL],
        variable_labels=titles,
    )


def _variable(column: Column, original: pandas.Series, values: list[object]) -> pandas.Series:
    """The column as pandas must have it to write the variable that is wanted."""
    series = original.astype(object)
    series[:] = values
    if not values:
        # pandas cannot write words of a table without rows
        return series if column.type == "string" and not column.enum else series.astype("float64")
    if column.enum:
        return _labelled(series, column)
    if column.type == "boolean":
        words = series.map({False: _YES_NO[0], True: _YES_NO[1]})
        return words.astype("category").cat.set_categories(list(_YES_NO))
    if column.type == "date":
        return series.astype("datetime64[s]")
    if column.type == "integer" and series.notna().all():
        return series.astype("int64")
    if column.type in ("integer", "number", "decimal"):
        return series.astype("float64")
    return series.where(series.notna(), "").astype(str).astype(object)


def _labelled(series: pandas.Series, column: Column) -> pandas.Series:
    """Words as numbers with labels; words that the list does not know come after those it knows."""
    labels = dict(column.enum)
    words = series.map(lambda word: None if word is None else labels.get(word, word))
    known = list(dict.fromkeys(labels.values()))
    others = sorted(set(words.dropna()) - set(known))
    return words.astype("category").cat.set_categories([*known, *others])


def _longest(values: list[object]) -> int:
    return max((len(str(value).encode()) for value in values if value is not None), default=0)
