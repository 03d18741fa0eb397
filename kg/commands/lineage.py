"""``kg lineage``"""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import ask, graph_option, result_options, write_result


@click.command("lineage")
@click.argument("number", required=False)
@click.option("--title", help="Part of the title of either end.")
@click.option("--missing", is_flag=True, help="Only the cited documents that are not there, the most needed first.")
@click.option("--as-of", metavar="DATE", help="Say which documents are in force on this day, 2025-06-30.")
@graph_option
@result_options
def command(
    number: str | None,
    title: str | None,
    missing: bool,
    as_of: str | None,
    folder: Path,
    form: str,
    out: Path | None,
) -> None:
    """What descends from what: chains of implementing, based on, applying; NUMBER is a 文号 at either end.

    Documents that are above each other are told as a ring, with the way round it, and not followed.

    \b
    Examples:
      kg lineage 临政发〔2023〕8号 -g out/demo
      kg lineage --missing -g out/demo
      kg lineage --as-of 2025-06-30 -g out/demo
    """
    params = tuple(f"{name}={value}" for name, value in (("number", number), ("title", title)) if value)
    if missing:
        write_result(ask(folder, "stubs", ()), form, out)
        return
    from kg.graph.cycles import with_cycles
    from kg.graph.store import open_store

    result = with_cycles(ask(folder, "lineage", params), open_store(folder / "store"))
    if as_of:
        from kg.building.builds import load_corpus
        from kg.resolving.status import with_status

        result = with_status(result, load_corpus(folder), as_of)
    write_result(result, form, out)
