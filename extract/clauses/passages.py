"""The stretches of text that facts are looked for in, and whom the facts belong to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from extract.spans import SpanIndex
from ontology.model import Span

_GOALS = re.compile("(?:目标|指标)(?!.*(?:完成|落实|执行)情况)")
_LISTS_GOALS = re.compile(
    "(?:目标|任务)(?:任务)?(?:分解|分配|清单|一览)?(?:表|清单)$|^表 ?[0-9一二三四五六七八九十]*.*目标值?$"
)


class Cell(NamedTuple):
    """Where in a table of tasks a passage stands: the heading of its column, the task of its row, and its unit.

    ``row`` are the headings of all cells of the row that say something, ``until`` is what its 完成时限 says.
    """

    heading: str
    task: str
    unit: str = ""
    row: tuple[str, ...] = ()
    until: str = ""


class Passage(NamedTuple):
    """A stretch of clean text owned by a measure, or, outside any measure, by the clause titled ``section``.

    ``holes`` are stretches inside it that other extractors own (agency statements, rules about them). Of a passage that
    is ``tabular`` only the tables are read: a form or a list of conditions behind the text sets nothing. ``goals`` is
    the innermost heading over it that announces goals (2025年主要目标), or the sentence over it that says when all of
    its section is due; with it, a tabular passage is read all. A ``cell`` of a table is a passage of its own. Of a
    ``box`` each line stands for itself.
    """

    span: Span
    measure: str | None = None
    section: str | None = None
    holes: tuple[Span, ...] = ()
    tabular: bool = False
    goals: str | None = None
    cell: Cell | None = None
    box: bool = False


def announces_goals(heading: str | None) -> bool:
    """Whether the heading of an attachment says that what it lists is to be attained: 2031年各镇目标任务分解表."""
    return heading is not None and _LISTS_GOALS.search(re.sub(r"\s+", "", heading)) is not None


def lay_passages(
    body: Span,
    clauses: Sequence[tuple[Span, Span, str, bool]],
    measures: Sequence[tuple[Span, str]],
    holes: Sequence[Span],
    boxes: Sequence[tuple[Span, str]] = (),
    due: Sequence[tuple[Span, str]] = (),
) -> list[Passage]:
    """Lay passages over ``body`` without gap or overlap: measures, sections of aims, and what lies between.

    ``clauses`` are (whole span, own span, title, whether it states aims only) in text order. A section of aims is one
    passage with all its sub-clauses, so that its 到2025年 reaches the list below it, unless measures stand in it; of
    any other clause that is no measure only its own text is. ``boxes`` (专栏) with their titles are nobody's measure: a
    measure ends where one begins in it. ``due`` are sections whose first sentence sets a deadline for all in them.
    """
    boxed = {box for box, _ in boxes}
    clauses = sorted([*clauses, *((box, box, title, True) for box, title in boxes)])
    measures = [
        (
            Span(span.start, min((box.start for box in boxed if span.start < box.start < span.end), default=span.end)),
            id_,
        )
        for span, id_ in measures
    ]
    owned: list[tuple[Span, str | None, str | None]] = [(span, measure, None) for span, measure in measures]
    tasks = SpanIndex(span for span, _ in measures)
    holes = sorted(holes)
    starts = [hole.start for hole in holes]
    goals = [(span, title) for span, _, title, _ in clauses if _GOALS.search(title)]
    goals = sorted([*goals, *due], key=lambda goal: (goal[0].start, -goal[0].end))

    def passage(span: Span, measure: str | None = None, section: str | None = None) -> Passage:
        inside = holes[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        over = [title for (start, end), title in goals if start <= span.start < end]
        box = section is not None and span in boxed
        return Passage(span, measure, section, tuple(inside), goals=over[-1] if over else None, box=box)

    reach = 0  # how far the stretches of the clauses before go
    for span, own, title, aims in clauses:
        stretch = span if aims and not tasks.begins_in(*span) else own
        if not tasks.holds(stretch.start) and stretch.start >= reach:
            owned.append((stretch, None, title))
            reach = stretch.end
    passages = []
    position = body.start
    for span, measure, section in sorted(owned, key=itemgetter(0)):
        if span.start > position:
            passages.append(passage(Span(position, span.start)))
        passages.append(passage(span, measure, section))
        position = max(position, span.end)
    if position < body.end:
        passages.append(passage(Span(position, body.end)))
    return passages
