"""Targets: every stated quantity with its meaning, the rows of targets.csv."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from analyzer.extraction.bounds import Bound, BoundFinder
from analyzer.extraction.context import Context, OutlineIndex, find_contexts, find_gaps
from analyzer.extraction.coordination import Naming
from analyzer.extraction.document_kind import PLANNING, DocumentKind, kind_of
from analyzer.extraction.indicators import IndicatorFinder
from analyzer.extraction.masking import Mask, find_shapes
from analyzer.extraction.measures import STRIVING, Measured, MeasureFinder
from analyzer.extraction.periods import PeriodFinder, year_period
from analyzer.extraction.phrasing import without_brackets
from analyzer.extraction.quantities import QuantityFinder
from analyzer.extraction.quantity_filter import find_slogans, why_no_quantity
from analyzer.extraction.standards import sets_parameter
from analyzer.extraction.statuses import StatusFinder
from analyzer.extraction.tense import TenseWords
from analyzer.extraction.trace import Trace
from analyzer.extraction.voice import SILENT, Voice, voice_words
from analyzer.lexicon import Lexicon
from analyzer.model import Item, Metadata, Quantity, Target
from analyzer.structure.condense import Condensed

_SCOPE = re.compile("全国|全省|全市|全县|全区|全州|我国|我省|我市|我县|我区|全社会")
_TOTAL = re.compile("总数|数量|总量|的")
_MAX_SENTENCE = 400
# a head of real prose is shorter; in hostile text it may be the whole document, read again for every number
_MAX_TITLE = 400


class _SentenceFacts(NamedTuple):
    """What holds for all quantities of a sentence: read once, since a sentence may have hundreds."""

    sentence: str
    shown: str
    tone: str
    tone_word: str
    binding: str


# kinds of document that both ask and tell, or say nothing of it
_SPEAKING_FREELY = frozenset({"", "工作报告"})
# 关于印发“十四五”农业农村规划的通知: what is issued speaks, not the notice
_PLAN_ISSUED = re.compile("(?:规划|纲要)(?:（[^（）]{1,16}）)?[》”]?的通知$")
# evidence that is none of the sentence's own
_WEAK = ("document", "lead", "voice")


def _is_part(text: str, context: Context, before: Context) -> bool:
    """Whether a sentence goes on with parts of what the one before said: …将达到16万人。其中，本市户籍9万人."""
    opens = text.startswith("其中", context.sentence_start)
    return opens and text.find("\n", before.quantity.end, context.quantity.start) < 0


def _with_its_whole(part: Target, whole: Target) -> Target:
    """A part with the status and period of its whole, where only the kind of text told otherwise."""
    evidence = part.rule.rpartition(";")[2]
    if evidence not in _WEAK or whole.status == "standard" or part.status == whole.status:
        return part
    rule = part.rule.removesuffix(evidence) + "lead"
    return replace(part, status=whole.status, period=whole.period, rule=rule)


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
        self._tense = TenseWords(lexicon, trace)
        self._voice_words = voice_words(lexicon)
        self._events = {entry["word"]: int(entry["year"]) for entry in lexicon["events"]}
        self._bounds = BoundFinder(lexicon)
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
        if metadata.doc_type == "通知" and _PLAN_ISSUED.search(metadata.title):
            metadata = replace(metadata, doc_type="规划")
        kind = kind_of(metadata)
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
        bounds = self._bounds.find_all(text, contexts, namings)
        for context, naming, bound in zip(contexts, namings, bounds, strict=True):
            if self._trace is not None:
                self._trace.take(context.quantity)
            part = text.startswith("其中", context.clause_start) and context.index > 0
            strives = naming.rule == "carried" and STRIVING.fullmatch(context.left)
            inherited = measured if context.previous is not None or part or strives else None
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
                    kind,
                    periods,
                    voice,
                )
            )
            if len(targets) > 1 and _is_part(text, context, contexts[len(targets) - 2]):
                targets[-1] = _with_its_whole(targets[-1], targets[-2])
        unexplained = tuple(view.span(start, end) for start, end in loose)
        return tuple(_year_before(targets, planned=metadata.doc_type in PLANNING)), unexplained

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
        kind: DocumentKind,
        periods: PeriodFinder,
        voice: Voice | None,
    ) -> Target:
        quantity = context.quantity
        spoken = voice.at(quantity.start) if voice else SILENT
        status, evidence = self._statuses.find(text, context, outline, kind, periods.base, spoken)
        if status == "target" and sets_parameter(text, context, kind.metadata):
            status, evidence = "standard", "rule-giving"
        least = text.startswith(("以上", "及以上"), quantity.end)
        sized = least and quantity.kind == "money" and naming.rule == "noun-after"
        moved = quantity.kind != "point"  # 降低费率0.5个百分点 is a change, whoever sets it
        if (
            measured.measure == "change"
            and moved
            and (sized or (status == "standard" and (least or not naming.verb)))
        ):
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
            region_code=kind.metadata.region_code,
            section=" > ".join(
                f"{item.marker}{item.title[:30]}" for item in reversed(outline.chain(context.item))
            ),
            sentence=told.shown,
            start=start,
            end=end,
            rule=f"{quantity.form};{naming.rule};{evidence}",
        )

    def _sentence_facts(self, sentence: str) -> _SentenceFacts:
        tone, word = self._tense.tone(sentence)
        binding = next((word for word in ("约束性", "预期性") if word in sentence), "")
        return _SentenceFacts(sentence, sentence[:_MAX_SENTENCE], tone, word, binding)

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


def _year_before(targets: Sequence[Target], *, planned: bool) -> list[Target]:
    """由每人每年460元提高到500元: where the text does not say, the old value is that of the year before."""
    found = list(targets)
    for at, (old, new) in enumerate(pairwise(targets)):
        told = old.period is None or old.period.text or not old.rule.endswith(";baseline")
        if told or new.sentence != old.sentence:
            continue
        if planned and new.status == "standard" and old.period and old.period.end:
            # what a plan sets anew was in force until it came
            found[at] = replace(old, period=year_period(old.period.end.year + 1, ""))
            continue
        if new.period is None or new.period.end is None:
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
