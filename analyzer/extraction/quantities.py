"""Numbers with their units: ``530亿元`` → 53,000,000,000 元.

The text is scanned number by number; from each number the grammar works outwards: a vague 多/余, a magnitude,
the longest unit of ``dictionaries/units.tsv``, a second number where a range goes on. Numbers that are words
stand in :mod:`analyzer.extraction.number_words`. What a number means is not decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from analyzer.extraction.bare_numbers import counts_people, read_ratio, unit_by_surroundings
from analyzer.extraction.loose_numbers import is_loose
from analyzer.extraction.masking import NUMBER, Mask, Traps
from analyzer.extraction.number_words import find_fractions, find_number_words, find_ranks
from analyzer.extraction.numeral_tails import read_open_digits, read_tail
from analyzer.extraction.numerals import parse_number, plain
from analyzer.extraction.trace import Trace
from analyzer.extraction.unit_spans import VAGUE, Unit, UnitReader
from analyzer.lexicon import Entry, Lexicon
from analyzer.model import Quantity

_CONNECTOR = re.compile(
    r"(?:及以上|以上|（含）)?(?:[-–—~～－]{1,2}|至|到)(?=[\d零一二两三四五六七八九十百千])"
)
_UPWARDS = re.compile(
    r"(?:（含[^（）]{0,6}）)?及?以上(?:（含[^（）]{0,6}）)?(?:的?[、，至到且]|不足|不满|低于)?"
    r"(?=[\d零一二两三四五六七八九十百千])"
)
_DOWNWARDS = re.compile(r"(?:（(?:不含|含)[^（）]{0,6}）)?及?(?:以下|以内)")
_LIST_JOINT = re.compile("[、和]")
# 两个 | 及 | 两个以上
_SAME_AGAIN = re.compile("及|或者?")
_MAX_LIST = 6
_PAIR_OF_DIGITS = re.compile("[一二两]三|[一两]二|三四|四五|五六|六七|七八|八九")
_NEXT_DIGIT = re.compile("、?(?=[二三四五六七八九][^零一二三四五六七八九])")
_ISSUED = re.compile(r"(?:推出|出台|提出|落细|制定|细化|形成)[^，。；：\n]{0,20}\Z|共计?有?\Z")
_NEARLY = frozenset("近上超过约逾破数达在")
_AND_MORE = ("元以上", "元及以上")
# 十个工作日内, 十日以下, 可以延长十日
_TERM_OF_TEN = re.compile("(?:个工作日|日|天|个月|年|小时)以?[内上下]|(?:个工作日|日|天|个月)[，。；]")
_MAGNITUDES = frozenset("万亿")
_AT_LEAST = re.compile("(?<![以之身线路早晚网跨迈站跃登冲])上\\Z")
# 坡度 | 25度 | 以上的陡坡地: degrees, not kilowatt-hours
_INCLINED = re.compile(
    "(?:坡度?|角度?|倾角|[东西]经|[南北]纬|温|温度|烧|发热|零下)(?:在|为|达|到|至|于|超过|大于|小于|高于|低于|不足|不得|不)*$"
)
_SLOPE = re.compile("(?:及?以[上下内])?的?(?:缓|陡)?坡")
# 体温超过37.3 | 度
_WARMTH = re.compile("(?:体温|气温|水温|温度|高温|低温|发热|发烧|最高|最低)[^，。；0-9]{0,8}$")
_FEVER = re.compile(r"3[67]\.\d度")
_TEMPERATURES = frozenset({"℃", "度"})
_PRICED = re.compile(
    "每(?:立方米|吨|度|千瓦时|公斤|市?斤|担|尺|米|张|次|件|份|盏|瓶)(?:加价|补贴|收取|收费|为|是|提高|降低)?$"
)
# 自然增长率 | -2.64‰
_OF_RATE = re.compile(r"(?:率|增长|增速|指数|涨幅|温度?|为|[（(])\Z")
_MINUS = frozenset("-\uff0d\u2212")


@dataclass(frozen=True, slots=True)
class NumberPart:
    """A numeral of a quantity with the unit right behind it, if there is one: 100 and 500亩 of 100—500亩."""

    start: int
    number_end: int
    end: int
    unit: Unit | None


class QuantityFinder:
    """Finds the quantities of a text with the units and traps of one lexicon."""

    def __init__(self, lexicon: Lexicon, trace: Trace | None = None) -> None:
        self._trace = trace
        self._units = UnitReader(lexicon)
        self._traps = Traps(lexicon)

    def find(self, text: str, mask: Mask) -> tuple[list[Quantity], list[tuple[int, int]]]:
        """Quantities of a condensed text in order, and the Arabic numbers that nothing explains.

        Positions are those of the condensed text; ``comparator`` is ``gt`` for an inner 多/余, ``between``
        for a range, else ``eq``.
        """
        found: list[Quantity] = [
            *find_number_words(text, mask),
            *find_fractions(text, mask),
            *find_ranks(text, mask),
        ]
        taken = Mask([(quantity.start, quantity.end) for quantity in found])
        unexplained: list[tuple[int, int]] = []
        at = 0
        for match in NUMBER.finditer(text):
            start, end = match.span()
            if start < at:
                continue
            reason, trap = self._excluded(text, start, end, mask, taken)
            quantity = None if reason else self._read(text, start, end, mask)
            if quantity is not None and not taken.covers(quantity.end - 1):
                found.append(quantity)
                at = quantity.end
                continue
            if not reason and quantity is None and text[start].isdigit() and is_loose(text, start, end):
                unexplained.append((start, end))
                reason = "loose"
            if self._trace is not None:
                self._trace.leave_out(start, end, reason or "bare", trap)
        return sorted(found, key=lambda quantity: quantity.start), unexplained

    def parts(self, text: str, quantity: Quantity) -> list[NumberPart]:
        """The numerals of a quantity that was found in a text, each with its unit."""
        parts: list[NumberPart] = []
        for match in NUMBER.finditer(text, quantity.start, quantity.end):
            if parts and match.start() < parts[-1].end:
                continue
            number_end, end, unit = self._units.split(text, *match.span())
            parts.append(NumberPart(match.start(), number_end, end, unit))
        return parts

    def _excluded(self, text: str, start: int, end: int, mask: Mask, taken: Mask) -> tuple[str, Entry | None]:
        """Why a numeral begins no quantity whatever stands behind it; an empty reason if it may."""
        if mask.covers(start):
            return "masked", None
        if taken.covers(start) or taken.covers(end - 1):
            return "word", None
        if (
            start
            and text[start - 1].isascii()
            and (text[start - 1].isalpha() or text[start - 1] in "._-/")
            and not _is_negative(text, start)
        ):
            return "latin", None
        trap = self._traps.find(text, start, end)
        if trap and trap["kind"] == "set" and text[end : end + 1] in "项条" and text[start].isdigit():
            # 推出84项政策措施 counts what was issued; 十条措施 is a name
            trap = None if _ISSUED.search(text, max(0, start - 24), start) else trap
        return ("trap", trap) if trap else ("", None)

    def _read(self, text: str, start: int, end: int, mask: Mask) -> Quantity | None:
        if _PAIR_OF_DIGITS.fullmatch(text, start, end):  # 两三个, 两、三倍: from two to three
            end = start + 1
        first = self._single(text, start, end)
        if first is None:
            return None
        connector = _CONNECTOR.match(text, first.end)
        if (
            connector is None
            and first.form == "bare"
            and first.value is not None
            and text[start] in "一两二三四五六七八"
        ):
            connector = _NEXT_DIGIT.match(text, start + 1)
            if connector and parse_number(text[connector.end()]) != first.value + 1:
                connector = None
        if (
            connector
            and text[start - 1 : start] not in ("从", "由", "自")
            and not mask.covers(connector.end())
        ):
            second_match = NUMBER.match(text, connector.end())
            second = second_match and self._single(text, second_match.start(), second_match.end())
            covered = second_match and self._traps.find(text, second_match.start(), second_match.end())
            if (
                second
                and not covered
                and (second.unit or second.form == "bare")
                and _one_range(first, second)
            ):
                if text[second.end - 1] == "成" and not first.unit and first.value is not None:
                    first = replace(first, value=first.value * 10)  # 五至六成
                return self._range(first, second) if second.unit else None
            if covered:
                return None
        if first.form == "bare":
            return self._bare(text, first)
        joint = _SAME_AGAIN.match(text, first.end) if first.unit else None
        if joint and text.startswith(text[start : first.end] + "以上", joint.end()):
            return replace(first, end=joint.end() + first.end - start)  # 两个及两个以上
        chinese = first.form == "chinese" and connector is None
        digits = text[start : self._units.split(text, start, end)[0]] if chinese else ""
        if ends := read_open_digits(digits):
            scale = first.value / ends[1] if first.value is not None else Decimal(1)
            low, high = (plain(bound * scale) for bound in ends)
            return replace(first, value=low, value_max=high, comparator="between", form="range")
        if chinese:
            first = read_tail(text, first)
        upwards = _UPWARDS.match(text, first.end) if first.unit and connector is None else None
        top = NUMBER.match(text, upwards.end()) if upwards else None
        upper = top and self._single(text, top.start(), top.end())
        below = upwards is not None and upwards.group().endswith(("不足", "不满", "低于"))
        if upper and upper.unit == first.unit and (below or _DOWNWARDS.match(text, upper.end)):
            return self._range(first, upper)  # 75分以上90分以下
        return first if first.unit else None

    def _single(self, text: str, start: int, end: int) -> Quantity | None:
        """A number with its unit; ``unit`` is empty where none follows (form ``bare``)."""
        chinese = not text[start].isdigit()
        if ((end - start == 1 and text[start] in "十百千万亿") or text[start:end] == "万亿") and (
            text[start - 1 : start] not in _NEARLY
            and text[end : end + 1] not in VAGUE
            and not text.startswith(_AND_MORE, end)
            and not (text[start] == "十" and text[start - 1] != "月" and _TERM_OF_TEN.match(text, end))
        ):
            return None  # 千 of 千瓦时; but 近千人, 上百家, 亿元以上项目
        number_end, unit_end, unit = self._units.split(text, start, end)
        number = text[start:number_end]
        alone = number in _MAGNITUDES and (end - start == 1 and text[start - 1 : start] != "数")
        value = parse_number(f"一{number}" if alone else number.replace("来", "多"))
        if value is None and not number[0].isdigit():
            return None
        vague = "approx" if "来" in number else "gt" if any(sign in number for sign in VAGUE) else "eq"
        if "多" in text[number_end:unit_end]:
            vague = "gt"  # 2个多百分点
        if text[start] in "十百千万亿" and _AT_LEAST.search(text, max(0, start - 2), start):
            vague = "ge"  # 上百名
        form = ("chinese" if chinese else "arabic") if unit else "bare"
        if unit and text[number_end:unit_end] == "度":
            inclined = _INCLINED.search(text, max(0, start - 12), start) or _SLOPE.match(text, unit_end)
            unit = Unit("度", "other", Decimal(1), unit.rows) if inclined else unit
            if _WARMTH.search(text, max(0, start - 12), start) or _FEVER.match(text[start:unit_end]):
                unit = Unit("℃", "other", Decimal(1), unit.rows)
        if unit and text[number_end:unit_end] == "分" and _PRICED.search(text, max(0, start - 10), start):
            unit = Unit("元", "money", Decimal("0.01"), unit.rows)  # 每立方米 | 五分
        below = unit and unit.base in _TEMPERATURES and text.endswith("零下", 0, start)
        if value is not None and (below or _is_negative(text, start)):
            value = -value
        scaled = plain(value * unit.factor) if value is not None and unit else value
        return Quantity(
            start, unit_end, scaled, None, unit.base if unit else "", unit.kind if unit else "", vague, form
        )

    def _bare(self, text: str, first: Quantity) -> Quantity | None:
        """A number without a unit: persons counted (551万农村贫困人口), an index (倍差1.96), or none."""
        number = text[first.start : first.end].rstrip(VAGUE)
        nearly = text[first.start - 1 : first.start] in _NEARLY
        if number and number[-1] in "万亿" and (number[0].isdigit() or len(number) > 1 or nearly):
            if counts_people(text, first):
                return replace(first, unit="人", kind="person", form="counted")
            sibling = self._next_with_unit(text, first.end)
            if sibling:
                return replace(first, unit=sibling.unit, kind=sibling.kind, form="listed")
            if told := unit_by_surroundings(text, first):
                return replace(first, unit=told[0], kind=told[1], form="counted")
        return read_ratio(text, first, number)

    def _next_with_unit(self, text: str, end: int) -> Quantity | None:
        """The number with a unit that a list ends with: 1.28万亿、1.18万亿、8200亿元."""
        for _ in range(_MAX_LIST):
            joint = _LIST_JOINT.match(text, end)
            following = joint and NUMBER.match(text, joint.end())
            if not following:
                return None
            sibling = self._single(text, following.start(), following.end())
            if sibling is None or sibling.unit:
                return sibling
            end = sibling.end
        return None

    def _range(self, first: Quantity, second: Quantity) -> Quantity:
        low, high = first.value, second.value
        if not first.unit and low is not None and high is not None:
            unit_scale = high / second_digits if (second_digits := _leading(second, high)) else Decimal(1)
            if low * unit_scale <= high and unit_scale > 1 and low < unit_scale:
                low = plain(low * unit_scale)
        return replace(
            second, start=first.start, value=low, value_max=high, comparator="between", form="range"
        )


def _is_negative(text: str, start: int) -> bool:
    """Whether a sign before a number makes it negative: 自然增长率 | -2.64‰, but not PM-2.5 and 1-3个月."""
    if text[start - 1 : start] not in _MINUS:
        return False
    return _OF_RATE.search(text, max(0, start - 8), start - 1) is not None


def _leading(quantity: Quantity, value: Decimal) -> Decimal:
    """The digits of a number before its magnitude: 5 of 5万."""
    digits = value
    while digits >= 10000 and digits % 10000 == 0:
        digits /= 10000
    return digits if digits else Decimal(0)


def _one_range(first: Quantity, second: Quantity) -> bool:
    if first.value is None or second.value is None:
        return False
    if first.unit and first.unit != second.unit:
        return False
    return first.unit != "" or first.value <= second.value
