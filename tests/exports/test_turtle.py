"""Turtle: readable, stable, and the same graph to every reader."""

from __future__ import annotations

import random

import pyoxigraph
import rdflib
from rdflib.compare import isomorphic

from exports import turtle
from kg.graph.triples import corpus_quads
from ontology import iri
from tests.factories import make_corpus

QUADS = corpus_quads(make_corpus())
TEXT = turtle.render(QUADS).decode()


def test_rdflib_reads_the_same_graph() -> None:
    read = rdflib.Graph().parse(data=TEXT, format="turtle")
    lines = b"".join(f"{quad.triple} .\n".encode() for quad in QUADS)
    said = rdflib.Graph().parse(data=lines, format="nt")
    assert len(read) == len({quad.triple for quad in QUADS})
    assert isomorphic(read, said)


def test_order_does_not_matter() -> None:
    shuffled = QUADS.copy()
    random.Random(1).shuffle(shuffled)
    assert turtle.render(shuffled).decode() == TEXT


def test_reading_gives_back_what_was_written() -> None:
    assert {quad.triple for quad in pyoxigraph.parse(TEXT, format=pyoxigraph.RdfFormat.TURTLE)} == {
        quad.triple for quad in QUADS
    }


def test_subjects_are_grouped_under_chinese_names() -> None:
    block = TEXT.split("\n\nmeasure:云政办发-2020-31.m1 ")[1].split("\n\n")[0]
    assert block.startswith("a eli:LegalResourceSubdivision , pk:Measure ;")
    assert "pk:leadAgency agency:980100.industry-it" in block
    assert 'dcterms:title "建设新型基础设施"@zh' in block


def test_prefixes_come_first_and_sorted() -> None:
    head = TEXT.split("\n\n")[0].splitlines()
    assert head == sorted(head)
    assert all(line.startswith("@prefix ") for line in head)


def test_another_base_is_abbreviated_too() -> None:
    base = "http://graph.intranet/kg/"
    node = pyoxigraph.NamedNode(iri.document_iri(number="云政发〔2021〕2号", base=base))
    title = pyoxigraph.NamedNode("http://purl.org/dc/terms/title")
    text = turtle.render([pyoxigraph.Quad(node, title, pyoxigraph.Literal("甲"))], base=base).decode()
    assert '\ndocument:云政发-2021-2 dcterms:title "甲" .\n' in text


def test_line_breaks_in_quotations_do_not_break_the_layout() -> None:
    node, title = pyoxigraph.NamedNode("http://example.org/甲"), pyoxigraph.NamedNode("http://purl.org/dc/terms/title")
    quad = pyoxigraph.Quad(node, title, pyoxigraph.Literal('一\n二\r\n三\u2028"四"\x85'))
    [read] = pyoxigraph.parse(turtle.render([quad]), format=pyoxigraph.RdfFormat.TURTLE)
    assert read.triple == quad.triple


def test_an_empty_graph_is_an_empty_file() -> None:
    assert turtle.render([]) == b""


def test_parts_joined_equal_the_whole_also_where_two_graphs_speak_of_one_subject() -> None:
    node, title = pyoxigraph.NamedNode("http://example.org/甲"), pyoxigraph.NamedNode("http://purl.org/dc/terms/title")
    first = [pyoxigraph.Triple(node, title, pyoxigraph.Literal(text)) for text in ("一", "三")]
    second = [pyoxigraph.Triple(node, title, pyoxigraph.Literal(text)) for text in ("二", "三")]
    joined = turtle.join([*turtle.subject_blocks(first), *turtle.subject_blocks(second)])
    assert joined == turtle.render([pyoxigraph.Quad(*triple) for triple in (*first, *second)])
    assert joined.decode().count("\nhttp") + joined.decode().count("\n<http") == 1
