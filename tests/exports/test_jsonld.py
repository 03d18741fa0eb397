"""JSON-LD: the same graph for RDF readers, plain objects for others."""

from __future__ import annotations

import json
import random

import pyoxigraph

from exports import jsonld
from kg.graph.triples import corpus_quads
from ontology import iri
from tests.factories import NUMBER, make_corpus

QUADS = corpus_quads(make_corpus())
TEXT = jsonld.render(QUADS)


def test_an_rdf_reader_finds_the_same_graph() -> None:
    read = {quad.triple for quad in pyoxigraph.parse(TEXT, format=pyoxigraph.RdfFormat.JSON_LD)}
    assert read == {quad.triple for quad in QUADS}


def test_order_does_not_matter() -> None:
    shuffled = QUADS.copy()
    random.Random(1).shuffle(shuffled)
    assert jsonld.render(shuffled) == TEXT


def test_a_plain_reader_can_follow_links() -> None:
    nodes = {node["@id"]: node for node in json.loads(TEXT)["@graph"]}
    document = nodes[iri.document_iri(number=NUMBER)]
    assert document["dcterms:title"] == [{"@language": "zh", "@value": "云河市加快数字经济发展实施方案"}]
    assert document["pk:level"][0]["@id"] in nodes
    assert document["@type"] == ["eli:LegalResource", "pk:PolicyDocument"]
