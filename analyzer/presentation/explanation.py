"""Why a number became a row, or none, said in Chinese, one step a line, with the dictionary lines behind it.

So that a person who does not program can see which line of which dictionary to change. The facts come from
:mod:`analyzer.extraction.explaining`, the meaning of the codes from ``explanation_words``.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.extraction.explaining import Explained, Explainer
from analyzer.extraction.trace import Note
from analyzer.lexicon import Entry
from analyzer.model import Target
from analyzer.presentation.columns import TABLES, label
from analyzer.presentation.explanation_words import (
    BOUNDS,
    COVERS,
    CUTS,
    EVIDENCE,
    FORMS,
    MEASURES,
    NAMINGS,
    PERIODS,
    REASONS,
    TRAP_KINDS,
)

_MAX_QUOTE = 60
_COLUMNS = {column.name: column for table in TABLES if table.name == "targets" for column in table.columns}


def describe(explained: Explained, explainer: Explainer) -> list[str]:
    """The steps of one number, one line each.

    >>> from analyzer.lexicon import load_lexicon
    >>> from analyzer.model import Metadata
    >>> from analyzer.structure.condense import condense
    >>> text, explainer = "到2027年，全县绿色工厂达到30家以上。", Explainer(load_lexicon())
    >>> explained = explainer.read(text, condense(text), (), Metadata()).at(text.index("30"))
    >>> [line.partition("：")[0] for line in describe(explained, explainer)]
    ['数字“30家”', '界限', '指标', '计量方式', '性质', '年份', '语气', '范围']
    """
    if explained.target is None:
        return list(_left_out(explained))
    target = explained.target
    return [
        f"数字“{explained.words}”：{_number(explained)}",
        f"界限：{_bound(explained, explainer)}",
        f"指标：{_indicator(explained, target, explainer)}",
        f"计量方式：{_measure(explained, target, explainer)}",
        f"性质：{_status(explained, target, explainer)}",
        f"年份：{_period(explained, target)}",
        *_more(explained, target, explainer),
    ]


def _left_out(explained: Explained) -> Iterator[str]:
    left_out = explained.left_out
    assert left_out is not None
    yield f"数字“{explained.words}”没有成为指标：{REASONS[left_out.reason]}。"
    if explained.cover is not None:
        yield f"片段：{_quote(explained.cover.words)} 是{COVERS[explained.cover.kind]}"
    if left_out.row is not None:
        row = left_out.row
        kind = TRAP_KINDS.get(row["kind"], row["kind"])
        yield f"陷阱：“{row['trap']}”{_where(row)}，种类是{kind}；若不该算陷阱，请改这一行"


def _number(explained: Explained) -> str:
    target, quantity = explained.target, explained.quantity
    assert target is not None
    assert quantity is not None
    value = "（数太大，不取值）" if target.value is None else f"{target.value}"
    if target.value_max is not None:
        value += f" 到 {target.value_max}"
    said = [f"读作 {value} {target.unit}", FORMS[quantity.form]]
    for number, written, part in explained.parts:
        if part.unit is not None:
            rows = "、".join(_line(row) for row in part.unit.rows)
            said.append(
                f"“{number}”的单位是“{written.strip()}”（{rows}，基本单位{part.unit.base}，系数 {part.unit.factor}）"
            )
    return "；".join(said)


def _bound(explained: Explained, explainer: Explainer) -> str:
    target = explained.target
    assert target is not None
    note = next(note for note in explained.notes if note.step.startswith("bound-"))
    rule = note.step.removeprefix("bound-")
    said = BOUNDS[rule].format(words=note.words)
    if rule in ("before", "after", "distant"):
        side = "after" if rule == "after" else "before"
        said += _where(explainer.row("bounds", word=note.words, side=side))
    return f"{said} → {_labelled('comparator', target.comparator)}"


def _indicator(explained: Explained, target: Target, explainer: Explainer) -> str:
    rule = target.rule.split(";")[1]
    said = [f"“{target.indicator}”" if target.indicator else "没有找到名称，留空"]
    said.append(f"{NAMINGS[rule]}（规则 {rule}）")
    main = _main_cut(explained)
    if main is not None:
        left, cuts, name = main
        if left:
            said.append(f"数前的文字“{_quote(left, end=True)}”")
        if cuts:
            said.append("去掉" + "、".join(_cut(cut, explainer) for cut in cuts))
        if left and name and name != target.indicator:
            said.append(f"剩下“{_quote(name)}”")
    noun = explained.last("noun")
    if rule == "noun-after" and noun is not None and noun.words:
        stop = explained.last("noun-stop")
        until = f"，到“{stop.words}”{_edge(stop.words, 'stop', explainer)}为止" if stop is not None else ""
        said.append(f"数后的名词“{noun.words}”{until}")
    if rule == "grant":
        kinds = explainer.lexicon.words("edges", side="grant")
        kind = next((kind for kind in kinds if target.indicator.endswith(kind)), "")
        said.append(f"名目“{kind}”{_edge(kind, 'grant', explainer)}" if kind else "名目照原文")
    if rule in ("carried", "shared", "conditioned") and explained.before is not None:
        said.append(f"前一个数是“{explained.before.value_text}”，指标“{explained.before.indicator}”")
    if target.indicator_id:
        row = explainer.row("indicators", indicator_id=target.indicator_id)
        said.append(f"规范指标 {target.indicator_id}{_where(row)}")
    else:
        said.append("indicators.tsv 里没有这个名称，规范指标留空")
    return "；".join(said)


def _main_cut(explained: Explained) -> tuple[str, list[Note], str] | None:
    """The words before the number, what was cut off them, and what was left."""
    notes = explained.notes
    steps = [note.step for note in notes]
    if "left" not in steps or "name" not in steps:
        return None
    first, last = steps.index("left"), steps.index("name")
    cuts = [note for note in notes[first + 1 : last] if note.step in CUTS]
    return notes[first].words, cuts, notes[last].words


def _cut(note: Note, explainer: Explainer) -> str:
    row = None
    if note.step == "cut-bound":
        row = explainer.row("bounds", word=note.words, side="before")
    elif note.step == "cut-verb":
        row = explainer.row("verbs", word=note.words)
    elif note.step in ("cut-right", "cut-left"):
        side = note.step.removeprefix("cut-")
        row = explainer.row("edges", word=note.words, side=(side, "both"))
    return f"{CUTS[note.step]}“{note.words}”{_where(row)}"


def _edge(word: str, side: str, explainer: Explainer) -> str:
    return _where(explainer.row("edges", word=word, side=side))


def _measure(explained: Explained, target: Target, explainer: Explainer) -> str:
    note = next(note for note in explained.notes if note.step.startswith("measure-"))
    rule = note.step.removeprefix("measure-")
    said = MEASURES[rule].format(words=note.words)
    if rule in ("verb", "verb-with-object"):
        said += _where(explainer.row("verbs", word=note.words))
    return f"{said} → {_labelled('measure', target.measure)}{_labelled('direction', target.direction, '，')}"


def _status(explained: Explained, target: Target, explainer: Explainer) -> str:
    code = target.rule.split(";")[2]
    said = EVIDENCE[code]
    if code in ("words", "lead"):
        cue = explained.last(f"cue-{target.status}", "goal-word")
        if cue is not None and cue.step == "goal-word":
            said += f"说到“{cue.words}”"
        elif cue is not None:
            row = explainer.row("cues", word=cue.words, place="sentence", status=target.status)
            said += f"：“{cue.words}”{_where(row)}"
    elif code == "heading":
        heading = explained.last("heading-target", "heading-actual")
        if heading is not None:
            row = explainer.row("cues", word=heading.words, place="heading")
            said += f"“{_quote(heading.detail)}”里的“{heading.words}”{_where(row)}"
    elif code == "list":
        lead = explained.last("list-lead")
        said += f"里的“{lead.words}”" if lead is not None else ""
    elif code == "year":
        year = explained.last("stated-year")
        if year is not None:
            said += f"：写的是 {year.words} 年，文件的年份{f'是 {year.detail}' if year.detail else '不明'}"
    elif code == "rule-giving":
        grant = explained.last("grant-word")
        said += f"，其中有“{grant.words}”" if grant is not None else ""
    return f"{said} → {_labelled('status', target.status)}"


def _period(explained: Explained, target: Target) -> str:
    note = next(note for note in explained.notes if note.step.startswith("period-"))
    said = PERIODS[note.step.removeprefix("period-")].format(words=note.words)
    end = target.period.end if target.period else None
    return f"{said} → {end.year}" if end else said


def _more(explained: Explained, target: Target, explainer: Explainer) -> Iterator[str]:
    if target.tone:
        bound = next(note for note in explained.notes if note.step.startswith("bound-"))
        word = explained.last("tone-word")
        if word is not None:
            row = next(
                (row for row in explainer.lexicon["cues"] if row["word"] == word.words and row["tone"]), None
            )
            said = f"句中的“{word.words}”{_where(row)}"
        else:
            said = f"界限词“{bound.words}”"
        yield f"语气：{said} → {_labelled('tone', target.tone)}"
    if target.binding:
        yield f"约束性：句中写明“{target.binding}”"
    if target.scope:
        yield f"范围：句中数前的“{target.scope}”"


def _labelled(column: str, code: str, before: str = "") -> str:
    return f"{before}{label(_COLUMNS[column], code)}（{code}）" if code else ""


def _line(row: Entry) -> str:
    name, _, number = row.where.partition(":")
    return f"{name} 第{number}行"


def _where(row: Entry | None) -> str:
    return f"（{_line(row)}）" if row is not None else ""


def _quote(words: str, *, end: bool = False) -> str:
    """Words on one line and not too long; of long ones the beginning or the end."""
    line = " ".join(words.split())
    if len(line) <= _MAX_QUOTE:
        return line
    return f"…{line[-_MAX_QUOTE:]}" if end else f"{line[:_MAX_QUOTE]}…"
