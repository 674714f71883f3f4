"""Which noun a quantity goes by: the one behind (建成200个 | 县域医疗次中心) or the one before (产量达 | 30万吨)."""

from __future__ import annotations

import re

from analyzer.extraction.context import Context
from analyzer.extraction.phrasing import PhraseCutter
from analyzer.extraction.subjects import GENERIC

_OUTPUT = frozenset({"power", "energy"})
_MEASURED = frozenset({"area", "mass", "volume", "length"})
_MEASURE_NAME = re.compile(
    "[量率度积值额数力程]$|规模|装机|产能|里程|供水|供热|造林|农田|绿地|绿道|公路|管网"
)
_RATE_NOUN = re.compile("的(?:目标|速度|水平|增速|幅度|增长|基础|比例)")
# 某自贸试验区43项改革成果: how long a place or body before the number may be
_MAX_PLACE = 14
_LONGEST_DEED = 8
_DOING = frozenset("调建捐运购征招派查收发办辟集供投种植")
_UNDONE = re.compile("(?:取消|减免|免除|免去|豁免|节约|挽回)了?(?:原先|原有|原来)?$")
# 年销售收入达500亿元的 | 企业: the sum is the income
_EARNED = re.compile("(?:收入|产值|营收|销售额|利润|纳税额?|税收)$")
_FUND = re.compile("[一-龥]{2,12}(?:资金|基金|贷款|债券|国债|授信|额度)")
_NO_PLACE = re.compile(
    "调动|使用|派出|动员|发布|接到|[、，“”]|成为|汇|通过|范围内|情况|上述|形成|促成|打造|安排|计划|可|将|已|都|还|又|获|有"
)


class NounChoice:
    """Chooses with the word lists of one lexicon."""

    def __init__(self, cutter: PhraseCutter) -> None:
        self._cutter = cutter

    def takes_noun_after(self, context: Context, core: str, name: str, verb: str, noun: str) -> bool:
        """Whether the noun behind the number is what is counted: 建成 | 200个 | 县域医疗次中心."""
        kind = context.quantity.kind
        if verb in self._cutter.levels and verb != "实现" and name:
            generic = GENERIC.fullmatch(name) is not None and not _EARNED.search(name)
            return generic and context.right.startswith("的")
        if not name or self.is_action(core, name):
            return True
        if context.left.endswith("等") and kind in _OUTPUT:
            return True  # 某电厂二期等402万千瓦 | 机组
        if kind == "money" and _EARNED.search(name):
            return False  # 年销售收入达500亿元的 | 企业
        if context.left.endswith("的") or (GENERIC.fullmatch(name) and context.right.startswith("的")):
            return kind != "ratio"
        if kind == "ratio":  # 降低了22%的担保费收入
            changes = verb.endswith("了") and context.right.startswith("的")
            return changes and _RATE_NOUN.match(context.right) is None
        if kind == "money" and verb == "" and _FUND.fullmatch(noun):
            return True  # 用好省担保集团3亿元 | 应急转贷资金
        if kind == "money" and context.right.startswith("的") and _UNDONE.search(context.left):
            return True  # 取消了336亿元 | 的农业税赋
        if kind in ("count", "person") and verb in ("", "实现", "取消", "撤销", "废止", "关停", "淘汰"):
            return True
        if kind in _MEASURED and verb == "" and _MEASURE_NAME.search(name) is None:
            # 种植3万亩玉米, 预订1000吨化肥: what is measured ends the clause
            return context.right.strip("的") == noun and len(noun) >= 2
        return len(self._cutter.left.at_end(core)) >= 2

    def is_place(self, name: str) -> bool:
        """Whether a noun before the number says whose things are counted: 自贸试验区 | 43项 | 改革成果."""
        if name[-1] in _DOING:
            return False  # 重庆急调 | 26万毫升血液
        if len(name) <= 4:
            return not name[0].isdigit()  # 推出12批 | 118项改革
        if len(name) > _MAX_PLACE or _NO_PLACE.search(name) or any(sign.isdigit() for sign in name):
            return False
        words = (self._cutter.left.at_start(name, at) for at in range(1, len(name)))
        return all(len(word) < 2 or word in self._cutter.whole for word in words)

    def is_action(self, core: str, name: str) -> bool:
        """Whether only a verb is left of the number: 建成 | 200个 …"""
        if not name:
            return True
        if len(name) <= 4 and (
            name in self._cutter.left
            or name in self._cutter.verbs
            or name in self._cutter.actions
            or self._cutter.left.cut_left(name, 0) == ""
        ):
            return True
        return len(name) <= _LONGEST_DEED and self._only_acts(name)

    def _only_acts(self, name: str) -> bool:
        """Whether a name is verbs and adverbs one after the other: 稳妥推进, 补充维护更新."""
        reached = {0}
        for at in range(len(name)):
            if at not in reached:
                continue
            word = name[at : at + 2]
            if len(word) == 2 and (word in self._cutter.actions or word in self._cutter.left):
                reached.add(at + 2)
            for words in (self._cutter.left, self._cutter.verbs):
                if found := words.at_start(name, at):
                    reached.add(at + len(found))
        return len(name) in reached
