"""Collections: tables, workbooks and JSON with one document a row, and tables of targets."""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fixtures_xls import compound, xls
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import ReadError
from analyzer.model import Document, Failure, Metadata
from analyzer.pipeline import Analyzer
from analyzer.reading.csv_records import find_delimiter, split_rows
from analyzer.reading.inputs import find_inputs
from analyzer.reading.reader import read, read_all
from analyzer.reading.record_columns import find_roles
from analyzer.reading.xls_cells import find_percents
from analyzer.reading.xlsx_cells import inspect_workbook

TEXT = "一、主要目标\n到2025年，全县新增造林2万亩，森林覆盖率达到45%以上。"
OTHER = "到2025年，全县油茶种植面积达到30万亩，带动就业5万人。"
TITLE = "青禾县林业发展规划"
HEADER = ["序号", "标题", "发文机关", "发文字号", "成文日期", "省份", "正文"]
ROWS = [
    ["1", TITLE, "青禾县人民政府", "青府发〔2021〕3号", "2021-04-02", "江西省", TEXT],
    ["2", "油茶产业意见", "青禾县林业局;青禾县财政局", "", "二〇二一年五月十日", "江西省", OTHER],
]
STATED = [
    Metadata(TITLE, "青禾县人民政府", "青府发〔2021〕3号", datetime.date(2021, 4, 2), region="江西省"),
    Metadata("油茶产业意见", "青禾县林业局 青禾县财政局", date=datetime.date(2021, 5, 10), region="江西省"),
]


def results(path: Path, **options: str) -> list[Document | Failure]:
    return list(read_all(find_inputs([str(path)]), **options))


def documents(path: Path, **options: str) -> list[Document]:
    found = results(path, **options)
    assert all(isinstance(result, Document) for result in found), found
    return [result for result in found if isinstance(result, Document)]


def code(path: Path, **options: str) -> str:
    (result,) = results(path, **options)
    return result.code if isinstance(result, Failure) else "ok"


def csv_text(rows: list[list[str]], delimiter: str = ",") -> str:
    def cell(text: str) -> str:
        return f'"{text.replace(chr(34), chr(34) * 2)}"' if set(text) & {delimiter, '"', "\n"} else text

    return "".join(delimiter.join(cell(text) for text in row) + "\r\n" for row in rows)


def workbook(*sheets: tuple[str, list[list[Any]]], then: Callable[[Any, Any], None] | None = None) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value is not None:
                        sheet.write(number, column, value)
            if then is not None:
                then(book, sheet)
    return stream.getvalue()


def write(tmp_path: Path, name: str, data: bytes | str) -> Path:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


# one document a row

FORMATS: dict[str, Callable[[], bytes]] = {
    "表.csv": lambda: csv_text([HEADER, *ROWS]).encode("utf-8-sig"),
    "国标.csv": lambda: csv_text([HEADER, *ROWS]).encode("gb18030"),
    "分号.csv": lambda: csv_text([HEADER, *ROWS], ";").encode("utf-16"),
    "制表.tsv": lambda: csv_text([HEADER, *ROWS], "\t").encode(),
    "逗号.txt": lambda: csv_text([HEADER, *ROWS]).encode(),
    "表.xlsx": lambda: workbook(("政策库", [HEADER, *ROWS])),
    "改名.xls": lambda: workbook(("政策库", [["政策清单"], [], HEADER, *ROWS])),
    "集.json": lambda: json.dumps([dict(zip(HEADER, row, strict=True)) for row in ROWS]).encode(),
    "包.json": lambda: json.dumps(
        {"code": 0, "data": {"rows": [dict(zip(HEADER, row, strict=True)) for row in ROWS]}}
    ).encode(),
    "集.jsonl": lambda: "\n".join(json.dumps(dict(zip(HEADER, row, strict=True))) for row in ROWS).encode(),
    "行.txt": lambda: "\n".join(json.dumps(dict(zip(HEADER, row, strict=True))) for row in ROWS).encode(),
}


@pytest.mark.parametrize(("name", "make"), FORMATS.items(), ids=FORMATS.keys())
def test_every_format_gives_the_same_documents(tmp_path: Path, name: str, make: Callable[[], bytes]) -> None:
    found = documents(write(tmp_path, name, make()))
    assert [document.text for document in found] == [TEXT, OTHER]
    assert [document.metadata for document in found] == STATED
    assert [document.doc_id for document in found] == [TITLE, "油茶产业意见"]
    assert all(document.warnings == () for document in found)
    for document in found:
        assert [(block.start, block.end) for block in document.blocks] == [(0, len(document.text))]


def test_places_in_the_file(tmp_path: Path) -> None:
    table = documents(write(tmp_path, "表.csv", csv_text([HEADER, *ROWS])))
    assert [document.source_path.rpartition("/")[2] for document in table] == ["表.csv:2", "表.csv:3"]
    assert [document.blocks[0].place for document in table] == ["第2行", "第3行"]
    sheet = documents(write(tmp_path, "表.xlsx", workbook(("政策库", [["清单"], HEADER, *ROWS]))))
    assert [document.source_path.rpartition("/")[2] for document in sheet] == [
        "表.xlsx:政策库!G3", "表.xlsx:政策库!G4",
    ]  # fmt: skip
    assert sheet[0].blocks[0].place == "政策库!G3"


def test_several_sheets_and_rows_without_text(tmp_path: Path) -> None:
    rows = [["标题", "全文"], ["甲", TEXT], ["乙", ""], [None, None], ["丙", OTHER]]
    data = workbook(("2020年", rows), ("说明", [["本表由县统计局整理"]]), ("2021年", rows[:2]))
    found = results(write(tmp_path, "库.xlsx", data))
    assert [result.code if isinstance(result, Failure) else result.text for result in found] == [
        TEXT, "E_EMPTY", OTHER, TEXT,
    ]  # fmt: skip
    assert len({result.doc_id for result in found}) == 4
    assert found[2].source_path.endswith("库.xlsx:2020年!B5")


def test_hidden_sheets_are_left_out(tmp_path: Path) -> None:
    def hide(book: Any, sheet: Any) -> None:
        if sheet.name == "旧":
            sheet.hide()

    rows = [["标题", "正文"], ["甲", TEXT]]
    assert len(documents(write(tmp_path, "库.xlsx", workbook(("新", rows), ("旧", rows), then=hide)))) == 1


def test_text_column_by_name(tmp_path: Path) -> None:
    rows = [["编号", "正文", "解读稿"], ["a", TEXT, OTHER]]
    for name, data in (("表.csv", csv_text(rows).encode()), ("表.xlsx", workbook(("表", rows)))):
        path = write(tmp_path, name, data)
        assert [document.text for document in documents(path)] == [TEXT]
        assert [document.text for document in documents(path, text_column=" 解读稿")] == [OTHER]
        assert code(path, text_column="没有的列") == "E_FORMAT"
        assert read(path, text_column="解读稿").doc_id == "a"


def test_the_message_names_the_columns(tmp_path: Path) -> None:
    path = write(tmp_path, "表.csv", "编号,名目\n1,造林\n")
    with pytest.raises(ReadError, match=r"编号、名目.*--text-column"):
        read(path)


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        (["Title", "Full Text", "Publish_Date"], {"title": 0, "text": 1, "published": 2}),
        (["标题 ", "内容", "正文（全文）"], {"title": 0, "text": 1}),
        (["内容", "正文"], {"text": 1}),
        (
            ["法规标题", "发布部门", "发文字号", "公布日期", "全文"],
            {"title": 0, "issuer": 1, "doc_number": 2, "published": 3, "text": 4},
        ),
        (["序号", "指标", "单位"], {}),
    ],
)
def test_columns_by_their_usual_names(header: list[str], roles: dict[str, int]) -> None:
    assert find_roles(header) == roles


def test_what_the_columns_state_leads_the_analysis(analyzer: Analyzer, tmp_path: Path) -> None:
    rows = [
        ["标题", "省份", "城市", "正文"],
        ["关于发展林业的意见", "江西省", "赣州市", f"广东省来宾考察。全省造林。{OTHER}"],
    ]
    rows += [
        ["关于发展林业的意见", "吉林", "", TEXT],
        ["关于发展林业的意见", "全国", "", TEXT],
        ["意见", "云岭省", "", TEXT],
    ]
    found = [
        analyzer.analyze(row, keywords=False) for row in documents(write(tmp_path, "表.csv", csv_text(rows)))
    ]
    metadata = [analysis.document.metadata for analysis in found]
    assert [(row.region, row.region_code, row.admin_level) for row in metadata] == [
        ("赣州市", "360700", "municipal"), ("吉林省", "220000", "provincial"), ("全国", "", "national"),
        ("云岭省", "", ""),
    ]  # fmt: skip
    assert {row.doc_type for row in metadata} == {"意见"}


@pytest.mark.parametrize(
    "number",
    ["青府发〔2021〕3号", "青府发[2021]3号", "青府发（2021） 3号", "青府发【2021】3号", "青府发［2021］3号"],
)
def test_numbers_in_all_brackets(analyzer: Analyzer, tmp_path: Path, number: str) -> None:
    (row,) = documents(write(tmp_path, "表.csv", csv_text([["文号", "正文"], [number, TEXT]])))
    assert analyzer.analyze(row, keywords=False).document.metadata.doc_number == "青府发〔2021〕3号"


def test_a_date_in_the_text_outranks_that_of_publication(tmp_path: Path) -> None:
    rows = [["标题", "发布日期", "正文"]]
    rows += [
        ["某县规划", "2021/5/1", f"{TEXT}\n青禾县人民政府\n2021年4月2日"],
        ["某县规划", "2021/5/1", TEXT],
    ]
    found = documents(write(tmp_path, "表.csv", csv_text(rows)))
    assert [document.metadata.date for document in found] == [None, datetime.date(2021, 5, 1)]


def test_values_that_mean_nothing(tmp_path: Path) -> None:
    rows = [["标题", "发文字号", "成文日期", "文种", "正文"], ["nan", "无", "不详", "其它", TEXT]]
    (document,) = documents(write(tmp_path, "表.csv", csv_text(rows)))
    assert document.metadata == Metadata()


def test_cells_that_hold_pages(tmp_path: Path) -> None:
    table = "<table><tr><td>指标</td><td>值</td></tr><tr><td>造林</td><td>2</td></tr></table>"
    page = f"<p>一、目标</p><p>{OTHER}</p>{table}"
    (document,) = documents(write(tmp_path, "表.csv", csv_text([["标题", "正文"], ["甲", page]])))
    assert document.text == f"一、目标\n{OTHER}\n指标\t值\n造林\t2"
    assert (len(document.tables), document.blocks[0].place) == (1, "第2行 第1段")


def test_texts_at_the_limit_of_a_cell_are_doubtful(tmp_path: Path) -> None:
    text = "造林" * 20_000
    (document,) = documents(
        write(tmp_path, "表.xlsx", workbook(("表", [["标题", "正文"], ["甲", text[:32_767]]])))
    )
    assert document.warnings[0].startswith("W_TRUNCATED ")
    (document,) = documents(write(tmp_path, "表.csv", csv_text([["标题", "正文"], ["甲", text * 5]])))
    assert (len(document.text), document.warnings) == (200_000, ())


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ([{"text": "一"}, {"text": "二"}], ["一", "二"]),
        ({"text": "一", "meta": [{"a": 1}]}, ["一"]),
        ([{"id": 7, "fields": {"标题": "甲", "正文": "一"}}], ["一"]),
        ([{"content": ["第一段", "第二段"]}], ["第一段\n第二段"]),
        ({"page": {"list": [{"正文": "一"}]}, "other": []}, ["一"]),
        ([{"text": "一"}, {"url": "x"}], ["一", "E_FORMAT"]),
        ([{"url": "x"}], ["E_FORMAT"]),
        ([], ["E_FORMAT"]),
        ([1, 2], ["E_FORMAT"]),
        ("一", ["E_FORMAT"]),
    ],
)
def test_shapes_of_json(tmp_path: Path, value: object, texts: list[str]) -> None:
    found = results(write(tmp_path, "集.json", json.dumps(value)))
    assert [result.code if isinstance(result, Failure) else result.text for result in found] == texts


def test_text_that_begins_like_json_is_text(tmp_path: Path) -> None:
    for text in ("[通知]\n各县：[略]", "{草案}\n一、目标{略}", "[1]"):
        (document,) = documents(write(tmp_path, "文.txt", text))
        assert (document.text, document.source_format) == (text, "text")


# tables of targets

TARGETS = [
    ["青禾县“十四五”林业发展主要指标"],
    ["序号", "指标", "单位", "2020年", "2025年", "属性"],
    ["1", "森林覆盖率", "%", 44, 45.5, "约束性"],
    ["2", "造林面积", "万亩", "—", "[20]", "预期性"],
    ["注：带[ ]的为五年累计数。"],
]
TARGET_TEXT = (
    "青禾县“十四五”林业发展主要指标\n序号\t指标\t单位\t2020年\t2025年\t属性\n1\t森林覆盖率\t%\t44\t45.5\t约束性\n"
    "2\t造林面积\t万亩\t—\t[20]\t预期性\n注：带[ ]的为五年累计数。"
)


def test_table_of_targets_is_one_document(tmp_path: Path) -> None:
    (document,) = documents(write(tmp_path, "指标.xlsx", workbook(("附表1", TARGETS))))
    width = len(TARGETS[1])
    assert [line.rstrip("\t") for line in document.text.split("\n")] == TARGET_TEXT.split("\n")
    (table,) = document.tables
    assert [(cell.row, cell.column) for cell in table.cells[: width + 1]] == [
        (0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (1, 0),
    ]  # fmt: skip
    places = {document.text[block.start : block.end]: block.place for block in document.blocks}
    assert places[TARGETS[0][0]] == "附表1!A1"
    assert places["45.5"] == "附表1!E3"
    assert (document.doc_id, document.source_format) == ("指标", "xlsx")


def test_table_of_targets_in_text(tmp_path: Path) -> None:
    rows = [[str(value) for value in row] + [""] * (6 - len(row)) for row in TARGETS]
    (document,) = documents(write(tmp_path, "指标.csv", csv_text(rows)))
    assert "1\t森林覆盖率\t%\t44\t45.5\t约束性" in document.text
    assert (
        next(block.place for block in document.blocks if document.text[block.start : block.end] == "45.5")
        == "第3行第5列"
    )


def test_merged_cells_percent_and_dates(tmp_path: Path) -> None:
    def then(book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:A2", "指标")
        sheet.merge_range("B1:C1", "目标值")
        sheet.write(2, 2, 0.455, book.add_format({"num_format": "0.0%"}))
        sheet.write(3, 1, 0.1 + 0.2)
        sheet.write(3, 2, 1_200_000_000_000_000.0)
        sheet.write_datetime(
            4, 1, datetime.datetime(2021, 4, 2), book.add_format({"num_format": "yyyy-mm-dd"})
        )
        sheet.write(4, 2, True)

    rows = [["指标", "目标值"], [None, "2020年", "2025年"], ["森林覆盖率", 0.44], ["造林"], ["通过"]]
    (document,) = documents(write(tmp_path, "表.xlsx", workbook(("表", rows), then=then)))
    assert document.text == (
        "指标\t目标值\n2020年\t2025年\n森林覆盖率\t0.44\t45.5%\n造林\t0.3\t1200000000000000\n通过\t2021-04-02\t是"
    )
    spans = [
        (cell.row, cell.column, cell.row_span, cell.column_span) for cell in document.tables[0].cells[:4]
    ]
    assert spans == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]


def test_old_workbooks(tmp_path: Path) -> None:
    rows = [
        ["指标", "单位", "2020年", "2025年"],
        ["森林覆盖率", None, 0.44, 0.455],
        ["造林面积", "万亩", 1.5, 20.0],
    ]
    (document,) = documents(write(tmp_path, "指标.xls", xls("附表", rows, {(1, 2), (1, 3)})))
    assert document.text == "指标\t单位\t2020年\t2025年\n森林覆盖率\t\t44%\t45.5%\n造林面积\t万亩\t1.5\t20"
    assert (
        next(block.place for block in document.blocks if document.text[block.start : block.end] == "45.5%")
        == "附表!D2"
    )
    assert document.source_format == "xls"
    found = documents(write(tmp_path, "库.et", xls("政策", [HEADER, *ROWS])))
    assert [(document.text, document.metadata) for document in found] == list(
        zip([TEXT, OTHER], STATED, strict=True)
    )


def test_a_workbook_that_asks_for_all_memory(tmp_path: Path) -> None:
    old = bytearray(xls("附表", [["指标", "单位"], ["森林覆盖率", 0.44]]))
    dimensions = old.index(struct.pack("<HH", 0x0200, 14))
    old[dimensions + 4 : dimensions + 8] = struct.pack("<I", 0x7500)  # the first row lies behind the last
    assert code(write(tmp_path, "表.xls", bytes(old))) == "E_MEMORY"


def test_several_tables_are_one_document(tmp_path: Path) -> None:
    (document,) = documents(write(tmp_path, "表.xlsx", workbook(("一", TARGETS), ("二", TARGETS[1:4]))))
    assert len(document.tables) == 2
    for table in document.tables:
        assert document.text[table.start : table.end].startswith("序号\t指标")
        cell = table.cells[7]
        assert document.text[cell.start : cell.end] == "森林覆盖率"


def test_a_table_of_tasks_is_no_list_of_documents(tmp_path: Path) -> None:
    rows = [["序号", "内容", "责任单位"], ["1", "扩大造林", "县林业局"], ["2", "加强管护", "县林业局"]]
    (document,) = documents(write(tmp_path, "分工.xlsx", workbook(("表", rows))))
    assert document.text == "序号\t内容\t责任单位\n1\t扩大造林\t县林业局\n2\t加强管护\t县林业局"


# tables in text

CELL = st.text(alphabet='ab,;\t" \n|造林', max_size=8)


@given(
    rows=st.lists(
        st.lists(CELL, min_size=3, max_size=3).filter(lambda row: any(map(str.strip, row))),
        min_size=1,
        max_size=6,
    ),
    delimiter=st.sampled_from(",;\t|"),
)
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read(rows: list[list[str]], delimiter: str) -> None:
    text = csv_text(rows, delimiter).replace("\r\n", "\n")
    assert [list(row.cells) for row in split_rows(text, delimiter)] == rows


@given(text=st.text(alphabet='a,"\n', max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_split_without_loss(text: str) -> None:
    cells = [cell for row in split_rows(text, ",") for cell in row.cells]
    assert "".join(cells).count("a") == text.count("a")


def test_quotes_that_nobody_closes() -> None:
    assert [row.cells for row in split_rows('标题,正文\n甲,"造林\n乙,护林\n', ",")] == [
        ("标题", "正文"), ("甲", '"造林'), ("乙", "护林"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("标题,正文\n甲,造林；护林，用林\n", ","),
        ("标题\t正文\n甲\t造林,护林\n乙\t用林,\n", "\t"),
        ("标题|正文\n甲|造林\n", "|"),
        ("标题，正文\n甲，造林\n", "，"),
        ("正文\n造林2万亩\n", ""),
        ("", ""),
    ],
)
def test_delimiters(text: str, delimiter: str) -> None:
    assert find_delimiter(text) == delimiter


def test_prose_named_csv_is_text(tmp_path: Path) -> None:
    (document,) = documents(write(tmp_path, "文.csv", TEXT))
    assert (document.text, document.source_format) == (TEXT, "text")


@pytest.mark.parametrize("unit", ['"', '","', "1,", "\n", '""', "a\n", '",\n', "一是,"])
def test_linear_time(tmp_path: Path, unit: str) -> None:
    def seconds(size: int) -> float:
        text = "标题,正文\n" + unit * (size // len(unit))
        start = time.process_time()
        for _ in split_rows(text, ","):
            pass
        find_delimiter(text)
        return time.process_time() - start

    small = max(seconds(50_000), 0.02)
    assert min(seconds(200_000), seconds(200_000)) < 8 * small


# dangers


def repack(data: bytes, changes: dict[str, bytes | None], **options: Any) -> bytes:
    """A workbook with some entries changed, left out or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {**dict.fromkeys(old.namelist()), **changes}:
            entry = changes.get(name, b"")
            if entry is not None:
                new.writestr(name, changes[name] or b"" if name in changes else old.read(name))
    return stream.getvalue()


PLAIN = workbook(("表", [["标题", "正文"], ["甲", TEXT]]))
SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
FAR = (
    b"<worksheet " + NAMESPACE + b'><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)


def damaged(data: bytes, name: str) -> bytes:
    """A workbook with a byte changed inside an entry."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.getinfo(name).header_offset + 30 + len(name) + 40
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


DANGERS: dict[str, tuple[bytes, str]] = {
    "半截.xlsx": (PLAIN[: len(PLAIN) // 2], "E_ZIP"),
    "坏条目.xlsx": (damaged(PLAIN, SHEET), "E_ZIP"),
    "缺工作簿.xlsx": (repack(PLAIN, {"xl/workbook.xml": None}), "E_FORMAT"),
    "缺表.xlsx": (repack(PLAIN, {SHEET: None}), "E_FORMAT"),
    "空表.xlsx": (workbook(("表", [])), "E_EMPTY"),
    "只有表头.xlsx": (workbook(("表", [["标题", "正文"]])), "E_EMPTY"),
    "不是XML.xlsx": (repack(PLAIN, {"xl/workbook.xml": b"oops"}), "E_XML"),
    "文档类型.xlsx": (repack(PLAIN, {SHEET: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + FAR}), "E_XML"),
    "文档类型2.xlsx": (repack(PLAIN, {"xl/styles.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "E_XML"),
    "最远的格.xlsx": (repack(PLAIN, {SHEET: FAR}), "E_TOO_LARGE"),
    "炸弹.xlsx": (repack(PLAIN, {"xl/sharedStrings.xml": b" " * 30_000_000}), "E_TOO_LARGE"),
    "二进制.xlsx": (repack(PLAIN, {"xl/workbook.bin": b"\0"}), "E_FORMAT"),
    "加密.xlsx": (compound({"EncryptionInfo": b"", "EncryptedPackage": b""}), "E_ENCRYPTED"),
    "加密.docx": (compound({"EncryptedPackage": b""}), "E_ENCRYPTED"),
    "坏.xls": (compound({"Workbook": b""}), "E_FORMAT"),
    "零头.xls": (compound({"Workbook": b"\x09\x08\x10\0\0\x06" + b"\0" * 5000}), "E_FORMAT"),
    "坏.et": (compound({"Workbook": b"", "EtCustomData": b""}), "E_FORMAT"),
    "空.csv": (b"\n\n", "E_EMPTY"),
    "只有表头.csv": ("标题,正文\n".encode(), "E_EMPTY"),
    "空.json": (b"", "E_EMPTY"),
    "坏.json": (b'{"a": ', "E_FORMAT"),
    "深.json": (b"[" * 200_000, "E_TOO_DEEP"),
    "深对象.json": (b'{"a":' * 200_000, "E_TOO_DEEP"),
    "大数.json": (b'[{"text": "a", "id": 1' + b"0" * 100_000 + b"}]", "ok"),
    "无穷.json": (b'[{"text": "a", "id": NaN}]', "ok"),
    "代理.json": (b'[{"text": "\\ud800\\u9020"}]', "ok"),
    "数据.xml": (b"<?xml version='1.0'?><data><row/></data>", "E_FORMAT"),
    "坏.mht": (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\n--x--\n", "E_FORMAT"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "expected"), [(name, *danger) for name, danger in DANGERS.items()], ids=DANGERS.keys()
)
def test_dangers(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    start = time.monotonic()
    path = write(tmp_path, name, data)
    assert code(path) == expected
    assert time.monotonic() - start < 5
    for result in results(path):
        if isinstance(result, Failure):
            assert any("\u4e00" <= character <= "\u9fff" for character in result.message)
        else:
            result.text.encode()


@pytest.mark.parametrize("cut", [0.1, 0.9, 0.999])
def test_workbooks_cut_short(tmp_path: Path, cut: float) -> None:
    assert code(write(tmp_path, "表.xlsx", PLAIN[: int(cut * len(PLAIN))])) == "E_ZIP"


@given(flips=st.lists(st.integers(0, len(PLAIN) - 1), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_damaged_workbooks_are_inspected_with_care(flips: list[int]) -> None:
    data = bytearray(PLAIN)
    for at in flips:
        data[at] ^= 0xFF
    with contextlib.suppress(ReadError):
        inspect_workbook(bytes(data))


OLD = xls("附表", [["指标", "单位"], ["森林覆盖率", 0.44]], {(1, 1)})


@given(flips=st.dictionaries(st.integers(0, len(OLD) - 1), st.integers(0, 255)), cut=st.integers(0, len(OLD)))
@settings(max_examples=200, deadline=None)
def test_damaged_old_workbooks_are_inspected_with_care(flips: dict[int, int], cut: int) -> None:
    data = bytearray(OLD)
    for at, value in flips.items():
        data[at] = value
    assert isinstance(find_percents(bytes(data)), dict)
    assert isinstance(find_percents(OLD[:cut]), dict)


def test_a_saved_page_in_one_file(tmp_path: Path) -> None:
    import quopri

    page = quopri.encodestring(
        f"<html><body><div id='zoom'><p>{OTHER}</p></div></body></html>".encode("gb18030")
    ).decode()
    mail = (
        "From: <Saved by Blink>\nSubject: =?utf-8?B?6YCa55+l?=\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----x"\n\n------x\n'
        f"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n{page}\n------x--\n"
    )
    (document,) = documents(write(tmp_path, "页.mht", mail))
    assert (document.text, document.source_format, document.encoding) == (OTHER, "mhtml", "gb18030")
