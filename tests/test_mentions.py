"""Mentions: titles, document numbers and programmes, each with its own span of the original text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.extraction.mentions import find_mentions
from analyzer.pipeline import Analyzer
from analyzer.structure.condense import condense


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("落实《云岭省数据条例》。", [("title", "云岭省数据条例")]),
        (
            "落实《云岭省数据条例》和《青禾县茶产业规划》。",
            [("title", "云岭省数据条例"), ("title", "青禾县茶产业规划")],
        ),
        ("转发《关于印发〈茶产业规划〉的通知》。", [("title", "关于印发〈茶产业规划〉的通知")]),
        ("按照云政发〔2024〕3号要求执行。", [("doc_number", "云政发〔2024〕3号")]),
        ("实施“十链百企”工程。", [("programme", "十链百企")]),
        ("落实《云岭省数 据条例》。", [("title", "云岭省数据条例")]),
        ("坚持“两手抓”，促发展。", []),
        ("全县生产总值增长6%。", []),
        ("《》《", []),
    ],
)  # fmt: skip
def test_mentions(analyzer: Analyzer, text: str, expected: list[tuple[str, str]]) -> None:
    found = find_mentions(condense(text), analyzer.lexicon)
    assert [(mention.kind, mention.canonical) for mention in found] == expected


def test_span_covers_the_title_with_its_marks(analyzer: Analyzer) -> None:
    text = "落实 《云岭省数据条例》 的要求。"
    (mention,) = find_mentions(condense(text), analyzer.lexicon)
    assert text[mention.start : mention.end] == mention.text == "《云岭省数据条例》"


@given(st.text("《》〈〉“”〔〕云政发2024第号工程计划根据和\n 。", max_size=80))
def test_any_text_gives_ordered_spans_inside_it(analyzer: Analyzer, text: str) -> None:
    mentions = find_mentions(condense(text), analyzer.lexicon)
    assert [mention.start for mention in mentions] == sorted(mention.start for mention in mentions)
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.canonical
