"""Cutting words off the edges of a phrase, by the word lists of the dictionaries.

``edges``, ``verbs`` and ``bounds`` say which words stand beside an indicator and do not belong to its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyzer.extraction.trace import Trace
from analyzer.lexicon import Lexicon


def lengths_by_character(words: Iterable[str], at: int) -> dict[str, tuple[int, ...]]:
    """For the first (0) or last (-1) character of words, the lengths of the words with it, the longest first."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        if word:
            lengths.setdefault(word[at], set()).add(len(word))
    return {character: tuple(sorted(found, reverse=True)) for character, found in lengths.items()}


class Edges:
    """A set of words that can be cut off either end of a phrase, the longest first.

    >>> Edges(["全省", "到"]).cut_left("到全省粮食产量")
    '粮食产量'
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        # the lengths of the words with a first or last character: few words begin or end with the same one
        self._starting = lengths_by_character(self._words, 0)
        self._ending = lengths_by_character(self._words, -1)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def at_start(self, text: str, at: int = 0) -> str:
        """The longest word that stands at a position, or an empty string."""
        for length in self._starting.get(text[at : at + 1], ()):
            if (word := text[at : at + length]) in self._words:
                return word
        return ""

    def at_end(self, text: str) -> str:
        """The longest word that a text ends with, or an empty string."""
        for length in self._ending.get(text[-1:], ()):
            if (word := text[-length:]) in self._words:
                return word
        return ""

    def cut_left(self, text: str, least: int = 0) -> str:
        """Cut words off the start while more than ``least`` characters stay."""
        while word := self.at_start(text):
            if len(text) - len(word) < least:
                break
            text = text[len(word) :]
        return text


_TIME = (
    r"(?:(?:20|19)\d{2}[—至到~-](?:20|19)\d{2}年(?:期间|间|底)?|(?:到|至|截至|截止|从|自|以|于|在|由|比|较)?(?:(?:20|19)\d{2}|[一二][〇零○一二三四五六七八九]{3})年(?:[—\-至到](?:20|19)?\d{2,4}年)?(?:\d{1,2}月份?)?(?:[底末]前|底|末|初|前|内|起|以前|之前|左右|上半年|下半年|度|期间|间|以来|预算的?|计划的?|决算的?|的)?"
    r"|(?:“?[一二三四五六七八九十]{1,2}五”?)(?:期间|时期|以来|期末|末|规划期)?"
    r"|[用花](?=[一二三四五六七八九十两\d]{1,3}个?[年月])(?:[一二三四五六七八九十两]{1,3}|\d{1,2})(?:年|个月)(?:左右)?(?:的)?时间"
    r"|(?:近|过去|今后|未来|这|前|后|通过|比|连续)?(?:[一二三四五六七八九十两几]{1,3}|\d{1,2})(?:多)?年(?:来|间|以来|中(?![央国小部等医西华介试])|里|内|前|后|间共|共|累计|时间)?"
    r"|[一-龥]{2}(?<![年月日])期间|\d{1,2}(?:、\d{1,2}){0,3}月(?:份|底|末|初)?(?:以来)?|本届政府(?:以来)?|同期|本世纪(?:末|中叶|初)|[12]?\d—\d{1,2}月|(?:去|今|上一?|当|明|往|前|本)年(?:度(?![日假])|以来|底以来|底|末|初|同期)?|(?:上|下|今|明)半年|(?:前[一二三]个?|第?[一二三四])季度[末底]?)"
)
# only at the left: 2月10日 | 新增病例, but 提高至2月5日的2.6倍
_DAY = r"(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚间?|凌晨|当天|当日|一天|全天|之?前|以前|以后|起)?"
TIME_LEFT = re.compile(rf"(?:{_DAY}|{_TIME})[，、]?(?:的|，)?")
# at the right end 到 and 至 belong to the verb: 提升至2025年的52%
_TIME_BARE = _TIME.replace("(?:到|至|截至|截止|从|自|以|于|在|由|比|较)?", "", 1)
TIME_RIGHT = re.compile(
    rf"在{_TIME_BARE}的?(?:基础|水平)上$|[与同](?:{_TIME_BARE}|上一个五年)(?:同期)?相?比(?:较)?$|(?:比较|比|较)?(?:上一个)?{_TIME_BARE}(?:的)?$|(?:比较|比|较)(?:现在|目前|过去|以前|以往|原来|年度预算|预算|上年|去年|上年同期|上一个五年|年初|年末|上年末|上年底|去年底|上月|上季度|上周|上届|上次|上期)(?:预算|同期|计划)?[高低多少]?$"
)
_NUMERALS = frozenset("〇零○一二三四五六七八九")
# every time that TIME_RIGHT finds holds one of these; most phrases hold none
_IN_TIME = re.compile("[年月期季届纪五现前去往来预上]")
_TIME_ENDS = frozenset("年底末初前内起间期的")
_BRACKET = re.compile(r"（[^（）]{0,60}）")
# words that are cut off only where no name of the dictionary begins with them
_OF_NAMES = frozenset({"实际", "利用", "使用", "全国", "拥有"})
# 平均工资 and 重点项目 are names; before a verb they tell how: 重点推进, 基本建成
_ATTRIBUTES = frozenset({"重点", "重大", "主要", "基本", "平均"})
# bounded, for hostile text: no indicator of real prose is longer
_MAX_PHRASE = 160


def without_brackets(phrase: str) -> str:
    """A phrase without its bracketed remarks."""
    return _BRACKET.sub("", phrase)


def paired(name: str) -> str:
    """A name without half of a pair of brackets or quotation marks.

    >>> paired("融资担保（含再担保"), paired("即申即享”兑付资金")
    ('融资担保', '“即申即享”兑付资金')
    """
    name = name.lstrip("）、/，：；·")
    if name.count("（") > name.count("）"):
        name = name[: name.rindex("（")] or name.replace("（", "")
    elif name.count("）") > name.count("（"):
        name = name.replace("）", "")
    opening, closing = name.count("“"), name.count("”")
    if closing == opening + 1 and 0 < name.index("”") < (name.find("“") % len(name)):
        return f"“{name}"  # 免申即享”“即申即享”兑付资金
    return name if opening == closing else name.replace("“", "").replace("”", "")


class PhraseCutter:
    """Cuts what does not belong to a name off both ends of a phrase.

    >>> from analyzer.lexicon import load_lexicon
    >>> cutter = PhraseCutter(load_lexicon())
    >>> cutter.cut_right("全省粮食产量稳定在")
    ('全省粮食产量', '稳定在')
    >>> cutter.cut_left("到2027年，力争全省粮食产量")
    '粮食产量'
    """

    def __init__(self, lexicon: Lexicon, trace: Trace | None = None) -> None:
        self._trace = trace
        edges = lexicon["edges"]
        self.bounds_before = Edges(lexicon.words("bounds", side="before"))
        self.bounds_after = Edges(lexicon.words("bounds", side="after"))
        self.verbs = Edges(lexicon.words("verbs"))
        self.left = Edges(entry["word"] for entry in edges if entry["side"] in ("left", "both"))
        self.right = Edges(entry["word"] for entry in edges if entry["side"] in ("right", "both"))
        self.whole = Edges(entry["word"] for entry in edges if entry["side"] == "whole")
        self.heads = Edges(entry["word"] for entry in edges if entry["side"] == "head")
        self.modifiers = frozenset(entry["word"] for entry in edges if entry["side"] == "modifier")
        self.stops = Edges(entry["word"] for entry in edges if entry["side"] == "stop")
        # 单户 | 最高5万元: what each one gets of the grant before
        self.caps = frozenset(lexicon.words("edges", side="cap"))
        # 全年 | 减税 | 400亿元: a verb that names what it does
        self.reliefs = frozenset(lexicon.words("edges", side="relief"))
        # what a verb may tell apart: 入驻 | 企业, 脱贫 | 人口
        self.counted = Edges(entry["word"] for entry in edges if entry["side"] == "counted")
        # names of the dictionary are never cut into: 对外直接投资 keeps its 对
        self.known = Edges(
            name
            for entry in lexicon["indicators"]
            for name in (entry["indicator"], *entry["aliases"].split("|"))
            if len(name) > 2
        )
        # verbs of tasks: 疏浚 | 30条 | 河道
        self.actions = frozenset(entry["word"] for entry in lexicon["actions"] if len(entry["word"]) == 2)
        self.levels = frozenset(entry["word"] for entry in lexicon["verbs"] if entry["measure"] == "level")

    def note(self, step: str, words: str) -> None:
        """Write a step into the trace, where there is one."""
        if self._trace is not None:
            self._trace.note(step, words)

    def cut_right(self, phrase: str) -> tuple[str, str]:
        """Cut bounds, verbs, adverbs and times off the right end; also answer the verb next to the number."""
        verb = ""
        phrase = phrase[-_MAX_PHRASE:]
        while phrase:
            stripped = phrase.rstrip("“”‘’、，：—- ")
            if stripped != phrase:
                phrase = stripped
                continue
            if verb and phrase.endswith("率") and self.known.at_end(phrase):
                break  # 人口自然增长率 is a name, though 增长率 is a growth word
            word = self.bounds_before.at_end(phrase)
            found = self.verbs.at_end(phrase)
            step = "cut-bound"
            if found and len(found) >= len(word):
                verb, word, step = verb or found, found, "cut-verb"
            edge = self.right.at_end(phrase)
            if len(edge) > len(word):
                word, step = edge, "cut-right"
            if word and len(self.whole.at_end(phrase)) > len(word):
                break  # 土地供应 | 达到, 自然增长率 | 3.5‰
            if word.startswith("年") and phrase[-len(word) - 1 : -len(word)] in _NUMERALS:
                word = word[1:]  # 比一九五二年 | 平均
            if not word or phrase[-1] in _TIME_ENDS:
                match = TIME_RIGHT.search(phrase) if _IN_TIME.search(phrase) else None
                if match is None and not word:
                    break
                if match is not None and len(match.group()) > len(word):
                    word, step = match.group(), "cut-time"
            if len(word) == 1 and len(phrase) > 1 and word in "上下总中" and not verb:
                break
            if self._trace is not None:
                self._trace.note(step, word)
            phrase = phrase[: -len(word)]
        return phrase, verb

    def cut_left(self, phrase: str) -> str:
        """Cut times, scopes, conjunctions and leading verbs off the left end."""
        while phrase:
            stripped = phrase.lstrip("，、：；“”的—- ")
            word = self.left.at_start(stripped)
            known = self.known.at_start(stripped)
            if word in _OF_NAMES and len(known) >= 4 and len(known) >= len(stripped) - 3:
                return stripped  # 实际使用外资 is a name of the dictionary
            whole = self.whole.at_start(stripped)
            if (whole and (len(word) < 2 or len(whole) > len(word))) or (
                len(word) == 1 and self.known.at_start(stripped)
            ):
                return stripped
            match = TIME_LEFT.match(stripped)
            if match and match.end() == len(stripped):
                return ""  # 2月21日前 | 预计完成
            if match:
                stripped = stripped[match.end() :]
                if self._trace is not None:
                    self._trace.note("cut-time", match.group())
                phrase = stripped
                continue
            if word in _ATTRIBUTES and not self._acts(stripped[len(word) :]):
                return stripped
            if word and len(stripped) - len(word) >= 2:
                stripped = stripped[len(word) :]
                if self._trace is not None:
                    self._trace.note("cut-left", word)
            if stripped == phrase:
                break
            phrase = stripped
        return phrase

    def _acts(self, phrase: str) -> bool:
        """Whether a phrase begins with a verb or another word that belongs to no name."""
        word = self.left.at_start(phrase) or self.verbs.at_start(phrase)
        return len(word) >= 2 and len(self.whole.at_start(phrase)) <= len(word)
