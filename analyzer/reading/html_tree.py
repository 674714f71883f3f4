"""The parsed tree of a web page, and how to walk it. The only place that imports lxml for pages.

The parser goes 2,048 levels deep; past that it drops the rest of the page and says so only in its log, which
is why the log is read here. A page that is too deep or too large for a tree has none; it is read by
:mod:`analyzer.reading.html_linear`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

Element: TypeAlias = Any

_MAX_SOURCE = 20_000_000
# each costs up to 60 µs and a kilobyte; a plan of 500 pages full of tables has half as many
_MAX_TAGS = 300_000
# pages put together from pieces carry the end of a piece in their middle; the parser would stop there
_EARLY_END = re.compile(r"</(?:html|body)\s{0,20}>", re.I)
# pictures inside the page
_EMBEDDED = re.compile(r"data:[a-z/+.-]{1,50};base64,[A-Za-z0-9+/=]*", re.I)
# the parser compares every attribute of a tag with all before it
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{5000,}")
_ENDLESS = 30_000
_MAX_LONG_TAGS = 50
_HIDDEN = re.compile(r"display\s{0,4}:\s{0,4}none", re.I)

SILENT = frozenset(
    (  # noqa: SIM905 (words in a row are easier to read)
        "script style noscript template select option button svg iframe object embed input textarea head"
        " title nav canvas audio video map"
    ).split()
)
BLOCKS = frozenset(
    (  # noqa: SIM905
        "address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure"
        " footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th"
        " thead tr ul"
    ).split()
)


def without_pictures(source: str) -> str:
    """The source without the pictures that are written into it, most of a saved page's size."""
    return _EMBEDDED.sub("", source)


def parse_page(source: str) -> Element | None:
    """The root of the page's tree, or None where a tree would lose text or fill the memory."""
    from lxml import etree, html

    if len(source) > _MAX_SOURCE or source.count("<") > _MAX_TAGS:
        return None
    long_tags = [len(match.group()) for match in _LONG_TAG.finditer(source)]
    if len(long_tags) > _MAX_LONG_TAGS or max(long_tags, default=0) > _ENDLESS:
        return None
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = html.document_fromstring(_EARLY_END.sub("", source).encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        return None
    return root


def tag_of(element: Element) -> str:
    """The name of an element's tag; empty for a comment."""
    return element.tag if isinstance(element.tag, str) else ""


def is_silent(element: Element) -> bool:
    """Whether a reader of the page never sees the element's text."""
    tag = element.tag
    if not isinstance(tag, str) or tag in SILENT:
        return True
    style = element.get("style")
    return style is not None and "none" in style.lower() and _HIDDEN.search(style) is not None


def keys_of(element: Element) -> tuple[str, ...]:
    """The id and the classes of an element in small letters; the id with a # before it."""
    identity = element.get("id")
    classes = (element.get("class") or "").lower().split()
    return (f"#{identity.strip().lower()}", *classes) if identity else tuple(classes)


def walk(root: Element, skip: Callable[[Element], bool] = is_silent) -> Iterator[tuple[str, Any]]:
    """The page in reading order: ``("open", element)``, ``("text", string)``, ``("close", element)``.

    Without recursion: pages are deeper than Python's stack. What ``skip`` says yes to is left out with all
    that is in it.
    """
    stack: list[tuple[str, Any]] = [("open", root)]
    while stack:
        event, item = stack.pop()
        if event != "open":
            yield event, item
            continue
        if item is not root and skip(item):
            continue
        yield "open", item
        stack.append(("close", item))
        if len(item):
            for child in reversed(item):
                if child.tail:
                    stack.append(("text", child.tail))
                stack.append(("open", child))
        if item.text:
            stack.append(("text", item.text))


def text_of(root: Element) -> str:
    """All text a reader sees below an element, a space at every block boundary."""
    return join_text(walk(root))


def join_text(events: Iterable[tuple[str, Any]]) -> str:
    """Like :func:`text_of`, for a page that has been walked already."""
    parts: list[str] = []
    for event, item in events:
        if event == "text":
            parts.append(item)
        elif item.tag in BLOCKS:
            parts.append(" ")
    return " ".join("".join(parts).split())
