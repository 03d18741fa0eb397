"""Is a quantity a commitment? ``rules/targets.toml`` decides, ``rules/comparators.toml`` says how it binds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.deadlines import Mark
from extract.quantities import Quantity
from extract.rules import Rule, load_rules
from extract.target_views import Sentence
from ontology.model import Comparator, TargetKind


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a quantity is a target: the kind, the comparator and the id of the rule that accepted it."""

    kind: TargetKind
    comparator: Comparator
    rule: str


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a quantity, beyond its clause."""

    marks: Sequence[Mark]
    due: Mark | None
    goal: bool  # a clause of goals, outside any measure
    accepted: Sequence[tuple[Quantity, Verdict]]  # earlier commitments of the same sentence
    year: int | None  # of the document


def judge(sentence: Sentence, quantity: Quantity, context: Context) -> Verdict | None:
    """Return the verdict on ``quantity``, or ``None`` when it is no commitment."""
    periods = [mark.period.span for mark in context.marks]
    clause = sentence.view(quantity, periods, whole=False)
    whole: str | None = None
    if _sums_up(clause, quantity):
        return None
    for rule in _rules_for("targets", quantity.kind, quantity.unit):
        if not _applies(rule, sentence, quantity, context):
            continue
        view = clause
        if rule.options.get("over") == "sentence":
            whole = view = whole or sentence.view(quantity, periods, whole=True)
        if rule.pattern.search(view):
            break
    else:
        return None
    decision = rule.options["decides"]
    if decision == "reject" or (decision == "target" and _is_past(context)):
        return None
    kind: TargetKind = "funding" if decision == "funding" else "target"
    if kind == "target" and quantity.unit == "%" and quantity.value == 100 and quantity.upper is None:
        kind = "coverage"
    return Verdict(kind, _comparator(clause, quantity), rule.id)


@cache
def _rules_for(name: str, kind: str, unit: str) -> tuple[Rule, ...]:
    """The rules of a file that speak of this kind of unit, in file order."""
    return tuple(
        rule
        for rule in load_rules(name)
        if kind in rule.options.get("kinds", (kind,)) and re.search(rule.options.get("unit", ""), unit)
    )


def _applies(rule: Rule, sentence: Sentence, quantity: Quantity, context: Context) -> bool:
    match rule.options.get("needs"):
        case None:
            return True
        case "goal":
            return context.goal or context.due is not None
        case "deadline":
            return context.due is not None
        case "hundred":
            return quantity.value == 100 and quantity.unit == "%"
        case "chain":
            return _follows(sentence, quantity, context, "target")
        case _:
            return _follows(sentence, quantity, context, "funding")


def _follows(sentence: Sentence, quantity: Quantity, context: Context, kind: TargetKind) -> bool:
    """Say whether a commitment of ``kind`` stands in this clause or the one before it."""
    if not context.accepted:
        return False
    last, verdict = context.accepted[-1]
    between = sentence.masked[last.span.end : quantity.span.start]
    return verdict.kind == kind and len(re.findall("[，,；;：:]", between)) <= 1


def _sums_up(clause: str, quantity: Quantity) -> bool:
    """A、B、C等3个 counts what it has just named; …等200个 does not."""
    if quantity.upper is not None:
        return False
    match = re.search("等共?计?[ⓆⓈⓄ]", clause)
    if match is None:
        return False
    listed = re.split("[，；。]", clause[: match.start()])[-1]
    return listed.count("、") + 1 >= quantity.value


def _is_past(context: Context) -> bool:
    if context.year is None or context.due is None or context.due.period.deadline is None:
        return False
    return int(context.due.period.deadline[:4]) < context.year


def _comparator(clause: str, quantity: Quantity) -> Comparator:
    if quantity.upper is not None:
        return "range"
    for rule in _rules_for("comparators", quantity.kind, quantity.unit):
        if rule.pattern.search(clause):
            comparator: Comparator = rule.options["comparator"]
            return comparator
    return quantity.hint or "eq"
