"""One character to one: forms of the same character are folded so that patterns need only one of them.

Never NFKC: it turns 10³ into 103, ㎡ into m2 and … into three dots. Offsets stay valid because every
character is replaced by exactly one.
"""

from __future__ import annotations

import re
import unicodedata

_FULL_WIDTH = {0xFF10 + i: 0x30 + i for i in range(10)}
_FULL_WIDTH |= {0xFF21 + i: 0x41 + i for i in range(26)}
_FULL_WIDTH |= {0xFF41 + i: 0x61 + i for i in range(26)}
_SIGNS = str.maketrans("％．＋＜＞＝＆／＊［］馀後", "%.+<>=&/*〔〕余后")
# Kangxi radicals, which PDF fonts put in place of the ideographs; each maps to exactly one ideograph
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
# zero-width characters and bidi marks inside words and numbers count as white space
_INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF, 0x00A0, 0x00AD], " "
)
_TABLE: dict[int, int | str | None] = {}
for _part in (_FULL_WIDTH, _SIGNS, _RADICALS, _INVISIBLE):
    _TABLE.update(_part)

_HALF_WIDTH = {
    ",": "，",
    ";": "；",
    ":": "：",
    "!": "！",
    "?": "？",
    "(": "（",
    ")": "）",
    "[": "〔",
    "]": "〕",
}
# a comma, semicolon or colon with a digit on both sides groups thousands or tells the time: it stays
_PUNCTUATION = re.compile(r"(?<!\d)[,;:]|[,;:](?!\d)|[!?()\[\]]")


def fold(text: str) -> str:
    """Fold full-width letters and digits, brackets, radicals and half-width punctuation, one to one.

    A comma between digits stays half-width: it groups thousands.

    >>> fold("５０８２万元,增长８．５％(预计)")
    '5082万元，增长8.5%（预计）'
    """
    return _PUNCTUATION.sub(lambda match: _HALF_WIDTH[match.group()], text.translate(_TABLE))
