"""Passages tile the body: measures, sections of aims, and what lies between."""

from __future__ import annotations

from extract.clauses.passages import lay_passages
from ontology.model import Span


def spans(passages):
    return [(p.span, p.measure, p.section) for p in passages]


def test_measures_and_what_lies_between():
    body = Span(0, 100)
    passages = lay_passages(
        body, [(Span(10, 90), Span(10, 20), "任务", False)], [(Span(20, 50), "m1"), (Span(60, 90), "m2")], []
    )
    assert spans(passages) == [
        (Span(0, 10), None, None),
        (Span(10, 20), None, "任务"),
        (Span(20, 50), "m1", None),
        (Span(50, 60), None, None),
        (Span(60, 90), "m2", None),
        (Span(90, 100), None, None),
    ]


def test_a_section_of_aims_keeps_its_sub_clauses_together():
    clauses = [(Span(0, 60), Span(0, 10), "总体要求", True), (Span(10, 60), Span(10, 60), "主要目标", True)]
    assert spans(lay_passages(Span(0, 60), clauses, [], [])) == [(Span(0, 60), None, "总体要求")]


def test_unless_measures_stand_in_it():
    clauses = [(Span(0, 60), Span(0, 10), "其他", True)]
    passages = lay_passages(Span(0, 60), clauses, [(Span(10, 60), "m1")], [])
    assert spans(passages) == [(Span(0, 10), None, "其他"), (Span(10, 60), "m1", None)]


def test_holes_go_to_the_passage_they_begin_in():
    first, second = lay_passages(
        Span(0, 40), [], [(Span(0, 20), "m1"), (Span(20, 40), "m2")], [Span(15, 20), Span(30, 35)]
    )
    assert first.holes == (Span(15, 20),)
    assert second.holes == (Span(30, 35),)


def test_an_empty_body_has_none():
    assert lay_passages(Span(5, 5), [], [], []) == []


def test_a_box_is_nobodys_measure_and_each_of_its_lines_stands_for_itself() -> None:
    body, measure, box = Span(0, 100), Span(10, 90), Span(40, 90)
    clauses = [(measure, measure, "建设苗圃", False)]
    laid = lay_passages(body, clauses, [(measure, "m1")], [], [(box, "植树工程")])
    told = [(p.span, p.measure, p.section, p.box) for p in laid]
    assert told[1:3] == [(Span(10, 40), "m1", None, False), (box, None, "植树工程", True)]
