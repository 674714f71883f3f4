"""Tables of indicators (主要指标表) read as targets: a row an indicator, a column a year.

Plans print them with the columns 序号 指标 单位 2020年 2025年 年均[累计] 属性; what a column holds is told by
its heading, which may stand in several rows with merged cells. Brackets mark what is reached over all years of
the plan together, as the footnote of 国民经济和社会发展五年规划纲要 says: ［］内为五年累计数.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from analyzer.extraction.masking import Mask
from analyzer.extraction.periods import year_period
from analyzer.extraction.quantities import QuantityFinder
from analyzer.extraction.table_headings import (
    VALUE,
    Columns,
    Filled,
    find_columns,
    lay_out,
    looks_like_indicators,
)
from analyzer.lexicon import Lexicon
from analyzer.model import Check, Item, Metadata, SourceTable, Target

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


@dataclass(frozen=True, slots=True)
class TableReading:
    """What the tables of one document gave: targets, the spans understood, and those that were not."""

    targets: tuple[Target, ...] = ()
    understood: tuple[tuple[int, int], ...] = ()
    doubtful: tuple[tuple[int, int], ...] = ()


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
            grid = lay_out(text, table)
            columns = find_columns(grid, metadata)
            found = self._rows(grid, columns, metadata) if columns else []
            doubtful.extend(_nameless(grid, columns) if columns and found else ())
            if found:
                section = _section(outline, table.start)
                targets.extend(
                    replace(target, value_text=text[target.start : target.end], section=section)
                    for target in found
                )
                understood.append((table.start, table.end))
            elif looks_like_indicators(grid):
                doubtful.append((table.start, table.end))
        return TableReading(tuple(targets), tuple(understood), tuple(doubtful))

    def _rows(self, grid: Sequence[Sequence[Filled]], columns: Columns, metadata: Metadata) -> list[Target]:
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
        self, cell: Filled, name: str, unit: str, year: int | None, status: str, growth: bool
    ) -> Target | None:
        match = VALUE.fullmatch(cell.text)
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


def _nameless(grid: Sequence[Sequence[Filled]], columns: Columns) -> list[tuple[int, int]]:
    """The spans of rows that hold values but no name."""
    spans = []
    for row in grid[columns.body :]:
        values = [row[number] for number in (*columns.values, *columns.growth) if number < len(row)]
        if not row[columns.indicator].text and any(VALUE.fullmatch(cell.text) for cell in values if cell.own):
            spans.append((row[columns.indicator].start, values[-1].start + len(values[-1].text)))
    return spans


def _section(outline: Sequence[Item], position: int) -> str:
    """The headings that a position stands under, outermost first, as in the column ``section``."""
    inside = [item for item in outline if item.start <= position < item.end and not item.inline]
    return " > ".join(f"{item.marker}{item.title[:30]}" for item in inside)
