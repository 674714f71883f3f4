"""Announced counts: 抓好三件事, 出台以下十二条措施 before a list say how many items come."""

from __future__ import annotations

import re

from analyzer.structure.markers import read_ordinal

_NUMBER = r"(?<![一二三四五六七八九十百\d第.])(?P<number>[一二两三四五六七八九十]{1,3}|\d{1,2})"
_COUNT = re.compile(
    _NUMBER + r"(?:个|大|项|条|点|件|类|种|方面|步|招|句)"
    r"(?:[^，。；：！？“”、]{0,14}?"
    r"(?:方面|措施|举措|任务|工作|工程|行动|要求|原则|目标|重点|问题|事项|事|关系|政策|意见|建议|内容|突破|成效|成果|变化|"
    r"特点|情况|环节|领域|安排|规定|办法|经验|体会|机制|体系|计划|抓手|关键|着力点|关))?(?=[^一-鿿]|取得|进行|展开|入手|着手|抓|发力|做|开展|推进|$)"
)
# in a title the count stands at its end: 二十条措施
_TITLE = re.compile(
    _NUMBER + r"(?:条|项|点|个)(?:[^，。；：]{0,8}?)(?:措施|意见|政策|举措|规定|办法|细则|建议)"
)
_LEAD_CUT = re.compile(r"[。；！？\n]")
# a lead-in is one sentence, and this long at most
_MAX_LEAD = 160


def find_announced(text: str, start: int) -> int | None:
    """The count that the sentence before position ``start`` announces for the list that begins there.

    >>> text = "全年重点抓好三方面工作。一是修路。"
    >>> find_announced(text, text.index("一是"))
    3
    >>> find_announced("实现“两个确保”。一是修路。", 8) is None
    True
    """
    lead = text[max(0, start - _MAX_LEAD) : start].rstrip("。：；\n，")
    cuts = [match.end() for match in _LEAD_CUT.finditer(lead)]
    lead = lead[cuts[-1] :] if cuts else lead
    return _last_count(_COUNT, lead)


def find_announced_in_title(title: str) -> int | None:
    """The count that a document's title announces.

    >>> find_announced_in_title("关于支持企业渡过难关的十二条措施")
    12
    """
    return _last_count(_TITLE, title)


def _last_count(pattern: re.Pattern[str], lead: str) -> int | None:
    count = None
    for match in pattern.finditer(lead):
        number = 2 if match["number"] == "两" else read_ordinal(match["number"])
        if number > 1:
            count = number
    return count
