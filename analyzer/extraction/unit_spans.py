"""Where a numeral ends and its unit begins: 10多|万千瓦, 三十万|千瓦, 530亿|元.

The units are the rows of ``dictionaries/units.tsv``; a rate of two of them (元/笔) need not be a row of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from analyzer.lexicon import Entry, Lexicon

# signs that make a number vague: 10多, 300余, 60来
VAGUE = "多余来"
_ALONE = re.compile(r"[\t >≥<≤]*[\d,.]{1,30}[万亿]?")
_MAGNITUDE = re.compile(r"[十百千万亿兆]{1,4}")
# nouns that begin with a classifier: 上亿群众
_NOUNS = ("群众", "群体", "群落")
# Latin letters that go on behind a unit: the L of 第二LNG接收站 is no litre
_LETTERS = re.compile("[A-Za-z]{2}")
# 0.6人/ | 百 | 亿元, 5人/ | 10万 | 人
_PER_SIZE = re.compile(r"\d{0,3}[十百千万亿]{1,3}")
# 元/月·户
_MOST_BELOW = 2
# 5600套（间）, 辆（艘、架）次: things that are counted with several classifiers
_OR_UNIT = re.compile("（(?P<units>[一-龥]{1,3}(?:、[一-龥]{1,3}){0,4})）次?")


@dataclass(frozen=True, slots=True)
class Unit:
    """A base unit, its kind, how many of it the written unit is, and the dictionary rows that say so."""

    base: str
    kind: str
    factor: Decimal
    rows: tuple[Entry, ...] = ()


class UnitReader:
    """Reads numerals with the units of one lexicon.

    >>> from analyzer.lexicon import load_lexicon
    >>> text = "装机三十万千瓦"
    >>> UnitReader(load_lexicon()).split(text, 2, 5)[:2]
    (5, 7)
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._units = {
            entry["unit"]: Unit(entry["base"], entry["kind"], Decimal(entry["factor"]), (entry,))
            for entry in lexicon["units"]
        }
        self._longest = max(map(len, self._units))
        self._first_signs = frozenset(unit[0] for unit in self._units)

    def split(self, text: str, start: int, end: int) -> tuple[int, int, Unit | None]:
        """Where the numeral and its unit end, and the unit, for a run of digits or numerals.

        ``text`` is condensed, ``start`` and ``end`` are those of the run (see :data:`masking.NUMBER`); the unit is
        None where none follows.
        """
        chinese = not text[start].isdigit()
        best: tuple[int, int, Unit] | None = None  # end of the numeral, end of the unit, unit
        for number_end in self._number_ends(text, start, end, chinese):
            unit_end, unit = self._unit_at(text, number_end)
            if unit is None:
                continue
            # of two readings that end together the longer unit is meant: 三十万|千瓦, not 三十万千|瓦
            if best is None or (unit_end, -number_end) > (best[1], -best[0]):
                best = (number_end, unit_end, unit)
        return best or (*_whole_number(text, end, chinese), None)

    def _number_ends(self, text: str, start: int, end: int, chinese: bool) -> Iterator[int]:
        """Where the number may end and its unit begin: 10|多|万|千瓦, 十万|千瓦."""
        if chinese:
            yield end
            if end - start > 1 and text[end - 1] in "千百":
                yield end - 1  # 五十五 | 千克
            vague = re.compile(rf"[{VAGUE}]([十百千万亿]{{0,3}})").match(text, end)
            if vague:
                yield vague.end()
                if vague.end() - end > 1 and text[vague.end() - 1] in "千百":
                    yield vague.end() - 1
            return
        at = end
        if at < len(text) and text[at] in VAGUE:
            at += 1
            yield at
        else:
            yield at
        magnitude = _MAGNITUDE.match(text, at)
        for stop in range(at + 1, (magnitude.end() if magnitude else at) + 1):
            yield stop
            if stop < len(text) and text[stop] in VAGUE:
                yield stop + 1
                if text[stop + 1 : stop + 2] == "亿":
                    yield stop + 2  # 4万多亿元

    def _unit_at(self, text: str, at: int) -> tuple[int, Unit | None]:
        if text[at : at + 1].isspace():
            if text[at] == "\n" and _ALONE.fullmatch(text, text.rfind("\n", 0, at) + 1, at):
                return at, None  # a number alone on its line: the cell of a table
            at += 1
        if text[at : at + 1] not in self._first_signs or text.startswith(_NOUNS, at):
            return at, None
        for length in range(min(self._longest, len(text) - at), 0, -1):
            unit = self._units.get(text[at : at + length])
            if unit is not None and text.startswith("点位", at + length - 1):
                continue  # 30个 | 点位
            if unit is not None and not _LETTERS.match(text, at + length - 1):
                return self._per(text, at + length, unit)
        return at, None

    def _per(self, text: str, end: int, unit: Unit) -> tuple[int, Unit]:
        """A rate that the dictionary has not as a whole: 元/笔, 人/百亿元, 元/月·户."""
        for _ in range(_MOST_BELOW):
            if text[end : end + 1] not in (("/", "·") if unit.kind == "rate" else ("/",)):
                break
            size = _PER_SIZE.match(text, end + 1)
            start = size.end() if size else end + 1
            fits = (
                length
                for length in range(min(4, len(text) - start), 0, -1)
                if text[start : start + length] in self._units
            )
            length = next(fits, 0)
            if not length:
                break
            below = self._units[text[start : start + length]]
            joint = "·" if unit.kind == "rate" else "/"
            base = f"{unit.base}{joint}{text[end + 1 : start]}{below.base}"
            end, unit = start + length, Unit(base, "rate", unit.factor, unit.rows + below.rows)
        other = _OR_UNIT.match(text, end) if unit.kind in ("count", "person") else None
        if other and all(word in self._units for word in other["units"].split("、")):
            return other.end(), replace(unit, base=unit.base + other.group())
        return end, unit


def _whole_number(text: str, end: int, chinese: bool) -> tuple[int, int]:
    """The end of a number without a unit, with its vague sign and magnitude."""
    at = end
    if at < len(text) and text[at] in VAGUE and not chinese:
        at += 1
    magnitude = _MAGNITUDE.match(text, at)
    at = magnitude.end() if magnitude else at
    if at < len(text) and text[at] in VAGUE:
        at += 1
    return at, at
