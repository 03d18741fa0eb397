"""A parsed page that still knows where in the source each stretch of its text stood.

The parser does not report positions. So every stretch of text between two tags is replaced by a marker before
parsing and found again by it afterwards: the tree is the parser's, the offsets are ours. White space between blocks
prints nothing and is not handed to the parser: pages indented for their makers consist of little else.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import ClassVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.offsets import Piece
from extract.rules import load_lexicon

_MARK_OPEN, _MARK_CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_MARK_OPEN}[0-9]+{_MARK_CLOSE}")
_RAW = "script|style|title|textarea|xmp|noscript|iframe"  # hold no tags and no text of the document
# Blocks whose tags say nothing in the wrong place, so that the white space between them may stand in a line.
_PLACED = frozenset(("html", "body", "caption", "td", "th", "tr", "tbody", "thead", "tfoot"))
_REST = r"(?:[^<>\"']++|\"[^\"]*\"|'[^']*')*+>"  # of a tag behind its name
_SENTENCE = re.compile(r"[。；，、：]")
_LONGEST_LABEL = 10
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


@dataclass(slots=True, eq=False)
class Element:
    """An element of the page.

    What follows ``children`` is measured: whether a reader sees it, and of what it shows, how many characters there
    are, how many of them in links, how many of running text outside of links; ``running`` counts what is hidden too.
    """

    tag: str
    attributes: Mapping[str, str | None]
    parent: Element | None
    children: list[Element | Text] = field(default_factory=list)
    shown: bool = True
    size: int = 0
    linked: int = 0
    weight: int = 0
    running: int = 0

    def walk(self) -> Iterator[Element]:
        """Yield this element and all elements below it, in document order."""
        stack: list[Element | Text] = [self]
        while stack:
            element = stack.pop()
            if isinstance(element, Element):
                yield element
                stack.extend(reversed(element.children))


@dataclass(slots=True, eq=False)
class Text:
    """Text between two tags, and how much of it is running text: sentences count, labels and menus do not."""

    pieces: tuple[Piece, ...]
    size: int
    running: int

    tag: ClassVar[str] = ""
    shown: ClassVar[bool] = True
    linked: ClassVar[int] = 0

    @property
    def weight(self) -> int:
        """Running text outside of links."""
        return self.running


def parse_html(source: str) -> list[Element]:
    """Return the elements of the page, parents before children, the root first; any text parses, well formed or not."""
    marked, texts = _mark(source)
    elements = [Element("html", {}, None)]
    node = LexborHTMLParser(marked).root
    stack: list[tuple[LexborNode, Element]] = [(node, elements[0])] if node is not None else []
    while stack:
        node, element = stack.pop()
        children = element.children
        child = node.first_child
        while child is not None:
            if child.is_text_node:
                content = child.text_content or ""
                if text := texts.get(content) or _joined([texts[mark] for mark in _MARK.findall(content)]):
                    children.append(text)
            elif child.is_element_node:
                below = Element(str(child.tag).lower(), child.attributes, element)
                children.append(below)
                elements.append(below)
                stack.append((child, below))
            child = child.next
    return elements


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


def _mark(source: str) -> tuple[str, dict[str, Text]]:
    """Return the source with each stretch of text replaced by its marker, and the stretches by their markers."""
    parts: list[str] = []
    texts: dict[str, Text] = {}
    at = 0
    for match in _markup().finditer(source):
        start, end = match.span()
        if start > at:
            mark = f"{_MARK_OPEN}{at}{_MARK_CLOSE}"
            parts.append(mark)
            texts[mark] = _text(source[at:start], at)
        parts.append(match[0].replace(_MARK_OPEN, ""))
        at = end
    if at < len(source):
        mark = f"{_MARK_OPEN}{at}{_MARK_CLOSE}"
        parts.append(mark)
        texts[mark] = _text(source[at:], at)
    return "".join(parts), texts


@cache
def _markup() -> re.Pattern[str]:
    """Markup: runs of tags with the white space between blocks, raw elements, comments, declarations."""
    blocks = "|".join(tag for tag in load_lexicon("html")["blocks"] if tag not in _PLACED)
    block = rf"(?-i:</?(?:{blocks})(?![\w\-]))"
    return re.compile(
        rf"(?:(?!<(?:{_RAW})\b)(?:{block}{_REST}(?:\s++(?={block}))?|</?[A-Za-z]{_REST}|</?[A-Za-z][^<>]*>))++"
        rf"|<(?P<raw>{_RAW})\b[^>]*>[^<]*+(?:<(?!/(?P=raw)\s*>)[^<]*+)*+(?:</(?P=raw)\s*>)?"
        r"|<!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->)?"
        r"|<[!?][^>]*>",
        re.IGNORECASE,
    )


def _text(text: str, start: int) -> Text:
    if "&" in text:
        pieces = tuple(_unescaped(text, start))
        bare = "".join(piece.text for piece in pieces).strip()
        return Text(pieces, sum(len(piece.text.strip()) for piece in pieces), _running(bare))
    bare = text.strip()
    return Text((Piece(text, start, start + len(text)),), len(bare), _running(bare) if bare else 0)


def _running(text: str) -> int:
    return len(text) if len(text) > _LONGEST_LABEL and _SENTENCE.search(text) else 0


def _joined(texts: Sequence[Text]) -> Text | None:
    """Return as one what stands side by side, as tags between them were none to the parser."""
    if not texts:
        return None
    pieces = tuple(piece for text in texts for piece in text.pieces)
    return Text(pieces, sum(text.size for text in texts), _running("".join(piece.text for piece in pieces).strip()))


def _unescaped(text: str, start: int) -> Iterator[Piece]:
    """Yield the text of a stretch, each character reference as a piece of its own."""
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
