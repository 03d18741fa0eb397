"""Tables whose cells were printed without anything between them: 2019年2020年2021年创业人数（人）320036003600.

The digits of a row are read only where they part evenly over the years of the heading and no part begins with 0, in
every row of at least two: 320036003600 is three times four digits. Any other table stays unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ontology.model import Span, Target

_FEWEST_ROWS = 2


class _Row(NamedTuple):
    name: str
    unit: str
    values: tuple[str, ...]
    span: Span


def find_glued_targets(text: str, stretch: Span, year: int | None) -> Iterator[Target]:
    """Yield a target for every year to come of every row, with the title printed before the table as its section.

    ``year`` is the document's; what stands under an earlier one is no target. Ids are left empty.

    >>> text = "目标任务表项目2019年2020年创业人数（人）32003600创办实体（个）14001600"
    >>> [(t.indicator, str(t.value), t.deadline) for t in find_glued_targets(text, Span(0, len(text)), 2020)]
    [('创业人数', '3600', '2020'), ('创办实体', '1600', '2020')]
    """
    if not _hint().search(text, *stretch):
        return
    for heading in _heading().finditer(text, *stretch):
        years = re.findall("[0-9]{4}", heading["years"])
        rows = [_row(row, len(years)) for row in _rows(text, heading.end(), stretch.end)]
        if len(rows) < _FEWEST_ROWS or None in rows:
            continue
        for row in filter(None, rows):
            for due, value in zip(years, row.values, strict=True):
                if year is None or int(due) >= year:
                    yield _target(text, heading["title"], row, due, value)


def _rows(text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """The rows that follow each other from ``start`` on."""
    while match := _row_pattern().match(text, start, stop):
        yield match
        start = match.end()


def _row(match: re.Match[str], count: int) -> _Row | None:
    digits = match["digits"]
    size, rest = divmod(len(digits), count)
    values = tuple(digits[at : at + size] for at in range(0, len(digits), size or 1))
    if rest or any(len(value) > 1 and value[0] == "0" for value in values):
        return None
    return _Row(match["name"], match["unit"], values, Span(*match.span()))


def _target(text: str, title: str, row: _Row, due: str, value: str) -> Target:
    return Target(
        id="",
        measure=None,
        section=title,
        kind="target",
        indicator=row.name,
        value=Decimal(value),
        upper=None,
        unit=row.unit,
        comparator="eq",
        deadline=due,
        baseline=None,
        text=text[slice(*row.span)],
        span=row.span,
        rule="target.glued-table",
    )


@cache
def _hint() -> re.Pattern[str]:
    return re.compile("年20[0-9]{2}年[^0-9。，；\n]")


@cache
def _heading() -> re.Pattern[str]:
    """The title of the table, often printed twice, the name of its first column, and the years."""
    return re.compile(
        "(?P<title>[^。：:；，）)\n]{4,60}?表)(?P=title)?[^0-9。：:；，\n]{0,12}(?P<years>(?:20[0-9]{2}年){2,6})(?=[^0-9。，；\n])"
    )


@cache
def _row_pattern() -> re.Pattern[str]:
    return re.compile("(?P<name>[^0-9。；，：:\n]{2,40}?)（(?P<unit>[^（）0-9]{1,6})）(?P<digits>[0-9]+)(?![.．%])")
