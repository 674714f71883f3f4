"""What the codes of the rules mean, in Chinese: one sentence for every code that the extraction can write down."""

from __future__ import annotations

# how the number is written (first code of the column ``rule``)
FORMS = {
    "arabic": "阿拉伯数字加单位",
    "chinese": "汉字数字加单位",
    "range": "一个范围，两头的数合成一行：数值是下限，上限另记",
    "fraction": "分数，写成“几分之几”“百分之几”“一半”或 1/3",
    "rank": "位次：数前说了在哪个范围里排（全国、全省、排名、居……）",
    "multiple": "用词写的倍数：倍增、翻一番是 2 倍，翻两番是 4 倍",
    "half": "减半、折半，记作减少 50%",
    "coverage": "“全覆盖”记作 100%",
    "zero": "“零增长”“零发生”一类，记作 0",
    "counted": "没有写单位，前后说的是人口、职工、农户这样的词，按人或户计",
    "listed": "没有写单位，同它并列的最后一个数有单位，用那个单位",
    "share": "用冒号连起来的几个份额（如三次产业比重），各按 % 计",
    "index": "没有写单位，前面是指数、系数、比例一类的词，记作纯数",
    "ratio": "写成“几比 1”，记作纯数",
}

# where the indicator comes from (second code)
NAMINGS = {
    "noun-before": "取数前的名词",
    "noun-after": "数前没有名词，或紧挨着动词，取数后被数的名词",
    "carried": "本身没有名词，沿用前一个数的指标",
    "clause-before": "本分句没有名词，取前面分句开头的名词",
    "dealt-out": "“分别”或三次产业：前面几个名词依次分给几个数",
    "shared": "并列的几个数共用一个名词",
    "grant": "奖补条款：条件里的名词加上奖励、补贴的名目",
    "conditioned": "名称里含有前一个数作条件（如“产值超100亿元企业5家”）",
    "purpose": "只说了“资金”“经费”，逗号后面说的用途补在前面",
    "heading": "考核打分：用所在条目的标题作名称",
}

# what told target from actual from standard (third code)
EVIDENCE = {
    "words": "句中的词",
    "heading": "所在章节的标题",
    "list": "这一串列项前面的引导语",
    "lead": "同一段里前面的话",
    "year": "写明的年份与文件年份相比",
    "rule-giving": "这句话在定条件或标准（给予、不得超过、……以上的、期限）",
    "baseline": "“从……提高到……”里起点的数，是已有的",
    "voice": "没有标题和文种可依，看上下文是在提要求还是在讲成绩（cues.tsv 里位置为 document 的词）",
    "document": "没有别的依据，按文种判断",
}

BOUNDS = {
    "before": "数前的“{words}”",
    "after": "数后的“{words}”",
    "distant": "数前隔着一个词的“{words}”",
    "within": "期限后面的“内”，含本数",
    "roughly": "数前的“{words}”里有大约的意思",
    "range": "写的是两个数之间的范围",
    "own": "数里带“多”“余”（大于），或“前几名”（不超过）",
    "none": "数前数后都没有界限词",
}

MEASURES = {
    "multiple": "单位是倍，或写作倍增、翻番",
    "rank": "是位次",
    "coverage": "写作“全覆盖”",
    "half": "“减半”是减少一半",
    "zero-growth": "“零增长”是增长率",
    "zero-count": "“零发生”是水平值",
    "inherited": "与前一个数并列，或是它的“其中”，同它一样",
    "growth-word-behind": "数后是增长的词“{words}”",
    "rate-name": "“{words}”是一种率的名称，不是增长",
    "growth-word": "数前是增长、增速、下降一类的词“{words}”，单位是 %",
    "points-apart": "百分点，数前有“{words}”",
    "verb": "紧挨数的动词是“{words}”",
    "verb-with-object": "动词“{words}”后面先说了名词再说数",
    "threshold": "是政策定的门槛，不是变化",
    "none": "数前没有表示增减的动词，按水平值",
}

PERIODS = {
    "standard": "标准不属于哪一年，留空",
    "baseline": "“从……到……”的起点",
    "clause": "同一分句里的“{words}”",
    "sentence": "同一句前面的“{words}”",
    "paragraph": "同一段前面的“{words}”",
    "topic": "同一章节里前面句首的“{words}”",
    "heading": "所在章节标题里的“{words}”",
    "earlier": "前文说过的“{words}”",
    "document": "没有写，按文件的日期和文种推断",
    "unknown": "没有写，文件的日期也不能确定，留空",
}

# words cut off a name
CUTS = {
    "cut-bound": "界限词",
    "cut-verb": "动词",
    "cut-right": "词缘",
    "cut-left": "词缘",
    "cut-time": "时间",
}

# notes that are said together with others
OTHER_STEPS = frozenset(
    {
        "noun", "noun-stop", "left", "name", "cue-target", "cue-actual", "heading-target", "heading-actual",
        "list-lead", "stated-year", "grant-word", "goal-word", "tone-word",
    }
)  # fmt: skip

# why a number is no row
REASONS = {
    "masked": "它在一个不说明数量的片段里",
    "word": "它是前后另一个数的一部分",
    "latin": "前面紧接字母或编号，是名称或代号的一部分",
    "trap": "它是一个含数字的名称或固定说法",
    "bare": "后面没有认识的单位，也不是人数、比例、指数；若确有单位，请在 units.tsv 加一行",
    "loose": "后面没有认识的单位，没有规则能解释；若确有单位，请在 units.tsv 加一行，若是名称，请在 traps.tsv 加一行",
    "class": "说的是等级、分类（……级、分为几类），不是数量",
    "list-count": "说的是列项的条数（共5项，三件事）",
    "idiom": "说的是屡次，不是数量（两度来访）",
    "address": "是地址里的楼层（政务中心2层B区），不是数量",
    "formula": "是计算公式里的系数（×100%），不是数量",
    "parties": "说的是几方（四方、五方），不是体积",
    "name": "数字或量词属于一个名称（人民、组织、百万亩造林工程……）",
    "limit-repeated": "括号里只是重说一遍界限（含500亩）",
    "denominator": "前面是“每”，只是比率的分母",
    "counted-slogan": "数的是“倍增”“全覆盖”这些目标的个数，是口号",
    "stretch-of-time": "只是一段时间（五年来、3年内），不是政策规定的期限，也不是指标",
    "age-group": "只是说明哪个年龄段的人",
    "article": "汉字数字加量词，更像泛指、名称或预告的条数（一个台阶、三个方面），不是计数",
}

# what masks a number
COVERS = {
    "title": "书名号里的文件名",
    "web": "网址",
    "docno": "发文字号、令号、公告号",
    "isodate": "日期",
    "years": "起止年份",
    "year": "年份",
    "session": "届次、会议",
    "day": "日期",
    "hanyear": "汉字写的年份",
    "months": "起止月份",
    "month": "月份或日期",
    "hanmonth": "汉字写的月份",
    "clock": "钟点",
    "account": "账号",
    "phone": "电话号码",
    "decade": "年代",
    "century": "世纪",
    "footnote": "脚注号",
    "slogan": "引号里的短语，数字属于名称或口号",
    "marker": "条目的编号",
}

TRAP_KINDS = {
    "event": "事件、日子",
    "holiday": "节日",
    "idiom": "成语、套话",
    "institution": "机构、制度",
    "level": "等级",
    "meeting": "会议、届次",
    "name": "产品、疾病等名称",
    "ordinal": "序数",
    "place": "地名",
    "plan": "规划名",
    "programme": "工程、计划、行动名",
    "reference": "条款、文件的编号",
    "set": "有名称的一组事、预告的条数",
    "slogan": "口号、简称",
    "technology": "技术、标准、型号",
    "vague": "不定的量",
}
