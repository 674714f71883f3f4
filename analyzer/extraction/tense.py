"""What words of tense and will say of a value: 达到了 and 去年 tell what is, 力争 and 将 ask for what shall be.

The words stand in ``dictionaries/cues.tsv`` (place "sentence"); the last one before a number decides.
"""

from __future__ import annotations

import re

from analyzer.extraction.trace import Trace
from analyzer.lexicon import Lexicon

# 主要, 重要 and 要求 hold no will
_NO_WILL = re.compile(
    "[主需必首只纲摘概紧简]要|(?<![比占])重要|要[素点件求害闻道]|要(?:清醒)?(?:看到|认识到|指出)"
)
# words of will that a news text uses for what is still to come
WILL = re.compile(
    "努力|尽量|坚决|力争|争取|力求|确保|目标|将|拟|计划|规划|预计|测算|今后|未来|明年|要|必须|务必|原则上"
)
# 今年拟安排赤字2万亿元，比去年增加…: what is only compared with does not tell
_COMPARED = frozenset({"比上年", "比去年", "同比"})
# 继续执行去年 | 出台的下调增值税税率政策
_DISPOSED = re.compile("[^，。；]{1,24}(?:纳入|列入|列为|作为|融入)")  # 将 | 台企同等纳入支持范围
_PLAN_MEASURE = re.compile(
    "年度计划|(?:的)?计划(?:水平|指标|数字?)|(?:占|达|超|比)?计划(?=的)"
)  # 占年度计划的108%
# 低于上年度人均可支配收入的60%: what a rule measures against
_LAST_YEAR = frozenset({"上年", "上年度", "去年"})
_AGAINST = ("低于", "高于", "超过", "按照", "参照", "不足")
_NO_FUTURE = ("近", "军", "领", "士")  # 将近60%
_ISSUED = re.compile("(?:出台|制定|发布|实施|推出|印发|下达)的")
_PAST = re.compile("(?:[一二三四五]年来|年间|以来|近[一二三四五两几]年|过去[一五]年|截至)")


class TenseWords:
    """Finds the words of tense and will in a stretch of text and says what they tell.

    >>> from analyzer.lexicon import load_lexicon
    >>> TenseWords(load_lexicon()).last("去年完成投资80亿元，今年力争达到")
    'target'
    """

    def __init__(self, lexicon: Lexicon, trace: Trace | None = None) -> None:
        self._trace = trace
        self._tones = {entry["word"]: entry["tone"] for entry in lexicon["cues"] if entry["tone"]}
        self._words = {
            status: re.compile(
                "|".join(map(re.escape, lexicon.words("cues", place="sentence", status=status)))
            )
            for status in ("target", "actual")
        }

    def asks(self, stretch: str) -> bool:
        """Whether any word of a stretch of text asks for something."""
        return self._words["target"].search(stretch) is not None

    def tone(self, sentence: str) -> tuple[str, str]:
        """hard or soft where a word of the sentence says so, and that word."""
        for word, tone in self._tones.items():
            if word in sentence:
                return tone, word
        return "", ""

    def last(self, stretch: str, news: bool = False) -> str:
        """What the last word of tense or will says; in news 推动 and 支持 tell what was done, not what is wanted."""
        past = _PAST.search(stretch) is not None  # 五年来，国家支持…的经费达4077亿元 asks for nothing
        found = [
            (match.end(), status)
            for status in ("target", "actual")
            for match in self._words[status].finditer(stretch)
            if not (match.group() == "坚决" and stretch.startswith("打赢", match.end()))
            if not (match.group() == "将" and _DISPOSED.match(stretch, match.end()))
            if not (match.group() == "计划" and _PLAN_MEASURE.match(stretch, max(0, match.start() - 2)))
            if not (match.group() == "努力" and stretch.endswith("的", 0, match.start()))
            if not (match.group() == "计划" and stretch.endswith("年", 0, match.start()))
            if not (match.group() in _LAST_YEAR and stretch.endswith(_AGAINST, 0, match.start()))
            if not (match.group() == "将" and stretch.startswith(_NO_FUTURE, match.end()))
            if not (match.group() == "去年" and _ISSUED.match(stretch, match.end()))
            if not (
                match.group() in _COMPARED
                and (match.start() <= 1 or WILL.search(stretch, max(0, match.start() - 40), match.start()))
            )
            if not ((news or past) and status == "target" and not WILL.search(match.group()))
            and not (
                match.group() == "要"
                and _NO_WILL.search(stretch[max(0, match.start() - 2) : match.end() + 1])
            )
        ]
        if found and self._trace is not None:
            end, status = max(found)
            last = [match.group() for match in self._words[status].finditer(stretch) if match.end() == end]
            self._trace.note(f"cue-{status}", last[0])
        return max(found)[1] if found else ""
