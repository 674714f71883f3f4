"""What antiword makes of an old Word file: lines, tables drawn with |, and notes at the end."""

from __future__ import annotations

import re
from pathlib import Path

from analyzer.errors import ReadError
from analyzer.reading.content import Content, ContentBuilder, GridCell
from analyzer.reading.office import run_limited

_SECONDS = 25
_NOTES = re.compile(r"^-{20,}$", re.M)
_NOTE = re.compile(r"\[(\d{1,3})\]\s?(.*)")
_NUMBERING = "W_NUMBERING 由 antiword 读出，自动编号（一、（一）1.）可能缺失；装上 LibreOffice 后可以读全。"


def read_antiword(program: str, source: Path) -> Content:
    """Let antiword read a file.

    Raises:
        ReadError: E_FORMAT (it cannot), E_NO_TEXT, E_TIMEOUT.
    """
    # -w 0: a paragraph a line
    output = run_limited([program, "-m", "UTF-8.txt", "-w", "0", str(source)], _SECONDS)
    text = output.decode("utf-8", "replace")
    if not text:
        found = "antiword 打不开这个文件，可能已损坏。请用 Word 或 WPS 打开，另存为 .docx 后再读。"
        raise ReadError("E_FORMAT", found)
    content = parse_antiword(text)
    if not content.text:
        raise ReadError("E_NO_TEXT", "文件里没有文字，请换一个有正文的文件。")
    return content


def parse_antiword(text: str) -> Content:
    """Paragraphs, tables and notes of antiword's plain text.

    >>> parse_antiword("研发强度[1]达到3%\\n|指标  |2025年  |\\n").text
    '研发强度[1]达到3%\\n指标\\t2025年'
    """
    body, notes = _split_notes(text)
    builder = ContentBuilder()
    rows: list[list[str]] = []
    paragraphs = tables = 0
    for line in [*body.split("\n"), ""]:
        if line.startswith("|") and line.rstrip().endswith("|"):
            rows.append(line.strip()[1:-1].split("|"))
            continue
        if rows:
            tables += 1
            cells = [
                GridCell(row, at, text) for row, cells in enumerate(rows) for at, text in enumerate(cells)
            ]
            builder.add_table(cells, f"表{tables}")
            rows = []
        for number in notes:
            line = line.replace(f"[{number}]", "")
        paragraphs += bool(line.strip())
        builder.add_paragraph(line, f"第{paragraphs}段")
    for number, note in notes.items():
        builder.add_paragraph(f"注{number}：{note}", f"注{number}")
    return builder.build(warnings=[_NUMBERING])


def _split_notes(text: str) -> tuple[str, dict[str, str]]:
    """The text and its notes by number: they stand behind a line of dashes at the end."""
    rules = list(_NOTES.finditer(text))
    if not rules:
        return text, {}
    tail = [line for line in text[rules[-1].end() :].split("\n") if line.strip()]
    found = [_NOTE.fullmatch(line.strip()) for line in tail]
    notes = {match.group(1): match.group(2) for match in found if match is not None}
    return (text[: rules[-1].start()], notes) if notes and len(notes) == len(tail) else (text, {})
