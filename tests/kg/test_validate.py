"""Each shape accepts its conforming file and finds in its violating file exactly what that file announces.

Both engines are asked everything: the shapes compiled to SPARQL, and pySHACL, which is the reference.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from exports import turtle
from kg.graph.store import load_quads
from kg.graph.triples import corpus_quads
from kg.shapes.validate import validate
from ontology import iri
from ontology.data import read_data
from ontology.errors import DataError
from ontology.terms import PK
from tests.factories import make_corpus, make_record

FOLDER = Path(__file__).parents[1] / "shapes"
SHAPES = rdflib.Graph().parse(data=read_data("shapes.ttl"), format="turtle")
NAMES = sorted(str(node).rpartition("#")[2] for node in SHAPES.subjects(rdflib.RDF.type, rdflib.SH.NodeShape))
ABSTRACT = {"Fact"}


def announced(text: str) -> set[str]:
    return {line.removeprefix("# expect: ") for line in text.splitlines() if line.startswith("# expect: ")}


@pytest.mark.parametrize("name", NAMES)
def test_conforming_file_passes(name: str) -> None:
    text = (FOLDER / f"{name}.conforming.ttl").read_text(encoding="utf-8")
    assert [result for result in validate(text) if result.shape == name] == []


@pytest.mark.parametrize("name", NAMES)
def test_violating_file_is_found_out(name: str) -> None:
    text = (FOLDER / f"{name}.violating.ttl").read_text(encoding="utf-8")
    assert announced(text), "a violating file says what it expects: # expect: <message>"
    assert {result.message for result in validate(text) if result.shape == name} == announced(text)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ttl")), ids=lambda path: path.stem)
def test_the_reference_finds_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert validate(text) == validate(text, reference=True)


def test_the_reference_finds_the_same_in_a_whole_corpus() -> None:
    quads = corpus_quads(make_corpus())
    assert validate(quads) == validate(quads, reference=True) != []


def test_a_target_without_an_indicator_is_a_remark_and_no_concept() -> None:
    record = make_record()
    nameless = replace(record.targets[0], indicator="")
    quads = corpus_quads(make_corpus(replace(record, targets=(nameless, *record.targets[1:]))))
    assert not [quad for quad in quads if str(quad.object).strip("<>").endswith("/indicator/")]
    assert [quad for quad in quads if quad.object == pyoxigraph.Literal("target-without-indicator")]
    results = [result for result in validate(quads) if result.shape in ("Target", "Indicator")]
    assert [(result.message, result.severity) for result in results] == [("指标没有读出名称", "warning")]


def test_no_shape_and_no_file_is_left_out() -> None:
    files = sorted(path.name for path in FOLDER.glob("*.ttl"))
    assert files == sorted(f"{name}.{kind}.ttl" for name in NAMES for kind in ("conforming", "violating"))
    assert len(files) == 52


def test_every_message_is_provoked_by_a_file() -> None:
    messages = {str(message) for message in SHAPES.objects(None, rdflib.SH.message)}
    provoked = {
        message for path in FOLDER.glob("*.violating.ttl") for message in announced(path.read_text(encoding="utf-8"))
    }
    assert messages - provoked == set()


def test_every_own_class_has_a_shape() -> None:
    targeted = {str(node) for node in SHAPES.objects(None, rdflib.SH.targetClass)}
    classes = {name for name in PK.terms if name[0].isupper() and "-" not in name} - ABSTRACT
    assert targeted == {PK.iri + name for name in classes}


def test_a_whole_corpus_conforms_but_for_what_is_open() -> None:
    results = validate(corpus_quads(make_corpus()))
    assert [(result.message, result.quote, result.severity) for result in results] == [
        ("责任单位尚未认定", "有关部门", "warning")
    ]
    assert results[0].document == iri.document_iri(number="云政办发〔2020〕31号")
    assert results[0].path == "pk:agency"


def test_store_statements_and_turtle_give_the_same_results() -> None:
    quads = corpus_quads(make_corpus())
    store = load_quads(pyoxigraph.Store(), quads)
    assert validate(store) == validate(quads) == validate(turtle.render(quads))


def test_a_measure_without_anyone_is_reported_with_its_sentence() -> None:
    record = make_record()
    parts = tuple(part for part in record.responsibilities if part.measure != "m3")
    results = validate(corpus_quads(make_corpus(replace(record, responsibilities=parts))))
    [found] = [result for result in results if result.message == "任务没有责任单位"]
    assert found.quote is not None
    assert found.quote.startswith("(三)提升治理能力")


def test_text_that_is_no_turtle_is_refused() -> None:
    with pytest.raises(DataError, match="no Turtle"):
        validate("这不是图")
