"""Where each stretch of clean text stood in the decoded source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from ontology.model import Span


class Piece(NamedTuple):
    """Clean text that came from ``source[start:end]``: letter by letter if the lengths agree, else as a whole."""

    text: str
    start: int
    end: int

    def cut(self, first: int, last: int) -> Piece:
        """Return the part ``text[first:last]``; what is not letter by letter keeps its whole source."""
        if self.end - self.start == len(self.text):
            return Piece(self.text[first:last], self.start + first, self.start + last)
        return Piece(self.text[first:last], self.start, self.end)


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps spans of clean text back into the decoded source; built from the pieces in text order."""

    starts: tuple[int, ...]  # where each piece begins in the clean text
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, pieces: tuple[Piece, ...]) -> OffsetMap:
        """Return the map of ``pieces`` laid end to end; empty ones are dropped."""
        kept = tuple(piece for piece in pieces if piece.text)
        starts, at = [], 0
        for piece in kept:
            starts.append(at)
            at += len(piece.text)
        return cls(tuple(starts), kept)

    def to_source(self, span: Span) -> Span:
        """Return the stretch of source that ``span`` was printed in; an empty span gives an empty one.

        >>> OffsetMap.of((Piece("云河", 4, 6), Piece("\\n", 6, 6), Piece("市", 9, 10))).to_source(Span(1, 4))
        Span(start=5, end=10)
        """
        if not self.pieces:
            return Span(0, 0)
        first, last = self._at(span.start), self._at(max(span.end - 1, span.start))
        start = first[0].cut(first[1], first[1] + 1).start
        if span.end <= span.start:
            return Span(start, start)
        return Span(start, max(start, last[0].cut(last[1], last[1] + 1).end))

    def _at(self, position: int) -> tuple[Piece, int]:
        index = max(bisect_right(self.starts, position) - 1, 0)
        return self.pieces[index], position - self.starts[index]
