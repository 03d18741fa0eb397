"""What the workbench page shows: one plain, sorted view model of the corpus, ready to be written as JSON.

Rows refer to each other by position, so that the page needs no lookups and the file stays small. Offsets are UTF-16
code units, which is how JavaScript counts; they differ from ours only where a text holds rare characters (𠮷).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx

from kg.contacts import mask_contacts
from kg.corpus import Corpus
from kg.duties.progress import Report, report_view
from kg.networks.network import agency_agency, centrality, explain, loads
from kg.pages.comparisons import comparisons, series
from kg.pages.networks import networks
from kg.pages.questions import questions
from kg.pages.states import states
from kg.resolving.status import extensions_in, repeals_in
from kg.short_names import short_names
from kg.utf16 import Utf16
from ontology.model import Record

TEXT_LIMIT = 40_000_000  # characters of clean text that one page may carry; beyond it texts are left out, last first


def view_model(
    corpus: Corpus,
    *,
    title: str = "政策任务工作台",
    show_contacts: bool = False,
    functions: Mapping[str, str] | None = None,
    progress: Mapping[str, Report] | None = None,
) -> dict[str, Any]:
    """The workbench view of ``corpus``: documents, agencies, measures, parts, targets, citations and their networks.

    Contact names and telephone numbers are covered unless ``show_contacts``. ``functions`` names function ids,
    ``progress`` is the latest report of each measure by IRI. Only lists, dicts, text, numbers, truth values and None,
    in an order that depends on nothing but the corpus.
    """
    index = _Index(corpus)
    texts = [record.text if show_contacts else mask_contacts(record.text) for record in corpus.records]
    cooperation = agency_agency(corpus)
    view: dict[str, Any] = {
        "version": 1,
        "title": title,
        "base": corpus.base,
        "regions": [[region.code, region.name] for region in corpus.regions],
        "docs": [],
        "stubs": [],
        "agencies": _agencies(corpus, index, cooperation, functions or {}),
        "measures": [],
        "parts": [],
        "targets": [],
        "citations": [],
        "open": [],
    }
    told = {measure: report_view(report, show_contacts=show_contacts) for measure, report in (progress or {}).items()}
    carried = 0
    for number, (record, text) in enumerate(zip(corpus.records, texts, strict=True)):
        carried += len(text)
        _add_record(view, index, number, record, text, told, keep_text=carried <= TEXT_LIMIT)
    view["stubs"] = [
        {
            "id": _tail(stub.iri, corpus.base),
            "iri": stub.iri,
            "title": stub.title,
            "number": stub.number,
            "issuer": stub.issuer,
            "level": stub.level,
            "year": stub.year,
            "citedBy": [index.documents[iri] for iri in stub.cited_by if iri in index.documents],
        }
        for stub in corpus.stubs
    ]
    view["open"] = [
        [index.documents.get(item.document, -1), item.kind, item.mention, item.reason]
        for item in corpus.decisions
        if item.iri is None
    ]
    repeals, extended = repeals_in(corpus), extensions_in(corpus)
    for row, record in zip(view["docs"], corpus.records, strict=True):
        own = record.document.iri or ""
        row["states"] = states(record.document, repeals.get(own, ()), extended.get(own, ()))
    view["comparisons"], view["uncompared"] = comparisons(corpus)
    view["series"] = series(corpus)
    view["questions"] = questions()
    view["findings"] = None  # until a check-up is saved
    view["networks"] = networks(corpus, index.agencies, cooperation, view)
    return view


class _Index:
    """Positions of documents, stubs and agencies by IRI, and of measures by document and id."""

    def __init__(self, corpus: Corpus) -> None:
        self.documents = {record.document.iri or "": i for i, record in enumerate(corpus.records)}
        self.stubs = {stub.iri: i for i, stub in enumerate(corpus.stubs)}
        self.entries = sorted((e for e in corpus.agencies if e.agency.iri), key=lambda e: e.agency.iri or "")
        self.agencies = {entry.agency.iri or "": i for i, entry in enumerate(self.entries)}
        self.measures: dict[tuple[int, str], int] = {}
        for number, record in enumerate(corpus.records):
            for measure in record.measures:
                self.measures[(number, measure.id)] = len(self.measures)


def _add_record(
    view: dict[str, Any],
    index: _Index,
    number: int,
    record: Record,
    text: str,
    told: Mapping[str, Any],
    *,
    keep_text: bool,
) -> None:
    """Append one document and everything found in it."""
    at, head = Utf16(text), record.document
    date = head.date_signed or head.date_published
    view["docs"].append(
        {
            "id": _tail(head.iri or "", view["base"]),
            "iri": head.iri,
            "title": head.title or head.cover_title or record.source.path.replace("\\", "/").split("/")[-1],
            "cover": head.cover_title,
            "number": head.number,
            "type": head.type,
            "level": head.level,
            "region": head.region.code if head.region else None,
            "regionName": head.region.name if head.region else None,
            "issuers": [[index.agencies.get(issuer.iri or "", -1), issuer.name] for issuer in head.issuers],
            "year": int(date[:4]) if date else None,
            "signed": head.date_signed,
            "published": head.date_published,
            "from": head.effective_from,
            "until": head.effective_until,
            "status": head.status,
            "indexNumber": head.index_number,
            "recipients": list(head.recipients),
            "file": record.source.path.replace("\\", "/").split("/")[-1],
            "text": text if keep_text else None,
            "sections": [[s.label, s.title, *at(s.span)] for s in record.sections],
            "fields": [[field.name, *at(field.span), field.rule] for field in head.evidence],
            "warnings": [[w.code, w.message, *at(w.span)] for w in record.warnings],
        }
    )
    for measure in record.measures:
        view["measures"].append(
            {
                "id": measure.id,
                "doc": number,
                "label": measure.label,
                "title": measure.title,
                "section": measure.section,
                "span": at(measure.span),
                "due": measure.deadline.due if measure.deadline else None,
                "dueSpan": at(measure.deadline.span if measure.deadline else None),
                "status": told.get(measure.iri or ""),
            }
        )
    view["parts"] += [
        [
            index.measures.get((number, item.measure), -1),
            index.agencies.get((item.agency.iri or "") if item.agency else "", -1),
            item.role,
            item.basis,
            *at(item.span),
            *at(item.rule_span),
            item.surface,
            item.rule,
            number,
        ]
        for item in record.responsibilities
    ]
    for target in record.targets:
        start, end = target.span
        view["targets"].append(
            {
                "id": target.id,
                "doc": number,
                "measure": index.measures.get((number, target.measure or ""), -1),
                "section": target.section,
                "kind": target.kind,
                "indicator": target.indicator,
                "value": _number(target.value),
                "upper": None if target.upper is None else _number(target.upper),
                "unit": target.unit,
                "cmp": target.comparator,
                "due": target.deadline,
                "baseline": target.baseline,
                "text": text[start:end],
                "span": at(target.span),
                "rule": target.rule,
            }
        )
    for item in record.citations:
        kind = "d" if item.iri in index.documents else "s" if item.iri in index.stubs else ""
        other = (index.documents if kind == "d" else index.stubs).get(item.iri or "", -1)
        view["citations"].append(
            [
                number,
                kind,
                other,
                item.relation,
                *at(item.span),
                text[item.span.start : item.span.end],
                index.measures.get((number, item.measure or ""), -1),
            ]
        )


def _agencies(
    corpus: Corpus, index: _Index, cooperation: nx.Graph, functions: Mapping[str, str]
) -> list[dict[str, Any]]:
    work, standings = loads(corpus), centrality(cooperation)
    places = {region.code: region for region in corpus.regions}
    shorts = short_names(index.entries, places)
    rows = []
    for entry, short in zip(index.entries, shorts, strict=True):
        agency, load = entry.agency, work[entry.agency.iri or ""]
        standing, place = standings[agency.iri], places.get(agency.region or "")
        rows.append(
            {
                "id": _tail(agency.iri or "", corpus.base),
                "iri": agency.iri,
                "name": agency.name,
                "short": short,
                "aliases": list(entry.surfaces),
                "kind": agency.kind,
                "fn": agency.function,
                "fnName": functions.get(agency.function or ""),
                "region": agency.region,
                "regionName": place.name if place else None,
                "parent": index.agencies.get(entry.parent or "", -1),
                "members": [index.agencies[iri] for iri in entry.members if iri in index.agencies],
                "led": load.led,
                "joined": load.joined,
                "responsible": load.responsible,
                "blanket": load.blanket,
                "partners": standing.partners,
                "weight": standing.weight,
                "between": standing.betweenness,
                "note": explain(standing),
            }
        )
    return rows


def _number(value: Any) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _tail(iri: str, base: str) -> str:
    """The part of an IRI after the base and the kind: what a deep link carries."""
    rest = iri.removeprefix(base)
    return rest.split("/", 1)[1] if "/" in rest and rest != iri else rest
