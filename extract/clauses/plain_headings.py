"""Headings that no number marks: lines between numbered clauses that count on (or begin anew) behind them.

Pages keep them as headings of their own, and word processors number them without writing the number into the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.markers import RANK, Marker
from extract.spans import SpanIndex

_FEWEST = 3  # two short lines may be anything
# A line of 4 to 30 signs that no sentence, list or statement ends in, nor the name of a body.
_HEADING = re.compile(r"[ \t　]*(?![附专表图注])[一-鿿“][一-鿿A-Za-z0-9“”+＋、，/·《》]{2,28}[一-鿿”+＋][ \t　]*")
_BODY = re.compile("(?:[局委厅部府会院署所行社]|办|中心|单位|公司|部门|牵头|负责|配合|通知|同上)[ \t　]*$")
_ENDED = re.compile(r"[。；;！？：:）)〕\]］】”…][ \t　]*$")


def find_plain_headings(text: str, start: int, markers: Sequence[Marker], statements: SpanIndex) -> list[Marker]:
    """The headings without number above the outermost numbered clauses of the text from ``start``, in text order.

    None where sections are numbered 第一章, nor where fewer than three are seen, or most clauses have a line like them
    before them. Of two lines together the first is the outer heading; where there are such, a single one is an inner.

    >>> from extract.markers import find_markers
    >>> t = "植树造林\\n1.植树。甲。\\n2.种草。乙。\\n治理河流\\n3.治河。丙。\\n强化保障\\n4.领导。丁。\\n5.资金。戊。"
    >>> [t[h.start :][:4] for h in find_plain_headings(t, 0, find_markers(t), SpanIndex([]))]
    ['植树造林', '治理河流', '强化保障']
    """
    if not markers:
        return []
    style = min((mark.style for mark in markers), key=RANK.__getitem__)
    if RANK[style] < RANK["han"]:
        return []
    outermost = [mark for mark in markers if mark.style == style]
    found: list[tuple[int, ...]] = []
    expected = outermost[0].ordinal
    for mark in outermost:
        goes_on = mark.ordinal == expected or (mark.ordinal == 1 and style != "han")
        expected = mark.ordinal + 1
        first = mark is outermost[0]
        if mark.line_start and goes_on and (lines := _lines_above(text, start, mark.start, statements, first=first)):
            found.append(lines)
    if not _FEWEST <= len(found) <= len(outermost) * 2 // 3:
        return []
    two = any(len(lines) > 1 for lines in found[1:])  # above the first the title of all may stand
    headings: list[Marker] = []
    for lines in found if two else [lines[-1:] for lines in found]:
        for at in lines:
            inner = two and at == lines[-1]
            headings.append(Marker(at, at, "subheading" if inner else "heading", "", 0, (), line_start=True))
    return headings


def _lines_above(text: str, start: int, at: int, statements: SpanIndex, *, first: bool) -> tuple[int, ...]:
    """Where the headings right above ``at`` begin, outermost first, two at most; ``first`` allows any text before."""
    lines: tuple[int, ...] = ()
    while len(lines) < 2 and at > start:
        begin = text.rfind("\n", start, at - 1) + 1 or start
        line = text[begin : at - 1]
        if not _HEADING.fullmatch(line) or _BODY.search(line) or statements.around(at - 2):
            break
        lines, at = (begin, *lines), begin
    ended = at == start or _ENDED.search(text, max(start, at - 8), at - 1) or statements.around(at - 2)
    return lines if ended or first else ()  # a paragraph that was wrapped ends in a short line, too
