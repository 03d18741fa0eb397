"""The graph says what the records say, each fact with its proof, and nothing twice."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from exports import nquads, turtle
from kg.graph.triples import corpus_quads, record_quads
from ontology import iri
from ontology.errors import DataError
from ontology.model import Record, Remark
from ontology.terms import DCTERMS, ELI, OA, ORG, PK, PROV, QUDT, RDF, SCHEMA, SKOS, UNIT, XSD
from tests.factories import (
    COUNTIES,
    INDUSTRY,
    NUMBER,
    PARENT_NUMBER,
    make_citation,
    make_corpus,
    make_parent_record,
    make_record,
)

CITY = NamedNode(iri.document_iri(number=NUMBER))
PARENT = NamedNode(iri.document_iri(number=PARENT_NUMBER))
QUADS = corpus_quads(make_corpus())


def values(subject: NamedNode, predicate: NamedNode, quads: list[Quad] = QUADS) -> list[str]:
    return [quad.object.value for quad in quads if (quad.subject, quad.predicate) == (subject, predicate)]  # type: ignore[union-attr]


def measure(name: str) -> NamedNode:
    return NamedNode(iri.measure_iri(CITY.value, name))


def assignment(name: str, agency: str | None, role: str, surface: str | None = None) -> NamedNode:
    return NamedNode(iri.assignment_iri(measure(name).value, agency, role, surface=surface))


def test_every_statement_is_in_one_graph_once_and_has_no_blank_node() -> None:
    assert max(Counter(str(quad.triple) for quad in QUADS).values()) == 1
    assert all(isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode) for quad in QUADS)
    assert all(isinstance(quad.object, NamedNode | Literal) for quad in QUADS)


def test_there_is_a_graph_for_each_document_and_one_for_what_they_share() -> None:
    graphs = {quad.graph_name.value for quad in QUADS}  # type: ignore[union-attr]
    assert graphs == {iri.graph_iri(CITY.value), iri.graph_iri(PARENT.value), iri.resolution_graph_iri()}


def test_shuffled_input_gives_the_same_bytes() -> None:
    corpus = make_corpus()
    shuffled = []
    for record in corpus.records:
        parts, targets = list(record.responsibilities), list(record.targets)
        random.Random(7).shuffle(parts)
        random.Random(8).shuffle(targets)
        shuffled.append(replace(record, responsibilities=tuple(parts), targets=tuple(targets)))
    other = corpus_quads(replace(corpus, records=tuple(reversed(shuffled))))
    assert nquads.render(other) == nquads.render(QUADS)
    assert turtle.render(reversed(other)) == turtle.render(QUADS)


def test_the_union_of_the_parts_is_the_whole() -> None:
    alone = [quad for record in make_corpus().records for quad in record_quads(record)]
    assert set(alone) <= set(QUADS)
    assert {quad.graph_name for quad in set(QUADS) - set(alone)} == {NamedNode(iri.resolution_graph_iri())}


@pytest.mark.parametrize("kind", [PK.Assignment, PK.Target, PK.Citation, PK.HeaderField, PK.Measure])
def test_every_fact_carries_document_rule_and_quotation(kind: NamedNode) -> None:
    nodes = [quad.subject for quad in QUADS if (quad.predicate, quad.object) == (RDF.type, kind)]
    texts = {record.document.iri: record.text for record in make_corpus().records}
    assert nodes
    for node in nodes:
        assert isinstance(node, NamedNode)
        [document] = values(node, PK.inDocument)
        assert values(node, PK.rule)
        assert values(node, PK.evidence)
        for place in map(NamedNode, values(node, PK.evidence)):
            [start], [end] = values(place, OA.start), values(place, OA.end)
            assert values(place, OA.exact) == [texts[document][int(start) : int(end)]]
            assert values(place, PROV.wasDerivedFrom) == values(NamedNode(document), PROV.wasDerivedFrom)


def test_the_header_becomes_eli() -> None:
    assert values(CITY, ELI.number) == [NUMBER]
    assert values(CITY, DCTERMS.title) == ["云河市加快数字经济发展实施方案"]
    assert values(CITY, ELI.in_force) == [ELI["InForce-inForce"].value]
    assert values(CITY, ELI.type_document) == [iri.type_iri("实施方案")]
    assert Quad(CITY, ELI.date_document, Literal("2020-04-07", datatype=XSD.date), graph(CITY)) in QUADS
    assert sorted(values(CITY, PK.recipient)) == ["各县区人民政府", "市各委办局"]


def graph(document: NamedNode) -> NamedNode:
    return NamedNode(iri.graph_iri(document.value))


def test_notice_and_policy_are_two_works() -> None:
    notice = NamedNode(iri.notice_iri(CITY.value))
    assert values(CITY, ELI.is_annex_of) == [notice.value]
    assert values(notice, ELI.has_annex) == [CITY.value]
    assert values(notice, DCTERMS.title) == ["云河市人民政府办公室关于印发云河市加快数字经济发展实施方案的通知"]
    assert values(PARENT, ELI.is_annex_of) == []


def test_relations_of_the_document_and_of_a_clause() -> None:
    assert values(CITY, ELI.ensures_implementation_of) == [PARENT.value]
    assert len(values(CITY, ELI.based_on)) == len(values(CITY, ELI.applies)) == 1
    assert values(CITY, ELI.repeals) == [iri.document_iri(number="云政办发〔2016〕12号")]
    renewal = iri.document_iri(title="云河市城市更新办法")
    assert values(measure("m1"), ELI.ensures_implementation_of) == [renewal]
    assert values(CITY, ELI.cites) == [renewal]


def test_a_document_that_names_itself_does_not_stand_above_itself() -> None:
    record = make_record()
    own = make_citation(record.text, "云河市城市更新办法", "cites", cited=CITY.value)
    quads = corpus_quads(make_corpus(replace(record, citations=(own,))))
    assert values(CITY, ELI.cites, quads) == []
    assert [quad for quad in quads if quad.predicate == PK.cited] == []


def test_shortcuts_stand_beside_assignments() -> None:
    assert INDUSTRY.iri is not None
    assert values(measure("m1"), PK.leadAgency) == [INDUSTRY.iri]
    assert len(values(measure("m1"), PK.participatingAgency)) == 2
    assert len(values(measure("m1"), PK.assignedTo)) == 4
    assert values(assignment("m1", INDUSTRY.iri, "lead"), PK.agency) == [INDUSTRY.iri]


def test_what_is_inferred_says_so_and_points_at_its_licence() -> None:
    ruled = assignment("m2", INDUSTRY.iri, "lead")
    blanket = assignment("m2", COUNTIES.iri, "responsible")
    for node, basis, quote in (
        (ruled, "ordering_rule", "排第一的为牵头部门"),
        (blanket, "default_clause", "各县区人民政府均需负责,不再列出"),
    ):
        assert values(node, PK.inferred) == ["true"]
        assert values(node, PK.basis) == [PK[f"Basis-{basis}"].value]
        [licence] = values(node, PK.licensedBy)
        assert values(NamedNode(licence), OA.exact) == [quote]
    assert values(assignment("m1", INDUSTRY.iri, "lead"), PK.inferred) == []


def test_a_restored_prefix_is_marked() -> None:
    node = assignment("m1", iri.agency_iri(function="natural-resources", region_code="980100"), "participant")
    assert values(node, PK.surface) == ["市自然资源局"]
    assert values(node, PK.inferred) == ["true"]
    assert values(node, PK.basis) == [PK["Basis-stated"].value]


def test_an_unresolved_mention_stays_a_mention() -> None:
    node = assignment("m2", None, "participant", "有关部门")
    assert values(node, PK.surface) == ["有关部门"]
    assert values(node, PK.agency) == []


def test_printed_outweighs_inferred_for_the_same_part() -> None:
    record = make_record()
    lead = record.responsibilities[0]
    again = replace(lead, basis="ordering_rule", rule="responsibility.ordering", rule_span=lead.span)
    quads = record_quads(replace(record, responsibilities=(again, lead)))
    node = assignment("m1", INDUSTRY.iri, "lead")
    assert values(node, PK.basis, quads) == [PK["Basis-stated"].value]
    assert values(node, PK.rule, quads) == ["responsibility.list"]


def test_targets_with_bounds_ranges_and_units() -> None:
    def target(name: str, document: NamedNode = CITY) -> NamedNode:
        return NamedNode(iri.target_iri(document.value, name))

    assert values(target("t1"), SCHEMA.minValue) == ["45"]
    assert values(target("t1"), QUDT.hasUnit) == [UNIT.PERCENT.value]
    assert (values(target("t3"), SCHEMA.minValue), values(target("t3"), SCHEMA.maxValue)) == (["30"], ["50"])
    assert values(target("t3"), SCHEMA.value) == []
    assert values(target("t4"), PK.normalizedValue) == ["200000"]
    assert values(target("t7"), PK.baseline) == ["2019"]
    [province] = [quad for quad in QUADS if (quad.subject, quad.predicate) == (target("t1", PARENT), PK.deadline)]
    assert province.object == Literal("2022", datatype=XSD.gYear)
    assert values(target("t1", PARENT), PK.indicator) == values(target("t2"), PK.indicator)


def test_bodies_have_names_functions_places_and_members() -> None:
    node = NamedNode(INDUSTRY.iri or "")
    assert values(node, SKOS.prefLabel) == ["云河市工业和信息化局"]
    assert sorted(values(node, SKOS.altLabel)) == ["市工业和信息化局", "市工信局"]
    [function] = values(node, ORG.classification)
    assert "工业和信息化" in values(NamedNode(function), SKOS.prefLabel)
    assert values(node, ELI.jurisdiction) == [iri.region_iri("980100")]
    assert len(values(NamedNode(COUNTIES.iri or ""), ORG.hasMember)) == 2
    assert values(NamedNode(iri.region_iri("980100")), SKOS.broader) == [iri.region_iri("980000")]


def test_a_body_that_only_a_record_knows_is_described() -> None:
    quads = corpus_quads(make_corpus(agencies=()))
    assert values(NamedNode(INDUSTRY.iri or ""), SKOS.prefLabel, quads) == ["云河市工业和信息化局"]


def test_contacts_are_covered_and_nothing_moves() -> None:
    record = make_record()
    text = record.text.replace("2020年4月7日", "联系人:林小满,电话13900000000")
    changed = replace(record, text=text, document=replace(record.document, evidence=()))
    note = Remark("contact", "有联系人", changed.citations[0].span._replace(start=text.index("联系人"), end=len(text)))
    rendered = nquads.render(record_quads(replace(changed, warnings=(note,)))).decode()
    assert "13900000000" not in rendered
    assert "林小满" not in rendered
    assert "联系人:•••" in rendered


def test_the_dataset_describes_itself() -> None:
    dataset = NamedNode(iri.dataset_iri())
    assert values(dataset, DCTERMS.conformsTo) == ["https://w3id.org/policy-kg/ontology"]


def without_iri(record: Record) -> Record:
    return replace(record, document=replace(record.document, iri=None))


def test_an_unresolved_record_is_refused() -> None:
    with pytest.raises(DataError, match=r"in/parent\.html: the document is not resolved"):
        record_quads(without_iri(make_parent_record()))


def test_two_documents_under_one_iri_are_refused_with_both_names() -> None:
    twin = replace(make_record(), source=replace(make_record().source, path="in/twin.html"))
    with pytest.raises(DataError, match=r"in/plan\.html.*in/twin\.html"):
        corpus_quads(make_corpus(make_record(), twin))


def test_an_assignment_to_no_measure_is_refused() -> None:
    record = make_record()
    lost = replace(record.responsibilities[0], measure="m9")
    with pytest.raises(DataError, match="no measure 'm9' in the record"):
        record_quads(replace(record, responsibilities=(lost,)))


def test_other_files_of_a_document_are_its_other_formats() -> None:
    record = make_record()
    copy = replace(record.source, path="另存.pdf", sha256="f" * 64, media_type="application/pdf")
    quads = corpus_quads(make_corpus(replace(record, copies=(copy,))))
    node = NamedNode(iri.source_iri("f" * 64))
    assert values(CITY, DCTERMS.hasFormat, quads) == [node.value]
    assert values(node, PK.path, quads) == ["另存.pdf"]
    assert values(CITY, PROV.wasDerivedFrom, quads) == [iri.source_iri(record.source.sha256)]
