"""``datapackage.json``: the tables of one run described after Data Package 2.0 and its Table Schema.

See https://datapackage.org/standard/data-package/ and https://datapackage.org/standard/table-schema/. Titles
and descriptions are Chinese; ``categories`` pairs the words of a column as they stand in the files with their
Chinese labels, ``constraints.enum`` says the same to programs that know only version 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from analyzer.presentation.columns import TABLES, Column, Table

_PROFILES = "https://datapackage.org/profiles/2.0"
_SCHEMA_TYPES = {"decimal": "number"}
# format → suffix of its files and their media type
_FILES = {
    "csv": ("csv", "text/csv"),
    "jsonl": ("jsonl", "application/jsonl"),
    "parquet": ("parquet", "application/vnd.apache.parquet"),
}
DESCRIBED_FORMATS = frozenset(_FILES)


def data_package(
    tables: Iterable[str], provenance: Mapping[str, str] | None = None, file_format: str = "csv"
) -> dict[str, Any]:
    """Describe the named tables; names without a column list are left out.

    ``provenance`` says what made the result (version, digest of the dictionaries …) and is kept as it is.

    >>> package = data_package(["keywords"])
    >>> package["resources"][0]["schema"]["fields"][1]["title"]
    '名次'
    """
    wanted = set(tables)
    present = [table for table in TABLES if table.name in wanted]
    package: dict[str, Any] = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "policy-analyzer-run",
        "title": "政策文本分析结果",
        "resources": [_resource(table, wanted, file_format) for table in present],
    }
    if provenance:
        package["provenance"] = dict(provenance)
    return package


def data_package_json(
    tables: Iterable[str], provenance: Mapping[str, str] | None = None, file_format: str = "csv"
) -> str:
    """The text of ``datapackage.json``, Chinese unescaped."""
    package = data_package(tables, provenance, file_format)
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table, present: set[str], file_format: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column, table) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if foreign_keys := _foreign_keys(table, present):
        schema["foreignKeys"] = foreign_keys
    suffix, media_type = _FILES[file_format]
    resource = {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.{suffix}",
        "title": table.title,
        "description": table.description,
        "format": suffix,
        "mediatype": media_type,
        "schema": schema,
    }
    if file_format == "csv":
        resource["encoding"] = "utf-8"
        resource["dialect"] = {
            "$schema": f"{_PROFILES}/tabledialect.json",
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
        }
    return resource


def _field(column: Column, table: Table) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _SCHEMA_TYPES.get(column.type, column.type),
        "title": column.title,
        "description": column.description,
    }
    constraints: dict[str, Any] = {}
    if column.name in table.key:
        constraints["required"] = True
    if column.enum:
        field["categories"] = [{"value": word, "label": label} for word, label in column.enum]
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
            keys.append({"fields": [column.name], "reference": {"resource": resource, "fields": [field]}})
    return keys
