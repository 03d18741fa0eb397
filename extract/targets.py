"""Quantified commitments: what is to be attained or spent, how much, until when.

``rules/targets.toml`` decides which quantities are commitments, ``rules/comparators.toml`` how they bind, and
``rules/coverage.toml`` finds 全覆盖 and its like. Tables are read by :mod:`extract.target_tables`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import fields
from decimal import Decimal
from functools import cache
from operator import attrgetter

from extract.commitments import Context, Verdict, initials_of_ones, judge
from extract.coverage import Coverage, coverage_indicator, coverage_places, find_coverage
from extract.deadlines import Mark, baseline_at, distributed, due_at, find_marks, may_hold_period
from extract.indicators import beneficiary, find_indicator, members
from extract.passages import Passage
from extract.quantities import Quantity, quantity_places
from extract.target_carry import Carry, condition_places, list_item
from extract.target_tables import find_table_targets, table_lines
from extract.target_views import REMARK, Sentence, Views, read_sentences
from ontology.model import Remark, Span, Target, TargetKind

_MOST_REMARKS = 10
_but_id = attrgetter(*(field.name for field in fields(Target) if field.name != "id"))
_SHORT = 8  # an indicator such as 建设资助 says too little without whom it is for

Accepted = Sequence[tuple[Quantity, Verdict]]


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
                reader = _Reader(text, sentence, passage, marks, inherited, year)
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


class _Reader:
    """One sentence: judges its quantities and words the targets."""

    def __init__(
        self,
        text: str,
        sentence: Sentence,
        passage: Passage,
        marks: Sequence[Mark],
        inherited: Mark | None,
        year: int | None,
    ) -> None:
        self.text, self.sentence, self.passage, self.inherited = text, sentence, passage, inherited
        self.marks = marks
        accepted: list[tuple[Quantity, Verdict]] = []
        views = Views(sentence, [mark.period.span for mark in marks])
        for quantity in sentence.quantities:
            context = Context(self._due(quantity.span.start), passage.measure is None, accepted, year)
            verdict = judge(sentence, views, quantity, context)
            if verdict:
                accepted.append((quantity, verdict))
        self.accepted: Accepted = accepted
        self.former = ""  # the indicator of the target before

    def targets(self) -> Iterator[Target]:
        for index, (quantity, verdict) in enumerate(self.accepted):
            yield self._target(index, quantity, verdict)
        for coverage in find_coverage(self.sentence):
            if not any(coverage.span.start < q.span.end and q.span.start < coverage.span.end for q, _ in self.accepted):
                yield self._coverage(coverage)

    def remarks(self) -> Iterator[Remark]:
        """Numbers of a clause of goals, after a verb of attaining, whose unit is not known."""
        if self.passage.measure is None and not self.accepted:
            for match in _unread().finditer(self.sentence.masked):
                quote = self._quote(self.sentence.clause(match.start()))
                yield Remark("target-not-understood", f"数量未能识别：{self.text[quote.start : quote.end]}", quote)

    def _due(self, position: int) -> Mark | None:
        return due_at(self.marks, position) or self.inherited

    def _target(self, index: int, quantity: Quantity, verdict: Verdict) -> Target:
        clause = self.sentence.clause(quantity.span.start)
        first = last = index
        while first and self.accepted[first - 1][0].span.start >= clause.start:
            first -= 1
        while last + 1 < len(self.accepted) and self.accepted[last + 1][0].span.start < clause.end:
            last += 1
        fellows = [fellow for fellow, _ in self.accepted[first : last + 1]]
        place = index - first
        due = self._due(quantity.span.start)
        if len(fellows) > 1:
            shared = distributed(self.sentence.masked, self.marks, clause.start, fellows[0].span.start, len(fellows))
            due = shared[place] if shared else due
        quote = self._quote(self._segment(clause, fellows, place))
        self.former = self._indicator(clause, fellows, place, verdict.kind)
        return Target(
            id="",
            measure=self.passage.measure,
            section=self.passage.section if self.passage.measure is None else None,
            kind=verdict.kind,
            indicator=self.former or self.text[quote.start : quote.end],
            value=quantity.value,
            upper=quantity.upper,
            unit=quantity.unit,
            comparator=verdict.comparator,
            deadline=due.period.deadline if due else None,
            baseline=baseline_at(self.marks, clause.start, quantity.span.start),
            text=self.text[quote.start : quote.end],
            span=quote,
            rule=verdict.rule,
        )

    def _coverage(self, coverage: Coverage) -> Target:
        due = self._due(coverage.span.end)
        clause = self.sentence.clause(coverage.span.start)
        quote = self._quote(Span(min(clause.start, coverage.span.start), coverage.span.end))
        return Target(
            id="",
            measure=self.passage.measure,
            section=self.passage.section if self.passage.measure is None else None,
            kind="coverage",
            indicator=coverage_indicator(self._without_periods(coverage.subject)),
            value=Decimal(100),
            upper=None,
            unit="%",
            comparator="eq",
            deadline=due.period.deadline if due else None,
            baseline=None,
            text=self.text[quote.start : quote.end],
            span=quote,
            rule=coverage.rule,
        )

    def _segment(self, clause: Span, fellows: Sequence[Quantity], place: int) -> Span:
        """The part of the clause that speaks of this quantity alone; all of it for 分别."""
        masked = self.sentence.masked
        if len(fellows) == 1 or "分别" in masked[clause.start : clause.end]:
            return clause
        start, end = clause
        if place:
            start = _last_comma(masked, fellows[place - 1].span.end, fellows[place].span.start, clause.start)
        if place + 1 < len(fellows):
            end = _last_comma(masked, fellows[place].span.end, fellows[place + 1].span.start, clause.end + 1) - 1
        return Span(start, end)

    def _indicator(self, clause: Span, fellows: Sequence[Quantity], place: int, kind: TargetKind) -> str:
        quantity, grant = fellows[place], kind == "funding"
        if len(fellows) > 1 and "分别" in self.sentence.masked[clause.start : fellows[0].span.start]:
            words = self._distributive(clause, fellows, place, grant)
        else:
            segment = self._segment(clause, fellows, place)
            end = min([segment.end, *(q.span.start for q in fellows[place + 1 :])])
            before = self._without_periods(Span(min(segment.start, quantity.span.start), quantity.span.start))
            after = self._plain(Span(quantity.span.end, max(end, quantity.span.end)))
            words = find_indicator(before, "" if after.startswith("、") else after, whom=grant)
            if grant and len(words) <= _SHORT:
                words = beneficiary(self._condition(clause)) + words
        return self._completed(words, clause)

    def _distributive(self, clause: Span, fellows: Sequence[Quantity], place: int, grant: bool) -> str:
        """省、市、县可办率分别达到…: each value has a member of the list before it, or of the condition before that."""
        words = find_indicator(self._without_periods(Span(clause.start, fellows[0].span.start)), "", whom=grant)
        if grant and len(words) <= _SHORT:
            condition = self._condition(clause)
            gift = find_indicator("", self._plain(Span(fellows[-1].span.end, clause.end)))
            named = members(condition, len(fellows))
            return beneficiary(named[place] if named else condition) + (gift or words)
        named = members(words, len(fellows))
        return named[place] if named else words

    def _completed(self, words: str, clause: Span) -> str:
        """Fill up what a clause leaves to those before it: 营收增长10%，2025年突破2万亿元; 省级可办率90%，市级70%."""
        if not words:
            return find_indicator(self._condition(clause), "") or self.former
        if self.former and _incomplete().fullmatch(words):
            return self.former + words  # 汽车产量达到100万辆，占全国比重超过15%
        level = _level().fullmatch(words)
        if level and level[1] in self.former:
            return words + self.former.split(level[1], 1)[1]
        return words

    def _condition(self, clause: Span) -> str:
        """The clause before ``clause`` in the sentence, when it holds no commitment: whom a grant is for."""
        if clause.start == 0 or self.sentence.masked[clause.start - 1] not in "，,：:":
            return ""
        former = self.sentence.clause(clause.start - 1)
        if any(former.start <= q.span.start < former.end for q, _ in self.accepted):
            return ""
        if any(mark.role == "due" and former.start <= mark.period.span.start < former.end for mark in self.marks):
            return self._without_periods(former)
        return self._plain(former)

    def _plain(self, span: Span) -> str:
        """The words of ``span`` without bracketed remarks."""
        words, masked = self._original(span), self.sentence.masked[span.start : span.end]
        if REMARK not in masked:
            return words
        return "".join(char for char, sign in zip(words, masked, strict=True) if sign != REMARK)

    def _without_periods(self, span: Span) -> str:
        """The words of ``span`` without the periods in them, nor the 比 and 较 before a baseline."""
        parts, last = [], span.start
        for mark in self.marks:
            period = mark.period.span
            if last <= period.start and period.end <= span.end:
                lead = self._original(Span(last, period.start))
                parts.append(
                    lead.rstrip("比较到至在由从以于“") if mark.role == "baseline" else lead.rstrip("到至在于“")
                )
                last = period.end
        return "".join([*parts, self._original(Span(last, span.end))]).replace("”分别", "分别")

    def _original(self, span: Span) -> str:
        offset = self.sentence.span.start
        return self.text[offset + span.start : offset + span.end]

    def _quote(self, part: Span) -> Span:
        """The place of ``part`` in the document, trimmed, with a deadline that stands right before it as a clause."""
        start, end = part
        for mark in self.marks:
            lead = self.sentence.clause(mark.period.span.start)
            if mark.role == "due" and lead.end + 1 == start and len(lead_rest(self.sentence.masked, lead, mark)) <= 4:
                start = lead.start
        label = list_item().match(self.sentence.masked, start, end) if start == 0 else None
        start = label.end() if label else start
        offset = self.sentence.span.start
        while start < end and self.sentence.masked[start] in _TRIM:
            start += 1
        while start < end and self.sentence.masked[end - 1] in _TRIM:
            end -= 1
        return Span(offset + start, offset + end)


_TRIM = " \t\u3000\xa0，,、；;：:。—（("


def lead_rest(masked: str, clause: Span, mark: Mark) -> str:
    """What a clause says beside its period: 力争到2025年 leaves 力争."""
    period = mark.period.span
    return (masked[clause.start : period.start] + masked[period.end : clause.end]).strip()


def _last_comma(masked: str, start: int, end: int, default: int) -> int:
    """The place behind the last 、 (or 和 right before the number) of ``masked[start:end]``."""
    comma = max(masked.rfind(char, start, end) for char in "、")
    if comma < 0 and masked[end - 1] in "和及与":
        comma = end - 1
    return comma + 1 if comma >= 0 else min(default, end) if default < start else end


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


@cache
def _incomplete() -> re.Pattern[str]:
    return re.compile("占.*|(?:年均)?(?:增速|增长率?|增幅)|占比|总量|规模")


@cache
def _level() -> re.Pattern[str]:
    return re.compile("[一-鿿、]{0,4}([级市县区省])")


@cache
def _unread() -> re.Pattern[str]:
    return re.compile(r"(?:达到?|突破|超过|提高到|不低于|不少于|增长)[0-9][0-9.,]*(?!\s*[年月日])[A-Za-z一-鿿]")
