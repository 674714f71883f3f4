"""The page in a web archive of one file (.mht, MHTML, RFC 2557), as browsers and WPS save it."""

from __future__ import annotations

from analyzer.errors import ReadError

_DAMAGED = "网页单文件（.mht）损坏，找不到其中的网页。请用浏览器打开，另存为网页（.html）后再读。"


def find_page(data: bytes) -> bytes:
    """The bytes of the first page in the archive, in the page's own encoding.

    Raises:
        ReadError: E_FORMAT (there is none).

    >>> head = b"MIME-Version: 1.0\\nContent-Type: text/html; charset=utf-8\\n"
    >>> find_page(head + b"Content-Transfer-Encoding: quoted-printable\\n\\n<p>=E9=80=9A=E7=9F=A5</p>").decode()
    '<p>通知</p>'
    """
    from email import message_from_bytes

    try:
        for part in message_from_bytes(data).walk():
            if part.get_content_type() == "text/html":
                page = part.get_payload(decode=True)
                if isinstance(page, bytes) and page.strip():
                    return page
    except (RecursionError, ValueError, LookupError):
        pass
    raise ReadError("E_FORMAT", _DAMAGED)
