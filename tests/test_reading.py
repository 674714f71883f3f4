"""Inputs to documents: whatever is named gets one result, a document or a failure with its code."""

from __future__ import annotations

import hashlib
import io
import os
import time
from pathlib import Path

import pytest
from hostile import HostileFile, hostile_files, write_all
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import ReadError
from analyzer.model import Document, Failure
from analyzer.reading.inputs import Input, find_inputs
from analyzer.reading.names import MAX_BYTES, safe_id, tell_apart
from analyzer.reading.reader import read, read_all

TEXT = "广安市人民政府关于发展茶产业的意见\n到2025年，全市茶园面积达到30万亩。\n"


def codes(inputs: list[Input]) -> list[str]:
    return [result.code if isinstance(result, Failure) else "ok" for result in read_all(inputs)]


@pytest.mark.parametrize("file", hostile_files(), ids=lambda file: file.name)
def test_hostile_file(tmp_path: Path, file: HostileFile) -> None:
    path = tmp_path / file.name
    path.write_bytes(file.data)
    results = list(read_all(find_inputs([str(path)])))
    assert len(results) == 1
    result = results[0]
    if file.expected.startswith("E_"):
        assert isinstance(result, Failure)
        assert result.code == file.expected
        assert any("\u4e00" <= character <= "\u9fff" for character in result.message)
        return
    assert isinstance(result, Document)
    assert result.text.strip()
    result.text.encode()
    result.source_path.encode()
    if file.expected == "ok":
        assert result.warnings == ()
    else:
        assert file.expected in {warning.split()[0] for warning in result.warnings}


def test_hostile_folder_gives_one_row_each(tmp_path: Path) -> None:
    files = write_all(tmp_path)
    assert len(files) >= 40
    visible = [name for name in files if not name.startswith(".")]
    results = list(read_all(find_inputs([str(tmp_path)])))
    assert len(results) == len(visible)
    ids = [result.doc_id.casefold() for result in results]
    assert len(set(ids)) == len(ids)


def test_plain_text_is_the_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "意见.txt"
    path.write_bytes(TEXT.encode())
    document = read(path)
    assert (document.text, document.doc_id, document.source_format, document.encoding) == (
        TEXT,
        "意见",
        "text",
        "utf-8",
    )
    assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_folder_is_read_in_order_without_clutter(tmp_path: Path) -> None:
    for name in ("乙/2.txt", "甲/1.txt", "甲/~$1.docx", ".git/config", "Thumbs.db", "丙.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    found = [Path(item.source_path).relative_to(tmp_path).as_posix() for item in find_inputs([str(tmp_path)])]
    assert found == ["丙.txt", "乙/2.txt", "甲/1.txt"]


def test_globs_duplicates_and_missing_files(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    inputs = find_inputs(
        [f"{tmp_path}/*.txt", f"{tmp_path}/a.txt", f"{tmp_path}/*.pdf", f"{tmp_path}/无.txt"]
    )
    assert [Path(item.source_path).name for item in inputs] == ["a.txt", "b.txt", "*.pdf", "无.txt"]
    assert codes(inputs) == ["ok", "ok", "E_NOT_FILE", "E_NOT_FILE"]


def test_file_whose_name_is_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a1.txt").write_text(TEXT, encoding="utf-8")
    assert [item.doc_id for item in find_inputs([f"{tmp_path}/a[1].txt"])] == ["a[1]"]


def test_empty_folder_and_empty_argument(tmp_path: Path) -> None:
    assert codes(find_inputs([str(tmp_path)])) == ["E_NOT_FILE"]
    assert codes(find_inputs(["", "a\0b"])) == ["E_NOT_FILE", "E_NOT_FILE"]


def test_symbolic_links(tmp_path: Path) -> None:
    (tmp_path / "文.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "圈").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "自己").symlink_to(tmp_path / "自己")
    (tmp_path / "断").symlink_to(tmp_path / "没有")
    results = {Path(result.source_path).name: result for result in read_all(find_inputs([str(tmp_path)]))}
    assert set(results) == {"文.txt", "自己", "断"}
    assert isinstance(results["文.txt"], Document)
    for name, code in (("自己", "E_IO"), ("断", "E_NOT_FILE")):
        failure = results[name]
        assert isinstance(failure, Failure)
        assert failure.code == code


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs on this system")
def test_fifo_and_device_do_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道")
    start = time.monotonic()
    assert codes(find_inputs([str(tmp_path / "管道"), "/dev/zero"])) == ["E_NOT_FILE", "E_NOT_FILE"]
    assert time.monotonic() - start < 2


def test_folder_given_as_a_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        read(tmp_path)
    assert caught.value.code == "E_NOT_FILE"


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "密.txt"
    path.write_text(TEXT, encoding="utf-8")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)  # root may read everything, so chmod would not do
    assert codes([Input("密", str(path), path)]) == ["E_PERMISSION"]


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    path.write_text(TEXT, encoding="utf-8")
    for limit, code in ((len(TEXT.encode()), ""), (10, "E_TOO_LARGE")):
        if not code:
            assert read(path, max_bytes=limit).text == TEXT
            continue
        with pytest.raises(ReadError) as caught:
            read(path, max_bytes=limit)
        assert caught.value.code == code


def test_stdin() -> None:
    results = list(read_all(find_inputs(["-", "-"]), stdin=io.BytesIO(TEXT.encode("gb18030"))))
    assert len(results) == 1
    document = results[0]
    assert isinstance(document, Document)
    assert (document.doc_id, document.text) == ("stdin", TEXT)
    with pytest.raises(ReadError) as caught:
        read("-", stdin=io.BytesIO(b"x" * 100), max_bytes=10)
    assert caught.value.code == "E_TOO_LARGE"


def test_json_lines_give_one_document_a_line(tmp_path: Path) -> None:
    path = tmp_path / "集.jsonl"
    path.write_text(
        '{"id": "x", "text": "新增就业5万人"}\n\n{"正文": "完成投资", "id": 7}\n'
        '{"id": "x", "content": "增长8%"}\noops\n',
        encoding="utf-8",
    )
    (tmp_path / "x.txt").write_text(TEXT, encoding="utf-8")
    results = list(read_all(find_inputs([str(path), str(tmp_path / "x.txt")])))
    assert [result.text if isinstance(result, Document) else result.code for result in results] == [
        "新增就业5万人", "完成投资", "增长8%", "E_FORMAT", TEXT,
    ]  # fmt: skip
    ids = [result.doc_id for result in results]
    assert len(set(ids)) == 5
    assert ids[1] == "7"
    assert ids[4] == "x"
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.code == "E_FORMAT"


@pytest.mark.parametrize(
    ("name", "doc_id"),
    [
        ("2021年政府工作报告.txt", "2021年政府工作报告"),
        ("实施意见2023.2.8.txt", "实施意见2023.2.8"),
        ("实施意见2023.2.8", "实施意见2023.2.8"),
        ("数据.jsonl", "数据"),
        ("nul", "_nul"),
        ("COM1.tar.gz", "_COM1.tar"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\tb\x00c", "a_b_c"),
    ],
)
def test_safe_id(name: str, doc_id: str) -> None:
    assert safe_id(name) == doc_id


@given(name=st.text(alphabet=st.characters(exclude_categories=()), max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_name_gives_a_legal_id(name: str) -> None:
    doc_id = safe_id(name)
    assert 0 < len(doc_id.encode()) <= MAX_BYTES
    assert not set(doc_id) & set('<>:"/\\|?*\0\n\r\t')
    assert doc_id not in {".", ".."}
    assert doc_id[-1] not in " ."


@given(names=st.lists(st.sampled_from(["意见", "办法", "A", "a", "é", "e\u0301"]), max_size=8))
def test_ids_never_clash(names: list[str]) -> None:
    ids = tell_apart([(name, f"{number}/{name}") for number, name in enumerate(names)])
    assert len({doc_id.casefold() for doc_id in ids}) == len(names)
