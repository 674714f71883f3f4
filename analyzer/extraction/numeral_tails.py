"""What goes on behind a number: 四成三, 三倍半, 六十八元五角, 二斤一两; and two digits that leave it open: 七八十万.

Older reports write tenths and halves behind the unit; the value is that of both parts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from analyzer.extraction.numerals import parse_number, plain
from analyzer.model import Quantity

_DIGIT = "[一二两三四五六七八九]"
# 四成 | 三, 但 一成 | 五亿元 is none
_TENTHS = re.compile(f"(?P<half>半)|(?P<digit>{_DIGIT})(?![十百千万亿点成个年月日元人家户项条斤亩、至到])")
_HALF = re.compile("半(?!年|月|天|日|数|个|以)")
# 六十八元 | 五角二分
_COINS = re.compile(f"(?P<jiao>{_DIGIT})角(?:(?P<fen>{_DIGIT})分(?!之))?|(?P<only>{_DIGIT})分(?!之)")
# 二斤 | 一两
_OUNCES = re.compile(f"(?P<liang>{_DIGIT})两(?!个|年|次|级|地|国|省|市|县)")
_ROOT_OF_TWO = Decimal("1.41421356")
# 七八 | 十万, 三五 | 百
_OPEN = re.compile(f"(?P<low>{_DIGIT})(?P<high>{_DIGIT})(?P<rest>[十百千万亿][十百千万亿]*)")


def read_tail(text: str, quantity: Quantity) -> Quantity:
    """A quantity with what goes on behind its unit.

    Args:
        text: the condensed text.
        quantity: a number with its unit, as it stands in the text.

    >>> from decimal import Decimal
    >>> quantity = Quantity(0, 2, Decimal(40), None, "%", "ratio", "eq", "chinese")
    >>> tail = read_tail("四成三的亏损企业", quantity)
    >>> str(tail.value), tail.end
    ('43', 3)
    """
    value, end = quantity.value, quantity.end
    if value is None or quantity.comparator != "eq":
        return quantity
    sign = text[end - 1]
    if sign == "成" and (tenths := _TENTHS.match(text, end)):
        more = Decimal(5) if tenths["half"] else parse_number(tenths["digit"]) or Decimal(0)
        return replace(quantity, value=value + more, end=tenths.end())
    if sign == "倍" and _HALF.match(text, end):
        return replace(quantity, value=value + Decimal("0.5"), end=end + 1)
    if sign == "番" and _HALF.match(text, end):
        return replace(quantity, value=(value * _ROOT_OF_TWO).quantize(Decimal("0.0001")), end=end + 1)
    if sign == "元" and quantity.unit == "元" and (coins := _COINS.match(text, end)):
        jiao, fen = coins["jiao"] or "零", coins["fen"] or coins["only"] or "零"
        more = (parse_number(jiao) or 0) * Decimal("0.1") + (parse_number(fen) or 0) * Decimal("0.01")
        return replace(quantity, value=plain(value + more), end=coins.end())
    if sign == "斤" and (ounces := _OUNCES.match(text, end)):
        more = (parse_number(ounces["liang"]) or Decimal(0)) * Decimal("0.1")
        return replace(quantity, value=plain(value + more), end=ounces.end())
    return quantity


def read_open_digits(number: str) -> tuple[Decimal, Decimal] | None:
    """The ends of a number that two digits leave open: 七八十万 is from 700,000 to 800,000; None for others.

    >>> [str(end) for end in read_open_digits("七八十万")], read_open_digits("七十八万")
    (['700000', '800000'], None)
    """
    found = _OPEN.fullmatch(number)
    if found is None:
        return None
    low, high = (parse_number(found[end] + found["rest"]) for end in ("low", "high"))
    near = parse_number(found["low"]), parse_number(found["high"])
    if low is None or high is None or near[0] is None or near[1] is None:
        return None
    return (low, high) if 1 <= near[1] - near[0] <= 2 else None
