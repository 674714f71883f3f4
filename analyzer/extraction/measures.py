"""How a value is meant: a level, a relative or absolute change, a multiple, a rank, a coverage.

增长8% is growth, 增加2000元 is change, 增长到2倍 is a multiple, 提高到8% is a level: the words are those of
``dictionaries/verbs.tsv``; what they mean for a unit is decided here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analyzer.extraction.context import Context
from analyzer.extraction.phrasing import Edges
from analyzer.lexicon import Lexicon

_RATE_WORD = re.compile(
    r"(?:(?:增速|增幅|涨幅|升幅|降幅|跌幅|(?:上涨|上升|增长|下降)幅度|增长速度|年均增长率|增长率(?<!自然增长率))(?:目标|预期)?(?:分别|均|约|保持|控制|稳定)?(?:设定)?(?:为|达到?|在|到|保持在|控制在|稳定在|维持在|定为)?"
    r"|(?:增长|上涨|下降|降低)(?!面|率|极|点)(?:目标|预期)?(?:分别|均|约|保持|控制|稳定)?(?:设定)?(?:为|达|达到|在|保持在|控制在|稳定在|维持在|定为)?)[^，。；到至]{0,3}$"
)
# 增长12.5% | ，力争达到13.5%
STRIVING = re.compile("，?(?:力争|争取|努力|确保|奋力)(?:达到|达|实现|完成|突破|超过)?")
# 人口自然增长率为 | 5‰: the name of a rate
_NAMED_RATE = re.compile("自然增长率[^，。；增减升降]{0,4}$")
_ABOVE = re.compile(
    r"(?:高于|快于|高出|超过)[^，。；]{0,16}$|[比较][^，。；]{2,8}高$|[比较][^，。；]{2,12}(?:加快|回升|提速)$"
)
_BELOW = re.compile(
    r"(?:低于|慢于)[^，。；]{0,16}$|[比较][^，。；]{2,8}低$|[比较][^，。；]{2,12}(?:放缓|回落|收窄)$"
)
# 5.5%左右的预期增长目标, 经济增长预期目标定为7.5%
_GOAL_BEHIND = re.compile("(?:左右|以上|以内)?的(?:预期)?(?:经济)?(?:增长|增速)(?:预期)?目标")
_GOAL_BEFORE = re.compile("(?:增长|增速)(?:预期|预定)?目标(?:定为|设定为|为|是|确定为|在|定在)?$")
_GROWTH_BEHIND = ("的增速", "的速度", "的增长", "以上的增速", "左右的增速", "的年均增", "以上的速度")
# 增加支出540亿元: a verb of change with its object before the number
_OBJECT_OF_CHANGE = re.compile(
    r"^(?:[^，。；]{0,8}[共已])?(?P<verb>增加|减少|降低|下调|下浮|压减|削减|压缩|缩减)(?!到|至|为|了|值)[一-龥]{2,14}(?:约|近|超|超过)?$"
)
# 继续降低综合费率0.5个百分点: points are added or taken away
_POINTS_MOVED = re.compile(
    "(?P<verb>提高|上浮|上调|调高|降低|下调|下浮|调低)(?!到|至|为|了)[一-龥]{2,8}(?:约|近|超|超过)?$"
)
# 新建和改造农房2万户: what was there before counts too
_RENEWED = re.compile(
    r"(?:新建|改造|改建|扩建)[和与及、]?(?:新建|改造|改建|改扩建|扩建|续建|修复|提升)|新开工建设"
)
# verbs that tell a new noun in a list from the one before
_ACTING = re.compile("转移就业|达到?|释放|完成|总量|共有|改造|整治|建成|投入|争取")
_DOWN = re.compile("降|减|跌|缩")
_RAISING = frozenset({"增加", "提高", "上浮", "上调", "调高"})
_TO = re.compile("[到至为达在]")


class Measured(NamedTuple):
    """Measure and direction (empty for all but growth and change), the rule that told, and the words it saw."""

    measure: str
    direction: str
    rule: str
    words: str = ""


# 新增五星级饭店10家 | 以上、四星级饭店 | 30家
_NEXT = re.compile("(?:以上|左右|以内|及以上)?[、和]")
# 提升80万亩 | 保供基地, but not 提升20个 | ，
_COUNTED_BEHIND = re.compile("(?:以上|左右)?[一-龥“]{2}")


class MeasureFinder:
    """Reads measure and direction with the verbs of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._verbs = {entry["word"]: (entry["measure"], entry["direction"]) for entry in lexicon["verbs"]}
        changes = [entry["word"] for entry in lexicon["verbs"] if entry["measure"] == "change"]
        words = "|".join(sorted(map(re.escape, changes), key=len, reverse=True))
        self._change = re.compile(rf"(?<!重)(?:{words})")  # 重新认定 is no 新认定
        self._words = Edges(self._verbs)

    def find(self, context: Context, verb: str, inherited: Measured | None) -> Measured:
        """How a value is meant, and why.

        Args:
            context: the quantity and its surroundings.
            verb: the verb right before the number, as :meth:`IndicatorFinder.cut_right` found it.
            inherited: what was found for the number before in the same list, if this one goes on.
        """
        quantity = context.quantity
        if quantity.form in ("multiple",) or quantity.kind == "multiple":
            return Measured("multiple", "", "multiple")
        if quantity.kind == "rank":
            return Measured("rank", "", "rank")
        if quantity.form == "coverage":
            return Measured("coverage", "", "coverage")
        if quantity.form == "half":
            return Measured("growth", "down", "half")
        if quantity.form == "zero":
            grows = quantity.unit == "%"
            return Measured("growth", "up", "zero-growth") if grows else Measured("level", "", "zero-count")
        left = context.left
        percent = quantity.unit in ("%", "‰")
        if (
            inherited
            and inherited[0] == "change"
            and left.startswith("其中")
            and not verb
            and quantity.kind in ("length", "area", "count", "person", "power", "volume", "mass")
        ):
            return inherited._replace(rule="inherited")  # 新增公路1.6万公里，其中高速公路2100公里
        if percent and (named := _NAMED_RATE.search(left)):
            return Measured("level", "", "rate-name", named.group())
        if percent and (goal := _GOAL_BEHIND.match(context.right) or _GOAL_BEFORE.search(left)):
            return Measured("growth", "up", "growth-word-behind", goal.group()[-6:])
        if percent and context.right.startswith(_GROWTH_BEHIND):
            return Measured("growth", "up", "growth-word-behind", context.right[:6])
        if percent and inherited and inherited.measure == "growth" and STRIVING.fullmatch(left):
            return inherited._replace(rule="inherited")  # 增长12.5%，力争达到13.5%
        if (
            not verb
            and inherited
            and (not left.strip("、，和与及") or re.fullmatch(r"[、，和与及左右以上下内]+", left))
        ):
            return inherited._replace(rule="inherited")
        if (
            not verb
            and inherited
            and inherited[0] == "change"
            and (_NEXT.match(left) or left.endswith(("、", "和", "与", "及")))
            and not percent
            and not self._acts(left)
        ):
            # 新增中学学位1.2万个、幼儿园学位3600个; 新设5个分校、2个校区
            return inherited._replace(rule="inherited")
        compared = _ABOVE.search(left) or _BELOW.search(left)
        if quantity.kind == "point" and not verb and compared:
            return Measured(
                "change", "up" if _ABOVE.search(left) else "down", "points-apart", compared.group()[:2]
            )
        if percent and (match := _RATE_WORD.search(left)):
            direction = "down" if _DOWN.search(match.group()) else "up"
            return Measured("growth", direction, "growth-word", match.group())
        if _RENEWED.search(left + verb):
            verb = ""
        measure, direction = self._verbs.get(verb, ("", ""))
        if percent or (quantity.kind == "ratio" and quantity.unit in ("1",)):
            if measure in ("growth", "change") and not _TO.search(verb[-1:]):
                return Measured("growth", direction, "verb", verb)
            cut = self._words.at_start(left.lstrip("，、并").removeprefix("平均"))
            if cut and not verb and self._verbs[cut][1] == "down" and not _TO.search(cut[-1]):
                return Measured("growth", "down", "verb", cut)  # 精简会议三成以上, 压减一般性支出10%
            return Measured("level", "", "verb" if verb else "none", verb)
        counted = quantity.kind in ("count", "length", "area") and _COUNTED_BEHIND.match(context.right)
        if verb.endswith("提升") and left.endswith("提升") and counted:
            return Measured("level", "", "verb", verb)  # 整体提升100所学校的周边环境
        if measure in ("growth", "change"):
            return Measured("change", direction, "verb", verb)
        if quantity.kind in ("ratio",):
            return Measured("level", "", "none")
        changed = _OBJECT_OF_CHANGE.match(left.lstrip("，、并"))
        if quantity.kind == "point":
            changed = changed or _POINTS_MOVED.search(left)
        if changed and not verb and quantity.kind not in ("time", "age", "rate"):
            direction = "up" if changed["verb"] in _RAISING else "down"
            return Measured("change", direction, "verb-with-object", changed["verb"])
        match = None if _RENEWED.search(left) else self._change.search(left)
        if match and quantity.kind not in ("time", "age", "point", "rate"):
            return Measured("change", self._verbs[match.group()][1], "verb-with-object", match.group())
        return Measured("level", "", "verb" if verb else "none", verb)

    def _acts(self, left: str) -> bool:
        """Whether a stretch between two numbers has a verb of its own."""
        return _ACTING.search(left) is not None
