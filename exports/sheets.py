"""What stands in a spreadsheet, apart from any file format: cells, columns, sheets, the names and links of sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

Value = str | int | float | bool | None
Colour = Literal["red", "yellow", "green", "grey"]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with more to it: where it leads (:func:`sheet_link`, :func:`file_link`, an address), a comment, grey."""

    value: Value
    link: str | None = None
    note: str | None = None
    grey: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that runs over all columns: the chapter whose rows follow."""

    text: str


Row = Sequence[Value | Cell] | Heading


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``width`` in characters (two a Chinese letter), by content where none is given.

    ``choices`` makes a drop-down list, ``date`` a cell that takes days only, ``fill_in`` marks what is to be filled
    in; ``colours`` are backgrounds by exact value, kept up as cells change. Hidden columns are not printed.
    """

    head: str
    width: float | None = None
    align: Align = "left"
    hidden: bool = False
    choices: Sequence[str] = ()
    date: bool = False
    fill_in: bool = False
    number: str | None = None  # Excel number format, 0.0%
    colours: Sequence[tuple[str, Colour]] = ()
    help: str | None = None  # shown when a cell is selected


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a title over the table, the table, and remarks under it.

    Without :class:`Heading` rows it becomes an Excel table (sort and filter by its head); with them a plain range
    with a filter, since Excel allows no merged cells in tables. ``frozen`` counts the columns that stay in view.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    title: str | None = None
    subtitle: str | None = None
    remarks: Sequence[str] = ()
    frozen: int = 0
    portrait: bool = False


def sheet_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Names that Excel accepts: at most 31 letters, none of ``[]:*?/\\``, no apostrophe at an end, all different.

    >>> sheet_names(["云河市/工信局", "云河市/工信局", "'", "History"])
    ['云河市 工信局', '云河市 工信局(2)', '表', 'History_']
    """
    used = {name.casefold() for name in taken}
    result = []
    for name in wanted:
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f\s]+", " ", name).strip().strip("'").strip() or "表"
        plain = plain + "_" if plain.casefold() == "history" else plain  # Excel keeps that name for itself
        chosen, number = _utf16_cut(plain, 31), 1
        while chosen.casefold() in used:
            number += 1
            chosen = _utf16_cut(plain, 31 - len(f"({number})")) + f"({number})"
        used.add(chosen.casefold())
        result.append(chosen)
    return result


def sheet_link(name: str, row: int = 0) -> str:
    """A link to a row (from 0) of the sheet of that name in the same workbook."""
    return f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A{row + 1}"


def file_link(path: str, fragment: str = "") -> str:
    """A link to a file by a path relative to the workbook (with ``/``), and a place in it.

    Letters that an address may not hold are escaped, Chinese stays as it is: so does Excel.

    >>> file_link("../我的 文件/workbench.html", "doc=1")
    'external:../我的%20文件/workbench.html#doc=1'
    """
    plain = re.sub(r'[\s%#"<>\[\]`^{}|?]', lambda letter: quote(letter[0], safe=""), path)
    return f"external:{plain}" + (f"#{fragment}" if fragment else "")


def _utf16_cut(text: str, length: int) -> str:
    """The beginning of ``text`` that has at most ``length`` UTF-16 units, which is how Excel counts."""
    while len(text.encode("utf-16-le")) > length * 2:
        text = text[:-1]
    return text.rstrip().rstrip("'")
