"""``kg validate``"""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import graph_option

QUOTED = 60  # characters of a sentence that are enough to find it


@click.command("validate")
@graph_option
@click.option("--reference", is_flag=True, help="By pySHACL instead of SPARQL: the same results, far slower.")
@click.option("--strict", is_flag=True, help="Exit code 1 for warnings and infos too.")
def command(folder: Path, reference: bool, strict: bool) -> None:
    """Check the graph of a build against the SHACL shapes; exit code 1 when something violates them.

    Warnings and infos tell what documents leave open (a measure without an agency) and are no fault of the graph;
    infos are only counted, unless --strict lists them.

    \b
    Example:
      kg validate -g out/demo
    """
    from kg.output import open_build
    from kg.shapes.validate import validate

    results = validate((open_build(folder) / "graph.ttl").read_bytes(), reference=reference)
    for item in results:
        if item.severity == "info" and not strict:
            continue
        where = item.document or item.focus
        quote = " ".join((item.quote or "").split())
        told = quote if len(quote) <= QUOTED else f"{quote[:QUOTED]}…"
        click.echo(f"{item.severity}: {where}: {item.message} [{item.shape} {item.path or ''}] {told}")
    violations = sum(item.severity == "violation" for item in results)
    if violations:
        click.echo(f"{violations} 处违反约束，另有 {len(results) - violations} 处提醒")
    else:
        click.echo(f"符合全部约束，另有 {len(results)} 处提醒" if results else "符合全部约束")
    if violations or (strict and results):
        raise SystemExit(1)
