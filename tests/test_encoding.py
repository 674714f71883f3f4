"""Bytes to text: every encoding of Chinese comes back, and nothing but ReadError ever leaves decode()."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzer.errors import ReadError
from analyzer.reading.encoding import decode
from analyzer.reading.plausibility import is_misread_gbk, plausibility
from analyzer.reading.scrubbing import is_blank, scrub

_WORDS = (
    "到2025年", "全市", "森林覆盖率", "达到45%以上", "新增就业", "5万人", "，", "。", "；", "：",
    "“十四五”时期", "关于印发", "通知", "工作方案", "固定资产投资", "增长8.5%", "人民政府", "（试行）",
    "《办法》", "不低于", "1.2亿元", "加快推进",
    "\n", "　　",
)  # fmt: skip
chinese = st.lists(st.sampled_from(_WORDS), min_size=4, max_size=40).map("".join)
traditional = st.lists(
    st.sampled_from(
        ("關於印發", "經濟發展", "規劃", "通知", "，", "。", "縣市政府", "加強管理", "預算", "\n")
    ),
    min_size=3,
    max_size=30,
).map("".join)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32", "utf-32-le"])
@given(text=chinese)
@settings(max_examples=60, deadline=None)
def test_round_trip(encoding: str, text: str) -> None:
    if is_blank(text):
        return
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@given(text=chinese)
@settings(max_examples=60, deadline=None)
def test_utf16_without_a_mark(encoding: str, text: str) -> None:
    text += "现将有关事项通知如下。"
    assert decode(text.encode(encoding)).text == text


@given(text=traditional)
@settings(max_examples=60, deadline=None)
def test_big5(text: str) -> None:
    if is_blank(text):
        return
    decoded = decode(text.encode("big5"))
    assert decoded.text == text


@given(data=st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"\x00\xd8\x00\xd8")
@example(b"\xef\xbb\xbf\xff")
@settings(max_examples=400, deadline=None)
def test_any_bytes(data: bytes) -> None:
    decoded = code = None
    try:
        decoded = decode(data)
    except ReadError as error:
        code = error.code
    if decoded is None:
        assert code in {"E_EMPTY", "E_NOT_TEXT", "E_ENCODING"}
        return
    decoded.text.encode("utf-8")  # raises on a surrogate
    assert "\r" not in decoded.text
    assert not any(ord(character) < 32 and character not in "\t\n" for character in decoded.text)


@given(text=st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_scrub_keeps_length_and_is_idempotent(text: str) -> None:
    clean, _ = scrub(text)
    assert len(clean) == len(text.replace("\r\n", "\n"))
    assert scrub(clean) == (clean, 0)
    clean.encode("utf-8")


@pytest.mark.parametrize(
    ("data", "encoding", "warning"),
    [
        ("完成投资28亿元".encode(), "utf-8", ""),
        ("完成投资28亿元".encode("gbk"), "gb18030", ""),
        ("通知".encode("gbk"), "gb18030", ""),
        ("蹚出一条新路".encode("gb18030"), "gb18030", ""),
        (b"\x84\x31\x95\x33" + "新路".encode("gb18030"), "gb18030", ""),
        ("現將有關事項通知如下".encode("big5"), "big5", ""),
        (b"plain ASCII", "utf-8", ""),
        ("25°C ±3".encode(), "utf-8", ""),
        (("现将有关事项通知" * 3).encode()[:-1], "utf-8", "W_TRUNCATED"),
        ("完成投资\n".encode() * 5 + "新增就业\n".encode("gbk"), "utf-8", "W_MIXED"),
        ("完成投资\n".encode("gbk") * 5 + "新增就业\n".encode(), "gb18030", "W_MIXED"),
        (b"\xff\xfe" + "现将有关事项通知".encode(), "utf-8", "W_ENCODING"),
    ],
)
def test_encoding_and_warning(data: bytes, encoding: str, warning: str) -> None:
    decoded = decode(data)
    assert decoded.encoding == encoding
    assert [text.split()[0] for text in decoded.warnings] == ([warning] if warning else [])


def test_mixed_lines_read_right() -> None:
    data = "完成投资\n".encode() * 3 + "新增就业\n".encode("gbk") + "完成投资\n".encode()
    assert decode(data).text == "完成投资\n" * 3 + "新增就业\n完成投资\n"


def test_line_ends_and_mark() -> None:
    assert decode("\ufeff一、目标\r\n二、任务\r三、保障\x0c四、附则".encode()).text == (
        "一、目标\n二、任务\n三、保障\n四、附则"
    )


def test_plausibility_tells_right_from_wrong() -> None:
    text = "现将有关事项通知如下，请认真贯彻执行。"
    right = plausibility(text)
    for wrong in ("big5hkscs", "utf-16-le", "latin-1"):
        assert plausibility(text.encode("gb18030").decode(wrong, "replace")) < 0.75 < right
    assert plausibility(text.encode("utf-8").decode("gb18030", "replace")) < 0.75


def test_misread_gbk_only_without_ideographs() -> None:
    assert is_misread_gbk("通知".encode("gbk").decode("utf-8"))
    assert not is_misread_gbk("通知 àé")
    assert not is_misread_gbk("café")


@pytest.mark.parametrize(
    "unit", [b"\xff", b"\x81", b"\xe4\n", "一是".encode(), "一是\n".encode("gbk") + b"\xff\n"]
)
def test_time_is_linear(unit: bytes) -> None:
    def seconds(size: int) -> float:
        data = unit * (size // len(unit))
        start = time.perf_counter()
        with contextlib.suppress(ReadError):
            decode(data)
        return time.perf_counter() - start

    small = max(seconds(200_000), 0.01)
    assert seconds(800_000) < 8 * small
