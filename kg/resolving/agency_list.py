"""What resolution made of the bodies of a corpus: names brought together, reforms seen, what is left open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kg.corpus import AgencyEntry, Corpus
from ontology.agencies import functions

Status = Literal["merged", "reform", "open", "unresolved"]
STATUSES: dict[Status, str] = {"merged": "合并", "reform": "改革", "open": "存疑", "unresolved": "未认定"}


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One thing that resolution did about a body, or left undone.

    ``merged``: ``names`` are the printed names that are all ``body``; ``reform``: ``other`` took ``body`` over in
    ``year``; ``open``: ``body`` and ``other`` may be one; ``unresolved``: ``body`` is a printed name without a body.
    """

    status: Status
    body: str
    function: str | None
    region: str | None
    names: tuple[str, ...]
    other: str | None
    year: int | None
    reason: str
    documents: tuple[str, ...]  # numbers, else titles


def agency_rows(corpus: Corpus, *, name: str | None = None, region: str | None = None) -> list[AgencyRow]:
    """All rows, by status, then body; those of bodies whose names contain ``name`` and whose place does ``region``."""
    rows = [*_merged(corpus), *_reforms(corpus), *_open(corpus), *_unresolved(corpus)]
    return [row for row in rows if _wanted(row, name, region)]


def _wanted(row: AgencyRow, name: str | None, region: str | None) -> bool:
    called = (row.body, row.other or "", *row.names)
    return (not name or any(name in text for text in called)) and (not region or region in (row.region or ""))


def _merged(corpus: Corpus) -> Iterable[AgencyRow]:
    reasons: dict[tuple[str, str], str] = {}
    homes: dict[str, set[str]] = defaultdict(set)
    for decision in corpus.decisions:
        if decision.kind == "agency" and decision.iri:
            reasons.setdefault((decision.iri, decision.mention), decision.reason)
            homes[decision.iri].add(decision.document)
    for entry in sorted(corpus.agencies, key=lambda e: (e.agency.region or "", e.agency.name, e.agency.iri or "")):
        address = entry.agency.iri or ""
        if len(entry.surfaces) < 2 or entry.agency.kind == "group":
            continue
        told = [f"{name}：{reasons[address, name]}" for name in entry.surfaces if (address, name) in reasons]
        yield _row(corpus, "merged", entry, None, None, "\n".join(told), homes[address])


def _reforms(corpus: Corpus) -> Iterable[AgencyRow]:
    bodies = {entry.agency.iri: entry for entry in corpus.agencies}
    for change in corpus.changes:
        former, later = bodies[change.former], bodies[change.later].agency
        yield _row(corpus, "reform", former, later.name, change.year, change.reason, change.documents)


def _open(corpus: Corpus) -> Iterable[AgencyRow]:
    bodies = {entry.agency.iri: entry for entry in corpus.agencies}
    for pair in corpus.possibly_same:
        first, second = bodies[pair.first], bodies[pair.second].agency
        yield _row(corpus, "open", first, second.name, None, pair.reason, pair.documents)


def _unresolved(corpus: Corpus) -> Iterable[AgencyRow]:
    places = {r.document.iri: r.document.region.name for r in corpus.records if r.document.region}
    found: dict[tuple[str, str | None, str], set[str]] = defaultdict(set)
    for decision in corpus.decisions:
        if decision.kind == "agency" and decision.iri is None:
            found[decision.mention, places.get(decision.document), decision.reason].add(decision.document)
    for mention, place, reason in sorted(found, key=lambda key: (key[0], key[1] or "", key[2])):
        homes = _documents(corpus, found[mention, place, reason])
        yield AgencyRow("unresolved", mention, None, place, (mention,), None, None, reason, homes)


def _row(
    corpus: Corpus,
    status: Status,
    entry: AgencyEntry,
    other: str | None,
    year: int | None,
    reason: str,
    documents: Iterable[str],
) -> AgencyRow:
    """A row about a body; ``documents`` are addresses."""
    place = next((region.name for region in corpus.regions if region.code == entry.agency.region), None)
    body, function = entry.agency.name, _function(entry.agency.function)
    return AgencyRow(status, body, function, place, entry.surfaces, other, year, reason, _documents(corpus, documents))


def _documents(corpus: Corpus, addresses: Iterable[str]) -> tuple[str, ...]:
    wanted = set(addresses)
    heads = [record.document for record in corpus.records if record.document.iri in wanted]
    return tuple(head.number or head.title or head.iri or "" for head in heads)


def _function(function: str | None) -> str | None:
    info = functions().get(function or "")
    return info.label_zh if info else None
