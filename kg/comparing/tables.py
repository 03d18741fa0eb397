"""A comparison as flat tables and as the sheets of a workbook; contacts are covered in quotations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from exports.sheets import Cell as SheetCell
from exports.sheets import Colour, Column, Sheet
from kg.comparing.compare import KINDS, Comparison, Uptake
from kg.comparing.lines import indicator_lines
from kg.comparing.targets import VERDICTS, TargetRow
from kg.contacts import mask_contacts
from kg.page_links import Links
from ontology.model import Measure, Record, Span, Target

Cell = str | int | float | bool | None
Table = tuple[Sequence[str], list[Sequence[Cell]]]
_COLOURS: tuple[tuple[str, Colour], ...] = (
    ("落实", "green"),
    ("细化", "green"),
    ("部分", "yellow"),
    ("缺失", "red"),
    ("弱于上级", "yellow"),
    ("晚于上级", "yellow"),
    ("未提出", "red"),
)
_WIDTHS = {
    "理由": 44.0,
    "上级原文": 48.0,
    "下级原文": 48.0,
    "原文": 48.0,
    "差异": 30.0,
    "合计与差额": 44.0,
    "提示": 30.0,
}
_HIDDEN = ("起", "止", "IRI")  # endings of the heads of columns that programs read and people do not
_QUOTE = 120  # characters of a measure that are shown beside its title


def comparison_tables(comparison: Comparison) -> dict[str, Table]:
    """Head and rows by name: 概览, 措施对照 (each measure in each child), 指标对照, 目标合计, 新增措施."""
    return {
        "概览": _overview(comparison),
        "措施对照": _measures(comparison),
        "指标对照": _targets(comparison),
        "目标合计": _lines(comparison),
        "新增措施": _additions(comparison),
    }


def comparison_sheets(comparison: Comparison, links: Links | None = None, base: str = "") -> list[Sheet]:
    """The tables as sheets for ``exports.workbook`` and ``exports.markdown``; positions and IRIs are hidden columns.

    With ``links`` the labels of measures lead to their sentences in the workbench.
    """
    title = f"落实对照：{name_of(comparison.parent)}"
    tables = comparison_tables(comparison)
    if links:
        head, rows = tables["措施对照"]
        tables["措施对照"] = head, [_linked(head, row, comparison, links, base) for row in rows]
    return [
        Sheet(name, [_column(cell) for cell in head], rows, title=f"{title}（{name}）", frozen=2)
        for name, (head, rows) in tables.items()
    ]


def _linked(head: Sequence[str], row: Sequence[Cell], comparison: Comparison, links: Links, base: str) -> Sequence[Any]:
    """A row of 措施对照 whose 上级编号 and 下级编号 lead to the measures."""
    found: list[Any] = list(row)
    told = dict(zip(head, row, strict=True))
    children = {name_of(against.child): against.child for against in comparison.children}
    for side, record in (("上级", comparison.parent), ("下级", children[str(told["下级文件"])])):
        start, end = told[f"{side}起"], told[f"{side}止"]
        if isinstance(start, int) and isinstance(end, int):
            place = head.index(f"{side}编号")
            found[place] = SheetCell(row[place] or "打开", link=links.place(record, Span(start, end), base))
    return found


def _column(head: str) -> Column:
    marked = head == "结果"
    return Column(
        head,
        _WIDTHS.get(head),
        align="center" if marked or head == "相似度" else "left",
        hidden=head.endswith(_HIDDEN),
        colours=_COLOURS if marked else (),
    )


class Quoted:
    """A document whose wording can be shown: names and telephone numbers of contacts are covered."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._text = mask_contacts(record.text)

    def text(self, measure: Measure) -> str:
        """The first sentences of a measure, from its label on."""
        whole = " ".join(self._text[measure.span.start : measure.span.end].split())
        if len(whole) <= _QUOTE:
            return whole
        stop = whole.rfind("。", 0, _QUOTE)
        return whole[: stop + 1] + "……" if stop > len(measure.title) + len(measure.label) + 4 else whole[:_QUOTE] + "……"


def name_of(record: Record) -> str:
    """The title of a document, or its file where none was read."""
    head = record.document
    return head.title or head.cover_title or record.source.path.rsplit("/", 1)[-1]


def value_of(target: Target) -> str:
    """The printed number with its unit: 3—5个, 提高10%."""
    upper = f"—{target.upper:f}" if target.upper is not None else ""
    before = {"increase_by": "提高", "decrease_by": "降低", "about": "约", "gt": "超过", "lt": "低于"}
    after = {"ge": "以上", "le": "以内"}
    said = f"{target.value:f}{upper}{target.unit}"
    return f"{before.get(target.comparator, '')}{said}{after.get(target.comparator, '')}"


def _overview(comparison: Comparison) -> Table:
    head = ("上级文件", "下级文件", "发文字号", "上级措施", *KINDS.values(), "提示")
    rows: list[Sequence[Cell]] = [
        (
            name_of(comparison.parent),
            name_of(against.child),
            against.child.document.number,
            len(against.uptakes),
            *(against.count(kind) for kind in KINDS),
            against.remark,
        )
        for against in comparison.children
    ]
    return head, rows


def _measures(comparison: Comparison) -> Table:
    head = (
        *("上级编号", "上级措施", "下级文件", "结果", "相似度", "下级编号", "下级措施", "理由"),
        *("上级原文", "下级原文", "上级起", "上级止", "下级起", "下级止", "上级IRI", "下级IRI"),
    )
    parent, rows = Quoted(comparison.parent), list[Sequence[Cell]]()
    children = [(against, Quoted(against.child)) for against in comparison.children]
    for place, measure in enumerate(comparison.parent.measures):
        for against, child in children:
            rows += _uptake_rows(parent, child, measure, against.uptakes[place])
    return head, rows


def _uptake_rows(parent: Quoted, child: Quoted, measure: Measure, uptake: Uptake) -> list[Sequence[Cell]]:
    """A row for each measure that takes this one up; one row without a partner where none does."""
    taken: list[tuple[float, Measure | None]] = [(pair.score, pair.child) for pair in uptake.pairs]
    return [
        (
            *(measure.label, measure.title, name_of(child.record), KINDS[uptake.kind], round(score, 2)),
            *((other.label, other.title) if other else (None, None)),
            *(uptake.reason, parent.text(measure), child.text(other) if other else None),
            *(*measure.span, *(other.span if other else (None, None)), measure.iri, other.iri if other else None),
        )
        for score, other in taken or [(uptake.score, None)]
    ]


def _targets(comparison: Comparison) -> Table:
    head = (
        *("下级文件", "上级措施或目标", "指标", "上级数值", "上级时限", "下级指标", "下级数值", "下级时限"),
        *("结果", "差异", "上级原文", "下级原文"),
    )
    rows: list[Sequence[Cell]] = []
    for against in comparison.children:
        places = [(uptake.measure.title, row) for uptake in against.uptakes for row in uptake.targets]
        places += [((row.parent and row.parent.section) or "总体目标", row) for row in against.goals]
        rows += [(name_of(against.child), place, *_sides(row)) for place, row in places]
    return head, rows


def _sides(row: TargetRow) -> Sequence[Cell]:
    a, b = row.parent, row.child
    return (
        *((a.indicator, value_of(a), a.deadline) if a else (None, None, None)),
        *((b.indicator, value_of(b), b.deadline) if b else (None, None, None)),
        *(VERDICTS[row.verdict], row.difference),
        *(mask_contacts(side.text) if side else None for side in (a, b)),
    )


def _lines(comparison: Comparison) -> Table:
    head = ("指标", "上级数值", "上级时限", *(name_of(a.child) for a in comparison.children), "合计与差额")
    rows: list[Sequence[Cell]] = [
        (line.label, value_of(line.parent), line.parent.deadline, *map(_stated, line.children), line.note)
        for line in indicator_lines(comparison)
    ]
    return head, rows


def _stated(row: TargetRow | None) -> str | None:
    if row is None or row.child is None:
        return None
    due = f"（{row.child.deadline}）" if row.child.deadline else ""
    return f"{value_of(row.child)}{due}"


def _additions(comparison: Comparison) -> Table:
    head = ("下级文件", "编号", "措施", "理由", "原文", "起", "止", "IRI")
    rows: list[Sequence[Cell]] = []
    for against in comparison.children:
        child = Quoted(against.child)
        rows += [
            (name_of(against.child), m.label, m.title, item.reason, child.text(m), *m.span, m.iri)
            for item in against.additions
            for m in (item.measure,)
        ]
    return head, rows
