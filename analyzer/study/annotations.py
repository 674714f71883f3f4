"""What an annotation is, whoever made it: a labelled span of a text, with attributes.

A label says what a span is: ``target``, ``actual`` and ``standard`` are quantities by their status, ``task`` is
an enumerated item, the kinds of mentions are labels of their own. Attributes are named like the columns of
the output tables and hold text. Labels of one family name the same sort of span: an annotator who turns a
target into a fact corrects the status and finds no other span.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

QUANTITY = "quantity"
QUANTITY_LABELS = ("target", "actual", "standard")
TASK = "task"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A labelled span: half-open code-point offsets; attributes that are not known are left out."""

    label: str
    start: int
    end: int
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def family(self) -> str:
        """What the span is, whatever its status.

        >>> Annotation("actual", 0, 2).family, Annotation("task", 0, 2).family
        ('quantity', 'task')
        """
        return QUANTITY if self.label in QUANTITY_LABELS else self.label

    def known(self) -> dict[str, str]:
        """The attributes, with the status that the label of a quantity says."""
        status = {"status": self.label} if self.label in QUANTITY_LABELS else {}
        return {**self.attributes, **status}


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A text and its annotations in the order of the text; ``reviewed`` tells a person's from a program's."""

    doc_id: str
    text: str
    annotations: tuple[Annotation, ...]
    reviewed: bool = True


def in_order(annotations: list[Annotation]) -> tuple[Annotation, ...]:
    """Annotations by start; of those that begin together the longer first."""
    return tuple(sorted(annotations, key=lambda each: (each.start, -each.end, each.label)))
