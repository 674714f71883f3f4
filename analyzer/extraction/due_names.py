"""What must be done within a time: 管理单位应当在 | 30分钟 | 内到场抢修 → 管理单位到场抢修."""

from __future__ import annotations

import re
from dataclasses import replace

from analyzer.extraction.context import Context
from analyzer.extraction.coordination import Naming

_WITHIN = re.compile(
    "(?:以|之)?内，?(?:即|就|应当?|须|必须|要|可以?|将|便)?(?:予以|给予|进行|及时|尽快|全部|免费|主动)*"
    "(?P<deed>[一-龥、]{2,14}?)(?=[，。；：（\n的]|$|\\d)"
)
# what follows is no deed of the one who acts: 10年内有效, 7日内与…接触
_NO_DEED = tuple("的有无未不均暂若如与仍由凭在")
# a time with a name of its own needs no deed: 缓缴期限
_NAMED = re.compile("(?:期限|时间|时限|年限|周期|用时|时长|期)$")
# 代储企业 | 应在接令后
_FROM_WHEN = re.compile("(?:应当?|须|必须|要|可以?|需)?(?:[于在自从](?:[^，。；]{0,16}?(?:后|起|前|内))?)?$")
_NAMED_ALREADY = ("noun-after", "grant", "heading", "dealt-out")
_LONG_DEED, _LONG_ACTOR, _LONGEST_ACTOR = 4, 8, 14


def with_deed(text: str, context: Context, naming: Naming) -> Naming:
    """The name of a deadline with what is due in it, where the deed stands behind; other names as they are.

    Args:
        text: the condensed text.
        context: the quantity and its surroundings.
        naming: what the quantity is called so far, mostly who acts.
    """
    if context.quantity.kind != "time" or naming.rule in _NAMED_ALREADY or _NAMED.search(naming.indicator):
        return naming
    within = _WITHIN.match(text, context.quantity.end)
    if within is None:
        return naming
    deed = within["deed"].strip("、")
    if deed.startswith(_NO_DEED) or deed in naming.indicator:
        return naming
    actor = _FROM_WHEN.sub("", naming.indicator)
    if len(actor) >= 2 and len(actor) <= (_LONG_ACTOR if len(deed) >= _LONG_DEED else _LONGEST_ACTOR):
        return replace(naming, indicator=actor + deed)
    return replace(naming, indicator=deed) if len(deed) >= _LONG_DEED or not actor else naming
