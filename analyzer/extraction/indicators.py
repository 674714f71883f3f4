"""What a quantity measures, in the document's own words.

From the number leftwards bounds, verbs, adverbs and times are cut off (``edges``, ``verbs``, ``bounds`` of the
dictionaries); what stays is the indicator. Where nothing stays, or an action verb stands right before the
number (建成200个县域医疗次中心), it is the noun after the number; where there is none either, the indicator of
the quantity before goes on (完成投资3.3亿元，增长8%). 分别 deals several nouns out to several numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.extraction.context import Context
from analyzer.extraction.phrasing import TIME_LEFT, TIME_RIGHT, Edges
from analyzer.lexicon import Lexicon

_GROWTH_TAIL = re.compile(
    r"(?:年均|平均每年|同比|累计|总|实际|名义)?(?:增长速度|增长率(?<!自然增长率)|增速|增幅|涨幅|降幅|升幅|增长|增长目标)(?:均)?$"
)
_NOUN = re.compile(r"[^，。；：！？、\n（）\d]{1,40}(?:（[^（）\d]{1,12}）[^，。；：！？、\n（）\d]{0,30})?")
# names that say nothing without what they belong to
_GENERIC = re.compile(
    r"(?:年|总|其|新增|全年)?(?:总量|产量|产值|增加值|数量|总数|规模|面积|余额|总额|占比|比重|成交额|人数|存款余额|贷款余额|销售额|年销售额|"
    r"参保人数|投资|总投资|总投资额|税收|利润|价格|产能|增速|覆盖率|利用率|年发电量|预期目标|目标|排名|居全国|存款|单价|收入|支出)"
)
_RANK_TAIL = re.compile(
    r"(?:连续\d{1,2}年)?(?:由|从)?(?:均|分别|均居|跃升至|位居|跃居|稳居|位列|位于|保持|升至|上升到|排名|排在|列|居|位|成为|名列)?(?:全国|世界|全球|亚洲|各省区|全省|全市|国内|国际|中部|西部|东部|同类\w{2})?(?:的)?$"
)
_OWN_BASIS = re.compile(r"^.*(?:缴纳|实际|按照|参照|根据|上年度|所称|是指|返还其|其)(?=[^，]{3,}$)")
_ON_LEVEL = re.compile(r"在[^，。；]{2,20}(?:水平|基础)上?$")
_ADVERB = re.compile("不断|大幅|继续|保持|持续|稳步|明显|显著|进一步|全面|逐步|基本|初步|综合性|是")
# 且 and 将 open a clause of their own: 自投产年度起且亩均税收, 另将该月物业费
_AFTER_JOINT = re.compile(r"^.*(?:并且|且|将|把|同时|特别是)(?:该月|其|该)?(?=[^，]{3,}$)")
_ATTENDING = re.compile(r"(?P<verb>参加|出席|观看|参与)了?(?P<what>[一-龥]{0,6})")
_BRACKET = re.compile(r"（[^（）]{0,60}）")
_LIST_JOINT = re.compile(r"^(?:左右|以上|以下|以内|及以上|上下|多)?[、和与及或，]{1,2}(?:及|以及)?$")
# units whose noun often follows the number
_COUNTING = frozenset(
    {"count", "person", "area", "length", "mass", "volume", "energy", "power", "money", "other", "data"}
)
_CONDITION = re.compile(r"(?:的|，|后|时)$")
_CONDITION_VERB = re.compile(
    r"(?:认定为|评为|列入|纳入|获得|获批|新获批|通过|达到|取得|新认定|认定|获评|入选|完成|从事|符合|满足|属于|承担|建设|新建|购买|购置|开展|引进|为|对|在)"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """The name found for a quantity and the rule that found it."""

    indicator: str
    rule: str
    verb: str


class IndicatorFinder:
    """Names quantities with the word lists of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        verbs = lexicon.words("verbs")
        edges = lexicon["edges"]
        left = [entry["word"] for entry in edges if entry["side"] in ("left", "both")]
        right = [entry["word"] for entry in edges if entry["side"] in ("right", "both")]
        self.bounds_before = Edges(lexicon.words("bounds", side="before"))
        self.bounds_after = Edges(lexicon.words("bounds", side="after"))
        self.verbs = Edges(verbs)
        self.left = Edges(left)
        self.right = Edges(right)
        self.stops = Edges([entry["word"] for entry in edges if entry["side"] == "stop"])
        self.grants = [entry["word"] for entry in edges if entry["side"] == "grant"]
        grants = "|".join(sorted(self.grants, key=lambda word: (-len(word), word)))
        self.grant = re.compile(rf"(?:的)?(?:一次性|财政|资金|专项|分期|等额|定额|企业)?(?P<grant>{grants})")
        self._grants = grants
        self.levels = frozenset(entry["word"] for entry in lexicon["verbs"] if entry["measure"] == "level")

    def name_all(self, text: str, contexts: Sequence[Context]) -> list[Naming]:
        """One name for every quantity, in order; contexts of one sentence must stand together."""
        namings: list[Naming] = []
        for at, context in enumerate(contexts):
            before = (
                namings[at - 1] if at and contexts[at - 1].sentence_start == context.sentence_start else None
            )
            namings.append(self._name(text, context, before))
        self._deal_out(text, contexts, namings)
        return namings

    def cut_right(self, phrase: str) -> tuple[str, str]:
        """Cut bounds, verbs, adverbs and times off the right end; also answer the verb next to the number."""
        verb = ""
        while phrase:
            stripped = phrase.rstrip("“”‘’、，：——- ")
            if stripped != phrase:
                phrase = stripped
                continue
            word = self.bounds_before.at_end(phrase)
            found = self.verbs.at_end(phrase)
            if found and len(found) >= len(word):
                verb, word = verb or found, found
            word = max(word, self.right.at_end(phrase), key=len)
            if not word:
                match = TIME_RIGHT.search(phrase)
                if match is None:
                    break
                word = match.group()
            if len(word) == 1 and len(phrase) > 1 and word in "上下总中" and not verb:
                break
            phrase = phrase[: -len(word)]
        return phrase, verb

    def cut_left(self, phrase: str) -> str:
        """Cut times, scopes, conjunctions and leading verbs off the left end."""
        while phrase:
            stripped = phrase.lstrip("，、：；“”的—- ")
            match = TIME_LEFT.match(stripped)
            if match and match.end() < len(stripped):
                stripped = stripped[match.end() :]
            word = self.left.at_start(stripped)
            if word and len(stripped) - len(word) >= 2:
                stripped = stripped[len(word) :]
            if stripped == phrase:
                break
            phrase = stripped
        return phrase

    def _name(self, text: str, context: Context, before: Naming | None) -> Naming:
        raw = context.left
        if context.previous is not None:
            raw = raw[len(self.bounds_after.at_start(raw)) :]
        left = _BRACKET.sub("", raw) if "）" in context.left and "（" in raw else raw
        # an unclosed bracket opens a clause of its own
        if "（" in left:
            left = left[left.rfind("（") + 1 :]
        left = _ON_LEVEL.sub("", left)
        noun = self._noun_after(context)
        if noun and context.previous is not None and "、" in left:
            left = left[left.rfind("、") :]
        if context.quantity.kind == "rank":
            left = _RANK_TAIL.sub("", left)
        core, verb = self.cut_right(left)
        name = self.cut_left(_AFTER_JOINT.sub("", core))
        if len(name) < 2:
            name = ""
        grant = self._grant_name(text, context, name)
        if grant:
            return Naming(grant, "grant", verb)
        if noun and self._takes_noun_after(context, core, name, verb):
            placed = name and not verb and len(name) <= 4 and not self._is_action(core, name)
            place = name if placed and not left.endswith("的") and not _GENERIC.fullmatch(name) else ""
            return Naming(place + noun, "noun-after", verb)
        if name:
            return Naming(self._complete(text, context, self._polish(name), before), "noun-before", verb)
        if before is not None:
            return Naming(before.indicator, "carried", verb)
        return Naming(self._from_previous_clauses(text, context), "clause-before", verb)

    def _takes_noun_after(self, context: Context, core: str, name: str, verb: str) -> bool:
        """Whether the noun behind the number is what is counted: 建成 | 200个 | 县域医疗次中心."""
        kind = context.quantity.kind
        if verb in self.levels and name:
            return _GENERIC.fullmatch(name) is not None and context.right.startswith("的")
        if not name or self._is_action(core, name):
            return True
        if context.left.endswith("的") or _GENERIC.fullmatch(name) and context.right.startswith("的"):
            return kind != "ratio"
        if kind == "ratio":
            return False
        if kind in ("count", "person") and not verb:
            return True
        return len(self.left.at_end(core)) >= 2

    def _complete(self, text: str, context: Context, name: str, before: Naming | None) -> str:
        """Give a name that cannot stand alone what it belongs to: 参保人数 → 基本养老保险参保人数."""
        if before is not None and name in ("农村", "乡村") and before.indicator.startswith(("城镇", "城市")):
            return name + before.indicator[2:]
        share = name.startswith("占")
        if not share and _GENERIC.fullmatch(name) is None:
            return name
        subject = before.indicator if before is not None else self._subject_before(text, context)
        if not subject or subject.startswith("占"):
            return name
        if name.endswith("目标"):
            return subject
        if not share:
            generic = re.search(r"(?:总量|产量|产值|增加值|数量|总数|规模|面积|余额|总额|人数|收入)$", subject)
            if generic and len(subject) - len(generic.group()) >= 2:
                subject = subject[: generic.start()]
        return subject if subject.endswith(name) else subject + name

    def _subject_before(self, text: str, context: Context) -> str:
        """The noun that the clause before begins with: 乡镇企业 of 乡镇企业保持旺盛发展势头."""
        clauses = re.split("[，：]", text[context.sentence_start : context.clause_start])
        for clause in reversed(clauses):
            phrase = self.cut_left(_BRACKET.sub("", clause))
            for at in range(2, len(phrase)):
                if self.stops.at_start(phrase, at) or self.verbs.at_start(phrase, at) or _ADVERB.match(phrase, at):
                    phrase = phrase[:at]
                    break
            if 2 <= len(phrase) <= 24:
                return self._polish(phrase)
        return ""

    def _is_action(self, core: str, name: str) -> bool:
        """Whether only a verb is left of the number: 建成 | 200个 …"""
        if not name:
            return True
        return len(name) <= 4 and (
            name in self.left or name in self.verbs or self.left.cut_left(name, 0) == ""
        )

    def _noun_after(self, context: Context) -> str:
        quantity = context.quantity
        counted = quantity.kind in _COUNTING or quantity.form in ("counted", "listed")
        if not counted and not (quantity.kind == "ratio" and context.right.startswith("的")):
            return ""
        right = context.right
        attending = _ATTENDING.match(right) if quantity.kind == "person" else None
        if attending:
            return f"{attending['verb']}{attending['what']}人数"
        bound = self.bounds_after.at_start(right)
        right = right[len(bound) :]
        if right.startswith("的"):
            right = right[1:]
        match = _NOUN.match(right)
        if match is None:
            return ""
        noun = match.group()
        if _GENERIC.match(noun):  # 培育100家年销售收入1亿元以上的龙头企业: the noun stands behind its condition
            behind = re.search(r"的([一-龥]{2,14})$", context.clause_right)
            if behind:
                return behind[1]
        at = 1
        while at < len(noun):
            stop = self.stops.at_start(noun, at)
            if stop and (at >= 2 or len(stop) == 1):
                noun = noun[:at]
                break
            at += 1
        if self.stops.at_start(noun) or (self.verbs.at_start(noun) and len(noun) < 4):
            return ""
        if "的" in noun[2:-1]:
            noun = noun[noun.rfind("的", 0, -1) + 1 :]
        noun = re.sub(r"(?:等|的|左右|以上|和|与|及)+$", "", noun)
        return noun.strip("“”") if len(noun) >= 2 or noun in ("县", "市", "镇", "乡", "村", "省") else ""

    def _polish(self, name: str) -> str:
        name = _GROWTH_TAIL.sub("", name) or name
        name = re.sub(r"(?:分别|均)$", "", name)
        basis = _OWN_BASIS.sub("", name)
        if len(basis) >= 3 and len(name) > 8:
            name = basis
        return name.strip("“”、，的")

    def _from_previous_clauses(self, text: str, context: Context) -> str:
        """The noun of the clause before, where this one has none."""
        clauses = re.split("[，：]", text[context.sentence_start : context.clause_start])
        for clause in reversed(clauses):
            core, _ = self.cut_right(_BRACKET.sub("", clause))
            name = self.cut_left(core)
            if len(name) >= 2:
                return self._polish(name)[-24:]
        return ""

    def _grant_name(self, text: str, context: Context, name: str) -> str:
        """给予企业30万元奖励: the condition before it and the kind of grant."""
        sentence = text[context.sentence_start : context.quantity.start]
        own = re.match(
            rf"(?:（含）)?的?(?P<kind>[一-龥]{{2,8}}?)(?P<grant>{self._grants})(?=[，。；、（\n]|$)", context.right
        )
        if own and not own["kind"].startswith(("一次性", "企业", "财政", "资金", "标准", "予以", "给予")):
            return own["kind"] + own["grant"]
        stated = re.search(rf"(?P<whom>[一-龥]{{2,10}})的?(?P<grant>{self._grants})$", name)
        if stated and not stated["whom"].startswith(("给予", "企业", "单位", "最高")):
            return self.cut_left(stated["whom"]).removesuffix("的") + stated["grant"]
        match = self.grant.match(context.right)
        ahead = re.search(r"(?:奖励|补助|补贴|资助|给予|奖补|罚款|返还)(?:[^，。；\d]{0,8})$", context.left)
        if match is None and (re.search("给予|予以|对|的，", sentence) is None or ahead is None or context.quantity.kind not in ("money", "ratio", "rate")):
            return ""
        if match is not None:
            grant = match["grant"]
        else:
            assert ahead is not None
            verb = re.search(r"奖励|补助|补贴|资助|奖补|罚款|返还", ahead.group())
            later = re.search("|".join(self.grants), text[context.quantity.end : context.sentence_end])
            grant = verb.group() if verb else (later.group() if later else "")
            if not grant:
                return ""
        basis = re.sub(
            r"^(?:给予|对|由|按照?|参照其?|其|一次性|企业|单位)+|(?:给予|最高|按|奖励|补助|补贴|企业|单位|的)+$",
            "",
            name,
        )
        if len(basis) >= 3 and context.quantity.kind == "ratio":
            return basis if basis.endswith(grant) else f"{basis}{grant}"
        subject = self._condition(text, context)
        return subject if grant in subject else f"{subject}{grant}"

    def _condition(self, text: str, context: Context) -> str:
        """The noun of the condition that a grant answers: 对新认定的高新技术企业，给予…"""
        sentence = _BRACKET.sub("", text[context.sentence_start : context.quantity.start])
        clauses = [clause for clause in re.split("[，：]", sentence) if clause]
        applied = [
            clause for clause in clauses[:-1] if clause.startswith(("对", "凡", "新", "年度", "初次", "首次"))
        ]
        last = clauses[-1] if clauses else ""
        inside = re.search(r"对([^，]{3,30}?)(?:，|给予|按|，?予以|一次性)", last)
        clauses = [clause for clause in clauses if not clause.startswith(("自", "经", "按", "即", "并"))] or clauses
        for clause in (*([inside[1]] if inside else ()), *reversed(applied), *reversed(clauses[:-1])):
            noun = self._condition_noun(clause)
            if noun:
                return noun
        return ""

    def _condition_noun(self, clause: str) -> str:
        """对年度新获认定为国家级版权示范单位的 → 国家级版权示范单位; empty where a number stands in it."""
        noun = re.sub(r"^(?:对于?|凡|年度|当年|首次|初次|新)+", "", clause).removesuffix("的")
        noun = re.split(r"在|自|经|按|且|并", noun)[0] if not re.search("认定|评为|获", noun) else noun
        for match in list(_CONDITION_VERB.finditer(noun))[::-1]:
            if len(noun) - match.end() >= 3:
                noun = noun[match.end() :]
                break
        if "的" in noun:
            noun = noun[noun.rfind("的") + 1 :] or noun
        if re.search(r"\d", noun) or not 3 <= len(noun) <= 30:
            return ""
        return self.cut_left(noun)

    def _deal_out(self, text: str, contexts: Sequence[Context], namings: list[Naming]) -> None:
        """A、B分别达到x、y: give each number its own noun."""
        at = 0
        while at < len(contexts):
            run = [at]
            while run[-1] + 1 < len(contexts) and self._continues(contexts[run[-1] + 1]):
                run.append(run[-1] + 1)
            clause = text[contexts[at].clause_start : contexts[at].quantity.start]
            spread = clause.rfind("分别")
            if spread >= 0 and len(run) > 1:
                subject, _ = self.cut_right(_BRACKET.sub("", clause[:spread]))
                grant = ""
                own_noun = self.cut_left(self.cut_right(clause[spread + 2 :])[0])
                if len(own_noun) >= 4 and namings[at].rule in ("noun-before", "grant"):
                    for index in run:  # 分别参照其年度贡献的70%、80%: one noun for all
                        namings[index] = Naming(namings[at].indicator, "shared", namings[at].verb)
                    at = run[-1] + 1
                    continue
                if not self.cut_left(subject):
                    subject = self._condition(text, contexts[at])
                    grant = namings[run[-1]].indicator.removeprefix(subject) if subject else ""
                nouns = [noun + grant for noun in self._share_nouns(subject)]
                for place, index in enumerate(run):
                    if len(nouns) == len(run):
                        namings[index] = Naming(nouns[place], "dealt-out", namings[at].verb)
                    elif namings[index].rule != "noun-before" or place == 0:
                        namings[index] = Naming(
                            self.cut_left(subject) or namings[at].indicator, "shared", namings[at].verb
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
        sectors = re.match(r"(?P<which>[一二三]{2,3})(?:次)?(?P<head>产业?.*)$", self.cut_left(subject))
        if sectors:
            return [sign + sectors["head"] for sign in sectors["which"]]
        parts = [part for part in re.split("[、和与及]|以及", subject) if part]
        if len(parts) < 2:
            return parts
        parts[0] = self.cut_left(parts[0])
        last = parts[-1]
        full = []
        for part in parts[:-1]:
            if part[-1] == last[-1] or len(part) >= len(last):
                full.append(part)
            else:
                full.append(part + last[min(len(part), len(last) - 2) :])
        return [*full, last]
