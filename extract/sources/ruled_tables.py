"""Tables that lines are ruled around on a page: which characters stand in which cell.

Vertical and horizontal rules that cross make a grid. Where no rule parts two cells of it they are one: its text is
repeated in each of its rows and followed by empty cells, as in the tables of other formats.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.sources.reflow import Glyph, PrintedLine, lay_lines

_NEAR = 3.0  # points: rules of one line are drawn so far apart, and may miss each other by so much
_MOST_RULES = 4000  # on a page; a drawing has more


class Rule(NamedTuple):
    """A ruled line: vertical at ``at`` = x from y ``start`` to ``end``, or horizontal at y from x to x."""

    at: float
    start: float
    end: float


class Grid(NamedTuple):
    """The rules of one table, and which of its cells are parts of others."""

    columns: tuple[float, ...]  # x of the vertical rules
    rows: tuple[float, ...]  # y of the horizontal ones, from above
    corners: dict[tuple[int, int], tuple[int, int]]  # row and column of a cell → those of the first of its whole

    def cell(self, glyph: Glyph) -> tuple[int, int] | None:
        """Row and column of the cell that holds the middle of ``glyph``."""
        row = bisect_right(self.rows, (glyph.top + glyph.bottom) / 2) - 1
        column = bisect_right(self.columns, (glyph.left + glyph.right) / 2) - 1
        return self.corners.get((row, column))


def find_grids(vertical: Sequence[Rule], horizontal: Sequence[Rule]) -> list[Grid]:
    """Return the tables of at least two columns that the rules of a page make, from top to bottom."""
    if len(vertical) + len(horizontal) > _MOST_RULES:
        return []
    group = list(range(len(vertical)))

    def head(place: int) -> int:
        while group[place] != place:
            group[place] = group[group[place]]
            place = group[place]
        return place

    crossed: dict[int, list[Rule]] = {}
    for rule in horizontal:
        touched = [place for place, upright in enumerate(vertical) if _cross(upright, rule)]
        for place in touched[1:]:
            group[head(place)] = head(touched[0])
        if touched:
            crossed.setdefault(touched[0], []).append(rule)
    grids = []
    for root in sorted({head(place) for place in range(len(vertical))}):
        upright = tuple(rule for place, rule in enumerate(vertical) if head(place) == root)
        level = tuple(rule for place, rules in crossed.items() if head(place) == root for rule in rules)
        columns, rows = _places(upright), _places(level)
        if len(columns) > 2 and len(rows) > 1:
            grids.append(Grid(columns, rows, _corners(columns, rows, upright, level)))
    return sorted(grids, key=lambda grid: grid.rows)


def lay_table(grid: Grid, glyphs: Sequence[Glyph]) -> list[PrintedLine]:
    """Return the rows of a table as lines with their cells parted by TAB; ``glyphs`` stand inside the grid."""
    held: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        if (cell := grid.cell(glyph)) is not None:
            held.setdefault(cell, []).append(glyph)
    texts = {cell: "".join(line.text for line in lay_lines(inside)).replace("\t", " ") for cell, inside in held.items()}
    used = sorted({column for _, column in texts})  # rules that are drawn apart leave columns without text
    size = max((glyph.bottom - glyph.top for glyph in glyphs), default=1.0)
    lines = []
    for row, top in enumerate(grid.rows[:-1]):
        corners = [grid.corners[row, column] for column in used]
        cells = [
            texts.get(corner, "") if corner[1] == column else "" for corner, column in zip(corners, used, strict=True)
        ]
        if any(cells):
            lines.append(PrintedLine("\t".join(cells), grid.columns[0], grid.columns[-1], top, size))
    return lines


def _corners(
    columns: tuple[float, ...], rows: tuple[float, ...], vertical: Sequence[Rule], horizontal: Sequence[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """The first cell of the whole that each cell belongs to: none of its neighbours is parted from it by a rule."""
    above = {(place, column) for rule in horizontal for place, column in _covered(rule, rows, columns)}
    before = {(row, place) for rule in vertical for place, row in _covered(rule, columns, rows)}
    corners: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            if row and (row, column) not in above:
                corners[row, column] = corners[row - 1, column]
            elif column and (row, column) not in before:
                corners[row, column] = corners[row, column - 1]
            else:
                corners[row, column] = (row, column)
    return corners


def _covered(rule: Rule, lines: tuple[float, ...], across: tuple[float, ...]) -> Iterator[tuple[int, int]]:
    """Which line of the grid the rule lies on, with each of the spaces across that it runs along."""
    line = bisect_right(lines, rule.at + _NEAR) - 1
    first = bisect_left(across, rule.start - _NEAR)
    last = bisect_right(across, rule.end + _NEAR) - 1
    return ((line, space) for space in range(max(first, 0), min(last, len(across) - 1)))


def _cross(upright: Rule, level: Rule) -> bool:
    return (
        upright.start - _NEAR <= level.at <= upright.end + _NEAR
        and level.start - _NEAR <= upright.at <= level.end + _NEAR
    )


def _places(rules: Sequence[Rule]) -> tuple[float, ...]:
    """Where rules stand, those that are drawn twice as one."""
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > _NEAR:
            places.append(at)
    return tuple(places)
