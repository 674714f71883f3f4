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
    r"(?:[A-Za-z×*/÷=＝+＋\-—–_.·#№]|第|编号|版本|型号|热线|专线|电话|代码|附件|附表|表|图|专栏|注|页|[Xx])$"
)
# what stands behind such a number
_NAME_BEHIND = re.compile(
    r"[A-Za-z×*/÷=＝+＋_#]|-\d|[号型版级强届期栋楼室座层弄路线区]|热线|服务热线|超节点|政府服务|市民服务|企业服务|妇联|平台|系统"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_VERSION = re.compile(r"\d{1,2}\.0")
_CODE = re.compile(r"0\d+.*|\d{5,}|\d{1,2}\.\d{1,2}\.\d.*")
_SCALE = re.compile("[万亿千百]")
# a paragraph that is a cell or a line of a table, not a sentence
_SENTENCE = re.compile("[，。；！？：]")


def check_loose(view: Condensed, unexplained: Sequence[tuple[int, int]]) -> Iterator[Check]:
    """One row for every number that is a quantity as far as its place tells.

    Args:
        view: the condensed text.
        unexplained: document offsets of the numbers, from ``TargetFinder.find``.
    """
    for start, end in unexplained:
        first, last = view.position(start), view.position(end)
        if _states_nothing(view.text, first, last):
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


def _states_nothing(text: str, start: int, end: int) -> bool:
    number, before, behind = text[start:end], text[max(0, start - 6) : start], text[end : end + 8]
    scaled = _SCALE.match(behind) is not None
    if before.endswith("（") and behind.startswith("）"):
        return True
    if not scaled and (_YEAR.fullmatch(number) or _VERSION.fullmatch(number) or _CODE.fullmatch(number)):
        return True
    if not scaled and (_NAME_BEFORE.search(before) or _NAME_BEHIND.match(behind)):
        return True
    opens = start == 0 or text[start - 1] == "\n"
    return opens and not scaled and _heads_line(text, start, end)


def _heads_line(text: str, start: int, end: int) -> bool:
    """A number at the start of a paragraph numbers a section, a row or a note."""
    line_end = text.find("\n", end, end + 200)
    line = text[end : line_end if line_end >= 0 else end + 200]
    return len(text[start:end]) <= 5 and (not line or _SENTENCE.search(line[:3]) is None)
