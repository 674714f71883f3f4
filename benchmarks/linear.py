"""Whether time stays linear on hostile text: process time for 4n over that for n, part by part.

    python -m benchmarks.linear [--bytes N] [--rows-bytes N] [--limit SECONDS] [--only NAME …]

Every text is a short piece repeated to ``--bytes`` (4n) and to a quarter of it (n), UTF-8. 4 is linear; above 5,
or above a minute for 10 MB, is a fault. Each text is read in a process of its own, so that one that takes too
much time or memory is told and ends nothing else. Keywords are left out: the segmenter has its own limits.

Texts of nothing but quantities or items are shorter (``--rows-bytes``): 10 MB of 12亿元、 are 770,000 rows, whose
time is that of the rows, about 0.1 ms each, and whose memory is that of the rows too.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

PIECES = {
    "一是": "一是",
    "1,1,1": "1,",
    "亿亿亿": "亿",
    "（（（（": "（",
    "）））": "）",
    "《《《": "《",
    "数字": "7",
    "“““": "“",
    "第一条": "第一条",
    "编号交替": "二、修路。\n（1）架桥。\n",
    "12亿元、": "12亿元、",
    "（8分）": "（8分）",
    "其中": "其中",
    "增加支出5亿元，其中": "增加支出5亿元，其中",
    "没有句号": "推进高质量发展，",
    "没有句号的数": "达到5家、",
    "分别": "分别达到5%、",
    "分号": "达到5家；",
    "——增长": "——增长5%，",
    "（一）增长": "（一）增长5%，",
    "一是增长": "一是增长5%。",
    "空格": " ",
    "换行": "\n",
    "一、换行": "一、\n",
    "（一）": "（一）",
    "1.1.": "1.1.",
    "十三五": "“十三五”",
    "到2025年": "到2025年",
    "2025—": "2025—",
    "百分之": "百分之",
    "第": "第",
    "县": "安县",
    "局、": "发改局、",
    "负责": "由市财政局牵头，",
    "——": "——",
    "……": "……",
    "英文": "a",
    "5至": "5至",
    "以上": "5万元以上",
    "全国第": "全国第1位",
    "工程": "工程",
    "。": "。",
    "正常": "到2027年，力争全市高新技术企业达到120家以上，完成投资3.5亿元，增长8%。\n",
}
# every few bytes are a row of targets, tasks or checks
ROWS = frozenset(
    {
        "1,1,1",
        "12亿元、",
        "（8分）",
        "增加支出5亿元，其中",
        "没有句号的数",
        "分号",
        "——增长",
        "（一）增长",
        "一是增长",
        "分别",
        "百分之",
        "5至",
        "以上",
        "全国第",
    }
    | {"一、换行", "正常"}
)
LIMIT = 240
MEGABYTE = 1_000_000
SHOWN = ("total", "condense", "metadata", "outline", "targets", "tasks", "mentions", "checks")
_TOO_SHORT = 0.02  # seconds below which a ratio says nothing
_FAULT = 5  # a ratio above it is measured again: other programs on the machine disturb it
_REPEATS = 3


def make_text(piece: str, size: int) -> str:
    """A piece repeated to about ``size`` bytes of UTF-8."""
    return piece * max(1, size // len(piece.encode()))


def parts(text: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """The steps of the pipeline, each with its name; a step uses the results of those before."""
    from analyzer.extraction.checks import find_checks, wished_directions
    from analyzer.extraction.mentions import MentionFinder
    from analyzer.extraction.metadata import find_metadata
    from analyzer.extraction.metadata_region import Gazetteer
    from analyzer.extraction.targets import TargetFinder
    from analyzer.extraction.tasks import find_tasks
    from analyzer.lexicon import load_lexicon
    from analyzer.structure.condense import condense
    from analyzer.structure.outline import find_outline

    lexicon = load_lexicon()
    gazetteer, finder = Gazetteer(lexicon), TargetFinder(lexicon)
    mentions = MentionFinder(lexicon, gazetteer)
    done: dict[str, Any] = {}

    def keep(name: str, call: Callable[[], object]) -> tuple[str, Callable[[], object]]:
        def run() -> None:
            done[name] = call()

        return name, run

    yield keep("condense", lambda: condense(text))
    view = done["condense"]
    yield keep("metadata", lambda: find_metadata(view, text, lexicon, "", gazetteer))
    metadata = done["metadata"]
    yield keep("outline", lambda: find_outline(view))
    outline = done["outline"]
    yield keep("targets", lambda: finder.find(text, view, outline, metadata))
    targets, loose = done["targets"]
    yield keep("tasks", lambda: find_tasks(view, outline, lexicon, metadata))
    tasks = done["tasks"]
    yield keep("mentions", lambda: mentions.find(view, metadata))
    directions = wished_directions(lexicon)
    yield keep("checks", lambda: find_checks(view, outline, targets, tasks, loose, metadata, directions))


def measure(text: str) -> dict[str, float]:
    """Process seconds of every part, of all together, and the largest memory in megabytes."""
    seconds = {}
    for name, run in parts(text):
        begin = time.process_time()
        run()
        seconds[name] = time.process_time() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {**seconds, "total": sum(seconds.values()), "memory": memory}


def measure_apart(name: str, size: int, limit: float) -> dict[str, float] | str:
    """The same in a new process; in words what went wrong where it took too long or ended by itself."""
    command = [sys.executable, "-m", "benchmarks.linear", "--one", name, "--bytes", str(size)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=True)
    except subprocess.TimeoutExpired:
        return f"超过 {limit:g} 秒"
    except subprocess.CalledProcessError as error:
        return f"出错：{error.stderr.strip().splitlines()[-1:]}"
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def ratios(once: dict[str, float], fourfold: dict[str, float]) -> dict[str, float]:
    """Time for 4n over time for n, for the parts that take long enough to tell."""
    return {part: fourfold[part] / once[part] for part in SHOWN if once[part] > _TOO_SHORT}


def compare(names: list[str], whole: int, rows: int, limit: float) -> int:
    """Print one row a text; 1 where a ratio is above 5 or a text took too long."""
    print(f"每格：4n 的秒数（与 n 之比），n 短于 {_TOO_SHORT} 秒的不比")
    print("\t".join(("文本", "4n", *SHOWN, "内存MB")))
    faults = 0
    for name in names:
        size = rows if name in ROWS else whole
        begin = f"{name}\t{size / MEGABYTE:g} MB"
        runs: list[tuple[dict[str, float], dict[str, float]]] = []
        while len(runs) < _REPEATS and (not runs or max(ratios(*runs[-1]).values(), default=0) > _FAULT):
            once, fourfold = (measure_apart(name, length, limit) for length in (size // 4, size))
            if isinstance(once, str) or isinstance(fourfold, str):
                print(f"{begin}\t{once if isinstance(once, str) else fourfold}", flush=True)
                break
            runs.append((once, fourfold))
        if not runs:
            faults += 1
            continue
        once, fourfold = ({key: min(run[at][key] for run in runs) for key in runs[0][at]} for at in (0, 1))
        found = ratios(once, fourfold)
        faults += any(ratio > _FAULT for ratio in found.values())
        cells = [
            f"{fourfold[part]:.2f}" + (f"（{found[part]:.1f}）" if part in found else "") for part in SHOWN
        ]
        print("\t".join((begin, *cells, f"{fourfold['memory']:.0f}")), flush=True)
    return 1 if faults else 0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="恶意文本的时间是否线性")
    parser.add_argument("--bytes", type=int, default=10 * MEGABYTE, help="4n 的字节数")
    parser.add_argument("--rows-bytes", type=int, default=2 * MEGABYTE, help="满是数量或条目的文本的字节数")
    parser.add_argument("--limit", type=float, default=LIMIT, help="一份文本至多几秒")
    parser.add_argument("--only", nargs="*", default=None, help="只测这些文本")
    parser.add_argument("--one", default="", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.one:
        print(json.dumps(measure(make_text(PIECES[chosen.one], chosen.bytes))))
        return 0
    return compare(chosen.only or list(PIECES), chosen.bytes, chosen.rows_bytes, chosen.limit)


if __name__ == "__main__":
    sys.exit(main())
