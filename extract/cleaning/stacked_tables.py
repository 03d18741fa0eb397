"""Tables whose cells a page or an export has put on lines of their own: 序号, 任务, 责任单位, 1, 建网, 市工信局, 2, …

Such a table is told by its heading, the names of columns with a 序号 or with a column of tasks and one of bodies among
them, and by what begins its rows: numbers that count up, or tasks marked （1）, （2）. Its rows become lines again,
their cells parted by TABs; :mod:`extract.cleaning.stacked_cells` tells which lines are whose. What stands behind a row
is the title of those below it. A table that fits no way to part it well is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from extract.cleaning.stacked_cells import SEPARATORS, Kind, kinds_of_columns, names_bodies
from extract.cleaning.stacked_figures import MOST_COLUMNS, begins_figures, read_figures
from extract.cleaning.stacked_rows import ITEM, MARKED, MOST_BEFORE_FIRST, NUMBER, TITLE_MARK, Row, counted, read_rows
from extract.lines import Line
from extract.offsets import Piece
from extract.tables.task_tables import column_of

_STOPS = ("。", "；", ";", "，")
_BARS = " \t　|｜"
_LONGEST_HEADING = 16
_LONGEST_PART = 3  # of a heading that stands on two lines: 牵头, 部门
_SAMPLE = 24  # lines of a table whose breaks tell how its cells are parted
_WORST = 3.5  # what the rows of a table may cost on average


class _Heading(NamedTuple):
    """The columns of a table, each with the lines that its name stands on, and where its rows begin."""

    names: tuple[str, ...]
    lines: tuple[tuple[int, int], ...]
    stop: int


def restacked(lines: Sequence[Line]) -> list[Line]:
    """Return ``lines`` with the rows of stacked tables on one line each; all others as they are.

    >>> from extract.lines import tidy
    >>> cells = ["序号", "任务", "责任单位", "1", "建网", "市工信局", "2", "建库", "市财政局、市教育局"]
    >>> [line.text for line in restacked([tidy([Piece(cell, 0, len(cell))]) for cell in cells])]
    ['序号\\t任务\\t责任单位', '1\\t建网\\t市工信局', '2\\t建库\\t市财政局、市教育局']
    """
    texts = [line.text.strip(_BARS) for line in lines]
    found: list[Line] = []
    at = 0
    for start, text in enumerate(texts):
        if start < at or len(text) > _LONGEST_HEADING:
            continue
        table = _table(lines, texts, start) if _first_column().search(text) else None
        if not table and begins_figures(text):
            table = _figures(lines, texts, start)
        if table:
            rows, end = table
            found += lines[at:start]
            found += rows
            at = end
    return [*found, *lines[at:]]


def _table(lines: Sequence[Line], texts: Sequence[str], start: int) -> tuple[list[Line], int] | None:
    """The rows of the table whose heading begins on line ``start``, and the line behind it."""
    heading = _read_heading(texts, start)
    found = next((reading for reading in _readings(texts, heading) if reading.cost <= _WORST), None)
    if found is None:
        return None
    rows, kinds = found.rows, found.kinds
    settled = [_settled([[lines[place] for place in cell] for cell in row.cells], kinds) for row in rows]
    opens = [not before or bool(before.titles) for before in (None, *rows[:-1])]
    written = [_row([lines[begin:stop] for begin, stop in heading.lines[-len(kinds) :]])]
    written += _titles(lines, range(heading.stop, found.first))
    for row, cells in zip(rows, _filled(settled, opens, kinds), strict=True):
        written.append(_row(cells))
        written += _titles(lines, row.titles)
    return written, rows[-1].end


def _figures(lines: Sequence[Line], texts: Sequence[str], start: int) -> tuple[list[Line], int] | None:
    """The rows of the table of figures whose heading begins on line ``start``, and the line behind it.

    Where the source parts cells by empty lines, a single break is one within a cell.
    """
    breaks = [below.source().start - above.source().end for above, below in pairwise(lines[start : start + _SAMPLE])]
    parted = bool(breaks) and median(breaks) > 1

    def goes_on(n: int) -> bool:
        return parted and lines[n + 1].source().start - lines[n].source().end == 1

    found = read_figures(texts, start, goes_on)
    if found is None:
        return None
    rows = [*((cell,) for cell in found.over), found.heading, *found.rows]
    return [_row([[lines[n] for n in cell] for cell in row]) for row in rows], found.end


class _Reading(NamedTuple):
    """One way to read a table: its columns from the one that begins its rows on, the rows, and their mean cost."""

    kinds: Sequence[Kind]
    rows: Sequence[Row]
    first: int
    cost: float


def _readings(texts: Sequence[str], heading: _Heading) -> Iterator[_Reading]:
    """The ways to read a table, the surest first: by the numbers of its rows, by marks before its tasks or before what
    these are for.
    """
    kinds = kinds_of_columns(heading.names)
    bodies = {"body", "responsible"}.intersection(kinds)
    begins: list[tuple[int, re.Pattern[str]]] = []
    if kinds and kinds[0] == "label":
        begins = [(0, NUMBER)]
    elif "task" in kinds and bodies:
        task = kinds.index("task")
        begins = [(task, MARKED), (max(task - 1, 0), ITEM), (task, ITEM)]
    skip = frozenset[int]()
    for place, mark in begins:
        marks = counted(texts, heading.stop, mark)
        if len(kinds) - place < 3 or len(marks) < 2 or marks[0] - heading.stop > MOST_BEFORE_FIRST:
            continue
        skip = skip or _repeated_headings(texts, heading, marks[0])
        rows = read_rows(texts, marks, kinds[place:], skip)
        cost = sum(row.cost for row in rows)
        if bodies or not cost:  # without bodies nothing tells cells that are not one line each
            yield _Reading(kinds[place:], rows, marks[0], cost / len(rows))


def _read_heading(texts: Sequence[str], start: int) -> _Heading:
    """The names of the columns from line ``start`` on; one may stand on two lines."""
    names: list[str] = []
    places: list[tuple[int, int]] = []
    at = start
    while at < len(texts) and len(names) < MOST_COLUMNS:
        name, size = re.sub(r"\s+", "", texts[at]), 1
        joined = name + re.sub(r"\s+", "", texts[at + 1]) if at + 1 < len(texts) else ""
        if 0 < len(name) <= _LONGEST_PART and len(joined) <= 2 * _LONGEST_PART and column_of(joined) != "other":
            name, size = joined, 2
        if not 0 < len(name) <= _LONGEST_HEADING or not (column_of(name) != "other" or _heading().search(name)):
            break
        names.append(name)
        places.append((at, at + size))
        at += size
    return _Heading(tuple(names), tuple(places), at)


def _repeated_headings(texts: Sequence[str], heading: _Heading, start: int) -> frozenset[int]:
    """The lines behind ``start`` on which the heading stands once more, as at the top of a page."""
    first, size = heading.lines[0][0], heading.stop - heading.lines[0][0]
    printed = list(texts[first : heading.stop])
    found = (n for n in range(start, len(texts)) if texts[n] == printed[0] and list(texts[n : n + size]) == printed)
    return frozenset(place for n in found for place in range(n, n + size))


def _settled(cells: list[Sequence[Line]], kinds: Sequence[Kind]) -> list[Sequence[Line]]:
    """The cells, those of adjacent columns of text given to the task if they are not one line each.

    Which of six lines are for which of three years nobody can tell.
    """
    if "task" not in kinds:
        return cells
    task = kinds.index("task")
    runs = [[n for n, _ in run] for kind, run in groupby(enumerate(kinds), key=itemgetter(1)) if kind == "text"]
    for run in runs:
        taken = [line for n in run for line in cells[n]]
        if len(run) == 1 or not taken or all(len(cells[n]) == 1 for n in run):
            continue
        if cells[task] and not cells[task][-1].text.endswith(_STOPS):
            end = cells[task][-1].source().end
            taken = [Line((Piece("。", end, end),)), *taken]
        cells[task] = [*cells[task], *taken]
        for n in run:
            cells[n] = ()
    return cells


def _filled(
    rows: Sequence[list[Sequence[Line]]], opens: Sequence[bool], kinds: Sequence[Kind]
) -> list[list[Sequence[Line]]]:
    """The cells of ``rows``, what was merged with the cell above filled from there; ``opens`` tells of titles above.

    Where a row names no body, its cell was merged with that above if every row that begins a group names some. If one
    does not, cells were lost, and nobody can tell which.
    """
    groups = [n for n, kind in enumerate(kinds) if kind == "group"]
    bodies = [n for n, kind in enumerate(kinds) if kind in ("body", "responsible")]
    begins = [
        opened or any(cells[n] for n in groups) if groups or any(opens[1:]) else True
        for cells, opened in zip(rows, opens, strict=True)
    ]
    firsts = [any(cells[n] for n in bodies) for cells, begin in zip(rows, begins, strict=True) if begin]
    merged = [*groups, *(bodies if len(firsts) > 1 and all(firsts) else ())]
    filled: list[list[Sequence[Line]]] = []
    for cells, begin in zip(rows, begins, strict=True):
        if filled and not begin:
            above = filled[-1]
            named = any(cells[n] for n in bodies)
            cells = [above[n] if n in merged and not (named and n in bodies) else cell for n, cell in enumerate(cells)]
        filled.append(cells)
    return filled


def _titles(lines: Sequence[Line], places: Sequence[int]) -> list[Line]:
    """The lines of titles, a mark that stands alone with the title below it."""
    titles: list[Line] = []
    for n in places:
        if titles and TITLE_MARK.fullmatch(titles[-1].text):
            titles[-1] = Line((*titles[-1].pieces, *lines[n].pieces), lines[n].main)
        else:
            titles.append(lines[n])
    return titles


@cache
def _first_column() -> re.Pattern[str]:
    """A quick look for what may be the first name of a heading."""
    return re.compile("^(?:序|编|项|任务|工作|重点|主要|类|领|板|方面|分类|事项|目标)")


@cache
def _heading() -> re.Pattern[str]:
    """What the other columns of such tables are called."""
    return re.compile(
        "指标|单位|属性|备注|领导|责任人|联系人|目标|[0-9]{4}年|年份|数量|规模|投资|地点|标准|分值|得分|频次|依据"
        "|方向|区域|类型|文件|计划|进度|成果|行业|领域|^(?:县区|区县|街镇|镇街|乡镇|街道|地区)$|任务|月底前|年底前|季度"
    )


def _row(cells: Sequence[Sequence[Line]]) -> Line:
    first = next(line for cell in cells for line in cell)
    return Line(tuple(_pieces(cells)), first.main, "row")


def _pieces(cells: Sequence[Sequence[Line]]) -> Iterator[Piece]:
    end = next(line for cell in cells for line in cell).source().start
    for number, cell in enumerate(cells):
        if number:
            yield Piece("\t", end, cell[0].source().start if cell else end)
        before = ""
        for line in cell:
            bare = line.cut(0, len(line.text.rstrip(_BARS)))
            if names_bodies(before) and names_bodies(bare.text) and not before.endswith(SEPARATORS):
                yield Piece("、", end, bare.source().start)  # the break parted them
            yield from bare.pieces
            end, before = bare.source().end, bare.text
