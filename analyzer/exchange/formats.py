"""Which formats there are, and which one a file or folder is in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from analyzer.errors import ReadError
from analyzer.exchange.brat import read_brat, write_brat
from analyzer.exchange.doccano import read_doccano, write_doccano
from analyzer.exchange.label_studio import read_label_studio, write_label_studio
from analyzer.exchange.refi_qda import write_refi_qda
from analyzer.exchange.rows import read_run
from analyzer.exchange.web_annotation import write_web_annotation
from analyzer.study.annotations import AnnotatedDocument

WRITERS: dict[str, Callable[[Sequence[AnnotatedDocument]], dict[str, bytes]]] = {
    "brat": write_brat,
    "doccano": write_doccano,
    "label-studio": write_label_studio,
    "w3c": write_web_annotation,
    "refi-qda": write_refi_qda,
}


def read_annotations(path: Path) -> list[AnnotatedDocument]:
    """The annotated documents of a file or folder, in whichever format it is.

    Args:
        path: a folder that ``analyze`` has written or that holds brat's files; a ``.jsonl`` file of doccano or a
            ``.json`` file of Label Studio, or the folder ``export`` has put it into.

    Raises:
        ReadError: E_NOT_FILE or E_FORMAT, or as the reader of the format raises.
    """
    if path.is_dir():
        if (path / "targets.csv").is_file():
            return read_run(path)
        if any(path.glob("*.ann")):
            return read_brat(path)
        for name, read in (("*.jsonl", read_doccano), ("label-studio*.json", read_label_studio)):
            found = sorted(path.glob(name))
            if found:
                return [document for each in found for document in read(each)]
        raise _unknown(path)
    if not path.exists():
        raise ReadError("E_NOT_FILE", "没有这个文件或文件夹，请核对路径。", str(path))
    if path.suffix == ".jsonl":
        return read_doccano(path)
    if path.suffix == ".json":
        return read_label_studio(path)
    raise _unknown(path)


def _unknown(path: Path) -> ReadError:
    return ReadError(
        "E_FORMAT",
        "认不出这是哪种标注。可以用：analyze 写出的结果文件夹、brat 文件夹（.txt 和 .ann）、"
        "doccano 的 .jsonl、Label Studio 的 .json。",
        str(path),
    )
