"""Quantified commitments: what is to be attained or spent, how much, until when.

``rules/targets.toml`` decides which quantities are commitments, ``rules/comparators.toml`` how they bind, and
``rules/coverage.toml`` finds 全覆盖 and its like. Tables are read by :mod:`extract.target_tables`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter

from extract.commitments import initials_of_ones
from extract.coverage import coverage_places
from extract.deadlines import Mark, due_at, find_marks, may_hold_period
from extract.passages import Passage
from extract.quantities import quantity_places
from extract.target_carry import Carry, condition_places
from extract.target_sentences import TargetReader
from extract.target_tables import find_table_targets, table_lines
from extract.target_views import Sentence, read_sentences
from ontology.model import Remark, Span, Target

_MOST_REMARKS = 10
# Targets are numbered when all are found; dataclasses.replace would take three times as long.
_but_id = attrgetter(*(field.name for field in fields(Target) if field.name != "id"))


def find_targets(text: str, passages: Sequence[Passage], *, year: int | None) -> tuple[list[Target], list[Remark]]:
    """Return the targets of ``text`` in text order (ids t1, t2 …) and what looked like one but was not understood.

    ``passages`` say where to look and whom a target belongs to; ``year`` is the year of signature, for 年底前 and for
    telling past facts from commitments.

    >>> found, _ = find_targets("到2025年，建成5G基站2000个。", [Passage(Span(0, 18), measure="m1")], year=2021)
    >>> [(t.indicator, t.value, t.unit, t.comparator, t.deadline) for t in found]
    [('5G基站', Decimal('2000'), '个', 'eq', '2025')]
    """
    targets: list[Target] = []
    remarks: list[Remark] = []
    places = _places(text, passages) if passages else []
    carry = Carry()
    for passage in passages:
        first = bisect_left(places, passage.span.start)
        if places[first] >= passage.span.end and not carry.conditions:
            continue  # most passages: nothing to find, nothing to leave to the next
        if passage.section and _review().search(passage.section):
            continue
        rows = table_lines(text, passage.span)
        targets += find_table_targets(text, passage, rows, year)
        carry = Carry(conditions=carry.conditions)
        found, unread = _read_passage(text, passage, rows, places, carry, year)
        targets += found
        remarks += unread
    targets.sort(key=lambda target: (target.span, target.rule))
    return [Target(f"t{n}", *_but_id(target)) for n, target in enumerate(targets, 1)], remarks[:_MOST_REMARKS]


def _places(text: str, passages: Sequence[Passage]) -> list[int]:
    """Where a target, a table or a list of conditions may be, in order; the last is behind the text."""
    starts, ends = zip(*(passage.span for passage in passages), strict=True)
    stretch = Span(min(starts), max(ends))
    places = quantity_places(text, stretch, ones=initials_of_ones())
    places += coverage_places(text, stretch)
    places += condition_places(text, stretch)
    places += (tab.start() for tab in _tab().finditer(text, *stretch))
    return [*sorted(places), len(text) + 1]


def _read_passage(
    text: str, passage: Passage, rows: Sequence[Span], places: Sequence[int], carry: Carry, year: int | None
) -> tuple[list[Target], list[Remark]]:
    """The targets of a passage but for those in ``rows`` of tables, and what was not understood."""
    targets: list[Target] = []
    remarks: list[Remark] = []
    goal = passage.measure is None
    for line, holes in _lines(text, passage, rows):
        if carry.idle:
            next_place = places[bisect_left(places, line.start)]
            if next_place >= passage.span.end:
                break
            if next_place >= line.end and not may_hold_period(text, *line):
                continue
        outer: Sentence | None = None
        outer_marks: Sequence[Mark] = ()
        for sentence in read_sentences(text, line, holes, places):
            marks = find_marks(sentence.masked, year)
            if sentence.dull and carry.idle and not marks:
                outer, outer_marks = sentence, ()
                continue
            carry.enter(sentence, goal)
            inherited = carry.mark
            if not sentence.remark:
                outer, outer_marks = sentence, marks
            elif outer:  # 到2025年，实施…工程（建设100个…）
                inherited = due_at(outer_marks, sentence.span.start - outer.span.start) or inherited
            if not sentence.dull:
                reader = TargetReader(text, sentence, passage, marks, inherited, year)
                targets += [target for target in reader.targets() if target.kind == "funding" or not carry.conditions]
                remarks += reader.remarks()
            carry.leave(sentence, marks, goal)
    return targets, remarks


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
