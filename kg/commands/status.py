"""``kg status``"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import click

from kg.commands.options import graph_option


@click.command("status")
@graph_option
@click.option("--as-of", "day", metavar="DATE", help="Day to look at, such as 2024-01-01.  [default: today]")
@click.option("--format", "form", type=click.Choice(["table", "csv"]), default="table", show_default=True)
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write to.")
def command(folder: Path, day: str | None, form: str, out: Path | None) -> None:
    """Which documents of a build were in force on a day, and why: dates of the document, repeals by the others.

    \b
    Example:
      kg status --as-of 2024-01-01 -g out/demo
    """
    from exports.files import write_file
    from exports.tables import render_table
    from kg.building.builds import load_corpus
    from kg.checking.show import WIDTH
    from kg.resolving.status import status_rows

    date = _day(day)
    head, rows = ("文件", "文号", "状态", "理由"), status_rows(load_corpus(folder), date)
    text = render_table(head, rows) if form == "csv" else _table(f"{date}的效力", head, rows, WIDTH)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_file(out, text)


def _day(text: str | None) -> str:
    if text is None:
        return datetime.date.today().isoformat()
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no day; write it as 2024-01-01", param_hint="--as-of") from error


def _table(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]], width: int) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in head:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*row)
    page = StringIO()
    Console(file=page, width=width, markup=False, highlight=False, emoji=False, color_system=None).print(table)
    return page.getvalue()
