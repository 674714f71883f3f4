"""Numbers as officials write them, read exactly.

Arabic with thousands separators (1,100.9), with magnitudes (2.6万亿), Chinese (一百二十万, 两千多万, 一点五),
fractions (三分之一, 百分之八点五, 1/3). The result is a Decimal; nothing here is a float. Numbers of more than
18 integer digits or 10 decimals are no statistics: they have no value.
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_SMALL = {"十": 10, "百": 100, "千": 1000}
MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
MAX_INTEGER_DIGITS = 18
MAX_DECIMALS = 10

_ARABIC = re.compile(r"(?P<number>\d{1,30}(?:,\d{3}){0,8}(?:\.\d{1,30})?)(?P<magnitude>[十百千万亿兆]{0,5})")

# 1亿2千万, 1万2千亿, 3亿5000万: the second part counts in the magnitude behind it
_MIXED = re.compile(
    r"(?P<high>\d{1,6})(?P<step>[亿万])(?P<low>\d{1,4})(?P<sign>千?)(?P<magnitude>万亿|[万亿]?)"
)


def parse_number(text: str) -> Decimal | None:
    """The value of an Arabic or Chinese numeral with its magnitude, vague signs 多 余 几 left out.

    >>> [str(parse_number(text)) for text in ("2.6万亿", "1,100.9亿", "一百二十万", "两千多万", "一点五", "3000")]
    ['2600000000000', '110090000000', '1200000', '20000000', '1.5', '3000']
    >>> [str(parse_number(text)) for text in ("1亿2千万", "1万2千亿", "3亿5000万", "3万5千")]
    ['120000000', '1200000000000', '350000000', '35000']

    Returns None where the text is no number, or one with too many digits.
    """
    text = text.replace("多", "").replace("余", "").replace("来", "")
    match = _ARABIC.fullmatch(text)
    mixed = None if match else _MIXED.fullmatch(text)
    value = _arabic(match) if match else _mixed(mixed) if mixed else _chinese(text)
    if value is None:
        return None
    whole, _, decimals = f"{value:f}".partition(".")
    if len(whole.lstrip("-")) > MAX_INTEGER_DIGITS or len(decimals.rstrip("0")) > MAX_DECIMALS:
        return None
    return plain(value)


def plain(value: Decimal) -> Decimal:
    """The same value without exponent and without zeros at the end.

    >>> str(plain(Decimal("5.30E+10"))), str(plain(Decimal("2.50")))
    ('53000000000', '2.5')
    """
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def _arabic(match: re.Match[str]) -> Decimal | None:
    with localcontext() as context:
        context.prec = 80
        value = Decimal(match["number"].replace(",", ""))
        for sign in match["magnitude"]:
            value *= MAGNITUDES[sign]
        return value


def _mixed(match: re.Match[str]) -> Decimal:
    """The two parts of 1亿2千万; of 1万2千亿 both count in 亿."""
    low = Decimal(match["low"]) * (1000 if match["sign"] else 1)
    if match["step"] == "亿":
        return Decimal(match["high"]) * MAGNITUDES["亿"] + low * (10**4 if match["magnitude"] == "万" else 1)
    return (Decimal(match["high"]) * 10**4 + low) * (MAGNITUDES["亿"] if match["magnitude"] == "亿" else 1)


def _chinese(text: str) -> Decimal | None:
    if not text or len(text) > 40:
        return None
    whole, dot, decimals = text.partition("点")
    if dot:
        return _with_decimals(whole, decimals)
    if text[-1] == "半" and len(text) > 1:
        return None
    return _chinese_integer(text)


def _with_decimals(whole: str, decimals: str) -> Decimal | None:
    base = _chinese_integer(whole)
    digits = re.match(r"[零〇○一二两三四五六七八九]+", decimals)
    if base is None or digits is None:
        return None
    fraction = "".join(str(DIGITS[sign]) for sign in digits.group())
    value = Decimal(f"{base}.{fraction}")
    for sign in decimals[digits.end() :]:
        if sign not in MAGNITUDES:
            return None
        value *= MAGNITUDES[sign]
    return value


def _chinese_integer(text: str) -> Decimal | None:
    """Read an integer: sections of 千百十 up to 万 and 亿; a row of bare digits is read as digits."""
    if text and all(sign in DIGITS for sign in text):
        return Decimal("".join(str(DIGITS[sign]) for sign in text))
    if text.startswith("万亿"):
        text = "一" + text  # 突破万亿元
    total = section = 0
    digit: int | None = None
    last_unit = 0
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in _SMALL:
            section += (1 if digit is None else digit) * _SMALL[sign]
            digit, last_unit = None, _SMALL[sign]
        elif sign in MAGNITUDES:
            section += digit or 0
            if section == 0 and total == 0:
                return None
            scale = MAGNITUDES[sign]
            if section == 0 and total < 10**8 and sign == "万":
                total *= scale  # 五万万
                digit, last_unit = None, scale
                continue
            # 一万二千三百亿: all before 亿 is counted in 亿; 十四亿五千万: only what stands behind 亿 in 万
            total = (total + section) * scale if total < scale else total + section * scale
            section, digit, last_unit = 0, None, MAGNITUDES[sign]
        elif sign == "几":
            continue  # 一百几十亿 is read as its known part
        else:
            return None
    if digit is not None and last_unit >= 100 and text[-2] not in "零〇○":
        digit *= last_unit // 10  # 一万二 is 12,000
    return Decimal(total + section + (digit or 0))
