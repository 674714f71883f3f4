"""Whether a value is wanted (target), a fact (actual), or set by the policy itself (standard).

Evidence is weighed in this order: what the rule-giving sentence says (给予…奖励, …以上的), the year beside the
number against the document's date, the section's heading, words of tense in the clause and the sentence,
the kind of document.
"""

from __future__ import annotations

import re

from analyzer.extraction.context import Context, OutlineIndex
from analyzer.extraction.periods import find_years
from analyzer.extraction.phrasing import Edges
from analyzer.lexicon import Lexicon
from analyzer.model import Item, Metadata

_RULE_GIVING = frozenset({"意见", "通知", "办法", "措施", "方案", "决定", "规定", "其他", "新闻", ""})
_GRANT = re.compile(
    r"给予|奖励|奖补|补助|补贴|资助|贴息|返还|减征|免征|免收|免租|减免|减半|缓缴|缓交|延期|展期|罚款|处以|扣除|下浮|结转|上浮|不予|滞纳金|抵扣|起征点|税率|费率|标准按|"
    r"最高不超过|最长不超过|单笔|每户|每家|每人每|上限|额度|补偿|租金|房租|保证金|担保费|利率|质保金"
)
_CONDITION = re.compile(
    r"^(?:及以上|以上|以下|及以下|（含）)?(?:至[^，。；]{1,16})?(?:以上|以下)?(?:的(?![一-龥]{0,3}(?:目标|增长|速度|增速))|且|、[^，。；]{1,12}的)|^(?:内|以内)"
)
_APPLICANT = re.compile(r"^[^，。；]{0,30}的(?:企业|单位|项目|个人|机构|用人单位|中小企业|参保企业)?[，、]")
_TARGET_YEAR = re.compile(r"(?:到|至|力争|确保)[^，。；]{0,10}(?:20|19)\d{2}年")
_GOAL = re.compile(r"目标|任务|预期|规划目标")


_ACHIEVED_LEAD = re.compile(
    "一年来|五年来|年来|以来|过去|回顾|推进了|做了|取得了|开展了|成效|进展|逐步增强|不断提升|主要抓了|迈出|成就|圆满"
)
_WANTED_LEAD = re.compile(
    "目标|要重点|要努力|要抓好|要做好|要着力|今年要|重点(?:做好|抓好|工作)|取得新突破|下一步|任务(?!如期|圆满|全面)|将重点|具体措施|以下措施"
)
_BASELINE = re.compile(r"[从由](?![业事严])[^，。；]{0,14}$")


def _list_leads(text: str, outline: OutlineIndex, index: int | None) -> list[str]:
    """The sentences right before the lists that an item stands in, innermost first; headings have none."""
    leads = []
    for item in outline.chain(index):
        if item.inline or item.style == "——":
            first = outline.first_of(item)
            start = max(text.rfind("\n", 0, max(0, first.start - 1)) + 1, first.start - 60)
            leads.append(text[start : first.start])
    return leads


class StatusFinder:
    """Tells target, actual and standard for one document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._targets = Edges(lexicon.words("cues", place="sentence", status="target"))
        self._actuals = Edges(lexicon.words("cues", place="sentence", status="actual"))
        self._heading = {
            status: re.compile(
                "|".join(map(re.escape, lexicon.words("cues", place="heading", status=status)))
            )
            for status in ("target", "actual")
        }
        self._tones = {entry["word"]: entry["tone"] for entry in lexicon["cues"] if entry["tone"]}
        self._sentence = {
            status: re.compile(
                "|".join(map(re.escape, lexicon.words("cues", place="sentence", status=status)))
            )
            for status in ("target", "actual")
        }

    def find(
        self, text: str, context: Context, outline: OutlineIndex, metadata: Metadata, base: int | None
    ) -> tuple[str, str]:
        """Status and the evidence it rests on.

        >>> # see TargetFinder for whole examples
        """
        sentence = text[context.sentence_start : context.sentence_end]
        left = text[context.sentence_start : context.quantity.start]
        clause = text[context.clause_start : context.quantity.start]
        chain = outline.chain(context.item)
        report = metadata.doc_type in ("工作报告", "规划")
        if _BASELINE.search(context.left) and re.match(
            r"[^，。；]{0,6}(?:提高|提升|增|上升|扩大|降|减|下降|缩|压)[^，。；]{0,6}[到至]", context.right
        ):
            return "actual", "baseline"
        if self._is_standard(text, context, sentence, report, metadata):
            return "standard", "rule-giving"
        year = self._stated_year(left)
        if year is not None and base is not None and year != base:
            return ("target", "year") if year > base else ("actual", "year")
        if base is None and _TARGET_YEAR.search(left):
            return "target", "year"
        in_clause = self._from_words(clause)
        for lead in _list_leads(text, outline, context.item):
            from_list = self._from_lead(lead)
            if from_list:
                return from_list, "list"
        heading = self._from_headings(chain or outline.section_before(context.sentence_start))
        if heading == "actual":
            if in_clause == "target" and re.search(r"力争|今后|到20\d\d年", clause):
                return "target", "words"
            return "actual", "heading"
        if heading == "target":
            if in_clause == "actual" and not self._sentence["target"].search(left):
                return "actual", "words"
            return "target", "heading"
        whole = self._from_words(left)
        lead = text[
            max(
                text.rfind("\n", 0, context.sentence_start) + 1, context.sentence_start - 500
            ) : context.sentence_start
        ]
        if in_clause:
            return in_clause, "words"
        if whole:
            return whole, "words"
        if _GOAL.search(lead[-60:]) or re.search("目标是|目标为|目标：|主要目标", lead):
            return "target", "lead"
        if re.search(r"要$|要[^，。；]{0,12}$", clause) and not report:
            return "target", "words"
        from_lead = self._from_words(lead)
        if from_lead:
            return from_lead, "lead"
        if metadata.doc_type in ("工作报告", "新闻", ""):
            return "actual", "document"
        return "target", "document"

    def tone(self, sentence: str) -> str:
        """hard or soft where a word of the sentence says so."""
        for word, tone in self._tones.items():
            if word in sentence:
                return tone
        return ""

    def _is_standard(
        self, text: str, context: Context, sentence: str, report: bool, metadata: Metadata
    ) -> bool:
        clause_right = text[context.quantity.end : context.clause_end]
        clause = text[context.clause_start : context.clause_end]
        left = text[context.sentence_start : context.quantity.start]
        if report:
            near = context.left + (context.left and text[context.clause_start : context.quantity.start])
            return re.search("起征点|应纳税所得额|减半征收", near) is not None or bool(
                re.search("年(?:销售|营业|主营业务)收入$|年产值$", context.left)
                and clause_right.startswith("以上")
            )
        if re.search("总规模|资金池|授信|试点城市", clause) or re.search(r"[到至]\d{4}年", clause):
            return False
        if context.quantity.kind == "time" and re.search("压缩|缩短|寿命|年限达|年限提高", clause):
            return False
        if context.quantity.kind == "time" and "有效期" in clause:
            return True
        if context.quantity.kind in ("time",) and re.search(
            "不超过|期限|最长|内|连续|满|前|后|展期|顺延|按|免", clause
        ):
            return True
        if context.quantity.kind == "age":
            return "寿命" not in clause
        news = metadata.doc_type in ("新闻", "")
        granting = _GRANT.search(clause if news else sentence) is not None
        if granting and not re.search(r"20\d\d年[^，。；]{0,8}(?:新增|达到|完成)", left[-30:]):
            return not re.search(
                r"已(?:经)?(?:发放|拨付|减免|累计|为)|累计(?:发放|减免|拨付)|共(?:发放|减免)", sentence
            )
        if _CONDITION.match(clause_right) and re.search(
            r"^(?:对|凡|在|年|经|符合)|超过|达到|不低于|以上", clause
        ):
            return True
        return bool(re.search(r"所称|是指|本办法|本规定|应当|不得", sentence)) and not re.search(
            r"达到\d|目标", sentence
        )

    def _from_lead(self, lead: str) -> str:
        """What the words before a list say of its items."""
        achieved = list(_ACHIEVED_LEAD.finditer(lead))
        wanted = list(_WANTED_LEAD.finditer(lead))
        if achieved or wanted:
            last_achieved = achieved[-1].end() if achieved else -1
            return "actual" if last_achieved > (wanted[-1].end() if wanted else -1) else "target"
        return ""

    def _stated_year(self, left: str) -> int | None:
        years = [year for start, _, year in find_years(left) if not left[:start].endswith(("比", "较"))]
        return years[-1] if years else None

    def _from_headings(self, chain: list[Item]) -> str:
        for item in chain:
            wanted = self._heading["target"].search(item.title) if not item.inline else None
            achieved = self._heading["actual"].search(item.title) if not item.inline else None
            if achieved and (
                not wanted or len(achieved.group()) >= 4 or re.search("回顾|成就|成效|总结", item.title)
            ):
                return "actual"
            if wanted and item.level == 1:
                return "target"
            if wanted and re.search("目标|任务|安排|要求|措施", item.title):
                return "target"
        return ""

    def _from_words(self, stretch: str) -> str:
        found = [
            (match.end(), status)
            for status in ("target", "actual")
            for match in self._sentence[status].finditer(stretch)
        ]
        return max(found)[1] if found else ""
