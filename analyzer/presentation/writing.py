"""One folder a run: the tables, their description, the texts they point into, and the charts.

Or one file, where a format keeps all tables in one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from analyzer.errors import OutputError
from analyzer.lexicon import Lexicon
from analyzer.model import Document
from analyzer.presentation.cells import clean_text, csv_cell
from analyzer.presentation.datapackage import DESCRIBED_FORMATS, data_package_json
from analyzer.presentation.files import check_file, check_folder, locked, write_bytes, write_file, write_path
from analyzer.presentation.output_formats import DEFAULT, output_format
from analyzer.presentation.table_values import TableValues, plain_column, table_values
from analyzer.presentation.xlsx import PageOf

if TYPE_CHECKING:
    import pandas

# the name of the one file of a format in the folder of a run, before its suffix
ONE_FILE = "tables"


@dataclass(frozen=True, slots=True)
class Extras:
    """What some formats show beside the tables.

    Attributes:
        documents: their texts, for the search in a database.
        provenance: what made the result.
        lexicon: words that the search keeps whole; without it the shipped one.
        page_of: gives the page of a document in the report, if there is one.
    """

    documents: Sequence[Document] = ()
    provenance: Mapping[str, str] = field(default_factory=dict)
    lexicon: Lexicon | None = None
    page_of: PageOf | None = None


def write_run(
    folder: Path,
    tables: Mapping[str, pandas.DataFrame],
    documents: Sequence[Document] = (),
    *,
    formats: Sequence[str] = (DEFAULT,),
    charts: bool = True,
    force: bool = False,
    provenance: Mapping[str, str] | None = None,
    lexicon: Lexicon | None = None,
    page_of: PageOf | None = None,
) -> list[Path]:
    """Write everything of one run into ``folder`` and return the files written, in that order.

    Args:
        folder: made if need be; must be new or empty unless ``force``.
        tables: DataFrames by table name, as from ``build_tables``; other names are written too.
        documents: their texts go to ``texts/<doc_id>.txt``.
        formats: names of formats, see :mod:`analyzer.presentation.output_formats`.
        charts: draw the charts into ``charts/``.
        force: write into a folder that already holds something; files of the same name are replaced,
            others are left alone.
        provenance: what made the result, kept in ``datapackage.json``.
        lexicon, page_of: see :class:`Extras`.

    Raises:
        OutputError: E_EXISTS, E_LOCKED, E_PERMISSION, E_IO, or E_CONFIG where a package is missing; no file
            is ever left half written.
        KeyError: there is no such format.
    """
    check_formats(formats)
    check_folder(folder, force=force)
    for document in documents:
        _check_name(document.doc_id)
    for name in tables:
        _check_name(name)
    extras = Extras(documents, provenance or {}, lexicon, page_of)
    with locked(folder):
        check_folder(folder, force=force)
        written = _write_tables(folder, tables, formats, extras)
        described = next((name for name in formats if name in DESCRIBED_FORMATS), "")
        if described:
            description = data_package_json(tables, provenance, described)
            written.append(write_bytes(folder / "datapackage.json", description.encode()))
        for document in documents:
            text = clean_text(document.text).encode()
            written.append(write_bytes(folder / "texts" / f"{document.doc_id}.txt", text))
        if charts:
            from analyzer.presentation.charts import write_charts

            written.extend(write_charts(tables, folder / "charts"))
    return written


def write_one_file(
    path: Path,
    tables: Mapping[str, pandas.DataFrame],
    file_format: str,
    extras: Extras | None = None,
    *,
    force: bool = False,
) -> Path:
    """Write all tables into one file of the format ``xlsx`` or ``sqlite``.

    Raises:
        OutputError: E_EXISTS unless ``force``, E_PERMISSION, E_IO; what stood there before is still there.
    """
    check_file(path, force=force)
    values = [table_values(name, table) for name, table in tables.items()]
    return _write_one_file(path, values, file_format, extras or Extras())


def check_formats(formats: Sequence[str]) -> None:
    """Say what is missing for a format before the long work.

    Raises:
        OutputError: E_CONFIG, a package is not installed.
        KeyError: there is no such format.
    """
    for name in formats:
        output_format(name)
    if "parquet" in formats:
        from analyzer.presentation.parquet import check_parquet

        check_parquet()


def _write_tables(
    folder: Path, tables: Mapping[str, pandas.DataFrame], formats: Sequence[str], extras: Extras
) -> list[Path]:
    written = []
    values: list[TableValues] = []
    if set(formats) != {DEFAULT}:
        values = [table_values(name, table) for name, table in tables.items()]
    for name in dict.fromkeys(formats):
        if name == DEFAULT:
            written += [_write_csv_file(folder / f"{stem}.csv", table) for stem, table in tables.items()]
        elif output_format(name).one_file:
            path = folder / f"{ONE_FILE}{output_format(name).suffixes[0]}"
            written.append(_write_one_file(path, values, name, extras))
        else:
            written += [_write_table(folder, each, name) for each in values]
    return written


def _write_one_file(path: Path, values: Sequence[TableValues], file_format: str, extras: Extras) -> Path:
    if file_format == "xlsx":
        from analyzer.presentation.xlsx import write_workbook

        return write_path(path, lambda new: write_workbook(new, values, extras.provenance, extras.page_of))
    from analyzer.presentation.sqlite import write_database

    return write_path(
        path,
        lambda new: write_database(new, values, extras.documents, extras.lexicon, extras.provenance),
    )


def _write_table(folder: Path, values: TableValues, file_format: str) -> Path:
    if file_format == "jsonl":
        from analyzer.presentation.json_lines import write_json_lines as write
    elif file_format == "parquet":
        from analyzer.presentation.parquet import write_parquet as write
    else:
        from analyzer.presentation.stata import write_stata as write
    path = folder / f"{values.table.name}{output_format(file_format).suffixes[0]}"
    return write_file(path, lambda file: write(values, file))


def write_csv(table: pandas.DataFrame, stream: TextIO, *, line_end: str = "\n") -> None:
    """Write one table to an open text stream, without BOM: for standard output and pipes."""
    writer = csv.writer(stream, lineterminator=line_end)
    writer.writerow(csv_cell(name) for name in table.columns)
    columns = [[csv_cell(value) for value in plain_column(table[name])] for name in table.columns]
    writer.writerows(zip(*columns, strict=True))


def _write_csv_file(path: Path, table: pandas.DataFrame) -> Path:
    def write(file: BinaryIO) -> None:
        stream = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        write_csv(table, stream, line_end="\r\n")
        stream.flush()
        stream.detach()

    return write_file(path, write)


def _check_name(name: str) -> None:
    if not name or name in (".", "..") or any(character in name for character in "/\\:\0"):
        raise OutputError("E_IO", "文件编号不能用作文件名，请去掉其中的斜杠、冒号等符号。", repr(name))
