"""Positions for the networks of the workbench, computed for what the page draws and for nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from kg.corpus import Corpus
from kg.networks.layout import layout
from kg.networks.network import agency_measure
from kg.pages.lanes import lanes

DRAWN = 5000  # nodes that the page draws one by one (LIMIT in scene.js); larger networks it draws in groups of its own


def networks(
    corpus: Corpus, agencies: Mapping[str, int], cooperation: nx.Graph, view: Mapping[str, Any]
) -> dict[str, Any]:
    """Positions of agencies, measures and documents, and the edges between agencies; None for what has no place.

    ``agencies`` numbers the agencies by IRI in the order of the page, ``view`` holds its documents and stubs.
    """
    measures = [
        measure.iri or f"{record.document.iri}#{measure.id}" for record in corpus.records for measure in record.measures
    ]
    near, both = places(cooperation, weight="weight"), places(agency_measure(corpus))
    return {
        "cooperation": {
            "at": _at(near, agencies),
            "edges": [
                [agencies[a], agencies[b], data["weight"], data["first_leads"], data["second_leads"]]
                for a, b, data in ((min(e[:2]), max(e[:2]), e[2]) for e in cooperation.edges(data=True))
            ],
        },
        "assignment": {"agencies": _at(both, agencies), "measures": _at(both, measures)},
        "lineage": lanes(view["docs"], view["stubs"]),
    }


def places(net: nx.Graph, weight: str | None = None) -> dict[Any, tuple[int, int]]:
    """Positions in whole px of the nodes that have an edge; none at all where the page would draw groups instead."""
    tied = [node for node in net if net.degree(node)]
    if len(tied) > DRAWN:
        return {}
    return {node: (round(x), round(y)) for node, (x, y) in layout(net.subgraph(tied), weight=weight).items()}


def _at(found: Mapping[Any, tuple[int, int]], nodes: Iterable[str]) -> Sequence[tuple[int, int] | None]:
    return [found.get(node) for node in nodes]
