"""发文字号: every way of printing one, and the words around it that are no part of it."""

import re
import tomllib
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.docnumber import DocNumber, find_numbers, issuer_of, parse

RULES = tomllib.loads(resources.files("ontology").joinpath("docnumber_codes.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("临政办发〔2031〕5号", "临政办发〔2031〕5号"),
        ("临政办发[2031]5号", "临政办发〔2031〕5号"),
        ("临政办发［2031］5号", "临政办发〔2031〕5号"),
        ("临政办发﹝2031﹞5号", "临政办发〔2031〕5号"),
        ("临政办发【2031】5号", "临政办发〔2031〕5号"),
        ("临政办发（2031）5号", "临政办发〔2031〕5号"),
        ("临政办发(2031)5号", "临政办发〔2031〕5号"),
        ("临政办发〔2031]5号", "临政办发〔2031〕5号"),
        ("临政办发 〔2031〕 5 号", "临政办发〔2031〕5号"),
        ("临政办发\u3000〔2031〕5号", "临政办发〔2031〕5号"),
        ("临政办发〔２０３１〕５号", "临政办发〔2031〕5号"),
        ("临政办发〔2031〕第5号", "临政办发〔2031〕5号"),
        ("临政办发〔2031〕005号", "临政办发〔2031〕5号"),
        ("沪规划资源建〔2031〕5号", "沪规划资源建〔2031〕5号"),
        ("国务院令第746号", "国务院令第746号"),
        ("国务院令 第 746 号", "国务院令第746号"),
        ("中华人民共和国国务院令第746号", "国务院令第746号"),
        ("国务院第746号令", "国务院令第746号"),
        ("中华人民共和国主席令第四十九号", "主席令第49号"),
        ("临海省人民政府令第140号", "临海省人民政府令第140号"),
        ("云河市人民政府令〔2031〕第4号", "云河市人民政府令〔2031〕4号"),
        ("国家税务总局公告2031年第4号", "国家税务总局公告2031年第4号"),
        ("令第4号", "令第4号"),
    ],
)
def test_every_print_gives_one_form(printed: str, canonical: str) -> None:
    number = parse(printed)
    assert str(number) == canonical
    assert parse(canonical) == number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("见国发〔2033〕24号。", ["国发〔2033〕24号"]),
        ("根据苏政办发〔2030〕31号文件", ["苏政办发〔2030〕31号"]),
        ("的云政发〔2030〕3号", ["云政发〔2030〕3号"]),
        ("《关于数字云河的意见》(云政发〔2030〕3号)", ["云政发〔2030〕3号"]),
        (
            "落实国发〔2030〕3号和国办发〔2030〕4号、财税〔2030〕5号精神",
            ["国发〔2030〕3号", "国办发〔2030〕4号", "财税〔2030〕5号"],
        ),
        # no line break between title, number and recipients
        ("云河市人民政府办公室关于发展低空经济的实施意见云政办发〔2030〕8号各县区人民政府：", ["云政办发〔2030〕8号"]),
        # letters of places that are also conjunctions
        ("印发和政〔2030〕3号、并政发〔2030〕4号", ["和政〔2030〕3号", "并政发〔2030〕4号"]),
        ("按照国务院令第746号执行", ["国务院令第746号"]),
        ("根据《云河市献血办法》(市人民政府令第12号)", ["市人民政府令第12号"]),
        ("文号：云府规〔2030〕2号", ["云府规〔2030〕2号"]),
    ],
)
def test_words_before_a_code_stay_outside(text: str, numbers: list[str]) -> None:
    assert [str(number) for _, number in find_numbers(text)] == numbers


@pytest.mark.parametrize(
    "text",
    [
        "科创园（2030）3号楼",
        "编号〔2030〕3号",
        "第3号机组",
        "2030年3月4日",
        "云政发〔1830〕3号",
        "〔2030〕3号",
        "5号线",
        "",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert find_numbers(text) == []


def test_spans_point_at_what_is_printed() -> None:
    text = "依据临政办发 [2031] 5 号，"
    [(span, _)] = find_numbers(text)
    assert text[span.start : span.end] == "临政办发 [2031] 5 号"


@settings(deadline=None)
@given(
    st.text("云临海河泽", min_size=1, max_size=2),
    st.sampled_from(["政发", "政办字", "府办规", "发改高技", "委发", "工信规"]),
    st.integers(1950, 2099),
    st.integers(1, 99999),
)
def test_parse_undoes_str(place: str, organ: str, year: int, serial: int) -> None:
    number = DocNumber(place + organ, year, serial)
    assert parse(str(number)) == number


@settings(deadline=None)
@given(st.text("见的国发政办令公告第号年〔2030〕[()]（1四十 ，《》", max_size=40))
def test_any_text_gives_ordered_spans_that_parse_again(text: str) -> None:
    last = 0
    for span, number in find_numbers(text):
        assert last <= span.start < span.end <= len(text)
        last = span.end
        assert parse(str(number)) == number


@pytest.mark.parametrize(
    ("code", "level", "kind", "place", "name"),
    [
        ("苏政办发", "province", "office", "苏", "江苏省人民政府办公厅"),
        ("苏政发", "province", "government", "苏", "江苏省人民政府"),
        ("渝府办发", "province", "office", "渝", "重庆市人民政府办公厅"),
        ("国办发", "national", "office", None, "国务院办公厅"),
        ("国发", "national", "government", None, "国务院"),
        ("工信部联信软", "national", "agency", None, "工业和信息化部"),
        ("聊政办字", "city", "office", "聊", "聊城市人民政府办公室"),
        ("深府办规", "city", "office", "深", "深圳市人民政府办公厅"),
        ("苏府", "city", "government", "苏", "苏州市人民政府"),  # 江苏省 is 苏政
        ("浙府", None, "government", "浙", None),
        ("粤府", "province", "government", "粤", "广东省人民政府"),
        ("滁政办", None, "office", "滁", None),
        ("深坪府办规", None, "office", "深坪", None),
        ("宁政办发", None, "office", "宁", None),  # 宁夏 and 南京 both print it
        ("粤工信", "province", "agency", "粤", None),
        ("川办发", "province", "office", "川", "四川省人民政府办公厅"),
        ("川办函", "province", "office", "川", "四川省人民政府办公厅"),
        ("川委办发", "province", "party", "川", None),
        ("渝办发", "province", "office", "渝", "重庆市人民政府办公厅"),
        ("成办发", "city", "office", "成", "成都市人民政府办公厅"),
        ("苏办发", "province", "party", "苏", None),
    ],
)
def test_what_a_code_tells(code: str, level: str | None, kind: str, place: str | None, name: str | None) -> None:
    hint = issuer_of(code)
    assert (hint.level, hint.kind, hint.place, hint.name) == (level, kind, place, name)


@pytest.mark.parametrize("example", RULES["example"], ids=lambda e: e["text"])
def test_rule_data_finds_its_examples(example: dict[str, object]) -> None:
    assert [str(number) for _, number in find_numbers(str(example["text"]))] == example["finds"]


def test_rule_data_is_well_formed() -> None:
    words = RULES["boundary"]["words"]
    assert len(words) == len(set(words))
    for pattern in [*words, *(rule["pattern"] for rule in RULES["organ"])]:
        assert not re.match(pattern, "")
    assert all(code and len(entry) == 2 and entry[1] for code, entry in RULES["national"].items())
