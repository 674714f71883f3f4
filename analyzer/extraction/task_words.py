"""The words that tell the status of a task: heads that officials use in one sense, and verbs of action.

Both stand in dictionaries, ``headings.tsv`` and ``actions.tsv``, each word with the status it tells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from analyzer.lexicon import Lexicon

# words that say how, before the verb of a demand
ADVERBS = re.compile(
    r"^(?:(?:全力(?:以赴)?|切实|积极|着力|大力|加快|进一步|合理|稳妥|有效|充分|严格|坚决|扎实|深入|全面|持续|不断|统筹"
    r"|更好|精准|科学|有序|多渠道|千方百计|认真|努力|继续|稳步|抓紧|尽快|依法|牢牢|坚定不移|加力|适当|及时|主动|要|应|深化)(?:地)?){1,3}"
)
# organisational matters
ORGANISATION = re.compile(r"组织|保障|实施$|监督|考核")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_YEARS = re.compile(r"[“”《》]|(?:20|19)\d\d年?度?|[—\-－]")
# heads longer than this are sentences, not headings
_MAX_HEADING = 26

# verbs that stand before another verb as its adverb: 加快推进, 支持鼓励
_ADVERBIAL = frozenset({"加快", "坚持", "继续", "持续", "加速", "着力", "推动", "促进", "支持"})


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The dictionaries of headings and actions, compiled for one pass."""

    headings: Mapping[str, str]
    heading_pattern: re.Pattern[str]
    actions: Mapping[str, str]
    action_pattern: re.Pattern[str]


def read_status_words(lexicon: Lexicon) -> StatusWords:
    """Compile the two dictionaries."""
    headings = {entry["word"]: entry["status"] for entry in lexicon["headings"]}
    actions = {entry["word"]: entry["status"] for entry in lexicon["actions"]}
    return StatusWords(headings, _alternation(headings), actions, _alternation(actions))


def _alternation(words: Mapping[str, str]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(re.escape(word) for word in ordered) or r"(?!)")


def heading_status(title: str, words: StatusWords, year: int | None) -> str:
    """The status of a head that officials use in one sense only, empty for any other.

    ``year`` is the year of the document: work of an earlier year is done, of this or a later one planned.
    """
    head = _YEARS.sub("", title).strip("，、").removeprefix("的")
    if not head or len(head) > _MAX_HEADING:
        return ""
    best = ""
    for start in range(len(head)):
        match = words.heading_pattern.match(head, start)
        if match is None:
            continue
        word = match.group()
        if _is_heading(head, start, word, words) and len(word) >= len(best):
            best = word
    status = words.headings[best] if best else ""
    if status == "done" or year is None or "工作" not in head:
        return status
    years = [int(number) for number in _YEAR.findall(title)]
    return ("done" if max(years) < year else "plan") if years else status


def _is_heading(head: str, start: int, word: str, words: StatusWords) -> bool:
    """Whether a word of the dictionary makes the head what it is, by standing at its edge."""
    at_end = start + len(word) == len(head)
    if words.headings[word] != "rule":
        return at_end or len(word) >= 4
    if start == 0 or not at_end:
        return at_end or (start == 0 and len(word) >= 4)
    # 优化发展环境 asks for something, 清理整顿工作的指导思想 does not
    asks = words.action_pattern.match(ADVERBS.sub("", head)) or ADVERBS.match(head)
    return not asks or head[start - 1] == "的" or ORGANISATION.search(word) is not None


def find_action(title: str, words: StatusWords) -> tuple[str, str]:
    """The verb that an item's head turns on, and what it acts on; two empty strings for a noun phrase.

    >>> from analyzer.lexicon import load_lexicon
    >>> find_action("加快推进县城建设", read_status_words(load_lexicon()))
    ('推进', '县城建设')
    """
    for clause in re.split(r"[，。；：]", title, maxsplit=3)[:3]:
        for match in words.action_pattern.finditer(clause):
            rest = clause[match.end() :]
            if match.group() in _ADVERBIAL and words.action_pattern.match(rest):
                continue
            if rest and rest[0] != "的":
                return match.group(), rest
            if words.actions[match.group()] == "done":
                return match.group(), clause[: match.start()]
    return "", ""
