"""Who issued a document: names of organisations at the places where officials write them.

《党政机关公文处理工作条例》: the issuing organ stands before 关于 in the title and above the date of the
signature; a report on the work of a government says whom the speaker represents.
"""

from __future__ import annotations

import re

from analyzer.extraction.metadata_head import Head, Piece

_ORGAN_END = (
    r"(?:国务院|人民政府|省政府|市政府|县政府|区政府|自治区政府|行政区政府|办公厅|办公室|公署|委员会|常委会|省委|市委|县委|区委|州委|党委|党组|工委|中央"
    r"|[^部]部|厅|局|总局|署|总署|委|法院|检察院|研究院|科学院|工程院|银行|总行|支行|分行|联合会|总工会|管委会|监会|协会|领导小组"
    r"|指挥部|中心|集团|公司|大学|人民代表大会|政协|扶贫办|国资办|港澳办|新闻办|网信办|政府办)"
)
_CHARACTERS = re.compile(r"[\u4e00-\u9fffA-Za-z（）、·“”]{2,80}")
_ENDS_AS_ORGAN = re.compile(rf"{_ORGAN_END}$")
# ad-hoc bodies bear whole phrases as names
_AD_HOC = ("指挥部", "领导小组", "领导小组办公室", "指挥部办公室")
_NOT_ORGAN = re.compile(
    r"[。，；：！？《》\d]|关于|负责|(?<!^)会同|印发|你们|我们|各(?!族)|有关|及其|以及|^为"
)
_LABEL = re.compile(
    r"(?:发文机构|发文机关|发文单位|发布机构|发布机关|发布单位|制定机关|颁布单位|印发机关|发布部门)[】〕]?：?"
)
_SOURCE = re.compile(r"(?:信息来源|文章来源|来源)[】〕]?(?:：|于：?)")
_GOVERNMENT = re.compile(
    r"(?:人民政府|政府|国务院|办公厅|办公室|委员会|委|省委|市委|县委|厅|局|总署|统计队|部)$"
)
_REPRESENTS = re.compile(
    r"代表(?P<organ>国务院|中央人民政府|[\u4e00-\u9fff]{0,20}?(?:人民政府|委员会|常委会|法院|检察院|党委|市委|省委|县委|政府))[，,]?(?:向|作|就|对)"
)
_PREMIER = re.compile(r"^(国务院)(?:副)?总理")
_ORDER = re.compile(r"(?P<organ>[\u4e00-\u9fff]{2,40}(?:人民政府|国务院|部|局|委员会|署))令第?\d{1,4}号")
_TITLE_VERB = re.compile(r"(?:关于|印发|转发|批转|发布|公布|《)")


def find_issuer(title: str, doc_type: str, head: Head, text: str, tail: list[Piece]) -> str:
    """The issuing organisation as written, or an empty string.

    ``text`` is the clean text of the document's beginning, ``tail`` its last pieces.

    >>> head = "现在，我代表省人民政府，向大会报告工作，请予审议。"
    >>> from analyzer.extraction.metadata_head import split_head
    >>> find_issuer("政府工作报告", "工作报告", split_head(head), head, [])
    '省人民政府'
    """
    labelled = _labelled(head.pieces, _LABEL)
    if labelled:
        return labelled
    if doc_type == "工作报告":
        match = _REPRESENTS.search(text)
        if match:
            return match["organ"]
        premier = next((m for piece in head.pieces[:12] if (m := _PREMIER.match(piece.text))), None)
        return premier[1] if premier else ""
    named = title_organ(title)
    if named:
        return named
    signed = signature(head.pieces)[0] or signature(tail)[0]
    if signed:
        return signed
    if doc_type != "新闻" and len(tail) > 1 and is_organ(tail[-1].text) and tail[-2].text.endswith("。"):
        return tail[-1].written
    order = _ORDER.search(text[:600])
    if order:
        return order["organ"].lstrip("日")
    if doc_type != "新闻":
        below = [piece.written for piece in head.pieces[: head.body] if is_organ(piece.text)]
        if below:
            return " ".join(below[:3])
    source = _labelled(head.pieces, _SOURCE) or _labelled(tail, _SOURCE)
    return source if _GOVERNMENT.search(source) else ""


def title_organ(title: str) -> str:
    """The organisations that a title begins with.

    >>> title_organ("中共柳河县委 柳河县人民政府关于发展茶产业的意见")
    '中共柳河县委 柳河县人民政府'
    >>> title_organ("广安市关于发展茶产业的意见")
    ''
    """
    verb = _TITLE_VERB.search(title)
    if not verb:
        return ""
    before = title[: verb.start()].strip()
    return before if before and is_organ(re.sub(r"\s", "", before)) else ""


def is_organ(text: str) -> bool:
    """Whether a piece is the name of an organisation, or of several, and nothing else.

    >>> is_organ("广安市发展和改革委员会"), is_organ("由市发展改革委负责解释")
    (True, False)
    """
    if not _CHARACTERS.fullmatch(text) or not _ENDS_AS_ORGAN.search(text) or _NOT_ORGAN.search(text):
        return False
    return "的" not in text or text.endswith(_AD_HOC)


def signature(pieces: tuple[Piece, ...] | list[Piece]) -> tuple[str, str]:
    """Organisations and date of the first signature: names that stand alone, and a date right below them.

    >>> from analyzer.extraction.metadata_head import split_pieces
    >>> signature(split_pieces("特此通知。 广安市人民政府 2023年3月1日 （此件公开发布）"))
    ('广安市人民政府', '2023年3月1日')
    """
    for index, piece in enumerate(pieces):
        match = SIGNATURE_DATE.fullmatch(piece.text)
        if not match or index == 0:
            continue
        first = index
        while first > 0 and index - first < 12 and is_organ(pieces[first - 1].text):
            first -= 1
        if 0 < first < index and _AREA.match(pieces[first - 1].text):
            first -= is_organ(pieces[first - 1].text + pieces[first].text)  # a name over two lines
        cut_off = first > 0 and pieces[first - 1].text.endswith(("的", "和", "与", "及", "、", "暨"))
        if first < index and not cut_off:
            return " ".join(piece.written for piece in pieces[first:index]), match["date"]
    return "", ""


_AREA = re.compile(r"[\u4e00-\u9fff]{1,12}[省市县区州盟旗][\u4e00-\u9fff]{0,30}$")
SIGNATURE_DATE = re.compile(
    r"(?P<date>(?:\d{4}|[一二三四五六七八九十〇○零\uff2f0]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日)(?:（?.{0,12}）?)?"
)


def _labelled(pieces: tuple[Piece, ...] | list[Piece], label: re.Pattern[str]) -> str:
    for index, piece in enumerate(pieces):
        match = label.search(piece.text)
        if not match or match.start() > 30:
            continue
        value = piece.written[match.end() :]
        if not value and index + 1 < len(pieces):
            value = pieces[index + 1].written
        return value.strip("：:-—　 ")
    return ""
