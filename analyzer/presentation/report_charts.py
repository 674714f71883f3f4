"""Charts inside a page: matplotlib's SVG, made to live beside others under a strict policy.

An SVG file may do as it likes; in a page its ids must not meet those of the next chart, and neither style
elements nor style attributes are allowed. Styles become presentation attributes, ids get a prefix, comments
and metadata go, and coordinates keep only the digits that can be seen.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_IDS_IN_VALUE = re.compile(r"url\(#([^)]{1,80})\)")
_LONG_NUMBER = re.compile(r"-?\d{1,9}\.\d{2,20}(?:e-?\d{1,3})?")
_PLACES = {"d": 1, "x": 2, "y": 2, "points": 2}
_NAME = re.compile(r"[a-z][a-z-]{1,30}\Z")
_DROPPED = frozenset({f"{_SVG}metadata", f"{_SVG}style"})


def inline_svg(source: bytes, prefix: str, label: str) -> str:
    """An SVG file as an element of a page.

    Args:
        source: the file, as from ``drawing.svg``.
        prefix: is put before all ids; differs from chart to chart.
        label: what the chart shows, for those who do not see it.
    """
    root = ElementTree.fromstring(source)
    _drop(root)
    used = _referenced(root)
    for element in root.iter():
        _settle(element, prefix, used)
    # the width on the page is the style sheet's business, the viewBox keeps the proportions
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    # what matplotlib's style element says of all elements
    root.attrib.update(
        {"role": "img", "aria-label": label, "stroke-linejoin": "round", "stroke-linecap": "butt"}
    )
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)


def _drop(parent: ElementTree.Element) -> None:
    for child in list(parent):
        if child.tag in _DROPPED:
            parent.remove(child)
        else:
            _drop(child)
    parent.text = parent.tail = None


def _referenced(root: ElementTree.Element) -> set[str]:
    used = set()
    for element in root.iter():
        for name, value in element.attrib.items():
            if name in (_HREF, "href"):
                used.add(value.removeprefix("#"))
            used.update(_IDS_IN_VALUE.findall(value))
    return used


def _settle(element: ElementTree.Element, prefix: str, used: set[str]) -> None:
    # in a page the name says the kind: no namespaces
    element.tag = element.tag.removeprefix(_SVG)
    attributes = dict(element.attrib)
    element.attrib.clear()
    style = attributes.pop("style", "")
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        if _NAME.match(name.strip()):
            attributes.setdefault(name.strip(), value.strip())
    for name, value in attributes.items():
        if name == "id":
            if value in used:
                element.set("id", prefix + value)
        elif name in (_HREF, "href"):
            element.set("href", "#" + prefix + value.removeprefix("#"))
        else:
            value = _IDS_IN_VALUE.sub(lambda match: f"url(#{prefix}{match[1]})", value)
            element.set(name, _shorten(" ".join(value.split()), _PLACES.get(name, 4)))


def _shorten(value: str, places: int) -> str:
    """Numbers with no more digits than can be seen.

    >>> _shorten("M 36.123456 0.004 L 5.999 1", 1)
    'M 36.1 0 L 6 1'
    """
    return _LONG_NUMBER.sub(lambda match: _number(float(match[0]), places), value)


def _number(number: float, places: int) -> str:
    text = f"{number:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
