"""Word files: the text that a reader of the printed page would read, with its automatic numbers."""

from __future__ import annotations

import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest
from fixtures_docx import (
    cell,
    definition,
    from_text,
    from_text_numbered,
    level,
    listing,
    make_docx,
    make_zip,
    official_numbering,
    paragraph,
    run,
    table,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import ReadError
from analyzer.model import Document, Target, Task
from analyzer.pipeline import Analyzer
from analyzer.reading.docx import read_docx
from analyzer.reading.docx_number_formats import format_number
from analyzer.reading.zip_archive import ZipArchive

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
GOAL = "到2025年，全县新增城镇就业5万人。"


def lines(body: str, **parts: str) -> list[str]:
    return read_docx(make_docx(body, **parts)).text.split("\n")


def code_of(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_docx(data)
    assert any("\u4e00" <= character <= "\u9fff" for character in caught.value.message)
    return caught.value.code


def facts(analyzer: Analyzer, text: str) -> tuple[list[Target], list[Task]]:
    analysis = analyzer.analyze(Document("例", text), keywords=False)
    nowhere = {"start": 0, "title_start": 0, "title_end": 0, "own_end": 0, "end": 0}
    targets = [replace(target, start=0, end=0) for target in analysis.targets]
    tasks = [replace(task, item=replace(task.item, **nowhere)) for task in analysis.tasks]
    return targets, tasks


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("make", [from_text, from_text_numbered])
def test_same_facts_as_from_plain_text(analyzer: Analyzer, sample: Path, make) -> None:
    text = sample.read_text(encoding="utf-8")
    content = read_docx(make(text))
    assert "".join(content.text.split()) == "".join(text.split())
    targets, tasks = facts(analyzer, text)
    assert len(targets) + len(tasks) > 30
    assert facts(analyzer, content.text) == (targets, tasks)


INS = '<w:ins w:id="1" w:author="a">'
DEL = '<w:del w:id="2" w:author="a">'
BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>"
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


CIRCLED = " EQ \\o\\ac(○,7)"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def field(code: str, result: str) -> str:
    return f"{mark('begin')}{instruction(code)}{mark('separate')}{result}{mark('end')}"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph(run("新增就业") + run("5") + run("万人")), ["新增就业5万人"]),
        (paragraph(f"<w:hyperlink>{run('实施意见')}</w:hyperlink>{run('如下')}"), ["实施意见如下"]),
        (paragraph(f"{run('增长')}{INS}{run('8%')}</w:ins>{DEL}<w:r><w:delText>6%</w:delText></w:r></w:del>"),
         ["增长8%"]),
        (paragraph(f"<w:moveFrom>{run('甲')}</w:moveFrom><w:moveTo>{run('乙')}</w:moveTo>"), ["乙"]),
        (f"<w:sdt><w:sdtContent>{paragraph('控件里的段落')}</w:sdtContent></w:sdt>", ["控件里的段落"]),
        (paragraph(f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>{run('之后')}"), ["控件之后"]),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + paragraph("单击此处输入文字。") + "</w:sdtContent></w:sdt>" + paragraph("正文"),
            ["正文"],
        ),
        (paragraph(run("正文") + BOX.format(paragraph("框中"))), ["正文", "框中"]),
        (paragraph(BOX.format(paragraph(run("外框") + BOX.format(paragraph("内框"))))), ["外框", "内框"]),
        (paragraph(run("可见") + run("隐藏", "<w:vanish/>") + run("也可见", '<w:vanish w:val="0"/>')), ["可见也可见"]),
        (paragraph("<w:r><w:t>第一</w:t><w:tab/><w:t>第二</w:t></w:r>"), ["第一 第二"]),
        (paragraph("<w:r><w:t>一、目标</w:t><w:br/><w:t>（一）就业</w:t></w:r>"), ["一、目标", "（一）就业"]),
        (paragraph('<w:r><w:t>占比</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>60%</w:t></w:r>'), ["占比≥60%"]),
        (paragraph("<w:r><w:t>PM</w:t><w:noBreakHyphen/><w:t>10</w:t></w:r>"), ["PM-10"]),
        (paragraph(run("产值10") + run("3", '<w:vertAlign w:val="superscript"/>') + run("亿元")), ["产值10³亿元"]),
        (paragraph(run("意见") + run("[12]", '<w:vertAlign w:val="superscript"/>')), ["意见"]),
        (paragraph("<m:oMath><m:r><m:t>x≥60</m:t></m:r></m:oMath>"), ["x≥60"]),
        (
            paragraph("<w:r><w:ruby><w:rt><w:r><w:t>qīng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>青</w:t></w:r>"
                      "</w:rubyBase></w:ruby></w:r>" + run("禾县")),
            ["青禾县"],
        ),
        (paragraph("<w:smartTag>" + run("2025年") + "</w:smartTag>" + run("目标")), ["2025年目标"]),
        (paragraph("  \t ") + paragraph("") + paragraph("只有这段"), ["只有这段"]),
        (f"<w:customXml>{paragraph('标记里')}</w:customXml>", ["标记里"]),
        (paragraph(f"{mark('begin')}{instruction(CIRCLED)}{mark('end')}{run('加强领导')}"), ["⑦加强领导"]),
        (paragraph(run("见") + field(" REF _a ", run("表1"))), ["见表1"]),
        (paragraph(run("第") + field(" PAGE ", run("3")) + run("页")), ["第页"]),
        (paragraph(f'<w:fldSimple w:instr=" DATE ">{run("2025年")}</w:fldSimple>'), ["2025年"]),
        (paragraph(mark("begin") + instruction("TOC") + mark("separate") + run("没有结束的目录")), ["没有结束的目录"]),
        (
            paragraph(mark("begin") + instruction(' TOC \\o "1-3" ') + mark("separate") + run("一、目标 1"))
            + paragraph(field("HYPERLINK", run("二、任务 ") + field("PAGEREF", run("2"))))
            + paragraph(mark("end") + run("正文开始")),
            ["正文开始"],
        ),
        (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
            f"<w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>{paragraph('正文')}",
            ["正文"],
        ),
        (
            paragraph("前半", properties="<w:rPr><w:del/></w:rPr>") + paragraph("后半"),
            ["前半后半"],
        ),
        (
            paragraph("前半", properties="<w:rPr><w:del/></w:rPr>") + paragraph("后半", number=(1, 0)),
            ["一、前半后半"],
        ),
        (
            paragraph("总则", number=(1, 0), properties="<w:rPr><w:vanish/></w:rPr>") + paragraph("为了发展。"),
            ["一、总则为了发展。"],
        ),
    ],
)  # fmt: skip
def test_what_a_paragraph_says(body: str, expected: list[str]) -> None:
    assert lines(body, numbering=official_numbering()) == expected


def test_headers_footers_and_comments_are_left_out() -> None:
    assert lines(
        paragraph("正文"), header1=paragraph("页眉"), comments=f"<w:comment>{paragraph('批注')}</w:comment>"
    ) == ["正文"]


def test_strict_variant_of_the_standard() -> None:
    data = make_docx(paragraph("通知", number=(1, 0)), numbering=official_numbering(), strict=True)
    assert read_docx(data).text == "一、通知"


def test_notes_follow_at_the_end_and_leave_no_mark() -> None:
    note = f'<w:footnote w:type="separator" w:id="0">{paragraph("线")}</w:footnote>'
    note += f'<w:footnote w:id="2">{paragraph("研发经费投入强度，即占地区生产总值的比重。")}</w:footnote>'
    end = f'<w:endnote w:id="2">{paragraph("口径见统计年鉴。")}</w:endnote>'
    body = paragraph(
        run("研发强度达到3%")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + run("以上")
        + '<w:r><w:endnoteReference w:id="2"/></w:r>'
    )
    content = read_docx(make_docx(body + paragraph("下一段"), footnotes=note, endnotes=end))
    assert content.text.split("\n") == [
        "研发强度达到3%以上", "下一段", "注1：研发经费投入强度，即占地区生产总值的比重。", "注2：口径见统计年鉴。",
    ]  # fmt: skip
    assert [block.place for block in content.blocks] == ["第1段", "第2段", "注1", "注2"]


def test_blocks_point_into_the_text() -> None:
    content = read_docx(
        make_docx(paragraph("甲") + paragraph("") + table([["乙", "丙"], ["丁", "戊"]]) + paragraph("己"))
    )
    found = {block.place: content.text[block.start : block.end] for block in content.blocks}
    assert found == {
        "第1段": "甲", "表1第1行第1列": "乙", "表1第1行第2列": "丙", "表1第2行第1列": "丁", "表1第2行第2列": "戊",
        "第2段": "己",
    }  # fmt: skip


def test_merged_cells_are_given_once() -> None:
    span, start, goes_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        [
            [cell("类别", start), cell("目标", span)],
            [cell("", goes_on), "2025年", "2030年"],
            [cell("", goes_on), "62%", "70%"],
        ]
    )
    content = read_docx(make_docx(body))
    assert content.text == "类别\t目标\n2025年\t2030年\n62%\t70%"
    cells = {content.text[c.start : c.end]: c for c in content.tables[0].cells}
    assert (cells["类别"].row_span, cells["目标"].column_span) == (3, 2)
    assert [(cells[name].row, cells[name].column) for name in ("2025年", "2030年", "70%")] == [
        (1, 1),
        (1, 2),
        (2, 2),
    ]


def test_deleted_rows_and_numbers_in_a_column() -> None:
    number = f"<w:tc><w:tcPr/>{paragraph('', number=(1, 2))}</w:tc>"
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('删去')}</w:tc></w:tr>"
    body = table([["序号", "指标"], [number, "就业"], [number, "投资"]]).replace(
        "</w:tbl>", f"{deleted}</w:tbl>"
    )
    assert lines(body, numbering=official_numbering()) == ["序号\t指标", "1.\t就业", "2.\t投资"]


def test_a_box_around_text_is_no_table() -> None:
    inner = table([["指标", "数值"], ["就业", "5万人"]])
    box = f"<w:tbl><w:tr><w:tc>{paragraph('专栏1 重大工程')}{paragraph('1.新建水库5座。')}{inner}</w:tc></w:tr></w:tbl>"
    content = read_docx(make_docx(box))
    assert content.text.split("\n") == ["专栏1 重大工程", "1.新建水库5座。", "指标\t数值", "就业\t5万人"]
    assert len(content.tables) == 1


NOTHING = '<w:suff w:val="nothing"/>'
DOTTED = [level(at, "decimal", ".".join(f"%{n}" for n in range(1, at + 2)), NOTHING) for at in range(4)]
RESTART = '<w:lvlOverride w:ilvl="{0}"><w:startOverride w:val="{1}"/></w:lvlOverride>'
LAW = [
    level(0, "chineseCounting", "第%1章"),
    level(1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>'),
    level(2, "decimal", "%1.%3", '<w:lvlRestart w:val="1"/><w:isLgl/>'),
]
# list and level of each paragraph, and the numbers that must stand before them
SEQUENCES = {
    "levels": (DOTTED, [listing(1, 0)], "10 11 11 12 10 11", "1 1.1 1.2 1.2.1 2 2.1"),
    "a level passed over": (DOTTED, [listing(1, 0)], "11 11 10 12 11", "1.1 1.2 2 2.1.1 2.2"),
    "two lists of one definition": (DOTTED, [listing(1, 0), listing(2, 0)], "10 20 21 10", "1 2 2.1 3"),
    "a new start": (DOTTED, [listing(1, 0), listing(2, 0, RESTART.format(0, 1))], "10 10 20 20 10", "1 2 1 2 3"),
    "a start in the middle": (
        DOTTED, [listing(1, 0), listing(2, 0, RESTART.format(1, 5))], "10 11 21 21 20 21", "1 1.1 1.5 1.6 2 2.1",
    ),
    "articles that count on": (
        LAW, [listing(1, 0)], "10 11 12 11 12 10 11 12", "第一章 第一条 1.1 第二条 1.2 第二章 第三条 2.1",
    ),
    "another format for one list": (
        DOTTED,
        [listing(1, 0), listing(2, 0, f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>')],
        "10 20 10", "1 B) 3",
    ),
}  # fmt: skip


def sequence(name: str) -> bytes:
    levels, lists, places, _ = SEQUENCES[name]
    body = "".join(paragraph("末", number=(int(place[0]), int(place[1]))) for place in places.split())
    return make_docx(body, numbering=definition(0, *levels) + "".join(lists))


@pytest.mark.parametrize("name", SEQUENCES)
def test_numbers_of_lists(name: str) -> None:
    found = [line.removesuffix("末").strip() for line in read_docx(sequence(name)).text.split("\n")]
    assert found == SEQUENCES[name][3].split()


def style(name: str, based_on: str = "", inside: str = "", more: str = "") -> str:
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    head = f'<w:style w:type="paragraph" w:styleId="{name}" {more}>'
    return f'{head}<w:name w:val="{name}"/>{parent}{inside}</w:style>'


def test_numbers_that_come_with_the_style() -> None:
    numbering = definition(
        0,
        level(0, "japaneseCounting", "第%1章", '<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/><w:isLgl/>'),
    ) + listing(1, 0)
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        style("N", more='w:default="1"') + style("H1", "N", numbered) + style("H2", "H1") + style("Own", "H2")
    )
    body = (
        paragraph("总则", style="H1") + paragraph("目的", style="H2") + paragraph("范围", style="Own")
        + paragraph("无号", style="H2", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("附则", style="H1") + paragraph("施行", style="H2") + paragraph("正文", style="N")
    )  # fmt: skip
    assert lines(body, numbering=numbering, styles=styles) == [
        "第一章 总则", "1.1 目的", "1.2 范围", "无号", "第二章 附则", "2.1 施行", "正文",
    ]  # fmt: skip


def test_list_styles_hidden_labels_and_bullets() -> None:
    linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>' + listing(5, 5)
    dash = definition(6, level(0, "bullet", "——"), level(1, "bullet", "\uf06c")) + listing(6, 6)
    hidden = definition(7, level(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>")) + listing(7, 7)
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f'<w:style w:type="numbering" w:styleId="L">{numbered}</w:style>'
    body = "".join(
        paragraph("甲", number=place) for place in ((5, 0), (5, 1), (6, 0), (6, 1), (7, 0), (99, 0))
    )
    found = lines(body, numbering=official_numbering() + linked + dash + hidden, styles=styles)
    assert found == ["一、甲", "（一）甲", "——甲", "甲", "甲", "甲"]


def test_contents_styles_and_hidden_styles_are_left_out() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="21"><w:name w:val="toc 2"/></w:style>'
    styles += style("Gone", inside="<w:rPr><w:vanish/></w:rPr>") + style("Circle", "Circle")
    body = (
        paragraph("（一）目标 3", style="21")
        + paragraph("看不见", style="Gone")
        + paragraph("看得见", style="Circle")
    )
    assert lines(body, styles=styles) == ["看得见"]


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("chineseCounting", 21, "二十一"), ("chineseCounting", 100, "一〇〇"), ("chineseCountingThousand", 10, "十"),
        ("chineseCountingThousand", 110, "一百一十"), ("chineseCountingThousand", 2003, "二千〇三"),
        ("japaneseCounting", 101, "百一"), ("ideographDigital", 10, "一〇"), ("ideographTraditional", 10, "癸"),
        ("ideographZodiac", 3, "寅"), ("chineseLegalSimplified", 15, "壹拾伍"), ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircleChinese", 51, "51"), ("decimalFullWidth", 12, "１２"), ("decimalZero", 7, "07"),
        ("upperRoman", 49, "XLIX"), ("lowerLetter", 27, "aa"), ("decimalEnclosedParen", 3, "⑶"), ("none", 3, ""),
        ("thaiCounting", 3, "3"), ("chineseCounting", 0, "0"), ("lowerLetter", 10**9, "l" * 30),
    ],
)  # fmt: skip
def test_number_formats(name: str, number: int, expected: str) -> None:
    assert format_number(number, name) == expected


def test_custom_format_has_its_pattern() -> None:
    custom = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    numbering = definition(
        0, f'<w:lvl w:ilvl="0"><w:start w:val="9"/>{custom}<w:lvlText w:val="%1"/></w:lvl>'
    )
    body = paragraph("号", number=(1, 0)) * 2
    assert lines(body, numbering=numbering + listing(1, 0)) == ["009 号", "010 号"]


@given(number=st.integers(1, 9999))
@settings(max_examples=200, deadline=None)
def test_chinese_numbers_never_repeat_a_zero(number: int) -> None:
    written = format_number(number, "chineseCountingThousand")
    assert "〇〇" not in written
    assert not written.endswith("〇")
    digits = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
    total, digit = 0, 0
    for character in written:
        if character in digits:
            digit = digits[character]
        elif character != "〇":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
    assert total + digit == number


# formats that LibreOffice knows, as far as it knows them
AGREED = (
    "chineseCounting chineseCountingThousand japaneseCounting taiwaneseCounting decimalEnclosedCircle decimal"
    " decimalZero upperRoman lowerRoman upperLetter lowerLetter chineseLegalSimplified ideographLegalTraditional"
)
# LibreOffice knows neither isLgl nor lvlRestart
COMPARED = [name for name in SEQUENCES if name != "articles that count on"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_numbers_are_those_that_libreoffice_draws(tmp_path: Path) -> None:
    formats = AGREED.split()
    numbering = "".join(definition(at, level(0, name, "%1、", NOTHING)) for at, name in enumerate(formats))
    numbering += "".join(listing(at + 1, at) for at in range(len(formats)))
    body = "".join(paragraph(name, number=(at + 1, 0)) * 28 for at, name in enumerate(formats))
    files = {"formats": make_docx(body, numbering=numbering)}
    files |= {str(at): sequence(name) for at, name in enumerate(COMPARED)}
    for name, data in files.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to"]
    command += [
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(tmp_path),
        *(str(tmp_path / f"{name}.docx") for name in files),
    ]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    for name, data in files.items():
        drawn = (tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig").split("\n")
        ours = read_docx(data).text.replace(" ", "").split("\n")
        assert ours == [line.replace(" ", "") for line in drawn if line.strip()]


def bomb(size: int) -> bytes:
    return make_zip({"word/document.xml": b"<w>" + b" " * size})


def overlapping() -> bytes:
    """Two entries of the directory that point at the same bytes."""
    data = make_zip({"a.xml": b"x" * 50, "word/document.xml": b"<w/>"})
    directory = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", directory + 4)
    return data[: second + 42] + data[directory + 42 : directory + 46] + data[second + 46 :]


def encrypted_entry() -> bytes:
    data = bytearray(make_docx(paragraph(GOAL)))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def wrong_size() -> bytes:
    """A directory that says an entry is smaller than it is."""
    data = bytearray(make_zip({"word/document.xml": b"<w>" + b"x" * 5000}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(data)


WHOLE = make_docx(paragraph(GOAL) * 200)
DEEP = "<w:tbl><w:tr><w:tc>" * 3000 + paragraph(GOAL) + "</w:tc></w:tr></w:tbl>" * 3000
ENDLESS_TAG = b"<a " + b" ".join(b'b%d="1"' % at for at in range(500_000)) + b"/>"
DOCTYPE = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04", "E_ZIP"),
        (WHOLE[: len(WHOLE) // 2], "E_ZIP"),
        (WHOLE[:-30], "E_ZIP"),
        (WHOLE.replace(b"PK\x01\x02", b"PK\x09\x02", 1), "E_ZIP"),
        (WHOLE[:60] + b"\0" * 200 + WHOLE[260:], "E_ZIP"),
        (wrong_size(), "E_ZIP"),
        (make_zip({"xl/workbook.xml": "<x/>"}), "E_FORMAT"),
        (make_zip({"word/document.xml": "<x/>"}), "E_FORMAT"),
        (make_zip({"word/document.xml": DOCTYPE}), "E_XML"),
        (make_zip({"word/document.xml": DOCTYPE.encode("utf-16")}), "E_XML"),
        (make_zip({"word/document.xml": b'<?xml version="1.0" encoding="cp037"?>' + b"\x4c" * 99}), "E_XML"),
        (make_zip({"word/document.xml": "<w:document><w:body>"}), "E_XML"),
        (make_zip({"word/document.xml": "<d>&file;</d>"}), "E_XML"),
        (make_zip({"word/document.xml": b"\xff\xfe\x00"}), "E_XML"),
        (make_zip({"word/document.xml": ""}), "E_XML"),
        (make_docx(DEEP), "E_TOO_DEEP"),
        (make_zip({"word/document.xml": "<a>" * 10_000}), "E_TOO_DEEP"),
        (bomb(100_000_000), "E_TOO_LARGE"),
        (bomb(30_000_000), "E_TOO_LARGE"),
        (overlapping(), "E_TOO_LARGE"),
        (make_zip({f"{at}": "" for at in range(20_001)}), "E_TOO_LARGE"),
        (make_zip({"word/document.xml": ENDLESS_TAG}), "E_TOO_LARGE"),
        (encrypted_entry(), "E_ENCRYPTED"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "E_ENCRYPTED"),
        (make_docx(""), "E_NO_TEXT"),
        (make_docx(paragraph(" ") + table([["", ""]])), "E_NO_TEXT"),
        (make_docx(paragraph(run("全部隐藏", "<w:vanish/>"))), "E_NO_TEXT"),
    ],
)  # fmt: skip
def test_hostile_files(data: bytes, code: str) -> None:
    start = time.monotonic()
    assert code_of(data) == code
    assert time.monotonic() - start < 5


def test_a_scan_in_a_word_file_is_told() -> None:
    body = ZipArchive(make_docx(paragraph(""))).read("word/document.xml")
    files = {"word/document.xml": body, "word/media/image1.png": b"x"}
    with pytest.raises(ReadError, match="1 张图片"):
        read_docx(make_zip(files))


def test_labels_and_names_of_any_length() -> None:
    numbering = definition(0, level(0, "upperRoman", "%1" * 50_000, start=3999)) + listing(1, 0)
    found = lines(paragraph("号", number=(1, 0)) * 50, numbering=numbering)
    assert max(map(len, found)) < 1000


LONG_WORD = "字" * 30
GROWING = {
    "open fields": lambda count: paragraph(
        (mark("begin") + run("字")) * count + mark("end") * count + run("完")
    ),
    "long instructions": lambda count: paragraph(
        mark("begin") + instruction("字" * 9) * count + mark("end") + run("完")
    ),
    "deleted marks": lambda count: (
        paragraph("字", properties="<w:rPr><w:del/></w:rPr>") * count + paragraph("完")
    ),
    "breaks": lambda count: paragraph(
        f"<w:r><w:t>{LONG_WORD}</w:t>{'<w:br/><w:t>字</w:t>' * count}</w:r>{run('完')}"
    ),
    "columns": lambda count: table([["字"] * count, ["完"]]),
}


@pytest.mark.parametrize("name", GROWING)
def test_linear_time(name: str) -> None:
    def seconds(count: int) -> float:
        data = make_docx(GROWING[name](count))
        start = time.process_time()
        assert read_docx(data).text.endswith("完")
        return time.process_time() - start

    small = max(min(seconds(1_500) for _ in range(2)), 0.02)
    assert min(seconds(6_000) for _ in range(2)) < 8 * small


@given(pieces=st.lists(st.sampled_from(["<w:p>", "</w:p>", "<w:r><w:t>字</w:t></w:r>", "<w:tbl>", "</w:tbl>", "<w:tr>",
       "</w:tr>", "<w:tc>", "</w:tc>", "<w:sdt>", "</w:sdt>", mark("begin"), mark("separate"), mark("end"),
       '<w:vMerge/>', "<mc:AlternateContent>", "</mc:AlternateContent>", "<w:txbxContent>", "</w:txbxContent>"]),
       max_size=25))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_any_order_of_elements_gives_text_or_a_code(pieces: list[str]) -> None:
    data = make_docx("".join(pieces))
    try:
        content = read_docx(data)
    except ReadError:
        assert code_of(data) in {"E_XML", "E_NO_TEXT"}
    else:
        assert all(content.text[block.start : block.end].strip() for block in content.blocks)


def test_archive_reads_what_is_there() -> None:
    archive = ZipArchive(make_zip({"甲\\乙.xml": "通知"}))
    assert archive.names() == ("甲/乙.xml",)
    assert archive.read("甲/乙.xml").decode() == "通知"
    with pytest.raises(ReadError) as caught:
        archive.read("甲/乙.xml", max_bytes=3)
    assert caught.value.code == "E_TOO_LARGE"
    with pytest.raises(ReadError) as caught:
        archive.read("没有")
    assert caught.value.code == "E_ZIP"
