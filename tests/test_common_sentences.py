"""Sentences that every report, rule and news text has, with invented figures: what each number must be called.

Each line is a class of errors that was found in documents nobody had read before.
"""

from __future__ import annotations

import pytest
from conftest import Find

# text, names of its quantities in order
REPORTS = [
    ("去年，投资增长9%。", ["投资"]),
    ("今年以来，投资增长9%。", ["投资"]),
    ("前三季度，投资增长9%。", ["投资"]),
    ("疫情发生以来，出口增长9%。", ["出口"]),
    ("一季度全市社会消费品零售总额增长7.3%。", ["社会消费品零售总额"]),
    (
        "规上工业增加值、固定资产投资、社会消费品零售总额分别增长8.1%、9.5%、5.6%。",
        ["规上工业增加值", "固定资产投资", "社会消费品零售总额"],
    ),
    (
        "金融业、软件和信息服务业增加值分别增长5%、6%。",
        ["金融业增加值", "软件和信息服务业增加值"],
    ),
    ("高新技术制造业、装备制造业增加值分别增长5%、6%。", ["高新技术制造业增加值", "装备制造业增加值"]),
    ("城镇和农村居民人均可支配收入分别增长5%、6%。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
    ("存款、贷款余额分别增长5%、6%。", ["存款余额", "贷款余额"]),
    (
        "单位国内生产总值能耗、二氧化碳排放量分别下降15%、18%。",
        ["单位国内生产总值能耗", "单位国内生产总值二氧化碳排放量"],
    ),
    ("每千人托位、养老床位数分别达到4.7个、27.3张。", ["每千人托位", "每千人养老床位数"]),
    ("单位GDP能耗、森林覆盖率分别达到0.3%、45%。", ["单位GDP能耗", "森林覆盖率"]),
    ("每千人口医生数、人均预期寿命分别达到3.5人、80岁。", ["每千人口医生数", "人均预期寿命"]),
    ("对美国、东盟国家出口额分别增长5%、6%。", ["美国出口额", "东盟国家出口额"]),
    (
        "智能手机、新能源汽车、工业机器人产量分别增长12%、35%、18%。",
        ["智能手机产量", "新能源汽车产量", "工业机器人产量"],
    ),
    ("中药材、茶叶种植面积分别达到5万亩、6万亩。", ["中药材种植面积", "茶叶种植面积"]),
    (
        "先进制造业、高技术制造业增加值占规上工业增加值比重分别达56%、34%。",
        ["先进制造业增加值占规上工业增加值比重", "高技术制造业增加值占规上工业增加值比重"],
    ),
    ("北京、上海地铁日均客运量分别达900万人次、1000万人次。", ["北京地铁日均客运量", "上海地铁日均客运量"]),
    ("设立5年过渡期。", ["过渡期"]),
    ("受灾群众上千人。", ["受灾群众"]),
    ("1小时通达率100%。", ["1小时通达率"]),
    ("举办了两次会议，开展三次创业大赛。", ["会议", "创业大赛"]),
    ("进出口增长4.5%，高于全国0.7个百分点。", ["进出口", "进出口"]),
    ("数据产业集聚区营业收入达到1200亿元。", ["数据产业集聚区营业收入"]),
    ("举办消费季、购物节等活动6000多场。", ["消费季、购物节等活动"]),
    ("新增康城大学等高校14所。", ["高校"]),
    ("市场监管系统共检查农贸市场30个。", ["农贸市场"]),
    ("30个社区服务站采取错峰上班。", ["社区服务站"]),
    ("建成200个示范村、特色镇和田园综合体。", ["示范村、特色镇和田园综合体"]),
    ("培育5家营业收入超百亿元企业。", ["营业收入超百亿元企业", "营业收入"]),
    ("桥隧比达72%，总投资约110亿元。", ["桥隧比", "总投资"]),
    ("办理时限由15个工作日压缩至3个工作日。", ["办理时限", "办理时限"]),
    ("建成后年产值可达60亿元。", ["年产值"]),
    ("办理环节压减60%。", ["办理环节"]),
    ("银行业不良贷款率1.2%，较年初下降0.3个百分点。", ["银行业不良贷款率"] * 2),
    ("用3年时间培育专精特新企业100家。", ["专精特新企业"]),
    ("新开工亿元以上项目200个、竣工120个。", ["项目", "新开工亿元以上项目", "竣工亿元以上项目"]),
    (
        "三次产业结构由12.3：45.6：42.1调整为9.8:43.2:47.0。",
        ["第一产业比重", "第二产业比重", "第三产业比重"] * 2,
    ),
    ("服务时间为8:30至17:30，三次产业比重为4:38:58。", ["第一产业比重", "第二产业比重", "第三产业比重"]),
    ("科技活动人员增加到120万人，居全国第1位。", ["科技活动人员", "科技活动人员"]),
]


@pytest.mark.parametrize(("text", "names"), REPORTS, ids=[text[:12] for text, _ in REPORTS])
def test_names_in_reports(find: Find, text: str, names: list[str]) -> None:
    assert [target.indicator for target in find(text, 2031, "工作报告")] == names


@pytest.mark.parametrize(
    "text",
    [
        "县人大五次会议批准。",
        "推进千亿县培育。",
        "把8英寸晶圆产线建成投产。",
        "建成750千伏输变电工程。",
        "分3个批次组织复工。",
        "2组织机构",
        "减免学前一年保育费。",
        "服务点设在政务中心2层B区。",
        "单据格式主要分为两种。",
        "推出扩大开放3.0方案。",
        "用好每一元资金。",
        "补贴有好几百万元。",
        "在不到四分之一世纪的时间里。",
        "科技金融创新方面5项。",
    ],
)
def test_numbers_that_belong_to_names_and_phrases(find: Find, text: str) -> None:
    assert find(text, 2031, "工作报告") == ()


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("居家医学观察14天。", 14, "天", "eq"),
        ("设立5年过渡期。", 5, "年", "eq"),
        ("个人创业贷款最高可享受一年全额贴息。", 1, "年", "le"),
        ("通用航空器累计飞行1308小时。", 1308, "小时", "eq"),
        ("优良天数比上年增加36天。", 36, "天", "eq"),
        ("协调60来家企业复工。", 60, "家", "approx"),
        ("上百名工人返岗。", 100, "名", "ge"),
        ("居民收入提高2个多百分点。", 2, "百分点", "gt"),
        ("缴纳社会保险满1年的企业给予奖励。", 1, "年", "ge"),
        ("新建医院综合楼18层。", 18, "层", "eq"),
    ],
)
def test_numbers_that_are_quantities_all_the_same(
    find: Find, text: str, value: int, unit: str, comparator: str
) -> None:
    (target,) = find(text, 2031, "工作报告")
    assert (target.value, target.unit, target.comparator) == (value, unit, comparator)


@pytest.mark.parametrize(
    ("text", "measure", "direction"),
    [
        ("继续降低综合费率0.5个百分点。", "change", "down"),
        ("新争取国家资金4700万元。", "change", "up"),
        ("新实施技改项目30个。", "change", "up"),
        ("高职院校扩招2000人。", "change", "up"),
        ("新开工建设铁路120公里。", "level", ""),
    ],
)
def test_what_is_newly_made_and_moved(find: Find, text: str, measure: str, direction: str) -> None:
    (target,) = find(text, 2031, "工作报告")
    assert (target.measure, target.direction) == (measure, direction)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("去年，经济稳中有进。工业增加值增长8%。今年以来，投资增长9%。", [2030, 2031]),
        ("今后五年，用水量下降23%。", [2035]),
        ("旅游收入恢复到2019年的115%。", [2030]),
    ],
)
def test_words_that_open_a_sentence_date_what_follows(find: Find, text: str, years: list[int]) -> None:
    found = find("一、工作回顾\n" + text, 2031, "工作报告")
    assert [target.period.end.year for target in found if target.period and target.period.end] == years


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("贴息比例不超过贷款利息的50%。", "standard"),
        ("本措施所称小微企业是指从业人员300人以下的企业。", "standard"),
        ("违反本办法规定的，处1000元以上5000元以下罚款。", "standard"),
        ("设立风险补偿金，总规模不低于5亿元。", "target"),
        ("力争对每户企业给予不超过50万元补助。", "standard"),
        ("据测算，实现产值20亿元。", "target"),
    ],
)
def test_what_a_rule_sets_and_what_it_aims_at(find: Find, text: str, status: str) -> None:
    (target,) = find(text, 2031, "措施")
    assert target.status == status
