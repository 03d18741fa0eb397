"""Rows of task tables as measures: each its own, or what assigns a measure that the text states already.

A 任务分工表 behind a text often repeats its clauses to say who does them; such a row adds its bodies to the clause.
Where several rows repeat parts of one clause, the table is finer than the text, and they are measures of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.agencies.statements import Statement
from extract.clauses.clause_tree import Clause
from extract.clauses.measures import Owners, top
from extract.tables.task_tables import TaskRow
from ontology.model import Measure, Section, Span

_SHORTEST_QUOTE = 8  # a task of fewer characters may stand in many clauses by chance
_NAME_AT_MOST = 14  # one of so few may be a project that a clause names: 推进青河、云河造林
_LONGEST_TITLE = 60
_TABLE_TITLE = re.compile(
    r"\n[ 　]*(?P<title>[^\n\t，。；：]{2,44}(?:表|清单|台账|一览|分工)(?:[（(][^（）()\n]*[）)])?)[ 　]*\n"
    r"(?:[ 　]*[（(]?单位[：:][^\n]{1,12}\n)?\s*$"
)


def add_rows(
    text: str,
    measures: Sequence[Measure],
    rows: Sequence[TaskRow],
    clauses: Sequence[Clause],
    sections: Sequence[Section],
) -> tuple[list[Measure], list[Statement], dict[Span, str]]:
    """The measures with those of ``rows`` added, numbered anew in text order, the statements of the rows, and the id of
    the measure that each row is or speaks of.
    """
    if not rows:
        return list(measures), [], {}
    by_id = {clause.id: clause for clause in clauses}
    known = {section.id for section in sections}
    folded = [(_fold(measure.title), _fold(measure.text), measure.text) for measure in measures]
    owners = Owners(measures)
    same = {row.span: i for row in rows if (i := _assigned(text, row, measures, folded, owners)) is not None}
    same = _told_apart(_of_repeating_tables(same, rows, measures), measures)
    added = []
    for row in rows:
        if row.span in same:
            continue
        around = _around(row, clauses)
        added.append(
            Measure(
                id="",
                label=row.label,
                section=top(around, by_id).title if around else row.group or _table_title(text, row.table),
                title=row.title,
                text=text[slice(*row.span)],
                span=row.span,
                rule="measure.table-row",
                parent=around.id if around and around.id in known else None,
            )
        )
    merged = sorted([*measures, *added], key=lambda measure: measure.span)
    numbered = [replace(measure, id=f"m{i}") for i, measure in enumerate(merged, 1)]
    ids = {measure.span: measure.id for measure in numbered}
    owners_of = {row.span: ids[measures[same[row.span]].span if row.span in same else row.span] for row in rows}
    statements = [replace(statement, owner=owners_of[row.span]) for row in rows for statement in row.statements]
    return numbered, statements, owners_of


def _of_repeating_tables(
    same: Mapping[Span, int], rows: Sequence[TaskRow], measures: Sequence[Measure]
) -> dict[Span, int]:
    """Without the rows of tables that mostly say other than the text: these are lists of tasks of their own."""
    sizes = Counter(row.table for row in rows)
    repeated = Counter(row.table for row in rows if row.span in same)
    tables = {row.span: row.table for row in rows}
    return {
        span: i
        for span, i in same.items()
        if _inside(span, measures[i].span) or 2 * repeated[tables[span]] >= sizes[tables[span]]
    }


def _told_apart(same: Mapping[Span, int], measures: Sequence[Measure]) -> dict[Span, int]:
    """Without the rows that part what one clause says: a table finer than its text has tasks of its own."""
    times = Counter(i for span, i in same.items() if not _inside(span, measures[i].span))
    return {span: i for span, i in same.items() if _inside(span, measures[i].span) or times[i] == 1}


def _inside(span: Span, around: Span) -> bool:
    return around.start <= span.start < around.end


def _assigned(
    text: str, row: TaskRow, measures: Sequence[Measure], folded: Sequence[tuple[str, str, str]], owners: Owners
) -> int | None:
    """The measure that the row speaks of: the one it stands in, or the one that says the same."""
    around = owners.around(row.span)
    return measures.index(around) if around else _repeated(text, row, folded)


def _repeated(text: str, row: TaskRow, measures: Sequence[tuple[str, str, str]]) -> int | None:
    """The measure of the row's title, or the one whose text has the whole task in it."""
    printed = text[slice(*row.task)]
    title, task = _fold(row.title), _fold(printed)
    for i, (name, _, _) in enumerate(measures):
        if title == name:
            return i
    if len(task) < _SHORTEST_QUOTE:
        return None
    may_be_name = len(task) <= _NAME_AT_MOST
    return next(
        (
            i
            for i, (_, said, whole) in enumerate(measures)
            if task in said and not (may_be_name and _only_names(whole, printed))
        ),
        None,
    )


def _only_names(clause: str, task: str) -> bool:
    """Whether a clause only names what a row is about (推进青河、云河造林), as no part of it begins so."""
    return not re.search(rf"(?:^|[，。；：\s]){re.escape(task)}", clause)


def _around(row: TaskRow, clauses: Sequence[Clause]) -> Clause | None:
    """The innermost clause whose table the row stands in: the last that begins before the table."""
    before = [clause for clause in clauses if clause.span.start < row.table.start]
    return before[-1] if before and before[-1].table else None


def _table_title(text: str, table: Span) -> str | None:
    """What stands over a table and says that it is one: 重点任务分工表, but not the last words of a clause."""
    above = _TABLE_TITLE.search(text, max(0, table.start - _LONGEST_TITLE), table.start)
    return above["title"] if above else None


def _fold(text: str) -> str:
    return re.sub(r"[\s，,。．.、；;：:“”\"（）()]", "", text)
