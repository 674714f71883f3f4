"""Chart of the tasks: how many of each section are done, planned, or rules.

Only items without sub-items count, so that a heading is not counted beside what stands under it. Sections are
those of the outermost level that divides the document into enough parts to compare; for several documents
each document is one bar.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from analyzer.presentation.columns import TASK_STATUS_WORDS
from analyzer.presentation.drawing import (
    A4_HEIGHT,
    BLUE,
    GREY,
    INK,
    ORANGE,
    SOFT_INK,
    Page,
    Ruler,
    heading,
    legend,
    message,
)
from analyzer.presentation.formats import format_number
from analyzer.presentation.scales import find_scale
from analyzer.presentation.tables import records

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure

_MARGIN = 36.0
_LABEL_WIDTH = 196.0
_BAR_LEFT, _BAR_RIGHT = 242.0, 520.0
_BAR_HEIGHT, _LINE_HEIGHT, _ROW_GAP = 11.0, 10.0, 6.0
_HEAD_HEIGHT, _FOOT_HEIGHT = 82.0, 56.0
_ENOUGH_SECTIONS = 4
_MAX_SECTIONS = 60
# colour of the bar, colour of the number on it
_COLOURS = {"done": (BLUE, "white"), "plan": (ORANGE, INK), "rule": (GREY, INK)}
_NO_SECTION = "（不在任何标题下）"


@dataclass(slots=True)
class _Section:
    label: str
    counts: Counter[str] = field(default_factory=Counter)


def chart_tasks(tasks: pandas.DataFrame) -> Figure:
    """Draw the tasks table as stacked bars, in the order of the document; at most one A4 page."""
    rows = records(tasks)
    if not rows:
        return message("没有可画的任务：表中没有带序号的条目。")
    documents = list(dict.fromkeys(row["doc_id"] for row in rows))
    sections = _by_document(rows) if len(documents) > 1 else _by_section(rows)
    ruler = Ruler()
    labels = {id(each): _label(each, ruler) for each in sections}
    shown = _fitting(sections, labels)
    height = _HEAD_HEIGHT + _FOOT_HEIGHT + sum(_height(labels[id(each)]) for each in shown)
    page = Page(height)
    total = sum(sum(each.counts.values()) for each in shown)
    whose = f"{len(documents)} 份文件" if len(documents) > 1 else documents[0]
    unit = "文件" if len(documents) > 1 else "章节"
    heading(page, ruler, f"任务：各{unit}的条目数", f"{whose}；{total} 个最下一级条目", _MARGIN)
    present = {status for each in shown for status in each.counts}
    entries = [
        ("s", _COLOURS[status][0], name, False) for status, name in TASK_STATUS_WORDS if status in present
    ]
    legend(page, ruler, _BAR_LEFT, _HEAD_HEIGHT - 14, entries)
    _draw(page, ruler, shown, labels)
    note = f"另有 {len(sections) - len(shown)} 个{unit}未画；" if len(shown) < len(sections) else ""
    page.text(_MARGIN, height - 22, f"{note}全部数据见 tasks.csv。", size=7, colour=SOFT_INK)
    return page.figure


def _by_document(rows: Sequence[dict[str, Any]]) -> list[_Section]:
    sections: dict[str, _Section] = {}
    for row in _leaves(rows):
        sections.setdefault(row["doc_id"], _Section(row["doc_id"])).counts[row["status"]] += 1
    return list(sections.values())


def _leaves(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    parents = {(row["doc_id"], row["parent_id"]) for row in rows}
    return [row for row in rows if (row["doc_id"], row["task_id"]) not in parents]


def _by_section(rows: Sequence[dict[str, Any]]) -> list[_Section]:
    """Group the leaves by the ancestor at the outermost depth that gives enough sections."""
    known = {row["task_id"]: row for row in rows}
    paths = [_path(row, known) for row in _leaves(rows)]
    best: list[_Section] = []
    for depth in range(1, max(len(path) for path in paths) + 1):
        sections = _grouped(paths, depth)
        if len(sections) > _MAX_SECTIONS and best:
            break
        best = sections
        if len(sections) >= _ENOUGH_SECTIONS:
            break
    return best


def _path(row: dict[str, Any], known: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The item and all it stands under, outermost first."""
    path = [row]
    while (parent := known.get(path[0]["parent_id"])) is not None and parent not in path:
        path.insert(0, parent)
    return path


def _grouped(paths: list[list[dict[str, Any]]], depth: int) -> list[_Section]:
    sections: dict[str, _Section] = {}
    for path in paths:
        leaf = path[-1]
        ancestors = path[:-1]
        if ancestors:
            head = ancestors[min(depth, len(ancestors)) - 1]
            key, label = head["task_id"], f"{head['marker']}{head['title']}"
        else:
            key = label = leaf["section"] or _NO_SECTION
        sections.setdefault(key, _Section(label)).counts[leaf["status"]] += 1
    return list(sections.values())


def _label(section: _Section, ruler: Ruler) -> list[str]:
    return ruler.wrap(ruler.printable(section.label), 8, _LABEL_WIDTH, 2)


def _height(label: list[str]) -> float:
    return max(_BAR_HEIGHT, len(label) * _LINE_HEIGHT) + _ROW_GAP


def _fitting(sections: list[_Section], labels: dict[int, list[str]]) -> list[_Section]:
    room = A4_HEIGHT - _HEAD_HEIGHT - _FOOT_HEIGHT
    shown = []
    for section in sections:
        room -= _height(labels[id(section)])
        if room < 0:
            break
        shown.append(section)
    return shown


def _draw(page: Page, ruler: Ruler, sections: list[_Section], labels: dict[int, list[str]]) -> None:
    totals = [sum(section.counts.values()) for section in sections]
    scale = find_scale([0, *totals], _BAR_LEFT, _BAR_RIGHT, logarithmic=False, whole=True)
    bottom = page.height - _FOOT_HEIGHT
    for tick in scale.ticks:
        x = scale.place(tick)
        page.line((x, x), (_HEAD_HEIGHT, bottom), width=0.5)
        page.text(x, bottom + 8, _whole(tick), size=6.5, colour=SOFT_INK, align="center")
    y = _HEAD_HEIGHT
    for section, total in zip(sections, totals, strict=True):
        label = labels[id(section)]
        middle = y + _height(label) / 2
        for number, line in enumerate(label):
            offset = (number - (len(label) - 1) / 2) * _LINE_HEIGHT
            page.text(_MARGIN, middle + offset, line, size=8)
        done = 0
        for status, (colour, ink) in _COLOURS.items():
            count = section.counts[status]
            left, right = scale.place(done), scale.place(done + count)
            page.bar(left, middle - _BAR_HEIGHT / 2, right - left, _BAR_HEIGHT, colour=colour)
            if count and ruler.width(_whole(count), 7) + 3 <= right - left and count != total:
                page.text((left + right) / 2, middle, _whole(count), size=7, colour=ink, align="center")
            done += count
        page.text(scale.place(total) + 4, middle, _whole(total), size=7.5)
        y += _height(label)


def _whole(number: float) -> str:
    return format_number(Decimal(int(number)))
