"""Signs that Word stores as a place in a symbol font: ≥ is place B3 of Symbol, √ is place FC of Wingdings.

Only those that mean something in running text; ornaments are left out. Places after the tables of the fonts'
makers (Adobe Symbol encoding; Microsoft Wingdings).
"""

from __future__ import annotations

import re

_SYMBOL = {
    0x2D: "-", 0x44: "Δ", 0x57: "Ω", 0x61: "\u03b1", 0x62: "β", 0x6D: "μ", 0x70: "π", 0x7E: "~", 0xA2: "′",
    0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD7: "·",
}  # fmt: skip
_WINGDINGS = {
    0x52: "☑", 0x54: "☒", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x74: "◆", 0x75: "◆", 0xA8: "□",
    0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_CIRCLED = {0x80 + number: chr(0x245F + number) for number in range(1, 11)}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS | _CIRCLED, "wingdings 2": _WINGDINGS}
# symbol fonts put their places here, in the private use area
_PRIVATE = range(0xF000, 0xF100)
_ASCII = range(0x20, 0x40)


def read_symbol(font: str, code: str) -> str:
    """The character for a place in hexadecimal, or nothing where it is an ornament.

    >>> read_symbol("Symbol", "F0B3"), read_symbol("Wingdings", "F06C"), read_symbol("宋体", "2103")
    ('≥', '●', '℃')
    """
    place = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0
    signs = _FONTS.get(font.lower())
    if signs is not None:
        small = place - _PRIVATE.start if place in _PRIVATE else place
        return signs.get(small, chr(small) if signs is _SYMBOL and small in _ASCII else "")
    return chr(place) if place >= 0x20 and place not in _PRIVATE else ""
