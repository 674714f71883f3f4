"""Mentions: policies, document numbers, agencies, regions, programmes, each with its own span of the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.extraction.mentions import MentionFinder
from analyzer.model import Metadata
from analyzer.structure.condense import condense


@pytest.fixture(scope="module")
def finder(analyzer_lexicon: object) -> MentionFinder:
    return MentionFinder(analyzer_lexicon)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def analyzer_lexicon() -> object:
    from analyzer.lexicon import load_lexicon

    return load_lexicon()


def found(finder: MentionFinder, text: str, metadata: Metadata | None = None) -> list[tuple[str, str]]:
    return [(mention.kind, mention.canonical) for mention in finder.find(condense(text), metadata)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("落实《云岭省数据条例》。", [("title", "云岭省数据条例")]),
        (
            "落实《云岭省数据条例》和《青禾县茶产业规划》。",
            [("title", "云岭省数据条例"), ("title", "青禾县茶产业规划")],
        ),
        ("转发《关于印发〈茶产业规划〉的通知》。", [("title", "关于印发〈茶产业规划〉的通知")]),
        ("转发《关于印发《茶产业规划》的通知》。", [("title", "关于印发《茶产业规划》的通知")]),
        ("落实《云岭省数 据条例》。", [("title", "云岭省数据条例")]),
        ("电视剧《澜川往事》热播。", []),
        ("按照云政发〔2024〕3号要求执行。", [("doc_number", "云政发〔2024〕3号")]),
        ("若干措施 云政办发（2024）7号", [("doc_number", "云政办发（2024）7号")]),
        (
            "根据《云岭省数据条例》（云政发〔2024〕3号）制定。",
            [("title", "云岭省数据条例"), ("doc_number", "云岭省数据条例")],
        ),
        (
            "制定《青禾县茶产业规划》（以下简称《规划》）。《规划》经审议通过。",
            [("title", "青禾县茶产业规划")] * 3,
        ),
        ("《》《", []),
        ("实施“十链百企”工程。", [("programme", "十链百企工程")]),
        ("推进“111”创新工程和“十五五”规划编制。", [("programme", "111创新工程"), ("programme", "十五五规划")]),
        ("实施“百镇千村工程”。", [("programme", "百镇千村工程")]),
        ("支持高校“双一流”建设。", [("programme", "双一流建设")]),
        ("协调推进“四个统筹”战略布局。", []),
        ("坚持“两手抓”，促发展。", []),
        ("全县生产总值增长6%。", []),
    ],
)  # fmt: skip
def test_titles_numbers_and_programmes(
    finder: MentionFinder, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(finder, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由省科技厅牵头。", ["省科学技术厅"]),
        ("报贵阳市财政局备案。", ["贵阳市财政局"]),
        ("自治区工信厅、财政厅按职责分工负责。", ["自治区工业和信息化厅", "自治区财政厅"]),
        ("区卫健委会同县教育局。", ["区卫生健康委员会", "县教育局"]),
        ("生态环境部、国家发改委参与。", ["生态环境部", "国家发展和改革委员会"]),
        ("国家税务总局贵阳市税务局发布。", ["国家税务总局贵阳市税务局"]),
        ("财政部办公厅转发。", ["财政部办公厅"]),
        ("各级财政部门、教育部门配合。", []),
        ("试点城市政府负责。", []),
        ("中国银行业协会发布。", []),
        ("召开全国教育部长会议。", []),
    ],
)
def test_agencies(finder: MentionFinder, text: str, expected: list[str]) -> None:
    assert [name for kind, name in found(finder, text) if kind == "agency"] == expected


def test_a_bare_office_is_the_national_one_only_in_national_documents(finder: MentionFinder) -> None:
    text = "由药监局负责。"
    assert found(finder, text) == [("agency", "国家药品监督管理局")]
    assert found(finder, text, Metadata(admin_level="municipal")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支持贵州省贵阳市先行先试。", [("贵州省", "520000"), ("贵阳市", "520100")]),
        ("贵州、云南两省合作。", [("贵州省", "520000"), ("云南省", "530000")]),
        ("在深圳、东莞设点。", [("深圳市", "440300"), ("东莞市", "441900")]),
        ("深圳市场活跃。", [("深圳市", "440300")]),
        ("南京市鼓楼区和徐州市鼓楼区。",
         [("南京市", "320100"), ("鼓楼区", "320106"), ("徐州市", "320300"), ("鼓楼区", "320302")]),
        ("鼓楼区出台措施。", [("鼓楼区", "")]),
        ("上海宝山、辽宁朝阳参加。",
         [("上海市", "310000"), ("宝山区", "310113"), ("辽宁省", "210000"), ("朝阳市", "211300")]),
        ("山西省晋城市城区试点。", [("山西省", "140000"), ("晋城市", "140500"), ("城区", "140502")]),
        ("维护长治久安，发展朝阳产业。", []),
        ("改造老城区，开展国际合作。", []),
        ("保护黄河南岸、太湖北岸。", []),
        ("全年日照时数增加。", []),
        ("完成都市农园建设，推广安全用电。", []),
        ("云南山区修路。", [("云南省", "530000")]),
        ("由市商务局会同县水务局办理。", []),
        ("走过北京东路。", []),
        ("治理黑河流域，走访河南村。", []),
        ("适应城市发展，建设沿海城市，隆重庆祝节日。", []),
        ("支持江苏省盐城市发展。", [("江苏省", "320000"), ("盐城市", "320900")]),
    ],
)  # fmt: skip
def test_regions(finder: MentionFinder, text: str, expected: list[tuple[str, str]]) -> None:
    mentions = [mention for mention in finder.find(condense(text)) if mention.kind == "region"]
    assert [(mention.canonical, mention.code) for mention in mentions] == expected


def test_the_documents_own_region_tells_which_county_is_meant(finder: MentionFinder) -> None:
    (mention,) = finder.find(condense("鼓楼区出台措施。"), Metadata(region_code="350100"))
    assert (mention.canonical, mention.code) == ("鼓楼区", "350102")


def test_a_name_inside_another_is_no_mention(finder: MentionFinder) -> None:
    text = "贵州省科技厅印发《贵州省“十五五”规划》。"
    assert [kind for kind, _ in found(finder, text)] == ["agency", "title"]


def test_span_covers_the_title_with_its_marks(finder: MentionFinder) -> None:
    text = "落实 《云岭省数据条例》 的要求。"
    (mention,) = finder.find(condense(text))
    assert text[mention.start : mention.end] == mention.text == "《云岭省数据条例》"


@given(
    st.lists(
        st.sampled_from(["《", "》", "〈", "“", "”", "〔2024〕3号", "云政发", "贵州省", "贵阳市", "鼓楼区", "朝阳",
                         "财政局", "市", "、", "省科技厅", "工程", "规划", "以下简称", "（", "）", "\n", " ", "。"]),
        max_size=40,
    ).map("".join)
)  # fmt: skip
def test_any_text_gives_separate_spans_in_order(finder: MentionFinder, text: str) -> None:
    mentions = finder.find(condense(text))
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert mention.canonical
        assert not mention.code or (mention.kind == "region" and len(mention.code) == 6)
        end = mention.end


@pytest.mark.parametrize("piece", ["《", "《一", "“", "市", "贵州省", "〔2024〕", "一是", "鼓楼", "、财政局"])
def test_time_is_linear_on_hostile_text(finder: MentionFinder, piece: str) -> None:
    def seconds(size: int) -> float:
        view = condense(piece * (size // len(piece)))
        start = time.process_time()
        finder.find(view)
        return time.process_time() - start

    small = min(seconds(20_000) for _ in range(3))
    assert min(seconds(80_000) for _ in range(3)) < max(10 * small, 0.3)
