"""What a page states about its document: the tags of its head, the disclosure form, its heading.

The tags ArticleTitle, PubDate, ContentSource … are those of 《政府网站发展指引》 (国办发〔2017〕47号). The day a
page was published is not the date of a document, and a source need not be its issuer: both are taken only
where the text leaves no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from analyzer.model import Metadata
from analyzer.reading.html_form import find_form
from analyzer.reading.html_main_text import Measure
from analyzer.reading.html_tree import Element, keys_of, tag_of, text_of
from analyzer.reading.stated_dates import is_document_title, parse_date, tells_its_date
from analyzer.reading.white_space import squash, squeeze

_TITLE_TAGS = ("articletitle", "article_title")
_OTHER_TITLE_TAGS = ("og:title", "dc.title", "citation_title", "title")
_DATE_TAGS = (
    "pubdate", "publishdate", "publish_date", "pubtime", "publishtime", "firstpublishedtime",
    "article:published_time", "og:release_date", "dc.date", "createdate",
)  # fmt: skip
# ids and classes of the heading, in small letters with _ for -
_TITLE_NAMES = frozenset(
    (  # noqa: SIM905 (words in a row are easier to read)
        "ivs_title article_title arttitle art_title con_title contitle news_title newstitle biaoti pages_title"
        " xxgk_title detail_title info_title infotitle wz_title main_title content_title title_cont activity_name"
        " articletitle contenttitle newstitle titlestyle zw_title doctitle doc_title"
    ).split()
)
_MAX_HEADINGS = 10
_SOURCE_TAGS = ("contentsource", "sourcename", "content_source", "source")
_BYLINE_DATE = re.compile(
    r"(?:发布|发文|更新|公开|成稿)?(?:时间|日期)\s{0,3}[:：]\s{0,3}"
    r"((?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2})"
    r"|((?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2})日?\s{0,3}\d{1,2}[:：]\d\d"
)
_BYLINE = re.compile(
    r"(?:责任编辑|责编|网络编辑|编辑)\s{0,3}[:：]|本报讯|(?:来源(?:于)?|稿源)\s{0,3}[:：]\s{0,3}"
    r"[\u4e00-\u9fffA-Za-z·]{1,15}(?:报|新闻|网|社|客户端|电视台|广播|之声|记者)"
)
# the name of the site that content management systems append to a page's title
_SITE = re.compile(
    r"_|--|——(?=[^—]{2,20}$)|[|｜]|\s[–—-]\s|\s-(?=[^-]{2,20}$)|-(?=[^-]{2,16}(?:网|网站|政府|厅|局|委员会)$)"
)
_CUT = re.compile(r"\s|[_|｜]|--?|[–—]{1,2}")
_NO_TITLE = re.compile(
    r"(?:首页|正文|详情|文章|内容|信息公开|政策文件|政府信息公开|无标题文档|untitled).{0,4}", re.I
)
_NUMBER = re.compile(
    r"[\u4e00-\u9fff（）()]{1,20}\s?[〔\[［(（【﹝]\s?(?:19|20)\d\d\s?[〕\]］)）】﹞]\s?第?\d{1,5}\s?号"
    r"|[\u4e00-\u9fff]{0,20}令?\s?第\s?\d{1,5}\s?号"
)
# a wide space that stands where a line of the heading ended
_GAP = re.compile(r"(?<=\d)[\u3000\xa0]+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[\u3000\xa0]+(?=\d)")
_TAIL = 300


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the page states by field; ``form`` are the elements that hold the disclosure form.

    ``title_is_certain`` is false where the title is only the page's own.
    """

    values: Mapping[str, str]
    form: frozenset[Element]
    title_is_certain: bool


def find_page_facts(
    root: Element, events: Sequence[tuple[str, Any]], measures: Mapping[Element, Measure], page: str
) -> PageFacts:
    """Read the tags of the head, the disclosure form and the heading of a page;
    ``events`` is a walk through it, ``page`` all its text.
    """
    tags = _meta_tags(root)
    values, form = find_form(events, measures)
    stated = values.get("title", "") or next((tags[name] for name in _TITLE_TAGS if name in tags), "")
    title = clean_title(stated)
    certain = bool(title)
    values["title"] = title or _page_title(root, tags, measures, page)
    for name in _DATE_TAGS:
        if parse_date(tags.get(name, "")):
            values.setdefault("published", tags[name])
            break
    for name in _SOURCE_TAGS:
        if name in tags:
            values.setdefault("publisher", re.sub(r"^来源[:：]\s?", "", tags[name]))
            break
    return PageFacts(values, form, certain)


def page_metadata(facts: PageFacts, page: str, text: str) -> Metadata:
    """The statements that may outrank what the text itself says.

    Args:
        facts: what the page states.
        page: all that stands on the page; a title must, and a byline may tell the day of publication.
        text: the document's text.
    """
    values = facts.values
    title = values["title"]
    news = _is_news(facts, page, title)
    if not facts.title_is_certain and not (news or is_document_title(title)):
        title = ""  # half a title, or the name of a site: the text itself tells it better
    if title and not facts.title_is_certain and squash(title) not in squash(page):
        title = ""
    issuer = _clean_issuer(values.get("issuer", ""))
    publisher = _clean_issuer(values.get("publisher", ""))
    if not issuer and len(publisher) >= 4 and squash(publisher) in squash(title + text[-_TAIL:]):
        issuer = publisher
    number = values.get("doc_number", "").strip()
    return Metadata(
        title=title,
        issuer=issuer,
        doc_number=number if _NUMBER.fullmatch(number) else "",
        date=parse_date(values.get("date", "")) or _published(values, page, title, text),
        doc_type="新闻" if news and title else "",
    )


def _is_news(facts: PageFacts, page: str, title: str) -> bool:
    """Whether a page names its editor or its newspaper and its title is that of no document.

    The text does not tell it any more: the byline is not part of it.
    """
    if not title or is_document_title(title) or facts.form or facts.values.get("doc_number"):
        return False
    return _BYLINE.search(page) is not None


def _published(values: Mapping[str, str], page: str, title: str, text: str) -> date | None:
    """The day of publication, where it is the date of the text: news, or a document that gives none."""
    if tells_its_date(title, text, bool(values.get("doc_number"))):
        return None
    stated = parse_date(values.get("published", ""))
    if stated is not None:
        return stated
    match = _BYLINE_DATE.search(page[:50_000])
    return parse_date("".join((match[1] or match[2]).split())) if match else None


def _meta_tags(root: Element) -> dict[str, str]:
    tags: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = squeeze(element.get("content") or "")
        if name and content:
            tags.setdefault(name, content)
    return tags


def _page_title(
    root: Element, tags: Mapping[str, str], measures: Mapping[Element, Measure], page: str
) -> str:
    """The heading of the page, or the title of its window without the name of the site."""
    element = next(root.iter("title"), None)
    window = squeeze(element.text or "") if element is not None else ""
    headings = _headings(root, measures)
    for text in headings:
        if squash(text) in squash(window):
            return clean_title(text)
    # a site's name may follow behind a space: the longest beginning that stands on the page itself
    page = squash(page)
    for cut in sorted({match.start() for match in _CUT.finditer(window)} | {len(window)}, reverse=True):
        if cut >= 6 and squash(window[:cut]) in page and clean_title(window[:cut]):
            return clean_title(window[:cut])
    others = [tags.get(name, "") for name in _OTHER_TITLE_TAGS]
    only = headings if len(headings) == 1 else []
    return next((title for text in (*only, window, *others, *headings) if (title := clean_title(text))), "")


def _headings(root: Element, measures: Mapping[Element, Measure]) -> list[str]:
    """What stands on the page as its heading, by tag or by name."""
    found: list[str] = []
    for element in root.iter("h1", "h2", "div", "p", "span", "td"):
        named = any(key.lstrip("#").replace("-", "_") in _TITLE_NAMES for key in keys_of(element))
        measure = measures.get(element)
        if measure is None or not 6 <= measure.chars <= 200 or len(found) == _MAX_HEADINGS:
            continue
        if (named or tag_of(element) in {"h1", "h2"}) and (text := text_of(element)) not in found:
            found.append(text)
    return found


def clean_title(text: str) -> str:
    """A title without the name of the site; empty for what is no title.

    >>> clean_title("关于印发某县旅游规划的通知_规范性文件_某县人民政府")
    '关于印发某县旅游规划的通知'
    >>> clean_title("政策文件"), clean_title("某市人民政府门户网站")
    ('', '')
    """
    whole = _GAP.sub("", squeeze(text))
    own = _SITE.split(whole, maxsplit=1)[0].strip()
    own = own if len(own) >= 4 else whole
    no_title = len(own) < 4 or _NO_TITLE.fullmatch(own) or own.endswith(("…", "...", "网", "网站"))
    return "" if no_title else own


def _clean_issuer(text: str) -> str:
    """An issuer's name; several are set apart by a space."""
    issuer = squeeze(re.sub(r"[,，、;；/|]+", " ", text))
    return issuer if 2 <= len(issuer) <= 80 and not re.search(r"[:：<>0-9]", issuer) else ""
