"""The place in the name of a body: read from print (市, 连云港, nothing at all), written as official names have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ontology.model import AgencyKind, Level
from ontology.region_table import FUNCTIONAL_AREA
from ontology.regions import RegionRow, ancestors, find_regions, region_by_code, short_name

LEVEL_WORDS = ("自治区", "地区", "省", "市", "州", "盟", "县", "区", "旗")
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,8}(?:镇|乡|街道)$")
# 所在镇, 沿江乡镇: not which.
_TOWN_BODY = re.compile(r"(?:人民政府)?[\u4e00-\u9fff]{1,7}(?:镇|乡|街道)(?:人民政府|办事处)")
_SOME_TOWN = re.compile(r"^(?:各|有关|相关|所在|所属|属地|沿线|涉及|其他|辖区)|(?:乡镇|镇街|乡镇街道)$")
_PREFECTURE = "地区"  # its committee is the 地委
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

    def told(self, what: str) -> str:
        """``what``, and how the place was read where that is worth saying."""
        if self.row is None:
            return f"{what}；“{self.printed}”指哪一地，文中未定"
        if self.printed == "":
            return f"{what}；省略的地名补为{self.row.name}"
        if len(self.printed) <= 3 and not self.printed.startswith(self.row.name[:2]):
            return f"{what}；“{self.printed}”即{self.row.name}"
        return what


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
        template += name[end:]
        if found[-1][1].kind == _PREFECTURE:
            template = template.replace("{place}地委", "{place}委")  # 阿克苏地委
        yield Reading(template, name[slice(*found[-1][0])], found[-1][1])
    if len(found) > 1:
        for span, row in reversed(found):
            yield Reading(f"{name[: span.start]}{{place}}{name[span.end :]}", name[slice(*span)], row)
    for word in LEVEL_WORDS:
        if name.startswith(word) and len(name) > len(word):
            yield Reading("{place}" + name.removeprefix(word), word, place_of_word(word, home))
            break
    if home:
        yield Reading("{place}" + name, "", home)
    position = name.find("地委") if home and home.kind == _PREFECTURE else -1
    if position >= 0:  # 地委组织部, 团地委
        yield Reading(f"{name[:position]}{{place}}{name[position + 1 :]}", "地", home, inside=position > 0)
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

    Organs of the committee of a 自治区 are spelt 委员会, those of a 州 or 地区 go by the short name (恩施州委).
    """
    row = reading.row
    if row is None:
        if any(key in pattern for key in ("{short}", "{above}", "{province")) or not reading.printed:
            return None
        return pattern.replace("{place}", reading.printed).replace("{body}", body)
    short = short_name(row.code)
    if row.name.endswith("自治区"):
        pattern = pattern.replace("{place}委员会", "{place}委").replace("{place}委", "{place}委员会")
    elif "{place}委" in pattern and row.kind in ("自治州", _PREFECTURE):
        # 恩施州委宣传部, but the committee itself with the full name of the place: 恩施土家族苗族自治州委员会.
        pattern = re.sub(r"\{place\}委(?!员会)", "{short}" + ("地委" if row.kind == _PREFECTURE else "州委"), pattern)
    above = (*ancestors(row.code), row)
    top = above[0]
    if "{above}" in pattern and len(above) < 2:
        return None
    province_short = short_name(top.code)
    filled = {
        "{place}": official_place(row),
        "{short}": short,
        "{above}": above[-2].name if len(above) > 1 else "",
        "{province}": province_short if top.name.endswith("自治区") else top.name,
        "{province_short}": province_short,
        "{body}": body,
    }
    for key, value in filled.items():
        pattern = pattern.replace(key, value)
    return pattern


def town_name(name: str, home: RegionRow | None) -> str | None:
    """The full name of a town or street of the county ``home``; None where the name is of no single one."""
    town = home and home.level == "county" and _TOWN.match(name) and not _SOME_TOWN.search(name)
    return official_place(home) + name if town and home else None


def placed(name: str, home: RegionRow | None) -> str | None:
    """The name with its place written in full; None where it names none."""
    for reading in readings(name, home):
        rest = reading.template.removeprefix("{place}")
        if reading.row and reading.printed and not reading.inside and len(rest) > 1 and "{place}" not in rest:
            return fill("{place}" + rest, reading, "")
    return None


def spelt_out(rest: str, reading: Reading, kind: AgencyKind) -> str:
    """The name of an unknown body: the place in full, 办, 委 and 监管 spelt out, the rest as printed."""
    row = reading.row
    if row and row.level == "county" and _TOWN_BODY.fullmatch(rest):
        return (fill("{place}", reading, "") or reading.printed) + rest
    if row is None or (reading.printed not in LEVEL_WORDS and not rest.startswith(("委", "政府", "党委"))):
        return reading.printed + rest.replace("管委会", "管理委员会")  # printed with its own name: no place to restore
    if rest.startswith(("级", "直", "属")):
        rest = reading.printed + rest
    rest = re.sub(r"^政府(?!采购|投资|债务)", "人民政府", re.sub(r"^党委", "委", rest))  # 政府采购 is a matter, no body
    rest = re.sub(r"(?<!监督)监管(?=局$|办$|办公室$|中心$)", "监督管理", rest)
    rest = re.sub(r"(?<!党)工委$", "工作委员会", rest)
    rest = re.sub(r"(?<!党)委$", "委员会", re.sub(r"办$", "办公室", rest)).replace("管委会", "管理委员会")
    party = kind == "party" and rest.startswith("委")
    return ("中共" if party else "") + (fill("{place}", reading, "") or "") + rest


def _is_chance(name: str, start: int) -> bool:
    """Directly behind a level word (市海东…) a bare name is part of another word."""
    return 0 < start <= 3 and name[:start] in LEVEL_WORDS
