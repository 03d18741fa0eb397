"""Tables as Markdown (GitHub's form), readable as plain text and in any notes program."""

from __future__ import annotations

from collections.abc import Sequence

from exports.sheets import Cell, Heading, Sheet, Value


def flat_table(sheet: Sheet) -> tuple[list[str], list[list[Value]]]:
    """Head and rows of a sheet without links, comments, chapter rows and hidden columns: what CSV can hold."""
    shown = [place for place, column in enumerate(sheet.columns) if not column.hidden]
    rows = []
    for row in sheet.rows:
        if not isinstance(row, Heading):
            values = [cell.value if isinstance(cell, Cell) else cell for cell in row]
            rows.append([values[place] for place in shown])
    return [sheet.columns[place].head for place in shown], rows


def render_markdown(sheets: Sequence[Sheet]) -> str:
    """The sheets one after the other, each under its title; comments of cells follow as numbered notes."""
    return "\n".join(_table(sheet, 1 if number == 0 else 2) for number, sheet in enumerate(sheets))


def _table(sheet: Sheet, level: int) -> str:
    shown = [(place, column) for place, column in enumerate(sheet.columns) if not column.hidden]
    marks = {"left": ":--", "center": ":-:", "right": "--:"}
    notes: dict[str, int] = {}
    lines = [f"{'#' * level} {_plain(sheet.title or sheet.name)}", ""]
    lines += [_plain(sheet.subtitle), ""] if sheet.subtitle else []
    lines.append("| " + " | ".join(_cell(column.head) for _, column in shown) + " |")
    lines.append("|" + "|".join(marks[column.align] for _, column in shown) + "|")
    for row in sheet.rows:
        if isinstance(row, Heading):
            lines.append(f"| **{_cell(row.text)}** |" + " |" * (len(shown) - 1))
            continue
        cells = [value if isinstance(value, Cell) else Cell(value) for value in row]
        words = []
        for place, _ in shown:
            text = _cell(cells[place].value)
            if note := cells[place].note:
                text += f"[{notes.setdefault(note, len(notes) + 1)}]"
            words.append(text)
        lines.append("| " + " | ".join(words) + " |")
    lines.append("")
    lines += [f"[{number}] {_plain(note)}  " for note, number in notes.items()]
    lines += ["", *(f"> {_plain(text)}  " for text in sheet.remarks)] if sheet.remarks else []
    return "\n".join(lines).rstrip() + "\n"


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "<br>".join(_plain(line) for line in str(value).replace("\r", "").split("\n"))


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands: no table bars, emphasis, links or HTML."""
    for letter in "\\|*_`[]":
        text = text.replace(letter, "\\" + letter)
    return " ".join(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split())
