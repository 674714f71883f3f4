"""The condensed view: layout dropped, paragraphs kept, every character still pointing into the document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.structure.condense import condense

# one justified line of a converted page: 28 characters
_LINE = "推进县城供水管网改造并完善乡镇污水处理设施以改善居民生活"


def page(*lines: str) -> str:
    """A hard-wrapped text: full lines around the given ones."""
    return "\n".join([*[_LINE] * 12, *lines, *[_LINE] * 12])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("１ ９ ９ ８ 年，增长８ ．８ ％", "1998年，增长8.8%"),
        ("超过 2200 万亿", "超过2200万亿"),
        ("Wi Fi 覆盖", "Wi Fi覆盖"),
        ("一、工作回顾 　　过去一年", "一、工作回顾\n过去一年"),
        ("第一章　总　　则\n第一条", "第一章总则\n第一条"),
        ("21. 5G基站\n22. 充电桩", "21. 5G基站\n22.充电桩"),
        ("给予补贴。 3. 6月底前完成", "给予补贴。\n3. 6月底前完成"),
        ("增长１ ５． ３％", "增长15.3%"),
        ("特制定本措施。 一、减负 1．减租。", "特制定本措施。\n一、减负\n1.减租。"),
    ],
)
def test_layout_is_dropped(text: str, expected: str) -> None:
    assert condense(text).text == expected


def test_hard_wrapped_lines_are_joined() -> None:
    assert "\n" not in condense(page()).text


def test_heading_alone_on_its_line_ends_a_paragraph() -> None:
    text = condense(page(_LINE[:-1] + "。", "3.1 提升供水保障能力", _LINE)).text
    assert "\n3.1提升供水保障能力\n推进" in text


def test_numeral_that_a_line_break_cut_off_is_no_heading() -> None:
    text = condense(page(_LINE[:-2] + "统", "一、规范的标准" + _LINE[:-7])).text
    assert "统一、规范的标准" in text


def test_page_number_glued_to_a_section_number_is_cut() -> None:
    block = [_LINE] * 20
    lines = [
        *block,
        "52" + _LINE,
        *block[:-1],
        _LINE[:-1] + "。",
        "536.3.1 提升供水能力。推进",
        *block,
        "54" + _LINE,
    ]
    text = condense("\n".join(lines)).text
    assert "\n6.3.1提升供水能力" in text
    assert "53" not in text


def test_lines_of_a_contents_page_stay_apart() -> None:
    text = condense(page("一、总体要求" + "." * 40 + "1", "二、重点任务" + "." * 40 + "3")).text
    assert "1\n二、重点任务" in text


@given(st.text(alphabet="一二甲乙、。（）12. \n\u3000——第章", max_size=150))
def test_every_character_points_into_the_document(text: str) -> None:
    view = condense(text)
    assert len(view.text) == len(view.original) == len(view.offsets)
    assert all(left < right for left, right in zip(view.offsets, view.offsets[1:], strict=False))
    assert all(
        text[offset] == character for offset, character in zip(view.offsets, view.original, strict=True)
    )
    if view.offsets:
        start, end = view.span(0, len(view.text))
        assert 0 <= start < end <= len(text)
        assert view.position(start) == 0
