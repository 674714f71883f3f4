"""Numbers as people write them in Chinese: 53000000000 元 becomes 530亿元.

The tables keep exact base units; these forms are for charts and reports. The largest of 万亿, 亿 and 万 is
taken that leaves at most two decimals, as officials write 53618亿元 and not 5.3618万亿元.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

from analyzer.presentation.cells import plain_number

_SCALES = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
# typographic: as wide as +, and never taken for a hyphen
MINUS = "\N{MINUS SIGN}"
_SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "约"}
# 下降9%以上 is a change of at most minus 9%
_TURNED = {"ge": "le", "gt": "lt", "le": "ge", "lt": "gt"}
_WITH_MEASURE_WORD = {"百分点": "个百分点"}
_MAX_DECIMALS = 2
_MAX_PLAIN_DIGITS = 6
_ROUNDED = Context(prec=4, rounding=ROUND_HALF_EVEN)


def format_number(number: Decimal) -> str:
    """A number with 万, 亿 or 万亿 where that is shorter.

    Exact wherever a short exact form exists; else rounded to four digits.

    >>> [format_number(Decimal(text)) for text in ("53000000000", "5361800000000", "1370000000000", "3178")]
    ['530亿', '53618亿', '1.37万亿', '3178']
    >>> format_number(Decimal("1142305678901"))
    '1.142万亿'
    """
    return _short_form(number).replace("-", MINUS)


def _short_form(number: Decimal) -> str:
    size = abs(number)
    for scale, word in _SCALES:
        scaled = number / scale
        if (
            abs(scaled) >= 1
            and _decimals(scaled) <= _MAX_DECIMALS
            and len(str(int(abs(scaled)))) <= _MAX_PLAIN_DIGITS
        ):
            return plain_number(scaled) + word
    if size < 10**_MAX_PLAIN_DIGITS and _decimals(number) <= _MAX_DECIMALS + 2:
        return plain_number(number)
    for scale, word in _SCALES:
        if size >= scale:
            return plain_number(_ROUNDED.create_decimal(number / scale)) + word
    return plain_number(_ROUNDED.create_decimal(number))


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def format_value(
    value: Decimal | None,
    unit: str,
    *,
    value_max: Decimal | None = None,
    comparator: str = "eq",
    measure: str = "level",
    direction: str = "",
) -> str:
    """One stated quantity with its unit, sign and comparison; empty if it has no value.

    >>> format_value(Decimal("53000000000"), "元", comparator="ge")
    '≥530亿元'
    >>> format_value(Decimal("5"), "%", value_max=Decimal("6"), comparator="between", measure="growth")
    '5~6%'
    >>> format_value(Decimal("3"), "%", measure="growth", direction="down") == "\\N{MINUS SIGN}3%"
    True
    >>> format_value(Decimal("9"), "%", comparator="ge", measure="growth", direction="down")[0]
    '≤'
    >>> format_value(Decimal("2000"), "元", measure="change", direction="up")
    '+2000元'
    >>> format_value(Decimal("3"), "位", measure="rank")
    '第3位'
    """
    if value is None:
        return ""
    if direction == "down":
        comparator = _TURNED.get(comparator, comparator)
    bound = _SIGNS.get(comparator, "")
    sign = (
        MINUS
        if direction == "down"
        else "+"
        if direction == "up" and measure == "change" and not bound
        else ""
    )
    number = format_number(value)
    if value_max is not None:
        upper = format_number(value_max)
        number = f"{_without_common_scale(number, upper)}~{upper}"
    unit = "" if unit == "1" else _WITH_MEASURE_WORD.get(unit, unit)
    if measure == "rank":
        return f"第{number}{unit or '位'}"
    gap = " " if unit[:1].isascii() and unit[:1].isalpha() else ""
    return f"{bound}{sign}{number}{gap}{unit}"


def _without_common_scale(lower: str, upper: str) -> str:
    """100亿 beside 500亿 is written 100~500亿."""
    for _, word in _SCALES:
        if lower.endswith(word) and upper.endswith(word):
            return lower.removesuffix(word)
    return lower
