"""The disclosure form of a government page: 索引号, 发文机关, 发文字号, 成文日期 and their values.

The form of 政府信息公开目录, written as a table, a list or a row of spans; its labels are those of 《政府信息公开条例》
catalogues (国办发〔2008〕36号) and what the sites make of them. A form has at least three labels with values;
a table whose head only names such columns has not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from analyzer.reading.html_main_text import Measure
from analyzer.reading.html_tree import BLOCKS, Element, tag_of
from analyzer.reading.white_space import squash, squeeze

# labels without white space, and what they tell; those that tell nothing help to see the form
_TOLD: Mapping[str, str] = {
    "title": "标题 名称 信息名称 文件名称 公文名称 文件标题 公文标题 信息标题",
    "issuer": "发文机关 发文机构 发文单位 制发机关 制发单位 制定机关 公文机关 发布机关 颁布机关 印发机关",
    "publisher": "发布机构 发布单位 公开主体 信息来源 责任部门 所属机构 公开机构",
    "doc_number": "发文字号 文号 文件编号 发文文号 文件号 公文文号 发文号 文件字号",
    "date": "成文日期 发文日期 印发日期 生成日期 成文时间 发文时间 制发日期 签发日期 颁布日期 印发时间",
    "published": "发布日期 公开日期 发布时间 公开时间 生成时间 上网日期",
    "": "索引号 索取号 信息索引号 主题分类 主题词 主题类型 分类 信息分类 公文种类 文种 体裁 体裁分类 体裁类型"
    " 公开责任部门 组配分类 服务对象 有效性 时效性 公文时效 时效 效力状态 有效期 信息有效性 实施日期 生效日期"
    " 废止日期 失效日期 施行日期 关键词 关键字 内容概述 信息类别 公开方式 公开形式 公开范围 公开类别 公开时限"
    " 内容分类 统一编号 统一登记号 规范性文件编号 载体类型 记录形式 语种 联合发文单位",
}
_LABELS = {label: told for told, labels in _TOLD.items() for label in labels.split()}
_LABEL = re.compile(r"[\[【]?([^:：\[\]【】]{2,20})[\]】]?[:：]?")
_TELLING = frozenset({"issuer", "publisher", "doc_number", "date"})
_MIN_PAIRS = 3
_MAX_BLOCK = 600
_MAX_FORM = 4000
# of the characters of a form: labels and their values
_SHARE = 0.8
_MAX_DEPTH = 10


@dataclass(slots=True)
class _Pair:
    """A label's meaning and its value, in the block where the value stands."""

    told: str
    value: str
    block: Element
    chars: int


def find_form(
    events: Iterable[tuple[str, Any]], measures: Mapping[Element, Measure]
) -> tuple[dict[str, str], frozenset[Element]]:
    """What the page's disclosure form tells, by field, and the elements that hold it.

    ``events`` is a walk through the page, ``measures`` says how much every element holds.
    """
    pairs = _pairs(events)
    if sum(bool(pair.value) for pair in pairs) < _MIN_PAIRS:
        return {}, frozenset()
    holders = _holders(pairs, measures)
    values: dict[str, str] = {}
    for pair in pairs:
        if pair.told and pair.value and any(element in holders for element in _upwards(pair.block)):
            values.setdefault(pair.told, pair.value)
    return values, holders


def _pairs(events: Iterable[tuple[str, Any]]) -> list[_Pair]:
    pairs: list[_Pair] = []
    for block, pieces in _blocks(events):
        waiting = pairs[-1] if pairs and not pairs[-1].value else None
        for piece in pieces:
            label, value = _split_label(piece)
            if label:
                waiting = _Pair(_LABELS[label], value, block, len(squash(piece)))
                pairs.append(waiting)
            elif waiting is not None:
                waiting.value = squeeze(f"{waiting.value} {piece}") if waiting.value else piece
                waiting.chars += len(squash(piece))
                waiting.block = block
    return pairs


def _blocks(events: Iterable[tuple[str, Any]]) -> list[tuple[Element, list[str]]]:
    """The inline pieces of every block that is short enough to be a field of a form."""
    found: list[tuple[Element, list[str]]] = []
    stack: list[Element] = []
    pieces: list[str] = []
    for event, item in events:
        if event == "text":
            if text := squeeze(item):
                pieces.append(text)
            continue
        if item.tag in BLOCKS:
            if pieces and sum(map(len, pieces)) <= _MAX_BLOCK:
                holder = item if event == "close" or not stack else stack[-1]
                found.append((holder, list(_joined(pieces))))
            pieces.clear()
        if event == "open":
            stack.append(item)
        else:
            stack.pop()
    return found


def _joined(pieces: Iterable[str]) -> list[str]:
    """Pieces with a label cut in two (索<b>引号：</b>) and lone colons put together."""
    joined: list[str] = []
    for piece in pieces:
        if joined and (
            piece[0] in ":：" or (_split_label(joined[-1] + piece)[0] and not _split_label(joined[-1])[0])
        ):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _split_label(piece: str) -> tuple[str, str]:
    """``发文机关： 某市人民政府`` in two; two empty strings for what begins with no label."""
    match = _LABEL.match(piece)
    if match is None:
        return "", ""
    label = "".join(match[1].split())
    if label not in _LABELS:
        return "", ""
    rest = piece[match.end() :]
    if rest and match.group()[-1] not in ":：]】":
        return "", ""
    return label, squeeze(rest.lstrip(":："))


def _holders(pairs: list[_Pair], measures: Mapping[Element, Measure]) -> frozenset[Element]:
    """The outermost elements that hold labels and values and next to nothing else."""
    inside: dict[Element, list[_Pair]] = {}
    for pair in pairs:
        for element in _upwards(pair.block):
            inside.setdefault(element, []).append(pair)
    forms: set[Element] = set()
    for element, own in inside.items():
        filled = [pair for pair in own if pair.value]
        if len(filled) < _MIN_PAIRS or not any(pair.told in _TELLING for pair in filled):
            continue
        size = measures[element].chars if element in measures else 0
        if 0 < size <= _MAX_FORM and sum(pair.chars for pair in own) >= _SHARE * size:
            forms.add(element)
    return frozenset(element for element in forms if element.getparent() not in forms)


def _upwards(element: Element) -> list[Element]:
    found: list[Element] = []
    for _ in range(_MAX_DEPTH):
        if element is None or tag_of(element) in {"body", "html"}:
            break
        found.append(element)
        element = element.getparent()
    return found
