"""Spans looked up by position, without walking all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from ontology.model import Span


class Positions:
    """A set of positions to ask whether one lies in a stretch.

    >>> Positions([7, 3]).between(3, 4), Positions([7, 3]).between(4, 7)
    (True, False)
    """

    __slots__ = ("_ordered", "_size")

    def __init__(self, positions: Iterable[int]) -> None:
        self._ordered = sorted(positions)
        self._size = len(self._ordered)

    def between(self, start: int, end: int) -> bool:
        """Whether a position lies in ``[start, end)``."""
        i = bisect_left(self._ordered, start)
        return i < self._size and self._ordered[i] < end

    def inside(self, start: int, end: int) -> Sequence[int]:
        """The positions in ``[start, end)``, in order."""
        return self._ordered[bisect_left(self._ordered, start) : bisect_left(self._ordered, end)]


class SpanIndex:
    """A set of spans to ask where one begins, or whether one lies around a position.

    >>> index = SpanIndex([Span(2, 5), Span(3, 4), Span(8, 9)])
    >>> index.first(3, 9), index.first(5, 8), index.around(2), index.around(4)
    (3, None, False, True)
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))  # the furthest end of the spans up to here

    def first(self, start: int, stop: int) -> int | None:
        """Where the first span begins that begins in ``[start, stop)``."""
        i = bisect_left(self._starts, start)
        return self._starts[i] if i < len(self._starts) and self._starts[i] < stop else None

    def begins_in(self, start: int, stop: int) -> bool:
        """Whether a span begins in ``[start, stop)``."""
        return self.first(start, stop) is not None

    def holds(self, position: int) -> bool:
        """Whether ``position`` lies in a span."""
        i = bisect_right(self._starts, position) - 1
        return i >= 0 and self._reach[i] > position

    def around(self, position: int) -> bool:
        """Whether ``position`` lies in a span and is not its beginning."""
        i = bisect_left(self._starts, position) - 1
        return i >= 0 and self._reach[i] > position
