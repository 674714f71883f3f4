"""The whole flow for one document, one straight line from text to facts."""

from __future__ import annotations

from dataclasses import replace

from analyzer.extraction.checks import find_checks, wished_directions
from analyzer.extraction.indicator_tables import IndicatorTableReader, find_doubtful_tables, with_tables
from analyzer.extraction.keywords import find_keywords
from analyzer.extraction.mentions import MentionFinder
from analyzer.extraction.metadata import find_metadata
from analyzer.extraction.metadata_region import Gazetteer
from analyzer.extraction.targets import TargetFinder
from analyzer.extraction.tasks import find_tasks
from analyzer.lexicon import Lexicon, load_lexicon
from analyzer.model import Analysis, Document
from analyzer.structure.condense import condense
from analyzer.structure.flat_tables import find_flat_tables
from analyzer.structure.outline import find_outline
from analyzer.words.segmenter import Segmenter


class Analyzer:
    """Reads documents with one set of dictionaries; holds no state between documents.

    Args:
        lexicon: the dictionaries; by default the shipped ones are loaded.

    Raises:
        LexiconError: a dictionary file is wrong.

    >>> analysis = Analyzer().analyze(Document("例", "到2027年，全县高新技术企业总数达到120家以上。"))
    >>> target = analysis.targets[0]
    >>> target.indicator, str(target.value), target.unit, target.comparator, target.status
    ('高新技术企业总数', '120', '家', 'ge', 'target')
    """

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon or load_lexicon()
        self._segmenter = Segmenter(self.lexicon)
        self._gazetteer = Gazetteer(self.lexicon)
        self._mentions = MentionFinder(self.lexicon, self._gazetteer)
        self._targets = TargetFinder(self.lexicon)
        self._tables = IndicatorTableReader(self.lexicon, self._targets.indicator_id)
        self._directions = wished_directions(self.lexicon)

    def analyze(self, document: Document, *, keywords: bool = True) -> Analysis:
        """Find everything in one document.

        Args:
            document: a text and where it came from; metadata it already has is kept.
            keywords: False leaves them out and with them the segmentation, the slowest part.
        """
        view = condense(document.text)
        metadata = find_metadata(
            view, document.text, self.lexicon, document.source_path, self._gazetteer, document.metadata
        )
        document = replace(document, metadata=metadata)
        outline = find_outline(view)
        targets, unexplained = self._targets.find(document.text, view, outline, metadata)
        tables = document.tables or find_flat_tables(document.text)
        read_tables = self._tables.read(document.text, tables, metadata, outline)
        targets, unexplained = with_tables(targets, unexplained, read_tables)
        tasks = find_tasks(view, outline, self.lexicon, metadata)
        return Analysis(
            document=document,
            outline=outline,
            targets=targets,
            tasks=tasks,
            keywords=find_keywords(view, outline, self.lexicon, self._segmenter, metadata)
            if keywords
            else (),
            mentions=self._mentions.find(view, metadata),
            checks=(
                *find_checks(view, outline, targets, tasks, unexplained, metadata, self._directions),
                *find_doubtful_tables(read_tables),
            ),
        )
