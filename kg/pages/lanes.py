"""Where documents stand in the lineage view: one lane per level, one column per year, citing below cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

LEVELS = ("national", "province", "city", "county", None)
CARD_WIDTH, CARD_HEIGHT = 268, 100  # px of one document card with its margins
UNKNOWN = 9999
STACK = 4  # cards on top of each other before a cell grows sideways


def lanes(documents: Sequence[Mapping[str, Any]], stubs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Positions of documents and stubs, lanes as ``[level, top, bottom]`` and years as ``[year, left, right]``.

    Lanes and years without a document are left out; what has no year stands in a last column of its own.
    """
    cells: dict[tuple[str | None, int], list[tuple[str, int]]] = defaultdict(list)
    for kind, rows in (("d", documents), ("s", stubs)):
        for number, row in enumerate(rows):
            cells[(row["level"], row["year"] or UNKNOWN)].append((kind, number))
    years = sorted({year for _, year in cells})
    levels = [level for level in LEVELS if any(level == used for used, _ in cells)]
    lefts: dict[int, float] = {}
    columns, x = [], 0.0
    for year in years:
        width = max(-(-len(cells.get((level, year), ())) // STACK) for level in levels) * CARD_WIDTH
        lefts[year] = x
        columns.append([None if year == UNKNOWN else year, x, x + width])
        x += width
    places: dict[str, list[tuple[float, float] | None]] = {"d": [None] * len(documents), "s": [None] * len(stubs)}
    rows_of, y = [], 0.0
    for level in levels:
        height = max(min(len(cells.get((level, year), ())), STACK) for year in years) * CARD_HEIGHT + 24
        rows_of.append([level, y, y + height])
        for year in years:
            held = cells.get((level, year), [])
            deep = min(len(held), STACK)
            for i, (kind, number) in enumerate(held):
                top = y + (height - deep * CARD_HEIGHT) / 2
                places[kind][number] = (
                    round(lefts[year] + (i // STACK + 0.5) * CARD_WIDTH, 1),
                    round(top + (i % STACK + 0.5) * CARD_HEIGHT, 1),
                )
        y += height
    return {"docs": places["d"], "stubs": places["s"], "lanes": rows_of, "years": columns}
