"""Tables whose cells stand on lines of their own."""

from __future__ import annotations

import pytest

from extract.clean import clean
from extract.pipeline import read_records
from extract.readers import SourceText
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
        "3\t完成既有多层住宅加装电梯700台",
        "行动二：商业再造行动",
        "4\t打造国际商圈\t区商务委、区国资委",
    ]


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
