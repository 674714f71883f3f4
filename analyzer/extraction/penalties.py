"""Penalties that a rule sets: 遗弃宠物的，处五百元以上二千元以下罚款 → 遗弃宠物罚款, a standard.

The offence stands in the clause that ends with 的 before the penalty; where a rule names only the article that is
broken, the article stands for it. Wording after 《行政处罚法》第九条 and the clauses of 法律责任 in regulations.
"""

from __future__ import annotations

import re

from analyzer.extraction.context import Context

# 以下 | 罚款
_PENALTY = re.compile(
    "(?P<bound>以[上下])?的?(?:标准(?:处以?|加处|予以))?(?P<what>罚款|罚金|滞纳金|拘留|有期徒刑)"
)
_IMPOSED = re.compile("(?:处以?|或者?)$")
# 处工程造价 | 百分之五以下罚款, 可以按照每平方米 | 五元以下的标准处以罚款, 每日加处 | 百分之三的罚款
_IMPOSED_ON = re.compile("(?:处(?!理|置|于|在)以?|按照?|加收)(?P<basis>[一-龥]{2,12})$")
# 并处违法所得 | 一倍以上三倍以下 | 罚款
_OF_GAIN = re.compile("(?:并|可以|可)处[一-龥]{2,12}$")
_ON_WHOM = re.compile("对(?P<who>[一-龥、]{2,20}?)(?:可以|可|并)?处以?(?:警告或者)?$")
_ARTICLE = re.compile("违反[^第，。；]{0,12}(?P<article>第[^，。；规]{1,24})(?:的?规定)?的?")
# what makes a penalty heavier or lighter is no offence of its own
_CIRCUMSTANCE = re.compile(
    "^(?:逾期|拒不|经[^，。；]{0,16}责令|仍|情节|后果|造成|致使|构成|警告后|经责令|屡教|再次|(?:没?有)?违法所得|有下列|有前款)|(?:行为|情形)之一的$|目的$"
)
_NUMBERED = re.compile("^第[^，。；条]{1,6}条")
_CLAUSE = re.compile("[，；：“]")
_FURTHEST = 240
_PUNISHES = ("罚", "没收", "刑", "拘", "扣", "吊销")  # one of them stands in every penalty


def is_penalty(context: Context) -> bool:
    """Whether a quantity with a bound is a penalty that a rule provides for: 处五百元以上二千元以下罚款.

    被处以28.8万元罚款 is a fact.
    """
    penalty = _PENALTY.match(context.right)
    imposed = _IMPOSED.search(context.left) or _OF_GAIN.search(context.left)
    based = _IMPOSED_ON.search(context.left)
    if penalty is None or not (imposed or based) or "被" in context.left[-16:]:
        return False
    limited = penalty["bound"] is not None or context.quantity.comparator == "between"
    return limited or "每" in context.left[-10:]


def name_of_penalty(text: str, context: Context) -> str:
    """对单位处一万元以下罚款 → the offence, 单位 and 罚款; empty for other quantities."""
    if not any(sign in context.sentence for sign in _PUNISHES):
        return ""
    penalty = _PENALTY.match(context.right)
    based = _IMPOSED_ON.search(context.left) if is_penalty(context) else None
    if penalty is None or not (based or _IMPOSED.search(context.left)):
        return ""
    whom = _ON_WHOM.search(context.left)
    return _offence(text, context) + (whom["who"] if whom else "") + penalty["what"]


def _offence(text: str, context: Context) -> str:
    """What is punished, read back to the last full stop: 遗弃宠物 of 违反第二十七条规定，遗弃宠物的，…处."""
    start = context.quantity.start
    furthest = max(0, start - _FURTHEST)
    stop = max(text.rfind(sign, furthest, start) for sign in "。\n")
    article = ""
    for clause in reversed(_CLAUSE.split(text[max(stop + 1, furthest) : start])[:-1]):
        broken = _ARTICLE.search(clause)
        if broken:
            article = article or f"违反{broken['article'].removesuffix('的')}规定"
            clause = clause[broken.end() :]
        if clause.endswith("的") and len(clause) >= 4 and not _CIRCUMSTANCE.search(clause):
            return _NUMBERED.sub("", clause).removesuffix("的")
    return article
