"""Which formats the tables can be written in, and which of them a name asks for.

A format writes either one file a table into a folder (csv, jsonl, parquet, stata) or all tables into one file
(xlsx, sqlite). The suffix of the output tells the format where none is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import OutputError


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """One way to write tables; the first of ``suffixes`` is that of its files."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    one_file: bool = False


FORMATS = (
    OutputFormat("csv", "CSV", (".csv",)),
    OutputFormat("xlsx", "Excel 工作簿", (".xlsx",), one_file=True),
    OutputFormat("sqlite", "SQLite 数据库", (".sqlite", ".sqlite3", ".db"), one_file=True),
    OutputFormat("jsonl", "JSON 行", (".jsonl", ".ndjson")),
    OutputFormat("parquet", "Parquet", (".parquet",)),
    OutputFormat("stata", "Stata", (".dta",)),
)
FORMAT_NAMES = tuple(each.name for each in FORMATS)
DEFAULT = "csv"


@dataclass(frozen=True, slots=True)
class Output:
    """What is written where: into a folder, or (``file``) into the one file at ``path``."""

    path: Path
    formats: tuple[str, ...]
    file: bool = False


def output_format(name: str) -> OutputFormat:
    """The format of this name.

    Raises:
        KeyError: there is none.
    """
    for each in FORMATS:
        if each.name == name:
            return each
    raise KeyError(name)


def choose_output(path: Path, names: Sequence[str] = ()) -> Output:
    """What a path and the formats named with it (perhaps none) ask for.

    >>> choose_output(Path("结果")).formats, choose_output(Path("结果"), ["xlsx", "csv"]).formats
    (('csv',), ('xlsx', 'csv'))
    >>> choose_output(Path("结果.xlsx")).file, choose_output(Path("结果.jsonl")).file
    (True, False)

    Raises:
        OutputError: E_CONFIG, the suffix asks for one format and the names for another.
        KeyError: a name is no format.
    """
    formats = tuple(dict.fromkeys(output_format(name).name for name in names))
    suffix = path.suffix.lower()
    asked = next((each for each in FORMATS if suffix in each.suffixes), None)
    if asked is None or path.is_dir():
        return Output(path, formats or (DEFAULT,))
    if formats and formats != (asked.name,):
        problem = (
            f"后缀 {path.suffix} 要的是 {asked.name}，--format 要的是 {' '.join(formats)}，"
            "请去掉其中一个；要几种格式，请给一个没有后缀的文件夹名。"
        )
        raise OutputError("E_CONFIG", problem, str(path))
    return Output(path, (asked.name,), asked.one_file)
