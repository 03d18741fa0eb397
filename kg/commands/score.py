"""``kg score``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import read_regions_file, regions_option

if TYPE_CHECKING:
    from kg.score import Score

_folder = click.Path(path_type=Path)


@click.command("score")
@click.argument("gold", type=_folder)
@click.argument("pred", type=_folder)
@click.option("--against", "old", type=_folder, metavar="OLD", help="An earlier PRED: list what was gained and lost.")
@click.option("--min", "minima", multiple=True, metavar="FIGURE=VALUE", help="Exit with 1 below it; repeatable.")
@click.option("-v", "--verbose", is_flag=True, help="Name every missing and surplus row and every wrong value.")
@click.option("--json", "json_file", type=_folder, metavar="FILE", help="Write the figures as JSON.")
@regions_option
def command(
    gold: Path,
    pred: Path,
    old: Path | None,
    minima: tuple[str, ...],
    verbose: bool,
    json_file: Path | None,
    regions_file: Path | None,
) -> None:
    """Compare the records in PRED with the annotations in GOLD.

    PRED is a build, a folder of record files named like the annotations, or a folder of documents to be read now.

    \b
    Example:
      kg score examples/gold examples/documents --regions examples/regions.toml

    Exit code 1 when a --min is missed.
    """
    from exports.files import write_file
    from kg.gold import load_annotations, load_predictions
    from kg.score import score
    from ontology.record import dumps

    floors = [_minimum(text) for text in minima]
    regions = read_regions_file(regions_file)
    annotations = load_annotations(gold)

    def scored(path: Path) -> Score:
        found = load_predictions(path, annotations, regions=regions)
        return score(annotations, found.records, found.absent)

    result = scored(pred)
    figures = result.figures()
    _show(result)
    if verbose:
        _show_wrong(result)
    if old is not None:
        _show_changes(scored(old), result)
    if json_file is not None:
        write_file(json_file, dumps(figures, indent=1) + "\n")
    short = [f"{name} {figures.get(name, 0.0):.3f} < {least}" for name, least in floors if figures.get(name, 0) < least]
    if short:
        click.echo("short: " + "; ".join(short))
        raise SystemExit(1)


def _minimum(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        return name, float(value)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is not FIGURE=VALUE, such as targets=0.9", param_hint="--min") from error


def _show(result: Score) -> None:
    click.echo(f"{'':22} precision  recall      F1   (annotated / read)")
    for kind, tally in result.tallies.items():
        values = f"{tally.precision:9.3f} {tally.recall:7.3f} {tally.f1:7.3f}"
        click.echo(f"{kind:22} {values}   ({tally.gold} / {tally.read})")
    for name, share in result.figures().items():
        if name not in result.tallies:
            checks = result.checks[name]
            right = sum(check.right for check in checks)
            click.echo(f"{name:22} {share:9.3f}                   ({right} of {len(checks)})")
    for name, reason in result.absent.items():
        click.echo(f"no record for {name}: {reason}")


def _show_wrong(result: Score) -> None:
    for kind, tally in result.tallies.items():
        for word, rows in (("missing", tally.missing), ("surplus", tally.extra)):
            for document, row in rows:
                click.echo(f"  {kind}: {document} {word} {row}")
    for name, checks in sorted(result.checks.items()):
        for check in checks:
            if not check.right:
                click.echo(f"  {name}: {check.document} {check.place}: want {check.want!r}, got {check.got!r}")


def _show_changes(old: Score, new: Score) -> None:
    from kg.building.changes import changes

    found = changes(old, new)
    for change in found:
        for sign, rows in (("+", change.gained), ("-", change.lost)):
            for row in rows:
                click.echo(f"{sign} {change.name}: {row}")
    gained, lost = sum(len(change.gained) for change in found), sum(len(change.lost) for change in found)
    click.echo(f"gained {gained}, lost {lost}")
