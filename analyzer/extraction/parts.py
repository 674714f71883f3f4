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
# 第六条 住院起付标准： | 乡镇卫生院200元
_LABEL = re.compile(
    r"(?:第[一二三四五六七八九十\d]{1,4}条\s?)?(?P<label>[一-龥]{2,10}(?:标准|比例|费率|价格|限额|额度|补贴|奖励|期限|起付线))："
)
# B类、C类 | 分别为80万元
_CLASS_ONLY = re.compile("(?:[A-Z甲乙丙丁]|[一二三四五])类(?:、[A-Z甲乙丙丁]类)*(?:人才|企业|人员|项目)?")
_LONGEST_MEMBER, _LONGEST_TITLE = 12, 12
# 商品房待售面积9.8万平方米，其中住宅 | 6.1万平方米
_OF_HOMES = re.compile("(?:销售|待售|施工|竣工|新开工|网签|成交)面积$")
_HOMES = frozenset({"住宅", "商品住宅", "办公楼", "商业营业用房", "新建商品住宅"})
# 确诊病例中， | 男性
_AMONG = re.compile("(?<![一-龥])(?P<whole>[一-龥]{2,12}?)中，")
_RATE = re.compile("[一-龥]{2}率$")
_LONGEST_RATE = 5
_LEAST_WHOSE = 4
# 其中民营主体仅占 | 97%
_PART_HOLDS = re.compile(
    "其中，?(?P<part>[^，。；、占]{2,14}?)(?:仅|只|就|已|约|大约)?占(?:到|了|将?近|约|超过?|不到|比达)?$"
)
_LONGEST_WHOLE = 16


def name_parts(
    text: str, contexts: Sequence[Context], namings: list[Naming], groups: frozenset[str] = frozenset()
) -> None:
    """Give parts the name of what they are part of; ``namings`` is changed in place.

    ``groups`` are the words that tell parts of one noun apart: 城区, 男性.
    """
    for at, (context, naming) in enumerate(zip(contexts, namings, strict=True)):
        if naming.indicator in groups and (grouped := _of_group(text, contexts, namings, at)):
            namings[at] = replace(naming, indicator=naming.indicator + grouped)
            continue
        if share := _share_of_whole(text, contexts, namings, at):
            namings[at] = replace(naming, indicator=share)
            continue
        if rate := _homes(contexts, namings, at) or _same_rate(contexts, namings, at):
            namings[at] = replace(naming, indicator=rate)
            continue
        if whole := _whole(text, contexts, namings, at):
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


def _of_group(text: str, contexts: Sequence[Context], namings: Sequence[Naming], at: int) -> str:
    """What a group is part of: 集中隔离点 of 集中隔离点71个，其中，城区11个; empty for other quantities."""
    context = contexts[at]
    if namings[at].rule not in ("noun-before", "carried") or context.quantity.kind not in ("count", "person"):
        return ""
    among = [match["whole"] for match in _AMONG.finditer(text, context.sentence_start, context.clause_start)]
    if among:
        return str(among[-1])  # 确诊病例中，男性272例，女性237例
    for earlier in range(at - 1, max(-1, at - 1 - _FURTHEST), -1):
        other = contexts[earlier]
        if other.sentence_start != context.sentence_start:
            return ""
        if other.quantity.unit == context.quantity.unit and other.clause_start < context.clause_start:
            return (
                namings[earlier].indicator
                if "其中" in text[other.quantity.end : context.quantity.start]
                else ""
            )
    return ""


def _same_rate(contexts: Sequence[Context], namings: Sequence[Naming], at: int) -> str:
    """Whose rate the second of two is: 应届毕业生就业率95%、市场就业率70% → 应届毕业生市场就业率; else empty."""
    context, naming = contexts[at], namings[at]
    if not (at and naming.rule == "noun-before" and context.left.startswith(("、", "以上、", "左右、"))):
        return ""
    rate = _RATE.search(naming.indicator)
    before = namings[at - 1].indicator
    if rate is None or not before.endswith(rate.group()) or len(naming.indicator) > _LONGEST_RATE:
        return ""
    whose = before.removesuffix(rate.group())
    return whose + naming.indicator if len(whose) >= _LEAST_WHOSE and naming.indicator != rate.group() else ""


def _share_of_whole(text: str, contexts: Sequence[Context], namings: Sequence[Naming], at: int) -> str:
    """What a part is a share of: 经营主体276万户，其中民营主体占97% → 民营主体占经营主体; else empty."""
    context = contexts[at]
    if at == 0 or context.quantity.kind != "ratio":
        return ""
    part = _PART_HOLDS.search(text[context.clause_start : context.quantity.start])
    whole = namings[at - 1].indicator
    same = contexts[at - 1].sentence_start == context.sentence_start
    if part is None or not same or not whole or "占" in whole or len(whole) > _LONGEST_WHOLE:
        return ""
    return f"{part['part']}占{whole}"


def _homes(contexts: Sequence[Context], namings: Sequence[Naming], at: int) -> str:
    """Homes among what is built or sold, and what of it is new; empty for other quantities."""
    context, before = contexts[at], namings[at - 1].indicator if at else ""
    area = _OF_HOMES.search(before)
    if area is None or "其中" not in context.left or contexts[at - 1].quantity.unit != context.quantity.unit:
        return ""
    if namings[at].indicator in _HOMES:
        return namings[at].indicator + area.group()
    began = re.search("其中(?:本年)?新开工$", context.left)
    return before[: area.start()] + "新开工面积" if began else ""


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


def name_by_label(
    text: str, contexts: Sequence[Context], namings: list[Naming], titles: Sequence[str]
) -> None:
    """Give members the name of their label or item; ``namings`` is changed in place.

    住院起付标准：乡镇卫生院200元，县级医院500元 → 县级医院住院起付标准; 第四条 购房补贴。B类、C类分别为80万元 →
    B类购房补贴. ``titles`` are those of the outline's items.
    """
    for at, (context, naming) in enumerate(zip(contexts, namings, strict=True)):
        name = naming.indicator
        if not 1 < len(name) <= _LONGEST_MEMBER or naming.rule not in ("noun-before", "dealt-out", "shared"):
            continue
        label = _LABEL.match(text, context.sentence_start, context.quantity.start)
        if label and label["label"][-2:] not in name and name not in label["label"]:
            namings[at] = replace(naming, indicator=name + label["label"])
        elif _CLASS_ONLY.fullmatch(name) and context.item is not None and context.item < len(titles):
            title = re.split("[（(。：；，]", titles[context.item], maxsplit=1)[0]
            if 2 <= len(title) <= _LONGEST_TITLE:
                namings[at] = replace(naming, indicator=name + title)
