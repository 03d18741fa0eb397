"""Names in lists: parted, prefixes restored, groups whole."""

from __future__ import annotations

import pytest

from extract.agencies.mentions import find_mentions, listed_prefix
from extract.agencies.names import is_name
from ontology.model import Span


def surfaces(text: str) -> list[str]:
    return [mention.surface for mention in find_mentions(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市工信局、发改委、财政局", ["市工信局", "市发改委", "市财政局"]),
        ("省发展改革委、财政厅、教育厅", ["省发展改革委", "省财政厅", "省教育厅"]),
        ("自治区财政厅、教育厅", ["自治区财政厅", "自治区教育厅"]),
        ("县发改局、财政局，各乡镇（街道）", ["县发改局", "县财政局", "各乡镇（街道）"]),
        pytest.param(
            "市委宣传部、网信办、财政局", ["市委宣传部", "市委网信办", "市财政局"], id="市委 for party organs"
        ),
        pytest.param("市政府办公室、发展改革委", ["市政府办公室", "市发展改革委"], id="市政府 gives 市"),
        pytest.param("云河市工信局、财政局", ["云河市工信局", "云河市财政局"], id="a place in front of the first"),
        pytest.param("团市委、妇联、总工会", ["团市委", "市妇联", "市总工会"], id="团市委 sets 市"),
        pytest.param("市中级人民法院、检察院", ["市中级人民法院", "市检察院"], id="courts and prosecutors"),
        pytest.param("市工信局、云河供电公司", ["市工信局", "云河供电公司"], id="an enterprise has no level"),
        pytest.param("市财政局、云河银保监分局", ["市财政局", "云河银保监分局"], id="a name with its place"),
        pytest.param("市工信局、徐行新区", ["市工信局", "徐行新区"], id="a zone has no level"),
        pytest.param(
            "市财政局、人民银行云河市分行", ["市财政局", "人民银行云河市分行"], id="the central bank's branch"
        ),
        pytest.param(
            "工业和信息化部、财政部、税务总局", ["工业和信息化部", "财政部", "税务总局"], id="national: nothing"
        ),
        pytest.param("教育局、财政局", ["教育局", "财政局"], id="no prefix to restore from"),
        pytest.param("区住建局、各镇街", ["区住建局", "各镇街"], id="towns and streets"),
        pytest.param("市水利局、相关镇街（园区）", ["市水利局", "相关镇街（园区）"], id="towns with zones"),
        pytest.param(
            "县林业局、各乡镇场街，各村（社区）", ["县林业局", "各乡镇场街", "各村（社区）"], id="farms, villages"
        ),
        pytest.param("*市工信局、★财政局、云河供电公司", ["市工信局", "市财政局", "云河供电公司"], id="starred names"),
        pytest.param("市工信局、各县区政府、财政局", ["市工信局", "各县区政府", "市财政局"], id="over a group"),
    ],
)
def test_elided_prefixes(text, expected):
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "市工信局,财政局，教育局；水利局", ["市工信局", "市财政局", "市教育局", "市水利局"], id="separators"
        ),
        pytest.param("市工信局、、市财政局", ["市工信局", "市财政局"], id="doubled"),
        pytest.param("市工信局、市财政局、", ["市工信局", "市财政局"], id="trailing"),
        pytest.param("市工信局市财政局", ["市工信局", "市财政局"], id="forgotten"),
        pytest.param("市市场监管局云河供电局", ["市市场监管局", "云河供电局"], id="forgotten before a place"),
        pytest.param("市工信局 市财政局", ["市工信局", "市财政局"], id="a blank"),
        pytest.param("市工信局　各县区政府", ["市工信局", "各县区政府"], id="a wide blank"),
        pytest.param("市教 育局", ["市教育局"], id="a blank inside a name"),
        pytest.param("市发改委/市工信局", ["市发改委", "市工信局"], id="slash"),
        pytest.param("市财政局和各县区政府", ["市财政局", "各县区政府"], id="和"),
        pytest.param("市人社局以及市财政局", ["市人社局", "市财政局"], id="以及"),
        pytest.param("市文化和旅游局和市体育局", ["市文化和旅游局", "市体育局"], id="和 inside and between"),
        pytest.param("市发展和改革委", ["市发展和改革委"], id="和 inside"),
        pytest.param("市住房和城乡建设局、自然资源和规划局", ["市住房和城乡建设局", "市自然资源和规划局"], id="both"),
        pytest.param("各电信和广电运营企业", ["各电信和广电运营企业"], id="a group with 和"),
        pytest.param("各有关部门和单位", ["各有关部门和单位"], id="部门和单位"),
        pytest.param("各有关部门、单位", ["各有关部门、单位"], id="部门、单位: one group"),
        pytest.param("各县区党委、政府，市财政局", ["各县区党委、政府", "市财政局"], id="党委、政府: one group"),
        pytest.param("市工信局、单位", ["市工信局"], id="单位 alone is nobody"),
    ],
)
def test_separators(text, expected):
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各区、市政府，市教育局", ["各区、市政府", "市教育局"]),
        ("各市、州、县人民政府", ["各市、州、县人民政府"]),
        ("各县(市、区)人民政府，市直有关部门", ["各县(市、区)人民政府", "市直有关部门"]),
        ("各县〔市、区〕政府", ["各县〔市、区〕政府"]),
        ("各镇、街道", ["各镇、街道"]),
        ("各省、自治区、直辖市人民政府，财政部", ["各省、自治区、直辖市人民政府", "财政部"]),
        ("各省、自治区、直辖市及计划单列市人民政府", ["各省、自治区、直辖市及计划单列市人民政府"]),
        pytest.param("济南、青岛市政府", ["济南市政府", "青岛市政府"], id="bare places share 市政府"),
        pytest.param(
            "济南市、青岛市人民政府", ["济南市人民政府", "青岛市人民政府"], id="places with 市 share 人民政府"
        ),
        pytest.param("云河、清江市政府", ["云河市政府", "清江市政府"], id="places no table knows"),
        pytest.param(
            "东山县、西溪区政府，市财政局", ["东山县政府", "西溪区政府", "市财政局"], id="县 and 区 share 政府"
        ),
        pytest.param("高新区、南湖新区管委会", ["高新区", "南湖新区管委会"], id="zones are left as printed"),
        pytest.param("各县区、高新区管委会", ["各县区", "高新区管委会"], id="a group is no place"),
    ],
)
def test_places(text, expected):
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市交通运输局(市邮政管理局)", ["市交通运输局", "市邮政管理局"]),
        ("市发展改革委（市能源局、市粮储局）、财政局", ["市发展改革委", "市能源局", "市粮储局", "市财政局"]),
        pytest.param(
            "各区人民政府（石桥新区管委会、云岭合作区管委会）",
            ["各区人民政府", "石桥新区管委会", "云岭合作区管委会"],
            id="zones that count among the districts",
        ),
        pytest.param("各县区政府（开发区管委会）", ["各县区政府（开发区管委会）"], id="zones without a name"),
        pytest.param("市财政局（预算处）", ["市财政局（预算处）"], id="an office belongs to its body"),
        pytest.param(
            "市局特种设备处、认证监督处、价格监督检查办公室",
            ["市局特种设备处", "市局认证监督处", "市局价格监督检查办公室"],
            id="offices of a bureau called by its level",
        ),
        pytest.param("各县（市、区）人民政府", ["各县（市、区）人民政府"], id="places in brackets"),
        pytest.param("市水利(务)局", ["市水利(务)局"], id="brackets inside a word"),
        pytest.param(
            "市农业农村局（乡村振兴局）", ["市农业农村局", "市乡村振兴局"], id="a second name without its level"
        ),
        pytest.param("国务院办公厅（职转办）", ["国务院办公厅", "职转办"], id="a second name of the centre"),
        pytest.param("齐鲁工业大学（山东省科学院）", ["齐鲁工业大学", "山东省科学院"], id="a body with its place"),
        pytest.param(
            "各区政府（含东湾新区管委会、市前海管理局，下同）",
            ["各区政府", "东湾新区管委会", "市前海管理局"],
            id="whom a group counts in",
        ),
        pytest.param(
            "省政府各工作部门、各设区市政府", ["省政府各工作部门", "各设区市政府"], id="a government's bodies"
        ),
    ],
)
def test_brackets_in_names(text, expected):
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    "tail",
    ["等", "等部门", "等部门和单位", "等8个部门", "等单位"],
)
def test_etcetera_is_dropped(tail):
    assert surfaces(f"市工信局、市财政局{tail}") == ["市工信局", "市财政局"]


@pytest.mark.parametrize(
    "others", ["有关部门", "有关部门和单位", "有关单位", "相关部门", "市直有关部门", "市政府有关部门"]
)
def test_others_that_are_told_are_a_group(others):
    assert surfaces(f"市工信局、财政局等{others}") == ["市工信局", "市财政局", others]


def test_spans_are_what_is_printed():
    text = "由市工信局、发改委 负责"
    found = find_mentions(text, Span(1, 10))
    assert [(m.surface, text[slice(*m.span)]) for m in found] == [("市工信局", "市工信局"), ("市发改委", "发改委")]


def test_a_prefix_from_before_is_carried_on():
    assert [m.surface for m in find_mentions("财政局", Span(0, 3), prefix="市")] == ["市财政局"]
    first = find_mentions("市委宣传部", Span(0, 5))
    assert listed_prefix(first) == "市委"
    assert listed_prefix(find_mentions("各县区政府", Span(0, 5)), "市") == "市"


@pytest.mark.parametrize(
    "name",
    [
        "市工信局",
        "各县区政府",
        "团市委",
        "市总工会",
        "云河海关",
        "各相关单位",
        "市政府督查室",
        "法规科",
        "市消防救援支队",
    ],
)
def test_names(name):
    assert is_name(name)


@pytest.mark.parametrize(
    "text", ["推进信息化建设", "加强组织领导", "局", "2024年6月", "对符合条件的企业", "持续推进", "“云河通”平台"]
)
def test_no_names(text):
    assert not is_name(text)


def test_a_bracket_inside_a_name_that_is_never_closed_parts_two_names() -> None:
    text = "市退役军人局、市人社局(市乡村振兴局"
    found = [mention.surface for mention in find_mentions(text, Span(0, len(text)))]
    assert found == ["市退役军人局", "市人社局", "市乡村振兴局"]
