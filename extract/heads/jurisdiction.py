"""Which place a document governs: by its issuers, its title, its number, its text, the site it stood on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from extract.cleaning.clean import Metadatum
from extract.heads.issuers import is_national
from ontology.docnumber import issuer_of, parse
from ontology.model import Level, Span
from ontology.regions import (
    NATION,
    RegionRow,
    ancestors,
    find_regions,
    level,
    province_by_abbreviation,
    region_by_code,
)

# Whose government speaks: 我市, 全市; 全省前列 and 全省率先 are said by a city of itself.
_OWN = re.compile(
    r"[我本](省|自治区|市|州|区|县|旗)(?![域位段块间])"
    r"|全(省|自治区|市|州|区|县|旗)(?![域位段块间]|前|率先|领先|第|首|唯一|平均|最|排|先进|一流|之|名列|位居)"
)
_ORGAN_OF = re.compile(
    r"([省市区县])(?<![\u4e00-\u9fff].)(?:级(?=[各有部相])|委|政府|[\u4e00-\u9fff]{2,10}(?:[局委厅]|办(?=[、，,）)；])))"
)
_LEVELS: Mapping[str, Level] = {
    "省": "province",
    "自治区": "province",
    "市": "city",
    "州": "city",
    "区": "county",
    "县": "county",
    "旗": "county",
}
_GOVERNMENT = re.compile(r"\S{2,20}政府(?:办公室|办公厅|办|网|门户网站)?(?:\s|$)")
_NATIONAL_RECIPIENTS = re.compile(r"各省、自治区、直辖市|各省（区、市）|各省\(区、市\)")
_CENTRAL_TITLE = re.compile(r"^中华人民共和国[^省市]{0,30}(?:法|条例|规定|办法)$")
# A text counts as naming its place when one place has this share of the places it names; below, the site decides.
_CLEAR_SHARE = 0.6
_CLEAR_COUNT = 3


class Jurisdiction(NamedTuple):
    """The place, and the rule and stretch that gave it."""

    region: RegionRow
    rule: str
    span: Span | None


def find_jurisdiction(
    text: str,
    *,
    issuers: Sequence[tuple[str, Span | None]],
    titles: Sequence[tuple[str, Span | None]],
    number: tuple[str, Span] | None,
    recipients: str,
    metadata: Mapping[str, Metadatum],
) -> Jurisdiction | None:
    """Return the place that the document governs, ``None`` where nothing names one."""
    said = _Said(text)

    def within() -> str | None:
        return said.vote[0].code if said.vote else _site_code(metadata)

    for name, span in issuers:
        if is_national(name):
            return _nation("region.issuer", span)
        if row := _first_place(name, within):
            return Jurisdiction(row, "region.issuer", span)
    if _NATIONAL_RECIPIENTS.search(recipients):
        return _nation("region.recipients", None)
    for title, span in titles:
        if _CENTRAL_TITLE.match(title):
            return _nation("region.title", span)
        row = _first_place(title, within)
        if row and (said.own is None or level(row.code) == said.own or level(row.code) == "county"):
            return Jurisdiction(row, "region.title", span)
    by_number = _by_number(number, said.own)
    if by_number and by_number.region.code == NATION:
        return by_number
    voted = said.vote
    if voted and voted[1] >= _CLEAR_SHARE and voted[2] >= _CLEAR_COUNT:
        return Jurisdiction(voted[0], "region.text", voted[3])
    by_site = _by_site(metadata) or _by_source(metadata, said.own)
    if by_number or by_site:
        return by_number or by_site
    # 新乡 once in 创新乡村 names no place: a bare name must come again.
    told = voted and (voted[2] > 1 or text[slice(*voted[3])].endswith(tuple("省市区县州盟旗")))
    return Jurisdiction(voted[0], "region.text", voted[3]) if voted and told else None


def _nation(rule: str, span: Span | None) -> Jurisdiction | None:
    row = region_by_code(NATION)
    return Jurisdiction(row, rule, span) if row else None


class _Said:
    """What the whole text says about its place; read only where the header leaves a question open."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def own(self) -> Level | None:
        return _own_level(self._text)

    @cached_property
    def vote(self) -> tuple[RegionRow, float, int, Span] | None:
        return _vote(self._text, self.own)


def _first_place(name: str, within: Callable[[], str | None]) -> RegionRow | None:
    found = find_regions(name.removeprefix("中共"), within=within)
    return found[0][1] if found and found[0][0].start <= 12 else None


def _own_level(text: str) -> Level | None:
    """Return the level of the government that says 我市 or names 市财政局 without a place; the more frequent wins."""
    counts: Counter[Level] = Counter()
    for match in _OWN.finditer(text):
        counts[_LEVELS[match[1] or match[2]]] += 2
    for match in _ORGAN_OF.finditer(text):
        counts[_LEVELS[match[1]]] += 1
    return max(counts.items(), key=lambda item: (item[1], item[0]))[0] if counts else None


def _vote(text: str, own: Level | None) -> tuple[RegionRow, float, int, Span] | None:
    """Return the place of level ``own`` that the text names most, its share, its count and where it stands first."""
    counts: Counter[str] = Counter()
    first: dict[str, Span] = {}
    for span, row in find_regions(text):
        place = _at_level(row, own)
        if place is None:
            continue
        counts[place.code] += 1
        first.setdefault(place.code, span)
    if not counts:
        return None
    code = min(counts, key=lambda c: (-counts[c], first[c].start))
    best = region_by_code(code)
    return (best, counts[code] / sum(counts.values()), counts[code], first[code]) if best else None


def _at_level(row: RegionRow, own: Level | None) -> RegionRow | None:
    """Return the place of level ``own`` that ``row`` is or lies in; a direct municipality is also a 市."""
    if own is None:
        return row if row.level != "county" else None
    for place in (row, *reversed(ancestors(row.code))):
        if level(place.code) == own or (own == "city" and place.name.endswith("市") and place.level == "province"):
            return place
    return None


def _by_number(number: tuple[str, Span] | None, own: Level | None) -> Jurisdiction | None:
    value = parse(number[0]) if number else None
    if number is None or value is None:
        return None
    hint = issuer_of(value.code)
    if hint.level == "national":
        return _nation("region.number", number[1])
    if hint.level == "province" and hint.place and own in (None, "province"):
        row = province_by_abbreviation(hint.place)
        return Jurisdiction(row, "region.number", number[1]) if row else None
    return None


def _site_code(metadata: Mapping[str, Metadatum]) -> str | None:
    site = metadata.get("site_id")
    code = site.value[:6] if site else ""
    return code if code.isdigit() and region_by_code(code) else None


def _by_site(metadata: Mapping[str, Metadatum]) -> Jurisdiction | None:
    code = _site_code(metadata)
    row = region_by_code(code) if code else None
    return Jurisdiction(row, "region.site", metadata["site_id"].span) if row else None


def _by_source(metadata: Mapping[str, Metadatum], own: Level | None) -> Jurisdiction | None:
    """Return the place of the government that a page names as its source, if the text speaks at its level."""
    source = metadata.get("source")
    row = _first_place(source.value, lambda: None) if source and _GOVERNMENT.match(source.value) else None
    return Jurisdiction(row, "region.source", source.span) if source and row and level(row.code) == own else None
