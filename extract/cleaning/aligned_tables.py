"""Tables of tasks whose columns are kept apart by blanks alone, as programs print them that take text out of PDF files.

A cell goes on over lines, an empty line parts two rows, and the heading is printed anew on every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from extract.cleaning.wrapped import PAGE, columns_of
from extract.lines import Line
from extract.offsets import Piece
from extract.tables.task_tables import BODIES, column_of
from ontology.model import Span

_FEWEST_ROWS, _MOST_COLUMNS, _LONGEST_LINE = 2, 8, 300
_LINE = re.compile("[^\n]*\n?")
_SEGMENT = re.compile(r"\S+(?:[ 　]\S+)*")
_LABEL = re.compile(r"[0-9]{1,3}[.．、]?|[（(][0-9]{1,2}[）)]")
_TITLE = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]).{2,24}")


class AlignedTable(NamedTuple):
    """Where a table stands in the source, and its lines, cells parted by TABs."""

    span: Span
    lines: Sequence[Line]


class _Segment(NamedTuple):
    """What stands between wide gaps of a line, and at which column of the page it begins."""

    text: str
    start: int
    column: int


def find_aligned_tables(source: str) -> list[AlignedTable]:
    """Return the aligned tables of a plain text in order.

    >>> rows = ["序号  任务   责任单位", "1  改厕。改  市林业局、", "   建5户。   市财政局", "", "2  治河。    水利局"]
    >>> [line.text for line in find_aligned_tables("\\n".join(rows))[0].lines][1:]
    ['1\\t改厕。改建5户。\\t市林业局、市财政局', '2\\t治河。\\t水利局']
    """
    if "序号" not in source:
        return []
    printed = [(match.start(), _segments(match[0], match.start())) for match in _LINE.finditer(source) if match[0]]
    tables: list[AlignedTable] = []
    at = 0
    while at < len(printed):
        start, segments = printed[at]
        found = _read(printed, at) if _is_heading(segments) else None
        if found:
            lines, at = found
            end = printed[at][0] if at < len(printed) else len(source)
            tables.append(AlignedTable(Span(start, end), lines))
        else:
            at += 1
    return tables


def _segments(line: str, start: int) -> list[_Segment]:
    found = _SEGMENT.finditer(line) if len(line) <= _LONGEST_LINE else ()  # no page is wider
    return [_Segment(match[0], start + match.start(), columns_of(line[: match.start()])) for match in found]


def _is_heading(segments: Sequence[_Segment]) -> bool:
    if not 3 <= len(segments) <= _MOST_COLUMNS:
        return False
    kinds = [column_of(segment.text) for segment in segments]
    return kinds[0] == "label" and "task" in kinds and not set(BODIES).isdisjoint(kinds)


def _read(printed: Sequence[tuple[int, Sequence[_Segment]]], heading: int) -> tuple[list[Line], int] | None:
    """The rows of the table whose heading is line ``heading``, and the line behind it."""
    names = [segment.text for segment in printed[heading][1]]
    blocks = list(takewhile(_may_be_row, _blocks(printed, heading + 1, names)))
    lefts = _lefts(len(names), [segments for block in blocks for segments in block.rows])
    lines, end, rows = [_line([[segment] for segment in printed[heading][1]])], heading + 1, 0
    for block in blocks:
        segments = [segment for row in block.rows for segment in row]
        if _is_title(block):
            lines.append(_line([segments]))
            continue  # a title at the end belongs to what is behind
        cells: list[list[_Segment]] = [[] for _ in names]
        for segment in segments:
            cells[sum(left <= segment.column for left in lefts[1:])].append(segment)
        if len(cells[0]) != 1 or not _LABEL.fullmatch(cells[0][0].text) or not cells[1]:
            break
        lines.append(_line(cells))
        rows, end, kept = rows + 1, block.end, len(lines)
    return (lines[:kept], end) if rows >= _FEWEST_ROWS else None


class _Block(NamedTuple):
    """Lines without an empty one between them, and the line behind them."""

    rows: Sequence[Sequence[_Segment]]
    end: int


def _is_title(block: _Block) -> bool:
    return [len(row) for row in block.rows] == [1] and _TITLE.fullmatch(block.rows[0][0].text) is not None


def _may_be_row(block: _Block) -> bool:
    return _is_title(block) or any(_LABEL.fullmatch(row[0].text) for row in block.rows)


def _blocks(printed: Sequence[tuple[int, Sequence[_Segment]]], at: int, names: Sequence[str]) -> Iterator[_Block]:
    """The blocks from line ``at`` on without the marks of pages and the headings printed anew."""
    rows: list[Sequence[_Segment]] = []
    for n in range(at, len(printed)):
        segments = printed[n][1]
        again = [segment.text for segment in segments] == names
        if not segments or again or PAGE.fullmatch(" ".join(segment.text for segment in segments)):
            if rows:
                yield _Block(rows, n)
            rows = []
        else:
            rows.append(segments)
    if rows:
        yield _Block(rows, len(printed))


def _lefts(count: int, rows: Sequence[Sequence[_Segment]]) -> list[int]:
    """Where the columns begin: as the lines tell that have something in all of them."""
    full = [[segment.column for segment in row] for row in rows if len(row) == count and _LABEL.fullmatch(row[0].text)]
    return [min(starts) for starts in zip(*full, strict=True)] if full else [0] * count


def _line(cells: Sequence[Sequence[_Segment]]) -> Line:
    pieces: list[Piece] = []
    for before, cell in pairwise([None, *cells]):
        if before is not None or pieces:
            last = pieces[-1].end if pieces else (cell or [_Segment("", 0, 0)])[0].start
            pieces.append(Piece("\t", last, last))
        pieces += [Piece(segment.text, segment.start, segment.start + len(segment.text)) for segment in cell or ()]
    return Line(tuple(pieces))
