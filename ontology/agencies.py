"""Who a printed name means: 市工信局 in a document of 江苏省连云港市 is 连云港市工业和信息化局.

Knowledge of functions and name forms is ``agencies.ttl``; this module applies it. A name is first read for its place
(:mod:`ontology.agency_places`), then looked up, then composed from known words (文广旅 → 文化广电和旅游), and at last
kept as printed with its place restored. It never fails: what is unknown stays itself, with the kind its shape shows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from ontology.agency_forms import BODIES, FunctionInfo, NameForm, form_table, plain, unquoted
from ontology.agency_places import (
    LEVEL_WORDS,
    Reading,
    fill,
    official_place,
    place_of_word,
    placed,
    readings,
    spelt_out,
    town_name,
)
from ontology.agency_shapes import (
    agency_suffix_pattern,
    is_group,
    is_ordinary_company,
    looks_like_agency,
    shape_kind,
)
from ontology.model import Agency, Level
from ontology.region_table import FUNCTIONAL_AREA
from ontology.regions import NATION, RegionRow, region_by_code, short_name
from ontology.zones import AREA_FORMS

__all__ = [
    "FunctionInfo",
    "Identified",
    "NameForm",
    "agency_suffix_pattern",
    "body_of",
    "canonical",
    "functions",
    "looks_like_agency",
    "office_of",
]

_DOUBLED = re.compile(r"([局厅委])\1$")  # 市市场监管局局
_ETCETERA = re.compile(r"(?<=.)等$")
_SEVERAL_AT_END = re.compile(r"等(?:有关|相关)?(?:部门|单位|部门和单位)$")
_ASIDE = re.compile(r"[,，、]?以下(?:统一)?简称[^()（）]*")
_BRACKET_AT_END = re.compile(r"(?<=.)[(][^()]*[)]$")
_ZONES_ALONE = re.compile("各?功能区")
_GROUP_PLACE = re.compile(r"(?:自治区|省|市|州|盟|县|区|旗)(?![级属直(、/市县区州盟旗场])")
_ZONE_OFFICE = re.compile(r"(?:(?<=[区港园])|(?<=新城))管委$")  # 开发区管委, as 山东 calls them; 区建管委 is none
_GROUP_RANK = re.compile(r"[省市县区州](?=[级属直])")  # 市级有关部门: whose rank it is stays in the name
_COUNTRYWIDE = re.compile(r"^(?:国家|国务院|中央|中共中央|全国|中国|中华)")
# 市生态环境局南海分局, 市公安局交警支队: a part takes name and function from its whole.
_PART = re.compile(r"(?P<whole>.{2,}?[局厅])(?P<part>.{2,}(?:分局|支队|总队|大队|局|处|所|中心))$")
# 自治区党委组织部, 中共广西壮族自治区委员会组织部: organs of a committee, however it is spelt.
_ORGAN_OF_COMMITTEE = re.compile(r"^\{place\}党委|(?<=^中共)\{place\}委员会(?=[^{])")
_OFFICE = re.compile(
    r"(?P<level>[市省县区州盟旗][局厅])(?P<part>[\u4e00-\u9fff]{2,20})"
    r"|(?P<office>(?![市省县区州盟旗各驻]|有关|相关|.*办事处)[\u4e00-\u9fff]{2,14}[处科])"
)
_TOWN_OFFICE = re.compile(r"(?P<town>.+(?:镇|乡|街道))(?:人民政府|政府|办事处|办)$")
_PARTY_ORGAN = re.compile(r"(?P<whole>.{2,}?)(?P<organ>党工委|工作党委|党委|党组)$")
_ZONE = re.compile(
    rf"(?P<own>.*?)(?P<form>{'|'.join(sorted(AREA_FORMS, key=len, reverse=True))})(?:管委会|管理委员会|党工委管委会)?$"
)


class Identified(NamedTuple):
    """What a name was found to mean. ``one_in_place``: function and region alone identify the body.

    ``form`` is the name form of the lexicon that was recognised, None for composed and unknown names.
    """

    agency: Agency
    reason: str
    one_in_place: bool = False
    form: NameForm | None = None


def functions() -> Mapping[str, FunctionInfo]:
    """The functions of ``agencies.ttl`` by id; raises :class:`DataError` when the file contradicts itself."""
    return MappingProxyType(form_table().functions)


def canonical(
    surface: str, *, region_code: str | None, level: Level | None = None, date: str | None = None
) -> Identified:
    """The body that ``surface`` names in a document of this region, level and date (ISO), and why.

    >>> found = canonical("市工信局", region_code="320700", level="city", date="2020-07-13")
    >>> found.agency.name, found.agency.function, found.agency.region
    ('连云港市工业和信息化局', 'industry-it', '320700')
    """
    name = _DOUBLED.sub(r"\1", _ETCETERA.sub("", _ASIDE.sub("", plain(surface))))
    name = _ZONE_OFFICE.sub("管委会", name)
    home = region_by_code(region_code) if region_code and region_code != NATION else None
    national = level == "national" or (home is None and region_code == NATION)
    year = int(date[:4]) if date and date[:4].isdigit() else None
    if _SEVERAL_AT_END.search(name):
        return _group(name, home)
    own = None if national else home
    if is_group(name):  # 市直机关工委 begins like several bodies, and is one that the lexicon knows
        return _named(unquoted(name), own, year) or _group(name, own)
    # In a national document an unplaced name is a national body's; elsewhere the government's own comes first.
    tries = [_national, _local] if national else [_local, _national]
    for short in dict.fromkeys((unquoted(name), unquoted(_BRACKET_AT_END.sub("", name)))):
        for attempt in tries:
            if found := attempt(short, own, year):
                return found
    return _party_of(name, own, year) or _zone(name, home) or _as_printed(name, own)


def office_of(surface: str, issuer: Agency) -> Identified | None:
    """The office of ``issuer`` that ``surface`` names in a document of that department; None where it names none.

    A department leaves itself out (财务处) or calls itself by its level (市局执法总队).

    >>> bureau = canonical("市市场监管局", region_code="320700").agency
    >>> [(found := office_of(name, bureau)) and found.agency.name for name in ("市局执法稽查处", "财务处", "市财政局")]
    ['连云港市市场监督管理局执法稽查处', '连云港市市场监督管理局财务处', None]
    """
    info = functions().get(issuer.function or "")
    if issuer.kind != "agency" or (info and (info.family != "department-bodies" or info.id == "government-office")):
        return None
    found = _OFFICE.fullmatch(plain(surface))
    if found is None or (found["level"] and not issuer.name.endswith(("局", "厅"))):
        return None
    agency = replace(issuer, name=issuer.name + (found["office"] or found["part"]), iri=None)
    return Identified(agency, f"发文机关{issuer.name}的内设或下属机构")


def body_of(form: NameForm, region_code: str) -> Agency | None:
    """The body of a place that has a name of this form; None where the form leaves the kind of body open.

    >>> form = next(f for f in functions()["state-tax"].forms)
    >>> body_of(form, "320700").name
    '连云港市国家税务局'
    """
    row = region_by_code(region_code)
    if row is None or "{body}" in form.official or not form.fits(row.level, region_code):
        return None
    name = form.official if form.level == "national" else fill(form.official, Reading("", "", row), "")
    kind = form.kind or form_table().functions[form.function].kind
    return Agency(name, kind, function=form.function, region=region_code) if name else None


def _national(name: str, home: RegionRow | None, year: int | None) -> Identified | None:
    forms = [form for form in form_table().exact.get(name, ()) if form.level == "national"]
    if not forms:
        return None
    form = min(forms, key=lambda f: f.rank(year))
    kind = form.kind or form_table().functions[form.function].kind
    reason = f"国家机构简称“{name}”" if form.official != name else "国家机构全称"
    return Identified(
        Agency(form.official, kind, function=form.function, region=NATION), reason, not form.besides, form
    )


def _named(name: str, home: RegionRow | None, year: int | None) -> Identified | None:
    """The body whose name as a whole is in the lexicon; None for composed names and unknown ones."""
    for reading in readings(name, home):
        whole = reading.printed and reading.template != "{place}" and not reading.inside
        if whole and (found := _known(reading, year)):
            return found
    return _national(name, home, year)


def _party_of(name: str, home: RegionRow | None, year: int | None) -> Identified | None:
    """The party organ within a body: 市教育局党委, 开发区党工委, 狮山镇党委; or of a sector: 市社会组织党工委."""
    found = _PARTY_ORGAN.match(name)
    if found is None:
        return None
    whole, organ = found["whole"], {"党组": "党组", "党委": "委员会"}.get(found["organ"], "工作委员会")
    working = organ == "工作委员会"
    office = _zone(whole, home) if working else _local(unquoted(whole), home, year)
    if office:
        name, region = office.agency.name, office.agency.region
        body: str | None = name.removesuffix("管理委员会") if working else name
    else:
        body = town_name(whole, home) or (placed(whole, home) if working else None)
        region = home.code if home else None
    return Identified(Agency(f"中共{body}{organ}", "party", region=region), f"“{whole}”的党组织") if body else None


def _local(name: str, home: RegionRow | None, year: int | None) -> Identified | None:
    seen = [r for r in readings(name, home) if r.template.count("{place}") and (r.row or r.printed)]
    for reading in seen:
        if found := _known(reading, year) or (None if reading.inside else _composed(reading)):
            return found
    part = _PART.match(name)
    whole = _local(part["whole"], home, year) if part else None
    if part and whole:
        agency = replace(whole.agency, name=_joined(whole.agency.name, part["part"]))
        return Identified(agency, f"{whole.agency.name}的派出或下属机构")
    return None


def _joined(whole: str, part: str) -> str:
    """中国铁路甲局集团有限公司 and 集团有限公司乙车务段: what the full name ends with may be printed in the part."""
    common = next((size for size in range(len(part), 1, -1) if whole.endswith(part[:size])), 0)
    return whole + part[common:]


def _known(reading: Reading, year: int | None) -> Identified | None:
    """A body whose name form is in the lexicon."""
    template = _ORGAN_OF_COMMITTEE.sub("{place}委", reading.template)
    if template == "{place}":  # a bare place in a list of responsible bodies is its government
        if reading.row and reading.row.kind == FUNCTIONAL_AREA:
            office = Agency(f"{official_place(reading.row)}管理委员会", "government", region=reading.code)
            return Identified(office, reading.told("功能区的管理机构"))
        template = "{place}人民政府"
    table = form_table()
    hits = [(form, "") for form in table.exact.get(template, ())]
    body = next((b for b in BODIES if template.endswith(b)), None)
    if body:
        hits += [(form, BODIES[body]) for form in table.stems.get(template.removesuffix(body), ())]
    for form, full_body in sorted(hits, key=lambda hit: (hit[0].rank(year)[:3], bool(hit[1]), hit[0].number)):
        if not form.fits(reading.level, reading.code):
            continue
        name = fill(form.official, reading, full_body)
        if name:
            info = table.functions[form.function]
            agency = Agency(name, form.kind or info.kind, function=form.function, region=reading.code)
            return Identified(
                agency, reading.told(f"“{info.label_zh}”机构"), bool(reading.row) and not form.besides, form
            )
    return None


def _composed(reading: Reading) -> Identified | None:
    """The body of a merged office, its name composed of known words: 文广旅 → 文化广电和旅游.

    Words that are all printed in full are the name itself: 财政金融局, 商务口岸局.
    """
    rest = reading.template.removeprefix("{place}")
    body = next((b for b in BODIES if rest.endswith(b)), None)
    if body is None or "{place}" in rest:
        return None
    table, stem = form_table(), rest.removesuffix(body)
    words = table.words(stem)
    if words is None or len(words) < 2:
        return None
    shortened = any(printed != element.word for printed, element in words)
    spelt = [element.word for _, element in words]
    if "和" in stem or not shortened:
        written = re.sub(table.element_pattern, lambda m: table.elements[m[0]].word, stem)
    else:
        written = "".join(spelt[:-1]) + "和" + spelt[-1]
    name = fill(f"{{place}}{written}{{body}}", reading, BODIES[body])
    if name is None:
        return None
    agency = Agency(name, "agency", function=words[0][1].function, region=reading.code)
    return Identified(agency, reading.told(f"合并机构，由“{'”“'.join(spelt)}”组成"))


def _group(name: str, home: RegionRow | None) -> Identified:
    """Several bodies under one name: the place restored, 政府 and 管委会 spelt out."""
    full = re.sub(r"(?<!人民)政府(?=$|各|有关|相关|及|和|、|[（(])", "人民政府", name).replace("管委会", "管理委员会")
    word, rank = _GROUP_PLACE.match(full), _GROUP_RANK.match(full)
    row = place_of_word((word or rank or [""])[0], home) if word or rank else home
    if word and row:
        full = full[word.end() :]
    elif word or _COUNTRYWIDE.match(full):
        row = None
    if _ZONES_ALONE.fullmatch(full):  # 各县区、功能区: the bodies that run them
        full += "管理委员会"
    if "管理委员会" in full and not re.match(r"各|有关|相关|其他|所有|[省市县区](?:级|属|直)", full):
        full = "各" + full
    place = official_place(row) if row else ""
    if row and full.startswith((place, row.name, short_name(row.code))):
        place = ""
    return Identified(Agency(place + full, "group", region=row.code if row else None), "泛指多个单位，不指向一个机构")


def _zone(name: str, home: RegionRow | None) -> Identified | None:
    """The office that runs a development zone, new area or scenic area."""
    if home is None or (home.level == "province" and home.name.endswith(("省", "自治区"))):
        return None  # which of the province's zones, only the text can say
    for reading in readings(name, home):
        if not reading.row or reading.inside or not reading.template.startswith("{place}"):
            continue
        found = _ZONE.match(reading.template.removeprefix("{place}"))
        if found is None:
            continue
        own, form, place = found["own"], found["form"], reading.row
        # With no name of its own, 开发区 is the economic and technological one.
        full = "经济技术开发区" if form == "开发区" and not own else AREA_FORMS[form]
        short = short_name(place.code)
        prefix = "" if _COUNTRYWIDE.match(own) or short in own else short
        office = Agency(f"{prefix}{own}{full}管理委员会", "government", function="zone", region=place.code)
        return Identified(office, reading.told(f"功能区“{own}{full}”的管理机构"))
    return None


def _as_printed(name: str, home: RegionRow | None) -> Identified:
    """An unknown body: its place restored, the body spelt out, nothing else touched."""
    kind = shape_kind(name)
    for reading in readings(name, home):
        if not reading.printed or reading.inside or not reading.template.startswith("{place}"):
            continue
        rest = reading.template.removeprefix("{place}")
        if len(rest) < 2 or reading.row is None:
            continue
        if "{place}" in rest:
            break  # 北京银行石景山支行: it has its places, and they are no part of another's
        if rest.startswith("场"):
            break  # 市场…: no place
        if kind == "other" and reading.printed in LEVEL_WORDS and rest.endswith("中心"):
            kind = "agency"  # 市大数据中心 is the city's own; 青岛海洋科技中心 need not be
        return Identified(
            Agency(spelt_out(rest, reading, kind), kind, region=reading.row.code),
            reading.told("职能未收录，名称从原文"),
        )
    office = _TOWN_OFFICE.match(name)
    if home and (town := town_name(office["town"] if office else name, home)):
        # A bare town in a list of responsible bodies is its government, as a bare place is.
        full = town + ("办事处" if name.endswith(("街道", "办", "办事处")) else "人民政府")
        return Identified(Agency(full, "government", region=home.code), f"属{home.name}的乡镇街道")
    if home and kind == "enterprise" and is_ordinary_company(name):
        short = short_name(home.code)
        return Identified(Agency(short + name, kind, region=home.code), f"本地企业，补上省略的“{short}”")
    if name.endswith("海关"):  # 拱北海关: its seat is no division, its style that of all
        full = "中华人民共和国" + name.removeprefix("中华人民共和国")
        return Identified(Agency(full, "agency", function="customs"), "海关，补上规范全称")
    return Identified(Agency(name.replace("管委会", "管理委员会"), kind), "未收录，名称从原文")
