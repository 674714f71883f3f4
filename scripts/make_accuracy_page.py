"""Write docs/accuracy.md: the accuracy section of README.md, so that figures stand in one place.

PYTHONPATH=. python scripts/make_accuracy_page.py
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
_SECTION = re.compile(r"^## 准确率\n(.*?)(?=^## )", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^\]]+)\]\((?!\w+:)([^)]+)\)")

_HEAD = """\
# 准确率

<!-- 由 scripts/make_accuracy_page.py 取自 README.md，请改那里，不要改这里。 -->
"""

_TAIL = """\
## 怎样读这张表

- **找到**：位置与人工标注重叠，并且一一对应。**整行**：各个要紧的列也都相等，错一列就算错。
- F1 是准确率与召回率的调和平均：程序写出的有多少是对的，该有的写出了多少。
- 自己的文件怎样抽查，见[核对、改正、算准确率](howto/correct.md)。
"""


def page() -> str:
    """The Markdown text of the page."""
    found = _SECTION.search((ROOT / "README.md").read_text(encoding="utf-8"))
    if found is None:
        raise SystemExit("README.md 没有“准确率”一节。")
    # what lies outside docs/ is named, not linked
    text = _LINK.sub(lambda link: _link(link.group(1), link.group(2)), found.group(1).strip())
    return f"{_HEAD}\n{text}\n\n{_TAIL}"


def _link(text: str, target: str) -> str:
    return f"[{text}]({target.removeprefix('docs/')})" if target.startswith("docs/") else f"`{text}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
