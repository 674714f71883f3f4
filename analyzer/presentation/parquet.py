"""Parquet: typed columns, exact decimals, Chinese titles in the schema; the only import of pyarrow.

Every run has the same types, so that files of several runs can be read as one table. Decimals are
``decimal128(38, 18)``: twenty digits before the point, more than any value has.
"""

from __future__ import annotations

import json
from decimal import ROUND_HALF_EVEN, Context, Decimal
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, BinaryIO

from analyzer.errors import OutputError
from analyzer.presentation.columns import Column
from analyzer.presentation.table_values import TableValues

if TYPE_CHECKING:
    import pyarrow

_DIGITS, _SCALE = 38, 18
_SMALLEST = Decimal(1).scaleb(-_SCALE)
_EXACT = Context(prec=_DIGITS, rounding=ROUND_HALF_EVEN)


def check_parquet() -> None:
    """Say what to install, before the long work.

    Raises:
        OutputError: E_CONFIG, pyarrow is not installed.
    """
    if find_spec("pyarrow") is None:
        raise OutputError(
            "E_CONFIG",
            "写 Parquet 需要 pyarrow，请先运行 pip install 'policy-analyzer[parquet]'，或换一种格式。",
        )


def write_parquet(table: TableValues, file: BinaryIO) -> None:
    """Write one table.

    Raises:
        OutputError: E_CONFIG, pyarrow is not installed.
    """
    check_parquet()
    import pyarrow
    from pyarrow import parquet

    arrays = [
        pyarrow.array([_fitted(value) for value in values], type=_arrow_type(column))
        for column, values in zip(table.table.columns, table.values, strict=True)
    ]
    facts = {"title": table.table.title, "description": table.table.description}
    schema = pyarrow.schema(map(_field, table.table.columns), metadata=_utf8(facts))
    parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), file, compression="zstd")


def _arrow_type(column: Column) -> pyarrow.DataType:
    import pyarrow

    return {
        "decimal": pyarrow.decimal128(_DIGITS, _SCALE),
        "date": pyarrow.date32(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
    }.get(column.type, pyarrow.string())


def _field(column: Column) -> pyarrow.Field:
    import pyarrow

    facts = {"title": column.title, "description": column.description}
    if column.enum:
        facts["categories"] = json.dumps(dict(column.enum), ensure_ascii=False)
    return pyarrow.field(column.name, _arrow_type(column), metadata=_utf8(facts))


def _utf8(facts: dict[str, str]) -> dict[bytes, bytes]:
    return {name.encode(): text.encode() for name, text in facts.items()}


def _fitted(value: Any) -> Any:
    """A decimal at the scale of the column; what is no number, or has more digits than it, is missing."""
    if not isinstance(value, Decimal):
        return value
    if not value.is_finite() or value.adjusted() >= _DIGITS - _SCALE:
        return None
    return _EXACT.quantize(value, _SMALLEST)
