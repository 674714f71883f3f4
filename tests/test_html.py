"""Saved pages of governments, content management systems and news sites: main text, tables, metadata."""

from __future__ import annotations

import contextlib
import html
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import ReadError
from analyzer.model import Document, Metadata, Target, Task
from analyzer.pipeline import Analyzer
from analyzer.reading.content import Content
from analyzer.reading.html_linear import cut_tags
from analyzer.reading.html_page import read_html
from analyzer.reading.html_tree import parse_page
from analyzer.reading.reader import read

GOAL = "到2025年，全县新增造林2万亩，森林覆盖率达到45%以上，林业产值突破30亿元。"
TASK = "（一）优化布局。支持龙头企业建设原料林基地，每县至少建成1个示范基地。"
DUTY = "各乡镇人民政府要加强组织领导，确保各项任务落到实处，每年底报告进展情况。"
MENU = "".join(
    f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(["首页", "要闻", "政务公开", "互动"] * 4)
)
RELATED = "".join(f'<li><a href="/r{n}">某县召开第{n}次林业工作会议部署全年任务</a></li>' for n in range(6))
FOOT = "<div class='footer'>主办单位：某县人民政府办公室　版权所有　网站标识码3600000001　赣ICP备05000001号</div>"
BODY = f"<p>{GOAL}</p><p>{TASK}</p><p>{DUTY}</p>"
TEXT = "\n".join([GOAL, TASK, DUTY])
TITLE = "关于印发青禾县油茶产业发展规划的通知"


def page(main: str, head: str = "", before: str = "", after: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body><ul class='nav'>{MENU}</ul>"
        f"{before}{main}{after}<ul>{RELATED}</ul>{FOOT}"
        "<script>var a='<p>不是正文，也不是别的。</p>'</script></body></html>"
    )


CONTAINERS = {
    "gov.cn": "<div class='pages_content' id='UCAP-CONTENT'>{}</div>",
    "trs": "<div class='view TRS_UEDITOR trs_paper_default trs_web'>{}</div>",
    "trs_old": "<div id='zoom'><div class='TRS_Editor'><style>p{{}}</style>{}</div></div>",
    "hanweb": "<div><!--ZJEG_RSS.content.begin-->{}<!--ZJEG_RSS.content.end--></div>",
    "visual_sitebuilder": "<div id='vsb_content_2'><div class='v_news_content'>{}</div></div>",
    "shanghai": "<div class='Article_content' id='ivs_content'>{}</div>",
    "comments": "<table><tr><td><!-- 文章正文 begin -->{}<!-- 文章正文 end --></td></tr></table>",
    "wechat": "<div class='rich_media_content' id='js_content' style='visibility: hidden'>{}</div>",
    "unknown": "<div class='abc'><div class='xyz'>{}</div></div>",
    "layout_table": "<table><tr><td width=200><a href=1>左栏</a></td><td>{}</td></tr></table>",
    "article": "<article>{}</article>",
    "form": "<form id='aspnetForm'><div>{}</div></form>",
}


@pytest.mark.parametrize("container", CONTAINERS.values(), ids=CONTAINERS.keys())
def test_main_text_alone(container: str) -> None:
    around = "<div class='sidebar'><h3>热点</h3><ul>" + RELATED + "</ul></div>"
    assert read_html(page(container.format(BODY), after=around)).text == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "字号：默认 大 超大 | 打印 |",
        "【字体：大 中 小】　【打印本页】　【关闭窗口】",
        "来源：青禾县林业局 发布时间：2021-04-02 10:20 浏览次数：12次",
        "2021-04-02 10:20　来源：青禾日报",
        "责任编辑：王某",
        "(责编：王某、李某)",
        "当前位置：首页 > 政务公开 > 规划计划",
        "分享到：微信 微博",
        "扫一扫在手机打开当前页",
        "上一篇：关于召开会议的通知",
        "【1】【2】【3】【4】",
        "我要纠错",
    ],
)
def test_lines_that_are_no_text(line: str) -> None:
    for body in (f"<p>{line}</p>{BODY}", f"{BODY}<p>{line}</p>"):
        assert read_html(page(f"<div class='TRS_Editor'>{body}</div>")).text == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "时间：2021年4月2日至4日。", "来源：中央预算内投资和地方配套资金。", "附件：1.青禾县油茶产业发展重点项目表",
        "记者：请介绍一下规划的背景。", "青禾县人民政府办公室", "2021年4月2日", "（此件公开发布）",
        "县发展改革委、县林业局：",
    ],
)  # fmt: skip
def test_lines_that_are_text(line: str) -> None:
    found = read_html(page(f"<div class='TRS_Editor'><p>{GOAL}</p><p>{line}</p><p>{DUTY}</p></div>")).text
    assert found == f"{GOAL}\n{line}\n{DUTY}"


@pytest.mark.parametrize(
    "line", ["青禾县人民政府办公室", "2021年4月2日", "（此件公开发布）", "附件：重点项目表"]
)
def test_the_end_of_a_document_is_kept(line: str) -> None:
    assert read_html(page(f"<div id='zoom'>{BODY}<p>{line}</p></div>")).text == f"{TEXT}\n{line}"


def test_links_to_other_pages_are_cut_off() -> None:
    after = f"<p>相关链接：</p><p><a href=1>{GOAL}</a></p><div class='xgwj'><ul>{RELATED}</ul></div>"
    assert read_html(page(f"<div id='zoom'>{BODY}{after}</div>")).text == TEXT
    # a document may have a heading of this name
    goes_on = "".join(f"<p>{sentence}</p>" for sentence in (DUTY, TASK, GOAL))
    found = read_html(page(f"<div id='zoom'>{BODY}<p>相关政策</p>{goes_on}</div>")).text
    assert found == "\n".join([TEXT, "相关政策", DUTY, TASK, GOAL])


def test_what_is_hidden_is_not_read() -> None:
    assert (
        read_html(
            page(f"<div id='zoom'>{BODY}<p style='display: none'>隐藏的内容，不应读入。</p></div>")
        ).text
        == TEXT
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>一、目标</p><p>二、任务</p>", "一、目标\n二、任务"),
        ("<p>增长<b>8</b>%<br>以上</p>", "增长8%\n以上"),
        ("<h1>青禾县人民政府<br>关于发展油茶产业的意见</h1><p>正文</p>", "青禾县人民政府 关于发展油茶产业的意见\n正文"),
        ("<title>实施意见_某县政府网</title><body><p>正文</p>", "实施意见\n正文"),
        ("<title>实施意见</title><h1>实施意见</h1><p>正文</p>", "实施意见\n正文"),
        ("<p>正文&lt;一&gt;&amp;</p>", "正文<一>&"),
        ("<p title='a>b'>正文</p>", "正文"),
        ("<p>\n  换行\n  不算\n</p>", "换行不算"),
        ("<pre>一、目标\n二、任务</pre>", "一、目标\n二、任务"),
        ("<p>10<sup>3</sup>吨、5m<sup>2</sup>、CO<sub>2</sub>、增长8%<sup>[1]</sup></p>", "10³吨、5m²、CO2、增长8%"),
        ("<ol><li>造林</li><li>护林</li></ol><ol start=3><li>用林</li></ol>", "1. 造林\n2. 护林\n3. 用林"),
        ("<ol style='list-style-type: cjk-ideographic'><li>造林</li></ol>", "一、造林"),
        ("<ul><li>造林</li><li>护林</li></ul>", "造林\n护林"),
        ("<div>造林2万亩<div>护林3万亩</div>用林</div>", "造林2万亩\n护林3万亩\n用林"),
    ],
)  # fmt: skip
def test_paragraphs(source: str, text: str) -> None:
    assert read_html(source).text == text


def test_places_are_paragraphs() -> None:
    content = read_html(page(f"<div id='zoom'>{BODY}</div>"))
    assert [(content.text[block.start : block.end], block.place) for block in content.blocks] == [
        (GOAL, "第1段"), (TASK, "第2段"), (DUTY, "第3段"),
    ]  # fmt: skip


# tables


def grid(content: Content) -> list[tuple[int, int, int, int, str]]:
    (table,) = content.tables
    return [
        (cell.row, cell.column, cell.row_span, cell.column_span, content.text[cell.start : cell.end])
        for cell in table.cells
    ]


def test_table_with_merged_cells() -> None:
    table = (
        "<table><tr><th rowspan=2>指标</th><th colspan=2>年份</th></tr><tr><th>2020年</th><th>2025年</th></tr>"
        "<tr><td><p>森林<br>覆盖率</p></td><td>44%</td><td>45%</td></tr></table>"
    )
    content = read_html(f"<p>{GOAL}</p>{table}<p>{DUTY}</p>")
    assert grid(content) == [
        (0, 0, 2, 1, "指标"), (0, 1, 1, 2, "年份"), (1, 1, 1, 1, "2020年"), (1, 2, 1, 1, "2025年"),
        (2, 0, 1, 1, "森林 覆盖率"), (2, 1, 1, 1, "44%"), (2, 2, 1, 1, "45%"),
    ]  # fmt: skip
    assert content.text == f"{GOAL}\n指标\t年份\n2020年\t2025年\n森林 覆盖率\t44%\t45%\n{DUTY}"
    assert content.blocks[-2].place == "表1第3行第3列"


def test_layout_tables_are_dissolved() -> None:
    table = f"<table><tr><td>{BODY}</td></tr></table>"
    for source in (
        table,
        f"<table><tr><td>序</td><td>{table}</td></tr><tr><td>言</td><td>完</td></tr></table>",
    ):
        content = read_html(page(source))
        assert content.tables == ()
        assert TEXT in content.text


def test_table_inside_a_layout_table() -> None:
    inner = "<table><tr><td>指标</td><td>2025年</td></tr><tr><td>造林面积（万亩）</td><td>2</td></tr></table>"
    content = read_html(page(f"<table><tr><td>{BODY}{inner}</td></tr></table>"))
    assert content.text == f"{TEXT}\n指标\t2025年\n造林面积（万亩）\t2"
    assert len(content.tables) == 1


def test_absurd_spans() -> None:
    cells = "<td rowspan=99999 colspan=99999>指标</td><td colspan='-3'>值</td><td rowspan='x'>注</td>"
    content = read_html(f"<p>{GOAL}</p><table><tr>{cells}</tr><tr><td>一</td><td>二</td></tr></table>")
    assert "指标\t值\t注\n一\t二" in content.text


# metadata

FORM = (
    "<table class='xxgk'><tr><td><b>索 引 号：</b></td><td>000014349/2021-00035</td>"
    "<td><b>主题分类：</b></td><td>林业</td></tr>"
    "<tr><td><b>发文机关：</b></td><td>青禾县人民政府办公室</td><td><b>成文日期：</b></td><td>2021年04月02日</td></tr>"
    f"<tr><td><b>标　　题：</b></td><td>{TITLE}</td></tr>"
    "<tr><td><b>发文字号：</b></td><td>青府办发〔2021〕12号</td><td><b>发布日期：</b></td><td>2021年04月20日</td></tr></table>"
)
STATED = Metadata(TITLE, "青禾县人民政府办公室", "青府办发〔2021〕12号", date(2021, 4, 2))


@pytest.mark.parametrize(
    "form",
    [
        FORM,
        FORM.replace("table", "div")
        .replace("<tr>", "<div>")
        .replace("</tr>", "</div>")
        .replace("td>", "span>"),
        "<ul><li>索引号：000014349</li><li>发文机关：青禾县人民政府办公室</li><li><b>发文</b>字号：青府办发〔2021〕12号</li>"
        f"<li>标题：{TITLE}</li><li>成文日期：2021-04-02</li><li>有效性：</li></ul>",
        "<p><span>【索引号】</span><span>0001</span><span>【发文机关】</span><span>青禾县人民政府</span><span>办公室</span>"
        f"<span>【文号】</span>青府办发〔2021〕12号<span>【成文日期】</span>2021.4.2<span>【名称】</span>{TITLE}</p>",
    ],
)
def test_disclosure_form(form: str) -> None:
    form = form.replace("青禾县人民政府</span><span>办公室", "青禾县人民政府办公室")
    for source in (
        page(f"<div id='zoom'>{BODY}</div>", before=form),
        page(f"<div id='zoom'>{form}{BODY}</div>"),
    ):
        content = read_html(source)
        assert content.metadata == STATED
        assert content.text == f"{TITLE}\n{TEXT}"


def test_a_table_of_documents_is_no_form() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>关于第{n}批项目的通知</td><td>青林发〔2020〕{n}号</td><td>青禾县林业局</td></tr>"
        for n in range(1, 4)
    )
    table = f"<table><tr><td>序号</td><td>文件名称</td><td>文号</td><td>发文机关</td></tr>{rows}</table>"
    content = read_html(page(f"<div id='zoom'>{BODY}{table}</div>"))
    assert content.metadata.doc_number == ""
    assert len(content.tables[0].cells) == 16


def head(**tags: str) -> str:
    return "".join(f"<meta name='{name}' content='{content}'>" for name, content in tags.items())


def test_tags_of_the_head() -> None:
    tags = head(
        SiteName="青禾县人民政府", ArticleTitle=TITLE, PubDate="2021-04-20 17:18", ContentSource="县林业局"
    )
    content = read_html(page(f"<div id='zoom'>{BODY}</div>", tags))
    # no date in the text, so that of the page; a source that the text does not name is no issuer
    assert content.metadata == Metadata(title=TITLE, date=date(2021, 4, 20))
    dated = read_html(
        page(
            f"<div id='zoom'>{BODY}<p>青禾县林业局</p><p>2021年4月2日</p></div>",
            tags.replace("县林", "青禾县林"),
        )
    )
    assert dated.metadata == Metadata(title=TITLE, issuer="青禾县林业局")


def test_news_has_the_date_of_its_page() -> None:
    byline = "<h1>青禾县油茶产业迎来丰收</h1><p>2021-04-20 08:18 来源：青禾日报</p>"
    news = f"<div id='zoom'><p>2021年4月18日，{GOAL}</p></div>"
    content = read_html(page(byline + news, "<title>青禾县油茶产业迎来丰收-青禾县人民政府网</title>"))
    assert content.metadata == Metadata(
        title="青禾县油茶产业迎来丰收", date=date(2021, 4, 20), doc_type="新闻"
    )
    assert content.text == f"青禾县油茶产业迎来丰收\n2021年4月18日，{GOAL}"


@pytest.mark.parametrize(
    "window",
    [
        f"{TITLE}_青禾县人民政府",
        f"{TITLE} - 青禾县人民政府",
        f"{TITLE} 林业局",
        f"{TITLE}-规划计划-青禾县人民政府门户网站",
    ],
)
def test_site_names_are_cut_from_titles(window: str) -> None:
    content = read_html(page(f"<p>{TITLE}</p><div id='zoom'>{BODY}</div>", f"<title>{window}</title>"))
    assert content.metadata.title == TITLE
    assert content.text.startswith(TITLE + "\n")


@pytest.mark.parametrize(
    "window", ["青禾县人民政府门户网站", "政策文件", "关于印发青禾县油茶产业发展规划的…"]
)
def test_titles_that_are_none(window: str) -> None:
    assert read_html(page(f"<div id='zoom'>{BODY}</div>", f"<title>{window}</title>")).metadata.title == ""


@pytest.mark.parametrize("window", ["青禾县林业局", "青禾县人民政府办公室关于"])
def test_half_a_title_is_left_to_the_text(window: str) -> None:
    source = page(f"<div id='zoom'><p>{window}</p>{BODY}</div>", f"<title>{window}</title>")
    assert read_html(source).metadata.title == ""


# the same facts as from plain text

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))


def facts(analyzer: Analyzer, document: Document) -> tuple[list[Target], list[Task]]:
    analysis = analyzer.analyze(document, keywords=False)
    nowhere = {"start": 0, "title_start": 0, "title_end": 0, "own_end": 0, "end": 0}
    targets = [replace(target, start=0, end=0) for target in analysis.targets]
    return targets, [replace(task, item=replace(task.item, **nowhere)) for task in analysis.tasks]


@pytest.mark.parametrize("form", ["paragraphs", "breaks", "word"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_same_facts_as_from_plain_text(analyzer: Analyzer, sample: Path, form: str) -> None:
    text = sample.read_text(encoding="utf-8")
    lines = [html.escape(line) for line in text.split("\n") if line.strip()]
    bodies = {
        "paragraphs": "".join(f"<p>　　{line}</p>\n" for line in lines),
        "breaks": "<br>\n&nbsp;&nbsp;&nbsp;&nbsp;".join(lines),
        "word": "".join(
            f'<p class="MsoNormal"><span\nlang="EN-US">{line[:9]}</span>{line[9:]}</p>' for line in lines
        ),
    }
    title = analyzer.analyze(Document("例", text), keywords=False).document.metadata.title
    source = page(f"<div class='TRS_Editor'>{bodies[form]}</div>", f"<title>{title}_云岭省人民政府</title>")
    content = read_html(source)
    plain = facts(analyzer, Document("例", text))
    assert len(plain[0]) > 30
    assert facts(analyzer, Document("例", content.text, metadata=content.metadata)) == plain


# encodings, broken and hostile pages


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "big5", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_declared_charsets_may_lie(tmp_path: Path, declared: str, encoding: str) -> None:
    path = tmp_path / "网页.html"
    path.write_bytes(page(f"<div id='zoom'>{BODY}</div>").replace("utf-8", declared).encode(encoding))
    document = read(path)
    assert (document.text, document.source_format, document.encoding.startswith(encoding[:3])) == (
        TEXT,
        "html",
        True,
    )


def test_a_page_put_together_from_pieces() -> None:
    source = f"<html><body><div>头</div></body></html><html><body><div id='zoom'>{BODY}</div></body></html>"
    assert read_html(source).text == TEXT


def test_no_main_text() -> None:
    for source in (
        "<html><script>alert('x')</script></html>",
        f"<html><ul>{MENU}{RELATED}</ul></html>",
        "<p>&nbsp;</p>",
    ):
        with pytest.raises(ReadError) as caught:
            read_html(source)
        assert caught.value.code == "E_NO_TEXT"


@pytest.mark.parametrize("swallowing", ["<!--", "<script>", "<style>", "<textarea>", "<title>"])
def test_a_tag_that_nobody_closes_swallows_no_document(swallowing: str) -> None:
    content = read_html(f"<html><body>{swallowing}<div id='zoom'>{BODY}</div></body></html>")
    assert TEXT in content.text


def test_template_literals_of_a_script_are_no_page(tmp_path: Path) -> None:
    path = tmp_path / "页面.js"
    path.write_text(f"// 页面\nPage({{\n  data: {{ text: `{BODY}` }}\n}})", encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read(path)
    assert (caught.value.code, "JavaScript" in caught.value.message) == ("E_FORMAT", True)


@pytest.mark.parametrize("depth", [10, 300, 1500, 5000, 100_000])
def test_depth_loses_no_text(depth: int) -> None:
    content = read_html("<div>" * depth + BODY + "</div>" * depth)
    assert content.text == TEXT
    assert [warning.split()[0] for warning in content.warnings] == (["W_HTML"] if depth > 2000 else [])


@pytest.mark.parametrize(
    "unit",
    [
        "<", "<a ", '<a "', "<!--", "<script>", "&#", "<title>", "<p>一", "<a b='c' ", "<table><tr><td>", "<li>一是",
        "<ol><li>一", "<tr><td>发文机关</td><td>某县", "<div>文号：", "<td rowspan=200 colspan=200>",
        "<sup>1", "</div>", "<b>一</b>", "　 ", "<h1>一",
    ],
)  # fmt: skip
def test_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        source = "<html>" + unit * (size // len(unit))
        start = time.process_time()
        with contextlib.suppress(ReadError):
            read_html(source)
        return time.process_time() - start

    small = max(min(seconds(10_000) for _ in range(3)), 0.04)
    assert min(seconds(80_000) for _ in range(2)) < 24 * small  # linear 8, quadratic 64


@pytest.mark.parametrize(
    "unit",
    [
        "<div><h1>一", "<div class='info-title'>发文机关：某县", "<table><tr><td>一</td><td>", "<ul><li>一",
        "<div class='share'><a href=1>一</a><a href=2>二</a><a href=3>附件</a>", "<b><sup>1",
        "<article class='content'><p>一，二，三",
    ],
)  # fmt: skip
def test_depth_costs_little(unit: str) -> None:
    start = time.process_time()
    with contextlib.suppress(ReadError):
        read_html(f"<p>{GOAL}</p>" + unit * (1900 // (unit.count("<") - 2 * unit.count("</"))))
    assert time.process_time() - start < 3


PIECES = [
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td rowspan=2>",
    "</table>",
    "<div id=zoom>",
    "</div>",
    "<li>",
    "<a>",
    "</a>",
    "<br>",
]
PIECES += [
    "<sup>",
    "</sup>",
    "<pre>",
    "<ol>",
    "</ol>",
    "<!--",
    "-->",
    "<h1>",
    "发文机关：",
    "文号",
    "目标。",
    "\n",
    "相关链接",
    "<th>",
]


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_page_gives_text_with_a_true_map(pieces: list[str]) -> None:
    source = "".join(pieces) + f"<p>{GOAL}</p>"
    if parse_page(source) is None or "<!--" in source:
        return
    content = read_html(source)
    assert GOAL in content.text
    for block, after in zip(content.blocks, content.blocks[1:], strict=False):
        assert block.end <= after.start
    assert all(content.text[block.start : block.end].strip() for block in content.blocks)
    assert "\n\n" not in content.text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>一、目标</p><p>二、任务</p>", "一、目标\n二、任务"),
        ("<p>增长<b>8</b>%<br>以上</p>", "增长8%\n以上"),
        ("<script>var a='<p>不是</p>'</script><p>正文</p><style>p{}</style>", "正文"),
        ("<!-- <p>注释</p> --><p>正文&lt;一&gt;&amp;</p>", "正文<一>&"),
        ("<table><tr><td>指标</td><td>数值</td></tr><tr><td>增速</td></tr></table>", "指标\t数值\n增速"),
    ],
)
def test_linear_reader(source: str, text: str) -> None:
    assert cut_tags(source) == text
