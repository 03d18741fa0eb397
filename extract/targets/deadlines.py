"""Which deadline holds for a quantity: the last one stated before it, and what 比2020年 says about its baseline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from extract.dates import Calendar, Period, find_periods
from extract.rules import load_rules
from ontology.model import Span

_TAKEN_UP = re.compile("(?:续建|完成|启动|验收|推进|实施|抓好|巩固|加快)$")

Role = Literal["due", "baseline", "start", "other"]


class Mark(NamedTuple):
    """A period of a sentence and its part in it; ``strong`` ones (到2025年, 2025年底前) hold for what follows, too.

    ``ahead`` are those that promise, whenever they are: 到2025年, 2025年底前, but not 2020年 or 截至2020年.
    """

    period: Period
    role: Role
    strong: bool
    ahead: bool


def find_marks(text: str, calendar: Calendar) -> list[Mark]:
    """Return the periods of one sentence with their roles, in order.

    >>> [(mark.period.deadline, mark.role) for mark in find_marks("到2025年，能耗比2020年下降18%", Calendar(2021))]
    [('2025', 'due'), ('2020', 'baseline')]
    """
    if not _hint().search(text):
        return []
    rules = load_rules("deadlines")
    marks = []
    for period in find_periods(text, calendar):
        before, printed, behind = (
            text[max(0, period.span.start - 12) : period.span.start],
            text[slice(*period.span)],
            text[period.span.end : period.span.end + 8],
        )
        ahead = bool(re.match(r"[到至力]|.*前$", printed, re.DOTALL))
        # A rule sees what promises: 2025年发布 may name a paper of that year; 2025年前 and 年内 say until when.
        view = f"{before}Ⓟ{'前' if ahead or printed[0] in '年全' else ''}{behind}"
        role: Role = "due"
        for rule in rules:
            if rule.options.get("but") != period.kind and rule.pattern.search(view):
                role = rule.options["role"]
                break
        if role == "due" and _is_name_of_year(before, printed, period, calendar):
            role = "other"
        strong = bool(re.search(r"[到至底末前内]|期间?$", printed)) or bool(
            re.match(r"\s*[，,]", text[period.span.end :])
        )
        marks.append(Mark(period, role, strong, ahead))
    return marks


def period_places(text: str, stretch: Span) -> list[int]:
    """Return where in that stretch of ``text`` :func:`find_marks` may find something."""
    return [match.start() for match in _hint().finditer(text, *stretch)]


def due_at(marks: Sequence[Mark], position: int) -> Mark | None:
    """Return the deadline that holds at ``position``: the last one printed before it."""
    due = [mark for mark in marks if mark.role == "due" and mark.period.span.end <= position]
    return due[-1] if due else None


def announced_in(heading: str, calendar: Calendar) -> Mark | None:
    """Return the deadline that the heading of goals sets for all of them, unless it was over before the document.

    >>> mark = announced_in("今年全省经济社会发展的主要预期目标", Calendar(2023))
    >>> mark and mark.period.deadline
    '2023'
    """
    due = due_at(find_marks(heading, calendar), len(heading))
    over = due and calendar.year and int((due.period.deadline or "9999")[:4]) < calendar.year
    return None if over else due


def baseline_at(marks: Sequence[Mark], start: int, position: int) -> str | None:
    """Return what the clause that begins at ``start`` compares with, in ISO."""
    compared = [mark for mark in marks if mark.role == "baseline" and start <= mark.period.span.start < position]
    return compared[-1].period.deadline if compared else None


def distributed(text: str, marks: Sequence[Mark], start: int, position: int, count: int) -> Sequence[Mark]:
    """Return the ``count`` deadlines that 2024年、2025年分别… hands out to as many values, or nothing.

    >>> text = "2024年、2025年分别突破2万亿元、3万亿元"
    >>> [mark.period.deadline for mark in distributed(text, find_marks(text, Calendar(2024)), 0, 13, 2)]
    ['2024', '2025']
    >>> text = "2024—2026年，分别突破2万、3万、4万亿元"
    >>> [mark.period.deadline for mark in distributed(text, find_marks(text, Calendar(2024)), 0, 14, 3)]
    ['2024', '2025', '2026']
    """
    due = [mark for mark in marks if mark.role == "due" and start <= mark.period.span.start < position]
    if count < 2 or not due or "分别" not in text[due[-1].period.span.end : position + 1]:
        return ()
    if years := _years(due[-1].period):
        return [due[-1]._replace(period=year) for year in years] if len(years) == count else ()
    group = due[-count:]
    if len(group) < count:
        return ()
    between = (text[a.period.span.end : b.period.span.start] for a, b in pairwise(group))
    return group if all(re.fullmatch(r"\s*[、和及与]?\s*", gap) for gap in between) else ()


def _years(period: Period) -> list[Period]:
    """Each year of a range of years as a period of its own, none where it is no such range."""
    if period.kind != "range" or not (period.start and period.deadline and len(period.deadline) == len("2026")):
        return []
    first, last = int(period.start), int(period.deadline)
    return [period._replace(deadline=str(year), start=str(year)) for year in range(first, last + 1)]


def _is_name_of_year(before: str, printed: str, period: Period, calendar: Calendar) -> bool:
    """Whether 续建2031年度示范村6个, said in 2032, names villages by their year: what is over sets no deadline."""
    over = calendar.year and int((period.deadline or "9999")[:4]) < calendar.year
    return bool(over) and printed.endswith("年度") and _TAKEN_UP.search(before) is not None


@cache
def _hint() -> re.Pattern[str]:
    """One of these characters is in every period, and a class of characters is what ``re`` finds fastest."""
    return re.compile(
        r"[年月季五）)](?:(?<=[0-9０-９〇零○一二三四五六七八九十\s今明后本半去上全][年月])|(?<=年)[底末内终]|(?<=季)度"
        r"|(?<=五)[”\"规时期末]|(?<=[12][0-9]{3}[）)]))"
    )
