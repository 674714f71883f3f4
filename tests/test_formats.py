"""The formats beside CSV: every value comes back, and nothing in a text is ever run."""

from __future__ import annotations

import json
import sqlite3
import sys
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas
import pytest

from analyzer import to_tables
from analyzer.cli.analyze import FORMAT_NAMES as CLI_FORMAT_NAMES
from analyzer.cli.main import run
from analyzer.errors import OutputError
from analyzer.lexicon import Lexicon
from analyzer.model import Analysis, Block, Document, Metadata
from analyzer.pipeline import Analyzer
from analyzer.presentation import columns, output_formats, sqlite, xlsx
from analyzer.presentation.columns import TABLES, describe
from analyzer.presentation.files import write_path
from analyzer.presentation.output_formats import choose_output
from analyzer.presentation.sentence_words import find_sentence_words
from analyzer.presentation.table_values import TableValues, table_values
from analyzer.presentation.writing import Extras, write_one_file, write_run
from analyzer.words.segmenter import Segmenter

TEXT = """岚山县2031年工作要点
一、发展工业。力争规模以上工业增加值增长8.25%，新增高新技术企业12家，新型储能装机达到123456789012345678千瓦。
（一）加快信息技术改造。2030年底前完成，由县工信局牵头。
（二）约束性指标：到2030年，单位生产总值能耗下降3%以上。
=cmd|'/C calc'!A0，研发投入占比达到2.5%左右。
"""
# sheets, CSV, markup and binary formats each have something to choke on here
NASTY = "=1+1 <b>&amp;\x00\x0b_x0041_\ud83d\u3000“引号”'\"\r\n末尾 "


@pytest.fixture(scope="module")
def analysis(analyzer: Analyzer) -> Analysis:
    blocks = tuple(Block(at, at + 30, f"第{at // 30 + 1}段", 1) for at in range(0, len(TEXT), 30))
    document = Document("岚山县", TEXT, Metadata(title="=标题", date=date(2031, 1, 8)), blocks=blocks)
    return analyzer.analyze(document)


@pytest.fixture(scope="module")
def values(analysis: Analysis) -> dict[str, TableValues]:
    return {name: table_values(name, table) for name, table in to_tables([analysis]).items()}


@pytest.fixture
def nasty() -> TableValues:
    """A table of one row with everything in it that files find hard, under a name nobody described."""
    row = {"doc_id": "甲", "target_id": NASTY, "indicator": "长" * 40_000, "indicator_id": ""}
    return table_values("额外", pandas.DataFrame([row], dtype=object))


def column(values: TableValues, name: str) -> list[Any]:
    names = [each.name for each in values.table.columns]
    return values.values[names.index(name)]


# --- which format ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "names", "formats", "file"),
    [
        ("结果", (), ("csv",), False),
        ("结果", ("xlsx", "csv", "xlsx"), ("xlsx", "csv"), False),
        ("结果.xlsx", (), ("xlsx",), True),
        ("结果.XLSX", ("xlsx",), ("xlsx",), True),
        ("结果.db", (), ("sqlite",), True),
        ("结果.sqlite", (), ("sqlite",), True),
        ("结果.parquet", (), ("parquet",), False),
        ("结果.dta", (), ("stata",), False),
        ("2031.1版", (), ("csv",), False),
    ],
)
def test_suffix_and_names_choose(
    path: str, names: tuple[str, ...], formats: tuple[str, ...], file: bool
) -> None:
    output = choose_output(Path(path), names)
    assert (output.formats, output.file) == (formats, file)


def test_suffix_and_name_that_disagree_are_refused() -> None:
    with pytest.raises(OutputError) as caught:
        choose_output(Path("结果.xlsx"), ["csv"])
    assert caught.value.code == "E_CONFIG"


def test_a_folder_with_a_suffix_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "旧.db"
    folder.mkdir()
    assert not choose_output(folder).file


def test_the_command_line_knows_all_formats() -> None:
    assert CLI_FORMAT_NAMES == output_formats.FORMAT_NAMES


def test_the_docs_name_every_format_and_suffix() -> None:
    page = (Path(__file__).parent.parent / "docs" / "formats.md").read_text(encoding="utf-8")
    for each in output_formats.FORMATS:
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{each.name}` ")]
        assert all(f"`{suffix}`" in row for suffix in each.suffixes)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "岚山县.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_one_run_in_several_formats(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "结果"
    chosen = ("csv", "xlsx", "jsonl")
    named = [part for name in chosen for part in ("--format", name)]
    assert run(["analyze", str(report), "-o", str(out), "--no-charts", *named]) == 0
    said = capsys.readouterr().out
    files = {path.name for path in out.iterdir()}
    for each in map(output_formats.output_format, chosen):
        stems = ["tables"] if each.one_file else [table.name for table in TABLES]
        for stem in stems:
            assert f"{stem}{each.suffixes[0]}" in files
            assert f"{stem}{each.suffixes[0]}" in said
    assert {"texts", "datapackage.json", "report.html"} <= files


def test_one_file_is_written_alone_and_not_over_another(report: Path, tmp_path: Path) -> None:
    path = tmp_path / "out" / "结果.xlsx"
    arguments = ["analyze", str(report), "-o", str(path)]
    assert run(arguments) == 0
    assert list(path.parent.iterdir()) == [path]
    before = path.read_bytes()
    assert run(arguments) == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["xlsx", "sqlite"])
def test_force_writes_over_a_file(name: str, values: dict[str, TableValues], tmp_path: Path) -> None:
    path = tmp_path / f"结果.{name}"
    path.write_bytes(b"old")
    tables = {"keywords": values["keywords"].frame}
    with pytest.raises(OutputError) as caught:
        write_one_file(path, tables, name)
    assert caught.value.code == "E_EXISTS"
    write_one_file(path, tables, name, force=True)
    assert len(path.read_bytes()) > 1000
    with pytest.raises(OutputError):
        write_one_file(tmp_path, tables, name, force=True)


def test_a_format_without_a_place_is_refused(report: Path) -> None:
    assert run(["analyze", str(report), "--stdout", "targets", "--format", "xlsx"]) == 2


# --- workbook ----------------------------------------------------------------------------------------


def open_workbook(path: Path) -> Any:
    openpyxl = pytest.importorskip("openpyxl")
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def workbook(values: dict[str, TableValues], tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("xlsx") / "tables.xlsx"
    xlsx.write_workbook(
        path, list(values.values()), {"version": "9"}, lambda name: f"reports/{name}%20甲.html"
    )
    return open_workbook(path)


def test_sheets_are_the_tables_and_their_explanation(workbook: Any) -> None:
    assert workbook.sheetnames == [*(table.title for table in TABLES), "字段说明"]
    for table in TABLES:
        sheet = workbook[table.title]
        assert [cell.value for cell in sheet[1]] == [each.title for each in table.columns]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.row_dimensions[1].height
        assert {dimension.width for dimension in sheet.column_dimensions.values()} != {13}
    explained = {(row[0], row[2]) for row in workbook["字段说明"].iter_rows(min_row=2, values_only=True)}
    assert explained >= {(table.title, each.name) for table in TABLES for each in table.columns}
    assert ("运行", "version") in explained


def test_cells_hold_the_values(workbook: Any, values: dict[str, TableValues]) -> None:
    sheet = workbook["量化指标"]
    titles = [cell.value for cell in sheet[1]]
    rows = [dict(zip(titles, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]
    targets = values["targets"]
    assert len(rows) == len(targets)
    assert [row["起点"] for row in rows] == column(targets, "start")
    assert [row["原句"] for row in rows] == column(targets, "sentence")
    exact = {str(value) for value in column(targets, "value")}
    assert {"8.25", "123456789012345678"} <= exact
    assert [str(row["数值"]) for row in rows] == [str(value) for value in column(targets, "value")]
    # more digits than a double has stay text; others are numbers one can add up
    assert {type(row["数值"]) for row in rows} == {int, float, str}
    assert {row["性质"] for row in rows} <= {"目标", "已实现", "标准"}
    assert {row["时间止"] for row in rows} & {datetime(2030, 12, 31), datetime(2031, 12, 31)}


def test_rows_link_to_their_place_in_the_report(workbook: Any, values: dict[str, TableValues]) -> None:
    sheet = workbook["量化指标"]
    links = {cell.value: cell.hyperlink for (cell,) in sheet.iter_rows(min_row=2, min_col=2, max_col=2)}
    assert set(links) == set(column(values["targets"], "target_id"))
    for name, link in links.items():
        assert (link.target, link.location) == ("reports/岚山县%20甲.html", name)
    assert workbook["文件"]["A2"].hyperlink.location is None
    assert workbook["任务"]["B2"].hyperlink.location == "k1"
    assert workbook["关键词"]["A2"].hyperlink is None


def test_without_a_report_there_are_no_links(values: dict[str, TableValues], tmp_path: Path) -> None:
    xlsx.write_workbook(tmp_path / "a.xlsx", [values["targets"]])
    sheet = open_workbook(tmp_path / "a.xlsx")["量化指标"]
    assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)


def test_no_text_is_a_formula_and_long_text_is_cut_with_a_mark(nasty: TableValues, tmp_path: Path) -> None:
    xlsx.write_workbook(tmp_path / "a.xlsx", [nasty])
    sheet = open_workbook(tmp_path / "a.xlsx")["额外"]
    text, long_text, empty = sheet["B2"], sheet["C2"], sheet["D2"]
    assert text.data_type != "f"
    assert text.value.startswith("=1+1 <b>&amp;\ufffd")
    assert text.value.endswith("末尾 ")
    assert len(long_text.value) == 32_767
    assert long_text.value.endswith("已截断）")
    assert empty.value is None


def test_what_does_not_fit_goes_on_in_the_next_sheet(values: dict[str, TableValues], tmp_path: Path) -> None:
    keywords = values["keywords"]
    assert len(keywords) > 5
    xlsx.write_workbook(tmp_path / "a.xlsx", [keywords], max_rows=4)
    book = open_workbook(tmp_path / "a.xlsx")
    sheets = [sheet for sheet in book if sheet.title.startswith("关键词")]
    assert [sheet.title for sheet in sheets][:2] == ["关键词", "关键词 (2)"]
    ranks = [row[1] for sheet in sheets for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert ranks == column(keywords, "rank")
    assert {sheet.max_row for sheet in sheets[:-1]} == {5}
    assert {sheet["A1"].value for sheet in sheets} == {"文件编号"}


def test_only_a_very_large_sheet_is_written_in_zip64(nasty: TableValues, tmp_path: Path) -> None:
    xlsx.write_workbook(tmp_path / "a.xlsx", [nasty])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert {info.extract_version for info in archive.infolist()} == {zipfile.DEFAULT_VERSION}
        assert archive.testzip() is None


def test_excel_holds_as_many_rows_as_we_put_on_a_sheet() -> None:
    assert xlsx.MAX_ROWS + 1 == 1_048_576


# --- database ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def database(
    analysis: Analysis,
    analyzer: Analyzer,
    values: dict[str, TableValues],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("sqlite") / "a.sqlite"
    tables = list(values.values())
    sqlite.write_database(path, tables, [analysis.document], analyzer.lexicon, {"version": "9"})
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def test_keys_hold(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for table in TABLES:
        key = [row[1] for row in database.execute(f'PRAGMA table_info("{table.name}")') if row[5]]
        assert key == list(table.key)
    parents = {tuple(row[2:5]) for row in database.execute("PRAGMA foreign_key_list(tasks)")}
    assert parents == {
        ("documents", "doc_id", "doc_id"),
        ("tasks", "doc_id", "doc_id"),
        ("tasks", "parent_id", "task_id"),
    }


def test_a_broken_key_is_refused(database: sqlite3.Connection) -> None:
    database.execute("PRAGMA foreign_keys=ON")
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO keywords (doc_id, rank) VALUES ('没有', 1)")
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO keywords (doc_id, rank) VALUES ('岚山县', 1)")
    database.rollback()


def test_values_in_the_database(database: sqlite3.Connection, values: dict[str, TableValues]) -> None:
    rows = database.execute('SELECT value, value_exact, period_end, start, "end" FROM targets').fetchall()
    targets = values["targets"]
    assert [Decimal(exact) for _, exact, *_ in rows] == column(targets, "value")
    assert {123456789012345678, 8.25} <= {value for value, *_ in rows}
    ends = [end.isoformat() if end else None for end in column(targets, "period_end")]
    assert [row[2] for row in rows] == ends
    assert database.execute("SELECT text FROM texts").fetchall() == [(TEXT,)]
    assert set(database.execute("SELECT is_new FROM keywords")) <= {(0,), (1,)}


def test_columns_are_explained_in_chinese(database: sqlite3.Connection) -> None:
    (statement,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'targets'").fetchone()
    for each in columns.TARGETS.columns:
        assert f"-- {each.title}：" in statement
    query = "SELECT words FROM columns WHERE table_name = 'targets' AND column_name = 'tone'"
    assert database.execute(query).fetchone() == ("hard 硬约束；soft 软约束",)


@pytest.mark.parametrize("word", ["技术", "信息技术", "信息技术改造", "储能", "岚山县", "12", "投入占比"])
def test_a_word_is_found_with_its_sentence_and_place(database: sqlite3.Connection, word: str) -> None:
    query = 'SELECT doc_id, start, "end", sentence FROM sentences_fts WHERE sentences_fts MATCH ?'
    found = database.execute(query, (word,)).fetchall()
    containing = {row[0] for row in database.execute("SELECT sentence FROM sentences") if word in row[0]}
    assert {row[3] for row in found} == containing
    for doc_id, start, end, sentence in found:
        assert doc_id == "岚山县"
        assert TEXT[start:end] == sentence


def test_words_inside_words_and_side_by_side_are_indexed_once_each(analyzer: Analyzer) -> None:
    segmenter = Segmenter(analyzer.lexicon)
    (found,) = find_sentence_words(Document("甲", "高新技术企业达到１２家"), segmenter)
    assert {"技术", "企业", "12", "高新技术企业"} <= set(found.found_by)
    assert len(found.found_by) == len(set(found.found_by))
    assert "".join(found.words) == "高新技术企业达到12家"
    assert found.sentence == "高新技术企业达到１２家"


def test_two_rows_with_one_key_are_an_error(values: dict[str, TableValues], tmp_path: Path) -> None:
    frame = values["keywords"].frame
    frame = frame.assign(rank=1)
    with pytest.raises(OutputError) as caught:
        sqlite.write_database(tmp_path / "a.sqlite", [table_values("keywords", frame)])
    assert caught.value.code == "E_CONFIG"


def test_nasty_text_in_the_database(nasty: TableValues, tmp_path: Path) -> None:
    document = Document("甲\ud800", NASTY * 3)
    sqlite.write_database(tmp_path / "a.sqlite", [nasty], [document])
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection:
        ((text, long_text),) = connection.execute('SELECT target_id, indicator FROM "额外"')
    assert text == NASTY.replace("\x00", "\ufffd").replace("\ud83d", "\ufffd")
    assert len(long_text) == 40_000


# --- JSON Lines --------------------------------------------------------------------------------------


def write_one(values: TableValues, folder: Path, name: str) -> Path:
    tables = {values.table.name: values.frame}
    (path,) = [
        path
        for path in write_run(folder, tables, formats=[name], charts=False)
        if path.stem == values.table.name
    ]
    return path


def test_json_lines_are_exact(values: dict[str, TableValues], tmp_path: Path) -> None:
    lines = write_one(values["targets"], tmp_path, "jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line, parse_float=Decimal) for line in lines]
    assert [Decimal(row["value"]) for row in rows] == column(values["targets"], "value")
    assert list(rows[0]) == [each.name for each in columns.TARGETS.columns]
    assert {row["value_max"] for row in rows} == {None}
    assert "规模以上工业增加值" in lines[0]


def test_nasty_json(nasty: TableValues, tmp_path: Path) -> None:
    (row,) = map(json.loads, write_one(nasty, tmp_path, "jsonl").read_text(encoding="utf-8").splitlines())
    assert row["target_id"] == NASTY.replace("\x00", "\ufffd").replace("\ud83d", "\ufffd")
    assert row["indicator_id"] is None


# --- Parquet -----------------------------------------------------------------------------------------


def test_parquet_keeps_types_and_titles(values: dict[str, TableValues], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = write_one(values["targets"], tmp_path, "parquet")
    table = parquet.read_table(path)
    types = {field.name: str(field.type) for field in table.schema}
    assert types["value"] == "decimal128(38, 18)"
    assert types["period_end"] == "date32[day]"
    assert types["start"] == types["page"] == "int64"
    assert table["value"].to_pylist() == column(values["targets"], "value")
    assert table["period_end"].to_pylist() == column(values["targets"], "period_end")
    assert table["tone"].to_pylist() == column(values["targets"], "tone")
    facts = table.schema.field("comparator").metadata
    assert facts[b"title"].decode() == "比较关系"
    assert json.loads(facts[b"categories"])["ge"] == "不低于"


def test_tables_without_rows_have_the_same_types(values: dict[str, TableValues], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    empty = write_one(table_values("targets", values["targets"].frame.iloc[:0]), tmp_path / "a", "parquet")
    full = write_one(values["targets"], tmp_path / "b", "parquet")
    assert parquet.read_schema(empty).equals(parquet.read_schema(full))


def test_without_pyarrow_the_message_says_what_to_do(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setattr("analyzer.presentation.parquet.find_spec", lambda name: None)
    assert run(["analyze", str(report), "-o", str(tmp_path / "out.parquet")]) == 2
    assert "pip install 'policy-analyzer[parquet]'" in capsys.readouterr().err
    assert not (tmp_path / "out.parquet").exists()


# --- Stata -------------------------------------------------------------------------------------------


def read_stata(path: Path) -> tuple[Any, Any]:
    with pandas.io.stata.StataReader(path) as reader:
        return reader.read(), {**reader.variable_labels(), "": reader.data_label}


def test_stata_has_labels_for_everything(values: dict[str, TableValues], tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        path = write_one(values["targets"], tmp_path, "stata")
    assert path.read_bytes()[:70].find(b"<release>118</release>") > 0
    frame, labels = read_stata(path)
    names = ["end_" if each.name == "end" else each.name for each in columns.TARGETS.columns]
    assert list(frame.columns) == names
    assert list(labels) == [*names, ""]
    assert labels["indicator"] == "指标"
    assert labels[""] == "量化指标"
    words = dict(columns.COMPARATOR_WORDS)
    assert list(frame["comparator"]) == [words[word] for word in column(values["targets"], "comparator")]
    assert [float(value) for value in column(values["targets"], "value")] == list(frame["value"])
    ends = [None if end is None else end.isoformat() for end in column(values["targets"], "period_end")]
    assert [None if str(end) == "NaT" else end.date().isoformat() for end in frame["period_end"]] == ends
    assert list(frame["sentence"]) == column(values["targets"], "sentence")


def test_a_word_has_the_same_number_in_every_run(values: dict[str, TableValues], tmp_path: Path) -> None:
    frame = values["targets"].frame
    order = [word for word, _ in columns.COMPARATOR_WORDS]
    for number, rows in enumerate((frame, frame.iloc[-1:])):
        path = write_one(table_values("targets", rows), tmp_path / str(number), "stata")
        numbers = pandas.read_stata(path, convert_categoricals=False)["comparator"]
        assert list(numbers) == [order.index(word) for word in rows["comparator"]]


def test_long_and_nasty_text_in_stata(nasty: TableValues, tmp_path: Path) -> None:
    frame, _ = read_stata(write_one(nasty, tmp_path, "stata"))
    assert frame.loc[0, "target_id"] == NASTY.replace("\x00", "\ufffd").replace("\ud83d", "\ufffd")
    assert len(frame.loc[0, "indicator"]) == 40_000


@pytest.mark.parametrize("name", output_formats.FORMAT_NAMES)
def test_tables_without_rows(name: str, tmp_path: Path) -> None:
    written = write_run(tmp_path, to_tables([]), formats=[name], charts=False)
    assert len(written) >= 1 + (not output_formats.output_format(name).one_file)
    assert all(path.exists() for path in written)


def test_lone_surrogates_reach_no_table() -> None:
    tables = to_tables([Analysis(Document("甲\ud800", "乙\udfff"), (), (), (), (), (), ())])
    assert tables["documents"].loc[0, "doc_id"] == "甲\ufffd"


@pytest.mark.parametrize("name", output_formats.FORMAT_NAMES)
def test_dataframes_with_dates_and_categories_are_written_alike(
    name: str, values: dict[str, TableValues], tmp_path: Path
) -> None:
    frame = values["targets"].frame
    typed = frame.assign(
        period_end=pandas.to_datetime(frame["period_end"].replace("", None)),
        tone=frame["tone"].astype("category"),
    )
    plain, other = (
        write_run(tmp_path / kind, {"targets": table}, formats=[name], charts=False)[0]
        for kind, table in (("plain", frame), ("typed", typed))
    )
    if name in ("csv", "jsonl", "parquet"):
        assert plain.read_bytes() == other.read_bytes()
    else:
        assert table_values("targets", typed).values == values["targets"].values
        assert other.stat().st_size


# --- whatever happens, the old file stays ------------------------------------------------------------


@pytest.mark.parametrize("name", ["xlsx", "sqlite"])
def test_a_failed_write_leaves_the_old_file(
    name: str, values: dict[str, TableValues], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"结果.{name}"
    path.write_bytes(b"old")
    module, function = {"xlsx": (xlsx, "rows_xml"), "sqlite": (sqlite, "find_sentence_words")}[name]

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, function, fail)
    tables = {"keywords": values["keywords"].frame}
    with pytest.raises(OutputError) as caught:
        write_one_file(path, tables, name, Extras([Document("甲", TEXT)], {}, Lexicon), force=True)
    assert "磁盘已满" in caught.value.message
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_a_writer_that_makes_no_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_path(tmp_path / "a", lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_a_date_that_is_none_is_named(values: dict[str, TableValues]) -> None:
    frame = values["targets"].frame.assign(period_end="2030年底")
    with pytest.raises(OutputError, match="2030年底"):
        table_values("targets", frame)


def test_columns_nobody_described_are_text() -> None:
    table = describe("targets", ["doc_id", "target_id", "备注"])
    assert table.key == ("doc_id", "target_id")
    assert [(each.title, each.type) for each in table.columns][-1] == ("备注", "string")
    assert describe("targets", ["备注"]).key == ()
