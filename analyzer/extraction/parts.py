"""Parts of a total that an earlier sentence named: 民营企业进出口…。其中，出口… → 民营企业出口.

So are 食品烟酒类 of the consumer prices, and what of the 161 signed projects 已开工建设: the part is told by the
sentence, what it is part of by the name before. The order is that of statistical communiqués (统计公报, 海关新闻).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.extraction.context import Context
from analyzer.extraction.coordination import Naming

_TRADE = re.compile("(?P<whose>[^，。；]{2,16}?)(?:进出口|出口|进口)(?:总值|总额)?$")
# the trade of the whole country needs no name of its own
_ANY_TRADE = re.compile("(?:全国|我国|货物|贸易|对外|外贸|当年|全年)+")
_WAYS = frozenset({"出口", "进口"})
_PRICES = re.compile("(?:居民消费价格|消费价格|出厂价格|购进价格)(?:指数)?$")
_CLASS = re.compile("[一-龥]{2,12}类$")
_DEEDS = "开工建设|开工|建成投产|建成投用|建成|投产|竣工|完工|落地|签约|投入使用|投用|通车"
# 其中131个 | 已开工建设
_DONE_WITH = re.compile(f"(?:目?前?已经?|均已)(?P<deed>{_DEEDS})(?=[，。；、]|$)")
# 其中4个 | 项目入选国家级示范项目
_ITS_DEED = re.compile(
    "(?P<noun>[一-龥]{2,6}?)(?:目?前?已经?|均已)?"
    rf"(?P<deed>{_DEEDS}|(?:入选|获评|列入|纳入)[一-龥“”]{{2,12}}?)(?=[，。；、]|$)"
)
# （其中民办 | 396所
_KIND = re.compile("（其中(?P<kind>[一-龥]{2,4})$")
# what a stage says before the noun: 新开工 | 项目
BEGUN = re.compile("^(?:新?(?:开工|签约|落地|竣工|投产|完工|引进|储备|实施|建设|推进))+(?=.{2})")
_FURTHEST = 8


def name_parts(text: str, contexts: Sequence[Context], namings: list[Naming]) -> None:
    """Give parts the name of what they are part of; ``namings`` is changed in place."""
    for at, (context, naming) in enumerate(zip(contexts, namings, strict=True)):
        whole = _whole(text, contexts, namings, at)
        if whole:
            was = naming.indicator
            for later in range(at, len(namings)):
                if namings[later].indicator != was or (later > at and namings[later].rule != "carried"):
                    break
                namings[later] = replace(namings[later], indicator=whole)
        elif kind := _kind_of(contexts, namings, at):
            namings[at] = replace(naming, indicator=kind)
        elif naming.rule == "noun-after" and context.left.startswith("其中"):
            deed = _ITS_DEED.match(context.right)
            if deed and deed["noun"] == naming.indicator:
                noun = "" if deed["deed"].endswith(deed["noun"]) else deed["noun"]
                namings[at] = replace(naming, indicator=deed["deed"] + noun)
        elif naming.rule == "carried" and context.quantity.kind == "count":
            done = _DONE_WITH.match(context.right)
            if done and context.left.startswith("其中"):
                head = BEGUN.sub("", naming.indicator)
                namings[at] = Naming(done["deed"] + head, "noun-after", naming.verb)


def _whole(text: str, contexts: Sequence[Context], namings: Sequence[Naming], at: int) -> str:
    """The full name of a part, empty where the name stands for itself."""
    context, name = contexts[at], namings[at].indicator
    if namings[at].rule != "noun-before" or not (name in _WAYS or _CLASS.fullmatch(name)):
        return ""
    opening = text[context.sentence_start : context.clause_start]
    follows = text[context.sentence_start - 1 : context.sentence_start] == "；"
    if not (opening.startswith("其中") or context.left.startswith("其中") or follows):
        return ""
    for earlier in range(at - 1, max(-1, at - 1 - _FURTHEST), -1):
        if text.find("\n", contexts[earlier].quantity.end, context.quantity.start) >= 0:
            return ""
        named = namings[earlier].indicator
        if name in _WAYS:
            if "占" in named or named in _WAYS:
                continue  # 进出口占全国比重
            trade = _TRADE.search(named)
            return trade["whose"] + name if trade and not _ANY_TRADE.fullmatch(trade["whose"]) else ""
        if prices := _PRICES.search(named):
            return name + prices.group()
    return ""


def _kind_of(contexts: Sequence[Context], namings: Sequence[Naming], at: int) -> str:
    """A kind of what was counted before: 办园点1709个（其中民办396个）; empty for other quantities."""
    context = contexts[at]
    kind = _KIND.fullmatch(context.left) if at and context.quantity.kind == "count" else None
    if kind is None or namings[at].indicator != kind["kind"]:
        return ""
    whole = namings[at - 1].indicator
    same = contexts[at - 1].sentence_start == context.sentence_start
    return kind["kind"] + whole if same and contexts[at - 1].quantity.kind == "count" else ""
