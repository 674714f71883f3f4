"""The document number (发文字号): 国办发〔2018〕5号, in all the brackets that people type.

Only the document's own number counts: it stands alone between title and addressee, at the title's end, or
behind a label; a number inside a sentence is another document's.
"""

from __future__ import annotations

import re

from analyzer.extraction.metadata_head import Head

_OPEN, _CLOSE = "〔（【〈〖「『{", "〕）】〉〗」』}"
_NUMBER = re.compile(
    rf"(?P<organ>[\u4e00-\u9fff]{{1,14}})[{_OPEN}](?P<year>(?:19|20)\d{{2}}|[一二][〇○零一二三四五六七八九]{{3}})[{_CLOSE}]"
    r"(?P<number>第?\d{1,5})号"
)
_BRACKETS = str.maketrans("([［﹝{<)]］﹞}>", "（〔〔〔〔〈）〕〕〕〕〉")
_LABEL = re.compile(r"(?:发文字号|发布文号|发文文号|文件编号|文件字号|公文文号|文号|字号)[】〕]?[:：]?")
_TITLE_END = re.compile(
    r"^.{0,12}(?:人民政府|办公室|办公厅|委员会|通知|意见|办法|方案|措施|批复|决定|规划|通报|公告)(?=[\u4e00-\u9fff]{2})"
)


def find_doc_number(head: Head) -> str:
    """The number as officials write it, with 〔〕 around the year, or an empty string.

    >>> from analyzer.extraction.metadata_head import split_head
    >>> find_doc_number(split_head("关于发展茶产业的意见\\n广府发[2023] 5 号\\n各县（市、区）人民政府："))
    '广府发〔2023〕5号'
    >>> find_doc_number(split_head("你市《关于设立口岸的请示》（广府〔2023〕5号）收悉。"))
    ''
    """
    pieces = [piece.text for piece in head.pieces[: head.body]]
    # a label may stand in the first piece that looks like text
    joined = "".join(pieces)
    starts = set()
    at = 0
    for piece in pieces:
        starts.add(at)
        at += len(piece)
    starts.add(at)
    for match in _NUMBER.finditer(joined):
        start, end = match.span()
        organ = match["organ"]
        label = _LABEL.search(joined[max(0, start - 8) : start] + organ)
        # what a piece begins with: a title's last line is glued to the number when spaces are dropped
        own = max((cut for cut in starts if start <= cut < start + len(organ)), default=None)
        if own is not None:
            organ = organ[own - start :]
        elif label is None and not joined[:start].endswith(("（", "】", "：")):
            continue
        organ = _TITLE_END.sub("", _LABEL.sub("", organ))
        stands_alone = end in starts or joined[end : end + 1] in ("-", "—", "〔", "【")
        stands_alone = stands_alone or (joined[end : end + 1] == "）" and end + 1 in starts)
        if organ and stands_alone:
            return f"{organ}〔{match['year']}〕{match['number']}号"
    return ""


def write_doc_number(stated: str) -> str:
    """A number that a form or a table states, as officials write it; one without a year stays as it is.

    >>> write_doc_number(" 广府发 [2023] 5号 "), write_doc_number("国令第797号")
    ('广府发〔2023〕5号', '国令第797号')
    """
    number = re.sub(r"\s", "", stated).translate(_BRACKETS)
    match = _NUMBER.fullmatch(number)
    return f"{match['organ']}〔{match['year']}〕{match['number']}号" if match else number
