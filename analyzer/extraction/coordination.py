"""Coordination: 城镇和农村居民收入分别增长3.9%和5.7% gives each number its own noun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.extraction.context import Context
from analyzer.extraction.grants import GrantNamer
from analyzer.extraction.phrasing import PhraseCutter, without_brackets

# 和谐, 与会, 普及 and 及时 join nothing
_JOINT = re.compile("、|以及|和(?![谐平美田])|与(?!会)|(?<![普以])及(?![时格])")
# what is counted of a subject
_OWN_HEAD = re.compile(
    r"(?:起数|死亡人数|受伤人数|伤亡人数|数量|面积|产量|总产量|单产|产值|总产值|增加值|营业收入|营收|收入|利润|利润总额|税收|出口|进口|进出口|人数|金额|户数|余额)$"
)
_LIST_JOINT = re.compile(r"^(?:左右|以上|以下|以内|及以上|上下|多)?[、和与及或，]{1,2}(?:及|以及)?$")


@dataclass(frozen=True, slots=True)
class Naming:
    """The name found for a quantity and the rule that found it."""

    indicator: str
    rule: str
    verb: str


class Coordinator:
    """Deals nouns out to the numbers of a list."""

    def __init__(self, cutter: PhraseCutter, grants: GrantNamer) -> None:
        self._cutter = cutter
        self._grants = grants

    def deal_out(self, text: str, contexts: Sequence[Context], namings: list[Naming]) -> None:
        """Give each number of A、B分别达到x、y its own noun; ``namings`` is changed in place."""
        at = 0
        last: tuple[int, list[str]] = (-1, [])  # the sentence of the nouns dealt out last, and the nouns
        while at < len(contexts):
            run = [at]
            while run[-1] + 1 < len(contexts) and self._continues(contexts[run[-1] + 1]):
                run.append(run[-1] + 1)
            clause = text[contexts[at].clause_start : contexts[at].quantity.start]
            spread = clause.rfind("分别")
            if spread >= 0 and len(run) > 1:
                subject, _ = self._cutter.cut_right(without_brackets(clause[:spread]))
                grant = ""
                own_noun = self._cutter.cut_left(self._cutter.cut_right(clause[spread + 2 :])[0])
                if len(own_noun) >= 4 and namings[at].rule in ("noun-before", "grant"):
                    for index in run:  # 分别参照其年度贡献的70%、80%: one noun for all
                        namings[index] = Naming(namings[at].indicator, "shared", namings[at].verb)
                    at = run[-1] + 1
                    continue
                again = last[0] == contexts[at].sentence_start and len(last[1]) == len(run)
                if (
                    again and len(self._cutter.cut_left(subject)) < 2
                ):  # …分别达到x、y，分别增长…: the same nouns again
                    for noun, index in zip(last[1], run, strict=True):
                        namings[index] = Naming(noun, "dealt-out", namings[at].verb)
                    at = run[-1] + 1
                    continue
                if not self._cutter.cut_left(subject) and at >= len(run):
                    # 收入达到38600元，…收入达到21400元，分别增长4.6%和6.1%: the names of the numbers before
                    earlier = namings[at - len(run) : at]
                    same = contexts[at - len(run)].sentence_start == contexts[at].sentence_start
                    if same and len({naming.indicator for naming in earlier}) == len(run):
                        for naming, index in zip(earlier, run, strict=True):
                            namings[index] = Naming(naming.indicator, "dealt-out", namings[at].verb)
                        at = run[-1] + 1
                        continue
                if not self._cutter.cut_left(subject):
                    subject = self._grants.condition(text, contexts[at])
                    grant = namings[run[-1]].indicator.removeprefix(subject) if subject else ""
                nouns = [noun + grant for noun in self._share_nouns(subject)]
                last = (contexts[at].sentence_start, nouns)
                for place, index in enumerate(run):
                    if len(nouns) == len(run):
                        namings[index] = Naming(nouns[place], "dealt-out", namings[at].verb)
                    elif namings[index].rule != "noun-before" or place == 0:
                        namings[index] = Naming(
                            self._cutter.cut_left(subject) or namings[at].indicator,
                            "shared",
                            namings[at].verb,
                        )
            elif len(run) > 1:
                for index in run[1:]:
                    if namings[index].rule == "carried":
                        namings[index] = Naming(namings[index].indicator, "carried", namings[at].verb)
            at = run[-1] + 1

    def _continues(self, context: Context) -> bool:
        return context.previous is not None and _LIST_JOINT.match(context.left) is not None

    def _share_nouns(self, subject: str) -> list[str]:
        """Split 城镇和农村居民收入 into its nouns, each completed by the head that the last one names."""
        sectors = re.match(
            r"(?P<which>[一二三]{2,3})(?:次)?(?P<head>产业?.*)$", self._cutter.cut_left(subject)
        )
        if sectors:
            return [sign + sectors["head"] for sign in sectors["which"]]
        parts = [part for part in _JOINT.split(subject) if part]
        if len(parts) < 2:
            return parts
        parts[0] = self._cutter.cut_left(parts[0])
        last = parts[-1]
        own = _OWN_HEAD.search(parts[0])
        if own and own.start() >= 2 and all(_OWN_HEAD.fullmatch(part) for part in parts[1:]):
            # 安全生产事故起数、死亡人数: the subject that stands only before the first
            return [parts[0], *(parts[0][: own.start()] + part for part in parts[1:])]
        full = []
        for part in parts[:-1]:
            if part[-1] == last[-1] or len(part) >= len(last):
                full.append(part)
            else:
                full.append(part + last[min(len(part), len(last) - 2) :])
        return [*full, last]
