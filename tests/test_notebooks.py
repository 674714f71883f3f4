"""Every notebook runs from top to bottom as a reader would run it, and is kept without outputs."""

from __future__ import annotations

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


def test_first_notebook_shows_tables_and_a_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    # the kernel is another process: it must find this checkout even where it is not installed
    monkeypatch.setenv("PYTHONPATH", str(FOLDER.parent))
    notebook = nbformat.read(FOLDER / "01_one_document.ipynb", as_version=4)
    # raises when a cell does
    nbclient.NotebookClient(
        notebook, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}
    ).execute()
    tables = shown(notebook, "text/html")
    assert any("高新技术企业" in table and "actual" in table for table in tables)
    assert any("九是" in table for table in tables)
    assert shown(notebook, "image/png")
    warnings = [o.text for cell in code_cells(notebook) for o in cell.outputs if o.output_type == "stream"]
    assert warnings == []
