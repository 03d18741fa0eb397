"""Cited documents that were no longer in force when the citing one was signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kg.check_context import Context, Row
from kg.status import Repeal, document_name, status_at
from ontology.model import Header


def not_in_force(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Rows of citations (one for each document that repeals what is cited) whose document had been repealed or expired.

    Columns: date (of signing), signed, in_force_from and in_force_until of the cited document, repealing_title,
    repealing_number, repealing_date. Only dates count, not what a page prints without one.
    """
    for _, group in groupby(rows, key=lambda row: (row["document"], row["focus"])):
        versions = list(group)
        first = versions[0]
        head = Header(
            date_signed=first.get("signed"),
            effective_from=first.get("in_force_from"),
            effective_until=first.get("in_force_until"),
        )
        repeals = [
            Repeal(document_name(row.get("repealing_title"), row.get("repealing_number")), row["repealing_date"])
            for row in versions
            if "repealing_date" in row
        ]
        status = status_at(head, first["date"], repeals)
        if status.dated and status.state in ("失效", "废止"):
            yield {**first, "state": status.state, "reason": status.reason}
