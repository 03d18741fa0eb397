"""The columns of 任务分工表 and 督查台账, what a table may be asked to hold, and where its cells lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from exports.sheets import Column
from kg.duties.tables import Names
from kg.page_links import Links

Per = Literal["document", "agency", "both"]

MAX_SHEETS = 400  # beyond it nobody finds anything, and Excel takes minutes to open the file
IDENTITY = "标识"
STATUS_WORDS = ("红", "黄", "绿")
QUARTERS = ("一季度", "二季度", "三季度", "四季度", "全年")
_BLANKET = "“兜底条款”指统一带入、未逐条列出的单位。"
_GREY = "完成时限为灰色者为该项任务所列指标的时限，条款本身未写时限。"
REMARKS = (
    f"注：“明示”为文件写明，“推定”由文件自己的规则得出（批注引原句），点击可在工作台查看原文；{_BLANKET}",
    _GREY,
)
PRINTED_REMARKS = (f"注：“明示”为文件写明，“推定”由文件自己的规则得出，所据原句见表后编号；{_BLANKET}{_GREY}",)

DUTY = (
    Column("序号", 6, "center"),
    Column("任务", 28),
    Column("量化目标", 34),
    Column("牵头单位", 18),
    Column("责任/配合单位", 34),
    Column("完成时限", 13, "center"),
    Column("原文出处", 24),
    Column("依据", 8, "center", colours=(("推定", "yellow"), ("未明确", "grey"))),
)
REPORT = (
    Column("季度节点", 10, "center", choices=QUARTERS, fill_in=True, help="本次填报对应的季度"),
    Column("进展", 32, fill_in=True),
    Column("问题", 24, fill_in=True),
    Column("下一步", 24, fill_in=True),
    Column(
        "状态",
        7,
        "center",
        choices=STATUS_WORDS,
        fill_in=True,
        colours=(("红", "red"), ("黄", "yellow"), ("绿", "green")),
        help="绿：按序时推进；黄：略有滞后，可按期完成；红：可能无法按期完成",
    ),
    Column("填报单位", 14, fill_in=True),
    Column("填报日期", 12, "center", date=True, fill_in=True, help="如 2025-06-30"),
    Column(IDENTITY, 20, hidden=True),
)
PART = Column("本单位职责", 11, "center")
CHAPTER = Column("章节", 18)
NARROW = {"任务": 22, "量化目标": 26, "牵头单位": 14, "责任/配合单位": 26, "完成时限": 12, "原文出处": 20}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a table shall hold: ``documents`` and ``agencies`` by name (none: all), names as printed or full."""

    documents: Sequence[str] = ()
    agencies: Sequence[str] = ()
    names: Names = "printed"
    per: Per = "both"
    wording: bool = False  # the clause itself under its heading
    links: Links = field(default_factory=Links)
