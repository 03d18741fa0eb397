"""When a whole measure is due: 完成时限：2024年10月, （5月底完成，牵头单位：…）, 持续推进."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.agencies.statements import Statement
from extract.clauses.measures import Owners
from extract.dates import Calendar, find_periods
from ontology.model import Deadline, Measure, Span

# Work that has no end: a deadline text without a date.
_STANDING = re.compile(r"(?:长期|持续|常态化?|不断|每年|全年|贯穿全年)(?:坚持|推进|实施|落实|优化|开展|进行|组织)?")
# Without one of these a stretch says nothing about time; nearly all say nothing.
_MAY_SAY_WHEN = re.compile("[0-9０-９年月季旬底末期前]|长期|持续|常态|不断|立即|即日")


def with_deadlines(
    text: str, measures: Sequence[Measure], statements: Sequence[Statement], calendar: Calendar
) -> list[Measure]:
    """The measures, each with the deadline its agency statement prints, if any; ``calendar`` is the document's."""
    deadlines: dict[str, Deadline] = {}
    owners = Owners(measures)
    for statement in statements:
        measure = owners.of(statement)
        if measure is not None and measure not in deadlines:
            deadline = _read(text, statement, calendar)
            if deadline is not None:
                deadlines[measure] = deadline
    return [
        replace(measure, deadline=deadlines[measure.id]) if measure.id in deadlines else measure for measure in measures
    ]


def _read(text: str, statement: Statement, calendar: Calendar) -> Deadline | None:
    if statement.deadline:
        return _read_stretch(text, statement, statement.deadline, calendar)
    for stretch in _outside_names(statement):
        if _MAY_SAY_WHEN.search(text, *stretch) and (found := _read_stretch(text, statement, stretch, calendar)):
            return found
    return None


def _read_stretch(text: str, statement: Statement, stretch: Span, calendar: Calendar) -> Deadline | None:
    printed = text[slice(*stretch)]
    for period in find_periods(printed, calendar):
        if period.deadline:
            return Deadline(period.deadline, *_quote(text, statement, stretch, period.span))
    standing = _STANDING.search(printed)
    if standing:
        return Deadline(None, *_quote(text, statement, stretch, Span(*standing.span())))
    return Deadline(None, printed.strip(), stretch) if statement.deadline and printed.strip() else None


def _outside_names(statement: Statement) -> Iterator[Span]:
    """What a statement says before its first and behind its last name: （5月底完成，…牵头）, （…负责，年底前完成）."""
    yield Span(statement.span.start, statement.named[0].mention.span.start)
    yield Span(statement.named[-1].mention.span.end, statement.span.end)


def _quote(text: str, statement: Statement, stretch: Span, found: Span) -> tuple[str, Span]:
    span = stretch if statement.deadline else Span(stretch.start + found.start, stretch.start + found.end)
    return text[slice(*span)].strip(), span
