"""PDF files that break readers: loops, bombs, lies about sizes, broken structure.

Each is a few bytes to a few hundred kilobytes; what it must lead to stands beside it.
"""

from __future__ import annotations

import zlib
from functools import partial

from fixtures_pdf import one_page, raw_pdf, stream, zeros
from hostile import HostileFile

_TEXT = b"BT /F1 16 Tf 80 700 Td (GDP grows by 5.6 percent in 2026) Tj ET"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_FONTS = b"/Font << /F1 5 0 R >>"
_FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
# a page with text, and more in its dictionary or its content
_page = partial(one_page, resources=_FONTS)


def _flate(content: bytes, entries: bytes = b"") -> bytes:
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode " + entries)


def _structure() -> list[HostileFile]:
    good = _page(_TEXT, _FONT)
    return [
        HostileFile("好.pdf", good, "ok"),
        HostileFile("只有开头.pdf", b"%PDF-1.7", "E_PDF"),
        HostileFile("开头后乱码.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 200, "E_PDF"),
        HostileFile("半个.pdf", good[: len(good) // 2], "E_PDF"),
        HostileFile("缺结尾.pdf", good[:-6], "W_TRUNCATED"),
        HostileFile("前面有杂物.pdf", b"\0\1junk\n" * 20 + good, "ok"),
        HostileFile("没有目录.pdf", raw_pdf(b"<< >>"), "E_PDF"),
        HostileFile("页树是数.pdf", raw_pdf(b"<< /Type /Catalog /Pages 7 >>"), "E_PDF"),
        HostileFile("没有页.pdf", raw_pdf(_CATALOG, b"<< /Type /Pages /Kids [] /Count 9 >>"), "E_PDF"),
        HostileFile("空白页.pdf", one_page(b""), "E_NO_TEXT"),
        HostileFile("页树成环.pdf", raw_pdf(_CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), "E_PDF"),
        HostileFile(
            "父页成环.pdf",
            raw_pdf(
                _CATALOG,
                b"<< /Type /Pages /Kids [3 0 R] /Parent 3 0 R /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R >>",
            ),
            "E_PDF",
        ),
        HostileFile(
            "页树倍增.pdf",
            raw_pdf(
                _CATALOG,
                *(b"<< /Type /Pages /Kids [%s] >>" % (b"%d 0 R " % (at + 3) * 20) for at in range(20)),
                b"<< /Type /Page /MediaBox [0 0 595 842] >>",
            ),
            "E_NO_TEXT",
        ),
        HostileFile(
            "一页百万次.pdf",
            raw_pdf(
                _CATALOG,
                b"<< /Type /Pages /Kids [%s] >>" % (b"3 0 R " * 1_000_000),
                b"<< /Type /Page /MediaBox [0 0 595 842] >>",
            ),
            "E_TIMEOUT",
        ),
        HostileFile(
            "交叉表成环.pdf", good.replace(b"/Root", b"/Prev %d /Root" % good.index(b"xref\n")), "E_TOO_DEEP"
        ),
        HostileFile("交叉表过大.pdf", good.replace(b"xref\n0 6", b"xref\n0 999999999"), "ok"),
        HostileFile("交叉表太远.pdf", good.replace(b"startxref\n", b"startxref\n9999999999"), "ok"),
        HostileFile(
            "长度成环.pdf", _page(b"<< /Length 4 0 R >>\nstream\n%s\nendstream" % _TEXT, _FONT), "E_TOO_DEEP"
        ),
        HostileFile(
            "对象流自引.pdf",
            raw_pdf(_CATALOG, stream(b"2 0 3 0 <<>>", b"/Type /ObjStm /N 999999999 /First 8 /Extends 2 0 R")),
            "E_PDF",
        ),
        HostileFile(
            "页面无穷大.pdf", _page(_TEXT, _FONT, page=b"/MediaBox [0 0 %s 5]" % (b"9" * 400)), "E_PDF"
        ),
        HostileFile("页面十亿.pdf", _page(_TEXT, _FONT, page=b"/MediaBox [0 0 1000000000 1000000000]"), "ok"),
        HostileFile("页面不是数.pdf", _page(_TEXT, _FONT, page=b"/MediaBox [(a) null /x]"), "E_PDF"),
        HostileFile("转角不是数.pdf", _page(_TEXT, _FONT, page=b"/Rotate (x)"), "E_PDF"),
        HostileFile("数组二万层.pdf", _page(_TEXT, _FONT, page=b"/X " + b"[" * 20_000 + b"]" * 20_000), "ok"),
    ]


def _locked() -> list[HostileFile]:
    good = _page(_TEXT, _FONT)
    unknown = b"/ID [(a)(b)] /Encrypt << /Filter /Unknown /V 9 >>"
    broken = b"/ID [(a)(b)] /Encrypt << /Filter /Standard /V 5 /R 6 /O (x) /U (y) /P 1 >>"
    locked = b"/ID [(a)(b)] /Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -1 >>" % (
        b"o" * 32,
        b"u" * 32,
    )
    return [
        HostileFile("不明加密.pdf", good.replace(b"/Root", unknown + b" /Root"), "E_ENCRYPTED"),
        HostileFile("残缺加密.pdf", good.replace(b"/Root", broken + b" /Root"), "E_PDF"),
        HostileFile("有密码.pdf", good.replace(b"/Root", locked + b" /Root"), "E_ENCRYPTED"),
    ]


def _contents() -> list[HostileFile]:
    laughs = [
        stream(b"/X Do " * 10, _FORM + b" /Resources << /XObject << /X %d 0 R >> >>" % (6 + at))
        for at in range(12)
    ]
    script = b"/OpenAction << /S /JavaScript /JS (while(1){}) >>"
    grid = b"".join(b"%d 100 m %d 800 l S 0 %d m 590 %d l S\n" % (at, at, at, at) for at in range(0, 580, 4))
    return [
        HostileFile(
            "图形自引.pdf",
            one_page(
                b"/X Do",
                stream(b"/X Do", _FORM + b" /Resources << /XObject << /X 5 0 R >> >>"),
                resources=b"/XObject << /X 5 0 R >>",
            ),
            "E_NO_TEXT",
        ),
        HostileFile(
            "图形倍增.pdf",
            one_page(b"/X Do", *laughs, stream(b"0 0 m", _FORM), resources=b"/XObject << /X 5 0 R >>"),
            "E_TIMEOUT",
        ),
        HostileFile(
            "内容重复十万次.pdf",
            _page(_TEXT, _FONT).replace(b"/Contents 4 0 R", b"/Contents [" + b"4 0 R " * 100_000 + b"]"),
            "E_TIMEOUT",
        ),
        HostileFile("内容字典过深.pdf", _page(b"<<" * 20_000 + _TEXT, _FONT), "E_NO_TEXT"),
        HostileFile("未闭合的串.pdf", _page(b"(" * 2_000_000, _FONT), "E_TIMEOUT"),
        HostileFile("未闭合的十六进制.pdf", _page(b"<" + b"4" * 2_000_000, _FONT), "E_NO_TEXT"),
        HostileFile("十万位的数.pdf", _page(_TEXT + b" " + b"9" * 100_000 + b" 0 m", _FONT), "ok"),
        HostileFile("无穷大的矩阵.pdf", _page(b"1e400 0 0 1 0 0 cm " + _TEXT, _FONT), "ok"),
        HostileFile("无穷大的字.pdf", _page(_TEXT.replace(b"16 Tf", b"9" * 330 + b" Tf"), _FONT), "E_NO_TEXT"),
        HostileFile("密格.pdf", _page(_flate(grid + _TEXT), _FONT), "ok"),
        HostileFile(
            "巨图.pdf",
            one_page(
                b"q 500 0 0 700 0 0 cm /I Do Q",
                stream(b"\0", b"/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8"),
                resources=b"/XObject << /I 5 0 R >>",
            ),
            "E_NO_TEXT_LAYER",
        ),
        HostileFile("带脚本.pdf", _page(_TEXT, _FONT).replace(b"/Pages 2", script + b" /Pages 2"), "ok"),
    ]  # fmt: skip


def _bombs() -> list[HostileFile]:
    wide = b"/DecodeParms << /Predictor 12 /Columns 2000000000 /Colors 32 /BitsPerComponent 32 >>"
    unicode = (
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
        b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"
    )
    return [
        HostileFile("压缩炸弹.pdf", one_page(stream(zeros(3_000), b"/Filter /FlateDecode")), "E_MEMORY"),
        HostileFile(
            "套叠压缩.pdf",
            one_page(stream(zlib.compress(zeros(1_000), 9), b"/Filter [/FlateDecode /FlateDecode]")),
            "E_TIMEOUT|E_MEMORY",
        ),
        HostileFile("二十亿列.pdf", _page(_flate(_TEXT, wide), _FONT), "E_PDF"),
        HostileFile(
            "字宽二十亿.pdf",
            _page(
                b"BT /F1 16 Tf 80 700 Td <00410042> Tj ET",
                b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
                b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /W [0 2000000000 500] >>",
            ),
            "E_MEMORY|E_TIMEOUT",
        ),
        HostileFile(
            "字表四十亿.pdf",
            _page(_TEXT, _FONT.replace(b">>", b"/ToUnicode 6 0 R >>"), stream(unicode)),
            "E_MEMORY|E_TIMEOUT",
        ),
    ]  # fmt: skip


def pdf_files() -> list[HostileFile]:
    """All of them, each with its own name."""
    return [*_structure(), *_locked(), *_contents(), *_bombs()]
