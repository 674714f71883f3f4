"""What kind of text it is where no title says so, and what that changes: the voice of its sentences."""

from __future__ import annotations

import pytest
from conftest import Find

from analyzer.extraction.metadata_genre import speaks_like_news, speaks_like_report
from analyzer.extraction.voice import Voice, voice_words
from analyzer.model import Document
from analyzer.pipeline import Analyzer

ASKING = "健全服务体系，鼓励企业扩产，引导资金下沉，支持商户联营，推进老街改造，强化质量监管。"
TELLING = "去年入选省级试点，荣获先进称号，产值突破历史新高，累计净增订单明显，居全省前列，圆满收官。"


def genre(analyzer: Analyzer, text: str) -> str:
    return analyzer.analyze(Document("例", text), keywords=False).document.metadata.doc_type


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("强化服务 助企措施落地有声\n“订单多了两成。”澜川机械厂负责人表示，企业已复工。近日，市里派出专班。", "新闻"),
        ("这条老街怎么守住烟火气\n“店里人多了。”店主林阿姨说，“租金也降了。”记者看到，街口新添了座椅。", "新闻"),
        ("澜川市人民政府关于印发稳就业若干措施的通知\n各县（区）人民政府：\n现将有关措施印发给你们。", "通知"),
        (
            "澜川县人才引进实施意见\n一、对具有高级职称，到我县工作的，补助10万元。\n二、取得正高级职称，补助20万元。",
            "意见",
        ),
        ("致全市商户的一封信\n“让利就是让路。”商户代表说，“大家都难。”近日，市场减租的消息传开。", "其他"),
    ],
)  # fmt: skip
def test_kind_of_a_text_by_how_it_speaks(analyzer: Analyzer, text: str, kind: str) -> None:
    assert genre(analyzer, text) == kind


def test_a_report_needs_many_words_of_reports() -> None:
    sentence = "我省坚持统筹经济社会发展和民生，深入实施乡村振兴战略，人民群众得到实惠。"
    assert speaks_like_report(sentence * 30)
    assert not speaks_like_report(sentence)  # too short to tell
    assert not speaks_like_report("本报记者获悉，申请人应当到窗口办理。" * 60)


def test_a_notice_that_quotes_once_is_no_news() -> None:
    assert not speaks_like_news(
        "各乡镇人民政府：现将有关事项通知如下。县领导表示，要抓紧落实。" + "一、" * 40
    )


def test_the_voice_of_a_place_is_that_of_its_neighbours(analyzer: Analyzer) -> None:
    words = voice_words(analyzer.lexicon)
    text = ASKING + "培育服务商100家。" + "　" * 2000 + TELLING + "培育服务商100家。"
    voice = Voice(text, words)
    assert voice.at(text.index("100")).status == "target"
    assert voice.at(text.rindex("100")).status == "actual"
    assert Voice("培育服务商100家。", words).at(5).status == ""


def test_an_excerpt_without_headings_is_read_by_its_voice(find: Find) -> None:
    asked = find(ASKING * 3 + "培育服务商100家。", 2031, "工作报告")
    told = find(TELLING * 3 + "培育服务商100家。", 2031, "工作报告")
    assert [target.status for target in (*asked, *told)] == ["target", "actual"]


def test_a_heading_of_review_ends_where_a_torn_text_asks(find: Find) -> None:
    text = "一、2030年工作回顾\n" + TELLING + "\n" + ASKING * 24 + "新培育服务商100家。推进20项技改。"
    assert [target.status for target in find(text, 2031, "工作报告")] == ["target", "target"]
    whole = "一、2030年工作回顾\n" + (TELLING + ASKING) * 6 + "新培育服务商100家。"
    assert [target.status for target in find(whole, 2031, "工作报告")] == ["actual"]


def test_what_is_to_come_is_not_told_whatever_the_neighbours_tell(find: Find) -> None:
    text = "居民收入明显增长，累计惠及老人。从2031年起，每年新增养老床位2000张。"
    assert [target.status for target in find(TELLING + text, 2031, "")] == ["target"]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        # a task that news tell of is no goal
        ("医疗队执行驰援任务。截至目前，已运送医务人员200名，包机50架次。", ["actual", "actual"]),
        ("据预测，节后日均客流量预计不超过20万人次。", ["target"]),
        ("根据测算，一季度可为全市商户减免税款超1100万元。", ["target"]),
        ("按照规定，对每家企业给予最高20万元补贴。", ["standard"]),
        # sums that were given, rates that are given
        ("为企业办理延期还款1320笔、金额26亿元，减免利息3600万元。", ["actual"] * 3),
        ("中央财政下达补助资金1200万元。", ["actual"]),
        ("到2031年底，每个乡镇至少建成1所养老服务中心。", ["target"]),
        ("截至2031年底，已建成12所养老服务中心。", ["actual"]),
    ],
)
def test_what_news_tell_expect_and_quote(find: Find, text: str, statuses: list[str]) -> None:
    assert [target.status for target in find(text, 2031, "新闻")] == statuses


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("新型冠状病毒感染的肺炎疫情发生后，全县备足口罩32万只。", 2020),
        ("新型冠状病毒感染的肺炎疫情过去两年了，2023年全县备足口罩32万只。", 2023),
        ("非典防治期间学到的办法，在打赢疫情防控阻击战中又用上了，全县备足口罩32万只。", None),
        ("防汛期间，全县备足编织袋32万只。", None),
    ],
)
def test_events_date_a_text_that_names_no_year(find: Find, text: str, year: int | None) -> None:
    (target,) = find(text, None, "新闻")
    assert (target.period.end.year if target.period and target.period.end else None) == year
