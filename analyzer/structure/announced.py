"""Announced counts: 抓好三件事, 出台以下十二条措施 before a list say how many items come.

The count stands in the sentence before the list, in its last clause or behind a verb that announces
(抓好, 提出, 采取, 分为: 公文惯用语). A count that sums up what was named before it (从供给和需求两方面采取措施), that
looks back (上述六项措施) or that belongs to a title or a quoted name announces nothing.
"""

from __future__ import annotations

import re

from analyzer.structure.markers import read_ordinal

_NUMBER = r"(?<![一二三四五六七八九十百千万亿\d第.~—-])(?P<number>[一二两三四五六七八九十]{1,3}|\d{1,2})"
_COUNT = re.compile(
    _NUMBER + r"(?P<classifier>个|大|项|条|点|件|类|种|方面|步|招|句)"
    r"(?P<noun>[^，。；：！？“”、]{0,14}?"
    r"(?:方面|措施|举措|任务|工作|工程|行动|要求|原则|目标|重点|问题|事项|事|关系|政策|意见|建议|内容|突破|成效|成果|变化|"
    r"特点|情况|环节|领域|安排|规定|办法|经验|体会|机制|体系|计划|抓手|关键|着力点|关|部分|阶段|步骤|板块|做法|层面))?"
    r"(?=[^一-鿿]|取得|进行|展开|入手|着手|抓|发力|做|开展|推进|[一二三四五六七八九十]{1,3}(?:个|项|条|类)|$)"
)
# in a title the count stands at its end: 二十条措施
_TITLE = re.compile(
    _NUMBER + r"(?:条|项|点|个)(?:[^，。；：]{0,8}?)(?:措施|意见|政策|举措|规定|办法|细则|建议)"
)
_LEAD_CUT = re.compile(r"[。；！？\n]|：(?=.)")
_NAMED = re.compile(r"《[^《》]{0,120}》")
_ANNOUNCES = re.compile(
    r"抓好|做好|办好|办成|抓了|做了|推进|提出|突出|把握|部署|采取|出台|实施|完成|开展|推出|明确|聚焦|坚持|围绕|重点|主要|"
    r"着力|强化|落实|制定|以下|如下|下列|下面|包括|包含|分为|分成|共(?![同享建产和用性])|有(?![效关所限利序力])"
)
_BACK = re.compile(r"(?:上述|以上|前述|前面|上面|这|此|该|各|其他|其余|另外?|第|近|每)(?:的|了)?$")
# 从供给和需求两方面: the things counted are named before the count
_NAMED_BEFORE = re.compile(r"从[^，]{1,40}[、和与及][^，、]{1,20}$")
_ACTS = re.compile("采取|进行|作出|做出|开展|推进|加强|努力|加大|推动|着手|入手")
_FIRM_CLASSIFIERS = frozenset({"方面", "点", "步", "招"})
# a lead-in is one sentence, and this long at most
_MAX_LEAD = 160
# 四个方面12项措施: counts this close together are those of two levels
_ADJACENT = 3


def find_announced(text: str, start: int) -> int | None:
    """The count that the sentence before position ``start`` announces for the list that begins there.

    >>> text = "全年重点抓好三方面工作。一是修路。"
    >>> find_announced(text, text.index("一是"))
    3
    >>> find_announced("实现“两个确保”。一是修路。", 8) is None
    True
    """
    counts = find_announced_all(text, start)
    return counts[0] if counts else None


def find_announced_all(text: str, start: int) -> tuple[int, ...]:
    """All counts that the lead-in announces: that of the list first, then those of lists inside it.

    >>> text = "共出台四个方面十二项政策。一、税费"
    >>> find_announced_all(text, text.index("一、"))
    (4, 12)
    """
    lead = text[max(0, start - _MAX_LEAD) : start].rstrip("。：；\n，“（")
    cuts = [match.end() for match in _LEAD_CUT.finditer(lead)]
    lead = lead[cuts[-1] :] if cuts else lead
    lead = _NAMED.sub(lambda match: "《" + "　" * (len(match.group()) - 2) + "》", lead)
    last_clause = lead.rfind("，") + 1
    counts: list[int] = []
    before = -_ADJACENT - 1
    for match in _COUNT.finditer(lead):
        if not _announces(lead, match, last_clause):
            continue
        between = lead[max(0, before) : match.start()]
        if match.start() - before > _ADJACENT or "和" in between or "及" in between:
            counts.clear()  # the count nearest to the list is meant
        counts.append(_value(match))
        before = match.end()
    return tuple(counts)


def _announces(lead: str, match: re.Match[str], last_clause: int) -> bool:
    clause = lead[lead.rfind("，", 0, match.start()) + 1 : match.start()]
    if _value(match) < 2 or _BACK.search(clause):
        return False
    at_end = not lead[match.end() :].strip("”）") and not _ACTS.search(match["noun"] or "")
    if _NAMED_BEFORE.search(clause) and not at_end:
        return False
    quoted = clause.rfind("“") > clause.rfind("”")
    verb = _ANNOUNCES.search(clause) is not None
    if quoted and match.start() < last_clause:
        return False
    if match["noun"] is None and match["classifier"] not in _FIRM_CLASSIFIERS:
        return verb
    if match.start() >= last_clause:
        return True
    return verb


def find_announced_in_title(title: str) -> int | None:
    """The count that a document's title announces.

    >>> find_announced_in_title("关于支持企业渡过难关的十二条措施")
    12
    """
    count = None
    for match in _TITLE.finditer(title):
        if _value(match) > 1:
            count = _value(match)
    return count


def _value(match: re.Match[str]) -> int:
    return 2 if match["number"] == "两" else read_ordinal(match["number"])
