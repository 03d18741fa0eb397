"""Bracketed stretches of text, also where the brackets are nested, of different kinds, or never closed.

Drafters mix （, (, 〔 and [ freely, open with one kind and close with another, or forget to close at all. Depth is
therefore counted over all kinds together, and a group never crosses the end of a line. A 〉 that closes no 〈 is a
misprinted ）: （区市场监管局〉.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ontology.model import Span

OPENING = "（(〔[［【﹝"
CLOSING = "）)〕]］】﹞"
BRACKET = re.compile(f"[{re.escape(OPENING + CLOSING)}]")
MISPRINTED = "〉"
_ANGLE = "〈"
_ENDS_UNCLOSED = re.compile("。|[（(][一二三四五六七八九十]{1,3}[）)](?=[\u4e00-\u9fff])")
_MARKS = re.compile(f"[{re.escape(OPENING + CLOSING)}{_ANGLE}{MISPRINTED}\n]")


def find_brackets(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Outermost bracket groups in ``text[start:end]``, brackets included, in text order.

    A group that is not closed before the end of its line ends with its first sentence, or there; a closing bracket with
    no opening is skipped.

    >>> [text[slice(*s)] for text in ["甲（乙(丙)丁〕戊）己"] for s in find_brackets(text)]
    ['（乙(丙)丁〕']
    """
    depth, opened = 0, 0
    stop = len(text) if end is None else end
    for match in _marks(text, start, stop):
        i, char = match.start(), match[0]
        if char in OPENING:
            if depth == 0:
                opened = i
            depth += 1
        elif char == "\n":
            if depth:
                yield from _never_closed(text, opened, i)
            depth = 0
        elif depth:
            depth -= 1
            if depth == 0:
                yield Span(opened, i + 1)
    if depth:
        yield from _never_closed(text, opened, stop)


def _marks(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Brackets and ends of lines in ``text[start:end]``, each 〉 that closes no 〈 of its line among them."""
    angles = 0
    for match in _MARKS.finditer(text, start, end):
        if match[0] == _ANGLE:
            angles += 1
        elif match[0] == MISPRINTED and angles:
            angles -= 1
        else:
            angles = 0 if match[0] == "\n" else angles
            yield match


def _never_closed(text: str, opened: int, end: int) -> Iterator[Span]:
    """The group that ends with its line, or with its first sentence: what follows that has brackets of its own.

    So does the number of the next clause: （市应急局负责（十二）健全体系。
    """
    stop = _ENDS_UNCLOSED.search(text, opened + 1, end)
    yield Span(opened, stop.start() if stop else end)
    if stop:
        yield from find_brackets(text, stop.start(), end)


@lru_cache(maxsize=8)  # several stages ask for those of the same text, one after the other
def bracket_groups(text: str, start: int, end: int) -> tuple[Span, ...]:
    """What :func:`find_brackets` finds, remembered."""
    return tuple(find_brackets(text, start, end))


def bracket_depths(text: str) -> list[int]:
    """The number of open brackets before each character of ``text``.

    >>> bracket_depths("a(b)c")
    [0, 0, 1, 1, 0]
    """
    if not BRACKET.search(text):
        return [0] * len(text)
    depths: list[int] = []
    depth = 0
    for match in _marks(text, 0, len(text)):
        if match[0] != "\n":
            depths += [depth] * (match.start() + 1 - len(depths))
            depth += 1 if match[0] in OPENING else -1 if depth else 0
    return depths + [depth] * (len(text) - len(depths))
