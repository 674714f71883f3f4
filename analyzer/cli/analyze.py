"""``policy-analyzer analyze``: inputs to a folder of tables and charts."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer import __version__
from analyzer.cli.console import Progress, complain, data_stream, say, silence
from analyzer.cli.help import ChineseCommand

if TYPE_CHECKING:
    import pandas

    from analyzer.cli.run import Results

# named here and not imported, so that the help needs nothing; a test holds them against the tables
TABLE_NAMES = ("documents", "sections", "targets", "tasks", "checks", "keywords", "mentions")
_MAX_LISTED = 20
SOME_FAILED = 1


@click.command("analyze", cls=ChineseCommand, short_help="分析文件，写出表和图。")
@click.argument("inputs", nargs=-1, required=True, metavar="输入...")
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="结果写到这个文件夹；它应是新的或空的。",
)
@click.option("--force", is_flag=True, help="文件夹里已有内容时，覆盖其中的同名文件。")
@click.option("--no-charts", is_flag=True, help="不画图。")
@click.option("--no-report", is_flag=True, help="不写网页报告 report.html。")
@click.option(
    "--stdout",
    "shown",
    metavar="表名",
    type=click.Choice(TABLE_NAMES),
    help=f"把一张表以 CSV 打印到标准输出，可选：{' '.join(TABLE_NAMES)}。",
)
@click.option(
    "--text-column",
    metavar="列名",
    default="",
    help="表格（CSV、XLSX、XLS、ET、JSON）中正文所在的列；列名是正文、全文、内容、text、content 等时不必写。",
)
@click.option(
    "--dictionaries",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="用这个文件夹里的词典，不用随程序带的。",
)
def analyze(
    inputs: tuple[str, ...],
    folder: Path | None,
    force: bool,
    no_charts: bool,
    no_report: bool,
    shown: str | None,
    text_column: str,
    dictionaries: Path | None,
) -> int:
    """分析文件，写出指标、任务、关键词等表和图。

    输入可以是文件、文件夹、通配符，或 -（标准输入）。表格中一行是一份文件。

    \b
    例：policy-analyzer analyze 报告.txt -o 结果
        policy-analyzer analyze 文件夹 '*.txt' -o 结果 --force
        policy-analyzer analyze - --stdout targets < 报告.txt
        policy-analyzer analyze 政策库.xlsx --text-column 政策原文 -o 结果

    退出码：0 全部成功，1 有文件没读成，2 用法有误，130 被中断。
    """
    if folder is None and shown is None:
        raise click.UsageError("请用 -o 指定写结果的文件夹，或用 --stdout 指定要打印的表。")
    from analyzer.presentation.files import check_folder

    if folder is not None:
        check_folder(folder, force=force)
    results, digest = _analyze(inputs, dictionaries, text_column)

    from analyzer.presentation.tables import build_tables
    from analyzer.presentation.writing import write_run

    tables = build_tables(results.analyses, results.failures)
    if folder is not None:
        documents = [analysis.document for analysis in results.analyses]
        made_by = {"version": __version__, "dictionaries_sha256": digest}
        written = write_run(folder, tables, documents, charts=not no_charts, force=force, provenance=made_by)
        if not no_report:
            from analyzer.presentation.report import write_reports

            written += write_reports(
                folder, results.analyses, results.failures, made_by, charts=not no_charts
            )
        _report(folder, written, tables, results, to_stderr=shown is not None)
    _list_failures(results)
    if shown is not None:
        _print_table(tables[shown])
    return SOME_FAILED if results.failures else 0


def _analyze(inputs: Sequence[str], dictionaries: Path | None, text_column: str) -> tuple[Results, str]:
    from analyzer.cli.run import analyze_inputs
    from analyzer.lexicon import load_lexicon
    from analyzer.pipeline import Analyzer
    from analyzer.reading.inputs import find_inputs

    analyzer = Analyzer(load_lexicon(dictionaries))
    found = find_inputs(inputs)
    progress = Progress(len(found))
    try:
        return analyze_inputs(found, analyzer, progress.step, text_column), analyzer.lexicon.digest
    finally:
        progress.close()


def _report(
    folder: Path,
    written: Sequence[Path],
    tables: Mapping[str, pandas.DataFrame],
    results: Results,
    *,
    to_stderr: bool,
) -> None:
    """Say what was written and where, with the number of rows of every table."""
    from analyzer.presentation.columns import TABLES

    stream = sys.stderr if to_stderr else sys.stdout
    failed = f"，{len(results.failures)} 份没有读成" if results.failures else ""
    say(f"分析了 {len(results.analyses)} 份文件{failed}。结果在 {folder}：", stream)
    titles = {table.name: table.title for table in TABLES}
    for path in written:
        if path.suffix == ".csv":
            name = f"{path.name:<17}"
            say(f"  {name} {titles.get(path.stem, path.stem)}，{len(tables[path.stem])} 行", stream)
    say("  datapackage.json  各表各列的说明", stream)
    texts = sum(path.parent.name == "texts" for path in written)
    if texts:
        say(f"  texts/            读入的原文，{texts} 份", stream)
    charts = [path.name for path in written if path.parent.name == "charts"]
    if charts:
        say(f"  charts/           图：{'、'.join(charts)}", stream)
    reports = [path.name for path in written if path.suffix == ".html"]
    if reports:
        pages = f"，连同 reports/ 中的 {len(reports) - 1} 份" if len(reports) > 1 else ""
        say(f"  report.html       网页报告，用浏览器打开{pages}", stream)


def _print_table(table: pandas.DataFrame) -> None:
    from analyzer.presentation.writing import write_csv

    try:
        stream = data_stream()
        write_csv(table, stream)
        stream.flush()
    except BrokenPipeError:
        # whoever reads has seen enough (… | head); the run is as good as it was
        silence(sys.stdout)


def _list_failures(results: Results) -> None:
    if not results.failures:
        return
    complain("没有读成的文件：")
    for failure in results.failures[:_MAX_LISTED]:
        complain(f"  {failure.source_path}：[{failure.code}] {failure.message}")
    more = len(results.failures) - _MAX_LISTED
    if more > 0:
        complain(f"  ……还有 {more} 份，见 documents 表中 status 为 error 的行。")
