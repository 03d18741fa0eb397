"""What one score gained and lost against an earlier one, row by row: the evidence for or against a change of rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.score import KINDS, Check, Score

Rows = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """Gains and losses under one name: a kind of row (citations …) or of value (document.title …)."""

    name: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def changes(old: Score, new: Score) -> list[Change]:
    """The gains and losses of ``new`` against ``old``; what did not change is left out.

    Gained is an annotated row that is now found, a value that is now right, and a surplus row that is now gone (marked
    ``surplus``); lost is the reverse.
    """
    found = []
    for kind in KINDS:
        before, after = old.tallies[kind], new.tallies[kind]
        gained = (*_added(before.right, after.right), *_added(after.extra, before.extra, "surplus "))
        lost = (*_added(after.right, before.right), *_added(before.extra, after.extra, "surplus "))
        found.append(Change(kind, gained, lost))
    for name in sorted(old.checks.keys() | new.checks.keys()):
        held, holds = _right(old.checks.get(name, [])), _right(new.checks.get(name, []))
        found.append(Change(name, _added(held, holds), _added(holds, held)))
    return [change for change in found if change.gained or change.lost]


def _right(checks: Iterable[Check]) -> list[tuple[str, str]]:
    return [(check.document, check.place) for check in checks if check.right]


def _added(before: Rows, after: Rows, mark: str = "") -> tuple[str, ...]:
    """Rows of ``after`` that ``before`` has not, in their order."""
    added = Counter(after) - Counter(before)
    return tuple(f"{document} {mark}{row}" for document, row in added.elements())
