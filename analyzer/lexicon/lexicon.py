"""All dictionaries together, read once and never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from analyzer.lexicon.schema import SCHEMA
from analyzer.lexicon.table import Entry, load_table


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The dictionaries as tables of entries.

    Attributes:
        tables: entries by table name, in the order of the file.
        folder: where they were read.
        digest: SHA-256 of all files, so that a result can say which dictionaries made it.
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


def load_lexicon(folder: Path | None = None) -> Lexicon:
    """Read every dictionary of ``folder`` (default: the shipped ones).

    Raises:
        LexiconError: a file is missing or wrong; the error names file and line.
    """
    folder = folder or dictionaries_folder()
    tables = {}
    digest = hashlib.sha256()
    for name, spec in SCHEMA.items():
        path = folder / f"{name}.tsv"
        tables[name] = load_table(path, spec)
        digest.update(name.encode() + b"\0" + path.read_bytes())
    return Lexicon(tables, folder, digest.hexdigest())
