"""Whether the sentences around a place ask or tell, for texts whose kind nothing else shows.

A stretch cut out of a report has no title and no heading: that 培育服务商100家 is wanted shows only in its
neighbours, which 鼓励, 健全 and 引导, where a review 入选, 累计 and 跃居. The words are those of ``cues`` with the
place ``document``; they were found by comparing the two halves (review and plan) of government work reports.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from analyzer.lexicon import Lexicon

# how far the voice of a place reaches, in characters: its neighbours, and the section
_NEAR = (600, 300)
_WIDE = (1500, 800)
# by how many words one side must lead near the place
_LEAD = 2
# lead in the section, as a share of its words, from which a heading of review holds no more: of the numbers under
# such headings in 28 work reports 0.5 % stand in sections that ask so much, of those under plans 87 %
_OUTWEIGHS = 0.5
_LEAST_WORDS = 24

# 下降15.9%, 252.7万人: what is told is counted exactly, what is wanted is round
_EXACT = re.compile(r"(?<![\d.])\d{1,9}\.\d{1,2}(?![\d.])(?!\d?%?(?:左右|以上|以内))")


class Spoken(NamedTuple):
    """``status``: target where the neighbours ask, actual where they tell, empty where neither leads.

    ``urgent``: they ask so much that even a heading of review does not hold any more, as where the pieces of an
    excerpt stand together without the headings between them.
    """

    status: str
    urgent: bool


SILENT = Spoken("", False)


class Voice:
    """The words of asking and telling of one text, counted around a place.

    >>> from analyzer.lexicon import load_lexicon
    >>> text = "健全服务体系，鼓励企业扩产，引导资金下沉。培育服务商100家。"
    >>> Voice(text, voice_words(load_lexicon())).at(text.index("100")).status
    'target'
    """

    def __init__(self, text: str, words: dict[str, re.Pattern[str]]) -> None:
        self._starts = {
            status: [match.start() for match in pattern.finditer(text)] for status, pattern in words.items()
        }
        exact = [match.start() for match in _EXACT.finditer(text)]
        self._starts["actual"] = sorted([*self._starts["actual"], *exact])

    def at(self, position: int) -> Spoken:
        """What the words around a place say of it, those of its own sentence among them."""
        asked, told = self._count(position, *_NEAR)
        status = "target" if asked - told >= _LEAD else "actual" if told - asked >= _LEAD else ""
        asked, told = self._count(position, *_WIDE)
        heard = asked + told >= _LEAST_WORDS
        return Spoken(status, heard and asked - told >= _OUTWEIGHS * (asked + told))

    def _count(self, position: int, before: int, after: int) -> tuple[int, int]:
        """The words of asking and of telling around a place."""
        asked, told = (
            bisect_left(self._starts[status], position + after)
            - bisect_left(self._starts[status], position - before)
            for status in ("target", "actual")
        )
        return asked, told


def voice_words(lexicon: Lexicon) -> dict[str, re.Pattern[str]]:
    """The words of asking (``target``) and telling (``actual``) of a lexicon, each as one pattern."""
    return {
        status: re.compile(
            "|".join(map(re.escape, lexicon.words("cues", place="document", status=status))) or "(?!)"
        )
        for status in ("target", "actual")
    }
