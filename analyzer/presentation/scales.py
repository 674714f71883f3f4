"""From values to places on paper: linear and logarithmic scales with few, round ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_MAX_TICKS = 6
# beyond two decades small values would all stand at the edge of a linear scale
_LOG_RATIO = 100.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps ``low`` to ``left`` and ``high`` to ``right``; ``ticks`` are round values in between."""

    low: float
    high: float
    left: float
    right: float
    logarithmic: bool
    ticks: tuple[float, ...]

    def holds(self, value: float) -> bool:
        """Whether the value has a place; a zero has none on a logarithmic scale."""
        return not self.logarithmic or value > 0

    def place(self, value: float) -> float:
        """The x of a value."""
        if self.logarithmic:
            share = math.log10(value / self.low) / math.log10(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)


def find_scale(
    values: Iterable[float],
    left: float,
    right: float,
    *,
    bounds: tuple[float, float] | None = None,
    logarithmic: bool = True,
    whole: bool = False,
) -> Scale:
    """A scale that holds all values: logarithmic if the positive ones span more than two decades.

    Zeros have no place on a logarithmic scale (see :meth:`Scale.holds`); a negative value makes it linear.

    ``bounds`` fixes a linear scale where the values fit into it, such as 0 to 100 for shares;
    ``logarithmic=False`` forbids the other kind (bars begin at 0); ``whole`` allows only integer ticks.

    >>> find_scale([3, 48], 0, 100).ticks
    (0.0, 10.0, 20.0, 30.0, 40.0, 50.0)
    >>> find_scale([2e6, 5e10], 0, 100).ticks
    (1000000.0, 10000000.0, 100000000.0, 1000000000.0, 10000000000.0, 100000000000.0)
    """
    known = list(values)
    low, high = min(known), max(known)
    if bounds and bounds[0] <= low and high <= bounds[1]:
        return _linear(*bounds, left, right, whole)
    if logarithmic and low >= 0 and is_wide(known):
        return _logarithmic(min(value for value in known if value > 0), high, left, right)
    return _linear(min(low, 0.0), max(high, 0.0), left, right, whole)


def is_wide(values: Iterable[float]) -> bool:
    """Whether the positive values span more than two decades.

    >>> is_wide([0, 3, 200]), is_wide([0, 3, 400]), is_wide([-5, 0])
    (False, True, False)
    """
    positive = [value for value in values if value > 0]
    return bool(positive) and max(positive) > _LOG_RATIO * min(positive)


def find_date_scale(first: date, last: date, left: float, right: float) -> Scale:
    """A linear scale of days (``date.toordinal``) with ticks at the beginnings of years, or of months.

    >>> scale = find_date_scale(date(2025, 12, 31), date(2030, 6, 30), 0, 100)
    >>> [date.fromordinal(int(tick)).isoformat() for tick in scale.ticks]
    ['2025-01-01', '2026-01-01', '2027-01-01', '2028-01-01', '2029-01-01', '2030-01-01', '2031-01-01']
    """
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((step for step in (1, 3, 6, 12) if months <= step * _MAX_TICKS), 0)
    if not step:
        years = math.ceil(months / 12 / _MAX_TICKS)
        step = 12 * next(
            round_years for round_years in (1, 2, 5, 10, 20, 50, 100, 10_000) if round_years >= years
        )
    start = first.year * 12 + first.month - 1
    start -= start % step
    end = last.year * 12 + last.month
    ticks = [start]
    while ticks[-1] < end:
        ticks.append(ticks[-1] + step)
    days = tuple(float(_month_start(tick)) for tick in ticks)
    return Scale(days[0], days[-1], left, right, False, days)


def _month_start(month: int) -> int:
    """The first day of a month counted from year 0; years beyond the calendar are its ends."""
    year = min(max(month // 12, date.min.year), date.max.year)
    return date(year, month % 12 + 1, 1).toordinal()


def _linear(low: float, high: float, left: float, right: float, whole: bool) -> Scale:
    step = _round_step((high - low or 1.0) / (_MAX_TICKS - 1))
    if whole:
        step = max(1.0, step)
    first, last = math.floor(low / step), math.ceil(high / step)
    last = max(last, first + 1)
    ticks = tuple(index * step for index in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], left, right, False, ticks)


def _round_step(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= step * 0.999)


def _logarithmic(low: float, high: float, left: float, right: float) -> Scale:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    stride = math.ceil((last - first) / _MAX_TICKS)
    ticks = tuple(10.0**exponent for exponent in range(first, last + 1, stride))
    return Scale(10.0**first, 10.0**last, left, right, True, ticks)
