"""Keywords: which phrases become index terms, and in what order."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzer.extraction.keywords import find_keywords
from analyzer.extraction.phrases import find_candidates
from analyzer.extraction.weighting import weigh_terms
from analyzer.lexicon import Lexicon, lexicon
from analyzer.lexicon.example import parse_example
from analyzer.lexicon.schema import SCHEMA
from analyzer.lexicon.table import load_table
from analyzer.model import Item, Keyword, Metadata
from analyzer.structure.condense import condense
from analyzer.words.segmenter import Segmenter

NOTICE = """白石县支持高新技术企业发展若干措施
一、支持高新技术企业。对新认定的高新技术企业给予奖励20万元，高新技术企业数量达到60家。
二、实施“登高计划”。对列入“登高计划”的企业优先安排中试基地用地，推进科技成果转移转化。
三、建设鹿鸣湖生物育种产业园。鹿鸣湖生物育种产业园由县科技局牵头，各级各有关部门要加强配合。
"""


@pytest.fixture(scope="module")
def terms() -> Lexicon:
    folder = lexicon.dictionaries_folder()
    tables = {name: load_table(folder / f"{name}.tsv", SCHEMA[name]) for name in ("terms", "stopwords")}
    return Lexicon(tables, folder, "")


@pytest.fixture(scope="module")
def segmenter(terms: Lexicon) -> Segmenter:
    return Segmenter(terms)


def keywords_of(
    text: str, segmenter: Segmenter, title: str = "", outline: tuple[Item, ...] = (), limit: int = 50
) -> tuple[Keyword, ...]:
    return find_keywords(condense(text), outline, segmenter.lexicon, segmenter, Metadata(title=title), limit)


def words_of(text: str, segmenter: Segmenter) -> list[str]:
    return [keyword.term for keyword in keywords_of(text, segmenter)]


def test_full_natural_terms_come_first(segmenter: Segmenter) -> None:
    found = words_of(NOTICE, segmenter)
    assert found[0] == "高新技术企业"
    assert {"登高计划", "科技成果转移转化", "中试基地"} <= set(found[:6])
    assert "高新技术企业数量" not in found
    assert not {"高新", "企业", "奖励", "20万元", "各级各有关部门"} & set(found)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("农业综合生产能力有较大提高。", "农业综合生产能力"),
        ("开展“百镇千村”行动。", "百镇千村"),
        ("依据《白石县中小企业发展引导资金管理办法》执行。", "白石县中小企业发展引导资金管理办法"),
        ("抓实“双减”，落实“双减”要求。", "双减"),
        ("水面光伏电站建成投产。水面光伏电站年发电2亿千瓦时。", "水面光伏电站"),
    ],
)
def test_kinds_of_terms(segmenter: Segmenter, text: str, term: str) -> None:
    assert term in words_of(text, segmenter)


@pytest.mark.parametrize(
    "text",
    [
        "会议强调，要加强组织领导，各级各部门要高度重视、狠抓落实。",
        "2021年3月30日，投入5.3亿元，增长8.5%。",
        "一是加强领导。二是强化责任。三是抓好落实。",
        "特此通知。",
        "",
        "，。；：“”《》（）",
        "白政办发〔2021〕5号",
    ],
)
def test_official_phrases_are_no_terms(segmenter: Segmenter, text: str) -> None:
    assert words_of(text, segmenter) == []


def test_dictionary_examples(segmenter: Segmenter) -> None:
    wrong = []
    for table in ("terms", "stopwords"):
        for entry in segmenter.lexicon[table]:
            example = parse_example(entry)
            found = words_of(example.sentence, segmenter)
            expected = [value for _, value in example.expected]
            if (expected and expected[0] not in found) or (not expected and found):
                wrong.append((entry.where, example.sentence, found))
    assert wrong == []


def test_fields(segmenter: Segmenter) -> None:
    by_term = {keyword.term: keyword for keyword in keywords_of(NOTICE, segmenter)}
    known, new = by_term["高新技术企业"], by_term["登高计划"]
    assert (known.count, known.method, known.category, known.is_new) == (4, "dictionary", "科技创新", False)
    assert (new.count, new.method, new.category, new.is_new) == (2, "quoted", "", True)


def test_scores_fall_and_the_limit_holds(segmenter: Segmenter) -> None:
    found = keywords_of(NOTICE, segmenter)
    scores = [keyword.score for keyword in found]
    assert scores == sorted(scores, reverse=True)
    assert keywords_of(NOTICE, segmenter, limit=3) == found[:3]
    assert len({keyword.term for keyword in found}) == len(found)


def test_title_raises_a_term(segmenter: Segmenter) -> None:
    text = "要谈营商环境，也要谈循环经济。" * 2
    assert keywords_of(text, segmenter, title="关于循环经济的意见")[0].term == "循环经济"
    assert keywords_of(text, segmenter, title="关于营商环境的意见")[0].term == "营商环境"


def test_heading_raises_a_term(segmenter: Segmenter) -> None:
    text = "一、循环经济\n要谈营商环境。"
    heading = Item("一、", "", 1, "1", "循环经济", 0, 2, 6, 6, len(text), None, 0)
    scores = [
        {keyword.term: keyword.score for keyword in keywords_of(text, segmenter, outline=outline)}["循环经济"]
        for outline in ((), (heading,))
    ]
    assert scores[0] < scores[1]


def test_fragments_of_a_longer_term_are_passed_over(segmenter: Segmenter) -> None:
    text = "建设鹿鸣湖生物育种产业园。鹿鸣湖生物育种产业园已经开工。鹿鸣湖生物育种产业园由县里管。"
    found = words_of(text, segmenter)
    assert "鹿鸣湖生物育种产业园" in found
    assert not {"鹿鸣湖生物育种", "生物育种产业园", "鹿鸣湖生物"} & set(found)


def test_common_words_weigh_less() -> None:
    rare, common = weigh_terms([2, 2], [0.01, 0.9], 500)
    assert rare > common > 0
    assert weigh_terms([], [], 500) == []


@settings(deadline=None, max_examples=60)
@given(
    text=st.text(
        alphabet="“”《》（）、，。\n 一二0159%科技创新企业疫情防控推进发展生态环境保护白石县的和农产品",
        max_size=400,
    )
)
@example(text="《一业一企》")  # a phrase that is a title too is counted once
def test_terms_stand_in_the_text_and_repeat(segmenter: Segmenter, text: str) -> None:
    view = condense(text)
    first = keywords_of(text, segmenter)
    assert first == keywords_of(text, segmenter)
    for keyword in first:
        assert keyword.term in view.text
        assert 1 <= keyword.count <= view.text.count(keyword.term)
        assert "\n" not in keyword.term


@pytest.mark.parametrize(
    "piece", ["一是", "（（", "《《", "““", "《科技创新", "“创新", "科技创新", "亿", "1,"]
)
def test_hostile_repetition_ends(segmenter: Segmenter, piece: str) -> None:
    found = find_candidates(piece * 20_000, segmenter)
    assert len(found) < 100
