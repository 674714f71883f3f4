#!/usr/bin/env python3
"""Count the documents with each word and phrase, into dictionaries/reference/document_frequency.tsv.

    python scripts/make_reference.py SOURCE [SOURCE ...]

Each SOURCE is one collection: a folder of .txt files, or a .jsonl file whose lines have a "text". Only counts
are written: no sentence, no name of a document. Phrases of a single document are left out, and so is anything
that may name a person.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from analyzer.extraction.phrases import find_candidates
from analyzer.lexicon import load_lexicon
from analyzer.structure.condense import condense
from analyzer.words.segmenter import UNKNOWN_TAG, Segmenter

HEADER = """\
# 参照文集里每个词语出现的文档数，由 scripts/make_reference.py 生成，不要手改。
# 各列依次是：词语，在每个文集中出现的文档数，独立出现（不在更长短语之内）的文档数。
"""
# a phrase that never stands alone is a fragment unless it is this frequent
FRAGMENT_DOCUMENTS = 8
PHRASE_DOCUMENTS = 3


def read_texts(source: Path) -> Iterator[str]:
    """The texts of one collection, in a fixed order."""
    if source.is_dir():
        for path in sorted(source.glob("*.txt")):
            yield path.read_text(encoding="utf-8", errors="replace")
        return
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield str(json.loads(line)["text"])


def count_documents(
    sources: list[Path], segmenter: Segmenter
) -> tuple[list[int], list[Counter[str]], Counter[str]]:
    """Sizes of the collections, documents with each phrase by collection, documents where it stands alone."""
    sizes: list[int] = []
    by_source: list[Counter[str]] = []
    alone: Counter[str] = Counter()
    for source in sources:
        counts: Counter[str] = Counter()
        size = 0
        for text in read_texts(source):
            size += 1
            for candidate in find_candidates(condense(text).text, segmenter):
                if candidate.method in {"title", "quoted"} or may_name_a_person(candidate.text, segmenter):
                    continue
                counts[candidate.text] += 1
                alone[candidate.text] += candidate.alone > 0
        sizes.append(size)
        by_source.append(counts)
    return sizes, by_source, alone


def may_name_a_person(phrase: str, segmenter: Segmenter) -> bool:
    """Whether a word of two or three characters in the phrase is tagged as a personal name, or unknown."""
    if phrase in segmenter.categories:
        return False
    return any(
        len(token.word) < 4 and segmenter.tag(token.word).startswith(("nr", UNKNOWN_TAG))
        for token in segmenter.cut(phrase)
    )


def main() -> None:
    """Count the collections named on the command line and write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sources", nargs="+", type=Path, metavar="SOURCE")
    sources = parser.parse_args().sources
    lexicon = load_lexicon()
    sizes, by_source, alone = count_documents(sources, Segmenter(lexicon))
    total = sum(by_source, Counter[str]())
    lines = [HEADER + "\t".join(["# documents", *map(str, sizes)])]
    lines.append("\t".join(["phrase", *(f"documents{n}" for n in range(1, len(sizes) + 1)), "alone"]))
    for phrase, documents in sorted(total.items()):
        enough = documents >= PHRASE_DOCUMENTS if alone[phrase] else documents >= FRAGMENT_DOCUMENTS
        if enough or (documents > 1 and alone[phrase] > 1):
            counts = [counter[phrase] for counter in by_source]
            lines.append("\t".join([phrase, *map(str, counts), str(alone[phrase])]))
    target = lexicon.folder / "reference" / "document_frequency.tsv"
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
