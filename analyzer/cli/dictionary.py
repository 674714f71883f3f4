"""``policy-analyzer dict check``: does every dictionary row do what its example says?"""

from __future__ import annotations

from pathlib import Path

import click

from analyzer.cli.console import say
from analyzer.cli.help import BilingualCommand, BilingualGroup
from analyzer.cli.messages import message

PROBLEMS = 1


@click.group("dict", cls=BilingualGroup, short_help="词典。")
def dictionary() -> None:
    """词典：检查改过的词典。

    \b
    例：policy-analyzer dict check --extra 我的词典
    """


@dictionary.command("check", cls=BilingualCommand, short_help="逐行跑词典的例句，报出文件、行号和改法。")
@click.option(
    "--dictionaries",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="检查这个文件夹里的词典，不查随程序带的。",
)
@click.option(
    "--extra",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="检查这个文件夹里自己的词典行，连同它们所在的那几张随程序带的表。",
)
def check(dictionaries: Path | None, extra: Path | None) -> int:
    """逐行跑词典的例句，报出文件、行号和改法。全部通过时退出码为 0，否则为 1。

    \b
    例：policy-analyzer dict check
        policy-analyzer dict check --extra 我的词典
    """
    from analyzer.dictcheck import check_examples
    from analyzer.errors import LexiconError
    from analyzer.lexicon import load_lexicon
    from analyzer.lexicon.schema import SCHEMA
    from analyzer.pipeline import Analyzer

    try:
        lexicon = load_lexicon(dictionaries, extra=extra)
        # own rows can only spoil examples of their own table, or nearly so; all tables take minutes
        tables = [name for name in SCHEMA if extra is None or (extra / f"{name}.tsv").is_file()]
        problems = check_examples(Analyzer(lexicon), tables)
    except LexiconError as error:
        say(f"{error.where}：{error.message}")
        return PROBLEMS
    for problem in problems:
        say(str(problem))
    rows = sum(len(lexicon[name]) for name in tables)
    if problems:
        say(message("{rows} 行词典，{problems} 行的例句没有通过。", rows=rows, problems=len(problems)))
        return PROBLEMS
    say(message("{rows} 行词典，例句全部通过。", rows=rows))
    return 0
