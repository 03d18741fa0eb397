"""Networks around one thing: an agency, a document, the targets, a parent and the documents that carry it out.

Like the projections of :mod:`kg.networks.network` they carry text, numbers and truth values only. ``category`` is what
a legend calls the kind of a node, ``colour`` of an edge is its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import networkx as nx

from kg.comparing.compare import KINDS, Kind, compare
from kg.corpus import Corpus
from kg.networks.network import agency_measure, lineage
from kg.pages.comparisons import series
from ontology.errors import UsageError
from ontology.model import Record
from ontology.units import format_decimal

COLUMN, ROW = 620.0, 64.0  # px between the columns of a comparison and between its rows
COLOURS: dict[Kind, str] = {
    "implemented": "#2f7d5b",
    "refined": "#2b6a99",
    "partial": "#b9821b",
    "missing": "#b23a24",
    "added": "#6a4c93",
}


def find_agency(corpus: Corpus, name: str) -> str:
    """The IRI of the one agency that is called ``name``, or has it in its name or in a printed name.

    Raises :class:`UsageError` listing the candidates when there are none or several.
    """
    entries = [entry for entry in corpus.agencies if entry.agency.iri]
    for fits in (
        [e for e in entries if e.agency.name == name],
        [e for e in entries if name in e.surfaces],
        [e for e in entries if any(name in called for called in (e.agency.name, *e.surfaces))],
    ):
        if len(fits) == 1:
            return fits[0].agency.iri or ""
        if fits:
            listed = "、".join(sorted(e.agency.name for e in fits)[:8])
            raise UsageError(f"{name} fits {len(fits)} agencies: {listed}; name one in full")
    raise UsageError(f"{name}: no such agency in the build; kg query 单位 lists them")


def around_agency(corpus: Corpus, agency: str, **options: Any) -> nx.MultiDiGraph:
    """The agency, the measures it carries, and everybody else who carries them."""
    net = agency_measure(corpus, **options)
    measures = set(net.successors(agency))
    others = {other for measure in measures for other in net.predecessors(measure)}
    found: nx.MultiDiGraph = net.subgraph({agency, *measures, *others}).copy()
    found.nodes[agency]["category"] = "所选"
    return found


def around_document(corpus: Corpus, record: Record, **options: Any) -> nx.MultiDiGraph:
    """The document, its measures and who carries them, what it cites and what cites it."""
    own = record.document.iri
    work, cites = agency_measure(corpus, **options), lineage(corpus)
    measures = [node for node, held in work.nodes(data=True) if held.get("document") == own]
    carriers = {agency for measure in measures for agency in work.predecessors(measure)}
    cited = [node for node in cites if node != own and (cites.has_edge(own, node) or cites.has_edge(node, own))]
    net = nx.MultiDiGraph(kind="document")
    net.add_nodes_from((node, cites.nodes[node]) for node in sorted([own or "", *cited]))
    net.add_nodes_from((node, work.nodes[node]) for node in sorted([*measures, *carriers]))
    net.add_edges_from(work.subgraph([*measures, *carriers]).edges(keys=True, data=True))
    net.add_edges_from(cites.subgraph([own, *cited]).edges(keys=True, data=True))
    net.add_edges_from((own, measure, "part", {"relation": "part"}) for measure in measures)
    net.nodes[own]["category"] = "所选"
    return net


def targets(corpus: Corpus) -> nx.MultiDiGraph:
    """Documents and their targets (support in money apart); undirected in meaning are the ties of equal indicators."""
    net = nx.MultiDiGraph(kind="targets")
    flat = []
    for record in corpus.records:
        head = record.document
        net.add_node(head.iri, label=head.number or head.title or record.source.path, kind="document", size=22)
        for target in record.targets:
            amount = format_decimal(target.value) + (f"–{format_decimal(target.upper)}" if target.upper else "")
            flat.append(target.iri)
            if target.kind == "funding":
                continue
            net.add_node(
                target.iri,
                label=f"{target.indicator} {amount}{target.unit}",
                kind="target",
                category=target.deadline[:4] + "年到期" if target.deadline else "未写明时限",
                size=9,
                quote=target.text,
            )
            net.add_edge(head.iri, target.iri, key="states", relation="states")
    for group in series(corpus):
        for one, other in pairwise(group):
            net.add_edge(flat[one], flat[other], key="same", relation="同一指标", colour="#b07d2b", weight=4)
    return net


def uptake(parent: Record, children: Sequence[Record]) -> nx.DiGraph:
    """The parent's measures in a column, those of each child beside it, and edges to what they take up."""
    net = nx.DiGraph(kind="compare")
    for against_column, found in enumerate(compare(parent, children).children, start=1):
        head = found.child.document
        x = COLUMN * ((against_column + 1) // 2) * (1 if against_column % 2 else -1)  # the parent stands in the middle
        taken = {pair.child.id: up.kind for up in found.uptakes for pair in up.pairs}
        for row, measure in enumerate(found.child.measures):
            kind = taken.get(measure.id, "added")
            net.add_node(
                measure.iri,
                label=_short(f"{measure.label} {measure.title}"),
                name=f"{measure.label} {measure.title}",
                kind="measure",
                category=KINDS[kind],
                color=COLOURS[kind],
                document=head.number or head.title,
                x=x,
                y=ROW * row,
            )
        for row, up in enumerate(found.uptakes):
            name = f"{up.measure.label} {up.measure.title}"
            if up.measure.iri not in net:
                net.add_node(
                    up.measure.iri, label=_short(name), name=name, kind="measure", category="上位文件", color="#4c5a67",
                    x=0.0, y=ROW * row,
                )  # fmt: skip
            net.nodes[up.measure.iri][head.number or head.title or f"下级{against_column}"] = (
                f"{KINDS[up.kind]}：{up.reason}"
            )
            for pair in up.pairs:
                net.add_edge(
                    pair.child.iri,
                    up.measure.iri,
                    relation=KINDS[up.kind],
                    colour=COLOURS[up.kind],
                    score=pair.score,
                    weight=3,
                )
    return net


def _short(name: str) -> str:
    return name if len(name) <= 22 else name[:21] + "…"
