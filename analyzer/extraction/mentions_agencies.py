"""Agencies: the names of dictionaries/agencies.tsv, short or full, with the place before them.

省科技厅 means 省科学技术厅; 云岭省科技厅 is that office of 云岭省. What the dictionary has for a 省, 市 or 县 holds
for a 自治区, 州, 区 and 旗 too (地方各级机构的通行叫法). A bare name (财政局, 药监局) says no level: it has that of the
agency it is listed behind (省工信厅、财政厅), or means the national office; 财政部门 is no agency at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.extraction.metadata_region import Gazetteer
from analyzer.extraction.name_index import Name, NameIndex
from analyzer.lexicon import Lexicon

_LEVELS = {"省": ("省", "自治区"), "市": ("市", "州"), "县": ("县", "区", "旗")}
# a name that says itself that it is national
_NATIONAL = re.compile(
    r"国家|国务院|中国|中华|中央|最高|全国|海关总署|审计署|央行|国防|外交|人民银行|新华社|[一-鿿]{1,12}部$|[一-鿿]{2,12}总局$"
)
# what may stand before a name that begins with its level (市财政局) or says none (财政厅)
_OPEN_BEFORE = re.compile(r"(?:^|[^一-鿿]|[和与及由向经是对请报到在为将把同按让给于等前原各全本我该以至])$")
_ALREADY_LOCAL = re.compile(r"[省市县区州旗盟镇乡]$")
# the next characters make another word of the name: 财政部门, 市政府性基金
_OTHER_WORD = {
    "部": re.compile("[门分署长队级件位属委省]"),
    "局": re.compile("[部势面限长]"),
    "办": re.compile("[公理法事学案]"),
    "委": re.compile("[员托书]|会(?!同)"),
    "院": re.compile("[士校长]"),
    "行": re.compile("[业为动长间]"),
    "会": re.compile("[议员长展]"),
    "厅": re.compile("[长级局]"),
    "府": re.compile("[性]"),
    "社": re.compile("[会区]"),
}
_OWN_OFFICE = re.compile(r"办公[厅室]")
# 国家税务总局云岭省税务局: the local branch of a national office
_BRANCH = re.compile(r"[\u4e00-\u9fff]{2,10}?(?:税务局|中心支行|营业管理部|分行|监管局|证监局|分局|管理局)")
_HAS_BRANCHES = frozenset(
    {"国家税务总局", "中国人民银行", "中国银行保险监督管理委员会", "国家金融监督管理总局"}
)
# 市发改委会同县教育局: here 会同 is a verb, not the county
_WITH_COUNTY = "会同县"
_MAX_PLACE = 14


class AgencyFinder:
    """Finds the agencies of texts with one lexicon; holds nothing of any text."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._places = gazetteer.by_name
        self._full: dict[str, str] = {}
        for entry in lexicon["agencies"]:
            for name in (entry["agency"], *entry["aliases"].split("|")):
                if not name:
                    continue
                for written, full in _at_all_levels(name, entry["agency"]):
                    self._full.setdefault(written, full)
        # 省工信厅、财政厅: the level said once holds for the names behind it
        bare = {name.removeprefix(level) for name in self._full if (level := _level_of(name))}
        self._index = NameIndex([*self._full, *(name for name in bare if len(name) > 2)])

    def find(self, text: str, national: bool = True) -> Iterator[Name]:
        """The agencies of a condensed text in order.

        Args:
            text: the text.
            national: whether a bare name (药监局) may mean the national office, as in a national document.
        """
        free = 0
        said = ""  # the level of the agency that ends at ``free``
        for start, end in self._index.find(text):
            name = text[start:end]
            other = _OTHER_WORD.get(name[-1])
            if start < free or (other is not None and other.match(text, end)):
                continue
            if said and start == free + 1 and text[free] in "、和及" and said + name in self._full:
                free = end
                yield Name(start, end, "agency", self._full[said + name])
                continue
            if name not in self._full:
                continue
            full = self._full[name]
            level = _level_of(name)
            first = start
            if level:
                place = self._place_before(text, start + len(level), free)
                if place >= 0:
                    first = place
                    full = text[place : start + len(level)] + full.removeprefix(level)
                elif not _OPEN_BEFORE.search(text[max(0, start - 1) : start]):
                    continue
            elif not _NATIONAL.search(name):
                before = text[max(0, start - 1) : start]
                if not national or not _OPEN_BEFORE.search(before):
                    continue
            elif _ALREADY_LOCAL.search(text[max(0, start - 1) : start]) and not name.startswith(
                ("国", "中", "全", "最")
            ):
                continue
            office = _OWN_OFFICE.match(text, end)
            if office and not name.endswith(("办", "办公厅", "办公室")):
                end, full = office.end(), full + office.group()
            elif full in _HAS_BRANCHES:
                branch = _BRANCH.match(text, end)
                if branch and self._begins_with_place(branch.group()):
                    end, full = branch.end(), full + branch.group()
            free, said = end, level
            yield Name(first, end, "agency", full)

    def _place_before(self, text: str, end: int, free: int) -> int:
        """Where a region's full name begins that ends at a position; -1 if none does."""
        for length in range(min(_MAX_PLACE, end - free), 2, -1):
            name = text[end - length : end]
            if name in self._places and name != _WITH_COUNTY:
                return end - length
        return -1

    def _begins_with_place(self, words: str) -> bool:
        return (
            any(words[:length] in self._places for length in range(3, len(words))) or words[2:3] in "税市省"
        )


def _at_all_levels(name: str, full: str) -> Iterator[tuple[str, str]]:
    """A name of one level, and what it is called at the other kinds of units of that level."""
    kinds = _LEVELS.get(name[0])
    if kinds is None or not full.startswith(name[0]):
        yield name, full
        return
    for kind in kinds:
        yield kind + name[1:], kind + full[1:]


def _level_of(name: str) -> str:
    for level in ("自治区", "省", "市", "州", "县", "区", "旗"):
        if name.startswith(level):
            return level
    return ""
