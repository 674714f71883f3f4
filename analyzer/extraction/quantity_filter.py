"""Which numbers with a unit state no quantity, judged by their surroundings.

Two careful readers leave out: 一 as an article (一个台阶), announced and named sets (四个重点产业), plain
stretches of time (五年来, 连续11年), denominators (每千人口), classes (千万千瓦级), ages that only describe
a group (3岁以下婴幼儿). A duration counts where the policy itself sets it (期限不超过1年, 连续5年给予奖励) or
where it is the indicator (平均受教育年限11.3年).
"""

from __future__ import annotations

import re

from analyzer.model import Quantity

_FIRM_KINDS = frozenset(
    {"money", "area", "length", "volume", "mass", "energy", "power", "rate", "data", "point"}
)
_COUNT_VERB = re.compile(
    r"(?:建成|新建|建设|建立|新增|增加|获批|获|完成|培育|打造|引进|创建|成立|设立|举办|承办|开通|投产|拥有|有|共|共计|达|达到|入选|"
    r"签约|选派|投入|开工|改造|组建|研制|发射|召开|生产|派出|布局|认定|安排|发放|各|不少于|不超过|超过|至少|近|约|仅|限|在|占|"
    r"成功举办|累计|连续|先后|连跨|跨过|跨越|迈上|跨上|第一批|首批|分别为|新设|新开|开工建设|建成投产|不得少于|少于|多于|满|前|后|只能享受|享受|为|了)$"
)
_SET_NOUN = re.compile(
    r"(?:方面|问题|重点|关系|体系|环节|原则|坚持|关键|层面|阶段|文明|代表|维护|意识|自信|确保|努力|转变|结合|统一|特点|"
    r"优势|重大|新的|新|基本|大的|大区|红旗|闸门|轮子|毫不|轮|纳税年度|五年|台阶|部分|领域|环节|带头|时期|世界|拳头|目标|产业)"
)
_PARAMETER_BEFORE = re.compile(
    r"(?:[减免][收征免除]|缓[缴交征]|延[期缓])[一-龥、]{1,16}(?:期限|年限|[金费租税款])$|(?:期限|年限|(?<![时学日近初中末长短远后前])期(?!间|内|待|中|望|末)|寿命|周期|时长|时间|时限|工期|龄|住院日|用时|耗时)[^，。；、]{0,10}$|"
    r"(?:最长|最短|最多|至多|不超过|不少于|不低于|不得超过|不得少于|延长|缩短|压缩|压减|提前|顺延|展期|可展|免收|免征|免租|免除|减免|缓缴|缓交|延期|公示|"
    r"延缴|试用|限期|满|超过|未满|不满|暂定|按照?|给予[^，。；]{0,12}|期满|预缴|留存|保存|补贴|奖励|补助|返还|减半(?:征收|收取|缴纳|计收)|每满|达到|降到|提高到|延长到|(?:压缩|缩短|压减|压降|延长|缩减|精简|减少|减)[到至为]|(?:放假|调休)[^。]{0,6}共|步行|骑行|公交|车程|驾车|(?<!比)[原][来先]?的?)$"
)
# 设立5年过渡期: a time with a name of its own
OWN_TERM = re.compile(
    "的?(?P<what>(?:过渡|观察|宽限|保护|缓冲|质保|免税|还款|试用|适应|隔离|等待|冷静|公示|见习|培育|免租|装修|服务)期)"
)
# 处 | 五日 | 以下拘留
_CONFINED = re.compile("(?:以[上下])?的?(?:拘留|有期徒刑)")
_UNDER_WATCH = re.compile("(?:隔离|观察|留观|静置)(?:满|至少)?$")
# 浸泡 | 30分钟, 14天 | 的居家隔离
_TREATED = re.compile(
    "(?:作用|浸泡|煮沸|静置|加热|通风|消毒|冲洗|揉搓|熏蒸|照射|擦拭)(?:时间)?(?:不少于|至少|应?为|应)?$"
)
_PAID_IN_PARTS = re.compile("(?:逐年|等额|平均|按比例)?(?:兑付|拨付|发放|支付|兑现|给付|返还|缴纳|缴清)")
_BARRED = re.compile("(?:以|之)?内(?:不得|不再|不予|禁止|取消|停止|暂停|限制)")
_ROTATED = re.compile(r"[一-龥]{0,6}?[一二两\d]次(?![性日])")
_WITHOUT_BREAK = re.compile(
    r"(?:稳定|正常|灵活|失业)(?:就业|经营|登记|缴费|运营|工作)(?:时间)?(?:已)?(?:达|满)?$"
    r"|连续(?:参加|缴纳|参保|工作|居住|经营|从事|任职|服务)[^，。；\d]{0,20}$"
)
_KEPT_APART = re.compile("的?(?:居家|集中|监督性|健康|封闭){0,2}(?:隔离|医学观察|健康监测|封闭管理)")
_AHEAD_OF_PLAN = re.compile("(?:全部|全面)?(?:建成|完成|实现|投产|通车|达到|达产|交付|兑现|向)")
_HOURS_SPENT = re.compile("(?:飞行|志愿服务|培训|授课|供电|发电|运行|使用)(?:了|达|共|累计)?$")
# 连续管护4年以上的
KEPT_UP = re.compile("(?P<what>连续(?!给予|奖励|补[贴助]|保持|超过|增长)[一-龥]{2,4}?)(?:满|达)?$")
# 亏损可在 | 10年内弥补
_PERMITTED_IN = re.compile("(?:可以?|应当?|须)[在于]$")
# 由5天压缩至3天: how long something takes
_TAKES_LONG = re.compile(r"[由从](?:原来?的?|原先的?|现在的|平均|法定)?$")
_SHORTENED = re.compile("(?:压缩|缩短|压减|缩减|减少|延长|提高|增加)[到至为]|[降减缩][到至]")
_REACHABLE = re.compile("(?:可达|通达|直达)(?![率性度圈])")
_SERIES = re.compile(r"(?:连续|前|后|以后|其后)$")
_GRANT = re.compile(r"奖励|补贴|补助|补偿|给予|贴息|返还|减免|免征|免收|扣除|享受|资助|支持")
_DEADLINE = re.compile(
    r"(?:之?日起|之后|结束后|期满后?|到期后?|后|自\w{2,16}起|在|于|应当在|收到\w{0,12}|之日|次年\w{0,4})$"
)
# time that is measured, not a stretch of the calendar
_WORK_TIME = frozenset(
    {"机时", "台时", "工时", "毫秒", "微秒", "秒", "月龄", "昼夜", "人天", "人年", "课时", "学时"}
)
_PAID_BY_TIME = re.compile(
    "(?:及?以[上下])?(?:期限)?(?:的)?(?:房租|租金|物业费|社会保险费|水电费|电费|工资|薪|房屋租金|场地租金|摊位费|生活补助|基本养老金|失业保险金|劳动(?:（[^（）]{1,6}）)?合同)"
)
_SHORT = frozenset({"天", "小时", "分钟", "个月", "秒", "个工作日"})
_AGE_GROUP = re.compile(
    "(?:以下|以上|及以上|及以下|以内)[^，。；的、]|(?:的)?(?:儿童|老年人|老人|妇女|女性|女童|人口|婴幼儿|青少年|少年|学生|人群)"
)
_AGE_OWN = re.compile(r"(?:寿命|年龄|满|达到?|至|到|提高到|未满|不满)$")
_CLASSES = re.compile("等级|档|类|级|层次|阶段|步骤|等次|部分|组")
_PLACES = frozenset({"县", "镇", "村"})
_KINDS = frozenset({"种", "类", "档", "组"})
_FLOOR = re.compile("(?:中心|大厦|大楼|[号栋座楼])$")
_ROOM = re.compile("[A-Z东西南北]{0,2}[区厅]|[^，。；]{0,4}(?:窗口|会议室|办公室|大厅)|[0-9]{2,4}室")
_PEOPLES = re.compile("民(?!币)|社|大(?:常|代表|会|及|和|机关)|才|力资源")
# 百万亩造林绿化工程: magnitudes alone, before what is called after them
_ROUND = re.compile("[十百千万亿]{1,3}[^十百千万亿]{1,3}")
_SPENT = re.compile("(?:投入|投资|安排|拨付|筹集)$")
_REACHED = frozenset("超过达近约破逾上")
_CLASS_NAME = re.compile("(?!的)[一-龥]{0,8}?(?:工程|行动|计划)|乙烯|炼油|(?:强|大)?[县镇村](?!级)")
_TIMES = frozenset({"两次", "三次", "四次", "五次", "六次", "七次", "八次", "九次"})
# 八里街, 三里屯, 十里铺: places that are called by a distance
_MILE_PLACE = re.compile("[街桥庄河店台屯营铺沟墩堡湾坡山塘湖岭村镇乡哨坪墙甸窑洼]")
# 三次产业, 三次分配, 三次党代会: the third, not three times
_NTH_WORD = re.compile("$|产业|分配|会议精神|[一-龥]{0,4}(?:代会|大会)|革命|创业(?!大)")
_ASSEMBLY = re.compile("(?:人大|政协|委员会|代表大会|[一二三四五六七八九十]届)$")
_ARTICLES = frozenset({"条", "款", "项", "章", "类", "批", "期"})
_NTH = re.compile(
    "第[\\d一二三四五六七八九十百]{1,5}(?:[、和至—-][\\d一二三四五六七八九十百]{1,5}){0,6}[、和至—-]?$"
)
_PHASE = re.compile("[、，。；）和及等]|工程|项目|启动|开工|建成|投产|投用|投运|竣工|主体|机组|扩建")
_GAMES = re.compile("(?:全|全国)?(?:[一-龥]{0,4}运会|[一-龥]{0,6}运动会|人大|政协|全会)")
_DRUGS = ("创新药", "新药", "医疗器械")
_NICKNAMES = ("攻坚行动", "攻坚战", "攻坚")
# sizes and voltages that a product or a line is called by
_SPECIFICATIONS = frozenset({"英寸", "千伏", "伏", "纳米", "寸"})
_PRODUCT = re.compile("(?!的|以上|以下|左右|及以)[一-龥]{2}")
# words that begin with a classifier
_WORDS = re.compile(
    "组[织成建]|所[有在]|国[家务际]|分[级类工析]|部[门署]|期[限间]|级别|位[置于]|名[称单]|支[持付撑]|条[件例]|项目|家庭|批准|层级|面[向积]|户籍"
    "|台[账风]|口岸|门[诊店]|站点|间接|场[所地]|次[生要]|件数|份额|方[案式法向便]"
)
# 第51名 | 队员, but not 全国第5位 | 、
_NTH_ONE = re.compile("[一-龥](?<![的以左和或上升降跌前移双均跃水大城省])")
_LONG_TIME = re.compile("多?(?:半)?(?:小时|月|星期|礼拜|钟头)")
# 三十方 and 4方 are volumes, 四方 are those who sit at a table
_PARTIES = re.compile("[二两三四五六七八九]方")
_SLOGAN = re.compile(r"“[^“”%元吨亩里瓦\n]{1,16}”")


def find_slogans(text: str) -> list[tuple[int, int]]:
    """Short quotations: a number in them belongs to a name (“5个倍增2个全覆盖”).

    >>> [text for text in (find_slogans("实施“三个一百”工程") and ["found"])]
    ['found']
    """
    return [match.span() for match in _SLOGAN.finditer(text)]


def why_no_quantity(text: str, quantity: Quantity) -> str:
    """Why a number with its unit is no quantity in the place where it stands; empty if it is one.

    Args:
        text: the condensed text.
        quantity: with positions in that text.
    """
    start, end = quantity.start, quantity.end
    before = text[max(0, start - 24) : start]
    after = text[end : end + 16]
    if after[:1] == "级" or (after[:2] == "以上" and after[2:3] == "级"):
        return "class"
    if before.endswith(("分为", "分成", "划分为")) and _CLASSES.match(after):
        return "class"
    if (before.endswith(("分", "分成", "分为", "按")) and after.startswith(("批次", "批", "个批次"))) or (
        quantity.unit == "个" and after.startswith(("种类", "方面", "批次"))
    ):
        return "class"  # 分3个批次复工, 5个种类的物资
    if text[start:end].endswith("里") and quantity.form == "chinese" and _MILE_PLACE.match(after):
        return "name"
    if quantity.unit in _ARTICLES and _NTH.search(before):
        return "name"  # 按第2、3条执行; 第二十二、二十三条
    if before.endswith("第") and quantity.form == "arabic" and _NTH_ONE.match(after):
        return "name"  # 作为第51名队员, 打印第2页
    if quantity.unit == "个" and _LONG_TIME.match(after):
        return "stretch-of-time"  # 开了10个多小时
    if quantity.unit == "届" and quantity.form == "chinese" and _GAMES.match(after):
        return "name"  # 成功举办十四届全运会
    if before.endswith("个") and after.startswith("台阶"):
        return "class"  # 连续跨过三个百亿斤台阶
    if quantity.unit in ("批", "批次") and after[:1].isdigit():
        return "class"  # 推出12批1181项改革举措
    if quantity.unit == "类" and after.startswith(_DRUGS):
        return "class"  # 2个1类创新药获批上市
    if before.endswith(("分为", "分成")) and quantity.unit in _KINDS:
        return "class"  # 单据格式主要分为两种
    if quantity.unit == "层" and _FLOOR.search(before) and _ROOM.match(after):
        return "address"  # 政务中心2层B区
    if after.startswith("世纪"):
        return "stretch-of-time"  # 四分之一世纪
    if before.endswith("每") and text[start:end] == "一元":
        return "article"  # 用好每一元资金
    if before.endswith("好") and text[start] == "几":
        return "article"  # 好几百万元
    if before.endswith("分") and after.startswith("领域"):
        return "class"  # 分13个领域细化任务
    if quantity.unit == "期" and quantity.form == "chinese" and _PHASE.match(after):
        return "name"  # 改造二期启动建设, 电厂三期等
    if before.endswith(("×", "*")):
        return "formula"  # 预约诊疗人次数/总诊疗人次数×100%
    if _PARTIES.fullmatch(text[start:end]):
        return "parties"  # 希望四方保持克制, 五方责任主体
    if before.endswith("方面") and quantity.unit == "项" and after[:1] in ("：", ":", "。", "（"):
        return "list-count"  # （二）科技金融创新方面5项：…
    if quantity.unit in _SPECIFICATIONS and _PRODUCT.match(after):
        return "name"  # 8英寸碳化硅晶圆, 750千伏输变电工程
    if before.endswith(("（共", "(共")) and after[:1] in ("）", ")") and quantity.kind == "count":
        return "list-count"  # 一、知识产权保护方面（共5项）: the count of a list
    if text[end - 1 : end + 1] == "部门" and quantity.value is not None:
        return "name"  # 市教委等十一部门
    if quantity.value is None and text[start] == "几" and quantity.kind == "multiple":
        return "article"  # 几倍或几十倍
    if _WORDS.match(text, end - 1) and quantity.form == "arabic":
        return "name"  # 2 组织机构, 3 所有人员: a heading's number before a word
    if quantity.unit == "人" and _PEOPLES.match(after):
        return "name"  # 2人民银行: a heading's number before a name
    rotates = quantity.unit in ("年", "个月", "天") and _ROTATED.match(after) is not None
    if before.endswith(("每", "每一", "按每")) and quantity.kind != "money" and not rotates:
        return "denominator"
    if quantity.form == "multiple" and re.search(r"[个\d]$", before):
        return "counted-slogan"
    if quantity.form == "coverage" and re.search(r"\d个$", before):
        return "counted-slogan"
    if after.startswith(("倍增", "全覆盖")):
        counts = quantity.kind in ("count", "person")
        covers = after.startswith("全覆盖") and "实现" in before[-8:]
        return "counted-slogan" if counts and not covers else ""
    if quantity.kind == "time" and quantity.unit not in _WORK_TIME:
        return "" if _is_parameter(before, after, quantity, text[start:end]) else "stretch-of-time"
    if quantity.kind == "age" and after.startswith(("前", "后", "时")):
        return "stretch-of-time"  # 孩子3岁前每月发放
    if quantity.kind == "age":
        describes = _AGE_GROUP.match(after) is not None
        return "" if not describes or _AGE_OWN.search(before) else "age-group"
    if before.endswith(("（含", "(含")) and after[:1] in ("）", ")"):
        return "limit-repeated"  # 100—500亩（含500亩）
    if quantity.unit in _PLACES and text[end - 2 : end - 1] in "亿万":
        return "name"  # 推进千亿县培育
    round_name = _CLASS_NAME.match(after) and _ROUND.fullmatch(text, start, end)
    spent = quantity.kind == "money" and _SPENT.search(before) is not None
    if quantity.form == "chinese" and round_name and before[-1:] not in _REACHED and not spent:
        return "name"  # 百万亩造林绿化工程, 千亿县
    if quantity.form == "arabic" and after.startswith(_NICKNAMES):
        return "name"  # 0.1微克攻坚行动
    if quantity.form == "chinese" and not _is_counted(before, after, quantity, text[start:end]):
        return "article"
    return ""


def _is_counted(before: str, after: str, quantity: Quantity, own: str) -> bool:
    """Chinese numerals with a classifier are more often names and articles than counts."""
    if quantity.kind in _FIRM_KINDS or quantity.kind in ("ratio", "multiple"):
        return own[0] != "零"
    if "及" in own or "或" in own:
        return True  # 两个及两个以上
    if quantity.unit == "次" and own in _TIMES and not before.endswith("第"):
        # 三次参加审议, 两次全面降准; 全国人大五次会议 is the fifth
        return _NTH_WORD.match(after) is None and _ASSEMBLY.search(before) is None
    if own[0] in "一零半几" and (len(own) < 2 or own[1] not in "百千万亿十点"):
        return (
            quantity.kind == "person" and "每" not in before and quantity.unit == "位" and after[:1] in "及以"
        )
    if quantity.value is None:
        return False
    if quantity.value >= 10 and quantity.kind == "person":
        return True
    if _SET_NOUN.match(after):
        return False
    if quantity.value >= 10 and quantity.kind == "count":
        return True
    return _COUNT_VERB.search(before) is not None


def _is_parameter(before: str, after: str, quantity: Quantity, own: str) -> bool:
    """Whether a duration is the policy's own parameter or an indicator, not only a stretch of time."""
    if _REACHABLE.match(after) or (_TAKES_LONG.search(before) and _SHORTENED.match(after)):
        return True
    if quantity.unit == "天" and before.endswith(("增加", "减少", "增加了", "减少了")):
        return True  # 优良天数281天、比2020年增加36天
    if _CONFINED.match(after):
        return True  # 处五日以上十日以下拘留
    if OWN_TERM.match(after) or _UNDER_WATCH.search(before):
        return True  # 设立5年过渡期, 居家医学观察14天
    if before.endswith(("享受", "给予")) and _GRANT.search(after[:6]):
        return True  # 最高可享受一年全额贴息
    if before.endswith("分") and _PAID_IN_PARTS.match(after):
        return True  # 补助分两年兑付
    if _BARRED.match(after) or (_WITHOUT_BREAK.search(before) and after.startswith(("以上", "及以上", "的"))):
        return True  # 三年内不得申报, 连续缴纳社会保险12个月以上
    if before.endswith("每") and quantity.unit in ("年", "个月", "天") and _ROTATED.match(after):
        return True  # 小麦每4年轮换一次
    if _TREATED.search(before) or (quantity.unit == "天" and _KEPT_APART.match(after)):
        return True
    if quantity.unit == "小时" and _HOURS_SPENT.search(before):
        return True  # 累计飞行1308小时
    if before.endswith(("近", "过去", "未来", "今后", "这", "每", "上", "第", "历时", "时隔")):
        return False
    if before.endswith("提前") and quantity.unit not in _SHORT and _AHEAD_OF_PLAN.match(after):
        return False  # 提前一年建成通车
    if _PARAMETER_BEFORE.search(before):
        return not after.startswith(("来", "间"))
    if quantity.unit in _SHORT and after.startswith(("内", "以内", "之内")):
        return _DEADLINE.search(before) is not None or not re.search(r"[年月]$", before)
    if _PAID_BY_TIME.match(after):
        return True  # 1个月房租免收, 免收两个月房租
    if after.startswith(("内", "以内", "之内")) and re.search(
        r"(?:之日起|结束后|期满|结转至?以后|以后)$", before
    ):
        return True
    if after.startswith(("内", "以内", "之内")) and _PERMITTED_IN.search(before):
        return True  # 亏损可在10年内弥补
    if KEPT_UP.search(before) and after.startswith(("以上的", "的，", "以上，")):
        return True  # 连续管护4年以上的，奖励
    if _SERIES.search(before):
        return _GRANT.search(after) is not None or _GRANT.search(before[-12:]) is not None
    if after.startswith(("的", "还款", "贴息", "宽限", "免租")) and _GRANT.search(before + after):
        return own[0].isdigit() and not after.startswith("的努力")
    return bool(
        re.search(r"(?:年限|寿命|时间|时长|天数|小时数|周期)(?:达到?|为|提高到|缩短到?|压缩到|至)?$", before)
    )
