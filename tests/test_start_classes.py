"""Patterns that open with the characters that a match can begin with: written for speed, they may hide nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.extraction import masking, number_words, phrasing, time_mentions

_OPENING = re.compile(r"\(\?=\[(?:\\.|[^\]])*\]\)")
_PATTERNS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": found
    for module in (masking, number_words, time_mentions)
    for name, found in vars(module).items()
    if isinstance(found, re.Pattern) and _OPENING.match(found.pattern)
}


def test_there_are_such_patterns() -> None:
    assert len(_PATTERNS) >= 4


@pytest.mark.parametrize("name", sorted(_PATTERNS))
def test_the_opening_class_hides_no_match(name: str) -> None:
    pattern = _PATTERNS[name]
    bare = re.compile(_OPENING.sub("", pattern.pattern, count=1), pattern.flags)

    @settings(
        max_examples=300,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(st.from_regex(bare, fullmatch=True))
    def all_are_found(text: str) -> None:
        if bare.fullmatch(text):  # what looks around itself does not always match alone
            assert pattern.match(text), text

    all_are_found()


@settings(max_examples=300, deadline=None)
@given(st.from_regex(phrasing.TIME_RIGHT))
def test_every_time_holds_a_character_of_time(text: str) -> None:
    if phrasing.TIME_RIGHT.search(text):
        assert phrasing._IN_TIME.search(text), text
