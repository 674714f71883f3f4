"""Which dictionary files there are, and what each must look like."""

from __future__ import annotations

from analyzer.lexicon.table import TableSpec

COMPARATORS = frozenset({"eq", "ge", "gt", "le", "lt", "approx", "between"})
MEASURES = frozenset({"level", "growth", "change", "multiple", "rank", "coverage"})
DIRECTIONS = frozenset({"up", "down"})
TARGET_STATUSES = frozenset({"target", "actual", "standard"})
TASK_STATUSES = frozenset({"done", "plan", "rule"})
TONES = frozenset({"hard", "soft"})
TRAP_KINDS = frozenset(
    {
        "event", "holiday", "idiom", "institution", "level", "meeting", "name", "ordinal", "place", "plan",
        "programme", "reference", "set", "slogan", "technology", "vague",
    }
)  # fmt: skip
UNIT_KINDS = frozenset(
    {
        "money", "count", "person", "ratio", "point", "area", "length", "volume", "mass", "energy",
        "power", "time", "age", "multiple", "rank", "rate", "data", "other",
    }
)  # fmt: skip


def _spec(
    columns: str,
    key: str,
    checked_in: str,
    optional: str = "",
    choices: dict[str, frozenset[str]] | None = None,
    numbers: str = "",
) -> TableSpec:
    return TableSpec(
        tuple(columns.split()),
        tuple(key.split()),
        choices or {},
        frozenset(optional.split()),
        checked_in,
        frozenset(numbers.split()),
    )


SCHEMA: dict[str, TableSpec] = {
    # a way to write a unit -> the base unit that the tables show, and what one of it is in base units
    "units": _spec(
        "unit base kind factor", "unit", "targets", choices={"kind": UNIT_KINDS}, numbers="factor"
    ),
    # words beside a number that say how the value is meant
    "bounds": _spec(
        "word side comparator tone",
        "word side",
        "targets",
        "tone",
        {"side": frozenset({"before", "after"}), "comparator": COMPARATORS, "tone": TONES},
    ),
    # verbs and growth words between an indicator and its number
    "verbs": _spec(
        "word measure direction status",
        "word",
        "targets",
        "measure direction status",
        {"measure": MEASURES, "direction": DIRECTIONS, "status": TARGET_STATUSES},
    ),
    # words of sentence, heading or document that tell wanted from achieved from prescribed
    "cues": _spec(
        "word place status tone",
        "word place",
        "targets",
        "status tone",
        {"place": frozenset({"sentence", "heading", "document"}), "status": TARGET_STATUSES, "tone": TONES},
    ),
    # what was said so in one year only: it dates a text that names no year at all
    "events": _spec("word year", "word", "targets", numbers="year"),
    # names with numbers in them that state no quantity
    "traps": _spec("trap kind", "trap", "targets", choices={"kind": TRAP_KINDS}),
    # words that never belong to an indicator's name when they stand at its left or right edge; words that
    # end (stop) the noun after a number; heads of prescriptions (grant: 奖励, 补贴) that complete a name; words
    # that are never cut into though they begin or end like an edge (whole: 有效, 对外, 行为)
    "edges": _spec(
        "word side",
        "word side",
        "targets",
        choices={
            "side": frozenset(
                {"left", "right", "both", "stop", "grant", "whole", "deed", "said", "head", "modifier"}
                | {"counted", "cap", "relief", "funds", "duty", "lasting"}
            )
        },
    ),
    # canonical indicators with their other names (separated by |)
    "indicators": _spec(
        "indicator_id indicator aliases kind direction",
        "indicator_id",
        "targets",
        "aliases direction",
        {"kind": UNIT_KINDS, "direction": DIRECTIONS},
    ),
    # verbs that say of a task whether it is done or planned, or that it is neither
    "actions": _spec("word status", "word", "tasks", choices={"status": TASK_STATUSES}),
    # heads of items and words before lists that tell done from planned from rule
    "headings": _spec("word status", "word", "tasks", choices={"status": TASK_STATUSES}),
    "agencies": _spec("agency aliases level", "agency", "tasks", "aliases level"),
    "regions": _spec("region code short level parent", "code", "documents", "short parent"),
    # words that contain or equal the name of a region and name none (phrase: 长治久安), and names of regions that
    # count only beside the region they lie in (bare: 城区, 朝阳)
    "placewords": _spec("word kind", "word", "mentions", choices={"kind": frozenset({"phrase", "bare"})}),
    # programmes, plans and projects that are written without quotation marks (programme), and phrases of the same
    # form that name none (none: 半拉子工程)
    "programmes": _spec(
        "programme aliases kind",
        "programme",
        "mentions",
        "aliases",
        {"kind": frozenset({"programme", "none"})},
    ),
    "doc_types": _spec("word doc_type", "word", "documents"),
    # domain terms for the segmenter, and words that make no index term
    "terms": _spec("term category", "term", "keywords", "category"),
    "stopwords": _spec("word kind", "word", "keywords"),
}
