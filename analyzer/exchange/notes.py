r"""Attributes as one line of text that a person can read and correct: ``指标=就业人数；单位=人``.

A backslash before ；, =, a backslash itself and ``n`` (line break) keeps every value whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from analyzer.exchange.labels import attribute_title, attributes_of, value_name, value_title

_SPECIAL = re.compile(r"[\\；;=]")
_LINE_BREAK = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_PART = re.compile(r"((?:[^\\；;]|\\.){1,20000})")


def write_note(family: str, attributes: Mapping[str, str]) -> str:
    """Attributes of a span of this family as one line.

    >>> write_note("quantity", {"indicator": "就业人数", "comparator": "ge"})
    '指标=就业人数；比较关系=不低于'
    """
    return "；".join(
        f"{_escape(attribute_title(family, name))}={_escape(value_title(family, name, value))}"
        for name, value in attributes.items()
    )


def read_note(family: str, note: str) -> dict[str, str]:
    """The attributes that a line names; whatever is not ``名称=值`` is an annotator's own remark and left alone.

    >>> read_note("quantity", "指标=就业人数；unit=人；此处存疑")
    {'indicator': '就业人数', 'unit': '人'}
    """
    own = {word: each for each in attributes_of(family) for word in (each.title, each.name)}
    values = {}
    for part in _PART.findall(note):
        name, equals, value = _split(part)
        if equals and name:
            attribute = own.get(name)
            values[attribute.name if attribute else name] = (
                value_name(attribute, value) if attribute else value
            )
    return {name: value for name, value in values.items() if value}


def _escape(text: str) -> str:
    escaped = _SPECIAL.sub(lambda match: "\\" + match.group(), text)
    return _LINE_BREAK.sub(lambda match: "\\n" if match.group() == "\n" else " ", escaped)


def _split(part: str) -> tuple[str, bool, str]:
    """Name and value at the first ``=`` that no backslash protects."""
    name: list[str] = []
    sink = name
    value: list[str] = []
    found = False
    characters = iter(part)
    for character in characters:
        if character == "\\":
            following = next(characters, "")
            sink.append("\n" if following == "n" else following)
        elif character == "=" and not found:
            found, sink = True, value
        else:
            sink.append(character)
    return "".join(name).strip(), found, "".join(value).strip()
