"""What a word may do in a term: begin it, end it, stand inside, stand alone.

Read from the tag in jieba's dictionary and from the kinds of stop words in ``stopwords.tsv``. The dictionary
gives every word one tag, so that 创新 is always a verb; verbs that serve as nouns are rows of kind
``generic``.
"""

from __future__ import annotations

import re

from analyzer.lexicon import Lexicon
from analyzer.words.segmenter import TERM_TAG, UNKNOWN_TAG, Segmenter

_HAN = re.compile(r"[\u4e00-\u9fff]")
_NUMERIC = re.compile(r"[\d%.]|^[一二三四五六七八九十百千万亿两〇零]+$")
# characters of function words: the segmenter's guess of an unknown word that has one is wrong (对受, 这一)
_FUNCTION_CHARACTER = re.compile(r"[这那其该此个对受被把将和与及或等的了着是在于为所不未就]")

# what a word may do in a term
START, END, INSIDE, ALONE, DOUBT = 1, 2, 4, 8, 16
_ANYWHERE = START | END | INSIDE | ALONE


def stopword_kinds(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """The stop words and their kinds.

    boundary: no term holds it; head, tail, edge: no term begins with it, ends with it, or either;
    generic: no term by itself; office: the end of an office's name.
    """
    return {entry["word"]: frozenset(entry["kind"].split("|")) for entry in lexicon["stopwords"]}


def word_powers(word: str, segmenter: Segmenter, stop: dict[str, frozenset[str]]) -> int:
    """What a word may do in a term, as a sum of START, END, INSIDE, ALONE, DOUBT; 0 ends a run."""
    tag = segmenter.tag(word)
    if tag == TERM_TAG:
        return _ANYWHERE
    if word.startswith("“"):
        return START | END | INSIDE if len(word) > 2 else 0
    kinds = stop.get(word, frozenset())
    if "boundary" in kinds or _NUMERIC.search(word) or not word[0].isalnum():
        return 0
    power = _tag_powers(word, tag)
    if "generic" in kinds:  # a verb that stands here serves as a noun: 创新, 保障
        power &= ~(ALONE | DOUBT)
    if kinds & {"head", "edge"}:
        power &= ~(START | ALONE)
    if kinds & {"tail", "edge"}:
        power &= ~(END | ALONE)
    return power


def _tag_powers(word: str, tag: str) -> int:
    kind = tag[0]
    if not _HAN.search(word):
        return START | END | INSIDE if len(word) > 1 else 0
    if (tag == UNKNOWN_TAG and _FUNCTION_CHARACTER.search(word)) or (kind in "vl" and word[0] == "不"):
        return 0
    if kind == "v" and tag != "vn":
        return START | END | INSIDE | DOUBT if len(word) > 1 else 0
    if tag == UNKNOWN_TAG:
        return _ANYWHERE | DOUBT if len(word) > 1 else 0
    if len(word) == 1:
        if tag.startswith("nr"):
            return 0
        return {"n": START | END | INSIDE, "a": START | INSIDE, "b": START | INSIDE}.get(kind, 0)
    if tag in {"ad", "vd"} or kind in "cdehikmopqruyz":
        return 0
    if kind in "abft":
        return _ANYWHERE if tag == "an" else START | INSIDE
    if tag.startswith("nr") and len(word) < 4:
        return START | END | INSIDE  # may be a person
    return _ANYWHERE
