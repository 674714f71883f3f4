"""The record of a run: ``run.json`` in the folder of results, and ``methods.md`` made from it.

Whoever wants to repeat a run, or to describe it in a paper, needs the versions, the dictionaries, the
options and the very inputs: all are here, the inputs by the digest of their bytes. The folder ``schema``
of the record only grows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Sized
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from analyzer.cli.run import Results
from analyzer.cli.settings import current_settings
from analyzer.cli.versions import REFERENCE, file_digest, versions
from analyzer.errors import PolicyError, ReadError
from analyzer.lexicon import Lexicon

RUN_NAME = "run.json"
METHODS_NAME = "methods.md"
# grows when a key changes its meaning; new keys alone do not raise it
SCHEMA = 1
_SOURCES = {"COMMANDLINE": "command line", "DEFAULT_MAP": "config"}


def now() -> datetime:
    """The time, with its zone and without fractions of a second."""
    return datetime.now(UTC).replace(microsecond=0)


def make_manifest(
    started: datetime,
    results: Results,
    lexicon: Lexicon,
    tables: Mapping[str, Sized],
    formats: Sequence[str],
) -> dict[str, Any]:
    """The record of a run that has just ended.

    Args:
        started: when it began.
        results: what was read and what was not.
        lexicon: the dictionaries it used, the user's own included.
        tables: what was written, table by table, for the numbers of rows.
        formats: in which it was written.
    """
    ended = now()
    return {
        "schema": SCHEMA,
        "started": started.isoformat(),
        "ended": ended.isoformat(),
        "seconds": int((ended - started).total_seconds()),
        "versions": versions(),
        "dictionaries": {
            "sha256": lexicon.digest,
            "rows": sum(map(len, lexicon.tables.values())),
            "reference_sha256": file_digest(lexicon.folder / REFERENCE),
        },
        "command": _command(),
        "formats": list(formats),
        "inputs": _inputs(results),
        "counts": {
            "read": len(results.analyses),
            "failed": len(results.failures),
            "characters": sum(len(analysis.document.text) for analysis in results.analyses),
            "rows": {name: len(table) for name, table in tables.items()},
        },
    }


def write_manifest(folder: Path, manifest: Mapping[str, Any], *, methods: bool = True) -> list[Path]:
    """Write ``run.json``, and ``methods.md`` for results that a paper may report.

    Raises:
        OutputError: E_PERMISSION or E_IO.
    """
    from analyzer.cli.methods import methods_page
    from analyzer.presentation.files import write_bytes

    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    written = [write_bytes(folder / RUN_NAME, text.encode())]
    if methods:
        written.append(write_bytes(folder / METHODS_NAME, methods_page(manifest).encode()))
    return written


def read_manifest(folder: Path) -> dict[str, Any]:
    """The record in a folder of results (or the file itself).

    Raises:
        ReadError: E_NOT_FILE, there is none; E_FORMAT, it is not one of ours.
    """
    path = folder if folder.is_file() else folder / RUN_NAME
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        found = f"这里没有 {RUN_NAME}，请给出 analyze 写出的结果文件夹。"
        raise ReadError("E_NOT_FILE", found, str(folder)) from None
    except OSError as error:
        raise ReadError("E_IO", f"读不了（{error.strerror}），请检查权限。", str(path)) from None
    except (ValueError, RecursionError):
        raise _not_ours(path) from None
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
        raise _not_ours(path)
    return manifest


def _not_ours(path: Path) -> ReadError:
    return ReadError("E_FORMAT", "不是这个版本的程序写出的运行记录，请重新分析一次。", str(path))


def _command() -> dict[str, Any]:
    """The command, its arguments and options, and where each value comes from."""
    context = click.get_current_context(silent=True)
    if context is None:
        return {}
    options = {}
    for parameter in context.command.params:
        if parameter.name in context.params:
            source = context.get_parameter_source(parameter.name)
            options[_option_name(parameter)] = {
                "value": _plain(context.params[parameter.name]),
                "from": _SOURCES.get(source.name, source.name.lower()) if source else "",
            }
    return {"name": context.info_name, "options": options, "config": _config_path()}


def _option_name(parameter: click.Parameter) -> str:
    """The name a person types, without dashes; that of the variable for an argument."""
    return next((name[2:] for name in parameter.opts if name.startswith("--")), str(parameter.name))


def _config_path() -> str:
    try:
        path = current_settings().config.path
    except PolicyError:
        return ""
    return str(path) if path is not None else ""


def _plain(value: object) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, (bool, int)):
        return value
    # names of files need not be UTF-8, the record must
    return str(value).encode("utf-8", "backslashreplace").decode()


def _inputs(results: Results) -> list[dict[str, str]]:
    inputs = [
        {
            "doc_id": analysis.document.doc_id,
            "path": analysis.document.source_path,
            "format": analysis.document.source_format,
            "sha256": analysis.document.sha256,
        }
        for analysis in results.analyses
    ]
    failed = [
        {
            "doc_id": failure.doc_id,
            "path": failure.source_path,
            "sha256": failure.sha256,
            "error": failure.code,
        }
        for failure in results.failures
    ]
    return inputs + failed
