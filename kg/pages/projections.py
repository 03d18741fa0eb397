"""The networks that views and exports offer, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import networkx as nx

from kg.corpus import Corpus
from kg.networks.network import agency_agency, agency_measure, lineage
from kg.pages import focus
from ontology.agencies import functions


def function_labels() -> dict[str, str]:
    """What each function of agencies is called in Chinese."""
    return {function: info.label_zh for function, info in functions().items()}


def project(corpus: Corpus, name: str) -> nx.Graph:
    """The network of ``corpus`` called ``name``, with functions named in Chinese; ``KeyError`` for another name."""
    labels = function_labels()
    makers: Mapping[str, Callable[[], nx.Graph]] = {
        "workload": lambda: agency_measure(corpus, functions=labels),
        "agencies": lambda: agency_agency(corpus, functions=labels),
        "lineage": lambda: lineage(corpus),
        "targets": lambda: focus.targets(corpus),
    }
    return makers[name]()
