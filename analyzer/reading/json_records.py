"""Collections of documents in JSON: an object a line, a list of objects, an object with such a list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from analyzer.errors import ReadError
from analyzer.reading.record_columns import find_roles
from analyzer.reading.records import Record, make_record

_MAX_DEPTH = 4
_SHOWN = 12
_NAMES = "正文、全文、内容、text、content"


def read_json_lines(text: str, text_column: str = "") -> Iterator[Record]:
    """The records of a file with one object a line; a wrong line becomes a record with a problem.

    >>> [record.content.text for record in read_json_lines('{"id": "a", "text": "新增就业5万人"}')]
    ['新增就业5万人']
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = _load(line, "这一行")
            if not isinstance(value, dict):
                raise ReadError("E_FORMAT", "这一行应是一个 JSON 对象（{…}），请改正。")
        except ReadError as error:
            yield Record(str(number), "", None, error)
            continue
        yield _record(value, number, "行", text_column)


def read_json(text: str, text_column: str = "") -> Iterator[Record]:
    """The records of one JSON value; an object that has a text itself is one record.

    >>> page = '{"total": 2, "data": [{"标题": "甲", "正文": "造林2万亩"}, {"标题": "乙", "正文": "护林"}]}'
    >>> [(record.name, record.content.text) for record in read_json(page)]
    [('甲', '造林2万亩'), ('乙', '护林')]

    Raises:
        ReadError: E_FORMAT (no JSON, or no list of objects in it), E_TOO_DEEP.
    """
    value = _load(text, "这个文件")
    if isinstance(value, dict) and "text" in find_roles(list(value), text_column):
        yield _record(value, 1, "条", text_column)
        return
    rows = _longest_list(value)
    records = [_record(row, number, "条", text_column) for number, row in enumerate(rows, start=1)]
    if all(record.problem is not None and record.problem.code == "E_FORMAT" for record in records):
        keys = "、".join(list(rows[0])[:_SHOWN]) if rows else ""
        found = f"JSON 里没有文档的列表（每篇一个对象，正文的键是 {_NAMES} 之一），请改正或另存为纯文本。"
        raise ReadError("E_FORMAT", f"{found}现有的键是：{keys[:200]}。" if keys else found)
    yield from records


def json_kind(text: str) -> str:
    """``json`` or ``jsonl`` for a text that is, else an empty string.

    >>> json_kind('[{"text": "一"}]'), json_kind('{"a": 1}\\n{"a": 2}'), json_kind("[通知] 各县：")
    ('json', 'jsonl', '')
    """
    head = text.lstrip("\ufeff \t\n")[:1]
    if head not in {"{", "["} or not text.rstrip().endswith(("}", "]")):
        return ""
    lines = [line for line in text.split("\n", 2)[:2] if line.strip()]
    try:
        if len(lines) == 2 and all(isinstance(json.loads(line), dict) for line in lines):
            return "jsonl"
    except (ValueError, RecursionError):
        pass
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    objects = isinstance(value, dict) or any(isinstance(row, dict) for row in value)
    return "json" if objects else ""


def _load(text: str, what: str) -> Any:
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=lambda _: "")
    except RecursionError:
        raise ReadError("E_TOO_DEEP", f"{what}的 JSON 嵌套太深，请改正。") from None
    except ValueError:
        raise ReadError("E_FORMAT", f"{what}不是 JSON，请改正或删去。") from None


def _record(row: Mapping[str, Any], number: int, unit: str, text_column: str) -> Record:
    flat = {name: value for name, given in _flatten(row) if (value := _as_text(given)) is not None}
    names = list(flat)
    roles = find_roles([name.rpartition(".")[2] for name in names], text_column)
    if "text" not in roles:
        roles = find_roles(names, text_column)
    values = {role: flat[names[index]] for role, index in roles.items()}
    place = str(number)
    if "text" not in values:
        wanted = f"“{text_column}”" if text_column else f" {_NAMES} 之一"
        found = f"这一{unit}没有正文，正文的键应是{wanted}。可用 --text-column 指明。"
        return Record(place, values.get("id", ""), None, ReadError("E_FORMAT", found, place))
    return make_record(place, f"第{number}{unit}", values)


def _flatten(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields of an object and, behind a dot, those of the objects in it."""
    for name, value in row.items():
        if isinstance(value, dict):
            for inner, deep in value.items():
                yield f"{name}.{inner}", deep
        else:
            yield name, value


def _as_text(value: Any) -> str | None:
    """A field as text; a list of strings is a text of paragraphs."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "\n".join(value)
    return None


def _longest_list(value: Any) -> list[dict[str, Any]]:
    """The longest list of objects, not too deep inside."""
    best: list[dict[str, Any]] = []
    waiting: list[tuple[Any, int]] = [(value, 0)]
    while waiting:
        at, depth = waiting.pop()
        if isinstance(at, list):
            rows = [row for row in at if isinstance(row, dict)]
            if len(rows) > len(best):
                best = rows
        elif isinstance(at, dict) and depth < _MAX_DEPTH:
            waiting += [(inner, depth + 1) for inner in at.values() if isinstance(inner, dict | list)]
    return best
