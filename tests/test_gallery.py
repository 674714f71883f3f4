"""The gallery is what its script writes, shows every chart, and every picture is there."""

from __future__ import annotations

import runpy
from pathlib import Path

from analyzer.presentation import charts

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "make_gallery.py"))


def test_the_page_is_what_the_script_writes() -> None:
    assert (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8") == SCRIPT["page"]()


def test_every_chart_has_its_picture() -> None:
    functions = {name for name in charts.__all__ if name.startswith("chart_")}
    assert {picture.call.partition("(")[0] for picture in SCRIPT["GALLERY"]} == functions
    for picture in SCRIPT["GALLERY"]:
        assert (SCRIPT["PICTURES"] / f"{picture.name}.png").read_bytes().startswith(b"\x89PNG")
        assert SCRIPT["sample_paths"](picture.sample)
        assert all(path.is_file() for path in SCRIPT["sample_paths"](picture.sample))


def test_the_call_shown_is_the_call_made() -> None:
    text = "".join((ROOT / "scripts" / "make_gallery.py").read_text(encoding="utf-8").split())
    for picture in SCRIPT["GALLERY"]:
        assert f"lambdatables:charts.{picture.call}".replace(" ", "") in text
