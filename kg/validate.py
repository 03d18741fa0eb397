"""Does the graph conform to the shapes, and if not: where, which sentence, and why.

This module loads rdflib and pySHACL (0.5 s); import it where validation is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import pyoxigraph
import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError
from rdflib import URIRef
from rdflib.term import Node

from ontology.data import read_data
from ontology.errors import DataError
from ontology.terms import DCTERMS, ELI, OA, PK, shorten

Severity = Literal["violation", "warning", "info"]
_SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
_SH = rdflib.SH


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of validation: what is wrong with ``focus``, and the words of the document it stands on."""

    document: str | None  # IRI
    focus: str  # IRI
    quote: str | None
    shape: str  # local name in shapes.ttl
    path: str | None  # property, abbreviated
    message: str
    severity: Severity


def validate(graph: pyoxigraph.Store | Iterable[pyoxigraph.Quad] | str | bytes) -> list[Violation]:
    """Everything the shapes find, the gravest first and then by document; an empty list when nothing is wrong.

    Takes a store, statements, or Turtle text. The graph is copied into rdflib's memory, where pySHACL is far quicker
    than over a store. Raises :class:`DataError` when the Turtle or the shapes cannot be read.
    """
    data = _to_rdflib(graph)
    try:
        _, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), inference="none", advanced=False)
    except ReportableRuntimeError as error:
        raise DataError(f"ontology/shapes.ttl: {error}; correct the shapes") from error
    found = {_violation(report, result, data) for result in report.subjects(_SH.resultSeverity)}
    return sorted(found, key=lambda v: (_SEVERITIES.index(v.severity), v.document or "", v.focus, v.shape, v.message))


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=read_data("shapes.ttl"), format="turtle")


def _to_rdflib(graph: pyoxigraph.Store | Iterable[pyoxigraph.Quad] | str | bytes) -> rdflib.Graph:
    quads: Iterable[pyoxigraph.Quad]
    if isinstance(graph, str | bytes):
        try:
            quads = list(pyoxigraph.parse(graph, format=pyoxigraph.RdfFormat.TURTLE))
        except SyntaxError as error:
            raise DataError(f"the graph is no Turtle: {error}; export it again") from error
    else:
        quads = graph
    data = rdflib.Graph()
    for triple in {quad.triple for quad in quads}:
        data.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return data


def _term(term: object) -> Node:
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if not isinstance(term, pyoxigraph.Literal):
        raise DataError(f"{term} in the graph is neither IRI nor literal; export it again")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    # Not normalised, or rdflib would make another literal of "3.50" than the store has.
    return rdflib.Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def _violation(report: rdflib.Graph, result: Node, data: rdflib.Graph) -> Violation:
    said: dict[Any, Node] = dict(report.predicate_objects(result))
    focus, path = said[_SH.focusNode], said.get(_SH.resultPath)
    severity = str(said[_SH.resultSeverity]).removeprefix(str(_SH)).lower()
    return Violation(
        document=_document(data, focus),
        focus=str(focus),
        quote=_quote(data, focus),
        shape=_shape(said[_SH.sourceShape], focus, data),
        path=shorten(str(path)) if isinstance(path, URIRef) else None,
        message=str(said[_SH.resultMessage]),
        severity=next(known for known in _SEVERITIES if known == severity),
    )


def _document(data: rdflib.Graph, focus: Node) -> str | None:
    if (focus, rdflib.RDF.type, URIRef(PK.PolicyDocument.value)) in data:
        return str(focus)
    ways = (PK.inDocument, ELI.has_annex)
    return next((document for way in ways for document in _values(data, focus, way)), None)


def _quote(data: rdflib.Graph, focus: Node) -> str | None:
    """The first sentence that the focus stands on, or its title."""
    places = [focus, *(URIRef(place) for place in _values(data, focus, PK.evidence))]
    quotes = [quote for place in places for quote in _values(data, place, OA.exact)]
    return next(iter(quotes + _values(data, focus, DCTERMS.title)), None)


def _values(data: rdflib.Graph, subject: Node, predicate: pyoxigraph.NamedNode) -> list[str]:
    return sorted(str(value) for value in data.objects(subject, URIRef(predicate.value)))


def _shape(source: Node, focus: Node, data: rdflib.Graph) -> str:
    """The node shape behind a result; a part that several shapes share is told by the class of the focus."""
    shapes, kinds = _shapes(), set(data.objects(focus, rdflib.RDF.type))
    owners = [*shapes.subjects(_SH.property, source)] or [source]
    fitting = [owner for owner in owners if kinds & set(shapes.objects(owner, _SH.targetClass))]
    return min(str(owner) for owner in fitting or owners).rpartition("#")[2]
