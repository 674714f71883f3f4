"""Mistakes that people make in dictionary files: each is told with its line and what to write instead."""

from pathlib import Path

import pytest

from analyzer.errors import LexiconError
from analyzer.lexicon.schema import SCHEMA
from analyzer.lexicon.table import load_table

HEAD = "unit\tbase\tkind\tfactor\texample\tsource\n"
ROW = "厢\t厢\tcount\t1\t新增车厢42厢 => value=42 unit=厢\t公文惯用语\n"


def read(folder: Path, text: str, table: str = "units") -> tuple[str, str]:
    path = folder / f"{table}.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_table(path, SCHEMA[table])
    return caught.value.where, caught.value.message


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (HEAD.replace("\t", " "), 1, "要按 Tab 键，不能用空格"),
        (HEAD + ROW.replace("\t", " "), 2, "要按 Tab 键，不能用空格"),
        (HEAD + ROW.replace("\t1\t", "\t"), 2, "空着的列也要有它的制表符"),
        (HEAD + ROW.replace("新增", '"新增').replace("=厢", '=厢"'), 2, "两头多了直引号"),
        (HEAD + ROW.replace("\t1\t", "\t一万\t"), 2, "要写大于零的阿拉伯数字"),
        (HEAD + ROW.replace("\t1\t", "\t0.0\t"), 2, "要写大于零的阿拉伯数字"),
        (HEAD + ROW.replace("\t1\t", "\t-1\t"), 2, "要写大于零的阿拉伯数字"),
        (HEAD + ROW.replace("count", "个数"), 2, "只能写"),
        (HEAD + ROW.replace(" => ", "=>"), 2, "例句里没有“ => ”"),
        (HEAD + ROW + ROW, 3, "与 units.tsv:2 重复"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_remedy(tmp_path: Path, text: str, line: int, said: str) -> None:
    where, message = read(tmp_path, text)
    assert where == f"units.tsv:{line}"
    assert said in message


def test_the_kind_of_a_trap_is_one_of_the_known(tmp_path: Path) -> None:
    text = "trap\tkind\texample\tsource\n百日攻坚\t行动\t深入开展百日攻坚 => 无\t公文惯用语\n"
    assert "programme" in read(tmp_path, text, "traps")[1]


def test_a_row_without_mistakes_is_read_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "units.tsv"
    path.write_text("# 我的单位\n" + HEAD + "\n" + ROW, encoding="utf-8")
    (entry,) = load_table(path, SCHEMA["units"])
    assert (entry["unit"], entry["factor"], entry.where) == ("厢", "1", "units.tsv:4")
