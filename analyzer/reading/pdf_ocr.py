"""The only door to character recognition: pages that are pictures, read with rapidocr (extra ``ocr``).

The page is drawn with pypdfium2 at a size that keeps small type readable and memory bounded. Recognition is
slow (about ten to twenty seconds a page), so it is done only where it was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.util import find_spec

from analyzer.errors import ReadError
from analyzer.reading.pdf_lines import Line

# about 200 dots an inch; no page is drawn larger than this, whatever it says of its size
_SCALE = 2.8
_MAX_SIDE = 4_000
_MIN_SCORE = 0.5


def check_installed() -> None:
    """Say how to get the parts that recognition needs, if they are missing.

    Raises:
        ReadError: E_CONFIG.
    """
    missing = [name for name in ("rapidocr", "pypdfium2") if find_spec(name) is None]
    if missing:
        found = "请运行 pip install 'policy-analyzer[ocr]'。"
        raise ReadError("E_CONFIG", f"没有安装文字识别组件（{'、'.join(missing)}），{found}")


def make_recogniser() -> Callable[[bytes, int, float, float], list[Line]]:
    """A function that reads one page of a PDF: its bytes, page number from 1, width and height.

    Raises:
        ReadError: E_CONFIG where the extra is not installed.
    """
    check_installed()
    import pypdfium2
    from rapidocr import RapidOCR

    engine = RapidOCR()

    def recognise(data: bytes, page: int, width: float, height: float) -> list[Line]:
        scale = min(_SCALE, _MAX_SIDE / max(width, height, 1.0))
        document = pypdfium2.PdfDocument(data)
        try:
            picture = document[page - 1].render(scale=scale).to_numpy()
        finally:
            document.close()
        found = engine(picture)
        if found.boxes is None or found.txts is None or found.scores is None:
            return []
        return lines_of_boxes(zip(found.boxes, found.txts, found.scores, strict=True), scale, page)

    return recognise


def lines_of_boxes(
    found: Iterable[tuple[Iterable[Iterable[float]], str, float]], scale: float, page: int
) -> list[Line]:
    """Recognised pieces (four corners, text, score) as lines from top to bottom, pieces of a row together.

    >>> box = [[0, 0], [280, 0], [280, 28], [0, 28]]
    >>> lines_of_boxes([(box, "完成投资28亿元", 0.9)], 2.8, 1)[0].text
    '完成投资28亿元'
    """
    pieces: list[Line] = []
    for box, text, score in found:
        corners = [[float(value) / scale for value in corner] for corner in box]
        xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
        clean = text.strip()
        if clean and float(score) >= _MIN_SCORE:
            # the box is a little taller than the type
            size = 0.85 * (max(ys) - min(ys))
            pieces.append(Line(clean, min(xs), max(xs), min(ys), max(ys), size, size, page))
    pieces.sort(key=lambda piece: (piece.top + piece.bottom, piece.x0))
    rows: list[list[Line]] = []
    for piece in pieces:
        middle = (piece.top + piece.bottom) / 2
        if rows and rows[-1][0].top < middle < rows[-1][0].bottom:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_one_line(sorted(row, key=lambda piece: piece.x0), page) for row in rows]


def _one_line(row: list[Line], page: int) -> Line:
    return Line(
        "\u3000".join(piece.text for piece in row),
        row[0].x0,
        row[-1].x1,
        min(piece.top for piece in row),
        max(piece.bottom for piece in row),
        # sizes of recognised lines differ by a hair: whole points keep paragraphs together
        float(round(max(piece.size for piece in row))),
        row[0].size,
        page,
    )
