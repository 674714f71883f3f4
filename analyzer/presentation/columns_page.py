"""The page ``docs/columns.md``, made from the column list so that it cannot go stale.

``python -m analyzer.presentation.columns_page > docs/columns.md``
"""

from __future__ import annotations

import sys

from analyzer.presentation.columns import TABLES, Column, Table

_INTRODUCTION = """\
# 输出表格的列

本页由 `python -m analyzer.presentation.columns_page` 从 `analyzer/presentation/columns.py` 生成，请勿手改。

- 每行一个事实；列名固定，新列只加在末尾。
- 以下是 CSV 的约定；其他格式怎样放同一个值，见 [输出格式](formats.md)。
- CSV 文件为 UTF-8（带 BOM）、CRLF 换行，日期为 ISO 8601，小数点为 `.`，空单元格表示缺失。
- 以 `=`、`+`、`-`、`@`、制表符、回车或换行开头的文字前加一个 `'`，以免电子表格把它当公式；数字不加。
- `start`、`end` 是 `texts/<doc_id>.txt` 中的码点位置，左闭右开，即 Python 的 `text[start:end]`。
- `page`、`block` 说起点在来源文件的哪里，由读取器记下；`sections` 等表的 `start` 落在两段之间时为空。
- 在 Python 中，`value`、`value_max` 是 `decimal.Decimal`，缺失为 `None`；文字和日期列缺失为空字符串。
"""


def columns_page() -> str:
    """The Markdown text of the page."""
    return "\n".join([_INTRODUCTION, *(_section(table) for table in TABLES)])


def _section(table: Table) -> str:
    key = "、".join(f"`{name}`" for name in table.key)
    lines = [
        f"## {table.name}：{table.title}",
        "",
        f"{table.description}。" + (f"主键：{key}。" if key else ""),
        "",
        "| 列 | 类型 | 名称 | 说明 |",
        "|---|---|---|---|",
        *(f"| `{c.name}` | {c.type} | {c.title} | {_explanation(c)} |" for c in table.columns),
        "",
    ]
    return "\n".join(lines)


def _explanation(column: Column) -> str:
    parts = [column.description]
    if column.enum:
        parts.append(
            "、".join(f"`{word}`" if word == label else f"`{word}` {label}" for word, label in column.enum)
        )
    if column.references:
        parts.append(f"见 `{column.references}`")
    return "；".join(parts).replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(columns_page())
