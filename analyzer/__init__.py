"""Read Chinese policy text: numeric targets, enumerated tasks, keywords.

The public names. Importing this package loads neither jieba, pandas, scikit-learn nor matplotlib; each name
brings in its module at first use.

>>> import analyzer
>>> analyzer.Document("例", "力争今年新增就业1.2万人。").doc_id
'例'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas

    from analyzer.errors import PolicyError
    from analyzer.lexicon import load_lexicon
    from analyzer.model import Analysis, Document, Keyword, Quantity, Target, Task
    from analyzer.pipeline import Analyzer
    from analyzer.presentation.charts import (
        chart_agencies,
        chart_cloud,
        chart_deadlines,
        chart_growth,
        chart_indicator,
        chart_keywords,
        chart_targets,
        chart_tasks,
    )
    from analyzer.reading.reader import read

__version__ = "0.1.0"

__all__ = [
    "Analysis",
    "Analyzer",
    "Document",
    "Keyword",
    "PolicyError",
    "Quantity",
    "Target",
    "Task",
    "__version__",
    "analyze",
    "chart_agencies",
    "chart_cloud",
    "chart_deadlines",
    "chart_growth",
    "chart_indicator",
    "chart_keywords",
    "chart_targets",
    "chart_tasks",
    "load_lexicon",
    "read",
    "to_tables",
]

_HOMES = {
    "Analysis": "analyzer.model",
    "Analyzer": "analyzer.pipeline",
    "Document": "analyzer.model",
    "Keyword": "analyzer.model",
    "PolicyError": "analyzer.errors",
    "Quantity": "analyzer.model",
    "Target": "analyzer.model",
    "Task": "analyzer.model",
    **dict.fromkeys((name for name in __all__ if name.startswith("chart_")), "analyzer.presentation.charts"),
    "load_lexicon": "analyzer.lexicon",
    "read": "analyzer.reading.reader",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def analyze(text: str) -> Analysis:
    """Everything found in one text; for many texts make one ``Analyzer`` and keep it.

    >>> [target.value_text for target in analyze("力争今年新增就业1.2万人。").targets]
    ['1.2万人']
    """
    from analyzer.model import Document
    from analyzer.pipeline import Analyzer

    return Analyzer().analyze(Document("text", text))


def to_tables(analyses: Sequence[Analysis]) -> dict[str, pandas.DataFrame]:
    """The output tables as DataFrames by name: documents, targets, tasks, keywords …

    >>> list(to_tables([]))[:3]
    ['documents', 'sections', 'targets']
    """
    from analyzer.presentation.tables import build_tables

    return build_tables(analyses)
