"""A cloud of the keywords: the only import of wordcloud, which need not be installed.

A cloud shows at a glance what a document is about and lets nobody compare: the chart of keywords does. The
package only finds the places; words are set as text with the bundled font, like in every other chart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.errors import PolicyError
from analyzer.presentation.chart_rows import MARGIN, draw_footnote, whose
from analyzer.presentation.drawing import (
    BLUE,
    GREEN,
    INK,
    VERMILION,
    Page,
    Ruler,
    font_path,
    heading,
    message,
)
from analyzer.presentation.tables import records

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure

_TOP, _FOOT = 80.0, 44.0
_HEIGHT = 300
_LARGEST, _SMALLEST = 44, 8
_MOST = 100
_COLOURS = (INK, BLUE, GREEN, VERMILION)
# set a little smaller than measured, because no two programs draw a font alike
_SHARE = 0.94
# the same words stand in the same places every time
_SEED = 7


def chart_cloud(keywords: pandas.DataFrame) -> Figure:
    """Draw the keywords table as a cloud: the higher the score, the larger the word.

    Raises:
        PolicyError: E_MISSING, the package wordcloud is not installed.
    """
    try:
        from wordcloud import WordCloud
    except ImportError:
        raise PolicyError(
            "E_MISSING",
            "画词云要用 wordcloud 这个包，请先运行：pip install wordcloud。关键词的条形图不需要它。",
        ) from None
    ruler = Ruler()
    rows = records(keywords)
    weights: dict[str, float] = {}
    for row in rows:
        word = ruler.printable(row["term"])
        weights[word] = weights.get(word, 0.0) + max(0.0, row["score"] or 0.0)
    weights = {word: weight for word, weight in weights.items() if word and weight > 0}
    if not weights:
        return message("没有可画的关键词：正文太短，或没有可用的词语。")
    page = Page(_TOP + _HEIGHT + _FOOT)
    cloud = WordCloud(
        font_path=str(font_path()),
        width=int(page.width - 2 * MARGIN),
        height=_HEIGHT,
        prefer_horizontal=1.0,
        max_words=_MOST,
        max_font_size=_LARGEST,
        min_font_size=_SMALLEST,
        margin=4,
        random_state=_SEED,
    )
    cloud.generate_from_frequencies(weights)
    doc_ids = list(dict.fromkeys(row["doc_id"] for row in rows))
    heading(page, ruler, "关键词云", f"{whose(doc_ids)}；字越大得分越高", MARGIN)
    for number, ((word, _), size, (top, left), _, _) in enumerate(cloud.layout_):
        colour = _COLOURS[number % len(_COLOURS)]
        page.text(MARGIN + left, _TOP + top + size * 0.47, word, size=size * _SHARE, colour=colour)
    missing = (
        f"另有 {len(weights) - len(cloud.layout_)} 个词未画" if len(weights) > len(cloud.layout_) else ""
    )
    draw_footnote(page, [missing, "全部数据见 keywords.csv"])
    return page.figure
