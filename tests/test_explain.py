"""Explaining: every number of a text says by which rules and dictionary lines it became a row, or why it did not."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.cli.main import run
from analyzer.extraction import masking
from analyzer.extraction.explaining import Explainer, Reading
from analyzer.lexicon import Lexicon, load_lexicon
from analyzer.lexicon.schema import TRAP_KINDS
from analyzer.model import Document
from analyzer.pipeline import Analyzer
from analyzer.presentation import explanation_words as meaning
from analyzer.presentation.explanation import describe
from analyzer.structure.condense import condense

ROOT = Path(__file__).parent.parent
EXTRACTION = ROOT / "analyzer" / "extraction"
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
REPORT = """青禾县2031年工作报告
一、2030年工作回顾
过去一年，全县地区生产总值达到530亿元以上，增长8%，PM2.5浓度降到31微克/立方米。
实施“三个一百”工程，出台《县域经济三年行动方案》，五年来办了三件大事，迈上一个新台阶。
二、2031年工作安排
到2031年，建成50个县域医疗次中心，城镇和农村居民收入分别增长6.5%和7%。拟调查甲类88涉案事项。
"""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="module")
def analyzer(lexicon: Lexicon) -> Analyzer:
    return Analyzer(lexicon)


@pytest.fixture(scope="module")
def explainer(lexicon: Lexicon) -> Explainer:
    return Explainer(lexicon)


def read(analyzer: Analyzer, explainer: Explainer, text: str) -> Reading:
    analysis = analyzer.analyze(Document("例", text), keywords=False)
    reading = explainer.read(text, condense(text), analysis.outline, analysis.document.metadata)
    assert reading.targets == analysis.targets, "explaining must not change what is found"
    return reading


def steps(analyzer: Analyzer, explainer: Explainer, text: str, offset: int) -> str:
    explained = read(analyzer, explainer, text).at(offset)
    assert explained is not None
    return "\n".join(describe(explained, explainer))


# what is said of a row


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("530", "数字“530亿元”：读作 53000000000 元；阿拉伯数字加单位；“530亿”的单位是“元”（units.tsv"),
        ("530", "界限：数后的“以上”（bounds.tsv"),
        ("530", "“地区生产总值”；取数前的名词（规则 noun-before）；数前的文字“全县地区生产总值达到”"),
        ("530", "去掉动词“达到”（verbs.tsv"),
        ("530", "词缘“全县”（edges.tsv"),
        ("530", "规范指标 gdp（indicators.tsv"),
        ("530", "所在章节的标题“一、2030年工作回顾”里的“回顾”（cues.tsv"),
        ("530", "年份：同一句前面的“过去一年” → 2030"),
        ("530", "语气：界限词“以上” → 硬约束（hard）"),
        ("8%", "沿用前一个数的指标（规则 carried）"),
        ("8%", "前一个数是“530亿元”，指标“地区生产总值”"),
        ("8%", "→ 增长率（growth），上升（up）"),
        ("31微克", "单位是“微克/立方米”（units.tsv"),
        ("50个", "数后的名词“县域医疗次中心”"),
        ("50个", "性质：所在章节的标题“二、2031年工作安排”里的“安排”"),
        ("6.5%", "“城镇居民收入”；“分别”或三次产业"),
    ],
)
def test_a_row_says_its_steps(place: str, said: str, analyzer: Analyzer, explainer: Explainer) -> None:
    assert said in steps(analyzer, explainer, REPORT, REPORT.index(place))


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("建设高标准农田100—500亩。", "500", "读作 100 到 500 亩；一个范围"),
        ("产值实现倍增。", "倍增", "计量方式：单位是倍，或写作倍增、翻番"),
        ("投资占全国的三分之一。", "三分之一", "分数"),
        ("总量居全国第3位。", "第3位", "位次：数前说了在哪个范围里排"),
        ("减半征收1个月房租。", "减半", "“减半”是减少一半"),
        ("三次产业比重为4∶38∶58。", "38", "用冒号连起来的几个份额"),
        ("全省转移551万农村贫困人口。", "551", "没有写单位，前后说的是人口"),
        ("森林覆盖率不低于45%。", "45", "界限：数前的“不低于”（bounds.tsv"),
        ("对认定的绿色工厂，给予企业30万元奖励。", "30", "性质：这句话在定条件或标准"),
        ("对认定的绿色工厂，给予企业30万元奖励。", "30", "名目“奖励”（edges.tsv 第"),
        ("建成50个县域医疗次中心并投入使用。", "50", "数后的名词“县域医疗次中心”，到“并"),
        (
            "云岭省2031年政府工作报告\n普惠小微贷款从12万户增加到15万户。",
            "12",
            "里起点的数，是已有的 → 已实现",
        ),
    ],
)
def test_other_forms_say_theirs(
    text: str, place: str, said: str, analyzer: Analyzer, explainer: Explainer
) -> None:
    assert said in steps(analyzer, explainer, text, text.index(place))


# what is said of a number that is no row


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("2.5浓", "名称或代号的一部分"),
        ("三个一", "引号里的短语"),
        ("三年行", "《县域经济三年行动方案》 是书名号里的文件名"),
        ("五年来", "只是一段时间"),
        ("三件", "陷阱：“三件大事”（traps.tsv 第"),
        ("88", "没有规则能解释"),
        ("2031年，建", "2031年 是年份"),
    ],
)
def test_a_number_that_is_no_row_says_why(
    place: str, said: str, analyzer: Analyzer, explainer: Explainer
) -> None:
    found = steps(analyzer, explainer, REPORT, REPORT.index(place))
    assert "没有成为指标" in found
    assert said in found


@pytest.mark.parametrize("place", ["建成", "个县域"])
def test_the_nearest_number_of_the_sentence_is_explained(
    place: str, analyzer: Analyzer, explainer: Explainer
) -> None:
    assert "数字“50个”" in steps(analyzer, explainer, REPORT, REPORT.index(place))


def test_a_sentence_without_a_number(analyzer: Analyzer, explainer: Explainer) -> None:
    text = "建成30个中心。坚持稳中求进。"
    assert read(analyzer, explainer, text).at(text.index("稳中")) is None


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_row_of_the_samples_names_lines_that_hold_its_words(
    sample: Path, analyzer: Analyzer, explainer: Explainer, lexicon: Lexicon
) -> None:
    reading = read(analyzer, explainer, sample.read_text(encoding="utf-8"))
    files: dict[str, list[str]] = {}
    for target in reading.targets:
        explained = reading.at(target.start)
        assert explained is not None
        assert explained.target == target
        said = "\n".join(describe(explained, explainer))
        assert target.indicator in said
        named = re.findall(r"“([^“”]+)”（(\w+\.tsv) 第(\d+)行", said)
        assert named or target.measure in ("coverage", "multiple", "rank") or "分" in target.value_text, said
        for word, name, number in named:
            lines = files.setdefault(name, (lexicon.folder / name).read_text("utf-8").split("\n"))
            row = lines[int(number) - 1].split("\t")
            assert word in row or word in row[0] or name == "units.tsv", (word, row)


_PIECES = [
    "到2031年，",
    "全县",
    "粮食产量",
    "达到",
    "530亿元",
    "以上",
    "，增长8%",
    "“三个一百”",
    "第3位",
    "5至",
    "三分之一",
]
_PIECES += [
    "倍增",
    "一个台阶",
    "（8分）",
    "。",
    "《五年规划》",
    "亿",
    "1,1",
    "12",
    "3年内",
    "\n一、",
    "全覆盖",
    "、",
    "2个",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12), st.integers(0, 200))
def test_any_place_of_any_text_is_explained(
    analyzer: Analyzer, explainer: Explainer, pieces: list[str], at: int
) -> None:
    text = "".join(pieces)
    explained = read(analyzer, explainer, text).at(at % len(text))
    if explained is not None:
        assert text[explained.start : explained.end]
        assert all(describe(explained, explainer))


# every code has its meaning


def trees() -> Iterator[ast.AST]:
    for path in sorted(EXTRACTION.glob("*.py")):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def words_in(node: ast.AST) -> set[str]:
    """The strings that an expression can give: both arms of a condition, without its test."""
    if isinstance(node, ast.IfExp):
        return words_in(node.body) | words_in(node.orelse)
    if isinstance(node, ast.BoolOp):
        return set().union(*map(words_in, node.values))
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def called(name: str, argument: int) -> set[str]:
    """The strings given as one argument to a class or method of this name."""
    found: set[str] = set()
    for node in trees():
        if isinstance(node, ast.Call) and len(node.args) > argument:
            function = node.func
            own = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
            if own == name:
                found |= words_in(node.args[argument])
    return found


def keyword(name: str) -> set[str]:
    nodes = [node for node in trees() if isinstance(node, ast.keyword) and node.arg == name]
    return set().union(*(words_in(node.value) for node in nodes))


def returned(module: str, function: str) -> set[str]:
    """The last strings of what a function returns."""
    tree = ast.parse((EXTRACTION / f"{module}.py").read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and inner.value is not None:
                    values = [inner.value]
                    if isinstance(inner.value, ast.IfExp):
                        values = [inner.value.body, inner.value.orelse]
                    for value in values:
                        last = value.elts[-1] if isinstance(value, ast.Tuple) else value
                        found |= words_in(last)
    return found


def test_every_form_has_its_meaning() -> None:
    assert called("Quantity", 7) | keyword("form") | {"arabic", "chinese"} == set(meaning.FORMS)


def test_every_naming_has_its_meaning() -> None:
    assert called("Naming", 1) == set(meaning.NAMINGS)


def test_every_evidence_has_its_meaning() -> None:
    found = returned("statuses", "find") | returned("plain_statuses", "plain_status")
    assert found == set(meaning.EVIDENCE)


def test_every_measure_rule_has_its_meaning() -> None:
    assert called("Measured", 2) | keyword("rule") - {""} == set(meaning.MEASURES)


def test_every_bound_rule_has_its_meaning() -> None:
    assert called("Bound", 2) == set(meaning.BOUNDS)


def test_every_place_of_a_period_has_its_meaning() -> None:
    places = returned("periods", "_find") | returned("periods", "_default")
    assert places | {"clause", "sentence", "paragraph"} == set(meaning.PERIODS)


def test_every_note_is_known() -> None:
    constant = called("note", 0) | called("_note_heading", 0)
    assert constant <= set(meaning.CUTS) | meaning.OTHER_STEPS


def test_every_reason_has_its_meaning() -> None:
    reasons = returned("quantity_filter", "why_no_quantity") | called("leave_out", 2) - {""}
    for node in ast.walk(ast.parse((EXTRACTION / "quantities.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name == "_excluded":
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and isinstance(inner.value, (ast.Tuple, ast.IfExp)):
                    pair = inner.value.body if isinstance(inner.value, ast.IfExp) else inner.value
                    assert isinstance(pair, ast.Tuple)
                    reasons |= words_in(pair.elts[0])
    assert reasons - {""} | {"loose"} <= set(meaning.REASONS)


def test_every_cover_has_its_meaning() -> None:
    shapes = set(masking._SHAPES.groupindex)
    assert shapes | {"slogan", "marker"} == set(meaning.COVERS)


def test_every_kind_of_trap_has_its_meaning(lexicon: Lexicon) -> None:
    assert {row["kind"] for row in lexicon["traps"]} <= TRAP_KINDS
    assert set(meaning.TRAP_KINDS) == TRAP_KINDS


# the command


def test_the_command_prints_steps_and_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    assert run(["explain", str(path), "--at", str(REPORT.index("530"))]) == 0
    said = capsys.readouterr().out
    assert "去掉动词“达到”（verbs.tsv 第" in said
    assert "indicator_id：gdp" in said


def test_the_command_says_that_there_is_no_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("坚持稳中求进。", encoding="utf-8")
    assert run(["explain", str(path), "--at", "0"]) == 0
    assert "这一句里没有数字" in capsys.readouterr().out
