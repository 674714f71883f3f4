"""Accuracy on a second set of documents, annotated by other readers than the first.

    python -m benchmarks.independent [--only NAME …] [--errors N] [--floors FILE] [--update]

``gold/`` holds offsets and values only. The texts come from the corpus beside the checkout; both are put
together in a temporary folder in the format the scorer reads.

"Independent" is said of the annotators. The documents were looked at while the rules were written, so the
figures guard against falling back; they do not estimate the accuracy on new documents.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.floors import flatten
from benchmarks.score import compare
from benchmarks.scoring import CORPUS, GOLD, find_texts, missing, run_scorer, write_tables

ANNOTATIONS = Path(__file__).with_name("gold")
FLOORS = Path(__file__).with_name("floors_independent.toml")
LAST_CHARACTERS = 6
BEFORE_CHARACTERS = 6

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """The rows of a tab-separated file with a header line."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def locator(text: str, position: int, start: int, end: int) -> str:
    """The characters before a span that make it the first such place after ``position``.

    >>> locator("新增5家，培育5家", 0, 7, 9)
    '增5家，培育'
    >>> locator("新增5家，培育5家", 4, 7, 9)
    '，培育'
    """
    begin = max(position, start - BEFORE_CHARACTERS)
    while begin > position and text.find(text[begin:end], position) != begin:
        begin -= 1
    return text[begin:start]


def target_lines(text: str, rows: Iterable[Row]) -> list[list[str]]:
    """Annotated targets as lines of the scorer's format, header first."""
    values = (
        "indicator",
        "value",
        "value_max",
        "unit",
        "comparator",
        "measure",
        "direction",
        "status",
        "year",
    )
    lines = [["before", "text", *values]]
    position = 0
    for row in rows:
        start, end = int(row["start"]), int(row["end"])
        before = locator(text, position, start, end)
        lines.append([_escape(before), _escape(text[start:end]), *(row[name] for name in values)])
        position = end
    return lines


def task_lines(text: str, rows: Iterable[Row]) -> list[list[str]]:
    """Annotated tasks as lines of the scorer's format, header first."""
    lines = [["before", "text", "level", "ordinal", "title", "last", "status", "agencies", "announced"]]
    position = 0
    for row in rows:
        start = int(row["start"])
        end = start + int(row["marker_length"])
        before = locator(text, position, start, end)
        title = "".join(text[int(row["title_start"]) : int(row["title_end"])].split())
        last = "".join(text[end : int(row["own_end"])].split())[-LAST_CHARACTERS:]
        lines.append(
            [_escape(before), _escape(text[start:end]), row["level"], row["ordinal"], title, last]
            + [row[name] for name in ("status", "agencies", "announced")]
        )
        position = end
    return lines


def _escape(text: str) -> str:
    return text.replace("\n", "\\n").replace("\t", "\\t")


def read_source(texts: Path, file: str) -> str:
    """The whole text of a corpus document: a file of ``texts``, or ``NAME.jsonl#ID`` beside that folder."""
    name, _, identity = file.partition("#")
    if not identity:
        return (texts / name).read_text(encoding="utf-8")
    for line in (texts.parent / name).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["id"] == identity:
            return str(record["text"])
    raise LookupError(f"{file} 不在文集里")


def rebuild(folder: Path, texts: Path, only: Sequence[str] | None) -> None:
    """Write ``NAME.txt``, ``NAME.targets.tsv`` and ``NAME.tasks.tsv`` of every slice to ``folder``.

    An excerpt of several pieces has its starts and ends joined by ``;`` in the index.
    """
    for entry in read_rows(ANNOTATIONS / "index.tsv"):
        name = entry["name"]
        if only and name not in only:
            continue
        whole = read_source(texts, entry["file"])
        pieces = zip(entry["start"].split(";"), entry["end"].split(";"), strict=True)
        text = "\n".join(whole[int(start) : int(end)] for start, end in pieces)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        for kind, make in (("targets", target_lines), ("tasks", task_lines)):
            lines = make(text, read_rows(ANNOTATIONS / f"{name}.{kind}.tsv"))
            content = "".join("\t".join(line) + "\n" for line in lines)
            (folder / f"{name}.{kind}.tsv").write_text(content, encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="在另一批独立标注的文档上评分")
    parser.add_argument("--errors", type=int, default=0, help="每份文档每类列出至多几条错误")
    parser.add_argument("--only", nargs="*", default=None, help="只评这些文档；不与下限比较")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="下限文件")
    parser.add_argument("--update", action="store_true", help="把下限提高到这次达到的分数")
    chosen = parser.parse_args(arguments)
    scorer = GOLD / "score.py"
    if missing(scorer) or missing(CORPUS / "text"):
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        gold = folder / "gold"
        gold.mkdir()
        rebuild(gold, CORPUS / "text", chosen.only)
        write_tables(find_texts(gold, chosen.only), folder / "tables")
        figures = run_scorer(
            gold, folder / "tables", folder / "report.json", chosen.only, chosen.errors, scorer
        )
    return 0 if chosen.only else compare(flatten(figures), chosen.floors, update=chosen.update)


if __name__ == "__main__":
    sys.exit(main())
