"""The sentences of a document and the words by which they can be found.

SQLite's own tokenizers know no Chinese: a run of Chinese is one word to ``unicode61``, and ``trigram`` finds no
word of two characters. So the index holds the words that the segmenter finds; inside long ones the shorter words
of the dictionary, as a search engine does (技术 finds 高新技术企业); and words that stand side by side as one, since
who types 信息技术改造 does not know where the segmenter cuts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analyzer.model import Document
from analyzer.structure.condense import condense
from analyzer.structure.sentences import split_sentences
from analyzer.words.segmenter import UNKNOWN_TAG, Segmenter, Token

# words inside words: their length
_SHORTEST, _LONGEST = 2, 3
# words side by side: how many, and how long together
_MAX_WORDS, _MAX_LENGTH = 3, 8


class FoundSentence(NamedTuple):
    """A sentence without the line breaks inside it, its offsets in the document, and its words.

    ``words`` are those of the segmenter, in their order; ``found_by`` are all that should find the sentence.
    """

    start: int
    end: int
    sentence: str
    words: list[str]
    found_by: list[str]


def find_sentence_words(document: Document, segmenter: Segmenter) -> Iterator[FoundSentence]:
    """The sentences of a document in their order.

    >>> from analyzer.lexicon import load_lexicon
    >>> segmenter = Segmenter(load_lexicon())
    >>> first, second = find_sentence_words(Document("例", "发展信息技术。\\n修路。"), segmenter)
    >>> (first.start, first.end, first.words), (second.start, second.end, second.words)
    ((0, 7, ['发展', '信息技术']), (8, 11, ['修路']))
    >>> first.found_by
    ['发展', '发展信息', '发展信息技术', '信息', '信息技术', '技术']
    """
    view = condense(document.text)
    for first, last in split_sentences(view.text):
        # the folded text is what is searched, so that full-width signs are found as half-width ones
        tokens = [
            token for token in segmenter.cut(view.text[first:last]) if any(map(str.isalnum, token.word))
        ]
        yield FoundSentence(
            *view.span(first, last),
            view.original[first:last],
            [token.word for token in tokens],
            list(_searched(tokens, segmenter)),
        )


def _searched(tokens: Sequence[Token], segmenter: Segmenter) -> Iterator[str]:
    """Every word, word in a word, and row of words, once each, in the order in which they begin."""
    pieces: dict[int, dict[int, str]] = {}
    for token in tokens:
        for at, word in _pieces(token.word, segmenter):
            pieces.setdefault(token.start + at, {})[token.start + at + len(word)] = word
    seen = set()
    for start in sorted(pieces):
        for word in sorted(_rows(pieces, start, _MAX_LENGTH, _MAX_WORDS), key=len):
            if word not in seen:
                seen.add(word)
                yield word


def _pieces(word: str, segmenter: Segmenter) -> Iterator[tuple[int, str]]:
    yield 0, word
    for length in range(_SHORTEST, min(_LONGEST, len(word) - 1) + 1):
        for at in range(len(word) - length + 1):
            part = word[at : at + length]
            if not part.isascii() and segmenter.tag(part) != UNKNOWN_TAG:
                yield at, part


def _rows(pieces: dict[int, dict[int, str]], start: int, length: int, words: int) -> Iterator[str]:
    """Rows of at most so many words from here on, each beginning where the one before ends."""
    for end, word in pieces.get(start, {}).items():
        if words == _MAX_WORDS or end - start <= length:
            yield word
            if words > 1:
                yield from (word + rest for rest in _rows(pieces, end, length - (end - start), words - 1))
