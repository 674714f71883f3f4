"""The characters of a PDF as ordinary characters: fonts put look-alikes in their place.

A PDF stores glyphs; which character a glyph stands for is the font's word. Fonts of Chinese office programs
name the Kangxi radical ⽅ for 方, the vertical form ︵ for （, a bullet of Wingdings for •. Every look-alike
has one ordinary character (Unicode: Kangxi Radicals and CJK Compatibility Ideographs by their decomposition,
CJK Radicals Supplement by EquivalentUnifiedIdeograph.txt); only Latin ligatures stand for several.
"""

from __future__ import annotations

import re
import unicodedata

# what stands for a glyph that no character is known for; no document holds it of itself
UNKNOWN = "\ufffd"
_UNNAMED = re.compile(r"\(cid:\d{1,7}\)")
# the radicals of the supplement that stand for a whole word of ordinary text
_RADICALS = (
    "⺁厂⺅亻⺌小⺎兀⺏尣⺒巳⺓幺⺕彐⺗心⺜日⺝月⺟母⺠民⺡氵⺢水⺣灬⺦丬⺧牛⺩王⺪疋⺬示⺭礻⺰纟⺲罒⺳网⺶羊⺷羊⺸羊⺹耂⺼月⺾艹⻀艹⻁虎"
    "⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻡首⻢马"
    "⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
# vertical and small forms: the decomposition would be an ASCII mark, Chinese text has the wide one
_WIDE_FORMS = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
# bullets of Wingdings and Symbol, which have code points of private use
_BULLETS = {0xF06C: "●", 0xF06E: "■", 0xF075: "◆", 0xF0B7: "•", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0A7: "▪"}
_FORM_RANGES = (range(0xFE10, 0xFE1A), range(0xFE30, 0xFE50), range(0xFE50, 0xFE6C))
_SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def _make_table() -> dict[int, str]:
    table = {ord(_RADICALS[at]): _RADICALS[at + 1] for at in range(0, len(_RADICALS), 2)}
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)):
        table[code] = unicodedata.normalize("NFKC", chr(code))
    for codes in _FORM_RANGES:
        for code in codes:
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1:
                table[code] = _WIDE_FORMS.get(plain, plain)
    for code in range(0xFB00, 0xFB07):  # ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ
        table[code] = unicodedata.normalize("NFKC", chr(code))
    # what a line break or a mark of direction inside one glyph would be
    table.update(dict.fromkeys((*range(0x20), 0x7F, 0xA0, *range(0x2000, 0x200B), 0x2028, 0x2029), " "))
    table.update(dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF), ""))
    table.update(_BULLETS)
    return table


_TABLE = _make_table()


def clean_glyph(text: str) -> str:
    """The ordinary text of one glyph; :data:`UNKNOWN` where the font does not tell.

    >>> [clean_glyph(glyph) for glyph in ("⽅", "⻓", "︵", "ﬁ", "\\uf0b7", "(cid:1841)", "³", "２")]
    ['方', '长', '（', 'fi', '•', '�', '³', '２']
    """
    if len(text) == 1 and text < "\u2000":  # the quick way for most of Latin
        return _TABLE.get(ord(text), text)
    if _UNNAMED.fullmatch(text):
        return UNKNOWN
    return "".join(map(_ordinary, text))


def _ordinary(character: str) -> str:
    code = ord(character)
    known = _TABLE.get(code)
    if known is not None:
        return known
    unnamed = 0xE000 <= code < 0xF900 or 0xD800 <= code < 0xE000 or 0xFDD0 <= code < 0xFDF0 or code >= 0xF0000
    return UNKNOWN if unnamed else character


def superscript(text: str) -> str:
    """Raised digits as characters of their own, so that 10³ does not become 103.

    >>> superscript("3"), superscript("注")
    ('³', '注')
    """
    return text.translate(_SUPERSCRIPTS)


def is_narrow(character: str) -> bool:
    """Whether it is written like Latin, with spaces between words: digits, letters, ASCII marks.

    >>> [is_narrow(character) for character in "8A%é亿（“"]
    [True, True, True, True, False, False, False]
    """
    return "\x20" < character < "\u0250"
