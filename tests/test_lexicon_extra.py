"""A user's own rows on top of the shipped dictionaries."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.cli.main import run
from analyzer.errors import LexiconError
from analyzer.lexicon import Lexicon, load_lexicon
from analyzer.model import Document
from analyzer.pipeline import Analyzer

UNITS = """# 本市的单位
unit\tbase\tkind\tfactor\texample\tsource
吨货\t吨\tmass\t1\t全市吞吐量达到300吨货 => value=300 unit=吨\t市统计局报表制度
亩\t公顷\tarea\t0.0666666667\t造林300亩 => value=20.00000001 unit=公顷\t市自然资源局口径
"""


@pytest.fixture(scope="module")
def shipped() -> Lexicon:
    return load_lexicon()


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_own_rows_are_added_or_take_the_place_of_shipped_ones(tmp_path: Path, shipped: Lexicon) -> None:
    lexicon = load_lexicon(extra=write(tmp_path / "我的词典", "units.tsv", UNITS))
    units = [entry["unit"] for entry in lexicon["units"]]
    assert len(units) == len(set(units)) == len(shipped["units"]) + 1
    assert units.index("亩") == [entry["unit"] for entry in shipped["units"]].index("亩")
    own = {entry["unit"]: entry for entry in lexicon["units"] if entry.where.startswith("我的词典/")}
    assert {name: entry.where for name, entry in own.items()} == {
        "亩": "我的词典/units.tsv:4",
        "吨货": "我的词典/units.tsv:3",
    }
    assert lexicon["verbs"] == shipped["verbs"]
    assert lexicon.digest != shipped.digest
    analysis = Analyzer(lexicon).analyze(Document("例", "港口吞吐量达到300吨货，造林300亩。"), keywords=False)
    assert [(target.value_text, target.unit) for target in analysis.targets] == [
        ("300吨货", "吨"),
        ("300亩", "公顷"),
    ]


def test_the_digest_tells_own_rows_from_others(tmp_path: Path) -> None:
    one = load_lexicon(extra=write(tmp_path / "a", "units.tsv", UNITS))
    same = load_lexicon(extra=write(tmp_path / "b", "units.tsv", UNITS))
    other = load_lexicon(extra=write(tmp_path / "c", "units.tsv", UNITS.replace("吨货", "吨柜")))
    assert one.digest == same.digest != other.digest


@pytest.mark.parametrize(
    ("name", "text", "where", "said"),
    [
        ("unit.tsv", UNITS, "我的词典/unit.tsv", "units.tsv"),
        ("units.tsv", UNITS.replace("factor", "times"), "我的词典/units.tsv:2", "表头应为"),
        ("units.tsv", UNITS + UNITS.splitlines()[2] + "\n", "我的词典/units.tsv:5", "重复"),
        ("说明.txt", "没有词典", "", "没有词典文件"),
    ],
)
def test_mistakes_are_told_with_folder_file_and_line(
    name: str, text: str, where: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(LexiconError, match=said) as error:
        load_lexicon(extra=write(tmp_path / "我的词典", name, text))
    assert error.value.where.endswith(where)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="没有这个文件夹"):
        load_lexicon(extra=tmp_path / "没有")


BOUNDS = """word\tside\tcomparator\ttone\texample\tsource
打底\tafter\tge\thard\t新建公园10个打底 => comparator=ge value=10\t本市公文惯用语
以上\tafter\tgt\thard\t新建公园10个以上 => comparator=gt value=10\t本市公文惯用语
"""


def test_the_commands_take_own_dictionaries(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    extra = write(tmp_path / "我的词典", "bounds.tsv", BOUNDS)
    report = tmp_path / "要点.txt"
    report.write_text("新建公园10个打底。", encoding="utf-8")
    assert run(["analyze", str(report), "--stdout", "targets", "--extra", str(extra)]) == 0
    assert ",10个,ge," in capsys.readouterr().out
    assert run(["dict", "check", "--extra", str(extra)]) == 0
    assert "例句全部通过" in capsys.readouterr().out
    write(extra, "bounds.tsv", BOUNDS.replace("comparator=gt", "comparator=ge"))
    assert run(["dict", "check", "--extra", str(extra)]) == 1
    assert "我的词典/bounds.tsv:3：例句" in capsys.readouterr().out
