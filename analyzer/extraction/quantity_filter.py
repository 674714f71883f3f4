"""Which numbers with a unit state no quantity, judged by their surroundings.

Two careful readers leave out: 一 as an article (一个台阶), announced and named sets (四个重点产业), plain
stretches of time (五年来, 连续11年), denominators (每千人口), classes (千万千瓦级), ages that only describe
a group (3岁以下婴幼儿). A duration counts where the policy itself sets it (期限不超过1年, 连续5年给予奖励) or
where it is the indicator (平均受教育年限11.3年).
"""

from __future__ import annotations

import re

from analyzer.extraction.durations import is_parameter, rotates
from analyzer.model import Quantity

_FIRM_KINDS = frozenset(
    {"money", "area", "length", "volume", "mass", "energy", "power", "rate", "data", "point"}
)
_COUNT_VERB = re.compile(
    r"(?:建成|新建|建设|建立|新增|增加|开行|派遣|增派|调派|购置|配备|获批|获|完成|培育|打造|引进|创建|成立|设立|举办|承办|开通|投产|拥有|有|共|共计|达|达到|入选|"
    r"签约|选派|投入|开工|改造|组建|研制|发射|召开|生产|派出|布局|认定|安排|发放|各|不少于|不超过|超过|至少|近|约|仅|限|在|占|"
    r"成功举办|累计|连续|先后|连跨|跨过|跨越|迈上|跨上|第一批|首批|分别为|新设|新开|开工建设|建成投产|不得少于|少于|多于|满|前|后|只能享受|享受|为|了)$"
)
_SET_NOUN = re.compile(
    r"(?:方面|问题|重点|关系|体系|环节|原则|坚持|关键|层面|阶段|文明|代表|维护|意识|自信|确保|努力|转变|结合|统一|特点|"
    r"优势|重大|新的|新|基本|大的|大区|红旗|闸门|轮子|毫不|轮|纳税年度|五年|台阶|部分|领域|环节|带头|时期|世界|拳头|目标|产业)"
)
# time that is measured, not a stretch of the calendar
_WORK_TIME = frozenset(
    {"机时", "台时", "工时", "毫秒", "微秒", "秒", "月龄", "昼夜", "人天", "人年", "课时", "学时"}
)
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
_UNTIL = ("延长至", "延长到", "延期至", "延期到", "推迟到", "推迟至")
_TWICE = frozenset({"两度", "三度", "四度", "几度"})
_STOPS = frozenset("，。；：、")
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
_SLOGAN = re.compile(r"“(?:[^“”%元吨亩里瓦\n]{1,16}|[^”“\n]{0,4}[一二两三四五六七八九十]个[^”“\n]{1,10})”")


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
    if quantity.unit == "天" and text[end - 1] == "日" and before.endswith(_UNTIL):
        return "name"  # 申报期延长至24日
    if text[start:end] in _TWICE and not before.endswith("电"):
        return "idiom"  # 两度访问, 几度修改
    if quantity.unit == "件" and after[:1] == "事" and after[1:2] in _STOPS:
        return "list-count"  # 抓好除险、清淤、护岸三件事
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
    per = before.endswith(("每", "每一", "按每")) and quantity.kind != "money"
    if per and not rotates(quantity, after):
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
        return "" if is_parameter(before, after, quantity, text[start:end]) else "stretch-of-time"
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
