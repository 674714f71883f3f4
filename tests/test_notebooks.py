"""Every notebook runs from top to bottom as a reader would run it, and is kept without outputs."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
SECONDS = 120


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(notebook: Any, kind: str) -> list[str]:
    """What the cells displayed in one MIME type."""
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    return [output.data[kind] for output in outputs if kind in output.get("data", {})]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_kept_without_outputs(path: Path) -> None:
    cells = code_cells(nbformat.read(path, as_version=4))
    assert cells
    assert [cell.outputs for cell in cells] == [[]] * len(cells)
    assert {cell.execution_count for cell in cells} == {None}


def executed(name: str) -> Any:
    """The notebook with its outputs; raises when a cell does."""
    notebook = nbformat.read(FOLDER / name, as_version=4)
    nbclient.NotebookClient(
        notebook, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}
    ).execute()
    return notebook


def streams(notebook: Any) -> list[str]:
    """What the cells printed or warned of."""
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    return [output.text for output in outputs if output.output_type == "stream"]


@pytest.fixture(autouse=True)
def _checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    # the kernel is another process: it must find this checkout even where it is not installed
    monkeypatch.setenv("PYTHONPATH", str(FOLDER.parent))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_use_public_names_only(path: Path) -> None:
    import analyzer

    code = "\n".join(cell.source for cell in code_cells(nbformat.read(path, as_version=4)))
    assert not re.findall(r"^\s*(?:from|import) analyzer\.", code, re.MULTILINE)
    assert set(re.findall(r"\banalyzer\.(\w+)", code)) <= set(analyzer.__all__)


def test_first_notebook_shows_tables_and_a_chart() -> None:
    notebook = executed("01_one_document.ipynb")
    tables = shown(notebook, "text/html")
    assert any("高新技术企业" in table and "actual" in table for table in tables)
    assert any("九是" in table for table in tables)
    assert shown(notebook, "image/png")
    assert streams(notebook) == []


def test_second_notebook_shows_targets_and_charts() -> None:
    notebook = executed("02_targets_and_charts.ipynb")
    tables = shown(notebook, "text/html")
    assert any("general_public_revenue" in table and "2026" in table for table in tables)
    assert len(shown(notebook, "image/png")) == 4
    assert streams(notebook) == []


def test_third_notebook_tells_what_was_reached() -> None:
    notebook = executed("03_compare_reports.ipynb")
    tables = shown(notebook, "text/html")
    reached = next(table for table in tables if "text_actual" in table)
    assert "high_tech_enterprises" in reached
    assert reached.count("<td>True</td>") > reached.count("<td>False</td>") >= 3
    assert len(shown(notebook, "image/png")) == 2
    assert streams(notebook) == []


def test_fourth_notebook_extends_the_dictionaries() -> None:
    notebook = executed("04_extend_dictionaries.ipynb")
    before, after = shown(notebook, "text/html")
    assert "tea_households" not in before
    assert "5万库方" not in before
    assert "tea_households" in after
    assert "5万库方" in after
    assert "<td>ge</td>" in after
    [said] = streams(notebook)
    assert said.startswith("我的词典/units.tsv:2：")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_pages_of_the_docs_show_the_cells_of_today(path: Path) -> None:
    render = runpy.run_path(str(FOLDER.parent / "scripts" / "make_notebook_pages.py"))
    page = (FOLDER.parent / "docs" / "notebooks" / f"{path.stem}.md").read_text(encoding="utf-8")
    at = 0
    for cell in nbformat.read(path, as_version=4).cells:
        shown_as = cell.source if cell.cell_type == "markdown" else render["code_block"](cell.source)
        at = page.index(shown_as, at) + len(shown_as)
    images = re.findall(r"!\[\]\(([^)]+)\)", page)
    assert [name for name in images if not (FOLDER.parent / "docs" / "notebooks" / name).is_file()] == []
