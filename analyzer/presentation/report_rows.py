"""What the page of one document shows beside its text: rows of its tables, headline figures, evidence.

All rows begin as those of ``build_tables``, so that the page and the CSV files say the same; what is added is
made for reading: Chinese labels, values as people write them, the part of the document a row stands in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analyzer.model import Analysis, Item
from analyzer.presentation.columns import table
from analyzer.presentation.formats import format_value
from analyzer.presentation.indicator_rows import find_indicator_rows
from analyzer.presentation.tables import records

if TYPE_CHECKING:
    import pandas

Row = dict[str, Any]

# shown by their labels whether or not the column list knows all the words
_CODED = ("kind", "severity")
_CONTEXT = 36
_MAX_EVIDENCE = 90
_MAX_PARTS = 40
_MAX_HIGHLIGHTS = 10


def find_rows(analysis: Analysis, tables: Mapping[str, pandas.DataFrame]) -> dict[str, list[Row]]:
    """Rows of targets, tasks, checks, keywords and mentions, ready for the page.

    Args:
        analysis: one document.
        tables: ``build_tables`` of this document alone.
    """
    parts = Parts(analysis.outline)
    rows = {name: records(tables[name]) for name in ("targets", "tasks", "checks", "keywords", "mentions")}
    for name, found in rows.items():
        for row in found:
            _add_labels(row, name)
    for row in (*rows["targets"], *rows["tasks"]):
        row["part"] = parts.of(row["start"])
    for row in rows["targets"]:
        row["display"] = _display(row)
        row["year"] = row["period_end"][:4]
    _add_tree(rows["tasks"])
    for row in rows["checks"]:
        row["evidence"] = find_evidence(analysis.document.text, row["start"], row["end"])
    for number, row in enumerate(rows["mentions"], start=1):
        row["mention_id"] = f"m{number}"
    return rows


def _add_labels(row: Row, name: str) -> None:
    """The Chinese words for the codes of a row, as the column list has them."""
    for column in table(name).columns:
        if column.enum or column.name in _CODED:
            row[f"{column.name}_label"] = dict(column.enum).get(row[column.name], row[column.name])


def _display(row: Row) -> str:
    shown = format_value(
        row["value"],
        row["unit"],
        value_max=row["value_max"],
        comparator=row["comparator"],
        measure=row["measure"],
        direction=row["direction"],
    )
    return shown or row["value_text"]


def _add_tree(rows: Sequence[Row]) -> None:
    """Depth, and how many rows stand directly below; a parent always stands before its children."""
    depths: dict[str, int] = {}
    children = Counter(row["parent_id"] for row in rows)
    for row in rows:
        depths[row["task_id"]] = row["depth"] = depths.get(row["parent_id"], 0) + 1
        row["children"] = children[row["task_id"]]


class Parts:
    """The main parts of a document: the headings of the outermost level that divides it.

    >>> from analyzer.structure.condense import condense
    >>> from analyzer.structure.outline import find_outline
    >>> parts = Parts(find_outline(condense("一、工业\\n建厂房。\\n二、农业\\n修水渠。")))
    >>> parts.of(7), parts.titles
    ('一、工业', ['一、工业', '二、农业'])
    """

    def __init__(self, outline: Sequence[Item]) -> None:
        headings = [item for item in outline if not item.inline]
        levels = sorted({item.level for item in headings})
        chosen: list[Item] = []
        for level in levels:
            chosen = [item for item in headings if item.level == level]
            if 2 <= len(chosen) <= _MAX_PARTS:
                break
        else:
            chosen = []
        self._items = chosen
        self.titles = [_heading(item) for item in chosen]

    def of(self, offset: int) -> str:
        """The part a place stands in, empty before the first and behind the last."""
        at = bisect_right(self._items, offset, key=lambda item: item.start) - 1
        return self.titles[at] if at >= 0 and offset < self._items[at].end else ""


def _heading(item: Item) -> str:
    gap = "\u3000" if item.marker[-1:].isalnum() else ""
    return f"{item.marker}{gap}{item.title}"


def find_evidence(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The words a check rests on, with what stands around them; a long stretch shows its two ends.

    >>> find_evidence("重点抓好三方面工作：一是修路。", 4, 9)
    ('重点抓好', '三方面工作', '：一是修路。')
    """
    before = text[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + _CONTEXT].partition("\n")[0]
    found = text[start:end]
    if len(found) > _MAX_EVIDENCE:
        found = f"{found[: _MAX_EVIDENCE * 2 // 3]} …… {found[-_MAX_EVIDENCE // 3 :]}"
    if start > len(before) and before and text[start - len(before) - 1] != "\n":
        before = "…" + before
    if end + len(after) < len(text) and after and text[end + len(after)] != "\n":
        after += "…"
    return before, found, after


def find_highlights(targets: Sequence[Row]) -> list[Row]:
    """The indicators a reader looks for first, what is achieved beside what is wanted.

    Ranked as the chart of targets ranks them; each value names the row it comes from.
    """
    by_text: dict[tuple[str, str, str], list[Row]] = {}
    for row in targets:
        by_text.setdefault((row["status"], row["year"], row["display"]), []).append(row)
    ranked = sorted(find_indicator_rows(targets), key=lambda found: (-found.weight, found.order))
    highlights = []
    for found in sorted(ranked[:_MAX_HIGHLIGHTS], key=lambda found: found.order):
        values: dict[str, list[Row]] = {"actual": [], "target": [], "standard": []}
        for point in found.points:
            for row in by_text.get((point.status, point.year, point.text), []):
                if found.label.startswith(row["indicator"]) and row["status"] in values:
                    values[row["status"]].append(row)
                    break
        wanted = values["target"] + values["standard"]
        label = found.label + ("（增长率）" if found.panel == "growth" else "")
        highlights.append({"label": label, "actual": values["actual"][-3:], "wanted": wanted[-3:]})
    return highlights


def group_mentions(mentions: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The names a text mentions, by kind, each once with its count and its first place; the commonest first."""
    groups: dict[str, dict[str, Row]] = {}
    for row in mentions:
        name = row["canonical"] or row["text"]
        first = {"name": name, "mention_id": row["mention_id"], "count": 0}
        found = groups.setdefault(row["kind_label"], {}).setdefault(name, first)
        found["count"] += 1
    return [(kind, sorted(found.values(), key=lambda each: -each["count"])) for kind, found in groups.items()]


def count_by(rows: Iterable[Row], column: str) -> Counter[str]:
    """How many rows hold each word."""
    return Counter(row[column] for row in rows)


def find_part_rows(targets: Sequence[Row], tasks: Sequence[Row]) -> list[Row]:
    """One row for each part of the document: its tasks by status, and its targets."""
    parts: dict[str, Row] = {}
    for name, rows in (("tasks", tasks), ("targets", targets)):
        for row in rows:
            empty = {"part": row["part"], "start": row["start"], "tasks": Counter(), "targets": Counter()}
            part = parts.setdefault(row["part"], empty)
            part["start"] = min(part["start"], row["start"])
            if not row.get("children"):
                part[name][row["status"]] += 1
    for part in parts.values():
        part["n_tasks"], part["n_targets"] = part["tasks"].total(), part["targets"].total()
    return sorted(parts.values(), key=lambda part: part["start"])
