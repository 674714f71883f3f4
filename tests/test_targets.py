"""What a quantity means: its bound, its measure, its status, its year and its indicator."""

from __future__ import annotations

import gc
import time

import pytest
from conftest import Find

from analyzer.extraction.targets import TargetFinder
from analyzer.model import Metadata, Target
from analyzer.pipeline import Analyzer
from analyzer.structure.condense import condense
from analyzer.structure.outline import find_outline


def wrong(*values: object, why: str) -> object:
    """A row with the right answer that the program does not give yet."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=why))


def year_of(target: Target) -> int | None:
    return target.period.end.year if target.period and target.period.end else None


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("森林覆盖率达到60%。", "eq"),
        ("森林覆盖率达到60%以上。", "ge"),
        ("森林覆盖率不低于60%。", "ge"),
        ("每村医生至少3名。", "ge"),
        ("粮食产量超过500万吨。", "gt"),
        ("粮食产量突破500万吨。", "gt"),
        ("单位面积用水控制在300立方米以内。", "le"),
        ("失业率控制在5%以下。", "le"),
        ("失业率不高于5.5%。", "le"),
        ("单项补贴最高100万元。", "le"),
        ("失业率低于5.5%。", "lt"),
        ("项目总投资不足100万元。", "lt"),
        ("约300家企业参展。", "approx"),
        ("接近500家企业复工。", "approx"),
        ("近百家企业参展。", "approx"),
        ("居民消费价格涨幅3%左右。", "approx"),
        ("全县存栏生猪3000头上下。", "approx"),
        ("经济增长力争达到6%。", "eq"),
        ("每村至少配备3名医生。", "ge"),
        ("企业用电成本比上年至少下降0.6个百分点。", "ge"),
        ("每户最多补助3000元。", "le"),
        ("按不超过设备投资额的12%给予补助。", "le"),
        ("给予不超过总投入30%的支持。", "le"),
        ("完成工业销售收入过100亿元。", "gt"),
    ],
)
def test_comparator(find: Find, text: str, comparator: str) -> None:
    (target,) = find(text)
    assert target.comparator == comparator


@pytest.mark.parametrize(
    ("text", "measure", "direction"),
    [
        ("养老服务覆盖率达到95%。", "level", ""),
        ("低保标准提高到800元。", "level", ""),
        ("财政收入年均增长8%。", "growth", "up"),
        ("投资增速达到9%。", "growth", "up"),
        ("粮食产量比上年增长3.2%。", "growth", "up"),
        ("能耗下降3%。", "growth", "down"),
        ("二氧化碳排放下降五成以上。", "growth", "down"),
        ("能耗强度减半。", "growth", "down"),
        ("城镇新增就业1200万人。", "change", "up"),
        ("农民人均收入增加2000元。", "change", "up"),
        ("研发投入强度提高0.5个百分点。", "change", "up"),
        ("淘汰落后产能3万吨。", "change", "down"),
        ("出口增长2倍。", "multiple", ""),
        ("高新技术企业数量翻两番。", "multiple", ""),
        ("全县经济总量居全省第3位。", "rank", ""),
        ("义务教育实现全覆盖。", "coverage", ""),
        (
            "压减一般性支出10%。",
            "growth",
            "down",
        ),
        ("人口自然增长率为5‰。", "level", ""),
    ],
)
def test_measure_and_direction(find: Find, text: str, measure: str, direction: str) -> None:
    (target,) = find(text)
    assert (target.measure, target.direction) == (measure, direction)


def test_cap_that_is_raised(find: Find) -> None:
    assert [target.comparator for target in find("设备单位价值上限，从100万元提高到500万元。")] == [
        "le",
        "le",
    ]


def test_from_and_to_are_levels(find: Find) -> None:
    measures = [target.measure for target in find("新能源装机从30万千瓦提高到50万千瓦。")]
    assert measures == ["level", "level"]


def test_falling_to_a_share_is_a_level(find: Find) -> None:
    measures = [target.measure for target in find("全县贫困发生率由12%下降到2%。")]
    assert measures == ["level", "level"]


@pytest.mark.parametrize(
    ("text", "year", "kind", "statuses"),
    [
        (
            "一、2025年工作回顾\n全县生产总值增长6%。\n二、2026年重点工作\n全县生产总值增长7%。",
            2026, "工作报告", ["actual", "target"],
        ),
        ("二、2026年主要任务\n一是新建学校12所。二是改造医院5家。", 2026, "工作报告", ["target", "target"]),
        ("一年来，我们做了以下工作：\n一是新建学校12所。二是改造医院5家。", 2026, "工作报告", ["actual", "actual"]),
        ("主要目标是：全县生产总值增长7%。", 2026, "工作报告", ["target"]),
        ("到2030年，全县森林覆盖率达到65%。", 2026, "规划", ["target"]),
        ("到2030年，全县森林覆盖率达到65%。", 2026, "工作报告", ["target"]),
        ("2021年，全县森林覆盖率达到65%。", 2026, "工作报告", ["actual"]),
        ("今后五年，全县新增就业10万人。", 2026, "工作报告", ["target"]),
        ("五年来，全县新增就业10万人。", 2026, "工作报告", ["actual"]),
        ("研发投入由2020年的98亿元增加到2025年的212亿元。", 2026, "工作报告", ["actual", "actual"]),
        ("研发投入从2020年的98亿元提高到2030年的212亿元。", 2026, "工作报告", ["actual", "target"]),
        ("第一条　对新认定的高新技术企业给予20万元奖励。", 2026, "办法", ["standard"]),
        ("第三条　对首次入选的企业，给予最高50万元奖励，期限不超过3年。", 2026, "通知", ["standard", "standard"]),
        ("第三条　申报企业年销售收入应当在2000万元以上。", 2026, "通知", ["standard"]),
        ("第九条　故意损毁的，处五日以上十日以下拘留，并处五百元以下罚款。", 2026, "", ["standard", "standard"]),
        ("月最低工资标准为1810元，其他乡镇为1690元。", 2026, "通知", ["standard", "standard"]),
        ("服务费差额费率：成交额在2—8亿元的为0.05%；8—20亿元的为0.02%。", 2026, "通知", ["standard"] * 4),
        ("总造价800万元以下的装修项目实行市场调节价。", 2026, "通知", ["standard"]),
        ("到2030年，参保率达到95%以上，补助标准逐步提高。", 2026, "意见", ["target"]),
        ("2025年全县低保标准分别提高到924元、684元。", 2026, "其他", ["actual", "actual"]),
        ("一、工作回顾\n总投资6000万元的园区开工，建成后年产值可达9000万元。", 2026, "工作报告", ["actual", "target"]),
        ("二、2026年收支预算\n县级税收收入16亿元。", 2026, "其他", ["target"]),
        ("到2030年，能耗在2020年的基础上下降13%。", 2026, "工作报告", ["target"]),
        ("推动单位产值能耗累计下降13.5%，建成5G基站2.6万个。", 2026, "规划", ["target", "target"]),
        ("“十四五”期间，累计建成绿色工厂30家。", 2026, "规划", ["actual"]),
        ("全县高新技术企业不少于300家。", 2026, "规划", ["target"]),
        ("会议指出，力争今年新增就业1.2万人。", 2026, "新闻", ["target"]),
        ("明年，全县旅游收入增长10%。", 2026, "工作报告", ["target"],),
        ("人均预期寿命达到78岁。", None, "", ["actual"],),
    ],
)  # fmt: skip
def test_status(find: Find, text: str, year: int | None, kind: str, statuses: list[str]) -> None:
    assert [target.status for target in find(text, year, kind)] == statuses


@pytest.mark.parametrize(
    ("text", "year", "kind", "years"),
    [
        ("今年，全县新增就业3万人。", 2021, "工作报告", [2021]),
        ("去年，全县新增就业3万人。", 2021, "工作报告", [2020]),
        ("过去一年，全县新增就业10万人。", 2026, "工作报告", [2025]),
        ("五年来，全县新增就业3万人。", 2018, "工作报告", [2017]),
        ("今后五年，全县新增就业10万人。", 2026, "工作报告", [2030]),
        ("到2027年，高新技术企业达到120家。", None, "", [2027]),
        ("“十四五”时期，全县高新技术企业达到120家。", None, "", [2025]),
        ("“十五五”期间，全县新增就业10万人。", 2026, "规划", [2030]),
        ("研发投入由2020年的98亿元增加到2025年的212亿元。", 2026, "工作报告", [2020, 2025]),
        ("一、2025年工作回顾\n生产总值增长6%。\n二、2026年重点工作\n生产总值增长7%。", 2026, "工作报告", [2025, 2026]),
        ("第一条　对新认定的高新技术企业给予20万元奖励。", 2026, "办法", [None]),
        ("从业人员300人以上。", 2026, "工作报告", [2025],),
        ("明年，全县旅游收入增长10%。", 2026, "工作报告", [2027],),
        ("2025年，专利授权量达到900件，是2020年的3倍。", 2026, "工作报告", [2025, 2025]),
    ],
)  # fmt: skip
def test_year(find: Find, text: str, year: int | None, kind: str, years: list[int | None]) -> None:
    assert [year_of(target) for target in find(text, year, kind)] == years


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("到2027年，全县高新技术企业总数达到120家以上。", ["高新技术企业总数"]),
        ("建成50个县域医疗次中心。", ["县域医疗次中心"]),
        ("全年培育5家龙头企业。", ["龙头企业"]),
        ("PM2.5平均浓度降至30微克/立方米。", ["PM2.5平均浓度"]),
        ("财政收入年均增长8%。", ["财政收入"]),
        ("城镇和农村居民人均可支配收入分别达到45860元、19420元。",
         ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("全县工业产值和农业产值分别增长5%和6%。", ["工业产值", "农业产值"]),
        ("第一、第二、第三产业增加值分别为10亿元、20亿元、30亿元。",
         ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
        ("小学、初中入学率分别达到99%和98%。", ["小学入学率", "初中入学率"]),
        ("全县粮食产量104万吨，增长3%。", ["粮食产量", "粮食产量"]),
        ("全县旅游收入达到30亿元，同比增长12%。", ["旅游收入", "旅游收入"]),
        ("贫困发生率由12%下降到2%。", ["贫困发生率", "贫困发生率"]),
        ("生产总值增长5%，固定资产投资增长6%。", ["生产总值", "固定资产投资"]),
        ("产值5000万元以上企业达到30家。", ["产值", "产值5000万元以上企业"]),
        ("从业人员达到300人以上。", ["从业人员"]),
    ],
)  # fmt: skip
def test_indicator(find: Find, text: str, indicators: list[str]) -> None:
    assert [target.indicator for target in find(text)] == indicators


def test_region_words_are_the_scope_not_the_indicator(find: Find) -> None:
    (target,) = find("全省森林覆盖率达到60%。")
    assert (target.scope, target.indicator) == ("全省", "森林覆盖率")


def test_binding_and_expected_targets(find: Find) -> None:
    bindings = [target.binding for target in find("能耗下降8%（约束性）。绿色工厂达到120家（预期性）。")]
    assert bindings == ["约束性", "预期性"]


def test_finding_twice_gives_the_same(find: Find) -> None:
    text = "到2030年，城镇新增就业12万人，失业率控制在5.5%以内。"
    assert find(text, 2026, "规划") == find(text, 2026, "规划")


@pytest.fixture(scope="module")
def finder(analyzer: Analyzer) -> TargetFinder:
    return TargetFinder(analyzer.lexicon)


def seconds(finder: TargetFinder, piece: str, length: int) -> float:
    text = (piece * (length // len(piece) + 1))[:length]
    view = condense(text)
    outline = find_outline(view)
    gc.collect()
    gc.disable()  # what other tests have left in memory would be counted
    try:
        start = time.process_time()
        finder.find(text, view, outline, Metadata())
        return time.process_time() - start
    finally:
        gc.enable()


def ratio_at_four_times_the_length(finder: TargetFinder, piece: str, length: int) -> float:
    """Processor time; below a tenth of a second the clock says nothing."""
    large = min(seconds(finder, piece, 4 * length) for _ in range(2))
    return large / max(seconds(finder, piece, length), 0.1)


@pytest.mark.parametrize(
    "piece",
    ["一是", "亿亿亿", "（（（（", "《《《", "1234567890", "云岭县发展茶叶加工", "“", "到2025年", "第", "1/"],
)
def test_hostile_text_takes_linear_time(finder: TargetFinder, piece: str) -> None:
    assert ratio_at_four_times_the_length(finder, piece, 50_000) <= 8


@pytest.mark.parametrize(
    "piece",
    [
        "1,1,1,",
        "12亿元、",
        "5家",
    ],
)
def test_text_dense_with_numbers_takes_linear_time(finder: TargetFinder, piece: str) -> None:
    assert ratio_at_four_times_the_length(finder, piece, 3_000) <= 8
