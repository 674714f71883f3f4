"""Candidates for index terms: the noun phrases, slogans in quotation marks and titles of a text.

Chinese officials write terms as runs of nouns and nominal verbs (农业综合生产能力, 科技成果转移转化). A run
is broken by function words, numbers and the verbs of official style (加强, 推进), the latter rows of
``stopwords.tsv``; every stretch of a run that may begin and end where it does is counted, and how often it
fills the run from end to end, which is what tells a term from a fragment of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from analyzer.words.roles import ALONE, DOUBT, END, START, stopword_kinds, word_powers
from analyzer.words.segmenter import TERM_TAG, UNKNOWN_TAG, Segmenter, Token

MAX_WORDS = 6
MAX_LENGTH = 18
# distinct slogans looked for outside quotation marks too; each costs one pass over the text
_MAX_SLOGANS = 200
_QUOTED_SHARE = 0.2

_MAX_SLOGAN = 12
# prepositions, conjunctions, particles, pronouns, adverbs: a slogan or name has none
_FUNCTION_TAGS = frozenset("pcurdy")

_QUOTED = re.compile(r"“([^“”《》，。；：！？\n]{2,16})”")
_TITLE = re.compile(r"《([^《》\n]{4,40})》")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(slots=True)
class Candidate:
    """A stretch of text that may be an index term.

    Attributes:
        text: the phrase.
        method: what found it: dictionary, quoted, title, phrase or word.
        pos: the tag of a single word, ``np`` for a phrase.
        words: of how many words it is made.
        first: where it stands first.
        doubtful: a verb or an unknown word is in it, so that it may be a sentence or hold a name.
        office: it is the name of an office.
        slogan: the text puts it in quotation marks.
        count: how often it occurs.
        alone: how often it is a whole run.
        headings: how often it stands in a heading.
        left, right: the words beside it inside its runs, and how often each.
    """

    text: str
    method: str
    pos: str
    words: int
    first: int
    doubtful: bool = False
    office: bool = False
    slogan: bool = False
    count: int = 0
    alone: int = 0
    headings: int = 0
    left: dict[str, int] = field(default_factory=dict)
    right: dict[str, int] = field(default_factory=dict)

    @property
    def freedom(self) -> float:
        """How far the phrase goes without its commonest neighbour, from 0 (a fragment) to 1.

        >>> Candidate("工业固体废物", "phrase", "np", 2, 0, count=4, left={"大宗": 3}).freedom
        0.25
        """
        neighbours = (*self.left.values(), *self.right.values())
        return (self.count - max(neighbours)) / self.count if neighbours else 1.0


def find_candidates(
    text: str, segmenter: Segmenter, headings: Sequence[tuple[int, int]] = ()
) -> list[Candidate]:
    """All candidates of a clean text in the order of their first occurrence.

    Args:
        text: folded text without layout white space, such as ``Condensed.text``.
        segmenter: cuts and tags the words; its lexicon holds the stop words.
        headings: half-open spans of headings in the text, in order.

    >>> from analyzer.lexicon import load_lexicon
    >>> found = find_candidates("加快建设国家生物育种产业园。", Segmenter(load_lexicon()))
    >>> "生物育种产业园" in [candidate.text for candidate in found]
    True
    """
    stop = stopword_kinds(segmenter.lexicon)
    found: dict[str, Candidate] = {}
    powers: dict[str, int] = {}
    heading = _HeadingCursor(headings)
    for run in _runs(_merge_quoted(text, segmenter.cut(text)), powers, segmenter, stop):
        _count_stretches(text, run, powers, segmenter, found, heading.holds(run[0].start))
    _count_slogans(text, found, segmenter, stop)
    _count_titles(text, found)
    categories = segmenter.categories
    offices = tuple(word for word, kinds in stop.items() if "office" in kinds)
    for candidate in found.values():
        candidate.office = candidate.text.endswith(offices) or categories.get(candidate.text) == "机构"
    found = {phrase: candidate for phrase, candidate in found.items() if phrase not in stop}
    return sorted(found.values(), key=lambda candidate: (candidate.first, -len(candidate.text)))


def _merge_quoted(text: str, tokens: list[Token]) -> Iterable[Token]:
    """Tokens in which a short quotation with its marks is one token, unless a term reaches across."""
    spans = iter([(match.start(), match.end()) for match in _QUOTED.finditer(text)])
    start, end = next(spans, (len(text), len(text)))
    for token in tokens:
        while token.start >= end and start < len(text):
            start, end = next(spans, (len(text), len(text)))
        if token.start > start:
            continue  # inside a quotation that was given out whole
        if token.start < start:
            yield token
        elif token.end > end or token.start == len(text) or token.end - token.start > 1:
            yield token
            start, end = next(spans, (len(text), len(text)))
        else:
            yield Token(text[start:end], start, end)


def _runs(
    tokens: Iterable[Token],
    powers: dict[str, int],
    segmenter: Segmenter,
    stop: dict[str, frozenset[str]],
) -> Iterable[list[Token]]:
    """Runs of words that may stand in a term, their useless ends cut off."""
    run: list[Token] = []
    for token in tokens:
        power = powers.get(token.word)
        if power is None:
            power = powers[token.word] = word_powers(token.word, segmenter, stop)
        if power:
            run.append(token)
        elif run:
            if token.word != "〔":  # a document number: 某政办发〔2020〕2号
                yield from _trimmed(run, powers)
            run = []
    yield from _trimmed(run, powers)


def _trimmed(run: list[Token], powers: dict[str, int]) -> Iterable[list[Token]]:
    first, last = 0, len(run)
    while first < last and not powers[run[first].word] & START:
        first += 1
    while last > first and not powers[run[last - 1].word] & END:
        last -= 1
    if first < last:
        yield run[first:last]


def _count_stretches(
    text: str,
    run: list[Token],
    powers: dict[str, int],
    segmenter: Segmenter,
    found: dict[str, Candidate],
    in_heading: bool,
) -> None:
    """Count every stretch of a run that may be a term."""
    size = len(run)
    for i, head in enumerate(run):
        if not powers[head.word] & START:
            continue
        for j in range(i, min(size, i + MAX_WORDS)):
            tail = run[j]
            power = powers[tail.word]
            if not power & END or (i == j and not power & ALONE):
                continue
            if tail.end - head.start > MAX_LENGTH:
                break
            phrase = text[head.start : tail.end]
            candidate = found.get(phrase)
            if candidate is None:
                candidate = found[phrase] = _new_candidate(phrase, head, i, j, segmenter)
                candidate.doubtful = i < j and any(powers[token.word] & DOUBT for token in run[i : j + 1])
            candidate.count += 1
            candidate.headings += in_heading
            if i > 0:
                word = run[i - 1].word
                candidate.left[word] = candidate.left.get(word, 0) + 1
            if j < size - 1:
                word = run[j + 1].word
                candidate.right[word] = candidate.right.get(word, 0) + 1
            elif i == 0:
                candidate.alone += 1


def _new_candidate(phrase: str, head: Token, i: int, j: int, segmenter: Segmenter) -> Candidate:
    tag = segmenter.tag(phrase)
    if tag == TERM_TAG:
        return Candidate(phrase, "dictionary", tag, j - i + 1, head.start)
    if i == j:
        return Candidate(phrase, "word", tag, 1, head.start)
    return Candidate(phrase, "phrase", "np", j - i + 1, head.start)


def _count_slogans(
    text: str, found: dict[str, Candidate], segmenter: Segmenter, stop: dict[str, frozenset[str]]
) -> None:
    """Add what stands in quotation marks, and count it without them too."""
    slogans = {match.group(1): match.start(1) for match in reversed(list(_QUOTED.finditer(text)))}
    chosen = sorted(slogans.items(), key=lambda item: item[1])[:_MAX_SLOGANS]
    for slogan, first in chosen:
        if not _HAN.search(slogan) or not _is_slogan(slogan, segmenter, stop):
            continue
        count = text.count(slogan)
        if text.count(f"“{slogan}”") < _QUOTED_SHARE * count:
            continue  # a plain word, put in quotation marks for once
        candidate = found.get(slogan)
        if candidate is None:
            method, pos = ("dictionary", TERM_TAG) if slogan in segmenter.categories else ("quoted", "np")
            candidate = found[slogan] = Candidate(slogan, method, pos, 1, first)
        elif candidate.method != "dictionary":
            candidate.method = "quoted"
        candidate.first = min(candidate.first, first)
        candidate.count = candidate.alone = max(count, candidate.count)
        candidate.slogan, candidate.doubtful = True, False


def _is_slogan(slogan: str, segmenter: Segmenter, stop: dict[str, frozenset[str]]) -> bool:
    """Whether a quotation is a name or a slogan, not a piece of somebody's sentence."""
    tokens = segmenter.cut(slogan)
    if len(slogan) == 2 and len(tokens) == 1 and segmenter.tag(slogan) not in {TERM_TAG, UNKNOWN_TAG}:
        return False  # an ordinary word, stressed
    if len(slogan) > _MAX_SLOGAN and len(tokens) > 1:
        return False
    for token in tokens:
        tag = segmenter.tag(token.word)
        if tag != TERM_TAG and tag[0] in _FUNCTION_TAGS:
            return False
        if len(token.word) > 1 and "boundary" in stop.get(token.word, frozenset()):
            return False
    return True


def _count_titles(text: str, found: dict[str, Candidate]) -> None:
    phrases = {phrase for phrase, candidate in found.items() if candidate.method == "phrase"}
    for match in _TITLE.finditer(text):
        title = match.group(1)
        if len(title) > MAX_LENGTH or title.startswith("关于") or "的通知" in title:
            continue
        candidate = found.get(title)
        if candidate is None:
            candidate = found[title] = Candidate(title, "title", "nz", 1, match.start(1))
        if candidate.method in {"title", "phrase"}:
            candidate.method = "title"
            # a phrase was counted in its titles too
            candidate.count += title not in phrases
            candidate.alone = min(candidate.alone + 1, candidate.count)


class _HeadingCursor:
    """Whether a position lies in a heading, for positions asked in rising order."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = iter(spans)
        self._current: tuple[int, int] | None = next(self._spans, None)

    def holds(self, position: int) -> bool:
        while self._current is not None and self._current[1] <= position:
            self._current = next(self._spans, None)
        return self._current is not None and self._current[0] <= position
