"""One document, read and resolved by itself: what ``kg extract`` shows and ``kg score`` compares."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extract.pipeline import read_records
from extract.sources.readers import read
from kg.contacts import mask_contacts
from kg.resolving.resolve import resolve_source
from ontology.model import Record
from ontology.regions import RegionRow, additional_regions


def read_document(path: Path, *, name: str | None = None, regions: tuple[RegionRow, ...] = ()) -> tuple[Record, ...]:
    """The resolved records of the file at ``path``, one for each policy it prints; ``SourceError`` as readers raise it.

    ``name`` is what the file is called in its records, its path by default.
    """
    with additional_regions(regions):
        return resolve_source(read_records(read(path), name=name))


def covered(record: Record) -> Record:
    """``record`` with contact names, telephone numbers and mail addresses covered wherever it quotes its text."""
    text = mask_contacts(record.text)
    return replace(
        record,
        text=text,
        citations=tuple(replace(row, text=text[slice(*row.span)]) for row in record.citations),
        measures=tuple(replace(row, text=text[slice(*row.span)]) for row in record.measures),
        targets=tuple(replace(row, text=text[slice(*row.span)]) for row in record.targets),
        warnings=tuple(replace(row, message=mask_contacts(row.message)) for row in record.warnings),
    )
