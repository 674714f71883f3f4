"""The records of a collection: one document a row, with what its columns state about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from analyzer.errors import ReadError
from analyzer.model import Block, Metadata
from analyzer.reading.content import Content
from analyzer.reading.scrubbing import is_blank, scrub
from analyzer.reading.stated_dates import parse_date, tells_its_date

_TAGS = re.compile(r"</(?:p|div|span|td|table|li|h[1-6]|section|strong)\s{0,9}>|<br\s{0,9}/?>", re.I)
# what a cell of Excel can hold
_CELL_LIMIT = 32_767
_KINDS = frozenset(
    ("工作报告", "规划", "意见", "通知", "办法", "方案", "措施", "批复", "决定", "新闻", "其他")
)
_EMPTY = frozenset({"", "nan", "none", "null", "n/a", "na", "无", "-", "—", "--", "/"})


@dataclass(frozen=True, slots=True)
class Record:
    """One document of a collection.

    Attributes:
        place: where in the file it stands: ``12``, ``Sheet1!B3``; empty for the file as a whole.
        name: its id or title in the collection, empty if it has none.
        content: its text with a map; None where ``problem`` says why there is none.
    """

    place: str
    name: str
    content: Content | None
    problem: ReadError | None = None


def make_record(place: str, shown: str, values: Mapping[str, str]) -> Record:
    """A record from the values of a row by role.

    Args:
        place: for the path, ``12`` or ``Sheet1!B3``.
        shown: the place as the source map tells it: ``第12行``.
        values: by role, see :mod:`analyzer.reading.record_columns`.
    """
    values = {role: value for role, value in values.items() if value.strip().lower() not in _EMPTY}
    name = values.get("id") or " ".join(values.get("title", "").split())[:80]
    raw = values.get("text", "")
    text, replaced = scrub(raw)
    if is_blank(text):
        found = "这一行的正文是空的，请补上或删去。"
        return Record(place, name, None, ReadError("E_EMPTY", found, place))
    warnings: list[str] = []
    if replaced:
        warnings.append(f"W_CONTROL 有 {replaced} 个控制字符或孤立的代理码，已换成空格。")
    if len(raw) == _CELL_LIMIT:
        warnings.append("W_TRUNCATED 正文正好是 Excel 单元格的上限 32767 字，可能被截断，请核对。")
    content = Content(text, (Block(0, len(text), shown),))
    if len(_TAGS.findall(text[:20_000])) >= 2:
        content = _from_html(text, shown) or content
    metadata = _metadata(values, content)
    content = replace(content, metadata=metadata, warnings=(*content.warnings, *warnings))
    return Record(place, name, content)


def _from_html(text: str, shown: str) -> Content | None:
    """The text of a cell that holds a piece of a web page."""
    from analyzer.reading.html_page import read_html

    try:
        content = read_html(text)
    except ReadError:
        return None
    blocks = tuple(replace(block, place=f"{shown} {block.place}") for block in content.blocks)
    return replace(content, blocks=blocks)


def _metadata(values: Mapping[str, str], content: Content) -> Metadata:
    title = " ".join(values.get("title", "").split())
    stated = parse_date(values.get("date", ""))
    if stated is None and not tells_its_date(title, content.text, bool(values.get("doc_number"))):
        stated = parse_date(values.get("published", ""))
    kind = values.get("doc_type", "").strip()
    parts = [values[role].strip() for role in ("province", "city", "county") if role in values]
    region = "".join(dict.fromkeys(parts)) or values.get("region", "")
    code = values.get("region_code", "").strip()
    return Metadata(
        title=title or content.metadata.title,
        issuer=re.sub(r"\s*[,，、;；|]\s*", " ", values.get("issuer", "").strip()),
        doc_number=values.get("doc_number", "").strip(),
        date=stated,
        doc_type=kind if kind in _KINDS else "",
        region=region.strip(),
        region_code=code if re.fullmatch(r"\d{6}", code) else "",
    )
