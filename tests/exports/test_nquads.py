"""N-Quads: sorted, nothing lost."""

from __future__ import annotations

import random
from itertools import groupby

import pyoxigraph

from exports import nquads
from kg.graph.triples import corpus_quads
from tests.factories import make_corpus

QUADS = corpus_quads(make_corpus())


def test_reading_gives_back_what_was_written() -> None:
    assert set(pyoxigraph.parse(nquads.render(QUADS), format=pyoxigraph.RdfFormat.N_QUADS)) == set(QUADS)


def test_lines_are_distinct_and_equal_whatever_the_order() -> None:
    shuffled = QUADS * 2
    random.Random(1).shuffle(shuffled)
    assert nquads.render(shuffled) == nquads.render(QUADS)
    assert nquads.render(QUADS).count(b"\n") == len(QUADS)


def test_each_graph_stands_together_and_is_sorted() -> None:
    lines = nquads.render(QUADS).decode().splitlines()
    parts = [(graph, list(part)) for graph, part in groupby(lines, key=lambda line: line.split()[-2].strip("<>"))]
    assert [graph for graph, _ in parts] == sorted({str(quad.graph_name).strip("<>") for quad in QUADS})
    assert all(part == sorted(part) for _, part in parts)
