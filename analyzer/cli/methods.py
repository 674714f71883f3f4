"""``policy-analyzer methods``: the paragraph of a paper that says how the tables were made.

It says only what the record of the run knows, and reminds of what it does not: whether somebody checked a
sample. Accuracy is not in it, since that depends on the documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from analyzer.cli.console import say
from analyzer.cli.help import BilingualCommand
from analyzer.errors import ReadError

_DIGEST = 12
_LANGUAGES = ("zh", "en")
# of the packages, those a reader of a paper would ask for
_NAMED = ("jieba", "scikit-learn", "lxml", "pdfplumber")

_CHINESE = """\
本文用 policy-analyzer {version}（Python {python}，{packages}）从 {documents}（共 {characters} 字）中提取\
量化指标、任务和关键词。该程序依据规则和词典，不使用大语言模型，同样的输入、版本和词典得到同样的结果。\
所用词典共 {rows} 行{extra}，SHA-256 摘要前 {length} 位为 {digest}，关键词的参照词频文件摘要为 {reference}。\
得到量化指标 {targets} 行、任务 {tasks} 行、待核对 {checks} 处；每一行都记有它在原文中的起止位置，可以逐条复核。\
{failed}分析于 {date}（UTC）完成，各文件的 SHA-256 摘要和全部选项见运行记录 run.json。"""

_ENGLISH = """\
We used policy-analyzer {version} (Python {python}; {packages}) to extract quantitative targets, tasks and keywords \
from {documents} ({characters} characters). The program works with rules and dictionaries and uses no language \
model; the same inputs, version and dictionaries give the same result. \
The dictionaries had {rows} rows{extra} (SHA-256 beginning {digest}); the file of reference counts for keywords has \
a SHA-256 beginning {reference}. This gave {targets} rows of targets, {tasks} rows of tasks and {checks} notes to \
check; every row carries its position in the source text and can be verified. {failed}\
The analysis was finished on {date} (UTC); digests of all inputs and all options are in the record run.json."""

_REMINDER = """\
> 投稿前请补上：文件从哪里来、怎样选取；抽查了多少行、错了多少（`policy-analyzer evaluate`）。
> Before you submit, add where the documents come from and how many rows you checked by hand, with what result."""


@click.command("methods", cls=BilingualCommand, short_help="打印一次运行的方法说明，供论文使用。")
@click.argument("folder", metavar="结果", type=click.Path(path_type=Path))
@click.option(
    "--only", metavar="语言", type=click.Choice(_LANGUAGES), help="只打印一种语言：zh 或 en；默认两种都打印。"
)
def methods(folder: Path, only: str | None) -> int:
    """由结果文件夹里的 run.json 写出论文“方法”一节可用的一段话，中文和英文。

    \b
    例：policy-analyzer methods 结果
        policy-analyzer methods 结果 --only en
    """
    from analyzer.cli.manifest import read_manifest

    manifest = read_manifest(folder)
    if "targets" not in manifest["counts"]["rows"]:
        raise ReadError("E_FORMAT", "这里没有表，请给出 analyze 写出的结果文件夹。", str(folder))
    if only is None:
        say(methods_page(manifest).rstrip())
    else:
        say(methods_paragraph(manifest, only))
    return 0


def methods_page(manifest: Mapping[str, Any]) -> str:
    """Both paragraphs with what the author has to add, as Markdown."""
    chinese, english = (methods_paragraph(manifest, language) for language in _LANGUAGES)
    return f"# 方法说明 Methods\n\n{chinese}\n\n{english}\n\n{_REMINDER}\n"


def methods_paragraph(manifest: Mapping[str, Any], language: str) -> str:
    """The paragraph in ``zh`` or ``en``.

    Args:
        manifest: as from :func:`analyzer.cli.manifest.make_manifest`.
        language: ``zh`` or ``en``.
    """
    versions, counts, dictionaries = manifest["versions"], manifest["counts"], manifest["dictionaries"]
    chinese = language == "zh"
    named = [f"{name} {versions[name]}" for name in _NAMED if name in versions]
    own = [name for name in ("dictionaries", "extra") if _option(manifest, name)]
    failed = counts["failed"]
    return (_CHINESE if chinese else _ENGLISH).format(
        version=versions["policy-analyzer"],
        python=versions["python"],
        packages=("、" if chinese else ", ").join(named),
        documents=_documents(counts["read"], chinese),
        characters=counts["characters"],
        rows=dictionaries["rows"],
        extra=_own_dictionaries(own, chinese),
        length=_DIGEST,
        digest=dictionaries["sha256"][:_DIGEST],
        reference=dictionaries["reference_sha256"][:_DIGEST] or "—",
        targets=counts["rows"].get("targets", 0),
        tasks=counts["rows"].get("tasks", 0),
        checks=counts["rows"].get("checks", 0),
        failed=_failed(failed, chinese),
        date=manifest["ended"][:10],
    )


def _documents(count: int, chinese: bool) -> str:
    if chinese:
        return f"{count} 份政策文件"
    return f"{count} Chinese policy document{'' if count == 1 else 's'}"


def _own_dictionaries(own: list[str], chinese: bool) -> str:
    if "dictionaries" in own:
        return "（自备词典）" if chinese else ", our own"
    if "extra" in own:
        return "（含自行补充的行）" if chinese else ", with rows of our own"
    return ""


def _failed(failed: int, chinese: bool) -> str:
    if not failed:
        return ""
    if chinese:
        return f"另有 {failed} 份文件没有读成，未计入。"
    return f"A further {failed} could not be read and were left out. "


def _option(manifest: Mapping[str, Any], name: str) -> Any:
    return manifest["command"].get("options", {}).get(name, {}).get("value")
