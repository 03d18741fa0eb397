"""The whole corpus after resolution: what the graph, the networks and the tables are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ontology.model import Agency, Level, Record, Region


@dataclass(frozen=True, slots=True)
class Stub:
    """A document that others cite and that is not in the corpus; the real one later takes its IRI over."""

    iri: str
    title: str | None
    number: str | None
    issuer: str | None
    level: Level | None
    year: int | None
    cited_by: tuple[str, ...]  # IRIs of the citing documents, sorted
    reason: str | None = None  # what its number tells of the issuer, and how


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """One body of the corpus: the resolved agency and the names it was printed under."""

    agency: Agency
    surfaces: tuple[str, ...]  # sorted, distinct
    members: tuple[str, ...] = ()  # for a group whose members are known: their agency IRIs
    parent: str | None = None  # IRI of the body it belongs to, where known


@dataclass(frozen=True, slots=True)
class AgencyChange:
    """A reform that ended one body of the corpus and put another in its place; both are IRIs of bodies."""

    former: str
    later: str
    year: int  # of the reform, as the lexicon of names has it
    reason: str
    documents: tuple[str, ...]  # the last that names the former body, the first that names the later one


@dataclass(frozen=True, slots=True)
class OpenIdentity:
    """Two bodies (IRIs, sorted) that may be one: the evidence does not decide, so they are not merged."""

    first: str
    second: str
    reason: str
    documents: tuple[str, ...]  # IRIs of documents that name the one or the other, sorted


@dataclass(frozen=True, slots=True)
class Version:
    """Two documents (IRIs) of which the later is the next version of the earlier, and why."""

    later: str
    earlier: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What resolution decided about a mention, and why; ``iri`` is None where it stays open."""

    kind: Literal["agency", "document", "region", "merge"]
    document: str  # IRI of the document the mention stands in
    mention: str
    iri: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Resolved records sorted by document IRI, and what they share. Equal inputs give equal corpora, in any order."""

    base: str  # IRI prefix of the data
    records: tuple[Record, ...]
    stubs: tuple[Stub, ...]
    agencies: tuple[AgencyEntry, ...]
    regions: tuple[Region, ...]  # every region named, with its ancestors, sorted by code
    decisions: tuple[Decision, ...]
    changes: tuple[AgencyChange, ...] = ()  # sorted by former and later body
    possibly_same: tuple[OpenIdentity, ...] = ()  # sorted by first and second body
    versions: tuple[Version, ...] = ()  # sorted by later and earlier document
