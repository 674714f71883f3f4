"""The doc_id of an input: its file name, made safe to be a file name anywhere.

Ids name output files (``texts/<doc_id>.txt``), so they must be legal on Linux, macOS and Windows, tell
files apart on systems that ignore case, and lead out of no folder.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

# a file system takes 255 bytes; room is left for a suffix and for the name of a temporary file
MAX_BYTES = 180
_SUFFIX = re.compile(r"(?<=.)\.(?=[A-Za-z0-9]{1,5}$)[0-9]?[A-Za-z][A-Za-z0-9]*$")
_UNSAFE = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ud800-\udfff\ufeff\ufffd-\uffff]'
)
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")


def safe_id(name: str) -> str:
    """A doc_id for a file name or any other name.

    >>> safe_id("2021年政府工作报告.txt"), safe_id("CON.txt"), safe_id("../../etc/passwd")
    ('2021年政府工作报告', '_CON', '_.._etc_passwd')
    >>> safe_id("实施意见2023.2.8")  # a date is not a suffix
    '实施意见2023.2.8'
    """
    stem = _SUFFIX.sub("", unicodedata.normalize("NFC", name))
    stem = _UNSAFE.sub("_", stem).strip(" .\t\u3000\u00a0")
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    if not stem:
        stem = f"doc-{short_hash(name)}"
    if len(stem.encode()) > MAX_BYTES:
        tail = f"-{short_hash(name)}"
        stem = stem.encode()[: MAX_BYTES - len(tail)].decode("utf-8", "ignore").rstrip(" .") + tail
    return stem


def tell_apart(names: Sequence[tuple[str, str]]) -> list[str]:
    """Ids for pairs of (id, source): where ids clash, each gets a short hash of its source.

    Case does not count, because some file systems ignore it.

    >>> tell_apart([("意见", "a/意见.txt"), ("意见", "b/意见.txt"), ("办法", "a/办法.txt")])
    ['意见-b99dfc', '意见-3967f0', '办法']
    """
    count = Counter(_key(name) for name, _ in names)
    taken = {key for key, number in count.items() if number == 1}
    result: list[str] = []
    for name, source in names:
        result.append(name if count[_key(name)] == 1 else free_id(name, source, taken))
    return result


def free_id(name: str, source: str, taken: set[str]) -> str:
    """``name`` with a short hash of its source that is not among the ids taken yet; it is added to them."""
    salt = source
    while _key(candidate := f"{name}-{short_hash(salt)}") in taken:
        salt += "\0"
    taken.add(_key(candidate))
    return candidate


def take_id(name: str, source: str, taken: set[str]) -> str:
    """``name`` itself if it is free, else with a short hash of its source; it is added to those taken."""
    if _key(name) in taken:
        return free_id(name, source, taken)
    taken.add(_key(name))
    return name


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def short_hash(source: str) -> str:
    """Six hexadecimal digits that depend on nothing but the string."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:6]
