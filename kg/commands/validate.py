"""``kg validate``"""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import graph_option


@click.command("validate")
@graph_option
def command(folder: Path) -> None:
    """Check the graph of a build against the SHACL shapes; exit code 1 when something does not conform.

    \b
    Example:
      kg validate -g out/demo
    """
    from kg.output import open_build
    from kg.validate import validate

    violations = validate((open_build(folder) / "graph.ttl").read_bytes())
    for item in violations:
        where = item.document or item.focus
        click.echo(f"{item.severity}: {where}: {item.message} [{item.shape} {item.path or ''}] {item.quote or ''}")
    if violations:
        raise SystemExit(1)
    click.echo("符合全部约束")
