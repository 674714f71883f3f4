"""Every word the command line says in English, in one catalogue; Chinese stands in the code itself.

Help is looked up by command and option, messages by their Chinese wording (as gettext does it), errors by
their code. What has no English yet is shown in Chinese; a test lists options and commands that lack it.
"""

from __future__ import annotations

import click

from analyzer.cli.settings import ENGLISH, current_settings
from analyzer.errors import PolicyError


def message(chinese: str, /, **values: object) -> str:
    """A message in the language of this call, its ``{places}`` filled in.

    >>> message("写到 {place}。", place="结果")
    '写到 结果。'
    """
    words = MESSAGES.get(chinese, chinese) if in_english() else chinese
    return words.format(**values)


def in_english(context: click.Context | None = None) -> bool:
    """Whether this call speaks English."""
    return current_settings(context).language == ENGLISH


def describe_error(code: str, chinese: str, where: str = "") -> str:
    """An error on one line: in English its kind, then what the program says of this one in Chinese."""
    if not in_english():
        return str(PolicyError(code, chinese, where))
    kind = ERRORS.get(code, "something is wrong")
    return f"{where + ': ' if where else ''}[{code}] {kind} ({chinese})"


def option_help(command: str, option: click.Option) -> str:
    """What an option does, in English; empty if the catalogue lacks it."""
    for name in option.opts:
        text = OPTIONS.get(f"{command} {name}") or OPTIONS.get(name)
        if text:
            choices = option.type.choices if isinstance(option.type, click.Choice) else ()
            return text.format(choices=" ".join(map(str, choices)))
    return ""


# command path without the program's name: what it does in a line, and its help
COMMANDS: dict[str, tuple[str, str]] = {
    "": (
        "Read Chinese policy text.",
        """Read Chinese policy text: numeric targets, task lists and keywords, as tables and charts.

\b
Example: policy-analyzer analyze report.txt -o results
         policy-analyzer --lang zh analyze --help""",
    ),
    "analyze": (
        "Analyse files; write tables, charts and a report.",
        """Analyse files and write tables of targets, tasks and keywords, charts and a report.

An input is a file, a folder, a pattern, or - for standard input. Read are plain text, HTML and MHT, DOCX, PDF,
DOC/WPS/RTF (with LibreOffice or antiword), OFD, and XLSX/XLS/ET/CSV/JSON/JSONL with one document a row.

\b
Example: policy-analyzer analyze report.txt -o results
         policy-analyzer analyze folder '*.txt' -o results --force
         policy-analyzer analyze - --stdout targets < report.txt
         policy-analyzer analyze scan.pdf -o results --ocr
         policy-analyzer analyze policies.xlsx --text-column 政策原文 -o results
         policy-analyzer analyze report.txt -o report.xlsx
         policy-analyzer analyze folder -o results --format csv --format xlsx

Exit codes: 0 all went well, 1 some inputs could not be read, 2 wrong usage, 130 interrupted.""",
    ),
    "completion": (
        "Print the script for completion in a shell.",
        """Print a script that lets a shell complete commands, options and file names with the Tab key.

\b
Example: policy-analyzer completion bash > ~/.local/share/bash-completion/completions/policy-analyzer
         policy-analyzer completion zsh > ~/.zfunc/_policy-analyzer
         policy-analyzer completion fish > ~/.config/fish/completions/policy-analyzer.fish

For zsh, put fpath=(~/.zfunc $fpath) before compinit into ~/.zshrc. Then open a new terminal.""",
    ),
    "dict": (
        "The dictionaries.",
        """The dictionaries: check what you have changed.

\b
Example: policy-analyzer dict check --extra my-dictionaries""",
    ),
    "dict check": (
        "Run every row's example; report file, line and remedy.",
        """Run the example of every dictionary row; report file, line and remedy. Exit code 0 if all pass, else 1.

\b
Example: policy-analyzer dict check
         policy-analyzer dict check --extra my-dictionaries""",
    ),
    "doctor": (
        "Show versions, and what is installed for which format.",
        """Show the versions of Python and of the packages, whether font and dictionaries are whole, which formats
can be read and written, and how to install what is missing.

\b
Example: policy-analyzer doctor
         policy-analyzer doctor --json > environment.json

Exit codes: 0 what is needed is there (what is optional may be missing), 1 something that is needed is missing.""",
    ),
    "evaluate": (
        "Compare with corrected annotations: precision, recall, differences.",
        """Compare with what people have annotated: precision, recall, F1 and every difference.

The first argument is a folder written by analyze or a file written by export; the second what people have
corrected: a folder of brat, a .jsonl of doccano, a .json of Label Studio.

\b
Example: policy-analyzer evaluate results project-1.json -o comparison
         policy-analyzer evaluate before after --show 50

Exit codes: 0 compared, 1 nothing to compare, 2 wrong usage, 130 interrupted.""",
    ),
    "explain": (
        "Say what was found at one place of the text, and by which rule.",
        """Say what was found at one place: the sentence, its targets and tasks, every value, and the rule.

\b
Example: policy-analyzer explain report.txt --at 120""",
    ),
    "export": (
        "Write what was found as files for annotation tools.",
        """Analyse files and write targets and tasks as files that annotation tools open, for people to correct.

Compare the corrected files with policy-analyzer evaluate.

\b
Example: policy-analyzer export report.txt --format label-studio -o annotations
         policy-analyzer export folder --format brat -o annotations --label target --label actual

Exit codes: 0 all went well, 1 some inputs could not be read, 2 wrong usage, 130 interrupted.""",
    ),
    "methods": (
        "Print the methods paragraph of a run, for a paper.",
        """Print a methods paragraph in Chinese and English from the run.json of a folder of results.

\b
Example: policy-analyzer methods results
         policy-analyzer methods results --only en""",
    ),
}

# "command --option", or "--option" where it means the same everywhere
OPTIONS: dict[str, str] = {
    "--lang": "Language of help and messages: {choices}. Default zh.",
    "--no-color": "No colours. The variable NO_COLOR does the same.",
    "--help": "Show this help.",
    "--version": "Show the version.",
    "--config": "Use this configuration file; by default policy-analyzer.toml or pyproject.toml in the working "
    "folder or above.",
    "--no-config": "Read no configuration file.",
    "analyze --output": "Write into this folder, new or empty; with the suffix .xlsx or .sqlite, this one file.",
    "analyze --format": "Format of the tables, may be repeated; by default the suffix of -o tells, else csv. "
    "One of: {choices}.",
    "--force": "Write where there is something already; files of the same name are replaced.",
    "--charts": "Draw charts or not; by default they are drawn.",
    "--report": "Write report.html or not; by default it is written.",
    "--stdout": "Print one table as CSV to standard output. One of: {choices}.",
    "--text-column": "In a table (CSV, XLSX, XLS, ET, JSON), the column with the text; usual names such as "
    "正文, 全文, 内容, text or content are known.",
    "--ocr": "Recognise pages of a PDF that are pictures (extra ocr; ten to twenty seconds a page).",
    "--dictionaries": "Use the dictionaries of this folder in place of the shipped ones.",
    "dict check --dictionaries": "Check the dictionaries of this folder in place of the shipped ones.",
    "--extra": "Add your own dictionary rows from this folder (files and columns as in the shipped ones).",
    "dict check --extra": "Check your own rows in this folder, with the shipped tables they belong to.",
    "export --format": "One of: {choices}.",
    "export --output": "Write into this folder, new or empty.",
    "export --label": "Only this label, may be repeated; default target actual standard task. One of: {choices}.",
    "evaluate --output": "Write scores.csv and differences.csv into this folder.",
    "evaluate --show": "Show at most this many differences on the screen, by default 20.",
    "explain --at": "Which character of the text, counted from 0 (as start and end in the tables).",
    "doctor --json": "Print JSON, for programs and for bug reports.",
    "methods --only": "Only one language: {choices}.",
}

METAVARS: dict[str, str] = {
    "位置": "PLACE",
    "文件夹": "FOLDER",
    "文件": "FILE",
    "格式": "FORMAT",
    "表名": "TABLE",
    "列名": "COLUMN",
    "标签": "LABEL",
    "条数": "COUNT",
    "语言": "LANG",
    "输入": "INPUT",
    "输入...": "INPUT...",
    "结果": "RESULTS",
    "标注": "ANNOTATIONS",
    "终端": "SHELL",
}

MESSAGES: dict[str, str] = {
    # progress and summary
    "已分析 {count}{total} 份：{name}": "{count}{total} documents: {name}",
    "分析了 {count} 份文件{failed}。结果在 {place}：": "Documents analysed: {count}{failed}. Results in {place}:",
    "，{count} 份没有读成": "; not read: {count}",
    "没有读成的文件：": "Not read:",
    "  ……还有 {count} 份，见 documents 表中 status 为 error 的行。": (
        "  … and {count} more, see the rows of documents with status error."
    ),
    "{title}，{rows} 行": "{name}, {rows} rows",
    "{title} {rows} 行": "{name} {rows}",
    "{format}：{tables}": "{format}: {tables}",
    "，": ", ",
    "、": ", ",
    "Excel 工作簿": "Excel workbook",
    "SQLite 数据库": "SQLite database",
    "JSON 行": "JSON lines",
    "各表各列的说明": "what the tables and columns mean",
    "读入的原文，{count} 份": "the texts as read, {count}",
    "图：{names}": "charts: {names}",
    "网页报告，用浏览器打开{pages}": "report, for the browser{pages}",
    "，连同 reports/ 中的 {count} 份": ", with {count} pages in reports/",
    "这次运行的记录：版本、选项、输入": "record of this run: versions, options, inputs",
    "论文里可用的方法说明（中、英文）": "methods paragraph for a paper (Chinese and English)",
    # export
    "{documents} 份文件、{spans} 处标注写到 {place}：": "{documents} documents, {spans} annotations in {place}:",
    "没有读成 {error}": "Not read: {error}",
    # evaluate
    "没有可比较的文件。请核对两边的文件编号和正文是否相同。": (
        "Nothing to compare. See whether names and texts are the same on both sides."
    ),
    "比较了 {count} 份文件。": "Documents compared: {count}.",
    "差异 {count} 处：": "Differences: {count}:",
    "差异 {count} 处。": "Differences: {count}.",
    "没有差异。": "No differences.",
    "写到 {place}：{names}": "Written to {place}: {names}",
    # explain
    "位置 {offset}：": "Place {offset}: ",
    "句子 {start}–{end}：": "Sentence {start}–{end}: ",
    "这一句里没有数字。": "There is no number in this sentence.",
    "位置 {start}–{end} 的数字是怎样读的：": "How the number at {start}–{end} was read:",
    "{title}：这一句没有。": "{name}: none in this sentence.",
    # dictionaries
    "{rows} 行词典，{problems} 行的例句没有通过。": "{rows} rows, the examples of {problems} fail.",
    "{rows} 行词典，例句全部通过。": "{rows} rows, all examples pass.",
    # ends
    "用法有误：{problem}": "Wrong usage: {problem}",
    "说明见：{command} --help": "Help: {command} --help",
    "没有选项 {option}{similar}": "No such option: {option}{similar}",
    "，是不是 {names}？": ", did you mean {names}?",
    "。": ".",
    "选项 {option} 的写法不对，它后面要有一个值。": "Option {option} needs a value.",
    "缺少{name}。": "Missing{name}.",
    "{name} 只能是 {choices}。": "{name} must be one of {choices}.",
    "{name} 应是不小于 0 的整数。": "{name} must be a whole number, 0 or more.",
    "还要写上命令，可用的命令：{commands}。": "A command is missing. There are: {commands}.",
    "没有这个命令，可用的命令：{commands}。": "No such command. There are: {commands}.",
    "参数太多：{arguments}。": "Too many arguments: {arguments}.",
    "参数 {name}": " argument {name}",
    "选项 {name}": " option {name}",
    "请用 -o 指定写结果的位置，或用 --stdout 指定要打印的表。": (
        "Say with -o where to write, or with --stdout which table to print."
    ),
    "--format 是写到 -o 的格式，请加上 -o。": "--format is for -o: add -o.",
    "已中断。": "Interrupted.",
    "写不出结果：{reason}。请检查磁盘和路径后重试。": "Results cannot be written: {reason}. Check disk and path.",
    "内存不够，请分几次分析。": "Out of memory; analyse in several runs.",
    "程序出了错（{crash}），请把这句话和所用的命令报告给维护者。": (
        "The program failed ({crash}). Please report this line and the command."
    ),
    # doctor
    "缺": "missing",
    "有": "ok",
    "运行环境": "Environment",
    "程序包": "Packages",
    "随程序带的数据": "Data of this program",
    "读得了什么": "What can be read",
    "另外能做什么": "What else can be done",
    "安装：{hint}": "install: {hint}",
    "配置文件": "configuration file",
    "没有": "none",
    "词典": "dictionaries",
    "参照词频": "reference counts",
    "中文字体": "Chinese font",
    "{rows} 行，摘要 {digest}": "{rows} rows, digest {digest}",
    "摘要 {digest}": "digest {digest}",
    "纯文本、网页、CSV、JSON": "text, HTML, CSV, JSON",
    "自带": "built in",
    "扫描件文字识别（ocr）": "recognition of scans (ocr)",
    "词云（cloud）": "word cloud (cloud)",
    "笔记本（notebook）": "notebooks (notebook)",
    "从 libreoffice.org 下载，或 sudo apt install libreoffice-writer": (
        "from libreoffice.org, or sudo apt install libreoffice-writer"
    ),
    "都齐了。": "All there.",
    "可以使用；标“缺”的是可选的，用到时再装。": "Ready; what is missing is optional, install it when you need it.",
    "缺少必需的部分，请按上面的办法安装。": "Something that is needed is missing, see above.",
}

# what each code means; the Chinese sentence beside it says what to do
ERRORS: dict[str, str] = {
    "E_CONFIG": "configuration or dictionaries are wrong, or a package is missing",
    "E_CRASH": "the program failed on this input",
    "E_EMPTY": "there is nothing in it",
    "E_ENCODING": "the encoding cannot be told",
    "E_ENCRYPTED": "it has a password",
    "E_EXISTS": "there is something already; add --force",
    "E_FORMAT": "this format cannot be read",
    "E_IO": "it cannot be read or written",
    "E_LOCKED": "another run is writing into this folder",
    "E_MEMORY": "out of memory",
    "E_MISSING": "a file is missing",
    "E_NOT_FILE": "there is no such file",
    "E_NOT_TEXT": "it is not text",
    "E_NO_TEXT": "it holds no text",
    "E_NO_TEXT_LAYER": "its pages are pictures without text",
    "E_PDF": "the PDF is damaged",
    "E_PERMISSION": "no permission",
    "E_TIMEOUT": "it took too long",
    "E_TOO_DEEP": "it is nested too deeply",
    "E_TOO_LARGE": "it is too large",
    "E_XML": "its XML is damaged",
    "E_ZIP": "the archive is damaged or suspicious",
}
