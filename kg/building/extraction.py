"""Extraction of many documents, in this process or in several, with one result whatever the number."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import repeat
from multiprocessing import get_context

from extract.pipeline import read_records
from extract.sources.readers import read
from kg.building.inputs import Input, Skipped
from ontology.errors import SourceError
from ontology.model import Record
from ontology.regions import RegionRow, additional_regions

# Below this, starting processes costs more than they save: one document takes about 20 ms, one process 600 ms.
ALONE = 40
CHUNK = 8  # documents handed to a process at a time


def default_workers(count: int) -> int:
    """How many processes to read ``count`` documents with."""
    return 1 if count < ALONE else min(os.cpu_count() or 1, count // CHUNK)


def read_all(
    inputs: Sequence[Input],
    *,
    workers: int | None = None,
    regions: tuple[RegionRow, ...] = (),
) -> Iterator[tuple[Record, ...] | Skipped]:
    """The records, or the reason why there are none, of each input, in their order."""
    count = default_workers(len(inputs)) if workers is None else workers
    if count <= 1:
        yield from map(partial(_read_one, regions=regions), inputs)
        return
    # 'spawn' gives every process the same clean start on all systems.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_read_one, inputs, repeat(regions), chunksize=CHUNK)


def _read_one(item: Input, regions: tuple[RegionRow, ...] = ()) -> tuple[Record, ...] | Skipped:
    try:
        with additional_regions(regions):
            return read_records(read(item.path), name=item.name)
    except SourceError as error:
        return Skipped(item.name, str(error).removeprefix(f"{item.path}: "))
