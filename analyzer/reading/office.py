"""Old Word files, WPS files and RTF: converted by LibreOffice to .docx, or by antiword to text.

Neither program is part of this package; what is installed is used. LibreOffice runs without a window, in a
profile of its own that is thrown away, with macros and links to other places switched off, and not for ever.
antiword reads .doc and .wps only and knows nothing of automatic numbers, so it comes second.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from analyzer.errors import ReadError
from analyzer.reading.content import Content
from analyzer.reading.docx import read_docx

# seconds for any file, and one more for every megabyte
_TIMEOUT = 25
_MAX_TIMEOUT = 120
_MAX_RESULT = 200_000_000
# kilobytes of address space: LibreOffice starts within half of it
_MEMORY = 3_000_000
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
# path of the program's settings, name, value: no macros, and a proxy that is not there, so that a document
# cannot call home for a picture (blocking links by the setting made for it does not work for .doc)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetFTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetFTPProxyPort", "9"),
)
_INSTALL = (
    "要装 LibreOffice 才能读（Debian、Ubuntu：sudo apt install libreoffice-writer；"
    "macOS：brew install --cask libreoffice；"
    "Windows：从 libreoffice.org 下载安装）。也可以用 Word 或 WPS 打开，另存为 .docx 后再读。"
)
_NAMES = {"doc": "旧版 Word 文件（.doc）", "wps": "WPS 文字文件（.wps）", "rtf": "RTF 文件"}
_WORD_HEAD = b"\xec\xa5"
_SECTOR = 512


def read_office(data: bytes, kind: str) -> Content:
    """The text of a file of kind ``doc``, ``wps`` or ``rtf``, by whichever program is there.

    Raises:
        ReadError: E_FORMAT (no program installed, or none can open it), E_ENCRYPTED, E_TIMEOUT, E_NO_TEXT and
            what :func:`~analyzer.reading.docx.read_docx` raises.
    """
    if kind != "rtf" and _is_encrypted(data):
        raise ReadError("E_ENCRYPTED", f"{_NAMES[kind]}有密码，请先用 Word 或 WPS 打开，去掉密码后再读。")
    soffice = find_soffice()
    antiword = shutil.which("antiword") if kind != "rtf" else None
    if soffice is None and antiword is None:
        raise ReadError("E_FORMAT", f"这是{_NAMES[kind]}，{_INSTALL}")
    with tempfile.TemporaryDirectory(prefix="policy-analyzer-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # a .wps of today is a Word file; its own suffix would call for the reader of another program
        source = folder / ("文件.rtf" if kind == "rtf" else "文件.doc")
        source.write_bytes(data)
        if soffice is not None:
            converted = _convert(soffice, source, folder)
            if converted is not None:
                return read_docx(converted)
        if antiword is not None:
            from analyzer.reading.antiword import read_antiword

            return read_antiword(antiword, source)
    raise ReadError(
        "E_FORMAT", f"LibreOffice 打不开这份{_NAMES[kind]}，可能已损坏。请用原来的软件打开后另存为 .docx。"
    )


def find_soffice() -> str | None:
    """Where LibreOffice is, or None."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def _convert(soffice: str, source: Path, folder: Path) -> bytes | None:
    """The file as .docx, or None where LibreOffice cannot open it."""
    profile = _make_profile(folder / "profile")
    command = [
        soffice, "--headless", "--norestore", "--nolockcheck", "--nodefault",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    if os.name == "posix":
        command = ["/bin/sh", "-c", f'ulimit -v {_MEMORY} 2>/dev/null; exec "$@"', "sh", *command]
    seconds = min(_TIMEOUT + source.stat().st_size / 1_000_000, _MAX_TIMEOUT)
    run_limited(command, seconds)
    result = folder / "out" / f"{source.stem}.docx"
    if not result.is_file():
        return None
    if result.stat().st_size > _MAX_RESULT:
        raise ReadError("E_TOO_LARGE", "LibreOffice 转出的文件过大，没有读。请另存为纯文本后再读。")
    return result.read_bytes()


def _make_profile(folder: Path) -> Path:
    """A new profile of LibreOffice with our settings."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">',
    ]
    for path, name, value in _SETTINGS:
        setting = f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        lines.append(f'<item oor:path="/org.openoffice.{path}">{setting}</item>')
    (folder / "user").mkdir(parents=True)
    settings = "\n".join([*lines, "</oor:items>"])
    (folder / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
    return folder


def run_limited(command: list[str], seconds: float) -> bytes:
    """What a program writes to its standard output; the program and all it started end in time.

    Raises:
        ReadError: E_TIMEOUT; E_IO where it cannot be started.
    """
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise ReadError("E_IO", f"启动不了 {Path(command[0]).name}：{error.strerror}。请检查安装。") from None
    try:
        return process.communicate(timeout=seconds)[0]
    except subprocess.TimeoutExpired:
        found = f"转换用了 {seconds:.0f} 秒还没有完，已停止。请用 Word 或 WPS 打开，另存为 .docx 后再读。"
        raise ReadError("E_TIMEOUT", found) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with everything it started."""
    if process.poll() is None:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.communicate()


def _is_encrypted(data: bytes) -> bool:
    """Whether a Word 97 file has a password: a flag in the head of its text stream ([MS-DOC] 2.5.2, FibBase)."""
    at = data.find(_WORD_HEAD)
    while at >= 0:
        if at % _SECTOR == 0 and at + 12 <= len(data):
            return bool(data[at + 11] & 0x01)
        at = data.find(_WORD_HEAD, at + 1)
    return False
