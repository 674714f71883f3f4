"""Sentences: where they end, in positions of the view and in offsets of the document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.structure.condense import condense
from analyzer.structure.outline import find_outline
from analyzer.structure.sentences import find_sentences, split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("修路10公里。架桥两座！植树千亩", ["修路10公里。", "架桥两座！", "植树千亩"]),
        ("修路；架桥。", ["修路；架桥。"]),
        ("他说：“要修路。”大家同意。", ["他说：“要修路。”", "大家同意。"]),
        ("提出“修路。架桥”的要求。", ["提出“修路。架桥”的要求。"]),
        ("修路（含县道。下同）三条。架桥。", ["修路（含县道。下同）三条。", "架桥。"]),
        ("修路（没有收尾。架桥。", ["修路（没有收尾。", "架桥。"]),
        ("一、交通\n修路。", ["一、交通", "修路。"]),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == expected


def test_semicolons_and_markers_end_sentences_of_a_document() -> None:
    text = "抓好两项：一是修路；拓宽县道（含乡道；下同），二是架桥。"
    view = condense(text)
    found = find_sentences(view, find_outline(view))
    assert [(text[s.start : s.end], s.item) for s in found] == [
        ("抓好两项：", None),
        ("一是修路；", 0),
        ("拓宽县道（含乡道；下同），", 0),
        ("二是架桥。", 1),
    ]


def test_sentences_point_into_the_document() -> None:
    text = "全县 修路\u3000１０ 公里。\n架桥。"
    view = condense(text)
    assert [text[s.start : s.end] for s in find_sentences(view, ())] == [
        "全县 修路\u3000１０ 公里。",
        "架桥。",
    ]


@given(st.text(alphabet="甲乙，。；！\n（）“”《》一是、", max_size=100))
def test_sentences_cover_the_text(text: str) -> None:
    spans = split_sentences(text)
    assert all(start < end for start, end in spans)
    assert "".join(text[start:end] for start, end in spans) == text.replace("\n", "")
