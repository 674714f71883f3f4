"""Whom a grant is for: the noun of the condition before it, 对新认定的绿色工厂，给予… → 绿色工厂.

The clause that applies it (对…的, 凡…) says so, else an earlier clause; a status that is rewarded (认定为…的) stands
for those who have it.
"""

from __future__ import annotations

import re

from analyzer.extraction.context import Context
from analyzer.extraction.phrasing import PhraseCutter, without_brackets

_CONDITION_VERB = re.compile(
    r"(?:认定为|评为|列入|纳入|获得|获批|新获批|通过|达到|取得|新认定|认定|获评|入选|完成|从事|符合|满足|属于|承担|建设|新建|购买|购置|开展|引进|为|对|在)"
)
# 认定为省级技术中心的企业, 被评为中国质量奖的
_AWARDED = re.compile(
    r"(?:认定为|评为|评定为|认定?为|定为|命名为|列入|入选|获评|获批)(?P<what>[^，。；\d的]{3,40})(?:的(?:企业|单位|项目|机构|个人|公司)?)?$"
)
_WHOM = frozenset(
    {"企业", "单位", "项目", "机构", "个人", "中小企业", "中小微企业", "小微企业", "公司", "组织", "团队"}
)
# bodies that say little of what is rewarded: 对创设风险缓释工具的金融机构
_BODIES = ("机构", "单位", "公司", "业主", "房东", "个人")
_LISTED_KIND = re.compile(r"等(?P<kind>[一-龥]{2,8})$")
_SO_MANY = re.compile(
    r"(?P<noun>[一-龥]{4,20}?)达?到?\d{1,4}(?:[家个户间所座]及?以上的?|[人名]及?以上的(?:企业|单位|机构))$"
)
_LEAST_WHOSE = 4


def find_condition(text: str, context: Context, cutter: PhraseCutter, *, applied_only: bool = False) -> str:
    """The noun of the condition that a grant answers: 对新认定的高新技术企业，给予…; empty where none stands.

    Args:
        text: the condensed text.
        context: the quantity and its surroundings.
        cutter: cuts what does not belong to a name.
        applied_only: only clauses that say to whom it applies (对…, 凡…), not any earlier one.
    """
    sentence = without_brackets(text[context.sentence_start : context.quantity.start])
    clauses = [clause for clause in re.split("[，：]", sentence) if clause]
    applied = [
        clause
        for clause in clauses[:-1]
        if clause.startswith(("对", "凡", "被", "新", "年度", "初次", "首次"))
    ]
    last = clauses[-1] if clauses else ""
    inside = re.search(r"对([^，]{3,60}?)(?:，|给予|按|，?予以|一次性|每[家户间个人])", last)
    earlier = [
        clause for clause in clauses[:-1] if not clause.startswith(("自", "经", "按", "即", "并"))
    ] or clauses[:-1]
    others = () if applied_only else reversed(earlier)
    for clause in (*([inside[1]] if inside else ()), *reversed(applied), *others):
        noun = _condition_noun(clause, cutter)
        if noun:
            return noun
    return ""


def _condition_noun(clause: str, cutter: PhraseCutter) -> str:
    """对年度新获认定为国家级版权示范单位的 → 国家级版权示范单位; empty where a number stands in it."""
    noun = re.sub(r"^(?:对于?|凡|被|年度|当年|首次|初次|新(?!三板))+", "", clause).removesuffix("的")
    noun = noun.removeprefix("在")
    if many := _SO_MANY.match(noun):
        noun = many["noun"]  # 建成精品民宿 | 6家以上
    if status := _AWARDED.search(noun):
        return cutter.cut_left(status["what"])  # 认定为国家级…中心的企业: the status is rewarded
    whose, _, head = noun.rpartition("的")
    if len(head) >= 4 and not head.endswith(_BODIES) and head not in _WHOM and not re.search(r"\d", head):
        noun = head  # 新增并纳入统计范围的 | 规模以上工业企业
    noun = (
        re.split(r"在|自(?=.{1,10}起)|经(?=认定|审核|批准|评|相关|省|市|县)|按|且|并", noun)[0]
        if not re.search("认定|评为|获", noun)
        else noun
    )
    for match in list(_CONDITION_VERB.finditer(noun))[::-1]:
        if len(noun) - match.end() >= 3:
            noun = noun[match.end() :]
            break
    if "的" in noun:
        whose, _, noun_after = noun.rpartition("的")
        if noun_after in _WHOM and (kind := _LISTED_KIND.search(whose)):
            noun = kind["kind"] + noun_after  # …、消杀用品等防疫物资的企业 → 防疫物资企业
        elif noun_after in _WHOM and len(whose) >= _LEAST_WHOSE:
            noun = whose  # 获得省质量奖的组织
        else:
            noun = noun_after or noun
    if re.search(r"\d", noun) or not 3 <= len(noun) <= 30:
        return ""
    return cutter.cut_left(noun)
