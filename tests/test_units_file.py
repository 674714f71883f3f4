"""The dictionary of units: it loads, and what it says of each unit agrees with itself."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from analyzer.lexicon.example import parse_example
from analyzer.lexicon.schema import SCHEMA
from analyzer.lexicon.table import Entry, load_table
from analyzer.structure.folding import fold

PATH = Path(__file__).parent.parent / "dictionaries" / "units.tsv"
MAGNITUDES = {"万": 10**4, "亿": 10**8}
# units that begin with a magnitude's character and are units all the same
PREFIXED = (
    "千瓦",
    "千克",
    "千米",
    "千伏",
    "千卡",
    "千焦",
    "千乏",
    "千升",
    "千帕",
    "千牛",
    "千赫",
    "百分点",
    "百份点",
    "千分点",
)


@pytest.fixture(scope="module")
def units() -> tuple[Entry, ...]:
    return load_table(PATH, SCHEMA["units"])


def test_the_file_is_large_and_names_each_unit_once(units: tuple[Entry, ...]) -> None:
    names = [entry["unit"] for entry in units]
    assert len(names) >= 450
    assert len(set(names)) == len(names)


def test_factors_are_positive_plain_decimals(units: tuple[Entry, ...]) -> None:
    for entry in units:
        assert re.fullmatch(r"\d+(?:\.\d+)?", entry["factor"]), entry.where
        assert Decimal(entry["factor"]) > 0, entry.where


def test_units_are_written_folded_and_without_magnitudes(units: tuple[Entry, ...]) -> None:
    for entry in units:
        unit = entry["unit"]
        assert fold(unit) == unit, entry.where
        assert unit[0] not in "十百千万亿" or unit.startswith(PREFIXED), entry.where
        assert not any(character.isspace() for character in unit), entry.where


def test_a_base_is_a_unit_of_its_own(units: tuple[Entry, ...]) -> None:
    by_name = {entry["unit"]: entry for entry in units}
    for entry in units:
        base = by_name[entry["base"]]
        assert base["base"] == base["unit"], entry.where
        assert base["factor"] == "1", entry.where
        assert base["kind"] == entry["kind"], entry.where


def test_the_example_converts_its_number_to_the_base(units: tuple[Entry, ...]) -> None:
    for entry in units:
        example = parse_example(entry)
        expected = dict(example.expected)
        assert expected["unit"] == entry["base"], entry.where
        number = re.search(rf"(\d+(?:\.\d+)?)([万亿]*){re.escape(entry['unit'])}$", example.sentence)
        assert number, entry.where
        value = Decimal(number[1]) * Decimal(entry["factor"])
        for magnitude in number[2]:
            value *= MAGNITUDES[magnitude]
        assert Decimal(expected["value"]) == value, entry.where
