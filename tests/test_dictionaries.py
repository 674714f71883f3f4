"""Every row of every dictionary does what its example says, in the tables a user gets."""

from collections.abc import Mapping

import pytest

from analyzer.dictcheck import check_examples
from analyzer.lexicon import Entry, Lexicon, load_lexicon
from analyzer.lexicon.schema import SCHEMA
from analyzer.pipeline import Analyzer


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(load_lexicon())


@pytest.mark.parametrize("table", SCHEMA)
def test_every_example_comes_true(table: str, analyzer: Analyzer) -> None:
    problems = check_examples(analyzer, [table])
    assert not problems, f"{len(problems)} 行：\n" + "\n".join(map(str, problems[:40]))


@pytest.mark.parametrize(
    ("table", "fields", "said"),
    [
        (
            "units",
            {
                "unit": "亩",
                "base": "亩",
                "kind": "area",
                "factor": "1",
                "example": "造林面积达到300亩 => value=301",
            },
            "应有 value=301",
        ),
        ("traps", {"trap": "百日", "kind": "plan", "example": "实现税收达到18亿元 => 无"}, "应当无结果"),
        (
            "terms",
            {"term": "科技创新", "category": "", "example": "会议结束。 => term=科技创新"},
            "什么都没有",
        ),
        ("stopwords", {"word": "推进", "kind": "boundary", "example": "抓科技创新。 => 无"}, "科技创新"),
        ("doc_types", {"word": "通知", "doc_type": "通知", "example": "某通知 => kind=通知"}, "没有 kind"),
        (
            "units",
            {"unit": "亩", "base": "亩", "kind": "area", "factor": "1", "example": "300亩 => 有"},
            "期望",
        ),
    ],
)
def test_a_wrong_example_is_told_with_file_line_and_remedy(
    table: str, fields: Mapping[str, str], said: str, analyzer: Analyzer
) -> None:
    entry = Entry({**fields, "source": "公文惯用语"}, f"{table}.tsv:7")
    tables = {**analyzer.lexicon.tables, table: (entry,)}
    problems = check_examples(Analyzer(Lexicon(tables, analyzer.lexicon.folder, "")), [table])
    assert len(problems) == 1
    assert str(problems[0]).startswith(f"{table}.tsv:7：")
    assert said in problems[0].message
    assert "请" in problems[0].message or "应写成" in problems[0].message
