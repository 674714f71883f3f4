"""Writing files so that nothing half-written is ever seen, and one run at a time in a folder.

A file is written under a temporary name beside its place, forced to disk, then renamed: whoever reads it
sees the old file or the new one, and a failed write leaves the old one.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from analyzer.errors import OutputError

LOCK_NAME = ".policy-analyzer.lock"


def write_file(path: Path, write: Callable[[BinaryIO], object]) -> Path:
    """Let ``write`` fill a new file that then takes the place of ``path``; its folder is made if need be.

    Raises:
        OutputError: E_PERMISSION or E_IO; what stood at ``path`` before is still there.
    """

    def fill(temporary: Path) -> None:
        with temporary.open("xb") as file:
            write(file)

    return write_path(path, fill)


def write_path(path: Path, write: Callable[[Path], object]) -> Path:
    """As :func:`write_file`, for writers that want a name: ``write`` makes the file of the name it is given."""
    temporary = path.parent / f".{secrets.token_hex(8)}.tmp"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            write(temporary)
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise _output_error(error, path) from error
    return path


def write_bytes(path: Path, content: bytes) -> Path:
    """Write a file whose content is at hand; raises as :func:`write_file`."""
    return write_file(path, lambda file: file.write(content))


def check_file(path: Path, *, force: bool = False) -> None:
    """Refuse a file that is already there, unless ``force``: call it before the long work.

    Raises:
        OutputError: E_EXISTS, E_PERMISSION or E_IO.
    """
    try:
        if path.is_dir():
            raise OutputError("E_IO", "这是一个文件夹，不能写成文件，请换一个名字。", str(path))
        if path.exists() and not force:
            raise OutputError("E_EXISTS", "文件已经存在，请换一个名字，或加 --force 覆盖。", str(path))
    except OSError as error:
        raise _output_error(error, path) from error


def check_folder(folder: Path, *, force: bool = False) -> None:
    """Refuse a folder that already holds something, unless ``force``: call it before the long work.

    Raises:
        OutputError: E_EXISTS, E_PERMISSION or E_IO.
    """
    try:
        if not folder.exists():
            return
        occupied = any(entry.name != LOCK_NAME for entry in folder.iterdir())
    except OSError as error:
        raise _output_error(error, folder) from error
    if occupied and not force:
        raise OutputError(
            "E_EXISTS", "文件夹里已有内容，请换一个文件夹，或加 --force 覆盖同名文件。", str(folder)
        )


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder (made if need be) for one run; the system frees the lock even if the run is killed.

    Raises:
        OutputError: E_LOCKED if another run holds it, E_PERMISSION or E_IO if it cannot be made.
    """
    path = folder / LOCK_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise _output_error(error, folder) from error
    try:
        _lock(descriptor, path)
        try:
            yield
        finally:
            # On Windows an open file cannot be unlinked; there the empty lock file stays.
            with contextlib.suppress(OSError):
                path.unlink()
    finally:
        os.close(descriptor)


def _lock(descriptor: int, path: Path) -> None:
    try:
        try:
            import fcntl
        except ImportError:
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # the run before may have removed the file between our open and our lock
            if not path.exists() or not os.path.samestat(os.fstat(descriptor), path.stat()):
                raise BlockingIOError(errno.EWOULDBLOCK, "lock file replaced")
    except OSError as error:
        if error.errno not in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK):
            raise _output_error(error, path.parent) from error
        raise OutputError(
            "E_LOCKED", "另一次运行正在写这个文件夹，请等它结束，或换一个文件夹。", str(path.parent)
        ) from None


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; systems that cannot open a folder do without."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _output_error(error: OSError, path: Path) -> OutputError:
    where = str(path)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return OutputError("E_PERMISSION", "没有写入权限，请换一个位置，或修改权限。", where)
    if error.errno == errno.ENOSPC:
        return OutputError("E_IO", "磁盘已满，请腾出空间后重试；原有文件没有改动。", where)
    if isinstance(error, (NotADirectoryError, FileExistsError)):
        return OutputError("E_IO", "路径上已有同名文件，建不成文件夹，请换一个位置。", where)
    if error.errno == errno.ENAMETOOLONG:
        return OutputError("E_IO", "文件名太长，请改短后重试。", where)
    return OutputError("E_IO", f"写入失败（{error.strerror or error}），请检查磁盘和路径后重试。", where)
