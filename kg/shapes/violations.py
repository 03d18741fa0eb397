"""What validation finds, whichever engine found it: the result, the sentence it stands on, and the order of results."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from pyoxigraph import NamedNode

from ontology.terms import DCTERMS, ELI, OA, PK, RDF, shorten

Severity = Literal["violation", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")

#: The values of a property of a thing in the validated graph, as sorted text.
Values = Callable[[str, NamedNode], list[str]]


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of validation: what is wrong with ``focus``, and the words of the document it stands on."""

    document: str | None  # IRI
    focus: str  # IRI
    quote: str | None
    shape: str  # local name in shapes.ttl
    path: str | None  # property, abbreviated
    message: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """What a shape says of every focus that it finds fault with."""

    owners: tuple[tuple[str, tuple[str, ...]], ...]  # node shapes that hold it: IRI, and the classes they look at
    path: str | None
    message: str
    severity: Severity

    def owner(self, kinds: Collection[str]) -> str:
        """The local name of its node shape; a rule that several share is told by the classes of the focus."""
        fitting = [iri for iri, classes in self.owners if not set(classes).isdisjoint(kinds)]
        return min(fitting or [iri for iri, _ in self.owners]).rpartition("#")[2]


def violation(rule: Rule, focus: str, values: Values) -> Violation:
    """The result for one focus."""
    kinds = values(focus, RDF.type)
    return Violation(
        document=_document(focus, kinds, values),
        focus=focus,
        quote=_quote(focus, values),
        shape=rule.owner(kinds),
        path=shorten(rule.path) if rule.path else None,
        message=rule.message,
        severity=rule.severity,
    )


def in_order(found: Iterable[Violation]) -> list[Violation]:
    """Distinct, the gravest first and then by document."""
    return sorted(
        set(found), key=lambda v: (SEVERITIES.index(v.severity), v.document or "", v.focus, v.shape, v.message)
    )


def _document(focus: str, kinds: Collection[str], values: Values) -> str | None:
    if PK.PolicyDocument.value in kinds:
        return focus
    return next((document for way in (PK.inDocument, ELI.has_annex) for document in values(focus, way)), None)


def _quote(focus: str, values: Values) -> str | None:
    """The first sentence that the focus stands on, or its title."""
    places = [focus, *values(focus, PK.evidence)]
    quotes = [quote for place in places for quote in values(place, OA.exact)]
    return next(iter(quotes + values(focus, DCTERMS.title)), None)
