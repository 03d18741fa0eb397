"""Tables of figures whose cells stand on lines of their own."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.cleaning.clean import clean
from extract.cleaning.stacked_tables import restacked
from extract.lines import Piece, tidy
from extract.pipeline import read_records
from extract.sources.readers import SourceText
from ontology.model import Target
from tests.notices import notice

PLAN = [
    *("类别", "指标名称", "单位", "2030年", "2035年", "属性"),
    *("山林", "森林覆盖率", "%", "31.2", "≥33", "约束性"),
    *("古树名木", "株", "—", "120", "预期性"),  # 山林 is merged over three rows
    *("义务植树尽责率", "%", "80", "85-90", "预期性"),
    *("城区", "公园绿地", "公顷", "210", "300", "预期性"),
]
TOWNS = [
    *("序号", "街镇", "2032年\n任务量", "2032年度任务量约200亩", "2月前", "3月底前完成30%", "11月中旬完成100%"),
    *("1", "河东镇", "122.5", "制定方案、\n召开会议。", "30", "122.5"),
    *("2", "河西镇", "77.5", "20", "77.5"),
    *("总计", "200", "50", "200"),
]


def source(text: str) -> SourceText:
    return SourceText("云.txt", text, "text/plain", "", "utf-8")


def lines(text: str) -> list[str]:
    return clean(source(text)).text.split("\n")


def told(targets: list[Target]) -> list[tuple[str, str, str | None]]:
    return [(t.indicator, f"{t.value}{'-' + str(t.upper) if t.upper else ''}{t.unit}", t.deadline) for t in targets]


def test_rows_are_told_by_what_fits_their_columns() -> None:
    assert lines("\n".join(["云河市植树规划", *PLAN, "二、保障措施"])) == [
        "云河市植树规划",
        "类别\t指标名称\t单位\t2030年\t2035年\t属性",
        "山林\t森林覆盖率\t%\t31.2\t≥33\t约束性",
        "\t古树名木\t株\t—\t120\t预期性",
        "\t义务植树尽责率\t%\t80\t85-90\t预期性",
        "城区\t公园绿地\t公顷\t210\t300\t预期性",
        "二、保障措施",
    ]


def test_every_row_of_a_plan_is_a_target() -> None:
    record = read_records(source("\n".join(["云河市植树规划", "一、主要目标", "绿化全市。", *PLAN])))[0]
    assert told(list(record.targets)) == [
        ("森林覆盖率", "33%", "2035"),
        ("古树名木", "120株", "2035"),
        ("义务植树尽责率", "85-90%", "2035"),
        ("公园绿地", "300公顷", "2035"),
    ]


def test_merged_cells_and_a_name_over_others_are_told_by_the_rows() -> None:
    assert lines("\n\n".join(["云河市植树任务表", *TOWNS]))[1:] == [
        "2032年度任务量约200亩",  # stood over the columns behind it
        "序号\t街镇\t2032年任务量\t2月前\t3月底前完成30%\t11月中旬完成100%",
        "1\t河东镇\t122.5\t制定方案、召开会议。\t30\t122.5",
        "2\t河西镇\t77.5\t\t20\t77.5",
        "\t总计\t200\t\t50\t200",
    ]


def test_goals_by_town_are_due_when_their_columns_say() -> None:
    text = notice("建网。") + "\n\n".join(["", "附件", "云河市2032年各镇植树任务表", "单位：亩", *TOWNS])
    targets = [t for t in read_records(source(text))[0].targets if t.rule == "target.table"]
    assert told(targets)[:4] == [
        ("河东镇任务量", "122.5亩", "2032"),
        ("河东镇完成植树任务", "30亩", "2032-03"),
        ("河东镇完成植树任务", "122.5亩", "2032-11"),
        ("河西镇任务量", "77.5亩", "2032"),
    ]


def test_numbered_rows_have_columns_of_any_name() -> None:
    heading = ["序号", "区域", "造林面积（亩）", "示范点", "联系人"]
    rows = ["1", "东区", "0.3-0.4", "1", "—", "2", "西区", "2-2.6", "2", "—", "合计", "2.3-3", "3", "—"]
    text = notice("建网。") + "\n".join(["", "附件", "各区“十五五”造林任务分配表", *heading, *rows])
    targets = [t for t in read_records(source(text))[0].targets if t.rule == "target.table"]
    assert told(targets) == [
        ("东区造林面积", "0.3-0.4亩", "2030"),
        ("西区造林面积", "2-2.6亩", "2030"),
        ("合计造林面积", "2.3-3亩", "2030"),
    ]


def test_titles_between_rows_stay_lines_of_their_own() -> None:
    rows = [
        "指标",
        "单位",
        "2035年",
        "一、山林",
        "森林覆盖率",
        "%",
        "33",
        "古树",
        "株",
        "120",
        "二、城区",
        "绿地",
        "公顷",
        "300",
    ]
    assert lines("\n".join(["云河市植树规划", *rows]))[1:] == [
        "指标\t单位\t2035年",
        "一、山林",
        "森林覆盖率\t%\t33",
        "古树\t株\t120",
        "二、城区",
        "绿地\t公顷\t300",
    ]


def test_what_does_not_fit_is_left_as_it_is() -> None:
    rows = ["指标", "单位", "2035年", "森林覆盖率", "%", "提高", "古树", "株", "120"]
    assert lines("\n".join(["云河市植树规划", *rows])) == ["云河市植树规划", *rows]


NAMES = ["序号", "类别", "指标", "单位", "2030年", "2035年目标", "2035年度", "3月底前", "属性", "备注", "街镇"]
CELLS = [
    "1",
    "2",
    "3",
    "山林",
    "古树名木",
    "株",
    "%",
    "120",
    "≥33",
    "—",
    "预期性",
    "合计",
    "一、城区",
    "制定方案。",
    "2035年",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(NAMES), max_size=8), st.lists(st.sampled_from(NAMES + CELLS), max_size=40))
def test_any_lines_are_read_without_error_and_no_cell_is_lost(head: list[str], body: list[str]) -> None:
    cells = ["云河市植树方案", *head, *body]
    rows = restacked([tidy([Piece(cell, 0, len(cell))]) for cell in cells])
    printed = "".join(row.text for row in rows).replace("\t", "")
    assert Counter(printed.replace("、", "")) == Counter("".join(cells).replace("、", ""))
