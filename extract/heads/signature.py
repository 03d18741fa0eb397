"""Signatures: the names under a document and the date below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.dates import parse_date
from extract.heads.issuers import signed_date, split_organs
from extract.heads.strip_kinds import StripKind
from extract.heads.strips import Strip, quoted_titles
from extract.heads.title_lines import same_title
from extract.titles import is_title
from ontology.model import Span

_BELOW = frozenset(("remark", "meta", "attachment", "file", "copies", "printing"))


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed and when; either may be missing. ``start`` and ``end`` count strips."""

    organs: tuple[tuple[str, Span], ...]
    date: tuple[str, Span] | None
    start: int
    end: int


def find_signature(strips: Sequence[Strip], kinds: Sequence[StripKind], start: int) -> Signature | None:
    """Return the first signature from strip ``start`` on: a date below names, or alone at a place for one."""
    for index in range(start, len(strips)):
        if kinds[index] not in ("date", "signed"):
            continue
        found = signature_at(strips, kinds, index)
        if found.organs or _may_stand_alone(strips, kinds, index):
            return found
    return None


def signature_at(strips: Sequence[Strip], kinds: Sequence[StripKind], index: int) -> Signature:
    strip = strips[index]
    organs: list[tuple[str, Span]] = []
    first = index
    if kinds[index] == "signed":
        match = signed_date(strip.text)
        date = match["date"] if match else strip.text
        names = strip.text.removesuffix(date)
        organs = _located(Strip(strip.start, strip.start + len(names), names))
    else:
        date = strip.text
    while first > 0 and kinds[first - 1] in ("organs", "remark"):
        first -= 1
        if kinds[first] == "organs":
            organs = _located(strips[first]) + organs
    while first < index and kinds[first] == "remark":
        first += 1
    at = strip.start + strip.text.index(date)
    iso = parse_date(date)
    return Signature(tuple(organs), (iso, Span(at, at + len(date))) if iso else None, first, index + 1)


def _located(strip: Strip) -> list[tuple[str, Span]]:
    found, at = [], 0
    for name in split_organs(strip.text):
        at = max(strip.text.find(name, at), at)
        found.append((name, Span(strip.start + at, strip.start + at + len(name))))
        at += len(name)
    return found


def _may_stand_alone(strips: Sequence[Strip], kinds: Sequence[StripKind], index: int) -> bool:
    """Tell whether a date without names is a signature: text ends above it, nothing or a new part begins below."""
    above = strips[index - 1].text if index else ""
    if not (above.endswith(("。", "”", "）", ")", "！")) or (index and kinds[index - 1] in ("attachment", "remark"))):
        return False
    if index + 1 == len(strips) or kinds[index + 1] in _BELOW or is_title(strips[index + 1].text):
        return True
    issued = quoted_titles(strips[index - 1].text) if index else []
    return any(same_title(strips[index + 1].text, title) for _, title in issued)
