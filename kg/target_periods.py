"""Which years a target counts, as far as its document prints them: 2023年新建 is one year, 2021—2025年新建 five."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.days import last_day
from kg.resolving.indicators import canonical
from ontology.model import Record, Target

_TITLE_YEARS = re.compile(r"(20[0-9]{2})年?(?:\s*[-—–~～至]{1,2}\s*(20[0-9]{2})年|年(?!度?[版代]|修订|修正))")


class Years(NamedTuple):
    """The first year counted, None where only the end is printed (到2025年); the deadline, None where nothing is."""

    since: str | None
    until: str | None

    @property
    def words(self) -> str:
        """As a reader would say it: 2021—2025年, 2023年, 到2025-06."""
        if self.until is None:
            return "未写明年份"
        if self.since is None:
            return f"到{self.until}" if "-" in self.until else f"到{self.until}年"
        return f"{self.since}年" if self.since == self.until else f"{self.since}—{self.until}年"


def printed_years(target: Target) -> Years:
    """The years that the target's own sentence prints."""
    return Years(target.since, target.deadline)


def years_of(target: Target, record: Record) -> Years:
    """The years of the target's sentence, else the deadline of its measure, else the years in the document's title."""
    if target.deadline:
        return printed_years(target)
    measure = next((measure for measure in record.measures if measure.id == target.measure), None)
    if measure and measure.deadline and measure.deadline.due:
        return Years(None, measure.deadline.due)
    printed = _TITLE_YEARS.search(record.document.title or "")
    return Years(printed[1], printed[2] or printed[1]) if printed else Years(None, None)


def apart(target: Target, years: Years, other: Target, others: Years) -> str:
    """Why two figures of one thing are of different times, in words; empty where they are of the same.

    What there is in all (累计) is so at the end of its years; what is done every year needs none; anything else counts
    what was done in all of them.
    """
    basis = canonical(target).basis
    ends = [last_day(end) if end else None for end in (years.until, others.until)]
    same = ends[0] == ends[1] and (basis in ("stock", "yearly") or years.since == others.since)
    if same and (basis == "yearly" or ends[0]):
        return ""
    return f"时段不同：上级为{years.words}，下级为{others.words}" if ends != [None, None] else "未写明年份"
