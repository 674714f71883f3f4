"""How far two sets of annotations agree: precision, recall and F1, and every single difference.

Spans agree when they have the same ends and name the same sort of thing; labels and attributes are then
compared on the spans. An attribute is counted as a slot: right when both name the same value for the same
span. What only one side could know is not counted: documents, sorts of spans and attributes that never
occur in the gold annotations are left out and named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from analyzer.study.alignment import align
from analyzer.study.annotations import AnnotatedDocument, Annotation
from analyzer.study.matching import overlapping, same_spans

MISSING, SPURIOUS, BOUNDARY, LABEL, ATTRIBUTE = "missing", "spurious", "boundary", "label", "attribute"
SPANS, OVERLAP = "spans", "overlap"
_CONTEXT = 12


@dataclass(frozen=True, slots=True)
class Score:
    """How many there are in the gold annotations, in the predicted ones, and in both.

    >>> Score("label", "target", gold=4, predicted=5, agreed=3).f1
    0.6666666666666666
    """

    scope: str
    name: str
    gold: int
    predicted: int
    agreed: int

    @property
    def precision(self) -> float | None:
        """Share of the predicted that are right; None where nothing was predicted."""
        return self.agreed / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Share of the gold that was found; None where there is no gold."""
        return self.agreed / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; None where there is nothing on either side."""
        total = self.gold + self.predicted
        return 2 * self.agreed / total if total else None


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which the two sides differ; offsets are those of the predicted document's text."""

    doc_id: str
    kind: str
    gold: Annotation | None
    predicted: Annotation | None
    attribute: str
    gold_value: str
    predicted_value: str
    context: str


@dataclass(slots=True)
class Agreement:
    """The result of :func:`compare`; the lists at the end say what was not compared."""

    scores: list[Score] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    only_gold: list[str] = field(default_factory=list)
    only_predicted: list[str] = field(default_factory=list)
    other_text: list[str] = field(default_factory=list)
    unreviewed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Counts:
    gold: Counter[tuple[str, str]] = field(default_factory=Counter)
    predicted: Counter[tuple[str, str]] = field(default_factory=Counter)
    agreed: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, key: tuple[str, str], gold: int, predicted: int, agreed: int) -> None:
        self.gold[key] += gold
        self.predicted[key] += predicted
        self.agreed[key] += agreed


def compare(predicted: Sequence[AnnotatedDocument], gold: Sequence[AnnotatedDocument]) -> Agreement:
    """Compare the documents that both sides have, matched by doc_id or else by their text.

    >>> text = "新增就业5万人，增长8%。"
    >>> gold = AnnotatedDocument("例", text, (Annotation("target", 4, 7), Annotation("target", 10, 12)))
    >>> found = AnnotatedDocument("例", text, (Annotation("actual", 4, 7),))
    >>> result = compare([found], [gold])
    >>> [(score.name, score.agreed, score.gold, score.predicted) for score in result.scores[:2]]
    [('spans', 1, 2, 1), ('overlap', 1, 2, 1)]
    >>> [difference.kind for difference in result.differences]
    ['label', 'missing']
    """
    result = Agreement(unreviewed=[each.doc_id for each in gold if not each.reviewed])
    pairs = list(_pairs(predicted, [each for each in gold if each.reviewed], result))
    families = {annotation.family for _, right in pairs for annotation in right.annotations}
    known = {
        (annotation.family, name)
        for _, right in pairs
        for annotation in right.annotations
        for name, value in annotation.known().items()
        if value
    }
    found = {annotation.family for left, _ in pairs for annotation in left.annotations}
    result.left_out = sorted(found - families)
    counts = _Counts()
    for left, right in pairs:
        result.documents.append(left.doc_id)
        for family in sorted(families):
            _compare_family(left, right, family, known, counts, result.differences)
    order = {doc_id: number for number, doc_id in enumerate(result.documents)}
    result.differences.sort(key=lambda each: (order[each.doc_id], _place(each)))
    result.scores = _scores(counts)
    return result


def _place(difference: Difference) -> int:
    annotation = difference.gold or difference.predicted
    return annotation.start if annotation else 0


def _scores(counts: _Counts) -> list[Score]:
    # spans and overlap exist even when nothing was compared
    first = [(SPANS, SPANS), (OVERLAP, OVERLAP)]
    keys = first + sorted({*counts.gold, *counts.predicted} - set(first), key=_score_order)
    return [
        Score(
            scope, name, counts.gold[scope, name], counts.predicted[scope, name], counts.agreed[scope, name]
        )
        for scope, name in keys
    ]


def _score_order(key: tuple[str, str]) -> tuple[int, str]:
    return (0 if key[0] == LABEL else 1, key[1])


def _pairs(
    predicted: Sequence[AnnotatedDocument], gold: Sequence[AnnotatedDocument], result: Agreement
) -> Iterable[tuple[AnnotatedDocument, AnnotatedDocument]]:
    """Predicted and gold documents, the gold ones with the offsets of the predicted text."""
    by_id = {each.doc_id: each for each in predicted}
    by_text: dict[str, AnnotatedDocument] = {}
    for each in predicted:
        by_text.setdefault(_key(each.text), each)
    used: set[str] = set()
    for right in gold:
        left = by_id.get(right.doc_id)
        place = align(right.text, left.text) if left is not None else None
        if place is None:
            same = by_text.get(_key(right.text))
            if same is None or same.doc_id in used:
                (result.other_text if left is not None else result.only_gold).append(right.doc_id)
                if left is not None:
                    used.add(left.doc_id)
                continue
            left, place = same, align(right.text, same.text)
        if left is None or place is None or left.doc_id in used:
            result.only_gold.append(right.doc_id)
            continue
        used.add(left.doc_id)
        yield left, _moved(right, place)
    result.only_predicted = [each.doc_id for each in predicted if each.doc_id not in used]


def _key(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _moved(document: AnnotatedDocument, place: Callable[[int], int]) -> AnnotatedDocument:
    moved = [replace(each, start=place(each.start), end=place(each.end)) for each in document.annotations]
    return replace(document, annotations=tuple(moved))


def _compare_family(
    left: AnnotatedDocument,
    right: AnnotatedDocument,
    family: str,
    known: set[tuple[str, str]],
    counts: _Counts,
    differences: list[Difference],
) -> None:
    """Compare the annotations of one sort in one document: ``left`` predicted, ``right`` gold."""
    found = [each for each in left.annotations if each.family == family]
    wanted = [each for each in right.annotations if each.family == family]
    names = sorted(name for of, name in known if of == family)
    same, found_rest, wanted_rest = same_spans(found, wanted)
    near, found_alone, wanted_alone = overlapping(found_rest, wanted_rest)
    counts.add((SPANS, SPANS), len(wanted), len(found), len(same))
    counts.add((OVERLAP, OVERLAP), len(wanted), len(found), len(same) + len(near))
    for annotation in wanted:
        counts.add((LABEL, annotation.label), 1, 0, 0)
        for name in names:
            counts.add((ATTRIBUTE, f"{family}.{name}"), bool(annotation.known().get(name)), 0, 0)
    for annotation in found:
        counts.add((LABEL, annotation.label), 0, 1, 0)
        for name in names:
            counts.add((ATTRIBUTE, f"{family}.{name}"), 0, bool(annotation.known().get(name)), 0)

    def note(kind: str, gold: Annotation | None, predicted: Annotation | None, *values: str) -> None:
        place = predicted or gold
        context = _context(left.text, place) if place else ""
        attribute, gold_value, predicted_value = values or ("", "", "")
        differences.append(
            Difference(left.doc_id, kind, gold, predicted, attribute, gold_value, predicted_value, context)
        )

    for one, other in same:
        if one.label == other.label:
            counts.add((LABEL, one.label), 0, 0, 1)
        else:
            note(LABEL, other, one)
        mine, theirs = one.known(), other.known()
        for name in names:
            value, right_value = mine.get(name, ""), theirs.get(name, "")
            if value == right_value:
                counts.add((ATTRIBUTE, f"{family}.{name}"), 0, 0, bool(value))
            elif one.label == other.label or name != "status":
                # a status that differs is told once, as the label
                note(ATTRIBUTE, other, one, name, right_value, value)
    for one, other in near:
        note(BOUNDARY, other, one)
    for annotation in wanted_alone:
        note(MISSING, annotation, None)
    for annotation in found_alone:
        note(SPURIOUS, None, annotation)


def _context(text: str, place: Annotation) -> str:
    """The characters around a span on one line, the span in 【】."""
    before = text[max(0, place.start - _CONTEXT) : place.start]
    inside = text[place.start : place.end]
    if len(inside) > 4 * _CONTEXT:
        inside = f"{inside[: 2 * _CONTEXT]}…{inside[-2 * _CONTEXT :]}"
    return " ".join(f"{before}【{inside}】{text[place.end : place.end + _CONTEXT]}".split())
