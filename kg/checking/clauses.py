"""Rules that a document states for all its tasks and that then apply to none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.agencies.statement_rules import find_blankets, find_order_rules
from kg.checking.context import Context, Row
from ontology.model import Span


def unused_clauses(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """One row for each ordering rule or blanket clause of the documents that licenses no assignment."""
    for row in rows:
        text = context.text(row["document"])
        used = _licences(row["document"], context)
        clauses = [("排序规则", rule.span) for rule in find_order_rules(text)]
        clauses += [("兜底条款", blanket.span) for blanket in find_blankets(text)]
        for kind, span in sorted(clauses, key=lambda clause: clause[1]):
            if not any(span.start < other.end and other.start < span.end for other in used):
                clause = "".join(text[slice(*span)].split())
                yield {**row, "kind": kind, "clause": clause, "start": str(span.start), "end": str(span.end)}


def _licences(document: str, context: Context) -> list[Span]:
    found = context.rows(
        f"SELECT DISTINCT ?licence {{ ?assignment pk:inDocument <{document}> ; pk:licensedBy ?licence }}"
    )
    return [span for row in found if (span := context.span(row["licence"]))]
