"""What is written, opened with the tools people use: DuckDB and pandas for CSV and Parquet, Datasette for SQLite."""

from __future__ import annotations

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pandas
import pytest

from analyzer import to_tables
from analyzer.model import Analysis
from analyzer.pipeline import Analyzer
from analyzer.presentation.writing import write_run
from analyzer.reading.reader import read

SAMPLES = Path(__file__).parent.parent / "samples"
DOCS = Path(__file__).parent.parent / "docs" / "formats.md"
NAMES = ("澜川市政府工作报告", "云岭省科技工作会议")
DUCKDB_TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DECIMAL(38,10)",
    "date": "DATE",
    "boolean": "BOOLEAN",
}
PANDAS_TYPES = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean"}
WAIT_SECONDS = 60
Fields = Mapping[str, str]


@pytest.fixture(scope="module")
def analyses(analyzer: Analyzer) -> list[Analysis]:
    return [analyzer.analyze(read(SAMPLES / f"{name}.txt")) for name in NAMES]


@pytest.fixture(scope="module")
def folder(analyses: list[Analysis], analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dashboard")
    formats = ["csv", "sqlite"] + (["parquet"] if find_spec("pyarrow") else [])
    documents = [analysis.document for analysis in analyses]
    write_run(
        folder,
        to_tables(analyses),
        documents,
        formats=formats,
        charts=False,
        force=True,
        lexicon=analyzer.lexicon,
    )
    return folder


@pytest.fixture(scope="module")
def described(folder: Path) -> dict[str, Fields]:
    """Table → column → type, as the data package tells a program that knows nothing else."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return {
        resource["name"]: {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        for resource in package["resources"]
    }


# --- DuckDB ------------------------------------------------------------------------------------------


@pytest.fixture
def duck() -> Iterator[Any]:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        yield connection


def test_duckdb_reads_the_types_of_the_package(
    duck: Any, folder: Path, described: dict[str, Fields], analyses: list[Analysis]
) -> None:
    for name, fields in described.items():
        types = {column: DUCKDB_TYPES[kind] for column, kind in fields.items()}
        path = str(folder / f"{name}.csv")
        duck.execute(f"CREATE TABLE {name} AS FROM read_csv(?, header=true, columns=?)", [path, types])
        found = {row[0]: row[1] for row in duck.execute(f"DESCRIBE {name}").fetchall()}
        assert found == types
    targets = [target for analysis in analyses for target in analysis.targets]
    assert duck.execute("SELECT count(*) FROM targets").fetchone() == (len(targets),)
    total = sum(target.value for target in targets if target.value is not None and target.unit == "元")
    query = "SELECT sum(value), count(DISTINCT doc_id) FROM targets WHERE unit = '元'"
    assert duck.execute(query).fetchone() == (total, len(NAMES))
    assert duck.execute("SELECT sentence FROM targets").fetchall() == [(each.sentence,) for each in targets]
    joined = "SELECT count(*) FROM targets JOIN documents USING (doc_id) WHERE year(period_end) = 2026"
    (of_2026,) = duck.execute(joined).fetchone()
    assert of_2026 == sum(
        bool(target.period and target.period.end and target.period.end.year == 2026) for target in targets
    )


def test_duckdb_finds_the_types_by_itself(duck: Any, folder: Path) -> None:
    duck.execute("CREATE TABLE targets AS FROM read_csv(?)", [str(folder / "targets.csv")])
    found = {row[0]: row[1] for row in duck.execute("DESCRIBE targets").fetchall()}
    assert next(iter(found)) == "doc_id"
    assert {found[name] for name in ("start", "end")} == {"BIGINT"}
    assert {found[name] for name in ("period_start", "period_end")} == {"DATE"}
    assert found["value"] == "DOUBLE"


def test_duckdb_reads_parquet_exactly(duck: Any, folder: Path, analyses: list[Analysis]) -> None:
    pytest.importorskip("pyarrow")
    query = "SELECT value, period_end FROM read_parquet(?)"
    rows = duck.execute(query, [str(folder / "targets.parquet")]).fetchall()
    targets = [target for analysis in analyses for target in analysis.targets]
    assert [row[0] for row in rows] == [target.value for target in targets]
    assert [row[1] for row in rows] == [target.period.end if target.period else None for target in targets]


# --- pandas ------------------------------------------------------------------------------------------


def test_pandas_reads_the_types_of_the_package(
    folder: Path, described: dict[str, Fields], analyses: list[Analysis]
) -> None:
    for name, fields in described.items():
        dates = [column for column, kind in fields.items() if kind == "date"]
        table = pandas.read_csv(
            folder / f"{name}.csv",
            dtype={column: PANDAS_TYPES[kind] for column, kind in fields.items() if kind != "date"},
            parse_dates=dates,
            encoding="utf-8-sig",
        )
        assert list(table.columns) == list(fields)
        for column, kind in fields.items():
            if kind == "date":
                assert str(table[column].dtype).startswith("datetime64") or table[column].isna().all()
            else:
                assert table[column].dtype == pandas.api.types.pandas_dtype(PANDAS_TYPES[kind])
        if name == "targets":
            targets = [target for analysis in analyses for target in analysis.targets]
            assert list(table["value_text"]) == [target.value_text for target in targets]
            years = table["period_end"].dt.year.value_counts()
            assert years[2026] == sum(
                bool(each.period and each.period.end and each.period.end.year == 2026) for each in targets
            )


def test_pandas_keeps_decimals_that_are_asked_for(folder: Path, analyses: list[Analysis]) -> None:
    table = pandas.read_csv(folder / "targets.csv", dtype=str, keep_default_na=False)
    values = [Decimal(text) if text else None for text in table["value"]]
    assert values == [target.value for analysis in analyses for target in analysis.targets]


def test_the_examples_of_the_docs_run(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    (tmp_path / "结果").mkdir()
    for name in ("targets.csv", "datapackage.json"):
        (tmp_path / "结果" / name).write_bytes((folder / name).read_bytes())
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)
    names: dict[str, Any] = {}
    exec(code, names)
    assert list(names["targets"].columns) == list(names["pandas"].read_csv("结果/targets.csv").columns)

    statements = re.findall(r"```sql\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)[0].split(";\n")
    with closing(sqlite3.connect(folder / "tables.sqlite")) as connection:
        found = [connection.execute(statement).fetchall() for statement in filter(str.strip, statements)]
    # no sample names a binding target
    assert [bool(rows) for rows in found] == [True, True, False, True]


# --- Datasette ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def datasette(folder: Path) -> Iterator[str]:
    """The address of a Datasette that shows the database, on this computer only."""
    if find_spec("datasette") is None:
        pytest.skip("Datasette is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", str(folder / "tables.sqlite")]
    server = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "no_proxy": "127.0.0.1"},
    )
    try:
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                fetch(f"{address}/-/versions.json")
                break
            except urllib.error.URLError:
                assert server.poll() is None, "Datasette ended"
                assert time.monotonic() < deadline, "Datasette does not answer"
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def fetch(address: str) -> Any:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, timeout=30) as answer:
        body = answer.read().decode()
    return json.loads(body) if ".json" in address else body


def query(datasette: str, sql: str, **parameters: str) -> list[dict[str, Any]]:
    address = f"{datasette}/tables.json?{urlencode({'sql': sql, '_shape': 'array', **parameters})}"
    return fetch(address)  # type: ignore[no-any-return]


def test_datasette_finds_a_word(datasette: str, analyses: list[Analysis]) -> None:
    texts = {analysis.document.doc_id: analysis.document.text for analysis in analyses}
    sql = 'select doc_id, start, "end", sentence from sentences_fts where sentences_fts match :word'
    rows = query(datasette, sql, word="技术")
    assert {row["doc_id"] for row in rows} == set(NAMES)
    for row in rows:
        assert "技术" in row["sentence"]
        assert "技术" in texts[row["doc_id"]][row["start"] : row["end"]]


def test_datasette_joins_and_adds_up(datasette: str, analyses: list[Analysis]) -> None:
    sql = (
        "select d.title, count(*) as n, max(t.value) as most from targets t join documents d using (doc_id) "
        "group by doc_id order by doc_id"
    )
    rows = query(datasette, sql)
    by_id = sorted(analyses, key=lambda each: each.document.doc_id)
    assert [row["n"] for row in rows] == [len(each.targets) for each in by_id]
    assert [Decimal(str(row["most"])) for row in rows] == [
        max(target.value for target in each.targets if target.value is not None) for each in by_id
    ]


def test_datasette_offers_a_search_and_links_along_the_keys(datasette: str) -> None:
    page = fetch(f"{datasette}/tables/sentences?{urlencode({'_search': '技术'})}")
    assert 'name="_search"' in page
    assert "技术" in page
    row = fetch(f"{datasette}/tables/targets.json?_shape=array&_labels=on&_size=1")[0]
    assert row["doc_id"]["value"] in NAMES
    structure = fetch(f"{datasette}/tables/tasks.json?_size=1")
    assert structure["primary_keys"] == ["doc_id", "task_id"]
