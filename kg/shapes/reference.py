"""Validation by pySHACL, the reference that the compiled shapes are held against.

This module loads rdflib and pySHACL (0.5 s); import it where validation is asked for.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pyoxigraph
import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError
from rdflib import URIRef
from rdflib.term import Node

from kg.shapes.violations import SEVERITIES, Rule, Violation, in_order, violation
from ontology.data import read_data
from ontology.errors import DataError

_SH = rdflib.SH


def find_violations(store: pyoxigraph.Store, *, shapes: bytes | None = None) -> list[Violation]:
    """Everything that ``shapes`` (by default those of the ontology) find in the union of the graphs of the store.

    The graph is copied into rdflib's memory, where pySHACL is far quicker than over a store. Raises
    :class:`DataError` when the shapes cannot be used.
    """
    graph, data = _shapes(read_data("shapes.ttl") if shapes is None else shapes), _to_rdflib(store)
    try:
        _, report, _ = pyshacl.validate(data, shacl_graph=graph, inference="none", advanced=False)
    except ReportableRuntimeError as error:
        raise DataError(f"ontology/shapes.ttl: {error}; correct the shapes") from error

    def values(subject: str, predicate: pyoxigraph.NamedNode) -> list[str]:
        return sorted(str(value) for value in data.objects(URIRef(subject), URIRef(predicate.value)))

    found = []
    for result in report.objects(predicate=_SH.result):
        said: dict[Any, Node] = dict(report.predicate_objects(result))
        found.append(violation(_rule(said, graph), str(said[_SH.focusNode]), values))
    return in_order(found)


def _rule(said: dict[Any, Node], shapes: rdflib.Graph) -> Rule:
    source, path = said[_SH.sourceShape], said.get(_SH.resultPath)
    severity = str(said[_SH.resultSeverity]).removeprefix(str(_SH)).lower()
    owners = [*shapes.subjects(_SH.property, source)] or [source]
    return Rule(
        owners=tuple((str(owner), tuple(map(str, shapes.objects(owner, _SH.targetClass)))) for owner in owners),
        path=str(path) if isinstance(path, URIRef) else None,
        message=str(said[_SH.resultMessage]),
        severity=next(known for known in SEVERITIES if known == severity),
    )


@cache
def _shapes(turtle: bytes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=turtle, format="turtle")


def _to_rdflib(store: pyoxigraph.Store) -> rdflib.Graph:
    data = rdflib.Graph()
    for triple in {quad.triple for quad in store}:
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
