"""A saved web page as Content: main text, tables, and what the page states about it.

The bytes decide the encoding before the page's own word does (pages that declare GB2312 and are UTF-8 are
common); the word counts where the bytes are not clear.
"""

from __future__ import annotations

import re

from analyzer.errors import ReadError
from analyzer.model import Metadata
from analyzer.reading.content import Content, ContentBuilder
from analyzer.reading.encoding import Decoded
from analyzer.reading.html_furniture import Line
from analyzer.reading.html_linear import cut_tags
from analyzer.reading.html_main_text import find_main, measure_page
from analyzer.reading.html_metadata import find_page_facts, page_metadata
from analyzer.reading.html_text import Part, find_parts, write_parts
from analyzer.reading.html_tree import Element, join_text, parse_page, walk, without_pictures
from analyzer.reading.scrubbing import scrub
from analyzer.reading.white_space import squash

_CHARSET = re.compile(rb"charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([A-Za-z0-9_-]{2,20})", re.I)
_CHARSETS = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
    "utf-8": "utf-8", "utf8": "utf-8", "utf-16": "utf-16", "shift_jis": "cp932", "euc-kr": "cp949",
    "windows-1252": "cp1252", "iso-8859-1": "cp1252", "hz-gb-2312": "hz",
}  # fmt: skip
# about 15 seconds
_MAX_SOURCE = 30_000_000
_MIN_SENTENCE = 30
_MAX_LOST = 0.05
_NO_TEXT = "网页里没有正文，可能要用浏览器打开才会显示。请把正文复制为纯文本后再读。"


def read_html(source: str) -> Content:
    """The document in a saved page.

    Raises:
        ReadError: E_NO_TEXT (only links or scripts), E_TOO_LARGE.

    >>> page = "<title>实施意见_某县政府网</title><p>某县实施意见</p><p>到2025年，完成造林2万亩。</p>"
    >>> read_html(page).text
    '某县实施意见\\n到2025年，完成造林2万亩。'
    """
    source = without_pictures(source)
    if len(source) > _MAX_SOURCE:
        raise ReadError(
            "E_TOO_LARGE", f"网页超过 {_MAX_SOURCE // 1_000_000} 百万字符，请把正文复制为纯文本后再读。"
        )
    root = parse_page(source)
    content = _read_tree(root) if root is not None else Content("")
    if content.text:
        return content
    # no tree, or a tag that nobody closed has swallowed the text
    linear = _read_linear(source)
    if not linear.text or (root is not None and not _has_sentence(linear.text)):
        raise ReadError("E_NO_TEXT", _NO_TEXT)
    return linear


def _has_sentence(text: str) -> bool:
    """Whether there is a long sentence that is no code."""
    ends = (part.rpartition("\n")[2] for part in text.split("。")[:-1])
    return any(len(sentence) >= _MIN_SENTENCE and not set(sentence) & set("{}<>=") for sentence in ends)


def decode_declared(data: bytes) -> Decoded | None:
    """The page in the encoding that it declares, for bytes that alone do not tell theirs."""
    match = _CHARSET.search(data[:4096])
    encoding = _CHARSETS.get(match[1].decode().lower()) if match else None
    if encoding is None:
        return None
    text, replaced = scrub(data.decode(encoding, "replace"))
    lost = text.count("\ufffd") + replaced
    if lost > len(text) * _MAX_LOST:
        return None
    warnings = (f"W_LOST 有 {lost} 个字符读不出，请核对原文件。",) if lost else ()
    return Decoded(text, encoding, warnings)


def _read_tree(root: Element) -> Content:
    events = list(walk(root))
    measures = measure_page(events)
    main = find_main(root, measures)
    if main is None:
        return Content("")
    page = join_text(events)
    facts = find_page_facts(root, events, measures, page)
    parts = find_parts(main, measures, facts.form)
    title = facts.values["title"]
    head = "".join(part.line.text for part in parts[:30])
    if title and squash(title) not in squash(head):
        parts.insert(0, Part(Line(title)))
    builder = ContentBuilder()
    write_parts(parts, builder)
    text = builder.build().text
    return builder.build(page_metadata(facts, page, text))


def _read_linear(source: str) -> Content:
    """A page without a tree: every line of it, with its menus."""
    builder = ContentBuilder()
    for number, line in enumerate(scrub(cut_tags(source))[0].split("\n"), start=1):
        builder.add_paragraph(line, f"第{number}段")
    return builder.build(
        Metadata(), ["W_HTML 网页的结构太深、太大或有损坏，只切去了标签，正文前后可能有菜单，请核对。"]
    )
