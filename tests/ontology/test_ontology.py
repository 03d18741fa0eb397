"""policy.ttl, the terms in code, the typed model and the foreign vocabularies say the same."""

from __future__ import annotations

import dataclasses
import re
import typing
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, URIRef

from ontology import model, terms
from ontology.data import load_toml, load_turtle, read_data
from ontology.errors import DataError
from ontology.terms import CODE_LISTS, MODEL, NAMESPACES, PK, UNIT

ROOT = Path(__file__).parents[2]
GRAPH = rdflib.Graph().parse(data=read_data("policy.ttl"), format="turtle")
OWN = sorted({str(s).removeprefix(PK.iri) for s in GRAPH.subjects() if str(s).startswith(PK.iri)})
# rdflib ships the term lists of these vocabularies; ELI, OA and QUDT were checked by hand (head of policy.ttl).
PUBLISHED = {
    "org": rdflib.ORG,
    "prov": rdflib.PROV,
    "skos": rdflib.SKOS,
    "dcterms": rdflib.DCTERMS,
    "schema": rdflib.SDO,
    "void": rdflib.VOID,
    "dcat": rdflib.DCAT,
    "rdf": rdflib.RDF,
    "rdfs": rdflib.RDFS,
    "owl": rdflib.OWL,
    "vann": rdflib.VANN,
    "xsd": rdflib.XSD,
}


def test_code_and_ontology_have_the_same_terms() -> None:
    assert set(OWN) == set(PK.terms)


@pytest.mark.parametrize("name", OWN)
def test_every_own_term_is_named_and_explained_in_both_languages(name: str) -> None:
    node = URIRef(PK.iri + name)
    told = (SKOS.prefLabel,) if "-" in name else (RDFS.label, RDFS.comment)
    for predicate in told:
        texts = list(GRAPH.objects(node, predicate))
        assert sorted(str(getattr(text, "language", None)) for text in texts) == ["en", "zh"]


@pytest.mark.parametrize("name", [name for name in OWN if name[0].islower()])
def test_every_property_has_a_domain_and_range_that_exist(name: str) -> None:
    node = URIRef(PK.iri + name)
    kinds = set(GRAPH.objects(node, RDF.type))
    assert kinds in ({OWL.ObjectProperty}, {OWL.DatatypeProperty})
    for place in (*GRAPH.objects(node, RDFS.domain), *GRAPH.objects(node, RDFS.range)):
        if str(place).startswith(PK.iri):
            assert (place, RDF.type, OWL.Class) in GRAPH


def test_shortcuts_and_their_inverses_hang_together() -> None:
    for shortcut, inverse in (
        ("leadAgency", "leads"),
        ("participatingAgency", "participatesIn"),
        ("responsibleAgency", "isResponsibleFor"),
    ):
        assert (URIRef(PK.iri + shortcut), RDFS.subPropertyOf, URIRef(PK.iri + "assignedTo")) in GRAPH
        assert (URIRef(PK.iri + inverse), OWL.inverseOf, URIRef(PK.iri + shortcut)) in GRAPH
        assert (URIRef(PK.iri + inverse), RDFS.subPropertyOf, URIRef(PK.iri + "hasTask")) in GRAPH


@pytest.mark.parametrize("space", NAMESPACES, ids=lambda space: space.prefix)
def test_foreign_terms_exist_where_they_come_from(space: terms.Namespace) -> None:
    published = PUBLISHED.get(space.prefix)
    if published is not None:
        assert str(published) == space.iri
        assert [name for name in sorted(space.terms) if URIRef(space.iri + name) not in published] == []


def test_the_ontology_uses_only_terms_that_are_listed() -> None:
    listed = {space.iri + name for space in NAMESPACES for name in space.terms}
    used = {str(node) for triple in GRAPH for node in triple if isinstance(node, URIRef)}
    in_our_namespaces = {iri for iri in used if any(iri.startswith(space.iri) for space in NAMESPACES)}
    assert in_our_namespaces - listed == set()


def test_shapes_and_queries_use_only_terms_that_are_listed() -> None:
    by_prefix = {space.prefix: space.terms for space in NAMESPACES}
    files = [ROOT / "ontology" / "shapes.ttl", *sorted((ROOT / "kg" / "queries").glob("*.rq"))]
    for file in files:
        text = re.sub(r"<[^>]*>|\"[^\"]*\"|#.*", " ", file.read_text(encoding="utf-8"))
        for prefix, name in re.findall(r"(?<![\w:])(\w+):([\w-]+)", text):
            if prefix in by_prefix:
                assert name in by_prefix[prefix], f"{file.name}: {prefix}:{name}"


@pytest.mark.parametrize("name", sorted(MODEL))
def test_every_field_of_the_model_has_its_property(name: str) -> None:
    curie, fields = MODEL[name]
    known = {f"{space.prefix}:{term}" for space in NAMESPACES for term in space.terms}
    assert curie in known
    assert set(fields) == {field.name for field in dataclasses.fields(getattr(model, name))}
    for properties in fields.values():
        assert properties == "(identity)" or set(properties.split()) <= known


def test_every_dataclass_of_the_model_is_mapped() -> None:
    classes = {name for name, value in vars(model).items() if dataclasses.is_dataclass(value)}
    assert set(MODEL) == classes


@pytest.mark.parametrize(
    ("code_list", "literal"),
    [
        ("Role", model.Role),
        ("Basis", model.Basis),
        ("Relation", model.Relation),
        ("Comparator", model.Comparator),
        ("TargetKind", model.TargetKind),
        ("AgencyKind", model.AgencyKind),
        ("Level", model.Level),
    ],
)
def test_code_lists_are_the_values_of_the_model(code_list: str, literal: object) -> None:
    assert tuple(CODE_LISTS[code_list].split()) == typing.get_args(literal)


def test_a_misspelt_term_is_refused() -> None:
    with pytest.raises(AttributeError, match="pk:Mesure is not a term in use"):
        _ = PK.Mesure
    with pytest.raises(KeyError):
        _ = PK["Role-leader"]


def test_every_unit_and_status_names_a_term() -> None:
    assert {entry["qudt"] for entry in load_toml("units.toml")["units"].values()} <= UNIT.terms
    assert set(load_toml("status.toml").values()) <= terms.ELI.terms


def test_packaged_data_is_found_or_named() -> None:
    assert isinstance(load_turtle("policy.ttl")[0], pyoxigraph.Triple)
    with pytest.raises(DataError, match=r"ontology/absent\.ttl: cannot be read"):
        read_data("absent.ttl")
    with pytest.raises(DataError, match=r"ontology/units\.toml: .*correct the file"):
        load_turtle("units.toml")
    with pytest.raises(DataError, match=r"ontology/policy\.ttl: .*correct the file"):
        load_toml("policy.ttl")
