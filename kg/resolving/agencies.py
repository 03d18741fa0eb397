"""Bodies: printed names to bodies with IRIs, the members of groups, and what belongs to whom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.corpus import AgencyChange, AgencyEntry, Decision, OpenIdentity
from kg.resolving.agency_history import Key, Sighting, Standing, changes_of, open_identities, standings, with_renamings
from ontology import iri, regions
from ontology.agencies import Identified, canonical, functions, office_of
from ontology.docnumber import parse
from ontology.model import Agency, Level, Record
from ontology.regions import RegionRow

_SPECIFIC = "有关", "相关", "部分"
_GOVERNMENTS = re.compile(r"各(?P<places>[^\u653f]*?)(?:人民政府|政府)?$")
_ABOVE_COUNTIES = frozenset("市州盟")
_COUNTIES = frozenset("县区旗")


def resolve_agencies(records: Sequence[Record], base: str, decisions: list[Decision]) -> list[Record]:
    """The records with issuers and responsibilities resolved; every distinct name adds a decision."""
    seen = sightings(records)
    known = standings(seen.values())
    resolved = []
    for record in records:
        home = record.document.iri or ""
        agencies = {
            surface: _named(record, seen[home, surface].found, known, base) for surface in sorted(set(_names(record)))
        }
        for surface, agency in agencies.items():
            open_group = agency.kind == "group" and not _members(agency)
            reason = _reason(seen[home, surface], known)
            decisions.append(Decision("agency", home, surface, None if open_group else agency.iri, reason))
        resolved.append(
            replace(
                record,
                document=replace(
                    record.document, issuers=tuple(agencies[issuer.name] for issuer in record.document.issuers)
                ),
                responsibilities=tuple(
                    replace(part, agency=agencies[part.surface]) for part in record.responsibilities
                ),
            )
        )
    return resolved


def sightings(records: Sequence[Record]) -> dict[tuple[str, str], Sighting]:
    """What every printed name means, by the IRI of its document and the name."""
    seen: dict[tuple[str, str], Sighting] = {}
    known: dict[tuple[str, str | None, Level | None, str | None], Identified] = {}  # offices recur in every document
    for record in records:
        head, date = record.document, _date(record)
        region = head.region.code if head.region else None
        own: Identified | None = None  # who alone issues the document
        for surface in dict.fromkeys(_names(record)):
            key = (surface, region, head.level, date and date[:4])  # a year is all that canonical asks a date for
            if key not in known:
                known[key] = canonical(surface, region_code=region, level=head.level, date=date)
            if len(head.issuers) == 1 and surface == head.issuers[0].name:
                own = known[key]
            found = (own and office_of(surface, own.agency)) or known[key]
            seen[head.iri or "", surface] = Sighting(head.iri or "", date, surface, found)
    return with_renamings(seen)


def history_of(
    records: Sequence[Record], base: str
) -> tuple[tuple[AgencyChange, ...], tuple[AgencyEntry, ...], tuple[OpenIdentity, ...]]:
    """The reforms that resolved records show, the bodies between that none names, the pairs that may be one."""
    addresses = {
        (record.document.iri or "", name): agency.iri or ""
        for record in records
        for name, agency in (
            *((issuer.name, issuer) for issuer in record.document.issuers),
            *((part.surface, part.agency) for part in record.responsibilities if part.agency),
        )
    }
    named = [(sighting, addresses[key]) for key, sighting in sorted(sightings(records).items()) if key in addresses]
    changes, unseen = changes_of(named, base)
    return changes, tuple(AgencyEntry(body, ()) for body in unseen), open_identities(named, changes)


def entries_of(records: Sequence[Record], base: str) -> tuple[AgencyEntry, ...]:
    """Every body of the corpus by IRI, with its printed names, the members of groups, and governments above."""
    seen: dict[str, list[tuple[str, Agency]]] = {}
    surfaces: dict[str, set[str]] = {}
    for record in records:
        date = record.document.date_signed or record.document.date_published or ""
        pairs = [(issuer, issuer.name) for issuer in record.document.issuers]
        pairs += [(part.agency, part.surface) for part in record.responsibilities if part.agency]
        for agency, surface in pairs:
            seen.setdefault(agency.iri or "", []).append((date, agency))
            surfaces.setdefault(agency.iri or "", set()).update({surface, agency.name})
    bodies = {key: _latest(named) for key, named in seen.items()}
    members = {key: tuple(_government(row, base) for row in _members(agency)) for key, agency in bodies.items()}
    wholes = {(agency.name, agency.function, agency.region): agency for agency in bodies.values()}
    parents = {key: _whole(agency, wholes) or _parent(agency, base) for key, agency in bodies.items()}
    derived = {a.iri or "": a for group in members.values() for a in group}
    derived |= {a.iri or "": a for a in parents.values() if a}
    for key in derived.keys() - bodies.keys():
        bodies[key] = derived[key]
        parents[key] = None
    return tuple(
        AgencyEntry(
            bodies[key],
            tuple(sorted(surfaces.get(key, ()))),
            tuple(sorted(a.iri or "" for a in members.get(key, ()))),
            _iri_of(parents[key]),
        )
        for key in sorted(bodies)
    )


def _date(record: Record) -> str | None:
    """When the document was written, as far as dates or number tell."""
    head = record.document
    number = parse(head.number) if head.number else None
    return head.date_signed or head.date_published or (str(number.year) if number and number.year else None)


def _names(record: Record) -> list[str]:
    return [*(issuer.name for issuer in record.document.issuers), *(part.surface for part in record.responsibilities)]


def _named(record: Record, found: Identified, known: Mapping[tuple[Key, str], Standing], base: str) -> Agency:
    """The body with its IRI: function and region where they identify it, its name elsewhere."""
    agency = found.agency
    place = agency.region or (record.document.region.code if record.document.region else None)
    standing = _standing(found, known)
    if standing and standing.principal:
        address = iri.agency_iri(function=agency.function, region_code=agency.region, base=base)
    elif agency.kind == "group" or (agency.region is None and agency.function):
        # The same words mean others elsewhere: 各县区人民政府, or 市科技局 in a document of a province.
        address = iri.agency_iri(name=agency.name, region_code=place, base=base)
    else:
        address = iri.agency_iri(name=agency.name, base=base)
    return replace(agency, iri=address)


def _standing(found: Identified, known: Mapping[tuple[Key, str], Standing]) -> Standing | None:
    agency = found.agency
    if not (found.one_in_place and agency.function and agency.region):
        return None
    return known.get(((agency.function, agency.region), agency.name))


def _reason(sighting: Sighting, known: Mapping[tuple[Key, str], Standing]) -> str:
    """Why the name means its body, and why that is one with bodies of other names, or is not."""
    standing = _standing(sighting.found, known)
    return "；".join(filter(None, (sighting.found.reason, standing.reason if standing else None)))


def _latest(named: Sequence[tuple[str, Agency]]) -> Agency:
    """The name of the newest document; among equals the most frequent, then the first in order."""
    newest = max(date for date, _ in named)
    recent = [agency for date, agency in named if date == newest]
    return min(recent, key=lambda a: (-recent.count(a), a.name))


def _members(agency: Agency) -> tuple[RegionRow, ...]:
    """The places whose governments a group is made of, where its name says all of them."""
    match = _GOVERNMENTS.search(agency.name) if agency.kind == "group" else None
    if match is None or any(word in agency.name for word in _SPECIFIC):
        return ()
    places = re.sub(r"[级设属、/,，()（）\s]|自治|直辖|新", "", match["places"])
    if not places or set(places) - {"省", *_ABOVE_COUNTIES, *_COUNTIES}:
        return ()
    if agency.region is None:
        return tuple(row for row in _provinces() if "省" in places)
    below = regions.children(agency.region)
    if regions.level(agency.region) == "province" and agency.region not in regions.DIRECT_MUNICIPALITIES:
        cities = below if _ABOVE_COUNTIES & set(places) else ()
        counties = [c for row in below for c in regions.children(row.code)] if _COUNTIES & set(places) else []
        return (*cities, *counties)
    return below if (_COUNTIES | _ABOVE_COUNTIES) & set(places) else ()


def _provinces() -> tuple[RegionRow, ...]:
    rows = (regions.region_by_code(f"{number:02d}0000") for number in range(11, 66))
    return tuple(row for row in rows if row)


def _government(row: RegionRow, base: str) -> Agency:
    found = canonical(row.name + "人民政府", region_code=row.code, level=row.level).agency
    return replace(
        found,
        region=row.code,
        function="government",
        kind="government",
        iri=iri.agency_iri(function="government", region_code=row.code, base=base),
    )


def _whole(agency: Agency, bodies: Mapping[tuple[str, str | None, str | None], Agency]) -> Agency | None:
    """The department of the corpus that an office or a branch of it is named after: 云河市公安局交警支队."""
    if agency.function is None or agency.kind == "group":
        return None
    starts = (agency.name[:end] for end in range(len(agency.name) - 1, len("市委"), -1))
    return next((w for start in starts if (w := bodies.get((start, agency.function, agency.region)))), None)


def _parent(agency: Agency, base: str) -> Agency | None:
    """The government, or the party committee, that a department belongs to."""
    info = functions().get(agency.function or "")
    row = regions.region_by_code(agency.region or "")
    if info is None or row is None or row.code == regions.NATION or agency.kind == "group":
        return None
    if info.id == "government-office" or (info.family == "department-bodies" and agency.kind == "agency"):
        return _government(row, base)
    if info.family == "party-bodies" and info.id != "party-committee":
        found = canonical(f"中共{row.name}委员会", region_code=row.code, level=row.level).agency
        address = iri.agency_iri(function="party-committee", region_code=row.code, base=base)
        return replace(found, iri=address, function="party-committee", region=row.code, kind="party")
    return None


def _iri_of(agency: Agency | None) -> str | None:
    return agency.iri if agency else None
