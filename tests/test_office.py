"""Old Word files, WPS files and RTF by LibreOffice or antiword, and what is said where neither is installed."""

from __future__ import annotations

import http.server
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fixtures_docx import from_text_numbered, make_docx, paragraph, run, table, with_linked_picture
from test_docx import SAMPLES, facts

from analyzer.errors import ReadError
from analyzer.pipeline import Analyzer
from analyzer.reading import office
from analyzer.reading.antiword import parse_antiword
from analyzer.reading.office import read_office, run_limited

needs_soffice = pytest.mark.skipif(office.find_soffice() is None, reason="LibreOffice is not installed")
needs_antiword = pytest.mark.skipif(shutil.which("antiword") is None, reason="antiword is not installed")
Convert = Callable[[str], dict[str, bytes]]
SAMPLE = next(path for path in SAMPLES if "实施意见" in path.name)
NOTE = '<w:footnote w:id="2">' + paragraph("口径见年鉴。") + "</w:footnote>"
MIXED = (
    paragraph("一、主要指标")
    + table([["指标", "2025年"], ["高新技术企业", "120家"]])
    + paragraph(run("强度") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("达到3%"))
)


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Files made by LibreOffice, in two runs for all tests."""
    folder = tmp_path_factory.mktemp("office")
    sources = {
        "sample": from_text_numbered(SAMPLE.read_text(encoding="utf-8")),
        "mixed": make_docx(MIXED, footnotes=NOTE),
        "blank": make_docx(paragraph("")),
        "linked": with_linked_picture("http://127.0.0.1:54321/picture.png"),
    }
    for name, data in sources.items():
        (folder / f"{name}.docx").write_bytes(data)
    for suffix in ("doc", "rtf"):
        command = [
            office.find_soffice() or "",
            "--headless",
            f"-env:UserInstallation={(folder / 'p').as_uri()}",
        ]
        command += ["--convert-to", suffix, "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))]
        subprocess.run(command, capture_output=True, timeout=120, check=True)
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in {".doc", ".rtf"}}


def code_of(data: bytes, kind: str) -> str:
    with pytest.raises(ReadError) as caught:
        read_office(data, kind)
    return caught.value.code


def as_word_writes(rtf: bytes) -> bytes:
    """LibreOffice writes the 、 of a label as a question mark; Word writes it in the code page of the file."""
    rtf = rtf.replace(rb"\rtf1\ansi", rb"\rtf1\ansi\ansicpg936", 1)
    rtf = rtf.replace(rb"{\leveltext \'02\'00\'3f;}", rb"{\leveltext\'02\'00\'a1\'a2;}")
    return rtf.replace(rb"{\leveltext \'03\'28\'01\'29;}", rb"{\leveltext\'03\'a3\'a8\'01\'a3\'a9;}")


@needs_soffice
@pytest.mark.parametrize("kind", ["doc", "rtf"])
def test_same_facts_as_from_plain_text(analyzer: Analyzer, converted: dict[str, bytes], kind: str) -> None:
    data = as_word_writes(converted["sample.rtf"]) if kind == "rtf" else converted["sample.doc"]
    text = SAMPLE.read_text(encoding="utf-8")
    content = read_office(data, kind)
    assert "".join(content.text.split()) == "".join(text.split())
    assert facts(analyzer, content.text) == facts(analyzer, text)


@needs_soffice
@pytest.mark.parametrize(("name", "kind"), [("mixed.doc", "wps"), ("mixed.rtf", "rtf")])
def test_tables_and_notes(converted: dict[str, bytes], name: str, kind: str) -> None:
    content = read_office(converted[name], kind)
    assert content.text.split("\n") == [
        "一、主要指标", "指标\t2025年", "高新技术企业\t120家", "强度达到3%", "注1：口径见年鉴。",
    ]  # fmt: skip
    assert len(content.tables) == 1


@needs_soffice
@needs_antiword
def test_antiword_where_there_is_no_libreoffice(
    converted: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "find_soffice", lambda: None)
    content = read_office(converted["mixed.doc"], "doc")
    assert content.text.split("\n") == [
        "一、主要指标", "指标\t2025年", "高新技术企业\t120家", "强度达到3%", "注1：口径见年鉴。",
    ]  # fmt: skip
    assert [warning.split()[0] for warning in content.warnings] == ["W_NUMBERING"]
    assert code_of(converted["blank.doc"], "doc") == "E_NO_TEXT"
    assert code_of(converted["mixed.doc"][:3000], "doc") == "E_FORMAT"
    assert code_of(converted["mixed.rtf"], "rtf") == "E_FORMAT"


@pytest.mark.parametrize("kind", ["doc", "wps", "rtf"])
def test_message_says_how_to_install(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_soffice", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(ReadError, match=r"LibreOffice.*apt install.*brew.*Windows") as caught:
        read_office(b"{\\rtf1 x}", kind)
    assert caught.value.code == "E_FORMAT"


@needs_soffice
def test_what_libreoffice_cannot_open(converted: dict[str, bytes]) -> None:
    assert code_of(b"{\\rtf1", "rtf") == "E_FORMAT"
    assert code_of(converted["blank.rtf"], "rtf") == "E_NO_TEXT"


def test_password_is_told_without_any_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_soffice", lambda: None)
    head = b"\xd0\xcf\x11\xe0" + bytes(508)
    locked = head + b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x13" + bytes(500)
    assert code_of(locked, "doc") == "E_ENCRYPTED"


@needs_soffice
def test_no_document_calls_home(converted: dict[str, bytes]) -> None:
    asked: list[str] = []

    class Page(http.server.BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            asked.append(self.raw_requestline.decode() if hasattr(self, "raw_requestline") else "asked")
            super().handle_one_request()

    with http.server.HTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"127.0.0.1:{server.server_port:05}"
        data = converted["linked.doc"]
        for encoding in ("ascii", "utf-16-le"):
            data = data.replace("127.0.0.1:54321".encode(encoding), here.encode(encoding))
        assert here.encode() in data
        assert read_office(data, "doc").text == "有图片的段落"
        server.shutdown()
    assert asked == []


@pytest.mark.skipif(os.name != "posix", reason="process groups")
def test_a_program_that_hangs_ends_with_all_it_started(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    inner = f"import time, pathlib; time.sleep(1.5); pathlib.Path({str(mark)!r}).touch()"
    outer = (
        f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {inner!r}]); time.sleep(30)"
    )
    start = time.monotonic()
    with pytest.raises(ReadError) as caught:
        run_limited([sys.executable, "-c", outer], 0.5)
    assert caught.value.code == "E_TIMEOUT"
    assert time.monotonic() - start < 10
    time.sleep(1.5)
    assert not mark.exists()


def test_a_program_that_is_not_there() -> None:
    with pytest.raises(ReadError) as caught:
        run_limited(["没有这个程序"], 1)
    assert caught.value.code == "E_IO"


def test_antiwords_tables_and_lines_of_dashes() -> None:
    text = "一、目标\n|甲   |乙  |\n|1    |2   |\n----------------------\n不是注\n"
    assert parse_antiword(text).text.split("\n") == [
        "一、目标",
        "甲\t乙",
        "1\t2",
        "----------------------",
        "不是注",
    ]
