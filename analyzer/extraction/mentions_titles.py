"""Titles of policies 《》 and document numbers, each number tied to the title it stands behind.

《云岭省数据条例》（云政发〔2024〕3号） gives two mentions with one canonical name, the title. A short title that
the text itself introduces （以下简称《条例》） stands for the full one. Books, plays and newspapers are left out: a
policy's title ends with what it is. Forms of document numbers: GB/T 9704 §7.2.5（发文字号）; orders and announcements
(国务院令第523号, 公告2020年第8号) are 公文惯用语.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.extraction.name_index import Name

_TITLE = re.compile(r"《((?:[^《》\n]{0,80}《[^《》\n]{1,80}》)?[^《》\n]{0,100})》")
_NUMBER = re.compile(
    r"(?P<signs>[\u4e00-\u9fff]{1,12}?)(?:〔(?:19|20)\d{2}〕|（(?:19|20)\d{2}）|【(?:19|20)\d{2}】)第?\d{1,5}号"
    r"|(?P<organ>[\u4e00-\u9fff]{2,12}?)(?:令|公告)(?:〔?(?:19|20)\d{2}〕?年?)?第\d{1,4}号"
)
# what stands before the signs of the issuer and is none of them
_NUMBER_HEAD = re.compile(
    r"^.*(?:根据|按照|依照|关于|依据|照|印发|转发|见|执行|落实|实施|贯彻|参照|规定|文件|通知|以|和(?!国)|与|及|按|在|对|的|为|经|以下简称"
    r"|措施|意见|方案|办法|细则|报告|条例|规划|决定|公告|纲要|要点|文|县|号)"
)
# books, plays and newspapers stand in 《》 too; a policy's title ends with what it is
_POLICY = re.compile(
    r"(?:法|法典|条例|办法|规定|意见|通知|通告|通报|公报|方案|规划|纲要|决定|决议|措施|举措|细则|公告|标准|规范|规程|指南|指引|目录|建议"
    r"|报告|预案|计划|协定|公约|宪法|章程|清单|要点|准则|制度|函|令|批复|宣言|声明|协议|守则|解释|解读|政策|通则|规则|总则|导则|法案|答复|工作规则"
    r"|若干问题|大纲|体系|名录|实施|议程|倡议|备忘录|合同|总体要求|讲话|说明|手册|图则|(?:白皮|任务|责任|倡议|公开信|同胞)书|草案|条约|安排|请示|条件|指标|中国制造2025)(?:[（(〔][^（）()〔〕]{1,12}[）)〕]|[（(]\d{4}.{0,8}[）)]|\d{4}年?版?)*$"
)
_SHORT = re.compile(
    r"[（〔][^（）《》\n]{0,40}?(?:以下|下)(?:统称|简称|称)(?:为)?[：:]?[“]?《([^《》\n]{2,30})》[”]?"
)


def find_titles(text: str) -> Iterator[Name]:
    """Titles and document numbers of a condensed text, in no particular order.

    >>> names = sorted(find_titles("落实《云岭省数据条例》（云政发〔2024〕3号）。"))
    >>> [(name.kind, name.canonical) for name in names]
    [('title', '云岭省数据条例'), ('doc_number', '云岭省数据条例')]
    """
    ends: dict[int, str] = {}
    short: dict[str, str] = {}
    titles = [match for match in _TITLE.finditer(text) if len(match[1]) > 1 and _POLICY.search(match[1])]
    for match in titles:
        introduced = _SHORT.match(text, match.end())
        if introduced and introduced[1] != match[1]:
            short.setdefault(introduced[1], match[1])
    for match in titles:
        canonical = short.get(match[1], match[1])
        ends[match.end()] = canonical
        yield Name(*match.span(), "title", canonical)
    for match in _NUMBER.finditer(text):
        signs = match["signs"] or match["organ"]
        head = _NUMBER_HEAD.match(signs)
        start = match.start() + (head.end() if head else 0)
        if start == match.start() + len(signs):
            continue
        before = text[start - 1 : start]
        title = ends.get(start - 1 if before in ("（", "〔") else start, "")
        yield Name(start, match.end(), "doc_number", title or text[start : match.end()])
