"""Tables of indicators: headings, merged cells, brackets, and tables that a conversion wrote as text."""

from datetime import date

import pytest

from analyzer.extraction.indicator_tables import IndicatorTableReader, TableReading, find_doubtful_tables
from analyzer.model import Metadata, Target
from analyzer.pipeline import Analyzer
from analyzer.reading.content import Content, ContentBuilder, GridCell
from analyzer.structure.flat_tables import find_flat_tables

Row = list[str | None]


@pytest.fixture(scope="module")
def reader(analyzer: Analyzer) -> IndicatorTableReader:
    return IndicatorTableReader(analyzer.lexicon)


def content_of(rows: list[Row], spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> Content:
    """A table with the given rows; None is a place that a merged cell (``spans``) fills."""
    builder = ContentBuilder()
    builder.add_paragraph("专栏1 主要指标", "第1段")
    builder.add_table(
        [
            GridCell(row, column, text, *(spans or {}).get((row, column), (1, 1)))
            for row, cells in enumerate(rows)
            for column, text in enumerate(cells)
            if text is not None
        ],
        "表1",
    )
    return builder.build()


def facts(target: Target) -> tuple[object, ...]:
    period = target.period
    year = period.end.year if period and period.end else None
    value = str(target.value)
    return (target.indicator, value, target.unit, target.comparator, target.measure, target.status, year)


def read(reader: IndicatorTableReader, content: Content, metadata: Metadata | None = None) -> TableReading:
    return reader.read(content.text, content.tables, metadata or Metadata())


HEADING: list[Row] = [
    ["类别", "指标", "2025年", "2030年目标", None, "属性"],
    [None, None, None, "目标值", "年均［累计］", None],
]
SPANS = {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (2, 1), (0, 5): (2, 1), (0, 3): (1, 2), (2, 0): (2, 1)}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            ["1. 全县生产总值（亿元）", "430", "650左右", "7左右", "预期性"],
            [
                ("全县生产总值", "43000000000", "元", "eq", "level", "actual", 2025),
                ("全县生产总值", "65000000000", "元", "approx", "level", "target", 2030),
                ("全县生产总值", "7", "%", "approx", "growth", "target", 2030),
            ],
        ),
        (
            ["2. 常住人口城镇化率（%）", "60.6", ">65", "［4.4］", "预期性"],
            [
                ("常住人口城镇化率", "60.6", "%", "eq", "level", "actual", 2025),
                ("常住人口城镇化率", "65", "%", "gt", "level", "target", 2030),
                ("常住人口城镇化率", "4.4", "百分点", "eq", "change", "target", 2030),
            ],
        ),
        (
            ["3. 单位生产总值能耗降低（%）", "—", "—", "［13.5］", "约束性"],
            [("单位生产总值能耗", "13.5", "%", "eq", "growth", "target", 2030)],
        ),
        (
            ["4. 粮食综合生产能力（万吨）", "—", "≥30", "—", "约束性"],
            [("粮食综合生产能力", "300000", "吨", "ge", "level", "target", 2030)],
        ),
        (["5. 地表水质量", "—", "完成上级下达任务", "—", "约束性"], []),
    ],
)
def test_a_row_gives_a_target_for_every_number(
    reader: IndicatorTableReader, cells: list[str], expected: list[tuple[object, ...]]
) -> None:
    filler: Row = [None, "9. 森林覆盖率（%）", "61.2", "63", "—", "约束性"]
    content = content_of([*HEADING, ["一、发展", *cells], filler], SPANS)
    found = [target for target in read(reader, content).targets if target.indicator != "森林覆盖率"]
    assert [facts(target) for target in found] == expected
    assert all(target.binding == cells[-1] for target in found)
    assert [content.text[target.start : target.end] for target in found] == [
        target.value_text for target in found
    ]


def test_a_column_of_units_counts_for_every_row(reader: IndicatorTableReader) -> None:
    content = content_of([["序号", "指标", "单位", "2030年"], ["1", "高速公路里程", "公里", "420"]])
    assert [facts(target)[:3] for target in read(reader, content).targets] == [
        ("高速公路里程", "420", "公里")
    ]


def test_the_date_of_the_document_tells_what_is_reached(reader: IndicatorTableReader) -> None:
    content = content_of([["指标", "2024年", "2025年", "2030年"], ["森林覆盖率（%）", "60", "61", "63"]])
    reading = read(reader, content, Metadata(date=date(2026, 3, 1)))
    assert [target.status for target in reading.targets] == ["actual", "actual", "target"]


def test_other_tables_give_nothing(reader: IndicatorTableReader) -> None:
    reading = read(reader, content_of([["姓名", "职务", "电话"], ["某某", "科长", "3456"]]))
    assert reading == TableReading()


def test_a_table_that_is_not_understood_is_named(reader: IndicatorTableReader) -> None:
    content = content_of([["核心指标与目标", "甲", "乙"], ["就业", "12", "15"], ["教育", "8", "9"]])
    checks = find_doubtful_tables(read(reader, content))
    assert [(check.kind, check.start, check.end) for check in checks] == [
        ("table_not_understood", content.tables[0].start, content.tables[0].end)
    ]


CELL_A_LINE = "主要指标\n序号\n指标\n单位\n2025年\n2030年\n属性\n"


@pytest.mark.parametrize(
    "text",
    [
        CELL_A_LINE
        + "1\n森林覆盖率\n%\n61.2\n63\n约束性\n2\n新增就业\n万人\n—\n[12]\n预期性\n注：［］内为累计数。",
        CELL_A_LINE
        + "一、生态\n1\n森林覆盖率\n%\n61.2\n63\n约束性\n二、民生\n2\n新增就业\n万人\n—\n[12]\n预期性\n",
        "序号\t指标\t单位\t2025年\t2030年\t属性\n1\t森林覆盖率\t%\t61.2\t63\t约束性\n2\t新增就业\t万人\t—\t[12]\t预期性",
    ],
)
def test_tables_written_as_text(reader: IndicatorTableReader, text: str) -> None:
    found = reader.read(text, find_flat_tables(text), Metadata()).targets
    assert [facts(target)[:5] for target in found] == [
        ("森林覆盖率", "61.2", "%", "eq", "level"),
        ("森林覆盖率", "63", "%", "eq", "level"),
        ("新增就业", "120000", "人", "eq", "change"),
    ]


def test_a_table_parted_by_spaces(reader: IndicatorTableReader) -> None:
    text = (
        "某市规划主要指标\n序号 指 标 单位 属性\n2030年 年均[累计]\n1 全市生产总值年均增长率 % 预期性 - 5左右\n"
        "2 居民平均预期寿命 岁 预期性 >84 -\n3 城镇调查失业率 % 预期性 - <5.5\n"
        "中心城区老旧住房\n4 约束性 120 -\n改造面积\n"
    )
    reading = reader.read(text, find_flat_tables(text), Metadata())
    assert [facts(target)[:5] for target in reading.targets] == [
        ("全市生产总值", "5", "%", "approx", "growth"),
        ("居民平均预期寿命", "84", "岁", "gt", "level"),
        ("城镇调查失业率", "5.5", "%", "lt", "level"),
    ]
    assert [check.found for check in find_doubtful_tables(reading)] == ["名称不全"]


def test_names_and_units_over_several_lines(reader: IndicatorTableReader) -> None:
    text = (
        "云溪市规划主要指标\n指 标 单位 属性\n2030年 年均[累计]\n"
        "1 森林覆盖率 % 约束性 45 -\n"
        "城市轨道交通和市郊铁路\n2 公里 预期性 320 -\n运营总里程\n"
        "3 湿地保护率 % 约束性 60 -\n"
        "4 每千人口执业医师数 约束性 4.6 -\n人\n"
    )
    reading = reader.read(text, find_flat_tables(text), Metadata())
    assert [facts(target)[:3] for target in reading.targets] == [
        ("森林覆盖率", "45", "%"),
        ("城市轨道交通和市郊铁路运营总里程", "320", "公里"),
        ("湿地保护率", "60", "%"),
        ("每千人口执业医师数", "4.6", "人"),
    ]
    assert find_doubtful_tables(reading) == []


@pytest.mark.parametrize("text", ["一是稳增长。\n二是促就业。", "指标\n单位\n", "序号\t姓名\n1\t某某"])
def test_plain_text_has_no_tables(text: str) -> None:
    assert find_flat_tables(text) == []
