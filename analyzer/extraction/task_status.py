"""Done, plan or rule: what an item says about its own doing.

A verb alone does not tell: 加强监管 is an achievement under 工作回顾 and a demand under 重点工作. So the
evidence is asked in this order: the item's own head, if it is a heading officials always use in one sense
(dictionaries/headings.tsv); the section it stands in; the sentence before its list; the tense words of its
own text; its verb; the kind of document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzer.extraction.task_words import (
    ADVERBS,
    ORGANISATION,
    StatusWords,
    find_action,
    heading_status,
)
from analyzer.extraction.voice import SILENT, Spoken

# function words of tense in official Chinese; content words stand in the dictionaries
_FUTURE = re.compile(
    r"(?<![需主重只显必首纪摘提概简])要(?![求点素件害闻道么])|(?<![立])将(?![军领士])|必须|应当|(?<![对相适顺响])应(?![用急对付有届])|力争|争取|努力|确保|不得|务必"
    r"|今年拟|拟于|到20[2-9]\d年|下一步|今后"
)
_PAST = re.compile(
    r"(?<![为除])了(?![解结])|已经?(?=[^有经])|(?:比|同比|较)上年|去年|五年来|一年来|以来|过去|圆满|成功|顺利|先后|累计"
)
REPORTS = frozenset({"工作报告", "新闻", "其他", ""})
# stated figures are facts in a report, conditions in a policy
_FACT = re.compile(r"(?:增长|增加|下降|提高|达到?|完成|新增|突破)(?:到|至|约|近|超过)?\d")
_RULE_TEXT = re.compile(
    r"^[^。；：]{0,40}(?:是指|所称|包括|适用于|由[^，。]{2,20}解释|自[^，。]{1,24}(?:施行|执行|实施))"
)
# 投资额在一亿元以上的项目为重大项目: a definition in the form of a statement
_DEFINITION = re.compile(r"(?:的|类|项目|企业)[^，。]{0,12}为[^，。；]{2,12}$")
# what a policy gives: such a body makes a plan of a head that names it only
_GRANT = re.compile(r"给予|奖励|补助|补贴|减免|免征|减征|免收|贴息|返还|优先|享受")
# achievements told without a tense word: 综合实力大幅提升
_RESULT = re.compile(
    r"(?:大幅|明显|显著|不断|稳步|整体|更加|日益|逐步|持续|进一步|加快|深入|扎实|有力|有效|全面|较快|快速|平稳)"
    r"(?:提升|提高|增强|改善|优化|壮大|完善|加快|推进|增长|扩大|深化|形成|巩固|发展|浓厚|涌现|显现|向好|落地|加强|增进|好转)$"
    r"|(?:取得|迈出|迈上|实现|跨上|再上|跃上)[^，。]{0,14}(?:提升|突破|进展|成效|成果|步伐|台阶|进步|成就|跃升|增长|胜利|好转)$"
    r"|如期(?:实现|完成)$|(?:基本|全面|顺利|圆满)(?:建成|形成|实现|确立|完成|收官)$|成[效就](?:显著|明显|突出|凸显)$"
)
# what a review owns up to: 部分群众生活仍有困难
_SHORTCOMING = re.compile(
    r"(?:依然|仍然?|还)(?:较为?)?(?:存在|突出|有(?:差距|困难))|有待|不到位|还?不(?:够|足|强)|(?:风险|压力)(?:增加|加大)|问题突出|需要加强"
)
# under these neutral headings stand principles, and tasks
_PRINCIPLES = re.compile(r"原则|思路|思想")
_TASKS = re.compile(r"任务|措施|重点|举措|行动|目标")
# organisational matters: what stands under such a head says who and how, not what
_ORGANISATION_TASK = re.compile(
    r"组织|领导|责任|机制|协调|督|考核|监督|评估|宣传|保障|落实|分工|实施|统筹|舆论|服务"
)
_SHORT_DEMAND = re.compile(r"^[保稳促扩优强抓防控补建育惠兴][\u4e00-\u9fff]{2,6}$")
_LISTED_CONDITIONS = re.compile(
    r"(?:下列|以下|如下|相应)[^。，；]{0,12}(?:条件|要求|情形|问题|行为|情况|标准|材料|范围|对象|程序|资料|职责|之一)|之一的?[，：]?|职责$|职责[是为：]"
)
# 未按规定参加年检的；: a case that a rule is for
_CONDITION = re.compile(r"[一-龥]的[；。]?$")
# 办好人民满意的: a demand that ends in 的
_DEMANDS_WHAT = re.compile("(?:建设|打造|办好|做好|推动|推进|落实|完善|加强|培育|努力)")
# the parts of an index: how it is reckoned and where its figures come from
_DEFINED = re.compile(
    r"(?:(?<=[\n。；）])|(?<=定[量性]))(?:计算方法|计算公式|指标来源|指标说明|指标解释|评价标准)[：:]|×100%"
)
# 拒不配合…的，依法追究
_SANCTION = re.compile(r"^[^。；，]{4,60}的，[^。；]{0,40}(?:追究|处罚|处分|强制执行|惩处|罚款)")
# a document that a plan rests on
_TITLE_ONLY = re.compile(r"《[^《》\n]{2,80}》(?:（[^（）]{1,20}）)?[。；]?")
_CLAUSE = re.compile(r"[^，。；：！？、\n（）]{2,80}")
# what a meeting decides is to be done
_DECIDED = re.compile("会议[^。；\n]{0,16}(?:确定|议定)")
_DECIDED_NEAR = 90
# only the last words before a list announce it
_MAX_NEAR = 28
_MIN_RESULT = 7
_IMPERATIVE = re.compile(
    r"鼓励|支持|引导|推动|促进|推进|加快|加强|强化|确保|努力|坚持|实现|使|让|要|继续|帮助|助力|争取|力争"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What can be known of one item: its head and text, and what stands above and before it."""

    title: str
    text: str
    lead: str
    inline: bool
    urged: bool
    article: bool
    above: str
    section: str
    doc_type: str
    year: int | None
    spoken: Spoken = SILENT


def decide_status(evidence: Evidence, words: StatusWords) -> str:
    """One of done, plan, rule for an item.

    >>> from analyzer.extraction.task_words import read_status_words
    >>> from analyzer.lexicon import load_lexicon
    >>> words = read_status_words(load_lexicon())
    >>> head = "上年工作回顾"
    >>> decide_status(Evidence(head, head, "", False, False, False, "", "", "工作报告", None), words)
    'done'
    """
    if evidence.article or _TITLE_ONLY.fullmatch(evidence.text.strip()):
        return "rule"
    if evidence.lead.endswith("附件") or (not evidence.inline and _DEFINED.search(evidence.text[:400])):
        return "rule"
    if evidence.urged:
        return "plan"  # 一要…，二要…
    if not evidence.inline:
        status = heading_status(evidence.title, words, evidence.year)
        if status:
            return status
    if evidence.inline and _DECIDED.search(evidence.lead[-_DECIDED_NEAR:]):
        return "plan"  # 会议确定了十项措施：一是加快…
    lead = _lead_word(evidence.lead, words)
    if lead and not _against_section(lead, evidence):
        return lead
    if evidence.section == "done":
        # the heading of a torn text may be that of the part before
        told = _RESULT.search(evidence.title) or _PAST.search(evidence.text[:600])
        tells = told or _SHORTCOMING.search(evidence.text[:120])
        return "plan" if evidence.spoken.urgent and not tells else "done"
    if _states_case(evidence):
        return "rule"
    if evidence.section == "plan":
        sure = heading_status(evidence.above, words, evidence.year) == "plan"
        achieved = _tells_result(evidence.title) and not _FUTURE.search(evidence.text[:600])
        return "done" if achieved and not sure else "plan"
    if evidence.section == "rule" and _PRINCIPLES.search(evidence.above):
        return "rule"
    if evidence.section == "rule" and ORGANISATION.search(evidence.above):
        if _ORGANISATION_TASK.search(evidence.title):
            return "rule"
    elif evidence.section == "rule" and _TASKS.search(evidence.above):
        return "plan"
    if evidence.lead:
        status = _tense(evidence.lead)
        if status:
            return status
    return _own_status(evidence, words)


def _states_case(evidence: Evidence) -> bool:
    """Whether an item is only a case that a rule is for: 未按规定参加年检的；, or says what breaking it costs."""
    text = evidence.text.strip()
    listed = _LISTED_CONDITIONS.search(evidence.lead[-40:] or evidence.above[-40:])
    ends_open = _CONDITION.search(text[-40:]) and "。" not in text[:-1] and not _DEMANDS_WHAT.match(text)
    return bool(listed or ends_open or _SANCTION.search(evidence.text[:120]))


def _against_section(lead: str, evidence: Evidence) -> bool:
    """Whether the sentence before a list names plans in a section of things done, or the reverse, in passing only."""
    if evidence.section not in ("done", "plan") or lead == evidence.section:
        return False
    return _tense(evidence.lead) != lead


def _lead_word(lead: str, words: StatusWords) -> str:
    """The status of the last word of the dictionary in the sentence before a list, empty for none."""
    last = ""
    for match in words.heading_pattern.finditer(lead[-_MAX_NEAR:]):
        if words.headings[match.group()] != "rule":
            last = words.headings[match.group()]
    return last


def _tense(text: str) -> str:
    future, past = len(_FUTURE.findall(text)), len(_PAST.findall(text))
    return "" if future == past else "plan" if future > past else "done"


def _own_status(evidence: Evidence, words: StatusWords) -> str:
    """What the item's own words say."""
    title, text = evidence.title, evidence.text[:600]
    action, _ = find_action(title, words)
    if (not action and _RULE_TEXT.match(text)) or _DEFINITION.search(title):
        return "rule"
    if action and words.actions[action] == "rule":
        return "rule"
    bare = len(evidence.text) <= len(title) + 2
    demand = bool(action or ADVERBS.match(title) or _SHORT_DEMAND.match(title))
    tense = _tense(title)
    if tense == "done" or (tense == "plan" and not bare):
        return tense
    report = evidence.doc_type in REPORTS
    future, past = len(_FUTURE.findall(text)), len(_PAST.findall(text))
    if report:
        past += len(_FACT.findall(text))
    asked = evidence.spoken.status == "target"
    if not (future or asked) and (
        (_RESULT.search(title) and len(title) >= _MIN_RESULT) or (action and words.actions[action] == "done")
    ):
        return "done"
    if bare:
        return "plan" if demand or future or evidence.inline else "rule"
    # a head in the imperative needs more facts below it to be an achievement
    if report and past >= 2 and past > (2 * future if demand else future):
        return "done"
    if evidence.inline or demand or future or _GRANT.search(text) or _asks(text, words):
        told = report and evidence.spoken.status == "actual" and not (future or _GRANT.search(text))
        return "done" if told else "plan"
    return "done" if past and report else "rule"


def _tells_result(title: str) -> bool:
    """民生福祉持续改善 tells a result; 持续发展 names a field, 促进经济稳步增长 asks for something."""
    return len(title) >= _MIN_RESULT and _RESULT.search(title) is not None and not _IMPERATIVE.match(title)


def _asks(text: str, words: StatusWords) -> bool:
    """Whether a clause of the text begins with the verb of a demand: 建立台账, 积极推广节水灌溉."""
    for clause in _CLAUSE.finditer(text, 0, 300):
        match = words.action_pattern.match(ADVERBS.sub("", clause.group()))
        if match is not None and words.actions[match.group()] == "plan":
            return True
    return False
