"""Agency statements: brackets, prefixes, suffixes, lists of names, ordering rules and blanket clauses."""

from __future__ import annotations

import pytest

from extract.agencies.statement_rules import find_blankets, find_order_rules, rules
from extract.agencies.statements import find_statements
from ontology.model import Span
from tests.extract.chain import who

LEAD_AND_TWO = "市工信局:lead 市财政局:participant 市科技局:participant"
LEAD_AND_ONE = "市工信局:lead 市财政局:participant"
BOTH = "市工信局:responsible 市财政局:responsible"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（市工信局牵头，市财政局、科技局配合）", LEAD_AND_TWO),
        ("（市工信局牵头，市财政局、科技局等分工负责）", LEAD_AND_TWO),
        ("（市工信局牵头，市财政局、科技局按职责分工负责）", LEAD_AND_TWO),
        ("（市工信局牵头，市财政局、科技局参与）", LEAD_AND_TWO),
        pytest.param("（市工信局牵头，财政局、科技局配合）", LEAD_AND_TWO, id="the prefix reaches over the comma"),
        ("（市工信局牵头、市财政局配合）", LEAD_AND_ONE),
        pytest.param("（市工信局牵头市财政局配合）", LEAD_AND_ONE, id="no comma"),
        pytest.param("（市工信局牵头督导，市财政局参与）", LEAD_AND_ONE, id="leads and supervises"),
        ("（市工信局牵头抓总，市财政局协同推进）", LEAD_AND_ONE),
        ("（市工信局牵头负责，市财政局协助）", LEAD_AND_ONE),
        pytest.param("（市工信局牵头，市财政局负责落实）", LEAD_AND_ONE, id="beside a leader, 负责 takes part"),
        ("（市工信局会同市财政局负责）", LEAD_AND_ONE),
        pytest.param("（市工信局会同市财政局）", LEAD_AND_ONE, id="会同 alone"),
        pytest.param("（责任单位：市工信局会同市财政局负责）", LEAD_AND_ONE, id="会同 behind 责任单位"),
        ("（市工信局牵头，会同市财政局、市科技局落实）", LEAD_AND_TWO),
        ("（市工信局主责，市财政局配责）", LEAD_AND_ONE),
        ("（由市工信局牵头，市财政局配合）", LEAD_AND_ONE),
        ("（以上任务由市工信局牵头）", "市工信局:lead"),
        ("（市工信局、市财政局牵头）", "市工信局:lead 市财政局:lead"),
        ("（市工信局负责，市财政局配合）", "市工信局:responsible 市财政局:participant"),
        ("（市工信局、市财政局按职责分工负责）", BOTH),
        ("（市工信局、财政局等有关部门和单位按职责分工负责）", f"{BOTH} 有关部门和单位:responsible"),
        ("（市工信局、市财政局分别负责）", BOTH),
        ("（市工信局、市财政局共同负责）", BOTH),
        ("（市工信局、市财政局依职责分工负责）", BOTH),
        ("（市工信局、市财政局等部门按照职责分工落实）", BOTH),
        ("（市工信局指导，各县区政府负责）", "市工信局:participant 各县区政府:responsible"),
        ("（市工信局统筹，各县区政府负责实施）", "市工信局:responsible 各县区政府:responsible"),
        ("（各县、区人民政府，市直有关部门按职责分工负责）", "各县、区人民政府:responsible 市直有关部门:responsible"),
        ("（市交通运输局（市邮政管理局）牵头）", "市交通运输局:lead 市邮政管理局:lead"),
        (
            "（工业和信息化部牵头，财政部、税务总局等参与）",
            "工业和信息化部:lead 财政部:participant 税务总局:participant",
        ),
    ],
)
def test_cues_behind_the_names(text, expected):
    assert who(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（责任单位：市工信局、市财政局）", BOTH),
        pytest.param("(责任单位:市工信局、市财政局〕", BOTH, id="brackets of two kinds, half-width colon"),
        pytest.param("（责任单位：市工信局、、财政局、）", BOTH, id="doubled and trailing separators"),
        pytest.param("（责任单位：市工信局市财政局）", BOTH, id="forgotten separator"),
        pytest.param("（责任单位：市工信局、市财政局", BOTH, id="never closed"),
        pytest.param("（责任单位：市工信局；市财政局。）", BOTH, id="other separators"),
        pytest.param("（责任单位：市工信局、市财政局按职责分工负责）", BOTH, id="says it twice"),
        ("（责任领导：张某；责任单位：市工信局、市财政局）", BOTH),
        ("（牵头单位：市工信局；责任单位：市财政局、科技局）", LEAD_AND_TWO),
        ("（牵头单位：市工信局，配合单位：市财政局、科技局）", LEAD_AND_TWO),
        pytest.param("（牵头单位：市工信局 配合单位：市财政局、市科技局）", LEAD_AND_TWO, id="a blank between"),
        pytest.param("（牵头单位：市工信局配合单位：市财政局）", LEAD_AND_ONE, id="nothing between"),
        pytest.param("（牵头单位：市工信局。责任单位：市财政局。）", LEAD_AND_ONE, id="full stops between"),
        ("（牵头：市工信局；配合：市财政局）", LEAD_AND_ONE),
        ("（主办单位：市工信局，协办单位：市财政局）", LEAD_AND_ONE),
        ("（第一责任单位：市工信局，责任单位：市财政局）", LEAD_AND_ONE),
        ("（牵头单位：市工信局，市财政局配合）", LEAD_AND_ONE),
        ("（市工信局牵头，配合单位：市财政局）", LEAD_AND_ONE),
        ("（牵头单位：市工信局、市财政局）", "市工信局:lead 市财政局:lead"),
        ("（责任单位：市工信局，配合单位：市财政局）", "市工信局:responsible 市财政局:participant"),
        ("（责任科室：法规科）", "法规科:responsible"),
        ("（责任单位：各镇、街道）", "各镇、街道:responsible"),
        ("（责任单位：市有关部门、单位）", "市有关部门、单位:responsible"),
    ],
)
def test_cues_before_the_names(text, expected):
    assert who(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（市工信局、市财政局）", BOTH),
        ("（市工信局、财政局）。", BOTH),
        ("（市工信局）", "市工信局:responsible"),
        pytest.param("（市工信局，各县区）", "市工信局:responsible 各县区:responsible", id="with a group"),
        pytest.param("（市工信局；2024年6月底前）", "市工信局:responsible", id="with a date"),
        pytest.param("具体由主管部门（市工信局）受理。", "", id="an explanation inside a sentence"),
        pytest.param("报送至主管部门（市工信局、市财政局）", "", id="an explanation at the end of a line"),
        pytest.param("（市级、县级）", "", id="no names"),
        pytest.param("（以下简称市工信局）", "", id="an abbreviation"),
        pytest.param("（详见市工信局网站）", "", id="a pointer"),
    ],
)
def test_lists_of_names(text, expected):
    assert who(text) == expected


def test_names_behind_a_numbered_line():
    text = "1.建设网络（市工信局）\n2.建设平台（市数据局、财政局）"
    assert [[n.mention.surface for n in s.named] for s in find_statements(text)] == [
        ["市工信局"],
        ["市数据局", "市财政局"],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n责任单位：市工信局、市财政局", BOTH),
        ("\n——责任单位：市工信局、市财政局", BOTH),
        ("责任单位：市工信局、市财政局。", BOTH),
        ("\n牵头单位：市工信局，配合单位：市财政局。", LEAD_AND_ONE),
        pytest.param(
            "\n牵头单位：市工信局\n配合单位：市财政局\n完成时限：2024年6月", LEAD_AND_ONE, id="one cue a line"
        ),
        pytest.param("牵头单位：市工信局。配合单位：市财政局。\n（二）建库。", LEAD_AND_ONE, id="one cue a sentence"),
        pytest.param("\n牵头责任单位:市工信局。\n协同责任单位:市财政局。", LEAD_AND_ONE, id="responsible together"),
        pytest.param("\n部门分工：市工信局牵头，市财政局、科技局配合。", LEAD_AND_TWO, id="a heading for all roles"),
    ],
)
def test_without_brackets(text, expected):
    assert who(text) == expected


def test_a_bare_statement_ends_before_the_next_item():
    text = "1.建网。责任单位：市工信局\n2.建库。责任单位：市数据局"
    assert [text[slice(*statement.span)] for statement in find_statements(text)] == [
        "责任单位：市工信局",
        "责任单位：市数据局",
    ]


@pytest.mark.parametrize(
    "following", ["4.建库", "（二）建库", " （二）建库", "三、保障措施", "二、保障（三）建库", "第三章 建库", "②建库"]
)
@pytest.mark.parametrize("last", ["市财政局", "各区属国企", "市工商联", "市融媒体中心", "市政务局（大数据中心）"])
def test_a_bare_statement_ends_where_a_number_runs_into_its_last_name(last, following):
    (statement,) = find_statements(f"建网。责任单位：市工信局、{last}{following}。加快建设")
    assert statement.named[0].mention.surface == "市工信局"
    assert statement.span == Span(3, 3 + len(f"责任单位：市工信局、{last}"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("（责任单位：市工信局（牵头）、财政局）", LEAD_AND_ONE, id="behind a name"),
        pytest.param("（责任单位：市工信局牵头，市财政局参加）", LEAD_AND_ONE, id="inside the list"),
        pytest.param("（责任单位：市工信局牵头，市财政局）", LEAD_AND_ONE, id="what follows takes part"),
        pytest.param("（市工信局负总责，市财政局具体负责）", LEAD_AND_ONE, id="负总责"),
        pytest.param("\n责任领导：副市长 责任单位：市工信局、市财政局", BOTH, id="a leader before the bodies"),
    ],
)
def test_roles_that_stand_elsewhere(text, expected):
    assert who(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "（具体分工见附件）",
        "（试行）",
        "（含5G）",
        "（2024年6月底前）",
        "（责任到人）",
        "（一）",
        "（详见附件1）",
        "（配合做好）",
    ],
)
def test_other_brackets(text):
    assert find_statements(f"建网。{text}") == []


@pytest.mark.parametrize(
    ("text", "by", "spares"),
    [
        ("排第一的为牵头部门", "first", False),
        ("排在第一位的为牵头单位，下同", "first", False),
        ("列第一位者为牵头", "first", False),
        ("列首位的为牵头单位", "first", False),
        ("首位为牵头单位", "first", False),
        ("排名第一的单位为牵头单位，其他为配合单位", "first", False),
        ("第一个部门为牵头部门，其余为责任部门", "first", False),
        ("第一家单位为牵头单位", "first", False),
        ("排在最前面的为牵头单位", "first", False),
        pytest.param("排第一的部门牵头", "first", False, id="no 为"),
        pytest.param("列第一位的牵头负责", "first", False, id="no 为, no body"),
        pytest.param("除有说明按职责分工负责外，排第一的为牵头部门，下同", "first", True, id="exception before"),
        pytest.param("排第一位的为牵头单位（有特别说明的除外）", "first", True, id="exception behind"),
        ("逗号前为牵头单位，其余按职责分工负责，下同", "comma", False),
        ("第一个逗号前的单位为牵头单位", "comma", False),
        ("分号前为牵头单位，分号后为配合单位", "comma", False),
    ],
)
def test_ordering_rules(text, by, spares):
    (rule,) = find_order_rules(f"（责任单位：市工信局；{text}）")
    assert (rule.by, rule.spares_shared) == (by, spares)


@pytest.mark.parametrize("text", [e.text for name in ("order.first", "order.comma") for e in rules()[name].finds])
def test_every_example_of_an_ordering_rule_gets_past_the_quick_look(text):
    assert find_order_rules(text)


@pytest.mark.parametrize("text", ["市工信局牵头", "牵头单位：市工信局", "第一责任人为局长", "排名第一的城市"])
def test_no_ordering_rules(text):
    assert find_order_rules(text) == []


@pytest.mark.parametrize(
    ("text", "names", "role", "reach"),
    [
        ("以下均需各县区政府、开发区管委会负责，不再列出", ["各县区政府", "开发区管委会"], "responsible", "later"),
        ("以下任务均需各县区政府落实，不再一一列出", ["各县区政府"], "responsible", "later"),
        ("以下工作均涉及各县区政府，不再列出", ["各县区政府"], "responsible", "later"),
        ("以下工作任务，各县区政府均为责任单位，不再列出", ["各县区政府"], "responsible", "later"),
        ("各县区政府均为责任单位，不再单独列出", ["各县区政府"], "responsible", "later"),
        ("以上均需各县区政府配合，不再单独列出", ["各县区政府"], "participant", "earlier"),
        ("各项任务均由各县（市、区）政府负责，不再重复列出", ["各县（市、区）政府"], "responsible", "all"),
        ("各县（市、区）政府为各项任务的责任单位，不再一一列出", ["各县（市、区）政府"], "responsible", "all"),
    ],
)
def test_blanket_clauses(text, names, role, reach):
    (blanket,) = find_blankets(f"。{text}。")
    assert ([m.surface for m in blanket.mentions], blanket.role, blanket.reach) == (names, role, reach)


@pytest.mark.parametrize("text", ["以下简称各县区", "各县区政府负责", "不再保留", "以下均需高度重视，不再赘述"])
def test_no_blanket_clauses(text):
    assert find_blankets(text) == []


def test_who_joins_a_body_that_takes_part_takes_part_too():
    (statement,) = find_statements("建网。（市市场监管局牵头，市交通运输局会同云河港集团配合）")
    assert [(name.mention.surface, name.role) for name in statement.named] == [
        ("市市场监管局", "lead"),
        ("市交通运输局", "participant"),
        ("云河港集团", "participant"),
    ]


def test_names_of_a_blanket_clause_begin_behind_the_ordering_rule():
    (found,) = find_blankets("列在首位的为牵头单位，各县(区)政府、开发区管委会均为责任单位，不再逐一列出。")
    assert [mention.surface for mention in found.mentions] == ["各县(区)政府", "开发区管委会"]


def test_a_rule_in_brackets_behind_the_last_name_is_no_part_of_it():
    text = "建网。责任部门：市工信局、市财政局（列第一位的为牵头部门，下同）\n"
    (statement,) = find_statements(text)
    assert [name.mention.surface for name in statement.named] == ["市工信局", "市财政局"]
