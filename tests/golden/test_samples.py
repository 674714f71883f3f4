"""The targets of the sample documents against tables that were read by eye.

``<sample>.tsv`` has one row a quantity with the right answer, ``*`` where two readings are fair. Cells that the
program gets wrong stand in ``known_failures.tsv``; when one comes right its test fails until the line is taken out.
``python tests/golden/test_samples.py`` prints the cells that are wrong now, in the form of that file.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from analyzer.model import Document, Target
from analyzer.pipeline import Analyzer

HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "samples"
FOUND = "found"  # stands for the row itself
JUDGED = ("value_text", "indicator", "value", "unit", "comparator", "measure", "direction", "status", "year")
Place = tuple[str, str, str]  # sample, start, end
Cells = dict[str, str]


def read_table(path: Path) -> list[Cells]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


NAMES = [path.stem for path in sorted(HERE.glob("*.tsv")) if path.stem != "known_failures"]
GOLDEN = {(name, row["start"], row["end"]): row for name in NAMES for row in read_table(HERE / f"{name}.tsv")}
KNOWN = {
    (row["sample"], row["start"], row["column"]): row["expected"]
    for row in read_table(HERE / "known_failures.tsv")
}


def cells(target: Target) -> Cells:
    year = target.period.end.year if target.period and target.period.end else ""
    return {
        "value_text": target.value_text,
        "indicator": target.indicator,
        "value": "" if target.value is None else f"{target.value:f}",
        "unit": target.unit,
        "comparator": target.comparator,
        "measure": target.measure,
        "direction": target.direction,
        "status": target.status,
        "year": str(year),
    }


def find_all(analyzer: Analyzer) -> dict[Place, Cells]:
    found = {}
    for name in NAMES:
        text = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
        for target in analyzer.analyze(Document(name, text), keywords=False).targets:
            found[name, str(target.start), str(target.end)] = cells(target)
    return found


def wrong_columns(place: Place, found: dict[Place, Cells]) -> dict[str, tuple[str, str]]:
    """Column → what the program says and what is right."""
    row = GOLDEN[place]
    if place not in found:
        return {FOUND: ("", row["value_text"])}
    return {
        column: (found[place][column], row[column])
        for column in JUDGED
        if row[column] not in ("*", found[place][column])
    }


@pytest.fixture(scope="module")
def found(analyzer: Analyzer) -> dict[Place, Cells]:
    return find_all(analyzer)


@pytest.mark.parametrize("place", list(GOLDEN), ids="-".join)
def test_row(found: dict[Place, Cells], place: Place) -> None:
    wrong = wrong_columns(place, found)
    if (*place[:2], FOUND) not in KNOWN:
        assert {column: pair for column, pair in wrong.items() if (*place[:2], column) not in KNOWN} == {}, (
            GOLDEN[place]["value_text"]
        )


@pytest.mark.parametrize("cell", list(KNOWN), ids="-".join)
@pytest.mark.xfail(strict=True, reason="known_failures.tsv; where it comes right take the line out")
def test_known_failure(found: dict[Place, Cells], cell: tuple[str, str, str]) -> None:
    (place,) = [place for place in GOLDEN if place[:2] == cell[:2]]
    wrong = wrong_columns(place, found)
    assert cell[2] not in wrong
    assert FOUND not in wrong


def test_tables_are_sound() -> None:
    """Rows stand in the order of the text with the text's own words, and every known failure has its row."""
    for name in NAMES:
        text = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
        at = 0
        for row in read_table(HERE / f"{name}.tsv"):
            start, end = int(row["start"]), int(row["end"])
            assert at <= start < end
            assert text[start:end] == row["value_text"]
            assert row["value"] in ("", "*") or Decimal(row["value"]).is_finite()
            at = end
    rows = {place[:2]: row for place, row in GOLDEN.items()}
    for (name, start, column), expected in KNOWN.items():
        assert rows[name, start]["value_text" if column == FOUND else column] == expected


if __name__ == "__main__":
    now = find_all(Analyzer())
    print("sample", "start", "value_text", "column", "expected", sep="\t")
    for place, row in GOLDEN.items():
        for column, (_, right) in wrong_columns(place, now).items():
            print(*place[:2], row["value_text"], column, right, sep="\t")
