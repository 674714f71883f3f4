"""Taking out of a text the characters that no writer survives, one for one, so that offsets stay.

CSV, XLSX, HTML and JSON each refuse some of: lone surrogates, control characters, the non-characters of
Unicode. Line ends become ``\\n``; everything else stays as it was written.
"""

from __future__ import annotations

import re

_LINE_ENDS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"})
_UNSAFE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    + f"|[{''.join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))}]"
)
# zero-width and bidi characters, which fill no page
_INVISIBLE = re.compile(r"[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffd]+")


def scrub(text: str) -> tuple[str, int]:
    """Normalise line ends and put a space in place of every character that cannot be written.

    Returns the text and how many characters were replaced.

    >>> scrub("新增就业\\x005万人\\r\\n完成投资\\ud800")
    ('新增就业 5万人\\n完成投资 ', 2)
    """
    return _UNSAFE.subn(" ", text.replace("\r\n", "\n").translate(_LINE_ENDS))


def is_blank(text: str) -> bool:
    """Whether nothing in the text can be seen.

    >>> is_blank("\\ufeff \\u200b\\n"), is_blank(" 一、")
    (True, False)
    """
    return _INVISIBLE.fullmatch(text) is not None or not text
