"""The labels and attributes that annotators see: names for programs, Chinese words for people, colours.

Names and words are those of the output tables (:mod:`analyzer.presentation.columns`). What an annotator wrote
in either form is understood; a label nobody here knows is kept as it is.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from analyzer.presentation.columns import (
    COMPARATOR_WORDS,
    DIRECTION_WORDS,
    MEASURE_WORDS,
    MENTION_KIND_WORDS,
    TARGET_STATUS_WORDS,
    TASK_STATUS_WORDS,
    TONE_WORDS,
    table,
)
from analyzer.study.annotations import QUANTITY, QUANTITY_LABELS, TASK


@dataclass(frozen=True, slots=True)
class Label:
    """What a span can be called: ``name`` in files, ``title`` on the screen."""

    name: str
    title: str
    family: str
    colour: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """What can be said of a span of one family; ``words`` pairs the values it may have with Chinese words."""

    name: str
    title: str
    family: str
    words: tuple[tuple[str, str], ...] = ()


# light enough for black text, told apart with the common colour-blindnesses (after Okabe and Ito)
_COLOURS = {"target": "#F4A582", "actual": "#92C5DE", "standard": "#A6DBA0", TASK: "#FEE391"}
_MENTION_COLOUR = "#D9D9D9"

LABELS: tuple[Label, ...] = (
    *(Label(name, title, QUANTITY, _COLOURS[name]) for name, title in TARGET_STATUS_WORDS),
    Label(TASK, table("tasks").title, TASK, _COLOURS[TASK]),
    *(Label(name, title, name, _MENTION_COLOUR) for name, title in MENTION_KIND_WORDS),
)
DEFAULT_LABELS = (*QUANTITY_LABELS, TASK)


def _titles(name: str) -> dict[str, str]:
    return {column.name: column.title for column in table(name).columns}


_OF_TARGETS, _OF_TASKS = _titles("targets"), _titles("tasks")
ATTRIBUTES: tuple[Attribute, ...] = (
    Attribute("indicator", _OF_TARGETS["indicator"], QUANTITY),
    Attribute("value", _OF_TARGETS["value"], QUANTITY),
    Attribute("value_max", _OF_TARGETS["value_max"], QUANTITY),
    Attribute("unit", _OF_TARGETS["unit"], QUANTITY),
    Attribute("comparator", _OF_TARGETS["comparator"], QUANTITY, COMPARATOR_WORDS),
    Attribute("measure", _OF_TARGETS["measure"], QUANTITY, MEASURE_WORDS),
    Attribute("direction", _OF_TARGETS["direction"], QUANTITY, DIRECTION_WORDS),
    Attribute("tone", _OF_TARGETS["tone"], QUANTITY, TONE_WORDS),
    Attribute("year", "年份", QUANTITY),
    Attribute("status", _OF_TASKS["status"], TASK, TASK_STATUS_WORDS),
    Attribute("level", _OF_TASKS["level"], TASK),
    Attribute("lead_agencies", _OF_TASKS["lead_agencies"], TASK),
    Attribute("support_agencies", _OF_TASKS["support_agencies"], TASK),
    Attribute("deadline", _OF_TASKS["deadline"], TASK),
)

_LABELS = {label.name: label for label in LABELS}
_LABEL_NAMES = {word: label.name for label in LABELS for word in (label.title, label.name)}


def offered(used: Collection[str]) -> list[Label]:
    """The labels an annotator may choose: those of a file, and those the program writes by default."""
    return [label for label in LABELS if label.name in used or label.name in DEFAULT_LABELS]


def label_title(name: str) -> str:
    """The Chinese word for a label; a label nobody knows is its own word.

    >>> label_title("actual"), label_title("存疑")
    ('已实现', '存疑')
    """
    return _LABELS[name].title if name in _LABELS else name


def label_name(word: str) -> str:
    """The name of a label that stands in a file in either form.

    >>> label_name("已实现"), label_name("actual"), label_name("存疑")
    ('actual', 'actual', '存疑')
    """
    return _LABEL_NAMES.get(word.strip(), word.strip())


def attributes_of(family: str) -> tuple[Attribute, ...]:
    """The attributes of one family of labels."""
    return tuple(attribute for attribute in ATTRIBUTES if attribute.family == family)


def attribute_title(family: str, name: str) -> str:
    """The Chinese word for an attribute; the status of a quantity is what its label says."""
    if family == QUANTITY and name == "status":
        return _OF_TARGETS["status"]
    return next((each.title for each in attributes_of(family) if each.name == name), name)


def value_title(family: str, name: str, value: str) -> str:
    """The Chinese word for an attribute's value where it has one."""
    if family == QUANTITY and name == "status":
        return label_title(value)
    words = next((each.words for each in attributes_of(family) if each.name == name), ())
    return dict(words).get(value, value)


def value_name(attribute: Attribute, word: str) -> str:
    """The value of an attribute that stands in a file in either form."""
    word = word.strip()
    return {title: name for name, title in attribute.words}.get(word, word)
