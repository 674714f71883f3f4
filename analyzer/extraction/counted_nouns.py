"""The noun behind a number: 建成200个 | 县域医疗次中心.

It ends before what it does or has done to it (``stop`` of the dictionary's edges), and stands behind a
condition that comes between (100家年销售收入1亿元以上的 | 龙头企业).
"""

from __future__ import annotations

import re

from analyzer.extraction.bounds import STEP
from analyzer.extraction.context import Context
from analyzer.extraction.noun_ends import NounEnds
from analyzer.extraction.numbered_names import name_with_number
from analyzer.extraction.phrasing import PhraseCutter

_ADMINISTRATIVE_UNITS = (
    "(?:省（区、市）|县（市、区、旗）|县（市、区）|县（市）|市（州）"
    "|省、自治区、直辖市|省、市、自治区|县、市、区)"
)
_UNITS = frozenset("省市区县州旗乡镇村")  # 22万个 | 乡
_NOUN = re.compile(
    rf"{_ADMINISTRATIVE_UNITS}|[^，。；：！？、\n（）\d]{{1,40}}(?:（[^（）\d]{{1,12}}）[^，。；：！？、\n（）\d]{{0,30}})?"
)
# heads of a condition: 年销售收入1亿元以上的…
_CONDITION_HEAD = re.compile(
    r"(?:年|总|其|新增|全年)?(?:总量|产量|产值|增加值|数量|总数|规模|面积|余额|总额|占比|比重|成交额|人数|存款余额|贷款余额|销售额|"
    r"参保人数|投资|总投资|税收|利润|价格|产能|增速|覆盖率|利用率|年发电量|存款|单价|销售收入|营业收入|主营业务收入|收入|支出)"
)
# 100项具有较大知名度的 | 体育精品赛事
_DESCRIBED = re.compile(
    r"(?:有(?!色|机|限)|具有|拥有|富有|符合|性能|功能|技术|质量|配装|装有|获得|纳入|列入|来自|从事|面向|服务于)"
)
_BEHIND = re.compile(r"的(?P<noun>[一-龥]{2,14})(?=[，。；：、\n]|$)")
_ABSTRACT = re.compile(
    "(?:建设|发展|工作|目标|水平|任务|要求|改造|增长|速度|奖励|支持|情况|影响|作用|基础|问题|方式)$"
)
# 20个 | 乡镇的油路项目
_OF_PLACES = re.compile(
    "(?:乡镇|建制村|行政村|自然村|村庄|社区|街道|县区?|县（市、区）)的[一-龥]{2,8}(?:项目|工程)(?=[，。；、和及]|$)"
)
# 节能、节水和资源综合利用等 | 重大项目
_LISTED = re.compile(
    r"[一-龥]{2,8}、[^，。；：\n\d]{2,24}等(?:重大|重点|一批)?[一-龥]{2,6}(?=[，。；、\n]|$)"
)
_KINDS_LISTED = re.compile("[一-龥]{1,8}(?:、[一-龥]{1,8}){1,5}等(?P<kind>[一-龥]{3,})")
# 惠及50万名 | 3岁以下婴幼儿
_AGED = re.compile(
    r"\d{1,2}(?:[—-]\d{1,2})?周?岁(?:及?以[上下])?的?(?:婴幼儿|儿童|老年人|老人|青少年|未成年人|人口|女性|妇女)"
)
# 4个国家级、4个自治区级 | 区域医疗中心: the first shares the noun of the second
_RANKED = re.compile(r"(?P<rank>世界级|国家级|自治区级|省级|市级|县级)(?=、)")
# 100所 | 海拔1500米以上农村学校
_SIZED = re.compile(
    r"(?:海拔|面积|人口|库容|装机容量|坡度)[超过达]{0,2}[\d.]{1,8}[万亿]?[一-龥]{1,3}及?以[上下]的?(?P<noun>[一-龥]{2,14})"
)
# 20个 | 机关、企事业单位附属空间 | 对社会开放
_LISTED_DOING = re.compile(
    r"(?P<first>(?:[一-龥]{2,8}、){1,3})(?![十百千万亿二两三四五六七八九近超约])(?P<last>[一-龥]{2,20})"
)
# 100个 | 行业级、场景级大模型
_OF_LEVELS = re.compile("(?:[一-龥]{1,4}级、){1,2}[一-龥]{1,4}级[一-龥]{2,14}")
_SHARED_RANK = re.compile(r"级(?P<noun>[一-龥]{2,12}?)(?=$|[和及、][^，。；、]{0,2}\d)")
# 8条产业链 | 产值两位数增长: what a counted noun does
_PREDICATE = re.compile(
    r"(?:年?(?:产值|产量|生产总值|增加值|营业?收入|利润|销售额)|总?量|数量|平均|人均)"
    r"(?:近|同比|实现|达|超|突破|[一两二三]位数|增|位居|居|均|年均)"
)
_OF_ENTERPRISES = re.compile(
    r"(企业|公司|机构|学校|居民|农户|家庭)(?:技术改造|超低排放|节能降碳|数字化|智能化|上云(?![标示平项])|上市|开工|复工|凭|在(?!建|册|岗|孵)|用上|喝上|住上|"
    r"搬进|战略性重组|重组|改造|扩产|增产|转型|升规|用工监测|帮扶措施).*$"
)
# 200个 | 智能车间、智能工厂
_PAIR = re.compile("(?P<one>[一-龥]{3,8})、(?![近超约上])(?:(?![十百千万亿])[一-龥]){3,10}(?=[，。；\n]|$)")
_TOWARDS = re.compile("(?P<who>[一-龥]{3,12})(?<![针面反绝])对(?![外口内比标接应策象])[一-龥]{2,12}的")
_ACTING = re.compile(
    "(?P<who>[一-龥]{1,10}?)(?:中?专门|共同|就|已经?|都|又|也|还|纷纷|同时|先后|分别){0,2}(?:普及|[一-龥]{2})(?<!为)(?<!除)了(?!解)"
)
# what stands behind 的 is counted only where this describes it: 12款性能优于同类产品的农机
_RELATIVE = re.compile(
    "[优高低快好]于|达到|符合|具[有备]|超过|用于|位于|来自|适[合用]|获|有|以|在|从|对|由|为|能|可|入选|列入|纳入|通过|经"
)
# 由1980年的152亿元 | 增加到1985年的192亿元
MOVES = re.compile(
    "(?:增加|增长|提高|提升|上升|扩大|发展|减少|下降|降低|缩小|压缩|压减|调整|拓展|跃升|攀升|回升|恢复|增|升|扩|降|减)了?[到至为]"
)
_CHANGED_TO = re.compile("[一-龥]{1,4}(?:为|到|至|成)")
_RENT = re.compile("(?:房租|租金|物业费|社会保险费|房屋租金)(?:免收|减半|全免|免除)?")
_CONTRACT = re.compile("(?:期限)?的?劳动(?:（[^（）]{1,6}）)?合同")
# 7700多项 | 食品、药品和其他消费品安全国家标准
_SERIES = re.compile(
    "[一-龥]{2,8}(?:、[一-龥]{2,8}){1,4}(?:和|及|以及)(?:其他)?[一-龥]{3,14}(?=[，。；\n]|的|$)"
)
_ISSUED = re.compile("[一-龥]{2,14}(?:举措|政策措施)(?=$|[，。；、（])")
# what a share is told to be part of: 扭转了上年下降 | 12.4%的局面
_SITUATIONS = frozenset({"局面", "态势", "势头", "困境", "压力", "趋势", "被动局面"})
_BY_STANDARD = re.compile("标准(?:确定|执行|计算|核定|支付|发放|缴纳|收取|提取|予以|给予)?")
_SUM = re.compile("[一-龥]{2,8}(?:总量|资金|贷款|基金|额度|专项债券?|国债)")
# 目前全国 | 半数以上饲料企业已开工
_SCOPE = re.compile(
    "^[，、]?(?:截至)?(?:目前|当前|现在|每年)?(?:全[国省市区县]|我[国省市区县])?(?:已有|已|有|仍有|还有|近|约|超)?"
)
# 600个 | 免费停车位
_FREE_THING = re.compile("免费(?!为|向|给|提供|开展|发放|接种|开放|试用|享受)[一-龥]{2,8}(?=[，。；、]|$)")
# 引导2万名高校毕业生 | 到基层就业
_GOING = re.compile(
    "(?P<who>[一-龥]{3,14}?)(?<![受得达送看遇收接提感找往未本赶奔])(?:到|赴|来|返)(?![位期岗达])[一-龥]{2,}"
)
_ATTENDING = re.compile(r"(?P<verb>参加|出席|观看|参与)了?(?P<what>[一-龥]{0,6})")
_AFFECTED = re.compile("受益|受灾|死亡|遇难|受伤|失踪|受训|脱贫|就业(?!困难|服务|岗位)")
# 11个县 | 被认定为全国…先进县: what they became names them
_BECAME = re.compile(
    "(?P<noun>[一-龥]{1,3})(?:被(?:认定|评定|评|命名|确定|授予|列|纳)(?:为|入)?)(?P<what>[一-龥“”]{3,20}?)(?=[，。；、\n]|$)"
)
# 6743人 | 正在接受医学观察, 1.6亿人 | 要陆续返程
_DOING = re.compile(
    "(?:正在|仍在|尚在|还在|要|将|需要?|已)(?:陆续|逐步|继续|持续)?(?P<what>[一-龥]{2,12}?)(?=[，。；、\n]|$)"
)
_PERSONS = frozenset({"名", "位", "人"})
_PERSON = re.compile("[者员人民工师士童友生妇女户众军警兵手长家]$")
_DESCRIBED_PERSON = re.compile("的(?P<who>[一-龥]{0,10}?[者员人民工师士童生妇女众])(?![员士民群])")
# units whose noun often follows the number
_COUNTING = frozenset(
    {"count", "person", "area", "length", "mass", "volume", "energy", "power", "money", "other", "data"}
)


class CountedNouns:
    """Finds the nouns behind numbers with the word lists of one lexicon."""

    def __init__(self, cutter: PhraseCutter) -> None:
        self._cutter = cutter
        self._ends = NounEnds(cutter)

    def find(self, context: Context) -> str:
        """The noun behind a quantity, empty where none is counted."""
        quantity = context.quantity
        if quantity.unit == "份" and context.right.startswith("水"):
            return "水"
        bound = self._cutter.bounds_after.at_start(context.right)
        if len(self._cutter.whole.at_start(context.right)) > len(bound):
            bound = ""  # 30个 | 多式联运项目
        right = context.right[len(bound) :]
        counted = quantity.kind in _COUNTING or quantity.form in ("counted", "listed")
        if right.startswith("两个") or STEP.match(right):
            return ""  # 迈上4万亿、5万亿 | 两个台阶
        right = right.removeprefix("不等")
        if right.startswith("免费") and _FREE_THING.match(right):
            right = right.removeprefix("免费")  # 600个 | 免费停车位
        if bound and right.startswith(("为", "属于", "的为")):
            return ""  # 从业人员在300人以下的 | 为小型企业
        if quantity.kind == "time" and _CONTRACT.match(right):
            return "劳动合同期限"  # 签订1年以上 | 期限劳动合同
        rent = _RENT.match(context.clause_right) if quantity.kind == "time" else None
        if rent:
            return rent.group()  # 1个月房租免收
        # 八成以上财政资金, 93%以上行政村: a share of what follows without 的
        part = (
            quantity.kind == "ratio"
            and not _SCOPE.sub("", context.left)
            and right[:1] not in "，。；、"
            and (bound or self._ends.states_share(right))
        )
        if not counted and not part and not (quantity.kind in ("ratio", "time") and right.startswith("的")):
            return ""
        if quantity.kind == "person":
            if quantity.unit == "人" and right.startswith("口") and not right.startswith("口罩"):
                return "人口"
            attending = _ATTENDING.match(right)
            if attending and not self._cutter.counted.at_start(attending["what"]):
                return f"{attending['verb']}{attending['what']}人数"
            affected = _AFFECTED.match(right)
            if affected and not self._cutter.counted.at_start(right, affected.end()):
                return f"{affected.group()}人数"
            doing = _DOING.match(right) if quantity.unit in ("人", "例") else None
            if doing:
                return doing["what"]
        became = _BECAME.match(context.clause_right) if quantity.kind == "count" and not bound else None
        if became and became["what"].strip("“”").endswith(became["noun"]):
            return became["what"]
        right = right.removeprefix("的")
        whole = context.clause_right[len(bound) :].removeprefix("的")  # to the end of the clause
        if MOVES.match(right) or (context.left.endswith(("由", "从")) and _CHANGED_TO.fullmatch(right)):
            return ""  # 由162个整合为123个
        going = _GOING.match(right) if quantity.kind == "person" else None
        if going:
            right = going["who"]
        if counted and (project := _OF_PLACES.match(whole)) and right[:1] == whole[:1]:
            return project.group()  # 20个 | 乡镇的油路项目
        listed = _LISTED.match(whole)
        if listed and right.startswith(listed.group()[:3]) and not re.search(r"\d", listed.group()):
            return listed.group()
        kinds = _KINDS_LISTED.match(whole) if right[:1] == whole[:1] else None
        if kinds and not listed and (kind := self._ends.until_stop(kinds["kind"])[0]) != kinds["kind"]:
            return kind  # 为2万名视力、听力等 | 残疾儿童 | 提供服务
        aged = _AGED.match(context.clause_right[len(bound) :]) if quantity.kind == "person" else None
        if aged:
            return aged.group()
        ranked = _RANKED.match(right)
        if ranked:
            shared = _SHARED_RANK.search(context.clause_right)
            return ranked["rank"] + (shared["noun"] if shared else "")
        if counted and (sized := _SIZED.match(context.clause_right)):
            return self._ends.until_stop(sized["noun"])[0]
        if counted and (numbered := name_with_number(context.clause_right, bound)):
            return numbered
        match = _NOUN.match(right)
        if match is None:
            return ""
        noun = match.group()
        if quantity.kind == "money" and _SUM.fullmatch(noun):
            return noun  # 提供不低于500亿元 | 融资总量
        pair = _PAIR.match(whole)
        if pair and counted and noun == pair["one"] and not self._ends.has_stop(pair.group()):
            return pair.group()  # 200个 | 智能车间、智能工厂
        if counted and (levels := _OF_LEVELS.match(whole)):
            return self._ends.until_stop(levels.group())[0]
        doing = _LISTED_DOING.match(whole) if counted and right[:1] == whole[:1] else None
        if doing and not self._ends.has_stop(doing["first"]):
            last, cut = self._ends.until_stop(doing["last"])
            if cut and len(last) >= 2 and not self._ends.acts(last):
                return doing["first"] + last
        series = _SERIES.match(whole)
        if series and counted and series.group().startswith(noun) and not self._ends.has_stop(series.group()):
            return series.group()  # 7700多项 | 食品、药品和其他消费品安全国家标准
        behind = _BEHIND.search(context.clause_right[len(bound) :], 1)
        if behind and (_ABSTRACT.search(behind["noun"]) or _BY_STANDARD.fullmatch(behind["noun"])):
            behind = None
        if (_CONDITION_HEAD.match(noun) or _DESCRIBED.match(noun)) and behind:
            return behind["noun"]
        if issued := _ISSUED.match(noun):
            return issued.group()  # 优化营商环境21条 | 升级举措
        if noun.startswith("有") and not noun.startswith(("有色", "有机", "有限")):
            return ""
        acting = _ACTING.match(noun) if quantity.kind in ("count", "person") else None
        if acting:
            who = max(self._ends.until_stop(acting["who"])[0], self._cutter.counted.at_start(noun), key=len)
            return who  # 37栋商务楼宇 | 制定了防控方案, 8个单位 | 作了典型发言
        towards = _TOWARDS.match(noun)
        if towards:
            return towards["who"]  # 232所优质高中 | 对县中的结对帮扶
        noun, cut = self._ends.until_stop(noun)
        whose_head = _DESCRIBED_PERSON.match(match.group(), len(noun)) if quantity.unit in _PERSONS else None
        if cut and whose_head and not _PERSON.search(noun):
            return self._ends.until_stop(whose_head["who"])[0]  # 5万名经济困难的 | 严重精神障碍患者
        relative = cut and _RELATIVE.match(match.group(), len(noun))
        whose = cut and "的" in noun
        if (relative or whose) and behind and behind.start() > len(noun):
            return behind["noun"]  # 12款性能优于同类产品的农机
        noun = _OF_ENTERPRISES.sub(r"\1", noun)
        predicate = _PREDICATE.search(noun, 2)
        if predicate and quantity.kind == "count":
            noun = noun[: predicate.start()]
        acts = self._cutter.stops.at_start(noun) or (len(noun) < 4 and self._cutter.verbs.at_start(noun))
        if acts and not self._cutter.whole.at_start(noun) and not self._ends.describes(noun, acts):
            return ""
        if "的" in noun[2:-1]:
            noun = noun[noun.rfind("的", 0, -1) + 1 :]
        noun = re.sub(
            r"(?:等|的|左右|以上|和|与|及|或|[不也可将已均都]|[中里内](?<!集中)(?<![高初]中))+$", "", noun
        )
        if counted and noun[:1] in _UNITS and noun[1:3] in self._cutter.actions:
            return noun[0]  # 20个 | 县 | 深化城乡交通一体化
        if _BY_STANDARD.fullmatch(noun) or (quantity.kind == "ratio" and noun in _SITUATIONS):
            return ""  # 或按6个月的…社会保险费50%的标准确定
        return noun.strip("“”") if len(noun) >= 2 or noun in _UNITS else ""
