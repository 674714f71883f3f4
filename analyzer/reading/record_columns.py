"""Which column of a corpus table holds what: 正文, 标题, 发文机关, 发文字号, 成文日期 and their usual names.

The names are those of the tables that policy researchers keep and that law databases export (北大法宝,
国务院政策文件库), in Chinese and English; case, spaces and underscores do not count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

# for every role the names in the order of preference
_NAMES: Mapping[str, str] = {
    "text": "正文 全文 政策全文 政策正文 正文内容 文件正文 文件全文 文件内容 政策内容 全文内容 文本内容 政策文本"
    " full_text text content body 内容 文本 article_text main_text text_content",
    "id": "id doc_id document_id uid uuid 编号 文档编号 文本编号 政策编号 文件id 政策id 索引号",
    "title": "标题 政策标题 文件标题 文件名称 政策名称 公文标题 法规标题 法规名称 政策文件名称 名称 题名 篇名 title"
    " name doc_title headline 文件名",
    "issuer": "发文机关 发文机构 发文单位 发文部门 制定机关 制发机关 颁布机构 颁布部门 颁布单位 发布机构 发布机关"
    " 发布部门 发布单位 印发机关 政策发布机构 issuer agency issuing_agency issuing_authority puborg publisher",
    "doc_number": "发文字号 文号 发文文号 文件号 公文文号 政策文号 文件字号 doc_number document_number doc_no wenhao"
    " pcode reference_number",
    "date": "成文日期 发文日期 印发日期 制定日期 颁布日期 签发日期 成文时间 发文时间 印发时间 颁布时间 issue_date"
    " issued_date date_issued",
    "published": "发布日期 发布时间 公布日期 公布时间 公开日期 日期 时间 date publish_date published_date pub_date"
    " published pubtime publish_time date_published publication_date",
    "doc_type": "文种 公文种类 文件类型 doc_type document_type",
    "county": "区县 县区 县 区 县级 区县名称 county district",
    "city": "城市 地级市 市 所属城市 城市名称 city prefecture",
    "province": "省份 省 省市 省级 所属省份 省份名称 province",
    "region": "地区 区域 行政区 行政区划 所属地区 地区名称 地域 region area",
    "region_code": "行政区划代码 地区代码 区划代码 region_code adcode",
}
_ROLES = {
    name.replace("_", ""): (role, rank)
    for role, names in _NAMES.items()
    for rank, name in enumerate(names.split())
}
_NOISE = re.compile(r"[\s_*＊:：（）()\[\]【】/\\·.\-]+")
_LONGEST_NAME = 24
# a table of targets or tasks: its 内容 is a cell, not a document
_TABLE_WORDS = re.compile(r"指标|责任单位|牵头单位|责任部门|完成时限|(?:19|20)\d\d年|目标值|基期|计量单位")


def find_roles(header: Sequence[str], text_column: str = "") -> dict[str, int]:
    """The index of the column for every role that the header names.

    Args:
        header: the names of the columns.
        text_column: the column that holds the text, as the user names it; before all usual names.

    >>> find_roles(["序号", "政策标题", "发文 机关", "发布日期", "正文"])
    {'title': 1, 'issuer': 2, 'published': 3, 'text': 4}
    """
    best: dict[str, tuple[int, int]] = {}
    wanted = _key(text_column)
    for index, name in enumerate(header):
        key = _key(name)
        role, rank = _ROLES.get(key, ("", 0))
        if wanted and key == wanted:
            role, rank = "text", -1
        elif wanted and role == "text":
            continue
        if role and (role not in best or rank < best[role][0]):
            best[role] = (rank, index)
    return {role: index for role, (_, index) in best.items()}


def is_surely_text(name: str) -> bool:
    """Whether a column of this name holds texts in any table: 正文, 全文; 内容 may be a cell of a table of tasks.

    >>> is_surely_text("政策全文"), is_surely_text("内容")
    (True, False)
    """
    return any(mark in _key(name) for mark in ("正文", "全文", "fulltext"))


def is_table_of_facts(header: Sequence[str]) -> bool:
    """Whether a header is that of a table of targets or tasks, whose rows are no documents.

    >>> is_table_of_facts(["序号", "指标", "单位", "2025年"]), is_table_of_facts(["标题", "正文"])
    (True, False)
    """
    names = [name for name in header if name.strip()]
    return len(names) >= 2 and any(_TABLE_WORDS.search(name) for name in names if len(name) <= _LONGEST_NAME)


def _key(name: str) -> str:
    return _NOISE.sub("", name[:60]).lower()
