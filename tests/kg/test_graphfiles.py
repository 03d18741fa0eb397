"""What is written graph by graph is what rendering everything at once gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports import nquads, turtle
from kg.graph.graphfiles import writing_graph
from kg.graph.store import open_store
from kg.graph.triples import corpus_graphs, corpus_quads
from ontology.errors import OutputError
from tests.factories import make_corpus

CORPUS = make_corpus()
QUADS = corpus_quads(CORPUS)


def test_files_and_store_hold_the_whole(tmp_path: Path) -> None:
    graphs = list(corpus_graphs(CORPUS))
    with writing_graph(tmp_path, graphs[::2], graphs[1::2], base=CORPUS.base):
        assert (tmp_path / "graph.nq").read_bytes() == nquads.render(QUADS)
        assert (tmp_path / "graph.ttl").read_bytes() == turtle.render(QUADS)
    assert nquads.render(open_store(tmp_path / "store")) == nquads.render(QUADS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.nq", "graph.ttl", "store"]


def test_a_store_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("in the way", "utf-8")
    with pytest.raises(OutputError, match="store"), writing_graph(tmp_path, corpus_graphs(CORPUS), base=CORPUS.base):
        pass
