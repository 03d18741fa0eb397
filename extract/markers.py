"""Numbering marks of official documents: 第一章, 一、, （一）, 1., 1.1, (1), ①, 第一条.

The order of the styles, outermost first, is that of GB/T 9704 (党政机关公文格式) 7.3.3, with the styles of 规章 and of
long plans (章, 节; 1.1, ①) put in where they are used. A mark counts when it starts a line, or, in text whose line
breaks were lost, when it continues a numbering that is open: 二、 after 一、, and （一） anywhere a new list may begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from extract.numerals import parse_numeral

Numbering = Literal["chapter", "part", "article", "han", "paren_han", "dotted", "arabic", "paren_arabic", "circled"]
Style = Numbering | Literal["heading", "subheading"]
RANK: dict[Style, int] = {
    "chapter": 0,
    "part": 1,
    "article": 2,
    "heading": 3,  # without any number (extract.clauses.plain_headings), as the next
    "subheading": 4,
    "han": 5,
    "paren_han": 6,
    "arabic": 7,
    "dotted": 8,
    "paren_arabic": 9,
    "circled": 10,
}

_HAN = "一二三四五六七八九十百"
_MARK = re.compile(
    rf"""
      (?P<chapter>第[{_HAN}0-9]{{1,4}}章)[\s　]*
    | (?P<part>第[{_HAN}0-9]{{1,4}}节)[\s　]*
    | (?P<article>第(?:[{_HAN}0-9]{{1,4}}|[ ]?[0-9](?:[ ]?[0-9]){{0,2}}[ ]?)条)(?![规第款项的、和及至])[\s　]*
    | (?P<han>[{_HAN}]{{1,4}})[ ]?[、．.](?:(?!\d)|(?=[0-9]{{4}}年))\s*
    | [（(]\s*(?P<paren_han>[{_HAN}](?:[ ]?[{_HAN}]){{0,3}})\s*[）)]\s*[、.．]?\s*
    | (?P<dotted>[0-9]{{1,2}}(?:[.．][0-9]{{1,2}}){{1,2}})(?![0-9%％万亿])[、.．]?\s*
    | (?P<arabic>[0-9]{{1,3}})[ ]?[.．、]
      (?:(?![0-9])(?![ ][0-9]+[万亿%％])|(?=[0-9]{{4}}年)|(?<=\n[0-9][0-9].)(?=[0-9]{{3}}[^0-9.．%％万亿]))\s*
    | [（(]\s*(?P<paren_arabic>[0-9]{{1,2}})\s*[）)]\s*
    | (?P<circled>[①-⑳])\s*
    """,
    re.VERBOSE,
)
# What a mark begins with, and what may follow that: looking for these first spares most positions the alternatives.
_FIRST = re.compile(
    rf"[第（(0-9①-⑳{_HAN}](?:(?<=[{_HAN}])[ 、．.{_HAN}]|(?<=[0-9])[ 0-9.．、]|(?<=第)[ 0-9{_HAN}]"
    rf"|(?<=[（(])[\s0-9{_HAN}]|(?<=[①-⑳]))"
)
# 专栏3 健康服务能力工程: a box beside the text. Its items are points of the clause that it stands in.
# Where the breaks of lines were lost its heading runs into its first item.
_BOX = re.compile(
    rf"""(?m)
      ^[ \t　]*专栏[ 　]*[0-9{_HAN}]{{0,3}}[ 　：:]*(?P<title>[^\n。]{{0,40}})$
    | (?<=[。；）)])[ 　]*专栏[ 　]*[0-9{_HAN}]{{1,3}}[ 　：:]*
      (?P<run_in>[^\n。，；：（(0-9①]{{2,24}}?(?:工程|项目|行动|计划|指标|任务|重点|目标|清单))
      (?=[（(]\s*[1一]\s*[）)]|1[.．、]|①|[0-9]{{4}}年)
    """,
    re.VERBOSE,
)
_IN_BOXES = frozenset(("arabic", "dotted", "paren_arabic", "circled"))
# What may stand before a mark inside a line. Anything else (第二条第（二）项, 见（一）) is a reference, not a mark.
_SENTENCE_END = '。；;！？：:）)〕]］】﹞”"…'
_LIST_WORDS = "第见按照条和及至或与、，,"
_ENDS_IN_ONE = "统唯单合专不之归同独划逐如"  # 标准统一、即连即用


class Marker(NamedTuple):
    """A numbering mark: where it is printed, its style, its label without punctuation and its ordinal."""

    start: int
    end: int
    style: Style
    label: str
    ordinal: int
    path: tuple[int, ...]  # 2.3.1 → (2, 3, 1); one element for the other styles
    line_start: bool


def find_boxes(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Where the boxes (专栏3 健康服务能力工程) of ``text[start:end]`` begin, with their titles.

    >>> find_boxes("甲。\\n专栏1 植树工程\\n植树3亩。", 0, 17)
    [(3, '植树工程')]
    >>> find_boxes("甲。专栏1 植树工程（1）植树3亩。", 0, 19)
    [(2, '植树工程')]
    """
    if "专栏" not in text:
        return []
    return [(box.start(), (box["title"] or box["run_in"] or "").strip()) for box in _BOX.finditer(text, start, end)]


def mark_at(text: str, at: int) -> tuple[Style, int] | None:
    """The style of the numbering mark printed at ``at`` and where it ends, whatever stands before it.

    >>> mark_at("（一）植树", 0), mark_at("植树", 0)
    (('paren_han', 3), None)
    """
    match = _MARK.match(text, at)
    return (cast(Style, match.lastgroup), match.end()) if match else None


def _candidates(text: str, start: int, end: int) -> Iterator[Marker]:
    position = start
    for first in _FIRST.finditer(text, start, end):
        match = _MARK.match(text, first.start(), end) if first.start() >= position else None
        if match is None:
            continue
        position = match.end()
        style: Style = match.lastgroup  # type: ignore[assignment]
        read = _read(style, match[match.lastgroup or 0])
        if read:
            begin, (label, path) = match.start(), read
            line_start = begin == start or text[begin - 1] == "\n"
            yield Marker(begin, position, style, label, path[-1], path, line_start)


@lru_cache(maxsize=4096)
def _read(style: Style, printed: str) -> tuple[str, tuple[int, ...]] | None:
    """Label and path of a printed number; ``None`` where it is none."""
    if style == "circled":
        return printed, (ord(printed) - ord("①") + 1,)
    if style == "dotted":
        path = tuple(int(part) for part in re.split("[.．]", printed))
        return ".".join(str(part) for part in path), path
    printed = printed.replace(" ", "")  # （十 一）
    value = parse_numeral(re.sub(r"[第章节条]", "", printed))
    if value is None:
        return None
    return f"({printed})" if style in ("paren_han", "paren_arabic") else printed, (int(value),)


def _may_follow(text: str, mark: Marker) -> bool:
    """Whether a mark inside a line stands where a new clause can begin."""
    at = mark.start - 1
    while at and text[at] in " 　":
        at -= 1
    before = text[at]
    if before in _SENTENCE_END:
        return True
    if before in _LIST_WORDS or before.isascii() or before in "一二三四五六七八九十百千万亿":
        return False
    if mark.style == "han" and mark.label == "一" and before in _ENDS_IN_ONE:
        return False
    # A heading may run into its first clause: …支撑体系（八）加快…
    return mark.style in ("han", "paren_han", "arabic", "chapter", "article")


def find_markers(text: str, start: int = 0, end: int | None = None) -> list[Marker]:
    """The numbering marks of ``text[start:end]`` that hold together as numberings, in text order, none of boxes.

    Inside a line a mark is kept only if it carries on the last mark of its style (or begins at one): stray
    （一） and 1. in running text do not open clauses.

    >>> [m.label for m in find_markers("一、总体要求（一）目标。甲。（二）原则。乙。二、任务1.丙。2.丁。见（一）")]
    ['一', '(一)', '(二)', '二', '1', '2']
    """
    stop = len(text) if end is None else end
    kept: list[Marker] = []
    last: dict[Style, int] = {}
    boxes = [begin for begin, _ in find_boxes(text, start, stop)]
    inside: int | None = None  # the number of the last item of the box that is open, 0 before its first
    for mark in _candidates(text, start, stop):
        expected = last.get(mark.style, 0) + 1
        while boxes and boxes[0] < mark.start:
            del boxes[0]
            inside = 0
        if inside is not None:
            if mark.style in _IN_BOXES and (mark.ordinal == inside + 1 or mark.ordinal != expected):
                inside = mark.ordinal
                continue
            inside = None
        if not mark.line_start:
            if mark.style == "dotted" or not _may_follow(text, mark):
                continue
            if mark.ordinal not in (1, expected):
                continue
            if mark.ordinal == 1 and mark.style in ("chapter", "article", "han") and last.get(mark.style):
                continue
        elif mark.style == "dotted" and len(mark.path) > 1 and mark.ordinal > 1 and not last.get("dotted"):
            continue
        kept.append(mark)
        last[mark.style] = mark.ordinal
    return kept
