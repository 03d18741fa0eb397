"""Corrections applied to extracted records, before they are resolved; what no longer fits is told, never dropped.

Facts that a correction states or changes carry its rule id (``correction:set-1``), so that the graph shows what a
person decided; their basis and their place in the text stay. A fact whose words are printed nowhere is placed at the
title of its measure or document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from kg.correcting.corrections import Correction
from kg.correcting.places import NoMatchError, find_measure, find_words, heading_span, is_called, title_span
from kg.likeness import fold, number_key
from kg.resolving.resolve import resolve
from ontology import docnumber, regions
from ontology.model import Agency, Citation, Field, Record, Region, Responsibility, Target

Names = Mapping[str, str]  # a printed name → the body it means in this document


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one correction: how many facts it changed in which documents, or why none."""

    id: str
    entry: str
    changed: int
    documents: tuple[str, ...]
    problem: str | None = None

    def as_data(self) -> dict[str, Any]:
        """For report.json."""
        return asdict(self) | {"documents": list(self.documents)}


def apply_corrections(
    records: Sequence[Record], corrections: Sequence[Correction]
) -> tuple[list[Record], list[Outcome]]:
    """The corrected records in their order, and what became of each correction.

    A document is found by what extraction read (number, title, cover title) or by its file, whatever was corrected.
    """
    current = list(records)
    names = _resolved_names(records) if any(c.subject in ("assignment", "agency") for c in corrections) else {}
    outcomes = []
    for correction in corrections:
        changed, documents, problem = 0, [], None
        try:
            places = _documents(records, correction.entry)
            for place in places:
                current[place], count = _corrected(
                    current[place], correction, names.get(current[place].source.path, {})
                )
                changed += count
                documents += [current[place].source.path] if count else []
            if not changed:
                problem = "nothing of this name there; see kg extract for what was read"
        except NoMatchError as reason:
            problem = str(reason)
        says = "; ".join(f"{key} = {value}" for key, value in correction.entry.items())
        outcomes.append(Outcome(correction.id, says, changed, tuple(documents), problem))
    return current, outcomes


def _documents(records: Sequence[Record], entry: Mapping[str, Any]) -> list[int]:
    """The positions of the documents an entry speaks of: all where it names none."""
    names = [entry["document"]] if "document" in entry else entry.get("documents")
    if names is None:
        return list(range(len(records)))
    found = []
    for name in names:
        places = [place for place, record in enumerate(records) if is_called(record, name)]
        if len(places) != 1:
            raise NoMatchError(
                f"{len(places)} documents are called {name}; use the 发文字号 or the file's path"
                if places
                else f"no document has the number, title or file name {name}"
            )
        found += places
    return found


def _resolved_names(records: Sequence[Record]) -> dict[str, Names]:
    """What the printed names of bodies mean, by the path of the document; copies of a document are left out."""
    return {
        record.source.path: {part.surface: part.agency.name for part in record.responsibilities if part.agency}
        | {issuer.name: issuer.name for issuer in record.document.issuers}
        for record in resolve(records).records
    }


def _corrected(record: Record, correction: Correction, names: Names) -> tuple[Record, int]:
    """The record with one correction made, and how many facts that changed."""
    match correction.subject:
        case "field":
            return _field(record, correction)
        case "assignment":
            return _assignment(record, correction, names)
        case "agency":
            return _agency(record, correction, names)
        case "target":
            return _target(record, correction)
        case "citation":
            return _citation(record, correction)


def _field(record: Record, correction: Correction) -> tuple[Record, int]:
    entry, name = correction.entry, correction.entry["field"]
    header = record.document
    kept = tuple(field for field in header.evidence if field.name != name)
    if correction.action == "remove":
        empty: Any = () if name in ("issuers", "recipients") else None
        if getattr(header, name) == empty:
            return record, 0
        return replace(record, document=replace(header, **{name: empty}, evidence=kept)), 1
    value, printed = _field_value(name, entry["value"]), entry["value"]
    before = next((field.span for field in header.evidence if field.name == name), None)
    words = [entry["quote"]] if "quote" in entry else [printed] if isinstance(printed, str) else printed
    span = find_words(record, words, None, required="quote" in entry) or before or title_span(record)
    field = Field(name, span, correction.rule)
    return replace(record, document=replace(header, **{name: value}, evidence=(*kept, field))), 1


def _field_value(name: str, value: Any) -> Any:
    if name == "issuers":
        return tuple(Agency(issuer, "agency") for issuer in value)
    if name == "recipients":
        return tuple(value)
    if name == "number":
        return str(docnumber.parse(value) or value)
    if name == "region":
        row = regions.region_by_code(value) or regions.by_full_name(value)
        if row is None:
            raise NoMatchError(f"{value} is no known region; give its code, or add it with --regions")
        return Region(row.code, regions.full_name(row.code))
    return value


def _assignment(record: Record, correction: Correction, names: Names) -> tuple[Record, int]:
    entry = correction.entry
    if correction.action == "add":
        measure = find_measure(record, entry["measure"])
        words = [entry["quote"]] if "quote" in entry else [entry["agency"]]
        span = find_words(record, words, measure, required="quote" in entry) or heading_span(record, measure)
        part = Responsibility(measure.id, entry["agency"], entry["role"], "stated", span, correction.rule)
        return replace(record, responsibilities=(*record.responsibilities, part)), 1

    wanted = _matcher(record, [entry["agency"]], names)
    place = find_measure(record, entry["measure"]).id if "measure" in entry else None

    def meant(part: Responsibility) -> bool:
        return place in (None, part.measure) and wanted(part)

    if correction.action == "remove":
        kept = tuple(part for part in record.responsibilities if not meant(part))
        return replace(record, responsibilities=kept), len(record.responsibilities) - len(kept)
    values = {"surface": entry["name"]} if "name" in entry else {}
    values |= {"role": entry["role"]} if "role" in entry else {}
    return _renewed(record, meant, rule=correction.rule, **values)


def _agency(record: Record, correction: Correction, names: Names) -> tuple[Record, int]:
    """Bodies merged or split: their mentions get another name, which resolution then understands."""
    entry = correction.entry
    old = entry["names"] if correction.action == "merge" else [entry["name"]]
    folded = {fold(name) for name in old}
    header = record.document
    issuers = tuple(
        replace(issuer, name=entry["into"]) if fold(issuer.name) in folded else issuer for issuer in header.issuers
    )
    record, count = _renewed(record, _matcher(record, old, names), rule=correction.rule, surface=entry["into"])
    if issuers == header.issuers:
        return record, count
    evidence = tuple(
        replace(field, rule=correction.rule) if field.name == "issuers" else field for field in header.evidence
    )
    changed = sum(before != after for before, after in zip(header.issuers, issuers, strict=True))
    return replace(record, document=replace(header, issuers=issuers, evidence=evidence)), count + changed


def _renewed(record: Record, meant: Callable[[Responsibility], bool], **values: Any) -> tuple[Record, int]:
    parts = tuple(replace(part, **values, agency=None) if meant(part) else part for part in record.responsibilities)
    return replace(record, responsibilities=parts), sum(
        old is not new for old, new in zip(record.responsibilities, parts, strict=True)
    )


def _matcher(record: Record, wanted: Iterable[str], names: Names) -> Callable[[Responsibility], bool]:
    """Whether a part is of a body that is printed, restored or resolved as one of ``wanted``."""
    folded = {fold(name) for name in wanted}

    def meant(part: Responsibility) -> bool:
        printed = record.text[slice(*part.span)]
        return not folded.isdisjoint((fold(part.surface), fold(printed), fold(names.get(part.surface))))

    return meant


def _target(record: Record, correction: Correction) -> tuple[Record, int]:
    entry = correction.entry
    measure = find_measure(record, entry["measure"]) if "measure" in entry else None
    values: dict[str, Any] = {
        key: entry[key] for key in ("unit", "comparator", "deadline", "baseline", "kind", "indicator") if key in entry
    }
    values |= {key: Decimal(str(entry[key])) for key in ("value", "upper") if key in entry}
    if correction.action == "add":
        words = [entry["quote"]] if "quote" in entry else [entry["target"]]
        span = find_words(record, words, measure, required="quote" in entry)
        span = span or (heading_span(record, measure) if measure else title_span(record))
        usual = {"kind": "target", "upper": None, "deadline": None, "baseline": None}
        usual["comparator"] = "range" if "upper" in entry else "eq"
        target = Target(
            id=correction.id,
            measure=measure.id if measure else None,
            section=entry.get("section"),
            text=record.text[slice(*span)],
            span=span,
            rule=correction.rule,
            **(usual | {"indicator": entry["target"]} | values),
        )
        return replace(record, targets=(*record.targets, target)), 1

    def meant(target: Target) -> bool:
        here = measure is None or target.measure == measure.id
        return here and fold(entry["target"]) in (fold(target.indicator), fold(target.text))

    return _edited(record, "targets", meant, correction, values)


def _citation(record: Record, correction: Correction) -> tuple[Record, int]:
    entry = correction.entry
    number = docnumber.parse(entry["number"]) if "number" in entry else None
    values: dict[str, Any] = {key: entry[key] for key in ("relation", "title") if key in entry}
    values |= {"number": str(number or entry["number"])} if "number" in entry else {}
    if correction.action == "add":
        measure = find_measure(record, entry["measure"]) if "measure" in entry else None
        named = docnumber.parse(entry["citation"])  # cited by its number alone
        words = [entry["quote"]] if "quote" in entry else [f"《{entry['citation']}》", entry["citation"]]
        span = find_words(record, words, measure, required="quote" in entry) or title_span(record)
        citation = Citation(
            title=None if named else entry["citation"],
            number=str(named) if named else values.get("number"),
            issuer=None,
            relation=entry["relation"],
            measure=measure.id if measure else None,
            text=record.text[slice(*span)],
            span=span,
            rule=correction.rule,
        )
        return replace(record, citations=(*record.citations, citation)), 1

    def meant(citation: Citation) -> bool:
        if citation.number and number_key(citation.number) == number_key(entry["citation"]):
            return True
        return citation.title is not None and fold(citation.title) == fold(entry["citation"])

    return _edited(record, "citations", meant, correction, values)


def _edited(
    record: Record,
    rows: Literal["targets", "citations"],
    meant: Callable[[Any], bool],
    correction: Correction,
    values: Mapping[str, Any],
) -> tuple[Record, int]:
    """The rows that are meant removed, or given new values under the rule of the correction."""
    before = getattr(record, rows)
    count = sum(map(meant, before))
    if correction.action == "remove":
        after: Any = tuple(row for row in before if not meant(row))
    else:
        after = tuple(replace(row, **values, rule=correction.rule) if meant(row) else row for row in before)
    changed: dict[str, Any] = {rows: after}
    return replace(record, **changed), count
