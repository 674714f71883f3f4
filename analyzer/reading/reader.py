"""From an input to a Document: bytes, format, encoding, text.

Formats are told by their first bytes, then the text by :mod:`analyzer.reading.encoding`. An input that
cannot be read gives a :class:`ReadError`, in a run a :class:`Failure`: nothing disappears, nothing stops.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from analyzer.errors import ReadError
from analyzer.model import Document, Failure
from analyzer.reading.content import Content
from analyzer.reading.encoding import Decoded, decode
from analyzer.reading.files import DEFAULT_MAX_BYTES, read_bytes
from analyzer.reading.formats import find_binary_format, text_format, unread
from analyzer.reading.inputs import Input, one_input
from analyzer.reading.names import safe_id, take_id
from analyzer.reading.readers import READERS
from analyzer.reading.records import Record

# read by calamine, all alike
WORKBOOKS = frozenset({"xlsx", "xls", "et"})
_NO_ENCODING = Decoded("", "")


@dataclass(frozen=True, slots=True)
class _Source:
    """An input and the digest of its bytes."""

    item: Input
    digest: str

    @property
    def suffix(self) -> str:
        return self.item.path.suffix if self.item.path is not None else ""


def read(
    source: str | os.PathLike[str] | Input,
    *,
    max_bytes: int = DEFAULT_MAX_BYTES,
    stdin: BinaryIO | None = None,
    text_column: str = "",
    ocr: bool = False,
) -> Document:
    """Read one file that holds one document; ``-`` is standard input.

    Args:
        source: the file.
        max_bytes: larger files are refused.
        stdin: in place of standard input.
        text_column: of a table, the column that holds the text, where its name is not a usual one.
        ocr: recognise the characters of pages of a PDF that are pictures; needs the extra ``ocr``.

    Raises:
        ReadError: the file cannot be read, is no text, or is a collection of several documents.
    """
    item = source if isinstance(source, Input) else one_input(source)
    results = list(_read_item(item, max_bytes, stdin, text_column, ocr))
    if len(results) != 1:
        found = f"文件里有 {len(results)} 篇文档，请用 read_all 逐篇读。"
        raise ReadError("E_FORMAT", found, item.source_path)
    result = results[0]
    if isinstance(result, Failure):
        raise ReadError(result.code, result.message, result.source_path)
    return result


def read_all(
    inputs: Iterable[Input],
    *,
    max_bytes: int = DEFAULT_MAX_BYTES,
    stdin: BinaryIO | None = None,
    text_column: str = "",
    ocr: bool = False,
) -> Iterator[Document | Failure]:
    """Read all inputs, one after the other; whatever cannot be read becomes a Failure.

    A collection (a table with a column of texts, JSON) gives one result for every row; ``text_column`` names
    the column that holds the text, where its name is not a usual one; ``ocr`` recognises the characters of pages of
    a PDF that are pictures. No two results have the same doc_id.
    """
    items = list(inputs)
    taken: set[str] = set()
    items = [replace(item, doc_id=take_id(item.doc_id, item.source_path, taken)) for item in items]
    for item in items:
        for result in _read_item(item, max_bytes, stdin, text_column, ocr):
            if result.source_path == item.source_path:
                yield result
            else:  # a row of a collection
                yield replace(result, doc_id=take_id(result.doc_id, result.source_path, taken))


def _read_item(
    item: Input, max_bytes: int, stdin: BinaryIO | None, text_column: str, ocr: bool
) -> Iterator[Document | Failure]:
    digest = ""
    try:
        data = read_bytes(item, max_bytes, stdin)
        digest = hashlib.sha256(data).hexdigest()
        yield from _read_data(_Source(item, digest), data, text_column, ocr)
    except ReadError as error:
        yield _failure(item, error, digest)
    except MemoryError:
        short = ReadError("E_MEMORY", "内存不够，读不完这个文件，请拆成几个文件。")
        yield _failure(item, short, digest)


def _read_data(source: _Source, data: bytes, text_column: str, ocr: bool) -> Iterator[Document | Failure]:
    """The documents in the bytes of one input."""
    binary = find_binary_format(data)
    if not binary:
        yield from _read_text(source, data, text_column)
    elif binary in WORKBOOKS:
        from analyzer.reading.sheets import read_workbook

        yield from _documents(source, binary, _NO_ENCODING, read_workbook(data, binary, text_column))
    elif binary == "pdf" and ocr:
        from analyzer.reading.pdf import read_pdf

        yield _document(source, binary, _NO_ENCODING, read_pdf(data, ocr=True))
    elif binary in READERS:
        yield _document(source, binary, _NO_ENCODING, READERS[binary].read(data))
    else:
        raise unread(binary)


def _read_text(source: _Source, data: bytes, text_column: str) -> Iterator[Document | Failure]:
    decoded = _decode(data)
    kind = text_format(decoded.text, source.suffix)
    if kind == "text":
        yield _document(source, kind, decoded, Content(decoded.text))
    elif kind == "html":
        from analyzer.reading.html_page import read_html

        yield _document(source, kind, decoded, read_html(decoded.text))
    elif kind == "mhtml":
        from analyzer.reading.html_archive import find_page
        from analyzer.reading.html_page import read_html

        decoded = _decode(find_page(data))
        yield _document(source, kind, decoded, read_html(decoded.text))
    elif kind == "csv":
        from analyzer.reading.csv_records import read_csv

        yield from _documents(source, kind, decoded, read_csv(decoded.text, text_column))
    elif kind in {"json", "jsonl"}:
        from analyzer.reading.json_records import read_json, read_json_lines

        read_records = read_json if kind == "json" else read_json_lines
        yield from _documents(source, kind, decoded, read_records(decoded.text, text_column))
    else:
        raise unread(kind)


def _decode(data: bytes) -> Decoded:
    try:
        return decode(data)
    except ReadError:
        from analyzer.reading.html_page import decode_declared

        declared = decode_declared(data)
        if declared is None:
            raise
        return declared


def _document(source: _Source, kind: str, decoded: Decoded, content: Content) -> Document:
    return Document(
        doc_id=source.item.doc_id,
        text=content.text,
        metadata=content.metadata,
        source_path=source.item.source_path,
        source_format=kind,
        encoding=decoded.encoding,
        sha256=source.digest,
        warnings=(*decoded.warnings, *content.warnings),
        blocks=content.blocks,
        tables=content.tables,
    )


def _documents(
    source: _Source, kind: str, decoded: Decoded, records: Iterable[Record]
) -> Iterator[Document | Failure]:
    """The documents of a collection; each has its row in its path and a name of its own."""
    item = source.item
    for record in records:
        place = f"{item.source_path}:{record.place}" if record.place else item.source_path
        row = safe_id(f"{item.doc_id}-{record.place}") if record.place else item.doc_id
        name = safe_id(record.name) if record.name else row
        if record.content is None:
            problem = record.problem or ReadError("E_EMPTY", "这一行没有内容，请补上或删去。")
            yield Failure(name, place, problem.code, problem.message)
            continue
        document = _document(source, kind, decoded, record.content)
        digest = hashlib.sha256(document.text.encode()).hexdigest()
        yield replace(document, doc_id=name, source_path=place, sha256=digest)


def _failure(item: Input, error: ReadError, digest: str) -> Failure:
    return Failure(item.doc_id, item.source_path, error.code, error.message, digest)
