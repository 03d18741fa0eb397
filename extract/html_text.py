"""Web pages to lines: the text proper with its tables, and the lines around it that may name the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.html_source import Element, parse_html
from extract.lines import Line, tidy
from extract.offsets import Piece
from extract.rules import load_lexicon

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt)?\s*(?:;|$)", re.IGNORECASE)
_SENTENCE = re.compile(r"[。；，、：]")
# Shares of a page's running text: a known container must hold the first, the descent stops below the second. Between
# a third (pages with long lists of related titles) and nine tenths the choice did not change on the pages tried.
_KNOWN_SHARE = 0.5
_DESCENT_SHARE = 0.75
_LINK_SHARE = 0.15
_MAX_SPAN = 200
_MOST_CHROME = 500  # characters of running text; lists of related titles stay below
_STACKED = 2  # a heading cell printed as 责/任/单/位, one or two characters a line


def html_lines(source: str) -> list[Line]:
    """Return the lines of a page in order; ``main`` marks those of the text proper.

    Tables become one line a row, cells separated by TAB. A cell that spans rows is repeated in each of them (so that
    every row says whom it concerns), one that spans columns is followed by empty cells (so that columns agree).
    """
    root = parse_html(source)
    shown = _shown(root, hidden=False)
    if not any(_running(element) for element in shown.values()):
        shown = _shown(root, hidden=True)  # the text waits for a script to show it
    main = _main_element(root, shown)
    inside = {id(element) for element in main.walk()}
    return [line for line in _lines(root, shown, inside) if line.text]


_Shown = dict[int, Element]
"""The elements that a reader sees, by identity, in document order."""


def _shown(root: Element, *, hidden: bool) -> _Shown:
    shown: _Shown = {}
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag and not _is_shown(element, hidden):
            continue
        shown[id(element)] = element
        stack.extend(reversed(element.children))
    return shown


def _is_shown(element: Element, hidden: bool) -> bool:
    if element.tag in _names("dropped"):
        return False
    if not hidden and ("hidden" in element.attributes or _HIDDEN.search(element.attributes.get("style", ""))):
        return False
    if not element.names() & _names("chrome"):
        return True
    return sum(_running(below) for below in element.walk()) > _MOST_CHROME  # a page framed in <div class="print">


def _running(element: Element) -> int:
    """Return how much running text an element itself prints: sentences count, labels and menus do not."""
    text = "".join(piece.text for piece in element.pieces).strip()
    return len(text) if len(text) > 10 and _SENTENCE.search(text) else 0


def _main_element(root: Element, shown: _Shown) -> Element:
    """Return the element that holds the text proper: a known container, else the densest."""
    weight: dict[int, int] = {}
    for element in reversed(list(shown.values())):
        own = 0 if element.tag == "a" else _running(element)
        weight[id(element)] = own + sum(
            weight.get(id(child), 0) for child in element.children if child.tag != "a" and id(child) in shown
        )
    total = weight.get(id(root), 0)
    for element in shown.values():  # outermost first: forms and lists behind the text stay with it
        if (
            element.tag not in ("", "html", "body")
            and element.names() & _names("content")
            and weight[id(element)] > _KNOWN_SHARE * total
            and _link_share(element, shown) < _LINK_SHARE
        ):
            return element
    inmost = root
    while True:
        below = [child for child in inmost.children if id(child) in shown and child.tag in _names("blocks")]
        best = max(below, key=lambda child: weight[id(child)], default=None)
        if best is None or weight[id(best)] <= _DESCENT_SHARE * total or best.tag in ("table", "p"):
            return _widened(inmost, shown)
        inmost = best


def _widened(element: Element, shown: _Shown) -> Element:
    """Return the outermost element around ``element`` that adds no links: its heading, the forms behind the text."""
    while element.parent is not None and not any(
        _link_share(sibling, shown) for sibling in element.parent.children if sibling is not element
    ):
        element = element.parent
    return element


def _link_share(element: Element, shown: _Shown) -> float:
    """Return how much of an element's text is links, as menus are."""
    linked = every = 0
    stack = [(element, element.tag == "a")]
    while stack:
        below, inside = stack.pop()
        if id(below) not in shown:
            continue
        size = sum(len(piece.text.strip()) for piece in below.pieces)
        every += size
        linked += size if inside else 0
        stack.extend((child, inside or child.tag == "a") for child in below.children)
    return linked / every if every else 0.0


def _lines(root: Element, shown: _Shown, inside: set[int]) -> list[Line]:
    """Linearise what is shown below ``root``."""
    lines: list[Line] = []
    pending: list[Piece] = []
    state = {"main": id(root) in inside, "tag": "p"}

    def flush() -> None:
        if pending:
            lines.append(tidy(pending, main=bool(state["main"]), tag=str(state["tag"]), markup=True))
            pending.clear()

    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, closing = stack.pop()
        if closing:
            flush()
            state["main"] = element.parent is not None and id(element.parent) in inside
            state["tag"] = "p"
            continue
        if id(element) not in shown:
            continue
        if not element.tag:
            if _in_pre(element):
                for piece in _split_breaks(element.pieces):
                    flush() if piece is None else pending.append(piece)
            else:
                pending.extend(element.pieces)
        elif element.tag == "br":
            flush()
        elif element.tag == "table" and _is_data(element, shown):
            flush()
            lines.extend(_rows(element, shown, inside))
        else:
            if element.tag in _names("blocks") or (id(element) in inside) != bool(state["main"]):
                flush()
                state["main"] = id(element) in inside
                state["tag"] = "h" if element.tag in _names("headings") else state["tag"]
                stack.append((element, True))
            stack.extend((child, False) for child in reversed(element.children))
    flush()
    return lines


def _in_pre(element: Element) -> bool:
    return element.parent is not None and element.parent.tag == "pre"


def _split_breaks(pieces: tuple[Piece, ...]) -> Iterator[Piece | None]:
    """Yield the lines of preformatted text, ``None`` at each break."""
    for piece in pieces:
        at = 0
        for match in re.finditer(r"\n", piece.text):
            yield piece.cut(at, match.start())
            yield None
            at = match.end()
        yield piece.cut(at, len(piece.text))


def _is_data(table: Element, shown: _Shown) -> bool:
    """Tell a table of data from one that only lays out the page or frames the text."""
    if any(element.tag == "table" for element in table.walk() if element is not table):
        return False
    cells = [element for element in table.walk() if element.tag in ("td", "th") and id(element) in shown]
    rows = sum(1 for element in table.walk() if element.tag == "tr" and id(element) in shown)
    if len(cells) <= rows:
        return False  # one column
    sizes = sorted(sum(len(piece.text) for element in cell.walk() for piece in element.pieces) for cell in cells)
    paragraphs = max(sum(1 for element in cell.walk() if element.tag in ("p", "br", "div")) for cell in cells)
    return not (paragraphs > 12 and sizes[-1] > 0.6 * sum(sizes))  # one cell is the document


def _rows(table: Element, shown: _Shown, inside: set[int]) -> Iterator[Line]:
    """Yield the rows of a data table; see :func:`html_lines` for spanning cells."""
    carried: dict[int, tuple[int, tuple[Piece, ...]]] = {}  # column → rows still to come, pieces
    for element in table.walk():
        if element.tag == "caption" and id(element) in shown:
            yield from _lines(element, shown, inside)
        if element.tag != "tr" or id(element) not in shown:
            continue
        cells: list[tuple[Piece, ...]] = []
        for cell in element.children:
            if cell.tag not in ("td", "th") or id(cell) not in shown:
                continue
            _take_carried(cells, carried)
            pieces = _cell(cell, shown, inside)
            deep, wide = _span(cell, "rowspan"), _span(cell, "colspan")
            for offset in range(wide):
                cells.append(pieces if offset == 0 else ())
                if deep > 1:
                    carried[len(cells) - 1] = (deep - 1, cells[-1])
        _take_carried(cells, carried)
        yield _row(cells, main=id(table) in inside)


def _take_carried(cells: list[tuple[Piece, ...]], carried: dict[int, tuple[int, tuple[Piece, ...]]]) -> None:
    while len(cells) in carried:
        left, pieces = carried.pop(len(cells))
        if left > 1:
            carried[len(cells)] = (left - 1, pieces)
        cells.append(pieces)


def _row(cells: list[tuple[Piece, ...]], *, main: bool) -> Line:
    while cells and not cells[-1]:
        cells.pop()
    pieces: list[Piece] = []
    at = next((cell[0].start for cell in cells if cell), 0)
    for index, cell in enumerate(cells):
        if index:
            pieces.append(Piece("\t", at, at))
        pieces.extend(cell)
        at = cell[-1].end if cell else at
    return Line(tuple(pieces), main, "row")


def _cell(cell: Element, shown: _Shown, inside: set[int]) -> tuple[Piece, ...]:
    """Return the text of a cell on one line: its own lines joined, with a blank unless they stack single letters."""
    joined: list[Piece] = []
    last = ""
    for line in _lines(cell, shown, inside):
        if not line.text:
            continue
        if joined and not (len(last) <= _STACKED and len(line.text) <= _STACKED):
            joined.append(Piece(" ", joined[-1].end, joined[-1].end))
        joined.extend(line.pieces)
        last = line.text
    return tuple(joined)


def _span(cell: Element, name: str) -> int:
    value = cell.attributes.get(name, "").strip()
    return min(int(value), _MAX_SPAN) if value.isascii() and value.isdigit() and int(value) else 1


@cache
def _names(key: str) -> frozenset[str]:
    return frozenset(load_lexicon("html")[key])
