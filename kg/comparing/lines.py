"""The parent's figures with the children's side by side, and the children's sum against the parent's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.comparing.compare import Comparison, governs_part
from kg.comparing.targets import TargetRow, match_targets, percent, why_near
from kg.resolving.indicators import amount, amount_text, canonical, label_of
from kg.target_periods import apart, years_of
from ontology.model import Record, Target


@dataclass(frozen=True, slots=True)
class Line:
    """One quantity of the parent; ``children`` in the order of the comparison, None where a child does not state it.

    ``total`` is the sum of the children that state it on the same basis, of the same rank and for the same years, None
    where a sum would say nothing; ``note`` tells the sum, and its difference where every child is in it, or why not.
    """

    label: str
    parent: Target
    children: tuple[TargetRow | None, ...]
    total: Decimal | None
    note: str


def indicator_lines(comparison: Comparison) -> tuple[Line, ...]:
    """A line for each target of the parent (support in money apart) that at least one child states, in its order."""
    parent = comparison.parent
    targets = [target for target in parent.targets if target.kind != "funding"]
    rows = [
        match_targets(targets, against.child.targets, lower=governs_part(against.child, parent))
        for against in comparison.children
    ]
    lines = []
    for index, target in enumerate(targets):
        # Across whole documents only what certainly is the same; measures show more, beside their wording.
        found = tuple(row[index] if row[index].child and _certain(row[index]) else None for row in rows)
        if any(found):
            lines.append(_line(comparison, target, found))
    return tuple(lines)


def _certain(row: TargetRow) -> bool:
    return bool(row.child and row.parent and set(canonical(row.parent).words) == set(canonical(row.child).words))


def _line(comparison: Comparison, target: Target, found: tuple[TargetRow | None, ...]) -> Line:
    stated = [
        (against.child, row.child) for against, row in zip(comparison.children, found, strict=True) if row and row.child
    ]
    reasons = [_why_not_added(comparison.parent, target, child, own) for child, own in stated]
    summed = [(child, own) for (child, own), reason in zip(stated, reasons, strict=True) if not reason]
    grounds = list(dict.fromkeys(filter(None, reasons)))
    label = label_of(target)
    reason = _no_sum(comparison.parent, target, [child for child, _ in summed], grounds)
    if reason:
        return Line(label, target, found, None, reason)
    total = sum((amount(own) for _, own in summed), Decimal(0))
    return Line(label, target, found, total, _told(target, total, len(summed), len(stated), found, grounds))


def _why_not_added(parent: Record, target: Target, child: Record, own: Target) -> str:
    """Why the child's figure is no part of the parent's, in words; empty where it is one."""
    key, other = canonical(target), canonical(own)
    if key.basis != other.basis or key.ranks != other.ranks:
        return why_near(key, other)
    if own.upper is not None or target.upper is not None:
        return "数值是区间"
    return apart(target, years_of(target, parent), own, years_of(own, child))


def _no_sum(parent: Record, target: Target, children: Sequence[Record], reasons: Sequence[str]) -> str:
    if not canonical(target).additive:
        return "比率、标准类指标，不加总"
    if not children:
        return f"不加总：{'；'.join(reasons)}"
    if not all(governs_part(child, parent) for child in children):
        return "文件属同级，不加总"
    places = [child.document.region.code if child.document.region else None for child in children]
    if None in places or len(set(places)) < len(places) or len({child.document.level for child in children}) > 1:
        return "下级文件的地区重复、不明或分属不同层级，不加总"
    return ""


def _told(
    target: Target, total: Decimal, summed: int, stated: int, found: Sequence[TargetRow | None], reasons: Sequence[str]
) -> str:
    """The sum in words; how it differs from the whole only where every child is in it."""
    whole = amount(target)
    said = f"{len(found)} 份下级文件中 {summed} 份合计 {amount_text(total, target)}"
    said += f"，相当于上级的 {percent(total / whole)}" if whole else ""
    if summed == len(found):
        gap = total - whole
        return said + (
            "，与上级相等" if gap == 0 else f"，比上级{'多' if gap > 0 else '少'} {amount_text(abs(gap), target)}"
        )
    if stated > summed:
        said += f"；另有 {stated - summed} 份未计入：{'；'.join(reasons)}"
    return said + (f"；{len(found) - stated} 份未提出" if len(found) > stated else "")
