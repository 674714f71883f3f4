"""Draw the pictures of the README from the samples: ``python docs/images/make.py``."""

from __future__ import annotations

from pathlib import Path

import analyzer
from analyzer.presentation.charts import CHARTS
from analyzer.presentation.drawing import png

FOLDER = Path(__file__).resolve().parent
SAMPLES = FOLDER.parent.parent / "samples"
# which sample shows which chart best
PICTURES = {
    "targets": "云岭省科技工作会议.txt",
    "tasks": "制造业绿色转型实施意见.txt",
    "keywords": "云岭省科技工作会议.txt",
}


def main() -> None:
    """Write one PNG for every picture beside this script."""
    reader = analyzer.Analyzer()
    for name, sample in PICTURES.items():
        tables = analyzer.to_tables([reader.analyze(analyzer.read(SAMPLES / sample))])
        path = FOLDER / f"{name}.png"
        path.write_bytes(png(CHARTS[name](tables[name])))
        print(path)


if __name__ == "__main__":
    main()
