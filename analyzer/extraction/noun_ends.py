"""Where a counted noun ends: before what it does or has done to it (``stop`` of the dictionary's edges)."""

from __future__ import annotations

import re

from analyzer.extraction.phrasing import PhraseCutter

_NOUN = re.compile("[^，。；：！？、\n（）\\d]{1,40}")
_LONGEST_COUNTED = 6
# 42个一体化 | 试点 | 加快推进: what stands before another stop is no deed
_NOUN_STOPS = frozenset({"试点", "示范"})
_UNITS = frozenset("省市区县州旗乡镇村")  # 22万个 | 乡


class NounEnds:
    """Finds the ends of nouns with the word lists of one lexicon.

    >>> from analyzer.lexicon import load_lexicon
    >>> NounEnds(PhraseCutter(load_lexicon())).until_stop("一体化试点加快推进")
    ('一体化试点', True)
    """

    def __init__(self, cutter: PhraseCutter) -> None:
        self._cutter = cutter

    def states_share(self, right: str) -> bool:
        """Whether a noun and what it does follow a share at a clause's start: 70% | 村卫生室实现…"""
        noun = _NOUN.match(right)
        if noun is None or self._cutter.stops.at_start(right) or self._cutter.verbs.at_start(right):
            return False
        return self.until_stop(noun.group())[1]

    def describes(self, noun: str, acts: str) -> bool:
        """Whether a verb only tells which ones are counted: 60个 | 入驻企业, but not 60个 | 入驻园区."""
        if noun in self._cutter.counted:
            return True  # 30个 | 试点
        counted = noun[len(acts) :].removeprefix("的")
        return (
            len(acts) > 1 and self._cutter.counted.at_end(counted) != "" and len(counted) <= _LONGEST_COUNTED
        )

    def acts(self, words: str) -> bool:
        """Whether a stretch begins with a verb."""
        return bool(self._cutter.verbs.at_start(words) or self._cutter.left.at_start(words))

    def has_stop(self, words: str) -> bool:
        """Whether a stretch says what something does, or counts again."""
        return self.until_stop(words)[1] or any(
            self._cutter.verbs.at_start(words, at) or self._cutter.left.at_start(words, at)
            for at in (0, words.find("、") + 1)
        )

    def until_stop(self, noun: str) -> tuple[str, bool]:
        """The noun up to the word that says what it does, and whether there is one."""
        whole_end = len(self._cutter.whole.at_start(noun) or self._cutter.stops.at_start(noun))
        for at in range(0 if noun[:1] == "“" else 1, len(noun)):
            if noun[at] == "“":
                whole_end = max(whole_end, noun.find("”", at) + 1)  # “点对点” | 直达包车
            # a word that is never cut reaches to here: 上市公司, 集聚区
            stop = "" if whole_end > at else self._cutter.stops.at_start(noun, at)
            whole_end = max(whole_end, at + len(self._cutter.whole.at_start(noun, at)))
            if whole_end >= at + len(stop):
                stop = ""  # 特色 | 达标 | 设施
            if stop == "以" and noun[at + 1 : at + 2] in ("上", "下", "内"):
                continue  # 二级以上医院
            behind = at + len(stop)
            if stop in _NOUN_STOPS and (behind == len(noun) or self._cutter.left.at_start(noun, behind)):
                continue
            if stop == "均" and noun[at - 1] in "人平户亩":
                continue  # 月人均失业保险金
            if stop and (at >= 2 or len(stop) == 1 or noun[0] in _UNITS):
                self._cutter.note("noun-stop", stop)
                return noun[:at], True
        return noun, False
