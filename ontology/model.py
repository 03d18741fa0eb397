"""The policy record: what extraction finds and resolution completes, frozen.

The classes mirror the record of one document that ``kg extract --format json`` prints. Extraction fills
everything that is printed in the document; the fields marked *resolved* (IRIs, canonical agencies, region codes)
are ``None`` until :mod:`kg.resolving.resolve` has decided them. ``span`` is always ``[start, end)`` in code points of
the document's clean text, ``rule`` the id of the rule that found the fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

Level = Literal["national", "province", "city", "county"]
Relation = Literal["implements", "based_on", "applies", "cites", "repeals", "amends", "issues"]
Role = Literal["lead", "participant", "responsible"]
Basis = Literal["stated", "ordering_rule", "default_clause"]
AgencyKind = Literal["agency", "government", "group", "enterprise", "party", "other"]
TargetKind = Literal["target", "funding", "coverage"]
Comparator = Literal["eq", "ge", "gt", "le", "lt", "range", "about", "increase_by", "decrease_by"]


class Span(NamedTuple):
    """A half-open stretch of clean text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record comes from; hashes are SHA-256 in hexadecimal."""

    path: str
    sha256: str
    media_type: str
    text_sha256: str
    extractor: str


@dataclass(frozen=True, slots=True)
class Region:
    """A place of GB/T 2260; ``name`` is the full path, 江苏省连云港市."""

    code: str
    name: str
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """Who an assignment or a signature names, after resolution."""

    name: str
    kind: AgencyKind
    iri: str | None = None
    function: str | None = None  # id of the function concept in agencies.ttl, 工业和信息化 → "industry-it"
    region: str | None = None  # GB/T 2260 code


@dataclass(frozen=True, slots=True)
class Field:
    """Evidence of one header field: where it is printed and which rule read it."""

    name: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Header:
    """What identifies a document; dates are ISO 8601."""

    title: str | None = None
    cover_title: str | None = None
    number: str | None = None
    type: str | None = None
    level: Level | None = None
    issuers: tuple[Agency, ...] = ()
    region: Region | None = None
    date_signed: str | None = None
    date_published: str | None = None
    effective_from: str | None = None
    effective_until: str | None = None
    status: str | None = None
    index_number: str | None = None
    recipients: tuple[str, ...] = ()
    evidence: tuple[Field, ...] = ()
    iri: str | None = None  # resolved


@dataclass(frozen=True, slots=True)
class Continuance:
    """That a document holds until a new day, for some months more, or on and on (neither is said).

    ``until`` is the printed day, or *resolved* the end that ``months`` lead to; ``reason`` says how it was counted, or
    why it was not.
    """

    until: str | None
    months: int | None
    text: str
    span: Span
    rule: str
    reason: str | None = None  # resolved


@dataclass(frozen=True, slots=True)
class Citation:
    """Another document that this one names; ``title`` is without 《》, ``number`` normalised.

    ``continuance`` is what this one says of how long the other holds.
    """

    title: str | None
    number: str | None
    issuer: str | None
    relation: Relation
    measure: str | None
    text: str
    span: Span
    rule: str
    iri: str | None = None  # resolved: the document or its stub
    continuance: Continuance | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A clause that contains others, or states no task of its own; without a ``label`` where no number is printed."""

    id: str
    label: str | None
    title: str | None
    parent: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a whole measure is due: ``due`` is ISO with the printed precision, ``None`` for 持续推进."""

    due: str | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Measure:
    """The lowest numbered clause that states tasks."""

    id: str
    label: str
    section: str | None
    title: str
    text: str
    span: Span
    rule: str
    deadline: Deadline | None = None
    parent: str | None = None  # id of the Section it stands in
    iri: str | None = None  # resolved


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One agency's part in one measure; ``surface`` has an elided 市/省/县 restored, ``span`` is what is printed."""

    measure: str
    surface: str
    role: Role
    basis: Basis
    span: Span
    rule: str
    rule_span: Span | None = None
    agency: Agency | None = None  # resolved


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified commitment; ``value`` in the printed ``unit``, ``deadline`` an ISO year, month or day.

    ``since`` is the first year that the number counts, where it is printed: 2025 of 2025年新建, nothing of 到2025年.
    """

    id: str
    measure: str | None
    section: str | None
    kind: TargetKind
    indicator: str
    value: Decimal
    upper: Decimal | None
    unit: str
    comparator: Comparator
    deadline: str | None
    baseline: str | None
    text: str
    span: Span
    rule: str
    iri: str | None = None  # resolved
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a reader should know: not found, not understood, or inferred with doubt."""

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One policy document as read; ``text`` is the clean text that all spans point into.

    ``copies`` are further files of the same document, found when the corpus is resolved.
    """

    source: Source
    document: Header
    citations: tuple[Citation, ...]
    sections: tuple[Section, ...]
    measures: tuple[Measure, ...]
    responsibilities: tuple[Responsibility, ...]
    targets: tuple[Target, ...]
    warnings: tuple[Remark, ...]
    text: str
    copies: tuple[Source, ...] = ()
