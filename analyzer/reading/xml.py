"""XML from strangers: no document type, no entities, no endless depth, and short names in place of namespaces.

The parser is expat, of the standard library. Files of office programs never declare a document type, so
one that does is refused before anything is expanded. Depth is limited because whoever walks a tree does so by
recursion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from analyzer.errors import ReadError

MAX_DEPTH = 200
# each costs 150 to 400 bytes of memory; a plan of 500 pages has half a million
MAX_NODES = 1_500_000
# expat goes on to the end of a piece after an exception; small pieces make long tags slow
_CHUNK = 8_000_000
# one tag or one stretch of text; a tag of so many attributes takes gigabytes
_ENDLESS = re.compile(rb"<[^<]{4000000}")
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9._-]{1,40})[\"']")


def parse_xml(data: bytes, prefixes: Mapping[str, str]) -> Element:
    """The root element; names in the namespaces of ``prefixes`` become ``prefix:name``, others ``name``.

    >>> root = parse_xml("<a:文 xmlns:a='urn:x' a:号='1'>通知</a:文>".encode(), {"urn:x": "w"})
    >>> root.tag, root.attrib, root.text
    ('w:文', {'w:号': '1'}, '通知')

    Raises:
        ReadError: E_XML (not well-formed, or with a document type), E_TOO_DEEP, E_TOO_LARGE.
    """
    source = _as_utf8(data)
    if b"<!DOCTYPE" in source:
        raise _refused()
    if _ENDLESS.search(source):
        raise _too_large("有一处超过 4 MB 的标签或文字")
    parser = XMLParser(target=_Builder(prefixes), encoding="utf-8")
    try:
        for at in range(0, len(source), _CHUNK):
            parser.feed(source[at : at + _CHUNK])
        root: Element = parser.close()
    except (ParseError, ValueError) as error:
        place = getattr(error, "position", None)
        where = f"（第 {place[0]} 行）" if place else ""
        raise ReadError(
            "E_XML", f"文件里的 XML 不合规范{where}，可能已损坏。请用原来的软件打开后另存。"
        ) from None
    return root


def children(node: Element | None, tag: str) -> Iterator[Element]:
    """Direct children with this tag; none where there is no node."""
    return (below for below in node if below.tag == tag) if node is not None else iter(())


def child(node: Element | None, *path: str) -> Element | None:
    """The first direct child with this tag, and so on down the path; None where there is none."""
    for tag in path:
        if node is None:
            return None
        for below in node:
            if below.tag == tag:
                node = below
                break
        else:
            return None
    return node


def _as_utf8(data: bytes) -> bytes:
    """The bytes in UTF-8, whatever was declared, so that one search finds a document type."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if not encoding:
        declared = _DECLARED.match(data)
        encoding = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    if encoding in {"utf-8", "utf8"}:
        return data
    try:
        return data.decode(encoding).encode("utf-8")
    except (LookupError, UnicodeError):
        found = f"文件里的 XML 不是所说的编码（{encoding}），可能已损坏。请用原来的软件打开后另存。"
        raise ReadError("E_XML", found) from None


def _refused() -> ReadError:
    found = "文件里的 XML 带有文档类型声明（DOCTYPE），可能藏有外部实体，没有读。请用原来的软件另存后再读。"
    return ReadError("E_XML", found)


def _too_large(found: str) -> ReadError:
    return ReadError("E_TOO_LARGE", f"文件里的 XML {found}，没有读。请拆成几个文件，或另存为纯文本后再读。")


class _Builder(TreeBuilder):
    """Builds the tree, counting depth and nodes on the way."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._prefixes = prefixes
        self._names: dict[str, str] = {}
        self._depth = 0
        self._nodes = 0

    def doctype(self, *_: object) -> None:
        raise _refused()

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self._nodes += 1
        if self._depth > MAX_DEPTH:
            found = f"文件里的 XML 嵌套超过 {MAX_DEPTH} 层，没有读。请用原来的软件另存为纯文本后再读。"
            raise ReadError("E_TOO_DEEP", found)
        if self._nodes > MAX_NODES:
            raise _too_large("的节点过多")
        if attrs:
            attrs = {self._short(name): value for name, value in attrs.items()}
        return super().start(self._names.get(tag) or self._short(tag), attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)

    def _short(self, name: str) -> str:
        short = self._names.get(name)
        if short is None:
            space, _, local = name.rpartition("}")
            prefix = self._prefixes.get(space[1:], "")
            short = f"{prefix}:{local}" if prefix else local
            if len(self._names) < 10_000:
                self._names[name] = short
        return short
