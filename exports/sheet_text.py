"""Text in spreadsheet cells: how wide it is, how many lines it takes, what a cell can hold."""

from __future__ import annotations

import re
import unicodedata

CELL_LIMIT = 32_767  # UTF-16 units that one cell of an .xlsx file may hold

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # as in exports.tables: how text begins that a spreadsheet would run
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


def fit_text(text: str) -> str:
    """``text`` as one cell can hold it: no control characters, and cut with … where it is too long."""
    plain = _CONTROL.sub("", text)
    if len(plain) <= CELL_LIMIT // 2 or len(plain.encode("utf-16-le")) // 2 <= CELL_LIMIT:
        return plain
    return plain.encode("utf-16-le")[: 2 * (CELL_LIMIT - 1)].decode("utf-16-le", "ignore") + "…"


def needs_quote(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula once it is edited.

    >>> needs_quote("=1+1"), needs_quote("5G基站")
    (True, False)
    """
    return text.startswith(_FORMULA)


def text_width(text: str) -> int:
    """The width of the widest line in half-width characters.

    >>> text_width("5G基站"), text_width("一\\n二三")
    (6, 4)
    """
    return max((sum(_letter(c) for c in line) for line in text.split("\n")), default=0)


def text_lines(text: str, width: float) -> int:
    """How many lines the text takes in a column of that many half-width characters, at least one.

    >>> text_lines("建设新型基础设施", 8), text_lines("", 8)
    (2, 1)
    """
    room = max(width, 2.0)
    count = 0
    for line in text.split("\n"):
        used, lines = 0.0, 1
        for letter in line:
            size = _letter(letter)
            if used + size > room:
                lines, used = lines + 1, 0.0
            used += size
        count += lines
    return count


def _letter(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "WFA" else 1
