"""An analysis as a notebook shows it: headline, a marked extract, and the first rows of its tables.

Small enough to stand below a cell, in light and dark notebooks, and everything from the document is escaped.
The whole is in the report, see :mod:`analyzer.presentation.report`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from analyzer.model import Analysis, Target, Task
from analyzer.presentation.cells import clean_text
from analyzer.presentation.columns import table
from analyzer.presentation.formats import format_value
from analyzer.presentation.report_marks import Mark, Marker
from analyzer.presentation.report_page import escape
from analyzer.presentation.report_text import find_paragraphs
from analyzer.structure.condense import condense

Fact = TypeVar("Fact")

_MAX_ROWS = 8
_MAX_EXTRACT = 420
_MAX_CELL = 60
# tints that show on white and on black; every status has a line of its own
_STYLE = """
div.policy-analysis{max-width:60em;line-height:1.6}
div.policy-analysis p{margin:.3em 0}
div.policy-analysis table{border-collapse:collapse;margin:.4em 0 .8em;font-size:inherit}
div.policy-analysis th,div.policy-analysis td{text-align:left;padding:.15em .9em .15em 0;vertical-align:baseline}
div.policy-analysis thead th{border-bottom:1px solid currentColor;font-weight:normal;opacity:.7}
div.policy-analysis .note{opacity:.7}
div.policy-analysis .t{padding:0 .1em;border-bottom:2px solid}
div.policy-analysis .target{background:rgba(213,94,0,.16);border-bottom:2px solid #d55e00}
div.policy-analysis .actual{background:rgba(0,114,178,.16);border-bottom:2px dotted #0072b2}
div.policy-analysis .standard{background:rgba(0,158,115,.16);border-bottom:3px double #009e73}
"""


def render(analysis: Analysis) -> str:
    """HTML for one cell of a notebook.

    >>> from analyzer import analyze
    >>> html = render(analyze("到2027年，全县高新技术企业总数达到120家以上。"))
    >>> '<span class="t target">120家</span>' in html, "高新技术企业总数" in html
    (True, True)
    """
    document = analysis.document
    title = document.metadata.title or document.doc_id
    parts = [
        f'<div class="policy-analysis"><style>{_STYLE}</style>',
        f"<p><strong>{escape(title)}</strong><br>{escape(_headline(analysis))}</p>",
        *_extract(analysis),
        *_rows("量化指标", ("指标", "数值", "性质", "年份"), analysis.targets, _target_cells),
        *_rows("任务", ("条目", "性质", "牵头单位"), analysis.tasks, _task_cells),
        *_rows("待核对", ("说明",), analysis.checks, lambda check: (check.message,)),
        "</div>",
    ]
    return clean_text("\n".join(parts))


def _headline(analysis: Analysis) -> str:
    words = _words("targets")
    counts = Counter(target.status for target in analysis.targets)
    split = "、".join(f"{label} {counts[word]}" for word, label in words.items() if counts[word])
    return (
        f"{len(analysis.targets)} 个量化指标{f'（{split}）' if split else ''}，"
        f"{len(analysis.tasks)} 个任务条目，{len(analysis.checks)} 处待核对，{len(analysis.document.text)} 字"
    )


def _words(name: str) -> dict[str, str]:
    """The Chinese words of the column ``status``."""
    return next(dict(column.enum) for column in table(name).columns if column.name == "status")


def _extract(analysis: Analysis) -> Iterable[str]:
    """The first paragraphs in which something is stated, with what is stated marked."""
    text = analysis.document.text
    marks = [
        Mark(target.start, target.end, f"t{number}", 0, f"t {target.status}")
        for number, target in enumerate(analysis.targets)
    ]
    marker = Marker(text)
    room = _MAX_EXTRACT
    blocks = find_paragraphs(analysis, condense(text))
    starts = [mark.start for mark in marks]
    telling = [b for b in blocks if bisect_left(starts, b.end) > bisect_left(starts, b.start)]
    for block in telling or blocks[:2]:
        if room <= 0:
            break
        end = min(block.end, block.start + room)
        # a mark is shown whole or not at all
        end = max((mark.end for mark in marks if mark.start < end < mark.end), default=end)
        more = "……" if end < block.end else ""
        yield f"<p>{marker.markup(block.start, end, marks)}{more}</p>"
        room -= end - block.start


def _rows(
    title: str, heads: Sequence[str], facts: Sequence[Fact], cells: Callable[[Fact], Sequence[str]]
) -> Iterable[str]:
    if not facts:
        return
    more = f"，前 {_MAX_ROWS} 行" if len(facts) > _MAX_ROWS else ""
    yield f'<p class="note">{title}（{len(facts)}{more}）</p>'
    yield f"<table><thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead><tbody>"
    for fact in facts[:_MAX_ROWS]:
        yield f"<tr>{''.join(f'<td>{escape(_cut(cell))}</td>' for cell in cells(fact))}</tr>"
    yield "</tbody></table>"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MAX_CELL else f"{line[:_MAX_CELL]}……"


def _target_cells(target: Target) -> tuple[str, ...]:
    value = format_value(
        target.value,
        target.unit,
        value_max=target.value_max,
        comparator=target.comparator,
        measure=target.measure,
        direction=target.direction,
    )
    year = str(target.period.end.year) if target.period and target.period.end else ""
    status = _words("targets").get(target.status, target.status)
    return target.indicator, value or target.value_text, status, year


def _task_cells(task: Task) -> tuple[str, ...]:
    status = _words("tasks").get(task.status, task.status)
    return f"{task.item.marker}{task.item.title}", status, "；".join(task.lead_agencies)
