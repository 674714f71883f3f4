"""Places where a number states no quantity: dates, titles, document numbers, markers, names and idioms.

The shapes (dates, times, document numbers, telephone numbers, addresses on the web) are patterns here; the
names and idioms are the rows of ``dictionaries/traps.tsv``, where ``{数}`` stands for any number.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from analyzer.extraction.phrasing import lengths_by_character
from analyzer.lexicon import Entry, Lexicon

NUMERAL = "[零〇○一二两三四五六七八九十百千万亿几半]"
NUMBER = re.compile(
    # 1亿2千 | 万元, 1万2千 | 亿元, 3万5千 | 人
    rf"\d{{1,6}}(?:亿\d{{1,4}}千?(?=万)|万\d{{1,4}}千?(?=亿)|万\d千(?=[人户名元吨亩株头只]))"
    rf"|\d{{1,30}}(?:,\d{{3}}){{0,8}}(?:\.\d{{1,30}})?|{NUMERAL}{{1,40}}(?:点{NUMERAL}{{1,12}})?"
)
_SIGNS = frozenset("0123456789" + NUMERAL)  # every number holds one of these
PLACE = "{数}"
_REACH = 14  # how far a trap may reach behind its number
_TRAP_NUMBER = re.compile(rf"{re.escape(PLACE)}|{NUMBER.pattern}")

# the look-ahead turns most characters away before an alternative is tried
_SHAPES = re.compile(
    r"""(?=[《hw〔（(第令\[\d〇○零一二三四五六七八九十])(?:
      (?P<title>《[^《》\n]{1,120}》)
    | (?P<web>(?:https?://|www\.)[!-~]{1,200})
    | (?P<docno>〔\d{4}〕\s?第?\d{1,5}号?|[（(]\d{4}[)）]\d{1,5}号|第?\d{1,5}号[令文公]|令第?\d{1,4}号)
    | (?P<isodate>(?<!\d)\d{4}[-./]\d{1,2}[-./]\d{1,2}(?:日)?(?:\s?\d{1,2}:\d{2}(?::\d{2})?)?)
    | (?P<years>(?<![\d.])(?:19|20)?\d{2}年?(?:[—–\-~至到]{1,2})(?:19|20)?\d{2}(?:年|学年)(?!期|限))
    | (?P<year>(?<![\d.])(?:18|19|20)\d{2}(?:学年度?|年度|年代|年)(?:第?[一二三四]季度|[上下]半年|[1-4]季度)?(?:\d{1,2}月份?(?:\d{1,2}日)?)?)
    | (?P<session>[零一二三四五六七八九十]{1,4}届(?:(?=历次|人大|全国|政协|中央|省委|市委)|(?:[一二三四五六七八九十]{1,3}[中次][、全]?){1,8}))
    | (?P<day>(?<!不少于)(?<!不超过)(?<!不低于)(?<!至少)(?<!最长)(?<![\d.])\d{1,2}日(?=[，、。；上下晚\n前至从在起]))
    | (?P<hanyear>[一二][〇零○一二三四五六七八九]{3}年(?:代|度)?(?:[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?)?)
    | (?P<months>(?<![\d.])\d{1,2}月?(?:[—–\-~至到、]{1,2})\d{1,2}月(?:份|底|末|初|中旬|上旬|下旬)?)
    | (?P<month>(?<![\d.])\d{1,2}月(?!龄)(?:份|底|末|初|中旬|上旬|下旬)?(?:\d{1,2}日?)?(?:[—–\-~至到]{1,2}\d{1,2}月?\d{0,2}日)?(?![\d.]))
    | (?P<hanmonth>(?<!个)(?<!个半)[一二三四五六七八九十]{1,2}月(?:份|底|末|初|[一二三四五六七八九十]{1,3}日))
    | (?P<clock>(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)|\d{1,2}时(?:\d{1,2}分)?(?![\d间长])|\d{1,2}点(?:\d{1,2}分(?!之)|半?(?=[前后至到，。、；])))
    | (?P<account>(?<=[账帐卡]号[:：])\d{6,30})
    | (?P<phone>(?<!\d)(?:0\d{2,3}-)?\d{7,8}(?=[（）、，。；\n]|$)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8})
    | (?P<decade>(?:[二三四五六七八九]十|\d0)年代)
    | (?P<century>(?:\d{1,2}|[一二三四五六七八九十]{1,3})世纪)
    | (?P<footnote>\[\d{1,3}\]|〔\d{1,3}〕)
    )""",
    re.VERBOSE,
)


class Mask:
    """Spans of one text that state no quantity, sorted and looked up by position."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if self._spans and start <= self._spans[-1][1]:
                self._spans[-1] = (self._spans[-1][0], max(end, self._spans[-1][1]))
            else:
                self._spans.append((start, end))
        self._starts = [start for start, _ in self._spans]

    def covers(self, position: int) -> bool:
        """Whether a position lies inside a masked span."""
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._spans[index][1]


def find_shapes(text: str) -> list[tuple[int, int]]:
    """Spans of dates, titles, document numbers and the like in a condensed text.

    >>> text = "到2027年建成《云岭省5年行动方案》（云政发〔2024〕12号）所列项目30个"
    >>> [text[start:end] for start, end in find_shapes(text)]
    ['2027年', '《云岭省5年行动方案》', '〔2024〕12号']
    """
    return [match.span() for match in _SHAPES.finditer(text)]


def name_shapes(text: str) -> list[tuple[int, int, str]]:
    """The same spans, each with the name of its pattern: year, title, docno …"""
    return [(*match.span(), match.lastgroup or "") for match in _SHAPES.finditer(text)]


def _splits_latin(tail: str, text: str) -> bool:
    """Whether a tail ends inside a Latin word of a text: the 5G of 5GWh."""
    behind = text[len(tail) : len(tail) + 1]
    return bool(tail) and tail[-1].isascii() and tail[-1].isalpha() and behind.isascii() and behind.isalpha()


class Traps:
    """The names and idioms of traps.tsv, looked up around a number.

    A trap is cut at each of its numbers into what stands before, the number, and what stands behind, so that
    a number in the text needs few look-ups.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        # head -> (number, first character of the tail) -> tails and rows
        index: dict[str, dict[tuple[str, str], list[tuple[str, Entry]]]] = {}
        for entry in lexicon["traps"]:
            trap = entry["trap"]
            for match in _TRAP_NUMBER.finditer(trap):
                tail = trap[match.end() :]
                rows = index.setdefault(trap[: match.start()], {})
                rows.setdefault((match.group(), tail[:1]), []).append((tail, entry))
        self._index = index
        self._reach = max(map(len, index), default=0) + 1
        # most numbers stand behind a character that few heads end with
        self._lengths = lengths_by_character(index, -1)

    def find(self, text: str, start: int, end: int) -> Entry | None:
        """The row of the trap that covers the number ``text[start:end]``, or None.

        The number is the whole run of digits or numerals, so that 十分重要 is not found in 二十分重要.
        """
        before = text[max(0, start - self._reach) : start]
        after = text[end : end + _REACH]
        number = text[start:end]
        # a second number of the trap may stand on either side: 十九届五中全会
        blank_before = before if _SIGNS.isdisjoint(before) else NUMBER.sub(PLACE, before)
        blank_after = after if _SIGNS.isdisjoint(after) else NUMBER.sub(PLACE, after)
        befores = (before, blank_before) if blank_before != before else (before,)
        firsts = tuple(dict.fromkeys((after[:1], blank_after[:1], "")))
        for ahead in befores:
            for length in (*self._lengths.get(ahead[-1:], ()), 0):
                rows = self._index.get(ahead[-length:] if length else "")
                if rows is None:
                    continue
                for key in ((middle, first) for middle in (number, PLACE) for first in firsts):
                    if key not in rows:
                        continue
                    for tail, entry in rows[key]:
                        found = after if after.startswith(tail) else blank_after
                        if found.startswith(tail) and not _splits_latin(tail, found):
                            return entry
        return None
