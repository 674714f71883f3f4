"""Which part of a page is the document: the container a content management system marks, else the prose.

The containers are those that the systems of Chinese governments, ministries and news sites write (TRS,
UCAP, 大汉 Hanweb, 博达 Visual SiteBuilder, 开普 and others), gathered from saved pages. Where there is none,
or it holds little of the page's prose, the smallest element that holds most of the prose is taken. Prose is
text in paragraphs with punctuation that are not mostly links.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from analyzer.reading.html_tree import BLOCKS, Element, is_silent, keys_of, tag_of

# ids and classes in small letters, with _ for -
_CONTAINERS = frozenset(
    (  # noqa: SIM905 (words in a row are easier to read)
        "ucap_content trs_editor trs_editor_view trs_ueditor trs_paper_default trs_web trs_word trs_external"
        " zoom zoomcon zoomcontent fontzoom con_zoom ivs_content vsb_content v_news_content wp_articlecontent"
        " vsb_newscontent barrierfree_container xxgk_content_div mycontent bodylabel js_content"
        " rich_media_content pages_content article_content articlecontent article_con articlecon article_body"
        " articlebody art_content art_con artibody article_text article_txt zwxl_article zwxl_content"
        " xxgk_content xxgk_detail_content xxgk_content_nr xxgk_content_content zfxxgk_zw_content"
        " zfxxgk_content zfxxgk_detail gsj_htmlcon gsj_htmlcon_bot txt_txt mtbody my_doccontent bt_content"
        " policylibraryoverview_content content_body_box j_fontcontent wzcon wz_con wz_content news_content"
        " newscontent news_content_content news_content_text news_con newscon news_txt news_text info_content"
        " infocontent detail_content detailcontent detail_text_content detail_con detail_text con_detail"
        " conn_content contenttext content_text neirong conn conntent contxt text_content textcontent rm_txt_con"
        " rwb_zw show_text storycontent p_detail main_article_body chan_newsdetail left_zw editor_content"
        " view_content endtext art_text xl_content xlcontent zw_content zwcontent gknr content_nr nr_content"
        " entry_content post_content story_body b12c txt_content doc_content doccontent content_detail"
        " news_detail newsdetail content_article bmfwcontent zwgk_content zc_content ewb_article_content"
        " arc_cont arccont wenzhang_content show_detail moe_detail_box article_box articlebox nei_rong zhengwen"
    ).split()
)  # fmt: skip
# so common that much else bears the name too: taken only where nothing else is found and all prose is inside
_COMMON_NAMES = frozenset(
    (  # noqa: SIM905
        "content main article view cont con txt text detail contentmain content_main main_content maincontent"
        " pagecontent page_content contentbox content_box printarea print_area printcontent article_main nr zw"
    ).split()
)
_NUMBERED = re.compile(r"(?:vsb_content|zoom)_\d{1,8}")
# <!-- 文章正文 begin -->, <!--ZJEG_RSS.content.begin-->, <!--enpcontent-->
_BEGIN_MARK = re.compile(
    r"(?:正文|content)\W{0,6}(?:begin|start|开始|s\W*$)|enpcontent|<\$\[信息内容\]>begin", re.I
)
_SENTENCE = re.compile(r"[，。；：、！？]")
_MIN_SENTENCE = 15
# shares of the prose that a container must hold, by how much its name tells, and the smallest element must
_ENOUGH_NAMED = 0.4
_ENOUGH = 0.8
_NEARLY_ALL = 0.95
_NO_CONTAINER = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "span", "font", "b", "strong", "a"})


@dataclass(slots=True)
class Measure:
    """What an element holds, counted in characters without white space; ``runs`` are its paragraphs."""

    chars: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0
    runs: int = 0

    def add(self, other: Measure) -> None:
        """Count what a child holds."""
        self.chars += other.chars
        self.linked += other.linked
        self.prose += other.prose
        self.links += other.links
        self.runs += other.runs


@dataclass(slots=True)
class _Run:
    """The paragraph being read."""

    texts: list[str] = field(default_factory=list)
    linked: int = 0

    def measure(self) -> Measure:
        text = "".join("".join(self.texts).split())
        size = len(text)
        is_prose = size - self.linked >= _MIN_SENTENCE and self.linked * 2 < size and _SENTENCE.search(text)
        return Measure(size, self.linked, size if is_prose else 0, 0, 1 if size else 0)


def measure_page(events: Iterable[tuple[str, Any]]) -> dict[Element, Measure]:
    """What every element holds that a reader sees, from a walk through the page."""
    measures: dict[Element, Measure] = {}
    stack: list[Element] = []
    run = _Run()
    in_links = 0
    for event, item in events:
        if event == "text":
            run.texts.append(item)
            if in_links:
                run.linked += len("".join(item.split()))
            continue
        tag = item.tag
        if tag in BLOCKS:
            holder = item if event == "close" else (stack[-1] if stack else item)
            found = run.measure()
            run = _Run()
            measures.setdefault(holder, Measure()).add(found)
        if event == "open":
            measures.setdefault(item, Measure())
            stack.append(item)
            if tag == "a":
                in_links += 1
                measures[item].links += 1
        else:
            in_links -= tag == "a"
            stack.pop()
            if stack:
                measures[stack[-1]].add(measures[item])
    return measures


def find_main(root: Element, measures: dict[Element, Measure]) -> Element | None:
    """The element that holds the document, or None where the page has no text of its own."""
    if root not in measures or not measures[root].chars:
        return None
    dense = _densest(root, measures)
    prose = measures[dense].prose
    for is_container in (_has_known_name, _has_begin_mark):
        named = _named(measures, is_container)
        if named is not None and measures[named].prose >= _ENOUGH_NAMED * prose:
            return named
    named = _named(measures, _has_common_name)
    if (
        named is not None
        and measures[named].prose >= _ENOUGH * prose
        and named in set(dense.iterdescendants())
    ):
        return named
    whole = measures[root]
    if not prose and whole.links >= 10 and whole.linked * 2 > whole.chars:
        return None  # a list of links
    return dense


def _named(measures: dict[Element, Measure], is_container: Callable[[Element], bool]) -> Element | None:
    """The container with most prose; of nested ones the innermost that loses next to nothing."""
    best: Element | None = None
    for element, measure in measures.items():
        if measure.chars and is_container(element):
            weight = (measure.prose, measure.chars - measure.linked)
            if best is None or weight > (measures[best].prose, measures[best].chars - measures[best].linked):
                best = element
    if best is None:
        return None
    enough = _NEARLY_ALL * measures[best].chars
    for element in best.iterdescendants():
        if element in measures and measures[element].chars >= enough and is_container(element):
            best = element
    return best


def _names(element: Element) -> list[str]:
    return [key.lstrip("#").replace("-", "_") for key in keys_of(element)]


def _has_known_name(element: Element) -> bool:
    return any(name in _CONTAINERS or _NUMBERED.fullmatch(name) for name in _names(element))


def _has_common_name(element: Element) -> bool:
    return tag_of(element) in {"article", "main"} or any(name in _COMMON_NAMES for name in _names(element))


def _has_begin_mark(element: Element) -> bool:
    return any(not tag_of(child) and _BEGIN_MARK.search(child.text or "") for child in element)


def _densest(root: Element, measures: dict[Element, Measure]) -> Element:
    """The smallest element that holds nearly all prose and more than one paragraph."""
    at = root
    while True:
        inside = [
            child
            for child in at
            if child in measures and not is_silent(child) and tag_of(child) not in _NO_CONTAINER
        ]
        best = max(inside, key=lambda child: measures[child].prose, default=None)
        if best is None or not measures[best].prose or measures[best].runs < 2:
            return at
        if measures[best].prose < _ENOUGH * measures[at].prose:
            return at
        at = best
