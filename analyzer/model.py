"""The facts this package finds, as frozen records.

Every ``start``/``end`` is a half-open pair of code-point offsets into ``Document.text``; the text itself
never changes. Numbers are :class:`decimal.Decimal`, never float. The allowed words of the string fields
(comparator, measure, status …) are those of the output tables, see ``presentation/columns.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; an empty string or None where it does not say."""

    title: str = ""
    issuer: str = ""
    doc_number: str = ""
    date: date | None = None
    doc_type: str = ""
    region: str = ""
    region_code: str = ""
    admin_level: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Where a stretch of the text stood in the source: ``place`` in Chinese (``第3段``, ``表2第1行第4列``).

    ``page`` counts from 1 and is None for sources without pages.
    """

    start: int
    end: int
    place: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a source table, rows and columns counted from 0; a merged cell is one cell with spans."""

    row: int
    column: int
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table of the source, whose cells stand in the text row by row."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One input after reading: its text and where it came from.

    ``blocks`` (in the order of the text, not overlapping) and ``tables`` are empty for plain text, which
    needs no map: its offsets are those of the file.
    """

    doc_id: str
    text: str
    metadata: Metadata = field(default_factory=Metadata)
    source_path: str = ""
    source_format: str = "text"
    encoding: str = "utf-8"
    sha256: str = ""
    warnings: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    tables: tuple[SourceTable, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """One input that could not be read: it still gets its row in documents.csv."""

    doc_id: str
    source_path: str
    code: str
    message: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One enumerated item of the outline: a heading or a list item with an explicit marker.

    ``start`` is the marker's first character; ``own_end`` the end of the item's own text, before its first
    child or next sibling; ``end`` the end of everything below it. ``parent`` is the index of the parent item
    in the outline, or None. ``title_start`` is where the head begins, after the marker.
    """

    marker: str
    style: str
    level: int
    ordinal: str
    title: str
    start: int
    title_start: int
    title_end: int
    own_end: int
    end: int
    parent: int | None
    group: int
    announced: int | None = None
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the index of the innermost outline item it stands in (None outside all items)."""

    start: int
    end: int
    item: int | None


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time that a phrase names; open ends are None."""

    text: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as it stands in the text: ``530亿元`` from ``start`` to ``end``.

    ``value`` and ``value_max`` are in the base unit (元, not 亿元); ``value`` is None where the number is too
    large to be one. ``form`` says which grammar rule read it (arabic, chinese, range, multiple, rank …).
    """

    start: int
    end: int
    value: Decimal | None
    value_max: Decimal | None
    unit: str
    kind: str
    comparator: str
    form: str


@dataclass(frozen=True, slots=True)
class Target:
    """One stated quantity with its meaning: a row of targets.csv."""

    indicator: str
    indicator_id: str
    value: Decimal | None
    value_max: Decimal | None
    unit: str
    value_text: str
    comparator: str
    measure: str
    direction: str
    status: str
    tone: str
    period: Period | None
    binding: str
    scope: str
    region_code: str
    section: str
    sentence: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Task:
    """One enumerated item read as a task: a row of tasks.csv."""

    item: Item
    parent: int | None
    text: str
    action: str
    object: str
    lead_agencies: tuple[str, ...]
    support_agencies: tuple[str, ...]
    deadline: date | None
    status: str
    section: str


@dataclass(frozen=True, slots=True)
class Keyword:
    """One index term of a document; rank 1 is the most characteristic."""

    term: str
    score: float
    count: int
    method: str
    pos: str
    category: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing that the text refers to: a policy title, a document number, an agency, a region.

    ``code`` is the GB/T 2260 code of a region where one region alone can be meant.
    """

    kind: str
    text: str
    canonical: str
    start: int
    end: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Something that does not add up inside one document, or that no rule explains."""

    kind: str
    severity: str
    message: str
    expected: str
    found: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one document."""

    document: Document
    outline: tuple[Item, ...]
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]
    keywords: tuple[Keyword, ...]
    mentions: tuple[Mention, ...]
    checks: tuple[Check, ...]

    def _repr_html_(self) -> str:
        """What a notebook shows below a cell: marked text and small tables."""
        from importlib import import_module

        html: str = import_module("analyzer.presentation.notebook").render(self)
        return html
