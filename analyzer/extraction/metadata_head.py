"""The head of a document as pieces: what a reader sees as separate lines before the text begins.

Documents reach us with their lines intact, with hard-wrapped lines, or on one single line where only a
space parts the title from the addressee. White space of any kind therefore parts two pieces; where a piece
continues on the next line is decided by who asks (a title may run over several pieces).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzer.structure.folding import fold
from analyzer.structure.layout import is_hard_wrapped

HEAD = 3_000
TAIL = 1_500
_MAX_PIECES = 120

_PIECE = re.compile(r"\S+")
# a document number or the occasion of a speech begins a piece of its own, with or without a space before it
_SPLIT = re.compile(
    r"(?<=\S)(?:——(?=\d{4}年)|(?<=通知|意见|办法|方案|措施|批复|决定|规划|通报|公告)(?=[\u4e00-\u9fff]{2,8}〔\d{4}〕\d)|(?<=[\u4e00-\u9fff])(?=各位代表[:：！!，]))"
)
_LONE_HAN = re.compile(r"[\u4e00-\u9fff]")
_BODY_MARK = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十百\d]{1,4}[章节条编]|\d{1,2}[.、]\D|\d\.\d"
    r"|各位代表|各位委员|目录|前言|现将|根据|按照|为了|为深入|为贯彻|为进一步|为切实|为全面)"
)
_ADDRESSEE = re.compile(
    r"各[^。]{0,3}(?:省|市|县|区|镇|乡|街道|地区|自治|设区|有关|部门|单位|委|直属|成员|企业|处|科室|盟|州)|[^。，]{2,60}：$"
)
# what a browser puts around the text
_BOILERPLATE = re.compile(
    r"(?:首页|下载|打印|全屏|收藏|分享.{0,3}|【?字号.{0,8}|加大|还原|减小|大|中|小|】|>|关闭.{0,4}|返回.{0,4}|BACK|附件\d{0,2}|[\w.-]{1,40}\.html?"
    r"|当前位置.{0,40}|您的位置.{0,40}|扫一扫.{0,20}|最新文件|政策文件|通知公告)[:：]?"
)
META_LINE = re.compile(
    r"(?:【|〔)?(?:作者|时间|日期|来源|发布时间|发布日期|发布人|发文日期|成文日期|发布机构|发文机构|发文机关|发文单位|发布文号|发文字号|编辑|责任编辑"
    r"|浏览次数|阅读|点击|信息来源|文章来源|索引号|主题分类)(?:】|〕)?[:：]?"
    r"|(?:19|20)\d{2}[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\d{1,2}:\d{2}.*)?$"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run without white space: ``text`` folded for matching, ``written`` as it stands.

    ``gap`` is what parts it from the piece before: ``line``, ``wide`` (several spaces, a tab) or ``space``.
    """

    text: str
    written: str
    gap: str


@dataclass(frozen=True, slots=True)
class Head:
    """The pieces before the body, and the first pieces of the body.

    ``body`` is the index of the first piece of the body: an addressee, a numbered heading, a sentence.
    """

    pieces: tuple[Piece, ...]
    body: int
    wrapped: bool


def split_head(text: str) -> Head:
    """Cut the beginning of a document into pieces and find where its body begins.

    >>> head = split_head("广安市人民政府 关于发展茶产业的意见 广府发〔2023〕5号 各县（市、区）人民政府：")
    >>> [piece.text for piece in head.pieces[:head.body]]
    ['广安市人民政府', '关于发展茶产业的意见', '广府发〔2023〕5号']
    """
    pieces = split_pieces(text[:HEAD])[:_MAX_PIECES]
    wrapped = is_hard_wrapped(fold(text[: HEAD * 4]))
    body = next((i for i, piece in enumerate(pieces) if _begins_body(piece, i, wrapped)), len(pieces))
    return Head(tuple(pieces), body, wrapped)


def split_pieces(text: str) -> list[Piece]:
    """All pieces of a stretch of text; characters set apart by spaces (政 府 工 作 报 告) are one piece."""
    folded = fold(text)
    pieces: list[Piece] = []
    at = 0
    for match in _PIECE.finditer(folded):
        gap = _gap(text[at : match.start()])
        at = match.end()
        start = match.start()
        for cut in _SPLIT.finditer(folded, match.start(), match.end()):
            _append(pieces, folded[start : cut.start()], text[start : cut.start()], gap)
            start, gap = cut.end(), "line"
        _append(pieces, folded[start:at], text[start:at], gap)
    return pieces


def _append(pieces: list[Piece], text: str, written: str, gap: str) -> None:
    if not text:
        return
    if pieces and gap != "line" and _belongs(pieces[-1].text, text, gap):
        last = pieces[-1]
        pieces[-1] = Piece(last.text + text, last.written + written, last.gap)
        return
    pieces.append(Piece(text, written, gap))


def _belongs(before: str, text: str, gap: str) -> bool:
    """Whether the white space between two pieces is only an accident of setting."""
    if gap == "none":
        return True
    if before[-1].isdigit() and text[0] in "年月日号条章届次-—":
        return True
    if before[-1] in "年月第-—" and text[0].isdigit():
        return True
    if before[-1].isdigit() and text[0].isdigit() and len(before) < 12:
        return True
    spread = len(text) == 1 and _LONE_HAN.match(text) and gap == "space"
    return bool(spread and _LONE_HAN.match(before[-1]) and not before.endswith(("书记", "主席", "长")))


def _gap(space: str) -> str:
    visible = [character for character in space if character.isspace()]
    if space and not visible:
        return "none"  # zero-width characters only
    if "\n" in space:
        return "line"
    return "wide" if "\t" in space or len(visible) > 1 else "space"


def _begins_body(piece: Piece, index: int, wrapped: bool) -> bool:
    text = piece.text
    if _BODY_MARK.match(text) or (_ADDRESSEE.match(text) and not META_LINE.match(text)):
        return not is_boilerplate(piece)
    if "。" in text:
        return len(text) > 12
    return "，" in text and len(text) > 12 and (index > 0 or wrapped)


def is_boilerplate(piece: Piece) -> bool:
    """Whether a piece belongs to the page around the text: 下载, 打印, 字号 …"""
    return _BOILERPLATE.fullmatch(piece.text) is not None


def is_meta(piece: Piece) -> bool:
    """Whether a piece says who published a page, and when."""
    return META_LINE.match(piece.text) is not None
