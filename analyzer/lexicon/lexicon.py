"""All dictionaries together, read once and never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from analyzer.errors import LexiconError
from analyzer.lexicon.schema import SCHEMA
from analyzer.lexicon.table import Entry, TableSpec, load_table


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The dictionaries as tables of entries.

    Attributes:
        tables: entries by table name, in the order of the file.
        folder: where the shipped ones, or those in their place, were read.
        digest: SHA-256 of all files, a user's own included, so that a result can say which dictionaries made it.
    """

    tables: Mapping[str, tuple[Entry, ...]]
    folder: Path
    digest: str

    def __getitem__(self, table: str) -> tuple[Entry, ...]:
        return self.tables[table]

    def words(self, table: str, column: str = "word", **where: str) -> tuple[str, ...]:
        """The cells of one column, for rows whose other columns hold the given words, longest first.

        >>> "以上" in load_lexicon().words("bounds", comparator="ge", side="after")
        True
        """
        found = {
            entry[column]
            for entry in self.tables[table]
            if all(entry[name] == value for name, value in where.items())
        }
        return tuple(sorted(found, key=lambda word: (-len(word), word)))


def dictionaries_folder() -> Path:
    """The folder of the shipped dictionaries: inside the wheel, or beside the package in a checkout."""
    installed = Path(str(files("analyzer"))) / "_dictionaries"
    return installed if installed.is_dir() else Path(str(files("analyzer"))).parent / "dictionaries"


def load_lexicon(folder: Path | None = None, *, extra: Path | None = None) -> Lexicon:
    """Read every dictionary of ``folder`` (default: the shipped ones), and a user's own rows on top.

    Args:
        folder: has all the files.
        extra: has the files a user wants to extend, named and built like the shipped ones (``terms.tsv``,
            ``indicators.tsv`` …), with the user's rows only. A row with the key of a shipped row takes its place.

    Raises:
        LexiconError: a file is missing or wrong; the error names file and line.
    """
    folder = folder or dictionaries_folder()
    tables = {}
    digest = hashlib.sha256()
    own = _own_files(extra) if extra else {}
    for name, spec in SCHEMA.items():
        path = folder / f"{name}.tsv"
        tables[name] = load_table(path, spec)
        digest.update(name.encode() + b"\0" + path.read_bytes())
        if name in own:
            shown = f"{own[name].parent.name}/{own[name].name}"
            tables[name] = _overlaid(tables[name], load_table(own[name], spec, shown), spec)
            digest.update(b"\0extra\0" + own[name].read_bytes())
    return Lexicon(tables, folder, digest.hexdigest())


def _own_files(folder: Path) -> dict[str, Path]:
    """The dictionary files of a user's folder by table name; a name that is none of them is a mistake."""
    folder = folder.resolve()
    if not folder.is_dir():
        raise LexiconError("没有这个文件夹，请核对路径。", str(folder))
    names = "、".join(f"{name}.tsv" for name in SCHEMA)
    files = {path.stem: path for path in sorted(folder.glob("*.tsv"))}
    if not files:
        raise LexiconError(f"文件夹里没有词典文件，文件名应是其中之一：{names}。", str(folder))
    for name, path in files.items():
        if name not in SCHEMA:
            raise LexiconError(
                f"不认识这个词典文件，文件名应是其中之一：{names}。", f"{folder.name}/{path.name}"
            )
    return files


def _overlaid(shipped: tuple[Entry, ...], own: tuple[Entry, ...], spec: TableSpec) -> tuple[Entry, ...]:
    """The shipped rows, those with the key of an own row replaced in place, then the other own rows."""
    entries = {tuple(entry[column] for column in spec.key): entry for entry in shipped}
    entries.update({tuple(entry[column] for column in spec.key): entry for entry in own})
    return tuple(entries.values())
