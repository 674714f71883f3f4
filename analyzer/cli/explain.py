"""``policy-analyzer explain``: what was found at one place of a document, by which rules and dictionary lines."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analyzer.cli.console import say
from analyzer.cli.help import BilingualCommand
from analyzer.cli.messages import in_english, message
from analyzer.cli.options import dictionary_options

if TYPE_CHECKING:
    from analyzer.lexicon import Lexicon
    from analyzer.model import Analysis

_OUTSIDE = 2
_CONTEXT = 12


@click.command("explain", cls=BilingualCommand, short_help="说明某个位置读出了什么、凭哪条规则。")
@click.argument("file", metavar="文件", type=click.Path())
@click.option(
    "--at",
    "offset",
    required=True,
    metavar="位置",
    type=click.IntRange(min=0),
    help="正文里的第几个字，从 0 数起（与各表的 start、end 相同）。",
)
@dictionary_options
def explain(file: str, offset: int, dictionaries: Path | None, extra: Path | None) -> int:
    """说明文件的某个位置：那里（或同一句里最近）的数字怎样一步步成了指标，或者为什么没有，凭词典的哪一行。

    随后列出这一句的指标、任务、核对各栏的值。

    \b
    例：policy-analyzer explain 报告.txt --at 120
    """
    from analyzer.lexicon import load_lexicon
    from analyzer.pipeline import Analyzer
    from analyzer.reading.reader import read

    document = read(file)
    text = document.text
    if offset >= len(text):
        raise click.UsageError(f"--at {offset} 超出正文，正文只有 {len(text)} 个字。")
    lexicon = load_lexicon(dictionaries, extra=extra)
    analysis = Analyzer(lexicon).analyze(document, keywords=False)
    start, end = sentence_at(analysis, offset)
    before, after = text[max(0, offset - _CONTEXT) : offset], text[offset + 1 : offset + _CONTEXT]
    say(message("位置 {offset}：", offset=offset) + " ".join(f"{before}【{text[offset]}】{after}".split()))
    place = message("句子 {start}–{end}：", start=start, end=end)
    say(place + " ".join(text[start:end].split()))
    _say_steps(analysis, lexicon, offset)
    _say_rows(analysis, start, end)
    return 0


def sentence_at(analysis: Analysis, offset: int) -> tuple[int, int]:
    """The half-open span, in the document, of the sentence around an offset (or of the next one)."""
    from analyzer.structure.condense import condense
    from analyzer.structure.sentences import split_sentences

    view = condense(analysis.document.text)
    position = view.position(offset)
    for start, end in split_sentences(view.text):
        if position < end:
            return view.span(start, end)
    return offset, offset + 1


def _say_steps(analysis: Analysis, lexicon: Lexicon, offset: int) -> None:
    from analyzer.extraction.explaining import Explainer
    from analyzer.presentation.explanation import describe
    from analyzer.structure.condense import condense

    explainer = Explainer(lexicon)
    document = analysis.document
    reading = explainer.read(document.text, condense(document.text), analysis.outline, document.metadata)
    explained = reading.at(offset)
    if explained is None:
        say("\n" + message("这一句里没有数字。"))
        return
    how = "位置 {start}–{end} 的数字是怎样读的："
    say("\n" + message(how, start=explained.start, end=explained.end))
    for line in describe(explained, explainer):
        say(f"  {line}")


def _say_rows(analysis: Analysis, start: int, end: int) -> None:
    from analyzer.presentation.columns import TABLES
    from analyzer.presentation.tables import build_tables, records

    tables = build_tables([analysis])
    for table in TABLES:
        if table.name not in ("targets", "tasks", "checks"):
            continue
        rows = [row for row in records(tables[table.name]) if row["start"] < end and start < row["end"]]
        if not rows:
            say("\n" + message("{title}：这一句没有。", title=table.title, name=table.name))
        for row in rows:
            say(f"\n{table.name if in_english() else table.title} {row[table.key[-1]]}")
            for column in table.columns[_OUTSIDE:]:
                _say_cell(column.name, column.title, dict(column.enum), row)


def _say_cell(name: str, title: str, labels: Mapping[str, str], row: Mapping[str, Any]) -> None:
    from analyzer.presentation.cells import csv_cell

    cell = csv_cell(row[name])
    if cell:
        shown = " ".join(cell.split())
        if in_english():
            say(f"  {name}: {shown}")
            return
        label = f"（{labels[cell]}）" if cell in labels else ""
        say(f"  {title} {name}：{shown}{label}")
