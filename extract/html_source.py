"""A parsed page that still knows where in the source each stretch of its text stood.

The parser does not report positions. So every stretch of text between two tags is replaced by a marker before
parsing and found again by it afterwards: the tree is the parser's, the offsets are ours.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.offsets import Piece

_MARK_OPEN, _MARK_CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_MARK_OPEN}([0-9]+){_MARK_CLOSE}")
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|title|textarea|xmp|noscript|iframe)\b[^>]*>.*?(?:</(?P=raw)\s*>|\Z)"  # no tags inside
    r"|</?[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
    r"|</?[A-Za-z][^<>]*>"  # a quote left open
    r"|<[!?][^>]*>",
    re.DOTALL | re.IGNORECASE,
)
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


@dataclass(slots=True)
class Element:
    """An element of the page, or (``tag`` is "") a stretch of text with its ``pieces``."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    parent: Element | None = None
    children: list[Element] = field(default_factory=list)
    pieces: tuple[Piece, ...] = ()

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.children))

    def names(self) -> set[str]:
        """The id and the classes, in lower case."""
        return {*self.attributes.get("class", "").lower().split(), self.attributes.get("id", "").lower()} - {""}


def parse_html(source: str) -> Element:
    """Return the root of the page; any text parses, well formed or not."""
    marked, segments = _mark(source)
    root = Element("html")
    node = LexborHTMLParser(marked).root
    stack: list[tuple[LexborNode, Element]] = [(node, root)] if node is not None else []
    while stack:
        node, element = stack.pop()
        child = node.first_child
        while child is not None:
            below = _element(child, element, segments)
            if below is not None:
                element.children.append(below)
                stack.append((child, below))
            child = child.next
    return root


def page_head(source: str) -> tuple[str, dict[str, str]]:
    """Return the <title> and the <meta name> values of a page, names in lower case."""
    end = _HEAD_END.search(source)
    page = LexborHTMLParser(source[: end.end()] if end else source)
    title = page.css_first("title")
    named = {
        str(node.attributes.get("name") or node.attributes.get("property") or "").lower(): " ".join(
            str(node.attributes.get("content") or "").split()
        )
        for node in page.css("meta")
    }
    return " ".join(title.text().split()) if title else "", {name: value for name, value in named.items() if name}


def _mark(source: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the source with each stretch of text replaced by its marker, and the stretches."""
    parts: list[str] = []
    segments: list[tuple[int, int, str]] = []
    at = 0
    for start, end in [*(match.span() for match in _MARKUP.finditer(source)), (len(source), len(source))]:
        if start > at:
            parts.append(f"{_MARK_OPEN}{len(segments)}{_MARK_CLOSE}")
            segments.append((at, start, source[at:start]))
        parts.append(source[start:end].replace(_MARK_OPEN, ""))
        at = end
    return "".join(parts), segments


def _element(node: LexborNode, parent: Element, segments: list[tuple[int, int, str]]) -> Element | None:
    if node.is_text_node:
        pieces = [
            piece for mark in _MARK.finditer(node.text_content or "") for piece in _unescaped(segments[int(mark[1])])
        ]
        return Element("", parent=parent, pieces=tuple(pieces)) if pieces else None
    if not node.is_element_node:
        return None
    attributes = {name: value or "" for name, value in node.attributes.items()}
    return Element(str(node.tag).lower(), attributes, parent)


def _unescaped(segment: tuple[int, int, str]) -> Iterator[Piece]:
    """Yield the text of a segment, each character reference as a piece of its own."""
    start, _, text = segment
    at = 0
    for match in _ENTITY.finditer(text):
        value = html.unescape(match[0])
        if value == match[0]:
            continue
        if match.start() > at:
            yield Piece(text[at : match.start()], start + at, start + match.start())
        yield Piece(value, start + match.start(), start + match.end())
        at = match.end()
    if at < len(text):
        yield Piece(text[at:], start + at, start + len(text))
