"""The only door to pdfplumber: the pages of a PDF as glyphs, lines of text and tables.

A page that cannot be read does not stop the others: it comes with its problem. Every page that is begun is
told to ``tick``, so that whoever runs the reader can see that it does not stand still.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from analyzer.errors import ReadError
from analyzer.reading.pdf_characters import UNKNOWN, clean_glyph
from analyzer.reading.pdf_lines import Glyph, Line, boxed_lines, find_lines, gutter_of, merge_lines
from analyzer.reading.pdf_margins import TOO_SLOW, Page
from analyzer.reading.pdf_rules import open_sides, ruled_boxes
from analyzer.reading.pdf_tables import Box, Table, find_frames, make_table, take_inside

# reads the text of a page that is a picture: (bytes of the PDF, page number from 1, its width and height)
Recognise = Callable[[bytes, int, float, float], list[Line]]

_MAX_PAGES = 5_000
_MAX_GLYPHS = 200_000
# more lines than this are a drawing, not a table
_MAX_EDGES = 20_000
_MAX_CROSSINGS = 8_000
_MAX_FRAMES = 50
# with fewer characters a page that is a picture has only its page number as text
_FEW_GLYPHS = 25
_PICTURE_SHARE = 0.3
_MANY_CURVES = 200
# pieces of lines that are so close are one line
_SAME_RULE = 3


class TooSlowError(BaseException):
    """A page takes too long; no ``except Exception`` of a library may swallow it."""


def read_pages(
    data: bytes, recognise: Recognise | None = None, tick: Callable[[], None] = lambda: None
) -> list[Page]:
    """All pages of a PDF.

    Raises:
        ReadError: E_PDF, E_ENCRYPTED, E_TOO_LARGE.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfpage import PDFPage
    from pdfplumber.page import Page as SourcePage

    tick()
    try:
        source = pdfplumber.open(io.BytesIO(data))
    except Exception as error:  # pdfminer raises what it meets: KeyError, TypeError, struct.error …
        cause = _cause(error)
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise ReadError("E_ENCRYPTED", "PDF 有密码或加密方式不支持，请去掉密码后再读。") from None
        raise _broken(cause) from None
    result: list[Page] = []
    # not closed: closing lays out every page again
    objects = _page_objects(PDFPage.create_pages(source.doc))
    for number, page_object in enumerate(objects, start=1):
        if number > _MAX_PAGES:
            raise ReadError("E_TOO_LARGE", f"PDF 超过 {_MAX_PAGES} 页，请拆成几个文件。")
        tick()
        open_page = partial(SourcePage, source, page_object, number)
        gutter = gutter_of(result[-1].lines) if result else None
        result.append(_read_page(open_page, number, gutter, partial(recognise, data) if recognise else None))
    if not result:
        raise ReadError("E_PDF", "PDF 里没有页面，文件可能不完整。请用阅读器打开，另存后再读。")
    return result


def _page_objects(pages: Iterator[Any]) -> Iterator[Any]:
    try:
        yield from pages
    except Exception as error:
        raise _broken(_cause(error)) from None


def _cause(error: Exception) -> Exception:
    """What pdfplumber wrapped; want of memory is passed on as it is."""
    cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    if isinstance(cause, MemoryError | ReadError):
        raise cause
    return cause


def _broken(cause: Exception) -> ReadError:
    if isinstance(cause, RecursionError):
        return ReadError("E_TOO_DEEP", "PDF 的结构嵌套太深，打不开。请用阅读器打开，另存为新的 PDF 后再读。")
    kind = type(cause).__name__
    return ReadError("E_PDF", f"PDF 的结构有错（{kind}），打不开。请用阅读器打开，另存为新的 PDF 后再读。")


def _read_page(
    open_page: Callable[[], Any],
    number: int,
    gutter: float | None,
    recognise: Callable[[int, float, float], list[Line]] | None,
) -> Page:
    try:
        page = _upright(open_page)
        width, height = float(page.width), float(page.height)
        glyphs, unknown = _glyphs(page)
        picture = _is_picture(page, glyphs)
        if recognise is not None and (picture or unknown > len(glyphs) / 2):
            recognised = tuple(recognise(number, width, height))
            if recognised:
                return Page(number, width, height, recognised)
        if picture:
            own = tuple(find_lines(glyphs, number, width))
            return Page(number, width, height, own, scanned=True, unknown=unknown, glyphs=len(glyphs))
        tables, frames, rest = _find_tables(page, glyphs, number)
        boxes: list[list[Line]] = []
        for frame in frames:
            inside, rest = take_inside(frame, rest)
            boxes.append(boxed_lines(inside, number, len(boxes)))
        lines = merge_lines(find_lines(rest, number, width, gutter), boxes)
        return Page(
            number,
            width,
            height,
            tuple(lines),
            tables,
            _short_rules(page, tables),
            unknown=unknown,
            glyphs=len(glyphs),
        )
    except TooSlowError:
        return Page(number, 0.0, 0.0, (), problem=TOO_SLOW)
    except Exception as error:
        return Page(number, 0.0, 0.0, (), problem=type(_cause(error)).__name__)


def _upright(open_page: Callable[[], Any]) -> Any:
    """The page, turned if most of its text stands on its side."""
    page = open_page()
    turned = [char for char in page.chars if not char["upright"]]
    if len(turned) <= len(page.chars) / 2:
        return page
    up = sum(char["matrix"][1] > 0 for char in turned)
    page.page_obj.rotate = (page.page_obj.rotate + (90 if up * 2 > len(turned) else 270)) % 360
    page.page_obj.attrs["Rotate"] = page.page_obj.rotate
    return open_page()


def _glyphs(page: Any) -> tuple[list[Glyph], int]:
    """The drawn characters within the page, and how many of them the font does not name."""
    x0, top, x1, bottom = page.cropbox
    chars = page.chars
    if len(chars) > _MAX_GLYPHS:
        raise ReadError("E_TOO_LARGE", f"PDF 的一页有 {len(chars)} 个字符，不像是文件的一页。请检查文件。")
    glyphs: list[Glyph] = []
    unknown = 0
    for char in chars:
        middle, height = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        if not (char["upright"] and x0 <= middle <= x1 and top <= height <= bottom) or char["size"] <= 0.5:
            continue
        text = clean_glyph(char["text"])
        if text:
            unknown += text == UNKNOWN
            glyphs.append(Glyph(text, char["x0"], char["x1"], char["top"], char["bottom"], char["size"]))
    return glyphs, unknown


def _is_picture(page: Any, glyphs: Sequence[Glyph]) -> bool:
    """Whether the page's text is in a picture or in drawn outlines."""
    seen = sum(not glyph.text.isspace() for glyph in glyphs)
    if seen >= _FEW_GLYPHS:
        return False
    area = float(page.width) * float(page.height)
    pictures = sum(abs(image["width"] * image["height"]) for image in page.images)
    return pictures >= _PICTURE_SHARE * area or len(page.curves) >= _MANY_CURVES


def _find_tables(
    page: Any, glyphs: list[Glyph], number: int
) -> tuple[tuple[Table, ...], list[Box], list[Glyph]]:
    """The tables of a page from top to bottom, the frames around text, and the glyphs that stand in no table."""
    from pdfplumber.table import merge_edges

    edges = page.edges
    if not 3 <= len(edges) <= _MAX_EDGES:
        return (), [], glyphs
    # a cell's border is often drawn for each cell: rules are what such pieces add up to
    edges = merge_edges(edges, *[_SAME_RULE] * 4)
    across = sum(edge["orientation"] == "h" for edge in edges)
    if across * (len(edges) - across) > _MAX_CROSSINGS:
        return (), [], glyphs
    sides = open_sides(edges)
    finder = page.debug_tablefinder({"explicit_vertical_lines": sides} if sides else {})
    found: list[Sequence[Box]] = [table.cells for table in finder.tables]
    grouped = {cell for cells in found for cell in cells}
    found.extend([cell] for cell in finder.cells if cell not in grouped)
    frames = find_frames(found, float(page.width), float(page.height))
    found = [boxes for boxes in found if len(boxes) > 1]
    found.extend(ruled_boxes(edges, glyphs, found))
    tables: list[Table] = []
    for boxes in found:
        made = make_table(boxes, glyphs, number)
        if made is not None:
            table, taken = made
            tables.append(table)
            gone = set(taken)
            glyphs = [glyph for glyph in glyphs if glyph not in gone]
    frames = frames[:_MAX_FRAMES]
    return tuple(sorted(tables, key=lambda table: table.top)), frames, glyphs


def _short_rules(page: Any, tables: Sequence[Table]) -> tuple[float, ...]:
    """Heights of the horizontal lines that may stand above footnotes: short ones that belong to no table."""
    if len(page.edges) > _MAX_EDGES:
        return ()
    limit = 0.6 * float(page.width)
    return tuple(
        edge["top"]
        for edge in page.edges
        if edge["orientation"] == "h"
        and 20 < edge["x1"] - edge["x0"] < limit
        and not any(table.top - 3 <= edge["top"] <= table.bottom + 3 for table in tables)
    )
