"""Headings without numbers above numbered clauses."""

from __future__ import annotations

import pytest

from extract.clauses.clause_tree import parse_clauses
from ontology.model import Span
from tests.extract.chain import read_core

GREEN = (
    "植树造林\n1.植树。植树3亩。\n2.种草。种草5亩。\n治理河流\n3.治河。治理河道。\n"
    "强化保障\n4.领导。加强领导。\n5.资金。落实资金。"
)


def tree(text: str, *statements: Span) -> list[tuple[str, str, int]]:
    clauses = parse_clauses(text, 0, len(text), statements)
    return [(clause.label, clause.title, clause.depth) for clause in clauses]


def test_lines_above_clauses_that_count_on_are_their_sections():
    assert tree(GREEN) == [
        *[("", "植树造林", 0), ("1", "植树", 1), ("2", "种草", 1)],
        *[("", "治理河流", 0), ("3", "治河", 1), ("", "强化保障", 0), ("4", "领导", 1), ("5", "资金", 1)],
    ]


def test_a_measure_tells_its_section_and_ends_before_the_next_heading():
    record = read_core(f"云河市绿化方案\n{GREEN}")
    assert [(m.label, m.section, m.text.splitlines()[-1]) for m in record.measures][1:3] == [
        ("2", "植树造林", "2.种草。种草5亩。"),
        ("3", "治理河流", "3.治河。治理河道。"),
    ]
    assert [(s.label, s.title) for s in record.sections] == [
        (None, "植树造林"),
        (None, "治理河流"),
        (None, "强化保障"),
    ]


def test_of_two_lines_the_first_is_the_outer_heading():
    text = "绿化\n".replace("绿化", "绿化国土") + GREEN.replace("强化保障", "保障措施\n强化领导")
    assert [(title, depth) for label, title, depth in tree(text) if not label] == [
        *[("绿化国土", 0), ("植树造林", 1), ("治理河流", 1)],
        *[("保障措施", 0), ("强化领导", 1)],
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(GREEN.replace("强化保障\n", ""), id="two lines may be anything"),
        pytest.param("第一章 总则\n" + GREEN, id="sections are numbered chapters"),
        pytest.param(GREEN.replace("4.", "9."), id="the numbers do not count on"),
        pytest.param(GREEN.replace("治理河流", "市水利局"), id="a body"),
        pytest.param(GREEN.replace("种草5亩。", "种草5亩，形成一片"), id="a paragraph that was wrapped"),
        pytest.param(GREEN.replace("2.种草。种草5亩。\n", ""), id="a line before almost every clause"),
    ],
)
def test_other_short_lines_are_no_headings(text):
    assert "" not in {label for label, _, _ in tree(text)}


def test_a_statement_on_the_line_before_ends_a_clause():
    text = GREEN.replace("种草5亩。", "种草5亩。\n牵头单位：市林业局")
    at = text.index("牵头单位")
    assert [title for label, title, _ in tree(text, Span(at, text.index("\n", at))) if not label] == [
        *["植树造林", "治理河流", "强化保障"],
    ]
