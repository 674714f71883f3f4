"""Bytes to text: a ladder from the surest sign of an encoding to the weakest.

1. a byte order mark; 2. strict UTF-8, if the result is plausible; 3. strict GB18030, Big5, UTF-16 and
UTF-32, whichever reads most like Chinese; 4. UTF-8 or GB18030 with damage: cut characters, lines in another
encoding. General detectors are not used: on short Chinese texts they guess UTF-16 or a Cyrillic code page.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from analyzer.errors import ReadError
from analyzer.reading.plausibility import SAMPLE, is_misread_gbk, plausibility
from analyzer.reading.scrubbing import is_blank, scrub

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# in this order where two read equally well
_GUESSES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_NAMES = {"big5hkscs": "big5"}
_PLAUSIBLE = 0.75
# below this for the whole file, no line of it is Chinese
_HOPELESS = -0.5
# more characters than this share lost or controls: what is left is not the document
_MAX_LOST = 0.05
_MAX_CONTROLS = 0.1
_FEW = 3
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file: line ends are ``\\n``, no byte order mark, nothing that cannot be written."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Find the encoding of a file and decode it.

    >>> decode("完成投资28亿元。".encode("gb18030"))
    Decoded(text='完成投资28亿元。', encoding='gb18030', warnings=())
    >>> decode("通知".encode("gb18030")).text
    '通知'

    Raises:
        ReadError: E_EMPTY (nothing to see), E_NOT_TEXT (binary data), E_ENCODING (no encoding fits).
    """
    if not data.strip(b"\x00\t\n\x0b\x0c\r "):
        raise ReadError("E_EMPTY", "文件是空的或只有空白，请换一个有正文的文件。")
    warnings: list[str] = []
    text, encoding = _decode(data, warnings)
    text, replaced = scrub(text)
    if replaced > max(_FEW, _MAX_CONTROLS * len(text)):
        raise ReadError("E_NOT_TEXT", "文件里大多是控制字符，不是文本文件，请另存为纯文本（UTF-8）后再试。")
    if is_blank(text):
        raise ReadError("E_EMPTY", "文件里没有看得见的文字，请换一个有正文的文件。")
    if replaced:
        warnings.append(f"W_CONTROL 有 {replaced} 个控制字符或孤立的代理码，已换成空格。")
    lost = text.count(_REPLACEMENT)
    if lost > max(_FEW, _MAX_LOST * len(text)):
        raise ReadError("E_ENCODING", _no_encoding(f"按 {encoding} 读有 {lost} 个字符读不出"))
    if lost:
        warnings.append(f"W_LOST 有 {lost} 个字符读不出，原处是“{_REPLACEMENT}”，请核对原文件。")
    return Decoded(text, encoding, tuple(warnings))


def _decode(data: bytes, warnings: list[str]) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            data = data[len(mark) :]
            text = _strict_or_cut(data, encoding, warnings)
            if text is not None and (plausibility(text) >= _PLAUSIBLE or _strict(data, "utf-8") is None):
                return text, encoding
            warnings.append(f"W_ENCODING 文件开头标明是 {encoding}，内容却不全是，已按内容判断编码。")
            break
    text = _strict_or_cut(data, "utf-8", warnings)
    if text is not None and not is_misread_gbk(text):
        if b"\0" not in data or plausibility(text) >= _PLAUSIBLE:
            return text, "utf-8"
        text = None
    best = _best_guess(data, warnings)
    if best is not None:
        return best
    if text is not None:
        return text, "utf-8"
    return _decode_damaged(data, warnings)


def _strict(data: bytes, encoding: str) -> str | None:
    """The text, or None. Surrogates written as characters are let through: they are scrubbed later."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        pass
    if not encoding.startswith("utf"):
        return None
    try:
        return data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return None


def _strict_or_cut(data: bytes, encoding: str, warnings: list[str]) -> str | None:
    """Like :func:`_strict`, but the last character may have been cut through."""
    text = _strict(data, encoding)
    if text is not None or len(data) < 8:
        return text
    for missing in (1, 2, 3):
        text = _strict(data[:-missing], encoding)
        if text is not None:
            warnings.append("W_TRUNCATED 文件的最后一个字符不完整，已略去；原文件可能被截断。")
            return text
    return None


def _best_guess(data: bytes, warnings: list[str]) -> tuple[str, str] | None:
    """The encoding in which all the bytes are valid and read most like Chinese, if any does."""
    found: list[tuple[float, str]] = []
    sample = data[: SAMPLE * 2]
    for encoding in _GUESSES:
        if encoding.startswith("utf-32") and (len(data) % 4 or b"\0" not in sample):
            continue
        # a character of up to four bytes may be cut at the end of the sample
        text = sample.decode(encoding, "replace")
        if text.count(_REPLACEMENT) <= 1:
            score = plausibility(text.rstrip(_REPLACEMENT), traditional=encoding.startswith("big5"))
            found.append((score, encoding))
    for score, encoding in sorted(found, key=lambda pair: -pair[0]):
        if score < _PLAUSIBLE:
            return None
        before = len(warnings)
        whole = _strict_or_cut(data, encoding, warnings)
        if whole is not None:
            if encoding == "gb18030":
                whole = _with_utf8_lines(data, whole, warnings)
            return whole, _NAMES.get(encoding, encoding)
        del warnings[before:]
    return None


def _with_utf8_lines(data: bytes, text: str, warnings: list[str]) -> str:
    """Mend lines of UTF-8 in a GB18030 file: the bytes are valid in both, only one reads like Chinese."""
    lines = text.split("\n")
    raw = data.split(b"\n")
    if len(lines) != len(raw):
        return text
    mended = 0
    for number, line in enumerate(raw):
        second = None if line.isascii() else _strict(line, "utf-8")
        if second is not None and plausibility(second) >= _PLAUSIBLE > plausibility(lines[number]):
            lines[number] = second
            mended += 1
    if mended:
        warnings.append(_mixed("gb18030", "utf-8", mended))
    return "\n".join(lines)


def _mixed(encoding: str, other: str, lines: int) -> str:
    return f"W_MIXED 文件混用了两种编码：大部分是 {encoding}，有 {lines} 行是 {other}。"


def _decode_damaged(data: bytes, warnings: list[str]) -> tuple[str, str]:
    """A file of several encodings, line by line, or one with damaged characters."""
    scores = {name: plausibility(data.decode(name, "replace")) for name in ("utf-8", "gb18030")}
    encoding = max(scores, key=lambda name: scores[name])
    if scores[encoding] < _HOPELESS:
        raise _unreadable(data)
    other = "gb18030" if encoding == "utf-8" else "utf-8"
    lines: list[str] = []
    foreign = 0
    for line in data.split(b"\n"):
        text = _strict(line, encoding)
        if text is None or plausibility(text) < _PLAUSIBLE:
            second = _strict(line, other)
            if second is not None and plausibility(second) >= _PLAUSIBLE:
                text = second
                foreign += 1
        lines.append(line.decode(encoding, "replace") if text is None else text)
    text = "\n".join(lines)
    if plausibility(text) < _PLAUSIBLE:
        raise _unreadable(data)
    if foreign:
        warnings.append(_mixed(encoding, other, foreign))
    return text, encoding


def _unreadable(data: bytes) -> ReadError:
    if b"\0" in data or _control_share(data) > _MAX_LOST:
        return ReadError("E_NOT_TEXT", "这不是文本文件，请另存为纯文本（UTF-8）后再试。")
    return ReadError("E_ENCODING", _no_encoding("UTF-8、GB18030、Big5、UTF-16 都读不通"))


def _control_share(data: bytes) -> float:
    head = data[:SAMPLE]
    controls = sum(byte < 0x20 and byte not in b"\t\n\x0b\x0c\r" for byte in head)
    return controls / len(head)


def _no_encoding(found: str) -> str:
    return f"认不出文件的编码：{found}。请用原来的软件打开，另存为 UTF-8 后再试。"
