"""The README files tell the truth: commands run, output is what comes out, links lead somewhere.

Counts in command output change as the dictionaries grow; there digits are compared as digits only.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.en.md")
FLOORS = {"1": "floors.toml", "2": "floors_independent.toml"}
# | 1 | targets 指标 | 0.99 | 0.70 |
ACCURACY = re.compile(r"^\| ([12]) [^|]*\| (targets|tasks)[^|]*\| ([\d.]+) \| ([\d.]+) \|$", re.MULTILINE)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text_of(name), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", READMES)
def test_python_examples_give_the_output_shown(name: str) -> None:
    code = "\n".join(blocks(name, "python"))
    test = doctest.DocTestParser().get_doctest(code, {}, name, name, 0)
    results = doctest.DocTestRunner(verbose=False).run(test)
    assert results.attempted >= 5
    assert results.failed == 0


@pytest.mark.parametrize("name", READMES)
def test_console_examples_give_the_output_shown(name: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    commands = "".join(blocks(name, "console")).split("$ ")[1:]
    assert commands
    for command in commands:
        line, _, shown = command.partition("\n")
        program, *arguments = shlex.split(line)
        assert program == "policy-analyzer"
        assert masked(run(arguments, tmp_path)) == masked(shown)


def run(arguments: list[str], folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "analyzer.cli", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def masked(output: str) -> list[str]:
    return [re.sub(r"\d+", "0", line.rstrip()) for line in output.rstrip().splitlines()]


@pytest.mark.parametrize("name", READMES)
def test_make_commands_exist(name: str) -> None:
    targets = re.findall(r"^make (\w+)", "".join(blocks(name, "bash")), re.MULTILINE)
    assert targets == ["demo", "test"]
    for target in targets:
        assert re.search(rf"^{target}:", text_of("Makefile"), re.MULTILINE)


@pytest.mark.parametrize("name", READMES)
def test_links_and_pictures_exist(name: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text_of(name)) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("name", READMES)
def test_every_table_is_named(name: str) -> None:
    from analyzer.presentation.columns import TABLES

    rows = re.findall(r"^\| ([a-z]+) \|", text_of(name), re.MULTILINE)
    assert [row for row in rows if row not in ("table", "annotations")] == [table.name for table in TABLES]


@pytest.mark.parametrize("name", READMES)
def test_accuracy_claims_no_more_than_the_floors_hold(name: str) -> None:
    claims = ACCURACY.findall(text_of(name))
    assert len(claims) == 4
    for number, kind, found, full in claims:
        floors = tomllib.loads(text_of(f"benchmarks/{FLOORS[number]}"))[kind]
        # two decimals, rounded
        assert float(found) <= floors["found_f1"] + 0.0051
        assert float(full) <= floors["full_f1"] + 0.0051
