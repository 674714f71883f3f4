"""Segmentation: tokens, terms kept whole, the reference counts."""

import logging
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import LexiconError
from analyzer.lexicon import Lexicon, lexicon
from analyzer.lexicon.schema import SCHEMA
from analyzer.lexicon.table import load_table
from analyzer.words.dictionary import add_prefixes
from analyzer.words.reference import Reference, load_reference
from analyzer.words.segmenter import MAX_BLOCK, TERM_TAG, UNKNOWN_TAG, Segmenter

POLICY_CHARACTERS = st.text(
    alphabet="“”《》（）、，。；：\n 一二三十0159%.-和的了推进发展科技创新企业疫情防控省市县111工程亿元",
    max_size=300,
)


@pytest.fixture(scope="module")
def terms() -> Lexicon:
    folder = lexicon.dictionaries_folder()
    tables = {name: load_table(folder / f"{name}.tsv", SCHEMA[name]) for name in ("terms", "stopwords")}
    return Lexicon(tables, folder, "")


@pytest.fixture(scope="module")
def segmenter(terms: Lexicon) -> Segmenter:
    return Segmenter(terms)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("清河县认定高新技术企业12家", "高新技术企业"),
        ("抽查实行双随机、一公开", "双随机、一公开"),
        ("深化“放管服”改革", "“放管服”改革"),
        ("单位国内生产总值能耗下降3%", "单位国内生产总值能耗"),
        ("推行科技特派员制度", "科技特派员"),
    ],
)
def test_terms_stay_whole(segmenter: Segmenter, text: str, word: str) -> None:
    assert word in [token.word for token in segmenter.cut(text)]


def test_longest_term_wins(segmenter: Segmenter) -> None:
    words = [token.word for token in segmenter.cut("培育专精特新“小巨人”企业")]
    assert words == ["培育", "专精特新“小巨人”企业"]


@settings(deadline=None, max_examples=200)
@given(text=st.one_of(POLICY_CHARACTERS, st.text(max_size=200)))
def test_tokens_join_to_the_text(segmenter: Segmenter, text: str) -> None:
    tokens = segmenter.cut(text)
    assert "".join(token.word for token in tokens) == text
    assert all(text[token.start : token.end] == token.word != "" for token in tokens)
    assert all(left.end == right.start for left, right in pairwise(tokens))


def test_long_runs_are_cut_in_blocks(segmenter: Segmenter) -> None:
    text = "亿" * (MAX_BLOCK * 20)
    assert "".join(token.word for token in segmenter.cut(text)) == text


def test_blocks_do_not_change_ordinary_text(segmenter: Segmenter) -> None:
    sentence = "白石县建设高标准农田3万亩，新增城镇就业5000人。"
    alone = [token.word for token in segmenter.cut(sentence)]
    repeated = [token.word for token in segmenter.cut(sentence * 200)]
    assert repeated == alone * 200


def test_two_segmenters_share_nothing(terms: Lexicon, segmenter: Segmenter) -> None:
    sentence = "推行白石先行经验"
    before = segmenter.cut(sentence)
    entry = dict(terms["terms"][0].fields) | {"term": "白石先行经验"}
    extended = Lexicon(
        {**terms.tables, "terms": (*terms["terms"], type(terms["terms"][0])(entry, "terms.tsv:9"))},
        terms.folder,
        "",
    )
    assert "白石先行经验" in [token.word for token in Segmenter(extended).cut(sentence)]
    assert segmenter.cut(sentence) == before
    assert "白石先行经验" not in [token.word for token in before]


def test_no_cache_file_is_touched(terms: Lexicon, tmp_path, monkeypatch, caplog) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with caplog.at_level(logging.DEBUG, logger="jieba"):
        Segmenter(terms).cut("发展海上风电")
    assert list(tmp_path.iterdir()) == []
    assert "cache" not in caplog.text


def test_tags(segmenter: Segmenter) -> None:
    assert segmenter.tag("科技创新") == TERM_TAG
    assert segmenter.tag("企业") == "n"
    assert segmenter.tag("龘龘龘") == UNKNOWN_TAG


def test_prefixes_have_frequency_zero() -> None:
    table = {"碳达峰": 5, "碳": 7}
    add_prefixes(table)
    assert table == {"碳达峰": 5, "碳": 7, "碳达": 0}


def test_reference_knows_common_and_rare_terms(segmenter: Segmenter) -> None:
    reference = segmenter.reference
    assert len(reference.sizes) >= 1
    assert reference.share("企业融资") < reference.share("改革开放") <= 1
    assert reference.share("白石先行经验") == 0.0
    assert reference.alone("白石先行经验") == 0


def test_share_is_the_mean_of_the_collections() -> None:
    reference = Reference((10, 1000), {"防护服": (1, 500, 20)})
    assert reference.share("防护服") == pytest.approx(0.3)
    assert (reference.documents("防护服"), reference.alone("防护服")) == (501, 20)


@pytest.mark.parametrize(
    "content", [None, "", "随便写的", "# documents\t3\nphrase\tdocuments1\talone\n电价\t一\t1\n"]
)
def test_bad_reference_is_a_clear_error(tmp_path, content: str | None) -> None:
    folder = tmp_path / "reference"
    folder.mkdir()
    if content is not None:
        (folder / "document_frequency.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match="make_reference"):
        load_reference(tmp_path)
