"""Where an item's head ends, and where its own text ends.

The head reaches to the first 。；：！？ or the end of the line. A last item has no sign that closes its
list: a heading's text ends before what belongs to the whole document again (各位代表！, signature and date,
附件, 本办法自…起施行).
"""

from __future__ import annotations

import re

from analyzer.structure.condense import Condensed

_HEAD_END = re.compile(r"[。；：！？\n]")
_RESPONSIBILITY = re.compile(r"[（〔【](?:责任|牵头|配合|主办|协办)")
# a head this long without any mark may be glued to its body by a space
_MAX_HEAD = 24
_PARAGRAPH_END = "。；：！？）〕】”’》…，、"
# a paragraph this short may be a heading or a line of a table
_MIN_TORN = 40
_CLOSING = re.compile(
    r"""(?:
        附(?:件|表|则|录|注)?\d{0,2}[：:、].*
      | 附件\d{0,2}
      | [（〔]?此件(?:公开|主动|依申请|删减)?.{0,20}
      | 抄送.*
      | (?:信息|稿件|文章|新闻)?来源[：:].*
      | [（〔]?(?:责任)?编辑[：:].*
      | （新华社.{0,40}
      | 打印本页.* | 关闭窗口.* | 分享到.* | 扫一扫.* | 相关(?:链接|阅读|解读).*
      | \d{4}年\d{1,2}月\d{1,2}日
      | [〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日
    )$""",
    re.VERBOSE,
)
_DATE = re.compile(
    r"\n?(?:\d{4}|[〇○零一二三四五六七八九]{4})年[一二三四五六七八九十\d]{1,2}月[一二三四五六七八九十\d]{1,3}日"
)
_ADDRESS = re.compile(r"各位代表|同志们[！，：]|各位委员")
_VALIDITY = re.compile(
    r"(?:本|上述|以上|前述|此)(?:政策|措施|办法|意见|通知|通告|方案|规定|细则|实施细则|实施意见|若干措施|文件|各项|政策措施|条款)"
    r".{0,30}?(?:自|由|从|有效期|施行|执行|实施|解释|适用)"
)
_SIGNATURE = re.compile(r"[\u4e00-\u9fff]{2,40}(?:政府|办公室|办公厅|委员会|委|局|厅|部|署|院|会|组|指挥部)$")


def find_title_end(view: Condensed, start: int, end: int, spaced: bool) -> int:
    """The position after an item's head, which begins at ``start``; the item's own text ends at ``end``.

    ``spaced`` says that a space in this document may stand between a head and its body.
    """
    match = _HEAD_END.search(view.text, start, end)
    stop = match.start() if match else end
    bracket = _RESPONSIBILITY.search(view.text, start, stop)
    if bracket is not None and bracket.start() > start:
        stop = bracket.start()
    if spaced and stop - start > _MAX_HEAD:
        stop = _glued_end(view, start, stop)
    while stop > start and view.text[stop - 1] in "，、.":
        stop -= 1
    return stop


def _glued_end(view: Condensed, start: int, stop: int) -> int:
    """The first space in the document's text after a head of at least four characters."""
    for position in range(start + 4, min(start + _MAX_HEAD + 16, stop)):
        if view.text[position - 1] in "，、“《（":
            return stop
        if view.offsets[position] - view.offsets[position - 1] > 1:
            return position
    return stop


def is_torn(view: Condensed, start: int, end: int) -> bool:
    """Whether the paragraph ``start:end`` breaks off in mid-sentence before a blank line, as excerpts do."""
    text, offsets = view.text, view.offsets
    if end - start < _MIN_TORN or end + 1 >= len(text) or offsets[end + 1] - offsets[end] < 2:
        return False
    return text[end - 1] not in _PARAGRAPH_END and "。" in text[max(start, end - 400) : end]


def find_closing(view: Condensed, start: int, end: int, below: bool, last: bool, headed: bool) -> int:
    """Where a heading's own text ends: before the first paragraph that closes the document or the section.

    ``last`` says that no item of the same list follows, ``below`` that the list stands under another
    heading, so that an address to the assembly ends it; ``headed`` says that the item's body begins in its
    own paragraph, so that a paragraph on the validity of the whole document is none of its own.
    """
    text = view.text
    breaks = _breaks(view, start, end, last)
    paragraph = start
    for number, at in enumerate(breaks):
        begin = at + 1 if text[at] == "\n" else at
        if text[at] == "\n":
            if is_torn(view, paragraph, at):
                return at
            paragraph = begin
        if not last:
            continue
        line_end = breaks[number + 1] if number + 1 < len(breaks) else end
        line = text[begin : min(line_end, begin + 120)]
        if _CLOSING.match(line) or (below and _ADDRESS.match(line)):
            return at
        same_line = text[at] != "\n" and "。" in text[max(paragraph, at - 300) : at]
        if (headed or same_line) and _VALIDITY.match(line):
            return at
        if _SIGNATURE.match(line) and number + 1 < len(breaks) and _DATE.match(text, line_end, line_end + 30):
            return at
    return end


def _breaks(view: Condensed, start: int, end: int, spaces: bool) -> list[int]:
    """Positions where a paragraph may begin: line breaks and, in texts saved on one line, spaces."""
    text, offsets = view.text, view.offsets
    if not spaces:
        return [match.start() for match in re.compile("\n").finditer(text, start, end)]
    return [
        position
        for position in range(start + 1, end)
        if text[position] == "\n"
        or (offsets[position] - offsets[position - 1] > 1 and text[position - 1] != "\n")
    ]
