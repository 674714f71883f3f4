"""Reading one dictionary file: tab-separated, UTF-8, a header line, one fact a line.

Lines that begin with ``#`` and empty lines are notes. Every table ends with the columns ``example`` and
``source``; a row without an example does not load, because nobody could check it. The example is written
``例句 => 期望`` (see :mod:`analyzer.lexicon.example`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import LexiconError

MAX_LINE = 20_000
_NUMBER = re.compile(r"[0-9]{1,30}(?:\.[0-9]{1,30})?")


@dataclass(frozen=True, slots=True)
class TableSpec:
    """What a dictionary file must look like.

    Attributes:
        columns: the header, without ``example`` and ``source``, which every table has.
        key: columns that together name a fact; two rows with the same key are a mistake.
        choices: for a column the words it may hold.
        optional: columns that may be empty.
        numbers: columns that hold a positive decimal number.
        checked_in: the output table in which the example's expectation is looked up.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...]
    choices: Mapping[str, frozenset[str]]
    optional: frozenset[str]
    checked_in: str
    numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a dictionary: ``entry["kind"]``; ``where`` is file and line, for messages."""

    fields: Mapping[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return self.fields[column]


def load_table(path: Path, spec: TableSpec, shown: str = "") -> tuple[Entry, ...]:
    """Read one dictionary file.

    Args:
        path: the file.
        spec: what it must look like.
        shown: what errors and entries call the file; by default its name.

    Raises:
        LexiconError: wrong encoding, header, number of cells, word, duplicate, or a missing example; the
            error names file and line and what to write instead.
    """
    name = shown or path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise LexiconError("没有这个词典文件，请恢复它或重新安装。", name) from None
    except UnicodeDecodeError as error:
        number = path.read_bytes()[: error.start].count(b"\n") + 1
        raise LexiconError("不是 UTF-8 编码，请另存为 UTF-8。", f"{name}:{number}") from None
    header = (*spec.columns, "example", "source")
    entries: list[Entry] = []
    seen: dict[tuple[str, ...], str] = {}
    header_read = False
    for number, row in enumerate(text.split("\n"), start=1):
        where = f"{name}:{number}"
        line = row.rstrip("\r")
        if len(line) > MAX_LINE:
            raise LexiconError(f"这一行有 {len(line)} 个字符，上限是 {MAX_LINE}，请拆开。", where)
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if not header_read:
            if cells != header:
                raise LexiconError(
                    f"表头应为 {' '.join(header)}（用制表符分开），现在是 {' '.join(cells)}。{_tabs(line)}",
                    where,
                )
            header_read = True
            continue
        entry = _entry(cells, header, spec, where)
        key = tuple(entry[column] for column in spec.key)
        if key in seen:
            raise LexiconError(f"与 {seen[key]} 重复：{' '.join(key)}，请删去一行。", where)
        seen[key] = where
        entries.append(entry)
    if not header_read:
        raise LexiconError(f"没有表头，第一行应为 {' '.join(header)}。", name)
    return tuple(entries)


def _tabs(line: str | tuple[str, ...]) -> str:
    """What to do where a line has no tab at all: most often somebody typed spaces."""
    typed_spaces = "\t" not in line if isinstance(line, str) else len(line) == 1
    return "这一行里没有制表符：列之间要按 Tab 键，不能用空格。" if typed_spaces else ""


def _entry(cells: tuple[str, ...], header: tuple[str, ...], spec: TableSpec, where: str) -> Entry:
    if len(cells) != len(header):
        raise LexiconError(
            f"应有 {len(header)} 列（{' '.join(header)}），现在有 {len(cells)} 列，请补上或删去制表符；"
            f"空着的列也要有它的制表符。{_tabs(cells)}",
            where,
        )
    fields = dict(zip(header, cells, strict=True))
    for column, cell in fields.items():
        if not cell and column not in spec.optional:
            what = "缺少例句，请写成“例句 => 期望”" if column == "example" else f"“{column}”列是空的，请填写"
            raise LexiconError(f"{what}。", where)
        if cell.startswith('"') and cell.endswith('"') and len(cell) > 1:
            raise LexiconError(
                f'“{column}”列两头多了直引号 "，多半是表格软件存盘时加的，请去掉（用记事本一类的软件改）。',
                where,
            )
        if column in spec.numbers and (not _NUMBER.fullmatch(cell) or not cell.strip("0.")):
            raise LexiconError(f"“{column}”列要写大于零的阿拉伯数字，如 1 或 10000，现在是 {cell}。", where)
        allowed = spec.choices.get(column)
        if cell and allowed and cell not in allowed:
            raise LexiconError(f"“{column}”列只能写 {'、'.join(sorted(allowed))}，现在是 {cell}。", where)
    if " => " not in fields["example"]:
        raise LexiconError("例句里没有“ => ”，请写成“例句 => 期望”，什么都不应找到时写“例句 => 无”。", where)
    return Entry(fields, where)
