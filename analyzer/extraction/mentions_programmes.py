"""Programmes, plans and projects: “111”创新工程, “十四五”规划, 863计划.

A quoted name with 工程, 计划, 行动 … behind it is one by its form; names that are written without quotation marks are
rows of dictionaries/programmes.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.extraction.name_index import Name, NameIndex
from analyzer.lexicon import Lexicon

_QUOTED = re.compile(
    r"“(?P<name>[^“”，。；：！？\n]{1,20})”"
    r"(?P<head>[^和与及或的等为在是、，。；：！？“”（）《》\n\d]{0,4}?"
    r"(?:专项(?:行动|规划|计划|工程)|行动计划|行动方案|规划纲要|工程|计划|行动|规划|专项|战略|倡议|示范区|攻坚战|科技项目))"
    r"(?![师序部局])(?!布局|定位|机遇|性|地位|支撑|支点|高地|目标|合作)"
)
# “百千万工程”: all of it inside the quotation marks
_WITHIN = re.compile(r"“(?P<name>[^“”，。；：！？\n]{1,18}(?:工程|计划|行动|战略|专项|规划))”")
# 工程 and 计划 as verbs or parts of other words: “五一”计划外出
_NO_HEAD = re.compile(r"期间|时期|以来|目标|开局|收官|之|重点|主要|任务")
_LATIN = re.compile(r"[A-Za-z0-9]")


class ProgrammeFinder:
    """Finds programmes with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._full: dict[str, str] = {}
        self._none = frozenset(
            entry["programme"] for entry in lexicon["programmes"] if entry["kind"] == "none"
        )
        for entry in lexicon["programmes"]:
            if entry["kind"] == "none":
                continue
            for name in (entry["programme"], *entry["aliases"].split("|")):
                if name:
                    self._full.setdefault(name, entry["programme"])
        self._index = NameIndex(self._full)

    def find(self, text: str) -> Iterator[Name]:
        """The programmes of a condensed text, those in quotation marks first."""
        taken: set[int] = set()
        for match in _QUOTED.finditer(text):
            plain = match["name"] + match["head"]
            if _NO_HEAD.search(match["head"]) or plain in self._none:
                continue
            taken.update(range(*match.span()))
            yield Name(*match.span(), "programme", self._full.get(plain, plain))
        for match in _WITHIN.finditer(text):
            if match.start() in taken or match["name"] in self._none:
                continue
            taken.update(range(*match.span()))
            yield Name(*match.span(), "programme", self._full.get(match["name"], match["name"]))
        for start, end in self._index.find(text):
            if start in taken or end - 1 in taken:
                continue
            name = text[start:end]
            if _LATIN.match(name) and start and _LATIN.match(text[start - 1]):
                continue  # 1863计划
            yield Name(start, end, "programme", self._full[name])
