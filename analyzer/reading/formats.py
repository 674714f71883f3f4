"""Which format a file has, by its first bytes: suffixes lie.

Text is read; every other format is named, with what to do about it.
"""

from __future__ import annotations

import re

_SAVE_AS = "请另存为纯文本（.txt，UTF-8）后再读。"
# signature, offset, name of the format
_SIGNATURES: tuple[tuple[bytes, int, str], ...] = (
    (b"%PDF-", 0, "PDF 文件"),
    (b"{\\rtf", 0, "RTF 文件"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "旧版 Office 或 WPS 文件（.doc .xls .ppt .wps）"),
    (b"\x89PNG\r\n\x1a\n", 0, "图片（PNG）"),
    (b"\xff\xd8\xff", 0, "图片（JPEG）"),
    (b"GIF87a", 0, "图片（GIF）"),
    (b"GIF89a", 0, "图片（GIF）"),
    (b"II*\0", 0, "图片（TIFF）"),
    (b"MM\0*", 0, "图片（TIFF）"),
    (b"8BPS\0", 0, "图片（PSD）"),
    (b"WEBP", 8, "图片（WebP）"),
    (b"ftyp", 4, "音视频或 HEIC 图片"),
    (b"ID3", 0, "音频（MP3）"),
    (b"WAVE", 8, "音频（WAV）"),
    (b"AVI ", 8, "视频（AVI）"),
    (b"\x1f\x8b\x08", 0, "压缩包（gzip）"),
    (b"BZh", 0, "压缩包（bzip2）"),
    (b"\xfd7zXZ\0", 0, "压缩包（xz）"),
    (b"7z\xbc\xaf\x27\x1c", 0, "压缩包（7z）"),
    (b"Rar!\x1a\x07", 0, "压缩包（RAR）"),
    (b"\x28\xb5\x2f\xfd", 0, "压缩包（zstd）"),
    (b"ustar", 257, "压缩包（tar）"),
    (b"SQLite format 3\0", 0, "SQLite 数据库"),
    (b"\x7fELF", 0, "程序文件"),
    (b"\xcf\xfa\xed\xfe", 0, "程序文件"),
    (b"CAJ\0", 0, "知网 CAJ 文件"),
    (b"HN\0\0", 0, "知网 CAJ 文件"),
    (b"KDH ", 0, "知网 KDH 文件"),
    (b"%!PS", 0, "PostScript 文件"),
    (b"PAR1", 0, "Parquet 数据表"),
)  # fmt: skip
# what a ZIP holds, by a name that stands in its headers
_INSIDE_ZIP = (
    (b"word/", "Word 文件（.docx）"),
    (b"xl/", "Excel 文件（.xlsx）"),
    (b"ppt/", "PowerPoint 文件（.pptx）"),
    (b"OFD.xml", "OFD 版式文件"),
    (b"application/epub", "EPUB 电子书"),
    (b"opendocument", "OpenDocument 文件（.odt .ods）"),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--[^<>]{0,1000}-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I
)
_HTML_SUFFIXES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".jsp", ".asp", ".aspx", ".php"})
_TAGS = re.compile(r"</?(?:p|div|br|span|td|li|body|h[1-6]|font|strong)\b[^<>]{0,2000}>", re.I)
_JSON_LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})


def find_binary_format(data: bytes) -> str:
    """The Chinese name of a format that is not text, or an empty string.

    >>> find_binary_format(b"%PDF-1.7 ...")
    'PDF 文件'
    >>> find_binary_format("一、总体要求".encode())
    ''
    """
    for signature, offset, name in _SIGNATURES:
        if data.startswith(signature, offset):
            return name
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        directory = data[:4096] + data[-65536:]
        for mark, name in _INSIDE_ZIP:
            if mark in directory:
                return name
        return "压缩包（ZIP）"
    if b"%PDF-" in data[:1024] and b"\0" in data[:65536]:
        return "PDF 文件"
    if data.startswith((b"BM", b"MZ")) and b"\0\0" in data[:64]:
        return "图片（BMP）" if data.startswith(b"BM") else "程序文件"
    return ""


def advise(name: str) -> str:
    """One sentence: what the file is, and what to do.

    >>> advise("PDF 文件")
    '这是PDF 文件，本版只读文本。请另存为纯文本（.txt，UTF-8）后再读。'
    """
    if name.startswith("压缩包"):
        return f"这是{name}，请先解压，再读其中的文本文件。"
    if name.startswith("图片"):
        return f"这是{name}，没有可读的文字。请先做文字识别（OCR），存为纯文本后再读。"
    return f"这是{name}，本版只读文本。{_SAVE_AS}"


def text_format(text: str, suffix: str) -> str:
    """Which kind of text it is: ``html``, ``jsonl`` or ``text``.

    >>> text_format("<!DOCTYPE html><html><body><p>通知</p></body></html>", ".txt")
    'html'
    >>> text_format("关于印发工作方案的通知", ".txt")
    'text'
    """
    suffix = suffix.lower()
    if suffix in _JSON_LINES_SUFFIXES:
        return "jsonl"
    if _HTML.match(text) or (suffix in _HTML_SUFFIXES and _TAGS.search(text)):
        return "html"
    return "text"
