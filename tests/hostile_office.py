"""Office files that break readers: bombs, declared sizes that lie, entities, depth, locks, loops."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from hostile import SENTENCE, HostileFile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
_OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="{}"/></Relationships>'
)


def make_zip(entries: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _docx(body: str | bytes, before: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word file with this body, or with these bytes as its main part."""
    document = (
        body if isinstance(body, bytes) else f"{before}<w:document {_W}><w:body>{body}</w:body></w:document>"
    )
    return make_zip(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS.format("word/document.xml"),
            "word/document.xml": document,
        }
        | dict(more or {})
    )


def _paragraph(text: str = SENTENCE.strip()) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _overlapping(data: bytes) -> bytes:
    """The archive with a directory whose entries all name the same place, many times over."""
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    directory = data[start:end]
    first = directory[: directory.index(b"PK\x01\x02", 4)]
    many = first * 1000 + directory
    count = 1000 + directory.count(b"PK\x01\x02")
    return (
        data[:start]
        + many
        + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(many), start, 0)
    )


def _lying(data: bytes) -> bytes:
    """The archive with a directory that says its largest entry holds ten bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        largest = max(archive.infolist(), key=lambda entry: entry.file_size)
    return data.replace(struct.pack("<I", largest.file_size), struct.pack("<I", 10))


def _bad_sum(data: bytes) -> bytes:
    """The archive with wrong check sums."""
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data = data[: at + 16] + b"\xde\xad\xbe\xef" + data[at + 20 :]
        at = data.find(b"PK\x01\x02", at + 4)
    return data


def _word() -> list[HostileFile]:
    good = _docx(_paragraph())
    zeros = b" " * 20_000_000
    deep = "<w:tbl><w:tr><w:tc>" * 30_000
    loop = (
        f"<w:styles {_W}>"
        + "".join(
            f'<w:style w:type="paragraph" w:styleId="s{at}"><w:basedOn w:val="s{(at + 1) % 3}"/></w:style>'
            for at in range(3)
        )
        + "</w:styles>"
    )
    many = {f"word/{at}": b"" for at in range(30_000)}
    elsewhere = {"_rels/.rels": _RELATIONS.format("../../../etc/passwd")}
    endless = "".join(f"一是新增{at}家企业，" for at in range(300_000))
    styled = f'<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>{SENTENCE.strip()}</w:t></w:r></w:p>'
    return [
        HostileFile("好.docx", good, "ok"),
        HostileFile("十亿笑.docx", _docx(_paragraph("&i;"), _LAUGHS), "E_XML"),
        HostileFile("外部实体.docx", _docx(_paragraph("&i;"), _OUTSIDE), "E_XML"),
        HostileFile("utf16的DOCTYPE.docx", _docx(f"{_OUTSIDE}<a/>".encode("utf-16")), "E_XML"),
        HostileFile("十万层.docx", _docx(deep + "</w:tc></w:tr></w:tbl>" * 30_000), "E_TOO_DEEP"),
        HostileFile("压缩炸弹.docx", _docx(zeros), "E_TOO_LARGE"),
        HostileFile("大小说谎.docx", _lying(_docx(b"<a>" + b" " * 20_000_000)), "E_ZIP|E_TOO_LARGE"),
        HostileFile("条目重叠.docx", _overlapping(good), "E_TOO_LARGE"),
        HostileFile("校验和错.docx", _bad_sum(good), "E_ZIP"),
        HostileFile("三万个条目.docx", _docx(_paragraph(), more=many), "E_TOO_LARGE"),
        HostileFile("半个.docx", good[: good.index(b"PK\x01\x02")], "E_ZIP"),
        HostileFile("缺正文.docx", make_zip({"[Content_Types].xml": _TYPES, "word/a.png": b"x"}), "E_ZIP|E_FORMAT"),
        HostileFile("正文指向别处.docx", _docx(_paragraph(), more=elsewhere), "E_ZIP|E_FORMAT|ok"),
        HostileFile("越界的名字.docx", _docx(_paragraph(), more={"../../../../tmp/逃逸": b"x"}), "ok"),
        HostileFile("不是xml.docx", _docx(b"\x00\x01\x02 not xml"), "E_XML"),
        HostileFile("没有文字.docx", _docx("<w:p/>"), "E_NO_TEXT"),
        HostileFile("样式成环.docx", _docx(styled, more={"word/styles.xml": loop}), "ok"),
        HostileFile("一段八兆.docx", _docx(_paragraph(endless)), "E_TOO_LARGE"),
    ]  # fmt: skip


def _sheets() -> list[HostileFile]:
    texts = [["标题", "正文"], ["意见", SENTENCE.strip()]]
    good = _xlsx(_rows(texts))
    backwards = '<row r="0"><c r="A0"><v>1</v></c></row>'
    huge = '<row r="3"><c r="A3"><v>1e999</v></c><c r="B3"><v>-1e308</v></c></row>'
    last = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>末格</t></is></c></row>'
    return [
        HostileFile("好.xlsx", good, "ok"),
        HostileFile("声称很大.xlsx", _xlsx(_rows(texts), '<dimension ref="A1:XFD1048576"/>'), "ok"),
        HostileFile("只有末格.xlsx", _xlsx(_rows(texts) + last), "E_TOO_LARGE"),
        HostileFile("半个.xlsx", good[: len(good) // 2], "E_ZIP"),
        HostileFile("十亿笑.xlsx", _xlsx(_rows([["正文"], ["&i;"]]), before=_LAUGHS), "E_XML"),
        HostileFile("压缩炸弹.xlsx", _xlsx(" " * 20_000_000), "E_TOO_LARGE"),
        HostileFile("行号倒退.xlsx", _xlsx(_rows(texts) + backwards), "ok|E_XML|E_FORMAT"),
        HostileFile("格名不通.xlsx", _xlsx('<row r="1"><c r="?!9"><v>1</v></c></row>'), "E_FORMAT|E_XML|E_EMPTY"),
        HostileFile("巨大的数.xlsx", _xlsx(_rows(texts) + huge), "ok|E_EMPTY"),
        HostileFile("没有工作表.xlsx", make_zip({"xl/workbook.xml": "<workbook/>"}), "E_FORMAT"),
    ]  # fmt: skip


def _rows(rows: list[list[str]]) -> str:
    return "".join(
        f'<row r="{at}">'
        + "".join(
            f'<c r="{"AB"[column]}{at}" t="inlineStr"><is><t>{text}</t></is></c>'
            for column, text in enumerate(row)
        )
        + "</row>"
        for at, row in enumerate(rows, start=1)
    )


def _xlsx(rows: str, dimension: str = "", before: str = "") -> bytes:
    """A workbook of one sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return make_zip(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{office}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{office}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="政策" sheetId="1" '
            'r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{main}">{dimension}'
            f"<sheetData>{rows}</sheetData></worksheet>",
        }
    )  # fmt: skip


_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def _entry(root: str) -> str:
    return f"<ofd:OFD {_OFD}><ofd:DocBody><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody></ofd:OFD>"


def _ofd(page: str, *, document: str = "", entry: str = "") -> bytes:
    entry = entry or _entry("Doc_0/Document.xml")
    document = document or (
        f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
        '</ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
        "</ofd:Document>"
    )
    return make_zip(
        {"OFD.xml": entry, "Doc_0/Document.xml": document, "Doc_0/Pages/Page_0/Content.xml": page}
    )


def _ofd_page(text: str, deltas: str = "", box: str = "20 30 170 6") -> str:
    delta = f' DeltaX="{deltas}"' if deltas else ""
    return (
        f'<ofd:Page {_OFD}><ofd:Content><ofd:Layer><ofd:TextObject Boundary="{box}" Size="5">'
        f'<ofd:TextCode X="0" Y="5"{delta}>{text}</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>'
    )


def _fixed_layout() -> list[HostileFile]:
    good = _ofd(_ofd_page("城镇新增就业", "g 5 5"))
    many = (
        f"<ofd:Document {_OFD}><ofd:Pages>"
        + '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>' * 100_000
        + "</ofd:Pages></ofd:Document>"
    )
    return [
        HostileFile("好.ofd", good, "ok"),
        HostileFile("半个.ofd", good[: len(good) // 2], "E_ZIP"),
        HostileFile("十亿笑.ofd", _ofd(_LAUGHS + _ofd_page("&i;")), "E_XML|E_ZIP"),
        HostileFile("入口是文档类型.ofd", _ofd("<a/>", entry=f"{_LAUGHS}<a>&i;</a>"), "E_XML"),
        HostileFile("步进十亿.ofd", _ofd(_ofd_page("城镇新增就业", "g 1000000000 5")), "ok"),
        HostileFile("坐标无穷.ofd", _ofd(_ofd_page("城镇新增就业", "1e999", "nan inf -inf 9")), "ok|E_NO_TEXT|E_ZIP"),
        HostileFile("十万页.ofd", _ofd(_ofd_page("城镇新增就业"), document=many), "E_TOO_LARGE"),
        HostileFile("入口指向别处.ofd", _ofd("<a/>", entry=_entry("../../etc/passwd")), "E_ZIP|E_FORMAT"),
        HostileFile("空的.ofd", _ofd(f"<ofd:Page {_OFD}/>"), "E_NO_TEXT"),
    ]  # fmt: skip


def _compound(*streams: str) -> bytes:
    """A compound file (OLE) whose directory names these streams, all of them empty."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(10) + struct.pack("<IIIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header += struct.pack("<I", 0xFFFFFFFF) * 108
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + struct.pack("<I", 0xFFFFFFFF) * 126
    directory = b""
    for number, name in enumerate(["Root Entry", *streams]):
        raw = name.encode("utf-16-le")
        entry = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, 5 if not number else 2, 1)
        follows = number + 1 if 0 < number < len(streams) else 0xFFFFFFFF
        entry += struct.pack("<III", 0xFFFFFFFF, follows, 1 if not number and streams else 0xFFFFFFFF)
        directory += entry.ljust(116, b"\0") + struct.pack("<IQ", 0xFFFFFFFE, 0)
    return header.ljust(512, b"\0") + table + directory.ljust(512, b"\0")


def _old() -> list[HostileFile]:
    looped = bytearray(_compound("WordDocument"))
    looped[512 + 4 : 512 + 8] = struct.pack("<I", 1)  # the directory goes on in itself
    return [
        HostileFile("锁住的.docx", _compound("EncryptedPackage", "EncryptionInfo"), "E_ENCRYPTED"),
        HostileFile("锁住的.xlsx", _compound("EncryptedPackage"), "E_ENCRYPTED"),
        HostileFile("只有头.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "E_FORMAT"),
        HostileFile("头后乱码.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8, "E_FORMAT"),
        HostileFile("目录成环.doc", bytes(looped), "E_FORMAT|E_NO_TEXT|E_TIMEOUT"),
        HostileFile("空流.xls", _compound("Workbook"), "E_FORMAT"),
        HostileFile("十万层.rtf", b"{\\rtf1 " + b"{" * 100_000, "E_FORMAT|E_NO_TEXT|E_TIMEOUT"),
        HostileFile("假二进制.rtf", b"{\\rtf1\\bin2147483647 x}", "E_FORMAT|E_NO_TEXT|E_TIMEOUT"),
    ]


def _other() -> list[HostileFile]:
    nested = make_zip({"a.zip": make_zip({"b.zip": make_zip({"c.txt": "x"})})})
    return [
        HostileFile("套包.zip", nested, "E_FORMAT"),
        HostileFile("压缩炸弹.gz", b"\x1f\x8b\x08" + zlib.compress(bytes(10_000_000)), "E_FORMAT"),
        HostileFile("空包.zip", make_zip({}), "E_FORMAT|E_ZIP"),
    ]


def office_files() -> list[HostileFile]:
    """All of them, each with its own name."""
    return [*_word(), *_sheets(), *_fixed_layout(), *_old(), *_other()]
