"""Sentences: the text between the full stops.

A sentence ends at 。！？ or with its paragraph; closing quotes and brackets right behind the stop belong to
it. Inside brackets and quotes nothing ends: （…。…） is part of the sentence around it.
:func:`split_sentences` works on positions of the condensed text; :func:`find_sentences` cuts at ； and at
list markers too, and answers in offsets of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from analyzer.model import Item, Sentence
from analyzer.structure.condense import Condensed

_TOKEN = re.compile("[。！？；\\n（）〔〕【】“”《》「」『』]")
_PAIRS = {"（": "）", "〔": "〕", "【": "】", "“": "”", "《": "》", "「": "」", "『": "』"}
_CLOSERS = frozenset(_PAIRS.values())
_AFTER_STOP = re.compile(r"[”’）〕】』」》]{1,4}(?![，、；：的等和与及是为])")
# a pair farther apart than this is a slip of the pen and protects nothing
_MAX_PAIR = 400


def split_sentences(text: str, stops: str = "。！？") -> list[tuple[int, int]]:
    """Half-open spans of the sentences of a condensed text, without the line breaks between them.

    >>> text = "全市修路10公里（含县道。）。又架桥两座；植树千亩！\\n城区绿化"
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['全市修路10公里（含县道。）。', '又架桥两座；植树千亩！', '城区绿化']
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _ends(text, stops):
        if end > start:
            if text[end - 1] == "\n":
                if end - 1 > start:
                    spans.append((start, end - 1))
            else:
                spans.append((start, end))
            start = end
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def _ends(text: str, stops: str) -> list[int]:
    """Positions after every stop that ends a sentence, in order."""
    ends: list[int] = []
    covered = _covered(text)
    at = 0
    for match in _TOKEN.finditer(text):
        sign, position = match.group(), match.start()
        if sign == "\n":
            ends.append(position + 1)
            continue
        if sign not in stops:
            continue
        while at < len(covered) and covered[at][1] <= position:
            at += 1
        if at < len(covered) and covered[at][0] < position:
            # inside a pair: only a stop right before its end closes the sentence, together with the pair
            closing = covered[at][1]
            after = _AFTER_STOP.match(text, position + 1)
            if text[covered[at][0]] == "（" or after is None or after.end() < closing + 1:
                continue
            ends.append(after.end())
            continue
        after = _AFTER_STOP.match(text, position + 1)
        ends.append(after.end() if after else position + 1)
    return ends


def _covered(text: str) -> list[tuple[int, int]]:
    """The outermost pairs of quotes or brackets inside one paragraph, as (opening, closing) positions."""
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(text):
        sign, position = match.group(), match.start()
        if sign == "\n":
            stack.clear()
        elif sign in _PAIRS:
            stack.append((_PAIRS[sign], position))
        elif sign in _CLOSERS and stack and stack[-1][0] == sign:
            _, opening = stack.pop()
            if position - opening <= _MAX_PAIR:
                while pairs and pairs[-1][0] > opening:
                    pairs.pop()
                pairs.append((opening, position))
    return pairs


def find_sentences(view: Condensed, outline: tuple[Item, ...]) -> tuple[Sentence, ...]:
    """Sentences in document offsets, each with the innermost outline item it stands in.

    ``outline`` is that of :func:`analyzer.structure.outline.find_outline`. ； ends a sentence outside quotes
    and brackets, and no sentence reaches over the marker of an item.

    >>> from analyzer.structure.condense import condense
    >>> from analyzer.structure.outline import find_outline
    >>> view = condense("一、交通\\n修路；架桥。")
    >>> [(item.start, item.end, item.item) for item in find_sentences(view, find_outline(view))]
    [(0, 4, 0), (5, 8, 0), (8, 11, 0)]
    """
    starts = [view.position(item.start) for item in outline]
    found: list[Sentence] = []
    open_items: list[int] = []
    at = 0
    for start, end in split_sentences(view.text, "。！？；"):
        cuts = starts[bisect_right(starts, start) : bisect_right(starts, end - 1)]
        for left, right in zip([start, *cuts], [*cuts, end], strict=True):
            first, last = view.span(left, right)
            while at < len(outline) and starts[at] <= left:
                open_items.append(at)
                at += 1
            while open_items and outline[open_items[-1]].end <= first:
                open_items.pop()
            found.append(Sentence(first, last, open_items[-1] if open_items else None))
    return tuple(found)
