"""Files that break readers, made on the spot: each with the code or the warning it must lead to.

``expected`` is an error code (E_…), a warning code (W_…) or ``ok``. ``write_all`` writes those that are plain
files; links, pipes and the like need a file system and are made by the tests that use them.
"""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path

import fixtures_docx
import fixtures_ofd

SENTENCE = "到2025年，广安市森林覆盖率达到45%以上，新增城镇就业5万人。\n"
TEXT = "广安市人民政府关于发展茶产业的意见\n" + SENTENCE * 12


@dataclass(frozen=True)
class HostileFile:
    """A file by name and bytes, and what reading it must give."""

    name: str
    data: bytes
    expected: str


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


def _texts() -> list[HostileFile]:
    utf8 = TEXT.encode()
    gb = TEXT.encode("gb18030")
    return [
        HostileFile("空.txt", b"", "E_EMPTY"),
        HostileFile("空白.txt", b" \r\n\t\n ", "E_EMPTY"),
        HostileFile("全角空白.txt", "\u3000\u3000\n\u00a0".encode(), "E_EMPTY"),
        HostileFile("只有BOM.txt", b"\xef\xbb\xbf", "E_EMPTY"),
        HostileFile("只有UTF16的BOM.txt", b"\xff\xfe", "E_EMPTY"),
        HostileFile("只有零宽字符.txt", "\u200b\u200b\ufeff".encode(), "E_EMPTY"),
        HostileFile("只有NUL.txt", b"\0" * 500, "E_EMPTY"),
        HostileFile("带BOM.txt", b"\xef\xbb\xbf" + utf8, "ok"),
        HostileFile("gb18030.txt", gb, "ok"),
        HostileFile("gbk两个字.txt", "通知".encode("gbk"), "ok"),
        HostileFile("big5.txt", "關於印發經濟發展規劃的通知".encode("big5"), "ok"),
        HostileFile("utf16le.txt", TEXT.encode("utf-16-le"), "ok"),
        HostileFile("utf16be.txt", TEXT.encode("utf-16-be"), "ok"),
        HostileFile("utf16bom.txt", TEXT.encode("utf-16"), "ok"),
        HostileFile("utf32le.txt", TEXT.encode("utf-32-le"), "ok"),
        HostileFile("utf32bom.txt", TEXT.encode("utf-32"), "ok"),
        HostileFile("crlf.txt", TEXT.replace("\n", "\r\n").encode(), "ok"),
        HostileFile("cr.txt", TEXT.replace("\n", "\r").encode(), "ok"),
        HostileFile("一行.txt", TEXT.replace("\n", "　　").encode(), "ok"),
        HostileFile("零宽在数字里.txt", TEXT.replace("2025", "20\u200b25").encode(), "ok"),
        HostileFile("双向控制符.txt", TEXT.replace("5万", "\u202e5\u202c万").encode(), "ok"),
        HostileFile("末字截断.txt", utf8.rstrip(b"\n")[:-1], "W_TRUNCATED"),
        HostileFile("gb末字截断.txt", gb.rstrip(b"\n")[:-3], "W_TRUNCATED"),
        HostileFile("utf16截断.txt", TEXT.encode("utf-16-le")[:-1], "W_TRUNCATED"),
        HostileFile("NUL.txt", utf8.replace(b"2025", b"20\x0025"), "W_CONTROL"),
        HostileFile("控制字符.txt", utf8.replace("，".encode(), b"\x1b"), "W_CONTROL"),
        HostileFile("孤立代理.txt", (TEXT + "\ud800").encode("utf-8", "surrogatepass"), "W_CONTROL"),
        HostileFile("非字符.txt", (TEXT + "\ufffe\uffff\U0001ffff").encode(), "W_CONTROL"),
        HostileFile("混合编码.txt", utf8 + "转发通知如下\n".encode("gb18030"), "W_MIXED"),
        HostileFile("gb里混utf8.txt", gb + "转发通知如下\n".encode(), "W_MIXED"),
        HostileFile("坏字节.txt", utf8[:60] + b"\xff" + utf8[60:], "W_LOST"),
        HostileFile("假BOM.txt", b"\xef\xbb\xbf" + gb, "W_ENCODING"),
        HostileFile("随机字节.txt", bytes(range(1, 256)) * 20, "E_NOT_TEXT"),
        HostileFile("全是控制字符.txt", b"\x01\x02\x03\x04" * 50, "E_NOT_TEXT"),
        HostileFile("0xff.txt", b"\xff" * 4000, "E_ENCODING"),
        HostileFile("法文latin1.txt", "été à Paris, naïve façade, Noël".encode("latin-1"), "E_ENCODING"),
    ]


def _formats() -> list[HostileFile]:
    return [
        HostileFile("是pdf.txt", b"%PDF-1.7\n1 0 obj\n<<>>\n%%EOF", "E_PDF"),
        HostileFile("文件.docx", _zip("[Content_Types].xml", "word/document.xml"), "E_FORMAT"),
        HostileFile("表.xlsx", _zip("xl/workbook.xml"), "E_FORMAT"),
        HostileFile("版式.ofd", _zip("OFD.xml"), "E_FORMAT"),
        HostileFile("空包.zip", _zip(), "E_FORMAT"),
        HostileFile("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "E_FORMAT"),
        HostileFile("图.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "E_FORMAT"),
        HostileFile("图.txt", b"\xff\xd8\xff\xe0" + b"\0" * 64, "E_FORMAT"),
        HostileFile("包.gz", gzip.compress(TEXT.encode()), "E_FORMAT"),
        HostileFile("程序", b"\x7fELF" + b"\0" * 64, "E_FORMAT"),
        HostileFile("知网.caj", b"CAJ\0" + b"\0" * 64, "E_FORMAT"),
        HostileFile("网页.html", f"<html><title>意见</title><p>{SENTENCE}</p>".encode(), "ok"),
        HostileFile("网页.txt", b"<!DOCTYPE html><body>" + SENTENCE.encode("gb18030"), "ok"),
        HostileFile("空网页.html", b"<html><script>alert('x')</script></html>", "E_NO_TEXT"),
        HostileFile("嵌套.html", b"<html>" + b"<div>" * 50_000 + SENTENCE.encode(), "W_HTML"),
        HostileFile("未闭合.html", b"<html><p>" + SENTENCE.encode() + b"<!-- <script> <a href='", "ok"),
        HostileFile("集.jsonl", json.dumps({"id": "a", "text": SENTENCE}).encode(), "ok"),
        HostileFile("代理.jsonl", b'{"id": "b", "text": "\\u65b0\\u589e\\ud800"}', "W_CONTROL"),
        HostileFile("不是json.jsonl", b"{oops\n", "E_FORMAT"),
        HostileFile("数组.jsonl", b"[1, 2]\n", "E_FORMAT"),
        HostileFile("无正文.jsonl", b'{"id": "c"}\n', "E_FORMAT"),
        HostileFile("空正文.jsonl", b'{"id": "c", "text": ""}\n', "E_EMPTY"),
        HostileFile("深.jsonl", b"[" * 200_000 + b"\n", "E_TOO_DEEP"),
    ]


def _compound(name: str) -> bytes:
    """A compound file (OLE) whose top holds one empty stream; layout: [MS-CFB]."""
    free, none = 0xFFFFFFFF, 0xFFFFFFFE
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x10I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, none, 0, none, 0, 0)
    head = head[:76] + struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, none, *[free] * 126)
    entries = b""
    for text, kind, below in (("Root Entry", 5, 1), (name, 2, free)):
        raw = text.encode("utf-16-le")
        entries += raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw) + 2, kind, 1, free, free, below)
        entries += bytes(36) + struct.pack("<IQ", none, 0)
    return head + table + entries.ljust(512, b"\0")


def _word_and_ofd() -> list[HostileFile]:
    word = fixtures_docx.from_text(TEXT * 20)
    ofd = fixtures_ofd.from_text(TEXT)
    deep = "<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000
    locked = bytearray(word)
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    picture = '<ofd:ImageObject ID="4" Boundary="0 0 210 297" ResourceID="5"/>'
    doctype = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'
    make_zip, make_docx = fixtures_docx.make_zip, fixtures_docx.make_docx
    return [
        HostileFile("真是docx.doc", word, "ok"),
        HostileFile("真是ofd.pdf", ofd, "ok"),
        HostileFile("加密.docx", _compound("EncryptedPackage"), "E_ENCRYPTED"),
        HostileFile("加密条目.docx", bytes(locked), "E_ENCRYPTED"),
        HostileFile("截断.docx", word[: len(word) // 2], "E_ZIP"),
        HostileFile("少了末尾.docx", word[:-20], "E_ZIP"),
        HostileFile("坏字节.docx", word[:80] + b"\0" * 200 + word[280:], "E_ZIP"),
        HostileFile("文档类型.docx", make_zip({"word/document.xml": doctype}), "E_XML"),
        HostileFile("未闭合.docx", make_zip({"word/document.xml": "<w:document>"}), "E_XML"),
        HostileFile("嵌套.docx", make_docx(deep), "E_TOO_DEEP"),
        HostileFile("炸弹.docx", make_zip({"word/document.xml": b" " * 90_000_000}), "E_TOO_LARGE"),
        HostileFile("条目过多.docx", make_zip({f"word/{at}": "" for at in range(20_001)}), "E_TOO_LARGE"),
        HostileFile("没有字.docx", make_docx("<w:p/>"), "E_NO_TEXT"),
        HostileFile("截断.ofd", ofd[: len(ofd) // 2], "E_ZIP"),
        HostileFile("文档类型.ofd", make_zip({"OFD.xml": doctype}), "E_XML"),
        HostileFile("炸弹.ofd", make_zip({"OFD.xml": b" " * 90_000_000}), "E_TOO_LARGE"),
        HostileFile("扫描.ofd", fixtures_ofd.make_ofd([picture]), "E_NO_TEXT_LAYER"),
        HostileFile("没有字.ofd", fixtures_ofd.make_ofd([""]), "E_NO_TEXT"),
    ]


def _names() -> list[HostileFile]:
    data = SENTENCE.encode()
    return [
        HostileFile("CON.txt", data, "ok"),
        HostileFile("长" * 83 + ".txt", data, "ok"),
        HostileFile("=1+1.txt", data, "ok"),
        HostileFile("<script>alert(1)<.txt", data, "ok"),
        HostileFile("换\n行.txt", data, "ok"),
        HostileFile("...txt", data, "ok"),
    ]


def hostile_files() -> list[HostileFile]:
    """All of them, each with its own name."""
    return [*_texts(), *_formats(), *_word_and_ofd(), *_names()]


def write_all(folder: Path) -> dict[str, HostileFile]:
    """Write the files into a folder; by name."""
    files = {file.name: file for file in hostile_files()}
    for file in files.values():
        (folder / file.name).write_bytes(file.data)
    return files
