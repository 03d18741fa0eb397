"""``kg diff``"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import click


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path, file_okay=False))
@click.argument("new", type=click.Path(path_type=Path, file_okay=False))
def command(old: Path, new: Path) -> None:
    """Say what changed from the build OLD to the build NEW: documents, tasks, leads, deadlines, values.

    \b
    Example:
      kg diff out/2024 out/2025
    """
    from kg.building.builds import load_corpus
    from kg.building.diff import diff

    changes = diff(load_corpus(old), load_corpus(new))
    for name, told in groupby(changes, key=lambda change: "" if change.kind == "document" else change.name):
        if name:
            click.echo(name)
        for change in told:
            click.echo(f"  {change.sentence}" if name else change.sentence)
    if not changes:
        click.echo("没有变化")
