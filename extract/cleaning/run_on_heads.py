"""Heads of pages that lost their line breaks: a catalogue, and the text's own head right behind its last value.

索引号：430S00/2022-1 成文日期：2022年6月20日 有效性：有效关于植树的意见云政发〔2031〕7号各区人民政府：……
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.dates import find_dates
from extract.labels import labels_in
from extract.rules import load_lexicon
from extract.titles import is_title
from ontology.docnumber import find_numbers

_HEAD, _LONGEST_VALUE, _LONGEST_TITLE, _LONGEST_LABEL = 800, 60, 100, 16
_RUN = 3  # labels that make a catalogue
# What a page offers between its head and the text: 微信 微博 QQ空间.
_TOOLS = re.compile(
    r"(?:(?:分享到?|新浪微博|微信|微博|QQ空间|QQ好友|全真版|文字版|文件下载|打印|收藏|相关链接|-->|字体)[\s:：]*){3,}"
)
_TWICE = re.compile(r"\s*(?P<title>\S.{8,80}?)\s*(?P=title)")  # as the catalogue's last value and as the text's title
_SOURCE = re.compile(r"[^。，：:〔]{1,16}?(?:局|网站?|厅|司|处|中心|部|委员会|政府)(?=[^。，：:〔]{2,8}〔)")


def head_breaks(text: str) -> list[int]:
    """Return where the lines of a page's own head begin and end that a text without line breaks begins with, sorted.

    >>> from itertools import pairwise
    >>> def lines(text): return [text[a:b] for a, b in pairwise([0, *head_breaks(text), len(text)])]
    >>> lines("索引号：430S00/2022-1 发文机关：云河市人民政府 成文日期：2022年6月20日 有效性：有效关于植树的意见")[-1]
    '关于植树的意见'
    >>> lines("关于植树的意见发布日期：2022-6-20文号：云政发〔2022〕7号各区人民政府：")
    ['关于植树的意见', '发布日期：2022-6-20文号：云政发〔2022〕7号', '各区人民政府：']
    >>> lines("当前位置：首页 文件 索引号：430S00 有效性：有效 来源：市林业局 微信 微博 QQ空间 关于植树的意见")[-3:]
    ['来源：市林业局 ', '微信 微博 QQ空间 ', '关于植树的意见']
    """
    first = last = next(labels_in(text, 0, _LONGEST_TITLE + _LONGEST_LABEL), None)
    if first is None or last is None:
        return []
    if first.start() == 0 and (tools := _TOOLS.search(text, 0, _HEAD)):
        return _broken_at_labels(text, tools)
    count = 1
    for label in labels_in(text, first.end(), _HEAD):
        if label.start() - last.end() > _LONGEST_TITLE:
            break
        last, count = label, count + 1
    title = text[: first.start()].strip()
    if title and not (len(title) <= _LONGEST_TITLE and is_title(title)):
        return []
    if count < (_RUN if not title else 2):
        return []
    end = last.end() + _value_length(last.lastgroup or "", text[last.end() : last.end() + 2 * _LONGEST_TITLE])
    if end == last.end():
        return [first.start()] if title else []
    return [place for place in (first.start(), end) if place]


def _broken_at_labels(text: str, tools: re.Match[str]) -> list[int]:
    places: list[int] = []
    for label in labels_in(text, 1, tools.start()):
        if text[label.start() - 1] == " ":
            places.append(label.start())
            if label.lastgroup == "status":  # the last of most catalogues: what follows is the text's own head
                places.append(label.end() + _value_length("status", text[label.end() :][:_LONGEST_VALUE]))
    return [*places, tools.start(), tools.end()]


def _value_length(key: str, behind: str) -> int:
    """How long the value of a label is that ``behind`` begins with; 0 where that cannot be told."""
    short = behind[:_LONGEST_VALUE]
    match key:
        case "status":
            status = load_lexicon("metadata")["status"]
            values: Sequence[str] = [*status["values"], *status["said"]]
            return max((len(value) for value in values if short.startswith(value)), default=0)
        case "signed" | "published" | "effective_from" | "effective_until":
            dates = find_dates(short)
            return dates[0][0].end if dates and dates[0][0].start == 0 else 0
        case "number":
            numbers = find_numbers(short)
            return numbers[0][0].end if numbers and numbers[0][0].start == 0 else 0
        case "title":
            twice = _TWICE.match(behind)
            return twice.end("title") if twice else 0
        case "source":
            source = _SOURCE.match(short)
            return source.end() if source else 0
    return 0
