"""The title of a document.

The title of an official document names its issuer, its matter after 关于 and its kind (文种) at the end; it
may run over several lines. A news item's title is the line above the line that says who published it, and
when. A text that begins in the middle has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.extraction.metadata_head import Head, Piece, is_boilerplate, is_meta
from analyzer.extraction.metadata_organ import is_organ, title_organ

_MAX_TITLE = 160
_MAX_PIECES = 7
_SUFFIX = re.compile(
    r"（(?![^（）]*日）)[^（）]{0,20}(?:试行|草案|暂行|摘要|修订|修正|征求意见稿|送审稿|讨论稿|摘录|摘编|年|版|稿|节选|全文)[^（）]{0,8}）"
    r"|（第[一二三四五六七八九十\d]{1,3}号）"
)
_NUMBER_AT_START = re.compile(r"^[\u4e00-\u9fff]{1,14}〔\d{4}〕\d{1,5}号[-—_\s]*")
_NUMBER_AT_END = re.compile(r"（[\u4e00-\u9fff]{1,14}〔\d{4}〕\d{1,5}号）$")
_FORWARDED = re.compile(r"^.{0,60}?(?:关于|予以)?(?:印发|转发|批转|下发|颁布)")
_FORWARDING = ("通知", "函", "令", "公告", "决定", "通报", "批复", "复函")
_REPORT = re.compile(r"(?:\d{4}年)?[\u4e00-\u9fff·]{0,24}?(?:\d{4}年)?[\u4e00-\u9fff]{0,6}工作报告")
_REJECT = re.compile(
    r"[。；？！]|记者|通讯员|摄(?!像|入|氏)|责任编辑|^(?:的|和|及|与|现将|根据|附|见|各|本|该|经|已)(?![\u4e00-\u9fff]{0,12}[县市区旗盟])|^《[^》]*$"
)
_CONTINUES = ("和", "及", "与", "暨", "的")
_CAPTION = re.compile(r"(?:摄|摄影|供图|图)$")


def find_title(head: Head, kinds: Sequence[str]) -> str:
    """The title as written, without line breaks, or an empty string.

    ``kinds`` are the words that end titles, longest first.

    >>> from analyzer.extraction.metadata_head import split_head
    >>> head = split_head("广安市人民政府\\n关于发展茶产业的\\n实施意见\\n各县（市、区）人民政府：")
    >>> find_title(head, ["实施意见", "意见"])
    '广安市人民政府关于发展茶产业的实施意见'
    """
    best = ""
    best_score = 0.0
    for first in range(head.body):
        if is_boilerplate(head.pieces[first]) or is_meta(head.pieces[first]):
            continue
        title = _official_title(head, first, kinds)
        score = _score(title, first) if title else 0.0
        if score > best_score:
            best, best_score = title, score
    if best_score >= 0.5:
        return best
    headline = _headline(head)
    return best if is_organ(re.sub(r"\s", "", headline)) else headline or best


def _official_title(head: Head, first: int, kinds: Sequence[str]) -> str:
    """The title that begins with a piece: the fewest pieces that end with the name of a kind."""
    pieces = head.pieces
    limit = min(first + _MAX_PIECES, head.body)
    if first + 1 < limit and pieces[first].text == pieces[first + 1].text:
        return ""  # the page's own heading repeats the first line
    for end in range(first + 1, limit + 1):
        text = _NUMBER_AT_START.sub("", "".join(piece.text for piece in pieces[first:end]))
        if len(text) > _MAX_TITLE or _REJECT.search(text):
            return ""
        bare = _NUMBER_AT_END.sub("", text)
        bare = _SUFFIX.sub("", bare) if bare.endswith("）") else bare
        if len(bare) < 4 or not _ends_with_kind(bare, kinds) or not _is_balanced(bare):
            continue
        if _FORWARDED.match(bare) and "《" not in bare[:2] and not bare.endswith(_FORWARDING) and end < limit:
            continue
        if end < limit and pieces[end].text.startswith(_CONTINUES):
            continue
        while end < limit and _SUFFIX.fullmatch(pieces[end].text):
            end += 1
        return _written(pieces[first:end])
    return ""


def _written(pieces: Sequence[Piece]) -> str:
    parts: list[str] = []
    for index, piece in enumerate(pieces):
        # two issuers side by side keep the space between them
        after_organ = index > 0 and is_organ(pieces[index - 1].text)
        if after_organ and (is_organ(piece.text) or title_organ(piece.text)):
            parts.append(" ")
        parts.append(piece.written)
    written = _fold_number(_NUMBER_AT_START, "".join(parts))
    return _fold_number(_NUMBER_AT_END, written).strip("-—_·")


def _fold_number(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return text if match is None else text[: match.start()] + text[match.end() :]


def _ends_with_kind(text: str, kinds: Sequence[str]) -> bool:
    for kind in kinds:
        if text.endswith(kind):
            # 函 and 令 end many words; as kinds they follow 的 or an issuer
            return len(kind) > 1 or text[-2] in "的府院部厅局"
    return False


def _is_balanced(text: str) -> bool:
    return text.count("《") == text.count("》") and text.count("（") == text.count("）")


def _score(title: str, first: int) -> float:
    flat = re.sub(r"\s", "", title)
    score = 1.0 - 0.02 * first
    about = flat.find("关于")
    if title_organ(title):
        score += 3
    elif about == 0 or (0 < about <= 12 and flat[about - 1] in "省市县区州盟旗局委"):
        score += 2
    elif about > 0 and "《" not in flat[:about]:
        score -= 1
    if _REPORT.fullmatch(re.sub(r"（.{0,8}）$", "", flat)):
        score += 3
    if _CAPTION.search(flat) or "，" in flat:
        score -= 2
    return score


_LEADING_REPORT = re.compile(r"(?:\d{4}年)?(?:国务院)?政府工作报告(?=[\u4e00-\u9fff])")


def _headline(head: Head) -> str:
    """The title of a news item or of any page: the line above its date, else the first line."""
    pieces = head.pieces
    for index in range(1, min(head.body + 1, len(pieces))):
        if is_meta(pieces[index]):
            line = _line_before(pieces, index)
            if line:
                return line
            break
    if head.wrapped:
        return ""
    first = next((i for i in range(head.body) if not is_boilerplate(pieces[i])), None)
    if first is None or is_meta(pieces[first]):
        return ""
    report = _LEADING_REPORT.match(pieces[first].text)
    if report:  # the report's motto follows without a space
        return pieces[first].written[: report.end()]
    end = first + 1
    while end < len(pieces) and pieces[end].gap != "line":
        end += 1
    if not any("。" in piece.text for piece in pieces[first + 1 :]):
        return ""  # a headline stands above sentences
    line = "".join(piece.text for piece in pieces[first:end])
    if end < len(pieces) and len(line) <= 60 and "。" not in line:
        return " ".join(piece.written for piece in pieces[first:end])
    # everything on one line: the title ends at the first space
    text = pieces[first].text
    follows = first + 1 < len(pieces)
    return pieces[first].written if follows and 6 <= len(text) <= 50 and "。" not in text else ""


def _line_before(pieces: Sequence[Piece], index: int) -> str:
    """The line that ends before a piece; pieces of one line are joined by the space between them."""
    end = index
    while end > 0:
        start = end - 1
        while start > 0 and pieces[start].gap != "line":
            start -= 1
        line = pieces[start:end]
        text = "".join(piece.text for piece in line)
        plain = not any(is_boilerplate(piece) or is_meta(piece) for piece in line)
        if plain and 5 <= len(text) <= 80 and "。" not in text and not _CAPTION.search(text):
            return " ".join(piece.written for piece in line)
        end = start
    return ""
