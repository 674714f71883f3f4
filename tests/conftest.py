"""What several test modules share: one analyzer, and a short way to the targets of a text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from analyzer.model import Document, Metadata, Target
from analyzer.pipeline import Analyzer

Find = Callable[..., tuple[Target, ...]]


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    """The shipped dictionaries, loaded once for all tests."""
    return Analyzer()


@pytest.fixture(scope="session")
def find(analyzer: Analyzer) -> Find:
    """Targets of a text; with a year and a kind, those of a document of that year and kind."""

    def targets(text: str, year: int | None = None, kind: str = "") -> tuple[Target, ...]:
        metadata = Metadata(date=date(year, 1, 20) if year else None, doc_type=kind)
        return analyzer.analyze(Document("例", text, metadata=metadata), keywords=False).targets

    return targets
