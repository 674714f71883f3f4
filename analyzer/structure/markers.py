"""List markers: every place where the text may open an enumerated item.

Chinese officials number with 一、 （一） 1. （1） ①, with 第一章 第一节 第一条, with 1.1.1, inside
sentences with 一是…二是…, 一要…, 第一，…, 首先…其次…, and open points with ——. The forms are those of GB/T
9704（党政机关公文格式） §7.3.3 and GB/T 1.1 for dotted numbers, the inline ones are 公文惯用语. This module
only proposes candidates and throws out what is no marker by its own shape (一、二季度, 第一产业, 3.5%,
dates); whether a candidate fits into a list is decided in ``outline``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_ORDER_WORDS = {"首先": 1, "其次": 2, "再次": 3, "最后": 0}

_CANDIDATE = re.compile(
    r"""
    (?P<dash>(?:—{1,4}|─{2,4}|―{2,4}|-{2,4})(?=[“《‘\u4e00-\u9fff]))
  | 第(?P<law>[一二三四五六七八九十百零〇\d]{1,6})(?P<unit>部分|[编篇章节条])(?:之[一二三四五六七八九十])?
  | 第(?P<di>[一二三四五六七八九十]{1,3})(?:[，、：]|(?=是|要))(?:是|要)?
  | 其(?P<qi>[一二三四五六七八九十])[，、：]
  | （(?P<cparen>[一二三四五六七八九十]{1,3})）[、.]?
  | （(?P<aparen>\d{1,3})）[、.]?
  | (?P<chinese>[一二三四五六七八九十]{1,3})(?P<tail>[、.是要])
  | (?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})(?![\d.%‰])[、.]?
  | (?P<arabic>\d{1,3})(?P<sign>[、）]|\.(?!\d)|\.(?=(?:19|20)\d\d年))
  | (?P<plain>\d{1,2})(?=[\u4e00-\u9fff]{2})
  | (?P<circled>[①-⑳])[.、]?
  | (?P<order>首先|其次|再次|最后)，?
    """,
    re.VERBOSE,
)
# numerals before 、 that stand beside the next numeral belong to a noun: 一、二季度, 二、三产业, 三、四线城市
_NEXT_NUMERAL = re.compile(r"[一二三四五六七八九十]{1,2}(?![〇○零十年个项大是〇])")
# 第三条 is a reference, not the article's head, before these
_REFERENCE = re.compile(r"(?:规定|第|的|所[列称述规]|款|项|或第|以[上下]|[，。、；）》”])")
_PAREN_REFERENCE = re.compile(
    r"项(?!目)|款(?!项)|条(?!件|例|块)|目(?!标|前|的|录)|[、）和至或（》，。；]|所列|规定的"
)
# a number before one of these is a quantity, not a section
_UNIT_AHEAD = re.compile(r"[亿万千百元倍个米吨亩公平立人家项户名岁度件台套次位%‰℃年月日时分秒辆座处所只头株]")
# 统一是, 之一是: the numeral belongs to the word before it unless a mark stands between
_SENTENCE_END = "。；！？：…"
_CLOSING = "”’）〕」』】》"
_COMMA = "，、"


@dataclass(frozen=True, slots=True)
class Marker:
    """A candidate: where it stands, in which style, with which number.

    ``place`` says how well it stands: ``line`` at the start of a paragraph, ``sentence`` after the end of a
    sentence or a colon, ``comma`` after a comma, ``word`` glued to a word.
    """

    start: int
    end: int
    style: str
    ordinal: str
    number: int
    place: str


def read_ordinal(text: str) -> int:
    """The number of a Chinese or Arabic ordinal of at most four digits.

    >>> [read_ordinal(text) for text in ("九", "十二", "二十一", "一百零三", "24", "一〇五")]
    [9, 12, 21, 103, 24, 105]
    """
    if text.isascii():
        return int(text)
    if not any(character in "十百" for character in text):
        return int("".join(str(_DIGITS.get(character, character)) for character in text))
    total, digit = 0, 0
    for character in text:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[character] if character in _DIGITS else int(character)
    return total + digit


def find_markers(text: str) -> list[Marker]:
    """All candidates of a condensed text, in order.

    >>> [(m.style, m.number, m.place) for m in find_markers("一、回顾\\n做了两件事：一是修路。二是架桥。")]
    [('一、', 1, 'line'), ('一是', 1, 'sentence'), ('一是', 2, 'sentence')]
    >>> find_markers("一、二季度经济平稳增长，唯一是好。")
    []
    """
    found: list[Marker] = []
    for match in _CANDIDATE.finditer(text):
        marker = _read(text, match)
        if marker is not None:
            found.append(marker)
    return found


def _place(text: str, start: int) -> str:
    if start == 0 or text[start - 1] == "\n":
        return "line"
    before = text[start - 1]
    if before in _SENTENCE_END:
        return "sentence"
    if before in _CLOSING:
        return "sentence" if start > 1 and text[start - 2] in "。；！？" else "closing"
    return "comma" if before in _COMMA else "word"


def _read(text: str, match: re.Match[str]) -> Marker | None:
    start, end = match.span()
    place = _place(text, start)
    kind = match.lastgroup
    if kind == "dash":
        # 外来人员怎么管？——“分区编组”: the dash leads to an answer
        answer = place == "sentence" and text[start - 1] == "？"
        return (
            Marker(start, end, "——", "", 0, place) if place in ("line", "sentence") and not answer else None
        )
    if kind == "unit":
        return _read_law(text, match, place)
    if kind == "tail":
        return _read_chinese(text, match, place)
    if kind in ("cparen", "aparen"):
        inside = match[kind]
        if _PAREN_REFERENCE.match(text, end) or (place == "word" and text[start - 1] in "条款第见项表图式"):
            return None
        number = read_ordinal(inside)
        return Marker(start, end, "（一）" if kind == "cparen" else "（1）", str(number), number, place)
    if kind == "di":
        ahead = text[end : end + 1]
        if place not in ("line", "sentence", "comma", "closing") or ahead in "第一二三四五六七八九十":
            return None
        number = read_ordinal(match["di"])
        return Marker(start, end, "第一，", str(number), number, place)
    if kind == "qi":
        number = read_ordinal(match["qi"])
        return (
            Marker(start, end, "其一", str(number), number, place) if place in ("line", "sentence") else None
        )
    if kind == "dotted":
        return _read_dotted(match, place)
    if kind == "sign":
        return _read_arabic(text, match, place)
    if kind == "plain":
        number = int(match["plain"])
        return Marker(start, end, "1", str(number), number, place) if place == "line" else None
    if kind == "circled":
        number = ord(match["circled"]) - 0x245F
        return Marker(start, end, "①", str(number), number, place)
    if place not in ("line", "sentence"):
        return None
    number = _ORDER_WORDS[match["order"]]
    return Marker(start, end, "首先", str(number), number, place)


def _read_law(text: str, match: re.Match[str], place: str) -> Marker | None:
    """第三章, 第十条, but not 第三条规定."""
    if place not in ("line", "sentence", "closing") or (_REFERENCE.match(text, match.end())):
        return None
    number = read_ordinal(match["law"])
    unit = "编" if match["unit"] in ("部分", "篇") else match["unit"]
    return Marker(match.start(), match.end(), f"第{unit}", str(number), number, place)


def _read_chinese(text: str, match: re.Match[str], place: str) -> Marker | None:
    """一、 一是 一要 and, rarely, 一."""
    tail = match["tail"]
    number = read_ordinal(match["chinese"])
    if tail in "是要":
        if place == "word":
            return None
        return Marker(
            match.start(), match.end(), "一是" if tail == "是" else "一要", str(number), number, place
        )
    if place not in ("line", "sentence", "closing"):
        return None
    ahead = _NEXT_NUMERAL.match(text, match.end())
    if ahead is not None and read_ordinal(ahead.group()[:1]) == number % 10 + 1:
        return None
    return Marker(match.start(), match.end(), "一、", str(number), number, place)


def _read_dotted(match: re.Match[str], place: str) -> Marker | None:
    parts = match["dotted"].split(".")
    if place != "line" or any(part.startswith("0") for part in parts):
        return None
    unit_ahead = _UNIT_AHEAD.match(match.string, match.end()) is not None
    if len(parts) == 2 and (unit_ahead or match.end() == len(match.string)):
        return None
    return Marker(
        match.start(), match.end(), ".".join("1" * len(parts)), match["dotted"], int(parts[-1]), place
    )


def _read_arabic(text: str, match: re.Match[str], place: str) -> Marker | None:
    start, sign, number = match.start(), match["sign"], int(match["arabic"])
    if start > 0 and (text[start - 1].isascii() and text[start - 1] != "\n"):
        return None  # the tail of a number, a version or a Latin word
    if place == "word" and sign != "）":
        return None
    if text[max(0, start - 2) : start] in ("附件", "附表", "附录", "附图"):
        return None  # 清单（附件1）
    if sign == "、" and place in ("comma", "word", "closing"):
        return None  # 3、5、7 号
    if not 0 < number < 200:
        return None
    style = {".": "1.", "、": "1、", "）": "1）"}[sign]
    return Marker(start, match.end(), style, str(number), number, place)
