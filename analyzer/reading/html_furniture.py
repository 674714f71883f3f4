"""What stands around and in a page's text but is not the document: buttons, bylines, links to other pages.

Lines are judged as a person does, by what they say; a line such as “时间：” is a byline above or below the
text and part of the document inside it. Rules: usage of the web sites of Chinese governments and media.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# ids and classes of buttons and lists; taken as such only where little of the text stands in them
_KEYS = re.compile(
    r"(?:^|[#_-])(?:share|bdshare\w*|bshare\w*|social-share|print\w*|dayin|fenxiang|fontsize|font-size|zihao|toolbar|tools?"
    r"|crumbs?|breadcrumb\w*|breadcrumbnav|location|weizhi|position|dqwz|ewm|erweima|qrcode\w*|qr|related\w*|relate"
    r"|xgxw|xgyd|xgwz|xgbd|xgzc|xgwj|xgjd|xglj|xgwd|recommend\w*|tuijian|rwb_xgxw|prev|next|prenext|pager|pagination|page_n"
    r"|copyright|footer|foot|comment\w*|editor_name|zrbj|zebian|p_editor|edit(?:or)?-?info|sidebar|login\w*)(?:$|[_-])"
)
_BUTTON = (
    r"(?:打印(?:本页|本稿|此页|文章|正文)?|我要打印|关闭(?:本?窗口|本页|页面|此页)?|返回(?:顶部|列表|上页|上一页|首页|目录)?"
    r"|收藏(?:本页)?|加入收藏|分享|我要分享|我要纠错|网站纠错|纠错|纠错本页|下载|全文下载|下载打印|全屏|还原|加大|减小|大|中|小|超大|默认|特大"
    r"|发表评论|我要评论|评论|查看评论|复制链接|转发|点赞|字体|字号|朗读|语音播报|无障碍|繁体|简体|显示全部|展开全文|手机扫码|\[下载\])"
)
_BUTTONS = re.compile(
    rf"(?:[【\[（(〖<]?{_BUTTON}[】\])）〗>]?[:：|｜/／·•\-\s]{{0,3}}){{1,12}}|[【\[（(]?字[号体](?:大小)?[:：].{{0,30}}"
)
_NEVER = re.compile(
    r"分享(?:到|至|本文)[:：]?.{0,40}|.{0,4}扫一扫.{0,40}|微信扫码.{0,20}|(?:用|请用|打开)微信.{0,30}"
    r"|(?:您?(?:当前|现在|所在)的?|您现在的|所在)?位置(?:是)?[:：]?.{0,10}首页.{0,80}|首页(?:>|＞|»|\u203a|/|-|→).{0,100}"
    r"|(?:上一[篇条页]|下一[篇条页])[:：]?.{0,100}|(?:[【\[]\d{1,2}[】\]]){2,20}(?:下一页|尾页)?"
    r"|[(（\[【]?(?:本文|文章)?(?:责任编辑|责编|网站编辑|网络编辑|编辑|编审|值班编辑|值班主任)[:：].{0,40}"
    r"|(?:浏览|阅读|点击|访问|查看)(?:次数|量|数|率)?[:：]?\d{0,9}次?|(?:保护视力色|视力保护色|背景色)[:：]?.{0,30}"
    r"|(?:温馨提示|提示)[:：]?.{0,10}(?:浏览器|分辨率).{0,60}|您的浏览器.{0,60}|仅供参考.{0,20}以.{0,10}正式文本为准.{0,10}"
    r"|更多图片>*|网友评论.{0,20}|点击进入.{0,40}>>|[|｜>＞·\-—_=*]{1,200}"
)
# above the first and below the last paragraph of prose only
_OUTSIDE = re.compile(
    r".{0,30}?(?:来源(?:于)?|稿源|信息来源|稿件来源|文章来源|发布(?:时间|日期|机构|单位|者)|发文时间|更新(?:时间|日期)|成稿时间"
    r"|时间|日期|作者|记者|摄影|供稿|审核|校对|浏览次数|浏览量|阅读量|点击数|点击率|访问量|字号|字体|分享|责任编辑|编辑)[:：].{0,160}"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:日)?(?:\d{1,2}:\d\d(?::\d\d)?)?.{0,60}"
    r"|(?:19|20)\d\d年\d{1,2}月\d{1,2}日\d{1,2}:\d\d.{0,60}"
)
_FOOT = re.compile(
    r".{0,20}(?:主办单位|承办单位|主办[:：]|承办[:：]|版权所有|网站标识码|ICP备|公网安备|技术支持|运行维护|联系我们|网站地图|关于我们|copyright|建议使用).{0,200}",
    re.I,
)
# from here to the end it is other pages, if no prose follows
_OTHER_PAGES = re.compile(
    r"[【\[]?(?:相关(?:报道|链接|新闻|阅读|文章|稿件|文件|信息|解读|资料|政策|内容|推荐|专题|附件|文档)|延伸阅读|推荐阅读|推荐新闻|为您推荐"
    r"|热点推荐|热门推荐|精彩推荐|精彩图集|最新评论|猜你喜欢|热门文章|热点新闻|图片新闻|视频推荐|新闻排行|热点排行|友情链接|免责声明.{0,20}|往期回顾)"
    r"[】\]]?[:：]?(?:更多.{0,4})?"
)
# the names of annexes are links and part of the document
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar|pptx?|ceb|jpe?g|png)\W{0,3}$", re.I)
_LINK = 0.8
_MIN_PROSE = 20
_PROSE_END = re.compile(r"[。；;！？!?]")
# of the prose; more than this below a heading such as 相关链接 is the document going on
_MAX_BELOW = 0.3


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the page, or a stand-in for a table (``text`` empty, ``is_table`` true)."""

    text: str
    linked: float = 0.0
    is_table: bool = False


def has_furniture_key(keys: Sequence[str]) -> bool:
    """Whether an id or a class names buttons or lists of links.

    >>> has_furniture_key(("#share",)), has_furniture_key(("pages_content",))
    (True, False)
    """
    return any(_KEYS.search(key) for key in keys)


def find_document_lines(lines: Sequence[Line]) -> list[int]:
    """Indexes of the lines that belong to the document.

    >>> texts = ["字号：大 中 小", "一、目标。全县完成造林2万亩，管护成效明显提高。", "责任编辑：王某"]
    >>> find_document_lines([Line(text) for text in texts])
    [1]
    """
    squeezed = ["".join(line.text.split()) for line in lines]
    prose = [
        index
        for index, text in enumerate(squeezed)
        if lines[index].is_table
        or (
            len(text) >= _MIN_PROSE
            and _PROSE_END.search(text)
            and lines[index].linked < 0.5
            and not _NEVER.fullmatch(text)
        )
    ]
    first = prose[0] if prose else len(lines)
    last = prose[-1] if prose else -1
    end = _end_of_document(lines, squeezed, prose)
    kept: list[int] = []
    annexes = False
    for index, text in enumerate(squeezed[:end]):
        if lines[index].is_table:
            kept.append(index)
            continue
        if _BUTTONS.fullmatch(text) or _NEVER.fullmatch(text):
            continue
        outside = index < first or index > last
        if outside and prose and (_OUTSIDE.fullmatch(text) or _FOOT.fullmatch(text)):
            continue
        annexes = annexes or "附件" in text
        if outside and prose and lines[index].linked > _LINK and not annexes and not _FILE.search(text):
            continue
        kept.append(index)
    return kept


def _end_of_document(lines: Sequence[Line], squeezed: Sequence[str], prose: Sequence[int]) -> int:
    """Where the links to other pages begin."""
    sizes = {index: len(squeezed[index]) for index in prose}
    whole = sum(sizes.values())
    for index, text in enumerate(squeezed):
        if len(text) > 30 or not _OTHER_PAGES.fullmatch(text):
            continue
        below = sum(size for at, size in sizes.items() if at > index)
        tables = any(lines[at].is_table for at in range(index + 1, len(lines)))
        if whole and below <= _MAX_BELOW * whole and not tables:
            return index
    return len(lines)
