"""The clause tree, with and without line breaks."""

from __future__ import annotations

import pytest

from extract.clauses.clause_tree import parse_clauses
from ontology.model import Span
from tests.extract.chain import read_core


def tree(text: str) -> list[tuple[str, str, int]]:
    return [(clause.label, clause.title, clause.depth) for clause in parse_clauses(text, 0, len(text), [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "一、任务\n（一）建网。\n1.建站。甲。\n2.建线。乙。\n（二）建库。\n二、保障\n（一）领导。",
            [
                *[("一", "任务", 0), ("(一)", "建网", 1), ("1", "建站", 2), ("2", "建线", 2)],
                *[("(二)", "建库", 1), ("二", "保障", 0), ("(一)", "领导", 1)],
            ],
            id="the ranks of GB/T 9704",
        ),
        pytest.param(
            "第一章 总则\n第一条 为了管理，制定本办法。\n第二章 申报\n第二条 申报应当：\n（一）合法；",
            [
                *[("第一章", "总则", 0), ("第一条", "为了管理", 1), ("第二章", "申报", 0)],
                *[("第二条", "申报应当", 1), ("(一)", "合法", 2)],
            ],
            id="chapters, articles, items",
        ),
        pytest.param(
            "1.任务\n1.1建网\n1.1.1建站。\n1.2建库。\n2.保障",
            [("1", "任务", 0), ("1.1", "建网", 1), ("1.1.1", "建站", 2), ("1.2", "建库", 1), ("2", "保障", 0)],
            id="dotted numbers",
        ),
        pytest.param(
            "一、任务（一）建网。甲。（二）建库。乙。二、保障1.领导。2.资金。",
            [
                *[("一", "任务", 0), ("(一)", "建网", 1), ("(二)", "建库", 1)],
                *[("二", "保障", 0), ("1", "领导", 1), ("2", "资金", 1)],
            ],
            id="no line breaks",
        ),
        pytest.param(
            "1.补助。对企业给予：①研发补助；②设备补助。\n2.奖励。",
            [("1", "补助", 0), ("①", "研发补助", 1), ("②", "设备补助", 1), ("2", "奖励", 0)],
            id="circled points in a line",
        ),
        pytest.param("(一)建网\n(二)建库", [("(一)", "建网", 0), ("(二)", "建库", 0)], id="half-width"),
        pytest.param("没有编号的文字。", [], id="no numbers"),
    ],
)
def test_trees(text, expected):
    assert tree(text) == expected


def test_spans_nest_and_own_text_ends_at_the_first_child():
    text = "一、任务\n总述。\n（一）建网。甲。\n（二）建库。\n\n二、保障"
    clauses = {clause.label: clause for clause in parse_clauses(text, 0, len(text), [])}
    assert text[slice(*clauses["一"].span)] == "一、任务\n总述。\n（一）建网。甲。\n（二）建库。"
    assert text[slice(*clauses["一"].own)] == "一、任务\n总述。"
    assert clauses["一"].children == (clauses["(一)"].id, clauses["(二)"].id)
    assert clauses["(二)"].parent == clauses["一"].id


def test_a_mark_inside_a_statement_begins_no_clause():
    text = "（一）建网。（1.市工信局；2.市财政局负责）\n（二）建库。"
    statement = Span(text.index("（1"), text.index("）\n") + 1)
    assert [clause.label for clause in parse_clauses(text, 0, len(text), [statement])] == ["(一)", "(二)"]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        pytest.param(
            "（一）条件。应当符合：\n1.合法；\n2.守信；\n3.达标。", True, id="one sentence: colon and semicolons"
        ),
        pytest.param("（一）任务。做好以下工作：\n1.建网。\n2.建库。\n3.建台。", False, id="sentences of their own"),
        pytest.param("第一条 有下列情形的：\n（一）违法。\n（二）失信。", True, id="items of an article"),
    ],
)
def test_points_of_a_sentence(text, points):
    assert {clause.point for clause in parse_clauses(text, 0, len(text), []) if clause.parent} == {points}


def test_inline_marks_of_a_text_with_lines():
    text = "一、任务\n（一）建网。1.建站。2.建线。\n（二）建库。"
    assert [clause.inline for clause in parse_clauses(text, 0, len(text), [])] == [False, False, True, True, False]


def test_a_table_ends_the_clause_before_it():
    text = "一、任务\n见下表。\n序号\t任务\t责任单位\n1.\t建网\t市工信局\n二、保障\n加强领导。"
    reading = read_core(text)
    first = reading.clauses[0]
    assert first.table
    assert text[slice(*first.span)] == "一、任务\n见下表。"
    assert [clause.label for clause in reading.clauses] == ["一", "二"]


def test_a_clause_beside_headed_ones_runs_into_its_text_without_a_stop() -> None:
    text = "1.建设网络。加快改造。\n2.完善服务体验依托应用程序，打造体系。\n3.开展培训。每年一次。"
    assert [c.title for c in parse_clauses(text, 0, len(text), [])] == ["建设网络", "完善服务体验", "开展培训"]
    alone = "1.建设网络，加快改造。\n2.完善服务体验依托应用程序，打造体系。\n3.开展培训，每年一次。"
    assert parse_clauses(alone, 0, len(alone), [])[1].title == "完善服务体验依托应用程序"
