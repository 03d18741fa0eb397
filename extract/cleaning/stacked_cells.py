"""Which lines of a row are whose cells, where each cell of a table stands on a line of its own, or on several.

The columns come in the order of the heading, but a cell may be missing (merged with that above) or go on over lines (a
narrow column, several paragraphs), and titles of the rows below may stand behind the last. Of all ways to part the
lines of a row into cells the cheapest is taken; what a cell costs is how badly its lines fit the kind of its column.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from extract.agencies.mentions import find_mentions
from extract.agencies.names import finds, is_name
from extract.dates import Calendar, find_periods
from extract.tables.task_tables import BODIES, COUNTED_TITLE, columns_of
from ontology.model import Span

Kind = Literal["label", "group", "task", "body", "responsible", "deadline", "source", "text"]

_EMPTY: dict[Kind, float] = {
    "label": 0.0,
    "group": 0.6,  # merged with the cell above as a rule
    "task": 5.0,
    "body": 1.5,
    "responsible": 1.6,  # so that a lone body is responsible rather than that it leads
    "deadline": 1.5,
    "source": 1.0,
    "text": 1.2,
}
SEPARATORS = ("、", "，", ",", "及", "和", "；")
_MISFIT = 4.0
_TITLE, _COUNTED, _BEHIND = 1.0, 0.2, 0.5
# Characters: of the lines of a name that goes on, of a group, of a long group, of the widest narrow column.
_NAME, _SHORT, _LONGISH, _NARROW = 8, 14, 24, 30
_LONGEST_TITLE = 40
_MOST_TITLES = 3
_SURE = 2  # names that are known as such, beside others in a list of names
_DEARER_LATER = 0.001
_STANDING = re.compile("持续|长期|常态|每年|每月|每季|全年|年度|即时|适时")
_SOURCE = re.compile("^[《（(]|》|〔[0-9]{4}〕")
_TITLE_MARK = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、")
_SHARED = re.compile("等?(?:按照?(?:各自)?职责(?:分工)?)?(?:分工|分别|共同|依职责)*(?:负责|落实|组织实施)$")
_VALUE = re.compile(r"[≥≤<>]?[0-9][0-9.,]*(?:[-—~～][0-9.,]+)?[%％]?\S{0,4}")


class Cells(NamedTuple):
    """The lines of each column, in order, as stretches of the row's lines; the titles behind; what it cost."""

    columns: tuple[tuple[int, int], ...]
    used: int
    cost: float


def kinds_of_columns(headings: Sequence[str]) -> list[Kind]:
    """What the columns hold; of several with tasks all but the last name groups of them.

    >>> kinds_of_columns(["事项", "工作措施", "2031年计划", "牵头单位", "参考文件"])
    ['group', 'task', 'text', 'body', 'source']
    """
    columns = columns_of(headings)
    tasks = [i for i, column in enumerate(columns) if column == "task"]
    kinds: list[Kind] = []
    for i, column in enumerate(columns):
        if column == "task":
            kinds.append("task" if i == tasks[-1] else "group")
        elif column in BODIES:
            kinds.append("responsible" if column == "responsible" else "body")
        elif column in ("group", "deadline", "label"):
            kinds.append("group" if column == "group" else "deadline" if column == "deadline" else "label")
        elif tasks and i < tasks[-1]:
            kinds.append("group")
        else:
            kinds.append("source" if re.search("参考|依据|文件", headings[i]) else "text")
    return kinds


def part_cells(lines: Sequence[str], kinds: Sequence[Kind], *, last: bool) -> Cells:
    """Return the cheapest way to part ``lines`` into cells, the first of which begins on the first line.

    The ``last`` row of a table may end before its lines do.
    """
    count, width = len(lines), len(kinds)
    # Where a row names nobody, a short last line is rather the title of the rows below than the end of its last cell.
    titled = count > 1 and not last and _may_be_title(lines[-1]) and not any(map(names_bodies, lines))
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}  # (lines, columns) taken → cost, last cell
    for column, kind in enumerate(kinds):
        for taken in range(count + 1):
            if (taken, column) not in best:
                continue
            before = best[taken, column][0]
            if column:
                _offer(best, (taken, column + 1), before + _EMPTY[kind], 0)
            cost = 0.0
            for end in range(taken + 1, count + 1):
                line = lines[end - 1]
                cost += _TITLE if titled and end == count else 0.0
                if end - taken == 1:
                    cost += _misfit(kind, line)
                elif kind in ("group", "source"):
                    cost += _goes_on(kind, lines[end - 2], line)
                else:
                    cost += _misfit(kind, line) + _goes_on(kind, lines[end - 2], line)
                    # Of two ways that cost the same, that with the longer cell to the left; a marked task is a line.
                    cost += _DEARER_LATER * column if column else _TITLE
                if before + cost > _MISFIT * width:
                    break
                _offer(best, (end, column + 1), before + cost, end - taken)
    ways = [
        (best[taken, width][0] + _titles(lines[taken:], last=last), taken)
        for taken in range(count + 1)
        if (taken, width) in best
    ]
    cost, used = min(ways, default=(math.inf, 0))
    columns: list[tuple[int, int]] = []
    at = used
    for column in range(width, 0, -1):
        size = best[at, column][1] if (at, column) in best else 0
        columns.append((at - size, at))
        at -= size
    return Cells(tuple(reversed(columns)), used, cost)


def _offer(best: dict[tuple[int, int], tuple[float, int]], state: tuple[int, int], cost: float, size: int) -> None:
    if state not in best or cost < best[state][0]:
        best[state] = (cost, size)


def _titles(lines: Sequence[str], *, last: bool) -> float:
    """What it costs to leave ``lines`` behind the cells: a little behind the table, else they are titles."""
    if last:
        return min(_BEHIND * len(lines), _MISFIT)
    if len(lines) > _MOST_TITLES:
        return _MISFIT * len(lines)
    return sum(_COUNTED if _is_counted(line) else _TITLE if _may_be_title(line) else _MISFIT for line in lines)


def _is_counted(line: str) -> bool:
    """Whether a title has a number that no cell has: 行动二：…, （三）提升服务."""
    return COUNTED_TITLE.match(line) is not None or _TITLE_MARK.match(line) is not None


def _may_be_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and "。" not in line and not names_bodies(line)


def _misfit(kind: Kind, line: str) -> float:
    """How badly a line fits a column, from 0 to 4."""
    if kind in ("body", "responsible"):
        return 0.0 if names_bodies(line) else 0.8 if _names_some(line) else _MISFIT
    if kind == "task":
        return (
            2.0
            if _is_counted(line)
            else 3.0
            if names_bodies(line)
            else 2.0
            if _VALUE.fullmatch(line)
            else 1.0
            if len(line) < 4
            else 0.0
        )
    if kind == "label":
        return 0.0 if line.rstrip(".．、").isdigit() else _MISFIT
    if kind == "group":
        line = _unmarked(line)
        bare = not re.search("[。；，]", line)
        long = 0.0 if len(line) <= _SHORT and bare else 1.0 if len(line) <= _LONGISH and bare else _MISFIT
        return long + (1.5 if names_bodies(line) else 0.0)
    if kind == "deadline":
        return 0.0 if find_periods(line, Calendar(2000)) or _STANDING.search(line) else 3.0
    if kind == "source":
        return 0.0 if _SOURCE.search(line) else 3.0 if names_bodies(line) else 2.0
    return 1.5 if names_bodies(line) else 0.5 if _SOURCE.match(line) else 0.2


def _unmarked(line: str) -> str:
    return re.sub("^[0-9]{1,2}[.．、]", "", line)


def _goes_on(kind: Kind, before: str, line: str) -> float:
    """How unlikely it is that ``line`` goes on with the cell that ``before`` stands in."""
    if kind in ("body", "responsible"):
        return 0.1 if before.endswith(SEPARATORS) else 0.9
    if kind == "source":
        return 3.0 if names_bodies(line) else 0.2
    if kind == "group":  # a name in a narrow column
        short = len(_unmarked(before)) <= _NAME and len(line) <= _NAME and not re.search("[。；，]", line)
        return 0.3 if short else _MISFIT
    if before.endswith(("。", "；", ";")):
        return 0.8  # a paragraph of its own
    return 2.0 if len(before) >= _NARROW > len(line) else 0.4


@cache
def names_bodies(text: str) -> bool:
    """Whether a line is a list of names and nothing else; one alone must be a body's, as 产业园区 is none."""
    if not text or "。" in text.rstrip("。"):
        return False
    text = _SHARED.sub("", text)
    names = [name.surface for name in find_mentions(text, Span(0, len(text)))]
    sure = sum(map(_is_sure, names))
    if sure == len(names):
        return len(names) > 1 or (bool(names) and _body().search(text) is not None)
    return sure >= _SURE and 2 * sure >= len(names) and all(len(name) <= _SHORT for name in names)


def _is_sure(name: str) -> bool:
    return is_name(name) or finds("mention.bare-office", name) is not None


def _names_some(text: str) -> bool:
    """Whether a line may be part of a list of names that was cut: 区水务局、区交通委、, or a lone name."""
    names = find_mentions(text, Span(0, len(text)))
    return bool(names) and len(text) <= _LONGISH and all(_is_sure(name.surface) for name in names)


@cache
def _body() -> re.Pattern[str]:
    return re.compile("^[市省县区州旗各]|(?:局|委|办|厅|部|会|院|公司|集团|政府|管委会|中心|单位|部门|处|科)$")
