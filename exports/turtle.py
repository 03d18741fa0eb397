"""Turtle of the union of all graphs: grouped by subject, with prefixes; which graph said it is lost (see N-Quads).

Large graphs are rendered graph by graph with :func:`subject_blocks` and put together with :func:`join`, so that the
statements of one graph only are held at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from ontology.iri import DEFAULT_BASE, KINDS
from ontology.terms import NAMESPACES, RDF

Block = tuple[str, bytes]  # a subject as in N-Triples, and the lines that say everything about it

_TYPE = RDF.type.value


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
    return join(subject_blocks(_ordered(quad.triple for quad in quads), base=base), base=base)


def subject_blocks(triples: Iterable[Triple], *, base: str = DEFAULT_BASE) -> Iterator[Block]:
    """Each subject with its Turtle, without prefixes, of triples that are distinct and in the order of :func:`render`.

    A line that starts with neither white space nor ``@`` begins a subject: the serializer escapes line breaks in
    quotations, so the start of a line is never inside one.
    """
    held = list(triples)
    lines = (serialize(held, format=RdfFormat.TURTLE, prefixes=dict(prefixes(base))) or b"").splitlines(keepends=True)
    subjects = (subject for subject, _ in groupby(str(triple.subject) for triple in held))
    block: list[bytes] = []
    for line in lines:
        if line.startswith(b"@"):
            continue
        if block and not line.startswith((b"\t", b" ")):
            yield next(subjects), b"".join(block)
            block = []
        block.append(line)
    if block:
        yield next(subjects), b"".join(block)


def join(blocks: Iterable[Block], *, base: str = DEFAULT_BASE) -> bytes:
    """One Turtle file: prefixes by name, then the subjects in order; what several blocks say of one is merged."""
    ordered = sorted(blocks, key=itemgetter(0))
    if not ordered:
        return b""
    head = b"".join(sorted(f"@prefix {name}: <{space}> .\n".encode() for name, space in prefixes(base).items()))
    parts = [head]
    for _, same in groupby(ordered, key=itemgetter(0)):
        first, *others = (block for _, block in same)
        if any(other != first for other in others):
            said = parse(b"".join((head, first, *others)), format=RdfFormat.TURTLE)
            first = b"".join(block for _, block in subject_blocks(_ordered(quad.triple for quad in said), base=base))
        parts += (b"\n", first)
    return b"".join(parts)


def _ordered(triples: Iterable[Triple]) -> list[Triple]:
    """Distinct, by subject, then ``rdf:type`` before the other predicates, then object."""
    keyed = {(str(triple.subject), _rank(triple.predicate.value), str(triple.object)): triple for triple in triples}
    return [triple for _, triple in sorted(keyed.items(), key=itemgetter(0))]


def _rank(predicate: str) -> str:
    return "" if predicate == _TYPE else predicate
