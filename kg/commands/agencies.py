"""``kg agencies``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import graph_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.resolving.agency_list import AgencyRow

_COLUMNS = {
    "status": "处理",
    "body": "单位",
    "other": "另一单位",
    "names": "文件中的名称",
    "year": "年份",
    "reason": "理由",
    "documents": "文件",
    "function": "职能",
    "region": "地区",
}
_ON_SCREEN = ("status", "body", "other", "names", "year", "reason")


@click.command("agencies")
@click.argument("name", required=False)
@click.option("--region", help="Only bodies of this place.")
@click.option(
    "--only",
    type=click.Choice(["merged", "reform", "open", "unresolved"]),
    help="Only names brought together, reforms, pairs that may be one body, or names without a body.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How the rows are written.",
)
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write to.")
@graph_option
def command(name: str | None, region: str | None, only: str | None, form: str, out: Path | None, folder: Path) -> None:
    """Which names were taken for one body and why, which reforms were seen, what was left open; NAME narrows it down.

    What is wrong goes into corrections.toml as [[merge]] or [[split]] and holds from the next build on.

    \b
    Example:
      kg agencies 工信 -g out/demo
    """
    from exports.files import write_file
    from kg.building.builds import load_corpus
    from kg.resolving.agency_list import agency_rows

    rows = agency_rows(load_corpus(folder), name=name, region=region)
    rows = [row for row in rows if only in (None, row.status)]
    text = {"table": _table, "csv": _csv, "json": _json}[form](rows)
    if out is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        write_file(out, text)


def _cells(row: AgencyRow) -> dict[str, str]:
    from kg.resolving.agency_list import STATUSES

    return {
        "status": STATUSES[row.status],
        "body": row.body,
        "other": row.other or "",
        "names": "、".join(row.names),
        "year": str(row.year or ""),
        "reason": row.reason,
        "documents": "、".join(row.documents),
        "function": row.function or "",
        "region": row.region or "",
    }


def _table(rows: Sequence[AgencyRow]) -> str:
    import io
    import shutil

    from rich.console import Console
    from rich.table import Table

    table = Table(show_lines=True)
    for column in _ON_SCREEN:
        table.add_column(_COLUMNS[column], overflow="fold")
    for row in rows:
        cells = _cells(row)
        table.add_row(*(cells[column] for column in _ON_SCREEN))
    out = io.StringIO()
    width = shutil.get_terminal_size((120, 24)).columns
    Console(file=out, width=width, markup=False, highlight=False, emoji=False, color_system=None).print(table)
    return out.getvalue()


def _csv(rows: Sequence[AgencyRow]) -> str:
    from exports.tables import render_table

    return render_table(list(_COLUMNS.values()), ([cells[key] for key in _COLUMNS] for cells in map(_cells, rows)))


def _json(rows: Sequence[AgencyRow]) -> str:
    from dataclasses import asdict

    from ontology.record import dumps

    return dumps([asdict(row) for row in rows], indent=1) + "\n"
