"""Checks: what does not add up is reported once, at its place, in a Chinese sentence; what adds up is not."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.model import Check, Document, Metadata
from analyzer.pipeline import Analyzer
from analyzer.presentation.columns import CHECK_KIND_WORDS, SEVERITY_WORDS
from analyzer.structure.announced import find_announced_all


def checks_of(analyzer: Analyzer, text: str, title: str = "") -> tuple[Check, ...]:
    metadata = Metadata(title=title, date=date(2026, 1, 20), doc_type="措施" if title else "工作报告")
    return analyzer.analyze(Document("例", text, metadata=metadata), keywords=False).checks


SAMPLES = Path(__file__).parent.parent / "samples"
LIST = "一、修路\n抓好落实。\n二、架桥\n抓好落实。\n三、种树\n抓好落实。\n"
AGENCIES = (
    "一、修路。（责任单位：县交通局）\n二、架桥。（责任单位：县住建局）\n三、种树。（责任单位：县林业局）\n"
)


@pytest.mark.parametrize(
    ("text", "kind", "expected", "found"),
    [
        ("重点抓好三方面工作：一是修路。二是架桥。", "announced_count", "3", "2"),
        ("办好两件实事：一是修路。二是架桥。三是种树。", "announced_count", "2", "3"),
        (
            "一、推广举措（共9项）\n（一）税费方面3项：缓缴、减免、退还。\n（二）融资方面5项：贴息、展期、续贷。\n",
            "announced_count", "9", "8",
        ),
        (
            "总体目标是实现“3个倍增1个全覆盖”，即：研发经费投入倍增，技术合同成交额倍增，规上企业研发机构全覆盖。",
            "target_count", "3", "2",
        ),
        ("一、总体要求\n抓好落实。\n二、重点任务\n抓好落实。\n四、保障措施\n抓好落实。\n", "numbering_gap", "3", "4"),
        ("一、总体要求\n抓好落实。\n二、重点任务\n抓好落实。\n二、保障措施\n抓好落实。\n三、附则\n自印发之日起施行。\n",
         "numbering_repeat", "3", "2"),
        ("实施重点项目320个，其中产业项目186个、基础设施项目74个、民生项目62个。", "total_parts", "320个", "322个"),
        ("设立专项资金5亿元，其中中央资金6亿元。", "total_parts", "5亿元", "6亿元"),
        ("共设指标28项，其中约束性指标9项、预期性指标18项。", "total_parts", "28项", "27项"),
        (
            "到2030年，森林覆盖率达到65%。要加强管护。到2030年，森林覆盖率达到66%。",
            "contradiction", "65%", "66%",
        ),
        (
            "2025年，常住人口城镇化率达到63%。到2030年，常住人口城镇化率提高到61%。",
            "target_below_actual", "63%", "61%",
        ),
        (
            "2025年，单位产品能耗符合要求，调查失业率为4.5%。到2030年，城镇调查失业率降到5.2%。",
            "target_below_actual", "4.5%", "5.2%",
        ),
    ],
)  # fmt: skip
def test_check(analyzer: Analyzer, text: str, kind: str, expected: str, found: str) -> None:
    (check,) = checks_of(analyzer, text)
    assert (check.kind, check.expected, check.found) == (kind, expected, found)


def test_the_slips_left_in_the_sample_report_are_found_and_nothing_else(analyzer: Analyzer) -> None:
    text = (SAMPLES / "澜川市政府工作报告.txt").read_text(encoding="utf-8")
    found = analyzer.analyze(Document("例", text), keywords=False).checks
    assert [(check.kind, check.expected, check.found) for check in found] == [
        ("total_parts", "320个", "322个"),
        ("contradiction", "2.6万人", "2.8万人"),
        ("announced_count", "10", "9"),
    ]


def test_title_count(analyzer: Analyzer) -> None:
    (check,) = checks_of(analyzer, LIST, "关于支持企业渡过难关的四条措施")
    assert (check.kind, check.expected, check.found) == ("title_count", "4", "3")
    assert checks_of(analyzer, LIST, "关于支持企业渡过难关的三条措施") == ()


def test_task_without_agency(analyzer: Analyzer) -> None:
    (check,) = checks_of(analyzer, AGENCIES + "四、治水。抓好落实。\n")
    assert check.kind == "task_without_agency"
    assert "四、治水" in check.message
    assert checks_of(analyzer, AGENCIES) == ()


def test_target_without_year_only_where_others_have_one(analyzer: Analyzer) -> None:
    dated = "到2030年，森林覆盖率达到65%，常住人口城镇化率达到70%，人均预期寿命达到80岁。\n"
    text = "县林业发展规划\n" + dated + "单位地区生产总值能耗下降。居民医保参保率达到95%以上。\n"
    for check in analyzer.analyze(Document("例", text), keywords=False).checks:
        assert check.kind == "target_without_year"
        assert check.found == "95%"


@pytest.mark.parametrize(
    "text",
    [
        "重点抓好两方面工作：一是修路。二是架桥。",
        "共出台两个方面五项措施。一、修路\n抓好落实。\n二、架桥\n抓好落实。\n",
        "必须从供给和需求五方面采取措施。一是修路。二是架桥。",
        "落实上述六项措施。一是修路。二是架桥。",
        "落实《支持企业二十条措施》有关要求如下：一是修路。二是架桥。",
        "围绕“十大工程”谋篇布局，一心一意谋发展，实现良好开局。一是修路。二是架桥。",
        LIST,
        "一、总体要求\n抓好落实。二、重点任务\n抓好落实。\n三、保障措施\n抓好落实。\n",
        "依照规定：（一）未申报的；……（四）拒不改正的。",
        "二是分类推进。一是支持大户。二是支持小户。三是支持散户。\n三是加强服务。",
        "总体目标是实现“2个倍增1个全覆盖”，即：研发经费投入倍增，技术合同成交额倍增，规上企业研发机构全覆盖。",
        "财政赤字2.4万亿元，比上年增加6000亿元，其中中央财政赤字1.6万亿元、地方债8000亿元。",
        "出口增长8%，其中机电产品出口增长12%。",
        "确诊376例，其中重症33例，累计治愈399例。",
        "完成造林40万亩，其中南山20万亩，修复退化草原220万亩。",
        "税收收入2.76万亿元，其中中央1.83万亿元、地方9300亿元。",
        "2025年城镇新增就业2.6万人。2026年城镇新增就业2.8万人。",
        "2026年城镇新增就业2.6万人，2026年城镇新增就业2.6万人。",
        "2025年城镇新增就业2.6万人。五年来累计城镇新增就业12万人。",
        "2025年地区生产总值增长5.6%。“十四五”时期地区生产总值年均增长6.2%。",
        "2025年，地区生产总值突破2万亿元。2025年，地区生产总值达到23562亿元。",
        "2025年，空气质量优良天数比率为95.6%。2026年，空气质量优良天数比率保持在95%以上。",
        "全县生产总值增长6%，5G基站达到300个。",
        "到2030年，森林覆盖率达到65%。",
        "拨打12345企业服务热线，扶持2型糖尿病药物研发，上线平台3.0。",
        "计算方法：就诊人数/常住人口×100。",
    ],
)
def test_nothing_to_report(analyzer: Analyzer, text: str) -> None:
    assert checks_of(analyzer, text) == ()


@pytest.mark.parametrize(
    ("lead", "counts"),
    [
        ("重点做好十一个方面工作。", (11,)),
        ("明确了12个方面的重点任务和3个方面的保障措施。", (3,)),
        ("共分四大部分，16项具体政策措施。", (4, 16)),
        ("要重点把握好三点。", (3,)),
        ("办好十件民生实事，让群众得实惠。", (10,)),
        ("有效预约数最多是3个。", ()),
        ("研究制定第二批措施如下：", ()),
    ],
)
def test_announced_counts(lead: str, counts: tuple[int, ...]) -> None:
    assert find_announced_all(lead + "一是修路。", len(lead)) == counts


PIECES = [
    "一是",
    "二是",
    "三是",
    "四是",
    "一、",
    "二、",
    "四、",
    "三方面工作：",
    "修路。",
    "\n",
    "城镇新增就业",
    "2.6万人",
    "2026年",
    "，其中",
    "项目30个",
    "“2个倍增”，即：",
    "（责任单位：县林业局）",
    "1286",
    "，",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_checks_stand_inside_the_text_in_order(analyzer: Analyzer, text: str) -> None:
    checks = checks_of(analyzer, text)
    assert [check.start for check in checks] == sorted(check.start for check in checks)
    for check in checks:
        assert 0 <= check.start <= check.end <= len(text)
        assert check.kind in dict(CHECK_KIND_WORDS)
        assert check.severity in dict(SEVERITY_WORDS)
        assert check.message.endswith("。")
        assert "\n" not in check.message


@pytest.mark.parametrize(
    "piece",
    [
        "一是",
        "一、修路\n",
        "1,",
        "，其中3个",
        "三方面工作：一是修路。",
        "（一）",
        "4.修路\n6.架桥\n",
        "三是修路。\n五是架桥。\n",
    ],
)
def test_time_is_linear_on_hostile_text(analyzer: Analyzer, piece: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        checks_of(analyzer, piece * (size // len(piece)))
        return time.process_time() - start

    small = min(seconds(5_000) for _ in range(3))
    assert min(seconds(20_000) for _ in range(3)) < max(10 * small, 0.4)
