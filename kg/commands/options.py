"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ontology.errors import UsageError

if TYPE_CHECKING:
    from kg.results import Result
    from ontology.regions import RegionRow

graph_option = click.option(
    "-g",
    "--graph",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default="out",
    show_default=True,
    envvar="KG_GRAPH",
    help="Folder of the build to work on.",
)
regions_option = click.option(
    "--regions",
    "regions_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="TOML file with regions that GB/T 2260 does not list.",
)


def read_regions_file(path: Path | None) -> tuple[RegionRow, ...]:
    """The rows of ``--regions``, none when the option is not given."""
    if path is None:
        return ()
    from ontology.regions import read_regions

    return read_regions(path)


param_option = click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="Set a parameter.")


def result_options(command: Callable[..., None]) -> Callable[..., None]:
    """``--format`` and ``-o`` of commands that print the answer to a query."""
    form = click.option(
        "--format",
        "form",
        type=click.Choice(["table", "csv", "json", "xml", "ttl"]),
        default="table",
        show_default=True,
        help="How the answer is written; ttl for CONSTRUCT only.",
    )
    out = click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write to.")
    return form(out(command))


def print_result(folder: Path, question: str, params: tuple[str, ...], form: str, out: Path | None) -> None:
    """Run a query over the build in ``folder`` and print or write its answer."""
    write_result(ask(folder, question, params), form, out)


def ask(folder: Path, question: str, params: tuple[str, ...]) -> Result:
    """The answer to a query over the build in ``folder``."""
    from kg.graph.query import run_query
    from kg.graph.store import open_store
    from kg.output import open_build

    return run_query(open_store(open_build(folder) / "store"), question, parse_params(params))


def write_result(result: Result, form: str, out: Path | None) -> None:
    """Print an answer, or write it to ``out``."""
    import shutil

    from exports.files import write_file
    from kg.results import render_csv, render_json, render_table, render_ttl, render_xml

    if form == "table":
        text = render_table(result, width=shutil.get_terminal_size((120, 24)).columns)
    else:
        text = {"csv": render_csv, "json": render_json, "xml": render_xml, "ttl": render_ttl}[form](result)
    if out is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        write_file(out, text)


def parse_params(params: tuple[str, ...]) -> dict[str, str]:
    """``("agency=市工信局",)`` → ``{"agency": "市工信局"}``; raises ``UsageError`` for one without ``=``."""
    wrong = [param for param in params if "=" not in param]
    if wrong:
        raise UsageError(f"-p {wrong[0]}: no value; write -p {wrong[0]}=VALUE")
    return dict(param.split("=", 1) for param in params)
