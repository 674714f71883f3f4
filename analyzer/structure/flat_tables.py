"""Tables that a conversion has written into plain text: cells parted by tabs or spaces, or a cell a line.

Only tables of indicators are looked for: those whose heading names 指标 beside 单位, 属性 or years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Cell, SourceTable

_LINE = re.compile(r"[^\n]+")
_HEADING_WORD = re.compile(
    r"\s*(?:序号|编号|类别|领域|一级指标|二级指标|(?:主要|具体)?指标(?:名称)?|(?:计量)?单位|(?:指标)?属性|指标性质"
    r"|(?:(?:19|20)\d\d年?)(?:实际|现状|目标|预期|规划|基期|完成)?(?:值|数)?|(?:目标|现状|基期|规划目标)值?"
    r"|年均(?:增长|增速)?(?:\[累计\]|［累计］|（累计）)?(?:（%）|\(%\))?|五年累计|责任单位|牵头单位)\s*"
)
_SPACED_HEADING = re.compile(r"指\s{0,4}标[^\n]{0,40}(?:单位|属性)")
_INDICATOR_HEAD = re.compile(r"指\s{0,4}标")
_UNIT_HEAD = re.compile("单位")
_ATTRIBUTE_HEAD = re.compile("属性")
_VALUE_HEAD = re.compile(r"(?:19|20)\d\d\s?年(?:目标|实际)?|年均(?:增长)?(?:[［\[]累计[］\]])?|五年累计")
_ATTRIBUTE = re.compile("约束性|预期性")
_NAME_AND_UNIT = re.compile(
    r"\s*(?:\d{1,2}\s+)?(?P<name>[一-龥“（][^\s]{3,30})\s+(?P<unit>%|‰|[^\s\d]{1,8})\s+"
)
_NAME_ALONE = re.compile(r"\s*(?:\d{1,2}\s+)?(?P<name>[一-龥“（][^\s]{3,30})\s+")
_UNIT_ALONE = re.compile(r"\s*\d{1,2}\s+(?P<unit>%|‰|[^\s\d]{1,8})\s+")
# a line above or below that holds a part of a name; a digit at its end is the sign of a footnote
_NAME_PART = re.compile(r"[一-龥A-Za-z“”（）、]{3,30}\d?")
_MAX_UNIT = 4
_MAX_SPACED = 120
_MAX_LOOSE = 6
_MIN_SPACED = 3
_NUMBERED = re.compile(r"\s*\d{1,3}\s*")
_MIN_HEADING = 3
_MAX_CELL = 60
_MAX_EXTRA = 2  # lines of a merged 类别 between two rows


def find_flat_tables(text: str) -> list[SourceTable]:
    """Tables of indicators in a plain text, in order; their cells are spans of the text.

    >>> text = "主要指标\\n序号\\n指标\\n单位\\n2030年\\n1\\n森林覆盖率\\n%\\n63\\n2\\n湿地保护率\\n%\\n60\\n注"
    >>> [len(table.cells) for table in find_flat_tables(text)]
    [12]
    """
    lines = [match.span() for match in _LINE.finditer(text)]
    found: list[SourceTable] = []
    at = 0
    while at < len(lines):
        start, end = lines[at]
        if "\t" in text[start:end]:
            stop = at
            while stop < len(lines) and "\t" in text[slice(*lines[stop])]:
                stop += 1
            table = _tabbed(text, lines[at:stop])
            if table is not None:
                found.append(table)
            at = stop
            continue
        spaced = _spaced(text, lines, at) if _SPACED_HEADING.search(text, start, end) else None
        if spaced is not None:
            found.append(spaced)
            while at < len(lines) and lines[at][0] < spaced.end:
                at += 1
            continue
        if end - start <= _MAX_CELL and _HEADING_WORD.fullmatch(text, start, end):
            table, at = _cell_a_line(text, lines, at)
            if table is not None:
                found.append(table)
            continue
        at += 1
    return found


def _spaced(text: str, lines: list[tuple[int, int]], at: int) -> SourceTable | None:
    """Rows on one line each, cells parted by spaces, known by 约束性 or 预期性; from PDF files mostly.

    A name or unit that runs over the lines above and below its row is one of several cells in one place; where
    the lines between two such rows cannot be told apart the name stays empty.
    """
    rows = [at]
    for number in range(at, min(len(lines), at + _MAX_SPACED)):
        if _ATTRIBUTE.search(text, *lines[number]):
            rows.append(number)
        elif number - rows[-1] > _MAX_LOOSE:
            break
    rows = rows[1:]
    if len(rows) < _MIN_SPACED:
        return None
    head = (lines[at][0], lines[rows[0]][0])
    kinds = [_first(pattern, text, *head) for pattern in (_INDICATOR_HEAD, _UNIT_HEAD, _ATTRIBUTE_HEAD)]
    values = [match.span() for match in _VALUE_HEAD.finditer(text, *head)]
    if not values or any(kind is None for kind in kinds):
        return None
    cells = [
        Cell(0, column, *span) for column, span in enumerate([*(kind for kind in kinds if kind), *values])
    ]
    for number, (line, around) in enumerate(_with_surroundings(text, lines, rows), start=1):
        start, end = lines[line]
        attribute = _ATTRIBUTE.search(text, start, end)
        assert attribute is not None
        names, units = _names_and_units(text, start, attribute.start(), around)
        tail = [piece.span() for piece in re.compile(r"\S+").finditer(text, attribute.end(), end)]
        cells += [Cell(number, 0, *span) for span in names]
        cells += [Cell(number, 1, *span) for span in units]
        cells.append(Cell(number, 2, *attribute.span()))
        cells += [Cell(number, 3 + place, *span) for place, span in enumerate(tail[: len(values)])]
    return SourceTable(head[0], lines[rows[-1]][1], tuple(cells))


def _with_surroundings(
    text: str, lines: list[tuple[int, int]], rows: list[int]
) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Every row's line with the lines above and below it that belong to it: of a row that is not whole."""
    broken = [_is_broken(text, lines[row]) for row in rows]
    around: list[list[tuple[int, int]]] = [[] for _ in rows]
    for at in range(len(rows) - 1):
        gap = lines[rows[at] + 1 : rows[at + 1]]
        if broken[at] and broken[at + 1]:
            half = len(gap) // 2
            if len(gap) % 2 == 0:
                around[at] += gap[:half]
                around[at + 1] += gap[half:]
        elif broken[at]:
            around[at] += gap
        elif broken[at + 1]:
            around[at + 1] += gap
    if broken[-1]:
        around[-1] += lines[rows[-1] + 1 : rows[-1] + 2]
    yield from zip(rows, around, strict=True)


def _is_broken(text: str, line: tuple[int, int]) -> bool:
    attribute = _ATTRIBUTE.search(text, *line)
    return attribute is None or _NAME_AND_UNIT.fullmatch(text, line[0], attribute.start()) is None


_Spans = list[tuple[int, int]]


def _names_and_units(text: str, start: int, end: int, around: _Spans) -> tuple[_Spans, _Spans]:
    """The spans of a row's name and of its unit, which may stand in the lines around it."""
    nothing = [(start, start)]
    if match := _NAME_AND_UNIT.fullmatch(text, start, end):
        return [match.span("name")], [match.span("unit")]
    pieces = [text[low:high].strip() for low, high in around]
    if named := _NAME_ALONE.fullmatch(text, start, end):
        fits = pieces and all(len(piece) <= _MAX_UNIT for piece in pieces)
        return [named.span("name")], around if fits else nothing
    if nameless := _UNIT_ALONE.fullmatch(text, start, end):
        whole = pieces and all(_NAME_PART.fullmatch(piece) for piece in pieces)
        if whole:
            return around, [nameless.span("unit")]
    return nothing, nothing  # without name or unit a number says nothing: the row is reported, not read


def _first(pattern: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int] | None:
    match = pattern.search(text, start, end)
    return match.span() if match else None


def _tabbed(text: str, lines: list[tuple[int, int]]) -> SourceTable | None:
    """Rows of cells parted by tabs, from the row that names the indicator on."""
    rows = [list(_cells(text, *line)) for line in lines]
    first = next((number for number, row in enumerate(rows) if _is_heading(text, row)), None)
    if first is None:
        return None
    cells = tuple(
        Cell(number, column, start, end)
        for number, row in enumerate(rows[first:])
        for column, (start, end) in enumerate(row)
    )
    return SourceTable(lines[first][0], lines[-1][1], cells) if len(rows) - first >= 2 else None


def _is_heading(text: str, row: list[tuple[int, int]]) -> bool:
    words = [text[start:end].strip() for start, end in row]
    known = sum(_HEADING_WORD.fullmatch(word) is not None for word in words)
    return known >= _MIN_HEADING and any("指标" in word for word in words)


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while True:
        tab = text.find("\t", start, end)
        yield start, tab if tab >= 0 else end
        if tab < 0:
            return
        start = tab + 1


def _cell_a_line(text: str, lines: list[tuple[int, int]], at: int) -> tuple[SourceTable | None, int]:
    """A heading of one word a line, then rows of as many lines that begin with 1, 2, 3 …"""
    first = at
    while at < len(lines) and _HEADING_WORD.fullmatch(text, *lines[at]):
        at += 1
    ordinal = next((n for n in range(first, at) if text[slice(*lines[n])].strip() in ("序号", "编号")), first)
    first = ordinal  # a title such as 主要指标 may stand before
    width = at - first
    headings = [text[slice(*line)] for line in lines[first:at]]
    if width < _MIN_HEADING or not any("指标" in word for word in headings):
        return None, max(at, first + 1)
    numbered = "序" in headings[0] or "编号" in headings[0]
    rows = [lines[first:at]]
    skipped = 0
    while at + width <= len(lines):
        row = lines[at : at + width]
        if any(end - start > _MAX_CELL for start, end in row):
            break
        begins = _NUMBERED.fullmatch(text, *row[0]) and int(text[slice(*row[0])]) == len(rows)
        if numbered and not begins:
            skipped += 1
            if skipped > _MAX_EXTRA:
                break
            at += 1
            continue
        if not numbered and not any(character.isdigit() for character in text[row[1][0] : row[-1][1]]):
            break
        skipped = 0
        rows.append(row)
        at += width
    if len(rows) < 2:
        return None, max(at, first + 1)
    cells = tuple(
        Cell(number, column, start, end)
        for number, row in enumerate(rows)
        for column, (start, end) in enumerate(row)
    )
    return SourceTable(rows[0][0][0], rows[-1][-1][1], cells), at
