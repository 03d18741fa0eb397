"""Is a quantity a commitment? ``rules/targets.toml`` decides, ``rules/comparators.toml`` says how it binds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extract.rules import Rule, load_lexicon, load_rules
from extract.targets.deadlines import Mark
from extract.targets.quantities import WORD_KINDS, Quantity
from extract.targets.target_views import SIGNS, Sentence, Views, sign_of
from ontology.model import Comparator, TargetKind

_NO_SIGN = dict.fromkeys(map(ord, SIGNS))


class Verdict(NamedTuple):
    """Why a quantity is a target: the kind, the comparator and the id of the rule that accepted it."""

    kind: TargetKind
    comparator: Comparator
    rule: str


class Context(NamedTuple):
    """What stands around a quantity, beyond its clause."""

    due: Mark | None
    goal: bool  # a clause of goals, outside any measure
    sought: bool  # a measure, or a clause whose title speaks of goals: no place to report in
    accepted: Sequence[tuple[Quantity, Verdict]]  # earlier commitments of the same sentence
    year: int | None  # of the document


@dataclass(frozen=True, slots=True)
class _Choice:
    """A rule that may accept a quantity, and those before it that refuse: by its clause, or by its sentence."""

    rule: Rule
    needs: str | None  # what must hold beyond its pattern
    wide: bool  # the rule reads the sentence, not only the clause
    refusals: tuple[Rule, ...]
    wide_refusals: tuple[Rule, ...]
    wide_hint: re.Pattern[str] | None  # without it none of these finds anything


def judge(sentence: Sentence, views: Views, quantity: Quantity, context: Context) -> Verdict | None:
    """Return the verdict on ``quantity``, or ``None`` when it is no commitment.

    The first rule that finds decides. Which one refuses is all the same, so those that could accept are asked first,
    and only then whether one before them refuses: most numbers are nothing to any rule that accepts.
    """
    choices = _choices(quantity.kind, quantity.unit, sign_of(quantity))
    clause = views.clause(quantity) if choices else ""
    for choice in choices:
        rule = choice.rule
        if (choice.needs is None or _applies(choice.needs, sentence, quantity, context)) and (
            _finds_in_sentence(rule, views, quantity) if choice.wide else rule.search(clause)
        ):
            break
    else:
        return None
    if _sums_up(clause, quantity) or _refused(choice, clause, views, quantity):
        return None
    decision = rule.options["decides"]
    if decision == "target" and _is_past(sentence, context):
        return None
    kind: TargetKind = "funding" if decision == "funding" else "target"
    if kind == "target" and quantity.unit == "%" and quantity.value == 100 and quantity.upper is None:
        kind = "coverage"
    return Verdict(kind, _comparator(clause, quantity), rule.id)


@cache
def initials_of_ones() -> str:
    """The first characters of all units of which a rule may accept a single one (一个, 一万个, but not 一批)."""
    lexicon = load_lexicon("units")
    units = ((unit, kind) for kind, units in lexicon["units"].items() for unit in units)
    accepted = {unit[0] for unit, kind in units if kind not in WORD_KINDS or _choices(kind, unit, "Ⓞ")}
    return "".join(sorted(accepted | {multiplier[0] for multiplier in lexicon["multiplier"]}))


def _refused(choice: _Choice, clause: str, views: Views, quantity: Quantity) -> bool:
    for rule in choice.refusals:
        if rule.search(clause):
            return True
    if choice.wide_hint and not views.mention(choice.wide_hint):
        return False
    return any(_finds_in_sentence(rule, views, quantity) for rule in choice.wide_refusals)


def _finds_in_sentence(rule: Rule, views: Views, quantity: Quantity) -> bool:
    if rule.hint and not views.mention(rule.hint):
        return False
    return rule.pattern.search(views.whole(quantity)) is not None


@cache
def _choices(kind: str, unit: str, sign: str) -> tuple[_Choice, ...]:
    """The rules that may accept a quantity of this kind of unit and this sign, in file order."""
    choices: list[_Choice] = []
    refusals: list[Rule] = []
    for rule in _rules_for("targets", kind, unit):
        if sign not in rule.pattern.pattern:
            continue  # every rule names the signs it speaks of
        if rule.options["decides"] != "reject":
            narrow = tuple(refusal for refusal in refusals if not _is_wide(refusal))
            wide = tuple(refusal for refusal in refusals if _is_wide(refusal))
            choices.append(_Choice(rule, rule.options.get("needs"), _is_wide(rule), narrow, wide, _common_hint(wide)))
        elif _refuses_all(rule):
            break
        else:
            refusals.append(rule)
    return tuple(choices)


def _common_hint(rules: tuple[Rule, ...]) -> re.Pattern[str] | None:
    """What finds wherever the hint of one of ``rules`` does; ``None`` where one has no hint."""
    hints = [rule.hint.pattern for rule in rules if rule.hint]
    return re.compile("|".join(hints), re.VERBOSE) if hints and len(hints) == len(rules) else None


@cache
def _rules_for(name: str, kind: str, unit: str) -> tuple[Rule, ...]:
    """The rules of a file that speak of this kind of unit, in file order."""
    return tuple(
        rule
        for rule in load_rules(name)
        if kind in rule.options.get("kinds", (kind,)) and re.search(rule.options.get("unit", ""), unit)
    )


def _is_wide(rule: Rule) -> bool:
    return rule.options.get("over") == "sentence"


def _refuses_all(rule: Rule) -> bool:
    """Say whether the pattern is no more than a sign."""
    return rule.pattern.pattern.strip("(?:[])").translate(_NO_SIGN) == ""


def _applies(needs: str, sentence: Sentence, quantity: Quantity, context: Context) -> bool:
    match needs:
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
    match = _summing().search(clause)
    if match is None:
        return False
    listed = re.split("[，；。]", clause[: match.start()])[-1]
    return listed.count("、") + 1 >= quantity.value


def _is_past(sentence: Sentence, context: Context) -> bool:
    """Whether the number reports what a year before the document's brought.

    到2019年底达到… among the tasks of 2021 reports nothing: its year is wrong, and it stays for the check-up to say so.
    """
    if context.year is None or context.due is None or context.due.period.deadline is None:
        return False
    if int(context.due.period.deadline[:4]) >= context.year:
        return False
    return not (context.sought and context.due.ahead) or _reporting().search(sentence.masked) is not None


def _comparator(clause: str, quantity: Quantity) -> Comparator:
    if quantity.upper is not None:
        return "range"
    for rule in _rules_for("comparators", quantity.kind, quantity.unit):
        if rule.search(clause):
            comparator: Comparator = rule.options["comparator"]
            return comparator
    return quantity.hint or "eq"


@cache
def _reporting() -> re.Pattern[str]:
    """What is said of numbers that were attained: 已达到, 增长了, 比2015年提高."""
    return re.compile(r"已|(?<![除为])了(?!解)|同比|[比较]\s*(?:上年|去年|20[0-9]{2}\s*年)|累计")


@cache
def _summing() -> re.Pattern[str]:
    return re.compile("等共?计?[ⓆⓈⓄ]")
