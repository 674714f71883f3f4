"""The parts of a Word file: which XML is the body, and which are its styles, lists and notes.

A .docx is a ZIP of parts that point at each other by relationships (ECMA-376 part 2, Open Packaging
Conventions). Names of parts are conventions only; the relationships decide.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from analyzer.errors import ReadError
from analyzer.reading.xml import child, children, parse_xml
from analyzer.reading.zip_archive import MAX_ENTRY, ZipArchive

# the namespaces of the transitional and of the strict variant of the standard
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}
_COMPOUND = b"\xd0\xcf\x11\xe0"
# styles and lists of the largest files are a tenth of that
_MAX_SIDE_PART = 8_000_000
_USUAL_BODY = "word/document.xml"


class WordFile:
    """The parts of one file, read when they are asked for.

    Raises:
        ReadError: E_ENCRYPTED, E_ZIP, E_TOO_LARGE, E_FORMAT (a container without a Word text).
    """

    def __init__(self, data: bytes) -> None:
        if data.startswith(_COMPOUND):
            raise ReadError("E_ENCRYPTED", "Word 文件有密码，请先用 Word 或 WPS 打开，去掉密码后再读。")
        self._archive = ZipArchive(data)
        self.body_name = ""
        bodies = self._targets("", "officeDocument")
        self.body_name = next((name for name in (*bodies, _USUAL_BODY) if name in self._archive), "")
        if not self.body_name:
            raise _no_body()

    def body(self) -> Element:
        """What holds the text of the main document.

        Raises:
            ReadError: E_XML, E_TOO_DEEP, E_TOO_LARGE, E_ZIP, E_FORMAT (it is no document of Word).
        """
        body = child(self._parse(self.body_name), "w:body")
        if body is None:
            raise _no_body()
        return body

    def related(self, kind: str) -> Element | None:
        """The root of the part that the body names as its ``styles``, ``numbering``, ``footnotes`` …"""
        names = self._targets(self.body_name, kind)
        name = next((name for name in names if name in self._archive), None)
        return self._parse(name) if name else None

    def count_pictures(self) -> int:
        """How many pictures the container holds."""
        return sum("/media/" in name for name in self._archive.names())

    def _parse(self, name: str) -> Element:
        most = MAX_ENTRY if name == self.body_name else _MAX_SIDE_PART
        return parse_xml(self._archive.read(name, most), _PREFIXES)

    def _targets(self, source: str, kind: str) -> Iterable[str]:
        """Names of the parts that ``source`` points at with a relationship of this kind."""
        folder, base = posixpath.split(source)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if path not in self._archive:
            return []
        return [
            posixpath.normpath(posixpath.join("/", folder, unquote(link.get("Target", "")))).lstrip("/")
            for link in children(self._parse(path), "Relationship")
            if link.get("Type", "").rpartition("/")[2] == kind and link.get("TargetMode") != "External"
        ]


def _no_body() -> ReadError:
    found = "压缩包里没有 Word 正文（word/document.xml）。请用 Word 或 WPS 打开后另存为 .docx。"
    return ReadError("E_FORMAT", found)
