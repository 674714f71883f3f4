"""Collections of documents in one file: a JSON object a line, with the text and an id."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.errors import ReadError

_TEXT_KEYS = ("text", "正文", "content", "全文", "full_text")
_ID_KEYS = ("id", "doc_id", "编号", "docid")


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a collection; ``problem`` says why it has no text."""

    line: int
    name: str
    text: str
    problem: ReadError | None = None


def split_records(text: str, where: str) -> Iterator[Record]:
    """The records of a collection, empty lines left out; a wrong line becomes a record with a problem.

    >>> [record.text for record in split_records('{"id": "a", "text": "新增就业5万人"}', "集.jsonl")]
    ['新增就业5万人']
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _record(line, number, where)


def _record(line: str, number: int, where: str) -> Record:
    place = f"{where}:{number}"
    try:
        value = json.loads(line)
    except RecursionError:
        return Record(number, "", "", ReadError("E_TOO_DEEP", "这一行的 JSON 嵌套太深，请改正。", place))
    except ValueError:
        return Record(number, "", "", ReadError("E_FORMAT", "这一行不是 JSON，请改正或删去。", place))
    if not isinstance(value, dict):
        found = "这一行应是一个 JSON 对象（{…}），请改正。"
        return Record(number, "", "", ReadError("E_FORMAT", found, place))
    name = next((str(value[key]) for key in _ID_KEYS if isinstance(value.get(key), str | int)), "")
    for key in _TEXT_KEYS:
        if isinstance(value.get(key), str):
            return Record(number, name, value[key])
    found = f"这一行没有正文，正文的键应是 {'、'.join(_TEXT_KEYS)} 之一。"
    return Record(number, name, "", ReadError("E_FORMAT", found, place))
