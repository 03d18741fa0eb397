"""``kg diff``"""

from __future__ import annotations

from pathlib import Path

import click


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path, file_okay=False))
@click.argument("new", type=click.Path(path_type=Path, file_okay=False))
def command(old: Path, new: Path) -> None:
    """Say what changed from the build OLD to the build NEW: documents, leads, deadlines, values.

    \b
    Example:
      kg diff out/2024 out/2025
    """
    from kg.builds import load_corpus
    from kg.diff import diff

    changes = diff(load_corpus(old), load_corpus(new))
    for change in changes:
        click.echo(change.sentence)
    if not changes:
        click.echo("没有变化")
