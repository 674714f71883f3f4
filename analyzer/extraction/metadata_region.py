"""Which place a document is about, with its code and the level of government.

First the issuer says it, then the title, then the meeting at which a report was delivered; a text that
names none of them is judged by how its author speaks of home (我省, 全市, 我国) and which place he names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from analyzer.lexicon import Entry, Lexicon

NATION = "全国"
_COUNTED = 20_000
_NATIONAL = re.compile(
    r"^(?:中共中央|中央|国务院|国家|全国|中国|中华人民共和国|最高人民|(?:外交|国防|教育|科学技术|科技|工业和信息化|公安|民政|司法|财政|人力资源|自然资源|生态环境"
    r"|住房和?城乡建设|交通运输|水利|农业|商务|文化和旅游|退役军人|应急管理|审计署|海关总署|银保监会|证监会|国资委|人民银行|环境保护|国土资源))"
)
_MEETING = re.compile(r"在(?P<place>[\u4e00-\u9fff]{2,14}?)第[一二三四五六七八九十\d]{1,3}届")
_NATIONAL_WORDS = re.compile(r"我国|全国|国务院|党中央|新中国")
_PROVINCE_WORDS = re.compile(r"我省|全省|省委|省政府|我区|自治区")
_CITY_WORDS = re.compile(r"我市|全市|本市|市委|市政府|市[发财商工教卫科民经][\u4e00-\u9fff]{0,6}[局委]")
_COUNTY_WORDS = re.compile(r"我县|全县|本县|县委|县政府|我区|本区|区委|区政府")
# a place that is not, or no longer, in the list of codes: 云岭省人民政府办公厅; the place of a meeting stands alone
_UNLISTED = re.compile(
    r"(?P<name>(?![某本全我各该])[\u4e00-\u9fff]{2,5}?(?P<kind>省|市(?!场|政|民|容)|县|旗))"
    r"(?:[\u4e00-\u9fff]{0,20}(?:政府|委员会|厅|局|委|办公室|领导小组|指挥部))?$"
)
_LEVELS = {"省": "provincial", "市": "municipal", "县": "county", "旗": "county"}
# 县工业和信息化局会同县财政局: here 会同 is a verb, not the county
_WITH_OFFICE = re.compile("会同县(?!人民政府|委)[\u4e00-\u9fff]{1,10}[局委办]")
_TOWNSHIP = re.compile(r"(?:镇|乡)(?:人民政府|党委)|街道(?:办事处|党工委)")


@dataclass(frozen=True, slots=True)
class Region:
    """A place: its full name, its code if one place alone can be meant, and its level of government."""

    name: str = ""
    code: str = ""
    level: str = ""


class Gazetteer:
    """The regions of the lexicon, by full and by short name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.by_code = {entry["code"]: entry for entry in lexicon["regions"]}
        self.by_name: dict[str, list[Entry]] = defaultdict(list)
        self.by_short: dict[str, list[Entry]] = defaultdict(list)
        self.county_short: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.by_code.values():
            self.by_name[entry["region"]].append(entry)
            if entry["short"]:
                shorts = self.county_short if entry["level"] == "county" else self.by_short
                shorts[entry["short"]].append(entry)

    def in_name(self, text: str) -> list[Entry]:
        """Regions that a title or the name of an organ contains, in order; each lies in the one before.

        Of units with the same name those are meant whose parent stands before them; if none does, all.
        """
        found: list[Entry] = []
        candidates: list[Entry] = []
        at = 0
        while at < len(text):
            name = self._longest_at(text, at)
            if not name:
                at += 1
                continue
            entries = self.by_name.get(name) or self.by_short.get(name, [])
            inside = [entry for entry in entries if candidates and self._lies_in(entry, candidates)]
            if not candidates or inside:
                candidates = inside or entries
                found = candidates
            at += len(name)
            # 上海宝山: a county's short name counts right behind the name of what it lies in
            for length in (4, 3, 2):
                county = [
                    entry
                    for entry in self.county_short.get(text[at : at + length], [])
                    if self._lies_in(entry, candidates)
                ]
                if county:
                    candidates = found = county
                    break
        return found

    def _longest_at(self, text: str, at: int) -> str:
        for length in range(min(16, len(text) - at), 1, -1):
            name = text[at : at + length]
            if name in self.by_name and not _WITH_OFFICE.match(text, at):
                return name
            if name in self.by_short and text[at + length : at + length + 1] not in ("路", "街", "大"):
                return name
        return ""

    def _lies_in(self, entry: Entry, parents: list[Entry]) -> bool:
        codes = {parent["code"] for parent in parents}
        parent = entry["parent"]
        return parent in codes or (parent in self.by_code and self.by_code[parent]["parent"] in codes)


def find_region(issuer: str, title: str, head: str, body: str, gazetteer: Gazetteer) -> Region:
    """The region of a document; empty where the text does not tell.

    ``head`` is the beginning and ``body`` all of its clean text (only a part is looked at).
    """
    township = "township" if _TOWNSHIP.search(issuer) else ""
    for name in (issuer, _meeting_place(head)):
        if not name:
            continue
        entries = gazetteer.in_name(name)
        if entries:
            return _region(entries, head, gazetteer, township)
        if _NATIONAL.match(name):
            return Region(NATION, "", "national")
        unlisted = _UNLISTED.match(name)
        if unlisted:
            return Region(unlisted["name"], "", township or _LEVELS[unlisted["kind"]])
    entries = gazetteer.in_name(_named_part(title))
    if _NATIONAL.match(title) and not gazetteer.in_name(title[:12]):
        return Region(NATION, "", "national")
    if entries:
        return _region(entries, head + body[:_COUNTED], gazetteer, township)
    return _by_counts(issuer, body[:_COUNTED], gazetteer)


def stated_region(name: str, gazetteer: Gazetteer) -> Region:
    """The region that a table's column or a form names, ``江西省赣州市``; the name itself if it is unknown."""
    name = re.sub(r"\s", "", name)
    if name in {NATION, "国家", "中央", "国家级", "中国"}:
        return Region(NATION, "", "national")
    entries = gazetteer.in_name(name)
    return _region(entries, name, gazetteer, "") if entries else Region(name)


def _named_part(title: str) -> str:
    """The part of a title that may say whose it is: not the matter after 关于 … 在, 赴, 与."""
    return re.split(r"[在赴与向对]|支援|支持", title, maxsplit=1)[0]


def _meeting_place(head: str) -> str:
    match = _MEETING.search(head[:600])
    return match["place"] if match else ""


def _region(entries: list[Entry], text: str, gazetteer: Gazetteer, township: str) -> Region:
    """One of the units of a name: the one whose parents the text names; without a code if it names none."""
    if len(entries) > 1:
        home = [entry for entry in entries if _parents_named(entry, text, gazetteer)]
        if len({entry["level"] for entry in entries}) > 1:
            # 吉林 is the province unless the text speaks of the city
            wanted = (
                "municipal" if _CITY_WORDS.search(text) and not _PROVINCE_WORDS.search(text) else "provincial"
            )
            entries = [entry for entry in entries if entry["level"] == wanted] or entries
        elif len(home) == 1:
            entries = home
        else:
            return Region(entries[0]["region"], "", township or entries[0]["level"])
    entry = entries[0]
    return Region(entry["region"], entry["code"], township or entry["level"])


def _parents_named(entry: Entry, text: str, gazetteer: Gazetteer) -> bool:
    code = entry["parent"]
    while code in gazetteer.by_code:
        parent = gazetteer.by_code[code]
        short = parent["short"] if parent["short"] != entry["short"] else ""
        if parent["region"] in text or (short and short in text):
            return True
        code = parent["parent"]
    return False


def _by_counts(issuer: str, text: str, gazetteer: Gazetteer) -> Region:
    """The place that a text without a telling title calls home, if it names it more than all others."""
    spoken = {
        level: len(words.findall(text)) + (5 if issuer.startswith(starts) else 0)
        for level, words, starts in _HOME_WORDS
    }
    home = max(spoken, key=lambda level: spoken[level])
    if spoken[home] == 0:
        return Region(NATION, "", "national") if _NATIONAL_WORDS.search(text) else Region()
    counts: dict[str, int] = defaultdict(int)
    names = gazetteer.by_name if home == "county" else gazetteer.by_short
    text = _WITH_OFFICE.sub("", text)
    for name, entries in names.items():
        for entry in entries:
            if len(entries) == 1 or home != "county":
                level = "municipal" if entry["code"] in _MUNICIPALITIES else entry["level"]
                if level == home:
                    counts[entry["code"]] += text.count(name)
    best = max(counts, key=lambda code: counts[code], default="")
    needed = 1 if home == "county" else 2
    if not best or counts[best] < needed or counts[best] * 2 <= sum(counts.values()):
        return Region()
    entry = gazetteer.by_code[best]
    return Region(entry["region"], best, entry["level"])


# 北京, 天津, 上海, 重庆: provinces whose people say 全市
_MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
_HOME_WORDS = (
    ("provincial", _PROVINCE_WORDS, ("省", "自治区")),
    ("municipal", _CITY_WORDS, ("市",)),
    ("county", _COUNTY_WORDS, ("县", "区")),
)
