"""Cutting Chinese text into words: the only door to jieba.

One :class:`Segmenter` owns one private tokenizer; nothing is shared between two of them and nothing is read
from or written to jieba's cache file. Two things jieba cannot do are done before it sees the text: dictionary
terms with quotation marks or other signs inside (“111”创新工程, 双随机、一公开) are matched as a whole,
longest first, and the text is handed over in blocks, because jieba's search for unknown words takes time that
grows with the square of the run it looks at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analyzer.lexicon import Lexicon
from analyzer.words.dictionary import add_prefixes, add_terms, read_word_list
from analyzer.words.reference import Reference, load_reference

if TYPE_CHECKING:
    from jieba import Tokenizer

MAX_BLOCK = 500
# what jieba takes as one run; all other characters end a run and are safe places to end a block
_RUN = r"\u4E00-\u9FD5a-zA-Z0-9+#&._%\-"
_BLOCK = re.compile(rf"(?s).{{1,{MAX_BLOCK - 1}}}[^{_RUN}]|.{{1,{MAX_BLOCK}}}")
_OUTSIDE_RUN = re.compile(rf"[^{_RUN}]")
# the tag of a dictionary term, in the manner of jieba's tags
TERM_TAG = "nterm"
UNKNOWN_TAG = "x"


class Token(NamedTuple):
    """A word and the half-open span it has in the text that was cut."""

    word: str
    start: int
    end: int


class Segmenter:
    """Words of a text, with the domain terms of a lexicon kept whole.

    Creating one costs nothing; the dictionary is read at the first :meth:`cut`.

    >>> from analyzer.lexicon import load_lexicon
    >>> segmenter = Segmenter(load_lexicon())
    >>> [token.word for token in segmenter.cut("实施科技特派员制度")]
    ['实施', '科技特派员', '制度']
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def cut(self, text: str) -> list[Token]:
        """Cut a text into tokens that join to it again, white space and signs included."""
        words = list(self._words(text))
        ends = list(accumulate(map(len, words)))
        return list(map(Token._make, zip(words, [0, *ends], ends, strict=False)))

    def tag(self, word: str) -> str:
        """The part of speech the dictionary gives a word, ``nterm`` for a domain term, ``x`` for no entry."""
        if word in self.categories:
            return TERM_TAG
        return self._tables[1].get(word, UNKNOWN_TAG)

    @cached_property
    def categories(self) -> dict[str, str]:
        """The domain terms of the lexicon and the category of each."""
        return {entry["term"]: entry["category"] for entry in self.lexicon["terms"]}

    @cached_property
    def reference(self) -> Reference:
        """In how many documents of the reference collection words and phrases occur."""
        return load_reference(self.lexicon.folder)

    @cached_property
    def _tables(self) -> tuple[dict[str, int], dict[str, str]]:
        import jieba

        frequencies, tags = read_word_list(Path(jieba.__file__).parent / "dict.txt")
        phrases = (entry["word"] for entry in self.lexicon["stopwords"] if len(entry["word"]) > 2)
        whole = (*self.categories, *phrases)
        add_terms(frequencies, (term for term in whole if not _OUTSIDE_RUN.search(term)))
        add_prefixes(frequencies)
        return frequencies, tags

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        import jieba

        tokenizer = jieba.Tokenizer()
        tokenizer.FREQ = self._tables[0]
        tokenizer.total = sum(tokenizer.FREQ.values())
        tokenizer.initialized = True
        return tokenizer

    @cached_property
    def _whole_terms(self) -> re.Pattern[str] | None:
        """A pattern of the terms that jieba would tear apart, longest first; None if there are none."""
        terms = [term for term in self.categories if _OUTSIDE_RUN.search(term)]
        if not terms:
            return None
        return re.compile("|".join(map(re.escape, sorted(terms, key=lambda term: (-len(term), term)))))

    def _words(self, text: str) -> Iterator[str]:
        pattern = self._whole_terms
        at = 0
        for match in pattern.finditer(text) if pattern else ():
            yield from self._jieba_words(text[at : match.start()])
            yield match.group()
            at = match.end()
        yield from self._jieba_words(text[at:])

    def _jieba_words(self, text: str) -> Iterator[str]:
        tokenizer: Any = self._tokenizer
        for block in _BLOCK.finditer(text):
            yield from tokenizer.cut(block.group())
