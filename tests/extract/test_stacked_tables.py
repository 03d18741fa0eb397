"""Tables whose cells stand on lines of their own."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.cleaning.clean import clean
from extract.cleaning.stacked_tables import restacked
from extract.lines import Piece, tidy
from extract.pipeline import read_records
from extract.sources.readers import SourceText
from ontology.model import Record
from tests.notices import notice

HEADING = ["任务类型", "序号", "工作任务", "推进单位"]
ROWS = [
    "行动一：重塑新居行动",
    "旧区改造",
    *("1", "完成旧里改造，改善居住条件。", "区房管局、各相关街镇"),
    "旧住房改造",
    *("2", "推进成套改造", "建成示范楼3幢，惠及百户人家。", "区房管局"),
    *("3", "完成既有多层住宅加装电梯700台"),
    "行动二：商业再造行动",
    *("4", "打造国际商圈", "区商务委、区国资委"),
]


def read_text(text: str) -> Record:
    return read_records(SourceText("云.txt", text, "text/plain", "", "utf-8"))[0]


def lines(*cells: str) -> list[str]:
    return clean(SourceText("云.txt", "\n".join(cells), "text/plain", "", "utf-8")).text.split("\n")


def test_rows_are_put_together_and_titles_between_them_kept() -> None:
    assert lines(*HEADING, *ROWS) == [
        "任务类型",
        "序号\t工作任务\t推进单位",
        "行动一：重塑新居行动",
        "旧区改造",
        "1\t完成旧里改造，改善居住条件。\t区房管局、各相关街镇",
        "旧住房改造",
        "2\t推进成套改造建成示范楼3幢，惠及百户人家。\t区房管局",
        "3\t完成既有多层住宅加装电梯700台\t区房管局",  # every title has bodies in its first row: merged with that above
        "行动二：商业再造行动",
        "4\t打造国际商圈\t区商务委、区国资委",
    ]


def test_where_cells_were_lost_none_is_filled() -> None:
    lost = [row for row in ROWS if row != "区房管局"]  # of the first row below 旧住房改造
    assert lines(*HEADING, *lost)[-4:-2] == [
        "2\t推进成套改造建成示范楼3幢，惠及百户人家。\t",
        "3\t完成既有多层住宅加装电梯700台\t",
    ]


LIST = [
    *("任务", "分类", "主要方向", "重点任务（2031-2033）", "2031年工作", "2032年计划", "牵头", "部门", "配合", "部门"),
    *("（一）", "提升设施", "1、改善道路", "（1）建设精品路30条。", "建设精品路10条。", "建设精品路20条。"),
    *("道路处", "养护处", "市公安局、各区", "（2）改造栏杆。", "40座", "60座。"),
    *(
        "（二）提升服务",
        "2、改善公交",
        "（3）适老化改造站台",
        "出台方案。",
        "改造100个。",
        "改造200个。",
        "改造300个。",
    ),
    *("客运处", "各区"),
]


def test_tasks_may_begin_the_rows_and_columns_say_until_when() -> None:
    record = read_text(notice("建网。") + "\n".join(["附件", "重点任务清单", *LIST]))
    rows = [measure for measure in record.measures if measure.rule == "measure.table-row"]
    assert [(row.label, row.title, row.section) for row in rows] == [
        ("(1)", "建设精品路30条", "提升设施"),
        ("(2)", "改造栏杆", "提升设施"),
        ("(3)", "适老化改造站台", "提升服务"),
    ]
    who = {row.id: [f"{r.surface}:{r.role}" for r in record.responsibilities if r.measure == row.id] for row in rows}
    first = ["道路处:lead", "养护处:lead", "市公安局:participant", "各区:participant"]
    assert list(who.values()) == [first, first, ["客运处:lead", "各区:participant"]]
    told = [(t.indicator, f"{t.value}{t.unit}", t.deadline) for t in record.targets if t.measure in who]
    assert told == [
        ("精品路", "30条", "2033"),
        ("精品路", "10条", "2031"),
        ("精品路", "20条", "2032"),
        ("栏杆", "40座", "2031"),
        ("栏杆", "60座", "2032"),
        # which of four lines are for which of two years nobody can tell
        ("适老化改造站台", "100个", "2033"),
        ("适老化改造站台", "200个", "2033"),
        ("适老化改造站台", "300个", "2033"),
    ]


TYPES = [
    *("序号", "任务类型", "重点内容", "责任单位", "参考文件"),
    *("1", "绿地", "建设", "推进绿地建设，建成绿地3处。", "区林业局、区水务局、", "各街镇", "《云河区绿地", "规划》"),
    *("2", "湿地", "保护", "修复湿地2处。", "巡护湿地。", "区林业局", "《云河区湿地", "规划》（云府发〔2031〕3号）"),
    *("序号", "任务类型", "重点内容", "责任单位", "参考文件"),
    *("3", "林业", "执法", "办理案件。", "区公安局", "《森林法》"),
]


def test_a_kind_of_task_that_each_row_has_of_its_own_is_its_title() -> None:
    record = read_text(notice("建网。") + "\n".join(["附件", "任务分解表", *TYPES]))
    rows = [measure for measure in record.measures if measure.rule == "measure.table-row"]
    assert [(row.label, row.title) for row in rows] == [("1", "绿地建设"), ("2", "湿地保护"), ("3", "林业执法")]
    who = [r.surface for r in record.responsibilities if r.measure in {row.id for row in rows}]
    assert who == ["区林业局", "区水务局", "各街镇", "区林业局", "区公安局"]
    assert [(t.indicator, t.measure) for t in record.targets] == [("绿地", rows[0].id), ("湿地", rows[1].id)]


def test_they_are_tasks_with_their_bodies() -> None:
    record = read_text(notice("建网。") + "\n".join(["附件", "重点任务清单", *HEADING, *ROWS]))
    rows = [measure for measure in record.measures if measure.rule == "measure.table-row"]
    assert [(row.label, row.title, row.section) for row in rows] == [
        ("1", "完成旧里改造", "重塑新居行动"),
        ("2", "推进成套改造建成示范楼3幢", "重塑新居行动"),
        ("3", "完成既有多层住宅加装电梯700台", "重塑新居行动"),
        ("4", "打造国际商圈", "商业再造行动"),
    ]
    assert [(row.surface, row.role) for row in record.responsibilities if row.measure == rows[3].id] == [
        ("区商务委", "responsible"),
        ("区国资委", "responsible"),
    ]
    assert [(target.value, target.measure) for target in record.targets if target.unit == "台"] == [(700, rows[2].id)]
    for row in record.responsibilities:
        assert record.text[slice(*row.span)] == row.surface


def test_as_many_lines_as_columns_are_the_cells_of_any_table() -> None:
    bars = [
        "序号 |",
        "指标 |",
        "单位 |",
        "2025年目标 |",
        "1 |",
        "企业数 |",
        "家 |",
        "100 |",
        "2 |",
        "产值 |",
        "亿元 |",
        "30 |",
    ]
    assert lines(*bars) == ["序号\t指标\t单位\t2025年目标", "1\t企业数\t家\t100", "2\t产值\t亿元\t30"]


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["序号", "建网。", "1", "建库。"], id="no columns"),
        pytest.param(["序号", "任务", "责任单位", "建网。", "建库。"], id="no numbers"),
        pytest.param(["序号", "指标", "单位", "1", "企业数", "家", "5", "产值"], id="numbers that do not count up"),
        pytest.param(
            ["序号", "指标", "单位", "1", "企业数", "2", "产值", "亿元"], id="rows of different sizes, no bodies"
        ),
    ],
)
def test_what_is_no_table_is_left_as_it_is(cells: list[str]) -> None:
    assert lines(*cells) == cells


def test_a_table_finer_than_its_text_has_tasks_of_its_own() -> None:
    table = "序号\t任务\t责任单位\n1\t建成机房两座并投用\t市工信局\n2\t接入全市政务数据\t市数据局\n3\t建库\t市财政局\n"
    record = read_text(notice("建网。建成机房两座并投用，接入全市政务数据。", "建库。") + "附件：任务分工表\n" + table)
    told = [(row.measure, row.surface) for row in record.responsibilities]
    titles = {measure.id: measure.title for measure in record.measures}
    assert [(titles[measure], surface) for measure, surface in told] == [
        ("建库", "市财政局"),  # one row repeats one clause
        ("建成机房两座并投用", "市工信局"),
        ("接入全市政务数据", "市数据局"),
    ]


ITEMS = [
    *("类别", "项目", "主要任务", "牵头单位", "配合单位", "一、保障", "1.规划保障", "将护林写入规划，同步实施。"),
    *(
        "市林业局",
        "市财政局、",
        "各县区",
        "2.实化运行护林",
        "委员会",
        "年底前，各县区成立护林委员会。",
        "市委编办",
        "市林业局",
    ),
    *("二、能力", "3.完善规章", "细化护林职责任务。", "市林业局", "各县区", "执行护林检查指引，配备护林员20名。"),
    *("市公安局", "市林业局", "4.推进联网", "建设护林平台。", "市数据局、", "市林业局", "各县区"),
]


def test_several_tasks_below_one_numbered_item_are_one_measure() -> None:
    record = read_text(notice("建网。") + "\n".join(["附件", "重点任务清单", *ITEMS]))
    rows = [measure for measure in record.measures if measure.rule == "measure.table-row"]
    assert [(row.label, row.title, row.section) for row in rows] == [
        ("1", "规划保障", "保障"),
        ("2", "实化运行护林委员会", "保障"),
        ("3", "完善规章", "能力"),
        ("4", "推进联网", "能力"),
    ]
    who = [[f"{r.surface}:{r.role}" for r in record.responsibilities if r.measure == row.id] for row in rows]
    assert who == [
        ["市林业局:lead", "市财政局:participant", "各县区:participant"],
        ["市委编办:lead", "市林业局:participant"],
        ["市林业局:lead", "各县区:participant", "市公安局:lead"],
        ["市数据局:lead", "市林业局:lead", "各县区:participant"],
    ]
    assert [(t.indicator, t.measure) for t in record.targets] == [("护林员", rows[2].id)]


HEADINGS = [
    "序号",
    "任务",
    "主要任务",
    "项目",
    "类别",
    "牵头",
    "部门",
    "责任单位",
    "配合单位",
    "2031年目标",
    "完成时限",
    "参考文件",
]
CELLS = [
    "1",
    "2",
    "3",
    "（1）建网。",
    "（2）建库",
    "1.保障",
    "2.能力",
    "一、组织",
    "（二）服务",
    "行动一：建网",
    "合计",
    "市林业局",
    "市财政局、",
    "各县区",
    "道路处",
    "建设护林平台。",
    "巡护",
    "20座",
    "2031年底",
    "《云河市规划",
    "附件2",
]


@settings(deadline=None)
@example([], ["序号", "（1）建网。", "序号", "1.保障", "（2）建库", "序号", "序号"])
@given(st.lists(st.sampled_from(HEADINGS), max_size=8), st.lists(st.sampled_from(HEADINGS + CELLS), max_size=30))
def test_any_lines_are_read_without_error_and_no_cell_is_lost(head: list[str], body: list[str]) -> None:
    cells = ["云河市植树方案", *head, *HEADING[1:], *body]
    rows = restacked([tidy([Piece(cell, 0, len(cell))]) for cell in cells])
    printed = Counter("".join(row.text for row in rows))
    assert not Counter("".join(cell for cell in body if cell not in HEADINGS)) - printed  # a repeated heading may go
