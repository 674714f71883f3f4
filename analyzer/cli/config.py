"""The configuration file: defaults for options, for those who type the same ones every day.

``policy-analyzer.toml``, or the table ``[tool.policy-analyzer]`` of ``pyproject.toml``, in the working folder or
the nearest folder above that has one. A key is the long name of an option; at the top it holds for every
command that has this option, in the table of a command (``[analyze]``, ``[dict.check]``) for that one.
The command line outranks it. What a file says is checked in full: a key nobody knows is an error, not a default.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from analyzer.errors import PolicyError

FILE_NAME = "policy-analyzer.toml"
PROJECT_FILE = "pyproject.toml"
_TOOL = "policy-analyzer"
# asked for at the root and handled by the settings, not by commands
COMMON_KEYS = ("lang", "no-color")
_NOT_CONFIGURABLE = frozenset({"help", "version", "config", "no-config", *COMMON_KEYS})


@dataclass(frozen=True)
class Config:
    """A file that was read, and its values; no path and no values if there is none."""

    path: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


def find_config(start: Path | None = None) -> Path | None:
    """The file that holds for a folder (by default the working one): in it, or in the nearest folder above."""
    try:
        start = start or Path.cwd()
        for folder in (start, *start.parents):
            own = folder / FILE_NAME
            if own.is_file():
                return own
            project = folder / PROJECT_FILE
            if project.is_file() and _TOOL in _tools(project):
                return project
    except OSError:
        # a folder that is gone, or that we may not look into, configures nothing
        return None
    return None


def load_config(path: Path) -> Config:
    """Read a file; ``pyproject.toml`` gives its table ``[tool.policy-analyzer]``.

    Raises:
        PolicyError: E_CONFIG, the file cannot be read or is not TOML.
    """
    values = _parse(path)
    if path.name == PROJECT_FILE:
        values = _tools(path).get(_TOOL, {})
    if not isinstance(values, dict):
        raise _wrong(path, f"[tool.{_TOOL}]", "应是一个表")
    return Config(path, values)


def default_map(config: Config, group: click.Group, context: click.Context) -> dict[str, Any]:
    """What the file says as click wants it: values by parameter name, in a table for every command.

    Raises:
        PolicyError: E_CONFIG, with the file and the key: unknown key, or a value the option does not take.
    """
    if config.path is None:
        return {}
    shared = {key: value for key, value in config.values.items() if key not in group.commands}
    for key in list(shared):
        if key in COMMON_KEYS:
            _check_common(config.path, key, shared.pop(key))
        elif not any(key in _options(command) for command in _leaves(group)):
            known = sorted({*COMMON_KEYS, *(name for leaf in _leaves(group) for name in _options(leaf))})
            raise _unknown(config.path, key, [*known, *(f"[{name}]" for name in group.commands)])
    return _defaults(config.path, group, config.values, shared, context, "")


def _defaults(
    path: Path,
    group: click.Group,
    values: Mapping[str, Any],
    shared: Mapping[str, Any],
    context: click.Context,
    prefix: str,
) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name, command in group.commands.items():
        table = values.get(name, {})
        place = f"{prefix}{name}."
        if not isinstance(table, dict):
            raise _wrong(path, place.rstrip("."), "应是一个表")
        if isinstance(command, click.Group):
            for key in table:
                if key not in command.commands:
                    raise _unknown(path, place + key, [f"[{place}{each}]" for each in command.commands])
            result[name] = _defaults(path, command, table, shared, context, place)
            continue
        options = _options(command)
        for key in table:
            if key not in options:
                raise _unknown(path, place + key, list(options))
        mine: dict[str, Any] = {}
        for key, value in [*shared.items(), *table.items()]:
            if key in options:
                shown = place + key if key in table else key
                option = options[key]
                mine[str(option.name)] = _value(path, shown, key, option, value, context)
        result[name] = mine
    return result


def _leaves(group: click.Group) -> Iterator[click.Command]:
    for command in group.commands.values():
        if isinstance(command, click.Group):
            yield from _leaves(command)
        else:
            yield command


def _options(command: click.Command) -> dict[str, click.Option]:
    """The options of a command that a file may set, by long name; ``charts`` and ``no-charts`` are one."""
    found = {}
    for option in command.params:
        if isinstance(option, click.Option):
            for written in (*option.opts, *option.secondary_opts):
                if written.startswith("--") and written[2:] not in _NOT_CONFIGURABLE:
                    found[written[2:]] = option
    return found


def _value(path: Path, shown: str, key: str, option: click.Option, value: Any, context: click.Context) -> Any:
    """The value as the command gets it, from a type of TOML."""
    if option.is_flag:
        if not isinstance(value, bool):
            raise _wrong(path, shown, "只能是 true 或 false")
        return value != (f"--{key}" in option.secondary_opts)
    if option.multiple:
        several = value if isinstance(value, list) else [value]
        return [_single(path, shown, option, each, context) for each in several]
    return _single(path, shown, option, value, context)


def _single(path: Path, shown: str, option: click.Option, value: Any, context: click.Context) -> Any:
    kind = option.type
    if isinstance(kind, click.types.IntParamType):
        if not isinstance(value, int) or isinstance(value, bool):
            raise _wrong(path, shown, "应是一个整数")
    elif not isinstance(value, str):
        raise _wrong(path, shown, "应是加引号的文字")
    if isinstance(kind, click.Path):
        # written in the file, meant from the file's place
        value = path.parent / Path(value).expanduser()
    try:
        return kind.convert(value, option, context)
    except click.BadParameter as error:
        if isinstance(kind, click.Choice):
            raise _wrong(path, shown, f"只能是 {'、'.join(map(str, kind.choices))}") from None
        raise _wrong(path, shown, error.message) from None


def _check_common(path: Path, key: str, value: object) -> None:
    if key == "lang" and value not in ("zh", "en"):
        raise _wrong(path, key, "只能是 zh、en")
    if key == "no-color" and not isinstance(value, bool):
        raise _wrong(path, key, "只能是 true 或 false")


def _tools(path: Path) -> dict[str, Any]:
    """The tools' tables of a pyproject.toml; one that cannot be read is somebody else's concern."""
    try:
        tools = _parse(path).get("tool", {})
    except PolicyError:
        return {}
    return tools if isinstance(tools, dict) else {}


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise PolicyError("E_CONFIG", "配置文件应存为 UTF-8。", str(path)) from None
    except tomllib.TOMLDecodeError as error:
        raise PolicyError("E_CONFIG", f"配置文件不合 TOML 的写法（{error}），请改正。", str(path)) from None
    except RecursionError:
        raise PolicyError("E_CONFIG", "配置文件嵌套太深，请改正。", str(path)) from None
    except OSError as error:
        raise PolicyError(
            "E_CONFIG", f"读不了配置文件（{error.strerror}），请核对路径。", str(path)
        ) from None


def _unknown(path: Path, key: str, known: list[str]) -> PolicyError:
    return PolicyError("E_CONFIG", f"不认识键 {key}。可用的有：{'、'.join(known)}。", str(path))


def _wrong(path: Path, key: str, found: str) -> PolicyError:
    return PolicyError("E_CONFIG", f"键 {key} 的值不对，{found}。", str(path))
