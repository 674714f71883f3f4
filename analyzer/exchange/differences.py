"""The result of a comparison as tables for people: scores, and one row for every difference."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from analyzer.exchange.labels import attribute_title, label_title, value_title
from analyzer.presentation.cells import csv_cell
from analyzer.study.agreement import (
    ATTRIBUTE,
    BOUNDARY,
    LABEL,
    MISSING,
    OVERLAP,
    SPANS,
    SPURIOUS,
    Agreement,
    Difference,
    Score,
)
from analyzer.study.annotations import QUANTITY, TASK, Annotation

KINDS = {MISSING: "漏", SPURIOUS: "多", BOUNDARY: "边界", LABEL: "标签", ATTRIBUTE: "属性"}
_SCOPES = {SPANS: "位置完全一致", OVERLAP: "位置有重叠"}
_FAMILIES = {QUANTITY: "量化指标", TASK: "任务"}
COLUMNS = (
    "doc_id",
    "kind",
    "gold_label",
    "gold_start",
    "gold_end",
    "gold_text",
    "predicted_label",
    "predicted_start",
    "predicted_end",
    "predicted_text",
    "attribute",
    "gold_value",
    "predicted_value",
    "context",
)


def score_title(score: Score) -> str:
    """What a score is of, in Chinese.

    >>> score_title(Score("label", "actual", 1, 1, 1)), score_title(Score("attribute", "quantity.unit", 1, 1, 1))
    ('标签 已实现', '量化指标 单位')
    """
    if score.scope in _SCOPES:
        return _SCOPES[score.scope]
    if score.scope == LABEL:
        return f"标签 {label_title(score.name)}"
    family, _, name = score.name.partition(".")
    return f"{family_title(family)} {attribute_title(family, name)}"


def family_title(family: str) -> str:
    """The Chinese word for a sort of spans."""
    return _FAMILIES.get(family, label_title(family))


def differences_csv(agreement: Agreement, texts: dict[str, str]) -> bytes:
    """All differences as CSV with BOM.

    Args:
        agreement: the result of ``compare``.
        texts: of the predicted documents, by doc_id; offsets point into them.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for difference in agreement.differences:
        text = texts[difference.doc_id]
        cells = (
            difference.doc_id,
            difference.kind,
            *_span(difference.gold, text),
            *_span(difference.predicted, text),
            difference.attribute,
            difference.gold_value,
            difference.predicted_value,
            difference.context,
        )
        writer.writerow([csv_cell(cell) for cell in cells])
    return stream.getvalue().encode("utf-8-sig")


def _span(annotation: Annotation | None, text: str) -> tuple[str, int | None, int | None, str]:
    if annotation is None:
        return "", None, None, ""
    return annotation.label, annotation.start, annotation.end, text[annotation.start : annotation.end]


def scores_csv(scores: Sequence[Score]) -> bytes:
    """All scores as CSV with BOM."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(("scope", "name", "title", "gold", "predicted", "agreed", "precision", "recall", "f1"))
    for score in scores:
        shares = (score.precision, score.recall, score.f1)
        cells = (
            score.scope,
            score.name,
            score_title(score),
            score.gold,
            score.predicted,
            score.agreed,
            *shares,
        )
        writer.writerow([csv_cell(cell) for cell in cells])
    return stream.getvalue().encode("utf-8-sig")


def describe(difference: Difference, text: str) -> str:
    """One difference as one line for the terminal."""
    kind = KINDS[difference.kind]
    gold, predicted = difference.gold, difference.predicted
    if difference.kind == ATTRIBUTE and gold is not None:
        title = attribute_title(gold.family, difference.attribute)
        wanted, found = (
            value_title(gold.family, difference.attribute, value) or "（空）"
            for value in (difference.gold_value, difference.predicted_value)
        )
        said = f"{title} 应为 {wanted}，读成 {found}"
    elif difference.kind == LABEL and gold is not None and predicted is not None:
        said = f"应为 {label_title(gold.label)}，读成 {label_title(predicted.label)}"
    elif difference.kind == BOUNDARY and gold is not None and predicted is not None:
        said = f"应为 {_words(gold, text)}，读成 {_words(predicted, text)}"
    else:
        annotation = gold or predicted
        said = label_title(annotation.label) if annotation else ""
    return f"{kind} {said}：{difference.context}"


def _words(annotation: Annotation, text: str) -> str:
    words = " ".join(text[annotation.start : annotation.end].split())
    return f"“{words[:20]}…{words[-10:]}”" if len(words) > 32 else f"“{words}”"
