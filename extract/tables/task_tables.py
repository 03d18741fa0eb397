"""Tables of tasks (重点任务分工表): one row a measure, with who leads it, who joins and when it is due.

In clean text a row is a line and its cells are parted by TAB. A table is one of tasks when a line names a column of
tasks and one of bodies; which heading means what is data (``rules/task_tables.toml``). Rows are numbered by their own
序号; a line that holds one cell only, between rows, is the title of those below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple, cast

from extract.agencies.mentions import find_mentions
from extract.agencies.name_lists import MARKS
from extract.agencies.names import is_name
from extract.agencies.statements import Named, Statement, marked_role, parse_statement
from extract.markers import find_markers
from extract.rules import load_rules
from ontology.model import Role, Span

Column = Literal["label", "task", "group", "lead", "participant", "responsible", "deadline", "unit", "other"]
BODIES: tuple[Column, ...] = ("lead", "participant", "responsible")
_UNITS = ("单位", "计量单位")  # of measurement, where another column names bodies
_LONGEST_HEADING_CELL = 20
_LONGEST_GROUP = 40
COUNTED_TITLE = re.compile("(?:行动|任务|专项|工程|领域|板块|方面|目标)[一二三四五六七八九十]{1,3}[：:、 　]")
_UPPER_TITLE = re.compile("[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、")
_NAMED = 3  # rows of which each has a name of its own
_MOST_TITLES = 2  # above each other between two rows: 行动二, 旧区改造


class Content(NamedTuple):
    """A cell that says something of a task, and the heading of its column, which may say until when (2031年目标).

    ``unit`` is what the row's column of units (计量单位) holds.
    """

    span: Span
    heading: str
    unit: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of a table: its line, its printed number, the title above it, and its cells.

    ``task`` is the cell that says what is to do, ``contents`` all cells that say something of it, ``statements`` one
    for each cell that names bodies; ``table`` is the stretch from the heading to the last row.
    """

    span: Span
    table: Span
    label: str
    group: str | None
    title: str
    task: Span
    contents: tuple[Content, ...]
    statements: tuple[Statement, ...]

    @property
    def deadline(self) -> Span | None:
        """What the row says of when its task is due."""
        return next((statement.deadline for statement in self.statements if statement.deadline), None)


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    cells: tuple[Span, ...]


def find_task_rows(text: str, body: Span) -> list[TaskRow]:
    """The rows of all task tables in ``text[body]``, in text order.

    >>> t = "序号\\t任务\\t牵头单位\\n1\\t建网，提速\\t市工信局\\n"
    >>> [(r.label, r.title, r.statements[0].named[0].mention.surface) for r in find_task_rows(t, Span(0, len(t)))]
    [('1', '建网', '市工信局')]
    """
    if "\t" not in text[slice(*body)]:
        return []
    lines = [_line(Span(*match.span())) for match in re.compile(r"[^\n]+").finditer(text, *body)]
    lines = [_with_cells(text, line) for line in lines]
    rows: list[TaskRow] = []
    i = 0
    while i < len(lines):
        if _heading(text, lines[i]):
            end = _table_end(lines, i)
            rows += _read_table(text, lines[i:end])
            i = end
        else:
            i += 1
    return rows


def _line(span: Span) -> _Line:
    return _Line(span, ())


def _with_cells(text: str, line: _Line) -> _Line:
    cells, start = [], line.span.start
    for part in text[slice(*line.span)].split("\t"):
        inner = part.strip(" 　")
        begin = start + (part.index(inner) if inner else 0)
        cells.append(Span(begin, begin + len(inner)))
        start += len(part) + 1
    return replace(line, cells=tuple(cells))


def _heading(text: str, line: _Line) -> list[Column]:
    """What the columns hold; nothing where the line does not head a table of tasks."""
    if len(line.cells) < 2:
        return []
    columns = columns_of([re.sub(r"\s+", "", text[slice(*cell)]) for cell in line.cells])
    return columns if "task" in columns and any(column in BODIES for column in columns) else []


def columns_of(headings: Sequence[str]) -> list[Column]:
    """What the columns of a table hold. One of indicators or projects with bodies is one of tasks, too.

    >>> columns_of(["序号", "指标", "单位", "2031年目标", "责任单位"])
    ['label', 'task', 'unit', 'other', 'responsible']
    """
    columns = [column_of(heading) for heading in headings]
    bodies = [i for i, column in enumerate(columns) if column in BODIES]
    for i in bodies:
        if headings[i] in _UNITS and (len(bodies) > 1 or "task" not in columns):
            columns[i] = "unit"
    bodies = [i for i in bodies if columns[i] != "unit"]
    if bodies and "task" not in columns and columns[:2] == ["label", "other"]:
        columns[1] = "task"
    return columns


@cache
def column_of(heading: str) -> Column:
    """What a column with that heading holds.

    >>> column_of("牵头单位"), column_of("工作任务"), column_of("备注")
    ('lead', 'task', 'other')
    """
    if len(heading) <= _LONGEST_HEADING_CELL:
        for rule in load_rules("task_tables"):
            if rule.pattern.search(heading):
                return cast(Column, rule.options["column"])
    return "other"


def _table_end(lines: Sequence[_Line], first: int) -> int:
    """The line behind the table: it goes on through titles of one cell as long as rows follow them."""
    last = first
    for i in range(first + 1, len(lines)):
        if len(lines[i].cells) > 1:
            last = i
        elif i - last > _MOST_TITLES or lines[i].span.end - lines[i].span.start > _LONGEST_GROUP:
            break
    return last + 1


def _read_table(text: str, lines: Sequence[_Line]) -> Iterator[TaskRow]:
    table = Span(lines[0].span.start, lines[-1].span.end)
    columns: list[Column] = []
    headings: list[str] = []
    read: list[TaskRow] = []
    title: str | None = None
    numbered = False  # 行动一：…, （一）…: titles without such a number stand below it
    for i, line in enumerate(lines):
        heading = _heading(text, line)
        if heading:
            columns = _with_groups(text, heading, lines[i + 1 :])
            headings = [re.sub(r"\s+", "", text[slice(*cell)]) for cell in line.cells]
            continue
        filled = [cell for cell in line.cells if cell.end > cell.start]
        if len(filled) == 1:
            counted = COUNTED_TITLE.match(text, *filled[0])
            ranked = counted or _UPPER_TITLE.match(text, *filled[0])
            if ranked or not numbered:
                title = text[counted.end() : filled[0].end] if counted else _without_mark(text, filled[0])
                numbered = ranked is not None
            continue
        row = _read_row(text, table, line, columns, headings, title)
        if row is None:
            continue
        if read and _same_task(text, read[-1], row):
            above = read.pop()
            row = replace(
                above,
                span=Span(above.span.start, row.span.end),
                contents=(*above.contents, *(cell for cell in row.contents if cell.span != row.task)),
                statements=(*above.statements, *row.statements),
            )
        read.append(row)
    yield from read


def _with_groups(text: str, columns: Sequence[Column], rows: Sequence[_Line]) -> list[Column]:
    """Where several columns name tasks, those that repeat from row to row are titles of the ones to their right.

    A column of kinds of tasks (任务类型) names them if each row has one of its own, or if its cells are numbered
    (1.规划保障) and those of the tasks to its right are not.
    """
    named = next((i for i, c in enumerate(columns) if c in ("group", "task") and _names_rows(text, i, rows)), None)
    if named is not None and "task" in columns[named + 1 :]:
        return ["task" if i == named else "other" if c == "task" else c for i, c in enumerate(columns)]
    tasks = [i for i, column in enumerate(columns) if column == "task"]
    groups = [i for i in tasks[:-1] if _repeats(text, i, rows)]
    kept = next(i for i in tasks if i not in groups)
    return ["group" if i in groups else "other" if i in tasks and i != kept else c for i, c in enumerate(columns)]


def _repeats(text: str, column: int, rows: Sequence[_Line]) -> bool:
    values = [text[slice(*row.cells[column])] for row in rows if len(row.cells) > column]
    return any(above == below or not below for above, below in pairwise(values))


def _names_rows(text: str, column: int, rows: Sequence[_Line]) -> bool:
    rows = [row for row in rows if len(row.cells) > column + 1]  # no titles
    values = [text[slice(*row.cells[column])] for row in rows]
    if len(values) < _NAMED or not all(values):
        return False
    if len(set(values)) == len(values):
        return True
    numbered = all(re.match("[0-9]{1,2}[.．、]", value) for value in values)
    beside = (text[slice(*row.cells[column + 1])] for row in rows)
    return numbered and len(set(values)) > 1 and not any(re.match("[（(][0-9]", cell) for cell in beside)


def _read_row(
    text: str, table: Span, line: _Line, columns: Sequence[Column], headings: Sequence[str], title: str | None
) -> TaskRow | None:
    cells = [(column, cell) for column, cell in zip(columns, line.cells, strict=False) if cell.end > cell.start]
    task = next((cell for column, cell in cells if column == "task"), None)
    if task is None:
        return None
    group = next((_without_mark(text, cell) for column, cell in cells if column == "group"), title)
    unit = next((text[slice(*cell)] for column, cell in cells if column == "unit"), "")
    label = next((text[slice(*cell)].rstrip(".．、 ") for column, cell in cells if column == "label"), "")
    mark = next(iter(find_markers(text, *task)), None)
    if mark is None or mark.start != task.start:
        mark = None
    begin = mark.end if mark else task.start
    begin += len(text[begin : task.end]) - len(text[begin : task.end].lstrip(MARKS))
    first = re.split("[，,。]", text[begin : task.end], maxsplit=1)[0].strip()
    return TaskRow(
        span=line.span,
        table=table,
        label=label or (mark.label if mark else ""),
        group=group,
        title=first or text[begin : task.end],
        task=task,
        contents=tuple(
            Content(cell, heading, unit)
            for column, heading, cell in zip(columns, headings, line.cells, strict=False)
            if column in ("task", "other") and cell.end > cell.start
        ),
        statements=tuple(_statements(text, cells)),
    )


def _statements(text: str, cells: Sequence[tuple[Column, Span]]) -> Iterator[Statement]:
    deadline = next((cell for column, cell in cells if column == "deadline"), None)
    found = [
        statement
        for column, cell in cells
        if column in BODIES and (statement := _read_bodies(text, cell, cast(Role, column)))
    ]
    led = any(name.role == "lead" for statement in found for name in statement.named)
    if deadline and not found:
        yield Statement(deadline, (), False, deadline)
    for statement in found:
        named = tuple(
            name._replace(role="participant") if led and name.role == "responsible" else name
            for name in statement.named
        )
        yield replace(statement, named=named, deadline=statement.deadline or deadline)


def _read_bodies(text: str, cell: Span, role: Role) -> Statement | None:
    """The statement of a cell: by its own words (市工信局牵头，市财政局配合) or by the heading of its column."""
    statement = parse_statement(text, cell)
    if statement:
        return statement
    names = []
    for mention in find_mentions(text, cell):
        if is_name(mention.surface):
            said, rule = marked_role(text, mention.span.end, (role, f"table.{role}"))
            names.append(Named(mention, cast(Role, said), rule, 0))
    return Statement(cell, tuple(names), "职责" in text[slice(*cell)]) if names else None


def _same_task(text: str, above: TaskRow, below: TaskRow) -> bool:
    return above.label == below.label and text[slice(*above.task)] == text[slice(*below.task)]


def _without_mark(text: str, cell: Span) -> str:
    marks = find_markers(text, *cell)
    start = marks[0].end if marks and marks[0].start == cell.start else cell.start
    return text[start : cell.end].strip(" 　。：:")
