"""The ruled lines of an OFD page, and the cells of tables that they enclose.

A page draws its lines as paths in an abbreviated notation: ``M 0 0 L 95 0`` (GB/T 33190—2016, chapter 9). Upright
and level lines make a grid; neighbouring fields of the grid with no line between them are one cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from analyzer.reading.ofd_text import Placing, read_numbers
from analyzer.reading.pdf_tables import Box
from analyzer.reading.xml import child

# how many numbers follow each letter of the notation; the last two are the new place of the pen
_ARGUMENTS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7}
# all measures from here on in points
_STRAIGHT = 0.8
_SHORTEST = 4.0
_SAME = 2.0
# what is larger is a drawing, not a table
_MAX_PATH = 20_000
MAX_RULES = 5_000
_MAX_GRID = 200


@dataclass(frozen=True, slots=True)
class Rule:
    """A level or an upright line: its height (or its distance from the left), and from where to where."""

    level: bool
    at: float
    start: float
    end: float


def read_rules(node: Element, right: float, down: float) -> Iterator[Rule]:
    """The straight lines of a PathObject, level and upright ones only."""
    data = child(node, "AbbreviatedData")
    path = (data.text or "") if data is not None else ""
    if len(path) > _MAX_PATH:
        return
    placing = Placing.read(node)
    for (x0, y0), (x1, y1) in _strokes(path.split()):
        left, top = placing.point(x0, y0, right, down)
        other_left, other_top = placing.point(x1, y1, right, down)
        width, height = abs(left - other_left), abs(top - other_top)
        if height <= _STRAIGHT and width >= _SHORTEST:
            yield Rule(True, (top + other_top) / 2, min(left, other_left), max(left, other_left))
        elif width <= _STRAIGHT and height >= _SHORTEST:
            yield Rule(False, (left + other_left) / 2, min(top, other_top), max(top, other_top))


def _strokes(words: list[str]) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight strokes of a path; it ends where it stops making sense."""
    pen = first = (0.0, 0.0)
    at = 0
    while at < len(words):
        letter = words[at]
        if letter in ("C", "Z"):
            yield pen, first
            pen = first
            at += 1
            continue
        count = _ARGUMENTS.get(letter)
        numbers = read_numbers(" ".join(words[at + 1 : at + 1 + count])) if count else []
        if count is None or len(numbers) != count:
            return
        to = (numbers[-2], numbers[-1])
        if letter == "L":
            yield pen, to
        elif letter in ("M", "S"):
            first = to
        pen = to
        at += 1 + count


def find_boxes(rules: list[Rule]) -> list[list[Box]]:
    """The cells that the rules of a page enclose, table by table.

    >>> level = [Rule(True, y, 0, 200) for y in (0, 20, 40)]
    >>> upright = [Rule(False, x, 0, 40) for x in (0, 200)] + [Rule(False, 100, 20, 40)]
    >>> find_boxes(level + upright)
    [[(0, 0, 200, 20), (0, 20, 100, 40), (100, 20, 200, 40)]]
    """
    if len(rules) > MAX_RULES:
        return []
    rows = _cluster(rule.at for rule in rules if rule.level)
    columns = _cluster(rule.at for rule in rules if not rule.level)
    if not (2 <= len(rows) <= _MAX_GRID and 2 <= len(columns) <= _MAX_GRID):
        return []
    grid = _Grid(rows, columns, rules)
    return grid.tables()


class _Grid:
    """The fields between neighbouring rules, and where there is a line between them."""

    def __init__(self, rows: list[float], columns: list[float], rules: Iterable[Rule]) -> None:
        self._rows, self._columns = rows, columns
        # (row, column) of the field below, or to the right of, a drawn piece of line
        self._above: set[tuple[int, int]] = set()
        self._before: set[tuple[int, int]] = set()
        for rule in rules:
            across, along = (rows, columns) if rule.level else (columns, rows)
            line = _nearest(across, rule.at)
            for number, (start, end) in enumerate(pairwise(along)):
                if rule.start - _SAME <= start and end <= rule.end + _SAME:
                    if rule.level:
                        self._above.add((line, number))
                    else:
                        self._before.add((number, line))

    def tables(self) -> list[list[Box]]:
        """Cells that are closed on all sides, those that touch together."""
        places: dict[tuple[int, int], int] = {}
        boxes: list[Box] = []
        for row in range(len(self._rows) - 1):
            for column in range(len(self._columns) - 1):
                fields = self._cell(row, column)
                if fields and (row, column) not in places:
                    for place in fields:
                        places[place] = len(boxes)
                    bottom, right = max(place[0] for place in fields), max(place[1] for place in fields)
                    boxes.append(
                        (
                            self._columns[column],
                            self._rows[row],
                            self._columns[right + 1],
                            self._rows[bottom + 1],
                        )
                    )
        return _together(places, boxes)

    def _cell(self, row: int, column: int) -> list[tuple[int, int]]:
        """The fields of the cell whose upper left corner is here; none if it is open or no rectangle."""
        if (row, column) not in self._above or (row, column) not in self._before:
            return []
        right = column
        while right + 2 < len(self._columns) and (row, right + 1) not in self._before:
            right += 1
        bottom = row
        while bottom + 2 < len(self._rows) and (bottom + 1, column) not in self._above:
            bottom += 1
        fields = [(y, x) for y in range(row, bottom + 1) for x in range(column, right + 1)]
        closed = (
            all((row, x) in self._above and (bottom + 1, x) in self._above for x in range(column, right + 1))
            and all(
                (y, column) in self._before and (y, right + 1) in self._before for y in range(row, bottom + 1)
            )
            and not any((y, x) in self._above for y, x in fields if y > row)
            and not any((y, x) in self._before for y, x in fields if x > column)
        )
        return fields if closed else []


def _together(places: dict[tuple[int, int], int], boxes: list[Box]) -> list[list[Box]]:
    """Boxes in groups: those are in one whose fields lie side by side."""
    neighbours: dict[int, set[int]] = defaultdict(set)
    for (row, column), number in places.items():
        for other in (places.get((row + 1, column)), places.get((row, column + 1))):
            if other is not None and other != number:
                neighbours[number].add(other)
                neighbours[other].add(number)
    groups: list[list[Box]] = []
    seen: set[int] = set()
    for number in range(len(boxes)):
        waiting, group = [number], []
        while waiting:
            member = waiting.pop()
            if member not in seen:
                seen.add(member)
                group.append(member)
                waiting += neighbours[member]
        if group:
            groups.append([boxes[member] for member in sorted(group)])
    return groups


def _cluster(places: Iterable[float]) -> list[float]:
    """Places that are nearly the same as one."""
    result: list[float] = []
    for place in sorted(places):
        if not result or place - result[-1] > _SAME:
            result.append(place)
    return result


def _nearest(places: list[float], at: float) -> int:
    """The cluster that a place belongs to: the last that begins no later."""
    return max(bisect_right(places, at) - 1, 0)


def short_rules(rules: Iterable[Rule], width: float) -> tuple[float, ...]:
    """Heights of level lines that may stand above footnotes: they do not reach far."""
    return tuple(rule.at for rule in rules if rule.level and 20 < rule.end - rule.start < 0.6 * width)
