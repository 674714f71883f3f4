"""Checks: what does not add up is reported once, at its place, in a Chinese sentence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.model import Check, Document, Metadata
from analyzer.pipeline import Analyzer


def checks_of(analyzer: Analyzer, text: str) -> tuple[Check, ...]:
    metadata = Metadata(date=date(2026, 1, 20), doc_type="工作报告")
    return analyzer.analyze(Document("例", text, metadata=metadata), keywords=False).checks


@pytest.mark.parametrize(
    ("text", "kind", "expected", "found"),
    [
        ("重点抓好三方面工作：一是修路。二是架桥。", "announced_count", "3", "2"),
        ("办好两件实事：一是修路。二是架桥。三是种树。", "announced_count", "2", "3"),
        ("一、总体要求\n抓好落实。\n二、重点任务\n抓好落实。\n四、保障措施\n抓好落实。\n", "numbering_gap", "3", "4"),
        (
            "到2030年，森林覆盖率达到65%。要加强管护。到2030年，森林覆盖率达到66%。",
            "contradiction", "65%", "66%",
        ),
    ],
)  # fmt: skip
def test_check(analyzer: Analyzer, text: str, kind: str, expected: str, found: str) -> None:
    (check,) = checks_of(analyzer, text)
    assert (check.kind, check.expected, check.found) == (kind, expected, found)
    assert check.message.endswith("。")


@pytest.mark.parametrize(
    "text",
    [
        "重点抓好两方面工作：一是修路。二是架桥。",
        "一、总体要求\n抓好落实。\n二、重点任务\n抓好落实。\n三、保障措施\n抓好落实。\n",
        "2025年城镇新增就业2.6万人。2026年城镇新增就业2.8万人。",
        "2026年城镇新增就业2.6万人，2026年城镇新增就业2.6万人。",
        "全县生产总值增长6%，5G基站达到300个。",
        "到2030年，森林覆盖率达到65%。",
    ],
)
def test_nothing_to_report(analyzer: Analyzer, text: str) -> None:
    assert checks_of(analyzer, text) == ()


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
    "1286",
    "，",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_checks_stand_inside_the_text_in_order(analyzer: Analyzer, text: str) -> None:
    checks = checks_of(analyzer, text)
    assert [check.start for check in checks] == sorted(check.start for check in checks)
    assert all(0 <= check.start <= check.end <= len(text) for check in checks)
