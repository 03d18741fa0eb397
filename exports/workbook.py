"""Tables as an Excel workbook that an office prints and fills in: frozen heads, filters, widths, lists, links.

A :class:`~exports.sheets.Sheet` says what stands in it, :func:`render_workbook` how it looks. What the format cannot
hold is settled here: names of sheets, text that begins like a formula, text and links that are too long. Equal sheets
give equal bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from exports.sheet_text import fit_text, needs_quote, text_lines, text_width
from exports.sheets import Cell, Colour, Column, Heading, Row, Sheet, sheet_link, sheet_names

CONTENTS = "目录"
_LINKS = 60_000  # Excel's limit is 65,530 a sheet; what is beyond keeps its text and loses its link
_LINK_LENGTH = 2_000  # Excel's limit is 2,079 characters
_CREATED = dt.datetime(2000, 1, 1)  # a date of the clock would make equal tables unequal files
_FILLS: dict[Colour, tuple[str, str]] = {  # background, letters: the pairs Excel itself offers
    "red": ("#FFC7CE", "#9C0006"),
    "yellow": ("#FFEB9C", "#7F6000"),
    "green": ("#C6EFCE", "#006100"),
    "grey": ("#E7E6E6", "#595959"),
}
_GRID, _HEAD, _FILL_IN = "#A6A6A6", "#DCE6F1", "#FFFDF0"
_WIDEST, _NARROWEST = 64.0, 6.0  # characters; a column beyond wraps
_A4, _A3 = 82.0, 190.0  # characters beyond which a table lies across, and beyond which A4 would print too small


def render_workbook(sheets: Sequence[Sheet], *, title: str, contents: bool = True) -> bytes:
    """The .xlsx file of the sheets; with ``contents`` a first sheet 目录 that leads to each of several.

    Names of sheets are made such as Excel accepts; links made by :func:`sheet_link` must use names from
    :func:`sheet_names`. Text that begins like a formula is marked as text (``quotePrefix``), so that it stays text
    also when somebody edits the cell.
    """
    import xlsxwriter

    names = sheet_names([sheet.name for sheet in sheets], taken=[CONTENTS] if contents else [])
    named = [replace(sheet, name=name) for sheet, name in zip(sheets, names, strict=True)]
    home = sheet_link(CONTENTS) if contents and len(named) > 1 else None
    if home:
        named.insert(0, _contents(named, title))
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": title, "created": _CREATED})
    book.set_size(2400, 1400)
    styles = _Styles(book)
    for number, sheet in enumerate(named):
        _write_sheet(book, styles, sheet, number, home if number else None)
    book.close()
    return out.getvalue()


def _contents(sheets: Sequence[Sheet], title: str) -> Sheet:
    rows = [
        (number, Cell(sheet.name, link=sheet_link(sheet.name)), sheet.title or "", _count(sheet))
        for number, sheet in enumerate(sheets, 1)
    ]
    columns = (
        Column("序号", 6, "center"),
        Column("工作表"),
        Column("标题"),
        Column("行数", 8, "right"),
    )
    return Sheet(CONTENTS, columns, rows, title=title, subtitle="点击工作表名称跳转")


def _count(sheet: Sheet) -> int:
    return sum(not isinstance(row, Heading) for row in sheet.rows)


class _Styles:
    """Cell formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def get(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
            self._made[key] = self._book.add_format(base | properties)
        return self._made[key]

    def body(self, column: Column, *, quoted: bool, link: bool, grey: bool) -> Any:
        more: dict[str, Any] = {"border": 1, "border_color": _GRID, "text_wrap": True, "align": column.align}
        if column.fill_in:
            more["bg_color"] = _FILL_IN
        if quoted:
            more["quote_prefix"] = True
        if link:
            more |= {"font_color": "#0563C1", "underline": 1}
        elif grey:
            more["font_color"] = "#7F7F7F"
        if column.date:
            more["num_format"] = "yyyy-mm-dd"
        elif column.number:
            more["num_format"] = column.number
        return self.get(**more)


def _write_sheet(book: Any, styles: _Styles, sheet: Sheet, number: int, home: str | None) -> None:
    page = book.add_worksheet(sheet.name)
    last = max(len(sheet.columns) - 1, 0)
    top = _write_title(page, styles, sheet, last, home)
    widths = [_width(column, place, sheet) for place, column in enumerate(sheet.columns)]
    for place, (column, width) in enumerate(zip(sheet.columns, widths, strict=True)):
        page.set_column(place, place, width, None, {"hidden": True} if column.hidden else {})
    head = _write_head(page, styles, sheet, top, widths)
    written = _Written(page, styles, sheet, widths)
    for row, content in enumerate(sheet.rows, top + 1):
        written.row(row, content)
    bottom = top + max(len(sheet.rows), 1)
    _add_filter(page, sheet, top, bottom, number, head)
    for place, column in enumerate(sheet.columns):
        _add_rules(book, page, column, place, top + 1, bottom)
    for row, text in enumerate(sheet.remarks, bottom + 1):
        _write_remark(page, styles, row, last, text, sum(widths))
    page.freeze_panes(top + 1, sheet.frozen)
    _set_print(page, sheet, top, sum(w for w, c in zip(widths, sheet.columns, strict=True) if not c.hidden))


def _write_title(page: Any, styles: _Styles, sheet: Sheet, last: int, home: str | None) -> int:
    """Title, subtitle and the way back to the contents; gives back the row of the table's head."""
    if not sheet.title:
        return 0
    _merge(page, 0, last, sheet.title, styles.get(font_name="黑体", font_size=16, align="center", text_wrap=True))
    shown = sum(c.width or 12 for c in sheet.columns if not c.hidden) / 1.55
    page.set_row(0, 28 * text_lines(sheet.title, max(shown, 20)))
    right = max((i for i, column in enumerate(sheet.columns) if not column.hidden), default=0)
    style = styles.get(font_color="#595959", align="left")
    if home and right:
        _merge(page, 1, right - 1, sheet.subtitle or "", style)
        link = styles.get(font_color="#0563C1", underline=1, align="right")
        page.write_url(1, right, home, link, string=CONTENTS)
    else:
        _merge(page, 1, last, sheet.subtitle or "", style)
    page.set_row(1, 18)
    return 2


def _write_head(page: Any, styles: _Styles, sheet: Sheet, row: int, widths: Sequence[float]) -> Any:
    """Write the head of the table; gives back its format, which Excel tables have to be told again."""
    style = styles.get(
        bold=True, align="center", text_wrap=True, border=1, border_color=_GRID, bg_color=_HEAD, font_name="黑体"
    )
    for place, column in enumerate(sheet.columns):
        page.write_string(row, place, column.head, style)
    lines = max((text_lines(c.head, w - 2) for c, w in zip(sheet.columns, widths, strict=True)), default=1)
    page.set_row(row, 16 * lines + 10)
    return style


class _Written:
    """Writes rows of one sheet and counts its links."""

    def __init__(self, page: Any, styles: _Styles, sheet: Sheet, widths: Sequence[float]) -> None:
        self._page, self._styles, self._sheet, self._widths = page, styles, sheet, widths
        self._links = 0

    def row(self, row: int, content: Row) -> None:
        if isinstance(content, Heading):
            style = self._styles.get(bold=True, border=1, border_color=_GRID, bg_color="#F2F2F2", font_name="黑体")
            _merge(self._page, row, len(self._sheet.columns) - 1, content.text, style)
            self._page.set_row(row, 20)
            return
        lines = 1
        for place, (column, value) in enumerate(zip(self._sheet.columns, content, strict=True)):
            cell = value if isinstance(value, Cell) else Cell(value)
            self.cell(row, place, column, cell)
            if isinstance(cell.value, str) and not column.hidden:
                lines = max(lines, text_lines(cell.value, self._widths[place] - 1))
        # Excel would fit rows by itself, other programs and print previews do not.
        self._page.set_row(row, min(14.5 * lines + 6, 400))

    def cell(self, row: int, place: int, column: Column, cell: Cell) -> None:
        value, page = cell.value, self._page
        linked = bool(cell.link) and len(cell.link or "") <= _LINK_LENGTH and self._links < _LINKS
        text = fit_text(value) if isinstance(value, str) else None
        quoted = text is not None and needs_quote(text)
        style = self._styles.body(column, quoted=quoted, link=linked, grey=cell.grey)
        if value is None or text == "":
            page.write_blank(row, place, None, style)
        elif isinstance(value, bool):
            page.write_string(row, place, "是" if value else "否", style)
        elif isinstance(value, int | float):
            page.write_number(row, place, value, style)
        elif linked and cell.link:
            self._links += 1
            page.write_url(row, place, cell.link, style, string=text)
        elif text and column.date and (day := _day(text)):
            page.write_datetime(row, place, day, style)
        else:
            page.write_string(row, place, text, style)
        if cell.note:
            note = cell.note[:2000]
            size = {"width": 320, "height": 20 + 18 * text_lines(note, 44), "font_size": 9, "author": ""}
            page.write_comment(row, place, note, size)


def _day(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _add_filter(page: Any, sheet: Sheet, top: int, bottom: int, number: int, head: Any) -> None:
    if not sheet.columns:
        return
    last = len(sheet.columns) - 1
    if any(isinstance(row, Heading) for row in sheet.rows):
        page.autofilter(top, 0, bottom, last)
        return
    heads = [{"header": column.head, "header_format": head} for column in sheet.columns]
    page.add_table(top, 0, bottom, last, {"name": f"表{number + 1}", "columns": heads, "style": None})


def _add_rules(book: Any, page: Any, column: Column, place: int, first: int, last: int) -> None:
    """What may be entered in a column, and the colours of its values."""
    told = {"input_title": column.head, "input_message": column.help[:255]} if column.help else {}
    if column.choices:
        rule: dict[str, Any] = {"validate": "list", "source": list(column.choices), "error_title": column.head}
        wrong = {"error_message": f"请选择：{'、'.join(column.choices)}"[:255]}
        page.data_validation(first, place, last, place, rule | wrong | told)
    elif column.date:
        rule = {"validate": "date", "criteria": ">", "value": dt.date(1949, 10, 1), "error_title": column.head}
        page.data_validation(first, place, last, place, rule | {"error_message": "请填日期，如 2025-06-30"} | told)
    elif told:
        page.data_validation(first, place, last, place, {"validate": "any"} | told)
    for value, colour in column.colours:
        background, letters = _FILLS[colour]
        style = book.add_format({"bg_color": background, "font_color": letters})
        rule = {"type": "cell", "criteria": "==", "value": f'"{value}"', "format": style}
        page.conditional_format(first, place, last, place, rule)


def _write_remark(page: Any, styles: _Styles, row: int, last: int, text: str, width: float) -> None:
    _merge(page, row, last, text, styles.get(font_size=9, font_color="#595959", text_wrap=True, align="left"))
    page.set_row(row, 13 * text_lines(text, width) + 4)


def _merge(page: Any, row: int, last: int, text: str, style: Any) -> None:
    if last:
        page.merge_range(row, 0, row, last, "", style)
    page.write_string(row, 0, fit_text(text), style)


def _set_print(page: Any, sheet: Sheet, top: int, width: float) -> None:
    page.set_paper(8 if width > _A3 else 9)  # A3 or A4
    if not sheet.portrait and width > _A4:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.center_horizontally()
    page.set_footer("&C&9第 &P 页 共 &N 页")
    page.hide_gridlines(2)


def _width(column: Column, place: int, sheet: Sheet) -> float:
    if column.width is not None:
        return column.width
    cells = (row[place] for row in sheet.rows if not isinstance(row, Heading))
    values = (cell.value if isinstance(cell, Cell) else cell for cell in cells)
    longest = max((text_width(str(value)) for value in values if value is not None), default=0)
    return min(max(longest * 1.05 + 2, text_width(column.head) + 4, _NARROWEST), _WIDEST)
