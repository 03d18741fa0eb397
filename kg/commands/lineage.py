"""``kg lineage``"""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import graph_option, print_result, result_options


@click.command("lineage")
@click.argument("number", required=False)
@click.option("--title", help="Part of the title of either end.")
@click.option("--missing", is_flag=True, help="Only the cited documents that are not there, the most needed first.")
@graph_option
@result_options
def command(number: str | None, title: str | None, missing: bool, folder: Path, form: str, out: Path | None) -> None:
    """What descends from what: chains of implementing, based on, applying; NUMBER is a 文号 at either end.

    \b
    Examples:
      kg lineage 临政发〔2023〕8号 -g out/demo
      kg lineage --missing -g out/demo
    """
    params = tuple(f"{name}={value}" for name, value in (("number", number), ("title", title)) if value)
    print_result(folder, "stubs" if missing else "lineage", () if missing else params, form, out)
