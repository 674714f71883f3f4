"""A ZIP container (.docx, .xlsx, .ofd) opened with care: nothing is unpacked before its size is known.

A few kilobytes can declare gigabytes, name the same bytes many times over, or say less than they hold. The
directory is judged first; then single entries are unpacked into memory, never to disk.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from analyzer.errors import ReadError

# more entries than the longest plan with all its pictures has
MAX_ENTRIES = 20_000
# of all entries together, pictures included, as the directory declares them
MAX_TOTAL = 2_000_000_000
# of one entry that is unpacked
MAX_ENTRY = 64_000_000
# deflate reaches 1,032 on a run of zeros; office XML, with all its repetition, 100
_MAX_RATIO = 300
_SMALL = 5_000_000
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1


class ZipArchive:
    """The entries of a container by name.

    Raises:
        ReadError: E_ZIP (damaged or cut short), E_TOO_LARGE (a bomb, or larger than any document).

    >>> ZipArchive(b"PK\\x03\\x04 cut short")
    Traceback (most recent call last):
    analyzer.errors.ReadError: [E_ZIP] 压缩包损坏或不完整，可能没有下载完。请重新取得文件，或用原来的软件打开后另存。
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError):
            raise _damaged() from None
        entries = self._file.infolist()
        _check_directory(entries)
        self._entries = {entry.filename.replace("\\", "/"): entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def names(self) -> tuple[str, ...]:
        """Names of all entries, in the order of the directory."""
        return tuple(self._entries)

    def read(self, name: str, max_bytes: int = MAX_ENTRY) -> bytes:
        """Unpack one entry.

        Raises:
            ReadError: E_ZIP (damaged, or not there), E_TOO_LARGE, E_ENCRYPTED.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise ReadError("E_ZIP", f"文件里缺少 {name[:80]}，可能已损坏。请用原来的软件打开后另存。")
        if entry.flag_bits & _ENCRYPTED:
            raise ReadError("E_ENCRYPTED", "文件有密码，请先用原来的软件打开，去掉密码后再读。")
        bomb = entry.file_size > _SMALL and entry.file_size > _MAX_RATIO * max(entry.compress_size, 1)
        if entry.file_size > max_bytes or bomb:
            raise _too_large(f"{name[:80]} 展开后有 {entry.file_size / 1_000_000:,.0f} MB")
        try:
            with self._file.open(entry) as stream:
                # the directory may say less than the entry holds
                data = stream.read(max_bytes + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            EOFError,
            OSError,
            ValueError,
            RuntimeError,
        ):
            raise _damaged() from None
        if len(data) > max_bytes:
            raise _too_large(f"{name[:80]} 展开后超过 {max_bytes / 1_000_000:,.0f} MB")
        return data


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise _too_large(f"里面有 {len(entries)} 个条目")
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL:
        raise _too_large(f"展开后共有 {total / 1_000_000:,.0f} MB")
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise _too_large("里面的条目互相重叠")
        # a name outside ASCII has more bytes than characters, how many depends on its encoding
        end = entry.header_offset + _LOCAL_HEADER + len(entry.filename) + entry.compress_size


def _damaged() -> ReadError:
    found = "压缩包损坏或不完整，可能没有下载完。请重新取得文件，或用原来的软件打开后另存。"
    return ReadError("E_ZIP", found)


def _too_large(found: str) -> ReadError:
    return ReadError("E_TOO_LARGE", f"{found}，像是压缩炸弹，没有展开。确是文档的，请另存为纯文本后再读。")
