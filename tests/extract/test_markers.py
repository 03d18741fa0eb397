"""Numbering marks: every style, in lines and in text whose line breaks were lost."""

from __future__ import annotations

import pytest

from extract.markers import find_markers


def labels(text: str) -> list[str]:
    return [mark.label for mark in find_markers(text)]


def test_the_items_of_a_box_are_no_marks_until_the_numbering_around_it_goes_on():
    box = "专栏1 健康工程\n1.千县工程：36家。\n2.中医药：10家。\n"
    text = f"（一）医疗\n1.提质。甲。\n{box}2.扩容。乙。\n（二）托育\n{box}（三）养老\n1.建院。丙。"
    assert labels(text) == ["(一)", "1", "2", "(二)", "(三)", "1"]


@pytest.mark.parametrize(
    ("text", "label", "style", "path"),
    [
        ("第一章 总则", "第一章", "chapter", (1,)),
        ("第二节 申报", "第二节", "part", (2,)),
        ("第十二条 企业应当申报", "第十二条", "article", (12,)),
        ("一、总体要求", "一", "han", (1,)),
        ("十一、附则", "十一", "han", (11,)),
        ("（三）建设网络", "(三)", "paren_han", (3,)),
        pytest.param("(三)建设网络", "(三)", "paren_han", (3,), id="half-width brackets"),
        pytest.param("（ 三 ）建设网络", "(三)", "paren_han", (3,), id="blanks in the brackets"),
        pytest.param("1. 4号楼改造", "1", "arabic", (1,), id="a number behind the blank"),
        pytest.param("（十 三）建设网络", "(十三)", "paren_han", (13,), id="a blank inside the number"),
        pytest.param("（三）、建设网络", "(三)", "paren_han", (3,), id="a comma too many"),
        ("1.建设网络", "1", "arabic", (1,)),
        pytest.param("1．建设网络", "1", "arabic", (1,), id="full-width stop"),
        pytest.param("1、建设网络", "1", "arabic", (1,), id="1、"),
        pytest.param("1 ．建设网络", "1", "arabic", (1,), id="blank before the stop"),
        pytest.param("二 、重点任务", "二", "han", (2,), id="blank before the comma"),
        pytest.param("12. 建设网络", "12", "arabic", (12,), id="blank behind the stop"),
        pytest.param("1.2024年建设网络", "1", "arabic", (1,), id="a year right behind the number"),
        ("2.1 建设网络", "2.1", "dotted", (2, 1)),
        ("2.1.1 建设网络", "2.1.1", "dotted", (2, 1, 1)),
        ("（1）建设网络", "(1)", "paren_arabic", (1,)),
        ("(1)建设网络", "(1)", "paren_arabic", (1,)),
        pytest.param("第 1 0 条 建设网络", "第10条", "article", (10,), id="blanks inside the number of an article"),
        ("①建设网络", "①", "circled", (1,)),
    ],
)
def test_styles(text, label, style, path):
    mark = find_markers(text)[0]
    assert (mark.label, mark.style, mark.path, mark.ordinal) == (label, style, path, path[-1])
    assert mark.line_start
    assert mark.start == 0


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("按照第三条第（二）项执行", id="a reference to an article"),
        pytest.param("见（一）", id="a reference to a clause"),
        pytest.param("增长1.5倍，达到3.2万个", id="decimals"),
        pytest.param("1.5万个基站建成", id="a decimal at the start of a line"),
        pytest.param("第一条和第二条的规定", id="articles that are the subject"),
        pytest.param("第三条规定的企业", id="an article that is cited"),
        pytest.param("2024年12月底前完成", id="a date"),
        pytest.param("建设（二）期工程", id="an ordinal that opens no list"),
        pytest.param("提供标准统一、即连即用的接口", id="a word that ends in 一"),
    ],
)
def test_no_marks(text):
    assert labels(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("一、甲。（一）乙。（二）丙。二、丁。", ["一", "(一)", "(二)", "二"], id="no line breaks at all"),
        pytest.param("一、任务1.甲。2.乙。", ["一", "1", "2"], id="a heading that runs into its first item"),
        pytest.param("一、支撑体系（八）加快建设", ["一"], id="(八) continues nothing"),
        pytest.param(
            "（一）甲。乙等（三）类。（二）丙。", ["(一)", "(二)"], id="an ordinal out of order is not a mark"
        ),
        pytest.param("（七）甲。\n（八）乙。", ["(七)", "(八)"], id="at line starts any number may begin"),
        pytest.param("1.甲；2.乙；3.丙", ["1", "2", "3"], id="items of a sentence"),
        pytest.param("①甲；②乙", ["①", "②"], id="circled"),
    ],
)
def test_running_text(text, expected):
    assert labels(text) == expected


def test_marks_stay_in_the_stretch_asked_for():
    text = "一、甲\n二、乙\n三、丙"
    assert [mark.label for mark in find_markers(text, 4, 8)] == ["二"]


def test_a_number_in_the_name_behind_a_mark() -> None:
    assert [m.label for m in find_markers("10.培养人才。\n11.121人才项目。\n12.3亿元。")] == ["10", "11"]
