"""The corpus as networks of networkx: who carries what, who works with whom, what descends from what.

Every projection is pure and deterministic (nodes and edges are added in sorted order) and carries only text, numbers
and truth values as attributes, so that GraphML, GEXF and node-link JSON can hold all of them. What is not known is
left out, never empty. Nodes are IRIs; ``label`` is what a reader calls them. Edges say ``from_char`` where one would
expect ``start``, which GEXF reserves for time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import networkx as nx

from kg.corpus import Corpus, Stub
from kg.networks.layout import layout
from ontology.model import Agency, Header, Record, Region, Responsibility, Role

__all__ = ["Load", "agency_agency", "agency_measure", "centrality", "explain", "layout", "lineage", "loads"]

SAMPLED = 400  # betweenness is exact up to this many nodes and estimated from as many sources beyond it


@dataclass(frozen=True, slots=True)
class Load:
    """How many measures an agency leads, joins, answers for, and is given only by a blanket clause."""

    led: int = 0
    joined: int = 0
    responsible: int = 0
    blanket: int = 0
    documents: int = 0

    @property
    def total(self) -> int:
        """All measures it appears in."""
        return self.led + self.joined + self.responsible + self.blanket


def loads(corpus: Corpus) -> dict[str, Load]:
    """The workload of each agency by IRI; an agency that only signs documents has an empty one.

    A measure counts once per agency: stated parts before blanket ones, lead before participant before responsible.
    """
    parts: dict[str, dict[tuple[str, str], str]] = {e.agency.iri: {} for e in corpus.agencies if e.agency.iri}
    order = {"lead": 0, "participant": 1, "responsible": 2, "blanket": 3}
    for record, item, agency in _assignments(corpus):
        part = "blanket" if item.basis == "default_clause" else item.role
        known = parts.setdefault(agency.iri or agency.name, {})
        key = (record.document.iri or record.source.path, item.measure)
        known[key] = min(part, known.get(key, part), key=order.__getitem__)
    return {
        iri: _load(list(held.values()), len({document for document, _ in held})) for iri, held in sorted(parts.items())
    }


def agency_measure(corpus: Corpus, *, functions: Mapping[str, str] | None = None) -> nx.MultiDiGraph:
    """Agencies and the measures they carry; one edge per responsibility, from the agency to the measure.

    Edges carry ``role``, ``basis``, ``inferred``, ``document``, ``quote``, ``from_char``, ``to_char``, ``rule``
    and, where a sentence licenses the inference, ``rule_quote``. ``functions`` names function ids
    (``{"finance": "财政"}``).
    """
    net = nx.MultiDiGraph(kind="agency-measure")
    _add_agencies(net, corpus, functions or {})
    iris = {record.document.iri: _measure_iris(record) for record in corpus.records}
    for record in corpus.records:
        for measure in record.measures:
            net.add_node(
                iris[record.document.iri][measure.id],
                **_known(
                    label=f"{measure.label} {measure.title}".strip(),
                    kind="measure",
                    title=measure.title,
                    section=measure.section,
                    document=record.document.iri,
                    document_title=_title(record),
                    deadline=measure.deadline.due if measure.deadline else None,
                    year=_year(record.document),
                    targets=sum(1 for target in record.targets if target.measure == measure.id),
                ),
            )
    for record, item, agency in _assignments(corpus):
        net.add_edge(
            agency.iri,
            iris[record.document.iri][item.measure],
            key=f"{item.role}:{item.basis}",
            **_known(
                role=item.role,
                basis=item.basis,
                inferred=item.basis != "stated",
                document=record.document.iri,
                quote=record.text[item.span.start : item.span.end],
                surface=item.surface,
                from_char=item.span.start,
                to_char=item.span.end,
                rule=item.rule,
                rule_quote=record.text[item.rule_span.start : item.rule_span.end] if item.rule_span else None,
            ),
        )
    return net


def agency_agency(corpus: Corpus, *, blanket: bool = False, functions: Mapping[str, str] | None = None) -> nx.Graph:
    """Agencies that stand in the same measures; ``weight`` is the number of measures they share.

    ``first`` is one end of the edge; ``first_leads`` counts the shared measures that it leads and the other joins,
    ``second_leads`` the reverse. Blanket clauses tie everybody to everybody and are left out unless asked for.
    """
    net = nx.Graph(kind="agency-agency")
    _add_agencies(net, corpus, functions or {})
    held: dict[tuple[str, str], dict[str, set[Role]]] = defaultdict(lambda: defaultdict(set))
    for record, item, agency in _assignments(corpus):
        if agency.iri and (blanket or item.basis != "default_clause"):
            held[(record.document.iri or record.source.path, item.measure)][agency.iri].add(item.role)
    shared: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for roles in held.values():
        for one, other in combinations(sorted(roles), 2):
            tally = shared[(one, other)]
            tally[0] += 1
            tally[1] += "lead" in roles[one] and "lead" not in roles[other]
            tally[2] += "lead" in roles[other] and "lead" not in roles[one]
    for (one, other), (weight, first, second) in sorted(shared.items()):
        net.add_edge(one, other, weight=weight, first=one, first_leads=first, second_leads=second)
    return net


def lineage(corpus: Corpus) -> nx.MultiDiGraph:
    """Documents and what they cite, from the citing to the cited; cited documents that are missing have ``stub``.

    The key of an edge is the relation; its ``quote`` is the citation as printed.
    """
    net = nx.MultiDiGraph(kind="lineage")
    for record in corpus.records:
        head = record.document
        net.add_node(
            head.iri,
            **_known(
                label=head.number or _title(record),
                kind="document",
                stub=False,
                title=_title(record),
                number=head.number,
                type=head.type,
                level=head.level,
                year=_year(head),
                region=head.region.code if head.region else None,
                region_name=head.region.name if head.region else None,
                issuer="、".join(issuer.name for issuer in head.issuers),
                measures=len(record.measures),
                targets=len(record.targets),
            ),
        )
    for stub in corpus.stubs:
        net.add_node(stub.iri, **_stub(stub))
    for record in corpus.records:
        iris = _measure_iris(record)
        for item in record.citations:
            if item.iri and item.iri != record.document.iri and item.iri in net:
                net.add_edge(
                    record.document.iri,
                    item.iri,
                    key=item.relation,
                    **_known(
                        relation=item.relation,
                        quote=item.text,
                        from_char=item.span.start,
                        to_char=item.span.end,
                        rule=item.rule,
                        measure=iris.get(item.measure or ""),
                    ),
                )
    return net


@dataclass(frozen=True, slots=True)
class Standing:
    """How a node stands in a network; ``betweenness`` is the share of shortest paths that run through it.

    Counted are the paths between those that are joined to it at all: cities that share no measure do not dilute it.
    """

    partners: int
    weight: int
    betweenness: float


def centrality(net: nx.Graph) -> dict[Hashable, Standing]:
    """Partners, weighted degree and betweenness of every node.

    Betweenness is that of the connected part it stands in, exact up to 400 nodes, else from 400 sampled sources.
    """
    ties = sorted({tuple(sorted((a, b), key=str)) for a, b in net.edges() if a != b}, key=str)
    plain = nx.Graph()
    plain.add_nodes_from(sorted(net.nodes, key=str))
    plain.add_edges_from(ties)
    between = dict.fromkeys(plain, 0.0)
    for part in nx.connected_components(plain):
        own = nx.Graph()
        own.add_nodes_from(sorted(part, key=str))
        own.add_edges_from(plain.edges(own))
        between |= nx.betweenness_centrality(own, k=min(len(own), SAMPLED), seed=1)
    weights = dict(net.degree(weight="weight"))
    return {
        node: Standing(plain.degree(node), int(weights[node]), round(between[node], 4))
        for node in sorted(plain, key=str)
    }


def explain(standing: Standing) -> str:
    """The standing of an agency in plain words, for people who do not know what a centrality is.

    >>> explain(Standing(partners=12, weight=45, betweenness=0.081))
    '与12个单位有共同任务，合计45次；所在协作网各单位之间最短的路径中，有8.1%经过它，是跨部门协调的枢纽。'
    """
    if not standing.partners:
        return "没有与其他单位共同承担的任务。"
    through = f"{standing.betweenness * 100:.1f}".rstrip("0").rstrip(".")
    text = f"与{standing.partners}个单位有共同任务，合计{standing.weight}次；"
    if standing.betweenness < 0.001:
        return text + "单位之间的协作不依赖它中转。"
    text += f"所在协作网各单位之间最短的路径中，有{through}%经过它"
    hub = standing.betweenness >= 0.05 and standing.partners >= 5  # among few everybody is in the middle
    return text + ("，是跨部门协调的枢纽。" if hub else "。")


def _assignments(corpus: Corpus) -> Iterator[tuple[Record, Responsibility, Agency]]:
    """Responsibilities whose agency was resolved, in the order of the corpus."""
    for record in corpus.records:
        for item in record.responsibilities:
            if item.agency and item.agency.iri:
                yield record, item, item.agency


def _add_agencies(net: nx.Graph, corpus: Corpus, functions: Mapping[str, str]) -> None:
    work, places = loads(corpus), {region.code: region for region in corpus.regions}
    for entry in sorted(corpus.agencies, key=lambda e: e.agency.iri or ""):
        agency = entry.agency
        if agency.iri is None:
            continue
        load = work[agency.iri]
        place: Region | None = places.get(agency.region or "")
        net.add_node(
            agency.iri,
            **_known(
                label=min(entry.surfaces, key=lambda name: (len(name), name), default=agency.name),
                kind="agency",
                name=agency.name,
                agency_kind=agency.kind,
                function=agency.function,
                function_name=functions.get(agency.function or ""),
                region=agency.region,
                region_name=place.name if place else None,
                aliases="、".join(entry.surfaces),
                parent=entry.parent,
                led=load.led,
                joined=load.joined,
                responsible=load.responsible,
                blanket=load.blanket,
                measures=load.total,
                documents=load.documents,
            ),
        )


def _stub(stub: Stub) -> dict[str, Any]:
    return _known(
        label=stub.number or stub.title or "未具名文件",
        kind="document",
        stub=True,
        title=stub.title,
        number=stub.number,
        level=stub.level,
        year=stub.year,
        issuer=stub.issuer,
        cited_by=len(stub.cited_by),
    )


def _load(parts: Sequence[str], documents: int) -> Load:
    count = parts.count
    return Load(count("lead"), count("participant"), count("responsible"), count("blanket"), documents)


def _measure_iris(record: Record) -> dict[str, str]:
    return {measure.id: measure.iri or f"{record.document.iri}#{measure.id}" for measure in record.measures}


def _title(record: Record) -> str:
    return record.document.title or record.document.cover_title or record.source.path.replace("\\", "/").split("/")[-1]


def _year(head: Header) -> int | None:
    date = head.date_signed or head.date_published
    return int(date[:4]) if date else None


def _known(**attributes: Any) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None and value != ""}
