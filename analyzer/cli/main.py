"""``policy-analyzer``: the commands, and the one place where every end of the program is handled.

Exit codes: 0 all went well, 1 some inputs failed or a result could not be written, 2 wrong usage, 130
interrupted. A person never sees a traceback. Commands import what they need when they run, so that
``--help`` and ``--version`` answer at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from analyzer import __version__
from analyzer.cli.analyze import analyze
from analyzer.cli.console import complain, describe_crash, prepare_streams, silence
from analyzer.cli.dictionary import dictionary
from analyzer.cli.evaluate import evaluate
from analyzer.cli.explain import explain
from analyzer.cli.export import export
from analyzer.cli.help import ChineseGroup, show_usage_error
from analyzer.errors import PolicyError

INTERRUPTED = 130
USAGE = 2
FAILED = 1
# errors of what was asked for, not of the work itself
_USAGE_CODES = frozenset({"E_CONFIG", "E_EXISTS"})


@click.group("policy-analyzer", cls=ChineseGroup)
@click.version_option(__version__, message="policy-analyzer %(version)s", help="显示版本号。")
def cli() -> None:
    """读懂中文政策文本：取出量化指标、任务清单和关键词，写成表和图。

    \b
    例：policy-analyzer analyze 工作报告.txt -o 结果
    """


cli.add_command(analyze)
cli.add_command(dictionary)
cli.add_command(evaluate)
cli.add_command(explain)
cli.add_command(export)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program with these arguments (default: those of the process) and return its exit code."""
    prepare_streams()
    try:
        code = cli.main(
            list(arguments) if arguments is not None else None, "policy-analyzer", standalone_mode=False
        )
        sys.stdout.flush()
    except (click.Abort, KeyboardInterrupt):
        complain("\n已中断。")
        return INTERRUPTED
    except click.ClickException as error:
        show_usage_error(error)
        return USAGE
    except PolicyError as error:
        complain(str(error))
        return USAGE if error.code in _USAGE_CODES else FAILED
    except BrokenPipeError:
        # whoever reads our output has seen enough: policy-analyzer … | head
        silence(sys.stdout)
        return 0
    except OSError as error:
        silence(sys.stdout)
        complain(f"[E_IO] 写不出结果：{error.strerror or error}。请检查磁盘和路径后重试。")
        return FAILED
    except MemoryError:
        complain("[E_MEMORY] 内存不够，请分几次分析。")
        return FAILED
    except Exception as error:
        complain(f"[E_CRASH] 程序出了错（{describe_crash(error)}），请把这句话和所用的命令报告给维护者。")
        return FAILED
    return code if isinstance(code, int) else 0


def main() -> None:
    """Entry point of the console script."""
    sys.exit(run())
