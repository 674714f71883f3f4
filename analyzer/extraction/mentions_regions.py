"""Regions: provinces, cities and counties of dictionaries/regions.tsv, with their GB/T 2260 codes.

Full names count wherever they stand; the short names of provinces and cities where they are no part of another
word (不是“长治久安”的长治); the short names of counties only right behind the region they lie in. Words that contain or
equal a short name are the rows of dictionaries/placewords.tsv. A name that several counties share is the one whose
province or city stands before it, else the one inside the document's own region; else it has no code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.extraction.metadata_region import Gazetteer
from analyzer.extraction.name_index import Name, NameIndex
from analyzer.lexicon import Entry, Lexicon

# 深圳市场, 河东区域, 青海湖, 北京路, 山西大学, 黑河流域: the name goes on into another one
_MARKET = {
    "市": re.compile("[场民值容域面况级区委]"),
    "区": re.compile("[域间位别]"),
    "县": re.compile("[域]"),
}
_GOES_ON = re.compile(
    r"(?:[东南西北中]{1,2}[一二三]?)?(?:路|街|大道|大街|站|岸|麓)|大学|学院|时间|日报|晚报|银行|话|湖(?!北|南)|岛|半岛|人寿|证券|交易所"
    r"|流域|村(?!镇)|乡(?![村镇])|镇(?![海江宁安远雄康原坪赉])|街道|社区|舰"
)
# a short name of a city stands at the edge of a word: these may go before it
_OPEN_BEFORE = re.compile(r"(?:^|[^一-鿿]|[在和与及以至到从由对向往赴驻为等是的经将把])$")
# 黄河南岸, 太湖北部, 长江西侧, 推广东西部协作
_OTHER_BEFORE = re.compile(
    r"(?:[黄淮海辽漳沙运渭沿两护跨过沂](?=河[南北])|[太洞鄱巢西东沿环](?=湖[南北])|[长沿两跨过](?=江西)|[泰华衡嵩恒](?=山[东西])|推(?=广[东西])|[东南渤](?=海南))"
)
_WITH_OFFICE = re.compile("会同县(?!人民政府|委)[\u4e00-\u9fff]{1,10}[局委办]")
_COUNTY_END = re.compile(r"[^一-鿿]|[和与及的等至到]|$")
_MAX_SHORT = 6


class RegionFinder:
    """Finds the regions of texts with one lexicon; holds nothing of any text."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        kinds = {entry["word"]: entry["kind"] for entry in lexicon["placewords"]}
        self._phrases = frozenset(word for word, kind in kinds.items() if kind == "phrase")
        self._bare = frozenset(word for word, kind in kinds.items() if kind == "bare")
        self._index = NameIndex([*gazetteer.by_name, *gazetteer.by_short, *self._phrases])

    def find(self, text: str, home: str = "") -> Iterator[Name]:
        """The regions of a condensed text in order.

        Args:
            text: the text.
            home: the code of the document's own region.
        """
        before: Entry | None = None
        ended = -1
        for start, end in self._index.find(text):
            if start < ended:
                continue
            beside = before if start == ended else None
            found = self._read(text, start, end, beside, home)
            if found is None:
                before = None
                continue
            entry, end = found
            ended = end
            before = entry
            yield Name(
                start,
                end,
                "region",
                entry["region"],
                "" if self._shared(entry, beside, home) else entry["code"],
            )
            if entry["level"] != "county" or beside is None:
                county = self._county_behind(text, end, entry)
                if county is not None:
                    ended = end + len(county["short"])
                    before = county
                    yield Name(end, ended, "region", county["region"], county["code"])

    def _read(
        self, text: str, start: int, end: int, beside: Entry | None, home: str
    ) -> tuple[Entry, int] | None:
        """The region that a name means, and where it ends; None if it is no region here."""
        name = text[start:end]
        if name in self._phrases or _WITH_OFFICE.match(text, start):
            return None
        entries = self._gazetteer.by_name.get(name)
        if entries:
            inside = _MARKET.get(name[-1])
            if inside is None or not inside.match(text, end):
                if name.endswith("城市") and beside is None and not _at_edge(text, start):
                    return None  # 适应城市发展, 沿海城市
                if len(name) > 2 and name not in self._bare:
                    return self._choose(entries, beside, home), end
                own = [
                    entry for entry in entries if beside is not None and self._lies_in(entry, beside["code"])
                ]
                return (own[0], end) if own else None
            name = name[:-1]  # 深圳市场 names 深圳
            end -= 1
        entries = self._gazetteer.by_short.get(name)
        if not entries or _GOES_ON.match(text, end):
            return None
        entry = (
            entries[0]
            if len(entries) == 1
            else min(entries, key=lambda entry: entry["level"] != "provincial")
        )
        if beside is not None and any(self._lies_in(one, beside["code"]) for one in entries):
            return next(one for one in entries if self._lies_in(one, beside["code"])), end
        if name in self._bare:
            return None
        if entry["level"] == "provincial":
            other = _OTHER_BEFORE.match(text, start - 1) if start else None
            return None if other else (entry, end)
        return (entry, end) if beside is not None or _at_edge(text, start) else None

    def _choose(self, entries: list[Entry], beside: Entry | None, home: str) -> Entry:
        for code in (beside["code"] if beside is not None else "", home):
            for entry in entries:
                if code and self._lies_in(entry, code):
                    return entry
        return entries[0]

    def _shared(self, entry: Entry, beside: Entry | None, home: str) -> bool:
        """Whether other units have the same name and nothing tells which is meant."""
        entries = self._gazetteer.by_name[entry["region"]]
        if len(entries) == 1:
            return False
        codes = [code for code in (beside["code"] if beside is not None else "", home) if code]
        return not any(self._lies_in(entry, code) for code in codes)

    def _county_behind(self, text: str, at: int, parent: Entry) -> Entry | None:
        """上海宝山: the county whose short name stands right behind the region it lies in."""
        for length in range(_MAX_SHORT, 1, -1):
            name = text[at : at + length]
            if name in self._bare or not _COUNTY_END.match(text, at + length):
                continue
            for entry in self._gazetteer.county_short.get(name, ()):
                if self._lies_in(entry, parent["code"]):
                    return entry
        return None

    def _lies_in(self, entry: Entry, code: str) -> bool:
        parent = entry["parent"]
        above = self._gazetteer.by_code.get(parent)
        return entry["code"] == code or parent == code or (above is not None and above["parent"] == code)


def _at_edge(text: str, start: int) -> bool:
    """Whether a name does not continue a word before it."""
    return _OPEN_BEFORE.search(text[max(0, start - 1) : start]) is not None
