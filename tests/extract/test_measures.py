"""Which clauses are measures (annotation guide, rules 1, 6 and 7)."""

from __future__ import annotations

import pytest

from extract.clauses.measures import Owners, top
from ontology.model import Span
from tests.extract.chain import read_core


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param(
            "一、总体要求\n（一）指导思想。坚持。\n（二）主要目标。到2025年。\n二、任务\n（一）建网。加快。\n三、保障措施\n（一）领导。重视。",
            ["(一)", "(一)"],
            id="aims are none, 保障措施 are",
        ),
        pytest.param("一、建网。加快建网。\n二、建库。加快建库。", ["一", "二"], id="top-level clauses"),
        pytest.param(
            "一、支持范围\n（一）奖励\n第1条 建网。加快。\n第2条 建库。加快。\n二、兑现\n第3条 审核。按月。",
            ["第1条", "第2条", "第3条"],
            id="articles that count on through sections, and a scope that is one",
        ),
        pytest.param(
            "第一章 总则\n第一条 到2035年，林业产值突破10亿元。\n第二章 任务\n第二条 造林。加快。",
            ["第二条"],
            id="an article that only says what is to be attained",
        ),
        pytest.param(
            "（一）建网。\n1.建站。甲。（市工信局负责）\n2.建线。乙。（市数据局负责）",
            ["1", "2"],
            id="items with statements of their own",
        ),
        pytest.param(
            "（一）建网。\n1.建站。甲。\n2.建线。乙。\n（市工信局负责）",
            ["(一)"],
            id="one statement on a line of its own",
        ),
        pytest.param(
            "（一）建网。抓好建设。（市工信局负责）\n1.建站。甲。\n2.建线。乙。",
            ["(一)"],
            id="the clause has the statement",
        ),
        pytest.param(
            "（一）建网。抓好建设。（市工信局负责）\n1.建站。甲。（市数据局牵头）\n2.建线。乙。",
            ["(一)"],
            id="the clause has a statement and one of its points names a body more",
        ),
        pytest.param("（一）建网。\n1.建站。甲。\n2.建线。乙。", ["1", "2"], id="nobody is named: the lowest clauses"),
        pytest.param(
            "一、任务（一）建网。1.建站。甲。2.建线。乙。责任单位：市工信局（二）建库。1.选址。丙。2.施工。丁。责任单位：市数据局",
            ["(一)", "(二)"],
            id="one statement without brackets behind the last of several items, no line breaks",
        ),
        pytest.param(
            "第一章 总则\n第二章 职责\n第一章 总则\n第一条 植树。甲。\n第二章 职责\n第二条 管护。乙。",
            ["第一条", "第二条"],
            id="a table of contents",
        ),
        pytest.param(
            "（一）建网。\n1.建站。甲。\n2.建线。乙。\n（市工信局负责）\n（二）建库。\n1.选址。丙。（市数据局负责）\n2.施工。丁。（市财政局负责）",
            ["(一)", "1", "2"],
            id="a statement on a line of its own beside inline ones",
        ),
        pytest.param(
            "（一）试点。\n试点企业应具备以下条件：\n1.守信。\n2.达标。\n（二）推广。\n全面推广。",
            ["(一)", "(二)"],
            id="conditions",
        ),
        pytest.param("（一）建网。分三步：①选址；②施工；③验收。（市工信局负责）", ["(一)"], id="points in a paragraph"),
        pytest.param("（一）建网。\n（1）选址。\n（2）施工。", ["(一)"], id="(1) lists points"),
        pytest.param("（一）补助。符合下列条件：\n1.合法；\n2.守信；\n3.达标。", ["(一)"], id="points of one sentence"),
        pytest.param(
            "第一章 总则\n第一条 为了管理。\n第二条 应当符合：\n（一）合法；\n（二）守信。\n"
            "第二章 附则\n第三条 自公布起施行。",
            ["第一条", "第二条"],
            id="articles with their items; 附则 is none",
        ),
        pytest.param(
            "三、其他\n（一）宣传。做好宣传。（市委宣传部负责）",
            ["(一)"],
            id="a heading that announces none, with a statement below it",
        ),
        pytest.param("一、工作要求\n（一）加强领导。重视。", ["(一)"], id="工作要求 are tasks"),
        pytest.param("没有编号的通知。", [], id="no numbered clause"),
    ],
)
def test_choice(text, labels):
    assert read_core(text).labels() == labels


def test_section_is_the_title_of_the_top_clause():
    reading = read_core("二、重点任务\n（一）建网\n1.建站。甲。（市工信局负责）\n三、加强宣传。多种形式。")
    assert [(m.label, m.section) for m in reading.measures] == [("1", "重点任务"), ("三", None)]
    assert [m.id for m in reading.measures] == ["m1", "m2"]
    first = reading.measures[0]
    assert first.parent == "c2"
    assert first.rule == "measure.arabic"
    assert top(reading.clauses[2], {c.id: c for c in reading.clauses}).label == "二"


def test_sections_are_the_clauses_that_are_no_measures_and_in_none():
    reading = read_core(
        "一、总体要求\n坚持。\n二、任务\n（一）建网。（1）选址。（2）施工。\n（二）建库。（市数据局负责）"
    )
    assert [(s.label, s.title, s.parent) for s in reading.sections] == [("一", "总体要求", None), ("二", "任务", None)]


def test_text_and_span_agree():
    reading = read_core("一、任务\n（一）建网。甲。（市工信局负责）\n\n（二）建库。乙。\n")
    assert [m.text for m in reading.measures] == ["（一）建网。甲。（市工信局负责）", "（二）建库。乙。"]
    assert all(m.text == reading.text[slice(*m.span)] for m in reading.measures)


def test_owner():
    measures = read_core("（一）建网。甲。\n（二）建库。乙。（市数据局负责）").measures
    owners = Owners(measures)
    assert owners.around(Span(2, 3)) is measures[0]
    assert owners.around(Span(len("（一）建网。甲。"), 99)) is None
    (statement,) = read_core("（一）建库。乙。（市数据局负责）").statements
    assert Owners(measures[:1]).of(statement) is None


DUTIES = (
    "一、工作职责\n（一）市工信局\n1.制定规划。印发。\n2.统筹推进。\n"
    "（二）市财政局：安排资金，监督使用。\n二、保障\n（一）领导。"
)


def test_duties_listed_by_organ():
    reading = read_core(DUTIES)
    assert reading.titles() == ["制定规划", "统筹推进", "市财政局", "领导"]
    assert [reading.who(f"m{i}") for i in (1, 2, 3, 4)] == [
        "市工信局:responsible",
        "市工信局:responsible",
        "市财政局:responsible",
        "",
    ]
    row = reading.responsibilities[0]
    assert (row.rule, row.basis, reading.text[slice(*row.span)]) == ("duties.heading", "stated", "市工信局")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "一、市工信局（2项）\n1.编制规划。甲。\n2.统筹。乙。\n二、市财政局\n1.安排资金。",
            ["市工信局:responsible", "市工信局:responsible", "市财政局:responsible"],
            id="no heading above, but all of them names",
        ),
        pytest.param(
            "一、职责分工\n1.市工信局负责统筹推进，制定规划。\n2.市财政局、科技局牵头编制预算。",
            ["市工信局:responsible", "市财政局:lead 市科技局:lead"],
            id="clauses that begin with their body",
        ),
        pytest.param(
            "一、职责分工\n市工信局：统筹推进。\n市财政局：保障资金。",
            ["市工信局:responsible 市财政局:responsible"],
            id="lines of one clause",
        ),
        pytest.param(
            "一、部门职责\n（一）市工信局\n1.制定规划。（配合单位：市财政局）",
            ["市财政局:participant 市工信局:responsible"],
            id="with a statement besides",
        ),
        pytest.param("一、高新园区\n甲。\n二、创新中心\n乙。", ["", ""], id="places of work are no organs"),
        pytest.param(
            "一、重点任务\n（一）市工信局\n甲。\n（二）强化宣传\n乙。", ["", ""], id="one name among other headings"
        ),
    ],
)
def test_organs(text, expected):
    reading = read_core(text)
    assert [reading.who(measure.id) for measure in reading.measures] == expected


def test_articles_that_set_terms_of_the_document_are_no_measures():
    reading = read_core(
        "第一条 为支持企业发展，根据有关规定，制定本办法。\n第二条 本办法所称重点企业，是指经认定的企业。\n"
        "第三条 载体建设。对新认定的载体给予30万元支持。\n第四条 申请奖励的企业应提交以下材料：营业执照。\n"
        "第五条 外资企业参照本办法执行。\n第六条 本办法自2023年9月8日起施行，有效期3年。"
    )
    assert reading.titles() == ["载体建设"]


def test_items_of_an_article_with_headings_of_their_own_are_measures():
    reading = read_core(
        "第一条 企业培育。对符合条件的企业给予支持：\n（一）落户补贴。对新落户的企业，给予10万元奖励。\n"
        "（二）租金补贴。对入驻园区的企业，按租金的50%给予补贴。\n"
        "第二条 人才引进。具体如下：\n（一）对博士，给予每人5万元补贴。\n（二）对硕士，给予每人2万元补贴。\n"
        "第三条 （一）对新认定的总部企业，给予奖励。"
    )
    assert reading.titles() == ["落户补贴", "租金补贴", "人才引进", "对新认定的总部企业"]
    assert [measure.section for measure in reading.measures] == ["企业培育", "企业培育", None, None]


def test_a_heading_in_brackets_of_its_own():
    reading = read_core("第三条 【落户支持】对新引进企业给予支持。\n第四条【办公用房】\n按租金给予补贴。")
    assert reading.titles() == ["落户支持", "办公用房"]
