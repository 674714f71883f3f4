"""Whether the sentences around a place ask or tell, for texts whose kind nothing else shows.

A stretch cut out of a report has no title and no heading: that 培育服务商100家 is wanted shows only in its
neighbours, which 鼓励, 健全 and 引导, where a review 入选, 累计 and 跃居. The words are those of ``cues`` with the
place ``document``; they were found by comparing the two halves (review and plan) of government work reports.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from analyzer.lexicon import Lexicon

# how far the voice of a place reaches, in characters, and by how many words one side must lead
_BEFORE = 600
_AFTER = 300
_LEAD = 2


class Voice:
    """The words of asking and telling of one text, counted around a place.

    >>> from analyzer.lexicon import load_lexicon
    >>> text = "健全服务体系，鼓励企业扩产，引导资金下沉。培育服务商100家。"
    >>> Voice(text, voice_words(load_lexicon())).at(text.index("100"))
    'target'
    """

    def __init__(self, text: str, words: dict[str, re.Pattern[str]]) -> None:
        self._starts = {
            status: [match.start() for match in pattern.finditer(text)] for status, pattern in words.items()
        }

    def at(self, position: int) -> str:
        """``target`` where the neighbours ask, ``actual`` where they tell, empty where neither leads."""
        counts = {
            status: bisect_left(starts, position + _AFTER) - bisect_left(starts, position - _BEFORE)
            for status, starts in self._starts.items()
        }
        lead = counts["target"] - counts["actual"]
        return "target" if lead >= _LEAD else "actual" if lead <= -_LEAD else ""


def voice_words(lexicon: Lexicon) -> dict[str, re.Pattern[str]]:
    """The words of asking (``target``) and telling (``actual``) of a lexicon, each as one pattern."""
    return {
        status: re.compile(
            "|".join(map(re.escape, lexicon.words("cues", place="document", status=status))) or "(?!)"
        )
        for status in ("target", "actual")
    }
