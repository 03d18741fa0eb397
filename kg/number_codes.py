"""Who issued a document of which only the number is known: by its letters, and by documents that bear them too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ontology import regions
from ontology.agencies import canonical, functions
from ontology.docnumber import DocNumber, IssuerHint, issuer_of, parse
from ontology.model import Level, Record

_OFFICES = {"government": "人民政府", "office": "人民政府办公厅"}
_BODIES = {"部": "厅", "会": "委员会", "局": "局"}


def known_codes(records: Iterable[Record]) -> dict[str, IssuerHint]:
    """What the corpus tells of the letters of numbers: 云政办发 is 云河市人民政府办公室, if every document says so."""
    seen: dict[str, set[tuple[str, Level | None]]] = defaultdict(set)
    for record in records:
        number = parse(record.document.number) if record.document.number else None
        if number and record.document.issuers:
            seen[number.code].add((record.document.issuers[0].name, record.document.level))
    hints = {code: issuer_of(code) for code in sorted(seen)}
    return {
        code: IssuerHint(level, hints[code].kind, hints[code].place, name)
        for code, found in seen.items()
        if len(found) == 1
        for name, level in found
    }


def issuer_by_code(number: DocNumber, known: Mapping[str, IssuerHint]) -> IssuerHint:
    """What is known of the issuer: from the letters alone, else from the corpus (see :func:`known_codes`).

    >>> issuer_by_code(parse("粤工信信软〔2020〕37号"), {}).name
    '广东省工业和信息化厅'
    """
    hint = issuer_of(number.code)
    if hint.name is None and number.code in known:
        return known[number.code]
    row = regions.province_by_abbreviation(hint.place) if hint.place else None
    # A region of the user's own, which the table of letters cannot hold; others are there, or shared with a city.
    if row and row.abbreviation and hint.level is None:
        name = row.name + _OFFICES[hint.kind] if hint.kind in _OFFICES else None
        return IssuerHint("province", hint.kind, hint.place, name)
    if row and hint.level == "province" and hint.kind == "agency" and row.code not in regions.DIRECT_MUNICIPALITIES:
        return IssuerHint("province", hint.kind, hint.place, _department(number, row))
    return hint


def _department(number: DocNumber, row: regions.RegionRow) -> str | None:
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
