"""Names of what a policy grants: 对新认定的绿色工厂，给予企业30万元奖励 → 绿色工厂奖励.

The name is the condition's noun and the kind of grant (``edges`` with the side ``grant``); a kind that says
enough by itself (研发支持, 中介费用补贴) stands alone.
"""

from __future__ import annotations

import re

from analyzer.extraction.context import Context
from analyzer.extraction.grant_conditions import find_condition
from analyzer.extraction.phrasing import PhraseCutter
from analyzer.lexicon import Lexicon

# who pays a share, what it is a share of, and the costs that an earlier clause names
_PAYER = re.compile("(?P<who>(?:中央|省级?|自治区|市级?|县级?|区级?)?财政)(?:部门)?(?:按|再?给予)")
_SHARE_OF = re.compile(
    "(?:按照?|参照)(?:不超过|不低于|不高于)?(?:其|企业)?(?:实际)?(?:缴纳|获得|发生|支付)?的?(?P<what>[一-龥]{2,14}?)的?(?:享受|给予)?(?:不超过|最高)?$"
)
# 一级能效产品 | 按照销售价格的20%予以补贴; who pays or is paid is no such thing
_SHARED_BY = re.compile(
    "对?(?P<whose>(?![在由从自经])(?:(?!由|期间)[\\d一-龥、]){4,24}?)的?，?按照?(?!规定|有关|上述)"
)
# 给予不超过合同额 | 50%的补贴: what a share is of
_GIVEN_OF = re.compile(
    "(?:给予|予以|享受)(?:最高)?(?:不超过|不高于|不低于)?(?:其|企业)?(?:实际|年度|当年)?(?P<what>[一-龥]{1,10}(?:额|费用?|价格?|租金|利息|投资|成本|投入|支出))的?(?:最高)?(?:不超过|不高于)?$"
)
_NO_BENEFIT = (
    "企业",
    "单位",
    "机构",
    "公司",
    "个人",
    "财政",
    "部门",
    "政府",
    "项目",
    "的",
    "可",
    "均",
    "统一",
    "标准",
)
# 按照规定分阶段给予不超过 | 总投入
_CAPPED = re.compile("^.*(?:给予|不超过|不高于)")
_SHARES_BEFORE = re.compile(r"(?:\d[\d.]{0,5}%[、和及]){1,4}$")
_PAID_FOR = re.compile(
    "对[^，。；]{0,30}?(?:的|投保的?|缴纳的?|支付的?)(?P<what>[一-龥]{2,10}(?:费|保费|费用|租金|利息|成本)),?，"
)
_TITLE = re.compile(
    r"(?:鼓励|支持|引导)(?:企业|单位)?(?P<urged>[^、，]{3,14}?)(?:奖励|补助|支持)*|(?P<granted>[^、，]{3,14}?)(?:奖励|奖补|补助|补贴|支持)+"
)
_STATED_LIMIT = re.compile("(?:补助|补贴|奖励|贴息|返还|补偿|累计|最高)(?:总额|上限|限额|金额|额度|期限)$")
_YEARLY = re.compile("第[一二三四五六]年(?:给予)?(?P<grant>奖励|补助|补贴)")
# 新建钢架大棚，连片50亩以上的每亩补助 | 3000元
_EACH_ONLY = re.compile("每[一-龥]{1,2}(?:定额|再|累计|一次性)?(?:补助|补贴|奖励|奖补|补|奖)?")
_ADDED = re.compile("(?:再|另|额外|另行|另外)(?:追加|增加|叠加)(?:奖励|补助|补贴|资助|支持)?$")
_LAST_YEARLY = re.compile("第[一二三四五六]年$")
# 按每人每天100元的标准发放 | 误餐补助; …500万元及以下的 | 业务给予补助
_HANDING = re.compile("^(?:及?以[上下内]的?|发放|享受|安排|提供)+(?=.{2})|(?:给予|予以)$")
_HANDED = re.compile("发放|享受|给予|提供|落实|申领")
# 补助标准 | 由40元 | 提高到80元
# 大型企业返还比例 | 由30%提高到50%
_STATES_SHARE = re.compile("(?:返还|补助|补贴|奖励|贴息|报销|支付)(?:比例|标准|费率)$")
_STATED_RATE = re.compile("(?:补助|补贴|奖励|返还|救助)标准$")
_RAISED = re.compile("(?:从|由|提高[到至]|增加[到至])$")


def _from_title(title: str) -> str:
    """What an item's title says is granted for: 鼓励企业产品研发 → 产品研发, 新产品研发支持 → 新产品研发.

    >>> _from_title("鼓励企业产值稳步增长"), _from_title("新产品研发支持"), _from_title("保障措施")
    ('产值稳步增长', '新产品研发', '')
    """
    told = _TITLE.fullmatch(re.split("[（(。：；]", title, maxsplit=1)[0])
    return (told["urged"] or told["granted"]) if told else ""


def _named_grant(sentence: str, grant: str) -> str:
    """The full name that an earlier clause gives a grant: 可申请上岗人员岗位补贴，按照…的补贴标准."""
    found = re.findall(rf"(?:申请|享受|给予|发放|实行)([一-龥]{{2,12}}?{grant})(?=[，；。])", sentence)
    found = [name for name in found if not re.search("^(?:企业|单位|个人|机构|适当|相应|一定)|给予", name)]
    return str(found[-1]) if found else ""


# before a grant, but not who gets it: 一次性奖励, 重点支持
_NO_WHOM = frozenset({"一次性", "财政", "每间", "每家", "每户", "重点", "集中", "大力", "优先", "积极"})
_ONLY_GRANTS = frozenset({"奖励", "补助", "补贴", "奖补", "先征后返", "即征即退"})
_LEAST_TASK, _LONGEST_TASK = 4, 20


def _task_of(title: str, cutter: PhraseCutter) -> str:
    """What an item's title says is to be done, without its verbs: 加快关键共性技术攻关 → 关键共性技术攻关."""
    head = re.split("[（(。：；，、]", title, maxsplit=1)[0]
    while len(head) > _LEAST_TASK and head[:2] in cutter.actions:
        head = head[2:]
    return head if _LEAST_TASK <= len(head) <= _LONGEST_TASK else ""


class GrantNamer:
    """Names grants with the words of one lexicon."""

    def __init__(self, lexicon: Lexicon, cutter: PhraseCutter) -> None:
        self._cutter = cutter
        grants = "|".join(lexicon.words("edges", side="grant"))
        self._any = re.compile(grants)
        self._funds = frozenset(lexicon.words("edges", side="funds"))
        # 给予 | 租金优惠: a kind that says enough by itself
        self._own = re.compile(
            r"(?:（含）)?(?:的标准)?(?:[给予]予|享受)?(?:企业|单位|个人)?的?"
            rf"(?P<kind>[一-龥]{{2,10}}?)(?P<grant>{grants})(?=[，。；、（\n]|$)"
        )
        self._stated = re.compile(rf"(?P<whom>[一-龥]{{2,10}})的?(?P<grant>{grants})$")
        self._grant = re.compile(
            rf"(?:的)?(?:(?:补助|补贴|奖励)?(?:标准|比例)?(?:给予|予以|发放|定额|进行)?)?(?:一次性|财政|资金|专项|分期|等额|定额|企业)?(?P<grant>{grants})"
        )

    def name(self, text: str, context: Context, name: str, title: str = "", earlier: str = "") -> str:
        """The name of a grant, empty where the quantity is none.

        Args:
            text: the condensed text.
            context: the quantity and its surroundings.
            name: what is left of the number after cutting.
            title: the title of the item it stands in (鼓励企业产品研发).
            earlier: the name of the grant before in the same item.
        """
        sentence = text[context.sentence_start : context.quantity.start]
        yearly = _YEARLY.fullmatch(name)
        if yearly and earlier:
            # 第一年奖励5万元，第二年奖励3万元
            return _LAST_YEARLY.sub("", earlier.removesuffix(yearly["grant"])) + name
        if earlier and context.quantity.kind == "money" and _ADDED.search(context.left):
            return earlier  # 给予30万元奖励。…，再追加20万元
        own = self._own.match(context.right)
        if own and own["kind"].removeprefix("的") in self._funds and context.quantity.kind == "ratio":
            own = None  # 不超过总投入30%的经费支持: the share is named by what it is of
        elif own and own["kind"].removeprefix("的") in self._funds:
            grant = own["kind"].removeprefix("的") + own["grant"]
            whose = find_condition(text, context, self._cutter, applied_only=True) or _task_of(
                title, self._cutter
            )
            return whose if whose.endswith(grant) else whose + grant
        if own and context.quantity.kind in ("count", "person") and _HANDED.search(own["kind"]):
            own = None  # 为300万名婴幼儿 | 发放 | 育儿补贴
        if own and own["kind"].startswith("一次性") and len(own["kind"]) >= 5:
            return own["kind"] + own["grant"]
        if own and not own["kind"].startswith(
            (
                "以上",
                "以下",
                "以内",
                "内",
                "左右",
                "一次性",
                "企业",
                "财政",
                "资金",
                "标准",
                "予以",
                "给予",
                "比例",
                "进行",
            )
        ):
            grant = _HANDING.sub("", own["kind"]) + own["grant"]
            # 三星级按60%奖励返还: whose it is stands before
            return name + grant if own["kind"] in _ONLY_GRANTS and 2 <= len(name) <= 8 else grant
        stated = self._stated.search(name)
        if (
            stated
            and "标准" not in stated["whom"]
            and stated["whom"] not in _NO_WHOM
            and not (
                stated["whom"].startswith("每")
                and find_condition(text, context, self._cutter, applied_only=True)
            )
            and not stated["whom"].startswith(("给予", "企业", "单位", "最高"))
        ):
            whom = re.sub("(?:的|给予|予以)+$", "", stated["whom"])
            if stated.start():  # 首次通过认 | 定的高新技术企业给予 | 奖励
                whom = whom.rpartition("的")[2]
            return self._cutter.cut_left(whom) + stated["grant"]
        if _EACH_ONLY.fullmatch(name) and (own is None or own["kind"] in self._funds):
            each = stated["grant"] if stated else ""
            whose = earlier or find_condition(text, context, self._cutter)
            if whose and (each or self._grant.match(context.right)):
                return whose if whose.endswith(each or "补") else whose + each
        if _STATED_RATE.search(name) and _RAISED.search(context.left):
            # 对购买纯电动客车的，补贴标准提高到1.5万元
            bare = _STATED_RATE.fullmatch(name) is not None
            whose = find_condition(text, context, self._cutter, applied_only=True) if bare else ""
            return whose + name if whose else ""
        if _STATED_LIMIT.search(name):
            return ""  # 每家机构补助总额 says all
        match = self._grant.match(context.right)
        if match and self._is_verb_or_name(context.right, match):
            match = None
        ahead = re.search(r"(?:奖励|补助|补贴|资助|给予|奖补|罚款|返还)(?:[^，。；\d]{0,8})$", context.left)
        if match is None and (
            re.search("给予|予以|对|的，", sentence) is None
            or ahead is None
            or context.quantity.kind not in ("money", "ratio", "rate")
        ):
            return ""
        if match is not None:
            grant = match["grant"]
        else:
            assert ahead is not None
            verb = re.search(r"奖励|补助|补贴|资助|奖补|罚款|返还", ahead.group())
            later = self._any.search(text, context.quantity.end, context.sentence_end)
            grant = verb.group() if verb else (later.group() if later else "")
            if not grant:
                return ""
        if context.quantity.kind == "ratio" and (share := self._share(text, context, grant)):
            return share
        basis = re.sub(
            r"^(?:给予|对|由|按照?|参照其?|其|一次性|企业|单位)+|(?:给予|予以|最高|按|奖励|补助|补贴|企业|单位|的)+$",
            "",
            name,
        )
        if len(basis) >= 3 and context.quantity.kind == "ratio":
            return basis if basis.endswith(grant) or _STATES_SHARE.search(basis) else f"{basis}{grant}"
        # …，给予5万元奖励；营业收入达到5000万元的，给予10万元奖励: the same grant, raised
        raises = context.index > 0 and text[context.sentence_start - 1 : context.sentence_start] == "；"
        subject = (
            _named_grant(sentence, grant)
            or find_condition(text, context, self._cutter, applied_only=True)
            or (earlier.removesuffix(grant) if raises and earlier.endswith(grant) else "")
            or _from_title(title)
            or find_condition(text, context, self._cutter)
        )
        if not subject:
            lead = text[max(0, context.sentence_start - 200) : context.quantity.start]
            named = _named_grant(sentence, grant) or _named_grant(lead, grant)
            if named:
                return named
            if 3 <= len(name) <= 8 and not name.startswith(("每", "给予", "按")):
                return name if name.endswith(grant) else f"{name}{grant}"
            if name.startswith("每") and len(name) <= 6:
                return f"{name}{grant}"
        return subject if grant in subject else f"{subject}{grant}"

    def _share(self, text: str, context: Context, grant: str) -> str:
        """A share as a grant: 中央财政按再贷款利率的50%给予贴息 → 中央财政贴息, 按租金的10%补助 → 租金补助."""
        left = _SHARES_BEFORE.sub("", text[context.clause_start : context.quantity.start])
        payer = _PAYER.search(left) if grant == "贴息" else None
        if payer:
            return payer["who"] + grant
        if (whose := _SHARED_BY.match(left)) and not whose["whose"].endswith(_NO_BENEFIT):
            named = self._cutter.cut_left(whose["whose"])
            if len(named) >= _LEAST_TASK:
                return named + grant  # 一级能效产品按照销售价格的20%予以补贴
        basis = _SHARE_OF.search(left)
        what = _CAPPED.sub("", basis["what"]) if basis else ""
        if not what and (given := _GIVEN_OF.search(left)):
            what = given["what"]
        if not what and (paid_for := _PAID_FOR.search(text, context.sentence_start, context.clause_start)):
            what = paid_for["what"]
        what = what if len(what) >= 2 else ""
        return what if what.endswith(grant) else what + grant if what else ""

    def _is_verb_or_name(self, right: str, match: re.Match[str]) -> bool:
        """支持116户企业 and 支持政策 grant nothing, 10万元支持 and 5%的补偿 do."""
        behind = right[match.end() :]
        if behind.startswith(("政策", "措施", "机制", "体系", "项目", "对象")):
            return True
        loose = match["grant"] in ("支持", "扶持", "补偿", "返还", "减免", "救助", "扣除")
        return loose and match.group() == match["grant"] and re.match(r"[一-龥“\d]", behind) is not None
