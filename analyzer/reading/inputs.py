"""What the user named on the command line, as a list of inputs: one for every file, in a stable order.

Nothing is read here and nothing raises: a name that leads nowhere becomes an input that fails when it is
read, so that it gets its own row in documents.csv and the run goes on.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import ReadError
from analyzer.reading.names import safe_id, tell_apart

STDIN = "-"
# left behind by systems and office programs; never meant by someone who names a folder
_CLUTTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read.

    Attributes:
        doc_id: its id in all tables.
        source_path: how it is shown to people; always encodable.
        path: where it is, None for standard input.
        problem: why it cannot be read, if that is known already.
    """

    doc_id: str
    source_path: str
    path: Path | None
    problem: ReadError | None = None


def find_inputs(arguments: Sequence[str]) -> list[Input]:
    """All files that the arguments name: files, folders with everything below, globs, ``-`` for stdin.

    A file that is named twice is read once. Missing files, empty folders and the like become inputs with
    a problem.

    >>> [(item.doc_id, item.problem.code) for item in find_inputs(["没有的文件.txt"])]
    [('没有的文件', 'E_NOT_FILE')]
    """
    found: dict[str, tuple[str, Path | None, ReadError | None]] = {}
    for argument in arguments:
        for shown, path, problem in _expand(argument):
            key = os.path.abspath(path) if path is not None else shown  # noqa: PTH100 (keeps links apart)
            found.setdefault(key, (shown, path, problem))
    names = [(_name(shown, path), key) for key, (shown, path, _) in found.items()]
    ids = tell_apart(names)
    return [
        Input(doc_id, shown, path, problem)
        for doc_id, (shown, path, problem) in zip(ids, found.values(), strict=True)
    ]


def one_input(source: str | os.PathLike[str]) -> Input:
    """The input for one path, whether or not it can be read.

    >>> one_input("规划/十四五规划.txt").doc_id
    '十四五规划'
    """
    text = os.fspath(source)
    if text == STDIN:
        return Input("stdin", STDIN, None)
    path = Path(text)
    return Input(safe_id(path.name), _shown(text), path)


def _name(shown: str, path: Path | None) -> str:
    return safe_id(path.name or path.resolve().name) if path is not None else safe_id(shown or "stdin")


def _expand(argument: str) -> Iterator[tuple[str, Path | None, ReadError | None]]:
    shown = _shown(argument)
    if argument == STDIN:
        yield "stdin", None, None
        return
    if "\0" in argument or not argument:
        yield shown, None, ReadError("E_NOT_FILE", "这不是一个文件名，请检查参数。", shown)
        return
    path = Path(argument)
    try:
        if path.is_dir():
            yield from _walk(path)
            return
        exists = os.path.lexists(argument)
    except OSError:
        exists = True  # reading it will say what is wrong
    if not exists and glob.has_magic(argument):
        matches = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 (absolute patterns too)
        if not matches:
            yield shown, path, ReadError("E_NOT_FILE", "没有文件符合这个模式，请检查路径。", shown)
        for match in matches:
            yield from _expand(match)
        return
    problem = None if exists else ReadError("E_NOT_FILE", "没有这个文件，请检查路径。", shown)
    yield shown, path, problem


def _walk(folder: Path) -> Iterator[tuple[str, Path | None, ReadError | None]]:
    """All files below a folder, sorted by path; a folder reached again through a link is left out."""
    seen: set[tuple[int, int]] = set()
    empty = True
    errors: list[OSError] = []
    for root, folders, files in os.walk(folder, followlinks=True, onerror=errors.append):
        for error in errors:
            yield _folder_problem(error, folder)
            empty = False
        errors.clear()
        status = os.stat(root)  # noqa: PTH116
        identity = (status.st_dev, status.st_ino)
        if identity in seen:
            folders.clear()
            continue
        seen.add(identity)
        folders[:] = sorted(name for name in folders if not _is_clutter(name))
        for name in sorted(files):
            if not _is_clutter(name):
                path = Path(root, name)
                empty = False
                yield _shown(str(path)), path, None
    for error in errors:
        yield _folder_problem(error, folder)
        empty = False
    if empty:
        shown = _shown(str(folder))
        yield shown, folder, ReadError("E_NOT_FILE", "文件夹里没有文件，请检查路径。", shown)


def _folder_problem(error: OSError, folder: Path) -> tuple[str, Path | None, ReadError | None]:
    path = Path(error.filename or folder)
    shown = _shown(str(path))
    if isinstance(error, PermissionError):
        return shown, path, ReadError("E_PERMISSION", "没有权限打开这个文件夹，请检查权限。", shown)
    return shown, path, ReadError("E_IO", f"文件夹打不开：{error.strerror}。请检查磁盘或路径。", shown)


def _is_clutter(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _CLUTTER


def _shown(name: str) -> str:
    """A name that can be printed: bytes that are no UTF-8 become question marks."""
    return os.fsencode(name).decode("utf-8", "replace") if name.isprintable() is False else name
