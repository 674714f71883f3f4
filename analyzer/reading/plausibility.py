"""How much a decoded text looks like Chinese: the question that decides between encodings.

The bytes of a Chinese text are valid in several encodings at once; only one of them gives characters that
people use. The common characters are read off the standards themselves: level 1 of GB 2312 (3,755
characters) and of Big5 (5,401), and on top of them the characters that fill every official text.
"""

from __future__ import annotations

import re
from functools import lru_cache

# the most frequent characters of official prose, simplified and traditional
_FREQUENT = (
    "的一是在不了有和人这中大为上个国我以要时来用们生到作地于出分对成会可主发年动同工也能下过产面方后多定行法所民得经"
    "十三之进等部度家力水化高自二理加量两体制机使从业本性应开合其前外政四日社义事平全关各重新内数建月公者立代通并提展"
    "五员位文总设及管资组计指区强务万科府县市省局委办施项实推治基安农增保城乡企投融促支持规划意见案措完善加快推进"
    "這個國來們時為於對會動產過後經進體從業應開關內數區強務萬縣辦實農增鄉資設發機構與環"
)
_LEVEL_1_GB = range(0xB0, 0xD8)
_LEVEL_1_BIG5 = range(0xA4, 0xC7)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")
_ODD = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\uf8ff\ufff0-\uffff\U000e0000-\U0010ffff]")
# punctuation and signs of Chinese print
_SIGNS = "　、。·—～…‘’“”〔〕〈〉《》「」『』〖〗【】（），．：；？！％＋－＝／①②③④⑤⑥⑦⑧⑨⑩〇㎡℃×\u3000\u00a0"
_SIGNS += "０１２３４５６７８９"
SAMPLE = 60_000
# a character that only traditional texts use, where none is expected
_TRADITIONAL = 0.6


@lru_cache(maxsize=1)
def _common() -> dict[str, float]:
    common: dict[str, float] = {}
    for lead in _LEVEL_1_GB:
        for trail in range(0xA1, 0xFF):
            common[bytes((lead, trail)).decode("gb2312", "ignore")] = 1.0
    for lead in _LEVEL_1_BIG5:
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            common.setdefault(bytes((lead, trail)).decode("big5", "ignore"), _TRADITIONAL)
    common.pop("", None)
    common.update(dict.fromkeys(_SIGNS, 1.0))
    common.update(dict.fromkeys(_FREQUENT, 2.0))
    return common


def plausibility(text: str, traditional: bool = False) -> float:
    """Score of a decoded text: about 1.2 and more for Chinese prose, below 0.7 for a wrong decoding.

    Only characters outside ASCII count; a text without any scores 1. ``traditional`` says that traditional
    characters are as likely as simplified ones.

    >>> plausibility("现将有关事项通知如下") > 1.2
    True
    >>> plausibility("现将有关事项通知如下".encode("gb18030").decode("big5", "replace")) < 0.7
    True
    """
    common = _common()
    total = 0
    score = 0.0
    for character in text[:SAMPLE]:
        if character < "\x80":
            if character < " " and character not in "\t\n\r\x0b\x0c":
                total += 1
                score -= 1
            continue
        total += 1
        weight = common.get(character, 0.0)
        if not weight and _ODD.match(character):
            weight = -1.0
        score += 1.0 if traditional and weight == _TRADITIONAL else weight
    return score / total if total else 1.0


def is_misread_gbk(text: str) -> bool:
    """Whether a text that is valid UTF-8 is more likely GB18030: only letters of two bytes, no ideograph.

    GBK 通知 are the bytes of two valid UTF-8 characters, and so are many short words.

    >>> is_misread_gbk("通知".encode("gb18030").decode("utf-8"))
    True
    >>> is_misread_gbk("25°C ± 3")
    False
    """
    foreign = [character for character in text[:SAMPLE] if character >= "\x80"]
    if not foreign or any(character >= "\u0800" for character in foreign):
        return False
    letters = sum(character.isascii() and character.isalpha() for character in text[:SAMPLE])
    strange = sum(character >= "\u0100" for character in foreign)
    return strange * 2 >= len(foreign) and len(foreign) > letters and not _HAN.search(text[:SAMPLE])
