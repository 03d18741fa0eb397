"""The targets of one sentence: its quantities are judged, and what each counts is put in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from extract.clauses.passages import Passage
from extract.targets.commitments import Context, Verdict, judge
from extract.targets.coverage import Coverage, coverage_indicator
from extract.targets.deadlines import Mark, baseline_at, distributed, due_at
from extract.targets.indicators import beneficiary, find_indicator, members, of_each
from extract.targets.quantities import Quantity
from extract.targets.target_carry import list_item
from extract.targets.target_views import REMARK, Sentence, Views
from ontology.model import Remark, Span, Target, TargetKind

_EACH = re.compile("[均各]")
_SUBJECT = 4  # characters: 年底2025年 has none before its year, 使用率2025年达到 has
_SHORT = 8  # an indicator such as 建设资助 says too little without whom it is for

Accepted = Sequence[tuple[Quantity, Verdict]]


class TargetReader:
    """One sentence: judges its quantities and words the targets.

    ``marks`` are its periods, ``inherited`` the deadline that earlier sentences leave to it, ``coverage`` its
    commitments to reach everybody.
    """

    def __init__(
        self,
        text: str,
        sentence: Sentence,
        passage: Passage,
        marks: Sequence[Mark],
        inherited: Mark | None,
        coverage: Sequence[Coverage],
        year: int | None,
    ) -> None:
        self.text, self.sentence, self.passage, self.inherited = text, sentence, passage, inherited
        self.marks, self.coverage = marks, coverage
        accepted: list[tuple[Quantity, Verdict]] = []
        views = Views(sentence, [mark.period.span for mark in marks])
        goal = passage.measure is None
        sought = not goal or re.search("目标|指标", passage.section or "") is not None
        for quantity in sentence.quantities:
            context = Context(self._due(quantity.span.start), goal, sought, accepted, year)
            verdict = judge(sentence, views, quantity, context)
            if verdict:
                accepted.append((quantity, verdict))
        self.accepted: Accepted = accepted
        self.former = ""  # the indicator of the target before

    def targets(self) -> Iterator[Target]:
        """The targets of the sentence, those that count first; their ids are left empty."""
        for index, (quantity, verdict) in enumerate(self.accepted):
            target = self._target(index, quantity, verdict)
            each = self._of_each(quantity) if verdict.kind != "funding" and not self._in_series(index) else ()
            yield from (replace(target, indicator=words) for words in each) if each else (target,)
        for coverage in self.coverage:
            if not any(coverage.span.start < q.span.end and q.span.start < coverage.span.end for q, _ in self.accepted):
                yield self._coverage(coverage)

    def remarks(self) -> Iterator[Remark]:
        """Numbers of a clause of goals, after a verb of attaining, whose unit is not known."""
        if self.passage.measure is None and not self.accepted:
            for match in _unread().finditer(self.sentence.masked):
                quote = self._quote(self.sentence.clause(match.start()))
                yield Remark("target-not-understood", f"数量未能识别：{self.text[quote.start : quote.end]}", quote)

    def _due(self, position: int) -> Mark | None:
        due = due_at(self.marks, position)
        return self.inherited if due is None or self._within_another(due, position) else due

    def _within_another(self, due: Mark, position: int) -> bool:
        """Whether a year stands in the clause of another figure, behind what that counts: 使用率2023年达到98%."""
        clause = self.sentence.clause(due.period.span.start)
        if due.strong or position < clause.end or due.period.span.start - clause.start < _SUBJECT:
            return False
        if _outcome().match(self.sentence.masked, self.sentence.clause(position).start):
            return False
        return any(due.period.span.end <= q.span.start < clause.end for q in self.sentence.quantities)

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
            # 到2022年、2023年，存栏分别达到…: the years are a clause of their own.
            ahead = any(mark.period.span.end == clause.start - 1 for mark in self.marks)
            start = 0 if ahead else clause.start
            shared = distributed(self.sentence.masked, self.marks, start, fellows[0].span.start, len(fellows))
            due = shared[place] if shared else due
        if due is not None and due in self.marks and self._recurs(clause, due):
            due = None
        quote = self._quote(self._stretch(clause, fellows, place))
        self.former = self._indicator(clause, fellows, place, verdict.kind)
        if not self.former and self.passage.cell:  # 改造100个 under 2031年计划: of what the row's task says
            self.former = find_indicator(self.passage.cell.task, "")
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
            since=due.period.start if due else None,
            baseline=baseline_at(self.marks, clause.start, quantity.span.start),
            text=self.text[quote.start : quote.end],
            span=quote,
            rule=verdict.rule,
        )

    def _in_series(self, index: int) -> bool:
        """Whether another value stands side by side with this one: 甲、乙各新增50家、20家."""
        spans = [quantity.span for quantity, _ in self.accepted[max(0, index - 1) : index + 2]]
        between = (self.sentence.masked[a.end : b.start] for a, b in pairwise(spans))
        return any(_side_by_side().fullmatch(words) for words in between)

    def _of_each(self, quantity: Quantity) -> Sequence[str]:
        """What each of several has to attain where one value is said of all: 化肥、农药利用率均达到43%."""
        clause = self.sentence.clause(quantity.span.start)
        before = self.sentence.masked[clause.start : quantity.span.start]
        if "、" not in before or not _EACH.search(before):
            return ()
        lead = self._without_periods(Span(clause.start, quantity.span.start))
        return of_each(lead, self._plain(Span(quantity.span.end, clause.end)))

    def _recurs(self, clause: Span, due: Mark) -> bool:
        """Whether a clause says what is done every year, behind one that has used up the deadline."""
        if not self.sentence.masked.startswith("每年", clause.start):
            return False
        return any(due.period.span.end <= q.span.start < clause.start for q, _ in self.accepted)

    def _coverage(self, coverage: Coverage) -> Target:
        due = self._due(coverage.span.end)
        clause = self.sentence.clause(coverage.span.start)
        quote = self._quote(Span(min(clause.start, coverage.span.start), coverage.span.end))
        return Target(
            id="",
            measure=self.passage.measure,
            section=self.passage.section if self.passage.measure is None else None,
            kind="coverage",
            indicator=coverage_indicator(self._without_periods(coverage.subject))
            or self.former.removesuffix("覆盖率")
            or self.text[quote.start : quote.end],
            value=Decimal(100),
            upper=None,
            unit="%",
            comparator="eq",
            deadline=due.period.deadline if due else None,
            since=due.period.start if due else None,
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
        grant = kind == "funding"
        if len(fellows) > 1 and "分别" in self.sentence.masked[clause.start : fellows[0].span.start]:
            words = self._distributive(clause, fellows, place, grant)
        else:
            first, last = self._series(fellows, place)
            start, end = self._stretch(clause, fellows, place)
            end = min([end, *(q.span.start for q in fellows[last + 1 :])])
            ahead, behind = fellows[first].span.start, fellows[last].span.end
            before = self._without_periods(Span(min(start, ahead), ahead))
            after = self._plain(Span(behind, max(end, behind)))
            words = find_indicator(before, "" if _next_member().match(after) else after, whom=grant)
            if grant and len(words) <= _SHORT:
                words = beneficiary(self._condition(clause)) + words
        return self._completed(words, clause)

    def _stretch(self, clause: Span, fellows: Sequence[Quantity], place: int) -> Span:
        """The part of the clause that speaks of this quantity and of those that stand side by side with it."""
        first, last = self._series(fellows, place)
        return Span(self._segment(clause, fellows, first).start, self._segment(clause, fellows, last).end)

    def _series(self, fellows: Sequence[Quantity], place: int) -> tuple[int, int]:
        """The first and the last of the values that stand side by side with this one: 50万元、30万元、10万元奖励."""

        def joined(n: int) -> bool:
            between = self.sentence.masked[fellows[n].span.end : fellows[n + 1].span.start]
            return _side_by_side().fullmatch(between) is not None

        first = last = place
        while first and joined(first - 1):
            first -= 1
        while last + 1 < len(fellows) and joined(last):
            last += 1
        return first, last

    def _distributive(self, clause: Span, fellows: Sequence[Quantity], place: int, grant: bool) -> str:
        """省、市、县可办率分别达到…: each value has a member of the list before it, or of the condition before that."""
        lead = Span(clause.start, fellows[0].span.start)
        said = lead.start + self.sentence.masked[lead.start : lead.end].rfind("分别")
        shared = find_indicator(self._without_periods(Span(lead.start, said)), "", whom=grant)
        if named := members(shared, len(fellows)):
            gift = find_indicator("", self._plain(Span(fellows[-1].span.end, clause.end))) if grant else ""
            return named[place] + gift
        words = find_indicator(self._without_periods(lead), "", whom=grant)
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
        place = _place().match(self.former) if _place().fullmatch(words) else None
        return words + self.former[place.end() :] if place else words  # 城市受训率达到90%，农村达到80%

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
            if mark.role == "due" and lead.end + 1 == start and len(_lead_rest(self.sentence.masked, lead, mark)) <= 4:
                start = lead.start
        offset = self.sentence.span.start
        label = _label().match(self.text, offset, offset + end) if start == 0 else None
        start = label.end() - offset if label else start
        while start < end and self.sentence.masked[start] in _TRIM:
            start += 1
        while start < end and self.sentence.masked[end - 1] in _TRIM:
            end -= 1
        return Span(offset + start, offset + end)


_TRIM = " \t\u3000\xa0，,、；;：:。—（("


def _lead_rest(masked: str, clause: Span, mark: Mark) -> str:
    """What a clause says beside its period: 力争到2025年 leaves 力争."""
    period = mark.period.span
    return (masked[clause.start : period.start] + masked[period.end : clause.end]).strip()


def _last_comma(masked: str, start: int, end: int, default: int) -> int:
    """The place behind the last 、 (or 和 right before the number) of ``masked[start:end]``."""
    comma = max(masked.rfind(char, start, end) for char in "、且")  # 超3600亿元且占GDP比重3.4%以上
    if comma < 0 and masked[end - 1] in "和及与":
        comma = end - 1
    return comma + 1 if comma >= 0 else min(default, end) if default < start else end


@cache
def _unread() -> re.Pattern[str]:
    return re.compile(r"(?:达到?|突破|超过|提高到|不低于|不少于|增长)[0-9][0-9.,]*(?!\s*[年月日])[A-Za-z一-鿿]")


@cache
def _outcome() -> re.Pattern[str]:
    """What begins a clause that tells what the one before brings about: 带动社会投资3亿元."""
    return re.compile("(?:预计)?(?:可|将)?(?:带动|撬动|拉动|形成|吸纳|吸引|实现)")


@cache
def _label() -> re.Pattern[str]:
    """The mark that opens a clause (一、, 第三条) or an item of a list."""
    han = "[一二三四五六七八九十]"
    return re.compile(rf"\s*(?:{list_item().pattern}|{han}{{1,3}}、|第[{han[1:-1]}百]{{1,5}}条)\s*")


@cache
def _incomplete() -> re.Pattern[str]:
    return re.compile("占.*|(?:年均)?(?:增速|增长率?|增幅)|占比|总量|规模")


@cache
def _level() -> re.Pattern[str]:
    return re.compile("[一-鿿、]{0,4}([级市县区省])")


@cache
def _place() -> re.Pattern[str]:
    """The part of a place that a figure is of, where the clause before named another."""
    return re.compile(
        "县[（(]市(?:、区)?[)）]|[县市]区|城[市镇区]|县城|农村|乡[村镇]|主城区|中心城区|建成区|山区|平原|沿海"
    )


@cache
def _side_by_side() -> re.Pattern[str]:
    return re.compile("[、和及或]")


@cache
def _next_member() -> re.Pattern[str]:
    """What follows a value in a list of values: 60%以上、9月底前80%."""
    return re.compile("(?:以上|以下|以内|左右)?、")
