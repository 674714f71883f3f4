"""JSON that other programs wrote: parsed with errors a person can act on, and never trusted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from analyzer.errors import ReadError


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, its line ends as they are.

    Raises:
        ReadError: E_NOT_FILE or E_ENCODING.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ReadError("E_NOT_FILE", "读不到这个文件，请核对路径和权限。", str(path)) from error
    except UnicodeDecodeError as error:
        raise ReadError("E_ENCODING", "不是 UTF-8 编码，请用标注工具重新导出。", str(path)) from error


def parse_json(text: str, where: str) -> Any:
    """The value of a JSON text.

    Raises:
        ReadError: E_FORMAT or E_TOO_DEEP.
    """
    try:
        return json.loads(text)
    except ValueError as error:
        reason = f"第 {error.lineno} 行" if isinstance(error, json.JSONDecodeError) else "数字太长"
        raise ReadError("E_FORMAT", f"不是合规的 JSON（{reason}），请用标注工具重新导出。", where) from None
    except RecursionError:
        raise ReadError("E_TOO_DEEP", "JSON 嵌套太深，没有读。请用标注工具重新导出。", where) from None


def whole(value: object) -> int | None:
    """A whole number that JSON may have written as one, as ``5.0`` or as a string; else None.

    >>> whole(5), whole("5"), whole(5.0), whole(True), whole(5.5), whole("1e9")
    (5, 5, 5, None, None, None)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 12:
        return int(value)
    return None


def dumps(value: object, indent: int | None = None) -> str:
    """JSON with Chinese characters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=indent)
