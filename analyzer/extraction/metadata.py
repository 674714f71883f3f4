"""What a document says of itself: title, issuer, number, date, kind and place.

Only the first pages and the end are read, except for counting places. What the text does not tell stays
empty: an invented value is worse than none.
"""

from __future__ import annotations

import re

from analyzer.extraction.metadata_date import find_date
from analyzer.extraction.metadata_genre import speaks_like_news, speaks_like_report
from analyzer.extraction.metadata_head import HEAD, TAIL, Head, split_head, split_pieces
from analyzer.extraction.metadata_number import find_doc_number, write_doc_number
from analyzer.extraction.metadata_organ import find_issuer
from analyzer.extraction.metadata_region import Gazetteer, find_region, stated_region
from analyzer.extraction.metadata_title import find_title
from analyzer.lexicon import Lexicon
from analyzer.model import Metadata
from analyzer.structure.condense import Condensed

_NEWS = re.compile(
    r"记者|昨天|昨日|连日来|本报讯|通讯员|新华社|新华网|新闻发布会|据悉|获悉|报道|讯（|来源：[^，。]{2,20}(?:报|网|社|客户端|日报)|责任编辑|责编"
)
# the first words of a reporter; documents do not speak like this
_REPORTER = re.compile(r"记者[^。]{0,12}?(?:从|获悉|了解到)|本报讯|讯（|据悉|获悉|据[^。，]{2,24}报道")
# plans number their sections 1.1, 1.1.1 and speak of five-year periods
_PLAN_SECTION = re.compile(r"(?:^|\n)\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[\u4e00-\u9fff“]")
_PLAN_PERIOD = re.compile(r"“十[一二三四五六七八九]?五”(?:规划|时期)?")
_REPORT_SPEECH = re.compile(r"我代表[^。]{2,24}?[向作][^。]{0,40}报告")
# a meeting, a visit, a release: what a headline says and a title of a document does not
_EVENT = re.compile(
    r"召开|举行|出台|发布|印发了|开幕|调研|考察|解读|一图读懂|答记者问|下发|公布|部署|推出|开展|督导|启动|强化|我市|我省|我县|：|提高到|跃居|助力"
)

# papers of no kind in the dictionary that quote and address their readers
_LETTER = re.compile(
    "(?:公告|通告|提示|提醒|信|指南|指引|问答|答疑|解答|倡议书|说明|须知|令|函|通报|清单|汇编|号[）)]?)$"
)


def find_metadata(
    view: Condensed,
    text: str,
    lexicon: Lexicon,
    file_name: str = "",
    gazetteer: Gazetteer | None = None,
    known: Metadata | None = None,
) -> Metadata:
    """Read title, issuer, document number, date, kind, region, its code and the level of government.

    Args:
        view: the clean view of the document.
        text: the document's text, whose lines and spaces show where a title ends.
        lexicon: of which ``regions`` and ``doc_types`` are used.
        file_name: the name of the input; it is no part of the text and tells nothing by itself.
        gazetteer: the regions of the lexicon; given, it need not be built for every document.
        known: what the format states (a table's columns, a page's tags). It outranks the text, and what
            follows from it, such as the kind from a title, is read from it.
    """
    del file_name  # what only the file's name tells is not in the document
    known = known or Metadata()
    gazetteer = gazetteer or Gazetteer(lexicon)
    kinds = {entry["word"]: entry["doc_type"] for entry in lexicon["doc_types"]}
    words = sorted(kinds, key=lambda word: (-len(word), word))
    head = split_head(text)
    tail = split_pieces(text[max(0, len(text) - TAIL) :])
    clean, clean_tail = view.text[:HEAD], view.text[-TAIL:]
    title = known.title or find_title(head, words)
    doc_type = known.doc_type or find_doc_type(title, head, clean, clean_tail, kinds, view.text)
    issuer = known.issuer or find_issuer(title, doc_type, head, clean, tail)
    if known.region:
        region = stated_region(known.region, gazetteer)
    else:
        region = find_region(issuer, title, clean, view.text, gazetteer)
    return Metadata(
        title=title,
        issuer=issuer,
        doc_number=write_doc_number(known.doc_number) or find_doc_number(head),
        date=known.date or find_date(doc_type, issuer, head, view.text, tail, clean_tail),
        doc_type=doc_type,
        region=region.name,
        region_code=known.region_code or region.code,
        admin_level=known.admin_level or region.level,
    )


def find_doc_type(
    title: str, head: Head, clean: str, clean_tail: str, kinds: dict[str, str], whole: str
) -> str:
    """The kind of a document: by the end of its title, else by how it speaks (``whole`` is all of it)."""
    flat = re.sub(r"\s", "", title)
    bare = re.sub(r"（[^（）]{0,24}）$", "", re.sub(r"（[^（）]{0,24}）$", "", flat))
    news = bool(_NEWS.search(clean[:800]) or _NEWS.search(clean_tail[-200:]))
    ending = next((word for word in sorted(kinds, key=len, reverse=True) if bare.endswith(word)), "")
    told = "工作报告" not in bare and speaks_like_news(whole)
    if ending and not (
        "关于" not in bare and (_is_news_headline(bare, news, clean) or (told and "的" not in bare))
    ):
        return kinds[ending]
    if _REPORT_SPEECH.search(clean[:400]) and not (news and title):
        return "工作报告"
    if news or (title and _EVENT.search(flat)):
        return "新闻"
    if told and not _LETTER.search(bare):
        return "新闻"
    if title:
        return "其他"
    plan = len(_PLAN_SECTION.findall(clean)) >= 2 and _PLAN_PERIOD.search(clean)
    if plan:
        return "规划"
    return "工作报告" if speaks_like_report(whole) else ""


def _is_news_headline(title: str, news: bool, clean: str) -> bool:
    """Whether a headline only ends like a document's title: 我市出台稳就业措施."""
    if "工作报告" in title:
        return False
    return news and bool(_EVENT.search(title) or _REPORTER.search(clean[:400]))
