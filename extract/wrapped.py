"""Texts wrapped at a fixed width, as programs write them that take text out of pages: lines joined to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

from extract.lines import Line, tidy
from extract.markers import mark_at
from extract.offsets import Piece
from ontology.model import Span

_LINE = re.compile(r"[^\n]+")
_LETTER = re.compile("[A-Za-z]")
_FEWEST = 10
_NARROWEST, _WIDEST = 15, 120  # characters or columns
_SLACK = 4  # what a full line may lack: no line begins with a comma, and numbers are not broken
_FULL_SHARE, _ENDING_SHARE = 0.4, 0.4
_ENDINGS = "。；：！？”）)"
_INDENTED = re.compile(r"\s{2}|　")


def wrapped_paragraphs(text: str) -> Sequence[Span]:
    """Return the paragraphs of a text whose lines are wrapped at one width, or nothing if they are not.

    >>> wrapped_paragraphs("云河市植树方案\\n一、植树\\n")
    ()
    """
    if "\t" in text:  # a table
        return ()
    lines = [Span(*match.span()) for match in _LINE.finditer(text) if match[0].strip()]
    if len(lines) < _FEWEST:
        return ()
    if max(line.end - line.start for line in lines) > _WIDEST:
        return ()
    printed = [text[slice(*line)].rstrip() for line in lines]
    # Some programs count characters, others columns, of which a Chinese character takes two.
    full = max(_full([len(line) for line in printed]), _full([_columns(line) for line in printed]), key=len)
    ending = sum(1 for index in full if printed[index][-1] in _ENDINGS)
    if len(full) < _FULL_SHARE * len(lines) or ending > _ENDING_SHARE * len(full):
        return ()
    paragraphs: list[Span] = []
    goes_on = False
    for index, line in enumerate(lines):
        if (
            goes_on
            and text.count("\n", paragraphs[-1].end, line.start) == 1
            and not _begins(text, paragraphs[-1], line)
        ):
            paragraphs[-1] = Span(paragraphs[-1].start, line.end)
        else:
            paragraphs.append(line)
        goes_on = index in full
    return tuple(paragraphs)


def _full(widths: Sequence[int]) -> frozenset[int]:
    """The lines that reach the width at which all are wrapped."""
    width = max(widths)
    return (
        frozenset(i for i, count in enumerate(widths) if count >= width - _SLACK)
        if width >= _NARROWEST
        else frozenset()
    )


def unwrapped(text: str, paragraph: Span) -> Line:
    """Return a paragraph on one line: words of letters stay parted, and numbers and Chinese words grow together.

    >>> unwrapped("建设5G基站20\\n00个，Wi-Fi\\nspots 3个", Span(0, 27)).text
    '建设5G基站2000个，Wi-Fi spots 3个'
    """
    pieces: list[Piece] = []
    for match in _LINE.finditer(text, *paragraph):
        start, end = match.span()
        start += len(match[0]) - len(match[0].lstrip())
        end -= len(match[0]) - len(match[0].rstrip())
        if pieces and _LETTER.match(pieces[-1].text[-1]) and _LETTER.match(text, start):
            pieces.append(Piece(" ", pieces[-1].end, start))
        pieces.append(Piece(text[start:end], start, end))
    return tidy(pieces)


def _begins(text: str, before: Span, line: Span) -> bool:
    """Tell whether a line behind a full one begins a paragraph of its own."""
    if _INDENTED.match(text, line.start):
        return True
    return mark_at(text, line.start) is not None and text[: before.end].rstrip()[-1] in _ENDINGS


def _columns(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in line)
