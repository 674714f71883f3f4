"""The order in which modules may import each other, and one door for every third-party package."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "analyzer"
# left may not know right; parts of one step do not know each other
ORDER = (
    {"errors", "model"},
    {"lexicon"},
    {"reading", "structure", "words"},
    {"extraction"},
    {"pipeline"},
    {"study", "presentation"},
    {"dictcheck", "exchange"},
    {"cli"},
)
RANK = {part: rank for rank, parts in enumerate(ORDER) for part in parts}
DOORS = {
    "jieba": {"words/segmenter.py"},
    "numpy": {"extraction/weighting.py"},
    "sklearn": {"extraction/weighting.py"},
    "pandas": {"presentation/tables.py"},
    "matplotlib": {"presentation/drawing.py"},
    "wordcloud": {"presentation/chart_cloud.py"},
    "jinja2": {"presentation/report_page.py"},
    "pyarrow": {"presentation/parquet.py"},
    "xlsxwriter": {"presentation/xlsx.py"},
    "lxml": {"reading/html_tree.py"},
    "python_calamine": {"reading/sheets_worker.py"},
    "pdfplumber": {"reading/pdf_pages.py"},
    "pdfminer": {"reading/pdf_pages.py"},
    "pypdfium2": {"reading/pdf_ocr.py"},
    "rapidocr": {"reading/pdf_ocr.py"},
}
HEAVY = ("jieba", "numpy", "pandas", "sklearn", "matplotlib", "jinja2")
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


class Imports(ast.NodeVisitor):
    """Names of all modules that are imported when the program runs, inside functions too."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def visit_If(self, node: ast.If) -> None:
        if ast.unparse(node.test) != "TYPE_CHECKING":
            self.generic_visit(node)

    def visit_Import(self, node: ast.Import) -> None:
        self.names += [alias.name for alias in node.names]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        assert node.level == 0, "imports are written out in full"
        assert node.module
        if node.module == "analyzer":
            self.names += [f"analyzer.{alias.name}" for alias in node.names]
        else:
            self.names.append(node.module)


def imports_of(module: str) -> list[str]:
    visitor = Imports()
    visitor.visit(ast.parse((PACKAGE / module).read_text(encoding="utf-8")))
    return visitor.names


def part_of(module: str) -> str:
    return module.split("/", maxsplit=1)[0].removesuffix(".py")


def own_imports(module: str) -> Iterator[str]:
    for name in imports_of(module):
        head, _, rest = name.partition(".")
        if head == "analyzer":
            yield rest.partition(".")[0]


@pytest.mark.parametrize("module", [module for module in MODULES if module != "__init__.py"])
def test_modules_import_only_what_stands_left_of_them(module: str) -> None:
    part = part_of(module)
    assert part in RANK, f"{module}: give {part} its place in ORDER"
    for other in own_imports(module):
        if other == "__version__":
            assert part == "cli"
        else:
            assert other == part or RANK[other] < RANK[part], f"{module} imports {other}"


@pytest.mark.parametrize("module", MODULES)
def test_third_party_packages_have_one_door(module: str) -> None:
    for name in imports_of(module):
        head = name.partition(".")[0]
        if head == "analyzer" or head in sys.stdlib_module_names:
            continue
        if head == "click":
            assert part_of(module) == "cli"
        else:
            assert module in DOORS.get(head, set()), f"{module} imports {head}"


def test_the_rules_see_imports_inside_functions() -> None:
    assert "matplotlib" in {name.partition(".")[0] for name in imports_of("presentation/drawing.py")}
    assert "presentation" in set(own_imports("cli/analyze.py"))


@pytest.mark.parametrize(
    "code",
    [
        "import analyzer",
        "from analyzer import Analyzer, Document, read, load_lexicon, PolicyError",
        "from analyzer.cli.main import run; run(['--help']); run(['analyze', '--help'])",
        "from analyzer.cli.main import run; run(['--version'])",
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(code: str) -> None:
    shown = f"import sys; {code}; print('loaded', [name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", shown], capture_output=True, text=True, encoding="utf-8", cwd=PACKAGE.parent
    )
    assert done.stdout.endswith("loaded []\n"), done.stdout + done.stderr


def test_public_names() -> None:
    import analyzer

    assert {name for name in analyzer.__all__ if getattr(analyzer, name) is None} == set()
    assert set(analyzer.__all__) <= set(dir(analyzer))
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = analyzer.nothing_like_it
