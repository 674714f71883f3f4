"""What the headings and the lead-ins above a value say of it: 工作回顾 tells, 2026年重点工作 asks.

The words of headings stand in ``dictionaries/cues.tsv`` (place "heading"); the nearest telling one decides, under
two provisos: below a heading of review no sub-heading asks, and below a heading of the year's work none tells.
"""

from __future__ import annotations

import re

from analyzer.extraction.context import OutlineIndex, paragraph_start
from analyzer.extraction.trace import Trace
from analyzer.lexicon import Lexicon
from analyzer.model import Item

_ACHIEVED_LEAD = re.compile(
    "一年来|五年来|年来|以来|过去|回顾|推进了|做了|取得了|开展了|成效|进展|逐步增强|不断提升|主要抓了|迈出|成就|圆满"
)
_WANTED_LEAD = re.compile(
    "目标|要重点|要努力|要抓好|要做好|要着力|今年要|重点(?:做好|抓好|工作)|取得新突破|下一步|(?<!政治)任务(?!如期|圆满|全面|来抓)|将重点|具体措施|以下措施"
)
# a lead-in that tells of tasks fulfilled asks for nothing: 完成全年主要目标任务
FULFILLED = re.compile(
    "(?<!确保)(?<!努力)(?<!力争)(?:(?:圆满|较好|胜利|全面|顺利|超额)(?:完成|实现)|完成了|完成(?=全年|去年|上年))[^，。；]{0,14}(?:目标|任务)+"
    "|(?:^|(?<=[，。；、]))(?![^，。；、]{0,8}(?:确保|力争|努力|推动|为了|(?<![主首重])要))[^，。；、]{0,24}?(?:目标|任务){1,2}(?:已|均|都)?"
    "(?:如期|圆满|全面|顺利|胜利|基本|超额|较好|总体|提前)(?:完成|实现)"
)
_REVIEW = re.compile("回顾|总结|过去[一五]年|主要成[就效]|取得的成[就效绩]")
# 持续改善 | 居住质量 asks, 居住质量 | 持续改善 tells
_BETTERING = re.compile(
    "(?:^|[\\d.、，；])[持不稳明显全大][续断步显著面幅](?:提升|提高|改善|增强|优化)[一-龥]{2}"
)
# 第一节 发展环境 tells, 优化发展环境 asks
_BACKGROUND = re.compile(
    "(?:发展|面临|规划|编制|宏观|国内|外部)的?(?:环境|背景|条件|态势)(?:[与和及][一-龥]{2,6})?"
)
# 一、五年来生产建设的情况, 2024年计划执行情况
_CONDITION = re.compile(
    r"(?:年来|以来|过去|几年|上年|去年|\d年)(?:(?!草案|安排|计划)[^，。]){0,16}(?:(?<!草案)(?<!安排)(?<!计划)情况|成就|成绩|进展)$"
    "|(?:执行|完成|运行|工作|落实|进展|建设|发展)(?:的)?(?:基本|总体|主要)?情况$"
)
_PLANNING = re.compile(
    "目标|任务|安排|重点|部署|规划|举措|措施|今后|下一步|打算|思路|工作要求|(?:20|19)\\d\\d年|今年|建议|预期|总体要求"
)
YEARS_WORK = re.compile(
    "(?:20|19)\\d\\d年[^，。]{0,8}(?:重点|任务|安排|主要工作|目标|建议)|今年[^，。]{0,8}(?:任务|安排|建议)"
)


def list_leads(text: str, outline: OutlineIndex, index: int | None) -> list[str]:
    """The sentences right before the lists that an item stands in, innermost first; headings have none."""
    leads = []
    for item in outline.chain(index):
        if item.inline or item.style == "——":
            first = outline.first_of(item)
            start = paragraph_start(text, max(0, first.start - 1), first.start - 60)
            leads.append(text[start : first.start])
    return leads


class StatusHeadings:
    """Reads the status of values out of what stands above them."""

    def __init__(self, lexicon: Lexicon, trace: Trace | None = None) -> None:
        self._trace = trace
        self._heading = {
            status: re.compile(
                "|".join(map(re.escape, lexicon.words("cues", place="heading", status=status)))
            )
            for status in ("target", "actual")
        }

    def from_lead(self, lead: str) -> str:
        """What the words before a list say of its items."""
        lead = FULFILLED.sub("成就", lead)
        achieved = list(_ACHIEVED_LEAD.finditer(lead))
        wanted = list(_WANTED_LEAD.finditer(lead))
        if achieved or wanted:
            last_achieved = achieved[-1].end() if achieved else -1
            told = achieved if last_achieved > (wanted[-1].end() if wanted else -1) else wanted
            if self._trace is not None:
                self._trace.note("list-lead", told[-1].group())
            return "actual" if told is achieved else "target"
        return ""

    def nearest(self, chain: list[Item], *, sets_out: bool = False) -> tuple[str, int]:
        """What the nearest telling heading says, and where it stands.

        ``sets_out``: the document only sets out what shall be (a plan); 持续改善居住环境 tells nothing there.
        """
        review = any(item.level == 1 and _REVIEW.search(item.title) for item in chain)
        planned = not review and any(item.level == 1 and YEARS_WORK.search(item.title) for item in chain)
        for item in chain:
            wanted = self._heading["target"].search(item.title) if not item.inline else None
            if review and item.level > 1:
                wanted = None  # （二）聚力落实国家重大战略任务, under 工作回顾
            achieved = self._heading["actual"].search(item.title) if not item.inline else None
            condition = _CONDITION.search(item.title)
            achieved = condition or achieved or _BACKGROUND.fullmatch(item.title)
            if (planned and item.level > 1) or (sets_out and not review and _BETTERING.search(item.title)):
                achieved = None  # （七）持续改善环境质量, under 2026年重点工作
            if achieved and (
                not wanted or len(achieved.group()) >= 4 or re.search("回顾|成就|成效|总结", item.title)
            ):
                self._note_heading("heading-actual", item, achieved)
                return "actual", item.start
            if wanted and (item.level == 1 or re.search("目标|任务|安排|要求|措施", item.title)):
                self._note_heading("heading-target", item, wanted)
                return "target", item.start
        return "", 0

    def _note_heading(self, step: str, item: Item, match: re.Match[str]) -> None:
        if self._trace is not None:
            self._trace.note(step, match.group(), f"{item.marker}{item.title}")

    def plans(self, chain: list[Item]) -> bool:
        """Whether a heading announces what is to come, rather than a field of work (坚持扩大内需)."""
        return any(_PLANNING.search(item.title) for item in chain if not item.inline)
