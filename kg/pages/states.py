"""From which day which status a document has: what the workbench needs to answer for any date without computing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kg.days import first_day, last_day
from kg.resolving.status import Extension, Repeal, status_at
from ontology.model import Header

_EARLIEST, _LATEST = "0001-01-01", "9999-12-30"  # before and after every day a document can name


def states(head: Header, repealed_by: Sequence[Repeal] = (), extended_by: Sequence[Extension] = ()) -> list[list[str]]:
    """``[from day, status, reason]`` in the order of days; the first entry holds from the beginning of time (``""``).

    Between two of these days :func:`kg.resolving.status.status_at` gives the same answer every day.

    >>> states(Header(effective_from="2024-03-01", effective_until="2026-02-28"))[2]
    ['2026-03-01', '失效', '有效期至2026-02-28']
    """
    begins = head.effective_from or head.date_signed or head.date_published
    days = {_EARLIEST}
    days.update(first_day(day) for day in (begins, *(repeal.date for repeal in repealed_by)) if day)
    days.update(extension.told for extension in extended_by)
    ends = (head.effective_until, *(extension.until for extension in extended_by))
    days.update(_after(last_day(end)) for end in ends if end)
    found: list[list[str]] = []
    for day in sorted(days):
        status = status_at(head, day, repealed_by, extended_by)
        if not found or found[-1][1:] != [status.state, status.reason]:
            found.append(["" if day == _EARLIEST else day, status.state, status.reason])
    return found


def _after(day: str) -> str:
    return (date.fromisoformat(min(day, _LATEST)) + timedelta(days=1)).isoformat()
