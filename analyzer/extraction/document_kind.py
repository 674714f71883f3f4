"""What the kind and the title of a document say of all that it states: a regulation rules, a communiqué tells."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from analyzer.model import Metadata

_REGULATION = re.compile(
    "(?:办法|细则|规定|条例|规则|标准|守则|章程|指引|指南|规程|规范|须知|预案|技术方案)》?(?:（[^（）]{1,10}）)?(?:的通知)?$"
)
# documents that only tell what was
_ACCOUNT = re.compile(
    "公报|年报|审计(?:工作)?(?:报告|结果)|普查|(?:经济|工业)运行(?:情况|分析)|形势分析|(?:推进|进展|完成)情况(?!的?报告)"
)
# kinds that aim at more than they rule
PLANNING = frozenset({"工作报告", "规划"})


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """Worked out once for a document.

    Attributes:
        metadata: that of the document; an account has the kind of news, for it tells as news do.
        account: whether it only tells what was (公报, 审计报告).
        regulation: whether it rules (办法, 细则, 预案).
    """

    metadata: Metadata
    account: bool
    regulation: bool


def kind_of(metadata: Metadata) -> DocumentKind:
    """What the metadata of a document say of it.

    >>> kind = kind_of(Metadata(title="青禾县2025年国民经济和社会发展统计公报", doc_type="其他"))
    >>> kind.account, kind.regulation, kind.metadata.doc_type
    (True, False, '新闻')
    """
    account = _ACCOUNT.search(metadata.title) is not None
    if account:
        metadata = replace(metadata, doc_type="新闻")
    regulation = metadata.doc_type == "办法" or _REGULATION.search(metadata.title) is not None
    return DocumentKind(metadata, account, regulation)
