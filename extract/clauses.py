"""The clause tree of a document: 一、 / （一） / 1. … with headings, whether or not its line breaks survived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.headings import heading_span
from extract.markers import RANK, Marker, find_markers
from ontology.model import Span


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
    children: tuple[str, ...] = ()


def parse_clauses(text: str, start: int, end: int, statements: Sequence[Span]) -> list[Clause]:
    """The numbered clauses of ``text[start:end]`` in order; ``statements`` are spans of agency statements.

    >>> [(c.label, c.title, c.parent) for c in parse_clauses("一、任务（一）建网。甲。（二）建库。乙。", 0, 20, [])]
    [('一', '任务', None), ('(一)', '建网', 'c1'), ('(二)', '建库', 'c1')]
    """
    markers = [m for m in find_markers(text, start, end) if not any(s.start < m.start < s.end for s in statements)]
    flowing = _is_flowing(markers)
    parents = _parents(markers)
    clauses: list[Clause] = []
    for i, mark in enumerate(markers):
        after = next((m.start for m in markers[i + 1 :] if _rank(m) <= _rank(mark)), end)
        own_end = markers[i + 1].start if i + 1 < len(markers) and markers[i + 1].start < after else after
        stop = min((s.start for s in statements if mark.end <= s.start < own_end), default=own_end)
        title_span = heading_span(text, mark.end, own_end, flowing=flowing, stop=stop)
        parent = parents[i]
        clauses.append(
            Clause(
                id=f"c{i + 1}",
                style=mark.style,
                label=mark.label,
                title=text[slice(*title_span)].replace("\t", " "),
                title_span=title_span,
                span=Span(mark.start, _trim_end(text, mark.start, after)),
                own=Span(mark.start, _trim_end(text, mark.start, own_end)),
                parent=None if parent is None else f"c{parent + 1}",
                depth=0 if parent is None else clauses[parent].depth + 1,
                inline=not mark.line_start and not flowing,
                children=tuple(f"c{j + 1}" for j, p in enumerate(parents) if p == i),
            )
        )
    return clauses


def _is_flowing(markers: Sequence[Marker]) -> bool:
    """Whether line breaks were lost: most marks of the upper styles stand inside lines."""
    upper = [m for m in markers if m.style in ("han", "paren_han", "chapter", "article")] or list(markers)
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
