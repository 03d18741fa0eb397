"""The rows of a table whose cells stand on lines of their own: where each begins, and which lines its cells take.

A row begins with its number (1), with a task that has one （1）, or with the name of what several tasks are for
(1.规划保障), which then follow one below the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.cleaning.stacked_cells import Cells, Kind, part_cells

NUMBER = re.compile(r"([0-9]{1,3})[.．、]?$")
MARKED = re.compile(r"[（(]([0-9]{1,3})[）)]\s*(?=\S)")
ITEM = re.compile(r"([0-9]{1,2})[.．、]\s*(?=[^\s0-9])")
TITLE_MARK = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[、.．]")
MOST_BEFORE_FIRST = 4  # titles between the heading and the first row
_MOST_LINES = 30  # of one row
_MOST_PARTS = 4  # rows of one name
_PART = 0.3  # what a further one costs
_WELL = 2.0  # what a row costs that needs no parts
_BEHIND = re.compile(r"附[件表录][0-9一二三四五六七八九十]*(?:[：:\s]|$)|注[：:]|抄送|[（(]此件")


class Row(NamedTuple):
    """The lines of each cell, those of the titles behind the row, the line where it ends, and what it cost."""

    cells: tuple[tuple[int, ...], ...]
    titles: tuple[int, ...]
    end: int
    cost: float


def counted(texts: Sequence[str], start: int, mark: re.Pattern[str]) -> list[int]:
    """Where the marks stand that count up from the first one behind line ``start``, one by one."""
    places: list[int] = []
    value = 0
    for place in range(start, len(texts)):
        if places and place - places[-1] > _MOST_LINES:
            break
        if found := mark.match(texts[place]):
            number = int(found[1])
            if not places or number == value + 1:
                places.append(place)
                value = number
        elif not places and place - start >= MOST_BEFORE_FIRST:
            break
    return places


def read_rows(texts: Sequence[str], marks: Sequence[int], kinds: Sequence[Kind], skip: frozenset[int]) -> list[Row]:
    """The rows that begin on the lines ``marks``, their cells of these ``kinds``; lines in ``skip`` belong to none."""
    rest = range(marks[-1] + 1, min(marks[-1] + _MOST_LINES, len(texts)))
    bounds = [*marks, next((n for n in rest if _BEHIND.match(texts[n])), rest.stop)]
    insides = [[n for n in range(first, after) if n not in skip] for first, after in pairwise(bounds)]
    exact = all(len(inside) == len(kinds) for inside in insides[:-1]) and len(insides[-1]) >= len(kinds)
    rows: list[Row] = []
    for inside in insides:
        last = inside is insides[-1]
        titles: list[int] = []
        titled = kinds[0] != "label" and not last and not exact  # as many lines as columns leave none for titles
        while titled and (at := _title_at_end(texts, inside)) is not None:
            titles = [*inside[at:], *titles]
            inside = inside[:at]
        if not inside:  # all of it in ``skip``
            continue
        parts = [_one_line_each(len(kinds))] if exact else _parts([texts[n] for n in inside], kinds, last=last)
        used = sum(part.used for part in parts)
        at = 0
        named = kinds.index("task") if len(parts) > 1 else 0  # the columns that all parts of a row share
        shared = [tuple(inside[start:stop]) for start, stop in parts[0].columns[:named]]
        for part in parts:
            cells = [tuple(inside[at + start : at + stop]) for start, stop in part.columns]
            at += part.used
            done = part is parts[-1]
            behind = (*inside[used:], *titles) if done and not last else ()
            cells[:named] = shared
            rows.append(Row(tuple(cells), behind, inside[at - 1] + 1, part.cost))
    return rows


def _one_line_each(count: int) -> Cells:
    return Cells(tuple((n, n + 1) for n in range(count)), count, 0.0)


def _parts(lines: Sequence[str], kinds: Sequence[Kind], *, last: bool) -> list[Cells]:
    """The cells of one row, or of several of one name: as many as fit best."""
    whole = part_cells(lines, kinds, last=last)
    task = kinds.index("task") if "task" in kinds else 0
    if whole.cost <= _WELL or not task:
        return [whole]
    bodies = [n for n, kind in enumerate(kinds) if kind in ("body", "responsible")]
    best, cost = [whole], whole.cost
    for more in range(2, _MOST_PARTS + 1):
        parted = part_cells(lines, [*kinds, *list(kinds[task:]) * (more - 1)], last=last)
        parts = _split(parted, len(kinds), task, more)
        named = all(any(part.columns[n][0] < part.columns[n][1] for n in bodies) for part in parts)
        if named and parted.cost + _PART * (more - 1) < cost:
            best, cost = parts, parted.cost + _PART * (more - 1)
    return best


def _split(parted: Cells, width: int, task: int, count: int) -> list[Cells]:
    """The cells of ``count`` rows, each counted from its own first line; the first bears the name of all."""
    rows = [Cells(parted.columns[:width], parted.columns[width - 1][1], parted.cost / count)]
    for first in range(width, len(parted.columns), width - task):
        columns = parted.columns[first : first + width - task]
        start = columns[0][0]
        moved = [(begin - start, end - start) for begin, end in columns]
        rows.append(Cells((*((0, 0),) * task, *moved), columns[-1][1] - start, parted.cost / count))
    return rows


def _title_at_end(texts: Sequence[str], inside: Sequence[int]) -> int | None:
    """Where a title with a mark begins that ends a row: 7、提升服务, or （二） alone and 提升服务 below it."""
    if len(inside) > 2 and TITLE_MARK.fullmatch(texts[inside[-2]]):
        return len(inside) - 2
    return len(inside) - 1 if len(inside) > 1 and TITLE_MARK.match(texts[inside[-1]]) else None
