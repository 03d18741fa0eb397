"""Where a correction belongs: documents and measures by the names people use, words by where they are printed."""

from __future__ import annotations

from collections.abc import Sequence

from kg.likeness import fold, number_key
from ontology import docnumber
from ontology.model import Measure, Record, Span


class NoMatchError(Exception):
    """A correction does not fit a record; the message says why."""


def is_called(record: Record, name: str) -> bool:
    """Whether ``name`` is the number, a title, the path or the file name of the document."""
    header, path = record.document, record.source.path
    if name == path or name == path.rsplit("/", 1)[-1]:
        return True
    if header.number and docnumber.find_numbers(name) and number_key(header.number) == number_key(name):
        return True
    return any(title and fold(title) == fold(name) for title in (header.title, header.cover_title))


def find_measure(record: Record, name: str) -> Measure:
    """The one measure of this id, label, title or both; raises when there is none or several."""
    wanted = fold(name)
    found = [
        measure
        for measure in record.measures
        if name == measure.id
        or wanted in (fold(measure.title), fold(measure.label), fold(measure.label + measure.title))
    ]
    if len(found) != 1:
        many = f"{len(found)} measures are called {name}; use the title or the id that kg extract shows"
        raise NoMatchError(many if found else f"no measure has the label, title or id {name}")
    return found[0]


def find_words(record: Record, words: Sequence[str], measure: Measure | None, *, required: bool) -> Span | None:
    """Where the first of ``words`` that is printed stands: in the measure, or anywhere where none is given."""
    within = measure.span if measure else Span(0, len(record.text))
    for quote in words:
        start = record.text.find(quote, *within)
        if start >= 0:
            return Span(start, start + len(quote))
    if required:
        raise NoMatchError(f"the quote {words[0]} is not printed there; copy it from the document")
    return None


def heading_span(record: Record, measure: Measure) -> Span:
    """Where the title of the measure is printed; the whole measure where it is not."""
    return find_words(record, [measure.title], measure, required=False) or measure.span


def title_span(record: Record) -> Span:
    """The title, or the first line of a document that has none."""
    for name in ("title", "cover_title"):
        for field in record.document.evidence:
            if field.name == name:
                return field.span
    return Span(0, max(1, len(record.text.split("\n", 1)[0])))
