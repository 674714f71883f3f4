"""Arabic numbers that no rule reads: which of them stand free in the text and belong into the checks."""

from __future__ import annotations

import re

# numbers of the page, not of the text
_FURNITURE = re.compile(
    r"(?:次数|浏览|阅读|点击|电话|传真|热线|邮编|编码|代码|编号|序号|字号|号码|QQ|微信|[第页图表])[:：量]{0,2}$"
)


def is_loose(text: str, start: int, end: int) -> bool:
    """Whether an unread Arabic number stands free: not part of a name such as 5G or H7N9, not a page's counter."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if _FURNITURE.search(text[max(0, start - 6) : start]) or re.search(
        r"[.…·]{3}$", text[max(0, start - 3) : start]
    ):
        return False
    if before == "\n" and (after == "\n" or text[end : end + 40].split("\n", 1)[0].endswith("...")):
        return False  # a serial number in its own cell, a line of a table of contents
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalpha())
