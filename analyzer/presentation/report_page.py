"""Pages that need nothing but themselves: the only import of jinja2.

Style and script stand as files in ``templates/`` and are written into the page; its Content-Security-Policy
names their hashes and forbids everything else, so that no script of a document runs even if an escape were
forgotten. Data goes into the page as JSON in which no ``<``, ``>`` or ``&`` is left.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from analyzer.presentation.cells import clean_text

_JSON_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


def templates_folder() -> Path:
    """Where templates, style and script are kept."""
    return Path(str(files("analyzer"))) / "presentation" / "templates"


def escape(text: str) -> str:
    """Text for markup, inside and outside of quoted attributes.

    >>> escape('<b title="甲&乙">')
    '&lt;b title=&quot;甲&amp;乙&quot;&gt;'
    """
    return html.escape(text, quote=True)


def json_for_page(value: object) -> str:
    """JSON that can stand inside a script element.

    >>> json_for_page({"title": "</script><b>"})
    '{"title":"\\\\u003c/script\\\\u003e\\\\u003cb\\\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_JSON_ESCAPES)


def content_hash(source: str) -> str:
    """The word by which a Content-Security-Policy allows one inline style or script.

    >>> content_hash("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


class Pages:
    """The templates, loaded once for a run."""

    def __init__(self) -> None:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

        folder = templates_folder()
        self._environment = Environment(
            loader=FileSystemLoader(folder, encoding="utf-8"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._style = (folder / "report.css").read_text(encoding="utf-8")
        self._script = (folder / "report.js").read_text(encoding="utf-8")

    def render(
        self, template: str, data: object, values: Mapping[str, Any], provenance: Mapping[str, str]
    ) -> str:
        """One page: ``data`` for its script, ``values`` for its template, ``provenance`` for its foot."""
        page = self._environment.get_template(template).render(
            style=self._style,
            script=self._script,
            style_hash=content_hash(self._style),
            script_hash=content_hash(self._script),
            data=json_for_page(data),
            made_by={"version": "", "dictionaries_sha256": "", **provenance},
            **values,
        )
        return clean_text(page)
