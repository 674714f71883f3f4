"""Names that several numbers share: a rank of all named before, the noun behind the second of two counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.extraction.context import Context
from analyzer.extraction.coordination import Naming

# 均居全国第一
_ALL_RANK = re.compile("(?:总量|数量|规模)?(?:均|都|双双)")
_MOST_RANKED = 4


def join_ranked(text: str, contexts: Sequence[Context], namings: list[Naming]) -> None:
    """A家3000家、B家9万家，均居全国第一: a rank of all named since the rank before; ``namings`` is changed in place."""
    for at, context in enumerate(contexts):
        alone = namings[at].rule == "carried" and context.previous is None
        if not (context.quantity.kind == "rank" and alone and _ALL_RANK.match(context.left)):
            continue
        names: list[str] = []
        for back in range(at - 1, max(-1, at - _MOST_RANKED - 1), -1):
            other = contexts[back]
            if other.sentence_start != context.sentence_start or other.quantity.kind == "rank":
                break
            if other.clause_start < contexts[at - 1].clause_start:
                break
            if namings[back].indicator not in names:
                names.insert(0, namings[back].indicator)
        if len(names) > 1:
            namings[at] = replace(namings[at], indicator="、".join(names))


def share_names(text: str, contexts: Sequence[Context], namings: list[Naming]) -> None:
    """Gives the name of a number to the one before it where both count the same; ``namings`` is changed in place."""
    for at in range(len(contexts) - 1):
        # 12类 | 45件民生实事: both count what stands behind the second
        first, second = contexts[at].quantity, contexts[at + 1].quantity
        adjacent = first.end == second.start and {first.kind, second.kind} <= {"count", "person"}
        if adjacent and namings[at + 1].rule == "noun-after":
            namings[at] = Naming(namings[at + 1].indicator, "shared", namings[at].verb)
    for at in range(len(contexts) - 2, -1, -1):
        # 前2年给予地方财政贡献80%的奖励: the years belong to what is granted in them
        context, after = contexts[at], contexts[at + 1]
        early = context.quantity.kind == "time" and context.left.endswith(("前", "后"))
        through = text[context.quantity.end : after.quantity.start]
        spanned = context.quantity.kind == "time" and namings[at + 1].rule == "grant"
        if spanned and not re.search("[，。；]", through) and "给予" in context.left:
            # the months that a subsidy is paid for: 给予企业3个月应缴纳社会保险费30%的补贴 has one name
            namings[at] = Naming(namings[at + 1].indicator, "shared", namings[at].verb)
        elif early and after.clause_start == context.clause_start:
            namings[at] = Naming(namings[at + 1].indicator, "shared", namings[at].verb)
