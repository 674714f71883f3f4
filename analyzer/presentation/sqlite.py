"""An SQLite database: the tables with their keys, the texts, and an index of sentences by their words.

Descriptions stand where a tool may find them: as comments in ``CREATE TABLE`` and as rows of the table
``columns``. A search is ``select doc_id, start, "end", sentence from sentences_fts where sentences_fts match
'技术'``; several words are parted by spaces. The index is an external-content FTS5 table
(https://sqlite.org/fts5.html#external_content_tables), as Datasette looks for one; it holds more words than the
column ``words``, see :mod:`analyzer.presentation.sentence_words`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from analyzer.errors import OutputError
from analyzer.lexicon import Lexicon, load_lexicon
from analyzer.model import Document
from analyzer.presentation.cells import clean_text, plain_number
from analyzer.presentation.columns import Column, Table
from analyzer.presentation.sentence_words import find_sentence_words
from analyzer.presentation.table_values import TableValues
from analyzer.words.segmenter import Segmenter

_TYPES = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL", "decimal": "NUMERIC"}
_EXACT = "_exact"
_MAX_INTEGER = 2**63 - 1
# tables beside those of the column list; none of them may have the name of one of those
_EXTRA = """
CREATE TABLE columns -- 各表各列的说明
(
  table_name TEXT NOT NULL, -- 表
  column_name TEXT NOT NULL, -- 列名
  title TEXT, -- 名称
  type TEXT, -- 类型
  description TEXT, -- 说明
  words TEXT, -- 取值及其含义
  PRIMARY KEY (table_name, column_name)
);
CREATE TABLE provenance -- 由什么得出
(
  name TEXT PRIMARY KEY,
  value TEXT
);
CREATE TABLE texts -- 原文；各表的 start、end 是其中的码点位置
(
  doc_id TEXT PRIMARY KEY, -- 文件编号
  text TEXT -- 原文
);
CREATE TABLE sentences -- 原文的句子
(
  sentence_id INTEGER PRIMARY KEY,
  doc_id TEXT NOT NULL REFERENCES texts (doc_id), -- 文件编号
  start INTEGER, -- 起点
  "end" INTEGER, -- 终点
  sentence TEXT, -- 句子
  words TEXT -- 句中的词，以空格隔开
);
CREATE VIRTUAL TABLE sentences_fts USING fts5
(
  words, doc_id UNINDEXED, start UNINDEXED, "end" UNINDEXED, sentence UNINDEXED,
  content="sentences", content_rowid="sentence_id", tokenize="unicode61"
);
"""


def write_database(
    path: Path,
    tables: Sequence[TableValues],
    documents: Iterable[Document] = (),
    lexicon: Lexicon | None = None,
    provenance: Mapping[str, str] | None = None,
) -> None:
    """Write tables and texts into one new database.

    Args:
        path: the new file.
        tables: become tables of the same names.
        documents: their texts, and their sentences for the search.
        lexicon: words that are kept whole; without it the shipped one.
        provenance: what made the result.

    Raises:
        OutputError: E_IO, the database cannot be written; E_CONFIG, two rows have the same key.
    """
    try:
        # nobody reads the file before it is whole: no journal, and it is forced to disk once, at the end
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;")
            present = {values.table.name: values.table for values in tables}
            for values in tables:
                _write_table(connection, values, present)
            _write_extra(connection, tables, documents, lexicon, provenance or {})
            connection.execute("COMMIT")
            connection.execute("PRAGMA optimize")
    except sqlite3.IntegrityError as error:
        raise OutputError("E_CONFIG", f"表里有重复或缺失的编号（{error}），请改正。", str(path)) from error
    except sqlite3.Error as error:
        raise OutputError("E_IO", f"写不出数据库（{error}），请检查磁盘空间后重试。", str(path)) from error


def _write_table(connection: sqlite3.Connection, values: TableValues, present: Mapping[str, Table]) -> None:
    table = values.table
    connection.execute(create_table(table, present))
    exact = [number for number, column in enumerate(table.columns) if column.type == "decimal"]
    marks = ", ".join("?" * (len(table.columns) + len(exact)))
    columns = [list(map(_stored, column)) for column in values.values]
    columns += [list(map(_exact_text, values.values[number])) for number in exact]
    rows = zip(*columns, strict=True)
    connection.executemany(f"INSERT INTO {_name(table.name)} VALUES ({marks})", rows)


def create_table(table: Table, present: Mapping[str, Table]) -> str:
    """The statement that makes a table, with what its columns mean as comments.

    A decimal is kept twice: as a number to calculate with, and exactly, as text, in ``<name>_exact``.

    >>> from analyzer.presentation.columns import describe
    >>> print(create_table(describe("keywords", ["doc_id", "rank", "term"]), {}))
    CREATE TABLE "keywords" -- 关键词：一行是一份文件的一个关键词
    (
      "doc_id" TEXT NOT NULL, -- 文件编号：输入文件的文件名去掉后缀；重名时加短哈希
      "rank" INTEGER NOT NULL, -- 名次：1 最能代表这份文件
      "term" TEXT, -- 词语：按原文
      PRIMARY KEY ("doc_id", "rank")
    )
    """
    lines = [
        (f"{_name(column.name)} {_TYPES.get(column.type, 'TEXT')}" + _not_null(column, table), column)
        for column in table.columns
    ]
    lines += [
        (
            f"{_name(column.name + _EXACT)} TEXT",
            Column("", "", f"{column.title}（精确）", "同值，小数一位不少"),
        )
        for column in table.columns
        if column.type == "decimal"
    ]
    rules = list(_rules(table, present))
    body = [
        f"  {line}{',' if number < len(lines) or rules else ''} -- {_comment(column.title, column.description)}"
        for number, (line, column) in enumerate(lines, start=1)
    ]
    body += [f"  {rule}{',' if number < len(rules) else ''}" for number, rule in enumerate(rules, start=1)]
    head = f"CREATE TABLE {_name(table.name)} -- {_comment(table.title, table.description)}"
    return "\n".join([head, "(", *body, ")"])


def _not_null(column: Column, table: Table) -> str:
    return " NOT NULL" if column.name in table.key else ""


def _rules(table: Table, present: Mapping[str, Table]) -> Iterator[str]:
    """Primary and foreign keys; the number of a parent is its own only together with its document."""
    names = {column.name for column in table.columns}
    if table.key:
        yield f"PRIMARY KEY ({_names(table.key)})"
    for column in table.columns:
        other, _, target = column.references.partition(".")
        if other not in present or target not in {each.name for each in present[other].columns}:
            continue
        key = present[other].key
        if key == (target,):
            yield f"FOREIGN KEY ({_name(column.name)}) REFERENCES {_name(other)} ({_name(target)})"
        elif key == ("doc_id", target) and "doc_id" in names:
            here = _names(("doc_id", column.name))
            yield f"FOREIGN KEY ({here}) REFERENCES {_name(other)} ({_names(key)})"


def _write_extra(
    connection: sqlite3.Connection,
    tables: Sequence[TableValues],
    documents: Iterable[Document],
    lexicon: Lexicon | None,
    provenance: Mapping[str, str],
) -> None:
    for statement in _EXTRA.strip().split(";\n"):
        connection.execute(statement)
    connection.executemany("INSERT INTO columns VALUES (?, ?, ?, ?, ?, ?)", _descriptions(tables))
    made_by = ((name, str(value)) for name, value in provenance.items())
    connection.executemany("INSERT INTO provenance VALUES (?, ?)", made_by)
    segmenter: Segmenter | None = None
    for document in documents:
        if segmenter is None:
            segmenter = Segmenter(lexicon or load_lexicon())
        connection.execute(
            "INSERT INTO texts VALUES (?, ?)", (clean_text(document.doc_id), clean_text(document.text))
        )
        for found in find_sentence_words(document, segmenter):
            place = (clean_text(document.doc_id), found.start, found.end, clean_text(found.sentence))
            row = connection.execute(
                'INSERT INTO sentences (doc_id, start, "end", sentence, words) VALUES (?, ?, ?, ?, ?)',
                (*place, clean_text(" ".join(found.words))),
            )
            connection.execute(
                "INSERT INTO sentences_fts (rowid, words) VALUES (?, ?)",
                (row.lastrowid, clean_text(" ".join(found.found_by))),
            )


def _descriptions(tables: Sequence[TableValues]) -> Iterator[tuple[str, ...]]:
    for values in tables:
        for column in values.table.columns:
            words = "；".join(f"{word} {label}" for word, label in column.enum)
            yield values.table.name, column.name, column.title, column.type, column.description, words


def _stored(value: Any) -> Any:
    """A value as SQLite keeps it: whole numbers exactly, others as a double, dates as ISO text."""
    if isinstance(value, Decimal):
        shown = plain_number(value)
        if not shown:
            return None
        return int(shown) if "." not in shown and abs(int(shown)) <= _MAX_INTEGER else float(shown)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int) and abs(value) > _MAX_INTEGER:
        return str(value)
    return value if value is None or isinstance(value, (int, float, str)) else str(value)


def _exact_text(value: Any) -> str | None:
    return plain_number(value) or None if isinstance(value, (Decimal, float)) else value and str(value)


def _name(name: str) -> str:
    quoted = clean_text(name).replace('"', '""')
    return f'"{quoted}"'


def _names(names: Sequence[str]) -> str:
    return ", ".join(map(_name, names))


def _comment(title: str, description: str) -> str:
    text = f"{title}：{description}" if description else title
    return " ".join(text.split())
