"""How long starting takes, how fast each part is beside bare jieba, and whether time stays linear.

    python -m benchmarks.speed [--text FILE] [--hostile-length N]

Warm speeds are the best of several runs, in characters per second, and as a ratio to ``jieba.lcut`` on the
same text in the same run: machines differ, the ratio hardly does.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.scoring import CORPUS, ROOT

REPORT_BYTES = 60_000
STARTS = 5
REPEATS = 3
# what a scanner with an unbounded repeat chokes on; each is repeated to the length asked for
HOSTILE = {
    "一是": "一是",
    "1,1,1": "1,",
    "亿亿亿": "亿",
    "（（（（": "（",
    "《《《": "《",
    "“““": "“",
    "数字": "7",
    "一、一、": "一、",
    "没有句号": "推进高质量发展，",
    "没有句号的数": "达到5家、",
    "空行": "\n",
    "空格": " ",
    "百分号": "5%",
    "千万": "千万",
}


def best(call: Callable[[], object], repeats: int = REPEATS) -> float:
    """The shortest time of several calls, in seconds."""
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        call()
        times.append(time.perf_counter() - begin)
    return min(times)


def python(*arguments: str) -> None:
    """Run this Python in a new process."""
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)


def find_report() -> Path:
    """A text of about 60 kB: the nearest in the corpus beside the checkout, else the longest sample."""
    corpus = sorted((CORPUS / "text").glob("*.txt"))
    if corpus:
        return min(corpus, key=lambda path: abs(path.stat().st_size - REPORT_BYTES))
    return max((ROOT / "samples").glob("*.txt"), key=lambda path: path.stat().st_size)


def start_up(report: Path) -> None:
    """Print the times of new processes."""
    print(f"冷启动（{STARTS} 次里最快的一次，秒）")
    bare = "import jieba, sys; jieba.setLogLevel(60); jieba.lcut(open(sys.argv[1], encoding='utf-8').read())"
    with tempfile.TemporaryDirectory() as folder:
        analyze = ["-m", "analyzer.cli", "analyze", str(report), "-o", folder, "--force"]
        cases = {
            "python -c pass": ["-c", "pass"],
            "import analyzer": ["-c", "import analyzer"],
            "policy-analyzer --version": ["-m", "analyzer.cli", "--version"],
            "policy-analyzer --help": ["-m", "analyzer.cli", "--help"],
            "jieba.lcut": ["-c", bare, str(report)],
            "analyze --no-charts": [*analyze, "--no-charts"],
            "analyze": analyze,
        }
        for name, arguments in cases.items():
            print(f"  {name:28}{best(partial(python, *arguments), STARTS):8.3f}")


def warm(text: str) -> None:
    """Print the speed of every part on a text, everything loaded."""
    import jieba

    from analyzer.extraction.keywords import find_keywords
    from analyzer.extraction.metadata import find_metadata
    from analyzer.extraction.targets import TargetFinder
    from analyzer.extraction.tasks import find_tasks
    from analyzer.model import Document
    from analyzer.pipeline import Analyzer
    from analyzer.structure.condense import condense
    from analyzer.structure.outline import find_outline
    from analyzer.words.segmenter import Segmenter

    jieba.setLogLevel(60)
    jieba.lcut("预热")
    analyzer = Analyzer()
    lexicon = analyzer.lexicon
    finder, segmenter = TargetFinder(lexicon), Segmenter(lexicon)
    view = condense(text)
    outline = find_outline(view)
    metadata = find_metadata(view, text, lexicon, "")

    def structure() -> None:
        own = condense(text)
        find_tasks(own, find_outline(own), lexicon, metadata)

    parts: dict[str, Callable[[], object]] = {
        "jieba.lcut": lambda: jieba.lcut(text),
        "结构和任务": structure,
        "指标": lambda: finder.find(text, view, outline, metadata),
        "关键词": lambda: find_keywords(view, outline, lexicon, segmenter, metadata),
        "全部，不要关键词": lambda: analyzer.analyze(Document("速度", text), keywords=False),
        "全部": lambda: analyzer.analyze(Document("速度", text)),
    }
    for call in parts.values():
        call()
    seconds = {name: best(call) for name, call in parts.items()}
    print("\n热运行                  字/秒    耗时为 jieba.lcut 的倍数")
    for name, taken in seconds.items():
        width = 20 - sum(ord(character) > 0x2E80 for character in name)
        print(f"  {name:{width}}{len(text) / taken:10.0f}{taken / seconds['jieba.lcut']:10.2f}")


def linearity(length: int) -> None:
    """Print time(4n)/time(n) for hostile text; 4 is linear, more than 5 is a fault."""
    from analyzer.model import Document
    from analyzer.pipeline import Analyzer

    analyzer = Analyzer()
    print(f"\n恶意文本：n = {length} 字，时间(4n)/时间(n)，超过 5 要查")
    for name, unit in HOSTILE.items():
        texts = [(unit * size)[:size] for size in (length, 4 * length)]
        documents = [Document("恶意", text) for text in texts]
        once, fourfold = (best(partial(analyzer.analyze, one), 2) for one in documents)
        width = 16 - sum(ord(character) > 0x2E80 for character in name)
        print(f"  {name:{width}}{once:8.3f} 秒{fourfold:8.3f} 秒{fourfold / once:8.2f}")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="速度")
    parser.add_argument("--text", type=Path, default=None, help="一份 UTF-8 文本；默认取约 60 kB 的一份")
    parser.add_argument("--hostile-length", type=int, default=100_000, help="恶意文本的字数 n")
    chosen = parser.parse_args(arguments)
    path = chosen.text or find_report()
    text = path.read_text(encoding="utf-8")
    print(f"{path.name}：{path.stat().st_size} 字节，{len(text)} 字\n")
    start_up(path)
    warm(text)
    linearity(chosen.hostile_length)
    return 0


if __name__ == "__main__":
    sys.exit(main())
