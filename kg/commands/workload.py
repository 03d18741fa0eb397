"""``kg workload``"""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import graph_option, print_result, result_options


@click.command("workload")
@click.argument("agency", required=False)
@click.option("--region", help="Only agencies of this place.")
@graph_option
@result_options
def command(agency: str | None, region: str | None, folder: Path, form: str, out: Path | None) -> None:
    """Who leads, joins and answers for how much; with AGENCY (a name or part of one), of that agency.

    \b
    Example:
      kg workload 工业和信息化局 -g out/demo
    """
    params = tuple(f"{name}={value}" for name, value in (("agency", agency), ("region", region)) if value)
    print_result(folder, "workload", params, form, out)
