"""One named graph in the making: nodes are claimed, statements collected once, and given out in one order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from operator import itemgetter

from pyoxigraph import Literal, NamedNode, Quad

from ontology.iri import Minter
from ontology.terms import DCTERMS, ELI, OA, ORG, PK, PROV, RDF, SCHEMA, SKOS, XSD
from ontology.units import format_decimal

#: The published class that each own class is stated with, so that a reader without our vocabulary understands it.
PUBLISHED = {
    PK.PolicyDocument: ELI.LegalResource,
    PK.CoverNotice: ELI.LegalResource,
    PK.Stub: ELI.LegalResource,
    PK.Section: ELI.LegalResourceSubdivision,
    PK.Measure: ELI.LegalResourceSubdivision,
    PK.Target: SCHEMA.QuantitativeValue,
    PK.Evidence: OA.TextPositionSelector,
    PK.Source: PROV.Entity,
    PK.Agency: ORG.FormalOrganization,
    PK.AgencyGroup: ORG.Organization,
    PK.AgencyChange: ORG.ChangeEvent,
    PK.AgencyFunction: SKOS.Concept,
    PK.Region: SKOS.Concept,
    PK.Indicator: SKOS.Concept,
    PK.ComparableIndicator: SKOS.Concept,
    PK.DocumentType: SKOS.Concept,
}
_DATED = (
    (re.compile(r"[0-9]{4}"), XSD.gYear),
    (re.compile(r"[0-9]{4}-[0-9]{2}"), XSD.gYearMonth),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), XSD.date),
)

_TYPE = RDF.type.value

Value = NamedNode | Literal | str | None


class GraphWriter:
    """Collects the statements of one named graph; nothing is stated about an absent (``None`` or empty) value."""

    def __init__(self, graph: str, minter: Minter) -> None:
        self._graph = NamedNode(graph)
        self._minter = minter
        # By what it is sorted by: hashing and comparing these texts is far cheaper than hashing terms.
        self._quads: dict[tuple[str, str, str], Quad] = {}
        # A subject is spoken of many times in a row, predicates are few; both are held, so that their ids stay theirs.
        self._subject: tuple[NamedNode | None, str] = (None, "")
        self._ranks: dict[int, tuple[NamedNode, str]] = {}

    def thing(self, iri: str, kind: NamedNode, owner: str) -> NamedNode:
        """A node of an own class, claimed for ``owner``; raises :class:`DataError` when the IRI is another's."""
        node = NamedNode(self._minter.claim(iri, owner))
        self.say(node, RDF.type, kind)
        self.say(node, RDF.type, PUBLISHED.get(kind))
        return node

    def say(self, subject: NamedNode, predicate: NamedNode, *values: Value) -> None:
        """One statement for each value that is there; a ``str`` is a plain string."""
        if self._subject[0] is not subject:
            self._subject = (subject, str(subject))
        about = self._subject[1]
        said = (self._ranks.get(id(predicate)) or self._ranks.setdefault(id(predicate), (predicate, _rank(predicate))))[
            1
        ]
        for value in values:
            if value is None or value == "":
                continue
            term = Literal(value) if isinstance(value, str) else value
            key = (about, said, str(term))
            if key not in self._quads:
                self._quads[key] = Quad(subject, predicate, term, self._graph)

    def name(self, subject: NamedNode, title: str | None, predicate: NamedNode = DCTERMS.title) -> None:
        """A Chinese name."""
        if title:
            self.say(subject, predicate, Literal(title, language="zh"))

    def sorted_quads(self) -> list[Quad]:
        """All statements by subject, then ``rdf:type`` before the other predicates, then object: Turtle's order."""
        return [quad for _, quad in sorted(self._quads.items(), key=itemgetter(0))]


def sorted_quads(quads: Iterable[Quad]) -> list[Quad]:
    """The statements of one graph in the order that every export keeps."""
    return sorted(quads, key=lambda quad: (str(quad.subject), _rank(quad.predicate), str(quad.object)))


def _rank(predicate: NamedNode) -> str:
    name = predicate.value
    return "" if name == _TYPE else name


def dated(value: str | None) -> Literal | None:
    """An ISO year, month or day, its precision in the datatype; anything else stays text for validation to find.

    >>> dated("2020-09")
    <Literal value=2020-09 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#gYearMonth>>
    """
    if not value:
        return None
    return next((Literal(value, datatype=kind) for form, kind in _DATED if form.fullmatch(value)), Literal(value))


def decimal(value: Decimal) -> Literal:
    """A number as it is printed, without an exponent."""
    return Literal(format_decimal(value), datatype=XSD.decimal)


def integer(value: int) -> Literal:
    """A count; of positions too, though the Web Annotation Vocabulary says nonNegativeInteger: the store changes it."""
    return Literal(str(value), datatype=XSD.integer)
