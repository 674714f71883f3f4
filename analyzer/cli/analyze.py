"""``policy-analyzer analyze``: inputs to a folder of tables and charts."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer import __version__
from analyzer.cli.console import Progress, complain, data_stream, paint, say, silence
from analyzer.cli.help import BilingualCommand
from analyzer.cli.messages import describe_error, message
from analyzer.cli.options import dictionary_options

if TYPE_CHECKING:
    import pandas

    from analyzer.cli.run import Results
    from analyzer.lexicon import Lexicon

# named here and not imported, so that the help needs nothing; a test holds them against the tables
FORMAT_NAMES = ("csv", "xlsx", "sqlite", "jsonl", "parquet", "stata")
TABLE_NAMES = ("documents", "sections", "targets", "tasks", "checks", "keywords", "mentions")
_MAX_LISTED = 20
SOME_FAILED = 1


@click.command("analyze", cls=BilingualCommand, short_help="分析文件，写出表和图。")
@click.argument("inputs", nargs=-1, required=True, metavar="输入...", type=click.Path())
@click.option(
    "-o",
    "--output",
    "target",
    metavar="位置",
    type=click.Path(path_type=Path),
    help="结果写到这个文件夹，它应是新的或空的；后缀为 .xlsx 或 .sqlite 时只写这一个文件。",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="格式",
    type=click.Choice(FORMAT_NAMES),
    help=f"表的格式，可重复；默认按 -o 的后缀，没有后缀为 csv。可选：{' '.join(FORMAT_NAMES)}。",
)
@click.option("--force", is_flag=True, help="已有内容时，覆盖其中的同名文件。")
@click.option("--charts/--no-charts", default=True, help="画图，或不画；默认画。")
@click.option("--report/--no-report", default=True, help="写网页报告 report.html，或不写；默认写。")
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
@click.option("--ocr", is_flag=True, help="识别 PDF 中扫描页的文字（要另装 ocr，一页十几秒）。")
@dictionary_options
def analyze(
    inputs: tuple[str, ...],
    target: Path | None,
    formats: tuple[str, ...],
    force: bool,
    charts: bool,
    report: bool,
    shown: str | None,
    text_column: str,
    ocr: bool,
    dictionaries: Path | None,
    extra: Path | None,
) -> int:
    """分析文件，写出指标、任务、关键词等表和图。

    输入可以是文件、文件夹、通配符，或 -（标准输入）。表格中一行是一份文件。

    \b
    例：policy-analyzer analyze 报告.txt -o 结果
        policy-analyzer analyze 文件夹 '*.txt' -o 结果 --force
        policy-analyzer analyze - --stdout targets < 报告.txt
        policy-analyzer analyze 扫描件.pdf -o 结果 --ocr
        policy-analyzer analyze 政策库.xlsx --text-column 政策原文 -o 结果
        policy-analyzer analyze 报告.txt -o 报告.xlsx
        policy-analyzer analyze 文件夹 -o 结果 --format csv --format xlsx

    退出码：0 全部成功，1 有文件没读成，2 用法有误，130 被中断。
    """
    if target is None and shown is None:
        raise click.UsageError("请用 -o 指定写结果的位置，或用 --stdout 指定要打印的表。")
    if target is None and formats:
        raise click.UsageError("--format 是写到 -o 的格式，请加上 -o。")
    from analyzer.cli.manifest import make_manifest, now, write_manifest
    from analyzer.cli.results import check_output, write_results

    started = now()
    output = None if target is None else check_output(target, formats, force)
    results, lexicon = _analyze(inputs, dictionaries, extra, text_column, ocr)

    from analyzer.presentation.tables import build_tables

    tables = build_tables(results.analyses, results.failures)
    if output is not None:
        made_by = {"version": __version__, "dictionaries_sha256": lexicon.digest}
        written = write_results(
            output,
            tables,
            results,
            lexicon,
            made_by,
            charts=charts,
            report=report,
            force=force,
        )
        if not output.file:
            manifest = make_manifest(started, results, lexicon, tables, output.formats)
            written += write_manifest(output.path, manifest)
        _report(output.path, written, tables, results, to_stderr=shown is not None)
    _list_failures(results)
    if shown is not None:
        _print_table(tables[shown])
    return SOME_FAILED if results.failures else 0


def _analyze(
    inputs: Sequence[str], dictionaries: Path | None, extra: Path | None, text_column: str, ocr: bool
) -> tuple[Results, Lexicon]:
    from analyzer.cli.run import analyze_inputs
    from analyzer.lexicon import load_lexicon
    from analyzer.pipeline import Analyzer
    from analyzer.reading.inputs import find_inputs

    if ocr:
        # said before the long work, not once a file
        from analyzer.reading.pdf_ocr import check_installed

        check_installed()
    analyzer = Analyzer(load_lexicon(dictionaries, extra=extra))
    found = find_inputs(inputs)
    progress = Progress(len(found))
    try:
        return analyze_inputs(found, analyzer, progress.step, text_column, ocr=ocr), analyzer.lexicon
    finally:
        progress.close()


def _report(
    target: Path,
    written: Sequence[Path],
    tables: Mapping[str, pandas.DataFrame],
    results: Results,
    *,
    to_stderr: bool,
) -> None:
    """Say what was written and where, with the number of rows of every table."""
    from analyzer.cli.results import describe_written

    stream = sys.stderr if to_stderr else sys.stdout
    count = len(results.failures)
    failed = message("，{count} 份没有读成", count=count) if count else ""
    analysed = message(
        "分析了 {count} 份文件{failed}。结果在 {place}：",
        count=len(results.analyses),
        failed=failed,
        place=target,
    )
    say(paint(analysed, "title", stream), stream)
    for line in describe_written(written, tables):
        say(f"  {line}", stream)


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
    complain(message("没有读成的文件："), style="error")
    for failure in results.failures[:_MAX_LISTED]:
        complain(f"  {describe_error(failure.code, failure.message, failure.source_path)}")
    more = len(results.failures) - _MAX_LISTED
    if more > 0:
        complain(message("  ……还有 {count} 份，见 documents 表中 status 为 error 的行。", count=more))
