"""Does the graph conform to the shapes, and if not: where, which sentence, and why."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Store

from kg.shapes import sparql
from kg.shapes.violations import Severity, Violation
from ontology.errors import DataError

__all__ = ["Severity", "Violation", "validate"]


def validate(graph: Store | Iterable[Quad] | str | bytes, *, reference: bool = False) -> list[Violation]:
    """Everything the shapes find, the gravest first and then by document; an empty list when nothing is wrong.

    Takes a store, statements, or Turtle text. The shapes are compiled to SPARQL; with ``reference`` pySHACL reads
    them, which gives the same results and takes far longer. Raises :class:`DataError` when the Turtle or the shapes
    cannot be read.
    """
    store = graph if isinstance(graph, Store) else _loaded(graph)
    if not reference:
        return sparql.find_violations(store)
    from kg.shapes import reference as by_pyshacl  # half a second of rdflib and pySHACL

    return by_pyshacl.find_violations(store)


def _loaded(graph: Iterable[Quad] | str | bytes) -> Store:
    store = Store()
    if isinstance(graph, str | bytes):
        try:
            store.bulk_load(graph, RdfFormat.TURTLE)
        except SyntaxError as error:
            raise DataError(f"the graph is no Turtle: {error}; export it again") from error
    else:
        store.bulk_extend(graph)
    return store
