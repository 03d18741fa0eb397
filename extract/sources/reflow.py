"""Printed lines of pages back to paragraphs.

A page knows where letters stand and nothing of paragraphs. A line goes on in the next one when it reaches the right
edge of the text and the next begins at its left edge; official documents indent every paragraph by two characters
(GB/T 9704-2012, 7.3.3). Page numbers and lines that stand on most pages at one height are no text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from statistics import median
from typing import NamedTuple

_PAGE_NUMBER = re.compile(r"[-—–－·.\s]*(?:第\s*)?[0-9]{1,4}(?:\s*页)?(?:\s*[/／共]\s*[0-9]{1,4}\s*页?)?[-—–－·.\s]*")
_LATIN_EDGE = re.compile(r"[A-Za-z]\n[A-Za-z]")
# In widths of a character: how far from the right edge a full line may end (marks may hang over the edge, and a mark
# that may not begin a line takes a character with it into the next), how far from the left edge one that goes on may
# begin, and which gap parts the cells of a table.
_SHORT, _INDENT, _GAP = 3.0, 0.8, 1.8
_ENDS = tuple("。！？：:")
_ENDS_LINE = tuple("。！？：:；;）)〕]】”…")


class Glyph(NamedTuple):
    """A character, or a run of them, and its box on the page in one unit of length from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class PrintedLine(NamedTuple):
    """A line of a page: its text, cells parted by TAB, its edges, and the width of its characters."""

    text: str
    left: float
    right: float
    top: float
    size: float


def lay_lines(glyphs: Sequence[Glyph]) -> list[PrintedLine]:
    """Return the lines that the characters of one page make, from top to bottom.

    >>> a, b = Glyph("市", 12, 0, 22, 10), Glyph("云", 0, 1, 10, 11)
    >>> [line.text for line in lay_lines([a, b, Glyph("县", 0, 20, 10, 30)])]
    ['云市', '县']
    """
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.top + g.bottom, g.left)):
        last = rows[-1][0] if rows else None
        if last and abs((glyph.top + glyph.bottom) - (last.top + last.bottom)) < last.bottom - last.top:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [_line(sorted(row, key=lambda g: (g.left, g.right))) for row in rows]


def _line(row: Sequence[Glyph]) -> PrintedLine:
    size = median(max((g.right - g.left) / len(g.text), (g.bottom - g.top) / 2) for g in row)
    parts = [row[0].text]
    for before, glyph in pairwise(row):
        gap = glyph.left - before.right
        if gap > _GAP * size:
            parts.append("\t")
        elif gap > size / 3 and before.text[-1].isascii() and glyph.text[0].isascii():
            parts.append(" ")
        parts.append(glyph.text)
    text = "".join(parts)
    if text.count("\t") < 2:  # a signature or a spaced title, no row of a table
        text = text.replace("\t", " ")
    return PrintedLine(text, row[0].left, row[-1].right, min(glyph.top for glyph in row), size)


def join_lines(pages: Sequence[Sequence[PrintedLine]]) -> list[str]:
    """Return the paragraphs of a document, page by page, without page numbers and running heads.

    >>> def line(text, left): return PrintedLine(text, left, left + 10 * len(text), 0, 10)
    >>> join_lines([[line("各县政府加快建设数", 20), line("字基础设施。", 0), line("二、保障", 20), line("— 1 —", 40)]])
    ['各县政府加快建设数字基础设施。', '二、保障']
    """
    running = _running_heads(pages)
    lines = [line for page in pages for line in page if not _is_furniture(line, running)]
    if not lines:
        return []
    size = median(line.size for line in lines)
    left = _left_edge(lines, size)
    right = sorted(line.right for line in lines)[-max(1, len(lines) // 10)]  # a few lines may reach out
    paragraphs = [lines[0].text]
    for before, line in pairwise(lines):
        full = before.right >= right - _SHORT * size
        flush = line.left <= left + _INDENT * size
        # Behind a full stop, a short line without one is a signature or a heading.
        apart = (
            before.text.endswith(_ENDS) and line.right < right - _SHORT * size and not line.text.endswith(_ENDS_LINE)
        )
        if full and flush and not apart and "\t" not in before.text + line.text:
            paragraphs[-1] = _joined(paragraphs[-1], line.text)
        else:
            paragraphs.append(line.text)
    return paragraphs


def _left_edge(lines: Sequence[PrintedLine], size: float) -> float:
    """Where most lines begin that do not open a paragraph: the leftmost of the two common beginnings."""
    places = Counter(round(line.left / size) for line in lines)
    most = places.most_common(1)[0][1]
    return min(place for place, count in places.items() if count * 5 >= most) * size


def _joined(one: str, other: str) -> str:
    return f"{one} {other}" if _LATIN_EDGE.fullmatch(f"{one[-1:]}\n{other[:1]}") else one + other


def _is_furniture(line: PrintedLine, running: frozenset[tuple[str, int]]) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text)) or _place(line) in running


def _running_heads(pages: Sequence[Sequence[PrintedLine]]) -> frozenset[tuple[str, int]]:
    """Lines that stand first or last on at least three pages and on more than half of them, at one height."""
    counts = Counter(chain.from_iterable(set(_edges(page)) for page in pages))
    return frozenset(place for place, count in counts.items() if count >= 3 and count * 2 > len(pages))


def _edges(page: Sequence[PrintedLine]) -> Iterator[tuple[str, int]]:
    return (_place(line) for line in (*page[:2], *page[-2:]))


def _place(line: PrintedLine) -> tuple[str, int]:
    return re.sub(r"[0-9]+", "0", line.text), round(line.top / line.size)
