"""The place in the name of a body: read from print (市, 连云港, nothing at all), written as official names have it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ontology.model import Level
from ontology.region_table import FUNCTIONAL_AREA
from ontology.regions import RegionRow, ancestors, find_regions, region_by_code, short_name

LEVEL_WORDS = ("自治区", "地区", "省", "市", "州", "盟", "县", "区", "旗")
_WORD_LEVELS: dict[str, Level] = {
    "自治区": "province",
    "省": "province",
    "县": "county",
    "区": "county",
    "旗": "county",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to see the place in a name: the name with {place} for it, what was printed there, which place it is."""

    template: str
    printed: str  # "" where the place is left out
    row: RegionRow | None  # None where it stays open: 市 in a document of a province
    inside: bool = False  # a level word amid the name (团市委): no guess beyond known names

    @property
    def level(self) -> Level | None:
        """Whose level of government the name is of."""
        return self.row.level if self.row else _WORD_LEVELS.get(self.printed)

    @property
    def code(self) -> str | None:
        """The code of the place."""
        return self.row.code if self.row else None


def readings(name: str, home: RegionRow | None) -> Iterator[Reading]:
    """The readings of ``name`` in a document of the place ``home``, the likeliest first."""
    chain = (home, *reversed(ancestors(home.code))) if home else ()
    within = chain[1].code if home and home.level == "county" and len(chain) > 1 else home.code if home else None
    named = {row.name: row for row in chain}  # in a document of 2009 巢湖市 is what it was then
    found = [
        (span, named.get(row.name, row))
        for span, row in find_regions(name, within=within)
        if not _is_chance(name, span.start)
    ]
    if found:
        template, end = "", 0
        for span, _ in found:
            template, end = template + name[end : span.start] + "{place}", span.end
        yield Reading(template + name[end:], name[slice(*found[-1][0])], found[-1][1])
    if len(found) > 1:
        for span, row in reversed(found):
            yield Reading(f"{name[: span.start]}{{place}}{name[span.end :]}", name[slice(*span)], row)
    for word in LEVEL_WORDS:
        if name.startswith(word) and len(name) > len(word):
            yield Reading("{place}" + name.removeprefix(word), word, place_of_word(word, home))
            break
    if home:
        yield Reading("{place}" + name, "", home)
    for position in range(1, len(name) - 1):
        if name[position] in LEVEL_WORDS:
            inner = place_of_word(name[position], home)
            yield Reading(f"{name[:position]}{{place}}{name[position + 1 :]}", name[position], inner, inside=True)


def place_of_word(word: str, home: RegionRow | None) -> RegionRow | None:
    """The place that 市, 省, 县 … means in a document of ``home``: itself or the nearest above it of that name."""
    if home is None:
        return None
    chain = (home, *reversed(ancestors(home.code)))
    return next((row for row in chain if row.name.endswith(word)), None)


def official_place(row: RegionRow) -> str:
    """The place as official names begin with it: 连云港市, 东海县, 平潭综合实验区, but 广州市天河区.

    >>> [official_place(r) for r in map(region_by_code, ("320700", "320722", "440106")) if r]
    ['连云港市', '东海县', '广州市天河区']
    """
    if row.level != "county" or not row.name.endswith("区") or row.kind == FUNCTIONAL_AREA:
        return row.name
    above = region_by_code(row.parent) if row.parent else None
    return above.name + row.name if above else row.name


def fill(pattern: str, reading: Reading, body: str) -> str | None:
    """An official name pattern filled in; None where it needs more of the place than is known.

    Committees of a 自治区 are spelt 委员会, those of a 州 or 地区 go by the short name (恩施州委).
    """
    row = reading.row
    if row is None:
        if "{short}" in pattern or "{province" in pattern or not reading.printed:
            return None
        return pattern.replace("{place}", reading.printed).replace("{body}", body)
    short = short_name(row.code)
    if row.name.endswith("自治区"):
        pattern = pattern.replace("{place}委员会", "{place}委").replace("{place}委", "{place}委员会")
    elif "{place}委" in pattern and row.kind in ("自治州", "地区"):
        pattern = pattern.replace("{place}委", "{short}" + ("州委" if row.kind == "自治州" else "地委"))
    top = (*ancestors(row.code), row)[0]
    province_short = short_name(top.code)
    filled = {
        "{place}": official_place(row),
        "{short}": short,
        "{province}": province_short if top.name.endswith("自治区") else top.name,
        "{province_short}": province_short,
        "{body}": body,
    }
    for key, value in filled.items():
        pattern = pattern.replace(key, value)
    return pattern


def _is_chance(name: str, start: int) -> bool:
    """Directly behind a level word (市海东…) a bare name is part of another word."""
    return 0 < start <= 3 and name[:start] in LEVEL_WORDS
