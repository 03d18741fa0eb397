"""What is no part of a document: menus, footers, counters, watermarks; rules in ``rules/boilerplate.toml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.lines import Line
from extract.rules import load_rules

# Menus and footers stand outside; the longest seen on saved pages after the text proper was cut out had 21 lines.
_HEAD_LINES = 15
_TAIL_LINES = 25
_LONGEST_LINE = 500  # footers with every address of a site reach 300
_AFTER_SHARE = 0.5  # a list of other policies follows the text, so it does not begin in its first half
_BUTTON = "转发"  # among other buttons; on a line of its own it may as well be part of a title
_POLICY = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十百]+[条章])|[^\s]{60,}。"
)


def drop_boilerplate(lines: Sequence[Line]) -> list[Line]:
    """Return ``lines`` without what the rules know; policy text is only ever cut at its ends.

    >>> from extract.lines import tidy
    >>> from extract.offsets import Piece
    >>> [line.text for line in drop_boilerplate([tidy([Piece("打印 关闭", 0, 5)]), tidy([Piece("云河市", 6, 9)])])]
    ['云河市']
    """
    kept = list(_before_menus(lines))
    dropped = [_is_boilerplate(line, index, len(kept)) for index, line in enumerate(kept)]
    for index, line in enumerate(kept[1:], 1):
        dropped[index] |= dropped[index - 1] and line.text == _BUTTON
    kept = [line for line, left_out in zip(kept, dropped, strict=True) if not left_out]
    kept = [_without_head(line) for line in kept]
    if kept:
        kept[-1] = _without_tail(kept[-1])
    return [line for line in kept if line.text]


def _before_menus(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines before the first list of other policies behind the text."""
    first = max(int(len(lines) * _AFTER_SHARE), 1)
    for index in range(first, len(lines)):
        if _pattern("after").fullmatch(lines[index].text) and not any(
            _POLICY.search(line.text) for line in lines[index:]
        ):
            return lines[:index]
    return lines


def _is_boilerplate(line: Line, index: int, count: int) -> bool:
    if len(line.text) > _LONGEST_LINE:
        return False
    at_edge = index < _HEAD_LINES or index >= count - _TAIL_LINES
    return bool(_pattern("line").fullmatch(line.text) or (at_edge and _pattern("edge").fullmatch(line.text)))


def _without_head(line: Line) -> Line:
    match = _pattern("head").match(line.text)
    return line.cut(match.end(), len(line.text)) if match else line


def _without_tail(line: Line) -> Line:
    match = _pattern("tail").search(line.text, max(len(line.text) - _LONGEST_LINE, 0))
    return line.cut(0, match.start()) if match else line


@cache
def _pattern(scope: str) -> re.Pattern[str]:
    """The rules of a scope as one pattern; the first in the file wins."""
    rules = [rule.pattern.pattern for rule in load_rules("boilerplate") if rule.options["scope"] == scope]
    return re.compile("|".join(f"(?:{pattern})" for pattern in rules), re.VERBOSE)
