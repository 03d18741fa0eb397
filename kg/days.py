"""Days of dates that name a year, a month or a day."""

from __future__ import annotations

import calendar


def first_day(date: str) -> str:
    """The first day of an ISO year, month or day.

    >>> first_day("2024-03")
    '2024-03-01'
    """
    return date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date


def last_day(date: str) -> str:
    """The last day of an ISO year, month or day.

    >>> last_day("2024-02"), last_day("2024")
    ('2024-02-29', '2024-12-31')
    """
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:]))[1]}"
    return date
