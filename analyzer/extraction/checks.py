"""What does not add up inside one document, as far as items and numbers show it.

Each kind of check is a module of its own: ``checks_lists`` (announced counts, numberings), ``checks_slogans``,
``checks_totals``, ``checks_values`` (contradictions), ``checks_missing`` (years, agencies), ``checks_loose``. Every
row is one Chinese sentence with its place. A false alarm is worse than a missed slip: what is not certain is not
said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analyzer.extraction.checks_lists import check_lists
from analyzer.extraction.checks_loose import check_loose
from analyzer.extraction.checks_missing import check_agencies, check_years
from analyzer.extraction.checks_slogans import check_slogans
from analyzer.extraction.checks_totals import check_totals
from analyzer.extraction.checks_values import check_values
from analyzer.lexicon import Lexicon
from analyzer.model import Check, Item, Metadata, Target, Task
from analyzer.structure.condense import Condensed


def wished_directions(lexicon: Lexicon) -> Mapping[str, str]:
    """Canonical indicator → the direction in which it is wished to go: ``up``, ``down`` or empty."""
    return {entry["indicator_id"]: entry["direction"] for entry in lexicon["indicators"]}


def find_checks(
    view: Condensed,
    outline: Sequence[Item],
    targets: Sequence[Target] = (),
    tasks: Sequence[Task] = (),
    unexplained: Sequence[tuple[int, int]] = (),
    metadata: Metadata | None = None,
    directions: Mapping[str, str] | None = None,
) -> tuple[Check, ...]:
    """All checks of one document in the order of the text, offsets into the document.

    Args:
        view: the condensed text.
        outline: its items.
        targets, tasks: what was found in it.
        unexplained: the numbers that nothing explains.
        metadata: title and kind of the document.
        directions: from ``wished_directions``.

    >>> from analyzer.structure.condense import condense
    >>> from analyzer.structure.outline import find_outline
    >>> view = condense("重点抓好三方面工作：一是修路。二是架桥。")
    >>> [check.message for check in find_checks(view, find_outline(view))]
    ['此处说有 3 项，实际列出 2 项。']
    """
    metadata = metadata or Metadata()
    checks = [
        *check_lists(view, outline, metadata),
        *check_slogans(view, targets),
        *check_totals(view, targets),
        *check_values(view, targets, directions or {}),
        *check_years(view, targets, metadata),
        *check_agencies(tasks),
        *check_loose(view, unexplained),
    ]
    return tuple(sorted(checks, key=lambda check: (check.start, check.kind)))
