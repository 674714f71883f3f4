"""What stands around a sentence and tells its status: since the full stop before, in its paragraph, behind it."""

from __future__ import annotations

import re

from analyzer.extraction.context import Context, paragraph_start

_FURTHEST = 1000
_MAX_AHEAD = 200
# …增长5%左右。围绕实现上述目标，重点抓好以下工作
_AIMS_ABOVE = re.compile("(?:实现|完成|达成|提出|确定)(?:上述|以上|这些)[一-龥]{0,4}目标")
_NEXT_SENTENCE = 40
# 这五年，综合经济实力再攀新高峰: under 关于规划纲要的说明
_THESE_YEARS = re.compile("这[三四五]年(?=，)")
_COMING_YEARS = re.compile("今后|未来|到20[2-9]\\d年|目标|“十[五六七]五”|明年|力争")


def told_of_years(text: str, context: Context) -> str:
    """这五年, where a review opens an explanation of the next plan: in the paragraph before a quantity."""
    start = paragraph_start(text, context.quantity.start, context.quantity.start - _FURTHEST)
    ahead = text[start : context.quantity.start]
    told = list(_THESE_YEARS.finditer(ahead))
    return told[-1].group() if told and not _COMING_YEARS.search(ahead, told[-1].end()) else ""


def aimed_above(text: str, context: Context) -> bool:
    """Whether the sentence behind speaks of the goals above: 增长5%；….围绕实现上述目标，…"""
    last = max(context.sentence_end - 1, 0)
    stop = text.find("。", last, last + _FURTHEST) + 1
    return stop > 0 and _AIMS_ABOVE.search(text, stop, stop + _NEXT_SENTENCE) is not None


def since_full_stop(text: str, context: Context) -> str:
    """What stands before a quantity since the last full stop; a semicolon does not end what is said."""
    furthest = max(0, context.sentence_start - _MAX_AHEAD)
    stop = max(text.rfind(sign, furthest, context.sentence_start) for sign in "。\n！")
    return text[max(stop + 1, furthest) : context.quantity.start]
