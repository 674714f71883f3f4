"""Automatic numbering: the 一、（一）1. that Word draws before a paragraph and does not store in it.

A paragraph, or its style, names a list (``num``) and a level; the list points to a definition
(``abstractNum``) that says how each level is written. All lists of one definition share their counters; a
list with a ``startOverride`` counts anew from its first paragraph on (ECMA-376 part 1, 17.9, and what Word
does where the standard is silent).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from analyzer.reading.docx_number_formats import format_number
from analyzer.reading.docx_styles import NumberingChoice, Styles, is_on, read_hidden, read_int, value
from analyzer.reading.xml import child, children

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
# longer than any label; a hostile one is repeated with every paragraph
_MAX_LABEL = 64
# a bullet that officials write themselves and readers take for a marker; all others are only drawn
_DASHES = re.compile(r"[—―─]{1,4}")
# behind these marks a label needs no space; a digit that follows needs one all the same (1. 5G基站)
_CLOSED = "、）)．.。：:，】〕]》—―─"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is counted and written; ``text`` holds %1 to %9 for the levels' numbers."""

    start: int = 1
    number_format: str = "decimal"
    pattern: str = ""
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class NumberedList:
    """One ``num``: its definition, what it changes, and where its levels start anew."""

    definition: str
    levels: dict[int, Level]
    restarts: dict[int, int]


class Numbering:
    """The lists of one file and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, NumberedList] = {}
        self._complete: dict[str, NumberedList | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def label(self, own: NumberingChoice, style_id: str) -> str:
        """Count one paragraph and give what stands before its text; empty if it is in no list.

        ``own`` is what the paragraph itself says, ``style_id`` its style.
        """
        from_style = self._styles.numbering(style_id)
        list_id = own.list_id if own.list_id is not None else from_style.list_id
        numbered = self._list(list_id or "")
        if numbered is None or list_id is None:
            return ""
        level = own.level
        if level is None:
            level = self._level_of_style(numbered, style_id)
        if level is None:
            level = from_style.level or 0
        level = min(max(level, 0), _LEVELS - 1)
        return _write(numbered.levels, self._count(list_id, numbered, level), level)

    def _load(self, root: Element) -> None:
        for node in children(root, "w:abstractNum"):
            name = node.get("w:abstractNumId", "")
            self._definitions[name] = _read_levels(node)
            link = value(child(node, "w:numStyleLink"))
            if link:
                self._links[name] = link
        for node in children(root, "w:num"):
            levels: dict[int, Level] = {}
            restarts: dict[int, int] = {}
            for change in children(node, "w:lvlOverride"):
                at = read_int(change.get("w:ilvl", ""), -1)
                start = child(change, "w:startOverride")
                if start is not None:
                    restarts[at] = read_int(value(start), 1)
                whole = child(change, "w:lvl")
                if whole is not None:
                    levels[at] = _read_level(whole)
            definition = value(child(node, "w:abstractNumId"))
            self._lists[node.get("w:numId", "")] = NumberedList(definition, levels, restarts)

    def _list(self, list_id: str) -> NumberedList | None:
        """The list with all its levels; 0 stands for "no list"."""
        if list_id not in self._complete:
            self._complete[list_id] = self._completed(list_id)
        return self._complete[list_id]

    def _completed(self, list_id: str) -> NumberedList | None:
        numbered = self._lists.get(list_id)
        if numbered is None or list_id == "0":
            return None
        definition = self._followed(numbered.definition)
        levels = {**self._definitions.get(definition, {}), **numbered.levels}
        return NumberedList(definition, levels, numbered.restarts) if levels else None

    def _followed(self, definition: str) -> str:
        """A definition may refer to a list style, which names a list, which has a definition of its own."""
        for _ in range(_LEVELS):
            link = self._links.get(definition)
            other = self._lists.get(self._styles.numbering(link).list_id or "") if link else None
            if other is None or other.definition == definition:
                return definition
            definition = other.definition
        return definition

    def _level_of_style(self, numbered: NumberedList, style_id: str) -> int | None:
        """The level that is bound to the paragraph's style, or to one this is based on."""
        bound = {level.style: at for at, level in numbered.levels.items() if level.style}
        return next(
            (bound[style.style_id] for style in self._styles.chain(style_id) if style.style_id in bound), None
        )

    def _count(self, list_id: str, numbered: NumberedList, level: int) -> list[int | None]:
        counts = self._counts.setdefault(numbered.definition, [None] * _LEVELS)
        for above in range(level):  # a level that was passed over counts as begun
            if counts[above] is None:
                counts[above] = numbered.levels.get(above, Level()).start
        if level in numbered.restarts and (list_id, level) not in self._begun:
            counts[level] = numbered.restarts[level]
        else:
            before = counts[level]
            counts[level] = numbered.levels.get(level, Level()).start if before is None else before + 1
        self._begun.add((list_id, level))
        for deeper in range(level + 1, _LEVELS):
            restart = numbered.levels.get(deeper, Level()).restart
            if restart is None or level < restart:
                counts[deeper] = None
        return counts


def _read_levels(definition: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for node in children(definition, "w:lvl"):
        levels.setdefault(read_int(node.get("w:ilvl", ""), 0), _read_level(node))
    return levels


def _read_level(node: Element) -> Level:
    number_format = child(node, "w:numFmt")
    if number_format is None:  # a format of newer programs, with an older one beside it
        number_format = child(node, "mc:AlternateContent", "mc:Choice", "w:numFmt")
    restart = child(node, "w:lvlRestart")
    legal = child(node, "w:isLgl")
    return Level(
        start=read_int(value(child(node, "w:start")), 0),
        number_format=value(number_format) or "decimal",
        pattern="" if number_format is None else number_format.get("w:format", "")[:40],
        text=value(child(node, "w:lvlText"))[:_MAX_LABEL],
        restart=None if restart is None else read_int(value(restart), 0),
        legal=legal is not None and is_on(legal.get("w:val", "1")),
        style=value(child(node, "w:pStyle")),
        hidden=read_hidden(child(node, "w:rPr")) is True,
    )


def _write(levels: dict[int, Level], counts: list[int | None], level: int) -> str:
    own = levels.get(level, Level())
    if own.hidden:
        return ""
    if own.number_format == "bullet":
        return own.text if _DASHES.fullmatch(own.text) else ""

    def number(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        shown = levels.get(at, Level())
        count = counts[at]
        if count is None:
            return ""
        if own.legal and shown.number_format != "decimalZero":
            return str(count)
        return format_number(count, shown.number_format, shown.pattern)

    return _PLACEHOLDER.sub(number, own.text)


def join_label(label: str, text: str) -> str:
    """The label before the text of its paragraph, with a space only where one is needed.

    >>> join_label("（一）", "基本思路"), join_label("第一章", "总则"), join_label("1.", "5G基站")
    ('（一）基本思路', '第一章 总则', '1. 5G基站')
    """
    label = label.strip()
    if not label or (label[-1] in _CLOSED and not (label[-1].isascii() and text[:1].isascii())):
        return label + text
    return f"{label} {text}"
