"""Which format a file has, told by its first bytes: suffixes lie.

A format is a short stable key (``pdf``, ``docx``, ``html`` …), the word of the column source_format. For
text the beginning of the text decides, and a suffix only where the text leaves several readings open.
"""

from __future__ import annotations

import re

from analyzer.errors import ReadError
from analyzer.reading.compound import stream_names

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_END = b"PK\x05\x06"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# signature, offset, format
_SIGNATURES: tuple[tuple[bytes, int, str], ...] = (
    (b"%PDF-", 0, "pdf"),
    (b"{\\rtf", 0, "rtf"),
    (b"\x89PNG\r\n\x1a\n", 0, "image"),
    (b"\xff\xd8\xff", 0, "image"),
    (b"GIF87a", 0, "image"),
    (b"GIF89a", 0, "image"),
    (b"II*\0", 0, "image"),
    (b"MM\0*", 0, "image"),
    (b"8BPS\0", 0, "image"),
    (b"WEBP", 8, "image"),
    (b"ftyp", 4, "media"),
    (b"ID3", 0, "media"),
    (b"WAVE", 8, "media"),
    (b"AVI ", 8, "media"),
    (b"\x1f\x8b\x08", 0, "packed"),
    (b"BZh", 0, "packed"),
    (b"\xfd7zXZ\0", 0, "packed"),
    (b"7z\xbc\xaf\x27\x1c", 0, "packed"),
    (b"Rar!\x1a\x07", 0, "packed"),
    (b"\x28\xb5\x2f\xfd", 0, "packed"),
    (b"ustar", 257, "packed"),
    (b"SQLite format 3\0", 0, "sqlite"),
    (b"\x7fELF", 0, "program"),
    (b"\xcf\xfa\xed\xfe", 0, "program"),
    (b"CAJ\0", 0, "caj"),
    (b"HN\0\0", 0, "caj"),
    (b"KDH ", 0, "caj"),
    (b"%!PS", 0, "postscript"),
    (b"PAR1", 0, "parquet"),
)
# what a ZIP holds, by a name that stands in its headers
_INSIDE_ZIP = (
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"ppt/", "pptx"),
    (b"OFD.xml", "ofd"),
    (b"application/epub", "epub"),
    (b"opendocument", "opendocument"),
)
# what a compound file (OLE) holds, by the name of a stream at its top
_INSIDE_COMPOUND = (
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("WordDocument", "doc"),
)
# streams that only Kingsoft's programs write
_KINGSOFT = ("WpsCustomData", "Wps", "KSO", "EtCustomData")
_SAVE_AS = "本版不能读。请另存为纯文本（.txt，UTF-8）后再读。"
_ADVICE = {
    "zip": "请先解压，再读其中的文件。",
    "packed": "请先解压，再读其中的文件。",
    "image": "没有可读的文字。请先做文字识别（OCR），存为纯文本后再读。",
    "script": "不是文档。正文若在引号里，请复制出来存为纯文本后再读。",
}
_NAMES = {
    "pdf": "PDF 文件",
    "docx": "Word 文件（.docx）",
    "ofd": "OFD 版式文件",
    "doc": "旧版 Word 文件（.doc）",
    "wps": "WPS 文字文件（.wps）",
    "rtf": "RTF 文件",
    "xlsx": "Excel 文件（.xlsx）",
    "xls": "旧版 Excel 文件（.xls）",
    "et": "WPS 表格文件（.et）",
    "compound": "旧版 Office 或 WPS 文件（.doc .xls .ppt .wps）",
    "pptx": "PowerPoint 文件（.pptx）",
    "ppt": "旧版 PowerPoint 文件（.ppt）",
    "epub": "EPUB 电子书",
    "opendocument": "OpenDocument 文件（.odt .ods）",
    "zip": "压缩包（ZIP）",
    "zip_cut": "不完整的压缩包或 Office 文件",
    "packed": "压缩包（gzip、7z、RAR 等）",
    "image": "图片",
    "media": "音视频文件",
    "sqlite": "SQLite 数据库",
    "program": "程序文件",
    "script": "程序代码（JavaScript）",
    "mhtml": "网页单文件（.mht）",
    "caj": "知网 CAJ 或 KDH 文件",
    "postscript": "PostScript 文件",
    "parquet": "Parquet 数据表",
    "xml": "XML 数据文件",
    "encrypted": "有密码的 Office 文件",
}
_HTML = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--[^<>]{0,1000}-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I
)
_HTML_SUFFIXES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".jsp", ".asp", ".aspx", ".php"})
_TAGS = re.compile(r"</?(?:p|div|br|span|td|li|body|h[1-6]|font|strong)\b[^<>]{0,2000}>", re.I)
# a file of JavaScript begins so, after its comments; a page's text may stand in its strings
_SCRIPT = re.compile(
    r"(?:\s|//[^\n]{0,1000}\n|/\*[^*]{0,1000}\*/){0,50}+(?:['\"]use strict['\"]|(?:Page|App|Component|define)\(|"
    r"module\.exports|export\s+default|import\s[^\n]{1,200}\sfrom\s|[!;(]{0,3}function\b|\(\(\)\s{0,4}=>|"
    r"(?:var|let|const)\s+\w{1,60}\s{0,4}=|window\.\w{1,60}\s{0,4}=)"
)
_XML = re.compile(r"\s*<\?xml\s")
# a page saved as one file (.mht); text-only mail begins so too
_MHTML = re.compile(
    r"(?:[A-Za-z-]{2,30}:[^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n){0,20}){0,20}?MIME-Version:", re.I
)
_JSON_SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json"}
_TABLE_SUFFIXES = frozenset({".csv", ".tsv"})
# where a table may stand under another name: standard input, plain text
_ANY_SUFFIXES = frozenset({"", ".txt", ".xls", ".xlsx", ".dat"})


def find_binary_format(data: bytes) -> str:
    """The key of a format that is not text, or an empty string.

    >>> find_binary_format(b"%PDF-1.7 ..."), find_binary_format("一、总体要求".encode())
    ('pdf', '')
    """
    for signature, offset, key in _SIGNATURES:
        if data.startswith(signature, offset):
            return key
    if data.startswith(_COMPOUND):
        return _inside_compound(data)
    if data.startswith(_ZIP):
        directory = data[:4096] + data[-65536:]
        known = next((key for mark, key in _INSIDE_ZIP if mark in directory), "")
        return known or ("zip" if _ZIP_END in directory else "zip_cut")
    if b"%PDF-" in data[:1024] and b"\0" in data[:65536]:
        return "pdf"
    if data.startswith((b"BM", b"MZ")) and b"\0\0" in data[:64]:
        return "image" if data.startswith(b"BM") else "program"
    return ""


def _inside_compound(data: bytes) -> str:
    names = stream_names(data)
    key = next((key for name, key in _INSIDE_COMPOUND if name in names), "compound")
    if any(name.startswith(_KINGSOFT) for name in names):
        return {"doc": "wps", "xls": "et"}.get(key, key)
    return key


def text_format(text: str, suffix: str) -> str:
    """Which kind of text it is: ``html``, ``mhtml``, ``xml``, ``json``, ``jsonl``, ``csv``, ``script`` or ``text``.

    >>> text_format("<!DOCTYPE html><html><body><p>通知</p></body></html>", ".txt")
    'html'
    >>> text_format("关于印发工作方案的通知", ".txt")
    'text'
    """
    suffix = suffix.lower()
    if _HTML.match(text) or (suffix in _HTML_SUFFIXES and _TAGS.search(text)):
        return "html"
    if _MHTML.match(text):
        return "mhtml"
    if _XML.match(text):
        return "xml"
    known = _JSON_SUFFIXES.get(suffix, "")
    if known or text.lstrip()[:1] in {"{", "["}:
        from analyzer.reading.json_records import json_kind

        known = json_kind(text) or known
        if known:
            return known
    if _SCRIPT.match(text):
        return "script"
    if suffix in _TABLE_SUFFIXES or suffix in _ANY_SUFFIXES:
        from analyzer.reading.csv_records import find_delimiter, is_csv

        if is_csv(text) or (suffix in _TABLE_SUFFIXES and find_delimiter(text)):
            return "csv"
    return "text"


def unread(key: str) -> ReadError:
    """Why a format is not read: what the file is, and what to do.

    >>> str(unread("caj"))
    '[E_FORMAT] 这是知网 CAJ 或 KDH 文件，本版不能读。请另存为纯文本（.txt，UTF-8）后再读。'
    """
    name = _NAMES[key]
    if key == "encrypted":
        return ReadError("E_ENCRYPTED", f"这是{name}，请先用原来的软件打开，去掉密码后再读。")
    if key == "zip_cut":
        return ReadError("E_ZIP", f"这是{name}，可能没有下载完。请重新取得文件后再读。")
    return ReadError("E_FORMAT", f"这是{name}，{_ADVICE.get(key, _SAVE_AS)}")
