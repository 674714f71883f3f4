"""Tasks: the items of the outline read as things to do, with who, until when and whether done.

One row for every item: its own text, status (``task_status``), agencies (``agencies``), deadline
(``deadlines``), verb and object.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace

from analyzer.extraction.agencies import find_responsible, known_agencies, names_bare_lists, says_first_leads
from analyzer.extraction.deadlines import find_deadline
from analyzer.extraction.task_status import REPORTS, Evidence, decide_status
from analyzer.extraction.task_words import find_action, read_status_words
from analyzer.extraction.voice import SILENT, Voice, voice_words
from analyzer.lexicon import Lexicon
from analyzer.model import Item, Metadata, Task
from analyzer.structure.condense import Condensed
from analyzer.structure.nesting import INLINE_STYLES

_REGULATION_TITLE = re.compile(
    r"(?:办法|规定|细则|条例|规则|规程|章程|预案)(?:（[^）]{1,8}）)?》?(?:的(?:通知|公告|决定|函))?$"
)
_LAID_DOWN = re.compile("应当|不得|可以依法|依照|按照[^，。]{0,12}规定")
_LEAST_ARTICLES = 5
_REGULATION_TEXT = re.compile(
    r"(?:制定|制订)本(?:办法|规定|细则|条例|规则|规程|章程|预案)|本(?:办法|规定|细则|条例|规则)所称"
)
_ARTICLE_STYLES = frozenset({"第编", "第章", "第节", "第条", "1", "1.1"})
_COUNTED = re.compile(r"\s*（共?\d+[项个条]）$")  # 典型经验做法（共130项）
_LEAD_CUT = re.compile(r"[。！？\n]")
_MAX_LEAD = 200
_MIN_AGREE = 2


def find_tasks(
    view: Condensed, outline: tuple[Item, ...], lexicon: Lexicon, metadata: Metadata
) -> tuple[Task, ...]:
    """Read every item of an outline (document offsets, from ``find_outline``) as a task.

    >>> from analyzer.lexicon import load_lexicon
    >>> from analyzer.structure.condense import condense
    >>> from analyzer.structure.outline import find_outline
    >>> view = condense("一、推进县城建设。2026年6月底前完成。（市住建局牵头，市财政局配合）")
    >>> task, = find_tasks(view, find_outline(view), load_lexicon(), Metadata())
    >>> task.action, task.object, task.status, task.lead_agencies, str(task.deadline)
    ('推进', '县城建设', 'plan', ('市住建局',), '2026-06-30')
    """
    words = read_status_words(lexicon)
    known = known_agencies(lexicon)
    first_leads = says_first_leads(view.text)
    bare_lists = names_bare_lists(view.text, known)
    regulation = _is_regulation(view.text, metadata) or (
        metadata.doc_type == "" and _speaks_in_articles(view, outline)
    )
    voice = Voice(view.text, voice_words(lexicon)) if metadata.doc_type in REPORTS else None
    tasks: list[Task] = []
    leads: dict[int, str] = {}
    torn = _torn_groups(outline)
    for index, item in enumerate(outline):
        start, end = view.position(item.title_start), view.position(item.own_end)
        text = view.text[start:end]
        if item.group not in leads:
            leads[item.group] = _lead(view, outline, index)
        parent = None if item.group in torn else item.parent  # the heading of a torn list is missing
        above = tasks[parent].status if parent is not None else ""
        evidence = Evidence(
            title=view.text[start : view.position(item.title_end)],
            text=text,
            lead=leads[item.group],
            inline=item.inline,
            urged=item.style == "一要",
            article=regulation and _is_article(outline, item),
            above=outline[parent].title if parent is not None else "",
            section=above,
            doc_type=metadata.doc_type,
            spoken=voice.at(start) if voice else SILENT,
            year=metadata.date.year if metadata.date is not None else None,
        )
        action, affected = find_action(evidence.title, words)
        responsible = find_responsible(text, known, first_leads, bare_lists)
        tasks.append(
            Task(
                item=item,
                parent=item.parent,
                text=view.original[start:end],
                action=action,
                object=affected,
                lead_agencies=responsible.lead,
                support_agencies=responsible.support,
                deadline=find_deadline(text, metadata.date),
                status=decide_status(evidence, words),
                section=outline[item.parent].title if item.parent is not None else "",
            )
        )
    return _agree(tasks)


def _torn_groups(outline: tuple[Item, ...]) -> set[int]:
    """Lists under a heading that do not begin with their first item, as where an excerpt goes on elsewhere."""
    torn: set[int] = set()
    seen: set[int] = set()
    last: dict[str, int] = {}
    for item in outline:
        number = int(item.ordinal) if item.ordinal.isdigit() else 0
        first = item.group not in seen
        seen.add(item.group)
        # （十八） after （十七） of the heading before is numbered through, not torn
        through = last.get(item.style) == number - 1
        if first and item.parent is not None and not item.inline and number > 1 and not through:
            torn.add(item.group)
        last[item.style] = number
    return torn


def _agree(tasks: list[Task]) -> tuple[Task, ...]:
    """Items of one inner list report or demand together: where two thirds agree, the others follow."""
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for task in tasks:
        if task.item.inline or task.item.level > 1 or task.item.style in INLINE_STYLES:
            votes[task.item.group][task.status] += 1
    agreed: list[Task] = []
    for task in tasks:
        counts = votes[task.item.group]
        status, count = counts.most_common(1)[0] if counts else ("", 0)
        follows = (
            "rule" not in (status, task.status) and count >= _MIN_AGREE and 3 * count >= 2 * counts.total()
        )
        agreed.append(replace(task, status=status) if follows else task)
    return tuple(agreed)


def _is_regulation(text: str, metadata: Metadata) -> bool:
    """Whether the document, or its annex, is a regulation in articles (办法, 规定, 细则, 条例)."""
    return bool(_REGULATION_TITLE.search(metadata.title) or _REGULATION_TEXT.search(text))


def _speaks_in_articles(view: Condensed, outline: tuple[Item, ...]) -> bool:
    """Whether a text without title has articles that lay down what ought to be: 第三十条 建设单位应当…"""
    articles = [item for item in outline if item.style == "第条"]
    laid_down = sum(
        _LAID_DOWN.search(view.text[view.position(item.title_start) : view.position(item.own_end)])
        is not None
        for item in articles
    )
    return len(articles) >= _LEAST_ARTICLES and 2 * laid_down >= len(articles)


def _is_article(outline: tuple[Item, ...], item: Item) -> bool:
    """Whether an item is an article or stands in one."""
    while item.style not in _ARTICLE_STYLES:
        if item.parent is None:
            return False
        item = outline[item.parent]
    return True


def _lead(view: Condensed, outline: tuple[Item, ...], index: int) -> str:
    """The sentence before the first item of a list; nothing where a heading stands there."""
    start = view.position(outline[index].start)
    before = _COUNTED.sub("", view.text[max(0, start - _MAX_LEAD) : start].rstrip("。：；！？\n"))
    cuts = [match.end() for match in _LEAD_CUT.finditer(before)]
    lead = before[cuts[-1] :] if cuts else before
    above = outline[index].parent
    return "" if above is not None and lead.endswith(outline[above].title) else lead
