"""The whole suite of files that break readers: PDF, office files, web pages, collections, names that lie.

Plain text and encodings stand in :mod:`hostile`. ``expected`` is an error code (E_…), a warning code (W_…) or
``ok``; alternatives, where programs of the system decide, are parted by ``|``. Every file is made on the spot.
"""

from __future__ import annotations

import json
from pathlib import Path

from hostile import SENTENCE, HostileFile
from hostile_office import make_zip, office_files
from hostile_pdf import pdf_files

_UTF8 = SENTENCE.encode()


def _pages() -> list[HostileFile]:
    page = f"<html><head><title>意见</title></head><body><p>{SENTENCE}</p>".encode()
    attributes = b"".join(b"a%d=1 " % at for at in range(100_000))
    return [
        HostileFile("十万层.html", b"<html>" + b"<div>" * 100_000 + _UTF8, "W_HTML"),
        HostileFile("十万层的表.html", b"<html>" + b"<table><tr><td>" * 100_000 + _UTF8, "W_HTML"),
        HostileFile("属性一兆.html", page.replace(b"<p>", b"<p title='" + b"x" * 1_000_000 + b"'>"), "W_HTML"),
        HostileFile("十万个属性.html", page.replace(b"<p>", b"<p " + attributes + b">"), "W_HTML"),
        HostileFile("只有左尖括号.html", page + b"<" * 1_000_000, "W_HTML"),
        HostileFile("未完的注释.html", page + b"<!--" * 200_000, "ok"),
        HostileFile("实体越界.html", page + b"<p>&#x110000;&#55296;&#0;&#99999999999;</p>", "ok"),
        HostileFile("谎称编码.html", b"<html><meta charset=gb2312><p>" + _UTF8 * 10, "ok"),
        HostileFile("列跨百万.html", page + b"<table><tr><td colspan=1000000 rowspan=1000000>1<td>2</table>", "ok"),
        HostileFile("内部实体.html", b"<!DOCTYPE html [<!ENTITY a 'x'>]>" + page, "ok"),
        HostileFile("模板.js", b"export default { template: `<p>" + _UTF8 + b"</p>` }", "E_FORMAT"),
        HostileFile("没有正文.html", b"<html><body><div id=app></div><script src=app.js></script>", "E_NO_TEXT"),
    ]  # fmt: skip


def _collections() -> list[HostileFile]:
    record = json.dumps({"id": "a", "text": SENTENCE}, ensure_ascii=False).encode()
    return [
        HostileFile("十万层.json", b"[" * 100_000 + b"]" * 100_000, "E_TOO_DEEP"),
        HostileFile("十万层对象.json", b'{"text":' * 100_000 + b"1" + b"}" * 100_000, "E_TOO_DEEP"),
        HostileFile("半个.json", b"[" + record + b', {"text": "', "E_FORMAT"),
        HostileFile("无穷大.json", b"[%s]" % record.replace(b"}", b', "n": 1e999, "m": NaN}'), "ok"),
        HostileFile("十万位.json", b"[%s]" % record.replace(b"}", b', "n": %s}' % (b"9" * 100_000)), "ok|E_FORMAT"),
        HostileFile("正文是数.jsonl", b'{"text": 1}\n', "ok"),
        HostileFile("带NUL.csv", "标题,正文\n意见,".encode() + _UTF8.strip() + b"\0\n", "W_CONTROL"),
        HostileFile("未闭合.csv", "标题,正文\n意见,\"".encode() + _UTF8 * 20_000, "ok|E_FORMAT"),
        HostileFile("十万列.csv", b"," * 100_000 + "\n正文\n".encode() + _UTF8, "ok|E_FORMAT|E_TOO_LARGE"),
        HostileFile("一格五兆.csv", "标题,正文\n意见,".encode() + "一是".encode() * 800_000 + b"\n", "ok|E_TOO_LARGE"),
        HostileFile("公式.csv", "标题,正文\n=cmd|' /C calc'!A0,".encode() + _UTF8, "ok"),
        HostileFile("没有正文列.csv", "甲,乙\n1,2\n3,4\n".encode(), "E_FORMAT"),
    ]  # fmt: skip


def _lies() -> list[HostileFile]:
    """Names that say another format than the bytes."""
    pdf = next(file.data for file in pdf_files() if file.name == "好.pdf")
    docx = next(file.data for file in office_files() if file.name == "好.docx")
    return [
        HostileFile("其实是图.docx", b"GIF89a" + bytes(64), "E_FORMAT"),
        HostileFile("其实是图.pdf", b"\x89PNG\r\n\x1a\n" + bytes(64), "E_FORMAT"),
        HostileFile("其实是pdf.docx", pdf, "ok"),
        HostileFile("其实是pdf.txt", pdf, "ok"),
        HostileFile("其实是docx.xls", docx, "ok"),
        HostileFile("其实是docx.pdf", docx, "ok"),
        HostileFile("其实是文字.pdf", _UTF8, "ok"),
        HostileFile("其实是文字.docx", _UTF8, "ok"),
        HostileFile("其实是网页.doc", f"<html><body><p>{SENTENCE}</p></body></html>".encode(), "ok"),
        HostileFile("两种都是.pdf", pdf + make_zip({"word/document.xml": "<x/>"}), "ok|W_TRUNCATED"),
        HostileFile("没有后缀", docx, "ok"),
    ]


def _names() -> list[HostileFile]:
    return [
        HostileFile("NUL.txt", _UTF8, "ok"),
        HostileFile("com1.docx", _UTF8, "ok"),
        HostileFile("长" * 84 + ".md", _UTF8, "ok"),
        HostileFile("尾巴有点.txt. .", _UTF8, "ok"),
        HostileFile("右\u202e左txt.exe", _UTF8, "ok"),
        HostileFile("-o", _UTF8, "ok"),
        HostileFile("`rm -rf x`;$(x).pdf", _UTF8, "ok"),
    ]


def hostile_files() -> list[HostileFile]:
    """All of them, each with its own name."""
    return [*pdf_files(), *office_files(), *_pages(), *_collections(), *_lies(), *_names()]


def write_all(folder: Path) -> dict[str, HostileFile]:
    """Write the files into a folder; by name."""
    files = {file.name: file for file in hostile_files()}
    for file in files.values():
        (folder / file.name).write_bytes(file.data)
    return files
