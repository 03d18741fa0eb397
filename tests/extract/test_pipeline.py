"""The stages stand in an order in which each finds what it needs, and what they find together."""

from __future__ import annotations

import pytest

from extract.pipeline import POLICY_STAGES, SOURCE_STAGES, read_records
from extract.sources.readers import SourceText
from ontology.model import Record
from tests.notices import notice


def test_every_stage_needs_only_what_earlier_ones_give() -> None:
    known = {"source"}
    for stage in SOURCE_STAGES:
        assert set(stage.needs) <= known, stage.name
        known |= set(stage.gives)
    known |= {"reading"}
    for stage in POLICY_STAGES:
        assert set(stage.needs) <= known, stage.name
        known |= set(stage.gives)


def test_every_result_has_one_stage() -> None:
    given = [name for stage in (*SOURCE_STAGES, *POLICY_STAGES) for name in stage.gives]
    assert len(given) == len(set(given))


def test_names_are_unique() -> None:
    names = [stage.name for stage in (*SOURCE_STAGES, *POLICY_STAGES)]
    assert len(names) == len(set(names))


NOTICE = notice("建网。建成基站2000个。（责任单位：市工信局）")


def read_text(text: str) -> Record:
    (record,) = read_records(SourceText("a.txt", text, "text/plain", "", "utf-8"))
    return record


def test_a_table_without_a_title_has_no_section() -> None:
    record = read_text(f"{NOTICE}附件\n指标名称\t单位\t2020年\t2025年\n企业数\t家\t60\t100\n")
    assert [(t.section, t.value) for t in record.targets if t.measure is None] == [(None, 100)]


def test_the_table_of_an_attachment_holds_targets_and_its_other_lines_none() -> None:
    record = read_text(
        NOTICE
        + "附件1\n主要指标表\n指标名称\t单位\t2020年\t2025年\n企业数\t家\t60\t100\n申请表须盖3个公章，培训50人。\n"
    )
    (target,) = [target for target in record.targets if target.measure is None]
    assert (target.section, target.indicator, target.value, target.deadline) == ("主要指标表", "企业数", 100, "2025")


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        pytest.param("企业（家）320036002800人才（人）456", 4, id="evenly parted; 2020 is over"),
        pytest.param("企业（家）32003600280人才（人）456", 0, id="one row does not part evenly"),
        pytest.param("企业（家）320006002800人才（人）456", 0, id="a part would begin with 0"),
        pytest.param("企业（家）320036002800", 0, id="one row alone tells nothing"),
    ],
)
def test_a_table_printed_without_separators_is_read_where_it_parts_in_one_way(rows: str, count: int) -> None:
    record = read_text(f"{NOTICE}附件：年度任务表年度任务表项目2020年2021年2022年{rows}")
    behind = [target for target in record.targets if target.measure is None]
    assert len(behind) == count
    assert {target.section for target in behind} <= {"年度任务表"}


def test_a_leader_told_without_its_word_and_a_rule_inside_a_statement() -> None:
    record = read_text(
        notice(
            "建网。建成基站2000个。市发改委主责，市交通局、云河港集团配合。",
            "建库。（云河海关，市商务局。除注明按职责分工负责的外，以第一个单位为牵头单位，下同）",
            "收费。由市市场监管局主办，市交通局会同云河港集团配合。",
            "贷款。（市商务局牵头，市财政局参与；人民银行云河市分行做好金融支持）",
        )
    )
    assert [(row.measure, row.role, row.surface) for row in record.responsibilities] == [
        ("m1", "lead", "市发改委"),
        ("m1", "participant", "市交通局"),
        ("m1", "participant", "云河港集团"),
        ("m2", "lead", "云河海关"),
        ("m2", "participant", "市商务局"),
        ("m3", "lead", "市市场监管局"),
        ("m3", "participant", "市交通局"),
        ("m3", "participant", "云河港集团"),
        ("m4", "lead", "市商务局"),
        ("m4", "participant", "市财政局"),
        ("m4", "participant", "人民银行云河市分行"),
    ]


def test_a_rule_about_the_order_behind_a_full_stop() -> None:
    rule = "排名第一的为牵头单位，下同"
    record = read_text(
        notice(f"储粮。（市发改委、市农委、云河粮食交易所甲。{rule}）", "种粮。（市农委、市发改委、中储粮云河直属库）")
    )
    assert [(row.measure, row.role, row.surface) for row in record.responsibilities] == [
        ("m1", "lead", "市发改委"),
        ("m1", "participant", "市农委"),
        ("m2", "lead", "市农委"),
        ("m2", "participant", "市发改委"),
        ("m2", "participant", "中储粮云河直属库"),
    ]


@pytest.mark.parametrize(
    ("rule", "roles"),
    [
        ("列第一位的责任单位为牵头单位。", ["lead", "participant"]),
        ("无牵头单位的，责任单位即为牵头单位，下同。", ["lead", "lead"]),
        ("请认真落实。", ["responsible", "responsible"]),
    ],
)
def test_a_notice_may_say_who_leads(rule: str, roles: list[str]) -> None:
    text = notice(
        "建网。建成基站2000个。（责任单位：市工信局、市财政局）", "建库。（牵头单位：市工信局；责任单位：市财政局）"
    )
    record = read_text(text.replace("请认真贯彻执行。", rule))
    assert [row.role for row in record.responsibilities] == [*roles, "lead", "participant"]


@pytest.mark.parametrize(
    ("heading", "due"),
    [
        ("今年全市经济社会发展主要预期目标", "2021"),
        ("2021年主要预期目标", "2021"),
        ("到2025年的目标", "2025"),
        ("2019年目标完成情况", None),
        ("主要任务", None),
    ],
)
def test_the_heading_of_goals_says_by_when(heading: str, due: str | None) -> None:
    text = notice("城镇新增就业5万人。\n牵头单位：市人社局").replace("一、主要任务", f"一、{heading}")
    assert [target.deadline for target in read_text(text).targets] == [due]


def test_a_small_full_stop_behind_a_number() -> None:
    record = read_text(notice("建网。", "建库。").replace("（一）", "1﹒").replace("（二）", "2﹒"))
    assert [measure.label for measure in record.measures] == ["1", "2"]
