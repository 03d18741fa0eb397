"""The clause tree of a document: 一、 / （一） / 1. … with headings, whether or not its line breaks survived."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.brackets import OPENING
from extract.clauses.headings import (
    LONGEST_BESIDE,
    LONGEST_PART,
    first_stop,
    heading_span,
    is_headed,
    longest_part,
    sets_goals,
    sets_terms,
)
from extract.clauses.plain_headings import find_plain_headings
from extract.markers import RANK, Marker, Style, find_markers
from extract.spans import SpanIndex
from ontology.model import Span

_INSIDE_SECTIONS = (RANK["paren_han"] + RANK["arabic"]) / 2  # of articles that count on through sections
# Headings of the items of articles (落户补贴) are shorter than what items of a list say.
_LONGEST_ITEM_HEADING = 12
_COMMA = re.compile("[，,；;：:]")
_PARTS = re.compile("[，,]")
_GOES_ON = re.compile(r"。[^\n]{8}")
# 试点企业应具备以下条件：1.…。2.…。 are no tasks, however they end.
_CONDITIONS = re.compile("(?:以下|下列|如下)(?:基本|相关)?条件(?:之一)?[：:]?$")
_OF_CONDITIONS = re.compile("^(?!改善|优化|提[升高供]|创造|完善|加强|改进|落实|放宽).{0,8}条件$")
_LONGEST_CONDITIONS = 12
# A table behind this line is not part of the clause before it.
_ATTACHMENT = re.compile(r"\n附[件表]")


class Clause(NamedTuple):
    """A numbered clause; ``span`` reaches to the next clause of its rank or above, ``own`` to its first child."""

    id: str
    style: str
    label: str
    title: str
    title_span: Span
    span: Span
    own: Span
    parent: str | None
    depth: int
    inline: bool  # begins inside a line of a text that has line breaks
    point: bool = False  # one of the points of the sentence around it: 符合下列条件：（一）…；（二）…。
    apart: bool = False  # its agency statement stands on a line of its own or without brackets, behind what it says
    table: bool = False  # a table of tasks stands in its own text
    terms: bool = False  # it sets terms of the document itself: what its words mean, since when it holds
    children: tuple[str, ...] = ()


def parse_clauses(
    text: str, start: int, end: int, statements: Sequence[Span], tables: Sequence[Span] = (), *, first: int = 1
) -> list[Clause]:
    """The numbered clauses of ``text[start:end]`` in order.

    ``statements`` are the spans of agency statements, ``tables`` those of tables of tasks; marks inside of either
    begin no clause, and a clause without others below it ends where a table begins. Ids count from ``first``.

    >>> [(c.label, c.title, c.parent) for c in parse_clauses("一、任务（一）建网。甲。（二）建库。乙。", 0, 20, [])]
    [('一', '任务', None), ('(一)', '建网', 'c1'), ('(二)', '建库', 'c1')]
    """
    said_at, tables_at = SpanIndex(statements), SpanIndex(tables)
    closed = SpanIndex([*statements, *tables]) if tables else said_at
    markers = [mark for mark in find_markers(text, start, end) if not closed.around(mark.start)]
    flowing = _is_flowing(markers)
    if not flowing:
        markers = sorted([*markers, *find_plain_headings(text, start, markers, closed)])
    ranks = _ranks(markers)
    parents = _parents(ranks)
    children: list[list[int]] = [[] for _ in markers]
    for i, above in enumerate(parents):
        if above is not None:
            children[above].append(i)
    extents = _extents(text, markers, ranks, end, said_at, tables_at)
    firsts = [first_stop(text, mark.end, extent.until) for mark, extent in zip(markers, extents, strict=True)]
    headed = _heading_lengths(text, markers, extents, firsts)
    ends = [_trim_end(text, mark.start, extent.end) for mark, extent in zip(markers, extents, strict=True)]
    own_ends = [_trim_end(text, mark.start, extent.own) for mark, extent in zip(markers, extents, strict=True)]
    # Where its fellows have headings, a clause that seems to have none has one that runs into its text.
    titles = [
        heading_span(
            text,
            mark.end,
            extent.own,
            flowing=flowing,
            longest=headed.get(mark.style, 0),
            lone=mark.style in headed and not is_headed(text, mark.end, extent.own, stop),
            first=stop,
        )
        for mark, extent, stop in zip(markers, extents, firsts, strict=True)
    ]
    points = _points(text, markers, children, titles, ends, own_ends)
    clauses: list[Clause] = []
    for i, mark in enumerate(markers):
        extent, parent, said, title_span = extents[i], parents[i], extents[i].said, titles[i]
        clauses.append(
            Clause(
                id=f"c{first + i}",
                style=mark.style,
                label=mark.label,
                title=text[title_span.start : title_span.end].replace("\t", " "),
                title_span=title_span,
                span=Span(mark.start, ends[i]),
                own=Span(mark.start, own_ends[i]),
                parent=None if parent is None else f"c{first + parent}",
                depth=0 if parent is None else clauses[parent].depth + 1,
                inline=not mark.line_start and not flowing,
                point=i in points,
                apart=said is not None
                and (text[said - 1] == "\n" or (flowing and text[said] not in OPENING))
                and bool(text[title_span.end : said].strip()),
                table=extent.table,
                terms=sets_terms(text, mark.end, extent.own)
                or (mark.style == "article" and sets_goals(text, mark.end)),
                children=tuple(f"c{first + child}" for child in children[i]) if children[i] else (),
            )
        )
    return clauses


class _Extent(NamedTuple):
    """Where a clause ends, where its own text does, where its first statement begins, and if it holds a table."""

    end: int
    own: int
    said: int | None
    table: bool

    @property
    def until(self) -> int:
        """Where the heading ends at the latest."""
        return self.own if self.said is None else min(self.own, self.said)


def _extents(
    text: str, markers: Sequence[Marker], ranks: Sequence[float], end: int, statements: SpanIndex, tables: SpanIndex
) -> list[_Extent]:
    extents: list[_Extent] = []
    following: list[int] = []  # the marks behind that may end a clause, nearest last
    for i in range(len(markers) - 1, -1, -1):
        mark = markers[i]
        while following and ranks[following[-1]] > ranks[i]:
            following.pop()
        after = markers[following[-1]].start if following else end
        own = min(after, markers[i + 1].start) if i + 1 < len(markers) else after
        table = tables.first(mark.end, own)
        if table is not None:
            after = table if own == after else after
            own = table
        holds = table is not None and not _ATTACHMENT.search(text, mark.end, table)
        extents.append(_Extent(after, own, statements.first(mark.end, own), holds))
        following.append(i)
    return extents[::-1]


def _heading_lengths(
    text: str, markers: Sequence[Marker], extents: Sequence[_Extent], firsts: Sequence[int]
) -> dict[Style, int]:
    """The styles of numbering whose clauses open with headings in this document, told by most of them.

    With each, how long the parts of a heading with commas may be: longer where most of those that have one are short.
    """
    votes: dict[Style, int] = {}
    parted: dict[Style, list[bool]] = {}
    for mark, extent, first in zip(markers, extents, firsts, strict=True):
        headed = is_headed(text, mark.end, extent.own, first)
        votes[mark.style] = votes.get(mark.style, 0) + (1 if headed else -1)
        if headed and _PARTS.search(text, mark.end, first):
            parted.setdefault(mark.style, []).append(longest_part(text[mark.end : first]) <= LONGEST_PART)
    lengths = {style: LONGEST_PART for style, surplus in votes.items() if surplus > 0}
    for style in lengths:
        short = parted.get(style, [])
        if sum(short) > 1 and sum(short) * 2 > len(short):
            lengths[style] = LONGEST_BESIDE
    return lengths


def _points(
    text: str,
    markers: Sequence[Marker],
    children: Sequence[list[int]],
    titles: Sequence[Span],
    ends: Sequence[int],
    own_ends: Sequence[int],
) -> set[int]:
    """The items of an article, the members of a list that one sentence holds together, and conditions."""
    points: set[int] = set()
    for i, listed in enumerate(children):
        if markers[i].style == "article":
            several = len(listed) > 1
            together = not (several and all(_has_short_heading(text, titles[item], own_ends[item]) for item in listed))
        else:
            together = False
        announced = len(listed) > 1 and text[own_ends[i] - 1] in "：:"
        listing = announced and all(text[ends[item] - 1] in "；;，," for item in listed[:-1])
        tail = max(markers[i].end, own_ends[i] - _LONGEST_CONDITIONS)
        conditions = _CONDITIONS.search(text, tail, own_ends[i]) or _OF_CONDITIONS.search(text[slice(*titles[i])])
        if together or listing or (listed and conditions):
            points.update(listed)
    return points


def _has_short_heading(text: str, title_span: Span, end: int) -> bool:
    """（一）落户补贴。对……: an item of an article that is a clause in its own right."""
    if title_span.end - title_span.start > _LONGEST_ITEM_HEADING or _COMMA.search(text, *title_span):
        return False
    return _GOES_ON.match(text, title_span.end, end) is not None


def _is_flowing(markers: Sequence[Marker]) -> bool:
    """Whether line breaks were lost: most marks of the upper styles stand inside lines."""
    upper = [m for m in markers if m.style in ("han", "paren_han", "chapter", "article")] or list(markers)
    upper = upper[1:]  # the first begins a line in either kind of text
    return sum(not m.line_start for m in upper) * 2 > len(upper)


def _ranks(markers: Sequence[Marker]) -> list[float]:
    """How far inside each mark stands. Articles that count on through sections 一、, 二、 stand in these."""
    order: dict[Style, float] = dict(RANK)
    sections = [mark for mark in markers if mark.style in ("han", "article")]
    counts_on = all(
        below.ordinal == above.ordinal + 1
        for style in ("han", "article")
        for above, below in pairwise([mark for mark in sections if mark.style == style])
    )
    if sections and sections[0].style == "han" and counts_on:
        order["article"] = _INSIDE_SECTIONS
    return [order[mark.style] + len(mark.path) / 10 for mark in markers]


def _parents(ranks: Sequence[float]) -> list[int | None]:
    stack: list[int] = []
    parents: list[int | None] = []
    for i, rank in enumerate(ranks):
        while stack and ranks[stack[-1]] >= rank:
            stack.pop()
        parents.append(stack[-1] if stack else None)
        stack.append(i)
    return parents


def _trim_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " 　\t\n":
        end -= 1
    return end
