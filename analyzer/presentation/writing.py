"""One folder a run: the tables as CSV, their description, the texts they point into, and the charts."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from analyzer.errors import OutputError
from analyzer.model import Document
from analyzer.presentation.cells import clean_text, csv_cell
from analyzer.presentation.datapackage import data_package_json
from analyzer.presentation.files import check_folder, locked, write_bytes, write_file

if TYPE_CHECKING:
    import pandas


def write_run(
    folder: Path,
    tables: Mapping[str, pandas.DataFrame],
    documents: Sequence[Document] = (),
    *,
    charts: bool = True,
    force: bool = False,
    provenance: Mapping[str, str] | None = None,
) -> list[Path]:
    """Write everything of one run into ``folder`` and return the files written, in that order.

    Args:
        folder: made if need be; must be new or empty unless ``force``.
        tables: DataFrames by table name, as from ``build_tables``; other names are written too.
        documents: their texts go to ``texts/<doc_id>.txt``.
        charts: draw the charts into ``charts/``.
        force: write into a folder that already holds something; files of the same name are replaced,
            others are left alone.
        provenance: what made the result, kept in ``datapackage.json``.

    Raises:
        OutputError: E_EXISTS, E_LOCKED, E_PERMISSION or E_IO; no file is ever left half written.
    """
    check_folder(folder, force=force)
    for document in documents:
        _check_name(document.doc_id)
    with locked(folder):
        check_folder(folder, force=force)
        written = [_write_table(folder / f"{name}.csv", table) for name, table in tables.items()]
        description = data_package_json(tables, provenance)
        written.append(write_bytes(folder / "datapackage.json", description.encode()))
        for document in documents:
            text = clean_text(document.text).encode()
            written.append(write_bytes(folder / "texts" / f"{document.doc_id}.txt", text))
        if charts:
            from analyzer.presentation.charts import write_charts

            written.extend(write_charts(tables, folder / "charts"))
    return written


def write_csv(table: pandas.DataFrame, stream: TextIO, *, line_end: str = "\n") -> None:
    """Write one table to an open text stream, without BOM: for standard output and pipes."""
    writer = csv.writer(stream, lineterminator=line_end)
    writer.writerow(csv_cell(name) for name in table.columns)
    columns = [[csv_cell(value) for value in _values(table[name])] for name in table.columns]
    writer.writerows(zip(*columns, strict=True))


def _values(column: pandas.Series) -> list[object]:
    """Plain Python values, None for everything pandas counts as missing."""
    values = column.astype(object)
    return list(values.where(column.notna(), None))


def _write_table(path: Path, table: pandas.DataFrame) -> Path:
    def write(file: BinaryIO) -> None:
        stream = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        write_csv(table, stream, line_end="\r\n")
        stream.flush()
        stream.detach()

    return write_file(path, write)


def _check_name(doc_id: str) -> None:
    if not doc_id or doc_id in (".", "..") or any(character in doc_id for character in "/\\:\0"):
        raise OutputError("E_IO", "文件编号不能用作文件名，请去掉其中的斜杠、冒号等符号。", repr(doc_id))
