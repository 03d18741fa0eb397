"""What the workbench is given beyond rows: statuses by day, uptake, equal indicators, questions, places."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import pytest

from kg.pages import comparisons as page_comparisons
from kg.pages import networks as page_networks
from kg.pages.comparisons import KIND_ORDER, comparisons, descent, series
from kg.pages.questions import QUESTIONS, questions
from kg.pages.states import states
from kg.resolving.status import Repeal, status_at
from ontology.model import Header
from tests.factories import NUMBER, make_corpus, make_record

CORPUS = make_corpus()
HEAD = Header(effective_from="2024-03-01", effective_until="2026-02")


@pytest.mark.parametrize(
    "day", ["2020-01-01", "2024-02-29", "2024-03-01", "2025-05-05", "2026-02-28", "2026-03-01", "2030-01-01"]
)
@pytest.mark.parametrize("repeals", [(), (Repeal("《新办法》", "2025-05-05"),), (Repeal("《新办法》", None),)])
def test_the_last_state_before_a_day_is_its_status(day, repeals):
    held = [state for state in states(HEAD, repeals) if state[0] <= day][-1]
    status = status_at(HEAD, day, repeals)
    assert held[1:] == [status.state, status.reason]


def test_states_begin_at_the_beginning_and_differ():
    found = states(HEAD)
    assert found[0][0] == ""
    assert [state[1] for state in found] == ["未施行", "有效", "失效"]
    assert states(Header()) == [["", "不明", "未见成文、施行或失效日期"]]


def test_every_measure_of_the_parent_has_a_row_and_every_other_of_the_child_is_added():
    assert [(CORPUS.records[p].document.number, CORPUS.records[c].document.number) for p, c in descent(CORPUS)] == [
        ("临政办发〔2020〕8号", NUMBER)
    ]
    (found,), _ = comparisons(CORPUS)
    parent, child = (CORPUS.records[found[side]] for side in ("parent", "child"))
    assert [up[0] for up in found["ups"]] == list(range(len(parent.measures)))
    taken = {taker for up in found["ups"] for taker in up[4]}
    assert len(taken) + len(found["adds"]) == len(child.measures)
    assert all(KIND_ORDER[up[1]] != "added" for up in found["ups"])


def test_nothing_is_compared_without_measures():
    assert comparisons(make_corpus(replace(make_record(), measures=(), responsibilities=(), targets=()))) == ([], 0)


def test_comparisons_that_are_too_many_are_counted(monkeypatch):
    monkeypatch.setattr(page_comparisons, "PAIRS", 0)
    assert comparisons(CORPUS) == ([], 1)


def test_equal_indicators_of_several_documents_come_together():
    flat = [target for record in CORPUS.records for target in record.targets]
    assert [[flat[i].indicator for i in group] for group in series(CORPUS)] == [["5G基站", "5G基站"]]


def test_questions_carry_what_binding_needs():
    assert [question["name"] for question in questions()] == list(QUESTIONS)
    for question in questions():
        for name, _, _ in question["params"]:
            assert f"VALUES ?param_{name} {{ UNDEF }}" in question["text"]


def test_no_places_for_what_the_page_draws_in_groups(monkeypatch):
    net = nx.path_graph(6)
    net.add_node("allein")
    assert set(page_networks.places(net)) == set(range(6))
    monkeypatch.setattr(page_networks, "DRAWN", 5)
    assert page_networks.places(net) == {}
