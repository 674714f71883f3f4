"""What every output table looks like: one list, from which tables, data package and docs page are made.

Other people's dashboards hang on these names: a column is never renamed or moved, new ones are added at the
end of their table. Types are those of Frictionless Table Schema, except that ``decimal`` is an exact number
(a schema ``number``) and ``date`` is an ISO date. The Chinese words for columns and for the words a column
may hold stand here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``enum`` pairs every word it may hold with its Chinese label, empty if any text may stand.

    ``references`` names the column of another (or the same) table that the value is found in.
    """

    name: str
    type: str
    title: str
    description: str
    enum: tuple[tuple[str, str], ...] = ()
    references: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table, one CSV file: ``key`` are the columns that together name a row (empty: none do)."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


COMPARATOR_WORDS = (
    ("eq", "等于"),
    ("ge", "不低于"),
    ("gt", "超过"),
    ("le", "不超过"),
    ("lt", "低于"),
    ("approx", "约"),
    ("between", "区间"),
)
MEASURE_WORDS = (
    ("level", "水平值"),
    ("growth", "增长率"),
    ("change", "变化量"),
    ("multiple", "倍数"),
    ("rank", "位次"),
    ("coverage", "覆盖面"),
)
DIRECTION_WORDS = (("up", "上升"), ("down", "下降"))
TARGET_STATUS_WORDS = (("target", "目标"), ("actual", "已实现"), ("standard", "标准"))
TONE_WORDS = (("hard", "硬约束"), ("soft", "软约束"))
TASK_STATUS_WORDS = (("done", "已完成"), ("plan", "拟开展"), ("rule", "规定或说明"))
CHECK_KIND_WORDS = (
    ("announced_count", "预告数与列项不符"),
    ("title_count", "标题条数与正文不符"),
    ("target_count", "口号里的数与指标不符"),
    ("numbering_gap", "编号缺项"),
    ("numbering_repeat", "编号重复"),
    ("total_parts", "总数与分项不符"),
    ("contradiction", "同一指标两个数"),
    ("target_below_actual", "目标不及已有水平"),
    ("target_without_year", "目标没有年份"),
    ("task_without_agency", "任务没有责任单位"),
    ("unexplained_number", "没有规则能解释的数"),
    ("table_not_understood", "没有读懂的表"),
)
SEVERITY_WORDS = (("error", "算不拢"), ("warning", "像是笔误"), ("info", "供核对"))
MENTION_KIND_WORDS = (
    ("title", "政策文件"),
    ("doc_number", "发文字号"),
    ("agency", "机构"),
    ("region", "地区"),
    ("programme", "工程和计划"),
)
BINDING_WORDS = (("约束性", "约束性"), ("预期性", "预期性"))
ADMIN_LEVEL_WORDS = (
    ("national", "国家"),
    ("provincial", "省级"),
    ("municipal", "市级"),
    ("county", "县级"),
    ("township", "乡级"),
)
SOURCE_FORMAT_WORDS = (
    ("text", "纯文本"),
    ("html", "网页"),
    ("mhtml", "网页单文件"),
    ("json", "JSON"),
    ("jsonl", "JSON 行"),
    ("csv", "CSV 表"),
    ("xlsx", "Excel 表"),
    ("xls", "旧版 Excel 表"),
    ("et", "WPS 表格"),
    ("docx", "Word 文件"),
    ("doc", "旧版 Word 文件"),
    ("wps", "WPS 文字"),
    ("rtf", "RTF 文件"),
    ("pdf", "PDF 文件"),
    ("ofd", "OFD 版式文件"),
)
KEYWORD_METHOD_WORDS = (
    ("dictionary", "词典中的术语"),
    ("quoted", "引号中的提法"),
    ("title", "标题中的词组"),
    ("phrase", "词组"),
    ("word", "单词"),
)
DOCUMENT_STATUS_WORDS = (("ok", "正常"), ("warning", "有提醒"), ("error", "读不出"))

_DOC_ID = Column(
    "doc_id", "string", "文件编号", "输入文件的文件名去掉后缀；重名时加短哈希", references="documents.doc_id"
)
_START = Column("start", "integer", "起点", "在 texts/<doc_id>.txt 中的码点位置，从 0 起，含这一位")
_END = Column("end", "integer", "终点", "在 texts/<doc_id>.txt 中的码点位置，不含这一位")
_PAGE = Column("page", "integer", "页码", "起点在来源文件的第几页，从 1 起；来源不分页时为空")
_BLOCK = Column("block", "string", "来源位置", "起点在来源文件的哪里，如 第3段、表2第1行第4列；纯文本为空")
_SECTION = Column("section", "string", "所在章节", "所在标题；不在任何标题下时为空")

DOCUMENTS = Table(
    "documents",
    "文件",
    "一行是一份输入文件；读不出的文件也有一行，status 为 error",
    ("doc_id",),
    (
        Column("doc_id", "string", "文件编号", "输入文件的文件名去掉后缀；重名时加短哈希"),
        Column("title", "string", "标题", "文件自己的标题"),
        Column("issuer", "string", "发文机关", "按原文"),
        Column("doc_number", "string", "发文字号", "如 云政发〔2026〕3号"),
        Column("date", "date", "日期", "成文、发布或报告日期"),
        Column("doc_type", "string", "文种", "工作报告、规划、意见、通知、办法、方案等"),
        Column("region", "string", "地区", "省、市、县全称；国家文件为“全国”"),
        Column("region_code", "string", "行政区划代码", "六位代码（GB/T 2260）"),
        Column("admin_level", "string", "行政层级", "发文的是哪一级", ADMIN_LEVEL_WORDS),
        Column("source_path", "string", "来源路径", "输入文件的路径"),
        Column("source_format", "string", "来源格式", "按内容判断，不看后缀", SOURCE_FORMAT_WORDS),
        Column("encoding", "string", "字符编码", "读文本时用的编码"),
        Column("n_chars", "integer", "字符数", "正文的码点数"),
        Column("n_targets", "integer", "指标行数", "targets 表中属于本文件的行数"),
        Column("n_tasks", "integer", "任务行数", "tasks 表中属于本文件的行数"),
        Column("sha256", "string", "校验值", "输入文件的 SHA-256"),
        Column("status", "string", "状态", "读取结果", DOCUMENT_STATUS_WORDS),
        Column("warnings", "string", "提醒", "代码和说明，多条用；隔开"),
    ),
)

SECTIONS = Table(
    "sections",
    "章节",
    "一行是一个标题及其下全部内容",
    ("doc_id", "section_id"),
    (
        _DOC_ID,
        Column("section_id", "string", "章节编号", "文件内唯一，s1、s2 ……"),
        Column("parent_id", "string", "上级章节", "最外层为空", references="sections.section_id"),
        Column("level", "integer", "层级", "1 为最外层"),
        Column("marker", "string", "序号原文", "如 （一）、第三章"),
        Column("ordinal", "string", "序号", "序号的数字，如 3、1.1.2"),
        Column("title", "string", "标题", "序号之后的标题文字"),
        _START,
        _END,
        _PAGE,
        _BLOCK,
    ),
)

TARGETS = Table(
    "targets",
    "量化指标",
    "一行是原文写明的一个数量，连同它量的是什么、属于哪一年、是目标还是实绩",
    ("doc_id", "target_id"),
    (
        _DOC_ID,
        Column("target_id", "string", "指标编号", "文件内唯一，t1、t2 ……"),
        Column("indicator", "string", "指标", "量的是什么，用原文的词"),
        Column(
            "indicator_id", "string", "规范指标", "dictionaries/indicators.tsv 中的编号；词典没有的指标为空"
        ),
        Column("value", "decimal", "数值", "基本单位下的精确小数；区间取下限；数过大时为空"),
        Column("value_max", "decimal", "上限", "区间的上限，不是区间时为空"),
        Column("unit", "string", "单位", "基本单位，不含十百千万亿，如 元、家、%、吨标准煤"),
        Column("value_text", "string", "数值原文", "start 到 end 的文字，如 530亿元"),
        Column("comparator", "string", "比较关系", "原文说的是达到、超过还是以内", COMPARATOR_WORDS),
        Column("measure", "string", "计量方式", "水平、增长率、变化量等", MEASURE_WORDS),
        Column("direction", "string", "方向", "增长率和变化量的方向，其余为空", DIRECTION_WORDS),
        Column(
            "status", "string", "性质", "要达到的目标、已有的事实，还是文件自定的标准", TARGET_STATUS_WORDS
        ),
        Column("tone", "string", "语气", "确保、不低于为硬；力争、左右为软；其余为空", TONE_WORDS),
        Column("period_text", "string", "时间原文", "如 到2030年、“十五五”期间"),
        Column("period_start", "date", "时间起", "所指时期的第一天"),
        Column("period_end", "date", "时间止", "所指时期的最后一天；其年份即指标的年份"),
        Column("binding", "string", "约束性", "原文标明的约束性或预期性", BINDING_WORDS),
        Column("scope", "string", "范围", "指标所说的地区或对象"),
        Column("region_code", "string", "行政区划代码", "范围为地区时的六位代码（GB/T 2260）"),
        _SECTION,
        Column("sentence", "string", "原句", "指标所在的句子"),
        _START,
        _END,
        Column("rule", "string", "规则", "得出这一行的规则"),
        _PAGE,
        _BLOCK,
    ),
)

TASKS = Table(
    "tasks",
    "任务",
    "一行是一个带明确序号的条目，标题也算；start 是序号的起点，end 是条目自身文字的终点",
    ("doc_id", "task_id"),
    (
        _DOC_ID,
        Column("task_id", "string", "任务编号", "文件内唯一，k1、k2 ……"),
        Column("parent_id", "string", "上级任务", "最外层为空", references="tasks.task_id"),
        Column("group_id", "string", "组号", "同一列举中的条目同号，g1、g2 ……"),
        Column("level", "integer", "层级", "1 为最外层"),
        Column("marker", "string", "序号原文", "如 一是、（二）、3．"),
        Column("ordinal", "string", "序号", "序号的数字；—— 没有序号，为空"),
        Column("title", "string", "题目", "条目的首句或小标题"),
        Column("text", "string", "条目文字", "条目自身的文字，不含下级条目"),
        Column("action", "string", "动作", "主要动词，如 推进、建设"),
        Column("object", "string", "对象", "动作的对象"),
        Column("lead_agencies", "string", "牵头单位", "多个用；隔开"),
        Column("support_agencies", "string", "配合单位", "多个用；隔开"),
        Column("deadline", "date", "完成时限", "条目写明的期限"),
        Column("status", "string", "性质", "已做的事、要做的事，还是规定或说明", TASK_STATUS_WORDS),
        Column("announced_count", "integer", "预告数", "列举前预告的项数，记在第一项上"),
        _SECTION,
        _START,
        _END,
        _PAGE,
        _BLOCK,
    ),
)

CHECKS = Table(
    "checks",
    "核对",
    "一行是文件内部对不上的一处，或没有规则能解释的一个数量",
    ("doc_id", "check_id"),
    (
        _DOC_ID,
        Column("check_id", "string", "核对编号", "文件内唯一，c1、c2 ……"),
        Column("kind", "string", "种类", "核对的项目", CHECK_KIND_WORDS),
        Column("severity", "string", "轻重", "这一处要紧到什么程度", SEVERITY_WORDS),
        Column("message", "string", "说明", "哪里对不上，该看什么"),
        Column("expected", "string", "应为", "按原文应有的数"),
        Column("found", "string", "实为", "实际找到的数"),
        _START,
        _END,
        _PAGE,
        _BLOCK,
    ),
)

KEYWORDS = Table(
    "keywords",
    "关键词",
    "一行是一份文件的一个关键词",
    ("doc_id", "rank"),
    (
        _DOC_ID,
        Column("rank", "integer", "名次", "1 最能代表这份文件"),
        Column("term", "string", "词语", "按原文"),
        Column("score", "number", "得分", "只能在同一份文件、同一方法内比较"),
        Column("count", "integer", "出现次数", "在正文中出现的次数"),
        Column("method", "string", "方法", "词语是怎样找到的", KEYWORD_METHOD_WORDS),
        Column("pos", "string", "词性", "分词器的词性标记"),
        Column("category", "string", "类别", "词典中的领域类别"),
        Column("is_new", "boolean", "是否新词", "不在任何词典中的词语为 true"),
    ),
)

MENTIONS = Table(
    "mentions",
    "提及",
    "一行是正文提到的一个名称：政策文件、发文字号、机构、地区、工程",
    (),
    (
        _DOC_ID,
        Column("kind", "string", "种类", "文件名、发文字号、机构、地区、工程等", MENTION_KIND_WORDS),
        Column("text", "string", "原文", "start 到 end 的文字"),
        Column(
            "canonical",
            "string",
            "规范名称",
            "机构、地区、工程的全称；文件名不带书名号；紧跟文件名的发文字号写那个文件名，据此相连",
        ),
        _START,
        _END,
        Column("code", "string", "行政区划代码", "地区的六位代码（GB/T 2260）；同名而分不清时为空"),
        _PAGE,
        _BLOCK,
    ),
)

TABLES: tuple[Table, ...] = (DOCUMENTS, SECTIONS, TARGETS, TASKS, CHECKS, KEYWORDS, MENTIONS)


def table(name: str) -> Table:
    """The table of this name.

    >>> [column.name for column in table("keywords").columns][:3]
    ['doc_id', 'rank', 'term']

    Raises:
        KeyError: there is no such table.
    """
    for candidate in TABLES:
        if candidate.name == name:
            return candidate
    raise KeyError(name)


def describe(name: str, columns: Sequence[str]) -> Table:
    """The description of a table with just these columns; what the list does not know is a column of text.

    >>> table = describe("targets", ["doc_id", "value", "备注"])
    >>> [(column.title, column.type) for column in table.columns]
    [('文件编号', 'string'), ('数值', 'decimal'), ('备注', 'string')]
    """
    known = next((each for each in TABLES if each.name == name), Table(name, name, "", (), ()))
    by_name = {column.name: column for column in known.columns}
    chosen = tuple(by_name.get(column) or Column(column, "string", column, "") for column in columns)
    key = known.key if set(known.key) <= set(columns) else ()
    return replace(known, columns=chosen, key=key)


def label(column: Column, word: object) -> str:
    """The Chinese label of a word of the column; a word the column does not know stays as it is."""
    return dict(column.enum).get(str(word), str(word))
