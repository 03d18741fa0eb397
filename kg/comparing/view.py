"""A comparison as the lists, mappings and text that its page is rendered from; contacts are covered in quotations."""

from __future__ import annotations

from typing import Any

from kg.comparing.compare import KINDS, ChildComparison, Comparison
from kg.comparing.lines import indicator_lines
from kg.comparing.tables import Quoted, name_of, value_of
from kg.comparing.targets import VERDICTS, TargetRow
from kg.contacts import mask_contacts
from ontology.model import Measure, Record, Target


def comparison_view(comparison: Comparison) -> dict[str, Any]:
    """The comparison as lists, mappings and text, for ``exports.comparison.render_comparison``."""
    parent = Quoted(comparison.parent)
    children = [_child_view(parent, against) for against in comparison.children]
    return {
        "title": f"落实对照：{name_of(comparison.parent)}",
        "parent": _document_view(comparison.parent),
        "children": children,
        "lines": [
            {
                "label": line.label,
                "parent": _target_view(line.parent),
                "children": [row and _row_view(row) for row in line.children],
                "note": line.note,
            }
            for line in indicator_lines(comparison)
        ],
        "kinds": [{"id": kind, "name": name} for kind, name in KINDS.items()],
    }


def _child_view(parent: Quoted, against: ChildComparison) -> dict[str, Any]:
    child = Quoted(against.child)
    return {
        **_document_view(against.child),
        "remark": against.remark,
        "counts": {kind: against.count(kind) for kind in KINDS},
        "uptakes": [
            {
                "measure": _measure_view(parent, uptake.measure),
                "kind": uptake.kind,
                "score": uptake.score,
                "reason": uptake.reason,
                "pairs": [{**_measure_view(child, pair.child), "score": pair.score} for pair in uptake.pairs],
                "targets": [_row_view(row) for row in uptake.targets],
            }
            for uptake in against.uptakes
        ],
        "additions": [
            {"measure": _measure_view(child, item.measure), "score": item.score, "reason": item.reason}
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


def _measure_view(quoted: Quoted, measure: Measure) -> dict[str, Any]:
    return {
        "label": measure.label,
        "title": measure.title,
        "quote": quoted.text(measure),
        "section": measure.section,
        "span": list(measure.span),
        "iri": measure.iri,
    }


def _document_view(record: Record) -> dict[str, Any]:
    head = record.document
    return {"title": name_of(record), "number": head.number, "iri": head.iri, "file": record.source.path}
