"""Quantified commitments: what is to be attained or spent, how much, until when.

``rules/targets.toml`` decides which quantities are commitments, ``rules/comparators.toml`` how they bind, and
``rules/coverage.toml`` finds 全覆盖 and its like. Tables are read by
:mod:`extract.targets.target_tables` and :mod:`extract.tables.glued_tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from extract.clauses.passages import Passage
from extract.dates import Calendar
from extract.spans import Positions, SpanIndex
from extract.tables.glued_tables import find_glued_targets
from extract.targets.commitments import initials_of_ones
from extract.targets.coverage import coverage_places, find_coverage
from extract.targets.deadlines import Mark, announced_in, due_at, find_marks, period_places
from extract.targets.quantities import quantity_places
from extract.targets.target_carry import Carry, condition_places
from extract.targets.target_sentences import TargetReader
from extract.targets.target_tables import cell_target, find_table_targets, table_lines
from extract.targets.target_views import Sentence, read_sentences
from ontology.model import Remark, Span, Target

_MOST_REMARKS = 10
# Targets are numbered when all are found; dataclasses.replace would take three times as long.
_but_id = attrgetter(*(field.name for field in fields(Target) if field.name != "id"))


def find_targets(text: str, passages: Sequence[Passage], calendar: Calendar) -> tuple[list[Target], list[Remark]]:
    """Return the targets of ``text`` in text order (ids t1, t2 …) and what looked like one but was not understood.

    ``passages`` say where to look and whom a target belongs to; ``calendar`` is the document's, for 年底前 and for
    telling past facts from commitments.

    >>> found, _ = find_targets("到2025年，建成5G基站2000个。", [Passage(Span(0, 18), measure="m1")], Calendar(2021))
    >>> [(t.indicator, t.value, t.unit, t.comparator, t.deadline) for t in found]
    [('5G基站', Decimal('2000'), '个', 'eq', '2025')]
    """
    targets: list[Target] = []
    remarks: list[Remark] = []
    places = _places(text, passages) if passages else _NOWHERE
    cells = SpanIndex(passage.span for passage in passages if passage.cell)
    carry = Carry()
    for passage in passages:
        if passage.tabular:
            tables = table_lines(text, passage.span)
            rows = [row for row in tables if not cells.begins_in(*row)]
            targets += find_table_targets(text, passage, rows, calendar.year)
            targets += find_glued_targets(text, passage.span, calendar.year)
            if passage.goals:
                found, unread = _read_passage(text, passage, tables, places, Carry(), calendar)
                targets += found
                remarks += unread
            continue
        if passage.cell and (target := cell_target(text, passage, targets, calendar.year)):
            targets.append(target)
            continue
        if not places.facts.between(*passage.span) and not carry.conditions:
            continue  # most passages: nothing to find, nothing to leave to the next
        if passage.section and _review().search(passage.section):
            continue
        rows = table_lines(text, passage.span)
        targets += find_table_targets(text, passage, rows, calendar.year)
        carry = Carry(conditions=carry.conditions)
        found, unread = _read_passage(text, passage, rows, places, carry, calendar)
        targets += found
        remarks += unread
    targets.sort(key=lambda target: (target.span, target.rule))
    return [Target(f"t{n}", *_but_id(target)) for n, target in enumerate(targets, 1)], remarks[:_MOST_REMARKS]


class _Places(NamedTuple):
    """Where in a text something may be: ``facts`` are targets, tables and lists of conditions."""

    facts: Positions
    coverage: Positions
    periods: Positions


_NOWHERE = _Places(Positions(()), Positions(()), Positions(()))


def _places(text: str, passages: Sequence[Passage]) -> _Places:
    starts, ends = zip(*(passage.span for passage in passages), strict=True)
    stretch = Span(min(starts), max(ends))
    coverage = coverage_places(text, stretch)
    facts = [*quantity_places(text, stretch, ones=initials_of_ones()), *coverage, *condition_places(text, stretch)]
    if "\t" in text:
        facts += (tab.start() for tab in _tab().finditer(text, *stretch))
    return _Places(Positions(facts), Positions(coverage), Positions(period_places(text, stretch)))


def _read_passage(
    text: str, passage: Passage, rows: Sequence[Span], places: _Places, carry: Carry, calendar: Calendar
) -> tuple[list[Target], list[Remark]]:
    """The targets of a passage but for those in ``rows`` of tables, and what was not understood."""
    targets: list[Target] = []
    remarks: list[Remark] = []
    goal = passage.measure is None
    carries = goal and not passage.box
    announced = _announced(passage, calendar)

    def skips(start: int, end: int) -> bool:
        """Whether a sentence that holds nothing to find leaves nothing to others either, nor is left anything."""
        return carry.idle and not places.periods.between(start, end)

    for line, holes in _lines(text, passage, rows):
        if carry.idle and not places.facts.between(*line):
            if not places.facts.between(line.start, passage.span.end):
                break
            if not places.periods.between(*line):
                continue
        outer: Sentence | None = None
        outer_marks: Sequence[Mark] = ()
        for sentence in read_sentences(text, line, holes, places.facts, skips):
            span = sentence.span
            dated = places.periods.between(*span)
            marks = find_marks(sentence.masked, calendar) if dated else []
            if sentence.dull and carry.idle and not marks:
                outer, outer_marks = sentence, ()
                continue
            carry.enter(sentence, carries)
            inherited = carry.mark or carry.line or announced
            if not sentence.remark:
                outer, outer_marks = sentence, marks
            elif outer:  # 到2025年，实施…工程（建设100个…）
                inherited = due_at(outer_marks, span.start - outer.span.start) or inherited
            covered = not sentence.dull and places.coverage.between(*span)
            if sentence.quantities or covered or (goal and not sentence.dull):
                coverage = find_coverage(sentence) if covered else ()
                reader = TargetReader(text, sentence, passage, marks, inherited, coverage, calendar.year)
                targets += [target for target in reader.targets() if target.kind == "funding" or not carry.conditions]
                remarks += reader.remarks()
            carry.leave(text, sentence, marks, carries)
    return targets, remarks


def _announced(passage: Passage, calendar: Calendar) -> Mark | None:
    """The deadline that stands over a passage: of the goals it is under, of its column, or of its row; else its plan's.

    The 完成时限 of a row holds for what its cells set; that of a statement in prose is the measure's alone.
    """
    over = (passage.cell.heading, passage.cell.until) if passage.cell else (passage.goals,)
    return next((mark for words in (*over, calendar.plan) if words and (mark := announced_in(words, calendar))), None)


def _lines(text: str, passage: Passage, rows: Sequence[Span]) -> Iterator[tuple[Span, Sequence[Span]]]:
    """The lines of a passage but for ``rows`` of tables, each with its holes.

    Names, brackets and sentences end with a line. Where a hole reaches over its end, the passage is one line.
    """
    if any(text.find("\n", *hole) >= 0 for hole in passage.holes):
        yield passage.span, [*passage.holes, *rows]
        return
    table = {row.start for row in rows}
    for match in _line().finditer(text, *passage.span):
        start, end = match.span()
        if start not in table:
            yield Span(start, end), [hole for hole in passage.holes if hole.start < end and start < hole.end]


@cache
def _review() -> re.Pattern[str]:
    return re.compile(
        "回顾|发展现状|发展基础|现实基础|工作成效|发展成就|主要成就|基本情况|存在(?:的)?问题|面临形势|发展环境|形势与挑战"
    )


@cache
def _tab() -> re.Pattern[str]:
    return re.compile("\t")


@cache
def _line() -> re.Pattern[str]:
    return re.compile(r"[^\n]+")
