"""The dictionary of indicators: it loads, and every name leads to exactly one indicator."""

import re
from collections import Counter
from pathlib import Path

import pytest

from analyzer.lexicon.example import parse_example
from analyzer.lexicon.schema import SCHEMA
from analyzer.lexicon.table import Entry, load_table
from analyzer.structure.folding import fold

PATH = Path(__file__).parent.parent / "dictionaries" / "indicators.tsv"


@pytest.fixture(scope="module")
def indicators() -> tuple[Entry, ...]:
    return load_table(PATH, SCHEMA["indicators"])


def names_of(entry: Entry) -> list[str]:
    return [entry["indicator"], *(alias for alias in entry["aliases"].split("|") if alias)]


def test_the_statistical_system_is_covered(indicators: tuple[Entry, ...]) -> None:
    names = {name for entry in indicators for name in names_of(entry)}
    assert len(indicators) >= 400
    assert {"地区生产总值", "国民生产总值", "工农业总产值", "社会商品零售总额", "森林覆盖率"} <= names


def test_ids_are_stable_ascii_names_used_once(indicators: tuple[Entry, ...]) -> None:
    ids = Counter(entry["indicator_id"] for entry in indicators)
    assert [name for name, count in ids.items() if count > 1] == []
    assert [name for name in ids if not re.fullmatch(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", name)] == []


def test_no_name_leads_to_two_indicators(indicators: tuple[Entry, ...]) -> None:
    counts = Counter(name for entry in indicators for name in names_of(entry))
    assert [name for name, count in counts.items() if count > 1] == []


def test_names_are_written_as_the_folded_text_has_them(indicators: tuple[Entry, ...]) -> None:
    for entry in indicators:
        for name in names_of(entry):
            assert name == fold(name).strip(), entry.where
            assert " " not in name, entry.where


def test_examples_name_their_own_indicator_beside_a_number(indicators: tuple[Entry, ...]) -> None:
    for entry in indicators:
        example = parse_example(entry)
        assert ("indicator_id", entry["indicator_id"]) in example.expected, entry.where
        assert any(name in example.sentence for name in names_of(entry)), entry.where
        assert re.search(r"\d|[一二三四五六七八九]成", example.sentence), entry.where
