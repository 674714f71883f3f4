"""Write docs/cli.md from the click commands, so that the page says what ``--help`` says.

PYTHONPATH=. python scripts/make_cli_page.py
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from analyzer.cli.help import option_record
from analyzer.cli.main import cli
from analyzer.cli.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "cli.md"
# asked for anywhere on the line: told once
_COMMON = ("--lang", "--no-color", "--help")
_EXAMPLE = "例："

_HEAD = """\
# 命令行

<!-- 由 scripts/make_cli_page.py 从命令的说明生成，请勿手改。 -->

```text
policy-analyzer [选项] 命令 [参数]...
```

每个命令都有 `--help`；在终端里补全命令和选项见 [completion](#completion)。命令：

"""

_TAIL = """\
## 配置文件

每次都写的选项可以放进 `policy-analyzer.toml`，或 `pyproject.toml` 的 `[tool.policy-analyzer]`。
程序从当前文件夹起逐级向上找，用最近的一个；同一文件夹里前者优先。命令行上写的优先于配置文件。

```toml
lang = "zh"
extra = "我的词典"        # 相对于配置文件所在的文件夹；凡有 --extra 的命令都用

[analyze]
format = ["csv", "xlsx"]
charts = false

[dict.check]
extra = "另一套词典"
```

- 键是选项的长名，去掉 `--`。写在最上面的，对所有带这个选项的命令有效；写在 `[命令]` 下的只对这个命令有效，并且优先。
- 开关写 `true`、`false`；可重复的选项写列表；路径相对于配置文件。
- 不认识的键、取值不对，都报 `E_CONFIG`，指明文件和键。`completion`、`doctor` 不受配置文件影响。
- `--no-config` 这一次不读，`--config 文件` 这一次改用别的。

## 环境变量

| 变量 | 作用 |
|---|---|
| `POLICY_ANALYZER_LANG` | `zh` 或 `en`，说明和提示的语言；`--lang` 优先于它，它优先于配置文件 |
| `NO_COLOR` | 有值时不用颜色；输出不是终端、`TERM=dumb` 时本来就没有颜色 |
| `PYTHONIOENCODING` | 打印所用的编码；不设时，接管道的表格总是 UTF-8 |

## 退出码

| 退出码 | 意思 |
|---|---|
| 0 | 全部成功 |
| 1 | 有输入没读成，或结果写不出；能做的都做完了，原因在 `documents` 表和屏幕上 |
| 2 | 用法、配置文件或词典有误，或输出位置已有内容；什么都没有写 |
| 130 | 被中断（Ctrl-C） |

各种错误码的意思和办法见[错误码](errors.md)。

## 结果文件夹

| 文件 | 内容 |
|---|---|
| `documents.csv` 等 | 各表，列见[输出表格的列](columns.md)，格式见[输出格式](formats.md) |
| `datapackage.json` | 各表各列的类型、中文名、说明（Frictionless） |
| `texts/` | 读入的原文，表中的 `start`、`end` 指向它 |
| `charts/` | 图，PNG 和 SVG |
| `report.html`、`reports/` | 网页报告 |
| `run.json` | 这次运行的记录：版本、词典摘要、选项及其来源、输入及其 SHA-256、起止时间、行数 |
| `methods.md` | 由 `run.json` 写成的方法说明 |
"""


def page() -> str:
    """The Markdown text of the page."""
    context = click.Context(cli, info_name="policy-analyzer", obj=Settings(no_config=True, environment={}))
    with context.scope(cleanup=False):
        leaves = list(_commands(cli, context))
        names = [_name(each) for each in leaves]
        listed = "\n".join(
            f"- [{name}](#{name.replace(' ', '-')})：{each.command.get_short_help_str(60)}"
            for name, each in zip(names, leaves, strict=True)
        )
        parts = [_HEAD + listed, "## 通用选项", _options(context, with_common=True)]
        parts += [_section(each) for each in leaves]
        return "\n\n".join([*parts, _TAIL])


def _commands(group: click.Group, context: click.Context) -> Iterator[click.Context]:
    for name in group.list_commands(context):
        command = group.commands[name]
        own = click.Context(command, parent=context, info_name=name)
        if isinstance(command, click.Group):
            yield from _commands(command, own)
        else:
            yield own


def _name(context: click.Context) -> str:
    return context.command_path.removeprefix("policy-analyzer ")


def _section(context: click.Context) -> str:
    command = context.command
    usage = " ".join(command.collect_usage_pieces(context)).replace("[OPTIONS]", "[选项]")
    parts = [f"## {_name(context)}", f"```text\n{context.command_path} {usage}\n```"]
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        text = paragraph.removeprefix("\b\n")
        if text.startswith(_EXAMPLE):
            lines = [line.strip() for line in text.removeprefix(_EXAMPLE).splitlines()]
            parts.append("```bash\n" + "\n".join(lines) + "\n```")
        else:
            parts.append(_escape(" ".join(text.splitlines())))
    return "\n\n".join([*parts, _options(context)])


def _options(context: click.Context, *, with_common: bool = False) -> str:
    rows = ["| 选项 | 说明 |", "|---|---|"]
    for parameter in context.command.get_params(context):
        if not isinstance(parameter, click.Option) or (not with_common and parameter.opts[-1] in _COMMON):
            continue
        names, text = option_record(context, parameter)
        rows.append(f"| `{names}` | {_escape(text)} |")
    return "\n".join(rows) if len(rows) > 2 else "只有通用选项。"


def _escape(text: str) -> str:
    return text.replace("|", "\\|").replace("~", "\\~")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
