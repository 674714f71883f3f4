"""Documents without what no file can hold: NUL and lone surrogates, character for character."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from analyzer.presentation.cells import clean_text
from analyzer.study.annotations import AnnotatedDocument, Annotation


def cleaned(documents: Iterable[AnnotatedDocument]) -> list[AnnotatedDocument]:
    """The same documents, in which every text can be written; offsets stay right.

    >>> cleaned([AnnotatedDocument("例", "新增\\x005家", ())])[0].text
    '新增\ufffd5家'
    """
    return [
        AnnotatedDocument(
            clean_text(document.doc_id),
            clean_text(document.text),
            tuple(_cleaned(annotation) for annotation in document.annotations),
            document.reviewed,
        )
        for document in documents
    ]


def _cleaned(annotation: Annotation) -> Annotation:
    attributes = {clean_text(name): clean_text(value) for name, value in annotation.attributes.items()}
    return replace(annotation, label=clean_text(annotation.label), attributes=attributes)
