"""Which column of a table of indicators holds what, told by its heading.

The heading may stand in several rows with merged cells: 2030年目标 over 目标值 and 年均［累计］.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from analyzer.model import Metadata, SourceTable
from analyzer.structure.folding import fold

_INDICATOR = re.compile(
    r"(?:主要|具体|二级|三级|核心|发展|规划|监测|评价)?指标(?:名称|内容)?|(?:目标)?名称|项目"
)
_UNIT = re.compile(r"(?:计量)?单位")
_BINDING = re.compile(r"(?:指标)?(?:属性|性质)")
_GROWTH = re.compile(r"年均|累计|增速|增长率|增长\[?")
_WANTED = re.compile(r"目标|预期|规划|计划|期末")
_REACHED = re.compile(r"实际|现状|基期|基数|基准|完成|现值|当前")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
# a cell that holds a number: >60, 5左右, ［13.5］, 2800万人
VALUE = re.compile(
    r"(?P<open>[\[(（〔【])?(?:累计(?:达到?)?|年均(?:增长)?|达到?)?"
    r"(?P<sign>>=|<=|[><≥≤~]|大于|小于|不低于|不少于|不高于|不超过|超过|低于|高于|约)?"
    r"(?P<number>-?\d[\d,]{0,20}(?:\.\d{1,8})?)(?:(?P<to>[-—–~至]{1,2})(?P<high>\d[\d,]{0,20}(?:\.\d{1,8})?))?"
    r"(?P<unit>[^\d\s\])）〕】]{0,10}?)(?P<bound>左右|以上|及以上|以下|以内|上下)?(?P<close>[\])）〕】])?"
)
_MAX_HEADER_ROWS = 4
_MIN_COLUMNS = 3
_MAX_PLACES = 200_000


@dataclass(slots=True)
class Columns:
    """What each column of one table holds, by its number."""

    indicator: int = -1
    unit: int = -1
    binding: int = -1
    values: dict[int, tuple[int | None, str]] = field(default_factory=dict)  # column -> year, status
    growth: set[int] = field(default_factory=set)
    body: int = 0  # the first row below the heading


@dataclass(frozen=True, slots=True)
class Filled:
    """The text of one place of the grid; places of a merged cell share it."""

    text: str
    start: int
    own: bool  # whether the cell begins here


def lay_out(text: str, table: SourceTable) -> list[list[Filled]]:
    """The table as rows of places; merged cells fill all their places."""
    empty = Filled("", table.start, False)
    height = max((cell.row + cell.row_span for cell in table.cells), default=0)
    width = max((cell.column + cell.column_span for cell in table.cells), default=0)
    if height * width > _MAX_PLACES:
        return []
    grid = [[empty] * width for _ in range(height)]
    for cell in table.cells:
        raw = fold(text[cell.start : cell.end])
        lead = len(raw) - len(raw.lstrip())
        squashed = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", raw.strip())
        start = cell.start + lead
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                own = (row, column) == (cell.row, cell.column)
                before = grid[row][column]
                if own and before.own:  # a name over several lines
                    grid[row][column] = Filled(before.text + squashed, before.start, True)
                else:
                    grid[row][column] = Filled(squashed, start, own)
    return grid


def find_columns(grid: Sequence[Sequence[Filled]], metadata: Metadata) -> Columns | None:
    """What the columns hold, or None where the heading is none of a table of indicators."""
    if len(grid) < 2 or len(grid[0]) < _MIN_COLUMNS:
        return None
    columns = Columns()
    named: list[str] = []
    for body in range(1, min(_MAX_HEADER_ROWS, len(grid) - 1) + 1):
        headings = [
            "".join(dict.fromkeys(row[number].text for row in grid[:body])) for number in range(len(grid[0]))
        ]
        if not any(_INDICATOR.fullmatch(heading) for heading in headings):
            continue
        columns.body = body
        named = headings
        if not _continues(grid, body):
            break
    if not columns.body:
        return None
    for number, heading in enumerate(named):
        years = [int(year) for year in _YEAR.findall(heading)]
        if _GROWTH.search(heading):
            columns.growth.add(number)
        elif years or _WANTED.search(heading) or _REACHED.search(heading):
            status = "actual" if _REACHED.search(heading) else "target" if _WANTED.search(heading) else ""
            columns.values[number] = (years[-1] if years else None, status)
        elif _UNIT.fullmatch(heading):
            columns.unit = number
        elif _BINDING.fullmatch(heading):
            columns.binding = number
        elif _INDICATOR.fullmatch(heading):
            columns.indicator = number  # of several the last is the finest
    if columns.indicator < 0 or not (columns.values or columns.growth):
        return None
    _settle_statuses(columns, metadata)
    return columns


def _continues(grid: Sequence[Sequence[Filled]], body: int) -> bool:
    """Whether the heading goes on in the next row: a cell reaches into it, or it holds words of headings."""
    if body >= len(grid) - 1:
        return False
    row = grid[body]
    reaching = sum(not cell.own and bool(cell.text) for cell in row)
    named = sum(
        bool(_YEAR.search(cell.text) or _GROWTH.search(cell.text) or _UNIT.fullmatch(cell.text))
        for cell in row
    )
    numbered = any(
        VALUE.fullmatch(cell.text) and not _YEAR.fullmatch(cell.text.removesuffix("年"))
        for cell in row
        if cell.own
    )
    return (reaching > 0 or named > 0) and not numbered


def _settle_statuses(columns: Columns, metadata: Metadata) -> None:
    """Of years without a word the earliest is the base; what lies before the document's date is reached."""
    years = [year for year, _ in columns.values.values() if year]
    first = min(years, default=None)
    written = metadata.date.year if metadata.date else None
    for number, (year, status) in columns.values.items():
        if status:
            continue
        past = year is not None and (year < written if written else len(years) > 1 and year == first)
        columns.values[number] = (year, "actual" if past else "target")


def looks_like_indicators(grid: Sequence[Sequence[Filled]]) -> bool:
    """Whether a table that was not understood speaks of indicators and holds numbers."""
    head = "".join(cell.text for row in grid[:2] for cell in row)
    numbers = sum(VALUE.fullmatch(cell.text) is not None for row in grid[1:] for cell in row if cell.own)
    return (
        "指标" in head
        and re.search("目标|属性|预期|20[0-9]{2}", head) is not None
        and numbers >= _MIN_COLUMNS
    )
