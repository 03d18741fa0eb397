"""What a build read, left unresolved and warns of, document by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from extract.pipeline import extractor
from kg.building.inputs import Skipped
from kg.corpus import Corpus
from kg.correcting.apply import Outcome
from ontology.model import Record


def make_report(corpus: Corpus, skipped: Sequence[Skipped], corrections: Sequence[Outcome] = ()) -> dict[str, Any]:
    """The report as plain data, in the order of the corpus; equal builds give equal reports."""
    documents = [_document(record, corpus) for record in corpus.records]
    keys = ("measures", "responsibilities", "targets", "citations", "sections")
    return {
        "extractor": extractor(),
        "documents": documents,
        "corrections": [outcome.as_data() for outcome in corrections],
        "skipped": [{"name": item.name, "reason": item.reason} for item in skipped],
        "missing_parents": [
            {"iri": stub.iri, "title": stub.title, "number": stub.number, "cited_by": len(stub.cited_by)}
            for stub in sorted(corpus.stubs, key=lambda stub: (-len(stub.cited_by), stub.iri))
        ],
        "totals": {
            "documents": len(documents),
            "skipped": len(skipped),
            "agencies": len(corpus.agencies),
            "missing_parents": len(corpus.stubs),
            "warnings": sum(len(document["warnings"]) for document in documents),
            **{key: sum(document[key] for document in documents) for key in keys},
        },
        "leftovers": _leftovers(corpus),
    }


def _leftovers(corpus: Corpus) -> dict[str, Any]:
    """The share of what looked like a statement or a target and was not understood."""
    codes = Counter(remark.code for record in corpus.records for remark in record.warnings)
    found = {
        "statement-not-understood": sum(len(record.responsibilities) for record in corpus.records),
        "target-not-understood": sum(len(record.targets) for record in corpus.records),
    }
    return {
        code: {"count": codes[code], "share": round(codes[code] / (codes[code] + count), 4) if codes[code] else 0.0}
        for code, count in found.items()
    }


def _document(record: Record, corpus: Corpus) -> dict[str, Any]:
    header = record.document
    open_decisions = [d for d in corpus.decisions if d.document == header.iri and d.iri is None]
    return {
        "name": record.source.path,
        "iri": header.iri,
        "title": header.title,
        "number": header.number,
        "level": header.level,
        "region": header.region.name if header.region else None,
        "date_signed": header.date_signed,
        "measures": len(record.measures),
        "responsibilities": len(record.responsibilities),
        "targets": len(record.targets),
        "citations": len(record.citations),
        "sections": len(record.sections),
        "unresolved": [{"mention": d.mention, "kind": d.kind, "reason": d.reason} for d in open_decisions],
        "warnings": [
            {"code": remark.code, "message": remark.message, "span": list(remark.span) if remark.span else None}
            for remark in record.warnings
        ],
    }
