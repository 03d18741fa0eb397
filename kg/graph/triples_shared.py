"""What the documents share, as one named graph: bodies, places, concepts, cited documents, decisions.

This graph depends on the whole corpus and is written anew by every build.
"""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from kg.corpus import AgencyChange, AgencyEntry, Corpus, Decision, OpenIdentity, Stub
from kg.graph.graphwriter import GraphWriter
from kg.resolving.indicators import comparable, label_of
from ontology import iri
from ontology.agencies import FunctionInfo, functions
from ontology.data import load_turtle
from ontology.model import Agency, Record, Region, Target
from ontology.terms import (
    CODE_LISTS,
    DCAT,
    DCTERMS,
    ELI,
    NAMESPACES,
    ORG,
    PK,
    RDF,
    SKOS,
    VOID,
    XSD,
)


def resolution_quads(corpus: Corpus, minter: iri.Minter) -> list[Quad]:
    """The shared statements, sorted; raises :class:`DataError` when an IRI is already claimed for something else."""
    out = GraphWriter(iri.resolution_graph_iri(corpus.base), minter)
    for region in corpus.regions:
        _add_region(out, region, corpus)
    for name in sorted({t.indicator for record in corpus.records for t in record.targets if t.indicator}):
        _add_concept(out, iri.indicator_iri(name, base=corpus.base), PK.Indicator, name)
    for code, targets in comparable(corpus).items():
        _add_comparable(out, code, targets, corpus.base)
    for name in sorted({record.document.type for record in corpus.records if record.document.type}):
        _add_concept(out, iri.type_iri(name, base=corpus.base), PK.DocumentType, name)
    labels = functions()
    for entry in _entries(corpus):
        _add_agency(out, entry, corpus.base, labels)
    for change in corpus.changes:
        _add_change(out, change)
    for pair in corpus.possibly_same:
        _add_open_identity(out, pair)
    for version in corpus.versions:
        out.say(NamedNode(version.later), DCTERMS.replaces, NamedNode(version.earlier))
    for stub in corpus.stubs:
        _add_stub(out, stub)
    for decision in corpus.decisions:
        _add_decision(out, decision)
    for subject, predicate, value in code_list_labels():
        out.say(subject, predicate, value)
    _add_dataset(out, corpus)
    return out.sorted_quads()


@functools.cache
def code_list_labels() -> tuple[tuple[NamedNode, NamedNode, NamedNode | Literal], ...]:
    """Type, notation and names of every concept of the code lists, so that a graph can be read without the ontology."""
    concepts = {PK[f"{name}-{value}"] for name in CODE_LISTS for value in CODE_LISTS[name].split()}
    told = (RDF.type, SKOS.prefLabel, SKOS.notation)
    return tuple(
        (triple.subject, triple.predicate, triple.object)
        for triple in load_turtle("policy.ttl")
        if triple.subject in concepts
        and triple.predicate in told
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, NamedNode | Literal)
    )


def _entries(corpus: Corpus) -> list[AgencyEntry]:
    """Every body of the corpus, also one that only a record knows."""
    listed = {entry.agency.iri for entry in corpus.agencies}
    loose: dict[str, Agency] = {}
    for record in corpus.records:
        named = [*record.document.issuers, *(part.agency for part in record.responsibilities)]
        loose |= {agency.iri: agency for agency in named if agency and agency.iri and agency.iri not in listed}
    return [*corpus.agencies, *(AgencyEntry(loose[key], ()) for key in sorted(loose))]


def _add_concept(out: GraphWriter, address: str, kind: NamedNode, name: str) -> None:
    # Names that differ in spaces or width only are one concept, so the label is the name without those differences.
    label = "".join(unicodedata.normalize("NFKC", name).split())
    out.name(out.thing(address, kind, label), label, SKOS.prefLabel)


def _add_comparable(out: GraphWriter, code: str, targets: Sequence[tuple[Record, Target]], base: str) -> None:
    """What targets of several documents count, whatever each calls it."""
    node = out.thing(iri.comparable_indicator_iri(code, base=base), PK.ComparableIndicator, code)
    labels = Counter(label_of(target) for _, target in targets)
    out.name(node, min(labels, key=lambda label: (-labels[label], len(label), label)), SKOS.prefLabel)
    out.say(node, SKOS.notation, code)
    for record, target in targets:
        printed = NamedNode(iri.indicator_iri(target.indicator, base=base))
        out.say(node, SKOS.narrower, printed)
        address = target.iri or iri.target_iri(record.document.iri or "", target.id)
        out.say(NamedNode(address), PK.comparableIndicator, node)


def _add_region(out: GraphWriter, region: Region, corpus: Corpus) -> None:
    node = out.thing(iri.region_iri(region.code, base=corpus.base), PK.Region, region.code)
    out.name(node, region.name, SKOS.prefLabel)
    out.say(node, SKOS.notation, region.code)
    known = {other.code for other in corpus.regions}
    # A county's code begins with its city's, a city's with its province's; the nation is above every province.
    above = (region.code[:4] + "00", region.code[:2] + "0000", "000000")
    parent = next((code for code in above if code != region.code and code in known), None)
    out.say(node, SKOS.broader, NamedNode(iri.region_iri(parent, base=corpus.base)) if parent else None)


def _add_agency(out: GraphWriter, entry: AgencyEntry, base: str, labels: Mapping[str, FunctionInfo]) -> None:
    agency = entry.agency
    if agency.iri is None:
        return
    kind = PK.AgencyGroup if agency.kind == "group" else PK.Agency
    node = out.thing(agency.iri, kind, agency.name)
    out.name(node, agency.name, SKOS.prefLabel)
    for surface in entry.surfaces:
        if surface != agency.name:
            out.name(node, surface, SKOS.altLabel)
    out.say(node, PK.agencyKind, PK[f"AgencyKind-{agency.kind}"])
    if agency.region:
        out.say(node, ELI.jurisdiction, NamedNode(iri.region_iri(agency.region, base=base)))
    if agency.function:
        function = out.thing(iri.function_iri(agency.function, base=base), PK.AgencyFunction, agency.function)
        out.say(function, SKOS.notation, agency.function)
        if info := labels.get(agency.function):
            out.say(function, SKOS.prefLabel, Literal(info.label_zh, language="zh"))
            out.say(function, SKOS.prefLabel, Literal(info.label_en, language="en"))
        out.say(node, ORG.classification, function)
    out.say(node, ORG.hasMember, *(NamedNode(member) for member in entry.members))
    out.say(node, ORG.subOrganizationOf, NamedNode(entry.parent) if entry.parent else None)


def _add_change(out: GraphWriter, change: AgencyChange) -> None:
    node = out.thing(iri.change_iri(change.former, change.later), PK.AgencyChange, change.reason)
    out.say(node, ORG.originalOrganization, NamedNode(change.former))
    out.say(node, ORG.resultingOrganization, NamedNode(change.later))
    out.say(node, PK.year, Literal(f"{change.year:04d}", datatype=XSD.gYear))
    out.say(node, PK.reason, change.reason)
    out.say(node, PK.seenIn, *map(NamedNode, change.documents))


def _add_open_identity(out: GraphWriter, pair: OpenIdentity) -> None:
    node = out.thing(iri.identity_iri(pair.first, pair.second), PK.OpenIdentity, pair.reason)
    first, second = NamedNode(pair.first), NamedNode(pair.second)
    out.say(first, PK.possiblySame, second)
    out.say(second, PK.possiblySame, first)
    out.say(node, PK.candidate, first, second)
    out.say(node, PK.reason, pair.reason)
    out.say(node, PK.seenIn, *map(NamedNode, pair.documents))


def _add_stub(out: GraphWriter, stub: Stub) -> None:
    node = out.thing(stub.iri, PK.Stub, f"{stub.title} {stub.number}")
    out.name(node, stub.title)
    out.say(node, ELI.number, stub.number)
    out.say(node, PK.issuerName, stub.issuer)
    out.say(node, PK.level, PK[f"Level-{stub.level}"] if stub.level else None)
    out.say(node, PK.year, Literal(f"{stub.year:04d}", datatype=XSD.gYear) if stub.year else None)
    out.say(node, PK.reason, stub.reason)


def _add_decision(out: GraphWriter, decision: Decision) -> None:
    address = iri.decision_iri(decision.document, decision.kind, decision.mention)
    node = out.thing(address, PK.Decision, f"{decision.kind} {decision.mention}")
    out.say(node, PK.inDocument, NamedNode(decision.document))
    out.say(node, PK.decisionKind, PK[f"DecisionKind-{decision.kind}"])
    out.say(node, PK.mention, decision.mention)
    out.say(node, PK.decidedAs, NamedNode(decision.iri) if decision.iri else None)
    out.say(node, PK.reason, decision.reason)


def _add_dataset(out: GraphWriter, corpus: Corpus) -> None:
    node = out.thing(iri.dataset_iri(corpus.base), VOID.Dataset, "the dataset")
    out.say(node, RDF.type, DCAT.Dataset)
    out.name(node, "政策知识图谱")
    out.say(node, DCTERMS.conformsTo, NamedNode(PK.iri.removesuffix("#")))
    out.say(node, VOID.documents, Literal(str(len(corpus.records)), datatype=XSD.integer))
    out.say(node, VOID.uriSpace, corpus.base)
    out.say(node, VOID.vocabulary, *(NamedNode(space.iri) for space in NAMESPACES))
