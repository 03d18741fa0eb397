"""Tables of figures whose cells stand on lines of their own: 指标, 单位, 2025年, 基站数, 个, 300, 企业数, 家, 20, …

No row has a mark where it begins, but its figures tell: under a heading that names what is counted and when, a row is
the shortest run of lines that fits the columns one for one. What was merged with the cell above is missing from all
rows but the first, what stands over several columns is one name too many in the heading; a table that fits neither
way is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import combinations
from typing import Literal, NamedTuple

from extract.tables.target_columns import AREA_NAMES

_Kind = Literal["label", "group", "name", "unit", "value", "property", "note", "other"]

# What the columns of such tables are called, the first that fits.
_NAMES: tuple[tuple[_Kind, re.Pattern[str]], ...] = (
    ("label", re.compile("序号|编号")),
    ("group", re.compile("类别|类型|分类|领域|维度|方面|一级指标")),
    ("unit", re.compile("(?:计量)?单位(?:[（(].{1,6}[）)])?")),
    ("property", re.compile("(?:指标)?(?:属性|性质)")),
    ("note", re.compile("备注|说明|(?:责任|牵头|配合|主管|负责|落实)(?:单位|部门)|数据来源|完成时限")),
    (
        "name",
        re.compile(f"(?:主要|具体|核心|二级)?指标(?:名称|内容)?|项目(?:名称)?|名称|内容|单位名称|{AREA_NAMES}"),
    ),
    (
        "value",
        re.compile(
            ".{0,6}(?:[0-9]{4}年?|[0-9]{1,2}月|十[一二三四五]五|季度|年底|目标值?|规划值|预期值|基数|基期|现状值?"
            "|任务[数量]?|计划数?|增[长速].{0,4}).{0,16}|其中.{1,12}|.{2,10}[（(][^（）()]{1,6}[）)]"
        ),
    ),
)
_LONGEST_NAME = 22  # of a column
_LONGEST_CELL = 60
_LONGEST_PHRASE = 40
_LONGEST_UNIT = 8
_LABEL = re.compile(r"[0-9]{1,3}[.．、]?|[（(][0-9]{1,2}[）)]")
_BARE_FIGURE = re.compile(r"[-－]?[0-9][0-9,，.．]*\s*[%％‰]?")
_FIGURE = re.compile(
    r"(?:[≥≤＞＜><约]|不[低少高超][于过]|超过|达到|\[|［|〔|（|\()*\s*[-－]?[0-9][0-9,，.．]*(?:\s*[-—－–~～]\s*[0-9][0-9.,]*)?"
    r"\s*[%％‰]?[\u4e00-\u9fff]{0,4}(?:\]|］|〕|）|\))*(?:[（(].{1,10}[）)])?"
)
_NONE = re.compile(r"[-—–－/／―\s]+|无|/")
_PROPERTY = re.compile("(?:约束|预期|引导|指导|监测|[导指]向|参考)性?(?:指标)?")
_TOTAL = re.compile("(?:合|总|共|小)\\s*计|总数|全[市县区省州]")
_UNIT_BELOW = re.compile("[（(].{1,8}[）)]")  # of a column: PM10浓度, （微克/立方米）
_TITLE = re.compile(r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)\S")
MOST_COLUMNS = 20
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 2

Cell = tuple[int, ...]  # the lines that it stands on


class Figures(NamedTuple):
    """The cells of a table of figures: of the heading, of each row, empty ones included; and the line behind it.

    ``over`` stood over several columns of the heading; a row of one cell is the title of those below it.
    """

    heading: tuple[Cell, ...]
    over: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    end: int


class _Stack(NamedTuple):
    """Lines that may be cells; ``goes_on`` tells whether one stands in a cell with the line below it."""

    texts: Sequence[str]
    goes_on: Callable[[int], bool]

    def cell(self, at: int) -> Cell:
        """The cell that begins on line ``at``; an empty one behind the last line."""
        if at >= len(self.texts):
            return ()
        last = at
        while last + 1 < len(self.texts) and self.goes_on(last):
            last += 1
        return tuple(range(at, last + 1))

    def read(self, cell: Cell) -> str:
        return "".join(self.texts[n] for n in cell)


class _Columns(NamedTuple):
    """What the columns hold, and which of them are merged over all rows."""

    kinds: Sequence[_Kind]
    merged: frozenset[int] = frozenset()

    def places(self, kind: _Kind) -> frozenset[int]:
        return frozenset(n for n, other in enumerate(self.kinds) if other == kind)


def begins_figures(text: str) -> bool:
    """Whether ``text`` may be the first name of a heading."""
    return _kind(text) in ("label", "group", "name")


def read_figures(texts: Sequence[str], start: int, goes_on: Callable[[int], bool]) -> Figures | None:
    """Return the table of figures whose heading begins on line ``start``; ``None`` if none fits.

    ``goes_on`` tells whether a line stands in one cell with the line below it, as far as the breaks of the source do.

    >>> read_figures(["指标", "单位", "2035年", "古树", "株", "12", "山林", "亩", "300"], 0, lambda line: False).rows
    (((3,), (4,), (5,)), ((6,), (7,), (8,)))
    """
    stack = _Stack(texts, goes_on)
    heading, at = _read_heading(stack, start)
    best: Figures | None = None
    for names in _headings(stack, heading):
        rows, end = _rows(stack, at, [kind for _, kind in names])
        full = [row for row in rows if len(row) > 1]
        if len(full) >= _FEWEST_ROWS and (best is None or len(rows) > len(best.rows)):
            cells = tuple(cell for cell, _ in names)
            over = tuple(cell for cell, _ in heading if cell not in cells)
            best = Figures(cells, over, tuple(rows), end)
    return best


def _read_heading(stack: _Stack, at: int) -> tuple[list[tuple[Cell, _Kind]], int]:
    """The names of the columns and the line behind them.

    Where rows have numbers, names that are not known stand in the heading, too, up to the first number.
    """
    heading: list[tuple[Cell, _Kind]] = []
    while len(heading) < MOST_COLUMNS and (cell := stack.cell(at)):
        if heading and (unit := stack.cell(cell[-1] + 1)) and _UNIT_BELOW.fullmatch(stack.read(unit)):
            cell = (*cell, *unit)
        name = stack.read(cell)
        kind = _kind(name)
        if kind is None and heading and heading[0][1] == "label" and len(name) <= _LONGEST_NAME:
            kind = None if _LABEL.fullmatch(name) or _is_sentence(name) else "other"
        if kind is None:
            break
        heading.append((cell, kind))
        at += len(cell)
    return heading, at


def _kind(name: str) -> _Kind | None:
    if len(name) > _LONGEST_NAME:
        return None
    name = name.replace(" ", "")
    return next((kind for kind, pattern in _NAMES if pattern.fullmatch(name)), None)


def _headings(stack: _Stack, read: Sequence[tuple[Cell, _Kind]]) -> Iterator[list[tuple[Cell, _Kind]]]:
    """The heading as it was read, and without a name that stood over those behind it: 2031年度任务, 3月底, 6月底."""
    for over in (None, *reversed(range(len(read)))):
        names = [name for n, name in enumerate(read) if n != over]
        if over is not None:
            spans_others = read[over][1] == "value" and any(kind == "value" for _, kind in read[over + 1 :])
            if not spans_others or "月" in stack.read(read[over][0]):
                continue
        kinds = [kind for _, kind in names]
        if len(names) < _FEWEST_COLUMNS or "value" not in kinds or kinds.count("label") > 1:
            continue
        if "name" not in kinds:
            if "group" not in kinds:
                continue
            last = len(kinds) - 1 - kinds[::-1].index("group")
            names[last] = (names[last][0], "name")
        yield names


def _rows(stack: _Stack, at: int, kinds: Sequence[_Kind]) -> tuple[list[tuple[Cell, ...]], int]:
    """The rows from line ``at`` on that reach farthest, of those the ones with the fewest cells left out."""
    title = _title(stack, at)
    first = next(_ways(stack, at + len(title), _Columns(kinds), first=True), None)
    if first is None:
        return [], at
    texts = (n for n, cell in enumerate(first) if kinds[n] == "value" and not _is_figure(stack.read(cell)))
    columns = _Columns(kinds, frozenset(texts))
    # By the line where a row ends: how many cells are left out up to there, where the row before it ends, the row.
    ends: dict[int, tuple[int, int, tuple[Cell, ...]]] = {_end(first): (0, at, first)}
    open_ends = list(ends)
    while open_ends:
        end = heappop(open_ends)
        for row in _ways(stack, end + len(_title(stack, end)), columns):
            stop, lost = _end(row), ends[end][0] + row.count(())
            if stop not in ends:
                heappush(open_ends, stop)
            if stop not in ends or lost < ends[stop][0]:
                ends[stop] = (lost, end, row)
    farthest = end = max(ends)
    rows: list[tuple[Cell, ...]] = []
    while end != at:
        _, end, row = ends[end]
        rows.append(row)
        if title := _title(stack, end):
            rows.append((title,))
    return rows[::-1], farthest


def _end(row: Sequence[Cell]) -> int:
    return max(cell[-1] for cell in row if cell) + 1


def _title(stack: _Stack, at: int) -> Cell:
    """The cell that begins on line ``at`` if it may be the title of the rows below it, else an empty one."""
    cell = stack.cell(at)
    text = stack.read(cell)
    return cell if len(text) <= _LONGEST_NAME and _TITLE.match(text) else ()


def _ways(stack: _Stack, at: int, columns: _Columns, *, first: bool = False) -> Iterator[tuple[Cell, ...]]:
    """The rows that may begin on line ``at``: with fewer and fewer cells, a name on one line or on two."""
    optional = [part for part in (columns.places("group"), columns.merged, columns.places("property")) if part]
    for count in range(len(optional) + 1):
        for left_out in combinations(optional, count):
            missing = frozenset[int]().union(*left_out)
            for lines_of_name in (1, 2):
                if row := _fit(stack, at, columns.kinds, missing, lines_of_name, first=first):
                    yield row
    labels = columns.places("group") | columns.places("label")
    row = _fit(stack, at, columns.kinds, labels | columns.merged, 1)
    if row and _TOTAL.fullmatch(stack.read(row[columns.kinds.index("name")])):
        yield row


def _fit(
    stack: _Stack, at: int, kinds: Sequence[_Kind], missing: frozenset[int], lines_of_name: int, *, first: bool = False
) -> tuple[Cell, ...] | None:
    """The row that begins on line ``at`` without cells in the columns ``missing``, if all others fit."""
    cells: list[Cell] = []
    for n, kind in enumerate(kinds):
        cell = stack.cell(at) if n not in missing else ()
        if cell and kind == "name" and len(cell) < lines_of_name:
            cell = (*cell, *stack.cell(at + 1))
        if n not in missing and not _fits(kind, [stack.texts[line] for line in cell], first=first):
            return None
        cells.append(cell)
        at += len(cell)
    values = [cell for cell, kind in zip(cells, kinds, strict=True) if kind == "value" and cell]
    return tuple(cells) if any(_is_figure(stack.read(cell)) for cell in values) else None


def _fits(kind: _Kind, lines: Sequence[str], *, first: bool) -> bool:
    """Whether a cell of these lines may stand in a column of this kind; text among values in the first row only."""
    text = "".join(lines)
    if not 0 < len(text) <= _LONGEST_CELL:
        return False
    if kind == "other":
        return True
    if kind == "label":
        return _LABEL.fullmatch(text) is not None
    if kind == "value":
        return _is_figure(text) or (first and len(text) > 1 and not _is_sentence(text))
    if kind == "property":
        return _PROPERTY.fullmatch(text) is not None or _NONE.fullmatch(text) is not None
    if _BARE_FIGURE.fullmatch(text):
        return False
    if kind == "unit":
        return len(text) <= _LONGEST_UNIT
    return kind == "note" or not (_PROPERTY.fullmatch(text) or any(map(_is_sentence, lines)))


def _is_sentence(text: str) -> bool:
    return "。" in text.rstrip("。") or len(text) > _LONGEST_PHRASE


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None or _NONE.fullmatch(text) is not None
