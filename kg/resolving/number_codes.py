"""Who issued a document of which only the number is known.

Five things tell, in this order: the letters alone (苏政办发); where the number is cited (宁政发 in documents of 宁夏 or
of 南京); documents of the corpus that bear the same letters; what the letters leave, of the province that cites them or
of the whole country; rank: a city is cited all over its province, a province by the centre, a county at home only.
Where they leave several bodies, the issuer stays open, with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from ontology import regions
from ontology.agencies import canonical, functions
from ontology.agency_forms import form_table
from ontology.agency_places import LEVEL_WORDS, place_of_word
from ontology.docnumber import DocNumber, IssuerHint, issuer_of, parse
from ontology.model import Level, Record
from ontology.number_places import letters_of_places, may_sign, office_of
from ontology.regions import NATION, RegionRow

_BODIES = {"部": "厅", "会": "委员会", "局": "局"}
_WORD_LEVELS: dict[str, Level] = {"县": "county", "区": "county", "旗": "county", "州": "city", "盟": "city"}
_ORDERS = ("令", "公告", "通告")


class CodeIssuer(NamedTuple):
    """What a number tells of its issuer: level, full name and place, each None where it stays open, and why."""

    level: Level | None
    name: str | None
    reason: str
    place: str | None = None


class IssuersByCode:
    """What is known of issuers by the letters of numbers, for one corpus."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._known = _codes_in_use(records)

    def find(self, number: DocNumber, homes: Collection[str] = ()) -> CodeIssuer:
        """The issuer of a number that documents of the places ``homes`` (codes) bear or cite.

        >>> IssuersByCode([]).find(parse("粤工信信软〔2020〕37号")).name
        '广东省工业和信息化厅'
        >>> IssuersByCode([]).find(parse("宁政办发〔2020〕3号"), ["640000"]).name
        '宁夏回族自治区人民政府办公厅'
        """
        hint, cited_in = issuer_of(number.code), [code for code in homes if code != NATION]
        if hint.name:
            return CodeIssuer(hint.level, hint.name, f"“{number.code}”是它的代字", _place_in(hint.name))
        if spelt := _spelt_out(number.code, cited_in):
            return spelt
        if hint.level == "province" and hint.place:
            row = regions.province_by_abbreviation(hint.place)
            name = _name(row, number, hint) if row else None
            return CodeIssuer("province", name, f"“{hint.place}”是省级代字", row.code if row else None)
        if hint.place in LEVEL_WORDS:  # 市政发 of 西安 or 桂林, 州府发: whose, only the place of the document tells
            rows = {place_of_word(hint.place, regions.region_by_code(code)) for code in cited_in}
            if len(rows) == 1 and (row := rows.pop()):
                return self._decided(row, number, hint, "印有该文号的文件属于该地")
            return CodeIssuer(_WORD_LEVELS.get(hint.place), None, f"“{hint.place}”指何地，印有该文号的文件不能分辨")
        bearers = _bearers(number, hint)
        near = [row for row in bearers if cited_in and all(row.code in _chain(code) for code in cited_in)]
        if len(near) == 1:
            return self._decided(near[0], number, hint, "印有该文号的文件属于该地")
        if known := self._borne(number.code, cited_in):
            return known
        within = {_chain(code)[0] for code in cited_in}
        inside = [row for row in bearers if {_chain(row.code)[0]} == within]
        if not near and len(inside) == 1 and inside[0].level != "county":
            return self._decided(inside[0], number, hint, "印有该文号的文件所在省份，别无他处用此代字")
        if hint.kind != "agency" and len(bearers) == 1 and (bearers[0].level != "county" or len(hint.place or "") > 1):
            return self._decided(bearers[0], number, hint, "别无他处用此代字")
        own = [row for row in bearers if row.abbreviation]
        if not near and len(own) == 1 and hint.kind != "agency":
            return self._decided(own[0], number, hint, "自定地区的简称")
        central = bool(homes) and not cited_in
        if hint.kind != "agency" and not near and (first := _outranking(bearers if central else inside)):
            return self._decided(first, number, hint, _rank_reason(first, central=central))
        if not bearers:
            return CodeIssuer(_WORD_LEVELS.get((hint.place or " ")[-1]), None, f"“{number.code}”是何机关的代字，未收录")
        left = next((rows for rows in (near, inside) if len(rows) > 1), bearers)
        return CodeIssuer(_common_level(left), None, _open_reason(number, hint, left))

    def _borne(self, code: str, cited_in: Sequence[str]) -> CodeIssuer | None:
        """Who issued the documents of the corpus that bear the letters, unless all of the citing are of elsewhere."""
        known = self._known.get(code)
        if known is None:
            return None
        level, name, place = known
        provinces = {_chain(home)[0] for home in cited_in}
        if place and provinces and provinces != {_chain(place)[0]}:
            return None
        return CodeIssuer(level, name, f"已收录的“{code}”文件都由它印发", place)

    def _decided(self, row: RegionRow, number: DocNumber, hint: IssuerHint, why: str) -> CodeIssuer:
        letters = hint.place or number.code[0]
        return CodeIssuer(row.level, _name(row, number, hint), f"“{letters}”指{row.name}：{why}", row.code)


def _codes_in_use(records: Iterable[Record]) -> dict[str, tuple[Level | None, str, str | None]]:
    """Level, name and place of the issuer of every code that all documents of the corpus agree on."""
    seen: dict[str, set[tuple[Level | None, str, str | None]]] = defaultdict(set)
    for record in records:
        head = record.document
        number = parse(head.number) if head.number else None
        if number and head.issuers:
            seen[number.code].add((head.level, head.issuers[0].name, head.region.code if head.region else None))
    return {code: next(iter(found)) for code, found in seen.items() if len({name for _, name, _ in found}) == 1}


def _bearers(number: DocNumber, hint: IssuerHint) -> list[RegionRow]:
    """The places whose governments, committees or departments may sign so.

    Of departments those of provinces only: what opens with the letter of a city may as well be a ministry's (银办发).
    """
    if hint.kind == "agency" and not hint.place:
        return [row for row in letters_of_places().get(number.code[0], ()) if row.level == "province"]
    return [row for row in letters_of_places().get(hint.place or "", ()) if may_sign(row, number.code)]


def _spelt_out(code: str, cited_in: Sequence[str]) -> CodeIssuer | None:
    """The body whose name the code is or begins with: 住房城乡建设部令, 退役军人部发, 省政府令."""
    for size in range(len(code), 2, -1):
        for form in form_table().exact.get(code[:size], ()):
            if form.level == "national":
                return CodeIssuer("national", form.official, f"“{code[:size]}”是它的名称")
    ending = next((word for word in _ORDERS if code.endswith(word)), None)
    if ending is None:
        return None
    name = code.removesuffix(ending)
    for home in cited_in or (None,):
        agency = canonical(name, region_code=home).agency
        row = regions.region_by_code(agency.region or "")
        if agency.function and row and all(row.code in _chain(other) for other in cited_in):
            return CodeIssuer(row.level, agency.name, f"“{name}”是它的名称", row.code)
    return None


def _name(row: RegionRow, number: DocNumber, hint: IssuerHint) -> str | None:
    """The full name of the organ of a place, as far as the kind of organ settles it."""
    office = office_of(row)
    if hint.kind == "government":
        return _canonical(f"{row.name}人民政府", row)
    if hint.kind == "office":
        return _canonical(f"{row.name}人民政府{office}", row) if office else None
    if hint.kind == "party":
        if "办" not in number.code and "厅" not in number.code:
            return _canonical(f"中共{row.name}委员会", row)
        return _canonical(f"{row.name}党委{office}", row) if office else None
    if row.level == "province" and row.code not in regions.DIRECT_MUNICIPALITIES:
        return _department(number, row)
    return None


def _canonical(name: str, row: RegionRow) -> str:
    return canonical(name, region_code=row.code, level=row.level).agency.name


def _department(number: DocNumber, row: RegionRow) -> str | None:
    """The department whose short name the letters after the province's begin with: 工信 of 粤工信信软.

    What ends in 部 at the centre is a 厅 in a province, a 委员会 a 委员会, a 局 a 局.
    """
    letters = number.code.removeprefix(number.code[0])
    year = str(number.year) if number.year else None
    for size in range(min(4, len(letters)), 1, -1):
        found = canonical(f"省{letters[:size]}厅", region_code=row.code, level="province", date=year)
        form = found.form
        if form is None or form.number != 1 or not form.official.endswith("{body}"):
            continue
        centre = [f.official for f in functions()[form.function].forms if f.level == "national" and not f.valid_until]
        ending = next((_BODIES[name[-1]] for name in centre if name[-1] in _BODIES), None)
        return found.agency.name.removesuffix("厅") + ending if ending else None
    return None


def _chain(code: str) -> tuple[str, ...]:
    """The codes of the province, the city, the county that a place is or lies in."""
    return (*(row.code for row in regions.ancestors(code)), code)


def _place_in(name: str) -> str | None:
    found = regions.find_regions(name.removeprefix("中共"))
    return found[0][1].code if found and found[0][0].start == 0 else None


def _outranking(rows: Sequence[RegionRow]) -> RegionRow | None:
    """The only one of the highest level, of places that sign alike; never a county."""
    for level in ("province", "city"):
        if found := [row for row in rows if row.level == level]:
            return found[0] if len(found) == 1 else None
    return None


def _rank_reason(row: RegionRow, *, central: bool) -> str:
    if row.level == "province":
        return "中央文件引用，用此代字的省级只有它"
    return "中央文件引用，用此代字的市级只有它" if central else "本省用此代字的市级只有它，县级的别处很少引用"


def _common_level(rows: Sequence[RegionRow]) -> Level | None:
    levels = {row.level for row in rows}
    return levels.pop() if len(levels) == 1 and len(rows) > 1 else None  # one that was not chosen may be the wrong one


def _open_reason(number: DocNumber, hint: IssuerHint, rows: Sequence[RegionRow]) -> str:
    places = "、".join(row.name for row in rows[:3])
    return f"“{hint.place or number.code[0]}”可指{places}{'等' if len(rows) > 3 else ''}，印有该文号的文件不能分辨"
