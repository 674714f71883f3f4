"""What this program stands on: versions of packages, and digests of its data.

Shared by ``doctor`` (is everything there?) and the record of a run (what made this result?).
"""

from __future__ import annotations

import hashlib
import platform
from importlib import metadata
from pathlib import Path

from analyzer import __version__

# as in pyproject.toml; a test compares
REQUIRED = (
    "click",
    "jieba",
    "jinja2",
    "lxml",
    "matplotlib",
    "pandas",
    "pdfplumber",
    "python-calamine",
    "scikit-learn",
    "xlsxwriter",
)
# without being asked for by name, they change numbers or texts
_BELOW = ("numpy", "pdfminer.six")
REFERENCE = Path("reference") / "document_frequency.tsv"


def package_version(name: str) -> str:
    """The installed version, empty if the package is not installed.

    >>> package_version("没有这个包")
    ''
    """
    try:
        return metadata.version(name)
    except (metadata.PackageNotFoundError, ValueError):
        return ""


def versions() -> dict[str, str]:
    """Versions of this program, of Python and of the packages whose change may change a result."""
    found = {
        "policy-analyzer": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
    }
    found.update({name: package_version(name) for name in (*REQUIRED, *_BELOW)})
    return {name: version for name, version in found.items() if version}


def file_digest(path: Path) -> str:
    """SHA-256 of a file, empty if it is not there."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
