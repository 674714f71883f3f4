"""The results of a run: where and in which formats they go, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.cli.manifest import METHODS_NAME, RUN_NAME
from analyzer.cli.messages import message
from analyzer.cli.run import Results
from analyzer.lexicon import Lexicon
from analyzer.presentation.files import check_file, check_folder
from analyzer.presentation.output_formats import FORMATS, Output, choose_output

if TYPE_CHECKING:
    import pandas

_FOLDERS = {"texts", "charts", "reports"}
_NAME_WIDTH = 17


def check_output(target: Path, formats: Sequence[str], force: bool) -> Output:
    """What is to be written where; whatever stands in the way is said before the long work.

    Raises:
        OutputError: the place is taken, or a format cannot be written.
    """
    from analyzer.presentation.writing import check_formats

    output = choose_output(target, formats)
    check_formats(output.formats)
    check = check_file if output.file else check_folder
    check(output.path, force=force)
    return output


def write_results(
    output: Output,
    tables: Mapping[str, pandas.DataFrame],
    results: Results,
    lexicon: Lexicon,
    made_by: Mapping[str, str],
    *,
    charts: bool,
    report: bool,
    force: bool,
) -> list[Path]:
    """Write tables, texts, charts and report into a folder, or the tables alone into one file."""
    from analyzer.presentation.writing import Extras, write_one_file, write_run

    documents = [analysis.document for analysis in results.analyses]
    if output.file:
        extras = Extras(documents, made_by, lexicon)
        return [write_one_file(output.path, tables, output.formats[0], extras, force=force)]
    from analyzer.presentation.report import address, write_reports

    several = len(results.analyses) != 1 or bool(results.failures)
    readable = {document.doc_id for document in documents}
    written = write_run(
        output.path,
        tables,
        documents,
        formats=output.formats,
        charts=charts,
        force=force,
        provenance=made_by,
        lexicon=lexicon,
        page_of=(lambda doc_id: address(doc_id, several) if doc_id in readable else "") if report else None,
    )
    if report:
        written += write_reports(output.path, results.analyses, results.failures, made_by, charts=charts)
    return written


def describe_written(written: Sequence[Path], tables: Mapping[str, pandas.DataFrame]) -> Iterator[str]:
    """One line for every table and every other thing that was written."""
    from analyzer.presentation.columns import TABLES

    titles = {table.name: table.title for table in TABLES}
    suffixes = {suffix: each for each in FORMATS for suffix in each.suffixes}
    for path in written:
        made = suffixes.get(path.suffix.lower())
        if made is None or path.parent.name in _FOLDERS:
            continue
        if made.one_file:
            rows = message("，").join(
                message("{title} {rows} 行", title=titles.get(name, name), name=name, rows=len(table))
                for name, table in tables.items()
            )
            told = message("{format}：{tables}", format=message(made.title), tables=rows)
        elif path.stem in tables:
            title = titles.get(path.stem, path.stem)
            told = message("{title}，{rows} 行", title=title, name=path.stem, rows=len(tables[path.stem]))
        else:
            continue
        yield _line(path.name, told)
    names = {path.name for path in written}
    if "datapackage.json" in names:
        yield _line("datapackage.json", message("各表各列的说明"))
    texts = sum(path.parent.name == "texts" for path in written)
    if texts:
        yield _line("texts/", message("读入的原文，{count} 份", count=texts))
    charts = [path.name for path in written if path.parent.name == "charts"]
    if charts:
        yield _line("charts/", message("图：{names}", names=message("、").join(charts)))
    reports = [path.name for path in written if path.suffix == ".html"]
    if reports:
        more = len(reports) - 1
        pages = message("，连同 reports/ 中的 {count} 份", count=more) if more else ""
        yield _line("report.html", message("网页报告，用浏览器打开{pages}", pages=pages))
    if RUN_NAME in names:
        yield _line(RUN_NAME, message("这次运行的记录：版本、选项、输入"))
    if METHODS_NAME in names:
        yield _line(METHODS_NAME, message("论文里可用的方法说明（中、英文）"))


def _line(name: str, told: str) -> str:
    return f"{name:<{_NAME_WIDTH}} {told}"
