"""Every construct compiled to SPARQL finds what pySHACL finds; what is not compiled is refused by name."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.shapes import reference, sparql
from ontology.errors import DataError

PREFIXES = """
@prefix : <https://example.org/#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DATA = """
:甲 a :事 ; :p 1, 2 ; :q 3 ; :名 "甲"@zh, "又甲"@zh ; :属 :乙 ; :文 "云政发〔2021〕2号" .
:乙 a :小事 ; :p 5 ; :q 5 ; :名 "乙"@zh, "B"@en ; :属 :甲 ; :文 "无号" ; :日 "2021-02-30"^^xsd:date .
:丙 a :事 ; :q "词" ; :p "词" ; :属 :丙, :丁, "字" ; :日 "2021-02-03"^^xsd:date .
:丁 :p 9 ; :文 "" ; :年 "2021"^^xsd:gYear .
:小事 rdfs:subClassOf :事 .
"""
#: What is said of a shape, and how many of the things of the data break it.
CASES = [
    ("sh:path :p ; sh:minCount 1", 0),
    ("sh:path :p ; sh:minCount 2", 2),
    ("sh:path :p ; sh:maxCount 1", 1),
    ("sh:path :p ; sh:maxCount 0", 3),
    ("sh:path :p ; sh:datatype xsd:integer", 1),
    ("sh:path :日 ; sh:datatype xsd:date", 1),
    ("sh:path :名 ; sh:datatype rdf:langString", 0),
    ("sh:path :属 ; sh:nodeKind sh:IRI", 1),
    ("sh:path :属 ; sh:nodeKind sh:BlankNodeOrLiteral", 3),
    ("sh:path :属 ; sh:class :事", 1),
    ("sh:path :文 ; sh:pattern '^云'", 1),
    ("sh:path :文 ; sh:minLength 3 ; sh:maxLength 5", 2),
    ("sh:path :p ; sh:minInclusive 2", 2),
    ("sh:path :p ; sh:minExclusive 5", 3),
    ("sh:path :p ; sh:maxInclusive 2.0", 2),
    ("sh:path :p ; sh:maxExclusive 5", 2),
    ("sh:path :p ; sh:in ( 1 2 5 )", 1),
    ("sh:path :p ; sh:in ()", 3),
    ("sh:path :p ; sh:hasValue 5", 2),
    ("sh:path :名 ; sh:uniqueLang true", 1),
    ("sh:path :p ; sh:lessThan :q", 2),
    ("sh:path :p ; sh:lessThanOrEquals :q", 0),
    ("sh:path :p ; sh:disjoint :q", 2),
    ("sh:path [ sh:inversePath :属 ] ; sh:minCount 1", 0),
    ("sh:path [ sh:alternativePath ( :日 :文 ) ] ; sh:minCount 1 ; sh:datatype xsd:string", 2),
    ("sh:path ( :属 :p ) ; sh:minCount 2", 1),
    ("sh:path [ sh:zeroOrMorePath :属 ] ; sh:class :事", 1),
    ("sh:path [ sh:oneOrMorePath :属 ] ; sh:maxCount 2", 1),
    ("sh:path [ sh:zeroOrOnePath :属 ] ; sh:nodeKind sh:IRI", 1),
    ("sh:path :属 ; sh:qualifiedValueShape [ sh:class :小事 ] ; sh:qualifiedMinCount 1", 2),
    ("sh:path :属 ; sh:qualifiedValueShape [ sh:class :事 ] ; sh:qualifiedMaxCount 0", 3),
    ("sh:path :属 ; sh:node [ sh:property [ sh:path :p ; sh:minInclusive 2 ] ]", 2),
    ("sh:path :属 ; sh:or ( [ sh:class :小事 ] [ sh:nodeKind sh:Literal ] )", 2),
    ("sh:path :属 ; sh:and ( [ sh:class :事 ] [ sh:not [ sh:class :小事 ] ] )", 2),
    ("sh:path :属 ; sh:xone ( [ sh:class :事 ] [ sh:class :小事 ] )", 2),
    ("sh:hasValue :甲", 2),
    ("sh:nodeKind sh:Literal", 3),
    ("sh:in ( :甲 :乙 )", 1),
    ("sh:not [ sh:path :日 ; sh:minCount 1 ]", 2),
    ("sh:or ( [ sh:path :日 ; sh:minCount 1 ] [ sh:path :文 ; sh:pattern '^云' ] )", 0),
    ("sh:node [ sh:property [ sh:path :文 ; sh:minCount 1 ] ]", 1),
]


def load(text: str) -> Store:
    store = Store()
    store.bulk_load(PREFIXES + text, RdfFormat.TURTLE)
    return store


def shapes(said: str, target: str = "sh:targetClass :事") -> bytes:
    inner = (
        f"sh:property [ {said} ; sh:message '错'@zh ]" if said.startswith("sh:path") else f"{said} ; sh:message '错'@zh"
    )
    return f"{PREFIXES} :形 a sh:NodeShape ; {target} ; {inner} .".encode()


@pytest.mark.parametrize(("said", "count"), CASES)
def test_both_engines_find_the_same(said: str, count: int) -> None:
    found = sparql.find_violations(load(DATA), shapes=shapes(said))
    assert found == reference.find_violations(load(DATA), shapes=shapes(said))
    assert len(found) == count


@pytest.mark.parametrize(
    ("target", "count"),
    [("sh:targetNode :丁, :无", 1), ("sh:targetSubjectsOf :年", 1), ("sh:targetObjectsOf :q", 0)],
)
def test_both_engines_look_at_the_same_nodes(target: str, count: int) -> None:
    given = shapes("sh:path :p ; sh:maxCount 0", target)
    found = sparql.find_violations(load(DATA), shapes=given)
    assert found == reference.find_violations(load(DATA), shapes=given)
    assert len(found) == count


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("sh:path :p ; sh:equals :q", "sh:equals is not compiled"),
        ("sh:closed true", "sh:closed is not compiled"),
        ("sh:path :文 ; sh:pattern '号' ; sh:flags 'i'", "sh:flags is not compiled"),
        ("sh:path :p ; sh:or ( [ sh:languageIn ( 'zh' ) ] )", "sh:languageIn is not compiled"),
        ("sh:minCount 1", "sh:minCount needs sh:path"),
        ("sh:path :p ; sh:property [ sh:path :q ; sh:minCount 1 ]", "sh:property in a property is not compiled"),
        ("sh:path :p ; sh:minCount 1 ; sh:message '又'@zh", "2 sh:message"),
        ("sh:path :p ; sh:minCount 1 ; sh:severity :严重", "sh:severity .* is not known"),
    ],
)
def test_what_is_not_compiled_is_refused_by_name(said: str, name: str) -> None:
    with pytest.raises(DataError, match=rf"shapes\.ttl: .*{name}"):
        sparql.find_violations(load(DATA), shapes=shapes(said))


def test_shapes_that_are_no_turtle_are_refused() -> None:
    with pytest.raises(DataError, match="correct the shapes"):
        sparql.find_violations(load(DATA), shapes=b"sh:")


def test_a_shape_shared_by_others_is_told_by_the_class() -> None:
    given = (
        PREFIXES
        + """
        :共 a sh:PropertyShape ; sh:path :年 ; sh:minCount 1 ; sh:message '错'@zh .
        :一 a sh:NodeShape ; sh:targetClass :事 ; sh:property :共 .
        :二 a sh:NodeShape ; sh:targetClass :小事 ; sh:property :共 .
    """
    )
    found = sparql.find_violations(load(DATA), shapes=given.encode())
    assert found == reference.find_violations(load(DATA), shapes=given.encode())
    assert {result.shape for result in found} == {"一", "二"}


def test_statements_in_two_graphs_count_once() -> None:
    store, other = load(DATA), Store()
    for quad in store:
        for graph in ("一", "二"):
            other.add(type(quad)(*quad.triple, type(quad.predicate)(f"https://example.org/{graph}")))
    given = shapes("sh:path :p ; sh:maxCount 1")
    assert sparql.find_violations(other, shapes=given) == sparql.find_violations(store, shapes=given)
