"""PDF: what the page did to a document is undone, and what cannot be read is said."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from fixtures_pdf import (
    HEIGHT,
    RAISED,
    WIDTH,
    Setting,
    Typesetter,
    one_page,
    raw_pdf,
    set_text,
    stream,
    zeros,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import ReadError
from analyzer.model import Analysis, Document, SourceTable
from analyzer.pipeline import Analyzer
from analyzer.reading import pdf, pdf_ocr
from analyzer.reading.content import Content
from analyzer.reading.pdf import read_pdf
from analyzer.reading.pdf_flow import make_flow
from analyzer.reading.pdf_lines import Glyph, Line, find_lines
from analyzer.reading.pdf_pages import read_pages
from analyzer.reading.pdf_paragraphs import Paragraph, find_style, split_paragraphs

SAMPLES = Path(__file__).parent.parent / "samples"
OFFICIAL = Setting(head="澜川市人民政府文件汇编")
GAZETTE = Setting(
    head="云岭省人民政府公报", number="第 {} 页 共 20 页", columns=2, size=10.5, leading=17, side=60
)
FLUSH = Setting(number="{}", indent=0, font="STSong-Light", justify=False)
WIDE_INDENT = Setting(number="-{}-", font="STSong-Light", size=14, leading=24, autospace=False)


@cache
def sample(name: str) -> str:
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def facts(analysis: Analysis) -> tuple[list[tuple[str, ...]], list[tuple[object, ...]]]:
    """All cells of targets and tasks but the offsets; white space is the page's."""

    def close(text: str) -> str:
        return re.sub(r"\s", "", text)

    targets = [
        (
            row.indicator, str(row.value), str(row.value_max), row.unit, close(row.value_text), row.comparator,
            row.measure, row.direction, row.status, row.tone, row.binding, row.scope, close(row.section),
            row.period.text if row.period else "", close(row.sentence), row.rule,
        )
        for row in analysis.targets
    ]  # fmt: skip
    tasks = [
        (
            row.item.marker, row.item.level, row.item.ordinal, close(row.item.title), close(row.text), row.parent,
            row.action, row.object, row.lead_agencies, row.support_agencies, row.deadline, row.status,
            row.item.announced,
        )
        for row in analysis.tasks
    ]  # fmt: skip
    return targets, tasks


def assert_same_facts(analyzer: Analyzer, plain: str, content: Content) -> None:
    expected = facts(analyzer.analyze(Document("例", plain), keywords=False))
    found = facts(analyzer.analyze(Document("例", content.text), keywords=False))
    assert found[0] == expected[0]
    assert found[1] == expected[1]
    assert len(expected[0]) > 30


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        ("澜川市政府工作报告", OFFICIAL),
        ("制造业绿色转型实施意见", OFFICIAL),
        ("澜川市政府工作报告", GAZETTE),
        ("云岭省科技工作会议", GAZETTE),
        ("青禾县工业企业扶持措施", OFFICIAL),
        ("制造业绿色转型实施意见", FLUSH),
        ("青禾县工业企业扶持措施", WIDE_INDENT),
    ],
)
def test_a_set_sample_gives_the_same_targets_and_tasks(
    analyzer: Analyzer, name: str, setting: Setting
) -> None:
    plain = sample(name)
    content = read_pdf(set_text(plain, setting))
    assert content.warnings == ()
    assert_same_facts(analyzer, plain, content)
    assert setting.head not in content.text or not setting.head
    # every character of the text, nothing else: neither page numbers nor heads nor spaces
    assert re.sub(r"\s", "", content.text) == re.sub(r"\s", "", plain)
    lines = [re.sub(r"\s", "", line) for line in plain.split("\n") if line.strip()]
    assert [re.sub(r"\s", "", line) for line in content.text.split("\n")] == lines


def make_docx(text: str, path: Path) -> None:
    """The document as an office program would set it: A4, running head, page number, justified, indented."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header.paragraphs[0].text = "澜川市人民政府文件"
    footer = section.footer.paragraphs[0]
    footer.add_run("－ ")
    run = footer.add_run()
    for kind, code in (("begin", ""), ("", " PAGE "), ("end", "")):
        if kind:
            field = OxmlElement("w:fldChar")
            field.set(qn("w:fldCharType"), kind)
        else:
            field = OxmlElement("w:instrText")
            field.text = code
        run._r.append(field)
    footer.add_run(" －")
    document.styles["Normal"].font.size = Pt(16)
    for number, line in enumerate(line for line in text.split("\n") if line.strip()):
        paragraph = document.add_paragraph(line)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(28)
        if number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Pt(32)
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = document.add_table(rows=45, cols=3)
    table.style = "Table Grid"
    for row in range(45):
        for column in range(3):
            table.cell(row, column).text = (
                ("指标", "2025年", "属性")[column] if row == 0 else f"{row}{column}甲"
            )
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.save(path)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_document_of_libreoffice(analyzer: Analyzer, tmp_path: Path) -> None:
    plain = sample("澜川市政府工作报告")
    make_docx(plain, tmp_path / "报告.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "报告.docx"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=120)
    content = read_pdf((tmp_path / "报告.pdf").read_bytes())
    [table] = content.tables
    assert [cell.row for cell in table.cells] == [row for row in range(45) for _ in range(3)]
    text = content.text[: table.start]
    assert re.sub(r"\s", "", text) == re.sub(r"\s", "", plain)
    assert_same_facts(analyzer, plain, replace(content, text=text))
    pages = [block.page for block in content.blocks if block.place.startswith("表1")]
    assert pages == sorted(pages)
    assert len(set(pages)) > 1, "rows tell the page they stand on"


PARAGRAPH = (
    "到2025年，全市高新技术企业达到530家以上，研发经费投入强度达到2.05%，"
    "城镇新增就业5万人，粮食产量稳定在104.5万吨以上。"
)
ROWS = [
    ["类别", "序号", "指标", "单位", "2020年", "2025年", "属性"],
    ["经济发展", "1", "地区生产总值", "亿元", "928", "1750", "预期性"],
    ["^", "2", "常住人口\n城镇化率", "%", "58.2", "66", "预期性"],
    ["创新驱动", "3", "研发经费投入强度", "%", "2.05", ">2.8", "约束性"],
    ["^", "4", "高新技术企业", "家", "268", "[536]", "预期性"],
]
WIDTHS = [60, 30, 120, 50, 50, 55, 60]
CHARACTERS = (
    PARAGRAPH
    + "".join(text for row in ROWS for text in row)
    + "规划文本主要目标一二、①②续表注是指按定认的。abm²立方米（）公司年月日58"
)


def typeset(setting: Setting | None = None, **more: object) -> Typesetter:
    return Typesetter(CHARACTERS, setting, **more)  # type: ignore[arg-type]


def grid(content: Content, table: SourceTable) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.row_span, cell.column_span, content.text[cell.start : cell.end])
        for cell in table.cells
    ]


def test_look_alikes_become_ordinary_characters() -> None:
    setter = Typesetter("一、主要目标全市高新技术企业立方米", None, {"⾼": "高", "⽅": "方"})
    setter.paragraph("一、主要目标", bold=True)
    setter.paragraph("全市⾼新技术企业2立⽅米")
    assert read_pdf(setter.finish()).text == "一、主要目标\n全市高新技术企业2立方米"


def test_spaces_between_han_and_digits_are_closed() -> None:
    setter = Typesetter("新增就业万人，达到年的名为%abcd")
    setter.paragraph("新增就业 5 万人，达到 2025 年的 2.05 %，名为 ab cd")
    assert read_pdf(setter.finish()).text == "新增就业5万人，达到2025年的2.05%，名为ab cd"


@pytest.mark.parametrize("number", ["－ {} －", "-{}-", "第 {} 页 共 9 页", "{}", "{}/9", "· {} ·", "第{}页"])
def test_running_heads_and_page_numbers_are_dropped(number: str) -> None:
    setter = typeset(Setting(head="规划文本第{}", number=number))
    for _ in range(16):
        setter.paragraph(PARAGRAPH)
    content = read_pdf(setter.finish())
    assert content.text == "\n".join([PARAGRAPH] * 16)
    assert max(block.page or 0 for block in content.blocks) == 3


def test_pages_that_begin_alike_have_no_running_head() -> None:
    setter = typeset(Setting(head="规划文本"))
    for page in range(5):
        if page:
            setter.new_page()
        for _ in range(4):
            setter.paragraph(PARAGRAPH)
    assert read_pdf(setter.finish()).text == "\n".join([PARAGRAPH] * 20)


def test_numbers_alone_on_a_line_of_the_text_stay() -> None:
    setter = typeset(Setting(number=""))
    for text in ("规划文本", "12", "530", "2025年", PARAGRAPH):
        setter.paragraph(text)
    assert read_pdf(setter.finish()).text.split("\n") == ["规划文本", "12", "530", "2025年", PARAGRAPH]


def test_footnotes_are_dropped_with_their_signs() -> None:
    setter = typeset(Setting(bottom=150))
    setter.paragraph(PARAGRAPH.replace("企业", f"企业{RAISED}①"))
    setter.paragraph(PARAGRAPH.replace("就业", f"就业{RAISED}②").replace("万吨", f"万立方米{RAISED}2"))
    setter.footnote("①高新技术企业是指按规定认定的企业。")
    setter.footnote("②新增就业是指按规定认定的就业。")
    text = read_pdf(setter.finish()).text
    # the raised 2 that no footnote has is an exponent
    assert text == f"{PARAGRAPH}\n{PARAGRAPH.replace('万吨', '万立方米²')}"


def test_small_type_at_the_foot_that_is_no_footnote_stays() -> None:
    setter = typeset()
    setter.paragraph(PARAGRAPH)
    setter.paragraph("规划文本是指按规定认定的文本。", size=9)
    assert read_pdf(setter.finish()).text == f"{PARAGRAPH}\n规划文本是指按规定认定的文本。"


def test_paragraphs_run_on_over_the_page_and_tell_both_pages() -> None:
    setter = typeset()
    for _ in range(9):
        setter.paragraph(PARAGRAPH)
    content = read_pdf(setter.finish())
    assert content.text.split("\n") == [PARAGRAPH] * 9
    broken = [block for block in content.blocks if block.place == "第1页第8段"]
    assert [block.page for block in broken] == [1, 2]
    assert "".join(content.text[block.start : block.end] for block in broken) == PARAGRAPH
    assert [(block.start, block.end) for block in content.blocks] == sorted(
        (block.start, block.end) for block in content.blocks
    )


@pytest.mark.parametrize("rules", ["all", "open"])
def test_tables_keep_their_merged_cells(rules: str) -> None:
    setter = typeset()
    setter.paragraph(PARAGRAPH)
    setter.table(ROWS, WIDTHS, rules=rules)
    setter.paragraph(PARAGRAPH)
    content = read_pdf(setter.finish())
    [table] = content.tables
    cells = grid(content, table)
    assert cells[:7] == [(0, column, 1, 1, text) for column, text in enumerate(ROWS[0])]
    assert (1, 0, 2, 1, "经济发展") in cells
    assert (3, 0, 2, 1, "创新驱动") in cells
    assert (2, 2, 1, 1, "常住人口城镇化率") in cells
    assert (4, 5, 1, 1, "[536]") in cells
    assert len(cells) == sum(text != "^" for row in ROWS for text in row)
    before, inside, after = (
        content.text[: table.start],
        content.text[table.start : table.end],
        content.text[table.end :],
    )
    assert (before, after) == (f"{PARAGRAPH}\n", f"\n{PARAGRAPH}")
    assert inside.split("\n")[1] == "经济发展\t1\t地区生产总值\t亿元\t928\t1750\t预期性"


def test_a_table_of_indicators_gives_targets(analyzer: Analyzer) -> None:
    setter = typeset()
    setter.paragraph("规划文本主要目标")
    setter.table(ROWS, WIDTHS)
    content = read_pdf(setter.finish())
    document = Document("例", content.text, blocks=content.blocks, tables=content.tables)
    found = [
        (row.indicator, str(row.value), row.unit, row.comparator, row.binding)
        for row in analyzer.analyze(document, keywords=False).targets
        if row.status == "target"
    ]
    assert found == [
        ("地区生产总值", "175000000000", "元", "eq", "预期性"),
        ("常住人口城镇化率", "66", "%", "eq", "预期性"),
        ("研发经费投入强度", "2.8", "%", "gt", "约束性"),
        ("高新技术企业", "536", "家", "eq", "预期性"),
    ]


def test_raised_characters_in_cells() -> None:
    setter = typeset()
    setter.table([["指标", "单位"], ["地区", f"m{RAISED}2"], ["城镇", f"立方米{RAISED}①"]], [200, 150])
    assert read_pdf(setter.finish()).text == "指标\t单位\n地区\tm²\n城镇\t立方米①"


def test_notes_below_a_table_stay() -> None:
    setter = typeset()
    setter.paragraph(PARAGRAPH)
    setter.table([["指标", "单位"], ["就业", "人"], ["企业", "家"]], [100, 100])
    setter.setting = replace(setter.setting, indent=0)
    setter.paragraph("1是指按规定认定的企业。", size=9)
    assert read_pdf(setter.finish()).text.endswith("企业\t家\n1是指按规定认定的企业。")


def test_a_table_of_three_rules() -> None:
    setter = typeset()
    rows = [[text.replace("\n", "") for text in row[1:]] for row in ROWS]
    setter.table(rows, WIDTHS[1:], rules="three")
    setter.paragraph(PARAGRAPH)
    content = read_pdf(setter.finish())
    [table] = content.tables
    assert content.text[: table.end] == "\n".join("\t".join(row) for row in rows)


@pytest.mark.parametrize("repeat_header", [True, False])
def test_a_table_goes_on_over_the_page(repeat_header: bool) -> None:
    setter = typeset(Setting(top=110, bottom=420))
    rows = [["序号", "指标", "2025年"]] + [
        [str(number), f"指标{number}", f"{number}%"] for number in range(1, 30)
    ]
    setter.table(rows, [60, 150, 80], repeat_header=repeat_header)
    content = read_pdf(setter.finish())
    [table] = content.tables
    assert content.text == "\n".join("\t".join(row) for row in rows)
    assert max(cell.row for cell in table.cells) == 29
    assert {block.page for block in content.blocks} == {1, 2, 3}
    assert content.blocks[-1].place == "表1第30行第3列"


def test_another_table_on_the_next_page_stays_apart() -> None:
    setter = typeset()
    setter.table(ROWS, WIDTHS)
    setter.new_page()
    setter.table([["指标", "单位"], ["就业", "人"], ["企业", "家"]], [200, 150])
    assert [table.page for table in read_pdf(setter.finish()).tables] == [1, 2]


def test_columns_of_words_and_a_frame_are_no_table() -> None:
    setter = typeset()
    setter.table([["指标", "单位"], ["就业", "人"], ["企业", "家"]], [200, 150], rules="none")
    setter.paragraph(PARAGRAPH)
    setter.canvas.rect(60, 60, WIDTH - 120, 700)
    content = read_pdf(setter.finish())
    assert content.tables == ()
    assert content.text == f"指标　　单位\n就业　　人\n企业　　家\n{PARAGRAPH}"


def test_a_frame_around_text_keeps_its_paragraphs() -> None:
    setter = typeset()
    setter.paragraph(PARAGRAPH)
    top = setter.y
    whole, setter.setting = setter.setting, replace(setter.setting, side=105, indent=0)
    setter.y += 8
    for _ in range(2):
        setter.paragraph(PARAGRAPH)
    setter.setting = whole
    setter.canvas.rect(90, HEIGHT - setter.y - 8, WIDTH - 180, setter.y + 8 - top)
    setter.y += 16
    setter.paragraph(PARAGRAPH)
    content = read_pdf(setter.finish())
    assert content.tables == ()
    assert content.text.split("\n") == [PARAGRAPH] * 4


def test_a_title_of_two_lines_is_one() -> None:
    setter = typeset()
    title = "规划文本主要目标一二规划文本主要目标一二规划文本主要目标"
    setter.paragraph(title, size=22, centre=True)
    setter.paragraph(PARAGRAPH)
    assert read_pdf(setter.finish()).text == f"{title}\n{PARAGRAPH}"


def test_marks_that_hang_over_the_edge_leave_the_other_lines_full() -> None:
    texts = (
        "推进园区基础设施建设",
        "完善道路供水供电设施，",
        "引进龙头企业落户园区",
        "延长农产品加工产业链。",
    )
    lines = [
        Line(text, 50, 166 if len(text) == 10 else 182, top := 100 + 20 * row, top + 12, 12, 12, 1)
        for row, text in enumerate(texts)
    ]
    assert [paragraph.text for paragraph in split_paragraphs(lines, find_style(lines))] == ["".join(texts)]


def test_signature_and_date_at_the_right_stay_apart() -> None:
    setter = typeset()
    setter.paragraph(PARAGRAPH)
    for text in ("规划公司", "2025年5月8日"):
        setter.setting = replace(setter.setting, indent=(434 - setter._width(text, 16)) / 16)
        setter.paragraph(text)
    setter.setting = replace(setter.setting, indent=2)
    setter.paragraph(PARAGRAPH)
    text = read_pdf(setter.finish()).text
    assert text == f"{PARAGRAPH}\n规划公司\n2025年5月8日\n{PARAGRAPH}"


def test_pages_without_text_are_named() -> None:
    setter = typeset()
    setter.paragraph(PARAGRAPH)
    for _ in range(2):
        setter.picture_page()
    setter.paragraph(PARAGRAPH)
    content = read_pdf(setter.finish())
    assert content.text == f"{PARAGRAPH}\n{PARAGRAPH}"
    assert [warning[:28] for warning in content.warnings] == ["W_NO_TEXT_LAYER 第2—3页没有文字层（扫"]


def unnamed_font(*codes: int) -> bytes:
    """One page of glyphs by number only: the font says nowhere which characters they are."""
    text = b"BT /F1 16 Tf 80 700 Td <%s> Tj ET" % "".join(f"{code:04x}" for code in codes).encode()
    return one_page(
        text,
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        resources=b"/Font << /F1 5 0 R /F2 7 0 R >>",
    )


def test_glyphs_without_a_character_give_a_warning() -> None:
    data = unnamed_font(1841, 1842).replace(b"Tj ET", b"Tj /F2 16 Tf 32 0 Td (GDP 5.6 percent) Tj ET")
    content = read_pdf(data)
    assert content.text == "\ufffd\ufffdGDP 5.6 percent"
    assert "1841" not in content.text
    assert [warning.split(" ")[0] for warning in content.warnings] == ["W_CID"]


def code_of(data: bytes, **more: object) -> str:
    with pytest.raises(ReadError) as caught:
        read_pdf(data, **more)  # type: ignore[arg-type]
    assert caught.value.message
    assert re.search("[\u4e00-\u9fff]", caught.value.message)
    return caught.value.code


def test_what_cannot_be_read_has_its_code() -> None:
    pictures = typeset()
    pictures.picture_page()
    assert code_of(pictures.finish()) == "E_NO_TEXT_LAYER"
    assert code_of(unnamed_font(*range(100, 140))) == "E_NO_TEXT_LAYER"
    assert code_of(one_page(b"")) == "E_NO_TEXT"
    assert code_of(b"%PDF-1.7\n") == "E_PDF"
    assert (
        code_of(raw_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"))
        == "E_PDF"
    )
    locked = typeset(Setting(password="geheim"))
    locked.paragraph(PARAGRAPH)
    assert code_of(locked.finish()) == "E_ENCRYPTED"


def test_a_cut_off_file_is_read_as_far_as_it_goes() -> None:
    setter = typeset()
    for _ in range(16):
        setter.paragraph(PARAGRAPH)
    data = setter.finish()
    content = read_pdf(data[:-6])
    assert [warning.split(" ")[0] for warning in content.warnings] == ["W_TRUNCATED"]
    assert content.text == "\n".join([PARAGRAPH] * 16)
    with pytest.raises(ReadError, match="没有下载完") as caught:
        read_pdf(data[: -len(data) // 30])
    assert caught.value.code == "E_PDF"


def test_a_page_that_takes_too_long_ends_the_worker() -> None:
    endless = one_page(b"BT /F1 1 Tf 0 0 Td " + b"(a) Tj " * 1_000_000 + b"ET", resources=b"/Font << >>")
    assert code_of(endless, timeout_seconds=1.0) == "E_TIMEOUT"


def test_a_page_that_is_one_great_drawing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_PAGE_SECONDS", 3.0)
    setter = typeset()
    setter.paragraph(PARAGRAPH)
    setter.new_page()
    setter.paragraph("主要目标")
    setter.canvas._code.append("0 0 m 9 9 l S " * 500_000)
    setter.new_page()
    setter.paragraph(PARAGRAPH)
    content = read_pdf(setter.finish())
    assert content.text == f"{PARAGRAPH}\n{PARAGRAPH}"
    assert [warning[:12] for warning in content.warnings] == ["W_PAGE 第2页太复"]


def test_nothing_is_imported_from_the_folder_one_works_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("open('ran', 'w')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    setter = typeset()
    setter.paragraph(PARAGRAPH)
    assert read_pdf(setter.finish()).text == PARAGRAPH
    assert not (tmp_path / "ran").exists()


def test_memory_is_limited() -> None:
    data = one_page(stream(zeros(2_000), b"/Filter /FlateDecode"))
    assert len(data) < 3_000_000
    assert code_of(data, max_memory=400_000_000) == "E_MEMORY"


def test_a_worker_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pdf._answer(b'{"items": [], "warnings": []}', b"", 0, 1, 1.0)["items"] == []
    for output, errors, status, code in (
        (b"", b"Segmentation fault", -11, "E_CRASH"),
        (b"", b"Timeout (0:00:20)!\nThread", 1, "E_TIMEOUT"),
        (b"", b"MemoryError", 1, "E_MEMORY"),
        (b"", b"", 0, "E_CRASH"),
    ):
        with pytest.raises(ReadError) as caught:
            pdf._answer(output, errors, status, 1_000_000_000, 20.0)
        assert caught.value.code == code

    monkeypatch.setattr(pdf.sys, "executable", "/nowhere/python")
    assert code_of(b"%PDF-1.7\n") == "E_CRASH"


def test_recognition_is_offered_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_ocr, "find_spec", lambda name: None)
    with pytest.raises(ReadError, match=r"pip install 'policy-analyzer\[ocr\]'") as caught:
        read_pdf(b"%PDF-1.7\n", ocr=True)
    assert caught.value.code == "E_CONFIG"


def test_pictures_are_recognised_where_asked_for() -> None:
    setter = typeset()
    setter.paragraph(PARAGRAPH)
    setter.picture_page()
    pages: list[int] = []

    def recognise(data: bytes, page: int, width: float, height: float) -> list[Line]:
        pages.append(page)
        box = [[250.0, 280.0], [1400.0, 280.0], [1400.0, 320.0], [250.0, 320.0]]
        second = [[250.0, 360.0], [600.0, 360.0], [600.0, 400.0], [250.0, 400.0]]
        return pdf_ocr.lines_of_boxes(
            [(second, "完成投资28亿元。", 0.98), (box, "全年安排重点项目20个，", 0.97)], 2.8, page
        )

    flow = make_flow(read_pages(setter.finish(), recognise))
    assert pages == [2]
    assert flow.warnings == ()
    texts = [item.text for item in flow.items if isinstance(item, Paragraph)]
    assert texts == [PARAGRAPH, "全年安排重点项目20个，", "完成投资28亿元。"] or texts == [
        PARAGRAPH,
        "全年安排重点项目20个，完成投资28亿元。",
    ]


def test_a_page_is_drawn_for_the_recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes: list[tuple[int, ...]] = []

    class Engine:
        def __call__(self, picture: Any) -> SimpleNamespace:
            shapes.append(picture.shape)
            box = [[280, 280], [980, 280], [980, 325], [280, 325]]
            return SimpleNamespace(boxes=[box, box], txts=("完成投资28亿元。", "污点"), scores=(0.98, 0.2))

    monkeypatch.setitem(sys.modules, "rapidocr", SimpleNamespace(RapidOCR=Engine))
    monkeypatch.setattr(pdf_ocr, "find_spec", lambda name: name)
    setter = typeset()
    setter.picture_page()
    recognise = pdf_ocr.make_recogniser()
    [line] = recognise(setter.finish(), 1, WIDTH, HEIGHT)
    assert line.text == "完成投资28亿元。"
    assert (round(line.x0), round(line.x1)) == (100, 350)
    assert [round(side / 2.8) for side in shapes[0][:2]] == [842, 595]
    # a page that says it is a kilometre wide is drawn no larger than others
    recognise(one_page(b"", page=b"/MediaBox [0 0 3000000 100]"), 1, 3_000_000.0, 100.0)
    assert max(shapes[1]) <= 4_100


# paragraphs as officials write them: Han, marks, numbers, 3 to 200 characters, the last a full stop
words = st.lists(
    st.sampled_from(
        ["新增就业", "达到", "2025年", "5.6%", "，", "、", "（一）", "“十四五”", "1286.4", "亿元", "企业"]
    ),
    min_size=2,
    max_size=60,
).map("".join)


@settings(max_examples=40, deadline=None)
@given(st.lists(words, min_size=1, max_size=8), st.sampled_from([10.5, 16.0]), st.integers(0, 30))
def test_broken_lines_are_rejoined(paragraphs: list[str], size: float, shift: int) -> None:
    paragraphs = [f"各项{text}。" for text in [*paragraphs, "工作" * 60]]
    lines = find_lines(place(paragraphs, size, 80.0 + shift, 440.0), 1, WIDTH)
    assert [item.text for item in split_paragraphs(lines, find_style(lines))] == paragraphs


def place(paragraphs: list[str], size: float, left: float, width: float) -> list[Glyph]:
    """Glyphs of indented paragraphs, broken where a word no longer fits."""
    from fixtures_pdf import _units

    glyphs: list[Glyph] = []
    y = 100.0
    for text in paragraphs:
        x = left + 2 * size
        for unit in _units(text):
            needed = sum(size * (0.5 if character.isascii() else 1.0) for character in unit)
            if x + needed > left + width:
                x, y = left, y + 1.6 * size
            for character in unit:
                own = size * (0.5 if character.isascii() else 1.0)
                glyphs.append(Glyph(character, x, x + own, y, y + size, size))
                x += own
        y += 1.6 * size
    return glyphs
