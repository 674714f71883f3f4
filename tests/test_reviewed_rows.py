"""Sentences of the classes that reviewers found wrong in documents without annotations, in the tests' own words."""

from __future__ import annotations

import pytest
from conftest import Find

from analyzer.model import Document
from analyzer.pipeline import Analyzer

# year and kind of the document, text, and the names of its quantities in order
NAMES = [
    (2026, "工作报告", "稳妥推进55个扩面试点项目。", ["扩面试点项目"]),
    (2026, "工作报告", "坚决守住180万亩耕地红线。", ["耕地红线"]),
    (2026, "工作报告", "滚动实施15件重点民生实事。", ["重点民生实事"]),
    (2026, "工作报告", "因地制宜新建塑胶跑道2000公里。", ["塑胶跑道"]),
    (2026, "工作报告", "为5万名经济困难的慢性病患者提供救助。", ["慢性病患者"]),
    (2026, "工作报告", "12个源网荷储一体化试点加快推进。", ["源网荷储一体化试点"]),
    (2026, "工作报告", "建成250个社区健身路径或门球场。", ["社区健身路径或门球场"]),
    (2026, "工作报告", "新建100个“15分钟康养服务圈”。", ["“15分钟康养服务圈”"]),
    (2026, "工作报告", "开行“点对点”直达包车，累计开行200多趟次“点对点”直达包车。", ["“点对点”直达包车"]),
    (2026, "工作报告", "改造5个旧村居试点村。", ["旧村居试点村"]),
    (2026, "工作报告", "45个投资亿元以上重点项目集中开工。", ["投资亿元以上重点项目", "投资"]),
    (
        2026,
        "工作报告",
        "抓好10个省级、20个市级扶贫开发重点村建设。",
        ["省级扶贫开发重点村建设", "市级扶贫开发重点村建设"],
    ),
    (2026, "工作报告", "会上，8个单位作了典型发言。", ["单位"]),
    # who something reaches, with what reaches them
    (2026, "工作报告", "改造老旧小区184个，惠及3.1万户。", ["老旧小区", "老旧小区惠及户数"]),
    (2026, "工作报告", "小区供电改造惠及群众106万户。", ["小区供电改造惠及群众"]),
    (2026, "工作报告", "实施学前免费教育、惠及16万名儿童。", ["学前免费教育惠及儿童"]),
    # old reports
    (
        1954,
        "工作报告",
        "一九五三年商品零售总额达到一九五○年的一点八倍，对外贸易也达到一九五○年的一点六倍。",
        ["商品零售总额", "对外贸易"],
    ),
    (1954, "工作报告", "供销合作社在今年上半年已有基层社三千一百个。", ["供销合作社基层社"]),
    (2026, "工作报告", "对拖欠企业的款项年底前要清偿一半以上。", ["拖欠企业的款项清偿"]),
    (2026, "工作报告", "《纲要》提出了单位生产总值能源消耗降低20%左右的目标。", ["单位生产总值能源消耗"]),
]


@pytest.mark.parametrize(("year", "kind", "text", "names"), NAMES, ids=[text[:14] for _, _, text, _ in NAMES])
def test_names(find: Find, year: int, kind: str, text: str, names: list[str]) -> None:
    assert [target.indicator for target in find(text, year, kind)] == names


@pytest.mark.parametrize(
    "text",
    [
        "做好二轮土地承包到期后的延包工作。",
        "整治电动三四轮车乱停乱放。",
        "举办青年企业家50人论坛。",
        "完成1%人口抽样调查。",
        "开展千万师生阳光体育运动。",
        "打造“三公里”就业圈。",
        "落实“三个80%”要求。",
        "两架专机分别于18点30分起飞。",
        "访问团两度来访。",
        "抓好除险加固、清淤疏浚、护岸绿化三件事。",
    ],
)
def test_no_quantity(find: Find, text: str) -> None:
    assert all(target.unit in ("架",) for target in find(text, 2026, "工作报告"))


# text, and the comparator of its last quantity
COMPARATORS = [
    ("为国家节约2800亿元。", "eq"),
    ("食品抽检量超每千人6.6批次。", "gt"),
    ("蔬菜订货量约为平日的2.5倍。", "approx"),
    ("筹建保障性租赁住房4万套（含单间、床位）以上。", "ge"),
]


@pytest.mark.parametrize(("text", "comparator"), COMPARATORS, ids=[text for text, _ in COMPARATORS])
def test_comparators(find: Find, text: str, comparator: str) -> None:
    assert find(text, 2026, "工作报告")[-1].comparator == comparator


# year of the document, text, and status, year of its last quantity
TIMES = [
    (2006, "2002年以来五次降低贷款利率。", "actual", 2005),
    (2006, "经济增长速度比预计的高一些，“十一五”年均增长7.5%。", "target", 2010),
    (2026, "国有企业“十四五”时期利润总额为“十三五”时期的2.2倍。", "actual", 2025),
    (2026, "今年，制定“十五五”村庄发展规划，农村污水治理率达62%。", "target", 2026),
    (
        2026,
        "一、“十五五”时期目标任务和2026年工作安排\n《纲要》提出，生产总值年均增长5%左右。",
        "target",
        2030,
    ),
    (2026, "一、“十五五”时期目标任务和2026年工作安排\n今年，生产总值增长5%左右。", "target", 2026),
    (1954, "一九五三年商品零售总额达到一九五○年的一点八倍。", "actual", 1953),
]


@pytest.mark.parametrize(
    ("base", "text", "status", "year"), TIMES, ids=[text[:14] for _, text, _, _ in TIMES]
)
def test_times(find: Find, base: int, text: str, status: str, year: int) -> None:
    target = find(text, base, "工作报告")[-1]
    assert target.period is not None
    assert target.period.end is not None
    assert (target.status, target.period.end.year) == (status, year)


# text, and measure, direction of its last quantity
MEASURES = [
    ("新增五星级饭店10家以上、四星级饭店30家。", "change", "up"),
    ("整体提升100所学校周边环境。", "level", ""),
    ("覆盖率提升12个百分点。", "change", "up"),
]


@pytest.mark.parametrize(("text", "measure", "direction"), MEASURES, ids=[text for text, *_ in MEASURES])
def test_measures(find: Find, text: str, measure: str, direction: str) -> None:
    target = find(text, 2026, "工作报告")[-1]
    assert (target.measure, target.direction) == (measure, direction)


# year of the document, text, and indicator, status, year of each quantity
LISTS = [
    (
        2026,
        "城乡居民人均可支配收入从2021年的3.1万元和1.2万元分别提高到4.2万元和1.9万元。",
        [
            ("城乡居民人均可支配收入", "actual", 2021),
            ("城乡居民人均可支配收入", "actual", 2021),
            ("城乡居民人均可支配收入", "actual", 2025),
            ("城乡居民人均可支配收入", "actual", 2025),
        ],
    ),
    (
        2026,
        "今年要将居民医保和公共卫生服务经费人均财政补助标准分别再增加30元和5元。",
        [
            ("居民医保人均财政补助标准", "target", 2026),
            ("公共卫生服务经费人均财政补助标准", "target", 2026),
        ],
    ),
    (
        2026,
        "青鱼湖、白鹭湖还湖面积分别达到88平方公里和60平方公里。",
        [("青鱼湖还湖面积", "actual", 2025), ("白鹭湖还湖面积", "actual", 2025)],
    ),
    (
        2026,
        "去年，优良天数比例达到77%、增加13天。",
        [("优良天数比例", "actual", 2025), ("优良天数", "actual", 2025)],
    ),
    (
        2026,
        "推动20个机关、企事业单位附属空间对社会开放共享。",
        [("机关、企事业单位附属空间", "target", 2026)],
    ),
    (
        2026,
        "去年，培育100家以上特色企业和10个以上行业级、场景级大模型。",
        [("特色企业", "actual", 2025), ("行业级、场景级大模型", "actual", 2025)],
    ),
    (1954, "根据一九五三年底的统计，已有百分之八十以上的在押罪犯投入生产。", [("在押罪犯", "actual", 1953)]),
    (2026, "去年，公交服务实现乡镇（街道）全覆盖。", [("公交服务", "actual", 2025)]),
    (2026, "去年，“一点一员”实现乡镇（街道）全覆盖。", [("一点一员", "actual", 2025)]),
    (2026, "今年，要把14亿中国人的饭碗端牢。", [("中国人", "actual", 2026)]),
]


@pytest.mark.parametrize(("base", "text", "rows"), LISTS, ids=[text[:14] for _, text, _ in LISTS])
def test_lists(find: Find, base: int, text: str, rows: list[tuple[str, str, int]]) -> None:
    found = [
        (
            target.indicator,
            target.status,
            target.period.end.year if target.period and target.period.end else None,
        )
        for target in find(text, base, "工作报告")
    ]
    assert found == rows


def test_a_plan_asks_under_headings_that_would_tell_in_a_report(find: Find) -> None:
    text = "一、显著提升金融服务能级\n支持征信平台实现企业信息全覆盖。\n"
    assert [target.status for target in find(text, 2021, "规划")] == ["target"]
    assert [target.status for target in find(text, 2021, "工作报告")] == ["actual"]


def test_a_definition_sets_its_thresholds(find: Find) -> None:
    text = "独角兽企业：是指成立时间不超过10年、估值超过10亿美元的企业。"
    assert {target.status for target in find(text, 2021, "规划")} == {"standard"}


# what is due within a time
DUE = [
    ("设施发生故障的，管理单位应当在30分钟内到场抢修。", "管理单位到场抢修"),
    ("紧急诉求2小时内解决。", "紧急诉求解决"),
    ("县级抢险队在接令后1小时内集结出发。", "县级抢险队集结出发"),
]


@pytest.mark.parametrize(("text", "name"), DUE, ids=[text for text, _ in DUE])
def test_what_is_due(find: Find, text: str, name: str) -> None:
    assert [target.indicator for target in find(text, 2024, "办法")] == [name]


def test_what_took_so_long_is_no_deadline(find: Find) -> None:
    assert find("两天之内就派出了专家组。", 2024, "新闻") == ()
    assert [target.unit for target in find("7日内蒙古15家企业复工。", 2024, "新闻")] == ["家"]


def test_a_report_may_give_its_date_below_its_title(analyzer: Analyzer) -> None:
    text = (
        "一九八一年青禾省政府工作报告\n一九八一年十一月三十日\n\n今年粮食总产量预计仍可达到六百五十亿斤。\n"
    )
    (target,) = analyzer.analyze(Document("例", text), keywords=False).targets
    assert target.period is not None
    assert target.period.end is not None
    assert target.period.end.year == 1981


# old and new reports: year, text, and indicator, status, year of its last quantity
LAST = [
    (
        1981,
        "去年工业产值增长百分之十二，在工农业总产值中的比重，由一九七八年的百分之四十二上升到百分之五十。",
        ("工业产值在工农业总产值中的比重", "actual", 1980),
    ),
    (
        1981,
        "农民平均每人从集体分得的收入，由一九七八年的七十四元增加到去年的八十五元。",
        ("农民平均每人从集体分得的收入", "actual", 1980),
    ),
    (
        1981,
        "自行车、缝纫机和手表，去年产量分别达到一百七十万辆、一百万架和二百八十万只。",
        ("手表产量", "actual", 1980),
    ),
    (1957, "去年粮食达到三百八十亿斤，比丰收的一九五五年还增加十七亿斤。", ("粮食", "actual", 1956)),
    (
        1957,
        "去年有二十七种产品超过了一九五七年的计划水平。钢的产量达到四百万吨。",
        ("钢的产量", "actual", 1956),
    ),
    (1991, "1990年同1980年相比，粮食由641亿斤增加到870亿斤。", ("粮食", "actual", 1990)),
    (1991, "今年是执行“八五”计划的第一年。财政赤字控制在123亿元。", ("财政赤字", "target", 1991)),
    (2024, "2024年、2025年、2026年分别改造大棚10万亩、15万亩、20万亩。", ("大棚", "target", 2026)),
    (2026, "今年要新建和改造提升农村公路250公里。", ("新建和改造提升农村公路", "target", 2026)),
    (2023, "灌溉水利用系数由0.516提高到0.572。", ("灌溉水利用系数", "actual", 2022)),
]


@pytest.mark.parametrize(("base", "text", "row"), LAST, ids=[text[:14] for _, text, _ in LAST])
def test_last_quantity(find: Find, base: int, text: str, row: tuple[str, str, int]) -> None:
    target = find(text, base, "工作报告")[-1]
    assert target.period is not None
    assert target.period.end is not None
    assert (target.indicator, target.status, target.period.end.year) == row


# guidelines of the spring of 2020: text, and indicator, unit of its last quantity
GUIDELINES = [
    ("桌面可用1000mg/L的含氯消毒液擦拭。", "含氯消毒液", "毫克/升"),
    ("皮肤可选择75%酒精。", "酒精", "%"),
    ("外来人员应接受14天的集中隔离医学观察。", "集中隔离医学观察", "天"),
    ("体温超过37.3度的人员不得入内。", "体温", "℃"),
    ("菜价降低5块钱。", "菜价", "元"),
]


@pytest.mark.parametrize(("text", "name", "unit"), GUIDELINES, ids=[text for text, *_ in GUIDELINES])
def test_guidelines(find: Find, text: str, name: str, unit: str) -> None:
    target = find(text, 2020, "通知")[-1]
    assert (target.indicator, target.unit) == (name, unit)


@pytest.mark.parametrize(
    "text",
    [
        "开通公交608路的通告。",
        "记者乘坐55路来到渡口。",
        "五角场商圈客流恢复。",
        "账号：778350041398",
        "申报期延长至24日。",
    ],
)
def test_no_quantity_in_notices(find: Find, text: str) -> None:
    assert find(text, 2020, "新闻") == ()


def test_an_age_in_brackets_is_a_fact_and_what_is_scheduled_a_target(find: Find) -> None:
    assert [target.status for target in find("李向前（23岁）参加了演练。", 2020, "通知")] == ["actual"]
    assert [target.status for target in find("另有4个项目计划于6月底前复工。", 2020, "新闻")] == ["target"]
