"""A shapes file as its compiler reads it: what a shape says in the sh: vocabulary, in a fixed order."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from ontology.errors import DataError
from ontology.terms import RDF

SH = "http://www.w3.org/ns/shacl#"
TARGETS = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")

Shape = NamedNode | BlankNode
Node = Shape | Literal

_FIRST, _REST = (NamedNode(RDF.iri + name) for name in ("first", "rest"))


class Shapes:
    """The shapes of one Turtle file; raises :class:`DataError`, naming the file, when it is no Turtle."""

    def __init__(self, turtle: bytes, name: str) -> None:
        self._name = name
        self._store = Store()
        try:
            self._store.bulk_load(turtle, RdfFormat.TURTLE)
        except SyntaxError as error:
            raise self.wrong(f"{error}; correct the shapes") from error

    def wrong(self, what: str) -> DataError:
        """The error that names the file."""
        return DataError(f"{self._name}: {what}")

    def targeted(self) -> list[NamedNode]:
        """The shapes that say what they look at, by IRI."""
        found: dict[str, NamedNode] = {}
        for name in TARGETS:
            for quad in self._store.quads_for_pattern(None, NamedNode(SH + name), None):
                if not isinstance(quad.subject, NamedNode):
                    raise self.wrong(f"a shape with sh:{name} has no IRI; name it")
                found[quad.subject.value] = quad.subject
        return [found[iri] for iri in sorted(found)]

    def said(self, subject: Shape) -> list[tuple[str, Node]]:
        """Local names of sh: properties and their values."""
        quads = self._store.quads_for_pattern(subject, None, None)
        pairs = [(quad.predicate.value, _term(quad.object)) for quad in quads]
        return sorted(((iri.removeprefix(SH), term) for iri, term in pairs if iri.startswith(SH)), key=str)

    def values(self, subject: Shape, name: str) -> list[Node]:
        """The values of one sh: property."""
        return [term for said, term in self.said(subject) if said == name]

    def parts(self, subject: Shape, name: str) -> list[Shape]:
        """The shapes that are values of one sh: property."""
        return [self.shape(term) for term in self.values(subject, name)]

    def holders(self, part: Shape) -> list[NamedNode]:
        """The named shapes that have a shape as their sh:property."""
        quads = self._store.quads_for_pattern(None, NamedNode(f"{SH}property"), part)
        return sorted({quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}, key=str)

    def members(self, head: Node) -> list[Node]:
        """The members of an RDF list."""
        items: list[Node] = []
        while isinstance(head, BlankNode):
            items += (_term(quad.object) for quad in self._store.quads_for_pattern(head, _FIRST, None))
            rests = [_term(quad.object) for quad in self._store.quads_for_pattern(head, _REST, None)]
            if len(rests) != 1:
                raise self.wrong("a list has no end; write it in round brackets")
            head = rests[0]
        return items

    def shape(self, term: Node) -> Shape:
        """The term, where only a shape or path may stand."""
        if isinstance(term, Literal):
            raise self.wrong(f"{term} stands where a shape should; correct the shapes")
        return term

    def called(self, shape: Shape) -> str:
        """How to find a shape in the file."""
        if isinstance(shape, NamedNode):
            return shape.value
        return next((f"the shape of {path}" for path in self.values(shape, "path")), "a shape without a name")


def _term(term: object) -> Node:
    if not isinstance(term, NamedNode | BlankNode | Literal):
        raise DataError(f"{term} is neither IRI nor literal; take it out of the shapes")
    return term
