"""Findings in tables: nothing runs as a formula, every row is complete, equal findings give equal bytes."""

from __future__ import annotations

import csv
import io
import json

import openpyxl

from exports.findings import HEAD, Finding, Place, RuleInfo, count_by_rule, render_csv, render_json, render_xlsx
from exports.sheets import file_link

DOCUMENT = "https://example.org/id/document/d"
PAST = Finding(
    "deadline.past", "error", DOCUMENT, "云河市方案", "云政发〔2020〕1号", "方案.txt", "https://example.org/id/target/t1",
    "时限已过", "核对年份", Place(DOCUMENT, "到2019年完成", 5, 12, "texts/a.txt"),
    (Place(DOCUMENT, "另一句", 20, 23, "texts/a.txt"),),
)  # fmt: skip
BARE = Finding("lead.missing", "note", None, None, None, None, "urn:x", "=HYPERLINK(1)", "补上")
RULES = [RuleInfo("deadline.past", "urn:r", "时限早于成文日期", "Past", "error", "核对年份")]


def test_json_counts_and_lists():
    data = json.loads(render_json([PAST, BARE]))
    assert data["counts"] == {"error": 1, "warning": 0, "note": 1}
    assert data["findings"][0]["place"]["quote"] == "到2019年完成"
    assert data["findings"][1]["place"] is None


def test_csv_has_a_line_for_each_finding():
    rows = list(csv.reader(io.StringIO(render_csv([PAST, BARE], RULES).removeprefix("\ufeff"), newline="")))
    assert rows[0] == list(HEAD)
    assert rows[1][:5] == ["错误", "时限早于成文日期", "时限已过", "核对年份", "云河市方案"]
    assert rows[2][2] == "'=HYPERLINK(1)"


def test_workbook_holds_summary_and_findings():
    def link(finding: Finding) -> str | None:
        return file_link("workbench.html", "doc=d&at=5-12") if finding.place else None

    book = openpyxl.load_workbook(io.BytesIO(render_xlsx([PAST, PAST, BARE], RULES, link)))
    assert book.sheetnames == ["目录", "汇总", "体检结果"]
    summary = [tuple(cell.value for cell in row[1:]) for row in book["汇总"].iter_rows(min_row=4)]
    assert summary == [("错误", "时限早于成文日期", 2), ("提示", "lead.missing", 1)]
    sheet = book["体检结果"]
    assert (sheet["A1"].value, sheet["A2"].value) == ("体检报告", "错误2处、警告0处、提示1处")
    assert [cell.value for cell in sheet[3]][:4] == ["序号", "级别", "规则", "问题"]
    assert (sheet["H4"].value, sheet["I4"].value) == ("到2019年完成", "另一句")
    assert sheet["J4"].hyperlink.target == "workbench.html"
    assert sheet["J4"].hyperlink.location == "doc=d&at=5-12"
    assert (sheet["D6"].value, sheet["D6"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet["J6"].hyperlink is None
    assert (sheet.freeze_panes, sheet.page_setup.orientation, sheet.print_title_rows) == ("D4", "landscape", "$3:$3")


def test_workbook_is_the_same_every_time():
    assert render_xlsx([PAST, BARE], RULES) == render_xlsx([PAST, BARE], RULES)


def test_workbook_of_nothing_opens():
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx([], [])))
    assert book["体检结果"]["A2"].value == "错误0处、警告0处、提示0处"


def test_counts_are_the_gravest_first():
    assert count_by_rule([BARE, BARE, PAST]) == [("error", "deadline.past", 1), ("note", "lead.missing", 2)]
