"""Headings: how far they go, and which announce no task."""

from __future__ import annotations

import pytest

from extract.clauses.headings import first_stop, heading_span, is_no_task, lists_duties


def heading(text: str, *, flowing: bool = False, stop: int | None = None) -> str:
    first = first_stop(text, 0, len(text) if stop is None else stop)
    return text[slice(*heading_span(text, 0, len(text), flowing=flowing, first=first))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("夯实基础设施。加强宽带建设，推动升级。", "夯实基础设施"),
        pytest.param("聚焦重点，统筹兼顾。坚持问题导向。", "聚焦重点，统筹兼顾", id="a heading with a comma"),
        pytest.param(
            "规范设置公开专栏，及时发布法定主动公开内容。做好更新。",
            "规范设置公开专栏",
            id="a sentence: up to the comma",
        ),
        pytest.param("支持企业上云，提升水平\n加大补助。", "支持企业上云，提升水平", id="a line of its own, whole"),
        pytest.param("建设网络", "建设网络", id="nothing behind it"),
        pytest.param("发展目标：到2025年，建成一批园区。", "发展目标", id="a colon ends it"),
        pytest.param("加强“云河通”（二期）建设。做好推广。", "加强“云河通”（二期）建设", id="brackets inside"),
        pytest.param("完善服务（含窗口。电话）机制。落实。", "完善服务（含窗口。电话）机制", id="。 inside brackets"),
        pytest.param("植树补贴（1）补贴范围为新栽树木。（2）标准。", "植树补贴", id="its items stand in the text"),
        pytest.param("　 建设网络 。加快。", "建设网络", id="blanks around it"),
    ],
)
def test_in_lines(text, expected):
    assert heading(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("总体要求以人民为中心，贯彻新理念。", "总体要求", id="a known heading runs into its body"),
        pytest.param("加强组织领导各级各部门要高度重视，强化统筹。", "加强组织领导", id="各级 opens a body"),
        pytest.param("加大稳岗支持力度对不裁员的企业，给予返还。", "加大稳岗支持力度", id="对 opens a body"),
        pytest.param("夯实基础设施。加强建设。", "夯实基础设施", id="a proper heading stays one"),
        pytest.param("明确部门协调责任人力资源部门要统筹，督促落实。", "明确部门协调责任", id="责任 is no subject"),
    ],
)
def test_in_running_text(text, expected):
    assert heading(text, flowing=True) == expected


def test_an_agency_statement_ends_it():
    text = "建设网络（市工信局负责）。加快建设。"
    assert heading(text, stop=4) == "建设网络"


@pytest.mark.parametrize(
    "title",
    [
        "总体要求",
        "指导思想",
        "基本原则",
        "主要目标",
        "发展目标",
        "工作目标",
        "总体思路",
        "适用范围",
        "附则",
        "指导思想和工作目标",
    ],
)
def test_no_tasks(title):
    assert is_no_task(title)


@pytest.mark.parametrize(
    "title",
    ["保障措施", "工作要求", "重点任务", "加强组织领导", "完善目标考核", "强化宣传引导", "落实总体要求", "", None],
)
def test_tasks(title):
    assert not is_no_task(title)


@pytest.mark.parametrize("title", ["工作职责", "部门职责分工", "责任分工", "任务分工及要求"])
def test_duties(title):
    assert lists_duties(title)


@pytest.mark.parametrize("title", ["落实责任", "完善工作职责体系", None])
def test_no_duties(title):
    assert not lists_duties(title)
