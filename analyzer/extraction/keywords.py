"""The index terms of a document, best first.

The weight of a candidate is its TF-IDF against the reference collection, times how much it is a term at all:
whether it stands alone or only inside longer phrases, here and in the reference; whether a dictionary or
quotation marks vouch for it; its length; and whether title or headings hold it. Close variants of a
term already chosen are passed over.
"""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.extraction.phrases import Candidate, find_candidates
from analyzer.extraction.weighting import weigh_terms
from analyzer.lexicon import Lexicon
from analyzer.model import Item, Keyword, Metadata
from analyzer.structure.condense import Condensed
from analyzer.words.reference import Reference
from analyzer.words.segmenter import UNKNOWN_TAG, Segmenter

# how much the way a candidate was found speaks for it
_METHOD_FACTOR = {"dictionary": 2.0, "quoted": 1.2, "title": 0.6, "phrase": 1.0, "word": 0.6}
# offices stand in a text as those who act, seldom as what it is about
_OFFICE_FACTOR = 0.35
# nor does the place a text comes from say what it is about
_PLACE_FACTOR = 0.6
# a phrase with a verb or an unknown word in it is more often a clause or a name than a term
_DOUBTFUL_FACTOR = 0.6
# standing alone in so many reference documents makes an expression of a phrase
_ESTABLISHED = 3
# a quotation seen once is as often a turn of speech as a slogan
_SINGLE_QUOTE_FACTOR = 0.8
# but those that count their points are slogans: 四好农村路, 一老一小
_NUMERALS = frozenset("一两双二三四五六七八九十百千")
# terms of two characters are mostly general words, those of four to eight mostly subjects
_LENGTH_FACTOR = {2: 0.5, 3: 0.8}
_LONG, _LONG_FACTOR = 12, 0.7
_TITLE_FACTOR, _HEADING_FACTOR, _EARLY_FACTOR = 1.5, 1.25, 1.15
# the first part of a document, where it says what it is about
_EARLY = 0.15
# so many observations of a phrase count as much as what the reference or the dictionary knows of it
_PRIOR_WEIGHT = 2.0
_TERM_WEIGHT = 2.0
_REPETITION = 0.8
_PRIOR_ALONE = 0.3
# the reference is too small to tell what is rarer than this
_RARE = 0.01
# a short notice has few subjects; what comes after them is chance
_MIN_TERMS, _CHARACTERS_PER_TERM = 8, 20


def find_keywords(
    view: Condensed,
    outline: Sequence[Item],
    lexicon: Lexicon,
    segmenter: Segmenter,
    metadata: Metadata,
    limit: int = 50,
) -> tuple[Keyword, ...]:
    """The index terms of a document, the most characteristic first; at most ``limit``.

    >>> from analyzer.lexicon import load_lexicon
    >>> from analyzer.structure.condense import condense
    >>> lexicon = load_lexicon()
    >>> view = condense("加快发展海上风电。海上风电并网30万千瓦，带动装备制造业。")
    >>> found = find_keywords(view, (), lexicon, Segmenter(lexicon), Metadata())
    >>> [(keyword.term, keyword.count) for keyword in found]
    [('海上风电', 2), ('装备制造业', 1)]
    """
    headings = _heading_spans(view, outline)
    candidates = find_candidates(view.text, segmenter, headings)
    scores = _scores(candidates, segmenter.reference, metadata.title, len(view.text))
    ranked = sorted(
        zip(candidates, scores, strict=True),
        key=lambda pair: (-pair[1], pair[0].first, pair[0].text),
    )
    limit = min(limit, max(_MIN_TERMS, len(view.text) // _CHARACTERS_PER_TERM))
    chosen: list[tuple[Candidate, float]] = []
    for candidate, score in ranked:
        if len(chosen) >= limit:
            break
        if score > 0 and not any(_same_subject(candidate, other) for other, _ in chosen):
            chosen.append((candidate, score))
    categories = segmenter.categories
    return tuple(
        Keyword(
            candidate.text,
            round(score, 4),
            candidate.count,
            candidate.method,
            candidate.pos,
            categories.get(candidate.text, ""),
            candidate.text not in categories,
        )
        for candidate, score in chosen
    )


def _heading_spans(view: Condensed, outline: Sequence[Item]) -> list[tuple[int, int]]:
    """Heads of items that stand on their own line, as spans of the clean text."""
    return sorted(
        (view.position(item.title_start), view.position(item.title_end))
        for item in outline
        if not item.inline
    )


def _scores(candidates: Sequence[Candidate], reference: Reference, title: str, length: int) -> list[float]:
    shares = [max(reference.share(candidate.text), _RARE) for candidate in candidates]
    weights = weigh_terms([candidate.count for candidate in candidates], shares, sum(reference.sizes))
    return [
        weight * _termhood(candidate, reference) * _place_factor(candidate, title, length)
        for candidate, weight in zip(candidates, weights, strict=True)
    ]


def _termhood(candidate: Candidate, reference: Reference) -> float:
    """How much a candidate is a term at all, whatever the document is about."""
    known = reference.alone(candidate.text)
    if known < _ESTABLISHED and (
        candidate.pos == UNKNOWN_TAG or (candidate.doubtful and candidate.count < 2)
    ):
        return 0.0  # a word nobody knows, mostly a name; a verb with its subject or object, seen once
    size = len(candidate.text)
    factor = _METHOD_FACTOR[candidate.method]
    if not candidate.slogan:  # 六稳 and 六保 are short and yet no general words
        factor *= _LENGTH_FACTOR.get(size, 1.0)
    if size > _LONG:
        factor *= _LONG_FACTOR
    if candidate.doubtful and known < _ESTABLISHED:
        factor *= _DOUBTFUL_FACTOR
    if candidate.office:
        factor *= _OFFICE_FACTOR
    if candidate.pos == "ns":
        factor *= _PLACE_FACTOR
    if candidate.method == "quoted" and candidate.count < 2 and candidate.text[0] not in _NUMERALS:
        factor *= _SINGLE_QUOTE_FACTOR
    if candidate.method in {"quoted", "title"}:
        return factor
    prior, weight = 1.0, _TERM_WEIGHT
    if candidate.method != "dictionary":
        documents = reference.documents(candidate.text)
        prior, weight = (known / documents if documents else _PRIOR_ALONE), _PRIOR_WEIGHT
        # what a text repeats becomes a term in it: from 1 towards what the dictionary's word is worth
        factor *= 1 + _REPETITION * (candidate.count - 1) / (candidate.count + 2)
    freedom = candidate.freedom * candidate.count + weight * prior
    return factor * (0.2 + 0.8 * freedom / (candidate.count + weight))


def _place_factor(candidate: Candidate, title: str, length: int) -> float:
    factor = 1.0
    if candidate.text in title:
        factor *= _TITLE_FACTOR
    if candidate.headings:
        factor *= _HEADING_FACTOR
    if candidate.first < _EARLY * length:
        factor *= _EARLY_FACTOR
    return factor


def _same_subject(candidate: Candidate, other: Candidate) -> bool:
    """Whether a candidate says little beyond a better one: one inside the other, and nearly as often."""
    short, long = sorted((candidate, other), key=lambda one: len(one.text))
    if short.text not in long.text:
        return False
    if candidate is short:
        return short.count <= 1.5 * long.count
    return candidate.method != "dictionary" and len(short.text) >= 0.6 * len(long.text)
