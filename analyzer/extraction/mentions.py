"""Named things that a document refers to: policies, document numbers, agencies, regions, programmes.

Each kind is a module of its own (``mentions_titles``, ``mentions_agencies``, ``mentions_regions``,
``mentions_programmes``). A name inside another one is part of it and no mention: the region in a title, the place in
an agency's name.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.extraction.mentions_agencies import AgencyFinder
from analyzer.extraction.mentions_programmes import ProgrammeFinder
from analyzer.extraction.mentions_regions import RegionFinder
from analyzer.extraction.mentions_titles import find_titles
from analyzer.extraction.metadata_region import Gazetteer
from analyzer.extraction.name_index import Name
from analyzer.lexicon import Lexicon
from analyzer.model import Mention, Metadata
from analyzer.structure.condense import Condensed

_LOCAL = frozenset({"provincial", "municipal", "county", "township"})


class MentionFinder:
    """Finds the mentions of documents with one lexicon; holds nothing of any document."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer | None = None) -> None:
        gazetteer = gazetteer or Gazetteer(lexicon)
        self._agencies = AgencyFinder(lexicon, gazetteer)
        self._regions = RegionFinder(lexicon, gazetteer)
        self._programmes = ProgrammeFinder(lexicon)

    def find(self, view: Condensed, metadata: Metadata | None = None) -> tuple[Mention, ...]:
        """Mentions of one document in the order of the text, with document offsets.

        Args:
            view: the condensed text.
            metadata: region and level tell which county of a name, and which office of a bare name, is meant.

        >>> from analyzer.lexicon import load_lexicon
        >>> from analyzer.structure.condense import condense
        >>> view = condense("省科技厅落实《云岭省数据条例》（云政发〔2024〕3号），在贵阳市实施“十链百企”工程。")
        >>> for mention in MentionFinder(load_lexicon()).find(view):
        ...     print(mention.kind, mention.canonical, mention.code or "-")
        agency 省科学技术厅 -
        title 云岭省数据条例 -
        doc_number 云岭省数据条例 -
        region 贵阳市 520100
        programme 十链百企工程 -
        """
        metadata = metadata or Metadata()
        text = view.text
        taken = bytearray(len(text))
        names: list[Name] = []
        national = metadata.admin_level not in _LOCAL
        # the longer name comes first: what lies inside it is not looked at again
        for found in (
            find_titles(text),
            self._agencies.find(text, national),
            self._programmes.find(text),
            self._regions.find(text, metadata.region_code),
        ):
            names.extend(_free(found, taken))
        return tuple(_mention(view, name) for name in sorted(names))


def _free(found: Iterable[Name], taken: bytearray) -> list[Name]:
    """The names that touch no name taken before; they are taken now."""
    free = [name for name in found if not any(taken[name.start : name.end])]
    for name in free:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    return free


def _mention(view: Condensed, name: Name) -> Mention:
    start, end = view.span(name.start, name.end)
    return Mention(name.kind, view.original[name.start : name.end], name.canonical, start, end, name.code)
