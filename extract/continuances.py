"""What a document says of how long another one holds: 《…》有效期延长至2025年12月31日, a list of what 继续有效.

The words are data, ``rules/continuances.toml``. Whether the document named is in the folder, and when a term that is
longer by five years ends, is for resolution to say.
"""

from __future__ import annotations

import re
from functools import cache

from extract.dates import parse_date
from extract.numerals import parse_numeral
from extract.rules import Rule, load_rules
from ontology.model import Continuance, Span

_SENTENCE = re.compile(r"[。；;！？\n]")
_REACH = 160  # characters before and behind a title in which something may be said of it
_NOTE = re.compile(r"[（(][^（）()]*[)）]")
# Titles joined to the one in question, which share what is said of all: 《甲》、《乙》和《丙》继续有效.
_JOINED_BEFORE = re.compile(r"(?:《[^《》]*》[、，,和与及以并]*)+$")
_JOINED_BEHIND = re.compile(r"^(?:[、，,和与及以并]*《[^《》]*》)+")
_REST = re.compile(r"[^（）()《》]*(?:《[^《》]*》)?[)）]")  # of a bracket: ，以下简称《办法》）


@cache
def _rules(place: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules("continuances") if rule.id.startswith(f"continuance.{place}."))


def find_continuance(text: str, title: Span, heading: Span | None = None) -> Continuance | None:
    """What the clause around a title (or number), or the line above its list, says of how long that document holds.

    >>> found = find_continuance("《云河市林业办法》有效期延长至2025年底。", Span(0, 9))
    >>> found.until, found.text
    ('2025', '《云河市林业办法》有效期延长至2025年底')
    """
    start = max((m.end() for m in _SENTENCE.finditer(text, max(0, title.start - _REACH), title.start)), default=0)
    start = max(start, title.start - _REACH)
    end = title.end + _REACH
    stop = _SENTENCE.search(text, title.end, end)
    end = stop.start() if stop else min(end, len(text))
    before = _JOINED_BEFORE.sub("", _NOTE.sub("", text[start : title.start]))
    behind = _JOINED_BEHIND.sub("", _NOTE.sub("", text[_outside(text, title) : end]))
    said = _read(f"{before}《》{behind}", "said", text, Span(title.start, end))
    return said or (_read(text[slice(*heading)], "list", text, heading) if heading else None)


def _outside(text: str, title: Span) -> int:
    """Where the bracket ends that the title, or number, stands in or opens; else where the title does."""
    printed = text[max(title.start - 1, 0) : title.end]
    is_open = printed.startswith(("（", "(")) or printed.count("（") + printed.count("(") > len(
        re.findall("[)）]", printed)
    )
    closing = _REST.match(text, title.end) if is_open else None
    return closing.end() if closing else title.end


def _read(clause: str, place: str, text: str, span: Span) -> Continuance | None:
    for rule in _rules(place):
        if match := rule.search(clause):
            groups = match.groupdict()
            until = parse_date(groups["until"]) if groups.get("until") else None
            months = _months(groups["count"], groups["unit"]) if groups.get("count") else None
            return Continuance(until, months, text[slice(*span)].strip(), span, rule.id)
    return None


def _months(count: str, unit: str) -> int:
    return int(parse_numeral(count) or 0) * (12 if unit == "年" else 1)
