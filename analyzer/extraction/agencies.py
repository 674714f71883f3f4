"""Who is responsible: lead and supporting agencies named in an item.

Officials write them in a bracket behind the text (（责任单位：市财政局、市税务局）,
（生态环境部牵头，财政部参与）, （海关总署、商务部等按职责分工负责）), as a labelled line, or in the
sentence (由市发展改革委牵头，会同市财政局…). The label and role words are 公文惯用语; names are known from
dictionaries/agencies.tsv or by their last characters (局委办厅部院会署行…, 国务院机构设置 and
地方机构改革方案).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzer.lexicon import Lexicon

_BRACKET = re.compile(
    r"[（〔【]((?:[^（）〔〕【】\n]|（[^（）〔〕【】\n]{0,20}）|〔[^（）〔〕【】\n]{0,20}〕){2,500})[）〕】]"
)
_LABEL = re.compile(
    # 各地商务主管部门： is whom a letter addresses
    r"(?P<role>责任|牵头|主办|主责|负责|实施|落实|承办|(?<![\u4e00-\u9fff])主管|配合|协办|协作|参与|参加|支持|协同|对接|受理)"
    r"(?:责任)?(?:单位|部门|处室|科室|机构|主体|市局|委办局)(?:及[^：，。；]{1,8})?[：:]"
)
_ROLE = re.compile(
    r"(?P<lead>牵头|负责落实|负责实施|负责|主办|(?:按|依)照?(?:各自)?职责(?:分工)?(?:分别|抓好)?(?:负责|落实|推进|实施)?"
    r"|分工负责|落实|组织实施)"
    r"|(?P<support>参与|配合|参加|协助|指导|协办|支持)|(?P<infix>会同)"
)
_SUPPORT_LABELS = frozenset({"配合", "协办", "协作", "参与", "参加", "支持", "协同"})
_FIRST_LEADS = re.compile(r"(?:列|排)(?:在)?(?:首位|第一位?)[的者]?.{0,6}(?:为|是)牵头(?:单位|部门)?")
# a lead agency in running text: 由市财政局牵头, 市发展改革委会同市财政局
_PROSE = re.compile(
    r"(?P<names>[\u4e00-\u9fff、（）]{2,60}?)"
    r"(?:要|应当|应|须|具体|按照?职责分工|按照?各自职责|共同|分别|统一)?"
    r"(?P<verb>牵头|负责(?![人同任制])|会同)"
)
_CLAUSE = re.compile(r"[^，。；：！？\n]{2,200}")
_SUFFIX = re.compile(
    r"(?:局|委|办|厅|部|院|会|署|行|公司|政府|中心|集团|处|站|所|馆|社|联|总队|支队|大队|银行|部门|单位|法院|检察院|团委|台"
    r"|开发区|高新区|园区|街道|乡镇|办事处|工作组|专班|小组|指挥部|海关|机关|学校|高校|医院|企业|机构|协会|商会|基地|组"
    r"|省|市|州|县|区|镇|乡)(?:（[^（）]{1,16}）)?$"
)
_FIRM_SUFFIX = re.compile(
    r"(?:局|委|办|厅|部|署|公司|政府|中心|集团|银行|部门|法院|检察院|办事处|小组|指挥部|海关|委员会|管委会|分行|支行|联社|总会|协会)$"
)
_TAIL = re.compile(
    r"(?:等(?:有关|相关)?(?:部门|单位|部门和单位|部门及单位|机构|省级部门|市级部门)?(?:和[^、]{2,8})?|分别|共同|具体|按照?|要|应)+$"
)
# 责任单位：省财政厅、省生态环境厅按职责分工负责
_ROLE_TAIL = re.compile(
    "(?:按照?|依照?|根据)?(?:各自)?职责(?:分工)?(?:分别|共同)?(?:负责|落实|推进)?$|(?:分别|共同)?负责(?:落实)?$"
)
_NO_NAME = re.compile(
    r"列首位|下同|以下|均涉及|不再|完成时限|适用范围|有关部门|相关部门$|各司其职|第一|[的了把是在]"
)
_GENERIC = re.compile(r"^(?:其他)?(?:各?有关|各?相关|其他|各)(?:部门|单位|方面|地区|机构|企业)*$")
_VERB_AHEAD = re.compile(
    r"支持|鼓励|引导|推动|组织|依托|建立|成立|发挥|加强|落实|强化|对|按|根据|实行|明确|指定|要求|并|及|每|谁|专人"
)
_HALF_NAME = re.compile(r"(?:各|全省各|全市各)(?:设区)?[市县区州镇]")
_VERB_BEHIND = re.compile(
    r"制定|制订|研究|提出|组织|开展|加强|对|做好|建立|出台|按|落实|推进|联合|共同|尽快|抓紧|进行|及时|根据|适时|负责|编制|牵头"
)
_MAX_NAME = 26
_MIN_BARE = 3
# 教育部等有关部门和单位
_AND_OTHERS = re.compile(
    "等(?:有关|相关)(?:部门|单位)(?:(?:和|及|与)(?:有关|相关)?(?:部门|单位))?|等(?:部门|单位)(?:和|及|与)(?:部门|单位)"
)
# 全国总工会等和各省级人民政府
_OTHERS_AND = re.compile("等[和及与](?=[^、，]{2})")
# all that a document addresses, one name
_EVERY_UNIT = re.compile("各?有关部门(?:和|及|与)(?:有关)?单位|各(?:有关|相关)(?:部门|单位)")


@dataclass(frozen=True, slots=True)
class Responsible:
    """The agencies of one item, in the order of the text, each name once."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()


def known_agencies(lexicon: Lexicon) -> frozenset[str]:
    """All names and other names of the dictionary of agencies."""
    names: set[str] = set()
    for entry in lexicon["agencies"]:
        names.add(entry["agency"])
        names.update(alias for alias in entry["aliases"].split("|") if alias)
    return frozenset(names)


def says_first_leads(text: str) -> bool:
    """Whether the document says that the first agency of every list leads (列首位的为牵头单位).

    >>> says_first_leads("（责任单位：市财政局、市税务局；列首位的为牵头单位，下同）")
    True
    """
    return _FIRST_LEADS.search(text) is not None


def names_bare_lists(text: str, known: frozenset[str]) -> bool:
    """Whether a document ends its items with brackets that hold nothing but offices.

    >>> one = "按时上报。（市农业农村局、市财政局）"
    >>> names_bare_lists(one * 3, frozenset()), names_bare_lists("各县（市、区）政府。" * 3, frozenset())
    (True, False)
    """
    found = (match for match in _BRACKET.finditer(text) if text[match.start() - 1 : match.start()] in "。；")
    return sum(_offices_only(match[1], known) for match in found) >= _MIN_BARE


def _offices_only(inside: str, known: frozenset[str]) -> bool:
    pieces = _split(inside)
    return all(
        piece in known or (len(piece) <= _MAX_NAME and _FIRM_SUFFIX.search(piece) is not None)
        for piece in pieces[:-1]
    ) and (pieces[-1] in known or _SUFFIX.search(pieces[-1]) is not None)


def find_responsible(
    text: str, known: frozenset[str], first_leads: bool = False, bare_lists: bool = False
) -> Responsible:
    """The responsible agencies that a piece of condensed text names.

    ``known`` are names from the dictionary; ``first_leads`` makes all but the first agency of a labelled list
    supporting; ``bare_lists`` takes brackets that hold offices and nothing else, see ``names_bare_lists``.

    >>> find_responsible("扩大就业。（市人社局牵头，市财政局、市教育局配合）", frozenset())
    Responsible(lead=('市人社局',), support=('市财政局', '市教育局'))
    >>> find_responsible("由县水务局牵头，会同县财政局制定办法。", frozenset()).lead
    ('县水务局',)
    >>> find_responsible("（市林业局、市水务局负责。列首位的为牵头单位，下同）", frozenset(), True).support
    ('市水务局',)
    >>> find_responsible("（市民政局牵头，各县〔市、区〕政府配合）", frozenset())
    Responsible(lead=('市民政局',), support=('各县〔市、区〕政府',))
    """
    lead: list[str] = []
    support: list[str] = []
    at = 0
    for match in _BRACKET.finditer(text):
        if _ROLE.search(match[1]) is None and _LABEL.search(match[1]) is None:
            if (
                bare_lists
                and text[match.start() - 1 : match.start()] in "。；"
                and _offices_only(match[1], known)
            ):
                names = _names(match[1], known, strict=False)
                lead.extend(names[:1] if first_leads else names)
                support.extend(names[1:] if first_leads else [])
            continue  # 各县（市、区）政府
        _read_prose(text, at, match.start(), known, lead, support)
        _read_bracket(match[1], known, first_leads, lead, support)
        at = match.end()
    _read_prose(text, at, len(text), known, lead, support)
    leads = tuple(dict.fromkeys(lead))
    return Responsible(leads, tuple(name for name in dict.fromkeys(support) if name not in leads))


def _read_bracket(
    inside: str, known: frozenset[str], first_leads: bool, lead: list[str], support: list[str]
) -> None:
    if _LABEL.search(inside):
        _read_labels(inside, known, first_leads, lead, support)
        return
    if first_leads:  # 市财政局、市税务局负责。列首位的为牵头单位
        inside = _FIRST_LEADS.sub("", inside)
    at = 0
    infix = False
    for match in _ROLE.finditer(inside):
        names = _names(inside[at : match.start()], known, strict=True)
        role = match.lastgroup
        if first_leads and role == "lead" and "牵头" not in inside:
            lead.extend(names[:1])
            support.extend(names[1:])
        else:
            (support if role == "support" or infix else lead).extend(names)
        infix = role == "infix"
        at = match.end()
        if inside[at : at + 1] in ("，", "；", "。", ""):
            infix = False


def _read_labels(
    text: str, known: frozenset[str], first_leads: bool, lead: list[str], support: list[str]
) -> None:
    """责任单位：甲、乙；配合单位：丙."""
    labels = list(_LABEL.finditer(text))
    for number, match in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(text)
        listed = re.split(r"[；。\n]", text[match.end() : min(end, match.end() + 600)], maxsplit=1)[0]
        names = _names(_ROLE_TAIL.sub("", listed), known, strict=False)
        if match["role"] in _SUPPORT_LABELS:
            support.extend(names)
        elif first_leads and match["role"] == "责任":
            lead.extend(names[:1])
            support.extend(names[1:])
        else:
            lead.extend(names)


def _read_prose(
    text: str, start: int, end: int, known: frozenset[str], lead: list[str], support: list[str]
) -> None:
    """Responsibility stated in the sentences between the brackets."""
    if _LABEL.search(text, start, end):
        _read_labels(text[start:end], known, False, lead, support)
        return
    led = False
    for clause in _CLAUSE.finditer(text, start, end):
        words = clause.group()
        if led and words.startswith("会同"):
            support.extend(_leading_names(words[2:], known))
        led = False
        match = _PROSE.match(words.rpartition("由")[2] if "由" in words[:40] else words)
        if match is None:
            continue
        names = _names(match["names"], known, strict=True)
        if len(names) < match["names"].count("、") + 1 or not all(_is_office(name, known) for name in names):
            continue
        lead.extend(names)
        led = True
        if match["verb"] == "会同":
            support.extend(_leading_names(match.string[match.end() :], known))


def _is_office(name: str, known: frozenset[str]) -> bool:
    """In running text only what certainly is an office counts, not 支持龙头企业 before 牵头."""
    return name in known or (_FIRM_SUFFIX.search(name) is not None and _VERB_AHEAD.match(name) is None)


def _leading_names(words: str, known: frozenset[str]) -> list[str]:
    """Names at the start of a clause that goes on after them: 市财政局、市审计局制定办法."""
    found: list[str] = []
    for piece in re.split(r"[、和及]", words[:80]):
        if piece.startswith(("其他", "有关", "相关", "各有关", "各相关")):
            break
        piece = _VERB_BEHIND.split(piece, maxsplit=1)[0]
        for length in range(min(len(piece), 16), 2, -1):
            name = piece[:length]
            if name in known or (
                _FIRM_SUFFIX.search(name) and not _GENERIC.match(name) and "有关" not in name
            ):
                found.append(name)
                break
        else:
            break
    return found


def _names(listed: str, known: frozenset[str], strict: bool) -> list[str]:
    """Split a list of agencies; ``strict`` drops pieces that do not end like an agency's name."""
    found: list[str] = []
    for piece in _split(listed):
        name = _TAIL.sub("", piece.strip("、，；。：由 "))
        if not 2 <= len(name) <= _MAX_NAME:
            continue
        unsure = _NO_NAME.search(name) or (strict and (not _SUFFIX.search(name) or _GENERIC.match(name)))
        if name in known or not unsure or _EVERY_UNIT.fullmatch(name):
            found.append(name)
    return found


def _parts_names(listed: str, at: int, position: int) -> bool:
    """Whether the character parts two names: 、 always, 和 behind the end of a name (not in 文化和旅游部)."""
    if listed[position] in "、，；,;":
        return True
    return listed[position] in "和及与" and _FIRM_SUFFIX.search(listed, at, position) is not None


def _split(listed: str) -> list[str]:
    """Cut at marks outside brackets, and at 和 where an agency's name ends before it."""
    listed = _OTHERS_AND.sub("、", _AND_OTHERS.sub("", listed))
    pieces: list[str] = []
    depth, at = 0, 0
    for position, character in enumerate(listed):
        if character in "（〔":
            depth += 1
        elif character in "）〕":
            depth = max(0, depth - 1)
        elif depth == 0 and _parts_names(listed, at, position):
            pieces.append(listed[at:position])
            at = position + 1
    pieces.append(listed[at:])
    for index in range(len(pieces) - 1, 0, -1):
        if pieces[index] in ("单位", "部门") and pieces[index - 1].endswith(("有关部门", "有关单位")):
            pieces[index - 1 : index + 1] = [f"{pieces[index - 1]}和{pieces[index]}"]
    # 各市、县（区）人民政府 is one name
    for index in range(len(pieces) - 1, 0, -1):
        if _HALF_NAME.fullmatch(pieces[index - 1]):
            pieces[index - 1 : index + 1] = [f"{pieces[index - 1]}、{pieces[index]}"]
    return [piece.removeprefix("以") if piece.startswith("以及") else piece for piece in pieces]
