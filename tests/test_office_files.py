"""Every table of an office as a user exports it, read by openpyxl and by LibreOffice."""

from __future__ import annotations

import zipfile
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from kg.cli import cli
from tests.programs import by_libreoffice

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "examples/documents"
PARENT, CHILD = "临政发〔2023〕8号", "云河政发〔2023〕12号"
TABLES = {
    "任务分工表": ("export", "xlsx", "--sources", SOURCES, "--document", PARENT, "--document", CHILD),
    "督查台账": ("export", "xlsx", "--table", "督查台账"),
    "部门负荷表": ("export", "xlsx", "--table", "部门负荷表"),
    "指标对比表": ("export", "xlsx", "--table", "指标对比表"),
    "政策依据表": ("export", "xlsx", "--table", "政策依据表"),
    "落实对照": ("compare", PARENT, CHILD),
    "体检报告": ("check", "--format", "xlsx", "--fail-on", "never"),
}
HEADS = {
    "任务分工表": ["任务", "量化目标", "牵头单位", "责任/配合单位", "完成时限", "原文出处", "依据"],
    "督查台账": ["季度节点", "进展", "问题", "下一步", "状态"],
    "部门负荷表": ["单位", "牵头", "配合", "合计"],
    "指标对比表": ["指标", "目标", "完成时限", "换算值", "文件", "原文"],
    "政策依据表": ["文件", "关系", "所引文件", "在库", "原文"],
    "落实对照": ["上级措施", "下级措施", "结果", "理由"],
    "体检报告": ["级别", "规则", "问题", "建议", "原文"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A build of the examples with every table beside it, and each as LibreOffice writes it again."""
    made = tmp_path_factory.mktemp("表格")

    def kg(*words: object) -> None:
        result = CliRunner().invoke(cli, [str(word) for word in words])
        assert result.exit_code == 0, result.output

    kg("build", SOURCES, "--regions", ROOT / "examples/regions.toml", "-o", made / "out", "--quiet")
    for name, words in TABLES.items():
        kg(*words, "-g", made / "out", "-o", made / f"{name}.xlsx")
    kg("export", "docx", "--document", CHILD, "-g", made / "out", "-o", made / "任务分工表.docx")
    by_libreoffice("ods", *(made / f"{name}.xlsx" for name in TABLES))
    by_libreoffice("pdf", made / "任务分工表.docx")
    return made


def sheets(folder: Path, name: str) -> list[Worksheet]:
    return list(openpyxl.load_workbook(folder / f"{name}.xlsx"))


def head_row(page: Worksheet) -> int:
    """The row of the table's head: what is repeated on every printed page."""
    return int(page.print_title_rows.split("$")[-1])


def heads(page: Worksheet) -> list[str]:
    return [cell.value for cell in page[head_row(page)]]


@pytest.mark.parametrize("name", TABLES)
def test_every_sheet_is_a_table_that_filters_freezes_and_prints(folder, name):
    for page in sheets(folder, name):
        row = head_row(page)
        ranges = [table.ref for table in page.tables.values()] or [page.auto_filter.ref]
        assert [range_boundaries(ref)[1] for ref in ranges] == [row], page.title
        assert page.freeze_panes.endswith(str(row + 1)), page.title
        assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToHeight) == (True, 0)
        assert page.page_setup.paperSize in (8, 9)  # A3, A4
        assert page.oddFooter.center.text
        assert all(page.column_dimensions[cell.column_letter].width >= 6 for cell in page[row]), page.title
    assert any(set(HEADS[name]) <= set(heads(page)) for page in sheets(folder, name))


def target(folder: Path, link: Hyperlink) -> Path:
    """The file a link leads to, which must be there; XlsxWriter writes paths as Windows does."""
    found = (folder / unquote(link.target.replace("\\", "/"))).resolve()
    assert found.exists(), link.target
    return found


@pytest.mark.parametrize("name", TABLES)
def test_links_lead_to_what_is_there(folder, name):
    names = {page.title for page in sheets(folder, name)}
    kinds = set()
    for page in sheets(folder, name):
        for link in (cell.hyperlink for row in page.iter_rows() for cell in row if cell.hyperlink):
            if link.target is None:
                assert link.location.partition("!")[0].strip("'").replace("''", "'") in names
                continue
            kinds.add(target(folder, link).suffix)
            if link.target.endswith("workbench.html") and link.location:
                assert link.location.startswith(("doc=", "agency="))
    assert ".html" in kinds
    if name == "任务分工表":
        [listed] = [page for page in sheets(folder, name) if page.title == "文件清单"]
        place = heads(listed).index("源文件")
        rows = listed.iter_rows(min_row=head_row(listed) + 1, min_col=place + 1, max_col=place + 1)
        assert [target(folder, cell.hyperlink).parent for [cell] in rows] == [SOURCES, SOURCES]


def test_a_sheet_for_each_document_and_each_agency(folder):
    names = [page.title for page in sheets(folder, "任务分工表")]
    assert names[:3] == ["目录", "文件清单", "总表"]
    assert {CHILD, PARENT, "云河市工业和信息化局"} <= set(names)


def test_a_ledger_takes_lists_and_dates_and_shows_lights(folder):
    page = next(page for page in sheets(folder, "督查台账") if page.title == CHILD)
    letters = {cell.value: cell.column_letter for cell in page[head_row(page)]}
    rules = {str(rule.sqref)[:1]: rule for rule in page.data_validations.dataValidation}
    assert rules[letters["状态"]].formula1 == '"红,黄,绿"'
    assert rules[letters["季度节点"]].type == "list"
    assert rules[letters["填报日期"]].type == "date"
    coloured = {str(area.sqref)[:1]: area.rules for area in page.conditional_formatting}
    assert len(coloured[letters["状态"]]) == 3
    assert page.column_dimensions[letters["标识"]].hidden


def test_a_ledger_filled_in_and_saved_by_libreoffice_is_read_back(folder):
    book = openpyxl.load_workbook(folder / "督查台账.xlsx")
    page = book[CHILD]
    row = head_row(page) + 1
    places = {cell.value: cell.column for cell in page[row - 1]}
    told = {"进展": "已开工", "问题": "资金未到位", "状态": "红", "填报单位": "市工信局", "填报日期": "2024-06-30"}
    for head, value in told.items():
        page.cell(row, places[head]).value = value
    book.save(folder / "返回.xlsx")
    [returned] = by_libreoffice("xlsx", folder / "返回.xlsx", into=folder / "收回")
    shown = CliRunner().invoke(cli, ["progress", str(returned), "-g", str(folder / "out")])
    assert shown.exit_code == 0, shown.output
    assert "读入 1 条" in shown.output
    assert "红1项" in shown.output
    reports = (folder / "out.progress.jsonl").read_text("utf-8")
    assert "资金未到位" in reports
    assert '"2024-06-30"' in reports


@pytest.mark.parametrize("name", TABLES)
def test_libreoffice_reads_every_sheet(folder, name):
    with zipfile.ZipFile(folder / f"{name}.ods") as package:
        content = package.read("content.xml").decode()
    pages = sheets(folder, name)
    assert content.count("<table:table ") == len(pages)
    assert "of:=" not in content  # nothing became a formula
    assert "#REF!" not in content
    for page in pages:
        assert str(page.cell(head_row(page) + 1, 2).value or "").split("\n")[0].replace("&", "&amp;") in content


def test_word_lays_the_table_out_on_paper(folder):
    assert (folder / "任务分工表.pdf").read_bytes().startswith(b"%PDF")
