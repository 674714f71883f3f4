"""How quantities are named, in the patterns of reports, rules, subsidy notices and news; invented sentences."""

from collections.abc import Callable, Sequence

import pytest

from analyzer.model import Document, Target
from analyzer.pipeline import Analyzer

Find = Callable[..., Sequence[Target]]

NAMES = [
    # who does it stands before what is counted
    ("全市市场监管系统共检查农贸市场420个。", ["农贸市场"]),
    ("专项行动受理群众投诉117件、办结112件。", ["群众投诉", "群众投诉"]),
    # a quotation mark keeps its partner, or goes with the verb behind it
    ("“双师制”培养工程硕士352名。", ["工程硕士"]),
    ("“新三样”出口增长30.4%。", ["“新三样”出口"]),
    # the noun behind, without what it does or has done to it
    ("无人机等8条产业链产值两位数增长。", ["产业链"]),
    ("7所高职学校入选省级名单。", ["高职学校"]),
    ("推出100项具有较大影响的体育赛事。", ["体育赛事"]),
    ("全县197家二级以上医院开设夜间门诊。", ["二级以上医院"]),
    ("81家上市公司中已有75家复工。", ["上市公司", "上市公司"]),
    # a place or body before the number belongs to the noun behind
    ("云岭自贸试验区43项改革成果获推广。", ["云岭自贸试验区改革成果"]),
    # names with a number inside
    ("新增经济总量超200亿元县2个。", ["经济总量", "经济总量超200亿元县"]),
    # shares and fractions of what follows
    ("推动60%以上的乡镇卫生院完成改造。", ["乡镇卫生院"]),
    ("三次产业比重为4.0∶37.7∶58.3。", ["第一产业比重", "第二产业比重", "第三产业比重"]),
    # the same nouns again, and nouns that share a subject
    ("城镇居民收入达到38600元，农村居民收入达到21400元，剔除价格影响，分别增长4.6%和6.1%。",
     ["城镇居民收入", "农村居民收入", "城镇居民收入", "农村居民收入"]),
    ("安全生产事故起数、死亡人数分别下降8.1%、7.2%。", ["安全生产事故起数", "安全生产事故死亡人数"]),
    ("电子信息、有色金属、装备制造业规模分别达1.28万亿、1.18万亿、8200亿元。",
     ["电子信息业规模", "有色金属业规模", "装备制造业规模"]),
    # carried on, or named by the clause between
    ("开发区由162个整合为123个。", ["开发区", "开发区"]),
    ("对东盟出口增长19%，全县进出口总值再创新高，达到86亿元。", ["东盟出口", "进出口总值"]),
    ("全县环境保护投入58亿元，是前五年总和的1.7倍。", ["环境保护投入", "环境保护投入"]),
    ("建成过江通道4座、在建8座。", ["过江通道", "在建过江通道"]),
    # who reports it is no part of the name
    ("记者从市商务局获悉，据不完全统计全市网络零售额达到30亿元。", ["网络零售额"]),
    ("市商务局局长林一帆介绍说全市网络零售额达到30亿元。", ["网络零售额"]),
    ("全市新增职业介绍机构30家。", ["职业介绍机构"]),
    # parts of a total
    ("民营企业进出口52亿元，增长11.2%。其中，出口35亿元，增长7.6%；进口17亿元。",
     ["民营企业进出口"] * 2 + ["民营企业出口"] * 2 + ["民营企业进口"]),
    ("全年居民消费价格上涨2.9%。其中，食品烟酒类上涨8.0%；衣着类下降1.8%。",
     ["居民消费价格", "食品烟酒类居民消费价格", "衣着类居民消费价格"]),
    ("全县签约项目61个，其中31个已开工建设。", ["签约项目", "开工建设项目"]),
    ("一般公共预算收入年初预算为14亿元，实际完成15亿元，为预算的107.1%。",
     ["一般公共预算收入年初预算", "一般公共预算收入", "一般公共预算收入"]),
    ("项目建成后预计年加工粮食6万吨。", ["年加工粮食"]),
    ("水、气主要污染物在2020年基础上分别削减16%和11%。", ["水主要污染物", "气主要污染物"]),
    # what goes on from the number before
    ("全年改建公路320公里，总投资4.6亿元，目前已完成180公里。", ["公路", "公路总投资", "公路"]),
    ("生产总值增长5.6%，增速比一季度加快0.4个百分点。", ["生产总值", "生产总值"]),
    ("意向金额达320亿元，较上届增长18%。", ["意向金额", "意向金额"]),
    ("为企业减负50亿元。", ["企业减负"]),
    ("重点支持20个县推进城乡客运一体化。", ["县"]),
    # events
    ("青石坡煤矿瓦斯事故造成3人死亡。", ["青石坡煤矿瓦斯事故死亡"]),
    ("全省有84万人受益。", ["受益人数"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMES, ids=[text[:14] for text, _ in NAMES])
def test_names(find: Find, text: str, names: list[str]) -> None:
    assert [target.indicator for target in find(text)] == names


RULES = [
    ("办理时限：在汛期结束后2个月内补缴社会保险费。", ["补缴社会保险费"], ["le"]),
    ("对小微企业的房租，减半征收1—3个月房租。", ["小微企业房租", "减半征收房租"], ["eq", "between"]),
    ("返还标准按6个月的企业应缴社会保险费确定。", ["社会保险费返还标准"], ["eq"]),
    ("按照每人1200元给予一次性吸纳就业补贴。", ["一次性吸纳就业补贴"], ["eq"]),
    ("每家机构补助总额最高不超过60万元。", ["每家机构补助总额"], ["le"]),
    ("得分75分以上90分以下为良好。", ["得分"], ["between"]),
    (
        "未经许可占用绿地的，对单位处五万元以上二十万元以下罚款，对个人处一万元以下罚款。",
        ["未经许可占用绿地单位罚款", "未经许可占用绿地个人罚款"],
        ["between", "le"],
    ),
    (
        "违反本办法第十二条第三项规定的，由城管部门责令改正，可以处二百元以上二千元以下罚款。",
        ["违反第十二条第三项规定罚款"],
        ["between"],
    ),
    (
        "故意损毁的，处五日以上十日以下拘留，并处五百元以下罚款。",
        ["故意损毁拘留", "故意损毁罚款"],
        ["between", "le"],
    ),
    (
        "违法所得一万元以上不足三万元的，并处违法所得一倍以上三倍以下罚款。",
        ["违法所得", "罚款"],
        ["between"] * 2,
    ),
    ("应当自收到申请之日起十个工作日内，由主管部门作出许可决定。", ["作出许可决定"], ["le"]),
    ("申请人应当在收到通知之日起3个月内领取奖金。", ["领取奖金"], ["le"]),
    ("审查服务费最高限额分别为60万元、90万元。", ["审查服务费", "审查服务费"], ["le", "le"]),
    ("质保期不得低于2年或者行驶里程5万公里。", ["质保期", "行驶里程"], ["ge", "ge"]),
    (
        "（二）加快关键部件攻关。按照规定给予不超过总投入25%、最高1500万元的经费支持。",
        ["总投入经费支持", "关键部件攻关经费支持"],
        ["le", "le"],
    ),
    (
        "对新发展的油茶基地，连续管护4年以上的，一次性奖励150元/亩。",
        ["连续管护", "油茶基地奖励"],
        ["ge", "eq"],
    ),
    ("对符合条件的，按再贷款利率的50%安排贴息资金。", ["贴息资金"], ["eq"]),
]


@pytest.mark.parametrize(("text", "names", "bounds"), RULES, ids=[text[:14] for text, *_ in RULES])
def test_names_in_rules(find: Find, text: str, names: list[str], bounds: list[str]) -> None:
    found = find(text, 2026, "通知")
    assert [target.indicator for target in found] == names
    assert [target.comparator for target in found] == bounds
    assert {target.status for target in found} == {"standard"}


def test_points_are_named_after_their_article(find: Find) -> None:
    text = "第一条　从严。\n第二条　蔬菜面积（8分）。播种面积达标的得基础分6分，最多扣6分。\n第三条　自发布之日起施行。"
    assert [target.indicator for target in find(text, 2026, "办法")] == [
        "蔬菜面积分值",
        "播种面积达标基础分",
        "蔬菜面积分值",
    ]


@pytest.mark.parametrize(
    ("text", "kind", "statuses"),
    [
        (
            "2026年主要预期目标是：生产总值增长6%；居民消费价格涨幅2%；新增就业3万人。",
            "工作报告",
            ["target"] * 3,
        ),
        ("截至目前，全省新增口罩生产企业48家。推动1万家企业复工。", "新闻", ["actual", "actual"]),
        ("2025年，生产总值增长6.1%；工业增加值增长8.3%；新增企业9家。", "工作报告", ["actual"] * 3),
        ("今年将新建冷库12座。", "新闻", ["target"]),
        ("用地单位应当不少于2家。", "办法", ["standard"]),
        ("意见印发后，再担保费率原则上不高于0.5%。", "意见", ["standard"]),
        ("结转年限由5年延长至8年。", "通知", ["actual", "standard"]),
        (
            "一、坚持扩大内需\n两年来已建成的主要有：加固堤防6100公里；新增公路1.2万公里。",
            "工作报告",
            ["actual", "actual"],
        ),
    ],
)
def test_status_follows_the_kind_of_document(find: Find, text: str, kind: str, statuses: list[str]) -> None:
    assert [target.status for target in find(text, 2026, kind)] == statuses


@pytest.mark.parametrize(
    ("title", "year"),
    [("青禾市2026年政府工作报告", 2026), ("青禾县2025年国民经济和社会发展统计公报", 2025)],
)
def test_year_of_the_title(title: str, year: int) -> None:
    document = Document("x", f"{title}\n全县常住人口30万人。力争新建学校5所。")
    population, schools = Analyzer().analyze(document, keywords=False).targets
    period = schools.period if "报告" in title else population.period
    assert period is not None
    assert period.end is not None
    assert period.end.year == year


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1992年同1987年相比，钢产量增长42%，达到8000万吨。", [1992, 1992]),
        ("五年全县公路投资12亿元，是1950年到1997年投资总和的1.7倍。", [2025, 2025]),
        ("确保“十五五”良好开局。主要预期目标是：生产总值增长5%。", [2026]),
        ("二、2026年重点工作\n财政补助由每人每年460元提高到500元。", [2025, None]),
        ("资本充足率从2020年底的9.1%提升到去年底的12.6%。", [2020, 2025]),
    ],
)
def test_years_that_a_value_is_only_compared_with(find: Find, text: str, years: list[int]) -> None:
    found = [target.period for target in find(text, 2026, "工作报告")]
    assert [period.end.year if period and period.end else None for period in found] == years


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("新增国家级试点22个、省级试点8个。", ["change", "change"]),
        ("新增22个产业园、8个孵化基地。", ["change", "change"]),
        ("新建和改造高标准农田94万亩。", ["level"]),
        ("新增公路1.6万公里，其中高速公路2100公里。", ["change", "change"]),
        ("降低企业用电成本30亿元以上。", ["change"]),
        ("新增产业项目989个、释放产值超15亿元。", ["change", "level"]),
        ("工业增加值增速高于全市2.3个百分点。", ["change"]),
    ],
)
def test_what_a_change_reaches(find: Find, text: str, measures: list[str]) -> None:
    assert [target.measure for target in find(text)] == measures
