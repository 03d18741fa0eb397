"""Word documents as python-docx reads them."""

from __future__ import annotations

import io

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from exports.sheets import Cell, Column, Heading, Sheet
from exports.word import render_word

COLUMNS = (Column("序号", 6, "center"), Column("任务", 30), Column("依据", 8), Column("标识", hidden=True))
SHEET = Sheet(
    "方案",
    COLUMNS,
    (Heading("一、主要任务"), (1, "建设\x00基站", Cell("推定", note="“排第一的”"), "m1"), (2, "=1+1", "明示", "m2")),
    title="《方案》任务分工表",
    subtitle="云政办发〔2020〕31号",
    remarks=("注：无",),
)


def read(*sheets: Sheet) -> docx.document.Document:
    return docx.Document(io.BytesIO(render_word(sheets)))


def test_an_annex_lies_across_with_its_title_and_page_numbers():
    document = read(SHEET)
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (297, 210)
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts == ["附件", "《方案》任务分工表", "云政办发〔2020〕31号", "[1] “排第一的”", "注：无"]
    [title] = document.paragraphs[1].runs
    assert title.font.size.pt == 22
    assert title.element.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


def test_the_head_repeats_chapters_run_across_and_hidden_columns_stay_away():
    [table] = read(SHEET).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["序号", "任务", "依据"],
        ["一、主要任务"] * 3,
        ["1", "建设基站", "推定[1]"],
        ["2", "=1+1", "明示"],
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_several_sheets_are_numbered_annexes_on_pages_of_their_own():
    document = read(SHEET, SHEET)
    labels = [paragraph for paragraph in document.paragraphs if paragraph.text.startswith("附件")]
    assert [label.text for label in labels] == ["附件1", "附件2"]
    assert [bool(label.paragraph_format.page_break_before) for label in labels] == [False, True]


def test_equal_sheets_give_equal_bytes():
    assert render_word([SHEET]) == render_word([SHEET])
