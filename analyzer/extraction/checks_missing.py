"""What a document gives elsewhere and leaves out here: a target's year, a task's agency.

A document that sets no years or names no agencies is not asked for them; one that does so for nearly all its
targets or tasks probably forgot the others. Both are worth a look, no more (severity info).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from analyzer.model import Check, Metadata, Target, Task
from analyzer.structure.condense import Condensed

# so many siblings must name agencies, and so large a share of them
_MIN_WITH = 3
_MIN_SHARE = (2, 3)
# so many targets of a document must have a year
_MIN_DATED = 3
_GOAL = re.compile(r"(?:达到|达|提高到|提升到|增加到|增至|降到|降至|控制在|超过|突破|不低于|增长|下降|降低)$")
_NAMES_AT_END = re.compile(
    r"[（(〔【][^（）()〔〕【】]{2,190}(?:局|委|办|厅|部|院|会|署|行|公司|政府|中心|海关|部门|单位|银行|支队)等?[）)〕】]\s{0,4}$"
)
_GENERAL = re.compile(
    r"指导思想|基本原则|总体要求|总体思路|总体目标|发展目标|主要目标|工作目标|工作原则|组织领导|组织保障|保障措施|适用范围|附则|施行|解释|监督|宣传"
)


def check_years(view: Condensed, targets: Sequence[Target], metadata: Metadata) -> Iterator[Check]:
    """Targets without a year in a document that dates most of them."""
    wanted = [target for target in targets if target.status == "target"]
    dated = [target for target in wanted if target.period is not None and target.period.end is not None]
    if len(dated) < _MIN_DATED or 2 * len(dated) < len(wanted):
        return
    known = {(target.indicator_id, target.value) for target in targets if target.period is not None}
    title_end = _title_end(view, metadata)
    for target in wanted:
        if target.period is not None or not target.indicator_id or "noun-before" not in target.rule:
            continue
        at = view.position(target.start)
        if (target.indicator_id, target.value) in known or at < title_end:
            continue
        if _GOAL.search(view.text[max(0, at - 8) : at]) is None:
            continue
        yield Check(
            "target_without_year",
            "info",
            f"目标“{target.indicator}”没有写明年份，本文件的其他目标大多写明。",
            "",
            "".join(target.value_text.split()),
            target.start,
            target.end,
        )


def _title_end(view: Condensed, metadata: Metadata) -> int:
    title = re.sub(r"\s", "", metadata.title)
    at = view.text.find(title[:20]) if title else -1
    return at + len(title) if at >= 0 else 0


def check_agencies(tasks: Sequence[Task]) -> Iterator[Check]:
    """Tasks without an agency among siblings that have one.

    Only items with nothing below them count: a heading's agencies stand with its items.
    """
    parents = {task.parent for task in tasks}
    leaves = [task for index, task in enumerate(tasks) if index not in parents]
    alike: dict[tuple[str, int], list[Task]] = defaultdict(list)
    named: Counter[int] = Counter()
    for task in leaves:
        alike[task.item.style, task.item.level].append(task)
        named[task.item.group] += _names_agency(task)
    for members in alike.values():
        having = sum(_names_agency(task) for task in members)
        share, of = _MIN_SHARE
        if having < _MIN_WITH or of * having < share * len(members):
            continue
        for task in members:
            if _names_agency(task) or task.status != "plan" or task.item.style == "第条":
                continue  # an article lays down how things are; only what is to be done needs somebody to do it
            if not named[task.item.group] or _GENERAL.search(task.item.title):
                continue
            yield Check(
                "task_without_agency",
                "info",
                f"“{task.item.marker.strip()}{task.item.title[:20]}”没有写责任单位，同级 {having} 项都写了。",
                "",
                "",
                task.item.start,
                task.item.title_end,
            )


def _names_agency(task: Task) -> bool:
    """Whether an agency was read, or a bracket of names stands at the end, which is enough not to ask."""
    return bool(task.lead_agencies or task.support_agencies or _NAMES_AT_END.search(task.text[-200:]))
