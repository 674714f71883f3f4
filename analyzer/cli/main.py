"""``policy-analyzer``: the commands, and the one place where every end of the program is handled.

Exit codes: 0 all went well, 1 some inputs failed or a result could not be written, 2 wrong usage, 130
interrupted. A person never sees a traceback. Commands import what they need when they run, so that
``--help`` and ``--version`` answer at once.

Around every call stands a click context with its :class:`~analyzer.cli.settings.Settings`: it outlives the
command's own, so that the end of the program, too, is told in the language asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from analyzer import __version__
from analyzer.cli.analyze import analyze
from analyzer.cli.completion import completion
from analyzer.cli.config import default_map
from analyzer.cli.console import complain, describe_crash, prepare_streams, silence
from analyzer.cli.dictionary import dictionary
from analyzer.cli.doctor import doctor
from analyzer.cli.evaluate import evaluate
from analyzer.cli.explain import explain
from analyzer.cli.export import export
from analyzer.cli.help import BilingualGroup, show_usage_error
from analyzer.cli.messages import describe_error, message
from analyzer.cli.methods import methods
from analyzer.cli.settings import Settings, current_settings
from analyzer.errors import PolicyError

INTERRUPTED = 130
USAGE = 2
FAILED = 1
# errors of what was asked for, not of the work itself
_USAGE_CODES = frozenset({"E_CONFIG", "E_EXISTS"})


# they help where the configuration file is wrong, or do not need it
_WITHOUT_CONFIG = frozenset({"completion", "doctor"})


@click.group("policy-analyzer", cls=BilingualGroup)
@click.version_option(__version__, message="policy-analyzer %(version)s", help="显示版本号。")
@click.option(
    "--config",
    metavar="文件",
    type=click.Path(path_type=Path),
    help="用这个配置文件；默认在当前文件夹和上级文件夹里找 policy-analyzer.toml、pyproject.toml。",
)
@click.option("--no-config", is_flag=True, help="不读配置文件。")
@click.pass_context
def cli(context: click.Context, config: Path | None, no_config: bool) -> None:
    """读懂中文政策文本：取出量化指标、任务清单和关键词，写成表和图。

    \b
    例：policy-analyzer analyze 工作报告.txt -o 结果
        policy-analyzer --lang en analyze --help
    """
    settings = current_settings(context)
    settings.config_path, settings.no_config = config, no_config
    if context.invoked_subcommand not in _WITHOUT_CONFIG and isinstance(context.command, click.Group):
        context.default_map = default_map(settings.config, context.command, context)


for _command in (analyze, completion, dictionary, doctor, evaluate, explain, export, methods):
    cli.add_command(_command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments (default: those of the process) and return its exit code."""
    prepare_streams()
    settings = Settings()
    with click.Context(cli, info_name="policy-analyzer", obj=settings).scope(cleanup=False):
        return _run(list(arguments) if arguments is not None else None, settings)


def _run(arguments: list[str] | None, settings: Settings) -> int:
    try:
        code = cli.main(arguments, "policy-analyzer", standalone_mode=False, obj=settings)
        sys.stdout.flush()
    except (click.Abort, KeyboardInterrupt):
        complain("\n" + message("已中断。"))
        return INTERRUPTED
    except click.ClickException as error:
        show_usage_error(error)
        return USAGE
    except PolicyError as error:
        complain(describe_error(error.code, error.message, error.where), style="error")
        return USAGE if error.code in _USAGE_CODES else FAILED
    except BrokenPipeError:
        # whoever reads our output has seen enough: policy-analyzer … | head
        silence(sys.stdout)
        return 0
    except OSError as error:
        silence(sys.stdout)
        reason = error.strerror or str(error)
        _fail("E_IO", message("写不出结果：{reason}。请检查磁盘和路径后重试。", reason=reason))
        return FAILED
    except MemoryError:
        _fail("E_MEMORY", message("内存不够，请分几次分析。"))
        return FAILED
    except Exception as error:
        crash = describe_crash(error)
        _fail("E_CRASH", message("程序出了错（{crash}），请把这句话和所用的命令报告给维护者。", crash=crash))
        return FAILED
    return code if isinstance(code, int) else 0


def _fail(code: str, words: str) -> None:
    complain(f"[{code}] {words}", style="error")


def main() -> None:
    """Entry point of the console script."""
    sys.exit(run())
