"""Targets: every stated quantity with its meaning, the rows of targets.csv."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from analyzer.extraction.context import Context, OutlineIndex, find_contexts, find_gaps
from analyzer.extraction.coordination import Naming
from analyzer.extraction.indicators import IndicatorFinder
from analyzer.extraction.masking import Mask, find_shapes
from analyzer.extraction.measures import Measured, MeasureFinder
from analyzer.extraction.periods import PeriodFinder, year_period
from analyzer.extraction.phrasing import Edges, without_brackets
from analyzer.extraction.quantities import QuantityFinder
from analyzer.extraction.quantity_filter import find_slogans, why_no_quantity
from analyzer.extraction.statuses import StatusFinder
from analyzer.extraction.trace import Trace
from analyzer.extraction.voice import SILENT, Voice, voice_words
from analyzer.lexicon import Lexicon
from analyzer.model import Item, Metadata, Quantity, Target
from analyzer.structure.condense import Condensed

_SCOPE = re.compile("全国|全省|全市|全县|全区|全州|我国|我省|我市|我县|我区|全社会")
_TOTAL = re.compile("总数|数量|总量|的")
_DISTANT_BOUND = re.compile(
    r"(不超过|不高于|不低于|不少于|低于|高于|超过|不足)[^，。；、\d]{0,16}(?:.的|总数|费用|标准|收入|金额|总额|成本|价格)$"
)
# 比例上限由原50%提高至70%: the cap itself
_CAP = re.compile("上限(?:由原?|从原?)$")
_LEAST = re.compile(r"(至少|最少|至多|最多)(?:[一-龥]{2})?$")
_ROUGHLY = re.compile(r"(?:大约|大概)[一-龥]{1,9}$|(?:约|将近)(?:增加|减少|增长|下降|提高)了?$")
_ROUGH_SHARE = re.compile("(?:约|将近|接近)(?:占|有)[^，。；、\\d]{0,14}$|接近[^，。；、\\d]{2,14}的$")
_STEPS = re.compile("[十百千万亿]{1,3}[元吨斤级](?:台阶|关口)")
_MAX_SENTENCE = 400
# a head of real prose is shorter; in hostile text it may be the whole document, read again for every number
_MAX_TITLE = 400


class Bound(NamedTuple):
    """A comparator, the tone that comes with it, the rule that told and the word of bounds.tsv it saw."""

    comparator: str
    tone: str
    rule: str
    words: str = ""


class _SentenceFacts(NamedTuple):
    """What holds for all quantities of a sentence: read once, since a sentence may have hundreds."""

    sentence: str
    shown: str
    tone: str
    tone_word: str
    binding: str


# 不超过每人每天 | 100元
_BETWEEN = re.compile("(?:人民币|达到|达|为|了|每[人户月天年次家亩吨](?:每[人户月天年次])?)$")
# 98%和 | 85%
_DEALT_JOINT = re.compile("[、和与及]")
_STRICT = frozenset({"gt", "ge", "lt", "le"})
# 300万元（含税）以上
_TAX_REMARK = re.compile("（(?:不?含税|含本数)）(?=及?以[上下])")
# kinds of document that both ask and tell, or say nothing of it
_SPEAKING_FREELY = frozenset({"", "工作报告"})


class TargetFinder:
    """Finds the targets of documents with one lexicon; holds nothing of any document.

    Args:
        lexicon: the dictionaries.
        trace: where the rules note what they did, for explaining one document.
    """

    def __init__(self, lexicon: Lexicon, trace: Trace | None = None) -> None:
        self._trace = trace
        self._quantities = QuantityFinder(lexicon, trace)
        self._indicators = IndicatorFinder(lexicon, trace)
        self._measures = MeasureFinder(lexicon)
        self._statuses = StatusFinder(lexicon, trace)
        self._voice_words = voice_words(lexicon)
        self._events = {entry["word"]: int(entry["year"]) for entry in lexicon["events"]}
        self._bounds = {
            side: {entry["word"]: entry for entry in lexicon["bounds"] if entry["side"] == side}
            for side in ("before", "after")
        }
        self._edges = {side: Edges(words) for side, words in self._bounds.items()}
        self._ids: dict[str, str] = {}
        for entry in lexicon["indicators"]:
            for name in (entry["indicator"], *entry["aliases"].split("|")):
                if name:
                    self._ids.setdefault(without_brackets(name), entry["indicator_id"])

    def find(
        self, document_text: str, view: Condensed, outline: Sequence[Item], metadata: Metadata
    ) -> tuple[tuple[Target, ...], tuple[tuple[int, int], ...]]:
        """All targets of a document in order, and the numbers that nothing explains, in document offsets.

        Args:
            document_text: the document's own text.
            view: the same text condensed.
            outline: its items in document offsets.
            metadata: its date and kind tell years and status.
        """
        text = view.text
        items = [_in_view(view, item) for item in outline]
        mask = Mask(
            [*find_shapes(text), *find_slogans(text), *((item.start, item.title_start) for item in items)]
        )
        quantities, loose = self._quantities.find(text, mask)
        kept = [quantity for quantity in quantities if self._is_kept(text, quantity)]
        contexts = find_contexts(text, kept, items, find_gaps(document_text, view))
        outline_index = OutlineIndex(items)
        periods = PeriodFinder(text, outline_index, metadata, self._events, self._trace)
        voice = Voice(text, self._voice_words) if metadata.doc_type in _SPEAKING_FREELY else None
        namings = self._indicators.name_all(text, contexts, [item.title for item in items])
        targets: list[Target] = []
        measured: Measured | None = None
        told: _SentenceFacts | None = None
        bounds = self._bounds_of(text, contexts, namings)
        for context, naming, bound in zip(contexts, namings, bounds, strict=True):
            if self._trace is not None:
                self._trace.take(context.quantity)
            part = text.startswith("其中", context.clause_start) and context.index > 0
            inherited = measured if context.previous is not None or part else None
            measured = self._measures.find(context, naming.verb, inherited)
            if told is None or told.sentence is not context.sentence:
                told = self._sentence_facts(context.sentence)
            start, end = view.span(context.quantity.start, context.quantity.end)
            words = document_text[start:end]
            targets.append(
                self._target(
                    text,
                    (start, end, words),
                    context,
                    naming,
                    bound,
                    measured,
                    told,
                    outline_index,
                    metadata,
                    periods,
                    voice,
                )
            )
        unexplained = tuple(view.span(start, end) for start, end in loose)
        return tuple(_year_before(targets)), unexplained

    def _is_kept(self, text: str, quantity: Quantity) -> bool:
        reason = why_no_quantity(text, quantity)
        if reason and self._trace is not None:
            self._trace.leave_out(quantity.start, quantity.end, reason)
        return not reason

    def _target(
        self,
        text: str,
        place: tuple[int, int, str],
        context: Context,
        naming: Naming,
        bound: Bound,
        measured: Measured,
        told: _SentenceFacts,
        outline: OutlineIndex,
        metadata: Metadata,
        periods: PeriodFinder,
        voice: Voice | None,
    ) -> Target:
        quantity = context.quantity
        spoken = voice.at(quantity.start) if voice else SILENT
        status, evidence = self._statuses.find(text, context, outline, metadata, periods.base, spoken)
        least = text.startswith(("以上", "及以上"), quantity.end)
        sized = least and quantity.kind == "money" and naming.rule == "noun-after"
        if measured.measure == "change" and (sized or (status == "standard" and (least or not naming.verb))):
            measured = Measured(
                "level", "", "threshold"
            )  # 对新建投资1000万元以上的项目: a threshold, no change
        start, end, words = place
        scope = _SCOPE.search(text, context.sentence_start, quantity.start)
        value = quantity.value
        if self._trace is not None:
            self._trace.note(f"bound-{bound.rule}", bound.words)
            self._trace.note(f"measure-{measured.rule}", measured.words)
            if told.tone and not bound.tone:
                self._trace.note("tone-word", told.tone_word)
        return Target(
            indicator=naming.indicator,
            indicator_id=self.indicator_id(naming.indicator, context.left),
            value=value,
            value_max=quantity.value_max,
            unit=quantity.unit,
            value_text=words,
            comparator=bound.comparator,
            measure=measured.measure,
            direction=measured.direction,
            status=status,
            tone=bound.tone or told.tone,
            period=periods.find(context, status),
            binding=told.binding,
            scope=scope.group() if scope else "",
            region_code=metadata.region_code,
            section=" > ".join(
                f"{item.marker}{item.title[:30]}" for item in reversed(outline.chain(context.item))
            ),
            sentence=told.shown,
            start=start,
            end=end,
            rule=f"{quantity.form};{naming.rule};{evidence}",
        )

    def _sentence_facts(self, sentence: str) -> _SentenceFacts:
        tone, word = self._statuses.tone(sentence)
        binding = next((word for word in ("约束性", "预期性") if word in sentence), "")
        return _SentenceFacts(sentence, sentence[:_MAX_SENTENCE], tone, word, binding)

    def _bounds_of(self, text: str, contexts: Sequence[Context], namings: Sequence[Naming]) -> list[Bound]:
        """The bound of every quantity; in 分别超过98%和85% the first holds for the second too."""
        bounds: list[Bound] = []
        for at, (context, naming) in enumerate(zip(contexts, namings, strict=True)):
            bound = self._bound(text, context.quantity, naming.verb)
            last = bounds[-1] if bounds else None
            shares = bound.rule == "none" and _DEALT_JOINT.fullmatch(context.left) is not None
            same = at > 0 and contexts[at - 1].quantity.unit == context.quantity.unit
            if shares and same and last is not None and last.rule == "before" and last.comparator in _STRICT:
                bound = last
            bounds.append(bound)
        for at in range(len(bounds) - 2, -1, -1):
            behind = contexts[at + 1]
            joined = (
                _DEALT_JOINT.fullmatch(behind.left)
                and "分别" in text[behind.clause_start : behind.quantity.start]
            )
            if (
                joined
                and bounds[at].rule == "none"
                and bounds[at + 1].rule == "after"
                and behind.quantity.unit == contexts[at].quantity.unit
            ):
                bounds[at] = bounds[at + 1]
        return bounds

    def _bound(self, text: str, quantity: Quantity, verb: str) -> Bound:
        """The bound on either side of the number, and the tone it carries."""
        remark = _TAX_REMARK.match(text, quantity.end)
        end = remark.end() if remark else quantity.end
        after = self._edges["after"].at_start(text, end)
        if after and text[end + len(after) : end + len(after) + 1] not in ("级",):
            entry = self._bounds["after"][after]
            between = quantity.comparator == "between"
            return Bound("between" if between else entry["comparator"], entry["tone"], "after", after)
        if quantity.comparator == "between":
            return Bound("between", "", "range")
        left = text[max(0, quantity.start - 10) : quantity.start]
        before = self._edges["before"].at_end(left)
        if not before:
            before = self._edges["before"].at_end(_BETWEEN.sub("", left))
        if not before and (least := _LEAST.search(left.removesuffix(verb))):
            before = least[1]  # 至少下降0.5个百分点, 至少组建4支
        if _STEPS.match(text, quantity.end):
            before = ""  # 跨越 | 两个 | 千亿元台阶
        if quantity.kind == "time" and text.startswith(("内", "以内", "之内"), quantity.end):
            return Bound("le", "", "within", "内")
        if not before and quantity.comparator == "eq" and (roughly := _ROUGHLY.search(left)):
            return Bound("approx", "soft", "roughly", roughly.group())  # 大约增加了两万四千种
        far = text[max(0, quantity.start - 24) : quantity.start]
        if not before and quantity.comparator == "eq" and (roughly := _ROUGH_SHARE.search(far)):
            return Bound("approx", "soft", "roughly", roughly.group())  # 约占全国1/10
        distant = None
        if not before:  # 按不超过设备投资额的12%: the bound stands before what the share is of
            distant = _DISTANT_BOUND.search(text[max(0, quantity.start - 24) : quantity.start])
            if distant and distant[1] in self._bounds["before"]:
                before = distant[1]
        if not before and _CAP.search(left):
            return Bound("le", "", "before", "上限")
        if before and not (before == "近" and left.endswith(("最近", "附近", "邻近", "临近"))):
            entry = self._bounds["before"][before]
            return Bound(entry["comparator"], entry["tone"], "distant" if distant else "before", before)
        return Bound(quantity.comparator, "", "none" if quantity.comparator == "eq" else "own")

    def indicator_id(self, name: str, left: str = "") -> str:
        """The canonical indicator of a name, or an empty string.

        Args:
            name: the indicator as found.
            left: the words before the number; a dictionary name at their end that is longer than the found
                name outranks it (新增高新技术企业 is another indicator than 高新技术企业).
        """
        core, _ = self._indicators.cut_right(left)
        for at in range(max(0, len(core) - 30), len(core) - len(name)):
            if core[at:] in self._ids and core.endswith(name):
                return self._ids[core[at:]]
        plain = _SCOPE.sub("", name)
        for candidate in (
            name,
            without_brackets(plain),
            plain,
            plain.replace("“", "").replace("”", ""),
            _TOTAL.sub("", plain),
        ):
            if candidate in self._ids:
                return self._ids[candidate]
        return ""


def _year_before(targets: Sequence[Target]) -> list[Target]:
    """由每人每年460元提高到500元: where the text does not say, the old value is that of the year before."""
    found = list(targets)
    for at, (old, new) in enumerate(pairwise(targets)):
        told = old.period is None or old.period.text or not old.rule.endswith(";baseline")
        if told or new.period is None or new.period.end is None or new.sentence != old.sentence:
            continue
        year, before = new.period.end.year, old.period.end.year if old.period and old.period.end else 0
        if 0 <= year - before <= 2:
            found[at] = replace(old, period=year_period(year - 1, ""))
    return found


def _in_view(view: Condensed, item: Item) -> Item:
    position = view.position
    return replace(
        item,
        title=item.title[:_MAX_TITLE],
        start=position(item.start),
        title_start=position(item.title_start),
        title_end=position(item.title_end),
        own_end=position(item.own_end),
        end=position(item.end),
    )
