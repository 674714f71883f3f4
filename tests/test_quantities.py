"""Numbers with units: where they stand, their value in the base unit, and what is no quantity at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from conftest import Find
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st


def wrong(*values: object, why: str) -> object:
    """A row with the right answer that the program does not give yet."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=why))


@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        ("全县财政收入达到1,100.9亿元。", "1,100.9亿元", "110090000000", "元"),
        ("全县财政收入达到５３０亿元。", "５３０亿元", "53000000000", "元"),
        ("全县财政收入达到 5 3 0 亿元。", "5 3 0 亿元", "53000000000", "元"),
        ("全县财政收入达到五百三十亿元。", "五百三十亿元", "53000000000", "元"),
        ("投资1.37万亿元。", "1.37万亿元", "1370000000000", "元"),
        ("一点五亿元资金到位。", "一点五亿元", "150000000", "元"),
        ("全县脱贫人口一百二十万人。", "一百二十万人", "1200000", "人"),
        ("全县脱贫人口两千多万人。", "两千多万人", "20000000", "人"),
        ("粮食产量1.37万亿斤。", "1.37万亿斤", "1370000000000", "斤"),
        ("全县三分之一的村建成卫生室。", "三分之一", "0.333333", "1"),
        ("成本降低1/3。", "1/3", "0.333333", "1"),
        ("研发投入增长百分之八点五。", "百分之八点五", "8.5", "%"),
        ("收取千分之三的手续费。", "千分之三", "3", "‰"),
        ("四成的企业开展了研发活动。", "四成", "40", "%"),
        ("高新技术企业数量翻两番。", "翻两番", "4", "倍"),
        ("工业增加值翻了两番。", "翻了两番", "4", "倍"),
        ("全县工业产值翻一番。", "翻一番", "2", "倍"),
        ("专利授权量实现倍增。", "倍增", "2", "倍"),
        ("能耗强度减半。", "减半", "50", "%"),
        ("财政支出实现零增长。", "零", "0", "%"),
        ("农村饮水实现全覆盖。", "全覆盖", "100", "%"),
        ("综合实力列全省第二位。", "第二位", "2", "位"),
        ("新增装机20万千瓦。", "20万千瓦", "200000", "千瓦"),
        ("发电量达到35亿千瓦时。", "35亿千瓦时", "3500000000", "千瓦时"),
        ("建成光伏装机2.5GW。", "2.5GW", "2.5", "GW"),
        ("能源消费总量控制在500万吨标准煤以内。", "500万吨标准煤", "5000000", "吨标准煤"),
        ("单位产品能耗降至0.8吨标准煤/吨。", "0.8吨标准煤/吨", "0.8", "吨标准煤/吨"),
        ("低保标准提高到800元/人·月。", "800元/人·月", "800", "元/人·月"),
        ("奖励金额为10万元/家。", "10万元/家", "100000", "元/家"),
        ("研发投入强度提高0.5个百分点。", "0.5个百分点", "0.5", "百分点"),
        ("PM2.5平均浓度降至30微克/立方米。", "30微克/立方米", "30", "微克/立方米"),
        ("旅客吞吐量850万人次。", "850万人次", "8500000", "人次"),
        ("引进外资2亿美元。", "2亿美元", "200000000", "美元"),
        ("室内温度不低于18℃。", "18℃", "18", "℃"),
        ("收入倍差缩小到1.96。", "1.96", "1.96", "1"),
        ("出生人口性别比降到106。", "106", "106", "1"),
        ("产值之比达到2.5:1。", "2.5:1", "2.5", "1"),
        ("全县551万农村贫困人口脱贫。", "551万", "5510000", "人"),
        ("常住人口超千万。", "千万", "10000000", "人"),
        ("总装机达到三十万千瓦。", "三十万千瓦", "300000", "千瓦",),
        (
            "生产总值达到一万二千三百亿元。", "一万二千三百亿元", "1230000000000", "元",),
        ("完成投资1亿2千万元。", "1亿2千万元", "120000000", "元"),
        ("总投资超过1万2千亿元。", "1万2千亿元", "1200000000000", "元"),
        ("完成投资3亿5000万元。", "3亿5000万元", "350000000", "元"),
        ("培训农民3万5千人。", "3万5千人", "35000", "人"),
        ("参保率达到九成五。", "九成五", "95", "%"),
        ("储能规模达到5GWh。", "5GWh", "5", "GWh"),
        ("项目占地1 200亩。", "1 200亩", "1200", "亩"),
        ("完成地区生产总值2 311.43亿元。", "2 311.43亿元", "231143000000", "元"),
        ("出口总额翻了1.1番。", "翻了1.1番", "2.1435", "倍"),
    ],
)  # fmt: skip
def test_value_and_unit(find: Find, text: str, written: str, value: str, unit: str) -> None:
    (target,) = find(text)
    assert text[target.start : target.end] == written
    assert (target.value, target.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "written", "low", "high", "unit"),
    [
        ("经济增长5%—6%。", "5%—6%", "5", "6", "%"),
        ("每亩补贴100—500元。", "100—500元", "100", "500", "元"),
        ("每户奖励5万元至10万元。", "5万元至10万元", "50000", "100000", "元"),
        ("能耗下降3到5个百分点。", "3到5个百分点", "3", "5", "百分点"),
        ("全省新增减税120亿～150亿元。", "120亿～150亿元", "12000000000", "15000000000", "元"),
        ("培训1.2万～1.5万人次。", "1.2万～1.5万人次", "12000", "15000", "人次"),
        ("建设3至5个园区。", "3至5个", "3", "5", "个"),
        ("建成两三个示范园。", "两三个", "2", "3", "个"),
        ("五至六成的企业上云。", "五至六成", "50", "60", "%",),
        (
            "建设用地节约百分之十至百分之十五。", "百分之十至百分之十五", "10", "15", "%",),
    ],
)  # fmt: skip
def test_range_is_one_row(find: Find, text: str, written: str, low: str, high: str, unit: str) -> None:
    (target,) = find(text)
    assert text[target.start : target.end] == written
    assert (target.value, target.value_max, target.unit) == (Decimal(low), Decimal(high), unit)
    assert target.comparator == "between"


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("引进企业200余家。", "200余家", "200"),
        ("培训农民5000多人次。", "5000多人次", "5000"),
        ("发放10多万元补贴。", "10多万元", "100000"),
        ("投资3.5亿多元。", "3.5亿多元", "350000000"),
        ("两千四百多家企业参展。", "两千四百多家", "2400"),
        ("二十余项改革落地。", "二十余项", "20"),
        ("3千多名干部下沉。", "3千多名", "3000"),
        ("百余项成果转化。", "百余项", "100"),
    ],
)
def test_vague_sign_inside_means_more(find: Find, text: str, written: str, value: str) -> None:
    (target,) = find(text)
    assert (text[target.start : target.end], target.value, target.comparator) == (
        written,
        Decimal(value),
        "gt",
    )


@pytest.mark.xfail(strict=True, reason="几 inside a number does not mark it as vague")
def test_inner_ji_means_more(find: Find) -> None:
    (target,) = find("累计投入资金一百几十亿元。")
    assert target.comparator == "gt"


@pytest.mark.parametrize(
    "text",
    [
        "2023年3月15日召开会议。",
        "2020—2025年规划实施。",
        "6月底前完成。",
        "联系电话：0871-6312345，邮编650000。",
        "5G基站建设加快。",
        "建设A5车间和COVID19实验室。",
        "落实“十四五”规划和211工程。",
        "党的二十大、十九届五中全会精神。",
        "全面贯彻党的二十届三中全会精神。",
        "按照云政发〔2024〕12号要求执行。",
        "《云岭省5年行动方案》已经印发。",
        "依据第12条规定办理。",
        "一是抓项目。二是抓招商。",
        "百花齐放，四梁八柱，一站式服务。",
        "统筹推进五大发展理念和八个方面工作。",
        "“双一流”“三区三州”工作。",
        "第一书记驻村，第三产业发展。",
        "数十家企业参加。",
        "五年来，全县面貌焕然一新。",
        "3年内完成整治。",
        "过去5年，全县面貌焕然一新。",
        "电价按千瓦时计算。",
        "为3岁以下婴幼儿提供托位。",
        "压实建设工程五方责任主体。",
        "计算方法：预约人次数/总人次数×100%。",
        "重点建设第二LNG接收站。",
        "建立健全覆盖城乡的服务网络。",
    ],
)
def test_no_quantity(find: Find, text: str) -> None:
    assert [text[target.start : target.end] for target in find(text)] == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("贴息期限不超过24个月。", "24个月"),
        ("对连续3年达标的企业给予奖励。", "3年"),
        ("平均受教育年限达到11.3年。", "11.3年"),
        ("人均预期寿命达到78岁。", "78岁"),
        ("每户补贴标准执行期限为2年。", "2年"),
    ],
)
def test_duration_that_the_policy_sets_counts(find: Find, text: str, written: str) -> None:
    assert [text[target.start : target.end] for target in find(text)] == [written]


PIECES = [
    *"0123456789", *"零一二两三四五六七八九十百千万亿半几多余成点第前每约近超达为从到至比翻倍减增",
    ",", ".", "，", "、", "。", "；", "：", "（", "）", "《", "》", "“", "”", "-", "—", "～", "/",
    "%", "‰", "∶", "\n", " ", "　",
    "元", "亿元", "家", "个", "人", "人次", "千瓦", "千瓦时", "吨标准煤", "个百分点", "元/人·月", "亩", "年", "岁", "℃",
    "分之", "百分之", "翻两番", "倍增", "全覆盖", "零增长", "以上", "左右", "不超过",
    "分别", "年均增长", "新增", "就业",
    "到2027年", "“十四五”", "一是", "二是", "一、", "（一）", "今年", "去年", "企业", "全国第", "位", "１", "２", "．",
]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_text_gives_spans_inside_it_and_finite_values(find: Find, text: str) -> None:
    for target in find(text, 2026, "工作报告"):
        assert 0 <= target.start < target.end <= len(text)
        assert target.value_text == text[target.start : target.end]
        for value in (target.value, target.value_max):
            if value is not None:
                assert value.is_finite()
                assert len(f"{value:f}".split(".")[0]) <= 18


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("全县投入5百分之三。")
@example("0百分之0")
@example("百分之零增长")
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_spans_do_not_overlap(find: Find, text: str) -> None:
    at = 0
    for target in find(text, 2026, "工作报告"):
        assert at <= target.start
        at = target.end


@settings(max_examples=50, deadline=None)
@given(
    st.integers(1, 99999), st.sampled_from(["", "万", "亿"]), st.sampled_from(["元", "家", "吨", "千瓦", "公里", "%"])
)  # fmt: skip
def test_every_number_with_a_unit_is_found_at_its_place(
    find: Find, number: int, scale: str, unit: str
) -> None:
    written = f"{number}{'' if unit == '%' else scale}{unit}"
    text = f"云岭县的茶叶加工规模达到{written}以上。"
    (target,) = find(text)
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale] if unit != "%" else 1
    assert (target.value_text, target.value, target.unit, target.comparator) == (
        written,
        Decimal(number) * factor,
        unit,
        "ge",
    )


# numbers of every form: a text may be cut anywhere, and no rule may look behind its end
CUT_ANYWHERE = (
    "2025年，全县三次产业比重为4.0∶37.7∶58.3，城乡收入比2.5∶1，粮食产量翻两番半，亏损面下降四成三，"
    "每人分得六十八元五角，死亡率0.6人/百亿元，租金1000元/月·户，两个或者两个以上，七八十万人，"
    "最低气温零下10℃，自然增长率-2.64‰，免收租金3个月、减半收取6个月，总市值1.28万亿、8200亿元"
)


@pytest.mark.parametrize("end", range(1, len(CUT_ANYWHERE) + 1))
def test_a_text_may_end_anywhere(find: Find, end: int) -> None:
    text = CUT_ANYWHERE[:end]
    assert all(0 <= target.start < target.end <= end for target in find(text, 2025, "工作报告"))


def test_shares_at_the_end_of_a_text(find: Find) -> None:
    shares = find("三次产业比重为4.0∶37.7∶58.3", 2025, "工作报告")
    assert [str(share.value) for share in shares] == ["4", "37.7", "58.3"]
