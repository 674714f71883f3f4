"""The arrow examples that stand in every dictionary row.

``例句 => column=value column=value`` says that the sentence must give a row with these values in the output
table the dictionary is checked in; ``例句 => 无`` says that it must give none (a trap). A line
break inside the sentence is written ``\\n``.
"""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.errors import LexiconError
from analyzer.lexicon.table import Entry

NOTHING = "无"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what must be found in it: pairs of column and value, none for a trap."""

    sentence: str
    expected: tuple[tuple[str, str], ...]


def parse_example(entry: Entry) -> Example:
    """Read the example of a dictionary row.

    >>> entry = Entry({"example": "装机达到3亿千瓦 => value=300000000 unit=千瓦"}, "units.tsv:2")
    >>> parse_example(entry).expected
    (('value', '300000000'), ('unit', '千瓦'))

    Raises:
        LexiconError: the expectation is neither 无 nor a list of ``column=value``.
    """
    sentence, _, expectation = entry["example"].partition(" => ")
    sentence = sentence.strip().replace("\\n", "\n")
    if expectation.strip() == NOTHING:
        return Example(sentence, ())
    pairs: list[tuple[str, str]] = []
    for part in expectation.split():
        column, equals, value = part.partition("=")
        if not equals or not column:
            raise LexiconError(f"期望应写成“列名=值”或“无”，现在是 {part}。", entry.where)
        pairs.append((column, value))
    if not pairs:
        raise LexiconError("“ => ”后面没有期望，请写“列名=值”或“无”。", entry.where)
    return Example(sentence, tuple(pairs))
