"""The sentences of a document and the words by which they can be found.

SQLite's own tokenizers know no Chinese: a run of Chinese is one word to ``unicode61``, and ``trigram`` finds no
word of two characters. So the index holds the words that the segmenter finds, and inside long ones the shorter
words of the dictionary too, as a search engine does: 技术 finds 信息技术.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analyzer.model import Document
from analyzer.structure.condense import condense
from analyzer.structure.sentences import split_sentences
from analyzer.words.segmenter import UNKNOWN_TAG, Segmenter

_SHORTEST, _LONGEST = 2, 3


class FoundSentence(NamedTuple):
    """A sentence without the line breaks inside it, its offsets in the document, and its words."""

    start: int
    end: int
    sentence: str
    words: str


def find_sentence_words(document: Document, segmenter: Segmenter) -> Iterator[FoundSentence]:
    """The sentences of a document in their order.

    >>> from analyzer.lexicon import load_lexicon
    >>> segmenter = Segmenter(load_lexicon())
    >>> found = find_sentence_words(Document("例", "发展信息技术。\\n修路。"), segmenter)
    >>> [(one.start, one.end, one.words) for one in found]
    [(0, 7, '发展 信息技术 信息 技术'), (8, 11, '修路')]
    """
    view = condense(document.text)
    for first, last in split_sentences(view.text):
        sentence = view.original[first:last]
        # the folded text is what is searched, so that full-width signs are found as half-width ones
        words = search_words(view.text[first:last], segmenter)
        yield FoundSentence(*view.span(first, last), sentence, " ".join(words))


def search_words(text: str, segmenter: Segmenter) -> Iterator[str]:
    """The words of a text, each followed by the words of the dictionary inside it."""
    for token in segmenter.cut(text):
        word = token.word
        if not any(map(str.isalnum, word)):
            continue
        yield word
        for length in range(_SHORTEST, min(_LONGEST, len(word) - 1) + 1):
            for at in range(len(word) - length + 1):
                part = word[at : at + length]
                if not part.isascii() and segmenter.tag(part) != UNKNOWN_TAG:
                    yield part
