"""Metadata of documents in the layouts that officials and web pages use; what is not said stays empty."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.extraction.metadata import find_metadata
from analyzer.extraction.metadata_region import Gazetteer
from analyzer.lexicon import Lexicon
from analyzer.lexicon.example import parse_example
from analyzer.lexicon.lexicon import dictionaries_folder
from analyzer.lexicon.schema import SCHEMA
from analyzer.lexicon.table import load_table
from analyzer.model import Metadata
from analyzer.structure.condense import Condensed, condense

BODY = "为推动茶产业高质量发展，结合实际，提出以下意见。\n一、总体要求\n到2025年，茶园面积达到30万亩。\n"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    folder = dictionaries_folder()
    names = ("regions", "doc_types")
    return Lexicon(
        {name: load_table(folder / f"{name}.tsv", SCHEMA[name]) for name in names}, Path(folder), ""
    )


@pytest.fixture(scope="module")
def gazetteer(lexicon: Lexicon) -> Gazetteer:
    return Gazetteer(lexicon)


def metadata(text: str, lexicon: Lexicon, gazetteer: Gazetteer | None = None) -> Metadata:
    return find_metadata(condense(text), text, lexicon, "", gazetteer)


OPINION = Metadata(
    title="广安市人民政府关于加快发展茶产业的实施意见",
    issuer="广安市人民政府",
    doc_number="广安府发〔2023〕12号",
    date=date(2023, 3, 8),
    doc_type="意见",
    region="广安市",
    region_code="511600",
    admin_level="municipal",
)


@pytest.mark.parametrize(
    "text",
    [
        "广安市人民政府\n关于加快发展茶产业的实施意见\n广安府发〔2023〕12号\n"
        "各县（市、区）人民政府：\n" + BODY + "广安市人民政府\n2023年3月8日\n",
        "广安市人民政府关于加快发展\n茶产业的实施意见\n广安府发[2023]12号\n"
        "各县（市、区）人民政府：\n" + BODY + "广安市人民政府   \n二〇二三年三月八日\n（此件公开发布）",
        "广安市人民政府 关于加快发展茶产业的实施意见 广安府发〔2023〕12号 各县（市、区）人民政府： "
        + BODY.replace("\n", " ")
        + "广安市人民政府 2023年3月8日",
        "广安市人民政府关于加快发展茶产业的实施意见 【发文单位】 广安市人民政府 【发布文号】 "
        "广安府发（2023）12号 【发文日期】 2023-03-08 各县（市、区）人民政府： " + BODY,
        "下载\n打印\n【字号：\n加大\n还原\n】\n广安市人民政府关于加快发展茶产业的实施意见\n"
        "广安府发【2023】 12 号\n各县（市、区）人民政府：\n" + BODY + "广安市人民政府\n2023 年 3 月 8 日\n",
        "广安市人民政府关于加快发展茶产业的实施意见广安府发〔2023〕12号\n"
        "各县（市、区）人民政府：\n"
        + BODY
        + "广安市人民政府\n2023年3月8日\n附件：任务分工表\n"
        + "各县各部门分工。\n" * 300,
    ],
    ids=["lines", "wrapped", "one-line", "labels", "web-page", "annex"],
)
def test_one_document_in_six_layouts(text: str, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    assert metadata(text, lexicon, gazetteer) == OPINION


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2024年广安市政府工作报告\n——2024年1月16日在广安市第六届人民代表大会第四次会议上\n"
            "广安市市长 王某\n各位代表：\n"
            "现在，我代表市人民政府，向大会报告工作，请予审议。\n一、2023年工作回顾\n",
            ("2024年广安市政府工作报告", "市人民政府", date(2024, 1, 16), "工作报告", "广安市"),
        ),
        (
            "1 9 9 5 年政 府 工 作 报 告　　——1 9 9 5 年3 月5 日在第八届全国人民代表大会第三次会议上　　"
            "国务院总理某某　　各位代表：　　我代表国务院向大会作政府工作报告。　　一、过去一年\n",
            ("1995年政府工作报告", "国务院", date(1995, 3, 5), "工作报告", "全国"),
        ),
        (
            "各位代表：　　现在，我代表国务院，向大会报告政府工作，请予审议。　　一、工作回顾　　"
            "一年来，我国经济增长8%。",
            ("", "国务院", None, "工作报告", "全国"),
        ),
        (
            "首页\n今年春茶开采面积创新高\n发布时间：2022-03-21 发布人：-\n"
            "记者从省农业农村厅获悉，全省茶园开采面积达到300万亩。\n",
            ("今年春茶开采面积创新高", "", date(2022, 3, 21), "新闻", ""),
        ),
        (
            "2022年全省茶叶工作会议召开\n作者: admin\n时间:2022-04-02\n3月30日,省农业农村厅召开会议。"
            "我省茶园面积增长3%。\n来源:贵州省农业农村厅\n",
            ("2022年全省茶叶工作会议召开", "贵州省农业农村厅", date(2022, 4, 2), "新闻", "贵州省"),
        ),
        (
            "加快茶产业发展实施意见\n中共柳河县委 柳河县人民政府\n关于支持茶产业加快发展的实施意见\n"
            "(2023年2月8日)\n为抢抓机遇，制定本意见。\n",
            (
                "中共柳河县委 柳河县人民政府关于支持茶产业加快发展的实施意见",
                "中共柳河县委 柳河县人民政府",
                date(2023, 2, 8),
                "意见",
                "柳河县",
            ),
        ),
        (
            "国务院关于同意设立广安综合保税区的批复\n国函〔2023〕7号\n四川省人民政府：\n"
            "你省《关于设立保税区的请示》（川府〔2022〕91号）收悉。现批复如下：\n国务院\n"
            "2023年1月9日\n",
            ("国务院关于同意设立广安综合保税区的批复", "国务院", date(2023, 1, 9), "批复", "全国"),
        ),
        (
            "附件\n\n广安市城市更新专项规划\n（2021 年-2035 年）\n（草案）\n广安市住房和城乡建设局\n"
            "一、总则\n城市更新。\n",
            (
                "广安市城市更新专项规划（2021年-2035年）（草案）",
                "广安市住房和城乡建设局",
                None,
                "规划",
                "广安市",
            ),
        ),
        (
            "广安市公园管理办法\n（2011年12月15日广安市人民政府令第61号公布）\n第一章 总则\n第一条 "
            "为加强公园管理，制定本办法。\n",
            ("广安市公园管理办法", "广安市人民政府", date(2011, 12, 15), "办法", "广安市"),
        ),
        (
            "上海宝山出台十项措施助企业复工 记者从宝山区获悉，十项措施包括降低融资成本，每户最高补贴10万元。",
            ("上海宝山出台十项措施助企业复工", "", None, "新闻", "宝山区"),
        ),
    ],
    ids=[
        "report",
        "spaced",
        "no-title",
        "news",
        "news-source",
        "two-organs",
        "reply",
        "plan",
        "decree",
        "county",
    ],
)
def test_kinds_of_documents(
    text: str,
    expected: tuple[str, str, date | None, str, str],
    lexicon: Lexicon,
    gazetteer: Gazetteer,
) -> None:
    found = metadata(text, lexicon, gazetteer)
    title = "".join(found.title.split()), "".join(expected[0].split())
    assert title[0] == title[1]
    assert (found.issuer, found.date, found.doc_type, found.region) == expected[1:]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "好",
        "不断取得新突破。森林覆盖率保持稳定，根据《某办法》（广安府发〔2020〕3号）执行。2020年3月1日起施行。",
        "品，确保完成任务\n进一步推进改革，\n",
    ],
)
def test_nothing_is_invented(text: str, lexicon: Lexicon) -> None:
    found = metadata(text, lexicon)
    assert (found.title, found.issuer, found.doc_number, found.date) == ("", "", "", None)
    assert (found.region, found.region_code, found.admin_level) == ("", "", "")


def test_excerpt_of_a_wrapped_plan_has_no_title(lexicon: Lexicon) -> None:
    lines = ["推动各项事业取得新的进展并且继续保持稳定增长的良好态势，为全市发展"] * 20
    found = metadata("\n".join(lines), lexicon)
    assert (found.title, found.issuer, found.date) == ("", "", None)


@pytest.mark.parametrize(
    ("text", "region", "code", "level"),
    [
        ("北京市朝阳区人民政府关于发展夜间经济的意见", "朝阳区", "110105", "county"),
        ("长春市朝阳区人民政府关于发展夜间经济的意见", "朝阳区", "220104", "county"),
        ("朝阳区人民政府关于发展夜间经济的意见", "朝阳区", "", "county"),
        ("国家税务总局辽宁省税务局关于优化服务的通知", "辽宁省", "210000", "provincial"),
        ("国家税务总局关于优化服务的通知", "全国", "", "national"),
        ("海南藏族自治州人民政府关于发展牧业的意见", "海南藏族自治州", "632500", "municipal"),
        ("邻水县鼎屏镇人民政府关于防汛工作的通知", "邻水县", "511623", "township"),
        ("青禾县人民政府关于防汛工作的通知", "青禾县", "", "county"),
        ("云岭省财政厅关于预算编制的通知", "云岭省", "", "provincial"),
        ("某市人民政府关于防汛工作的通知", "", "", ""),
        ("关于防汛工作的通知", "", "", ""),
    ],
)
def test_region(
    text: str, region: str, code: str, level: str, lexicon: Lexicon, gazetteer: Gazetteer
) -> None:
    found = metadata(text, lexicon, gazetteer)
    assert (found.region, found.region_code, found.admin_level) == (region, code, level)


def test_dictionary_examples(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    wrong = []
    for entry in (*lexicon["doc_types"], *lexicon["regions"][::7]):
        example = parse_example(entry)
        found = metadata(example.sentence, lexicon, gazetteer)
        wrong += [
            f"{entry.where} {example.sentence}: {column}={getattr(found, column)}"
            for column, value in example.expected
            if getattr(found, column) != value
        ]
    assert wrong == []


def test_regions_are_complete(lexicon: Lexicon) -> None:
    entries = lexicon["regions"]
    codes = {entry["code"] for entry in entries}
    levels = [entry["level"] for entry in entries]
    assert (levels.count("provincial"), levels.count("municipal")) == (34, 333)
    assert 2_800 < levels.count("county") < 2_900
    for entry in entries:
        assert len(entry["code"]) == 6
        if entry["level"] == "provincial":
            assert not entry["parent"]
        else:
            assert entry["parent"] in codes
            assert entry["parent"][:2] == entry["code"][:2]


PIECES = (
    "广安市人民政府",
    "关于",
    "发展茶产业的",
    "意见",
    "广府发〔2023〕5号",
    "2023年13月40日",
    "各位代表：",
    "《",
    "》",
    "（",
    "）",
    "\n",
    " ",
    "　　",
    "。",
    "我代表",
    "报告",
    "局",
    "来源：",
    "一、",
    "（2023年3月8日）",
    "记者",
    "二〇二三年三月十日",
    "第一条",
    "区",
)


@given(parts=st.lists(st.sampled_from(PIECES), max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_arrangement(parts: list[str], lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    text = "".join(parts)
    found = metadata(text, lexicon, gazetteer)
    flat = "".join(text.split())
    # what is reported stands in the text
    for value in (found.title, *found.issuer.split()):
        assert "".join(value.split()) in flat
    assert found.doc_number in flat
    assert found.date in (None, date(2023, 3, 8), date(2023, 3, 10))


@pytest.mark.parametrize(
    "unit",
    [
        "一是",
        "1,1,1,",
        "（（（（",
        "《《《",
        "局",
        "部 ",
        "的通知",
        "广安市人民政府 ",
        "我省 ",
        "在第",
        "政 府 ",
        "区",
        "9",
    ],
)
def test_time_does_not_grow_with_the_text(unit: str, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        clean = "".join(text.split())
        view = Condensed(clean, clean, list(range(len(clean))))
        start = time.perf_counter()
        find_metadata(view, text, lexicon, "", gazetteer)
        return time.perf_counter() - start

    small = max(seconds(100_000), 0.05)
    assert seconds(400_000) < 5 * small
