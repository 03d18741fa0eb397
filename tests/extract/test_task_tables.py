"""Task tables: rows as measures, with their bodies and deadlines."""

from __future__ import annotations

import pytest

from extract.pipeline import read_records
from extract.sources.readers import SourceText
from extract.tables.task_tables import find_task_rows
from ontology.model import Span
from tests.extract.chain import read_core
from tests.notices import notice

TABLE = (
    "序号\t任务\t牵头单位\t配合单位\t完成时限\n"
    "1\t建设网络，提速降费\t市工信局\t市财政局、通信管理局\t2024年6月\n"
    "2\t建设平台\t市数据局\t\t持续推进"
)


def rows(text: str):
    return find_task_rows(text, Span(0, len(text)))


def test_a_row_is_a_measure():
    reading = read_core(f"二、重点任务\n任务如下：\n{TABLE}\n三、保障措施\n（一）领导。重视。")
    assert [(m.label, m.section, m.title, m.rule) for m in reading.measures] == [
        ("1", "重点任务", "建设网络", "measure.table-row"),
        ("2", "重点任务", "建设平台", "measure.table-row"),
        ("(一)", "保障措施", "领导", "measure.paren-han"),
    ]
    assert [m.id for m in reading.measures] == ["m1", "m2", "m3"]
    assert reading.who("m1") == "市工信局:lead 市财政局:participant 市通信管理局:participant"
    assert reading.who("m2") == "市数据局:lead"
    assert [(m.deadline.due, m.deadline.text) for m in reading.measures[:2]] == [
        ("2024-06", "2024年6月"),
        (None, "持续推进"),
    ]
    assert reading.measures[0].text == "1\t建设网络，提速降费\t市工信局\t市财政局、通信管理局\t2024年6月"
    assert [s.title for s in reading.sections] == ["重点任务", "保障措施"]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("序号\t工作任务\t责任单位", "市工信局:responsible 市财政局:responsible"),
        ("编号\t主要任务\t牵头部门", "市工信局:lead 市财政局:lead"),
        ("序号\t改革事项\t配合单位", "市工信局:participant 市财政局:participant"),
        ("序号\t具体措施\t责任 单位", "市工信局:responsible 市财政局:responsible"),
        ("序号\t工作内容\t责任分工", "市工信局:responsible 市财政局:responsible"),
    ],
)
def test_headings(heading, expected):
    assert read_core(f"{heading}\n1\t建设网络\t市工信局、财政局").who() == expected


@pytest.mark.parametrize(
    "heading", ["序号\t指标\t单位\t2025年", "姓名\t职务\t单位", "任务\t目标", "序号\t材料名称\t份数", "任务 责任单位"]
)
def test_other_tables(heading):
    assert rows(f"{heading}\n1\t建设网络\t市工信局\t5") == []


def test_beside_a_leader_the_responsible_take_part():
    text = "序号\t任务\t牵头单位\t责任单位\n1\t建网\t市工信局\t市财政局\n2\t建库\t\t市数据局"
    reading = read_core(text)
    assert reading.who("m1") == "市工信局:lead 市财政局:participant"
    assert reading.who("m2") == "市数据局:responsible"


def test_a_cell_that_says_its_roles_itself():
    reading = read_core("序号\t任务\t责任单位\n1\t建网\t市工信局牵头，市财政局配合")
    assert reading.who() == "市工信局:lead 市财政局:participant"


def test_titles_between_rows():
    reading = read_core("序号\t任务\t责任单位\n一、网络设施\n1\t建网\t市工信局\n二、数据要素\n2\t建库\t市数据局")
    assert [(m.section, m.title) for m in reading.measures] == [("网络设施", "建网"), ("数据要素", "建库")]


def test_a_column_that_repeats_is_a_title():
    text = (
        "序号\t重点任务\t具体措施\t责任单位\n1\t建网\t铺设光缆\t市工信局\n"
        "2\t建网\t建设基站\t市工信局\n3\t建库\t归集数据\t市数据局"
    )
    assert [(m.section, m.title) for m in read_core(text).measures] == [
        ("建网", "铺设光缆"),
        ("建网", "建设基站"),
        ("建库", "归集数据"),
    ]


def test_a_task_in_several_lines_is_one_measure():
    text = "序号\t任务\t责任单位\n1\t建网\t市工信局\n1\t建网\t市财政局"
    reading = read_core(text)
    assert reading.labels() == ["1"]
    assert reading.who() == "市工信局:responsible 市财政局:responsible"


def test_without_a_column_of_numbers_the_task_prints_its_own():
    reading = read_core("工作任务\t责任单位\n1.建设网络。铺设光缆。\t市工信局\n2.建设平台。\t市数据局")
    assert [(m.label, m.title) for m in reading.measures] == [("1", "建设网络"), ("2", "建设平台")]


def test_a_heading_printed_again():
    text = f"{TABLE}\n序号\t任务\t责任单位\n3\t建台\t市科技局"
    assert [row.label for row in rows(text)] == ["1", "2", "3"]
    assert read_core(text).who("m3") == "市科技局:responsible"


def test_an_ordering_rule_in_a_note_below():
    reading = read_core("序号\t任务\t责任单位\n1\t建网\t市工信局、市财政局\n注：排第一的为牵头单位。")
    assert reading.who() == "市工信局:lead* 市财政局:participant*"


def test_a_row_that_repeats_a_measure_says_who_does_it():
    reading = read_core(
        "一、任务\n（一）建设网络。加快建网。\n（二）建设平台。加快建库。\n附件\n"
        "序号\t任务\t牵头单位\t完成时限\n1\t建设网络\t市工信局\t2024年6月\n2\t建设算力中心\t市数据局\t"
    )
    assert reading.titles() == ["建设网络", "建设平台", "建设算力中心"]
    assert [reading.who(f"m{i}") for i in (1, 2, 3)] == ["市工信局:lead", "", "市数据局:lead"]
    assert reading.measures[0].deadline.due == "2024-06"


def record_of(text):
    (record,) = read_records(SourceText("a.txt", text, "text/plain", "", "utf-8"))
    return record


def test_what_a_row_sets_is_due_with_its_task_unless_it_says_when():
    record = record_of(
        "云河市绿化方案\n\n一、工作任务\n（一）建设林网。加快植树造林。\n（二）建设苗圃。加快育苗。\n附件\n重点任务分工表\n"
        "序号\t任务\t牵头单位\t完成时限\n1\t加密林网。栽植树木50棵\t市林业局\t2024年6月\n"
        "2\t培育种苗。到2025年建成苗圃3座\t市农业农村局\t2024年6月\n3\t开展巡查。整改问题5个\t市城管局\t长期坚持"
    )
    assert [(target.text, target.deadline) for target in record.targets] == [
        ("栽植树木50棵", "2024-06"),
        ("到2025年建成苗圃3座", "2025"),
        ("整改问题5个", None),
    ]
    assert {measure.section for measure in record.measures[2:]} == {"重点任务分工表"}


def test_a_project_named_in_a_clause_is_not_the_clause():
    reading = read_core(
        "一、任务\n（一）建设林网。推进云河青河造林。\n附件\n重点项目清单\n"
        "序号\t项目\t责任单位\n1\t云河青河造林\t市林业局\n2\t植树\t市城管局"
    )
    assert reading.titles() == ["建设林网", "云河青河造林", "植树"]


@pytest.mark.parametrize(
    ("title", "due"), [("2031年市《政府工作报告》重点任务分工方案", "2031"), ("2031年绿化工作要点", None)]
)
def test_what_carries_out_a_report_is_due_in_its_year(title, due):
    text = f"{title}\n\n一、任务\n（一）建设林网。栽植树木50棵。（责任单位：市林业局）\n（二）建设苗圃。加快育苗。\n"
    assert record_of(f"{text}云河市人民政府\n2031年2月1日").targets[0].deadline == due


def test_a_deadline_without_bodies_is_kept():
    reading = read_core("序号\t任务\t责任单位\t完成时限\n1\t建网\t\t2024年6月")
    assert reading.measures[0].deadline.due == "2024-06"
    assert reading.who() == ""


def test_what_may_hold_targets_is_what_says_something_of_the_task():
    text = "序号\t任务\t工作目标\t责任单位\n1\t建网\t建成基站50个\t市工信局"
    (row,) = rows(text)
    assert [text[slice(*cell.span)] for cell in row.contents] == ["建网", "建成基站50个"]
    assert text[slice(*row.table)] == text


def test_a_table_inside_a_measure_adds_to_it():
    reading = read_core(
        "（一）建网。抓好统筹。（市工信局牵头）\n1.建站。甲。\n2.建线。乙。\n序号\t任务\t责任单位\n1\t铺设光缆\t市住建局"
    )
    assert reading.titles() == ["建网"]
    assert reading.who() == "市工信局:lead 市住建局:responsible"


INDICATORS = (
    "附件\n指标任务分解表\n序号\t指标\t单位\t2030年现状\t2033年目标\t牵头单位\t配合单位\n"
    "1\t森林覆盖率\t%\t20\t25\t市林业局\t各县区\n2\t污水处理厂\t座\t3\t≥5。\t市水务局\t市财政局\n"
    "3\t绿地规模（万亩）\t\t—\t30\t市林业局\t各县区\n"
)


def test_indicators_with_bodies_are_tasks_with_their_targets() -> None:
    source = SourceText("云.txt", notice("建网。") + INDICATORS, "text/plain", "", "utf-8")
    record = read_records(source)[0]
    rows = {m.id: m.title for m in record.measures if m.rule == "measure.table-row"}
    told = [(rows[r.measure], r.surface, r.role) for r in record.responsibilities if r.measure in rows]
    assert told[:2] == [("森林覆盖率", "市林业局", "lead"), ("森林覆盖率", "各县区", "participant")]
    found = [
        (rows[t.measure or ""], t.indicator, f"{t.comparator} {t.value}{t.unit}", t.deadline, t.baseline)
        for t in record.targets
    ]
    assert found == [
        ("森林覆盖率", "森林覆盖率", "eq 25%", "2033", "2030"),
        ("污水处理厂", "污水处理厂", "ge 5座", "2033", "2030"),
        ("绿地规模（万亩）", "绿地规模", "eq 30万亩", "2033", "2030"),
    ]


def test_columns_of_years_say_until_when() -> None:
    table = (
        "附件\n任务清单\n序号\t主要任务\t2031年目标\t2032年计划\t牵头部门\n"
        "1\t建设精品路30条。\t建设精品路10条，改造护栏50公里。\t建设精品路20条。\t市交通局\n2\t改造公交站台\t100个\t150个\t各区政府\n"
    )
    record = read_records(SourceText("云.txt", notice("建网。") + table, "text/plain", "", "utf-8"))[0]
    assert [(t.indicator, f"{t.value}{t.unit}", t.deadline) for t in record.targets] == [
        ("精品路", "30条", None),
        ("精品路", "10条", "2031"),
        ("护栏", "50公里", "2031"),
        ("精品路", "20条", "2032"),
        ("公交站台", "100个", "2031"),
        ("公交站台", "150个", "2032"),
    ]


def test_an_attachment_of_goals_is_read_also_where_it_is_no_table() -> None:
    rows = "东镇\n新增林地300亩，创建绿化村2个。\n西镇\n新增林地500亩。\n"
    goals = "附件\n2032年各镇植树目标任务分解表\n镇\n目标任务\n" + rows
    form = goals.replace("植树目标任务分解表", "植树情况登记表")

    def told(attached: str) -> list[tuple[str | None, str, str | None]]:
        record = read_records(SourceText("云.txt", notice("建网。") + attached, "text/plain", "", "utf-8"))[0]
        return [(t.section, f"{t.value}{t.unit}", t.deadline) for t in record.targets]

    title = "2032年各镇植树目标任务分解表"
    assert told(goals) == [(title, "300亩", "2032"), (title, "2个", "2032"), (title, "500亩", "2032")]
    assert told(form) == []


def test_goals_by_area_are_due_by_the_months_of_their_columns_in_the_year_of_the_title() -> None:
    cells = [
        *("序号", "县区", "总任务", "6月底前完成50%", "年底前完成100%"),
        *("1", "东县", "300", "150", "300", "2", "西县", "200", "100", "200"),
    ]
    stacked = "\n".join(cells)
    rows = "\n".join("\t".join(cells[n : n + 5]) for n in range(0, len(cells), 5))
    for table in (stacked, rows):
        attached = f"附件\n2032年各县区植树目标任务表\n单位：亩\n{table}\n"
        record = read_records(SourceText("云.txt", notice("建网。") + attached, "text/plain", "", "utf-8"))[0]
        told = [(t.indicator, f"{t.value}{t.unit}", t.deadline) for t in record.targets]
        assert told == [
            ("东县总任务", "300亩", "2032"),
            ("东县完成植树目标任务", "150亩", "2032-06"),
            ("东县完成植树目标任务", "300亩", "2032"),
            ("西县总任务", "200亩", "2032"),
            ("西县完成植树目标任务", "100亩", "2032-06"),
            ("西县完成植树目标任务", "200亩", "2032"),
        ]


def test_a_role_in_brackets_behind_a_name_goes_before_that_of_the_column() -> None:
    rows = ["1", "植树300亩", "市林业局（牵头），市财政局、各县区", "2", "植绿", "市林业局、市水利局按职责分工负责"]
    heading = ["序号", "重点任务", "责任单位"]
    stacked = "\n".join([*heading, *rows])
    lined = "\n".join("\t".join(cells) for cells in (heading, rows[:3], rows[3:]))
    for table in (stacked, lined):
        attached = f"附件\n任务分工表\n{table}\n"
        record = read_records(SourceText("云.txt", notice("建网。") + attached, "text/plain", "", "utf-8"))[0]
        told = [f"{r.surface}:{r.role}" for r in record.responsibilities if r.rule != "statement.suffix.lead"]
        assert told[-5:] == [
            *("市林业局:lead", "市财政局:participant", "各县区:participant"),
            *("市林业局:responsible", "市水利局:responsible"),
        ]
