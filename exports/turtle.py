"""Turtle of the union of all graphs: grouped by subject, with prefixes; which graph said it is lost (see N-Quads)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Quad, RdfFormat, serialize

from ontology.iri import DEFAULT_BASE, KINDS
from ontology.terms import NAMESPACES, RDF


def prefixes(base: str = DEFAULT_BASE) -> Mapping[str, str]:
    """Prefix to namespace: the vocabularies, and one prefix for each kind of thing under ``base``.

    >>> prefixes()["measure"]
    'https://w3id.org/policy-kg/id/measure/'
    """
    known = {space.prefix: space.iri for space in NAMESPACES}
    return known | {kind: f"{base}{kind}/" for kind in KINDS} | {"id": base}


def render(quads: Iterable[Quad], *, base: str = DEFAULT_BASE) -> bytes:
    """UTF-8 Turtle, a blank line between subjects; equal sets of statements give equal bytes.

    Statements are sorted by subject with ``rdf:type`` first, so that a thing reads from top to bottom.
    """
    ordered = sorted({(str(quad.subject), _rank(quad), str(quad.object)): quad.triple for quad in quads}.items())
    body = serialize((triple for _, triple in ordered), format=RdfFormat.TURTLE, prefixes=dict(prefixes(base)))
    return _spaced(body or b"")


def _rank(quad: Quad) -> str:
    return "" if quad.predicate == RDF.type else quad.predicate.value


def _spaced(turtle: bytes) -> bytes:
    """Prefixes by name, and one blank line before each subject: a line that starts with neither white space nor ``@``.

    The serializer escapes line breaks in quotations, so the start of a line is never inside one.
    """
    lines = turtle.splitlines(keepends=True)
    head = sorted(line for line in lines if line.startswith(b"@"))
    rest = (line if line.startswith((b"\t", b" ")) else b"\n" + line for line in lines[len(head) :])
    return b"".join((*head, *rest))
