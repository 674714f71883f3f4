"""``policy-analyzer evaluate``: what the program found against what people have corrected."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli.console import complain, say
from analyzer.cli.help import BilingualCommand
from analyzer.cli.messages import message

if TYPE_CHECKING:
    from analyzer.study.agreement import Agreement

_NOTHING_COMPARED = 1
_SHOWN = 20
_TITLE_WIDTH = 22


@click.command("evaluate", cls=BilingualCommand, short_help="对照人工标注，给出准确率、召回率和差异清单。")
@click.argument("predicted", metavar="结果", type=click.Path(path_type=Path))
@click.argument("gold", metavar="标注", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="把 scores.csv 和 differences.csv 写到这个文件夹。",
)
@click.option("--force", is_flag=True, help="文件夹里已有内容时，覆盖其中的同名文件。")
@click.option(
    "--show",
    "shown",
    default=_SHOWN,
    show_default=False,
    metavar="条数",
    type=click.IntRange(min=0),
    help=f"在屏幕上最多列出几处差异，默认 {_SHOWN}。",
)
def evaluate(predicted: Path, gold: Path, folder: Path | None, force: bool, shown: int) -> int:
    """对照人工标注，给出准确率、召回率、F1 和每一处差异。

    “结果”是 analyze 写出的文件夹，或 export 写出的文件；“标注”是人改正过的：brat 文件夹、doccano 的
    .jsonl、Label Studio 的 .json。两边按文件编号对应，对不上时按正文对应。

    \b
    例：policy-analyzer evaluate 结果 project-1.json -o 对照
        policy-analyzer evaluate 标注前 标注后 --show 50

    退出码：0 比较完成，1 没有可比较的文件，2 用法有误，130 被中断。
    """
    from analyzer.exchange.formats import read_annotations
    from analyzer.presentation.files import check_folder
    from analyzer.study.agreement import compare

    if folder is not None:
        check_folder(folder, force=force)
    found = read_annotations(predicted)
    agreement = compare(found, read_annotations(gold))
    _complain(agreement)
    if not agreement.documents:
        complain(message("没有可比较的文件。请核对两边的文件编号和正文是否相同。"))
        return _NOTHING_COMPARED
    texts = {document.doc_id: document.text for document in found}
    _say_scores(agreement)
    _say_differences(agreement, texts, shown)
    if folder is not None:
        _write(folder, agreement, texts)
    return 0


def _complain(agreement: Agreement) -> None:
    """Say what could not be compared, and why."""
    reasons = (
        (agreement.unreviewed, "还没有人提交标注，未计入"),
        (agreement.other_text, "两边的正文不同，未计入；请用同一份正文标注"),
        (agreement.only_gold, "只在标注里有，未计入"),
        (agreement.only_predicted, "只在结果里有，未计入"),
    )
    for names, reason in reasons:
        if names:
            shown = "、".join(names[:5]) + (" 等" if len(names) > 5 else "")
            complain(f"{len(names)} 份文件{reason}：{shown}")


def _say_scores(agreement: Agreement) -> None:
    from analyzer.exchange.differences import family_title, score_title

    say(message("比较了 {count} 份文件。", count=len(agreement.documents)))
    say(_row(("", "标注", "结果", "一致", "准确率", "召回率", "F1")))
    for score in agreement.scores:
        shares = (_share(score.precision), _share(score.recall), _share(score.f1))
        counts = (str(score.gold), str(score.predicted), str(score.agreed))
        say(_row((score_title(score), *counts, *shares)))
    if agreement.left_out:
        names = "、".join(family_title(name) for name in agreement.left_out)
        say(f"标注里没有 {names}，这几类没有比较。")


def _row(cells: tuple[str, ...]) -> str:
    first, *rest = cells
    return _pad(first, _TITLE_WIDTH) + "".join(_pad(cell, 8, right=True) for cell in rest)


def _pad(text: str, width: int, *, right: bool = False) -> str:
    """Text filled up to a width in which a Chinese character takes two places."""
    space = " " * max(0, width - sum(1 if character.isascii() else 2 for character in text))
    return space + text if right else text + space


def _share(share: float | None) -> str:
    return "—" if share is None else f"{share:.3f}"


def _say_differences(agreement: Agreement, texts: dict[str, str], shown: int) -> None:
    from analyzer.exchange.differences import describe

    total = len(agreement.differences)
    if not total:
        say("\n" + message("没有差异。"))
        return
    say("\n" + message("差异 {count} 处：" if shown else "差异 {count} 处。", count=total))
    current = ""
    for difference in agreement.differences[:shown]:
        if difference.doc_id != current:
            current = difference.doc_id
            say(f"{current}：")
        say(f"  {describe(difference, texts[difference.doc_id])}")
    if 0 < shown < total:
        say(f"  ……还有 {total - shown} 处；用 -o 写出全部，或加大 --show。")


def _write(folder: Path, agreement: Agreement, texts: dict[str, str]) -> None:
    from analyzer.exchange.differences import differences_csv, scores_csv
    from analyzer.presentation.files import locked, write_bytes

    with locked(folder):
        write_bytes(folder / "scores.csv", scores_csv(agreement.scores))
        write_bytes(folder / "differences.csv", differences_csv(agreement, texts))
    say("\n" + message("写到 {place}：{names}", place=folder, names="scores.csv、differences.csv"))
