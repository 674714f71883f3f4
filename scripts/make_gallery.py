"""Draw every chart from the samples into docs/images/gallery and write docs/gallery.md.

python scripts/make_gallery.py
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import analyzer
from analyzer.presentation import charts
from analyzer.presentation.drawing import png

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
PICTURES = ROOT / "docs" / "images" / "gallery"
PAGE = ROOT / "docs" / "gallery.md"
OPINION = "制造业绿色转型实施意见.txt"
REPORT = "澜川市政府工作报告.txt"
NEWS = "云岭省科技工作会议.txt"
SERIES = "series"
# sharp enough for a page of documentation, half the size of what a run writes
DPI = 110

Tables = dict[str, "pandas.DataFrame"]


@dataclass(frozen=True)
class Picture:
    """One chart of the gallery: from which sample, by which call, and what it shows."""

    name: str
    title: str
    sample: str
    call: str
    draw: Callable[[Tables], Figure]
    text: str


GALLERY = (
    Picture(
        "targets",
        "量化指标：已实现与目标",
        NEWS,
        'chart_targets(tables["targets"])',
        lambda tables: charts.chart_targets(tables["targets"]),
        "一行一个指标，蓝点是已实现，红菱形是目标，绿方框是文件自定的标准；单位相同的共用一根轴，跨两个数量级以上用对数轴。",
    ),
    Picture(
        "growth",
        "增长目标",
        REPORT,
        'chart_growth(tables["targets"])',
        lambda tables: charts.chart_growth(tables["targets"]),
        "条是要达到的增幅（区间的上段颜色浅），点是已达到的增幅；没有目标的指标不画，一份文件全无增长目标时画已实现的。",
    ),
    Picture(
        "tasks",
        "各章节的任务",
        OPINION,
        'chart_tasks(tables["tasks"])',
        lambda tables: charts.chart_tasks(tables["tasks"]),
        "只数最下一级条目，按已完成、拟开展、规定或说明分段；多份文件时一份一条。",
    ),
    Picture(
        "agencies",
        "责任单位的任务数",
        OPINION,
        'chart_agencies(tables["tasks"])',
        lambda tables: charts.chart_agencies(tables["tasks"]),
        "牵头或负责的在前，配合的在后；一条任务有几个单位就各计一次。",
    ),
    Picture(
        "deadlines",
        "完成时限",
        OPINION,
        'chart_deadlines(tables["tasks"])',
        lambda tables: charts.chart_deadlines(tables["tasks"]),
        "按时限先后排列，右边是日期和第一个牵头单位；一页放不下时，同一天的合成一行。",
    ),
    Picture(
        "keywords",
        "关键词",
        NEWS,
        'chart_keywords(tables["keywords"])',
        lambda tables: charts.chart_keywords(tables["keywords"]),
        "前 40 个；多份文件时按列为关键词的文件数排列。",
    ),
    Picture(
        "indicator",
        "一个指标在多份文件中",
        SERIES,
        'chart_indicator(tables["targets"], "high_tech_enterprises")',
        lambda tables: charts.chart_indicator(tables["targets"], "high_tech_enterprises"),
        "只差数字的文件名算一个系列：今年报告里的目标和明年报告里的实绩在同一行，蓝线连起历年实绩。"
        "每个系列只有一行时（同一年的许多市）按大小排列。第二个参数是规范指标编号，或 indicator 一列的原文。",
    ),
    Picture(
        "cloud",
        "词云",
        NEWS,
        'chart_cloud(tables["keywords"])',
        lambda tables: charts.chart_cloud(tables["keywords"]),
        "要另装 wordcloud（`pip install 'policy-analyzer[cloud]'`）。只适合一瞥；要比较请用上面的条形图。",
    ),
)


def main() -> None:
    """Write the pictures and the page; a picture whose extra is not installed stays as it is."""
    reader = analyzer.Analyzer()
    PICTURES.mkdir(parents=True, exist_ok=True)
    tables: dict[str, Tables] = {}
    for picture in GALLERY:
        if picture.sample not in tables:
            documents = [analyzer.read(path) for path in sample_paths(picture.sample)]
            tables[picture.sample] = analyzer.to_tables([reader.analyze(document) for document in documents])
        try:
            image = png(picture.draw(tables[picture.sample]), DPI)
        except analyzer.PolicyError as error:
            print(error)
            continue
        (PICTURES / f"{picture.name}.png").write_bytes(image)
        print(PICTURES / f"{picture.name}.png")
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)


def sample_paths(sample: str) -> list[Path]:
    """The file of a sample, or all files of a folder of samples."""
    path = SAMPLES / sample
    return sorted(path.glob("*.txt")) if path.is_dir() else [path]


def page() -> str:
    """The text of docs/gallery.md."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# 图"
    yield ""
    yield "这一页由 `scripts/make_gallery.py` 从 `samples/` 生成，样例中的单位和数字都是虚构的。"
    yield ""
    yield "每种图是一个函数，从一张表画出一个 matplotlib 的 `Figure`，最多一张 A4 纸；放不下的行数写在页脚。"
    yield "随包带着中文字体，字体里没有的字显示为 □；名称里的 `$`、表情符号、换行都不会弄坏图。存成文件："
    yield ""
    yield "```python"
    yield "import analyzer"
    yield "from analyzer.presentation.charts import chart_targets"
    yield "from analyzer.presentation.drawing import png, svg"
    yield ""
    yield 'analysis = analyzer.Analyzer().analyze(analyzer.read("报告.txt"))'
    yield "tables = analyzer.to_tables([analysis])"
    yield 'figure = chart_targets(tables["targets"])'
    yield 'open("指标.svg", "wb").write(svg(figure))  # 文字已转成轮廓，不依赖字体；位图用 png(figure)'
    yield "```"
    yield ""
    yield "命令行 `policy-analyzer analyze` 把前六种写到 `charts/`，PNG 和 SVG 各一份；"
    yield "增长、责任单位、时限三种有内容才写。"
    yield ""
    for picture in GALLERY:
        yield f"## {picture.title}"
        yield ""
        yield f"`{picture.call}`（样例：`samples/{picture.sample}`）"
        yield ""
        yield picture.text
        yield ""
        yield f"![{picture.title}](images/gallery/{picture.name}.png)"
        yield ""


if __name__ == "__main__":
    main()
