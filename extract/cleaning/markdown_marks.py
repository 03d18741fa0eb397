"""Marks of Markdown left in plain text, which say nothing here: **一、总体要求**, ## 标题, > 引文, [文件](https://…)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from extract.lines import Line

_FEWEST = 2  # one alone may mean what it prints
_LEADING = re.compile(r"(?:#{1,6}|>)\s+")
_INSIDE = re.compile(
    r"\*\*|!\[[^\]]*\]\([^)]*\)|(?<!!)\[(?=[^\]]+\]\(https?:)|(?<=[^\]])\]\(https?:[^)]*\)|\\(?=[.*#_()\[\]\-])"
)
_MAY_MARK = ("**", "](", "\\")


def without_markdown(lines: Sequence[Line]) -> list[Line]:
    """Return ``lines`` without the marks of Markdown if there are several; what they mark stays.

    >>> from extract.lines import Piece, tidy
    >>> marked = [tidy([Piece(text, 0, len(text))]) for text in ("## 云河市植树方案", "**一、目标。** 植树3亩。")]
    >>> [line.text for line in without_markdown(marked)]
    ['云河市植树方案', '一、目标。植树3亩。']
    """
    found = [list(_marks(line.text)) for line in lines]
    if sum(map(len, found)) < _FEWEST:
        return list(lines)
    return [kept for line, marks in zip(lines, found, strict=True) if (kept := _without(line, marks)).text]


def _marks(text: str) -> Iterator[tuple[int, int]]:
    leading = _LEADING.match(text)
    if leading:
        yield leading.span()
    if any(mark in text for mark in _MAY_MARK):
        yield from (match.span() for match in _INSIDE.finditer(text, leading.end() if leading else 0))


def _without(line: Line, marks: Sequence[tuple[int, int]]) -> Line:
    if not marks:
        return line
    stretches = pairwise([0, *chain.from_iterable(marks), len(line.text)])
    kept = [line.cut(start, end) for n, (start, end) in enumerate(stretches) if n % 2 == 0]
    return Line(tuple(chain.from_iterable(part.pieces for part in kept)), line.main, line.tag)
