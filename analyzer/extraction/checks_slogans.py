"""Slogans that count targets: “5个倍增2个全覆盖”, then the targets one by one.

The quantities of the sentences behind the slogan are counted by what they measure: 倍增 and 翻番 are multiples, 全覆盖
is coverage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.model import Check, Target
from analyzer.structure.condense import Condensed
from analyzer.structure.markers import read_ordinal

_PART = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})个?(?:倍增|翻番|翻一番|全覆盖)"
_SLOGAN = re.compile(rf"“((?:{_PART}[、和及，]?){{1,3}})”")
_COUNTED = re.compile(r"(\d{1,2}|[一二两三四五六七八九十]{1,2})个?(倍增|翻番|翻一番|全覆盖)")
# the list follows: 。即：…, ，包括…, ：
_FOLLOWS = re.compile(r"[^，。；：\n]{0,12}(?:：|[，。；]?(?:即|包括|具体|分别|就是|也就是)|[（])")
_SENTENCE_END = re.compile("[。！？\n]")
_MEASURES = {"倍增": "multiple", "翻番": "multiple", "翻一番": "multiple", "全覆盖": "coverage"}


def check_slogans(view: Condensed, targets: Sequence[Target]) -> Iterator[Check]:
    """Slogans whose counts differ from the targets listed behind them."""
    text = view.text
    for match in _SLOGAN.finditer(text):
        follows = _FOLLOWS.match(text, match.end())
        if follows is None:
            continue
        stop = _SENTENCE_END.search(text, follows.end())
        end = stop.start() if stop else len(text)
        first, last = view.span(follows.end(), end)
        listed = [target for target in targets if first <= target.start < last]
        for count, word in _COUNTED.findall(match[1]):
            announced = 2 if count == "两" else read_ordinal(count)
            found = sum(target.measure == _MEASURES[word] for target in listed)
            if found and found != announced:
                yield Check(
                    "target_count",
                    "warning",
                    f"“{match[1]}”说有 {announced} 个{word}，后面列出 {found} 个。",
                    str(announced),
                    str(found),
                    *view.span(match.start(), match.end()),
                )
