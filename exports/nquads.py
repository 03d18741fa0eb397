"""N-Quads: every statement with its graph, one a line, sorted; nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, serialize


def render(quads: Iterable[Quad]) -> bytes:
    """The statements as sorted lines of UTF-8; equal sets of statements give equal bytes.

    >>> from pyoxigraph import Literal, NamedNode
    >>> title = NamedNode("http://purl.org/dc/terms/title")
    >>> render([Quad(NamedNode("http://example.org/乙"), title, Literal("乙"))]).decode()
    '<http://example.org/乙> <http://purl.org/dc/terms/title> "乙" .\\n'
    """
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(set(lines)))
