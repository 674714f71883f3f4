"""Options that several commands share, so that one word means one thing in all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


def dictionary_options(command: _Command) -> _Command:
    """Give a command ``--dictionaries`` and ``--extra``: two folders, each a ``Path`` or ``None``."""
    extra = click.option(
        "--extra",
        metavar="文件夹",
        type=click.Path(path_type=Path),
        help="再加上这个文件夹里自己的词典行（文件名和列同随程序带的词典）。",
    )
    dictionaries = click.option(
        "--dictionaries",
        metavar="文件夹",
        type=click.Path(path_type=Path),
        help="用这个文件夹里的词典，不用随程序带的。",
    )
    return dictionaries(extra(command))
