"""``kg extract``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import read_regions_file, regions_option

if TYPE_CHECKING:
    from ontology.model import Record

WIDTH = 100  # of a table that goes to a file or a pipe


@click.command("extract")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-f", "--format", "form", type=click.Choice(["table", "json", "html"]), default="table", show_default=True
)
@click.option("--html", "form", flag_value="html", help="The same as --format html.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="File to write instead of the terminal.")
@regions_option
def command(file: Path, form: str, out: Path | None, regions_file: Path | None) -> None:
    """Show what was read from one document: header, clauses, responsibilities, targets, citations, each with its quote.

    \b
    table  for the terminal
    json   the record that a build stores; an array of them where a notice issues several policies
    html   the text with every mention coloured; contacts are covered

    \b
    Example:
      kg extract examples/documents/02-云河市-数字经济实施方案.txt --regions examples/regions.toml

    Exit code 1 when the file cannot be read as a document.
    """
    from exports.files import write_file
    from kg.building.reading import read_document

    records = read_document(file, regions=read_regions_file(regions_file))
    if out is None and form == "table":
        for record in records:
            _print(record)
        return
    text = _render(records, form)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_file(out, text)


def _render(records: tuple[Record, ...], form: str) -> str:
    from kg.building.reading import covered

    if form == "json":
        from ontology.record import dumps, encode

        data = [encode(record) for record in records]
        return dumps(data[0] if len(data) == 1 else data, indent=1) + "\n"
    if form == "html":
        from exports.reading import render_reading

        return render_reading(covered(records[0]), *(covered(record) for record in records[1:]))
    from io import StringIO

    from rich.console import Console

    from kg.show import show

    page = StringIO()
    for record in records:
        Console(file=page, width=WIDTH).print(show(covered(record)))
    return page.getvalue()


def _print(record: Record) -> None:
    from rich.console import Console

    from kg.building.reading import covered
    from kg.show import show

    console = Console()
    if not console.is_terminal:
        console.width = WIDTH
    console.print(show(covered(record)))
