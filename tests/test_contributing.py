"""The recipes of CONTRIBUTING.md, followed to the letter: every example row loads and does what it says."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from analyzer.dictcheck import check_examples
from analyzer.lexicon import load_lexicon
from analyzer.lexicon.schema import SCHEMA, UNIT_KINDS
from analyzer.pipeline import Analyzer

TEXT = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
# one example row of each dictionary is not in it: without the row its example must fail
NEW = {"verbs": "锐减", "cues": "有望", "bounds": "打底", "traps": "一元公交"}


def recipes() -> Iterator[tuple[str, list[list[str]]]]:
    """The table of every code block that shows one, and its rows with the header."""
    for block in re.findall(r"^```\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL):
        rows = [
            ["" if cell == "（空）" else cell for cell in re.split(r"\s{2,}", line.strip())]
            for line in block.splitlines()
        ]
        for name, spec in SCHEMA.items():
            if tuple(rows[0]) == (*spec.columns, "example", "source"):
                yield name, rows


RECIPES = dict(recipes())


def test_there_is_a_recipe_for_each() -> None:
    assert set(RECIPES) == {"units", "indicators", "verbs", "cues", "events", "bounds", "traps"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own") / "我的词典"
    folder.mkdir()
    for name, rows in RECIPES.items():
        lines = ["\t".join(row) for row in rows]
        (folder / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_the_example_rows_do_what_they_say(folder: Path) -> None:
    analyzer = Analyzer(load_lexicon(extra=folder))
    own = {
        name: tuple(entry for entry in entries if entry.where.startswith("我的词典/"))
        for name, entries in analyzer.lexicon.tables.items()
    }
    assert {name: len(entries) for name, entries in own.items() if entries} == {
        name: len(rows) - 1 for name, rows in RECIPES.items()
    }
    analyzer.lexicon = replace(analyzer.lexicon, tables=own)
    assert check_examples(analyzer, RECIPES) == []


def test_without_the_rows_their_examples_fail(folder: Path) -> None:
    analyzer = Analyzer(load_lexicon())
    full = load_lexicon(extra=folder)
    for name, word in NEW.items():
        column = SCHEMA[name].columns[0]
        assert word not in {entry[column] for entry in analyzer.lexicon[name]}, "choose another example"
        row = tuple(entry for entry in full[name] if entry[column] == word)
        analyzer.lexicon = replace(analyzer.lexicon, tables={**analyzer.lexicon.tables, name: row})
        assert check_examples(analyzer, [name]), f"the example of {word} does not need its row"


@pytest.mark.parametrize("name", ["units", "traps"])
def test_every_kind_is_told(name: str) -> None:
    section = TEXT.partition(f"`{name}.tsv` 加一行")[2].partition("\n## ")[0]
    kinds = UNIT_KINDS if name == "units" else SCHEMA["traps"].choices["kind"]
    assert {kind for kind in kinds if not re.search(rf"\b{kind} [一-龥]", section)} == set()


def test_every_dictionary_says_where_it_is_checked() -> None:
    told = dict(re.findall(r"^\| ((?:`\w+` ?)+)\| \S+ (\w+) \|$", TEXT, re.MULTILINE))
    tables = {word: table for words, table in told.items() for word in re.findall(r"\w+", words)}
    assert tables == {name: spec.checked_in for name, spec in SCHEMA.items()}
