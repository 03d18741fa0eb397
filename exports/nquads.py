"""N-Quads: every statement with its graph, one a line, graph by graph; nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, serialize


def render(quads: Iterable[Quad]) -> bytes:
    """The statements as lines of UTF-8, sorted within each graph and the graphs by name; equal sets give equal bytes.

    >>> from pyoxigraph import Literal, NamedNode
    >>> title = NamedNode("http://purl.org/dc/terms/title")
    >>> render([Quad(NamedNode("http://example.org/乙"), title, Literal("乙"))]).decode()
    '<http://example.org/乙> <http://purl.org/dc/terms/title> "乙" .\\n'
    """
    graphs: dict[str, list[Quad]] = {}
    for quad in quads:
        graphs.setdefault(str(quad.graph_name).strip("<>"), []).append(quad)
    return b"".join(render_graph(graphs[name]) for name in sorted(graphs))


def render_graph(quads: Iterable[Quad]) -> bytes:
    """The statements of one graph as sorted lines: a part of what :func:`render` gives for several."""
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(set(lines)))
