"""Positions in code points turned into positions in UTF-16 code units, in which JavaScript counts."""

from __future__ import annotations

from bisect import bisect_left

from ontology.model import Span


class Utf16:
    """The positions of one text.

    >>> Utf16("𠮷野家")(Span(1, 3))
    (2, 4)
    """

    def __init__(self, text: str) -> None:
        self._wide = [i for i, letter in enumerate(text) if ord(letter) > 0xFFFF]

    def __call__(self, span: Span | None) -> tuple[int, int]:
        """The span in UTF-16 units; ``(-1, -1)`` for none."""
        if span is None:
            return -1, -1
        return span.start + bisect_left(self._wide, span.start), span.end + bisect_left(self._wide, span.end)
