"""Sentences of measures, rules, communiqués, news and old reports: the name, status and year of each number.

All are written for this table, with invented places; each line is a class of wording that was once read wrongly.
"""

from __future__ import annotations

import pytest
from conftest import Find

# kind of document, year, text, and for every quantity: text, indicator, status, last year of its period
Row = tuple[str, str, str, int | None]
CASES: list[tuple[str, int | None, str, list[Row]]] = [
    # measures
    (
        "措施",
        2024,
        "取得批件的，每个品种给予500万元资助；进入Ⅱ期、Ⅲ期临床试验的，分别再给予800万元、1500万元资助。",
        [
            ("500万元", "取得批件资助", "standard", None),
            ("800万元", "进入Ⅱ期临床试验资助", "standard", None),
            ("1500万元", "Ⅲ期临床试验资助", "standard", None),
        ],
    ),
    (
        "措施",
        2024,
        "对新引进的博士、硕士，分别给予每月3000元、1500元生活补贴。",
        [
            ("3000元", "博士生活补贴", "standard", None),
            ("1500元", "硕士生活补贴", "standard", None),
        ],
    ),
    (
        "措施",
        2024,
        "年主营业务收入首次突破10亿元、50亿元、100亿元的企业，给予一次性奖励。",
        [
            ("10亿元", "年主营业务收入", "standard", None),
            ("50亿元", "年主营业务收入", "standard", None),
            ("100亿元", "年主营业务收入", "standard", None),
        ],
    ),
    (
        "措施",
        2024,
        "给予不超过合同额50%的补贴，最高额度不超过20万元。",
        [
            ("50%", "合同额补贴", "standard", None),
            ("20万元", "合同额补贴", "standard", None),
        ],
    ),
    (
        "通知",
        2022,
        "普通门诊年度报销限额由150元提高到200元，报销比例50%。",
        [
            ("150元", "普通门诊年度报销限额", "actual", 2021),
            ("200元", "普通门诊年度报销限额", "standard", None),
            ("50%", "报销比例", "standard", None),
        ],
    ),
    (
        "通知",
        2022,
        "各乡镇要于10月底前完成参保任务的60%。",
        [("60%", "参保任务", "target", 2022)],
    ),
    (
        "意见",
        2021,
        "完成困难老年人家庭适老化改造6万户，平均每户补助不低于3000元。",
        [
            ("6万户", "困难老年人家庭适老化改造", "target", None),
            ("3000元", "平均每户补助", "standard", None),
        ],
    ),
    (
        "意见",
        2023,
        "总投资约46亿元，其中争取中央和省级补助18亿元。",
        [("46亿元", "总投资", "target", None), ("18亿元", "中央和省级补助", "target", None)],
    ),
    (
        "办法",
        2021,
        "乡镇卫生院、县级医院、市级医院住院的起付线分别为100元、400元、800元。",
        [
            ("100元", "乡镇卫生院住院的起付线", "standard", None),
            ("400元", "县级医院住院的起付线", "standard", None),
            ("800元", "市级医院住院的起付线", "standard", None),
        ],
    ),
    (
        "办法",
        2017,
        "住院起付标准：乡镇卫生院200元，县级医院500元。",
        [
            ("200元", "乡镇卫生院住院起付标准", "standard", None),
            ("500元", "县级医院住院起付标准", "standard", None),
        ],
    ),
    ("办法", 2019, "套取资金的，三年内不得申报涉农项目。", [("三年", "不得申报涉农项目", "standard", None)]),
    ("办法", 2019, "设置60天等待期。", [("60天", "等待期", "standard", None)]),
    (
        "办法",
        2019,
        "建筑物处工程造价百分之五以上百分之十以下的罚款；逾期不改正的，每日加处百分之三的罚款。",
        [
            ("百分之五以上百分之十", "罚款", "standard", None),
            ("百分之三", "罚款", "standard", None),
        ],
    ),
    (
        "办法",
        2019,
        "主管部门应当在10个工作日内提出意见。",
        [("10个工作日", "提出意见", "standard", None)],
    ),
    (
        "办法",
        2021,
        "加强食堂等场所的消毒，每日不少于2次，浸泡30分钟。",
        [("2次", "每日消毒", "standard", None), ("30分钟", "浸泡", "standard", None)],
    ),
    (
        "批复",
        2002,
        "到2005年，化学需氧量入湖量控制在12.5万吨以内，其中上游不得超过七成。",
        [("12.5万吨", "化学需氧量入湖量", "target", 2005), ("七成", "上游", "target", 2005)],
    ),
    # reports
    (
        "工作报告",
        2026,
        "二、2026年重点工作\n培育一批年产值超10亿元的农产品加工企业。",
        [("10亿元", "年产值", "standard", None)],
    ),
    (
        "工作报告",
        2024,
        "二、2024年主要预期目标\n固定资产投资由降转增、增长5%。",
        [("5%", "固定资产投资", "target", 2024)],
    ),
    (
        "工作报告",
        2024,
        "一、2023年工作回顾\n一般公共预算收入32.5亿元，为年计划的103.2%，其中税收收入占78.6%。",
        [
            ("32.5亿元", "一般公共预算收入", "actual", 2023),
            ("103.2%", "一般公共预算收入", "actual", 2023),
            ("78.6%", "税收收入占一般公共预算收入", "actual", 2023),
        ],
    ),
    (
        "工作报告",
        2024,
        "一、2023年工作回顾\n应届毕业生就业率95%、市场就业率70%。",
        [
            ("95%", "应届毕业生就业率", "actual", 2023),
            ("70%", "应届毕业生市场就业率", "actual", 2023),
        ],
    ),
    (
        "工作报告",
        1957,
        "一、五年来生产建设的情况\n去年的工业总产值，连手工业在内，为六亿元，等于一九四九年的五点八倍。",
        [
            ("六亿元", "工业总产值", "actual", 1956),
            ("五点八倍", "工业总产值", "actual", 1956),
        ],
    ),
    (
        "工作报告",
        2010,
        "一、2009年预算执行情况\n市人民代表大会批准的全市一般预算收入为58.6亿元，实际完成61.2亿元。",
        [
            ("58.6亿元", "全市一般预算收入", "target", 2009),
            ("61.2亿元", "全市一般预算收入", "actual", 2009),
        ],
    ),
    # news and communiqués
    (
        "新闻",
        2024,
        "全体居民人均可支配收入19876元，同比名义增长5.5%，扣除价格因素实际增长5.2%。",
        [
            ("19876元", "全体居民人均可支配收入", "actual", 2024),
            ("5.5%", "全体居民人均可支配收入", "actual", 2024),
            ("5.2%", "全体居民人均可支配收入", "actual", 2024),
        ],
    ),
    (
        "新闻",
        2024,
        "规上企业实现利润186亿元，扭转了去年同期下降12.4%的局面。",
        [("186亿元", "规上企业实现利润", "actual", 2024), ("12.4%", "规上企业实现利润", "actual", 2023)],
    ),
    (
        "新闻",
        2024,
        "力争三季度末开工率达到100%，年内再新增规上工业企业80家以上。",
        [("100%", "开工率", "target", 2024), ("80家", "规上工业企业", "target", 2024)],
    ),
    (
        "新闻",
        2020,
        "已设置集中隔离观察点71个，其中，城区11个、乡镇60个。",
        [
            ("71个", "隔离观察点", "actual", 2020),
            ("11个", "城区隔离观察点", "actual", 2020),
            ("60个", "乡镇隔离观察点", "actual", 2020),
        ],
    ),
    (
        "新闻",
        2020,
        "尚有6743人正在接受医学观察。",
        [("6743人", "接受医学观察", "actual", 2020)],
    ),
    (
        "新闻",
        2023,
        "审批时间由原来的120天压减到58天。",
        [("120天", "审批时间", "actual", 2022), ("58天", "审批时间", "actual", 2023)],
    ),
    (
        "新闻",
        2023,
        "11个县被认定为国家义务教育优质均衡发展县。",
        [("11个", "国家义务教育优质均衡发展县", "actual", 2023)],
    ),
]


@pytest.mark.parametrize(
    ("kind", "year", "text", "rows"), CASES, ids=[f"{kind}-{text[-14:]}" for kind, _, text, _ in CASES]
)
def test_name_status_and_year(find: Find, kind: str, year: int | None, text: str, rows: list[Row]) -> None:
    found = [
        (
            target.value_text,
            target.indicator,
            target.status,
            target.period.end.year if target.period and target.period.end else None,
        )
        for target in find(text, year, kind)
    ]
    assert found == rows


NAMES = [
    # attributes stay with their nouns, words that begin or end like an edge are not cut into
    ("平均工资达到8600元。", ["平均工资"]),
    ("重点项目开工率达到95%。", ["重点项目开工率"]),
    ("基本医保参保率达到97%。", ["基本医保参保率"]),
    ("主要污染物排放量下降5%。", ["主要污染物排放量"]),
    ("供应链金融余额达到20亿元。", ["供应链金融余额"]),
    ("分公司营业收入增长6%。", ["分公司营业收入"]),
    ("自行车产量下降3%。", ["自行车产量"]),
    ("到账外资2.1亿美元。", ["到账外资"]),
    # what a verb only tells apart, and where it does what nouns do
    ("全县共有60家入驻企业。", ["入驻企业"]),
    ("全县共有60万名脱贫人口。", ["脱贫人口"]),
    ("全市设立30个试点。", ["试点"]),
    ("全市共有30个点位。", ["点位"]),
    ("组建18个医疗队支援灾区。", ["医疗队"]),
    ("对130个典型案例予以通报表扬。", ["典型案例"]),
    # who, when and against what belong to no name
    ("水质达标率比城市低8个百分点。", ["水质达标率"]),
    ("开工面81.8%，较一周前提高23.5个百分点。", ["开工面", "开工面"]),
    ("社保缴费标准为每人350元。", ["社保缴费标准"]),
    ("工农业总产值按1980年不变价格计算为152亿元。", ["工农业总产值"]),
    ("作为一个拥有2000多万常住人口的城市。", ["常住人口"]),
    ("商品房待售面积9.8万平方米，其中住宅6.1万平方米。", ["商品房待售面积", "住宅待售面积"]),
    ("生猪出栏38万头，年末存栏21万头。", ["生猪出栏", "生猪存栏"]),
    ("经营主体276万户，其中民营主体占97%。", ["经营主体", "民营主体占经营主体"]),
    ("确诊病例中，男性72例，女性37例。", ["男性确诊病例", "女性确诊病例"]),
    ("产值由1980年的152亿元增加到1985年的192亿元。", ["产值", "产值"]),
    ("新增3个过3000亿元城市。", ["过3000亿元城市", "地区生产总值"]),
    ("培育15个超千亿元产业集群。", ["超千亿元产业集群", "产业集群"]),
    ("洗手液日产能20吨，开工率80%。", ["洗手液日产能", "洗手液开工率"]),
    ("综合超市营业率95%、便利店营业率90%。", ["综合超市营业率", "便利店营业率"]),
    ("第三批支援清河医疗队30人出发。", ["第三批支援清河医疗队"]),
]


@pytest.mark.parametrize(("text", "names"), NAMES, ids=[text[:16] for text, _ in NAMES])
def test_names(find: Find, text: str, names: list[str]) -> None:
    assert [target.indicator for target in find(text, 2024, "工作报告")] == names


# text, and value, upper value, unit of its one quantity
VALUES = [
    ("亏损额下降四成三。", "43", None, "%"),
    ("产量回升一成半。", "15", None, "%"),
    ("在校学生为解放前的三倍半。", "3.5", None, "倍"),
    ("产值翻两番半。", "5.6569", None, "倍"),
    ("每人分得现金六十八元五角。", "68.5", None, "元"),
    ("每条麻袋耗麻二斤一两。", "2.1", None, "斤"),
    ("每年解决七八十万人。", "700000", "800000", "人"),
    ("全镇有三五百户。", "300", "500", "户"),
    ("自然增长率-2.64‰。", "-2.64", None, "‰"),
    ("最低气温零下10℃。", "-10", None, "℃"),
    ("坡度25度以上的陡坡地。", "25", None, "度"),
    ("全年发电量2亿度。", "200000000", None, "千瓦时"),
    ("整车质量不超过五十五千克。", "55", None, "公斤"),
    ("地表水每立方米二分。", "0.02", None, "元"),
    ("传染病发病率186.4/10万。", "186.4", None, "/10万"),
    ("开行返岗专车560趟次。", "560", None, "趟次"),
    ("安全事故死亡率控制在0.6人/百亿元以下。", "0.6", None, "人/百亿元"),
    ("孕产妇死亡率降到5人/10万人。", "5", None, "人/10万人"),
    ("租房提取标准为1000元/月·户。", "1000", None, "元/月·户"),
]


@pytest.mark.parametrize(("text", "value", "value_max", "unit"), VALUES, ids=[text for text, *_ in VALUES])
def test_values(find: Find, text: str, value: str, value_max: str | None, unit: str) -> None:
    (target,) = find(text, 2024, "工作报告")
    upper = None if target.value_max is None else str(target.value_max)
    assert (str(target.value), upper, target.unit) == (value, value_max, unit)


@pytest.mark.parametrize(
    "text",
    [
        "建设河口三角洲生态屏障。",
        "开了10个多小时到达。",
        "他作为第51名队员随队出征。",
        "城乡二元矛盾突出。",
    ],
)
def test_no_quantity(find: Find, text: str) -> None:
    assert find(text, 2024, "新闻") == ()


# text, and the comparator of its last quantity
COMPARATORS = [
    ("我市成为全省首个过3000亿元城市。", "gt"),
    ("单户最高担保金额为1000万元。", "le"),
    ("单笔最高贷款额度可达50万元。", "le"),
    ("有两个或者两个以上意向用地单位的，应当招标。", "ge"),
    ("订单几乎达到了5000件。", "approx"),
    ("最高海拔为3200米。", "eq"),
]


@pytest.mark.parametrize(("text", "comparator"), COMPARATORS, ids=[text for text, _ in COMPARATORS])
def test_comparators(find: Find, text: str, comparator: str) -> None:
    assert find(text, 2024, "工作报告")[-1].comparator == comparator
