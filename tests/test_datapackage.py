"""The description of the tables, and that what is written holds to it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from analyzer import to_tables
from analyzer.model import Analysis, Block, Document, Failure, Metadata
from analyzer.pipeline import Analyzer
from analyzer.presentation import columns
from analyzer.presentation.datapackage import data_package, data_package_json
from analyzer.presentation.tables import build_tables
from analyzer.presentation.writing import write_run
from analyzer.reading.reader import WORKBOOKS, read
from analyzer.reading.readers import READERS

ROOT = Path(__file__).parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
HOSTILE = """=HYPERLINK("http://例.invalid","点我")
一、@主要指标,"引号"；'单引号'
（一）-1+1 力争生产总值增长5%左右，\t粮食产量稳定在123456789012345678.5吨以上。
+86 到2030年，覆盖率达到95%，投资999亿亿亿元。"""


@pytest.fixture(scope="module")
def analyses(analyzer: Analyzer) -> list[Analysis]:
    hostile = Document("=恶意", HOSTILE, Metadata(title="@标题\r\n换行"), blocks=(Block(0, 20, "第1段", 1),))
    return [analyzer.analyze(read(path)) for path in SAMPLES] + [analyzer.analyze(hostile)]


@pytest.fixture(scope="module")
def folder(analyses: list[Analysis], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    failures = [Failure("坏", "坏.pdf", "E_PDF", "PDF 文件已损坏。")]
    write_run(folder, build_tables(analyses, failures), charts=False, force=True)
    return folder


def descriptions() -> Iterator[Mapping[str, Any]]:
    for resource in data_package([table.name for table in columns.TABLES])["resources"]:
        yield from resource["schema"]["fields"]


def validate(folder: Path) -> list[list[Any]]:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert len(report.tasks) == len(columns.TABLES)
    return report.flatten(["type", "fieldName", "rowNumber"])  # type: ignore[no-any-return]


def rewrite(folder: Path, tmp_path: Path, table: str, column: str, value: str, row: int = 0) -> Path:
    """A copy of the run with one cell changed."""
    for path in [*folder.glob("*.csv"), folder / "datapackage.json"]:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    path = tmp_path / f"{table}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[row][column] = value
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return tmp_path


# --- what is written holds to its description --------------------------------------------------------


def test_the_written_tables_are_valid(folder: Path) -> None:
    assert validate(folder) == []


@pytest.mark.parametrize(
    ("table", "column", "value", "error"),
    [
        ("targets", "comparator", "ungefähr", "constraint-error"),
        ("targets", "value", "五百", "type-error"),
        ("targets", "period_end", "2030年底", "type-error"),
        ("targets", "doc_id", "没有这份文件", "foreign-key"),
        ("targets", "target_id", "t2", "primary-key"),
        ("tasks", "task_id", "", "constraint-error"),
        ("mentions", "kind", "planet", "constraint-error"),
        ("checks", "severity", "!", "constraint-error"),
    ],
)
def test_a_wrong_cell_is_found(
    folder: Path, tmp_path: Path, table: str, column: str, value: str, error: str
) -> None:
    found = validate(rewrite(folder, tmp_path, table, column, value))
    assert error in {kind for kind, *_ in found}


def test_values_are_read_back_with_their_types(folder: Path, analyses: list[Analysis]) -> None:
    frictionless = pytest.importorskip("frictionless")
    rows = frictionless.Package(str(folder / "datapackage.json")).get_resource("targets").read_rows()
    facts = [target for analysis in analyses for target in analysis.targets]
    assert [row["value"] for row in rows] == [target.value for target in facts]
    assert Decimal("123456789012345678.5") in {row["value"] for row in rows}
    ends = [target.period.end if target.period else None for target in facts]
    assert [row["period_end"] for row in rows] == ends
    assert any(isinstance(end, date) for end in ends)
    assert [(row["start"], row["end"]) for row in rows] == [(fact.start, fact.end) for fact in facts]
    assert rows[-1]["page"] is None


# --- the description ---------------------------------------------------------------------------------


def test_it_describes_the_tables_that_are_there() -> None:
    package = data_package(["targets", "documents", "unknown"], {"version": "0.1.0"})
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [resource["name"] for resource in package["resources"]] == ["documents", "targets"]
    targets = package["resources"][1]
    names = [column.name for column in columns.TARGETS.columns]
    assert [field["name"] for field in targets["schema"]["fields"]] == names
    assert {field["type"] for field in targets["schema"]["fields"]} == {"string", "integer", "number", "date"}
    assert targets["schema"]["primaryKey"] == ["doc_id", "target_id"]
    assert targets["schema"]["foreignKeys"] == [
        {"fields": ["doc_id"], "reference": {"resource": "documents", "fields": ["doc_id"]}}
    ]
    assert targets["encoding"] == "utf-8"
    assert package["provenance"] == {"version": "0.1.0"}


def test_it_has_no_key_into_a_table_that_is_not_there() -> None:
    assert "foreignKeys" not in data_package(["targets"])["resources"][0]["schema"]


def test_titles_and_descriptions_are_chinese() -> None:
    for field in descriptions():
        for text in (field["title"], field["description"]):
            assert re.search("[一-鿿]", text), field["name"]
    assert "量化指标" in data_package_json(["targets"])


def test_categories_give_every_word_its_label() -> None:
    with_words = [field for field in descriptions() if "enum" in field.get("constraints", {})]
    assert len(with_words) > 12
    for field in with_words:
        assert [each["value"] for each in field["categories"]] == field["constraints"]["enum"]
        assert all(each["label"] for each in field["categories"])


def test_other_formats_are_described_by_their_files(analyses: list[Analysis], tmp_path: Path) -> None:
    write_run(tmp_path, to_tables(analyses[:1]), formats=["jsonl"], charts=False)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["path"] for resource in package["resources"]} == {
        path.name for path in tmp_path.glob("*.jsonl")
    }
    assert {resource["mediatype"] for resource in package["resources"]} == {"application/jsonl"}


# --- the words are those that the code uses ----------------------------------------------------------


def words(table: str, column: str) -> set[str]:
    (found,) = [each for each in columns.table(table).columns if each.name == column]
    assert found.enum
    return {word for word, _ in found.enum}


def literals(pattern: str) -> set[str]:
    """Words in quotes at the places in the code where rows of this kind are made."""
    modules = (ROOT / "analyzer" / "extraction").glob("*.py")
    return {word for path in modules for word in re.findall(pattern, path.read_text(encoding="utf-8"))}


def test_every_kind_of_check_has_its_label() -> None:
    made = literals(r'"(\w+)",\s+"(?:error|warning|info)",')
    made |= {"total_parts", "numbering_gap", "numbering_repeat"}
    assert made
    assert made <= words("checks", "kind")
    assert words("checks", "severity") == {"error", "warning", "info"}


def test_every_method_of_keywords_has_its_label() -> None:
    stated = literals(r'method(?: in \{| [!=]= | = |: .*?)"(\w+)"')
    assert stated
    assert stated <= words("keywords", "method")


def test_every_format_that_is_read_has_its_label() -> None:
    read_by_the_reader = {"text", "html", "mhtml", "csv", "json", "jsonl"}
    assert set(READERS) | WORKBOOKS | read_by_the_reader <= words("documents", "source_format")


def test_rows_hold_no_other_words(analyses: list[Analysis]) -> None:
    tables = to_tables(analyses)
    for table in columns.TABLES:
        for column in table.columns:
            if column.enum:
                found = set(tables[table.name][column.name]) - {""}
                assert found <= {word for word, _ in column.enum}, column.name
