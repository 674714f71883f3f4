"""The bound of a number: 5000家以上, 不低于10%, 3000元左右 and what comparator and tone each gives.

The words stand in ``dictionaries/bounds.tsv``, with the side of the number that they are on; the word behind the
number outranks the word before it (超过5家以上).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analyzer.extraction.context import Context
from analyzer.extraction.coordination import Naming
from analyzer.extraction.phrasing import Edges
from analyzer.lexicon import Lexicon
from analyzer.model import Quantity

_DISTANT_BOUND = re.compile(
    r"(不超过|未超过|不高于|不低于|不少于|低于|高于|超过|不足)[^，。；、\d]{0,16}(?:.的|总数|费用|标准|收入|金额|总额|成本|价格|投入|投资|额|费)$"
)
# 比例上限由原50%提高至70%: the cap itself
_CAP = re.compile("(?:上限|限额)[，,]?(?:由原?|从原?)$")
# 单户最高担保金额为 | 1000万元
_HIGHEST = re.compile(
    "最[高大](?:可?(?:担保|贷款|授信|支持|资助|补助|补贴|奖励|赔偿|报销|融资))?(?:金额|额度|限额|额)(?:均?为|是|可?达到?)?$"
)
# 销售收入过 | 100亿元
PAST = re.compile("(?:收入|产值|营收|市值|总值|增加值|规模|总额|税收|利润|投资|[额量个])过$")
# 价值上限，从100万元提高到 | 500万元
_CAP_RAISED = re.compile(r"(?:上限|限额)[，,]?(?:由|从)[^，。；]{2,12}(?:提高|提|上调|降低|降|下调)[到至为]$")
_LEAST = re.compile(r"(至少|最少|至多|最多)(?:[一-龥]{2})?$")
_ROUGHLY = re.compile(
    r"(?:大约|大概)[一-龥]{1,9}$|(?<![节公制合预])(?:约|将近)(?:需要?|可)?(?:增加|减少|增长|下降|提高|新增|投资|投入)?了?(?<!约)(?<!将近)$"
)
_ROUGH_SHARE = re.compile(
    "(?:约|将近|接近)(?:占|有|为(?!\\d))[^，。；、\\d]{0,14}$|接近[^，。；、\\d]{2,14}的$"
)
# 跨越两个 | 千亿元台阶
STEP = re.compile("[十百千万亿]{1,3}[元吨斤级]?(?:台阶|关口|大关)")
# 不超过每人每天 | 100元
# 最高限额分别为 | 350万元
_BETWEEN = re.compile(
    "(?:人民币|达到|达|分别为|均为|为|了|每[人户月天年次家亩吨千万百](?:人|人口|每[人户月天年次])?)$"
)
# 98%和 | 85%
_DEALT_JOINT = re.compile("[、和与及]")
_STRICT = frozenset({"gt", "ge", "lt", "le"})
# 为国家节 | 约 | 二千八百亿元
_SAVING = ("节约", "预约", "制约", "合约", "违约", "签约")
# 增长20%（不含）以内
_WITHOUT = re.compile("（不含(?:本数)?）及?以(?P<side>[上下内])")
# 300万元（含税）以上, 40万套（包括单间、宿舍）以上
_REMARK = re.compile("（[^（）\\n]{2,16}）(?=及?以[上下])")


class Bound(NamedTuple):
    """A comparator, the tone that comes with it, the rule that told and the word of bounds.tsv it saw."""

    comparator: str
    tone: str
    rule: str
    words: str = ""


class BoundFinder:
    """Finds the bounds of quantities with the words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._bounds = {
            side: {entry["word"]: entry for entry in lexicon["bounds"] if entry["side"] == side}
            for side in ("before", "after")
        }
        self._whole = Edges(lexicon.words("edges", side="whole"))
        self._edges = {side: Edges(words) for side, words in self._bounds.items()}

    def find_all(self, text: str, contexts: Sequence[Context], namings: Sequence[Naming]) -> list[Bound]:
        """The bound of every quantity; in 分别超过98%和85% the first holds for the second too."""
        bounds: list[Bound] = []
        for at, (context, naming) in enumerate(zip(contexts, namings, strict=True)):
            bound = self._find(text, context.quantity, naming.verb)
            last = bounds[-1] if bounds else None
            shares = bound.rule == "none" and _DEALT_JOINT.fullmatch(context.left) is not None
            same = at > 0 and contexts[at - 1].quantity.unit == context.quantity.unit
            # 不得低于2年或者行驶里程 | 5万公里
            either = bound.rule == "none" and context.left.startswith("或")
            if (
                ((shares and same) or either)
                and last is not None
                and last.rule == "before"
                and last.comparator in _STRICT
            ):
                bound = last
            bounds.append(bound)
        for at in range(len(bounds) - 2, -1, -1):
            behind = contexts[at + 1]
            joined = (
                _DEALT_JOINT.fullmatch(behind.left)
                and "分别" in text[behind.clause_start : behind.quantity.start]
            )
            if (
                joined
                and bounds[at].rule == "none"
                and bounds[at + 1].rule == "after"
                and behind.quantity.unit == contexts[at].quantity.unit
            ):
                bounds[at] = bounds[at + 1]
        return bounds

    def _find(self, text: str, quantity: Quantity, verb: str) -> Bound:
        """The bound on either side of the number, and the tone it carries."""
        remark = _REMARK.match(text, quantity.end)
        end = remark.end() if remark else quantity.end
        if without := _WITHOUT.match(text, quantity.end):
            return Bound("gt" if without["side"] == "上" else "lt", "hard", "after", f"以{without['side']}")
        after = self._edges["after"].at_start(text, end)
        if len(self._whole.at_start(text, end)) > len(after):
            after = ""  # 30个 | 多式联运项目: many is part of the noun
        if after and not text.startswith("级", end + len(after)):
            entry = self._bounds["after"][after]
            between = quantity.comparator == "between"
            return Bound("between" if between else entry["comparator"], entry["tone"], "after", after)
        if quantity.comparator == "between":
            return Bound("between", "", "range")
        left = text[max(0, quantity.start - 10) : quantity.start]
        left = left[:-1] if left.endswith(_SAVING) else left
        before = self._edges["before"].at_end(left)
        if not before:
            before = self._edges["before"].at_end(_BETWEEN.sub("", left))
        if not before and (least := _LEAST.search(left.removesuffix(verb))):
            before = least[1]  # 至少下降0.5个百分点, 至少组建4支
        if STEP.match(text, quantity.end) or (before == "满" and left.endswith("满满")):
            before = ""  # 跨越 | 两个 | 千亿元台阶, 满满 | 三车物资
        if quantity.kind == "time" and text.startswith(("内", "以内", "之内"), quantity.end):
            return Bound("le", "", "within", "内")
        if not before and quantity.comparator == "eq" and (roughly := _ROUGHLY.search(left)):
            return Bound("approx", "soft", "roughly", roughly.group())  # 大约增加了两万四千种
        far = text[max(0, quantity.start - 24) : quantity.start]
        if not before and quantity.comparator == "eq" and (roughly := _ROUGH_SHARE.search(far)):
            return Bound("approx", "soft", "roughly", roughly.group())  # 约占全国1/10
        distant = None
        if not before:  # 按不超过设备投资额的12%: the bound stands before what the share is of
            distant = _DISTANT_BOUND.search(far)
            if distant and distant[1] in self._bounds["before"]:
                before = distant[1]
        if not before and PAST.search(left):
            return Bound("gt", "", "before", "过")
        if not before and (_CAP.search(left) or _CAP_RAISED.search(far) or _HIGHEST.search(far)):
            return Bound("le", "", "before", "上限")
        if before and not (before == "近" and left.endswith(("最近", "附近", "邻近", "临近"))):
            entry = self._bounds["before"][before]
            return Bound(entry["comparator"], entry["tone"], "distant" if distant else "before", before)
        return Bound(quantity.comparator, "", "none" if quantity.comparator == "eq" else "own")
