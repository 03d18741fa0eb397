"""Which elements of a page a reader sees, and which of them holds the text proper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from extract.rules import load_lexicon
from extract.sources.html_source import Element, Text

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt)?\s*(?:;|$)", re.IGNORECASE)
# Shares of a page's running text: a known container must hold the first, the descent stops below the second. Between
# a third (pages with long lists of related titles) and nine tenths the choice did not change on the pages tried.
_KNOWN_SHARE = 0.5
_DESCENT_SHARE = 0.75
_LINK_SHARE = 0.15
_MOST_CHROME = 500  # characters of running text; lists of related titles stay below


def main_element(elements: Sequence[Element]) -> Element:
    """Return which of the elements of a page holds the text proper: a known container, else the densest.

    Afterwards every element says whether it is shown and how much it shows.
    """
    root = elements[0]
    known = _measure(elements, hidden=False)
    if not root.weight and not _shows_running_text(root):
        known = _measure(elements, hidden=True)  # the text waits for a script to show it
    for element in known:  # outermost first: forms and lists behind the text stay with it
        if (
            element.weight > _KNOWN_SHARE * root.weight
            and element.linked < _LINK_SHARE * element.size
            and _is_seen(element)
        ):
            return element
    inmost = root
    while True:
        below = [
            child
            for child in inmost.children
            if isinstance(child, Element) and child.shown and child.tag in names("blocks")
        ]
        best = max(below, key=lambda child: child.weight, default=None)
        if best is None or best.weight <= _DESCENT_SHARE * root.weight or best.tag in ("table", "p"):
            return _widened(inmost)
        inmost = best


@cache
def names(key: str) -> frozenset[str]:
    """The names that ``lexicons/html.toml`` lists under a key."""
    return frozenset(load_lexicon("html")[key])


def seen(element: Element) -> Iterator[Element]:
    """Yield this element and all elements shown below it, in document order."""
    stack = [element]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(child for child in reversed(element.children) if isinstance(child, Element) and child.shown)


def _measure(elements: Sequence[Element], *, hidden: bool) -> list[Element]:
    """Measure every element, children before parents; return those named as containers, parents first."""
    dropped = names("dropped")
    known: list[Element] = []
    for element in reversed(elements):
        tag = element.tag
        size = linked = weight = running = 0
        for child in element.children:
            running += child.running
            if child.shown:
                size += child.size
                linked += child.linked
                if child.tag != "a":
                    weight += child.weight
        element.size, element.linked, element.weight, element.running = size, linked, weight, running
        if tag == "a":
            element.linked = size
        element.shown = tag not in dropped
        if not (attributes := element.attributes):
            continue
        is_chrome, is_content = _roles(attributes.get("class"), attributes.get("id"))
        if is_content and tag not in ("html", "body"):
            known.append(element)
        if is_chrome and running <= _MOST_CHROME:  # more of it: a page framed in <div class="print">
            element.shown = False
        if not hidden and ("hidden" in attributes or _hides(attributes.get("style"))):
            element.shown = False
    known.reverse()
    return known


@lru_cache(4096)  # a page has dozens of classes, each on many elements
def _roles(classes: str | None, identifier: str | None) -> tuple[bool, bool]:
    """Whether an element is called like a menu, and whether like a container of the text proper."""
    called = {*(classes or "").lower().split(), (identifier or "").lower()}
    return bool(called & names("chrome")), bool(called & names("content"))


@lru_cache(4096)  # a page has dozens of styles, each on many elements
def _hides(style: str | None) -> bool:
    return style is not None and _HIDDEN.search(style) is not None


def _is_seen(element: Element) -> bool:
    while element.shown and element.parent is not None:
        element = element.parent
    return element.shown


def _shows_running_text(root: Element) -> bool:
    return any(isinstance(child, Text) and child.running for element in seen(root) for child in element.children)


def _widened(element: Element) -> Element:
    """Return the outermost element around ``element`` that adds no links: its heading, the forms behind the text."""
    while element.parent is not None and not any(
        sibling.shown and sibling.linked for sibling in element.parent.children if sibling is not element
    ):
        element = element.parent
    return element
