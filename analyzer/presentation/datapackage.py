"""``datapackage.json``: the tables of one run described after Frictionless Data Package and Table Schema.

See https://specs.frictionlessdata.io/table-schema/ (version 1). Titles and descriptions are Chinese; the
enumerations give the words as they stand in the CSV files, their Chinese labels stand in the description.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from analyzer.presentation.columns import TABLES, Column, Table

_SCHEMA_TYPES = {"decimal": "number"}


def data_package(tables: Iterable[str], provenance: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Describe the named tables; names without a column list are left out.

    ``provenance`` says what made the result (version, digest of the dictionaries …) and is kept as it is.

    >>> package = data_package(["keywords"])
    >>> package["resources"][0]["schema"]["fields"][1]["title"]
    '名次'
    """
    wanted = set(tables)
    present = [table for table in TABLES if table.name in wanted]
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "policy-analyzer-run",
        "title": "政策文本分析结果",
        "resources": [_resource(table, wanted) for table in present],
    }
    if provenance:
        package["provenance"] = dict(provenance)
    return package


def data_package_json(tables: Iterable[str], provenance: Mapping[str, str] | None = None) -> str:
    """The text of ``datapackage.json``, Chinese unescaped."""
    return json.dumps(data_package(tables, provenance), ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table, present: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, table) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if foreign_keys := _foreign_keys(table, present):
        schema["foreignKeys"] = foreign_keys
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }


def _field(column: Column, table: Table) -> dict[str, Any]:
    labels = "；".join(f"{word} {label}" for word, label in column.enum)
    field: dict[str, Any] = {
        "name": column.name,
        "type": _SCHEMA_TYPES.get(column.type, column.type),
        "title": column.title,
        "description": f"{column.description}（{labels}）" if labels else column.description,
    }
    constraints: dict[str, Any] = {}
    if column.name in table.key:
        constraints["required"] = True
    if column.enum:
        constraints["enum"] = [word for word, _ in column.enum]
    if constraints:
        field["constraints"] = constraints
    return field


def _foreign_keys(table: Table, present: set[str]) -> list[dict[str, Any]]:
    """Keys into other tables; a parent in the same table is empty for outermost rows and would not hold."""
    keys = []
    for column in table.columns:
        resource, _, field = column.references.partition(".")
        if resource in present and resource != table.name:
            keys.append({"fields": column.name, "reference": {"resource": resource, "fields": field}})
    return keys
