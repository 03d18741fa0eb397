"""Web pages to lines: the text proper with its tables, and the lines around it that may name the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.lines import Line, tidy
from extract.offsets import Piece
from extract.sources.html_main import main_element, names, seen
from extract.sources.html_source import Element, Text, parse_html

_MAX_SPAN = 200
_STACKED = 2  # a heading cell printed as 责/任/单/位, one or two characters a line


def html_lines(source: str) -> list[Line]:
    """Return the lines of a page in order; ``main`` marks those of the text proper.

    Tables become one line a row, cells separated by TAB. A cell that spans rows is repeated in each of them (so that
    every row says whom it concerns), one that spans columns is followed by empty cells (so that columns agree).
    """
    elements = parse_html(source)
    return _lines(elements[0], main_element(elements), inside=False)


def marked_lines(source: str) -> list[Line]:
    """Return the lines of a plain text in which the marks of a page were left (<p>, <br>, tables); its breaks hold.

    >>> [line.text for line in marked_lines("云河市\\n通知\\n<p>各县：</p><p>现<b>印发</b>给你们。<br/>附件</p>")]
    ['云河市', '通知', '各县：', '现印发给你们。', '附件']
    """
    elements = parse_html(source)
    body = next((element for element in elements if element.tag == "body"), elements[0])
    body.tag = "pre"  # in which breaks are breaks
    return _lines(body, body, inside=True)


def _lines(root: Element, main: Element, *, inside: bool) -> list[Line]:
    """Linearise what is shown below ``root``; ``inside`` tells that it stands in the ``main`` element."""
    lines: list[Line] = []
    pending: list[Piece] = []
    tag = "p"
    blocks, headings = names("blocks"), names("headings")

    def flush() -> None:
        if len(pending) > 1 or (pending and not pending[0].text.isspace()):
            line = tidy(pending, main=inside, tag=tag, markup=True)
            if line.text:
                lines.append(line)
        pending.clear()

    opened: list[tuple[bool, bool]] = []  # for every open block what held around it
    in_pre = False
    stack: list[Element | Text | None] = [root]  # None where a block ends
    while stack:
        element = stack.pop()
        if element is None:
            flush()
            (inside, in_pre), tag = opened.pop(), "p"
        elif isinstance(element, Text):
            if in_pre:
                for piece in _split_breaks(element.pieces):
                    flush() if piece is None else pending.append(piece)
            else:
                pending.extend(element.pieces)
        elif not element.shown:
            continue
        elif element.tag == "br":
            flush()
        elif element.tag == "table" and _is_data(element):
            flush()
            lines.extend(_rows(element, main, inside=inside or element is main))
        else:
            if element.tag in blocks or element is main:
                flush()
                opened.append((inside, in_pre))
                stack.append(None)
                inside = inside or element is main
                in_pre = element.tag == "pre"
                tag = "h" if element.tag in headings else tag
            stack.extend(reversed(element.children))
    flush()
    return lines


def _split_breaks(pieces: tuple[Piece, ...]) -> Iterator[Piece | None]:
    """Yield the lines of preformatted text, ``None`` at each break."""
    for piece in pieces:
        at = 0
        for match in re.finditer(r"\n", piece.text):
            yield piece.cut(at, match.start())
            yield None
            at = match.end()
        yield piece.cut(at, len(piece.text))


def _is_data(table: Element) -> bool:
    """Tell a table of data from one that only lays out the page or frames the text."""
    if any(element.tag == "table" for element in table.walk() if element is not table):
        return False
    cells = [element for element in seen(table) if element.tag in ("td", "th")]
    rows = sum(1 for element in seen(table) if element.tag == "tr")
    if len(cells) <= rows:
        return False  # one column
    sizes = sorted(_length(cell) for cell in cells)
    paragraphs = max(sum(1 for element in cell.walk() if element.tag in ("p", "br", "div")) for cell in cells)
    return not (paragraphs > 12 and sizes[-1] > 0.6 * sum(sizes))  # one cell is the document


def _length(cell: Element) -> int:
    texts = (child for element in cell.walk() for child in element.children if isinstance(child, Text))
    return sum(len(piece.text) for text in texts for piece in text.pieces)


def _rows(table: Element, main: Element, *, inside: bool) -> Iterator[Line]:
    """Yield the rows of a data table; see :func:`html_lines` for spanning cells."""
    carried: dict[int, tuple[int, tuple[Piece, ...]]] = {}  # column → rows still to come, pieces
    for element in seen(table):
        if element.tag == "caption":
            yield from _lines(element, main, inside=inside)
        if element.tag != "tr":
            continue
        cells: list[tuple[Piece, ...]] = []
        for cell in element.children:
            if not isinstance(cell, Element) or cell.tag not in ("td", "th") or not cell.shown:
                continue
            _take_carried(cells, carried)
            pieces = _cell(cell, main)
            deep, wide = _span(cell, "rowspan"), _span(cell, "colspan")
            for offset in range(wide):
                cells.append(pieces if offset == 0 else ())
                if deep > 1:
                    carried[len(cells) - 1] = (deep - 1, cells[-1])
        _take_carried(cells, carried)
        if row := _row(cells, main=inside):
            yield row


def _take_carried(cells: list[tuple[Piece, ...]], carried: dict[int, tuple[int, tuple[Piece, ...]]]) -> None:
    while len(cells) in carried:
        left, pieces = carried.pop(len(cells))
        if left > 1:
            carried[len(cells)] = (left - 1, pieces)
        cells.append(pieces)


def _row(cells: list[tuple[Piece, ...]], *, main: bool) -> Line | None:
    while cells and not cells[-1]:
        cells.pop()
    pieces: list[Piece] = []
    at = next((cell[0].start for cell in cells if cell), 0)
    for index, cell in enumerate(cells):
        if index:
            pieces.append(Piece("\t", at, at))
        pieces.extend(cell)
        at = cell[-1].end if cell else at
    return Line(tuple(pieces), main, "row") if pieces else None


def _cell(cell: Element, main: Element) -> tuple[Piece, ...]:
    """Return the text of a cell on one line: its own lines joined, with a blank unless they stack single letters."""
    joined: list[Piece] = []
    last = ""
    for line in _lines(cell, main, inside=False):
        if joined and not (len(last) <= _STACKED and len(line.text) <= _STACKED):
            joined.append(Piece(" ", joined[-1].end, joined[-1].end))
        joined.extend(line.pieces)
        last = line.text
    return tuple(joined)


def _span(cell: Element, name: str) -> int:
    value = (cell.attributes.get(name) or "").strip()
    return min(int(value), _MAX_SPAN) if value.isascii() and value.isdigit() and int(value) else 1
