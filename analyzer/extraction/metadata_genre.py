"""Whether a text whose title says nothing speaks like a government work report or like news.

An excerpt from the middle of a report has neither title nor salutation, but the vocabulary: 我省, 坚持, 统筹,
人民群众. Notices, rules and news have other words, of applying and of telling. The limits were set between the
excerpts of reports (5 to 17 such words in a thousand characters) and everything else (at most 4).
"""

from __future__ import annotations

import re

_REPORT_WORDS = re.compile(
    "高质量发展|新质生产力|全[省市区县国](?!域)|我[省市国]|社会主义|深入实施|“十[二三四五]五”|人民群众|党中央|改革开放|国民经济"
    "|各族人民|宏观调控|经济社会发展|财政(?:支出|收入|赤字)|民生|乡村振兴|城乡居民|统筹|扎实|坚持|战略|现代化"
)
_OTHER_WORDS = re.compile(
    "记者|本报|日电|据悉|获悉|编辑|来源：|责任单位|应当|申请人|办理|第[一二三四五六七八九十]{1,3}条"
)
# what reporters write and documents do not: who said something, and when it was
_NEWS_WORDS = re.compile(
    "(?<!总理)(?:表示|介绍|告诉|(?<![学传小])说|坦言|透露)(?:[，：。]|：?“)|记者|日前，|近日，|发布会|通讯员|日电"
)
_NEWS_RATE = 1.0  # in a thousand characters; of 180 notices, opinions and rules one reaches it
_NEWS_LEAST = 2
_LEAST_RATE = 4.5  # report words in a thousand characters
_MOST_OTHERS = 2.0
_LEAST_KINDS = 5
_LEAST_LENGTH = 800


def speaks_like_report(text: str) -> bool:
    """Whether the words of a text are those of a government work report.

    >>> speaks_like_report("我省坚持统筹发展和民生。" * 80)
    False
    >>> speaks_like_report("我省坚持统筹经济社会发展和民生，深入实施乡村振兴战略，人民群众得到实惠。" * 30)
    True
    """
    if len(text) < _LEAST_LENGTH:
        return False
    words = [match.group() for match in _REPORT_WORDS.finditer(text)]
    others = len(_OTHER_WORDS.findall(text))
    rate = 1000 / len(text)
    return (
        len(words) * rate >= _LEAST_RATE and len(set(words)) >= _LEAST_KINDS and others * rate < _MOST_OTHERS
    )


def speaks_like_news(text: str) -> bool:
    """Whether a text tells who said what, as news do.

    >>> speaks_like_news("“订单比去年多两成。”青禾机械厂负责人表示，企业10日复工。近日，县里派出专班。")
    True
    >>> speaks_like_news("各乡镇人民政府：为促进工业稳定增长，现将有关事项通知如下。")
    False
    """
    found = len(_NEWS_WORDS.findall(text))
    return found >= _NEWS_LEAST and found * 1000 >= len(text) * _NEWS_RATE
