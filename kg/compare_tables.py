"""A comparison as flat tables and as the plain data that the page is rendered from; contacts are covered in quotes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.compare import KINDS, ChildComparison, Comparison, Uptake
from kg.compare_lines import indicator_lines
from kg.compare_targets import VERDICTS, TargetRow
from kg.contacts import mask_contacts
from ontology.model import Measure, Record, Target

Cell = str | int | float | bool | None
Table = tuple[Sequence[str], list[Sequence[Cell]]]
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


def comparison_view(comparison: Comparison) -> dict[str, Any]:
    """The comparison as lists, mappings and text, for ``exports.comparison.render_page``."""
    parent = Quoted(comparison.parent)
    children = [_child_view(parent, against) for against in comparison.children]
    return {
        "title": f"落实对照：{name_of(comparison.parent)}",
        "parent": parent.view(),
        "children": children,
        "lines": [
            {
                "label": line.label,
                "parent": _target_view(line.parent),
                "children": [row and {**_row_view(row)} for row in line.children],
                "note": line.note,
            }
            for line in indicator_lines(comparison)
        ],
        "kinds": [{"id": kind, "name": name} for kind, name in KINDS.items()],
    }


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

    def measure(self, measure: Measure) -> dict[str, Any]:
        return {
            "label": measure.label,
            "title": measure.title,
            "quote": self.text(measure),
            "section": measure.section,
            "span": list(measure.span),
            "iri": measure.iri,
        }

    def view(self) -> dict[str, Any]:
        head = self.record.document
        return {"title": name_of(self.record), "number": head.number, "iri": head.iri, "file": self.record.source.path}


def name_of(record: Record) -> str:
    """The title of a document, or its file where none was read."""
    head = record.document
    return head.title or head.cover_title or record.source.path.rsplit("/", 1)[-1]


def _child_view(parent: Quoted, against: ChildComparison) -> dict[str, Any]:
    child = Quoted(against.child)
    return {
        **child.view(),
        "remark": against.remark,
        "counts": {kind: against.count(kind) for kind in KINDS},
        "uptakes": [
            {
                "measure": parent.measure(uptake.measure),
                "kind": uptake.kind,
                "score": uptake.score,
                "reason": uptake.reason,
                "pairs": [{**child.measure(pair.child), "score": pair.score} for pair in uptake.pairs],
                "targets": [_row_view(row) for row in uptake.targets],
            }
            for uptake in against.uptakes
        ],
        "additions": [
            {"measure": child.measure(item.measure), "score": item.score, "reason": item.reason}
            for item in against.additions
        ],
        "goals": [_row_view(row) for row in against.goals],
    }


def _row_view(row: TargetRow) -> dict[str, Any]:
    return {
        "parent": row.parent and _target_view(row.parent),
        "child": row.child and _target_view(row.child),
        "verdict": row.verdict,
        "said": VERDICTS[row.verdict],
        "difference": row.difference,
    }


def _target_view(target: Target) -> dict[str, Any]:
    return {
        "indicator": target.indicator,
        "value": value_of(target),
        "deadline": target.deadline,
        "quote": mask_contacts(target.text),
        "span": list(target.span),
    }


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
