"""Run the notebooks and write them as pages into docs/notebooks, with their tables and charts.

    python scripts/make_notebook_pages.py [NAME …]

The notebooks themselves are kept without outputs; this is where a reader sees what comes out.
"""

from __future__ import annotations

import base64
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
PAGES = ROOT / "docs" / "notebooks"
SECONDS = 300
# pandas writes a style and fixed widths into every table
_STYLE = re.compile(r"<style scoped>.*?</style>\s*", re.DOTALL)
_BORDER = re.compile(r' border="1" class="dataframe"| style="text-align: right;"')
_INDENT = re.compile(r"^\s+", re.MULTILINE)


def main() -> None:
    """Write a page for every notebook, or for those named."""
    import nbclient
    import nbformat

    # the kernel is another process: it must find this checkout
    os.environ["PYTHONPATH"] = str(ROOT)
    PAGES.mkdir(parents=True, exist_ok=True)
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        if sys.argv[1:] and path.stem not in sys.argv[1:]:
            continue
        notebook = nbformat.read(path, as_version=4)
        resources = {"metadata": {"path": str(NOTEBOOKS)}}
        nbclient.NotebookClient(
            notebook, timeout=SECONDS, kernel_name="python3", resources=resources
        ).execute()
        page, images = render(notebook, path.stem)
        for name, data in images.items():
            (PAGES / name).write_bytes(data)
        (PAGES / f"{path.stem}.md").write_text(page, encoding="utf-8")
        print(PAGES / f"{path.stem}.md")


def render(notebook: Any, name: str) -> tuple[str, dict[str, bytes]]:
    """The page of an executed notebook, and its images by file name."""
    images: dict[str, bytes] = {}
    parts = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            parts.append(cell.source)
        else:
            parts.append(code_block(cell.source))
            parts.extend(part for output in cell.outputs for part in _output(output, name, images))
    note = (
        f"<!-- 由 scripts/make_notebook_pages.py 从 notebooks/{name}.ipynb 生成，请改笔记本，不要改这里。 -->"
    )
    return "\n\n".join([note, *parts]) + "\n", images


def code_block(source: str) -> str:
    """A code cell as it stands on the page, without the commands that only a notebook knows."""
    lines = [line for line in source.split("\n") if not line.startswith("%")]
    return "```python\n" + "\n".join(lines).strip("\n") + "\n```"


def _output(output: Any, name: str, images: dict[str, bytes]) -> Iterator[str]:
    if output.output_type == "stream":
        yield f"```text\n{output.text.rstrip()}\n```"
        return
    data = output.get("data", {})
    if "image/png" in data:
        file = f"{name}-{len(images) + 1}.png"
        images[file] = base64.b64decode(data["image/png"])
        yield f"![]({file})"
    elif "text/html" in data:
        html = _BORDER.sub("", _STYLE.sub("", data["text/html"]))
        # an indented line would be code in Markdown
        yield _INDENT.sub("", html).strip()
    elif "text/plain" in data:
        yield f"```text\n{data['text/plain']}\n```"


if __name__ == "__main__":
    main()
