"""Who carries a measure: ordering rules, blanket clauses, several statements, prose."""

from __future__ import annotations

import pytest

from tests.extract.chain import read_core

TWO = "（二）建库。抓好。（市数据局、市财政局负责）\n"


def test_an_ordering_rule_holds_from_where_it_is_stated():
    reading = read_core(
        "（一）建网。甲。（市工信局、市财政局负责）\n（二）建库。乙。（市数据局、市财政局负责，排第一的为牵头部门，下同）\n"
        "（三）建台。丙。（市科技局、市教育局按职责分工负责）\n（四）宣传。丁。（市委宣传部负责）"
    )
    assert reading.who("m1") == "市工信局:responsible 市财政局:responsible"
    assert reading.who("m2") == "市数据局:lead* 市财政局:participant*"
    assert reading.who("m3") == "市科技局:lead* 市教育局:participant*"  # no exception is printed
    assert reading.who("m4") == "市委宣传部:lead*"  # a single body leads
    row = next(row for row in reading.responsibilities if row.measure == "m3")
    assert reading.text[slice(*row.rule_span)] == "排第一的为牵头部门，下同"
    assert row.rule == "order.first"


def test_an_exception_is_honoured_but_where_the_rule_itself_stands():
    reading = read_core(
        "1.建网。甲。（市工信局、财政局按职责分工负责；除有说明按职责分工负责外，排第一的为牵头部门，下同）\n"
        "2.建库。乙。（市数据局、财政局按职责分工负责）\n3.建台。丙。（市科技局、教育局）"
    )
    assert reading.who("m1") == "市工信局:lead* 市财政局:participant*"
    assert reading.who("m2") == "市数据局:responsible 市财政局:responsible"
    assert reading.who("m3") == "市科技局:lead* 市教育局:participant*"


def test_a_mark_beside_a_name_tells_who_leads():
    reading = read_core(
        "1.建网。甲。（★市工信局、财政局、各县区政府；标★的为牵头单位，下同）\n"
        "2.建库。乙。（市数据局★、工信局★，财政局）\n3.宣传。丙。（市工信局、市财政局）"
    )
    assert reading.who("m1") == "市工信局:lead* 市财政局:participant* 各县区政府:participant*"
    assert reading.who("m2") == "市数据局:lead* 市工信局:lead* 市财政局:participant*"
    assert reading.who("m3") == "市工信局:responsible 市财政局:responsible"  # no name is marked


def test_stated_roles_are_not_touched_by_an_ordering_rule():
    reading = read_core(
        "（一）建网。甲。（市工信局、市科技局负责，列第一位者为牵头，下同）\n（二）建库。乙。（市数据局、市财政局牵头，市教育局配合）"
    )
    assert reading.who("m2") == "市数据局:lead 市财政局:lead 市教育局:participant"


def test_the_comma_rule():
    reading = read_core(
        "（一）建网。甲。（市工信局、市科技局，市财政局、各县区政府，逗号前为牵头单位，其余按职责分工负责，下同）\n"
        "（二）建库。乙。（市数据局，市财政局）\n（三）建台。丙。（市教育局）"
    )
    assert reading.who("m1") == "市工信局:lead* 市科技局:lead* 市财政局:participant* 各县区政府:participant*"
    assert reading.who("m2") == "市数据局:lead* 市财政局:participant*"
    assert reading.who("m3") == "市教育局:lead*"


@pytest.mark.parametrize(
    "note", ["注：排第一的为牵头单位。", "备注：责任单位中列第一位的为牵头单位。", "（排名第一的为牵头单位）"]
)
def test_a_closing_note_holds_for_the_whole_text(note):
    reading = read_core(f"（一）建网。甲。（市工信局、市财政局负责）\n{TWO}{note}")
    assert reading.who("m1") == "市工信局:lead* 市财政局:participant*"
    assert reading.who("m2") == "市数据局:lead* 市财政局:participant*"


def test_an_ordering_rule_leaves_out_the_items_that_it_names():
    rows = "".join(f"（{n}）建网。抓好。（市工信局、市财政局）\n" for n in "一二三")
    reading = read_core(f"{rows}注：除第2、3项按职责分工负责外，排在第一位的为牵头单位。")
    roles = [row.role for row in reading.responsibilities]
    assert roles == ["lead", "participant", *["responsible"] * 4]


def test_a_blanket_clause_reaches_every_later_measure():
    reading = read_core(
        "（一）建网。甲。（市工信局负责）\n（二）建库。乙。（市数据局负责；以下均需各县区政府、开发区管委会负责，不再列出）\n"
        "（三）建台。丙。（市科技局牵头）\n（四）宣传。丁。"
    )
    assert reading.who("m1") == "市工信局:responsible"
    assert reading.who("m2") == "市数据局:responsible"
    assert reading.who("m3") == "市科技局:lead 各县区政府:responsible+ 开发区管委会:responsible+"
    assert reading.who("m4") == "各县区政府:responsible+ 开发区管委会:responsible+"
    row = reading.responsibilities[-1]
    assert reading.text[slice(*row.rule_span)] == "以下均需各县区政府、开发区管委会负责，不再列出"


def test_a_blanket_clause_may_begin_with_the_measure_it_stands_in():
    reading = read_core(
        "（一）建网。甲。（市工信局负责）\n"
        "（二）建库。乙。〔责任单位：市数据局。具体任务均涉及相关县（市、区）政府，不再做分工，下同。〕\n"
        "（三）建台。丙。〔责任单位：市科技局〕"
    )
    assert reading.who("m1") == "市工信局:responsible"
    assert reading.who("m2") == "市数据局:responsible 相关县（市、区）政府:responsible+"
    assert reading.who("m3") == "市科技局:responsible 相关县（市、区）政府:responsible+"


def test_a_blanket_clause_may_look_back():
    reading = read_core(f"（一）建网。甲。（市工信局负责）\n{TWO}以上任务均需各县区政府配合，不再单独列出。")
    assert reading.who("m1") == "市工信局:responsible 各县区政府:participant+"


def test_a_body_that_is_stated_is_not_added_by_a_blanket_clause():
    reading = read_core("（一）建网。（以下均需各县区政府负责，不再列出）\n（二）建库。乙。（各县区政府牵头）")
    assert reading.who("m2") == "各县区政府:lead"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "（一）建网。甲。（市工信局负责）乙。（市财政局、市工信局牵头）",
            "市工信局:lead 市财政局:lead",
            id="several statements: each body once, its strongest role",
        ),
        pytest.param(
            "（一）建网。甲。（市工信局负责）乙。（市财政局负责）",
            "市工信局:responsible 市财政局:responsible",
            id="several statements in one paragraph",
        ),
        pytest.param(
            "（一）建网。由市科技局、市财政局牵头，会同有关部门落实。",
            "市科技局:lead 市财政局:lead",
            id="prose: 由…牵头",
        ),
        pytest.param(
            "（一）建网。由市科技局牵头，会同市财政局、市教育局建立联席会议机制，加快推进。",
            "市科技局:lead 市财政局:participant 市教育局:participant",
            id="prose: who joins stands before the task",
        ),
        pytest.param(
            "（一）建网。由市政务办、市司法局依职责分别负责。",
            "市政务办:responsible 市司法局:responsible",
            id="prose: each by its duties",
        ),
        pytest.param(
            "（一）建网。抓好。由农业农村部牵头，会同财政部、供销合作总社，各有关部门推进。",
            "农业农村部:lead 财政部:participant 供销合作总社:participant 各有关部门:participant",
            id="prose: a sentence that says nothing but who",
        ),
        pytest.param(
            "（一）建网。台账由农业农村部会同有关部门负责建立。检查由中国人民银行负责。",
            "农业农村部:lead 有关部门:participant 中国人民银行:responsible",
            id="prose: others that are not told by name",
        ),
        pytest.param(
            "（一）建网。由市住建局（市人防办）牵头负责道路，市公安局牵头负责，“三区”管委会具体负责。",
            "市住建局:lead 市人防办:lead 市公安局:lead “三区”管委会:participant",
            id="prose: one leads this, another that",
        ),
        pytest.param(
            "（一）建网。由市城管局牵头，市数据中心、云河、青河公司配合。",
            "市城管局:lead 市数据中心:participant 青河公司:participant",
            id="prose: those that are told by name take part",
        ),
        pytest.param(
            "（一）建网。抓好。（责任单位：各市〔地〕政府〔行署〕）",
            "各市〔地〕政府〔行署〕:responsible",
            id="brackets of any kind",
        ),
        pytest.param(
            "（一）建网。由交通运输部牵头，发展改革委、财政部配合。",
            "交通运输部:lead 发展改革委:participant 财政部:participant",
            id="prose: bodies of the centre without a level word",
        ),
        pytest.param(
            "（一）建网。抓好。（人民银行、外汇局）", "人民银行:responsible 外汇局:responsible", id="of the centre"
        ),
        pytest.param("（一）建网。抓好。（西部、东部）", "", id="no bodies"),
        pytest.param(
            "（一）建网。抓好。（市文化广电和旅游局（市文物局）、丰县政府、沛县政府负责）",
            "市文化广电和旅游局:responsible 市文物局:responsible 丰县政府:responsible 沛县政府:responsible",
            id="names that hold 和 or look like places",
        ),
        pytest.param(
            "（一）建网。抓好。（责任单位：各区、县（市）林业局）", "各区、县（市）林业局:responsible", id="one group"
        ),
        pytest.param("（一）建网。抓好。市科技局牵头建立台账。", "市科技局:lead", id="prose: a sentence of its own"),
        pytest.param("（一）建网。由市科技局负责组织。", "市科技局:responsible", id="prose: 由…负责"),
        pytest.param("（一）建网。由企业自主负责。", "", id="prose: not a body of government"),
        pytest.param("（一）建网。市科技局要牵头抓好。", "", id="prose: no assignment"),
        pytest.param("（一）建网。由各级妇幼机构负责。", "", id="prose: a kind of bodies"),
        pytest.param(
            "（一）建网。由市科技局牵头。（市财政局负责）", "市财政局:responsible", id="a statement goes before prose"
        ),
        pytest.param("（一）建网。加快建设。", "", id="nobody"),
    ],
)
def test_rows(text, expected):
    assert read_core(text).who() == expected


def test_rows_come_in_the_order_of_the_measures_and_quote_what_is_printed():
    reading = read_core(
        "二、任务\n（一）建网。甲。（市工信局、财政局负责）\n（二）建库。乙。（市数据局（市大数据中心）负责）"
    )
    assert [(r.measure, r.surface, reading.text[slice(*r.span)]) for r in reading.responsibilities] == [
        ("m1", "市工信局", "市工信局"),
        ("m1", "市财政局", "财政局"),
        ("m2", "市数据局", "市数据局"),
        ("m2", "市大数据中心", "市大数据中心"),
    ]


def test_statements_of_items_and_of_the_clause():
    reading = read_core(
        "（一）建网。抓好统筹。（市工信局负责）\n1.建站。甲。（市通信管理局负责）\n2.建线。乙。（市住建局负责）\n"
        "（二）建库。（市数据局负责）\n1.归集。甲。\n2.共享。乙。"
    )
    assert reading.titles() == ["建站", "建线", "建库"]
    assert [reading.who(f"m{i}") for i in (1, 2, 3)] == [
        "市通信管理局:responsible",
        "市住建局:responsible",
        "市数据局:responsible",
    ]


def test_running_text():
    reading = read_core(
        "一、总体要求以人民为中心，坚持创新。二、重点任务（一）建设网络。加快建网。（市工信局牵头，市财政局配合）"
        "（二）建设平台。加快建库。（市数据局、财政局按职责分工负责）三、保障措施（三）加强组织领导各级各部门要高度重视，强化统筹。"
    )
    assert reading.titles() == ["建设网络", "建设平台", "加强组织领导"]
    assert [m.section for m in reading.measures] == ["重点任务", "重点任务", "保障措施"]
    assert [reading.who(f"m{i}") for i in (1, 2)] == [
        "市工信局:lead 市财政局:participant",
        "市数据局:responsible 市财政局:responsible",
    ]


def test_a_statement_without_brackets_ends_where_the_next_number_runs_into_it():
    reading = read_core(
        "二、降低成本1.减税降费。全年减税20亿元。牵头单位：市税务局；配合单位：市财政局、市人社局2.降低用电成本。"
        "责任单位：市发改委、云河供电公司三、工作要求各地各部门要加强领导。"
    )
    assert reading.titles() == ["减税降费", "降低用电成本", "工作要求"]
    assert reading.who("m1") == "市税务局:lead 市财政局:participant 市人社局:participant"
    assert reading.who("m2") == "市发改委:responsible 云河供电公司:responsible"


def test_duties_of_several_bodies():
    reading = read_core(
        "一、职责分工\n1.市水利局会同市住建局负责用地保障。\n2.市公安局、市城管委按职责分工负责交通疏导。"
    )
    assert [reading.who(f"m{i}") for i in (1, 2)] == [
        "市水利局:responsible 市住建局:responsible",
        "市公安局:responsible 市城管委:responsible",
    ]


def test_duties_listed_by_body_in_the_sentences_of_one_clause():
    reading = read_core(
        "第一条 落户奖励。对新落户企业给予10万元奖励。\n第三章 附则\n第二条 相关部门职责分工为：\n"
        "市发改委负责认定初审；市商务局会同市外办负责总部企业的认定；市财政局牵头拨付资金。\n"
        "第三条 涉及的金额均以人民币计算。\n第四条 本办法自2023年1月1日起施行。"
    )
    assert reading.titles() == ["落户奖励", "相关部门职责分工为"]
    assert reading.who("m2") == "市发改委:responsible 市商务局:responsible 市外办:responsible 市财政局:lead"
