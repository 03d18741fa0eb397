"""Findings in tables: nothing runs as a formula, every row is complete, equal findings give equal bytes."""

from __future__ import annotations

import csv
import io
import json

import openpyxl

from exports.findings import HEAD, Finding, Place, RuleInfo, count_by_rule, render_csv, render_json, render_xlsx

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
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx([PAST, PAST, BARE], RULES)))
    assert book.sheetnames == ["汇总", "体检结果"]
    summary = [tuple(cell.value for cell in row) for row in book["汇总"].iter_rows(min_row=2)]
    assert summary == [("错误", "时限早于成文日期", 2), ("提示", "lead.missing", 1)]
    sheet = book["体检结果"]
    assert [cell.value for cell in sheet[1]] == list(HEAD)
    assert sheet["G2"].value == "到2019年完成"
    assert sheet["H2"].value == 5
    assert (sheet["C4"].value, sheet["C4"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == "A1:M4"


def test_workbook_is_the_same_every_time():
    assert render_xlsx([PAST, BARE], RULES) == render_xlsx([PAST, BARE], RULES)


def test_workbook_of_nothing_opens():
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx([], [])))
    assert book["体检结果"].max_row == 1


def test_counts_are_the_gravest_first():
    assert count_by_rule([BARE, BARE, PAST]) == [("error", "deadline.past", 1), ("note", "lead.missing", 2)]
