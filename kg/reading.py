"""One document, read and resolved by itself: what ``kg extract`` shows and ``kg score`` compares."""

from __future__ import annotations

from pathlib import Path

from extract.pipeline import read_record
from extract.readers import read
from kg.resolve import resolve_one
from ontology.model import Record
from ontology.regions import RegionRow, additional_regions


def read_document(path: Path, *, name: str | None = None, regions: tuple[RegionRow, ...] = ()) -> Record:
    """The resolved record of the file at ``path``, under ``name`` where given; raises ``SourceError`` as readers do."""
    with additional_regions(regions):
        return resolve_one(read_record(read(path), name=name))
