"""OFD files: text objects with places in, paragraphs with pages out."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fixtures_docx import make_zip
from fixtures_ofd import LEFT, PITCH, SIZE, TOP, from_text, make_ofd, table_objects, text_object
from hypothesis import given, settings
from hypothesis import strategies as st
from test_docx import SAMPLES, facts

from analyzer.errors import ReadError
from analyzer.pipeline import Analyzer
from analyzer.reading.ofd import read_ofd
from analyzer.reading.ofd_rules import Rule, find_boxes, read_rules

FULL = "为加快制造业绿色低碳转型，培育产业竞争新优势，经省人民政府同"
TEXTS = ("第一页只有这一行字。", "第二页也只有一行字，但不一样。")
LONG = (
    "一、总体要求\n" + "坚持系统推进、重点突破，把节能降碳与设备更新结合起来，到2027年产值达到600亿元。" * 30
)


def code_of(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_ofd(data)
    assert any("\u4e00" <= character <= "\u9fff" for character in caught.value.message)
    return caught.value.code


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_same_facts_as_from_plain_text(analyzer: Analyzer, sample: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    content = read_ofd(from_text(text))
    assert "".join(content.text.split()) == "".join(text.split())
    assert facts(analyzer, content.text) == facts(analyzer, text)
    assert {block.page for block in content.blocks} == set(
        range(1, max(b.page or 0 for b in content.blocks) + 1)
    )


def test_paragraphs_go_on_over_pages_and_blocks_name_the_page() -> None:
    content = read_ofd(from_text(LONG))
    assert content.text == LONG
    assert [(block.place, block.page) for block in content.blocks] == [
        ("第1页第1段", 1), ("第1页第2段", 1), ("第1页第2段", 2), ("第1页第2段", 3),
    ]  # fmt: skip
    last = content.blocks[-1]
    assert content.text[last.start : last.end] == LONG[last.start : last.end]
    assert content.blocks[1].end == content.blocks[2].start


def at(line: int, indent: float = 0.0) -> tuple[float, float]:
    return LEFT + indent * SIZE, TOP + line * PITCH


def runs(code: str, line: int = 0, more: str = "", boundary: str = "") -> str:
    x, y = at(line)
    box = boundary or f"{x} {y} 160 6"
    return f'<ofd:TextObject ID="9" Boundary="{box}" Font="2" Size="{SIZE}" {more}>{code}</ofd:TextObject>'


def steps(count: int, step: float = SIZE) -> str:
    return f'X="0" Y="4.8" DeltaX="g {count} {step}"'


PATH = '<ofd:PathObject ID="3"><ofd:AbbreviatedData>M 0 0</ofd:AbbreviatedData></ofd:PathObject>'
DOUBLE = 'CTM="2 0 0 2 0 0"'
HALF_STEPS = f'X="0" Y="2.4" DeltaX="g 3 {SIZE / 2}"'
LETTERS = "".join(text_object(letter, LEFT + number * SIZE, TOP) for number, letter in enumerate("一字一框"))
# a full line shows where the column ends
EDGE = text_object(FULL, *at(2))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (runs(f"<ofd:TextCode {steps(5)}>森林覆盖率达</ofd:TextCode>"), "森林覆盖率达"),
        (runs('<ofd:TextCode X="0" Y="4.8">没有步长时按字号排</ofd:TextCode>'), "没有步长时按字号排"),
        (
            runs(
                f'<ofd:TextCode {steps(1)}>两段</ofd:TextCode><ofd:TextCode X="{2 * SIZE}">接着</ofd:TextCode>'
            ),
            "两段接着",
        ),
        (
            runs(
                '<ofd:TextCode X="0" Y="4.8">上面一行</ofd:TextCode><ofd:TextCode Y="14.8">下行</ofd:TextCode>'
            ),
            "上面一行\n下行",
        ),
        (LETTERS, "一字一框"),
        (text_object("后", LEFT + SIZE, TOP) + text_object("先", LEFT, TOP), "先后"),
        (text_object("重影", *at(0)) + text_object("重影", LEFT + 0.2, TOP), "重影"),
        (runs(f"<ofd:TextCode {HALF_STEPS}>缩放矩阵</ofd:TextCode>", more=DOUBLE), "缩放矩阵"),
        (text_object("正文", *at(0)) + text_object("装订线", 5, 100, more='CTM="0 1 -1 0 0 0"'), "正文"),
        (text_object("正文", *at(0)) + text_object("看不见", *at(1), more='Visible="false"'), "正文"),
        (f"<ofd:PageBlock>{text_object('块里的字', *at(0))}</ofd:PageBlock>", "块里的字"),
        (text_object("⽅案⼯作", *at(0)), "方案工作"),
        (text_object("完成R&D<5亿元", *at(0)), "完成R&D<5亿元"),
        (text_object("正文", *at(0)) + PATH, "正文"),
        (runs("<ofd:TextCode>没有坐标</ofd:TextCode>"), "没有坐标"),
        (runs('<ofd:TextCode X="a" Y="b">坐标不是数</ofd:TextCode>'), "坐标不是数"),
    ],
)
def test_text_objects(page: str, expected: str) -> None:
    assert read_ofd(make_ofd([page + EDGE])).text == f"{expected}\n{FULL}"


def test_page_numbers_and_templates_are_left_out() -> None:
    template = '<ofd:Template TemplateID="7"/>'
    pages = [
        text_object(text, *at(0)) + text_object(f"- {number} -", 100, 275)
        for number, text in enumerate(TEXTS)
    ]
    content = read_ofd(make_ofd(pages, {"Doc_0/Tpls/Tpl_0/Content.xml": template}))
    assert content.text.split("\n") == list(TEXTS)
    assert [block.page for block in content.blocks] == [1, 2]


def test_paths_of_several_makers() -> None:
    page = make_ofd([text_object("正文", *at(0))])
    root = '<OFD xmlns="http://www.ofdspec.org/2016"><DocBody><DocRoot>/DOC_0\\document.xml</DocRoot></DocBody></OFD>'
    assert read_ofd(page).text == "正文"
    with_root = make_ofd([text_object("正文", *at(0))], {"OFD.xml": root})
    assert read_ofd(with_root).text == "正文"


def test_pages_that_are_pictures_or_broken_are_named() -> None:
    picture = '<ofd:ImageObject ID="4" Boundary="0 0 210 297" ResourceID="5"/>'
    data = make_ofd([text_object("正文", *at(0)), picture, "<ofd:x>"])
    content = read_ofd(data)
    assert content.text == "正文"
    assert [warning.split()[0] for warning in content.warnings] == ["W_NO_TEXT_LAYER", "W_PAGE"]
    assert "第2页" in content.warnings[0]
    assert "第3页" in content.warnings[1]
    assert code_of(make_ofd([picture])) == "E_NO_TEXT_LAYER"


CELLS = [
    (0, 0, 2, 1, "指标"), (0, 1, 1, 2, "目标"), (1, 1, 1, 1, "2025年"), (1, 2, 1, 1, "2030年"),
    (2, 0, 1, 1, "研发强度"), (2, 1, 1, 1, "1.2%"), (2, 2, 1, 1, ">1.8%"),
]  # fmt: skip


def test_drawn_tables_with_merged_cells() -> None:
    page = text_object(FULL, *at(0)) + table_objects(CELLS, 60) + text_object("之后的一段。", 40, 110)
    content = read_ofd(make_ofd([page]))
    assert content.text.split("\n") == [
        FULL,
        "指标\t目标",
        "2025年\t2030年",
        "研发强度\t1.2%\t>1.8%",
        "之后的一段。",
    ]
    cells = {content.text[c.start : c.end]: c for c in content.tables[0].cells}
    assert (cells["指标"].row_span, cells["目标"].column_span) == (2, 2)
    places = {content.text[block.start : block.end]: block.place for block in content.blocks}
    assert places[">1.8%"] == "表1第3行第3列"


def test_a_table_goes_on_over_the_page() -> None:
    head = [(0, 0, 1, 1, "指标"), (0, 1, 1, 1, "2025年"), (0, 2, 1, 1, "2030年")]
    first = [*head, *[(row, at, 1, 1, f"{row}{at}%") for row in (1, 2) for at in range(3)]]
    second = [(row, at, 1, 1, f"{row + 3}{at}%") for row in (0, 1) for at in range(3)]
    content = read_ofd(make_ofd([table_objects(first, 200), table_objects(second, 40)]))
    assert len(content.tables) == 1
    pages = {content.text[block.start : block.end]: block.page for block in content.blocks}
    assert (pages["指标"], pages["20%"], pages["42%"]) == (1, 1, 2)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("M 0 0 L 100 0 L 100 50 L 0 50 C", 4),
        ("S 0 0 L 100 0 B 1 2 3 4 5 6 Q 1 1 2 2 A 1 1 0 0 1 9 9 L 9 80", 2),
        ("M 0 0 L 50 30", 0),
        ("M 0 0 L 0.2 0", 0),
        ("M 0 0 L", 0),
        ("M 0 0 L x y L 50 0", 0),
        ("50 0 L 0 0", 0),
        ("", 0),
        ("L 90 0 " * 5000, 0),
    ],
)
def test_straight_lines_of_a_path(path: str, expected: int) -> None:
    node = ElementTree.fromstring(f"<PathObject><AbbreviatedData>{path}</AbbreviatedData></PathObject>")
    assert len(list(read_rules(node, 0, 0))) == expected


def test_open_and_crooked_grids_give_no_cells() -> None:
    level = [Rule(True, y, 0, 300) for y in (0, 20, 40)]
    assert find_boxes(level) == []
    assert find_boxes([*level, Rule(False, 0, 0, 40), Rule(False, 300, 0, 20)]) == [[(0, 0, 300, 20)]]
    assert find_boxes([Rule(True, y, 0, 300) for y in range(0, 9000, 10)] + [Rule(False, 0, 0, 9000)]) == []


WHOLE = from_text(LONG)
SAME_PAGE = '<ofd:Page BaseLoc="Pages/Page_0/Content.xml"/>' * 4000


def document(pages: str) -> dict[str, str]:
    inside = f"<ofd:Pages>{pages}</ofd:Pages>"
    return {
        "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016">{inside}</ofd:Document>'
    }


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 cut", "E_ZIP"),
        (WHOLE[: len(WHOLE) // 2], "E_ZIP"),
        (make_zip({"OFD.xml": "<x/>"}), "E_FORMAT"),
        (make_zip({"Doc_0/Document.xml": "<x/>"}), "E_ZIP"),
        (make_zip({"OFD.xml": "<!DOCTYPE x><OFD/>"}), "E_XML"),
        (make_zip({"OFD.xml": "<OFD>"}), "E_XML"),
        (make_zip({"OFD.xml": "<a>" * 10_000}), "E_TOO_DEEP"),
        (make_zip({"OFD.xml": b" " * 90_000_000}), "E_TOO_LARGE"),
        (make_ofd(["<ofd:PageBlock>" * 500 + "</ofd:PageBlock>" * 500]), "E_TOO_DEEP"),
        (make_ofd([]), "E_NO_TEXT"),
        (make_ofd([""]), "E_NO_TEXT"),
        (make_ofd([text_object("- 1 -", 100, 275)]), "E_NO_TEXT"),
        (make_ofd(["<ofd:x>"]), "E_ZIP"),
        (make_ofd([""], document('<ofd:Page BaseLoc="../../../etc/passwd"/>')), "E_ZIP"),
        (make_ofd(["".join(text_object("字" * 1001, 0, line) for line in range(200))]), "E_TOO_LARGE"),
        (make_ofd([""], {"Encryptions.xml": "<x/>"}), "E_ENCRYPTED"),
    ],
)
def test_hostile_files(data: bytes, code: str) -> None:
    start = time.monotonic()
    assert code_of(data) == code
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    "make",
    [
        lambda: make_ofd([runs('<ofd:TextCode X="0" Y="4" DeltaX="g 999999999 1">字</ofd:TextCode>') * 5000]),
        lambda: make_ofd([text_object("正文", *at(0))], document(SAME_PAGE)),
        lambda: make_ofd(
            [runs('<ofd:TextCode X="1e300" Y="nan">字</ofd:TextCode>') + text_object("正文", *at(0))]
        ),
        lambda: make_ofd([text_object("正文", *at(0), size=1e-9) + text_object("正文", *at(0))]),
    ],
)
def test_strange_measures_do_no_harm(make: Callable[[], bytes]) -> None:
    start = time.monotonic()
    content = read_ofd(make())
    assert 0 < len(content.text) < 20_000
    assert time.monotonic() - start < 10


@given(
    places=st.lists(
        st.tuples(
            st.floats(-1e6, 1e6),
            st.floats(-1e6, 1e6),
            st.floats(0, 1e3),
            st.sampled_from(["全市", "8%", "１"]),
        ),
        min_size=1,
        max_size=12,
    )
)
@settings(max_examples=100, deadline=None)
def test_any_places_give_all_the_text_or_a_code(places: list[tuple[float, float, float, str]]) -> None:
    data = make_ofd(["".join(text_object(text, x, y, size) for x, y, size, text in places)])
    try:
        content = read_ofd(data)
    except ReadError:
        assert code_of(data) == "E_NO_TEXT"
    else:
        assert all(content.text[block.start : block.end].strip() for block in content.blocks)
