"""Workbooks as openpyxl and LibreOffice read them."""

from __future__ import annotations

import io
import zipfile

import openpyxl

from exports.sheets import Cell, Column, Heading, Sheet, file_link, sheet_link, sheet_names
from exports.workbook import render_workbook
from tests.programs import by_libreoffice

COLUMNS = (
    Column("序号", 6, "center"),
    Column("任务"),
    Column("状态", 8, "center", choices=("红", "黄", "绿"), colours=(("红", "red"), ("绿", "green")), fill_in=True),
    Column("填报日期", 12, date=True, fill_in=True),
    Column("标识", hidden=True),
)
TASK = Cell("建设新型基础设施", link=file_link("../demo/workbench.html", "doc=a"), note="依据：“排第一的”")
ROWS = ((1, TASK, "红", "2025-06-30", "m1"), (2, "=cmd|'/c calc'!A1", None, None, "m2"))
TABLE = Sheet("任务", COLUMNS, ROWS, title="任务分工表", subtitle="2项", remarks=("注：无",), frozen=2)
CHAPTERS = Sheet("方案", COLUMNS, (Heading("一、主要任务"), *ROWS), title="方案任务分工表")


def read(*sheets: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_workbook(sheets, title="演示")))


def test_a_table_is_a_real_one_with_frozen_head_filter_and_print_setup():
    page = read(TABLE)["任务"]
    [table] = page.tables.values()
    assert table.ref == "A3:E5"
    assert [column.name for column in table.tableColumns] == [column.head for column in COLUMNS]
    assert table.autoFilter is not None
    assert page.freeze_panes == "C4"
    assert page.print_title_rows == "$3:$3"
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight) == ("portrait", 9, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert "第 &P 页" in str(page.oddFooter.center.text)
    assert page.column_dimensions["E"].hidden
    assert [cell.value for cell in page[3]] == [column.head for column in COLUMNS]
    assert page["A3"].font.bold
    assert page["A6"].value == "注：无"


def test_chapters_are_merged_rows_and_still_filtered():
    page = read(CHAPTERS)["方案"]
    assert "A4:E4" in {str(area) for area in page.merged_cells.ranges}
    assert page["A4"].value == "一、主要任务"
    assert not page.tables
    assert page.auto_filter.ref == "A3:E6"


def test_text_never_becomes_a_formula():
    page = read(TABLE)["任务"]
    assert page["B5"].value == ROWS[1][1]
    assert page["B5"].data_type == "s"
    assert page["B5"].quotePrefix
    assert not page["B4"].quotePrefix


def test_links_comments_lists_and_colours():
    page = read(TABLE)["任务"]
    assert page["B4"].hyperlink.target == "..\\demo\\workbench.html"
    assert page["B4"].hyperlink.location == "doc=a"
    assert "排第一的" in page["B4"].comment.text
    rules = {rule.type: rule for rule in page.data_validations.dataValidation}
    assert rules["list"].formula1 == '"红,黄,绿"'
    assert str(rules["list"].sqref) == "C4:C5"
    assert str(rules["date"].sqref) == "D4:D5"
    formulas = [rule.formula for area in page.conditional_formatting for rule in area.rules]
    assert formulas == [['"红"'], ['"绿"']]
    assert page["D4"].is_date


def test_several_sheets_have_a_first_one_that_leads_to_them():
    book = read(TABLE, CHAPTERS)
    assert book.sheetnames == ["目录", "任务", "方案"]
    assert [row[3].value for row in book["目录"].iter_rows(min_row=4)] == [2, 2]
    assert book["目录"]["B4"].hyperlink.location == "'任务'!A1"
    assert book["任务"]["D2"].hyperlink.location == "'目录'!A1"
    assert read(TABLE).sheetnames == ["任务"]


def test_sheets_that_ask_too_much_of_excel():
    long = "一" * 40_000
    names = ["a" * 40, "a" * 40, "[x]:*?/\\", "目录", "'引'"]
    wide = Sheet("x", (Column("文"),), [(long,), ("坏\x00字\ud800",), (Cell("远", link="external:" + "a" * 3000),)])
    sheets = [Sheet(name, (Column("文"),), ()) for name in names]
    book = read(wide, *sheets)
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert len({name.casefold() for name in book.sheetnames}) == len(names) + 2
    page = book["x"]
    assert len(page["A2"].value) == 32_767
    assert page["A3"].value == "坏字"
    assert page["A4"].hyperlink is None


def test_emoji_and_rare_letters_count_as_excel_counts():
    [name] = sheet_names(["𠮷" * 20])
    assert name == "𠮷" * 15


def test_links_quote_apostrophes():
    assert sheet_link("市'局", 4) == "internal:'市''局'!A5"


def test_equal_sheets_give_equal_bytes():
    assert render_workbook([TABLE, CHAPTERS], title="演示") == render_workbook([TABLE, CHAPTERS], title="演示")


def test_wide_tables_lie_across_and_the_widest_take_a3():
    def page(width: float) -> tuple[str, int]:
        setup = read(Sheet("x", (Column("文", width), Column("字", 20)), [("a", "b")]))["x"].page_setup
        return setup.orientation, setup.paperSize

    assert [page(width) for width in (40, 100, 200)] == [("portrait", 9), ("landscape", 9), ("landscape", 8)]


def test_libreoffice_opens_it(tmp_path):
    path = tmp_path / "表.xlsx"
    path.write_bytes(render_workbook([TABLE, CHAPTERS], title="演示"))
    with zipfile.ZipFile(*by_libreoffice("ods", path)) as package:
        content = package.read("content.xml").decode()
    for text in ("一、主要任务", "任务分工表", "cmd|", "content-validation-name", "target-range-address"):
        assert text in content
    assert "of:=cmd" not in content
