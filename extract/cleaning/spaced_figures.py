"""Tables of indicators whose cells single blanks keep apart, as a copy out of a PDF file leaves them.

Blanks stand inside cells, too (2020 年基期值, 5 岁以下儿童死亡率), so a row is read from its end, where it says 约束性
or 预期性, and the figures before that; what is left is the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from extract.cleaning.aligned_tables import AlignedTable
from extract.lines import Line
from extract.offsets import Piece
from ontology.model import Span

_FEWEST_ROWS, _MOST_COLUMNS = 2, 6
_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(
    r"[ 　]*(?:(?P<label>序号)[ 　]+)?(?P<name>(?:主要|具体)?指标(?:名称)?)[ 　]+(?:(?P<unit>(?:计量)?单位)[ 　]+)?"
    r"(?P<figures>[^\n\t]{4,80}?)[ 　]+(?P<kind>(?:指标)?(?:属性|类型|性质))[ 　]*"
)
# A column of figures begins with its year or its plan: 2020 年基期值 | 2025 年目标值.
_COLUMN = re.compile(r"(?:^|(?<=[ 　]))(?:[0-9]{4}|“?十[一二三四五六七八九]五|基期|现状|目标|规划)")
_FIGURE = r"(?:(?:[≥≤＞＜><]=?|约)[ ]?)?[0-9][0-9.,]*[ ]?[%％‰]?(?:[ ]?(?:左右|以上|以下|以内))?|[—–－-]{1,2}|/"


def find_spaced_figures(source: str) -> list[AlignedTable]:
    """Return the tables of indicators of a plain text whose cells only single blanks keep apart, in order.

    >>> rows = ["序号 指标 2030 年基期 2035 年目标 属性", "1 造林 面积（亩） 63 80.5 左右 预期性", "2 苗圃 6 ≥8 约束性"]
    >>> [line.text for line in find_spaced_figures("\\n".join(rows))[0].lines][1:]
    ['1\\t造林 面积（亩）\\t63\\t80.5 左右\\t预期性', '2\\t苗圃\\t6\\t≥8\\t约束性']
    """
    if "指标" not in source or ("约束性" not in source and "预期性" not in source):
        return []
    lines = list(_LINE.finditer(source))
    tables: list[AlignedTable] = []
    at = 0
    while at < len(lines):
        heading = _HEADING.fullmatch(lines[at][0])
        columns = [match.start() for match in _COLUMN.finditer(heading["figures"])] if heading else []
        if heading is None or not 0 < len(columns) <= _MOST_COLUMNS or columns[0]:
            at += 1
            continue
        row = _row(len(columns), heading["label"] is not None, heading["unit"] is not None)
        first = at + 1
        while first < len(lines) and row.fullmatch(lines[first][0]):
            first += 1
        rows = lines[at + 1 : first]
        if len(rows) >= _FEWEST_ROWS:
            cells = [_heading_cells(heading, columns), *(_cells(row.fullmatch(line[0])) for line in rows)]
            starts = [line.start() for line in lines[at:first]]
            printed = [_line(source, start, spans) for start, spans in zip(starts, cells, strict=True)]
            tables.append(AlignedTable(Span(starts[0], rows[-1].end()), printed))
        at = first
    return tables


@cache
def _row(figures: int, labelled: bool, with_unit: bool) -> re.Pattern[str]:
    label = r"(?P<label>[0-9]{1,2})[.．、]?[ 　]+" if labelled else ""
    unit = r"[ 　]+(?P<unit>[^ 　0-9]{1,8})" if with_unit else ""
    values = "".join(rf"[ 　]+(?P<figure{n}>{_FIGURE})" for n in range(figures))
    return re.compile(
        rf"[ 　]*{label}(?P<name>[^\n\t]{{2,40}}?){unit}{values}[ 　]+(?P<kind>约束性|预期性|指导性)[ 　]*"
    )


def _heading_cells(heading: re.Match[str], columns: list[int]) -> Iterator[tuple[int, int]]:
    yield from (heading.span(name) for name in ("label", "name", "unit") if heading[name])
    start, end = heading.span("figures")
    yield from pairwise([*(start + column for column in columns), end])
    yield heading.span("kind")


def _cells(row: re.Match[str] | None) -> Iterator[tuple[int, int]]:
    yield from (row.span(name) for name in row.re.groupindex) if row else ()


def _line(source: str, start: int, cells: Iterator[tuple[int, int]]) -> Line:
    pieces: list[Piece] = []
    for first, last in cells:
        text = source[start + first : start + last].rstrip(" 　")
        if pieces:
            pieces.append(Piece("\t", pieces[-1].end, start + first))
        pieces.append(Piece(text, start + first, start + first + len(text)))
    return Line(tuple(pieces))
