"""Named things that a document refers to: policy titles 《》, document numbers, programmes in quotation marks."""

from __future__ import annotations

import re

from analyzer.lexicon import Lexicon
from analyzer.model import Mention
from analyzer.structure.condense import Condensed

_TITLE = re.compile(r"《([^《》\n]{2,100}(?:〈[^〈〉\n]{1,60}〉[^《》\n]{0,40})?)》")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}?〔\d{4}〕第?\d{1,5}号")
_NUMBER_HEAD = re.compile(r"^.*(?:根据|按照|关于|依据|印发|见|执行|落实|和|与|按)")
_PROGRAMME = re.compile(r"“([^“”，。；\n]{1,20})”(?=创新工程|工程|计划|行动|战略|专项|规划|示范|试点)")


def find_mentions(view: Condensed, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Mentions of one document in the order of the text, with document offsets.

    >>> from analyzer.lexicon import load_lexicon
    >>> from analyzer.structure.condense import condense
    >>> view = condense("落实《云岭省数据条例》（云政发〔2024〕3号），实施“十链百企”工程。")
    >>> [(mention.kind, mention.canonical) for mention in find_mentions(view, load_lexicon())]
    [('title', '云岭省数据条例'), ('doc_number', '云政发〔2024〕3号'), ('programme', '十链百企')]
    """
    text = view.text
    found: list[tuple[int, int, str, str]] = []
    for match in _TITLE.finditer(text):
        found.append((*match.span(), "title", match[1]))
    for match in _NUMBER.finditer(text):
        head = _NUMBER_HEAD.match(match.group())
        start = match.start() + (head.end() if head else 0)
        found.append((start, match.end(), "doc_number", text[start : match.end()]))
    for match in _PROGRAMME.finditer(text):
        found.append((*match.span(), "programme", match[1]))
    mentions = []
    for start, end, kind, canonical in sorted(found):
        first, last = view.span(start, end)
        mentions.append(Mention(kind, view.original[start:end], canonical, first, last))
    return tuple(mentions)
