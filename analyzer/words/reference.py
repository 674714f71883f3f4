"""How common words and phrases are in policy texts: the reference collection, as counts only.

``dictionaries/reference/document_frequency.tsv`` is made by ``scripts/make_reference.py``. The collections
it was counted in differ in kind and size (reports of fifty years, notices of one year), so the share of
documents is taken in each of them and then averaged: a word of one emergency does not become a common word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import LexiconError

_NAME = "reference/document_frequency.tsv"
_SIZES = re.compile(r"(?m)^# documents\t([\d\t]+)$")


@dataclass(frozen=True, slots=True)
class Reference:
    """Document counts of a collection of collections.

    Attributes:
        sizes: number of documents in each collection.
        counts: for a word or phrase, in how many documents of each collection it occurs, and last in how
            many documents of all of them it stands alone, not inside a longer phrase.
    """

    sizes: tuple[int, ...]
    counts: dict[str, tuple[int, ...]]

    def share(self, phrase: str) -> float:
        """The average share of documents with this phrase, 0 for one that is not on record.

        >>> Reference((100, 200), {"营商环境": (50, 20, 30)}).share("营商环境")
        0.3
        """
        found = self.counts.get(phrase)
        if found is None:
            return 0.0
        return sum(count / size for count, size in zip(found, self.sizes, strict=False)) / len(self.sizes)

    def documents(self, phrase: str) -> int:
        """In how many documents the phrase occurs, 0 for one that is not on record."""
        found = self.counts.get(phrase)
        return sum(found[:-1]) if found else 0

    def alone(self, phrase: str) -> int:
        """In how many documents the phrase stands alone, 0 for one that is not on record."""
        found = self.counts.get(phrase)
        return found[-1] if found else 0


def load_reference(folder: Path) -> Reference:
    """Read the counts from a dictionaries folder.

    Raises:
        LexiconError: the file is missing or is not what the script writes.
    """
    path = folder / _NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LexiconError(
            "没有这个参照词频文件，请恢复它，或用 scripts/make_reference.py 重新生成。", _NAME
        ) from None
    sizes = _SIZES.search(text)
    body = text[text.find("\nphrase\t") :].split("\n")[2:]
    try:
        if sizes is None:
            raise ValueError
        counts: dict[str, tuple[int, ...]] = {}
        for line in body:
            phrase, *cells = line.split("\t")
            if cells:
                counts[phrase] = tuple(map(int, cells))
        return Reference(tuple(map(int, sizes.group(1).split("\t"))), counts)
    except ValueError:
        raise LexiconError(
            "参照词频文件的格式不对，请用 scripts/make_reference.py 重新生成。", _NAME
        ) from None
