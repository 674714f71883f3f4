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
      | 特此(?:通知|通告|公告|函复|批复|报告)。?
    )$""",
    re.VERBOSE,
)
_DATE = re.compile(
    r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年[一二三四五六七八九十\d]{1,2}月[一二三四五六七八九十\d]{1,3}日"
)
_SENTENCE = re.compile(r"[。；：，！？]")
# a signature of several agencies has this many lines at most
_MAX_SIGNATURE = 8
# an annex begins: all lists before it are over
ANNEX = re.compile(
    r"(?:附件?|附表|附录|附注)(?:\d{0,2}|[一二三四五六七八九十]{1,2})[：:]?$"
    r"|(?:有关|相关|部分|报告|文中)?.{0,8}(?:名词|用语|术语|词语).{0,4}(?:解释|注释|说明|释义)$|注释[：:]?$",
    re.MULTILINE,
)
# paragraphs that speak to the assembly or of the whole period again: the list of headings above them is over
ADDRESS = re.compile(
    r"各位代表|各位委员|同志们[！，：]|(?:一|五|几|三|四)年来(?:的|，)|过去[一五]年|这[一五]年|(?:总结|回顾|回望|回首)(?!工作)"
    r"|\d{4}年是|这些(?:成绩|成就)|成绩来之不易|事非经过|在(?:充分)?(?:肯定|看到)成绩"
    r"|(?:同时，|当然，)?我们也?(?:清醒|深知|深切|深感)"
)
_VALIDITY = re.compile(
    r"(?:本|上述|以上|前述|此)(?:政策|措施|办法|意见|通知|通告|方案|规定|细则|实施细则|实施意见|若干措施|文件|各项|政策措施|条款)"
    r".{0,30}?(?:自|由|从|有效期|施行|执行|实施|解释|适用)"
)


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
    parts = _parts(view, start, end, last)
    paragraph = start
    for number in range(1, len(parts)):
        begin, stop = parts[number]
        new_line = text[begin - 1] == "\n"
        before = parts[number - 1][1]
        if new_line:
            if is_torn(view, paragraph, before):
                return before
            paragraph = begin
        if not last:
            continue
        line = text[begin : min(stop, begin + 120)]
        if _DATE.fullmatch(line):
            return _signature_start(text, parts, number)
        if _CLOSING.match(line) or ANNEX.match(line) or (below and ADDRESS.match(line)):
            return before
        same_line = not new_line and "。" in text[max(paragraph, begin - 300) : begin]
        if (headed or same_line) and _VALIDITY.match(line):
            return before
    return end


def _parts(view: Condensed, start: int, end: int, spaces: bool) -> list[tuple[int, int]]:
    """The lines of a text and, where ``spaces`` count, what spaces part in texts saved on one line."""
    text, offsets = view.text, view.offsets
    parts: list[tuple[int, int]] = []
    begin = start
    for position in range(start, end):
        if text[position] == "\n":
            parts.append((begin, position))
            begin = position + 1
        elif spaces and position > begin and offsets[position] - offsets[position - 1] > 1:
            parts.append((begin, position))
            begin = position
    parts.append((begin, end))
    return parts


def _signature_start(text: str, parts: list[tuple[int, int]], date: int) -> int:
    """The end of the text before the signature that stands above a date: short lines without punctuation."""
    first = date
    while first > 1 and date - first < _MAX_SIGNATURE:
        begin, stop = parts[first - 1]
        if stop - begin > 40 or _SENTENCE.search(text, begin, stop):
            break
        first -= 1
    return parts[first - 1][1]
