"""Help and usage errors in the language of the call: click's own words are English, ours are Chinese first.

Every command also takes ``--lang`` and ``--no-color``, wherever they stand on the line.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import click

from analyzer.cli.console import complain
from analyzer.cli.messages import COMMANDS, METAVARS, in_english, message, option_help
from analyzer.cli.settings import LANGUAGES, current_settings

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_PROGRAM = "policy-analyzer"


def _set_language(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        current_settings(context).asked_language = value


def _set_plain(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        current_settings(context).plain = True


def _common_options() -> list[click.Parameter]:
    return [
        click.Option(
            ["--lang"],
            metavar="语言",
            type=click.Choice(LANGUAGES),
            is_eager=True,
            expose_value=False,
            callback=_set_language,
            help="说明和提示的语言：zh（默认）或 en。也可用环境变量 POLICY_ANALYZER_LANG。",
        ),
        click.Option(
            ["--no-color"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_set_plain,
            help="不用颜色。环境变量 NO_COLOR 同样有效。",
        ),
    ]


class _BilingualHelp(click.Command):
    """A command whose help is Chinese, or English if asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _common_options()

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = self.collect_usage_pieces(ctx)
        if in_english(ctx):
            usage = " ".join(METAVARS.get(piece, piece) for piece in pieces)
            formatter.write_usage(ctx.command_path, usage, prefix="Usage: ")
            return
        usage = " ".join(pieces)
        for english, chinese in (("[OPTIONS]", "[选项]"), ("COMMAND [ARGS]...", "命令 [参数]...")):
            usage = usage.replace(english, chinese)
        formatter.write_usage(ctx.command_path, usage, prefix="用法：")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        texts = COMMANDS.get(catalogue_key(ctx)) if in_english(ctx) else None
        text = texts[1] if texts else inspect.cleandoc(self.help or "")
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(text)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [option_record(ctx, option) for option in options if not option.hidden]
        if records:
            with formatter.section("Options" if in_english(ctx) else "选项"):
                formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names with what they do, in the language of the call."""
        items = super().shell_complete(ctx, incomplete)
        if in_english(ctx):
            options = {name: each for each in self.params for name in each.opts}
            for item in items:
                option = options.get(item.value)
                if isinstance(option, click.Option):
                    item.help = option_help(catalogue_key(ctx), option) or item.help
                else:
                    texts = COMMANDS.get(f"{catalogue_key(ctx)} {item.value}".strip())
                    item.help = texts[0] if texts else item.help
        return items

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help`` with a Chinese description."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明。"
        return option


class BilingualCommand(_BilingualHelp):
    """A command with help in both languages."""


class BilingualGroup(_BilingualHelp, click.Group):
    """A group of commands with help in both languages."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        names = self.list_commands(ctx)
        commands = [(name, command) for name in names if (command := self.get_command(ctx, name))]
        with formatter.section("Commands" if in_english(ctx) else "命令"):
            formatter.write_dl([(name, _short_help(ctx, name, command)) for name, command in commands])


def catalogue_key(context: click.Context) -> str:
    """The command's path without the program's name: ``dict check``, empty for the program itself."""
    return context.command_path.removeprefix(_PROGRAM).strip()


def _short_help(context: click.Context, name: str, command: click.Command) -> str:
    texts = COMMANDS.get(f"{catalogue_key(context)} {name}".strip()) if in_english(context) else None
    return texts[0] if texts else command.get_short_help_str(60)


def option_record(context: click.Context, option: click.Option) -> tuple[str, str]:
    """How an option is written, and what it does."""
    names, _ = option.get_help_record(context) or ("", "")
    text = option.help or ""
    if not in_english(context):
        return names, text + ("（必需）" if option.required else "")
    for chinese, english in METAVARS.items():
        if names.endswith(f" {chinese}"):
            names = names.removesuffix(chinese) + english
    text = option_help(catalogue_key(context), option) or text
    return names, text + (" (required)" if option.required else "")


def show_usage_error(error: click.ClickException) -> None:
    """Say on stderr what is wrong with the command line, and where the help is."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        complain(error.message)
        return
    complain(message("用法有误：{problem}", problem=_describe(error)), style="error")
    command = context.command_path if context is not None else _PROGRAM
    complain(message("说明见：{command} --help", command=command))


def _describe(error: click.ClickException) -> str:
    parameter = getattr(error, "param", None)
    name = _name(parameter) if parameter is not None else ""
    if isinstance(error, click.NoSuchOption):
        names = message("、").join(error.possibilities or ())
        similar = message("，是不是 {names}？", names=names) if names else message("。")
        return message("没有选项 {option}{similar}", option=error.option_name, similar=similar)
    if isinstance(error, click.BadOptionUsage):
        return message("选项 {option} 的写法不对，它后面要有一个值。", option=error.option_name)
    if isinstance(error, click.MissingParameter):
        return message("缺少{name}。", name=name)
    if isinstance(error, click.BadParameter):
        name = name.strip()
        if parameter is not None and isinstance(parameter.type, click.Choice):
            choices = message("、").join(map(str, parameter.type.choices))
            return message("{name} 只能是 {choices}。", name=name, choices=choices)
        if parameter is not None and isinstance(parameter.type, (click.IntRange, click.types.IntParamType)):
            return message("{name} 应是不小于 0 的整数。", name=name)
        return f"{name}：{error.message}" if name else error.message
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None and isinstance(context.command, click.Group):
        names = message("、").join(context.command.list_commands(context))
        if "Missing command" in error.message:
            return message("还要写上命令，可用的命令：{commands}。", commands=names)
        return message("没有这个命令，可用的命令：{commands}。", commands=names)
    if "unexpected extra argument" in error.message:
        return message("参数太多：{arguments}。", arguments=error.message.partition("(")[2].rstrip(")"))
    return message(error.message.replace("{", "{{").replace("}", "}}"))


def _name(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Argument):
        name = parameter.make_metavar(click.Context(click.Command("x"))).strip("[].")
        return message("参数 {name}", name=METAVARS.get(name, name) if in_english() else name)
    return message("选项 {name}", name=parameter.opts[-1])
