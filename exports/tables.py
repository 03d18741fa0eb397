"""Tables as CSV that Excel opens as it stands: a byte-order mark, CRLF, and no cell that runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

Cell = str | int | float | bool | None
Table = tuple[Sequence[str], Iterable[Sequence[Cell]]]  # head and rows

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # OWASP, "CSV Injection": how a cell that a spreadsheet would run begins


def render_table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """One table as CSV text that begins with a byte-order mark; unknown cells are empty.

    Text that a spreadsheet would take for a formula gets a leading apostrophe; numbers stay numbers.

    >>> render_table(["指标", "数值"], [["=cmd()", -3], [None, 2.5]])
    "\\ufeff指标,数值\\r\\n'=cmd(),-3\\r\\n,2.5\\r\\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe_cell(cell) for cell in head])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def render_tables(tables: Mapping[str, Table]) -> dict[str, str]:
    """CSV text by table name (``documents``, ``measures`` …), in the order given."""
    return {name: render_table(head, rows) for name, (head, rows) in tables.items()}


def safe_cell(cell: Cell) -> str | int | float:
    """``cell`` as it may stand in a spreadsheet: never a formula, 是/否 for truth values, empty for unknown.

    >>> safe_cell("+86"), safe_cell(-5), safe_cell(None), safe_cell(True)
    ("'+86", -5, '', '是')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, str):
        return "'" + cell if cell.startswith(_FORMULA) else cell
    return cell
