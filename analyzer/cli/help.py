"""Help and usage errors in Chinese: click's own words are English."""

from __future__ import annotations

import click

from analyzer.cli.console import complain


class _ChineseHelp(click.Command):
    """A command whose help has Chinese headings."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        for english, chinese in (("[OPTIONS]", "[选项]"), ("COMMAND [ARGS]...", "命令 [参数]...")):
            pieces = pieces.replace(english, chinese)
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help`` with a Chinese description."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明。"
        return option


class ChineseCommand(_ChineseHelp):
    """A command with Chinese help."""


class ChineseGroup(_ChineseHelp, click.Group):
    """A group of commands with Chinese help."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        names = self.list_commands(ctx)
        commands = [(name, command) for name in names if (command := self.get_command(ctx, name))]
        with formatter.section("命令"):
            formatter.write_dl([(name, command.get_short_help_str(60)) for name, command in commands])


def show_usage_error(error: click.ClickException) -> None:
    """Say on stderr what is wrong with the command line, and where the help is."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        complain(error.message)
        return
    complain(f"用法有误：{_describe(error)}")
    complain(f"说明见：{context.command_path if context is not None else 'policy-analyzer'} --help")


def _describe(error: click.ClickException) -> str:
    parameter = getattr(error, "param", None)
    name = _name(parameter) if parameter is not None else ""
    if isinstance(error, click.NoSuchOption):
        similar = f"，是不是 {'、'.join(error.possibilities)}？" if error.possibilities else "。"
        return f"没有选项 {error.option_name}{similar}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 的写法不对，它后面要有一个值。"
    if isinstance(error, click.MissingParameter):
        return f"缺少{name}。"
    if isinstance(error, click.BadParameter):
        if parameter is not None and isinstance(parameter.type, click.Choice):
            return f"{name} 只能是 {'、'.join(map(str, parameter.type.choices))}。"
        if parameter is not None and isinstance(parameter.type, (click.IntRange, click.types.IntParamType)):
            return f"{name} 应是不小于 0 的整数。"
        return f"{name}：{error.message}" if name else error.message
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None and isinstance(context.command, click.Group):
        return f"没有这个命令，可用的命令：{'、'.join(context.command.list_commands(context))}。"
    if "unexpected extra argument" in error.message:
        return f"参数太多：{error.message.partition('(')[2].rstrip(')')}。"
    return error.message


def _name(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Argument):
        return f"参数 {parameter.make_metavar(click.Context(click.Command('x'))).strip('[].')}"
    return f"选项 {parameter.opts[-1]}"
