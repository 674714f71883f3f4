"""A number in each of Word's numbering formats: 一 二 十一, 甲 乙, ①, １, iv, 01.

Formats and their names: ECMA-376 part 1, 17.18.59 ST_NumberFormat, for which Word differs from the text of the
standard in what it writes for numbers of three digits and more ([MS-OI29500]). Formats of other scripts are
given in plain digits.
"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# a hostile start value must not make a label of megabytes
_MAX_REPEAT = 30
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def format_number(number: int, name: str, pattern: str = "") -> str:
    """The number as Word writes it in a list; unknown formats are plain digits.

    ``pattern`` is the example that comes with the format ``custom``: ``001, 002, 003, ...``.

    >>> [format_number(11, name) for name in ("chineseCountingThousand", "ideographDigital", "lowerRoman")]
    ['十一', '一一', 'xi']
    >>> [format_number(3, name) for name in ("ideographTraditional", "decimalEnclosedCircle", "decimalZero")]
    ['丙', '③', '03']
    """
    if name in ("none", "bullet"):
        return ""
    if name == "custom":
        width = len(pattern.split(",")[0].strip())
        return str(number).zfill(min(width, 9)) if pattern[:1] == "0" else str(number)
    write = _FORMATS.get(name)
    return str(number) if write is None or number < 1 else write(number)


def _chinese(
    number: int,
    digits: str,
    units: str = "十百千",
    large: str = "万",
    short_ten: bool = True,
    zeros: bool = True,
) -> str:
    """Chinese numerals with their units, up to 99,999,999; beyond that in single digits."""
    if number >= 10**8:
        return "".join(digits[int(digit)] for digit in str(number))
    if number >= 10**4:
        above = _chinese(number // 10**4, digits, units, large, short_ten, zeros)
        below = number % 10**4
        zero = digits[0] if zeros and 0 < below < 1000 else ""
        return above + large + (zero + _chinese(below, digits, units, large, False, zeros) if below else "")
    text = ""
    gap = False
    for power, digit in zip(range(len(str(number)) - 1, -1, -1), str(number), strict=True):
        if digit == "0":
            gap = bool(text)
            continue
        text += (
            (digits[0] if gap and zeros else "") + digits[int(digit)] + (units[power - 1] if power else "")
        )
        gap = False
    ten = digits[1] + units[0]
    return text[1:] if short_ten and text.startswith(ten) and number < 20 else text


def _counting(number: int) -> str:
    """With 十 up to 99, then in single digits: 九十九, 一〇〇."""
    return _chinese(number, _DIGITS) if number < 100 else _single_digits(number)


def _japanese(number: int) -> str:
    """As a thousand is counted, but without 一 before 十 百 千 and without zeros: 百一, 二千三."""
    text = _chinese(number, _DIGITS, zeros=False)
    for unit in "十百千":
        text = text.replace(f"一{unit}", unit)
    return text


def _single_digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _cycle(symbols: str) -> Callable[[int], str]:
    return lambda number: symbols[(number - 1) % len(symbols)]


def _enclosed(*ranges: tuple[int, int, int]) -> Callable[[int], str]:
    """Characters of Unicode for the numbers first to last, from a code point on; plain digits beyond."""

    def write(number: int) -> str:
        for first, last, code in ranges:
            if first <= number <= last:
                return chr(code + number - first)
        return str(number)

    return write


def _letters(number: int) -> str:
    """a … z, then aa, bb, cc: Word repeats the letter."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, _MAX_REPEAT)


def _roman(number: int) -> str:
    if number >= 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _sexagenary(number: int) -> str:
    return _cycle(_STEMS)(number) + _cycle(_BRANCHES)(number)


_CIRCLED = _enclosed((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))
_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": lambda number: _chinese(number, _DIGITS),
    "taiwaneseCountingThousand": lambda number: _chinese(number, _DIGITS, large="萬"),
    "japaneseCounting": _japanese,
    "ideographDigital": _single_digits,
    "japaneseDigitalTenThousand": _single_digits,
    "taiwaneseDigital": _single_digits,
    "chineseLegalSimplified": lambda number: _chinese(number, _LEGAL, "拾佰仟", "萬", short_ten=False),
    "ideographLegalTraditional": lambda number: _chinese(
        number, _LEGAL_TRADITIONAL, "拾佰仟", "萬", short_ten=False
    ),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _enclosed((1, 10, 0x3220)),
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _enclosed((1, 20, 0x2474)),
    "decimalEnclosedFullstop": _enclosed((1, 20, 0x2488)),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalZero": lambda number: f"{number:02}",
    "numberInDash": lambda number: f"- {number} -",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "ordinal": _ordinal,
    "hex": lambda number: f"{number:X}",
}
