"""``policy-analyzer completion``: the script that lets a shell complete our commands and options.

click makes the script; it calls the program back with the variable ``_POLICY_ANALYZER_COMPLETE``.
"""

from __future__ import annotations

import click

from analyzer.cli.console import say
from analyzer.cli.help import BilingualCommand

SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_POLICY_ANALYZER_COMPLETE"


@click.command("completion", cls=BilingualCommand, short_help="打印命令补全的脚本。")
@click.argument("shell", metavar="终端", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """打印一段脚本，让终端用 Tab 键补全命令、选项和文件名。终端是 bash、zsh 或 fish。

    \b
    例：policy-analyzer completion bash > ~/.local/share/bash-completion/completions/policy-analyzer
        policy-analyzer completion zsh > ~/.zfunc/_policy-analyzer
        policy-analyzer completion fish > ~/.config/fish/completions/policy-analyzer.fish

    zsh 还要在 ~/.zshrc 里 compinit 之前写上 fpath=(~/.zfunc $fpath)。写好后打开一个新终端。
    """
    say(completion_script(context.find_root().command, shell))
    return 0


def completion_script(program: click.Command, shell: str) -> str:
    """The script for one of ``SHELLS``."""
    from click.shell_completion import ShellComplete, get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise KeyError(shell)
    # not kind.source: for bash it looks at the bash found here, which need not be the one that will run it
    return ShellComplete.source(kind(program, {}, "policy-analyzer", _VARIABLE))
