"""Targets of a parent beside those of a child: which belong together, and whether the child asks for less or later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kg.resolving.indicators import BASES, IndicatorKey, Relation, amount, amount_text, canonical, relate
from kg.target_periods import apart, printed_years
from ontology.model import Target
from ontology.units import format_decimal

Verdict = Literal["met", "share", "weaker", "later", "near", "absent", "extra", "aside"]
VERDICTS: dict[Verdict, str] = {
    "met": "不低于上级",
    "share": "分解数",
    "weaker": "弱于上级",
    "later": "晚于上级",
    "near": "口径不同",
    "absent": "未提出",
    "extra": "新增指标",
    "aside": "资金支持",
}
#: Verdicts by which a measure is taken up in part only.
SHORT: frozenset[Verdict] = frozenset({"weaker", "later", "near", "absent"})
_CLOSENESS: tuple[Relation, ...] = ("same", "open", "near")
_MONTH_END = "31"  # deadlines are compared as text; no month ends after it


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One quantity in both documents: at least one side is there; ``difference`` says in words how they differ."""

    parent: Target | None
    child: Target | None
    verdict: Verdict
    difference: str = ""


def match_targets(parents: Sequence[Target], children: Sequence[Target], *, lower: bool) -> list[TargetRow]:
    """A row for each of ``parents`` in order, with the target of ``children`` that counts the same, or nearly so.

    Each child's target is used once; of several the same quantity comes first, then the same deadline, then the order
    of the text. ``lower`` says that the child governs a part of the parent's area: amounts that add up are then its
    share and not judged. Support in money (``aside``) is no duty of the child and never judged.
    """
    partner = _partners(parents, children)
    rows = []
    for index, target in enumerate(parents):
        found = partner.get(index)
        if found is not None:
            rows.append(_judge(target, children[found[0]], found[1], lower))
        elif target.kind == "funding":
            rows.append(TargetRow(target, None, "aside", "上级的资金支持，不要求下级提出"))
        else:
            rows.append(TargetRow(target, None, "absent", "下级未提出"))
    return rows


def ends(deadline: str) -> str:
    """The last day of a year, month or day, as text that sorts: 2025 → 2025-12-31."""
    return {4: f"{deadline}-12-{_MONTH_END}", 7: f"{deadline}-{_MONTH_END}"}.get(len(deadline), deadline)


def is_later(child: str | None, parent: str | None) -> bool:
    """Whether the child's deadline falls after the parent's; False where one of them is open."""
    return bool(child and parent and ends(child) > ends(parent))


def _partners(parents: Sequence[Target], children: Sequence[Target]) -> dict[int, tuple[int, Relation]]:
    keys = [canonical(target) for target in children]
    candidates = []
    for i, target in enumerate(parents):
        key = canonical(target)
        for j, other in enumerate(keys):
            relation = relate(key, other)
            if relation is not None:
                order = (
                    _CLOSENESS.index(relation),
                    key.basis != other.basis,
                    target.deadline != children[j].deadline,
                    target.since != children[j].since,
                    -len(set(key.words) & set(other.words)),
                )
                candidates.append((order, i, j, relation))
    partner: dict[int, tuple[int, Relation]] = {}
    taken: set[int] = set()
    for _, i, j, relation in sorted(candidates):
        if i not in partner and j not in taken:
            partner[i] = (j, relation)
            taken.add(j)
    return partner


def _judge(parent: Target, child: Target, relation: Relation, lower: bool) -> TargetRow:
    key, other = canonical(parent), canonical(child)
    late = is_later(child.deadline, parent.deadline)
    when = f"期限由 {parent.deadline} 推迟到 {child.deadline}" if late else ""
    if parent.kind == "funding":
        return TargetRow(parent, child, "aside", _compared(parent, child))
    if relation == "near":
        return TargetRow(parent, child, "near", "；".join(filter(None, (why_near(key, other), when))))
    if key.additive and key.basis == other.basis == "flow" and parent.since != child.since:
        # What is added in one year is no share of what is added in five.
        return TargetRow(parent, child, "near", apart(parent, printed_years(parent), child, printed_years(child)))
    if lower and key.additive:
        said, verdict = _share(parent, child), "share"
    else:
        said = _compared(parent, child)
        verdict = "weaker" if _weaker(parent, child, key) else "met"
    if late and verdict != "weaker":
        verdict = "later"
    unsure = "" if relation == "same" else why_near(key, other)
    words = "；".join(filter(None, (said, when, unsure)))
    return TargetRow(parent, child, verdict, words)  # type: ignore[arg-type]


def _weaker(parent: Target, child: Target, key: IndicatorKey) -> bool:
    """Whether the child's number asks for less: a smaller one, or a greater one of what is to be small."""
    ceiling = parent.comparator in ("le", "lt") or (key.lower_is_better and not key.growth)
    return amount(child) > amount(parent) if ceiling else amount(child) < amount(parent)


def _compared(parent: Target, child: Target) -> str:
    gap = amount(child) - amount(parent)
    if gap == 0:
        return "与上级一致"
    size = amount_text(abs(gap), parent)
    size = size.removesuffix("%") + " 个百分点" if size.endswith("%") else size
    return f"比上级{'高' if gap > 0 else '低'} {size}"


def _share(parent: Target, child: Target) -> str:
    whole = amount(parent)
    if not whole:
        return ""
    return f"相当于上级的 {percent(amount(child) / whole)}"


def percent(share: Decimal) -> str:
    """A share as an office writes it: 10.4%."""
    return f"{format_decimal((share * 100).quantize(Decimal('0.1')))}%"


def why_near(one: IndicatorKey, other: IndicatorKey) -> str:
    """In which of basis, rank and scope two keys of one kind of thing differ, in words."""
    if one.basis != other.basis and (one.additive or other.additive):
        return f"口径不同：上级为{BASES[one.basis]}，下级为{BASES[other.basis]}"
    if one.ranks != other.ranks:
        a, b = ("".join(sorted(key.ranks)) or "未限定级别" for key in (one, other))
        return f"级别不同：上级为{a}，下级为{b}"
    return f"限定不同：上级为“{''.join(one.words)}”，下级为“{''.join(other.words)}”"
