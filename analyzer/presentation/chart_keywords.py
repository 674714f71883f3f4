"""Chart of the keywords: the first terms of one document, or those that most documents share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analyzer.presentation.drawing import (
    BLUE,
    SOFT_INK,
    VERMILION,
    Page,
    Ruler,
    heading,
    legend,
    message,
)
from analyzer.presentation.scales import find_scale
from analyzer.presentation.tables import records

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure

_MARGIN = 36.0
_MOST = 40
_LABEL_WIDTH = 150.0
_AXIS_LEFT, _AXIS_RIGHT = 200.0, 450.0
_NOTE_LEFT = 462.0
_ROW_HEIGHT = 14.0
_HEAD_HEIGHT, _FOOT_HEIGHT = 82.0, 56.0


@dataclass(frozen=True, slots=True)
class _Term:
    term: str
    value: float
    note: str
    is_new: bool


def chart_keywords(keywords: pandas.DataFrame) -> Figure:
    """Draw the keywords table: the 40 first terms, on one A4 page."""
    rows = records(keywords)
    if not rows:
        return message("没有可画的关键词：正文太短，或没有可用的词语。")
    documents = list(dict.fromkeys(row["doc_id"] for row in rows))
    if len(documents) > 1:
        terms = _shared_terms(rows)
        subtitle = f"{len(documents)} 份文件；按列为关键词的文件数排列"
        unit = "文件数"
    else:
        terms = _first_terms(rows)
        subtitle = f"{documents[0]}；按得分排列，第 1 名为 100"
        unit = "相对得分"
    ruler = Ruler()
    shown = terms[:_MOST]
    page = Page(_HEAD_HEIGHT + _FOOT_HEIGHT + len(shown) * _ROW_HEIGHT)
    heading(page, ruler, "关键词", subtitle, _MARGIN)
    if any(term.is_new for term in shown):
        entries = [("o", BLUE, "词典中的词", False), ("o", VERMILION, "新词", True)]
        legend(page, ruler, _AXIS_LEFT, _HEAD_HEIGHT - 14, entries)
    _draw(page, ruler, shown, unit, whole=len(documents) > 1)
    note = f"另有 {len(terms) - len(shown)} 个词未画；" if len(terms) > len(shown) else ""
    page.text(_MARGIN, page.height - 22, f"{note}全部数据见 keywords.csv。", size=7, colour=SOFT_INK)
    return page.figure


def _first_terms(rows: list[dict[str, Any]]) -> list[_Term]:
    best = max((row["score"] or 0.0) for row in rows) or 1.0
    return [
        _Term(
            row["term"],
            max(0.0, 100 * (row["score"] or 0.0) / best),
            f"{row['count']} 次",
            bool(row["is_new"]),
        )
        for row in sorted(rows, key=lambda row: row["rank"])
    ]


def _shared_terms(rows: list[dict[str, Any]]) -> list[_Term]:
    spread: dict[str, set[str]] = {}
    counts: dict[str, int] = {}
    new: dict[str, bool] = {}
    for row in rows:
        spread.setdefault(row["term"], set()).add(row["doc_id"])
        counts[row["term"]] = counts.get(row["term"], 0) + row["count"]
        new[row["term"]] = bool(row["is_new"])
    ranked = sorted(spread, key=lambda term: (-len(spread[term]), -counts[term], term))
    return [_Term(term, float(len(spread[term])), f"共 {counts[term]} 次", new[term]) for term in ranked]


def _draw(page: Page, ruler: Ruler, terms: list[_Term], unit: str, *, whole: bool) -> None:
    values = [0.0, *(term.value for term in terms)]
    scale = find_scale(values, _AXIS_LEFT, _AXIS_RIGHT, logarithmic=False, whole=whole)
    bottom = page.height - _FOOT_HEIGHT
    for tick in scale.ticks:
        x = scale.place(tick)
        page.line((x, x), (_HEAD_HEIGHT, bottom), width=0.5)
        page.text(x, bottom + 8, f"{tick:g}", size=6.5, colour=SOFT_INK, align="center")
    page.text(_NOTE_LEFT, bottom + 8, unit, size=6.5, colour=SOFT_INK)
    for number, term in enumerate(terms):
        y = _HEAD_HEIGHT + (number + 0.5) * _ROW_HEIGHT
        x = scale.place(term.value)
        colour = VERMILION if term.is_new else BLUE
        page.text(_MARGIN, y, ruler.cut(ruler.printable(term.term), 8.5, _LABEL_WIDTH), size=8.5)
        page.line((_AXIS_LEFT, x), (y, y), colour=colour, width=1.4)
        page.mark(x, y, "o", colour=colour, hollow=term.is_new)
        page.text(_NOTE_LEFT, y, term.note, size=7.5, colour=SOFT_INK)
