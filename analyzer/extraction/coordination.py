"""Coordination: 城镇和农村居民收入分别增长3.9%和5.7% gives each number its own noun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyzer.extraction.context import Context
from analyzer.extraction.grant_conditions import find_condition
from analyzer.extraction.phrasing import PhraseCutter, without_brackets

# 和谐, 与会, 普及 and 及时 join nothing
_JOINT = re.compile("、|以及|和(?![谐平美田])|与(?!会)|(?<![普以])及(?![时格])")
_LIST_JOINT = re.compile(r"^(?:左右|以上|以下|以内|及以上|上下|多)?[、和与及或，]{1,2}(?:及|以及)?$")
# a part of this length that shares no noun with the last is whole: 文明城市、历史文化名城
_WHOLE_NOUN = 4
# 绿地率, 入学率: rates are heads, whatever they are rates of
_RATE = re.compile("[一-龥]{2}率$")
_NTH = re.compile("第[一二三四五]")
# what nouns of measures end with (产值, 收入, 比重): they belong to all that is listed before
_MEASURE_ENDS = frozenset("值量率额数入出积重模比度口资润税价费线金")
_PER_HEAD = re.compile("(?<=[一-龥]{2})人均[一-龥]{2,}(?:标准|额)$")
_LIST_END = re.compile("(?:^|[，的])(?P<list>[一-龥]{2,8}(?:[、和与及][一-龥]{2,8}){1,5})$")
# 从3.1万元和1.2万元 | 分别提高到 | 4.2万元和1.9万元
_FROM = re.compile("[从由][^，。；]{0,14}$")
_RAISED = re.compile("分别(?:提高|增加|上升|增长|提升|降低|减少|下降|扩大|发展|缩小|压减)[到至为]")
_LONGEST_GRANT = 6
_ANY_GRANT = re.compile("(?:一次性|再)?(?:给予|予以)?(?:奖补|奖励|补助|补贴|资助)?$")
# 博士、硕士，每月 | 分别按…发放
_EACH = re.compile("^每[月年天日人户家个间台辆次]{1,2}$")
# 单位国内生产总值能耗, 每千人托位: all that is listed is per unit
_PER = re.compile(
    "单位(?:国内生产总值|地区生产总值|生产总值|GDP|工业增加值|[A-Z]{2,4})|每[万千百](?:常住)?人口?"
    "|万元(?:GDP|生产总值)"
)
# 森林覆盖率 and 人均预期寿命 are not
_PER_PART = re.compile("^(?!人均).*(?:[能水电]耗|用水量|用地|排放量?|碳排放强度|数|拥有量|床位|托位)$")
# 产量稳定在全国 | 1/4、1/3
_IN_COUNTRY = re.compile("(?:稳定|保持)?在?(?:占|从)?全国$|从$")


@dataclass(frozen=True, slots=True)
class Naming:
    """The name found for a quantity and the rule that found it."""

    indicator: str
    rule: str
    verb: str


# the start of the sentence in which nouns were dealt out last, and the nouns
_Dealt = tuple[int, list[str]]


class Coordinator:
    """Deals nouns out to the numbers of a list.

    Args:
        cutter: the word lists of one lexicon.
        places: names of places in full and short, which qualify a noun as 城镇 does.
    """

    def __init__(self, cutter: PhraseCutter, places: frozenset[str]) -> None:
        self._cutter = cutter
        self._heads = cutter.heads
        self._modifiers = cutter.modifiers | places

    def deal_out(self, text: str, contexts: Sequence[Context], namings: list[Naming]) -> None:
        """Give each number of A、B分别达到x、y its own noun; ``namings`` is changed in place."""
        at = 0
        last: _Dealt = (-1, [])
        while at < len(contexts):
            end = at + 1
            while end < len(contexts) and self._continues(contexts[end]):
                end += 1
            run = range(at, end)
            if self._deals_again(text, contexts, at, len(run)):
                for index in run:  # 从2021年的3.1万元和1.2万元分别提高到4.2万元和1.9万元
                    namings[index] = replace(namings[index - len(run)], verb=namings[index].verb)
                at = end
                continue
            clause = text[contexts[at].clause_start : contexts[at].quantity.start]
            spread = clause.rfind("分别")
            if len(run) > 1 and spread >= 0:
                ahead, behind = clause[:spread], clause[spread + 2 :]
                shared, last = self._share_out(text, contexts, namings, run, ahead, behind, last)
                namings[at:end] = shared
            elif len(run) > 1 and (nouns := self._paired_off(contexts, namings, run, clause)):
                namings[at:end] = [Naming(noun, "dealt-out", namings[at].verb) for noun in nouns]
            elif len(run) > 1:
                verb = namings[at].verb
                self._share_grant(contexts, namings, run)
                for index in run[1:]:
                    if namings[index].rule == "carried":
                        namings[index] = replace(namings[index], verb=verb)
                    elif self._is_threshold(contexts, namings, at, index):
                        namings[index] = Naming(namings[at].indicator, "carried", namings[at].verb)
            at = end

    def _share_out(
        self,
        text: str,
        contexts: Sequence[Context],
        namings: Sequence[Naming],
        run: range,
        ahead: str,
        behind: str,
        last: _Dealt,
    ) -> tuple[list[Naming], _Dealt]:
        """The namings of the numbers of one list, and the nouns dealt out with the sentence they stand in.

        Args:
            text, contexts, namings: the document, its quantities, what they are called so far.
            run: the quantities of the list.
            ahead, behind: the clause before and after 分别.
            last: the nouns dealt out before.
        """
        at, sentence = run.start, contexts[run.start].sentence_start
        now, verb = namings[at], namings[at].verb
        subject, _ = self._cutter.cut_right(without_brackets(ahead))
        own_noun = self._cutter.cut_left(self._cutter.cut_right(behind)[0])
        if len(_ANY_GRANT.sub("", own_noun)) >= 4 and now.rule in ("noun-before", "grant"):
            # 分别参照其年度贡献的70%、80%: one noun for all
            return [Naming(now.indicator, "shared", verb) for _ in run], last
        kept = _EACH.sub("", self._cutter.cut_left(subject))
        if len(kept) < 2 and last[0] == sentence and len(last[1]) == len(run):
            # …分别达到x、y，分别增长…: the same nouns again
            return [Naming(noun, "dealt-out", verb) for noun in last[1]], last
        if kept in self._heads and len(run) == len(listed := self._listed_before(text, contexts[at])):
            # 自行车、缝纫机和手表，产量分别达到…
            return [Naming(noun + kept, "dealt-out", verb) for noun in listed], last
        earlier = [naming.indicator for naming in namings[max(0, at - len(run)) : at]]
        if not kept and len(set(earlier)) == len(run) and contexts[at - len(run)].sentence_start == sentence:
            # 收入达到38600元，…收入达到21400元，分别增长4.6%和6.1%: the names of the numbers before
            return [Naming(noun, "dealt-out", verb) for noun in earlier], last
        grant = ""
        if not kept:
            subject = find_condition(text, contexts[at], self._cutter)
            named = namings[run[-1]].indicator
            grant = named.removeprefix(subject) if subject and named.startswith(subject) else ""
            if subject and not grant and namings[run[-1]].rule == "grant" and len(named) <= _LONGEST_GRANT:
                grant = named  # 博士、硕士，分别给予每月3000元、1500元 | 生活补贴
        nouns = [noun + grant for noun in self._share_nouns(subject, len(run))]
        if len(nouns) == len(run):
            return [Naming(noun, "dealt-out", verb) for noun in nouns], (sentence, nouns)
        whole = Naming(self._cutter.cut_left(subject) or now.indicator, "shared", verb)
        own = [namings[index] for index in run[1:]]
        return [whole, *(naming if naming.rule == "noun-before" else whole for naming in own)], (
            sentence,
            nouns,
        )

    def _listed_before(self, text: str, context: Context) -> list[str]:
        """The nouns that the clause before ends with: 自行车、缝纫机和手表."""
        clause = text[context.sentence_start : context.clause_start].rstrip("，")
        listed = _LIST_END.search(clause)
        return [part for part in _JOINT.split(listed["list"]) if part] if listed else []

    def _deals_again(self, text: str, contexts: Sequence[Context], at: int, count: int) -> bool:
        """Whether as many numbers of the clause before are what these were raised from."""
        if count < 2 or at < count or contexts[at - count].clause_start != contexts[at].clause_start:
            return False
        before = text[contexts[at].clause_start : contexts[at - count].quantity.start]
        return _RAISED.fullmatch(contexts[at].left) is not None and _FROM.search(before) is not None

    def _paired_off(
        self, contexts: Sequence[Context], namings: Sequence[Naming], run: range, clause: str
    ) -> list[str]:
        """Nouns for 供热、燃气、排水管网800公里、600公里、300公里: as many as numbers of one unit, without 分别."""
        same = len({contexts[index].quantity.unit for index in run}) == 1
        told = all(namings[index].rule == "carried" for index in run[1:])
        if not (same and told and namings[run.start].rule == "noun-before"):
            return []
        subject, _ = self._cutter.cut_right(without_brackets(clause))
        nouns = self._share_nouns(_IN_COUNTRY.sub("", subject), len(run))
        return nouns if len(nouns) == len(run) and all(len(noun) >= 2 for noun in nouns) else []

    def _share_grant(self, contexts: Sequence[Context], namings: list[Naming], run: range) -> None:
        """给予200万元、400万元、600万元的创业启动补助: what the last is called they all are."""
        last = namings[run[-1]]
        units = {contexts[index].quantity.unit for index in run}
        if last.rule == "grant" and len(units) == 1 and contexts[run[-1]].right.startswith("的"):
            for index in run[:-1]:
                if namings[index].rule in ("grant", "carried"):
                    namings[index] = Naming(last.indicator, "grant", namings[index].verb)

    def _is_threshold(
        self, contexts: Sequence[Context], namings: Sequence[Naming], first: int, at: int
    ) -> bool:
        """Whether a sum ends a list of thresholds: 年产值首次突破10亿元、50亿元、100亿元的 | 企业."""
        quantity = contexts[at].quantity
        same = quantity.unit == contexts[first].quantity.unit and quantity.kind == "money"
        told = namings[first].rule == "noun-before" and namings[at].rule == "noun-after"
        return same and told and contexts[at].right.startswith("的")

    def _continues(self, context: Context) -> bool:
        return context.previous is not None and _LIST_JOINT.match(context.left) is not None

    def _share_nouns(self, subject: str, count: int) -> list[str]:
        """Split 城镇和农村居民收入 into its nouns, each completed by the head that the last one names.

        ``count`` is how many numbers there are: 金融业、软件和信息服务业增加值 are two nouns for two numbers.
        """
        sectors = re.match(
            r"(?P<which>[一二三]{2,3})(?:次)?(?P<head>产业?.*)$", self._cutter.cut_left(subject)
        )
        if sectors:
            return [sign + sectors["head"] for sign in sectors["which"]]
        parts = [part for part in _JOINT.split(subject) if part]
        listed = [part for part in subject.split("、") if part]
        if len(parts) != count == len(listed):
            parts = listed
        if len(parts) < 2:
            return parts
        parts[0] = self._cutter.cut_left(parts[0])
        last = parts[-1]
        whose = parts[0].removesuffix(self._heads.at_end(parts[0]))
        if 2 <= len(whose) < len(parts[0]) and all(part in self._heads for part in parts[1:]):
            # 安全生产事故起数、死亡人数: the subject that stands only before the first
            return [parts[0], *(whose + part for part in parts[1:])]
        per = _PER.match(parts[0])
        if per and all(_PER_PART.search(part) and _PER.match(part) is None for part in parts[1:]):
            # 单位国内生产总值用水量、能耗、二氧化碳排放量: each is per unit
            parts = [parts[0], *(per.group() + part for part in parts[1:])]
            last = parts[-1]
            if _PER_PART.search(parts[0]):
                return parts
        full = []
        for part in parts[:-1]:
            counted = last[-1] not in _MEASURE_ENDS and part[-1] not in last[: len(part)]
            whole = (counted and len(part) >= _WHOLE_NOUN) or 0 < len(self._head(part)) < len(part)
            longer = len(part) >= len(last) and not self._head(last)
            if "人均" not in part and _PER_HEAD.search(last):
                full.append(part + self._shared_head(part, last))
            elif part[-1] == last[-1] or part.endswith("总值") or longer or whole:
                full.append(part)
            else:
                full.append(part + self._shared_head(part, last))
        return [*full, last]

    def _shared_head(self, part: str, last: str) -> str:
        """What the last of several nouns has for all: 增加值 of 高技术制造业、装备制造业增加值."""
        ranked = re.search(".{1,3}?级", last) if part[-1] == "级" else None
        if ranked:
            return last[ranked.end() :]  # 国家级、省级 | 企业技术中心
        if per_head := _PER_HEAD.search(last):
            return per_head.group()  # 居民医保和公共卫生服务经费 | 人均财政补助标准
        aligned = last[len(part) - 1 : len(part)] == part[-1] and len(part) > 2
        if aligned and self._head(last) and len(last) - len(part) > len(self._head(last)):
            return last[len(part) :]  # 鄱阳湖、洞庭湖 | 还湖面积
        whose, share, of_what = last.partition("占")
        head = self._head(whose) if share else ""
        if not head:
            if (part in self._modifiers or _NTH.fullmatch(part)) and len(part) < len(last) - 1:
                return last[len(part) :]  # 城镇、农村 | 居民人均可支配收入; 广州、深圳 | 地铁客运量
            head, share, of_what = self._head(last), "", ""
        if part[-1] == "业":
            head = head.removeprefix("产业")
        # 先进制造业、高技术制造业 | 增加值占规模以上工业增加值比重
        if head or share:
            return head + share + of_what
        alike = last.find(part[-1], 1, -1)  # 乡镇卫生院、县级医院 | 住院的起付线
        return last[alike + 1 :] if alike > 0 else last[min(len(part), len(last) - 2) :]

    def _head(self, noun: str) -> str:
        """What a noun says is measured: 增加值 of 装备制造业增加值, empty where none of the dictionary does."""
        rate = _RATE.search(noun)
        return max(rate.group() if rate else "", self._heads.at_end(noun), key=len)
