"""What is said of how long another document holds, found with the document it is said of."""

from __future__ import annotations

import pytest

from extract.citations import find_citations

LISTED = """一、下列文件继续有效：
1.《云河市甲办法》（云政发〔2018〕3号）
2.云河市人民政府办公室关于印发云河市数据资源共享管理办法的通知（云政办发〔2018〕4号）
3.《云河市乙办法》（云政发〔2018〕5号），有效期延长至2027年12月31日
二、下列文件予以废止：
1.《云河市丙办法》（云政发〔2018〕6号）
三、下列文件有效期延长3年：
1.《云河市丁办法》（云政发〔2018〕7号）
"""


def said(text: str) -> list[tuple[str | None, str | None, int | None]]:
    """Number (or title) of each document of which something is said, the new end, the months added."""
    return [
        (citation.number or citation.title, citation.continuance.until, citation.continuance.months)
        for citation in find_citations(text, title=None, number=None, notice=None)
        if citation.continuance
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《云河市甲办法》有效期延长至2027年12月31日。", [("云河市甲办法", "2027-12-31", None)]),
        ("《云河市甲办法》（云政发〔2018〕3号）有效期延长5年。", [("云政发〔2018〕3号", None, 60)]),
        ("决定延长《云河市甲办法》（云政发〔2018〕3号）有效期六个月。", [("云政发〔2018〕3号", None, 6)]),
        ("《云河市甲办法》继续有效。", [("云河市甲办法", None, None)]),
        ("云政发〔2018〕3号文件有效期顺延2年。", [("云政发〔2018〕3号", None, 24)]),
        ("《云河市甲办法》到期后继续执行至2025年6月。", [("云河市甲办法", "2025-06", None)]),
    ],
)
def test_wordings(text, expected):
    assert said(text) == expected


def test_titles_joined_share_what_is_said_behind_them():
    text = (
        "决定将《云河市甲办法》（云政发〔2018〕3号）、《云河市乙办法》（云政发〔2018〕5号）有效期延长至2027年12月31日。"
    )
    assert said(text) == [("云政发〔2018〕3号", "2027-12-31", None), ("云政发〔2018〕5号", "2027-12-31", None)]


def test_it_is_said_of_the_nearest_title_only():
    text = "按照《云河市文件管理规定》将《云河市乙办法》（云政发〔2018〕5号）有效期延长至2027年12月31日。"
    assert said(text) == [("云政发〔2018〕5号", "2027-12-31", None)]


@pytest.mark.parametrize("name", ["《办法》", "《数据办法》"])
def test_a_short_name_is_its_document(name):
    text = f"《云河市数据管理办法》（云政发〔2018〕3号，以下简称{name}）将于2022年底到期。现决定{name}有效期延长5年。"
    (citation,) = find_citations(text, title=None, number=None, notice=None)
    assert citation.continuance
    assert (citation.number, citation.continuance.months) == ("云政发〔2018〕3号", 60)
    start, end = citation.continuance.span
    assert text[start:end] == citation.continuance.text == f"{name}有效期延长5年"


def test_that_office_paper_is_the_one_named_last():
    text = "根据《云河市规定》，《云河市甲办法》（云政发〔2018〕3号）即将到期。该办法有效期延长至2027年12月31日。"
    assert said(text) == [("云政发〔2018〕3号", "2027-12-31", None)]


def test_a_short_name_of_the_document_itself_is_no_other():
    text = "参照《云河市旧规定》。印发《云河市数据管理办法》（以下简称《办法》）。《办法》有效期延长5年。"
    found = find_citations(text, title="云河市数据管理办法", number=None, notice=None)
    assert [citation.continuance for citation in found] == [None]


def test_lists_share_the_line_above_them_unless_an_item_says_more():
    assert said(LISTED) == [
        ("云政发〔2018〕3号", None, None),
        ("云政办发〔2018〕4号", None, None),
        ("云政发〔2018〕5号", "2027-12-31", None),
        ("云政发〔2018〕7号", None, 36),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "依据《云河市食品条例》核发的许可证有效期延长至2025年12月31日。",
        "《云河市甲办法》有效期至2025年12月31日。",
        "《云河市甲办法》不再继续有效。",
        "《云河市甲办法》继续有效的，由原机关解释。",
        "《云河市甲办法》规定的补贴继续执行。",
        "许可证（依据《云河市食品条例》核发）有效期延长5年。",
        "按《云河市甲办法》执行的，继续有效。",
    ],
)
def test_what_is_said_of_something_else(text):
    assert said(text) == []
