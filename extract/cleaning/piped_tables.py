"""Tables drawn with bars in plain text: 指标｜单位｜2025年, and those of Markdown. Their bars become TABs.

A table is told by two or more lines that follow each other with as many cells, three at least; one line alone may be
a menu (首页｜政务公开｜办事服务). The rule under a heading of Markdown (|---|:-:|) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from extract.lines import Line
from extract.offsets import Piece

_BAR = re.compile("[｜|│┃]")
_RULE = re.compile(r"[\s｜|│┃:：\-—─━┼╋]+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FEWEST_CELLS, _FEWEST_ROWS = 3, 2


def tabbed(lines: Sequence[Line]) -> list[Line]:
    """Return ``lines`` with the cells of drawn tables parted by TABs; all others as they are.

    >>> from extract.lines import tidy
    >>> drawn = [tidy([Piece(row, 0, len(row))]) for row in ("指标｜单位｜2025年", "企业数｜家｜100", "首页｜政务")]
    >>> [line.text for line in tabbed(drawn)]
    ['指标\\t单位\\t2025年', '企业数\\t家\\t100', '首页｜政务']
    """
    cells = [_cells(line) for line in lines]
    found: list[Line] = []
    at = 0
    for count, group in groupby(cells, key=len):
        size = len(list(group))
        rows = range(at, at + size)
        at += size
        if count < _FEWEST_CELLS or size < _FEWEST_ROWS:
            found += (lines[row] for row in rows)
        else:
            found += (_row(lines[row], cells[row]) for row in rows if not _RULE.fullmatch(lines[row].text))
    return found


def _cells(line: Line) -> list[tuple[int, int]]:
    """Where the cells of a row stand in it, those outside its first and last bar left out where they are empty."""
    text = line.text
    if not _BAR.search(text):
        return []
    bounds = [0, *(place for bar in _BAR.finditer(text) for place in bar.span()), len(text)]
    cells = list(zip(bounds[::2], bounds[1::2], strict=True))
    first = 0 if text[slice(*cells[0])].strip() else 1
    last = len(cells) if text[slice(*cells[-1])].strip() or len(cells) == 1 else len(cells) - 1
    return cells[first:last]


def _row(line: Line, cells: Sequence[tuple[int, int]]) -> Line:
    return Line(tuple(_pieces(line, cells)), line.main, "row")


def _pieces(line: Line, cells: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    end = line.source().start
    for number, (start, stop) in enumerate(cells):
        cell = line.cut(start, stop)
        place = cell.source() if cell.pieces else None
        if number:
            yield Piece("\t", end, place.start if place else end)
        yield from _without_breaks(cell)
        end = place.end if place else end


def _without_breaks(cell: Line) -> Iterator[Piece]:
    """The pieces of a cell, a blank where <br> breaks its line."""
    start = 0
    for mark in _BREAK.finditer(cell.text):
        part, broken = cell.cut(start, mark.start()), cell.cut(*mark.span()).source()
        yield from part.pieces
        yield Piece(" ", broken.start, broken.end)
        start = mark.end()
    yield from (cell.cut(start, len(cell.text)) if start else cell).pieces
