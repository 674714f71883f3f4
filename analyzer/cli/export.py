"""``policy-analyzer export``: what was found, as files that annotation tools open."""

from __future__ import annotations

from pathlib import Path

import click

from analyzer.cli.console import Progress, complain, say
from analyzer.cli.help import BilingualCommand
from analyzer.cli.messages import describe_error, message
from analyzer.cli.options import dictionary_options

# named here and not imported, so that the help needs nothing; a test holds them against the writers
FORMAT_NAMES = ("brat", "doccano", "label-studio", "w3c", "refi-qda")
LABEL_NAMES = ("target", "actual", "standard", "task", "title", "doc_number", "agency", "region", "programme")
SOME_FAILED = 1


@click.command("export", cls=BilingualCommand, short_help="把读出的内容写成标注工具的文件。")
@click.argument("inputs", nargs=-1, required=True, metavar="输入...", type=click.Path())
@click.option(
    "--format",
    "form",
    required=True,
    metavar="格式",
    type=click.Choice(FORMAT_NAMES),
    help=f"可选：{' '.join(FORMAT_NAMES)}。",
)
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="写到这个文件夹；它应是新的或空的。",
)
@click.option(
    "--label",
    "labels",
    multiple=True,
    metavar="标签",
    type=click.Choice(LABEL_NAMES),
    help=f"只写这种标签，可重复；默认 target actual standard task。可选：{' '.join(LABEL_NAMES)}。",
)
@click.option("--force", is_flag=True, help="文件夹里已有内容时，覆盖其中的同名文件。")
@dictionary_options
def export(
    inputs: tuple[str, ...],
    form: str,
    folder: Path,
    labels: tuple[str, ...],
    force: bool,
    dictionaries: Path | None,
    extra: Path | None,
) -> int:
    """分析文件，把指标和任务写成标注工具能打开的文件，供人核对改正。

    改正后用 policy-analyzer evaluate 对照。

    \b
    例：policy-analyzer export 报告.txt --format label-studio -o 标注
        policy-analyzer export 文件夹 --format brat -o 标注 --label target --label actual

    退出码：0 全部成功，1 有文件没读成，2 用法有误，130 被中断。
    """
    from analyzer.presentation.files import check_folder

    check_folder(folder, force=force)
    from analyzer.cli.manifest import make_manifest, now, write_manifest
    from analyzer.cli.run import analyze_inputs
    from analyzer.exchange.formats import WRITERS
    from analyzer.exchange.labels import DEFAULT_LABELS
    from analyzer.exchange.rows import annotate
    from analyzer.lexicon import load_lexicon
    from analyzer.pipeline import Analyzer
    from analyzer.presentation.files import locked, write_bytes
    from analyzer.reading.inputs import find_inputs

    started = now()
    analyzer = Analyzer(load_lexicon(dictionaries, extra=extra))
    found = find_inputs(inputs)
    progress = Progress(len(found))
    try:
        results = analyze_inputs(found, analyzer, progress.step)
    finally:
        progress.close()
    documents = [annotate(analysis, labels or DEFAULT_LABELS) for analysis in results.analyses]
    with locked(folder):
        check_folder(folder, force=force)
        files = WRITERS[form](documents)
        for name, data in files.items():
            write_bytes(folder / name, data)
        spans = [annotation for document in documents for annotation in document.annotations]
        manifest = make_manifest(started, results, analyzer.lexicon, {"annotations": spans}, [form])
        write_manifest(folder, manifest, methods=False)
    wrote = "{documents} 份文件、{spans} 处标注写到 {place}："
    say(message(wrote, documents=len(documents), spans=len(spans), place=folder))
    for name in files:
        # a text for every document would be a long list
        if not name.endswith((".txt", ".ann")):
            say(f"  {name}")
    for failure in results.failures:
        error = describe_error(failure.code, failure.message, failure.source_path)
        complain(message("没有读成 {error}", error=error))
    return SOME_FAILED if results.failures else 0
