"""Tables and the files they are written to."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import OutputError
from analyzer.lexicon import schema
from analyzer.model import (
    Analysis,
    Block,
    Check,
    Document,
    Failure,
    Item,
    Keyword,
    Mention,
    Metadata,
    Period,
    Target,
    Task,
)
from analyzer.presentation import columns
from analyzer.presentation.cells import csv_cell, plain_number
from analyzer.presentation.columns_page import columns_page
from analyzer.presentation.files import LOCK_NAME, check_folder, locked, write_bytes, write_file
from analyzer.presentation.tables import build_tables
from analyzer.presentation.writing import write_csv, write_run

ROOT = Path(__file__).parent.parent

# the names other people's dashboards hang on, in their order
CONTRACT = {
    "documents": "doc_id title issuer doc_number date doc_type region region_code admin_level source_path "
    "source_format encoding n_chars n_targets n_tasks sha256 status warnings",
    "sections": "doc_id section_id parent_id level marker ordinal title start end",
    "targets": "doc_id target_id indicator indicator_id value value_max unit value_text comparator measure "
    "direction status tone period_text period_start period_end binding scope region_code section sentence "
    "start end rule",
    "tasks": "doc_id task_id parent_id group_id level marker ordinal title text action object lead_agencies "
    "support_agencies deadline status announced_count section start end",
    "checks": "doc_id check_id kind severity message expected found start end",
    "keywords": "doc_id rank term score count method pos category is_new",
    "mentions": "doc_id kind text canonical start end code",
}


def item(number: int, *, parent: int | None = None, inline: bool = False, title: str = "做好工作") -> Item:
    return Item(
        marker="一是" if inline else "（一）",
        style="inline" if inline else "heading",
        level=1 if parent is None else 2,
        ordinal=str(number),
        title=title,
        start=number * 10,
        title_start=number * 10 + 3,
        title_end=number * 10 + 7,
        own_end=number * 10 + 8,
        end=number * 10 + 9,
        parent=parent,
        group=0 if parent is None else 1,
        announced=2 if number == 0 else None,
        inline=inline,
    )


def target(**changes: object) -> Target:
    facts: dict[str, object] = {
        "indicator": "地区生产总值",
        "indicator_id": "gdp",
        "value": Decimal("5.3E+10"),
        "value_max": None,
        "unit": "元",
        "value_text": "530亿元",
        "comparator": "ge",
        "measure": "level",
        "direction": "",
        "status": "target",
        "tone": "hard",
        "period": Period("到2030年", None, date(2030, 12, 31)),
        "binding": "",
        "scope": "",
        "region_code": "",
        "section": "（一）主要目标",
        "sentence": "到2030年，全市地区生产总值不低于530亿元。",
        "start": 18,
        "end": 23,
        "rule": "verb",
    }
    return Target(**(facts | changes))  # type: ignore[arg-type]


def analysis(doc_id: str = "云岭市2026", **changes: object) -> Analysis:
    outline = (item(0), item(1, parent=0), item(2, parent=1, inline=True), item(3, parent=2))
    tasks = tuple(
        Task(each, each.parent, "做好工作。", "做好", "工作", ("市发改委", "市财政局"), (), None, "plan", "")
        for each in outline
    )
    facts: dict[str, object] = {
        "document": Document(
            doc_id,
            "到2030年，全市地区生产总值不低于530亿元。",
            Metadata(title="云岭市政府工作报告", date=date(2026, 1, 8)),
        ),
        "outline": outline,
        "targets": (target(), target(period=None, value=None, indicator="=1+1")),
        "tasks": tasks,
        "keywords": (Keyword("梯田旅游", 3.14159265, 7, "tfidf", "n", "文旅", True),),
        "mentions": (Mention("region", "云岭市", "", 0, 3),),
        "checks": (Check("count", "warning", "预告 2 项，找到 1 项。", "2", "1", 0, 3),),
    }
    return Analysis(**(facts | changes))  # type: ignore[arg-type]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# --- the column list ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_stand_in_the_agreed_order(name: str) -> None:
    agreed = CONTRACT[name].split()
    assert [column.name for column in columns.table(name).columns][: len(agreed)] == agreed


def test_no_table_beyond_the_agreed_ones_is_empty_of_explanations() -> None:
    for table in columns.TABLES:
        assert set(table.key) <= {column.name for column in table.columns}
        for column in table.columns:
            assert column.title, column.name
            assert column.description, column.name


def test_words_of_the_columns_are_those_of_the_dictionaries() -> None:
    pairs = {
        "comparator": schema.COMPARATORS,
        "measure": schema.MEASURES,
        "direction": schema.DIRECTIONS,
        "status": schema.TARGET_STATUSES,
        "tone": schema.TONES,
    }
    for column in columns.TARGETS.columns:
        if column.name in pairs:
            assert {word for word, _ in column.enum} == pairs[column.name]
    status = next(column for column in columns.TASKS.columns if column.name == "status")
    assert {word for word, _ in status.enum} == schema.TASK_STATUSES


def test_references_name_existing_columns() -> None:
    known = {f"{table.name}.{column.name}" for table in columns.TABLES for column in table.columns}
    wanted = {c.references for table in columns.TABLES for c in table.columns if c.references}
    assert wanted
    assert wanted <= known


def test_the_docs_page_is_current() -> None:
    assert (ROOT / "docs" / "columns.md").read_text(encoding="utf-8") == columns_page()


# --- tables ------------------------------------------------------------------------------------------


def test_every_table_has_all_its_columns_even_without_rows() -> None:
    tables = build_tables([], [])
    assert {name: list(table.columns) for name, table in tables.items()} == {
        table.name: [column.name for column in table.columns] for table in columns.TABLES
    }
    assert all(table.empty for table in tables.values())


def test_rows_say_where_they_stood_in_the_source() -> None:
    """The sample's items begin at 0, 10, 20, 30, its target at 18, its check and its mention at 0."""
    blocks = (Block(0, 8, "第1段", 1), Block(9, 21, "第2段", 1), Block(22, 40, "表1第2行第3列", 2))
    tables = build_tables([analysis(document=Document("甲", "正文" * 30, blocks=blocks))])

    def places(name: str) -> list[tuple[object, object]]:
        return list(zip(tables[name]["page"], tables[name]["block"], strict=True))

    assert places("sections") == [(1, "第1段"), (1, "第2段"), (2, "表1第2行第3列")]
    assert places("tasks") == [(1, "第1段"), (1, "第2段"), (1, "第2段"), (2, "表1第2行第3列")]
    assert places("targets") == [(1, "第2段"), (1, "第2段")]
    assert places("checks") == places("mentions") == [(1, "第1段")]


@pytest.mark.parametrize("start", [8, 21, 40, 1000])
def test_what_stands_between_blocks_has_no_place(start: int) -> None:
    blocks = (Block(1, 8, "第1段"), Block(9, 21, "第2段"), Block(22, 40, "第3段"))
    tables = build_tables(
        [analysis(document=Document("甲", "正文", blocks=blocks), targets=(target(start=start),))]
    )
    assert tables["targets"]["page"].isna().all()
    assert list(tables["targets"]["block"]) == [""]


def test_plain_text_has_no_places() -> None:
    tables = build_tables([analysis()])
    for name in ("sections", "targets", "tasks", "checks", "mentions"):
        assert set(tables[name]["block"]) == {""}
        assert tables[name]["page"].isna().all()


def test_sections_are_headings_and_skip_inline_parents() -> None:
    sections = build_tables([analysis()])["sections"]
    assert list(sections["section_id"]) == ["s1", "s2", "s3"]
    assert list(sections["parent_id"]) == ["", "s1", "s2"]


def test_tasks_point_to_their_parents_and_join_agencies() -> None:
    tasks = build_tables([analysis()])["tasks"]
    assert list(tasks["parent_id"]) == ["", "k1", "k2", "k3"]
    assert tasks.loc[0, "lead_agencies"] == "市发改委；市财政局"
    assert list(tasks["group_id"]) == ["g0", "g1", "g1", "g1"]
    assert tasks["announced_count"].tolist()[0] == 2
    assert tasks["announced_count"].isna().tolist() == [False, True, True, True]


def test_numbers_stay_exact_and_periods_become_dates() -> None:
    targets = build_tables([analysis()])["targets"]
    assert targets.loc[0, "value"] == Decimal("53000000000")
    assert targets.loc[1, "value"] is None
    assert list(targets["period_end"]) == ["2030-12-31", ""]
    assert list(targets["period_start"]) == ["", ""]


def test_documents_say_how_the_reading_went() -> None:
    warned = Document("甲", "正文", warnings=("W_CID 有读不出的字符。", "W_DATE 没有日期。"))
    documents = build_tables(
        [analysis(), analysis(document=warned)],
        [Failure("乙", "乙.pdf", "E_NO_TEXT_LAYER", "没有文字层，请先做文字识别。")],
    )["documents"]
    assert list(documents["status"]) == ["ok", "warning", "error"]
    assert list(documents["warnings"]) == [
        "",
        "W_CID 有读不出的字符；W_DATE 没有日期",
        "E_NO_TEXT_LAYER 没有文字层，请先做文字识别",
    ]
    assert documents["n_targets"].isna().tolist() == [False, False, True]
    assert documents.loc[0, "date"] == "2026-01-08"


def test_numbers_can_be_compared_where_some_are_missing() -> None:
    targets = build_tables([analysis()])["targets"]
    assert list(targets["value"] > 0) == [True, False]


# --- cells -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_formula_starts_are_quoted(start: str) -> None:
    assert csv_cell(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@pytest.mark.parametrize("text", ["-5", "+3.5", "-0.25"])
def test_numbers_stay_numbers(text: str) -> None:
    assert csv_cell(text) == text
    assert csv_cell(Decimal(text)) == text.lstrip("+")


@pytest.mark.parametrize("text", ["-5\n", "-1e5", "-1-1", "-.5", "+1+cmd", "－", "——", "普通文字", "'="])
def test_only_whole_numbers_escape_the_apostrophe(text: str) -> None:
    assert csv_cell(text) == (f"'{text}" if text[0] in "+-" else text)


@given(st.text())
def test_no_cell_starts_a_formula_or_breaks_utf8(text: str) -> None:
    cell = csv_cell(text)
    cell.encode("utf-8")
    assert "\x00" not in cell
    if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")):
        float(cell)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18))
def test_decimals_are_plain_and_exact(number: Decimal) -> None:
    text = plain_number(number)
    assert set(text) <= set("-0123456789.")
    assert Decimal(text) == number


@pytest.mark.parametrize("number", [Decimal("NaN"), Decimal("Infinity"), float("inf"), float("nan")])
def test_no_infinity_reaches_a_file(number: Decimal | float) -> None:
    assert plain_number(number) == ""


# --- files -------------------------------------------------------------------------------------------


def test_a_run_is_one_folder(tmp_path: Path) -> None:
    folder = tmp_path / "结果"
    one = analysis()
    written = write_run(folder, build_tables([one]), [one.document], charts=False)
    names = {str(path.relative_to(folder)).replace(os.sep, "/") for path in written}
    assert names == {f"{name}.csv" for name in CONTRACT} | {"datapackage.json", "texts/云岭市2026.txt"}
    assert {path for path in folder.rglob("*") if path.is_file()} == set(written)

    raw = (folder / "targets.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfdoc_id,")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 3
    rows = read_csv(folder / "targets.csv")
    assert rows[0]["value"] == "53000000000"
    assert rows[0]["period_end"] == "2030-12-31"
    assert rows[1]["indicator"] == "'=1+1"
    assert rows[1]["value"] == ""
    assert read_csv(folder / "keywords.csv")[0]["is_new"] == "true"
    assert read_csv(folder / "keywords.csv")[0]["score"] == "3.141593"
    text = (folder / "texts" / "云岭市2026.txt").read_bytes()
    assert text == one.document.text.encode()
    assert json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]


def test_offsets_point_into_the_written_text(tmp_path: Path) -> None:
    text = "一、目标\n\n\u3000\u3000地区生产总值\x00530亿元。\n"
    start = text.index("530")
    one = analysis(document=Document("甲", text), targets=(target(start=start, end=start + 5),))
    write_run(tmp_path, build_tables([one]), [one.document], charts=False)
    row = read_csv(tmp_path / "targets.csv")[0]
    written = (tmp_path / "texts" / "甲.txt").read_bytes().decode()
    assert written[int(row["start"]) : int(row["end"])] == row["value_text"]


def test_an_occupied_folder_is_refused_without_force(tmp_path: Path) -> None:
    (tmp_path / "论文.docx").write_text("我的", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        write_run(tmp_path, build_tables([]), charts=False)
    assert caught.value.code == "E_EXISTS"
    assert [path.name for path in tmp_path.iterdir()] == ["论文.docx"]
    write_run(tmp_path, build_tables([]), charts=False, force=True)
    assert (tmp_path / "论文.docx").read_text(encoding="utf-8") == "我的"
    assert (tmp_path / "targets.csv").exists()


def test_an_empty_folder_may_be_used_and_a_file_may_not(tmp_path: Path) -> None:
    check_folder(tmp_path)
    file = tmp_path / "结果"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        check_folder(file)
    assert caught.value.code == "E_IO"


@pytest.mark.parametrize("doc_id", ["../逃逸", "a/b", "a\\b", "", "..", "C:x"])
def test_no_text_leaves_the_folder(tmp_path: Path, doc_id: str) -> None:
    with pytest.raises(OutputError):
        write_run(tmp_path / "out", build_tables([]), [Document(doc_id, "x")], charts=False)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "targets.csv"
    write_bytes(path, b"old")

    def fail(file: object) -> None:
        file.write(b"half")  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError) as caught:
        write_file(path, fail)
    assert caught.value.code == "E_IO"
    assert "磁盘已满" in caught.value.message
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["targets.csv"]


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "targets.csv"
    write_bytes(path, b"old")

    def interrupt(_file: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_file(path, interrupt)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["targets.csv"]


def test_names_of_255_bytes_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("汉" * 83 + ".csv")
    assert write_bytes(path, b"x").read_bytes() == b"x"


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    with locked(tmp_path):
        with pytest.raises(OutputError) as caught:
            write_run(tmp_path, build_tables([]), charts=False)
        assert caught.value.code == "E_LOCKED"
        assert [entry.name for entry in tmp_path.iterdir()] == [LOCK_NAME]
    write_run(tmp_path, build_tables([]), charts=False)
    assert not (tmp_path / LOCK_NAME).exists()


def test_a_killed_run_does_not_block_the_next(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from analyzer.presentation.files import locked\n"
        "with locked(Path(sys.argv[1])): os._exit(9)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=False)
    assert run.returncode == 9
    assert (tmp_path / LOCK_NAME).exists()
    write_run(tmp_path, build_tables([]), charts=False)


def test_standard_output_has_no_bom() -> None:
    stream = io.StringIO()
    write_csv(build_tables([analysis()])["targets"], stream)
    assert stream.getvalue().startswith("doc_id,target_id,")
    assert len(list(csv.reader(io.StringIO(stream.getvalue())))) == 3


def test_importing_the_column_list_loads_no_heavy_library() -> None:
    code = (
        "import sys, analyzer.presentation.columns, analyzer.presentation.tables, "
        "analyzer.presentation.writing\n"
        "print(sorted({'pandas', 'numpy', 'matplotlib'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
