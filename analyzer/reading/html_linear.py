"""The text of a web page of which no tree can be built: too deep, too large, too broken.

Tags are cut out and block elements become line breaks; menus stay. Every pattern is bounded, so time stays
linear whatever the page.
"""

from __future__ import annotations

import html
import re

# attributes may hold a > inside quotes; nothing runs past the next <, so time stays linear
_TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})(?![A-Za-z0-9])(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+[^<>]*+>"
)
_COMMENT = re.compile(r"<!\[CDATA\[|\]\]>|<[!?][^<>]{0,4000}>")
_TITLE = re.compile(r"<title\b[^<>]{0,200}>([^<]{1,500})", re.I)
_BLOCKS = frozenset(
    (  # noqa: SIM905 (words in a row are easier to read)
        "address article aside blockquote br caption dd div dl dt figcaption figure footer form h1 h2 h3 h4"
        " h5 h6 header hr li main nav ol option p pre section table tbody tfoot thead tr ul"
    ).split()
)
_CELLS = frozenset({"td", "th"})
# what stands between these tags is no text of the page
_SILENT = ("script", "style", "noscript", "template", "select", "button", "svg", "iframe", "title", "head")
# the name of the site that content management systems append to a page's title
_SITE = re.compile(r"_|--|——(?=[^—]{2,20}$)|[|｜]|\s[–—-]\s")


def cut_tags(source: str) -> str:
    """Title and paragraphs of a page, one paragraph a line.

    >>> cut_tags("<title>实施意见_某县政府网</title><body><p>一、目标&nbsp;到2025年</p><p>增长<b>8%</b></p>")
    '实施意见\\n一、目标\\xa0到2025年\\n增长8%'
    """
    title = _title(source)
    text = _without_silent(source)
    text = _COMMENT.sub("", text)
    # white space of the source means nothing; line breaks come from the tags alone
    text = re.sub(r"[ \t\n]+", " ", text)
    text = _TAG.sub(_replacement, text)
    lines = [line.strip(" \t") for line in html.unescape(text).split("\n")]
    body = "\n".join(line for line in lines if line.strip())
    if title and title.replace(" ", "") not in body[:3000].replace(" ", ""):
        return f"{title}\n{body}"
    return body


def _title(source: str) -> str:
    match = _TITLE.search(source)
    if match is None:
        return ""
    whole = " ".join(html.unescape(match.group(1)).split())
    own = _SITE.split(whole, maxsplit=1)[0].strip()
    return own if len(own) >= 4 else whole


def _without_silent(source: str) -> str:
    """The page without comments, scripts and the like; one pass, each kind by plain search."""
    parts: list[str] = []
    at = 0
    dead: set[str] = set()  # kinds whose end does not come again: looking once is enough
    for match in _SILENT_START.finditer(source):
        if match.start() < at:
            continue
        kind = "--" if match.group() == "<!--" else match.group(1).lower()
        if kind in dead:
            continue
        end = _SILENT_END[kind].search(source, match.end())
        if end is None:
            dead.add(kind)
            continue
        parts.append(source[at : match.start()])
        at = end.end()
    parts.append(source[at:])
    return " ".join(parts)


_SILENT_START = re.compile(rf"<!--|<({'|'.join(_SILENT)})(?![A-Za-z0-9])", re.I)
_SILENT_END = {kind: re.compile(rf"</{kind}\s{{0,20}}>", re.I) for kind in _SILENT} | {
    "--": re.compile("-->")
}


def _replacement(match: re.Match[str]) -> str:
    name = match.group(2).lower()
    if name in _BLOCKS:
        return "\n"
    return "\t" if name in _CELLS and match.group(1) else ""
