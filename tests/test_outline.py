"""The outline: which markers are items, how deep, and where their own text ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.structure.announced import find_announced, find_announced_in_title
from analyzer.structure.condense import condense
from analyzer.structure.markers import find_markers, read_ordinal
from analyzer.structure.outline import find_items, find_outline


def rows(text: str) -> list[tuple[str, int, str, str]]:
    """Marker, level, title and own text of every item."""
    return [
        (item.marker, item.level, item.title, text[item.start : item.own_end])
        for item in find_outline(condense(text))
    ]


def heads(text: str) -> list[tuple[str, int, str]]:
    return [row[:3] for row in rows(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # headings on lines of their own, lists inside a paragraph
        (
            "一、工作回顾\n做了两件事：一是修路。二是架桥。\n二、今年安排\n（一）植树\n要种好。\n（二）修渠",
            [
                ("一、", 1, "工作回顾"),
                ("一是", 2, "修路"),
                ("二是", 2, "架桥"),
                ("二、", 1, "今年安排"),
                ("（一）", 2, "植树"),
                ("（二）", 2, "修渠"),
            ],
        ),
        # everything on one line, headings parted by spaces only
        (
            "关于稳企业的措施 一、减轻负担 1．减免租金。对承租户免收。 2．缓缴社保。可缓缴。 "
            "二、优化服务 3．设专窗。",
            [
                ("一、", 1, "减轻负担"),
                ("1．", 2, "减免租金"),
                ("2．", 2, "缓缴社保"),
                ("二、", 1, "优化服务"),
                ("3．", 2, "设专窗"),
            ],
        ),
        # spaces that a scan put into the markers
        (
            "二 、支持范围\n(一)技改奖励\n第 2 条 对技改项目给予奖励。\n第 3 条 重大项目另议。\n(二)绩效奖励",
            [
                ("二、", 1, "支持范围"),
                ("(一)", 2, "技改奖励"),
                ("第2条", 3, "对技改项目给予奖励"),
                ("第3条", 3, "重大项目另议"),
                ("(二)", 2, "绩效奖励"),
            ],
        ),
        # a regulation: articles above （一）
        (
            "第一章　总　　则\n第一条　为规范管理，制定本办法。\n第二条　申请人应当符合下列条件：\n（一）有住所；\n"
            "（二）有账户。\n第三条　本办法自发布之日起施行。",
            [
                ("第一章", 1, "总则"),
                ("第一条", 2, "为规范管理，制定本办法"),
                ("第二条", 2, "申请人应当符合下列条件"),
                ("（一）", 3, "有住所"),
                ("（二）", 3, "有账户"),
                ("第三条", 2, "本办法自发布之日起施行"),
            ],
        ),
        # dotted numbers, with a chapter number in front
        (
            "1 总则\n1.1 目的\n为应对灾害。\n1.2 原则\n2 机构\n2.1 指挥部\n2.1.1 职责",
            [
                ("1", 1, "总则"),
                ("1.1", 2, "目的"),
                ("1.2", 2, "原则"),
                ("2", 1, "机构"),
                ("2.1", 2, "指挥部"),
                ("2.1.1", 3, "职责"),
            ],
        ),
        (
            "目标是：\n——经济稳步增长。\n——民生持续改善。\n会议要求抓落实。",
            [("——", 1, "经济稳步增长"), ("——", 1, "民生持续改善")],
        ),
        (
            "首先，要摸清底数。其次，要建好台账。最后，要按月通报。",
            [("首先，", 1, "要摸清底数"), ("其次，", 1, "要建好台账"), ("最后，", 1, "要按月通报")],
        ),
        # a torn text: the level of a style is that of the same style under its parent
        (
            "（三）修渠。\n（四）植树。\n二、民生\n（一）办学。",
            [("（三）", 2, "修渠"), ("（四）", 2, "植树"), ("二、", 1, "民生"), ("（一）", 2, "办学")],
        ),
        # the heading comes only behind items of the list that it interrupts
        (
            "15．修路。\n16．架桥。\n四、保障\n17．筹资。",
            [("15．", 2, "修路"), ("16．", 2, "架桥"), ("四、", 1, "保障"), ("17．", 2, "筹资")],
        ),
        (
            "一、修路。附件：1.分工表 2.联系方式",
            [("一、", 1, "修路"), ("1.", 1, "分工表"), ("2.", 1, "联系方式")],
        ),
    ],
)
def test_items_and_levels(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert heads(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一、二季度经济平稳增长，一、二类新药获批。",
        "二、三产业融合发展。",
        "统一是前提，唯一是他，措施之一是修路，第一产业增长。",
        "全年增长3.5%，2.6亿元到位。\n3.5亿元用于修路。",
        "按照第三条规定办理。第五条第一款适用于本县。",
        "县政府工作报告\n——2024年1月9日在县第十届人民代表大会第三次会议上\n各位代表：\n现在报告工作。",
        "首先要把路修好，最后验收。",
        "楼里住户多怎么管？——“分区编组” 专班按楼栋分片。",
        "细颗粒物（PM\n2.5）浓度下降。\n2.5浓度达标。",
        "产量居全国第一，销量居全国第二，出口居全国第三。",
    ],
)
def test_what_is_no_item(text: str) -> None:
    assert heads(text) == []


def test_contents_page_is_left_out() -> None:
    text = (
        "目录\n一、总体要求......1\n二、重点任务......3\n一、总体要求\n坚持实干。\n二、重点任务\n修路架桥。"
    )
    assert [row[3] for row in rows(text)] == ["一、总体要求\n坚持实干。", "二、重点任务\n修路架桥。"]


def test_list_in_a_paragraph_ends_with_it() -> None:
    text = "抓好两件事。一是修路。二是架桥。\n会议强调，要抓落实。"
    assert [row[3] for row in rows(text)] == ["一是修路。", "二是架桥。"]


def test_last_item_is_as_long_as_its_siblings() -> None:
    text = "符合下列条件：\n（一）有住所；\n（二）有账户。\n前款所称住所，以登记为准。"
    assert rows(text)[-1][3] == "（二）有账户。"


@pytest.mark.parametrize(
    "closing",
    [
        "某县人民政府\n2024年3月1日",
        "附件：分工表",
        "（此件公开发布）",
        "本措施自印发之日起施行，有效期两年。",
    ],
)
def test_closing_matter_is_no_part_of_the_last_item(closing: str) -> None:
    text = f"一、减租金\n对租户减租。\n二、缓缴费。可缓缴三个月。\n{closing}"
    assert rows(text)[-1][3] == "二、缓缴费。可缓缴三个月。"


def test_address_to_the_assembly_ends_a_section() -> None:
    text = (
        "一、工作回顾\n（一）修路。通车两条。\n（二）架桥。建成一座。\n"
        "各位代表！五年来成绩显著：\n——财力增强。\n——生态改善。"
    )
    levels = [(marker, level) for marker, level, _ in heads(text)]
    assert levels == [("一、", 1), ("（一）", 2), ("（二）", 2), ("——", 2), ("——", 2)]
    assert rows(text)[2][3] == "（二）架桥。建成一座。"


def test_paragraph_list_with_long_items_holds_like_a_heading() -> None:
    text = (
        "第一，农业要稳。\n粮食要增产。采取以下措施：（一）修渠。（二）选种。\n第二，工业要进。\n企业要技改。"
    )
    assert [(marker, level) for marker, level, _ in heads(text)] == [
        ("第一，", 1), ("（一）", 2), ("（二）", 2), ("第二，", 1),
    ]  # fmt: skip


def test_announced_count_stands_on_the_first_item() -> None:
    text = "全年重点推进三方面工作。一是修路。二是架桥。三是植树。"
    assert [item.announced for item in find_outline(condense(text))] == [3, None, None]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("今年着力抓好十件民生实事：", 10),
        ("在八个方面取得新突破：", 8),
        ("重点做好以下四项工作。", 4),
        ("落实“六稳”要求：", None),
        ("全年新增岗位三千个。", None),
    ],
)
def test_announced(text: str, count: int | None) -> None:
    assert find_announced(text, len(text)) == count


def test_announced_in_title() -> None:
    assert find_announced_in_title("关于促进消费的二十条措施") == 20
    assert find_announced_in_title("关于促进消费的意见") is None


def test_ordinals() -> None:
    assert [read_ordinal(text) for text in ("十", "二十", "三十二", "一百零五", "7")] == [10, 20, 32, 105, 7]


@given(st.text(alphabet="一二三十、（）1.①第章条是要，。；：\n——首先其次甲乙 “”", max_size=120))
def test_spans_are_nested_and_in_order(text: str) -> None:
    outline = find_outline(condense(text))
    for index, item in enumerate(outline):
        assert 0 <= item.start < item.title_start <= item.title_end <= item.own_end <= item.end <= len(text)
        assert item.level >= 1
        if item.parent is not None:
            parent = outline[item.parent]
            assert item.parent < index
            assert parent.level < item.level
            assert parent.start < item.start
            assert item.end <= parent.end
        if index + 1 < len(outline):
            assert item.own_end <= outline[index + 1].start


@given(st.text(alphabet="一二三是、（）。\n甲乙", max_size=80))
def test_view_and_document_offsets_agree(text: str) -> None:
    view = condense(text)
    for item, same in zip(find_items(view), find_outline(view), strict=True):
        assert view.span(item.start, item.own_end) == (same.start, same.own_end)


@pytest.mark.parametrize(
    "piece", ["一是", "。一是", "（（（", "1.1.1.", "\n一、", "\n——甲", "首先。", "\n1.1.1甲"]
)
def test_hostile_text_gives_an_answer(piece: str) -> None:
    text = piece * 20_000
    assert len(find_markers(text)) <= len(text)
    find_outline(condense(text))
