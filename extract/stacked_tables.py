"""Tables whose cells a page or an export has put on lines of their own: 序号, 任务, 责任单位, 1, 建网, 市工信局, 2, …

Such a table is told by its heading, a 序号 among names of columns, and by the numbers that count its rows up. Its rows
become lines again, their cells parted by TABs. Where each row has as many lines as there are columns, these are its
cells. Where not (a cell of several paragraphs, a cell merged with that above), the bodies tell which is theirs, and
what stands behind a row is the title of those below it. A table of which neither is true is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from extract.lines import Line
from extract.mentions import find_mentions
from extract.names import is_name
from extract.offsets import Piece
from extract.task_tables import BODIES, column_of
from ontology.model import Span

_NUMBER = re.compile(r"[0-9]{1,3}[.．、]?")
_BARS = " \t　|｜"
_LONGEST_HEADING = 14
_LONGEST_TITLE = 40
_MOST_BEFORE_FIRST = 4  # titles between the heading and the first row
_MOST_LINES = 30  # of one row


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
        if start < at or column_of(text) != "label" or len(text) > _LONGEST_HEADING:
            continue
        table = _table(lines, texts, start)
        if table:
            rows, end = table
            found += lines[at:start]
            found += rows
            at = end
    return [*found, *lines[at:]]


def _table(lines: Sequence[Line], texts: Sequence[str], start: int) -> tuple[list[Line], int] | None:
    """The rows of the table whose 序号 stands on line ``start``, and the line behind it."""
    stop = start + 1
    while stop < len(lines) and _is_column(texts[stop]):
        stop += 1
    columns = texts[start + 1 : stop]
    numbers = _numbers(texts, stop)
    if len(columns) < 2 or len(numbers) < 2 or numbers[0] - stop > _MOST_BEFORE_FIRST:
        return None
    bounds = [*numbers, min(numbers[-1] + _MOST_LINES, len(lines))]
    exact = all(second - first == len(columns) + 1 for first, second in pairwise(numbers))
    body = next((place for place, column in enumerate(columns) if column_of(column) in BODIES), None)
    if not exact and (body is None or "task" not in map(column_of, columns)):
        return None
    rows = [_row([[line] for line in lines[start:stop]]), *lines[stop : numbers[0]]]
    end = numbers[0]
    for first, after in pairwise(bounds):
        last = after == bounds[-1] and first == numbers[-1]
        size = len(columns) if exact else None
        cells, used = _cells(lines[first + 1 : after], texts[first + 1 : after], columns, body, size, last)
        rows.append(_row([[lines[first]], *cells]))
        end = first + 1 + used
        if not last:
            rows += lines[end:after]
            end = after
    return rows, end


def _cells(
    lines: Sequence[Line], texts: Sequence[str], columns: Sequence[str], body: int | None, size: int | None, last: bool
) -> tuple[list[Sequence[Line]], int]:
    """The cells of one row, each of one or more lines, and how many lines they take."""
    if size is not None or body is None:
        return [[line] for line in lines[: len(columns)]], min(len(columns), len(lines))
    named = next((place for place in range(max(body, 1), len(lines)) if _names_bodies(texts[place])), None)
    if named is None or (last and named > len(columns)):
        used = min(body, len(lines))
        while used < len(lines) and not last and ("。" in texts[used] or len(texts[used]) > _LONGEST_TITLE):
            used += 1
        return _spread(lines[:used], body), used
    cells = [*_spread(lines[:named], body), lines[named : named + 1]]
    used = named + 1
    for column in columns[body + 1 :]:
        holds = used < len(lines) and (column_of(column) not in BODIES or _names_bodies(texts[used]))
        cells.append(lines[used : used + 1] if holds else ())
        used += holds
    return cells, used


def _spread(lines: Sequence[Line], count: int) -> list[Sequence[Line]]:
    """The lines on ``count`` cells, the last of which takes what is left."""
    return [*([line] for line in lines[: count - 1]), lines[count - 1 :]] if count else []


def _numbers(texts: Sequence[str], start: int) -> list[int]:
    """Where the numbers stand that count up from the first one behind the heading, one by one."""
    places: list[int] = []
    value = 0
    for place in range(start, len(texts)):
        if places and place - places[-1] > _MOST_LINES:
            break
        if _NUMBER.fullmatch(texts[place]):
            number = int(re.sub(r"\D", "", texts[place]))
            if not places or number == value + 1:
                places.append(place)
                value = number
        elif not places and place - start >= _MOST_BEFORE_FIRST:
            break
    return places


def _is_column(text: str) -> bool:
    heading = re.sub(r"\s+", "", text)
    return 0 < len(heading) <= _LONGEST_HEADING and (column_of(heading) != "other" or bool(_heading().search(heading)))


@cache
def _heading() -> re.Pattern[str]:
    """What the other columns of such tables are called."""
    return re.compile(
        "指标|单位|属性|备注|领导|责任人|联系人|目标|[0-9]{4}年|年份|数量|规模|投资|地点|标准|分值|得分|频次|依据"
    )


def _names_bodies(text: str) -> bool:
    """Whether a line is a list of names and nothing else; one alone must be a body's, as 产业园区 is none."""
    names = find_mentions(text, Span(0, len(text)))
    sure = len(names) > 1 or _body().search(text) is not None
    return bool(names) and sure and all(is_name(name.surface) for name in names) and "。" not in text.rstrip("。")


@cache
def _body() -> re.Pattern[str]:
    return re.compile("^[市省县区州旗各]|(?:局|委|办|厅|部|会|院|公司|集团|政府|管委会|中心|单位|部门)$")


def _row(cells: Sequence[Sequence[Line]]) -> Line:
    return Line(tuple(_pieces(cells)), cells[0][0].main, "row")


def _pieces(cells: Sequence[Sequence[Line]]) -> Iterator[Piece]:
    end = cells[0][0].source().start
    for number, cell in enumerate(cells):
        if number:
            yield Piece("\t", end, cell[0].source().start if cell else end)
        for line in cell:
            bare = line.cut(0, len(line.text.rstrip(_BARS)))
            yield from bare.pieces
            end = bare.source().end
