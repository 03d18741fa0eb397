"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
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
