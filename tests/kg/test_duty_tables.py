"""Rows of a 任务分工表 as an official would fill them in, and the sheets made of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exports.markdown import flat_table, render_markdown
from exports.sheets import Cell, Heading, Sheet
from kg.duties.columns import IDENTITY, Wish
from kg.duties.sheets import document_sheets, duty_book, duty_sheet
from kg.duties.tables import Duty, choose, duties, record_duties
from kg.duties.words import amount_words, target_words
from kg.office_tables import citation_sheet, indicator_sheets, workload_sheet
from kg.page_links import Links
from ontology.errors import UsageError
from ontology.model import Deadline, Target
from tests.factories import (
    CITY_TEXT,
    COUNTIES,
    FINANCE,
    INDUSTRY,
    NUMBER,
    PARENT_NUMBER,
    find_span,
    make_corpus,
    make_parent_record,
    make_record,
    make_target,
)

LINKS = Links("../demo/workbench.html", "../demo/texts")


def by_task(word: str, **options: object) -> Duty:
    [duty] = [duty for duty in record_duties(make_record(), **options) if word in duty.task]  # type: ignore[arg-type]
    return duty


def values(sheet: Sheet, head: str) -> list[object]:
    place = [column.head for column in sheet.columns].index(head)
    cells = [row[place] for row in sheet.rows if not isinstance(row, Heading)]
    return [cell.value if isinstance(cell, Cell) else cell for cell in cells]


def test_a_row_says_what_its_clause_says():
    duty = by_task("新型基础设施")
    assert duty.chapters == ("二、主要任务",)
    assert duty.source == f"《云河市加快数字经济发展实施方案》（{NUMBER}）二、一"
    assert duty.lead == ("市工业和信息化局",)
    assert duty.others == "市财政局、市自然资源局\n（兜底条款：各县区人民政府）"
    assert duty.targets == ("5G基站2000个（2020年底）",)
    assert (duty.due, duty.due_quote, duty.basis) == ("2020年底", None, "明示")


def test_full_names_by_wish():
    assert by_task("新型基础设施", names="full").lead == (INDUSTRY.name,)
    assert by_task("数字企业", names="full").participants == ("云河市科学技术局", "有关部门")


def test_what_is_inferred_quotes_its_sentence_and_blanket_parts_stand_apart():
    duty = by_task("数字企业")
    assert duty.basis == "推定"
    assert duty.grounds == ("排第一的为牵头部门", "各县区人民政府均需负责,不再列出")
    assert duty.lead == ("市工信局",)
    assert duty.blanket == ("各县区人民政府",)
    assert (duty.due, duty.due_quote) == ("2021年6月", "2021年6月前完成")


def test_responsible_and_joining_bodies_are_told_apart_where_there_are_both():
    record = make_record()
    parts = tuple(
        replace(part, role="responsible") if part.surface == "市财政局" else part for part in record.responsibilities
    )
    duty = record_duties(replace(record, responsibilities=parts))[0]
    assert duty.others.splitlines()[:2] == ["责任：市财政局", "配合：市自然资源局"]


def test_nobody_and_only_a_blanket_clause():
    record = make_record()
    blanket = tuple(part for part in record.responsibilities if part.basis == "default_clause")
    assert {duty.basis for duty in record_duties(replace(record, responsibilities=blanket))} == {"推定"}
    assert {duty.basis for duty in record_duties(replace(record, responsibilities=()))} == {"未明确"}


def test_wording_leaves_out_heading_and_who_is_responsible():
    assert by_task("新型基础设施").wording == "2020年底前,建成5G基站2000个。落实《云河市城市更新办法》。"


def test_without_a_date_the_printed_deadline_stands():
    record = make_record()
    always = Deadline(None, "2021年6月前完成", find_span(CITY_TEXT, "2021年6月前完成"))
    measures = tuple(replace(m, deadline=replace(always, text="持续推进")) for m in record.measures)
    assert {duty.due for duty in record_duties(replace(record, measures=measures))} == {"持续推进"}


def test_contacts_are_covered():
    record = make_record()
    phone = record.text.replace("2020年底前,建成", "联系电话:13912345678。建成")
    duty = record_duties(replace(record, text=phone))[0]
    assert "13912345678" not in duty.wording


AMOUNTS = [
    ({"comparator": "ge"}, "45%以上"),
    ({"comparator": "gt"}, "超过45%"),
    ({"comparator": "le"}, "不超过45%"),
    ({"comparator": "lt"}, "低于45%"),
    ({"comparator": "about"}, "约45%"),
    ({"comparator": "range", "upper": "50"}, "45—50%"),
    ({"comparator": "increase_by", "baseline": "2020"}, "比2020年提高45%"),
    ({"comparator": "decrease_by"}, "降低45%"),
    ({"kind": "coverage"}, "45%"),
]


@pytest.mark.parametrize(("changes", "words"), AMOUNTS, ids=lambda value: str(value))
def test_amounts_as_an_office_writes_them(changes, words):
    assert amount_words(make_target(CITY_TEXT, "45%", "比重", "45", "%", **changes)) == words


def test_full_coverage_and_indicators_that_end_in_latin():
    whole: Target = make_target(CITY_TEXT, "全覆盖", "光纤", "100", "%", kind="coverage")
    assert target_words(whole) == "光纤全覆盖"
    assert (
        target_words(make_target(CITY_TEXT, "45%", "PM2.5", "35", "微克", deadline="2025")) == "PM2.5 35微克（2025年）"
    )


def test_documents_are_chosen_by_number_title_or_a_part_of_it():
    rows = duties(make_corpus())
    assert {duty.number for duty in choose(rows, [NUMBER])} == {NUMBER}
    assert {duty.number for duty in choose(rows, ["行动计划"])} == {PARENT_NUMBER}
    assert len(choose(rows, ["数字经济"])) == len(rows)
    with pytest.raises(UsageError, match="林业: no document"):
        choose(rows, ["林业"])


def test_the_book_has_a_sheet_for_each_document_and_agency():
    sheets = duty_book(make_corpus(), Wish(links=LINKS))
    names = [sheet.name for sheet in sheets]
    assert names[:4] == ["文件清单", "总表", PARENT_NUMBER, NUMBER]
    assert {"云河市工信局", "云河市财政局"} <= set(names)
    assert len(names) == len(set(names))
    for sheet in sheets[1:]:
        assert values(sheet, "序号") == list(range(1, len(values(sheet, "序号")) + 1))


def test_documents_have_chapter_rows_and_agencies_their_part():
    sheets = {sheet.name: sheet for sheet in duty_book(make_corpus(), Wish())}
    assert [row.text for row in sheets[NUMBER].rows if isinstance(row, Heading)] == ["二、主要任务"]
    counties = next(sheet for sheet in sheets.values() if (sheet.title or "").startswith(COUNTIES.name))
    assert values(counties, "本单位职责") == ["兜底条款"] * 3
    industry = next(sheet for sheet in sheets.values() if (sheet.title or "").startswith(INDUSTRY.name))
    assert industry.subtitle == "牵头2项"
    assert not any(isinstance(row, Heading) for row in industry.rows)


def test_cells_lead_to_the_sentence_and_explain_what_is_inferred():
    sheets = {sheet.name: sheet for sheet in duty_book(make_corpus(), Wish(links=LINKS))}
    row = next(row for row in sheets[NUMBER].rows if not isinstance(row, Heading) and row[1].value == "培育数字企业")
    basis = row[-1]
    assert basis.value == "推定"
    assert "“排第一的为牵头部门”" in basis.note
    assert basis.link.startswith("external:../demo/workbench.html#doc=%E4%BA%91")
    assert basis.link.endswith(f"&at={CITY_TEXT.index('(二)')}-{CITY_TEXT.index('有关部门)') + 5}")


def test_a_ledger_has_each_task_once_and_knows_its_measure():
    sheets = [s for s in duty_book(make_corpus(), Wish(per="document"), ledger=True) if s.name != "文件清单"]
    measures = [value for sheet in sheets for value in values(sheet, IDENTITY)]
    assert sorted(measures) == sorted(m.iri for record in make_corpus().records for m in record.measures)
    [column] = [column for column in sheets[0].columns if column.head == IDENTITY]
    assert column.hidden
    assert [c.head for c in sheets[0].columns if c.fill_in] == [
        "季度节点", "进展", "问题", "下一步", "状态", "填报单位", "填报日期",
    ]  # fmt: skip


def test_a_ledger_for_one_agency_names_who_reports():
    [sheet] = duty_book(make_corpus(), Wish(agencies=["市财政局"], per="document"), ledger=True)
    assert set(values(sheet, "填报单位")) == {FINANCE.name}
    with pytest.raises(UsageError, match="林业局: no agency"):
        duty_book(make_corpus(), Wish(agencies=["林业局"]))


def test_too_many_sheets_leave_out_the_agencies_with_least_and_say_so(monkeypatch):
    monkeypatch.setattr("kg.duties.sheets.MAX_SHEETS", 3)
    sheets = duty_book(make_corpus(), Wish())
    assert [sheet.title for sheet in sheets[4:]] == [f"{INDUSTRY.name}任务分工表"]
    assert "没有单独列表" in sheets[0].remarks[0]
    with pytest.raises(UsageError, match="--per document"):
        duty_book(make_corpus(), Wish(per="agency"))


def test_documents_lead_to_the_files_they_came_as():
    [record] = make_corpus(make_record()).records
    links = Links("../demo/workbench.html", "../demo/texts", {record.source.path: "../我的 文件/方案.txt"})
    sheet = next(s for s in duty_book(make_corpus(make_record()), Wish(links=links)) if s.name == "文件清单")
    assert sheet.columns[-1].head == "源文件"
    assert sheet.rows[0][-1].link == "external:../我的%20文件/方案.txt"


def test_flat_tables_leave_out_chapters_and_hidden_columns():
    head, rows = flat_table(duty_sheet(make_corpus(), Wish(documents=[NUMBER]), ledger=True))
    assert head[:3] == ["序号", "章节", "任务"]
    assert IDENTITY not in head
    assert [row[0] for row in rows] == [1, 2, 3]


def test_markdown_shows_text_as_it_stands():
    text = render_markdown(document_sheets(make_corpus(), Wish(documents=[NUMBER])))
    assert "| **二、主要任务** |" in text
    assert "市财政局、市自然资源局<br>（兜底条款：各县区人民政府）" in text
    assert "2021年6月[2] " in text
    hostile = replace(make_record().measures[0], title="<script>|*建设*_x_[a](b)")
    record = make_record(measures=(hostile, *make_record().measures[1:]))
    shown = render_markdown([duty_sheet(make_corpus(record), Wish())])
    assert r"&lt;script&gt;\|\*建设\*\_x\_\[a\](b)" in shown


def test_paper_says_the_place_only():
    [sheet] = document_sheets(make_corpus(), Wish(documents=[NUMBER]))
    assert values(sheet, "原文出处") == ["二、一", "二、二", "二、三"]


def test_workload_counts_as_everywhere_else():
    sheet = workload_sheet(make_corpus(), LINKS)
    names = values(sheet, "单位")
    place = names.index(INDUSTRY.name)
    assert [values(sheet, head)[place] for head in ("牵头", "负责", "配合", "兜底条款", "合计")] == [2, 0, 0, 0, 2]
    assert values(sheet, "系推定")[place] == 1
    assert values(sheet, "最近时限")[place] == "2020年底"
    assert values(sheet, "牵头") == sorted(values(sheet, "牵头"), reverse=True)


def test_indicators_of_several_documents_come_first_and_side_by_side():
    table, beside = indicator_sheets(make_corpus(), LINKS)
    assert values(table, "指标")[:2] == ["5G基站", "5G基站"]
    assert values(table, "换算值")[:2] == [2000.0, 30000.0]
    assert [column.head for column in beside.columns] == ["指标", PARENT_NUMBER, NUMBER]
    assert list(beside.rows[0]) == ["5G基站", "3万个（2022年）", "2000个（2020年底）"]
    assert len(indicator_sheets(make_corpus(make_parent_record()), LINKS)) == 1


def test_citations_say_whether_the_document_is_here():
    sheet = citation_sheet(make_corpus(), LINKS)
    held = dict(zip(values(sheet, "所引文件"), values(sheet, "在库"), strict=True))
    assert held["临海省数字经济发展行动计划"] == "是"
    assert held["临海省信息化条例"] == "否"
