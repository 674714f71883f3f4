"""Charts: nothing overlaps, nothing is missing, whatever stands in the labels."""

from __future__ import annotations

import re
import subprocess
import sys
import warnings
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import PolicyError
from analyzer.model import Analysis, Document, Item, Keyword, Period, Target, Task
from analyzer.presentation.charts import (
    CHARTS,
    MORE_CHARTS,
    chart_agencies,
    chart_cloud,
    chart_deadlines,
    chart_growth,
    chart_indicator,
    draw_charts,
    write_charts,
)
from analyzer.presentation.drawing import A4_HEIGHT, A4_WIDTH, EMPTY, Ruler, font_path, png, svg
from analyzer.presentation.formats import format_number, format_value
from analyzer.presentation.indicator_rows import OTHERS, find_indicator_rows, split_panels
from analyzer.presentation.scales import find_date_scale, find_scale
from analyzer.presentation.tables import build_tables, records

ROOT = Path(__file__).parent.parent
HOSTILE = (
    "$x_1^2$ 与 $$",
    "emoji🚀👩‍👩‍👧",
    "换\n行\t与\r回车",
    "龘𠮷\u200b\u202e反",
    "a_b^c\\frac{1}{2}",
    "长" * 900,
    "<b>&",
)

SUBJECTS = ("云岭市", "梯田县", "沿江新区", "规模以上", "城乡居民", "重点产业链", "县域商业体系", "中小学校")
FACTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("一般公共预算收入", "530", "元", "level", "100000000"),
    ("固定资产投资", "8.5", "%", "growth", "1"),
    ("高新技术企业", "3178", "家", "level", "1"),
    ("污水集中处理率", "96.5", "%", "level", "1"),
    ("单位生产总值能耗", "13.5", "%", "growth", "-1"),
    ("新增就业人数", "120000", "人", "change", "1"),
    ("高标准农田面积", "1250000", "亩", "level", "1"),
    ("研究与试验发展经费支出占地区生产总值比重以及企业研发投入占营业收入的比重", "2.6", "%", "level", "1"),
    ("人均预期寿命", "79.2", "岁", "level", "1"),
    ("粮食总产量", "4600000", "吨", "level", "1"),
    ("技术合同成交额", "2", "倍", "multiple", "1"),
    ("空气质量排名", "3", "位", "rank", "1"),
)


def targets_of(number: int, doc_id: str = "云岭市2026") -> tuple[Target, ...]:
    found = []
    for index in range(number):
        name, value, unit, measure, factor = FACTS[index % len(FACTS)]
        name = SUBJECTS[(index // 12) % len(SUBJECTS)] + name
        status = ("target", "actual", "target", "standard")[(index // 5) % 4]
        down = factor == "-1"
        found.append(
            Target(
                indicator=name,
                indicator_id="",
                value=Decimal(value) * abs(Decimal(factor)) * (1 + index % 7),
                value_max=None,
                unit=unit,
                value_text=value + unit,
                comparator=("eq", "ge", "le", "approx", "gt")[index % 5],
                measure=measure,
                direction="down" if down else "up" if measure in ("growth", "change") else "",
                status=status,
                tone="",
                period=Period("", None, date((2025, 2030, 2035)[index % 3], 12, 31)) if index % 4 else None,
                binding="",
                scope="",
                region_code="",
                section="",
                sentence="",
                start=0,
                end=1,
                rule="",
            )
        )
        if index % 6 == 0:
            now = found[-1]
            found.append(_changed(now, value=(now.value or Decimal(1)) / 2, status="actual"))
    return tuple(found[:number])


def _changed(record: Any, **changes: Any) -> Any:
    return replace(record, **changes)


AGENCIES = (
    "省科技厅",
    "省财政厅",
    "各市（州）人民政府",
    "省市场监督管理局（省知识产权局）",
    "云岭电网公司" * 5,
    "x",
)


def tasks_of(number: int) -> tuple[Task, ...]:
    """Chapters of seven items, their heads of different lengths."""
    found: list[Task] = []
    chapter = 0
    for index in range(number):
        head = index % 8 == 0
        chapter = index if head else chapter
        parent = None if head else chapter
        title = "推进产业转型升级和县域经济高质量发展" * (1 + index % 3) if head else "做好春耕备耕"
        item = Item(f"{index}、", "", 1 if head else 2, str(index), title, 0, 0, 0, 0, 0, parent, 0)
        status = ("plan", "done", "rule", "plan")[(index // 3) % 4]
        leads = AGENCIES[index % 5 : index % 5 + index % 3] if number < 100 else (f"第{index % 70}工作专班",)
        supports = AGENCIES[:2] if index % 4 == 0 else ()
        deadline = date(2025 + index % 3, 12 if index % 2 else 6, 30) if index % 5 != 4 else None
        found.append(Task(item, parent, "", "", "", leads, supports, deadline, status, ""))
    return tuple(found)


def keywords_of(number: int) -> tuple[Keyword, ...]:
    return tuple(
        Keyword(
            f"{SUBJECTS[i % 8]}{FACTS[i % 12][0]}{i}", 9.0 / (1 + i), 40 - i % 40, "m", "n", "", i % 5 == 0
        )
        for i in range(number)
    )


def analysis(number: int, doc_id: str = "云岭市2026") -> Analysis:
    return Analysis(
        Document(doc_id, "正文"), (), targets_of(number), tasks_of(number), keywords_of(number), (), ()
    )


def boxes(figure: Any) -> list[tuple[str, Any]]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    renderer = FigureCanvasAgg(figure).get_renderer()
    texts = [text for axes in figure.axes for text in axes.texts]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in texts]


def assert_readable(figure: Any) -> None:
    """No two texts touch, none leaves the page, none is smaller than 6 points, the page is at most A4."""
    assert figure.get_figwidth() * 72 <= A4_WIDTH + 0.1
    assert figure.get_figheight() * 72 <= A4_HEIGHT + 0.1
    found = boxes(figure)
    assert found
    for text, box in found:
        assert box.x0 >= 0, text
        assert box.y0 >= 0, text
        assert box.x1 <= figure.bbox.width, text
        assert box.y1 <= figure.bbox.height, text
    for (one, first), (other, second) in combinations(found, 2):
        overlap_x = min(first.x1, second.x1) - max(first.x0, second.x0)
        overlap_y = min(first.y1, second.y1) - max(first.y0, second.y0)
        # one pixel of rounding at 100 dpi
        assert overlap_x <= 1 or overlap_y <= 1, f"{one!r} 与 {other!r} 重叠"
    for axes in figure.axes:
        assert all(text.get_fontsize() >= 6 for text in axes.texts)


def texts(figure: Any) -> str:
    return "\n".join(text.get_text() for axes in figure.axes for text in axes.texts)


ALL_CHARTS = {**{name: (name, draw) for name, draw in CHARTS.items()}, **MORE_CHARTS}


@pytest.mark.parametrize("number", [1, 3, 40, 150])
@pytest.mark.parametrize("name", ALL_CHARTS)
def test_nothing_overlaps(name: str, number: int) -> None:
    table, draw = ALL_CHARTS[name]
    assert_readable(draw(build_tables([analysis(number)])[table]))


@pytest.mark.parametrize("name", ALL_CHARTS)
def test_several_documents_share_a_chart(name: str) -> None:
    many = [analysis(20, f"第{index}份文件_{'很长的名字' * (index % 9)}") for index in range(70)]
    table, draw = ALL_CHARTS[name]
    figure = draw(build_tables(many)[table])
    assert_readable(figure)
    assert "70 份文件" in texts(figure)


@pytest.mark.parametrize("label", HOSTILE)
def test_no_label_breaks_a_chart(label: str, tmp_path: Path) -> None:
    one = analysis(5)
    hostile = _changed(
        one,
        document=Document(label[:60], "正文"),
        targets=tuple(_changed(each, indicator=label, unit=label[:40], scope=label) for each in one.targets),
        tasks=tuple(
            _changed(each, item=_changed(each.item, title=label), section=label, lead_agencies=(label, "甲"))
            for each in one.tasks
        ),
        keywords=tuple(_changed(each, term=label) for each in one.keywords),
    )
    tables = build_tables([hostile])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for table, draw in ALL_CHARTS.values():
            figure = draw(tables[table])
            assert_readable(figure)
            png(figure)
        figure = chart_indicator(tables["targets"], label)
        assert_readable(figure)
        png(figure)


@given(st.text(min_size=1, max_size=30))
@settings(max_examples=25, deadline=None)
def test_any_text_becomes_one_printable_line(label: str) -> None:
    ruler = Ruler()
    line = ruler.printable(label)
    assert "\n" not in line
    cut = ruler.cut(line, 8, 60)
    assert ruler.width(cut, 8) <= max(60, ruler.width("…", 8))
    wrapped = ruler.wrap(line, 8, 60, 2)
    assert len(wrapped) <= 2
    assert all(ruler.width(part, 8) <= 60 or len(part) <= 2 for part in wrapped)


@pytest.mark.parametrize("name", ALL_CHARTS)
def test_an_empty_table_says_so(name: str) -> None:
    table, draw = ALL_CHARTS[name]
    figure = draw(build_tables([])[table])
    assert_readable(figure)
    assert "没有可画" in texts(figure)
    assert figure.get_figheight() < 2
    assert figure.get_label() == EMPTY


def test_charts_without_anything_to_show_are_not_written() -> None:
    one = analysis(5)
    bare = tuple(_changed(each, lead_agencies=(), support_agencies=(), deadline=None) for each in one.tasks)
    levels = tuple(each for each in one.targets if each.measure != "growth")
    assert [name for name, _ in draw_charts(build_tables([one]))] == [*CHARTS, *MORE_CHARTS]
    drawn = draw_charts(build_tables([_changed(one, tasks=bare, targets=levels)]))
    assert [name for name, _ in drawn] == list(CHARTS)
    assert [name for name, _ in draw_charts({})] == []


def test_what_finds_no_room_is_counted() -> None:
    drawn = texts(CHARTS["targets"](build_tables([analysis(150)])["targets"]))
    rows = find_indicator_rows(records(build_tables([analysis(150)])["targets"]))
    shown = int(re.search(r"画出 (\d+) 个指标", drawn)[1])  # type: ignore[index]
    left_out = int(re.search(r"另有 (\d+) 个指标未画", drawn)[1])  # type: ignore[index]
    assert shown >= 15
    assert shown + left_out == len(rows)
    assert "另有 110 个词未画" in texts(CHARTS["keywords"](build_tables([analysis(150)])["keywords"]))


def test_rows_without_indicator_or_value_are_counted_not_drawn() -> None:
    one = analysis(5)
    holes = (_changed(one.targets[0], indicator=" "), _changed(one.targets[1], value=None))
    drawn = texts(CHARTS["targets"](build_tables([_changed(one, targets=one.targets + holes)])["targets"]))
    assert "2 行没有写明指标或数值" in drawn


def test_achieved_stands_beside_wanted() -> None:
    wanted = targets_of(1)[0]
    pair = (wanted, _changed(wanted, status="actual", value=Decimal(40_000_000_000)))
    table = build_tables([_changed(analysis(1), targets=pair)])["targets"]
    (row,) = find_indicator_rows(records(table))
    assert [point.status for point in row.points] == ["actual", "target"]
    drawn = texts(CHARTS["targets"](table)).split("\n")
    assert "400亿元" in drawn
    assert "530亿元" in drawn


def test_a_zero_beside_large_numbers_is_told_not_drawn() -> None:
    one = targets_of(1)[0]
    values = tuple(_changed(one, indicator=f"项目{n}投资", value=Decimal(n)) for n in (0, 1, 1000))
    drawn = texts(CHARTS["targets"](build_tables([_changed(analysis(1), targets=values)])["targets"]))
    assert "对数刻度，0 不画" in drawn
    assert "\n0元" in drawn


def test_documents_do_not_share_a_row() -> None:
    tables = build_tables([analysis(1, "甲"), analysis(1, "乙")])
    assert len(find_indicator_rows(records(tables["targets"]))) == 2


def test_only_like_units_share_an_axis() -> None:
    rows = find_indicator_rows(records(build_tables([analysis(120)])["targets"]))
    for title, members in split_panels(rows):
        panels = {row.panel for row in members}
        assert title == OTHERS or len(panels) == 1
    units = {title for title, _ in split_panels(rows)}
    assert {"单位：亩", "单位：吨", "金额（元）", "增长率（%）", "比率与覆盖面（%）"} <= units


def test_one_decrease_does_not_press_all_others_to_the_edge() -> None:
    one = targets_of(1)[0]
    counts = [(f"平台{n}", Decimal(10) ** n, "level", "") for n in range(5)] + [
        ("材料", Decimal(10), "change", "down")
    ]
    targets = tuple(
        _changed(one, indicator=name, value=value, unit="个", measure=measure, direction=direction)
        for name, value, measure, direction in counts
    )
    panels = split_panels(find_indicator_rows(records(targets_table(*targets))))
    assert [(title, len(members)) for title, members in panels] == [
        ("数量（个、家、项、人等）", 5),
        (OTHERS, 1),
    ]


def test_wide_spans_are_logarithmic_and_shares_are_not() -> None:
    assert find_scale([1, 101], 0, 1).logarithmic
    assert not find_scale([1, 100], 0, 1).logarithmic
    assert not find_scale([-1, 1000], 0, 1).logarithmic
    assert find_scale([0, 1, 1000], 0, 1).logarithmic
    assert not find_scale([0, 0], 0, 1).logarithmic
    assert not find_scale([0.1, 96], 0, 1, bounds=(0, 100)).logarithmic


numbers = st.floats(min_value=1e-10, max_value=1e18)


@given(st.lists(st.one_of(numbers, numbers.map(lambda x: -x), st.just(0.0)), min_size=1, max_size=8))
def test_every_value_has_a_place_on_its_scale(values: list[float]) -> None:
    scale = find_scale(values, 10, 20)
    assert all(10 - 1e-6 <= scale.place(value) <= 20 + 1e-6 for value in values if scale.holds(value))
    assert scale.logarithmic or all(map(scale.holds, values))
    assert all(map(scale.holds, (value for value in values if value != 0)))
    assert 2 <= len(scale.ticks) <= 9


def test_tasks_count_items_not_their_headings() -> None:
    drawn = texts(CHARTS["tasks"](build_tables([analysis(40)])["tasks"]))
    assert "35 个最下一级条目" in drawn


def test_pages_are_written_twice_alike(tmp_path: Path) -> None:
    tables = build_tables([analysis(5)])
    first = [path.read_bytes() for path in write_charts(tables, tmp_path / "a")]
    written = write_charts(tables, tmp_path / "b")
    names = [*CHARTS, *MORE_CHARTS]
    assert [path.name for path in written] == [f"{name}.{form}" for name in names for form in ("png", "svg")]
    assert [path.read_bytes() for path in written] == first


def test_svg_needs_no_font_and_no_network() -> None:
    image = svg(CHARTS["targets"](build_tables([analysis(5)])["targets"])).decode()
    assert "<text" not in image
    assert "font-family" not in image
    assert not re.search(r'(?:href|src)="(?!#)', image)


def test_every_common_character_can_be_drawn() -> None:
    from matplotlib.ft2font import FT2Font

    glyphs = FT2Font(str(font_path())).get_charmap()
    han = [
        bytes((row, cell)).decode("gb2312", "ignore")
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
    ]
    assert not {character for character in han if character and ord(character) not in glyphs}
    assert not {
        character
        for character in "蹚〇㎡℃①⑳％≥≤…□“”《》—·～²³±×㧐\N{MINUS SIGN}"
        if ord(character) not in glyphs
    }
    assert (font_path().parent / "OFL.txt").read_text(encoding="utf-8").count("SIL OPEN FONT LICENSE")


def test_pyplot_is_never_loaded() -> None:
    code = (
        "import sys, analyzer.presentation.charts\n"
        "assert not {'pandas', 'numpy', 'matplotlib'} & set(sys.modules)\n"
        "from analyzer.presentation.tables import build_tables\n"
        "analyzer.presentation.charts.chart_tasks(build_tables([])['tasks'])\n"
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("53000000000", "530亿"),
        ("280000", "28万"),
        ("12345", "12345"),
        ("10000", "1万"),
        ("1234567", "123.5万"),
        ("0.333333", "0.3333"),
        ("96.5", "96.5"),
        ("0", "0"),
        ("-25000000", "\N{MINUS SIGN}2500万"),
        ("99999999999999999", "100000万亿"),
    ],
)
def test_numbers_for_people(number: str, written: str) -> None:
    assert format_number(Decimal(number)) == written


def test_values_for_people() -> None:
    assert format_value(None, "元") == ""
    assert format_value(Decimal("1.5"), "百分点", measure="change", direction="up") == "+1.5个百分点"
    assert format_value(Decimal("1.96"), "1") == "1.96"
    assert format_value(Decimal("10000000000"), "元", value_max=Decimal("50000000000")) == "100~500亿元"
    assert format_value(Decimal("500"), "MW", comparator="gt") == ">500 MW"
    assert format_value(Decimal("280000"), "元/人") == "28万元/人"


def rate(value: str, **changes: Any) -> Target:
    growth = {
        "measure": "growth",
        "unit": "%",
        "direction": "up",
        "status": "target",
        "value": Decimal(value),
    }
    return _changed(targets_of(1)[0], **{**growth, **changes})


def targets_table(*targets: Target, doc_id: str = "云岭市2026") -> Any:
    return build_tables([_changed(analysis(1, doc_id), targets=targets)])["targets"]


def test_wanted_growth_comes_first_and_what_is_only_achieved_is_left_out() -> None:
    table = targets_table(
        rate("5", indicator="工业"),
        rate("8", indicator="投资"),
        rate("7", indicator="投资", status="actual", comparator="eq"),
        rate("3", indicator="能耗", direction="down"),
        rate("9", indicator="出口", status="actual"),
    )
    drawn = texts(chart_growth(table)).split("\n")
    assert "增长目标" in drawn
    assert [line for line in drawn if line in ("投资", "工业", "能耗", "出口")] == ["投资", "工业", "能耗"]
    assert "7%" in drawn
    assert "\N{MINUS SIGN}3%" in drawn
    only = texts(chart_growth(targets_table(rate("9", indicator="出口", status="actual"))))
    assert "增长率" in only
    assert "出口" in only


def test_agencies_are_counted_once_a_task_and_by_role() -> None:
    one = tasks_of(1)[0]
    tasks = (
        _changed(one, lead_agencies=("省科技厅", "省科技厅"), support_agencies=("省财政厅",)),
        _changed(one, lead_agencies=("省科技厅",), support_agencies=()),
        _changed(one, lead_agencies=(), support_agencies=()),
    )
    drawn = texts(chart_agencies(build_tables([_changed(analysis(1), tasks=tasks)])["tasks"])).split("\n")
    assert "云岭市2026；2 条任务写明了责任单位，涉及 2 个单位" in drawn
    assert drawn[drawn.index("省科技厅") + 1] == "2"
    assert drawn[drawn.index("省财政厅") + 1] == "1"


def test_deadlines_stand_in_their_order_and_share_rows_where_they_are_many() -> None:
    few = texts(chart_deadlines(build_tables([analysis(10)])["tasks"]))
    days = re.findall(r"\d{4}-\d{2}-\d{2}", few)
    assert days == sorted(days)
    assert len(days) == 8
    many = texts(chart_deadlines(build_tables([analysis(150)])["tasks"]))
    assert len(re.findall(r"\d{4}-\d{2}-\d{2}", many)) == 6
    assert sum(int(number) for number in re.findall(r"(\d+) 项", many)) == 120


def test_an_indicator_is_followed_through_the_reports_of_one_city() -> None:
    def report(year: int, wanted: int, achieved: int) -> Analysis:
        revenue = _changed(targets_of(1)[0], indicator="财政收入", comparator="eq")
        targets = (
            _changed(revenue, value=Decimal(wanted), period=Period("", None, date(year, 12, 31))),
            _changed(
                revenue,
                value=Decimal(achieved),
                status="actual",
                period=Period("", None, date(year - 1, 12, 31)),
            ),
            rate("6", indicator="财政收入"),
        )
        return _changed(analysis(1, f"{year}年云岭市报告"), targets=targets)

    table = build_tables([report(2026, 70, 66), report(2025, 65, 60)])["targets"]
    drawn = texts(chart_indicator(table, "财政收入")).split("\n")
    assert [line for line in drawn if re.fullmatch(r"20\d\d", line)] == ["2024", "2025", "2026"]
    both = drawn.index("2025")
    assert drawn[both - 1 : both + 3] == ["云岭市报告", "2025", "66元", "65元"]
    assert any("2 个数值的单位或计量方式不同" in line for line in drawn)
    assert "没有可画" in texts(chart_indicator(table, "没有这个指标"))
    assert "没有可画" in texts(chart_indicator(table, ""))


def test_cities_of_one_year_stand_by_size() -> None:
    cities = [
        _changed(
            analysis(1, name), targets=(_changed(targets_of(1)[0], indicator="收入", value=Decimal(value)),)
        )
        for name, value in (("甲市", 5), ("乙市", 9), ("丙市", 7))
    ]
    drawn = texts(chart_indicator(build_tables(cities)["targets"], "收入")).split("\n")
    assert [line for line in drawn if line.endswith("市")] == ["乙市", "丙市", "甲市"]


@pytest.mark.parametrize("number", [1, 3, 60, 150])
def test_one_indicator_over_many_documents_is_readable(number: int) -> None:
    many = [
        _changed(analysis(1, f"{1900 + index}年报告{'很长' * index}"), targets=(rate(str(index)), rate("2")))
        for index in range(number)
    ]
    table = build_tables(many)["targets"]
    figure = chart_indicator(table, table["indicator"].iloc[0])
    assert_readable(figure)
    assert f"{number} 份文件" in texts(figure)


@given(st.dates(), st.dates())
def test_every_day_has_its_place_on_a_time_line(one: date, other: date) -> None:
    first, last = sorted((one, other))
    scale = find_date_scale(first, last, 10, 20)
    assert 2 <= len(scale.ticks) <= 8
    assert 10 <= scale.place(first.toordinal()) <= scale.place(last.toordinal()) <= 20.01
    assert all(date.fromordinal(int(tick)).day == 1 for tick in scale.ticks)


def test_without_wordcloud_the_cloud_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wordcloud", None)
    with pytest.raises(PolicyError, match="pip install wordcloud") as error:
        chart_cloud(build_tables([analysis(5)])["keywords"])
    assert error.value.code == "E_MISSING"


def test_the_cloud_sets_words_as_text() -> None:
    pytest.importorskip("wordcloud")
    figure = chart_cloud(build_tables([analysis(30)])["keywords"])
    assert_readable(figure)
    assert keywords_of(1)[0].term in texts(figure)
    assert "没有可画" in texts(chart_cloud(build_tables([])["keywords"]))
