"""The documentation tells the truth: its commands run, its output is what comes out, its links lead somewhere.

In the pages, a block ``console`` holds commands that are run here, in order, in a folder with ``samples/``; lines
below a command are compared with what it prints, digits as digits only, ``…`` standing for anything. A block
``python`` is run too. A block ``bash`` is for reading, and so is any block below ``<!-- 不执行 -->``.
"""

from __future__ import annotations

import contextlib
import io
import re
import runpy
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

import analyzer
from analyzer.cli.main import cli, run
from analyzer.cli.messages import ERRORS
from analyzer.lexicon import Lexicon, load_lexicon
from analyzer.pipeline import Analyzer

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
# their code is run elsewhere, or reads files that a reader has
ELSEWHERE = ("exchange.md", "formats.md", "gallery.md", "python-api.md")
RUN = [page for page in PAGES if not page.startswith("notebooks/") and page not in ELSEWHERE]
BLOCK = re.compile(
    r"^(?P<off><!-- 不执行 -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"\b[EW]_[A-Z]+(?:_[A-Z]+)*\b")


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def blocks(page: str) -> Iterator[tuple[str, str]]:
    for block in BLOCK.finditer(text_of(page)):
        if not block["off"] and block["kind"] in ("console", "python") and ">>>" not in block["text"]:
            yield block["kind"], block["text"]


# pages made by scripts


@pytest.mark.parametrize(
    ("script", "page"), [("cli", "cli.md"), ("api", "python-api.md"), ("accuracy", "accuracy.md")]
)
def test_made_pages_are_current(script: str, page: str) -> None:
    made = runpy.run_path(str(ROOT / "scripts" / f"make_{script}_page.py"))
    command = f"PYTHONPATH=. python scripts/make_{script}_page.py"
    assert text_of(page) == made["page"](), f"run {command}"


def test_every_command_and_option_is_on_the_page() -> None:
    page = text_of("cli.md")
    for path, command in commands(cli, ""):
        assert f"\n## {path}\n" in page
        for option in command.params:
            if isinstance(option, click.Option):
                assert f"`{option.opts[0]}" in page


def commands(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")
        else:
            yield prefix + name, command


def test_the_interface_page_has_every_public_name() -> None:
    page = text_of("python-api.md")
    names = [name for name in analyzer.__all__ if name != "__version__"]
    assert [name for name in names if f"[`{name}`]" not in page] == []


# commands and code


@pytest.fixture(scope="module")
def made() -> dict[object, Any]:
    """Dictionaries and analyzers made so far: the commands share them."""
    return {}


@pytest.fixture
def quick(made: dict[object, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def load(folder: Path | None = None, *, extra: Path | None = None) -> Lexicon:
        if (folder, extra) not in made:
            made[folder, extra] = load_lexicon(folder, extra=extra)
        return made[folder, extra]

    def make(lexicon: Lexicon | None = None) -> Analyzer:
        lexicon = lexicon or load()
        if id(lexicon) not in made:
            made[id(lexicon)] = Analyzer(lexicon)
        return made[id(lexicon)]

    monkeypatch.setattr("analyzer.lexicon.load_lexicon", load)
    monkeypatch.setattr("analyzer.pipeline.Analyzer", make)


@pytest.mark.parametrize("page", [page for page in RUN if list(blocks(page))])
def test_commands_and_code_run(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick: None
) -> None:
    if "import duckdb" in text_of(page):
        pytest.importorskip("duckdb")
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for kind, text in blocks(page):
        if kind == "console":
            run_commands(text)
        else:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(text, page, "exec"), names)


def run_commands(text: str) -> None:
    lead, *given = re.split(r"^\$ ", text, flags=re.MULTILINE)
    assert not lead
    for each in given:
        line, _, shown = each.partition("\n")
        program, *arguments = shlex.split(line)
        assert program == "policy-analyzer"
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            assert run(arguments) == 0, line
        if shown.strip():
            assert re.search(pattern(shown), masked(printed.getvalue()), re.DOTALL), printed.getvalue()


def pattern(shown: str) -> str:
    """What is shown as a pattern: every ``…`` stands for some text, or for some lines."""
    pieces = re.split(r"…\n?", masked(shown.rstrip("\n")))
    return r"\A" + ".*".join(map(re.escape, pieces)) + r"\s*\Z"


def masked(text: str) -> str:
    return re.sub(r"\d+", "0", text)


def test_a_difference_is_noticed() -> None:
    assert re.search(pattern("位置 97\n…\n  指标"), masked("位置 3\n句子\n数\n  指标\n"), re.DOTALL)
    assert not re.search(pattern("任务，9 行"), masked("任务，10 行\n核对"), re.DOTALL)


# links and lists


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    prose = BLOCK.sub("", text_of(page))
    links = [link for link in LINK.findall(prose) if "://" not in link and not link.startswith("mailto:")]
    wrong = [link for link in links if not leads_somewhere(page, link)]
    assert wrong == []


def leads_somewhere(page: str, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (DOCS / page).parent / path if path else DOCS / page
    # what lies outside docs/ is not on the site
    if not target.is_file() or not target.resolve().is_relative_to(DOCS):
        return False
    headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE) if anchor else []
    return not anchor or anchor in {slug(heading) for heading in headings}


def slug(heading: str) -> str:
    """As Markdown's toc makes it of an ASCII heading; others have no lasting anchor."""
    return (
        re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower()) if heading.isascii() else ""
    )


def test_the_site_lists_every_page() -> None:
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = re.findall(r": (\S+\.md)$", config, re.MULTILINE)
    assert sorted(listed) == PAGES
    assert "mkdocs-material" not in config


def test_every_error_code_is_explained() -> None:
    sources = (ROOT / "analyzer").rglob("*.py")
    used = {code for path in sources for code in CODE.findall(path.read_text(encoding="utf-8"))}
    explained = set(re.findall(r"^\| `([EW]_[A-Z_]+)`", text_of("errors.md"), re.MULTILINE))
    assert explained == used
    assert set(ERRORS) == {code for code in used if code.startswith("E_")}


def test_every_sample_has_its_source() -> None:
    lines = (ROOT / "samples" / "SOURCES.tsv").read_text(encoding="utf-8").splitlines()[1:]
    named = {line.partition("\t")[0].rstrip("/") for line in lines}
    assert named == {path.name for path in (ROOT / "samples").iterdir()} - {"SOURCES.tsv"}


def test_the_site_builds(tmp_path: Path) -> None:
    config = pytest.importorskip("mkdocs.config")
    build = pytest.importorskip("mkdocs.commands.build")
    build.build(config.load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path), strict=True))
    assert (tmp_path / "tutorial.html").is_file()
