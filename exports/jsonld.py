"""JSON-LD of the union of all graphs, compacted with the prefixes of the Turtle; which graph said it is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from exports.turtle import prefixes
from ontology.iri import DEFAULT_BASE
from ontology.terms import RDF, XSD


def render(quads: Iterable[Quad], *, base: str = DEFAULT_BASE) -> str:
    """Indented JSON with an ``@context`` of prefixes and one object per subject; equal statements give equal text.

    ``@id`` holds the full IRI, so that a plain JSON reader can follow links; properties are abbreviated. Raises
    :class:`TypeError` for blank nodes, which the graph never has.
    """
    names = prefixes(base)
    shorten = {namespace: f"{prefix}:" for prefix, namespace in names.items()}
    nodes: dict[str, dict[str, dict[str, Any]]] = {}
    for quad in quads:
        if not isinstance(quad.subject, NamedNode):
            raise TypeError(f"{quad.subject} is no IRI; only named things are exported")
        key = "@type" if quad.predicate == RDF.type else _short(quad.predicate.value, shorten)
        value = _value(quad.object, shorten, is_type=key == "@type")
        nodes.setdefault(quad.subject.value, {}).setdefault(key, {})[str(quad.object)] = value
    graph = [
        {"@id": subject} | {key: [said[term] for term in sorted(said)] for key, said in sorted(node.items())}
        for subject, node in sorted(nodes.items())
    ]
    return json.dumps({"@context": dict(sorted(names.items())), "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _short(iri: str, shorten: dict[str, str]) -> str:
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = shorten.get(iri[:cut])
    return f"{prefix}{iri[cut:]}" if prefix else iri


def _value(term: object, shorten: dict[str, str], *, is_type: bool) -> Any:
    if isinstance(term, NamedNode):
        return _short(term.value, shorten) if is_type else {"@id": term.value}
    if not isinstance(term, Literal):
        raise TypeError(f"{term} is neither IRI nor literal; only named things are exported")
    if term.language:
        return {"@language": term.language, "@value": term.value}
    if term.datatype == XSD.string:
        return {"@value": term.value}
    return {"@type": _short(term.datatype.value, shorten), "@value": term.value}
