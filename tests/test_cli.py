"""The command line: what it writes, what it says, how it ends."""

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from analyzer import __version__, dictcheck
from analyzer.cli import messages
from analyzer.cli import run as run_module
from analyzer.cli import versions as versions_module
from analyzer.cli.analyze import TABLE_NAMES
from analyzer.cli.completion import SHELLS
from analyzer.cli.config import find_config
from analyzer.cli.console import Progress
from analyzer.cli.main import cli, run
from analyzer.cli.methods import methods_paragraph
from analyzer.cli.settings import Settings
from analyzer.dictcheck import Problem
from analyzer.lexicon.lexicon import dictionaries_folder
from analyzer.model import Analysis, Document
from analyzer.pipeline import Analyzer
from analyzer.presentation.columns import TABLES
from analyzer.reading import pdf_ocr

ROOT = Path(__file__).parent.parent
REPORT = """柏溪县2031年工作要点
一、发展工业。力争规模以上工业增加值增长8%，新增高新技术企业12家。
二、改善民生。新建保障性住房600套。
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "要点.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "结果"


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def program(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "analyzer.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, **options)  # type: ignore[call-overload,no-any-return]


# what is written


def test_a_run_writes_tables_text_and_charts(
    report: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyze", str(report), "-o", str(out)]) == 0
    said = capsys.readouterr()
    assert {path.stem for path in out.glob("*.csv")} == set(TABLE_NAMES)
    for table in TABLES:
        assert f"{table.title}，{len(rows(out / f'{table.name}.csv'))} 行" in said.out
    assert str(out) in said.out
    assert said.err == ""
    assert (out / "texts" / "要点.txt").read_text(encoding="utf-8") == REPORT
    assert {path.name for path in (out / "charts").iterdir()} >= {"targets.png", "targets.svg"}
    assert {row["value_text"] for row in rows(out / "targets.csv")} >= {"8%", "12家", "600套"}
    provenance = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))["provenance"]
    assert len(provenance["dictionaries_sha256"]) == 64


def test_no_charts(report: Path, out: Path) -> None:
    assert run(["analyze", str(report), "-o", str(out), "--no-charts"]) == 0
    assert not (out / "charts").exists()


def test_one_table_on_stdout_is_the_file_without_bom(
    report: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyze", str(report), "-o", str(out), "--no-charts", "--stdout", "targets"]) == 0
    said = capsys.readouterr()
    assert said.out == (out / "targets.csv").read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    assert "分析了 1 份文件" in said.err


def test_stdin(out: Path) -> None:
    done = program("analyze", "-", "-o", out, "--stdout", "documents", input=REPORT.encode("gb18030"))
    assert done.returncode == 0
    [row] = csv.DictReader(io.StringIO(done.stdout.decode("utf-8")))
    assert (row["doc_id"], row["encoding"], row["status"]) == ("stdin", "gb18030", "ok")


def test_table_names_are_those_of_the_tables() -> None:
    assert tuple(table.name for table in TABLES) == TABLE_NAMES


# inputs that fail


def test_failed_inputs_have_their_row_and_the_others_go_on(
    report: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty, missing = tmp_path / "空.txt", tmp_path / "没有.txt"
    empty.write_bytes(b"")
    assert run(["analyze", str(report), str(empty), str(missing), "-o", str(out), "--no-charts"]) == 1
    documents = {row["doc_id"]: row for row in rows(out / "documents.csv")}
    assert {name: row["status"] for name, row in documents.items()} == {
        "要点": "ok",
        "空": "error",
        "没有": "error",
    }
    said = capsys.readouterr()
    assert "2 份没有读成" in said.out
    assert f"{empty}：[E_EMPTY]" in said.err
    assert f"{missing}：[E_NOT_FILE]" in said.err


def test_a_fault_in_one_document_leaves_the_others_alone(
    report: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "坏.txt"
    other.write_text("坏", encoding="utf-8")
    analyze = Analyzer.analyze

    def faulty(self: Analyzer, document: Document) -> Analysis:
        if document.doc_id == "坏":
            raise ZeroDivisionError("出\n错")
        return analyze(self, document)

    monkeypatch.setattr(Analyzer, "analyze", faulty)
    assert run(["analyze", str(other), str(report), "-o", str(out), "--no-charts"]) == 1
    documents = {row["doc_id"]: row for row in rows(out / "documents.csv")}
    assert documents["要点"]["status"] == "ok"
    assert documents["坏"]["warnings"].startswith("E_CRASH ")
    assert "ZeroDivisionError 出 错" in documents["坏"]["warnings"]
    assert len(documents["坏"]["sha256"]) == 64


def test_a_fault_of_the_reader_costs_one_input(
    report: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "坏.txt"
    other.write_text("坏", encoding="utf-8")
    read_all = run_module.read_all

    def faulty(inputs, **options):  # type: ignore[no-untyped-def]
        if inputs[0].doc_id == "坏":
            raise RecursionError
        return read_all(inputs, **options)

    monkeypatch.setattr(run_module, "read_all", faulty)
    assert run(["analyze", str(other), str(report), "-o", str(out), "--no-charts"]) == 1
    assert {row["doc_id"]: row["status"] for row in rows(out / "documents.csv")} == {
        "要点": "ok",
        "坏": "error",
    }


def test_collections_and_files_share_one_space_of_ids(out: Path, tmp_path: Path) -> None:
    lines = [{"id": "甲", "text": REPORT}, {"id": "乙", "text": REPORT}]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (tmp_path / "一.jsonl").write_text(text, encoding="utf-8")
    (tmp_path / "二.jsonl").write_text(text, encoding="utf-8")
    (tmp_path / "甲.txt").write_text(REPORT, encoding="utf-8")
    inputs = [str(tmp_path / name) for name in ("一.jsonl", "二.jsonl", "甲.txt")]
    assert run(["analyze", *inputs, "-o", str(out), "--no-charts"]) == 0
    documents = rows(out / "documents.csv")
    assert len({row["doc_id"] for row in documents}) == 5
    assert [row["source_path"] for row in documents if row["doc_id"] == "甲"] == [inputs[2]]


def test_text_column(out: Path, tmp_path: Path) -> None:
    table = tmp_path / "库.csv"
    table.write_text(f'标题,政策原文\n甲,"{REPORT}"\n', encoding="utf-8")
    assert run(["analyze", str(table), "-o", str(out), "--no-charts"]) == 1
    assert rows(out / "documents.csv")[0]["warnings"].startswith("E_FORMAT ")
    arguments = ["--text-column", "政策原文", "-o", str(out), "--no-charts", "--force"]
    assert run(["analyze", str(table), *arguments]) == 0
    (document,) = rows(out / "documents.csv")
    assert (document["doc_id"], document["title"], document["source_format"]) == ("甲", "甲", "csv")
    assert rows(out / "targets.csv")


# refusing, usage, interruption


def test_refuses_to_overwrite_before_the_work(
    report: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out.mkdir()
    (out / "targets.csv").write_text("旧", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.delattr(Analyzer, "__init__")
        patch.setattr(Analyzer, "analyze", None)
        assert run(["analyze", str(report), "-o", str(out)]) == 2
    assert "--force" in capsys.readouterr().err
    assert [path.name for path in out.iterdir()] == ["targets.csv"]
    assert (out / "targets.csv").read_text(encoding="utf-8") == "旧"
    assert run(["analyze", str(report), "-o", str(out), "--force", "--no-charts"]) == 0
    assert (out / "targets.csv").read_text(encoding="utf-8-sig").startswith("doc_id")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["analyze"], "缺少参数 输入"),
        (["analyze", "要点.txt"], "请用 -o"),
        (["analyze", "要点.txt", "--stdout", "nothing"], "只能是 documents、"),
        (["analyze", "要点.txt", "--stdot", "targets"], "没有选项 --stdot，是不是 --stdout"),
        (["analyze", "要点.txt", "-o"], "后面要有一个值"),
        (["explain", "要点.txt"], "缺少选项 --at"),
        (["explain", "要点.txt", "--at", "三"], "应是不小于 0 的整数"),
        (["explain", "要点.txt", "多余", "--at", "3"], "参数太多"),
        (["nothing"], "没有这个命令"),
        (["dict", "--no-color"], "还要写上命令"),
    ],
)
def test_wrong_usage_is_told_in_chinese(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "--help" in err


def test_interruption(
    report: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(self: Analyzer, document: Document) -> Analysis:
        raise KeyboardInterrupt

    monkeypatch.setattr(Analyzer, "analyze", interrupted)
    assert run(["analyze", str(report), "-o", str(out)]) == 130
    assert "已中断" in capsys.readouterr().err
    assert not out.exists()


def test_wrong_dictionaries_are_told_by_file_and_line(
    report: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "词典"
    shutil.copytree(dictionaries_folder(), folder)
    with (folder / "doc_types.tsv").open("a", encoding="utf-8") as file:
        file.write("通告\t其他\t没有箭头\t公文惯用语\n")
    line = len((folder / "doc_types.tsv").read_text(encoding="utf-8").splitlines())
    assert run(["analyze", str(report), "-o", str(out), "--dictionaries", str(folder)]) == 2
    assert f"doc_types.tsv:{line}：[E_CONFIG]" in capsys.readouterr().err
    assert run(["dict", "check", "--dictionaries", str(folder)]) == 1
    assert capsys.readouterr().out.startswith(f"doc_types.tsv:{line}：")


@pytest.mark.parametrize(("problems", "code"), [([], 0), ([Problem("units.tsv:9", "例句不对。")], 1)])
def test_dict_check_ends_with_a_count(
    problems: list[Problem],
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dictcheck, "check_examples", lambda analyzer, tables: problems)
    assert run(["dict", "check"]) == code
    lines = capsys.readouterr().out.splitlines()
    assert lines[:-1] == [str(problem) for problem in problems]
    assert "行词典" in lines[-1]


# explaining


def test_explain_shows_the_rows_of_the_sentence(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(report), "--at", str(REPORT.index("600"))]) == 0
    said = capsys.readouterr().out
    assert "新建保障性住房600套。" in said
    assert "value_text：600套" in said
    assert "rule：" in said
    assert "12家" not in said
    assert "改善民生" in said


def test_explain_outside_the_text(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(report), "--at", "99999"]) == 2
    assert f"只有 {len(REPORT)} 个字" in capsys.readouterr().err


def test_explain_an_unreadable_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(tmp_path / "没有.txt"), "--at", "0"]) == 1
    assert "[E_NOT_FILE]" in capsys.readouterr().err


# terminals


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_any_console_will_do(encoding: str, report: Path, out: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    arguments = ("analyze", report, "没有𬭼.txt", "-o", out, "--no-charts")
    done = program(*arguments, env=environment)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"targets.csv" in done.stdout
    assert b"E_NOT_FILE" in done.stderr
    if encoding != "ascii":
        assert "量化指标" in done.stdout.decode(encoding)


def test_a_piped_table_is_utf8_whatever_the_locale(report: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONIOENCODING"}
    environment.update(LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    done = program("analyze", report, "--stdout", "targets", env=environment)
    assert done.returncode == 0
    assert "600套" in done.stdout.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="no SIGPIPE")
def test_a_reader_that_goes_away_is_no_error(report: Path) -> None:
    command = [sys.executable, "-m", "analyzer.cli", "analyze", str(report), "--stdout", "targets"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait(60) == 0
    assert err == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_behind_stdout(report: Path) -> None:
    command = [sys.executable, "-m", "analyzer.cli", "analyze", str(report), "--stdout", "targets"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, timeout=120)
    assert done.returncode == 1
    err = done.stderr.decode("utf-8")
    assert "[E_IO]" in err
    assert "Traceback" not in err
    assert "Exception ignored" not in err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("expected", "steps", "shown"), [(1, 1, []), (3, 1, ["1/3"]), (1, 3, ["2 份", "3 份"]), (2, 2, ["2/2"])]
)
def test_progress_when_there_is_more_than_one(
    expected: int, steps: int, shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    progress = Progress(expected)
    for _ in range(steps):
        progress.step("关于促进低空经济高质量发展的若干措施" * 5)
    said = terminal.getvalue()
    assert all(part in said for part in shown)
    assert bool(said) == bool(shown)
    assert all(len(line) < 60 for line in said.split("\r"))


def test_no_progress_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    progress = Progress(9)
    progress.step("甲")
    progress.step("乙")
    progress.close()
    assert stream.getvalue() == ""


@pytest.mark.skipif(os.name == "nt", reason="no times of children")
@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_answer_at_once(option: str) -> None:
    # processor time: a busy machine is not our fault
    times = []
    for _ in range(3):
        before = os.times()
        assert program(option).returncode == 0
        after = os.times()
        used = after.children_user + after.children_system
        times.append(used - before.children_user - before.children_system)
    assert min(times) < 0.3


# help, in Chinese and in English


def paths(
    group: click.Group, prefix: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield prefix, group
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from paths(command, (*prefix, name))
        else:
            yield (*prefix, name), command


COMMANDS = dict(paths(cli))
ENGLISH_OF_CLICK = {"Usage", "Options", "Commands", "OPTIONS", "Show", "required", "default"}


@pytest.mark.parametrize("path", COMMANDS)
def test_help_is_chinese_and_has_an_example(
    path: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*path, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"用法：{' '.join(['policy-analyzer', *path])}")
    assert not ENGLISH_OF_CLICK & set(re.findall(r"\w+", said))
    assert f"例：policy-analyzer {' '.join(path)}".rstrip() in said


@pytest.mark.parametrize("path", COMMANDS)
def test_help_in_english_is_english(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever adds an option or a command adds its English to analyzer/cli/messages.py."""
    assert run([*path, "--lang", "en", "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Usage: policy-analyzer")
    assert "Example: policy-analyzer" in said
    # names of columns are Chinese in every language
    left = re.sub(r"政策原文|正文|全文|内容", "", said)
    assert re.findall(r"[\u4e00-\u9fff].*", left) == []


def test_english_help_names_what_exists() -> None:
    named = {tuple(path.split()) for path in messages.COMMANDS}
    assert named == set(COMMANDS)
    options = {name for command in COMMANDS.values() for each in command.params for name in each.opts}
    assert {name.rpartition(" ")[2] for name in messages.OPTIONS} <= {*options, "--help"}


@pytest.mark.parametrize("arguments", [["--lang", "en"], []])
def test_a_run_in_english(
    arguments: list[str],
    report: Path,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if not arguments:
        monkeypatch.setenv("POLICY_ANALYZER_LANG", "en")
    missing = str(report.parent / "missing.txt")
    run_arguments = ["analyze", str(report), missing, "-o", str(out), "--no-charts", *arguments]
    assert run(run_arguments) == 1
    said = capsys.readouterr()
    shown = said.out.replace(str(out), "")
    assert re.findall(r"[\u4e00-\u9fff]", shown) == []
    assert "Documents analysed: 1; not read: 1." in shown
    assert "targets.csv       targets, 3 rows" in shown
    assert "[E_NOT_FILE] there is no such file (" in said.err
    assert run(["analyse", *arguments]) == 2
    assert run(["analyze", *arguments]) == 2
    said = capsys.readouterr()
    assert "Missing argument INPUT." in said.err


def test_messages_keep_their_places() -> None:
    for chinese, english in messages.MESSAGES.items():
        places = set(re.findall(r"{(\w+)}", english))
        assert places <= set(re.findall(r"{(\w+)}", chinese)) | {"name"}


# colours


@pytest.mark.parametrize(
    ("environment", "arguments", "coloured"),
    [
        ({}, [], True),
        ({"NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": ""}, [], True),
        ({"TERM": "dumb"}, [], False),
        ({}, ["--no-color"], False),
    ],
)
def test_colours_only_for_terminals_and_unless_refused(
    environment: dict[str, str], arguments: list[str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert run(["explain", "没有.txt", "--at", "0", *arguments]) == 1
    assert ("\x1b[31m" in terminal.getvalue()) == coloured
    assert "E_NOT_FILE" in terminal.getvalue()


def test_no_colours_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "没有.txt", "--at", "0"]) == 1
    assert "\x1b" not in capsys.readouterr().err


# the configuration file


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "课题" / "数据"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def parsed(*arguments: str) -> dict[str, object]:
    """What the command ``analyze`` would be called with."""
    context = click.Context(cli, info_name="policy-analyzer", obj=Settings())
    with context.scope(cleanup=False):
        root = cli.make_context("policy-analyzer", [*arguments], obj=context.obj)
        with root.scope(cleanup=False):
            assert cli.callback is not None
            root.invoked_subcommand = root._protected_args[0]
            root.invoke(cli.callback, config=root.params["config"], no_config=root.params["no_config"])
            name, command, rest = cli.resolve_command(root, [*root._protected_args, *root.args])
            assert command is not None
            return command.make_context(name, rest, parent=root).params


CONFIG = """
no-color = true
extra = "词典"

[analyze]
format = ["csv", "xlsx"]
no-charts = true
output = "结果"
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("policy-analyzer.toml", CONFIG),
        (
            "pyproject.toml",
            "[tool.policy-analyzer]" + CONFIG.replace("[analyze]", "[tool.policy-analyzer.analyze]"),
        ),
    ],
)
@pytest.mark.parametrize("above", [0, 1, 2])
def test_defaults_from_a_configuration_file(workplace: Path, name: str, text: str, above: int) -> None:
    place = [workplace, *workplace.parents][above]
    (place / name).write_text(text, encoding="utf-8")
    options = parsed("analyze", "x.txt")
    assert options["formats"] == ("csv", "xlsx")
    assert options["charts"] is False
    assert options["report"] is True
    assert (options["target"], options["extra"]) == (place / "结果", place / "词典")
    options = parsed("analyze", "x.txt", "--charts", "--format", "stata", "-o", "别处")
    assert (options["formats"], options["charts"], options["target"]) == (("stata",), True, Path("别处"))
    options = parsed("--no-config", "analyze", "x.txt")
    assert (options["formats"], options["charts"], options["target"]) == ((), True, None)


def test_the_nearest_file_holds_and_a_table_outranks_the_top(workplace: Path) -> None:
    own, project = workplace / "policy-analyzer.toml", workplace / "pyproject.toml"
    (workplace.parent / "policy-analyzer.toml").write_text("extra = '远'\n", encoding="utf-8")
    project.write_text("[tool.other]\n", encoding="utf-8")
    assert find_config(workplace) == workplace.parent / "policy-analyzer.toml"
    project.write_text("[tool.policy-analyzer]\nextra = '近'\n", encoding="utf-8")
    assert parsed("analyze", "x.txt")["extra"] == workplace / "近"
    own.write_text("extra = '近'\n[analyze]\nextra = '己'\n", encoding="utf-8")
    assert parsed("analyze", "x.txt")["extra"] == workplace / "己"
    assert parsed("--config", str(project), "analyze", "x.txt")["extra"] == workplace / "近"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("extras = '词典'", "不认识键 extras"),
        ("[analyze]\nchart = true", "不认识键 analyze.chart。可用的有：output"),
        ("[dict]\ncheck = 1", "键 dict.check 的值不对，应是一个表"),
        ("[dict.check]\nforce = true", "不认识键 dict.check.force"),
        ("[dict]\nchecks = {}", "不认识键 dict.checks"),
        ("analyze = 1", "键 analyze 的值不对，应是一个表"),
        ("[analyze]\ncharts = 'no'", "键 analyze.charts 的值不对，只能是 true 或 false"),
        ("[analyze]\nformat = 'doc'", "键 analyze.format 的值不对，只能是 csv、"),
        ("[analyze]\nformat = [1]", "键 analyze.format 的值不对，应是加引号的文字"),
        ("[evaluate]\nshow = true", "键 evaluate.show 的值不对，应是一个整数"),
        ("[evaluate]\nshow = -1", "键 evaluate.show 的值不对"),
        ("help = true", "不认识键 help"),
        ("lang = 'fr'", "键 lang 的值不对，只能是 zh、en"),
        ("no-color = 1", "键 no-color 的值不对"),
        ("lang = ", "不合 TOML 的写法"),
        ("lang = " + "[" * 5000, "配置文件"),
    ],
)
def test_mistakes_in_a_configuration_file(
    text: str, said: str, workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workplace / "policy-analyzer.toml"
    path.write_text(text, encoding="utf-8")
    assert run(["analyze", "x.txt", "-o", "结果"]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"{path}：[E_CONFIG] ")
    assert said in err
    # those that help to find the mistake still work
    assert run(["completion", "bash"]) == 0
    assert run(["--help"]) == 0
    assert not (workplace / "结果").exists()


def test_a_configuration_file_that_is_not_there_or_not_utf8(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--config", "没有.toml", "methods", "结果"]) == 2
    assert "没有.toml：[E_CONFIG] 读不了配置文件" in capsys.readouterr().err
    (workplace / "policy-analyzer.toml").write_bytes("lang = '中'".encode("gbk"))
    assert run(["methods", "结果"]) == 2
    assert "应存为 UTF-8" in capsys.readouterr().err


def test_the_language_of_the_file_comes_last(
    workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("POLICY_ANALYZER_LANG", raising=False)
    (workplace / "policy-analyzer.toml").write_text("lang = 'en'", encoding="utf-8")
    assert run(["--help"]) == 0
    assert capsys.readouterr().out.startswith("Usage")
    monkeypatch.setenv("POLICY_ANALYZER_LANG", "zh")
    assert run(["--help"]) == 0
    assert capsys.readouterr().out.startswith("用法")
    assert run(["--lang", "en", "--help"]) == 0
    assert capsys.readouterr().out.startswith("Usage")


# completion


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_scripts(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    said = capsys.readouterr()
    assert f"_POLICY_ANALYZER_COMPLETE={shell}_complete" in said.out.replace("env ", "")
    assert said.err == ""
    if shutil.which(shell):
        done = subprocess.run([shell, "-n"], input=said.out.encode(), capture_output=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("policy-analyzer d", {"plain,dict", "plain,doctor"}),
        ("policy-analyzer analyze --for", {"plain,--format", "plain,--force"}),
        ("policy-analyzer analyze --format s", {"plain,sqlite", "plain,stata"}),
        ("policy-analyzer analyze x", {"file,x"}),
        ("policy-analyzer analyze -o x", {"file,x"}),
        ("policy-analyzer completion z", {"plain,zsh"}),
    ],
)
def test_what_bash_is_told(
    words: str, found: set[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_POLICY_ANALYZER_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    with pytest.raises(SystemExit):
        run([])
    assert set(capsys.readouterr().out.split()) == found


def test_completion_in_english(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("POLICY_ANALYZER_LANG", "en")
    monkeypatch.setenv("_POLICY_ANALYZER_COMPLETE", "zsh_complete")
    for words in ("policy-analyzer d", "policy-analyzer analyze --"):
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
        with pytest.raises(SystemExit):
            run([])
    said = capsys.readouterr().out
    assert "The dictionaries." in said
    assert "Draw charts or not" in said


# doctor


def test_doctor_says_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    said = capsys.readouterr().out
    for expected in ("jieba", "词典", "PDF", "soffice", "antiword", "ocr", "Parquet", "中文字体"):
        assert expected in said
    for line in said.splitlines():
        if line.startswith("  缺"):
            assert "安装：" in line


def test_doctor_says_what_is_missing_and_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        versions_module, "package_version", lambda name: "" if name in ("pyarrow", "jieba") else "1"
    )
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert run(["doctor", "--json"]) == 1
    findings = {each["name"]: each for each in json.loads(capsys.readouterr().out)}
    assert (findings["jieba"]["found"], findings["jieba"]["hint"]) == ("", "pip install jieba")
    assert findings["Parquet"]["hint"] == "pip install 'policy-analyzer[parquet]'"
    assert not findings["Parquet"]["needed"]
    assert "antiword" in findings["DOC、WPS（antiword）"]["hint"]
    assert run(["doctor"]) == 1
    assert "缺少必需的部分" in capsys.readouterr().out


def test_doctor_knows_the_packages_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=\[;~]", each)[0].strip() for each in project["dependencies"]}
    assert set(versions_module.REQUIRED) == names


def test_doctor_reports_a_wrong_configuration_file(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workplace / "policy-analyzer.toml").write_text("lang = ", encoding="utf-8")
    assert run(["doctor"]) == 1
    assert "不合 TOML 的写法" in capsys.readouterr().out


# the record of a run


def test_the_record_of_a_run(report: Path, out: Path, workplace: Path) -> None:
    config = workplace / "policy-analyzer.toml"
    config.write_text("[analyze]\ncharts = false\n", encoding="utf-8")
    missing = report.parent / "没有.txt"
    assert run(["analyze", str(report), str(missing), "-o", str(out), "--no-report"]) == 1
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert record["versions"]["policy-analyzer"] == __version__
    assert {"python", "jieba", "pandas"} <= set(record["versions"])
    provenance = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))["provenance"]
    assert record["dictionaries"]["sha256"] == provenance["dictionaries_sha256"]
    reference = dictionaries_folder() / "reference" / "document_frequency.tsv"
    assert record["dictionaries"]["reference_sha256"] == hashlib.sha256(reference.read_bytes()).hexdigest()
    read, failed = record["inputs"]
    assert read["sha256"] == hashlib.sha256(report.read_bytes()).hexdigest()
    assert (read["doc_id"], read["path"]) == ("要点", str(report))
    assert (failed["path"], failed["error"]) == (str(missing), "E_NOT_FILE")
    options = record["command"]["options"]
    assert options["charts"] == {"value": False, "from": "config"}
    assert options["report"] == {"value": False, "from": "command line"}
    assert options["force"] == {"value": False, "from": "default"}
    assert record["command"]["config"] == str(config)
    assert record["counts"]["rows"] == {table.name: len(rows(out / f"{table.name}.csv")) for table in TABLES}
    assert (record["counts"]["read"], record["counts"]["failed"]) == (1, 1)
    started, ended = (datetime.fromisoformat(record[name]) for name in ("started", "ended"))
    assert started <= ended <= datetime.now(UTC)


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names of files are Unicode")
def test_names_that_are_not_utf8_are_recorded(tmp_path: Path, out: Path) -> None:
    folder = tmp_path / "夹"
    folder.mkdir()
    name = os.fsdecode(b"\xff\xfe.txt")
    (folder / name).write_text(REPORT, encoding="utf-8")
    assert run(["analyze", str(folder / name), "-o", str(out), "--no-charts", "--no-report"]) == 0
    options = json.loads((out / "run.json").read_text(encoding="utf-8"))["command"]["options"]
    assert options["inputs"]["value"][0].endswith(r"\udcff\udcfe.txt")


def test_a_working_folder_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone() -> Path:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "cwd", gone)
    assert run(["completion", "bash"]) == 0
    assert run(["methods", str(tmp_path)]) == 1
    assert "[E_NOT_FILE]" in capsys.readouterr().err


def test_methods(report: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyze", str(report), "-o", str(out), "--no-charts", "--no-report"]) == 0
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    capsys.readouterr()
    assert run(["methods", str(out)]) == 0
    said = capsys.readouterr().out
    assert said == (out / "methods.md").read_text(encoding="utf-8")
    for language in ("zh", "en"):
        assert run(["methods", str(out), "--only", language]) == 0
        paragraph = capsys.readouterr().out
        assert paragraph in said
        for fact in (__version__, record["dictionaries"]["sha256"][:12], record["ended"][:10], "run.json"):
            assert fact in paragraph
        assert str(record["counts"]["rows"]["targets"]) in paragraph
    assert "从 1 份政策文件" in said
    assert "from 1 Chinese policy document (" in said
    assert run(["methods", str(tmp_path)]) == 1
    assert "[E_NOT_FILE]" in capsys.readouterr().err
    (out / "run.json").write_text("[]", encoding="utf-8")
    assert run(["methods", str(out)]) == 1
    assert "[E_FORMAT]" in capsys.readouterr().err


def test_an_export_has_its_record_but_no_methods(
    report: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", str(report), "--format", "doccano", "-o", str(out)]) == 0
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert (record["command"]["name"], record["formats"]) == ("export", ["doccano"])
    assert record["counts"]["rows"]["annotations"] >= 3
    assert not (out / "methods.md").exists()
    assert run(["methods", str(out)]) == 1
    assert "请给出 analyze 写出的结果文件夹" in capsys.readouterr().err
    assert run(["evaluate", str(out), str(out)]) == 0


def test_methods_tells_of_failures_and_own_rows() -> None:
    manifest = {
        "versions": {"policy-analyzer": "9", "python": "3.11"},
        "dictionaries": {"rows": 3, "sha256": "a" * 64, "reference_sha256": ""},
        "counts": {"read": 2, "failed": 4, "characters": 10, "rows": {}},
        "command": {"options": {"extra": {"value": "词典"}}},
        "ended": "2031-05-06T00:00:00+00:00",
    }
    chinese, english = (methods_paragraph(manifest, language) for language in ("zh", "en"))
    assert "另有 4 份文件没有读成" in chinese
    assert "共 3 行（含自行补充的行）" in chinese
    assert "2 Chinese policy documents" in english
    assert "A further 4 could not be read" in english
    assert "with rows of our own" in english


def test_ocr_that_is_not_installed_is_said_before_the_work(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pdf_ocr, "find_spec", lambda name: None)
    assert run(["analyze", str(report), "--stdout", "targets", "--ocr"]) == 2
    assert "policy-analyzer[ocr]" in capsys.readouterr().err
