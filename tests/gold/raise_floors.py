"""Raise the floors of the quality gate to measured figures; a lower figure is refused unless it is said to be wanted.

kg score examples/gold examples/documents --regions examples/regions.toml --json figures.json
python tests/gold/raise_floors.py examples figures.json [--allow-regression]
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import click

FLOORS = Path(__file__).with_name("floors.json")
DIGITS = 4


def raised(floors: dict[str, float], figures: dict[str, float], *, allow_regression: bool = False) -> dict[str, float]:
    """The floors that ``figures`` set, sorted; raises ``ValueError`` naming what would fall, unless that is allowed."""
    new = {name: math.floor(figure * 10**DIGITS) / 10**DIGITS for name, figure in sorted(figures.items())}
    falling = [f"{name} {floor} → {new.get(name)}" for name, floor in floors.items() if new.get(name, -1) < floor]
    if falling and not allow_regression:
        raise ValueError("would fall: " + "; ".join(falling))
    return new


@click.command()
@click.argument("name", type=click.Choice(["examples", "shared"]))
@click.argument("figures", type=click.Path(path_type=Path, exists=True))
@click.option("--allow-regression", is_flag=True, help="Lower floors too; say why in the commit.")
def main(name: str, figures: Path, allow_regression: bool) -> None:
    """Set the floors called NAME to the FIGURES that `kg score --json` wrote."""
    floors = json.loads(FLOORS.read_text("utf-8"))
    measured = json.loads(figures.read_text("utf-8"))
    try:
        floors[name] = raised(floors.get(name, {}), measured, allow_regression=allow_regression)
    except ValueError as error:
        raise click.ClickException(f"{error}; mend it, or repeat with --allow-regression") from error
    FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
