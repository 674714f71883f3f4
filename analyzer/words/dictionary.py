"""The words jieba may cut: its own dictionary, filled in directly, and the domain terms.

jieba's ``initialize`` goes through a cache file in the shared temporary folder, which it loads with marshal
and without any check; another user's file there can crash the process or change the tokens. Reading the
dictionary text takes no longer, so the tables are filled here and the cache is never looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

# A term needs to win against the two or three common words it is made of. Words of the policy vocabulary
# occur up to 100,000 times in 60 million: a product of two such shares stays below 1,000 in 60 million.
_TERM_FREQUENCY = 3_000


def read_word_list(path: Path) -> tuple[dict[str, int], dict[str, str]]:
    """Read a word list in jieba's format, ``word frequency tag`` a line: frequencies and tags by word."""
    cells = path.read_text(encoding="utf-8").split()
    words = cells[0::3]
    frequencies = dict(zip(words, map(int, cells[1::3]), strict=True))
    return frequencies, dict(zip(words, cells[2::3], strict=True))


def add_terms(frequencies: dict[str, int], terms: Iterable[str]) -> None:
    """Make sure that every term is cut as one word."""
    for term in terms:
        frequencies[term] = max(frequencies.get(term, 0), _TERM_FREQUENCY)


def add_prefixes(frequencies: dict[str, int]) -> None:
    """Add every beginning of every word with frequency 0: jieba walks along them.

    >>> table = {"碳达峰": 5}
    >>> add_prefixes(table)
    >>> dict(sorted(table.items()))
    {'碳': 0, '碳达': 0, '碳达峰': 5}
    """
    missing: set[str] = set()
    for word in frequencies:
        prefix = word[:-1]
        while prefix and prefix not in frequencies and prefix not in missing:
            missing.add(prefix)
            prefix = prefix[:-1]
    frequencies.update(dict.fromkeys(missing, 0))
