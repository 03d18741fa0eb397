"""The columns of tables of targets: which names what is counted, which says where it stood, and which until when.

A heading may stand on two lines, what it says of several columns above their names: 公路（公里） over 新建 and 改建.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from extract.dates import Calendar, Period, find_periods
from extract.tables.task_tables import column_of

_PROPERTY = "属性"  # 约束性 or 预期性: only plans tell
# What a column of areas is called.
_DIVISIONS = "(?:市|县|区|州|盟|旗|镇|乡|街道|地)"
AREA_NAMES = (
    rf"{_DIVISIONS}{{1,3}}(?:[（(](?:{_DIVISIONS}、?){{1,3}}[）)]{_DIVISIONS}?)?(?:名称)?|街镇|镇街|地区|区域|辖区"
)
_AREA = re.compile(AREA_NAMES)
_NAME = re.compile("指标|项目|名称|内容")
_STAGE = re.compile("目标值?|规划值?|预期值?|计划|任务|基期|基数|现状")  # 2035年（目标） names no unit
_TOPIC = re.compile(
    "(?:.*各(?:县|市|区|镇|乡|街道|街|镇街){1,3}(?:[（(][^（）()]*[）)])?)?(?P<topic>.*?)(?:分解|分配|清单|一览)?(?:表|清单)$"
)
_VERBS = ("完成", "达到", "实现")
_FEWEST_BELOW = 2  # names below one that stands over them


class Goals(NamedTuple):
    """The title over a table that sets something, until when if it says so, and whether it is the table's own.

    Under a title of its own (农村公路任务分解表) all that is counted is a goal, under 发展目标 what is due some time.
    """

    title: str
    due: str | None
    own: bool


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds; ``due`` is the deadline of a column of targets or the year of a baseline.

    ``what`` is counted in it where the rows are areas.
    """

    role: Literal["name", "area", "unit", "baseline", "target", "other"]
    due: str | None = None
    unit: str = ""  # of 装机容量（MW）
    what: str = ""


def read_heading(cells: Sequence[str], year: int | None, goals: Goals | None) -> list[Column]:
    """Return the columns of a heading; none when the row is not one with at least one column of targets.

    >>> [column.role for column in read_heading(["指标", "单位", "2030年", "2035年"], 2031, None)]
    ['name', 'unit', 'baseline', 'target']
    """
    columns = [read_column(cell.strip(), year, goals) for cell in cells]
    if year is None and any(_PROPERTY in cell for cell in cells):
        columns = _with_baseline(columns)
    if not any(column.role == "target" for column in columns):
        return []
    if not any(column.role in ("name", "area") for column in columns):
        plain = [
            n for n, column in enumerate(columns) if column.role == "other" and column_of(cells[n].strip()) != "label"
        ]
        if not plain:
            return []
        columns[plain[0]] = Column("name")
    return columns


def read_column(cell: str, year: int | None, goals: Goals | None = None) -> Column:
    """Return what the column with this heading holds, in a document of ``year`` or below a title of ``goals``."""
    periods = _periods(cell, year)
    if goals and goals.due and not periods:  # 6月底前完成50%
        periods = find_periods(cell, Calendar(int(goals.due[:4])))
    due = periods[-1].deadline if periods else None
    name, unit = split_unit(cell)
    unit = "" if _STAGE.fullmatch(unit) else unit
    if re.search("单位", cell):
        return Column("unit")
    if re.search("基数|基期|现状|实际|完成值|完成情况|基准", cell) or (due and year and int(due[:4]) < year):
        return Column("baseline", due)
    if _AREA.fullmatch(cell):
        return Column("area")
    stated = due or re.search("目标|规划值|预期值|任务数|计划数", cell)
    if stated or (goals and ((goals.own and unit) or (goals.due and re.search("任务", cell)))):
        return Column("target", due or (goals.due if goals else None), unit, _counted(name, goals))
    if _NAME.search(cell) and not re.search("属性|类型|性质", cell):
        return Column("name")
    return Column("other")


def read_goals(title: str, year: int | None, *, own: bool) -> Goals:
    """Return what a title over a table announces.

    >>> read_goals("各区“十六五”造林任务分配表", 2031, own=True).due
    '2035'
    """
    periods = find_periods(title, Calendar(year)) or _periods(title, year)
    return Goals(title, periods[-1].deadline if periods else None, own)


def joined_headings(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """Return the names of a heading on two lines, whose last name stands over the last ones of the second.

    >>> joined_headings(["镇", "户厕（座）", "公路（公里）"], ["镇", "户厕（座）", "新建", "改建"])
    ['镇', '户厕（座）', '公路新建（公里）', '公路改建（公里）']
    """
    shared = len(upper) - 1
    if not shared or list(upper[:shared]) != list(lower[:shared]) or len(lower) - shared < _FEWEST_BELOW:
        return None
    over, unit = split_unit(upper[-1])
    return [*upper[:shared], *(f"{over}{name}（{unit}）" if unit else f"{over}{name}" for name in lower[shared:])]


def split_unit(name: str) -> tuple[str, str]:
    """Return a name and the unit in brackets behind it.

    >>> split_unit("数据中心机架（万架）"), split_unit("3.机架")
    (('数据中心机架', '万架'), ('机架', ''))
    """
    match = re.fullmatch(r"(?:[0-9]{1,2}[.．、])?\s*(?P<name>.+?)\s*[（(](?P<unit>[^（）()0-9]{1,8})[）)]", name)
    return (match["name"], match["unit"]) if match else (re.sub(r"^[0-9]{1,2}[.．、]\s*", "", name), "")


def _periods(words: str, year: int | None) -> list[Period]:
    """The periods of a heading that prints a year or a plan, also without its 年 or 时期: 2035, “十四五”装机."""
    plan = re.search("十[一二三四五六七八九]?五", words)
    printed = [words, f"{words}年"] if re.search("[0-9]{4}", words) else [f"{plan[0]}时期"] if plan else []
    return next((found for said in printed if (found := find_periods(said, Calendar(year)))), [])


def _with_baseline(columns: Sequence[Column]) -> list[Column]:
    """The columns of a plan's table of indicators, the earliest of their years being what it starts from."""
    dues = {column.due for column in columns if column.role == "target" and column.due}
    start = min(dues) if len(dues) > 1 else None
    return [replace(column, role="baseline") if start and column.due == start else column for column in columns]


def _counted(name: str, goals: Goals | None) -> str:
    """What a column counts: its name without periods and figures; a verb alone takes what the title is about."""
    for period in reversed(find_periods(name, Calendar(2000))):
        name = name[: period.span.start] + name[period.span.end :]
    name = re.sub(r"[0-9.]+[%％]?|目标值?|规划值|预期值", "", name).strip("年度")
    topic = _TOPIC.match(re.sub(r"\s+", "", goals.title)) if goals and (not name or name in _VERBS) else None
    return name + (topic["topic"] if topic else "")
