"""What becomes of finds that overlap: the one policy of all extractors.

Rules look at a text each for itself, so two may claim the same characters. The claim that starts first goes first, of
two that start together the longer, of two equal ones that of the rule that stands first. A claim is then read, and
takes its characters only if something comes of it; what overlaps a taken stretch is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Found = TypeVar("Found")
Content = TypeVar("Content")


def settle(claims: Iterable[tuple[int, int, int, Content]], read: Callable[[Content], Found | None]) -> list[Found]:
    """Read claims ``(start, end, order of the rule, content)`` by the policy and return what came of them, in order.

    >>> settle([(0, 2, 1, "市工"), (0, 4, 0, "市工信局"), (2, 4, 0, "信局"), (4, 6, 0, "牵头")], str)
    ['市工信局', '牵头']
    >>> settle([(0, 9, 0, "2020年13月"), (0, 5, 1, "2020年")], lambda date: None if "13" in date else date)
    ['2020年']
    """
    found = []
    taken = -1
    ordered = list(claims)
    if len(ordered) > 1:
        ordered.sort(key=_precedence)
    for start, end, _, content in ordered:
        if start >= taken and (result := read(content)) is not None:
            found.append(result)
            taken = end
    return found


def _precedence(claim: tuple[int, int, int, object]) -> tuple[int, int, int]:
    return claim[0], -claim[1], claim[2]
