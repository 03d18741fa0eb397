"""The clause tree of a document: 一、 / （一） / 1. … with headings, whether or not its line breaks survived."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.headings import heading_span, is_headed, sets_terms
from extract.markers import RANK, Marker, Style, find_markers
from extract.spans import SpanIndex
from ontology.model import Span

# Headings of the items of articles (落户补贴) are shorter than what items of a list say.
_LONGEST_ITEM_HEADING = 12
_COMMA = re.compile("[，,；;：:]")
_GOES_ON = re.compile(r"。[^\n]{8}")
# A table behind this line is not part of the clause before it.
_ATTACHMENT = re.compile(r"\n附[件表]")


@dataclass(frozen=True, slots=True)
class Clause:
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
    apart: bool = False  # its agency statement stands on a line of its own, behind what it says
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
    closed = SpanIndex([*statements, *tables])
    markers = [mark for mark in find_markers(text, start, end) if not closed.around(mark.start)]
    flowing = _is_flowing(markers)
    parents = _parents(markers)
    children: dict[int, list[int]] = {}
    for i, above in enumerate(parents):
        if above is not None:
            children.setdefault(above, []).append(i)
    extents = _extents(text, markers, end, SpanIndex(statements), SpanIndex(tables))
    headed = _headed_styles(text, markers, extents)
    clauses: list[Clause] = []
    for i, mark in enumerate(markers):
        after, own_end, said = extents[i].end, extents[i].own, extents[i].said
        stop = own_end if said is None else said
        title_span = heading_span(text, mark.end, own_end, flowing=flowing, stop=stop, headed=mark.style in headed)
        parent = parents[i]
        clauses.append(
            Clause(
                id=f"c{first + i}",
                style=mark.style,
                label=mark.label,
                title=text[slice(*title_span)].replace("\t", " "),
                title_span=title_span,
                span=Span(mark.start, _trim_end(text, mark.start, after)),
                own=Span(mark.start, _trim_end(text, mark.start, own_end)),
                parent=None if parent is None else f"c{first + parent}",
                depth=0 if parent is None else clauses[parent].depth + 1,
                inline=not mark.line_start and not flowing,
                apart=said is not None and text[said - 1] == "\n" and bool(text[title_span.end : said].strip()),
                table=extents[i].table,
                terms=sets_terms(text, mark.end, own_end),
                children=tuple(f"c{first + child}" for child in children.get(i, ())),
            )
        )
    return _with_points(text, clauses)


@dataclass(frozen=True, slots=True)
class _Extent:
    """Where a clause ends, where its own text does, where its first statement begins, and if it holds a table."""

    end: int
    own: int
    said: int | None
    table: bool


def _extents(text: str, markers: Sequence[Marker], end: int, statements: SpanIndex, tables: SpanIndex) -> list[_Extent]:
    extents: list[_Extent] = []
    following: list[int] = []  # the marks behind that may end a clause, nearest last
    for i in range(len(markers) - 1, -1, -1):
        mark = markers[i]
        while following and _rank(markers[following[-1]]) > _rank(mark):
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


def _headed_styles(text: str, markers: Sequence[Marker], extents: Sequence[_Extent]) -> set[Style]:
    """The styles of numbering whose clauses open with headings in this document, told by most of them."""
    votes: dict[Style, list[bool]] = {}
    for mark, extent in zip(markers, extents, strict=True):
        headed = is_headed(text, mark.end, extent.own, extent.own if extent.said is None else extent.said)
        votes.setdefault(mark.style, []).append(headed)
    return {style for style, cast in votes.items() if sum(cast) * 2 > len(cast)}


def _with_points(text: str, clauses: Sequence[Clause]) -> list[Clause]:
    """Mark the items of an article and the members of a list that one sentence holds together."""
    by_id = {clause.id: clause for clause in clauses}
    points: set[str] = set()
    for clause in clauses:
        listed = [by_id[child] for child in clause.children]
        announced = text[slice(*clause.own)].endswith(("：", ":"))
        run_on = all(text[child.span.end - 1] in "；;，," for child in listed[:-1])
        headed = len(listed) > 1 and all(_has_short_heading(text, item) for item in listed)
        if (clause.style == "article" and not headed) or (len(listed) > 1 and announced and run_on):
            points.update(clause.children)
    return [replace(clause, point=True) if clause.id in points else clause for clause in clauses]


def _has_short_heading(text: str, clause: Clause) -> bool:
    """（一）落户补贴。对……: an item of an article that is a clause in its own right."""
    title, behind = clause.title, text[clause.title_span.end : clause.own.end]
    return len(title) <= _LONGEST_ITEM_HEADING and not _COMMA.search(title) and _GOES_ON.match(behind) is not None


def _is_flowing(markers: Sequence[Marker]) -> bool:
    """Whether line breaks were lost: most marks of the upper styles stand inside lines."""
    upper = [m for m in markers if m.style in ("han", "paren_han", "chapter", "article")] or list(markers)
    upper = upper[1:]  # the first begins a line in either kind of text
    return sum(not m.line_start for m in upper) * 2 > len(upper)


def _rank(mark: Marker) -> float:
    return RANK[mark.style] + len(mark.path) / 10


def _parents(markers: Sequence[Marker]) -> list[int | None]:
    stack: list[int] = []
    parents: list[int | None] = []
    for i, mark in enumerate(markers):
        while stack and _rank(markers[stack[-1]]) >= _rank(mark):
            stack.pop()
        parents.append(stack[-1] if stack else None)
        stack.append(i)
    return parents


def _trim_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " 　\t\n":
        end -= 1
    return end
