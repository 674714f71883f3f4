"""Numbers that no rule explains: quantities the tables would otherwise lose without a word.

Numbers that plainly state no quantity are left out by their place: section numbers and rows of tables, factors
of formulas, versions, models, years, and codes. Names and idioms with numbers are rows of dictionaries/traps.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.model import Check
from analyzer.structure.condense import Condensed

# what stands before a number that is a code, a factor, a version or part of a name
_NAME_BEFORE = re.compile(
    r"(?:[A-Za-z@\\×*/÷=＝+＋\-—–_.·#№]|第|编号|版本|型号|热线|专线|电话|代码|附件|附表|表|图|专栏|注|页|[Xx])$"
)
# what stands behind such a number
_NAME_BEHIND = re.compile(
    r"[A-Za-z×*/÷=＝+＋_#]|-\d|\.\d|[—―–\-~至]\d{1,2}[月日时]|：\d|[:：]|《|(?:、\d{1,3}){1,5}号|点(?!\d)|点\d{1,2}分|[、.．][\u4e00-\u9fff《]|大(?![专学于米卡小])|[号型版级强届期栋楼室座层弄路线区标後后]|碳|频道|消毒|热线|服务热线|超节点|政府服务|市民服务|企业服务|妇联|平台|系统"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_VERSION = re.compile(r"\d{1,2}\.0")
_CODE = re.compile(r"0\d+.*|\d{5,}|\d{1,2}\.\d{1,2}\.\d.*")
_SCALE = re.compile("[万亿千百]")
# the subscripts of formulas, which a page sets on a line of their own: PM、SO、O）2.5 10 2 3
_FORMULA = re.compile(r"(?:PM|SO|NO|CO|O)(?:[）、，][^。；]{0,10})?$")
_BINDING = re.compile("预期性|约束性|引导性|指导性")


def check_loose(view: Condensed, unexplained: Sequence[tuple[int, int]]) -> Iterator[Check]:
    """One row for every number that is a quantity as far as its place tells.

    Args:
        view: the condensed text.
        unexplained: document offsets of the numbers, from ``TargetFinder.find``.
    """
    for start, end in unexplained:
        first, last = view.position(start), view.position(end)
        if _states_nothing(view, first, last):
            continue
        number = view.text[first:last]
        yield Check(
            "unexplained_number",
            "info",
            f"数字“{number}”没有被任何规则解释，请人工核对。",
            "",
            number,
            start,
            end,
        )


def _states_nothing(view: Condensed, start: int, end: int) -> bool:
    text = view.text
    number, before, behind = text[start:end], text[max(0, start - 12) : start], text[end : end + 8]
    if before.endswith("（") and behind.startswith("）"):
        return True
    if _SCALE.match(behind):
        return False
    if _YEAR.fullmatch(number) or _VERSION.fullmatch(number) or _CODE.fullmatch(number):
        return True
    if _NAME_BEFORE.search(before) or _NAME_BEHIND.match(behind) or _FORMULA.search(before):
        return True
    return _stands_alone(view, start, end) or _numbers_row(text, start, end)


def _stands_alone(view: Condensed, start: int, end: int) -> bool:
    """Whether the number is a piece of layout: the number of a section or a page, a subscript, a cell."""
    text, offsets = view.text, view.offsets
    if end == len(text) or offsets[end - 1] - offsets[start] != end - 1 - start:
        return True  # the last page's number, or digits that the page had apart
    short = end - start <= 2 or "." in text[start:end]
    loose_before = start == 0 or text[start - 1] == " " or offsets[start] - offsets[start - 1] > 1
    apart = loose_before and (text[end] == " " or offsets[end] - offsets[end - 1] > 1)
    opens = start == 0 or text[start - 1] in "\n。！？；：→"
    if text[end] == "\n" and (start == 0 or text[start - 1] == "\n"):
        return True
    return short and (apart or opens)


def _numbers_row(text: str, start: int, end: int) -> bool:
    """Whether the number counts a row of a table of indicators: 4 粮食播种面积 万亩 约束性 280."""
    if end - start > 2 or _BINDING.search(text, max(0, start - 12), start):
        return False
    return _BINDING.search(text, end, end + 40) is not None
