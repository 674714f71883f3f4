"""Write docs/python-api.md from the docstrings of the public names.

PYTHONPATH=. python scripts/make_api_page.py
"""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import analyzer

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "python-api.md"

# public name: what it is for, in the order of the page; charts are on the page of the gallery
CHINESE = {
    "read": "读一个文件",
    "analyze": "分析一段文字",
    "Analyzer": "分析很多份文件",
    "to_tables": "结果 → 各表（DataFrame）",
    "load_lexicon": "读词典，可加自己的行",
    "Document": "一份读入的文件",
    "Analysis": "一份文件的全部结果",
    "Target": "一个量化指标",
    "Task": "一个任务",
    "Keyword": "一个关键词",
    "Quantity": "一个数量：值、单位、位置",
    "PolicyError": "所有错误的根",
}

_HEAD = """\
# Python 接口

<!-- 由 scripts/make_api_page.py 从代码生成，请勿手改。 -->

`import analyzer` 不会载入 jieba、pandas 等重的包，用到时才载入。下面的名字是公开的，其余模块可能变动。
说明取自代码里的英文文档字符串；`>>>` 开头的例子由测试执行。整段的用法见[笔记本](notebooks/01_one_document.md)。
"""
# of Google's docstring sections
_SECTION = re.compile(r"^(Args|Attributes|Raises|Returns):$")
# annotations come as strings; an empty string is a value
_QUOTED = re.compile(r"''|'([^']+)'")
_ENTRY = re.compile(r"^ {4}(\w[\w, ]*): (.*)$")


def page() -> str:
    """The Markdown text of the page."""
    charts = [name for name in analyzer.__all__ if name.startswith("chart_")]
    rows = [f"| [`{name}`](#{name.lower()}) | {title} |" for name, title in CHINESE.items()]
    rows += [f"| [`{name}`](gallery.md) | {_first_line(name)} |" for name in charts]
    table = "\n".join(["| 名字 | 用途 |", "|---|---|", *rows])
    return "\n\n".join([_HEAD.rstrip(), table, *(_section(name) for name in CHINESE)]) + "\n"


def _first_line(name: str) -> str:
    return (inspect.getdoc(getattr(analyzer, name)) or "").partition("\n")[0]


def _section(name: str) -> str:
    thing = getattr(analyzer, name)
    parts = [f"## {name}", f"{CHINESE[name]}。"]
    if dataclasses.is_dataclass(thing):
        parts.append(f"```python\n{_fields(thing)}\n```")
        parts.append(_text(thing))
        parts += [part for member in _members(thing) for part in _member(name, member)]
    elif inspect.isclass(thing):
        parts += [f"```python\n{name}{_signature(thing)}\n```", _text(thing)]
        parts += [part for member in _members(thing) for part in _member(name, member)]
    else:
        parts += [f"```python\n{name}{_signature(thing)}\n```", _text(thing)]
    return "\n\n".join(part for part in parts if part)


def _members(thing: type) -> Iterator[tuple[str, object]]:
    for name, member in vars(thing).items():
        if not name.startswith("_") and (inspect.isfunction(member) or isinstance(member, property)):
            yield name, member


def _member(owner: str, member: tuple[str, object]) -> Iterator[str]:
    name, thing = member
    if isinstance(thing, property):
        yield f"### {owner}.{name}"
    else:
        yield f"### {owner}.{name}"
        yield f"```python\n{name}{_signature(thing)}\n```"
    yield _text(thing)


def _fields(thing: type) -> str:
    lines = []
    for field in dataclasses.fields(thing):
        kind = field.type if isinstance(field.type, str) else getattr(field.type, "__name__", "")
        lines.append(f"    {field.name}: {kind}")
    return "\n".join([f"class {thing.__name__}:", *lines])


def _signature(thing: object) -> str:
    signature = inspect.signature(thing)  # type: ignore[arg-type]
    parameters = [each for each in signature.parameters.values() if each.name != "self"]
    text = _unquoted(signature.replace(parameters=parameters))
    if len(text) <= 80:
        return text
    written, keyword_only = [], False
    for each in parameters:
        if each.kind is inspect.Parameter.KEYWORD_ONLY and not keyword_only:
            keyword_only = True
            written.append("*")
        written.append(_unquoted(each))
    inside = "".join(f"    {each},\n" for each in written)
    end = text.rpartition(")")[2]
    return f"(\n{inside}){end}"


def _unquoted(signature: inspect.Signature | inspect.Parameter) -> str:
    return _QUOTED.sub(lambda found: found.group(1) or "''", str(signature))


def _text(thing: object) -> str:
    """The docstring as Markdown: sections as lists, examples as code."""
    lines: list[str] = []
    code = False
    for line in (inspect.getdoc(thing) or "").splitlines():
        if line.startswith(">>>") and not code:
            lines += ["```python", line]
            code = True
        elif code and not line.strip():
            lines += ["```", ""]
            code = False
        elif code:
            lines.append(line)
        elif section := _SECTION.match(line):
            lines += [f"**{section.group(1)}**", ""]
        elif entry := _ENTRY.match(line):
            lines.append(f"- `{entry.group(1)}`: {entry.group(2)}")
        else:
            lines.append(re.sub(r"^ {4,}", "  ", line))
    if code:
        lines.append("```")
    text = re.sub(r":\w+:`~?([\w.]+)`", r"`\1`", "\n".join(lines))
    return re.sub(r"(?<!`)``(?!`)", "`", text)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
