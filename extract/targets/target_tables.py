"""Targets in tables of clean text: one row a line, cells parted by tabs, under a heading row that names the years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extract.clauses.passages import Passage, announces_goals
from extract.numerals import parse_numeral
from extract.tables.target_columns import Column, joined_headings, read_column, read_goals, read_heading, split_unit
from extract.targets.indicators import find_indicator
from ontology.model import Comparator, Span, Target

_ABOVE = 60  # characters above a table, in which its unit may stand


class _Number(NamedTuple):
    """The value of a cell, with what is printed around it."""

    match: re.Match[str]
    value: Decimal
    upper: Decimal | None


class _Above(NamedTuple):
    """The title of a table that announces goals, and its unit; empty where none is printed."""

    title: str
    unit: str


class _Printed(NamedTuple):
    """The evidence of a target."""

    span: Span
    rule: str


def table_lines(text: str, span: Span) -> list[Span]:
    """Return the lines of ``text[span]`` that are rows of a table."""
    if text.find("\t", span.start, span.end) < 0:
        return []
    return [Span(*row.span()) for row in _row_pattern().finditer(text, *span) if "\t" in row[0].strip()]


def find_table_targets(text: str, passage: Passage, lines: Sequence[Span], year: int | None) -> Iterator[Target]:
    """Yield a target for every cell that stands under a year to come, or under 目标 (规划, 预期).

    Below a title that announces goals (2032年各县区植树任务表) the months of columns are of its year, and what states
    no time is due by it; the unit may stand above the table (单位：亩). Goals by area below such a title are those of
    nobody's measure.
    """
    columns: list[Column] = []
    owner, above = passage, _Above("", "")
    upper: list[str] = []
    last_end = -1
    for line in lines:
        if last_end >= 0 and text[last_end : line.start].strip():
            columns, upper = [], []  # other text between: a new table
        last_end = line.end
        cells = _cells(text, line)
        printed = [text[slice(*cell)].strip() for cell in cells]
        heading: list[Column] = []
        if not any(_value().fullmatch(cell) and not _year_cell().search(cell) for cell in printed):
            above = above if upper else _read_above(text, passage, line)
            title = above.title or passage.goals
            goals = read_goals(title, year, own=announces_goals(title)) if title else None
            heading = read_heading(joined_headings(upper, printed) or printed, year, goals)
            upper = printed
        if heading:
            columns = heading
            by_area = above.title and any(column.role == "area" for column in columns)
            apart = by_area and passage.measure is not None  # in a clause of goals they are its own
            owner = passage._replace(measure=None, section=above.title) if apart else passage
        elif columns:
            yield from _row(text, owner, cells, columns, above.unit)


def _read_above(text: str, passage: Passage, line: Span) -> _Above:
    """What stands above a table that is about all of it."""
    unit = _unit_above().search(text, max(passage.span.start, line.start - _ABOVE), line.start)
    before = (
        text[max(0, line.start - _ABOVE) : unit.start() if unit else line.start].rstrip("\n （(").rpartition("\n")[2]
    )
    return _Above(before if announces_goals(before) else "", unit["unit"] if unit else "")


def cell_target(text: str, passage: Passage, before: Sequence[Target], year: int | None) -> Target | None:
    """Return the target that a cell of a table of tasks is, if it holds a value only: 100个 under 2031年计划.

    What it counts is what the row's task counts in that unit, among the targets ``before`` it, or else the task.
    """
    if passage.cell is None:
        return None
    column = read_column(passage.cell.heading, year)
    number = _number(text[slice(*passage.span)].strip("。；; ")) if column.role == "target" else None
    if number is None:
        return None
    task, unit_in_task = split_unit(passage.cell.task)
    unit = number.match["unit"] or column.unit or passage.cell.unit or unit_in_task
    if not unit:
        return None
    alike = (t.indicator for t in reversed(before) if t.measure == passage.measure and t.unit == unit)
    name = next(alike, None) or find_indicator(task, "")
    beside = (read_column(heading, year) for heading in passage.cell.row)
    baseline = next((other.due for other in beside if other.role == "baseline" and other.due), None)
    printed = _Printed(passage.span, "target.table-cell")
    return _target(text, passage, printed, number, name=name, unit=unit, due=column.due, baseline=baseline)


def _cells(text: str, line: Span) -> list[Span]:
    cells, start = [], line.start
    for part in text[line.start : line.end].split("\t"):
        cells.append(Span(start, start + len(part)))
        start += len(part) + 1
    return cells


def _row(
    text: str, passage: Passage, cells: Sequence[Span], columns: Sequence[Column], unit_above: str
) -> Iterator[Target]:
    shift = _shift(text, cells, columns)
    roles = [
        (columns[n + shift] if 0 <= n + shift < len(columns) else Column("other"), cell) for n, cell in enumerate(cells)
    ]
    names = [
        (column.role, said)
        for column, c in roles
        if column.role in ("name", "area") and (said := text[c.start : c.end].strip())
    ]
    if not names:
        return
    role, printed_name = names[-1]
    name, unit_in_name = split_unit(printed_name)
    units = [text[c.start : c.end].strip() for column, c in roles if column.role == "unit"]
    baselines = [
        column.due for column, c in roles if column.role == "baseline" and re.search("[0-9]", text[c.start : c.end])
    ]
    printed = _Printed(Span(cells[0].start, cells[-1].end), "target.table")
    stated = units[0] if units and units[0] not in ("-", "—", "/") else ""
    baseline = baselines[0] if baselines else None
    for column, cell in roles:
        number = _number(text[cell.start : cell.end].strip()) if column.role == "target" else None
        if number is None:
            continue
        unit = number.match["unit"] or column.unit or stated or unit_in_name or unit_above
        counted = name + column.what if role == "area" else name
        yield _target(text, passage, printed, number, name=counted, unit=unit, due=column.due, baseline=baseline)


def _shift(text: str, cells: Sequence[Span], columns: Sequence[Column]) -> int:
    """How many cells a row lacks at its left, having been joined over several rows; empty ones may lack at its right.

    Names stand under names and numbers under figures.
    """
    missing = len(columns) - len(cells)
    printed = [text[slice(*cell)].strip() for cell in cells]

    def fitting(shift: int) -> int:
        return sum(
            (_value().fullmatch(cell) is not None) == (column.role in ("target", "baseline"))
            for column, cell in zip(columns[shift:], printed, strict=False)
            if column.role != "other" and cell
        )

    return max((missing, 0), key=fitting) if missing > 0 else missing


def _number(cell: str) -> _Number | None:
    match = _value().fullmatch(cell)
    value = parse_numeral(match["value"]) if match else None
    if match is None or value is None:
        return None
    return _Number(match, value, parse_numeral(match["upper"]) if match["upper"] else None)


def _target(
    text: str,
    passage: Passage,
    printed: _Printed,
    number: _Number,
    *,
    name: str,
    unit: str,
    due: str | None,
    baseline: str | None,
) -> Target:
    return Target(
        id="",
        measure=passage.measure,
        section=passage.section if passage.measure is None else None,
        kind="coverage" if unit in ("%", "％") and number.value == 100 else "target",
        indicator=name,
        value=number.value,
        upper=number.upper,
        unit=unit.replace("％", "%"),
        comparator=_comparator(number.match, name, number.upper),
        deadline=due,
        baseline=baseline,
        text=text[slice(*printed.span)].strip(),
        span=printed.span,
        rule=printed.rule,
    )


def _comparator(match: re.Match[str], name: str, upper: Decimal | None) -> Comparator:
    if upper is not None:
        return "range"
    sign, tail = match["sign"] or "", match["tail"] or ""
    if re.search("[≥＞>]=?|不低于|不少于|大于", sign) or "以上" in tail:
        return "gt" if sign in (">", "＞") or "大于" in sign else "ge"
    if re.search("[≤＜<]=?|不高于|不超过|小于", sign) or re.search("以[下内]", tail):
        return "lt" if sign in ("<", "＜") or "小于" in sign else "le"
    if "左右" in tail or "约" in sign:
        return "about"
    if re.search("增[长速幅]|提高", name):
        return "increase_by"
    return "decrease_by" if re.search("下降|降低|减少", name) else "eq"


@cache
def _value() -> re.Pattern[str]:
    return re.compile(
        r"(?P<sign>[≥≤＞＜><]=?|不低于|不少于|不高于|不超过|大于|小于|约|超过|达到|\[|〔|［)?\s*"
        r"(?P<value>[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?)"
        r"(?:\s*[-—－–~～]\s*(?P<upper>[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?))?\s*"
        r"(?:\]|〕|］)?(?P<unit>[%％‰]|[十百千万亿]{0,2}[一-鿿A-Za-z/]{0,6}?)?(?P<tail>以上|以下|以内|左右)?\s*(?:\]|〕|］)?"
    )


@cache
def _unit_above() -> re.Pattern[str]:
    over = r"(?:\n[^\n\t]{1,22})?"  # a name that stood over several columns
    return re.compile(rf"单位[：:]\s*(?P<unit>[^\s，。；：:（）()]{{1,5}})\s*[）)]?{over}\s*$")


@cache
def _year_cell() -> re.Pattern[str]:
    return re.compile("(?:19|20)[0-9]{2}\\s*年?|[0-9]{1,2}月")


@cache
def _row_pattern() -> re.Pattern[str]:
    return re.compile(r"[^\n]+")
