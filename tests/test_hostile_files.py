"""Files that break readers: each gets its row and its code, soon, within bounds of memory, without a traceback."""

from __future__ import annotations

import re
import socket
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from hostile import HostileFile
from hostile import hostile_files as hostile_texts
from hostile_files import hostile_files, write_all

from analyzer.errors import ReadError
from analyzer.model import Document, Failure
from analyzer.reading import office, pdf
from analyzer.reading.inputs import Input, find_inputs, one_input
from analyzer.reading.reader import read, read_all

FILES = hostile_files()
SECONDS = 30.0
MEMORY = 2 << 30


@dataclass(frozen=True)
class Result:
    """What reading one file gave, and how long it took."""

    found: list[Document | Failure]
    seconds: float


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    write_all(folder)
    return folder


@pytest.fixture(scope="module")
def results(folder: Path) -> dict[str, Result]:
    """All files read, two at a time; those that must run out of time with little of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "DEFAULT_MEMORY", 500_000_000)
        patch.setattr(office, "_TIMEOUT", 8)
        slow = [file for file in FILES if "E_TIMEOUT" in file.expected]
        found = read_files(folder, [file for file in FILES if file not in slow])
        patch.setattr(pdf, "_PAGE_SECONDS", 0.5)
        found.update(read_files(folder, slow))
    return found


def read_files(folder: Path, files: Iterable[HostileFile]) -> dict[str, Result]:
    def read_one(file: HostileFile) -> tuple[str, Result]:
        begin = time.monotonic()
        found = list(read_all([one_input(folder / file.name)]))
        return file.name, Result(found, time.monotonic() - begin)

    with ThreadPoolExecutor(2) as pool:
        return dict(pool.map(read_one, files))


def code_of(result: Document | Failure) -> str:
    if isinstance(result, Failure):
        return result.code
    return result.warnings[0].split(" ")[0] if result.warnings else "ok"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_has_its_code(file: HostileFile, results: dict[str, Result]) -> None:
    result = results[file.name]
    expected = file.expected.split("|")
    if office.find_soffice() is None and file.name.endswith((".doc", ".rtf")):
        expected.append("E_FORMAT")  # the message says what to install
    assert result.found, "a file never vanishes"
    assert {code_of(found) for found in result.found} <= set(expected)
    assert result.seconds < SECONDS
    for found in result.found:
        if isinstance(found, Failure):
            assert re.search("[\u4e00-\u9fff]", found.message), "people are told in Chinese"
            assert not re.search("Traceback|Error\\b.*line", found.message)
        else:
            assert found.text.strip()
            found.text.encode()


def test_there_are_enough_of_them_with_names_of_their_own() -> None:
    names = [file.name for file in FILES]
    assert len(set(names)) == len(names) >= 60
    assert len(FILES) + len(hostile_texts()) >= 180


def test_memory_stays_within_bounds(results: dict[str, Result]) -> None:
    resource = pytest.importorskip("resource")
    unit = 1 if sys.platform == "darwin" else 1024
    assert len(results) == len(FILES)
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        assert resource.getrusage(who).ru_maxrss * unit < MEMORY


def test_nothing_is_written_outside(folder: Path, results: dict[str, Result]) -> None:
    assert results
    assert {path.name for path in folder.iterdir()} == {file.name for file in FILES}
    assert not Path("/tmp/逃逸").exists()


def problem_of(item: Input, **more: int) -> str:
    with pytest.raises(ReadError) as caught:
        read(item, **more)
    return caught.value.code


def test_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "文件夹.pdf").mkdir()
    assert problem_of(one_input(tmp_path / "文件夹.pdf")) == "E_NOT_FILE"
    assert problem_of(one_input(tmp_path / "好.txt" / "x.pdf")) == "E_NOT_FILE"
    assert problem_of(one_input("/dev/zero")) == "E_NOT_FILE" or sys.platform == "win32"
    deep = tmp_path.joinpath(*["很深的文件夹"] * 400)
    assert problem_of(one_input(deep)) == "E_IO"
    with (tmp_path / "稀疏.pdf").open("wb") as file:
        file.truncate(5 << 30)
    assert problem_of(one_input(tmp_path / "稀疏.pdf")) == "E_TOO_LARGE"
    (tmp_path / "小.txt").write_text("到2025年新增就业5万人。", encoding="utf-8")
    assert problem_of(one_input(tmp_path / "小.txt"), max_bytes=10) == "E_TOO_LARGE"


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX") or sys.platform == "win32", reason="no sockets in folders")
def test_a_socket_among_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may have 107 bytes
    server = socket.socket(socket.AF_UNIX)
    try:
        server.bind("插座")
        [result] = read_all(find_inputs([str(tmp_path)]))
    finally:
        server.close()
    assert isinstance(result, Failure)
    assert result.code in {"E_NOT_FILE", "E_IO"}
