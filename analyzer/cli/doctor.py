"""``policy-analyzer doctor``: what is installed, what is whole, and how to get what is missing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import click

from analyzer.cli.console import paint, say
from analyzer.cli.help import BilingualCommand
from analyzer.cli.messages import in_english, message
from analyzer.cli.settings import current_settings
from analyzer.errors import PolicyError

MISSING = 1
_DIGEST = 12
_WIDTH = 28
_PUNCTUATION = str.maketrans({"、": ", ", "（": " (", "）": ")"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        group: heading it stands under.
        name: what was looked at.
        found: version, place or size; empty if it is missing.
        hint: how to get it.
        needed: whether the program cannot do without.
    """

    group: str
    name: str
    found: str
    hint: str = ""
    needed: bool = True


@click.command("doctor", cls=BilingualCommand, short_help="检查安装：版本、字体、词典、读得了哪些格式。")
@click.option("--json", "as_json", is_flag=True, help="打印成 JSON，供程序读或附在问题报告里。")
def doctor(as_json: bool) -> int:
    """检查安装：Python 和各程序包的版本，字体和词典是否完好，读写得了哪些格式，缺的怎样安装。

    \b
    例：policy-analyzer doctor
        policy-analyzer doctor --json > 环境.json

    退出码：0 必需的都在（可选的可以缺），1 缺少必需的部分。
    """
    findings = [*_environment(), *_packages(), *_data(), *_readers(), *_extras()]
    broken = any(finding.needed and not finding.found for finding in findings)
    if as_json:
        import json

        say(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
        return MISSING if broken else 0
    group = ""
    for finding in findings:
        if finding.group != group:
            group = finding.group
            say(("\n" if finding is not findings[0] else "") + paint(message(group), "title"))
        _say(finding)
    if broken:
        say("\n" + paint(message("缺少必需的部分，请按上面的办法安装。"), "error"))
        return MISSING
    complete = all(finding.found for finding in findings)
    closing = "都齐了。" if complete else "可以使用；标“缺”的是可选的，用到时再装。"
    say("\n" + message(closing))
    return 0


def _say(finding: Finding) -> None:
    style = "good" if finding.found else "error" if finding.needed else "warning"
    word = message("有" if finding.found else "缺")
    mark = paint(word, style) + " " * (len(message("缺")) - len(word))
    name = message(finding.name)
    if in_english():
        name = name.translate(_PUNCTUATION).strip()
    space = " " * max(1, _WIDTH - sum(1 if character.isascii() else 2 for character in name))
    told = finding.found
    if not told and finding.hint:
        told = message("安装：{hint}", hint=message(finding.hint))
    say(f"  {mark}  {name}{space}{told}")


def _environment() -> Iterator[Finding]:
    from analyzer.cli.versions import versions

    found = versions()
    for name in ("policy-analyzer", "python", "platform"):
        yield Finding("运行环境", name, found[name])
    try:
        path = current_settings().config.path
        yield Finding("运行环境", "配置文件", str(path) if path is not None else message("没有"))
    except PolicyError as error:
        yield Finding("运行环境", "配置文件", "", str(error))


def _packages() -> Iterator[Finding]:
    from analyzer.cli.versions import REQUIRED, package_version

    for name in REQUIRED:
        yield Finding("程序包", name, package_version(name), f"pip install {name}")


def _data() -> Iterator[Finding]:
    from analyzer.cli.versions import REFERENCE, file_digest
    from analyzer.lexicon import load_lexicon
    from analyzer.lexicon.lexicon import dictionaries_folder
    from analyzer.presentation.drawing import font_path

    group, again = "随程序带的数据", "pip install --force-reinstall policy-analyzer"
    try:
        lexicon = load_lexicon()
        rows = sum(map(len, lexicon.tables.values()))
        told = message("{rows} 行，摘要 {digest}", rows=rows, digest=lexicon.digest[:_DIGEST])
        yield Finding(group, "词典", told)
    except (PolicyError, OSError) as error:
        yield Finding(group, "词典", "", f"{again}（{error}）")
    digest = file_digest(dictionaries_folder() / REFERENCE)
    told = message("摘要 {digest}", digest=digest[:_DIGEST]) if digest else ""
    yield Finding(group, "参照词频", told, again)
    font = font_path().name if font_path().is_file() else ""
    yield Finding(group, "中文字体", font, again)


def _readers() -> Iterator[Finding]:
    from analyzer.reading.office import find_soffice

    group = "读得了什么"
    office = "从 libreoffice.org 下载，或 sudo apt install libreoffice-writer"
    yield Finding(group, "纯文本、网页、CSV、JSON", message("自带"))
    yield Finding(group, "DOCX、OFD", message("自带"))
    yield Finding(group, "PDF", _versions_of("pdfplumber"), "pip install pdfplumber")
    yield Finding(group, "XLSX、XLS、ET", _versions_of("python-calamine"), "pip install python-calamine")
    yield Finding(group, "DOC、WPS、RTF（soffice）", find_soffice() or "", office, needed=False)
    antiword = shutil.which("antiword") or ""
    yield Finding(group, "DOC、WPS（antiword）", antiword, "sudo apt install antiword", needed=False)
    recognition = _versions_of("rapidocr", "onnxruntime", "pypdfium2")
    ocr = "pip install 'policy-analyzer[ocr]'"
    yield Finding(group, "扫描件文字识别（ocr）", recognition, ocr, needed=False)


def _extras() -> Iterator[Finding]:
    group = "另外能做什么"
    extras = (
        ("Parquet", "parquet", ("pyarrow",)),
        ("词云（cloud）", "cloud", ("wordcloud",)),
        ("笔记本（notebook）", "notebook", ("ipykernel", "nbclient", "nbformat")),
    )
    for name, extra, packages in extras:
        hint = f"pip install 'policy-analyzer[{extra}]'"
        yield Finding(group, name, _versions_of(*packages), hint, needed=False)


def _versions_of(*packages: str) -> str:
    """Names and versions of packages that belong together, empty if one of them is missing."""
    from analyzer.cli.versions import package_version

    found = {name: package_version(name) for name in packages}
    return (
        message("，").join(f"{name} {version}" for name, version in found.items())
        if all(found.values())
        else ""
    )
