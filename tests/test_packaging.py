"""The wheel works outside the checkout: dictionaries, font and command are inside."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment["PYTHONIOENCODING"] = "utf-8"
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, capture_output=True, encoding="utf-8", timeout=180
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, ROOT, cwd=folder)
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh virtual environment with the wheel, and the dependencies of the one we run in."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python" if os.name != "nt" else folder / "Scripts" / "python.exe"
    # without the modules of this checkout: a .pth file there is not followed
    packages = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    )
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    install = ("install", "--no-index", "--no-deps", "--ignore-installed", "--quiet", wheel)
    run(sys.executable, "-m", "pip", "--python", python, *install, cwd=folder)
    return python.parent


def test_the_wheel_holds_data_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"analyzer"}
    dictionaries = {path.name for path in (ROOT / "dictionaries").glob("*.tsv")}
    assert {f"analyzer/_dictionaries/{name}" for name in dictionaries} <= set(names)
    assert "analyzer/presentation/fonts/PolicyAnalyzerSans.otf" in names
    templates = {path.name for path in (ROOT / "analyzer" / "presentation" / "templates").iterdir()}
    assert {f"analyzer/presentation/templates/{name}" for name in templates} <= set(names)
    assert {"report.html", "report.css", "report.js"} <= templates
    assert "analyzer/py.typed" in names
    assert [name for name in names if name.endswith((".env", ".pyc"))] == []
    assert any(name.endswith("LICENSE") for name in names)


def test_the_installed_command_analyses_a_sample(environment: Path, tmp_path: Path) -> None:
    where = run(environment / "python", "-c", "import analyzer; print(analyzer.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(environment.parent)
    sample = ROOT / "samples" / "澜川市政府工作报告.txt"
    said = run(environment / "policy-analyzer", "analyze", sample, "-o", "结果", cwd=tmp_path)
    assert "分析了 1 份文件" in said
    targets = (tmp_path / "结果" / "targets.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(targets) > 10
    assert (tmp_path / "结果" / "charts" / "targets.png").stat().st_size > 10_000
