"""A saved web page as Content."""

from __future__ import annotations

from analyzer.errors import ReadError
from analyzer.reading.content import Content
from analyzer.reading.encoding import decode
from analyzer.reading.scrubbing import is_blank, scrub
from analyzer.reading.web_page import read_html as cut_tags


def read_html(data: bytes) -> Content:
    """The text of a saved page.

    Raises:
        ReadError: E_NO_TEXT, or the bytes cannot be decoded.
    """
    page, _ = scrub(cut_tags(decode(data).text))
    if is_blank(page):
        found = "网页里没有正文，可能要用浏览器打开才会显示。请把正文复制为纯文本后再读。"
        raise ReadError("E_NO_TEXT", found)
    return Content(page)
