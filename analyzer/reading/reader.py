"""From an input to a Document: bytes, format, encoding, text.

Formats are told by their first bytes, then the text by :mod:`analyzer.reading.encoding`. An input that
cannot be read gives a :class:`ReadError`, in a run a :class:`Failure`: nothing disappears, nothing stops.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from analyzer.errors import ReadError
from analyzer.model import Document, Failure
from analyzer.reading.content import Content
from analyzer.reading.encoding import Decoded, decode
from analyzer.reading.files import DEFAULT_MAX_BYTES, read_bytes
from analyzer.reading.formats import find_binary_format, text_format, unread
from analyzer.reading.inputs import Input, one_input
from analyzer.reading.json_lines import Record, split_records
from analyzer.reading.names import safe_id, take_id
from analyzer.reading.readers import READERS
from analyzer.reading.scrubbing import is_blank, scrub


def read(
    source: str | os.PathLike[str] | Input,
    *,
    max_bytes: int = DEFAULT_MAX_BYTES,
    stdin: BinaryIO | None = None,
) -> Document:
    """Read one file that holds one document; ``-`` is standard input.

    Raises:
        ReadError: the file cannot be read, is no text, or is a collection of several documents.
    """
    item = source if isinstance(source, Input) else one_input(source)
    results = list(_read_item(item, max_bytes, stdin))
    if len(results) != 1:
        found = f"文件里有 {len(results)} 篇文档，请用 read_all 逐篇读。"
        raise ReadError("E_FORMAT", found, item.source_path)
    result = results[0]
    if isinstance(result, Failure):
        raise ReadError(result.code, result.message, result.source_path)
    return result


def read_all(
    inputs: Iterable[Input], *, max_bytes: int = DEFAULT_MAX_BYTES, stdin: BinaryIO | None = None
) -> Iterator[Document | Failure]:
    """Read all inputs, one after the other; whatever cannot be read becomes a Failure.

    A collection (JSON lines) gives one result for every line. No two results have the same doc_id.
    """
    items = list(inputs)
    taken: set[str] = set()
    items = [replace(item, doc_id=take_id(item.doc_id, item.source_path, taken)) for item in items]
    for item in items:
        for result in _read_item(item, max_bytes, stdin):
            if result.source_path == item.source_path:
                yield result
            else:  # a line of a collection
                yield replace(result, doc_id=take_id(result.doc_id, result.source_path, taken))


def _read_item(item: Input, max_bytes: int, stdin: BinaryIO | None) -> Iterator[Document | Failure]:
    digest = ""
    try:
        data = read_bytes(item, max_bytes, stdin)
        digest = hashlib.sha256(data).hexdigest()
        yield from _read_data(item, data, digest)
    except ReadError as error:
        yield _failure(item, error, digest)
    except MemoryError:
        short = ReadError("E_MEMORY", "内存不够，读不完这个文件，请拆成几个文件。")
        yield _failure(item, short, digest)


def _read_data(item: Input, data: bytes, digest: str) -> Iterator[Document | Failure]:
    """The documents in the bytes of one input."""
    binary = find_binary_format(data)
    if binary:
        yield _document(item, digest, binary, "", _read_content(binary, data))
        return
    decoded = _decode(data)
    suffix = item.path.suffix if item.path is not None else ""
    kind = text_format(decoded.text, suffix)
    if kind == "text":
        content = Content(decoded.text, warnings=decoded.warnings)
        yield _document(item, digest, kind, decoded.encoding, content)
    elif kind == "jsonl":
        content = Content(decoded.text, warnings=decoded.warnings)
        document = _document(item, digest, kind, decoded.encoding, content)
        for record in split_records(decoded.text, item.source_path):
            yield _record_document(document, record)
    elif kind == "html":
        from analyzer.reading.html_page import read_html

        content = read_html(decoded.text)
        content = replace(content, warnings=(*decoded.warnings, *content.warnings))
        yield _document(item, digest, kind, decoded.encoding, content)
    else:
        raise ReadError("E_FORMAT", unread(kind))


def _decode(data: bytes) -> Decoded:
    try:
        return decode(data)
    except ReadError:
        from analyzer.reading.html_page import decode_declared

        declared = decode_declared(data)
        if declared is None:
            raise
        return declared


def _read_content(kind: str, data: bytes) -> Content:
    if kind not in READERS:
        raise ReadError("E_FORMAT", unread(kind))
    return READERS[kind].read(data)


def _document(item: Input, digest: str, kind: str, encoding: str, content: Content) -> Document:
    return Document(
        doc_id=item.doc_id,
        text=content.text,
        metadata=content.metadata,
        source_path=item.source_path,
        source_format=kind,
        encoding=encoding,
        sha256=digest,
        warnings=content.warnings,
        blocks=content.blocks,
        tables=content.tables,
    )


def _failure(item: Input, error: ReadError, digest: str) -> Failure:
    return Failure(item.doc_id, item.source_path, error.code, error.message, digest)


def _record_document(collection: Document, record: Record) -> Document | Failure:
    place = f"{collection.source_path}:{record.line}"
    name = safe_id(record.name) if record.name else f"{collection.doc_id}-{record.line}"
    if record.problem is not None:
        return Failure(name, place, record.problem.code, record.problem.message)
    text, replaced = scrub(record.text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    if is_blank(text):
        return Failure(name, place, "E_EMPTY", "这一行的正文是空的，请补上或删去。", digest)
    warnings = collection.warnings
    if replaced:
        warnings = (*warnings, f"W_CONTROL 有 {replaced} 个控制字符或孤立的代理码，已换成空格。")
    return replace(collection, doc_id=name, text=text, source_path=place, sha256=digest, warnings=warnings)
