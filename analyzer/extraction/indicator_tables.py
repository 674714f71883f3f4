"""Tables of indicators (主要指标表) read as targets: a row an indicator, a column a year.

Plans print them with the columns 序号 指标 单位 2020年 2025年 年均[累计] 属性; what a column holds is told by
its heading, which may stand in several rows with merged cells. Brackets mark what is reached over all years of
the plan together, as the footnote of 国民经济和社会发展五年规划纲要 says: ［］内为五年累计数.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from analyzer.extraction.masking import Mask
from analyzer.extraction.periods import year_period
from analyzer.extraction.quantities import QuantityFinder
from analyzer.lexicon import Lexicon
from analyzer.model import Check, Item, Metadata, SourceTable, Target
from analyzer.structure.folding import fold

_ORDINAL = re.compile(r"序号?|编号|序|号")
_INDICATOR = re.compile(
    r"(?:主要|具体|二级|三级|核心|发展|规划|监测|评价)?指标(?:名称|内容)?|(?:目标)?名称|项目"
)
_CATEGORY = re.compile(r"类别|类型|领域|维度|分类|一级指标|目标类别|方面")
_UNIT = re.compile(r"(?:计量)?单位")
_BINDING = re.compile(r"(?:指标)?(?:属性|性质)")
_GROWTH = re.compile(r"年均|累计|增速|增长率|增长\[?")
_WANTED = re.compile(r"目标|预期|规划|计划|期末")
_REACHED = re.compile(r"实际|现状|基期|基数|基准|完成|现值|当前")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_VALUE = re.compile(
    r"(?P<open>[\[(（〔【])?(?:累计(?:达到?)?|年均(?:增长)?|达到?)?"
    r"(?P<sign>>=|<=|[><≥≤~]|大于|小于|不低于|不少于|不高于|不超过|超过|低于|高于|约)?"
    r"(?P<number>-?\d[\d,]{0,20}(?:\.\d{1,8})?)(?:(?P<to>[-—–~至]{1,2})(?P<high>\d[\d,]{0,20}(?:\.\d{1,8})?))?"
    r"(?P<unit>[^\d\s\])）〕】]{0,10}?)(?P<bound>左右|以上|及以上|以下|以内|上下)?(?P<close>[\])）〕】])?"
)
_COMPARATORS = {
    ">": "gt", "大于": "gt", "超过": "gt", "高于": "gt", "≥": "ge", ">=": "ge", "不低于": "ge", "不少于": "ge",
    "<": "lt", "小于": "lt", "低于": "lt", "≤": "le", "<=": "le", "不高于": "le", "不超过": "le", "~": "approx",
    "约": "approx", "左右": "approx", "上下": "approx", "以上": "ge", "及以上": "ge", "以下": "le", "以内": "le",
}  # fmt: skip
_OWN_UNIT = re.compile(r"[（(]\s*(?P<unit>[^（）()]{1,10})\s*[)）]\s*\d{0,2}$")
_GROWING = re.compile(r"(?:年均)?(?:增长率?|增速|提高|提升|上升)(?:率)?$")
_FALLING = re.compile(r"(?:累计)?(?:降低|下降|减少|削减)(?:率|比例)?$")
_NUMBERED = re.compile(r"^[（(]?\d{1,3}[.、）)]?(?=[一-龥“])")
_NAMED = re.compile("[一-龥]{2}|[A-Z]{2}")
_FOOTNOTE = re.compile(r"(?<=[一-龥])\d{1,2}$|[*＊①-⑨]+$")
_MAX_HEADER_ROWS = 4
_MIN_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class TableReading:
    """What the tables of one document gave: targets, the spans understood, and those that were not."""

    targets: tuple[Target, ...] = ()
    understood: tuple[tuple[int, int], ...] = ()
    doubtful: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Columns:
    """What each column of one table holds, by its number."""

    indicator: int = -1
    unit: int = -1
    binding: int = -1
    values: dict[int, tuple[int | None, str]] = field(default_factory=dict)  # column -> year, status
    growth: set[int] = field(default_factory=set)
    body: int = 0  # the first row below the heading


@dataclass(frozen=True, slots=True)
class _Filled:
    """The text of one place of the grid; places of a merged cell share it."""

    text: str
    start: int
    own: bool  # whether the cell begins here


def with_tables(
    targets: Sequence[Target], unexplained: Sequence[tuple[int, int]], reading: TableReading
) -> tuple[tuple[Target, ...], tuple[tuple[int, int], ...]]:
    """Targets and unexplained numbers of the prose, with what the tables gave in place of their cells."""

    def outside(start: int) -> bool:
        return not any(low <= start < high for low, high in reading.understood)

    prose = [target for target in targets if outside(target.start)]
    merged = sorted([*prose, *reading.targets], key=lambda target: target.start)
    return tuple(merged), tuple(span for span in unexplained if outside(span[0]))


def find_doubtful_tables(reading: TableReading) -> list[Check]:
    """One check for every table of indicators whose columns were not understood."""
    whole = "这张表像指标表，但表头没有读懂，表里的数字按正文读出，请对照原文核对。"
    row = "指标表里这一行的指标名称断开了，没有读出，请对照原文补上。"
    inside = [any(low <= start < high for low, high in reading.understood) for start, _ in reading.doubtful]
    return [
        Check(
            "table_not_understood",
            "warning",
            row if within else whole,
            "指标表",
            "名称不全" if within else "表头不明",
            start,
            end,
        )
        for (start, end), within in zip(reading.doubtful, inside, strict=True)
    ]


class IndicatorTableReader:
    """Reads tables with the units of one lexicon.

    >>> from analyzer.lexicon import load_lexicon
    >>> from analyzer.structure.flat_tables import find_flat_tables
    >>> text = "序号\\t指标\\t单位\\t2025年\\t2030年\\t属性\\n1\\t森林覆盖率\\t%\\t61.2\\t>63\\t约束性"
    >>> reading = IndicatorTableReader(load_lexicon()).read(text, find_flat_tables(text), Metadata())
    >>> [(t.indicator, str(t.value), t.unit, t.comparator, t.status, t.binding) for t in reading.targets]
    [('森林覆盖率', '61.2', '%', 'eq', 'actual', '约束性'), ('森林覆盖率', '63', '%', 'gt', 'target', '约束性')]
    """

    def __init__(self, lexicon: Lexicon, identify: Callable[[str], str] = lambda name: "") -> None:
        """``identify`` gives the canonical indicator of a name, see ``TargetFinder.indicator_id``."""
        self._quantities = QuantityFinder(lexicon)
        self._identify = identify

    def read(
        self,
        text: str,
        tables: Sequence[SourceTable],
        metadata: Metadata,
        outline: Sequence[Item] = (),
    ) -> TableReading:
        """The targets of all tables that are tables of indicators; offsets are those of ``text``."""
        targets: list[Target] = []
        understood: list[tuple[int, int]] = []
        doubtful: list[tuple[int, int]] = []
        for table in tables:
            grid = _grid(text, table)
            columns = _find_columns(grid, metadata)
            found = self._rows(grid, columns, metadata) if columns else []
            doubtful.extend(_nameless(grid, columns) if columns and found else ())
            if found:
                section = _section(outline, table.start)
                targets.extend(
                    replace(target, value_text=text[target.start : target.end], section=section)
                    for target in found
                )
                understood.append((table.start, table.end))
            elif _looks_like_indicators(grid):
                doubtful.append((table.start, table.end))
        return TableReading(tuple(targets), tuple(understood), tuple(doubtful))

    def _rows(self, grid: Sequence[Sequence[_Filled]], columns: _Columns, metadata: Metadata) -> list[Target]:
        targets: list[Target] = []
        for row in grid[columns.body :]:
            name = _NUMBERED.sub("", row[columns.indicator].text)
            if _NAMED.search(name) is None:
                continue
            unit = row[columns.unit].text if columns.unit >= 0 else ""
            own = _OWN_UNIT.search(name)
            if own and not unit:
                unit, name = own["unit"], name[: own.start()]
            binding = row[columns.binding].text if columns.binding >= 0 else ""
            ends = [year for year, status in columns.values.values() if year and status == "target"]
            for number, cell in enumerate(row):
                if not cell.own:
                    continue
                if number in columns.values:
                    year, status = columns.values[number]
                    target = self._target(cell, name, unit, year, status, growth=False)
                elif number in columns.growth:
                    target = self._target(cell, name, unit, max(ends, default=None), "target", growth=True)
                else:
                    continue
                if target is not None:
                    line = " ".join(dict.fromkeys(filled.text for filled in row if filled.text))
                    targets.append(
                        replace(
                            target,
                            sentence=line,
                            binding=next((word for word in ("约束性", "预期性") if word in binding), ""),
                            region_code=metadata.region_code,
                            rule=f"table;{'growth' if number in columns.growth else 'value'};heading",
                        )
                    )
        return targets

    def _target(
        self, cell: _Filled, name: str, unit: str, year: int | None, status: str, growth: bool
    ) -> Target | None:
        match = _VALUE.fullmatch(cell.text)
        if match is None or (match["open"] is None) != (match["close"] is None):
            return None
        bare = _FOOTNOTE.sub("", name)
        unit = match["unit"] or unit
        falling, growing = _FALLING.search(bare), _GROWING.search(bare)
        measure, direction = "level", ""
        growth = growth or match["open"] in ("[", "【", "〔")
        if falling or growing:
            measure, direction = "growth", "down" if falling else "up"
        elif growth and not (unit == "%" and bare.endswith("率") and not match["open"]):
            measure, direction = ("change" if match["open"] else "growth"), "up"
            unit = ("百分点" if unit == "%" else unit) if match["open"] else "%"
        bare = _GROWING.sub("", _FALLING.sub("", bare)) or bare
        value, base_unit = self._value(match["number"], unit)
        high = self._value(match["high"], unit)[0] if match["high"] else None
        if value is None:
            return None
        bound = (
            "between" if high is not None else _COMPARATORS.get(match["sign"] or match["bound"] or "", "eq")
        )
        start = cell.start + match.start("number")
        end = cell.start + max(match.end("number"), match.end("high"), match.end("unit"))
        return Target(
            indicator=bare.strip(),
            indicator_id=self._identify(bare.strip()),
            value=value,
            value_max=high,
            unit=base_unit,
            value_text="",
            comparator=bound,
            measure=measure,
            direction=direction,
            status=status,
            tone="hard" if bound in ("ge", "le") else "soft" if bound == "approx" else "",
            period=year_period(year, f"{year}年") if year else None,
            binding="",
            scope="",
            region_code="",
            section="",
            sentence="",
            start=start,
            end=end,
            rule="",
        )

    def _value(self, number: str, unit: str) -> tuple[Decimal | None, str]:
        """A number with its unit in base units; a unit that no dictionary knows stays as it is written."""
        number = number.replace(",", "")
        sign, number = (-1, number[1:]) if number.startswith("-") else (1, number)
        found, _ = self._quantities.find(f"{number}{unit}", Mask([]))
        if (
            found
            and found[0].start == 0
            and found[0].value is not None
            and found[0].end == len(number + unit)
        ):
            return sign * found[0].value, found[0].unit
        if len(number.replace(".", "")) > _MAX_DIGITS:
            return None, unit
        return sign * Decimal(number), unit or "1"


_MAX_DIGITS = 18


def _nameless(grid: Sequence[Sequence[_Filled]], columns: _Columns) -> list[tuple[int, int]]:
    """The spans of rows that hold values but no name."""
    spans = []
    for row in grid[columns.body :]:
        values = [row[number] for number in (*columns.values, *columns.growth) if number < len(row)]
        if not row[columns.indicator].text and any(
            _VALUE.fullmatch(cell.text) for cell in values if cell.own
        ):
            spans.append((row[columns.indicator].start, values[-1].start + len(values[-1].text)))
    return spans


def _section(outline: Sequence[Item], position: int) -> str:
    """The headings that a position stands under, outermost first, as in the column ``section``."""
    inside = [item for item in outline if item.start <= position < item.end and not item.inline]
    return " > ".join(f"{item.marker}{item.title[:30]}" for item in inside)


def _grid(text: str, table: SourceTable) -> list[list[_Filled]]:
    """The table as rows of places; merged cells fill all their places."""
    empty = _Filled("", table.start, False)
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
                grid[row][column] = _Filled(squashed, start, (row, column) == (cell.row, cell.column))
    return grid


_MAX_PLACES = 200_000


def _find_columns(grid: Sequence[Sequence[_Filled]], metadata: Metadata) -> _Columns | None:
    """What the columns hold, or None where the heading is none of a table of indicators."""
    if len(grid) < 2 or len(grid[0]) < _MIN_COLUMNS:
        return None
    columns = _Columns()
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


def _continues(grid: Sequence[Sequence[_Filled]], body: int) -> bool:
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
        _VALUE.fullmatch(cell.text) and not _YEAR.fullmatch(cell.text.removesuffix("年"))
        for cell in row
        if cell.own
    )
    return (reaching > 0 or named > 0) and not numbered


def _settle_statuses(columns: _Columns, metadata: Metadata) -> None:
    """Of years without a word the earliest is the base; what lies before the document's date is reached."""
    years = [year for year, _ in columns.values.values() if year]
    first = min(years, default=None)
    written = metadata.date.year if metadata.date else None
    for number, (year, status) in columns.values.items():
        if status:
            continue
        past = year is not None and (year < written if written else len(years) > 1 and year == first)
        columns.values[number] = (year, "actual" if past else "target")


def _looks_like_indicators(grid: Sequence[Sequence[_Filled]]) -> bool:
    """Whether a table that was not understood speaks of indicators and holds numbers."""
    head = "".join(cell.text for row in grid[:2] for cell in row)
    numbers = sum(_VALUE.fullmatch(cell.text) is not None for row in grid[1:] for cell in row if cell.own)
    return (
        "指标" in head
        and re.search("目标|属性|预期|20[0-9]{2}", head) is not None
        and numbers >= _MIN_COLUMNS
    )
