"""Cited documents that were no longer in force when the citing one was signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kg.checking.context import Context, Row
from kg.days import first_day
from kg.resolving.status import Extension, Repeal, document_name, status_at
from ontology.model import Header


def not_in_force(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Rows of citations whose document had been repealed or expired when the citing one was signed.

    There is one row for each document that repeals what is cited, or says that it holds on. Columns: date (of signing),
    signed, in_force_from and in_force_until of the cited document, repealing_title, repealing_number, repealing_date,
    continuing_title, continuing_number, continued_on, continued_until, added_months. Only dates count, not what a page
    prints without one.
    """
    for _, group in groupby(rows, key=lambda row: (row["document"], row["focus"])):
        versions = list(group)
        first = versions[0]
        head = Header(
            date_signed=first.get("signed"),
            effective_from=first.get("in_force_from"),
            effective_until=first.get("in_force_until"),
        )
        status = status_at(head, first["date"], list(_repeals(versions)), list(_extensions(versions)))
        if status.dated and status.state in ("失效", "废止"):
            yield {**first, "state": status.state, "reason": status.reason}


def _repeals(rows: Sequence[Row]) -> Iterator[Repeal]:
    for row in rows:
        if "repealing_date" in row:
            name = document_name(row.get("repealing_title"), row.get("repealing_number"))
            yield Repeal(name, row["repealing_date"])


def _extensions(rows: Sequence[Row]) -> Iterator[Extension]:
    for row in rows:
        if "continued_on" in row:
            name = document_name(row.get("continuing_title"), row.get("continuing_number"))
            months = int(row["added_months"]) if "added_months" in row else None
            yield Extension(first_day(row["continued_on"]), row.get("continued_until"), months, name)
