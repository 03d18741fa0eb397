"""The ends that longer terms lead to: five years more are counted from the end known before, if it is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extract.dates import later_end
from kg.days import first_day, last_day
from ontology.model import Citation, Continuance, Header, Record


def resolve_continuances(records: Sequence[Record]) -> list[Record]:
    """The records, with the end of every term that another document makes longer by years or months.

    Statements count in the order of their documents' days, each from the first end that had not passed on its day, so
    that what two documents tell is not added twice. Where no end is known before, the new one is not either, and
    ``reason`` says so.
    """
    printed = {record.document.iri: record.document.effective_until for record in records}
    counted: dict[tuple[str, int], Continuance] = {}
    statements: dict[str, list[tuple[str, str, int, Continuance]]] = defaultdict(list)
    for record in records:
        for place, citation in enumerate(record.citations):
            if citation.continuance and citation.iri:
                home = record.document.iri or ""
                statements[citation.iri].append((_told(record.document), home, place, citation.continuance))
    for address, told in sorted(statements.items()):
        ends = [end for end in (printed.get(address),) if end]
        for day, home, place, said in sorted(told, key=lambda item: item[:3]):
            running = [end for end in ends if last_day(end) >= day]
            counted[home, place] = found = _counted(said, min(running, default=max(ends, default=None)))
            ends = [*ends, found.until] if found.until else []
    return [
        replace(
            record,
            citations=tuple(
                _with(citation, counted.get((record.document.iri or "", place)))
                for place, citation in enumerate(record.citations)
            ),
        )
        for record in records
    ]


def _told(head: Header) -> str:
    """The day from which what a document says of others counts; after all days, where none is known."""
    day = head.date_signed or head.effective_from
    return first_day(day) if day else "9999-12-31"


def _with(citation: Citation, continuance: Continuance | None) -> Citation:
    return replace(citation, continuance=continuance) if continuance else citation


def _counted(said: Continuance, end: str | None) -> Continuance:
    if said.until or said.months is None:
        return said
    if end is None:
        return replace(said, reason="原有效期截止日不明，无法推算")
    return replace(said, until=later_end(last_day(end), said.months), reason=f"由原截止日{end}推算")
