"""The report: every character of the text once, every mark and row linked, no script but its own."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_inputs import PAYLOADS, hostile_analysis, large_text

from analyzer.cli.main import run
from analyzer.model import Analysis, Cell, Document, Failure, Metadata, SourceTable
from analyzer.pipeline import Analyzer
from analyzer.presentation import notebook, report
from analyzer.presentation.columns import table
from analyzer.presentation.report import address, render_report, write_reports
from analyzer.presentation.report_charts import inline_svg
from analyzer.presentation.report_index import index_values
from analyzer.presentation.report_marks import Mark, Marker, stretches
from analyzer.presentation.report_page import Pages, content_hash
from analyzer.presentation.report_rows import find_highlights, find_part_rows, find_rows
from analyzer.presentation.report_text import find_paragraphs
from analyzer.presentation.tables import build_tables, records
from analyzer.reading.reader import read
from analyzer.structure.condense import condense

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
VOID = {"meta", "link", "input", "br", "img", "base"}
MADE_BY = {"version": "1.2.3", "dictionaries_sha256": "a" * 64}


class Page(HTMLParser):
    """A page as a browser would build it, as far as these tests ask."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.ids: list[str] = []
        self.errors: list[str] = []
        self.scripts: list[str] = []
        self.body_text: list[str] = []
        self._in_text = 0
        self.feed(source)
        self.close()
        if self.open:
            self.errors.append(f"open at the end: {self.open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        found = {name: value or "" for name, value in attrs}
        self.attributes += [(tag, name, value) for name, value in found.items()]
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a" and "a" in self.open:
            self.errors.append("a link in a link")
        if found.get("class") == "body" or self._in_text:
            self._in_text += tag not in VOID
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.errors.append(f"</{tag}> closes nothing")
        if self._in_text:
            self._in_text -= 1

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.scripts.append(data)
        if self._in_text:
            self.body_text.append(data)

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.scripts[0])
        return found

    def values(self, name: str) -> list[str]:
        return [value for _, attribute, value in self.attributes if attribute == name]


@pytest.fixture(scope="module")
def analyses(analyzer: Analyzer) -> list[Analysis]:
    return [analyzer.analyze(read(path)) for path in SAMPLES]


@pytest.fixture(scope="module")
def sources(analyses: list[Analysis]) -> list[str]:
    """The pages of the samples, without charts."""
    return [render_report(analysis, MADE_BY, charts=False) for analysis in analyses]


def without_space(text: str) -> str:
    return "".join(text.split())


# marks


spans = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 12), st.integers(0, 4), st.booleans()), max_size=12
)


@given(spans)
@settings(max_examples=100, deadline=None)
def test_overlapping_marks_nest_and_lose_nothing(found: list[tuple[int, int, int, bool]]) -> None:
    text = "".join(chr(0x4E00 + i) for i in range(42))
    marks = [
        Mark(start, start + length, f"t{number}", rank, "t", href="#x" if link else "", anchor=True)
        for number, (start, length, rank, link) in enumerate(found)
    ]
    markup = Marker(text).markup(0, len(text), marks)
    page = Page(f'<div class="body">{markup}</div>')
    assert page.errors == []
    assert "".join(page.body_text) == text
    assert sorted(page.ids) == sorted(mark.key for mark in marks)
    covered: dict[str, str] = {mark.key: "" for mark in marks}
    for left, right, layers in stretches(0, len(text), marks):
        for mark, _ in layers:
            covered[mark.key] += text[left:right]
    assert covered == {mark.key: text[mark.start : mark.end] for mark in marks}


def test_of_two_links_over_one_place_the_inner_is_the_link() -> None:
    outer = Mark(0, 6, "t1", 5, "t", href="#row-t1", anchor=True)
    inner = Mark(2, 4, "t2", 5, "t", href="#row-t2", anchor=True)
    markup = Marker("共建成十二座桥").markup(0, 7, [outer, inner])
    page = Page(markup)
    assert page.errors == []
    assert page.ids == ["t1", "t2"]
    assert page.values("href") == ["#row-t1", "#row-t2", "#row-t1"]


def test_many_marks_take_linear_time() -> None:
    def seconds(count: int) -> float:
        text = "新增就业12万人，" * count
        marks = [Mark(9 * i + 4, 9 * i + 8, f"t{i}", 5, "t", href="#r", anchor=True) for i in range(count)]
        began = time.perf_counter()
        Marker(text).markup(0, len(text), marks)
        return time.perf_counter() - began

    seconds(1000)
    assert seconds(20_000) < 12 * max(seconds(4000), 0.01)


# the text


def check_text(analysis: Analysis, source: str = "") -> Page:
    page = Page(source or render_report(analysis, MADE_BY, charts=False))
    assert page.errors == []
    assert without_space("".join(page.body_text)) == without_space(analysis.document.text)
    return page


def test_the_text_is_complete_and_its_marks_and_rows_are_linked(
    analyses: list[Analysis], sources: list[str]
) -> None:
    for analysis, source in zip(analyses, sources, strict=True):
        page = check_text(analysis, source)
        assert max(Counter(page.ids).values()) == 1
        places = {f"#{name}" for name in page.ids}
        assert {value for value in page.values("href") if value.startswith("#")} <= places
        rows = len(analysis.targets) + len(analysis.tasks) + len(analysis.checks)
        assert len([name for name in page.ids if re.fullmatch(r"[tkc]\d+", name)]) == rows
        assert len([name for name in page.ids if re.fullmatch(r"row-[tkc]\d+", name)]) == rows


def test_a_document_on_one_line_gets_paragraphs(analyzer: Analyzer) -> None:
    sentence = "到2030年，全县高新技术企业达到120家，新增省级创新平台15个，有效发明专利拥有量稳步增长。"
    analysis = analyzer.analyze(Document("一行", sentence * 400), keywords=False)
    assert len(analysis.document.text) > 17_000
    began = time.perf_counter()
    page = check_text(analysis)
    assert time.perf_counter() - began < 4
    blocks = find_paragraphs(analysis, condense(analysis.document.text))
    assert {block.kind for block in blocks[1:]} == {"soft"}
    assert max(block.end - block.start for block in blocks) < 600
    assert page.tags["p"] > 40


def test_hard_wrapped_lines_are_joined_and_page_numbers_kept_apart(analyzer: Analyzer) -> None:
    line = "加快建设现代化产业体系推动传统产业改造升级培育战略性新兴产业布局未来产业"
    pages = [
        "\n".join(line[at:] + line[:at] for at in range(20)) + f"\n- {number} -\n" for number in range(1, 5)
    ]
    analysis = analyzer.analyze(Document("折行", "".join(pages) + "全文结束。"), keywords=False)
    page = check_text(analysis)
    assert "noise" in page.values("class")
    assert page.tags["p"] < 30


def test_titles_on_several_lines_and_lists_of_contents(analyzer: Analyzer) -> None:
    text = "柏溪县水务发展\n五年规划\n目录\n一、总则............................3\n一、总则\n坚持节水优先。"
    metadata = Metadata(title="柏溪县水务发展五年规划")
    source = render_report(analyzer.analyze(Document("目", text, metadata), keywords=False), charts=False)
    assert Page(source).values("class").count("title") == 2
    assert "……3" in source
    assert "....3" not in source.partition("<article")[2].partition("</article>")[0]


def test_headings_are_headings_and_sentences_are_not(analyzer: Analyzer) -> None:
    text = "一、主要目标\n到2030年供水保证率达到97%。\n二、重点任务\n（一）建设水源。新建水库2座。\n三、保障"
    analysis = analyzer.analyze(Document("题", text), keywords=False)
    kinds = {text[b.start : b.end]: b.kind for b in find_paragraphs(analysis, condense(text))}
    assert [kind for kind in kinds.values() if kind != "p"] == ["h1", "h1"]
    assert kinds["一、主要目标"] == kinds["二、重点任务"] == "h1"


def test_a_table_of_the_source_is_a_table_of_the_page(analyzer: Analyzer) -> None:
    text = "主要指标表\n指标\t2030年目标\n森林覆盖率\t达到45%\n单位：%\n注：以上为预期性指标。"
    places = [(0, 0, "指标"), (0, 1, "2030年目标"), (1, 0, "森林覆盖率"), (1, 1, "达到45%")]
    starts = [text.index(f"{word}{'' if column else chr(9)}") for _, column, word in places]
    cells = [
        Cell(row, column, start, start + len(word))
        for (row, column, word), start in zip(places, starts, strict=True)
    ]
    cells.append(Cell(2, 0, text.index("单位"), text.index("单位") + 4, column_span=2))
    source = SourceTable(text.index("指标\t"), text.index("\n注"), tuple(cells))
    page = check_text(analyzer.analyze(Document("表", text, tables=(source,)), keywords=False))
    assert ("td", "colspan", "2") in page.attributes
    assert page.tags["td"] >= 5


@pytest.mark.parametrize("text", ["", "\n\n", "12", "　　", "\x00\ud800甲", "一、\n（一）\n1.", "—" * 300])
def test_odd_texts_make_a_page(analyzer: Analyzer, text: str) -> None:
    page = Page(render_report(analyzer.analyze(Document("奇", text)), MADE_BY, charts=text == ""))
    assert page.errors == []
    "".join(page.body_text).encode()


# data


def test_what_is_achieved_stands_beside_what_is_wanted(analyzer: Analyzer) -> None:
    text = "2025年，粮食产量达到52万吨，森林覆盖率达到43%。2026年主要预期目标是：粮食产量达到53万吨，新建泵站4座。"
    analysis = analyzer.analyze(Document("例", text, Metadata(date=date(2026, 1, 8))), keywords=False)
    rows = find_rows(analysis, build_tables([analysis]))
    grain = next(found for found in find_highlights(rows["targets"]) if found["label"].startswith("粮食产量"))
    assert [row["value_text"] for row in grain["actual"]] == ["52万吨"]
    assert [row["value_text"] for row in grain["wanted"]] == ["53万吨"]


def test_parts_count_what_stands_in_them(analyzer: Analyzer) -> None:
    text = "总则。\n一、发展工业\n（一）建园区。新建厂房3座。\n（二）引项目。\n二、改善民生\n新建住房600套、学校2所。"
    analysis = analyzer.analyze(Document("例", text), keywords=False)
    rows = find_rows(analysis, build_tables([analysis]))
    parts = find_part_rows(rows["targets"], rows["tasks"])
    assert [(part["part"], part["n_tasks"], part["n_targets"]) for part in parts] == [
        ("一、发展工业", 2, 1),
        ("二、改善民生", 1, 2),
    ]


def test_the_page_says_the_same_as_the_tables(analyses: list[Analysis], sources: list[str]) -> None:
    for analysis, source in zip(analyses, sources, strict=True):
        data = Page(source).data
        tables = build_tables([analysis])
        for name, found in data.items():
            names = [column["name"] for column in found["columns"]]
            assert names[: len(table(name).columns) - 1] == [c.name for c in table(name).columns[1:]]
            rows = [dict(zip(names, row, strict=True)) for row in found["rows"]]
            for shown, row in zip(rows, records(tables[name]), strict=True):
                assert shown["start"] == row["start"]
                if name == "targets":
                    assert shown["value"] is None or float(shown["value"]) == float(row["value"])
                    assert shown["sentence"] == row["sentence"]


def test_facts_are_shown(analyses: list[Analysis], sources: list[str]) -> None:
    for analysis, source in zip(analyses, sources, strict=True):
        document = analysis.document
        assert document.sha256 in source
        assert MADE_BY["dictionaries_sha256"] in source
        assert "policy-analyzer 1.2.3" in source
        assert document.metadata.title in source
        # where a file lay is nobody's business; what it was called is
        assert str(Path(document.source_path).parent) not in source
        assert Path(document.source_path).name in source
        for keyword in analysis.keywords:
            assert f'data-term="{keyword.term}"' in source or "&" in keyword.term


# safety


ALLOWED_TAGS = """html head meta title link style body a header h1 h2 h3 h4 h5 p span ul ol li b i small main
div nav section table thead tbody tr th td svg g defs path use rect clippath symbol label input select option
output button q mark figure figcaption dl dt dd code kbd article footer script"""


def check_safe(source: str) -> Page:
    page = Page(source)
    assert page.errors == []
    assert set(page.tags) - set(ALLOWED_TAGS.split()) == set()
    assert page.tags["script"] == 2
    assert page.tags["style"] == 1
    assert page.tags["meta"] == 6
    for tag, name, value in page.attributes:
        assert not name.startswith("on"), (tag, name)
        assert name not in ("style", "src", "srcdoc", "srcset", "action", "formaction"), (tag, name)
        if name == "href":
            assert value.startswith(("#", "reports/", "../report.html")) or value == "data:,", value
    policy = next(value for value in page.values("content") if value.startswith("default-src 'none'"))
    style = source.partition("<style>")[2].partition("</style>")[0]
    assert f"style-src '{content_hash(style)}'" in policy
    assert f"script-src '{content_hash(page.scripts[1])}'" in policy
    assert "unsafe" not in policy
    assert "http:" not in style + page.scripts[1]
    assert "https:" not in style + page.scripts[1]
    assert "innerHTML" not in page.scripts[1]
    return page


def test_samples_are_safe(sources: list[str]) -> None:
    for source in sources:
        check_safe(source)


def test_twenty_payloads_stay_text() -> None:
    assert len(PAYLOADS) >= 20
    pages = Pages()
    for payload in PAYLOADS:
        analysis = hostile_analysis(payload)
        page = check_safe(render_report(analysis, {"version": payload}, charts=False, pages=pages))
        assert without_space("".join(page.body_text)) == without_space(analysis.document.text)
        assert page.data["targets"]["rows"][0][1] == payload


def test_payloads_in_charts() -> None:
    page = check_safe(render_report(hostile_analysis(" ".join(PAYLOADS)), MADE_BY))
    assert page.tags["figure"] >= 3
    assert max(Counter(page.ids).values()) == 1


def test_payloads_in_the_index() -> None:
    analyses = [hostile_analysis(payload, f"d{number}") for number, payload in enumerate(PAYLOADS)]
    failures = [Failure(f"f{i}", f"/tmp/{payload}", payload, payload) for i, payload in enumerate(PAYLOADS)]
    values, data = index_values(analyses, failures, lambda doc_id: address(doc_id, several=True))
    page = check_safe(Pages().render("index.html", data, {**values, "most_with_charts": 0}, {}))
    assert [row[1] for row in page.data["documents"]["rows"][: len(PAYLOADS)]] == list(PAYLOADS)


def test_chart_ids_do_not_meet() -> None:
    source = (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9pt">'
        b'<style>*{}</style><defs><clipPath id="p1"><rect/></clipPath></defs><!-- <script> -->'
        b'<g id="unused"><use xlink:href="#g" style="fill: #222; stroke-width: 0.123456789"/>'
        b'<path id="g" d="M 1.23456 -0.0001" clip-path="url(#p1)"/></g></svg>'
    )
    markup = inline_svg(source, "a-", '甲"乙')
    assert Page(markup).ids == ["a-p1", "a-g"]
    assert "url(#a-p1)" in markup
    assert 'href="#a-g"' in markup
    assert 'd="M 1.2 0"' in markup
    assert 'fill="#222" stroke-width="0.1235"' in markup
    assert not any(word in markup for word in ("style", "script", "xlink", "xmlns", "unused", " width="))
    assert 'aria-label="甲&quot;乙"' in markup


# notebooks


def test_an_analysis_in_a_notebook(analyses: list[Analysis]) -> None:
    for analysis in analyses:
        page = Page(notebook.render(analysis))
        assert page.errors == []
        assert page.tags["table"] in (2, 3)
        assert page.tags["tr"] <= 3 * 9
        assert {"t target", "t actual", "t standard"} & set(page.values("class"))
        assert len(notebook.render(analysis)) < 12_000


def test_payloads_in_a_notebook() -> None:
    for payload in PAYLOADS:
        page = Page(notebook.render(hostile_analysis(payload)))
        assert page.errors == []
        allowed = "div style p strong br span table thead tbody tr th td"
        assert set(page.tags) - set(allowed.split()) == set()
        assert {name for _, name, _ in page.attributes} == {"class"}
    assert Page(notebook.render(Analysis(Document("空", ""), (), (), (), (), (), ()))).errors == []


# files


def test_one_input_is_one_file(analyses: list[Analysis], tmp_path: Path) -> None:
    assert write_reports(tmp_path, analyses[:1], charts=False) == [tmp_path / "report.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_several_inputs_have_an_index_with_links(analyses: list[Analysis], tmp_path: Path) -> None:
    names = ["a b", "甲%20乙#1", "c'd&amp;"]
    renamed = [
        replace(analysis, document=replace(analysis.document, doc_id=name))
        for name, analysis in zip(names, analyses, strict=False)
    ]
    failure = Failure("空", "/secret/空.txt", "E_EMPTY", "文件是空的。")
    written = write_reports(tmp_path, renamed, [failure], charts=False)
    source = written[0].read_text(encoding="utf-8")
    index = Page(source)
    links = [value for value in index.values("href") if value.startswith("reports/")]
    assert [unquote(link) for link in links] == [f"reports/{name}.html" for name in names]
    for link, name in zip(links, names, strict=True):
        assert link == address(name, several=True)
        page = (tmp_path / unquote(link)).read_text(encoding="utf-8")
        assert 'href="../report.html"' in page
    assert "E_EMPTY" in source
    assert "文件是空的。" in source
    assert "/secret" not in source


def test_many_documents_come_without_charts_and_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "MAX_WITH_CHARTS", 2)
    analyses = [hostile_analysis("甲", f"d{number}") for number in range(3)]
    written = write_reports(tmp_path, analyses)
    assert "超过 2 份" in written[0].read_text(encoding="utf-8")
    assert "<figure>" not in written[-1].read_text(encoding="utf-8")
    assert len(written) == 4


def test_a_single_failure_is_told_on_the_page(tmp_path: Path) -> None:
    [path] = write_reports(tmp_path, [], [Failure("空", "空.txt", "E_EMPTY", "文件是空的。")])
    assert "E_EMPTY" in path.read_text(encoding="utf-8")


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "结果"
    inputs = [tmp_path / "甲.txt", tmp_path / "乙.txt"]
    for path in inputs:
        path.write_text("力争新增就业1.2万人。", encoding="utf-8")
    assert run(["analyze", *map(str, inputs), "-o", str(out), "--no-charts"]) == 0
    assert "report.html       网页报告，用浏览器打开，连同 reports/ 中的 2 份" in capsys.readouterr().out
    assert "<figure>" not in (out / "reports" / "甲.html").read_text(encoding="utf-8")
    assert run(["analyze", str(inputs[0]), "-o", str(out / "x"), "--no-report", "--no-charts"]) == 0
    assert not list((out / "x").glob("*.html"))


def test_a_large_document_is_small_and_quick(analyzer: Analyzer) -> None:
    analysis = analyzer.analyze(Document("大", large_text()))
    assert len(analysis.targets) >= 150
    assert len(analysis.tasks) >= 300
    began = time.process_time()
    source = render_report(analysis, MADE_BY)
    # half a second, and as much again where matplotlib is loaded for the first time
    assert time.process_time() - began < 3
    assert len(source.encode()) < 3_000_000
    check_safe(source)
