"""Tasks: status, agencies, deadlines, verb and object."""

from __future__ import annotations

from datetime import date

import pytest

from analyzer.extraction.agencies import find_responsible
from analyzer.extraction.deadlines import find_deadline
from analyzer.extraction.tasks import find_tasks
from analyzer.lexicon import load_lexicon
from analyzer.lexicon.example import parse_example
from analyzer.model import Metadata, Task
from analyzer.structure.condense import condense
from analyzer.structure.outline import find_outline

LEXICON = load_lexicon()
NO_NAMES: frozenset[str] = frozenset()


def tasks(text: str, metadata: Metadata | None = None) -> tuple[Task, ...]:
    view = condense(text)
    return find_tasks(view, find_outline(view), LEXICON, metadata or Metadata())


def statuses(text: str, doc_type: str = "") -> list[str]:
    return [task.status for task in tasks(text, Metadata(doc_type=doc_type))]


@pytest.mark.parametrize(
    ("text", "doc_type", "expected"),
    [
        # the section decides, not the verb
        (
            "一、2023年工作回顾\n主要做了以下工作：一是加强监管。二是推进改革。\n二、2024年重点工作\n（一）加强监管。",
            "工作报告",
            ["done", "done", "done", "plan", "plan"],
        ),
        # the sentence before the list decides
        ("今年要抓好两件事：一是修路。二是架桥。", "", ["plan", "plan"]),
        ("一年来，重点推进了两件事：一是修路。二是架桥。", "", ["done", "done"]),
        # a list of aims inside a review
        (
            "一、过去五年工作回顾\n成绩显著。\n未来五年要努力实现以下主要目标：\n——收入稳步增长。\n——生态持续改善。",
            "工作报告",
            ["done", "plan", "plan"],
        ),
        # neutral heads are rules, demands are plans
        (
            "一、总体要求\n（一）指导思想。坚持实干。\n二、主要任务\n（一）推进修路。",
            "",
            ["rule", "rule", "rule", "plan"],
        ),
        ("三、优化营商环境\n四、强化组织领导\n（一）健全协调机制。定期会商。", "", ["plan", "rule", "rule"]),
        # articles of a regulation
        (
            "第一条 为规范管理，制定本办法。\n第二条 申请人应当提交下列材料：\n（一）申请书；\n（二）营业执照。",
            "办法",
            ["rule", "rule", "rule", "rule"],
        ),
        # what a policy gives is planned, what it defines is a rule
        (
            "第一条 对技改项目，按投资额的5%给予奖励。\n第二条 投资1亿元以上的项目为重大项目。",
            "意见",
            ["plan", "rule"],
        ),
        # 一要… asks whatever stands around it
        ("一年来，成绩显著。会议强调：一要修路。二要架桥。", "新闻", ["plan", "plan"]),
        # commended experience was made
        ("典型经验做法（共2项）\n1.北湾县推进修路。\n2.东岭县推进架桥。", "", ["done", "done"]),
        # how an index is reckoned, what breaking a rule costs, what is enclosed
        ("1.病床使用率\n计算方法：占用床日数/开放床日数×100%。\n2.开展巡诊。", "方案", ["rule", "plan"]),
        ("一、拒不配合检查的，依法追究责任。\n二、推进修路。", "", ["rule", "plan"]),
        ("一、推进修路。附件：1.分工表 2.联系方式", "通知", ["plan", "rule", "rule"]),
        (
            "一、制定评价标准：统一口径，年底前完成。\n二、完善计算方法：引入第三方。",
            "通知",
            ["plan", "plan"],
        ),
        ("一、办好群众期盼的。\n二、未按规定年检的；", "通知", ["plan", "rule"]),
        # cases listed under a condition
        ("有下列情形之一的，不予受理：\n（一）材料不全的；\n（二）逾期申报的；", "意见", ["rule", "rule"]),
        # a torn text: what stands before the first heading is not of the section before
        (
            "15．推进修路。\n16．推进架桥。\n四、强化保障\n17．落实资金。",
            "意见",
            ["plan", "plan", "plan", "plan"],
        ),
    ],
)
def test_status(text: str, doc_type: str, expected: list[str]) -> None:
    assert statuses(text, doc_type) == expected


def test_goals_and_tasks_of_a_period_are_planned() -> None:
    text = "二、“十六五”时期主要目标和重大任务\n（一）打造新兴产业聚集地实现新突破。坚持智能化方向。"
    assert statuses(text, "工作报告") == ["plan", "plan"]


TOLD = "1月，某市已建成供水站12座，累计供水36.5万吨，惠及居民2.13万户，入户率升至98.26%。\n"
ASKED = "要健全服务体系，鼓励企业扩大生产，引导资金流向实体，支持创新，推动改革，完善制度。\n"


def test_what_the_neighbours_tell_of_an_item_in_the_present_tense() -> None:
    item = "一、优化办事流程\n窗口延长办公时间，材料当场核对。\n"
    assert statuses(TOLD + item + TOLD, "新闻") == ["done"]
    assert statuses(item, "新闻") == ["plan"]


def test_a_review_that_only_asks_is_one_no_more() -> None:
    torn = "一、工作回顾\n" + ASKED * 6 + "一是发展职业教育。加强能力建设。二是扩大医疗保障。\n" + ASKED * 6
    assert statuses(torn, "工作报告") == ["done", "plan", "plan"]
    weak = torn.replace(
        "一是发展职业教育。加强能力建设。二是扩大医疗保障。", "一是部分企业困难依然存在。二是服务有待改进。"
    )
    assert statuses(weak, "工作报告") == ["done", "done", "done"]


@pytest.mark.parametrize(
    ("text", "lead", "support"),
    [
        (
            "（责任单位：市财政局、市税务局，各县（市、区）政府）",
            ("市财政局", "市税务局", "各县（市、区）政府"),
            (),
        ),
        ("（市水务局牵头，市财政局、市审计局配合）", ("市水务局",), ("市财政局", "市审计局")),
        ("〔牵头单位：县教育局；配合单位：县财政局、县人社局〕", ("县教育局",), ("县财政局", "县人社局")),
        ("（教育部、商务部等有关部门按职责分工负责）", ("教育部", "商务部"), ()),
        ("责任单位:市工信局、商务局", ("市工信局", "商务局"), ()),
        ("（文化和旅游部、工业和信息化部负责）", ("文化和旅游部", "工业和信息化部"), ()),
        ("由县林业局牵头，会同县财政局制定办法。", ("县林业局",), ("县财政局",)),
        ("支持龙头企业牵头组建创新联合体。", (), ()),
        ("各级负责人要负责到底。", (), ()),
        ("完善各县（市、区）应急体系。", (), ()),
    ],
)
def test_agencies(text: str, lead: tuple[str, ...], support: tuple[str, ...]) -> None:
    found = find_responsible(f"推进工作。{text}", NO_NAMES)
    assert (found.lead, found.support) == (lead, support)


def test_first_of_the_list_leads_where_the_document_says_so() -> None:
    text = (
        "1.修路。（责任单位：市交通局、市财政局；列首位的为牵头单位，下同）\n"
        "2.架桥。（责任单位：市住建局、市财政局）"
    )
    assert [(task.lead_agencies, task.support_agencies) for task in tasks(text)] == [
        (("市交通局",), ("市财政局",)),
        (("市住建局",), ("市财政局",)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年6月底前完成。", date(2026, 6, 30)),
        ("完成时限：2025年12月", date(2025, 12, 31)),
        ("3月15日前报送。", date(2024, 3, 15)),
        ("年底前通车。", date(2024, 12, 31)),
        ("2025年底前建成。", date(2025, 12, 31)),
        ("比2020年前三季度高。", None),
        ("目前进展顺利，提前完成。", None),
    ],
)
def test_deadline(text: str, expected: date | None) -> None:
    assert find_deadline(text, date(2024, 1, 9)) == expected


def test_verb_object_and_text() -> None:
    (task,) = tasks("一、加快推进县城建设，提升品质。\n抓紧开工。")
    assert (task.action, task.object) == ("推进", "县城建设")
    assert task.text == "加快推进县城建设，提升品质。\n抓紧开工。"


def test_parent_and_section() -> None:
    found = tasks("一、今年工作\n（一）修路。\n（二）架桥。")
    assert [task.parent for task in found] == [None, 0, 0]
    assert [task.section for task in found] == ["", "今年工作", "今年工作"]


@pytest.mark.parametrize("table", ["actions", "headings", "agencies"])
def test_dictionary_examples(table: str) -> None:
    for entry in LEXICON[table]:
        example = parse_example(entry)
        found = tasks(example.sentence)
        for task in found[:1]:
            row = {
                "action": task.action,
                "status": task.status,
                "lead_agencies": "；".join(task.lead_agencies),
            }
            for column, value in example.expected:
                assert row[column] == value, f"{entry.where} {example.sentence}"
        assert bool(found) == bool(example.expected), entry.where
