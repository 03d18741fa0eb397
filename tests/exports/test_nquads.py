"""N-Quads: sorted, nothing lost."""

from __future__ import annotations

import random

import pyoxigraph

from exports import nquads
from kg.triples import corpus_quads
from tests.factories import make_corpus

QUADS = corpus_quads(make_corpus())


def test_reading_gives_back_what_was_written() -> None:
    assert set(pyoxigraph.parse(nquads.render(QUADS), format=pyoxigraph.RdfFormat.N_QUADS)) == set(QUADS)


def test_lines_are_sorted_and_distinct_whatever_the_order() -> None:
    shuffled = QUADS * 2
    random.Random(1).shuffle(shuffled)
    lines = nquads.render(shuffled).splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) == len(QUADS)
