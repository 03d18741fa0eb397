"""Tables as a Word document in the layout of an official annex: A4 across, 附件, a centred title, page numbers.

Sizes and margins follow GB/T 9704-2012 where it speaks of them (title 二号小标宋, text 仿宋, page number 四号 between
dashes), turned for a page that lies across; the fonts of tables, which it leaves open, are what annexes commonly use.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from exports.sheet_text import fit_text
from exports.sheets import Cell, Column, Heading, Sheet

TITLE_FONT, TEXT_FONT, HEAD_FONT = "方正小标宋简体", "仿宋", "黑体"
_TITLE, _BODY, _FOOT = 22, 10.5, 14  # points: 二号, 五号, 四号
_PAGE = (297, 210)  # mm
_MARGINS = {"top": 28, "bottom": 26, "left": 25, "right": 25}  # mm; GB/T 9704 turned by a quarter, a little narrower
_CREATED = dt.datetime(2000, 1, 1)


def render_word(sheets: Sequence[Sheet], *, label: str = "附件") -> bytes:
    """The .docx file of the sheets, each on a page of its own under its title; equal sheets give equal bytes.

    Links are left out; comments of cells follow the table as numbered notes. Several sheets are numbered 附件1, 附件2.
    """
    import docx

    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.title = "", sheets[0].title or "" if sheets else ""
    properties.created = properties.modified = _CREATED
    _set_page(document)
    for number, sheet in enumerate(sheets, 1):
        _write(document, sheet, f"{label}{number}" if len(sheets) > 1 else label, new_page=number > 1)
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _undated(data: bytes) -> bytes:
    """The same package with the time of 1980-01-01 on every part, as python-docx stamps them with the clock."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _set_page(document: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_PAGE[0]), Mm(_PAGE[1])
    for side, size in _MARGINS.items():
        setattr(section, f"{side}_margin", Mm(size))
    section.footer_distance = Mm(15)
    _font(document.styles["Normal"].font, TEXT_FONT, _BODY)
    foot = section.footer.paragraphs[0]
    foot.alignment = 1
    for text, field in (("— ", False), ("PAGE", True), (" —", False)):
        run = foot.add_run("" if field else text)
        _font(run.font, "宋体", _FOOT)
        if field:
            _field(run, text)


def _write(document: Any, sheet: Sheet, label: str, *, new_page: bool) -> None:
    _line(document, label, HEAD_FONT, 16).page_break_before = new_page
    _line(document, sheet.title or sheet.name, TITLE_FONT, _TITLE, centred=True, after=6)
    if sheet.subtitle:
        _line(document, sheet.subtitle, TEXT_FONT, 12, centred=True, after=6)
    shown = [(place, column) for place, column in enumerate(sheet.columns) if not column.hidden]
    notes = _table(document, sheet, shown)
    for note, number in notes.items():
        _line(document, f"[{number}] {note}", TEXT_FONT, 9, before=3)
    for remark in sheet.remarks:
        _line(document, remark, TEXT_FONT, 9, before=3)


def _table(document: Any, sheet: Sheet, shown: Sequence[tuple[int, Column]]) -> dict[str, int]:
    """Write the table; gives back the comments of its cells with their numbers."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Mm, RGBColor

    room = _PAGE[0] - _MARGINS["left"] - _MARGINS["right"]
    wide = [max(column.width or 16, 8) for _, column in shown]
    widths = [Mm(room * width / sum(wide)) for width in wide]
    table = document.add_table(rows=1, cols=len(shown), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for cell, (_, column), width in zip(table.rows[0].cells, shown, widths, strict=True):
        _fill(cell, column.head, HEAD_FONT, width, centred=True)
    _row_flag(table.rows[0], "w:tblHeader")
    _row_flag(table.rows[0], "w:cantSplit")
    notes: dict[str, int] = {}
    for row in sheet.rows:
        line = table.add_row()
        _row_flag(line, "w:cantSplit")
        cells = line.cells
        if isinstance(row, Heading):
            merged = cells[0].merge(cells[-1])
            _fill(merged, row.text, HEAD_FONT, None)
            merged.paragraphs[0].paragraph_format.keep_with_next = True
            continue
        for cell, (place, column), width in zip(cells, shown, widths, strict=True):
            value = row[place]
            own = value if isinstance(value, Cell) else Cell(value)
            text = "" if own.value is None else str(own.value)
            run = _fill(cell, text, TEXT_FONT, width, centred=column.align == "center")
            if own.grey:
                run.font.color.rgb = RGBColor(0x7F, 0x7F, 0x7F)
            if own.note:
                mark = cell.paragraphs[0].add_run(f"[{notes.setdefault(own.note, len(notes) + 1)}]")
                _font(mark.font, TEXT_FONT, _BODY)
                mark.font.superscript = True
    return notes


def _fill(cell: Any, text: str, font: str, width: Any, *, centred: bool = False) -> Any:
    """Write the only paragraph of a cell; gives back its run."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.shared import Pt

    if width is not None:
        cell.width = width
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(2)
    paragraph.alignment = 1 if centred else 0
    run = paragraph.add_run(fit_text(text))
    _font(run.font, font, _BODY)
    return run


def _line(
    document: Any, text: str, font: str, size: float, *, centred: bool = False, before: int = 0, after: int = 0
) -> Any:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    paragraph.alignment = 1 if centred else 0
    _font(paragraph.add_run(fit_text(text)).font, font, size)
    return paragraph.paragraph_format


def _font(font: Any, name: str, size: float) -> None:
    """The font for Latin and for Chinese letters, which Word keeps apart."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    font.name, font.size = "Times New Roman", Pt(size)
    font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _row_flag(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _field(run: Any, name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "text", "end"):
        part = OxmlElement("w:instrText" if kind == "text" else "w:fldChar")
        if kind == "text":
            part.text = name
        else:
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)
