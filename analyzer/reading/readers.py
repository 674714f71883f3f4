"""Which function reads which format: one line a format. A format without a line is not read.

Every reader of ``READERS`` takes the bytes of a file and gives a
:class:`~analyzer.reading.content.Content`, or raises a ReadError. Workbooks and formats of text (html, json,
csv …) are read by :mod:`analyzer.reading.reader` itself. A module is loaded when the first file comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from analyzer.reading.content import Content


@dataclass(frozen=True, slots=True)
class Reader:
    """Where a reader is; ``kind`` is its second argument, for one that reads several formats."""

    module: str
    function: str
    kind: str = ""

    def read(self, data: bytes) -> Content:
        """Load the module and read one file.

        Raises:
            ReadError: the reader cannot make a text of the file.
        """
        function = getattr(import_module(f"analyzer.reading.{self.module}"), self.function)
        content: Content = function(data, self.kind) if self.kind else function(data)
        return content


READERS: dict[str, Reader] = {
    "pdf": Reader("pdf", "read_pdf"),
    "docx": Reader("docx", "read_docx"),
    "doc": Reader("office", "read_office", "doc"),
    "wps": Reader("office", "read_office", "wps"),
    "rtf": Reader("office", "read_office", "rtf"),
    "ofd": Reader("ofd", "read_ofd"),
}
