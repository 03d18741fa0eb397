"""The lineage query with the status of its ends on a day."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph

from kg.graph.query import run_query
from kg.graph.store import load_quads
from kg.graph.triples import corpus_quads
from kg.resolving.status import with_status
from tests.factories import make_corpus, make_parent_record, make_record


def test_each_end_has_its_status_and_a_missing_one_has_none() -> None:
    parent, child = make_parent_record(), make_record()
    parent = replace(parent, document=replace(parent.document, effective_until="2022-12-31"))
    corpus = make_corpus(parent, child)
    store = load_quads(pyoxigraph.Store(), corpus_quads(corpus))
    result = with_status(run_query(store, "lineage"), corpus, "2024-01-01")
    rows = [dict(zip(result.columns, row, strict=True)) for row in result.values()]
    (known,) = [row for row in rows if row["ancestor_number"] == parent.document.number]
    assert known["ancestor_status"] == "失效"
    assert known["status"]
    assert {row["ancestor_status"] for row in rows if row is not known} <= {""}
