"""Numbers that are words: 倍增, 翻两番, 减半, 全覆盖; fractions 三分之一, 百分之五; ranks 全国第3位."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from analyzer.extraction.masking import NUMERAL, Mask
from analyzer.extraction.numeral_tails import read_tail
from analyzer.extraction.numerals import parse_number, plain
from analyzer.model import Quantity

_FRACTION = re.compile(
    rf"(?P<whole>[百千万]|{NUMERAL}{{1,6}})分之(?P<part>{NUMERAL}{{1,12}}(?:点{NUMERAL}{{1,8}})?|\d{{1,6}}(?:\.\d{{1,6}})?)"
    r"(?:(?:(?:至|到|—|-)(?:百分之)?|以上百分之(?=[^，。；]{1,8}以下))(?P<part2>[零一二三四五六七八九十点]{1,8}))?"
    r"|(?<![\d/.])(?P<over>\d{1,2})/(?P<under>[2-9]|1[0-9])(?![\d/年月])"
)
# the lookahead that opens a pattern names the characters that it can begin with: most places fail at once
_WORDS = re.compile(
    r"(?=[翻倍加折减一半全零])(?:(?P<times>翻(?:了)?(?P<n>[一两二三四]|\d(?:\.\d{1,2})?)番|翻番|(?<!成)倍增(?!计划|行动|工程|器|培育|方案|政策|目标|战略|效应|提质|干劲|信心|光彩|勇气|自豪|亲切|荣光))"
    r"|(?P<double>加倍(?=[计收征支执处赔缴]))"
    r"|(?P<half>(?:折|减)半)|(?P<halfof>一半|半数)|(?P<cover>(?:(?<![健安])全|零死角)覆盖(?!面|率))"
    r"|(?<![之点百千万亿])(?P<zero>零)(?=增长(?!行动|计划|方案|工程|目标)|发生|事故|新增))"
)
_RANK = re.compile(
    "(?=[全居列排世亚国中西东各省同地之总位名上跃提前升第首榜])"
    r"(?P<ahead>(?:全国|居中国|列中国|排中国|世界|全球|亚洲|国内|国际|全省|全市|全区|中部|西部|东部|东北|各省区|各省|省内|同类\w{2,4}|地区|之|总量|(?:排名|位次|名次|排位)[由从]|排名|排|[居列位]|(?:上升|跃升|提升|前移|升|跃)(?:到|至|居))(?:的|城市|省份|地区)?)?"
    rf"(?:(?P<nth>第(?:{NUMERAL}{{1,3}}|\d{{1,3}}))(?P<place>位|名)?(?![届次批章条节款期产代季轮部个届号]|、(?!第[一二三四五六七八九十\d]{{1,3}}[位名])|[一二三四五六七八九])"
    rf"|(?P<first>首位|榜首)|(?P<top>前(?:{NUMERAL}{{1,3}}|\d{{1,3}}))(?P<topplace>位|名|强)?)"
)
# 稳居发展中国家首位, 居浙江各地市首位
_HELD = re.compile(r"居(?!民|住)[^，。；、\d]{1,12}\Z")
_AFTER_RANK = re.compile(
    r"[至到，。；、！\n）]|的|以[上内]|$|和|或|上升|提升|升|降|跌|前移|双双|均|跃|水平|大(?!学)|城市|省"
)


_DOUBLINGS = {"一": "1", "两": "2", "二": "2", "三": "3", "四": "4"}


def find_number_words(text: str, mask: Mask) -> Iterator[Quantity]:
    """倍增, 翻两番, 减半, 一半, 全覆盖, 零增长: numbers written as words."""
    for match in _WORDS.finditer(text):
        if mask.covers(match.start()):
            continue
        start, end = match.span()
        if match["times"]:
            times = Decimal(_DOUBLINGS.get(match["n"] or "一", match["n"] or "1"))
            value = Decimal(2) ** times  # 翻1.1番 is 2.1435 times as much
            value = value if times == int(times) else value.quantize(Decimal("0.0001"))
            yield read_tail(text, Quantity(start, end, value, None, "倍", "multiple", "eq", "multiple"))
        elif match["double"]:
            yield Quantity(start, end, Decimal(2), None, "倍", "multiple", "eq", "multiple")
        elif match["half"]:
            yield Quantity(start, end, Decimal(50), None, "%", "ratio", "eq", "half")
        elif match["halfof"]:
            yield Quantity(start, end, Decimal("0.5"), None, "1", "ratio", "eq", "fraction")
        elif match["cover"]:
            yield Quantity(start, end, Decimal(100), None, "%", "ratio", "eq", "coverage")
        else:
            grows = text.startswith("增长", end)
            yield Quantity(start, end, Decimal(0), None, "%" if grows else "件", "ratio", "eq", "zero")


def find_fractions(text: str, mask: Mask) -> Iterator[Quantity]:
    """三分之一, 百分之八点五, 千分之五, 1/3."""
    for match in _FRACTION.finditer(text):
        if mask.covers(match.start()):
            continue
        if match["over"]:
            value = Decimal(match["over"]) / Decimal(match["under"])
            yield Quantity(*match.span(), _six(value), None, "1", "ratio", "eq", "fraction")
            continue
        part = parse_number(match["part"])
        whole = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}.get(match["whole"])
        if part is None:
            continue
        if whole is None:
            divisor = parse_number(match["whole"])
            if divisor:
                yield Quantity(*match.span(), _six(part / divisor), None, "1", "ratio", "eq", "fraction")
            continue
        unit = {100: "%", 1000: "‰", 10000: "‱"}[int(whole)]
        high = parse_number(match["part2"]) if match["part2"] else None
        bound = "between" if high is not None else "eq"
        yield Quantity(*match.span(), part, high, unit, "ratio", bound, "fraction")


def find_ranks(text: str, mask: Mask) -> Iterator[Quantity]:
    """全国第3位, 世界第一, 全国首位, 全国前三强; a rank needs the field it is in, or a place in a list of ranks."""
    for match in _RANK.finditer(text):
        placed = match["place"] or match["topplace"]
        if match["first"]:
            held = _HELD.search(text, max(0, match.start() - 16), match.start())
            if (not match["ahead"] or match["ahead"] in ("之", "位", "列")) and not held:
                continue
            start, end, value = match.start("first"), match.end("first"), Decimal(1)
        else:
            name = "nth" if match["nth"] else "top"
            start, end = match.start(name), match.end()
            number = parse_number(match[name][1:])
            again = re.search(r"(?:位|第.{1,3})[和、]$", text[max(0, match.start() - 5) : match.start()])
            if number is None or not (match["ahead"] or (placed and again)):
                continue
            if not (_AFTER_RANK.match(text, end) or match["topplace"] == "强"):
                continue
            value = number
        if mask.covers(start):
            continue
        bound = "le" if match["top"] else "eq"
        yield Quantity(start, end, value, None, "位", "rank", bound, "rank")


def _six(value: Decimal) -> Decimal:
    """A fraction to six decimals, as the tables show it."""
    return plain(value.quantize(Decimal("0.000001"))) if value != value.to_integral_value() else plain(value)
