"""The command line: what it writes, what it says, how it ends."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer import dictcheck
from analyzer.cli import run as run_module
from analyzer.cli.analyze import TABLE_NAMES
from analyzer.cli.console import Progress
from analyzer.cli.main import run
from analyzer.dictcheck import Problem
from analyzer.lexicon.lexicon import dictionaries_folder
from analyzer.model import Analysis, Document
from analyzer.pipeline import Analyzer
from analyzer.presentation.columns import TABLES

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


def test_help_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["analyze", "--help"], ["dict", "check", "--help"], ["explain", "--help"]):
        assert run(arguments) == 0
        said = capsys.readouterr().out
        assert said.startswith("用法：policy-analyzer")
        assert not {"Usage", "Options", "Commands", "OPTIONS", "Show"} & set(said.replace("[", " ").split())
