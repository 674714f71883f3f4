"""Styles of a Word file, as far as they decide what the text is: numbering, hidden text, contents pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from analyzer.reading.xml import child, children

# the built-in styles of the entries of a contents page and of its heading; in Chinese programs too
_CONTENTS = re.compile(r"toc (?:[1-9]|heading)|目录 ?[1-9]|toc ?标题", re.I)
# a chain of styles longer than this is a circle
_MAX_CHAIN = 30


@dataclass(frozen=True, slots=True)
class NumberingChoice:
    """What a paragraph or a style says of its list: which one, at which level (from 0); None if silent."""

    list_id: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """One style; ``hidden`` is None where it says nothing of it."""

    style_id: str
    name: str
    based_on: str
    numbering: NumberingChoice
    hidden: bool | None


class Styles:
    """All styles of a file by id.

    >>> from xml.etree.ElementTree import Element
    >>> Styles(None).numbering(""), Styles(None).is_hidden("1")
    (NumberingChoice(list_id=None, level=None), None)
    """

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default = ""
        for node in children(root, "w:style"):
            style = _read_style(node)
            self._styles[style.style_id] = style
            if node.get("w:type") == "paragraph" and is_on(node.get("w:default", "0")):
                self._default = style.style_id

    def chain(self, style_id: str) -> Iterator[Style]:
        """The style and those it is based on, nearest first; an empty id is the default style."""
        style = self._styles.get(style_id or self._default)
        for _ in range(_MAX_CHAIN):
            if style is None:
                return
            yield style
            style = self._styles.get(style.based_on)

    def numbering(self, style_id: str) -> NumberingChoice:
        """List and level that a style gives its paragraphs."""
        list_id: str | None = None
        level: int | None = None
        for style in self.chain(style_id):
            list_id = style.numbering.list_id if list_id is None else list_id
            level = style.numbering.level if level is None else level
        return NumberingChoice(list_id, level)

    def is_hidden(self, style_id: str) -> bool | None:
        """Whether text in this style is hidden; None where no style of the chain says so."""
        return next((style.hidden for style in self.chain(style_id) if style.hidden is not None), None)

    def is_contents(self, style_id: str) -> bool:
        """Whether the style is one of a contents page."""
        return any(_CONTENTS.fullmatch(style.name) for style in self.chain(style_id))


def _read_style(node: Element) -> Style:
    name = child(node, "w:name")
    based_on = child(node, "w:basedOn")
    return Style(
        node.get("w:styleId", ""),
        value(name),
        value(based_on),
        read_numbering(child(node, "w:pPr")),
        read_hidden(child(node, "w:rPr")),
    )


def read_numbering(properties: Element | None) -> NumberingChoice:
    """What the properties of a paragraph say of its list."""
    choice = child(properties, "w:numPr")
    list_id = child(choice, "w:numId")
    level = child(choice, "w:ilvl")
    return NumberingChoice(
        value(list_id) if list_id is not None else None,
        read_int(value(level), 0) if level is not None else None,
    )


def read_hidden(properties: Element | None) -> bool | None:
    """What the properties of a run say of its being hidden."""
    mark = child(properties, "w:vanish")
    return None if mark is None else is_on(mark.get("w:val", "1"))


def value(node: Element | None) -> str:
    """The attribute that most settings have, or an empty string."""
    return "" if node is None else node.get("w:val", "")


def is_on(text: str) -> bool:
    """A switch of the format; what is not plainly off is on.

    >>> is_on("1"), is_on("false")
    (True, False)
    """
    return text not in {"0", "false", "off"}


def read_int(text: str, otherwise: int) -> int:
    """A small whole number, or another one where the text is none.

    >>> read_int("12", 1), read_int("9" * 5000, 1)
    (12, 1)
    """
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else otherwise
