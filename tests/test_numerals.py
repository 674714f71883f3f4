"""Numerals in every writing have one exact value, and no numeral has a value that is not finite."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.extraction.numerals import parse_number, plain


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("530", "530"),
        ("0.5", "0.5"),
        ("20.10", "20.1"),
        ("1,100.9", "1100.9"),
        ("12,345,678", "12345678"),
        ("2.6万亿", "2600000000000"),
        ("3千万", "30000000"),
        ("35亿", "3500000000"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("一百零五", "105"),
        ("一百二十万", "1200000"),
        ("两千多万", "20000000"),
        ("两千零三十", "2030"),
        ("一万二", "12000"),
        ("三百五", "350"),
        ("十万零八百", "100800"),
        ("三亿五千万", "350000000"),
        ("一点五", "1.5"),
        ("一点五亿", "150000000"),
        ("八点二五", "8.25"),
        ("二〇二五", "2025"),
        ("200余", "200"),
        ("零", "0"),
        ("一万二千三百亿", "1230000000000"),
    ],
)
def test_value(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


def test_vague_inner_digits_keep_the_known_part() -> None:
    value = parse_number("一百几十亿")
    assert value is not None
    assert Decimal(100_0000_0000) <= value < Decimal(200_0000_0000)


@pytest.mark.parametrize("text", ["", "万", "亿", "个", "1,10", "1.2.3", "百年", "一点", "五点个", "一" * 41])
def test_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_digits_are_limited() -> None:
    assert parse_number("9" * 18) == Decimal("9" * 18)
    assert parse_number("9" * 19) is None
    assert parse_number("1" + "兆" * 3) is None
    assert parse_number("0." + "1" * 10) == Decimal("0." + "1" * 10)
    assert parse_number("0." + "1" * 11) is None


def in_chinese(number: int) -> str:
    """Write 1 ≤ number ≤ 10^12 the way officials do: sections of four digits, 零 across a gap, 十 for 一十."""
    sections = []
    rest = number
    for sign in ("", "万", "亿", "万亿"):
        rest, section = divmod(rest, 10000)
        sections.append((section, sign))
    text = ""
    gap = False
    for section, sign in reversed(sections):
        if section == 0:
            gap = bool(text)
            continue
        if text and (gap or section < 1000):
            text += "零"
        text += _section(section) + sign
        gap = False
    return text.removeprefix("一") if text.startswith("一十") else text


def _section(section: int) -> str:
    text = ""
    gap = False
    for digit, sign in zip(f"{section:04d}", "千百十 ", strict=True):
        if digit == "0":
            gap = bool(text)
            continue
        text += ("零" if gap else "") + "零一二三四五六七八九"[int(digit)] + sign.strip()
        gap = False
    return text


def test_the_writer_writes_chinese() -> None:
    numbers = (15, 105, 1_0005, 20_0000, 3_0500_0000, 10**12)
    assert [in_chinese(number) for number in numbers] == [
        "十五", "一百零五", "一万零五", "二十万", "三亿零五百万", "一万亿",
    ]  # fmt: skip


@given(st.integers(1, 10**12))
def test_parsing_inverts_writing(number: int) -> None:
    assert parse_number(in_chinese(number)) == number


@given(st.integers(0, 10**18 - 1))
def test_thousands_separators_change_nothing(number: int) -> None:
    assert parse_number(f"{number:,}") == parse_number(str(number)) == number


@given(st.decimals(0, 10**9, places=3), st.sampled_from(["", "万", "亿", "千", "百万", "万亿"]))
def test_magnitudes_are_exact(number: Decimal, magnitude: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8, "千": 1000, "百万": 10**6, "万亿": 10**12}[magnitude]
    expected = number * factor
    value = parse_number(f"{number:f}{magnitude}")
    assert value == (expected if expected < 10**18 else None)


@given(st.text("0123456789,.零〇一二两三四五六七八九十百千万亿兆几半点多余", max_size=45))
def test_every_value_is_finite_and_within_the_limit(text: str) -> None:
    value = parse_number(text)
    if value is not None:
        assert value.is_finite()
        assert len(f"{value:f}".split(".")[0]) <= 18


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=0, max_value=10**12))
def test_plain_keeps_the_value_and_drops_idle_zeros(value: Decimal) -> None:
    text = str(plain(value))
    assert Decimal(text) == value
    assert "E" not in text
    assert "." not in text or not text.endswith("0")
