"""From what documents print to what they mean: bodies, places, documents and duplicates, each decision with its reason.

Extraction finds, resolution decides. Everything here is a pure function of the set of records: their order, the time
and the machine make no difference. What stays open is a result too, with the reason why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.corpus import Corpus, Decision
from kg.resolving.agencies import entries_of, history_of, resolve_agencies
from kg.resolving.continuances import resolve_continuances
from kg.resolving.documents import merge_duplicates, resolve_citations, stubs_of
from kg.resolving.number_codes import IssuersByCode
from kg.resolving.versions import versions_of
from ontology import iri, regions
from ontology.agencies import canonical
from ontology.docnumber import parse
from ontology.model import Header, Record, Region, Remark


def resolve(records: Iterable[Record], *, base: str = iri.DEFAULT_BASE) -> Corpus:
    """The whole corpus, resolved: records by document IRI, cited documents, bodies, places, decisions.

    Raises :class:`DataError` for a base IRI that cannot be built on.
    """
    decisions: list[Decision] = []
    given = sorted(records, key=lambda r: (r.source.path, r.source.sha256, r.text))
    codes_in_use = IssuersByCode(given)
    placed = [_with_issuer(_placed(record, codes_in_use), codes_in_use) for record in given]
    unique = merge_duplicates(placed, base, decisions)
    unique = [_numbered(record) for record in unique]
    decisions += [decision for record in unique for decision in _region_decision(record, base)]
    unique = resolve_agencies(unique, base, decisions)
    unique = resolve_continuances(resolve_citations(unique, base, decisions))
    entries = entries_of(unique, base)
    changes, unseen, possibly_same = history_of(unique, base)
    known = {entry.agency.iri for entry in entries}
    added = [entry for entry in unseen if entry.agency.iri not in known]
    entries = tuple(sorted([*entries, *added], key=lambda entry: entry.agency.iri or ""))
    codes = {record.document.region.code for record in unique if record.document.region}
    codes |= {entry.agency.region for entry in entries if entry.agency.region}
    return Corpus(
        base=base,
        records=tuple(_with_region_iri(record, base) for record in unique),
        stubs=stubs_of(unique, base),
        agencies=entries,
        regions=_with_ancestors(codes, base),
        decisions=_once(decisions),
        changes=changes,
        possibly_same=possibly_same,
        versions=versions_of(unique),
    )


def resolve_source(records: Sequence[Record], *, base: str = iri.DEFAULT_BASE) -> tuple[Record, ...]:
    """The records of one source, resolved together, in their order."""
    resolved = {record.document.title: record for record in resolve(records, base=base).records}
    return tuple(resolved[record.document.title] for record in records)


def _placed(record: Record, codes: IssuersByCode) -> Record:
    """With the region and level that the header left open, where issuers or the number tell them."""
    head = record.document
    region = head.region or (None if head.level == "national" else _region_of(record, codes))
    then = _division_of_then(region, head) if region else None
    if then:
        region = Region(then.code, regions.full_name(then.code))
    level = then.level if then else head.level or (regions.level(region.code) if region else None)
    if level == "national" and region is None:
        region = Region(regions.NATION, "中华人民共和国")
    return replace(record, document=replace(head, region=region, level=level))


def _division_of_then(region: Region, head: Header) -> regions.RegionRow | None:
    """The division that had the place's name when the document was written, if it was another than today."""
    number = parse(head.number) if head.number else None
    date = head.date_signed or head.date_published
    year = int(date[:4]) if date and date[:4].isdigit() else number.year if number else None
    row = regions.as_of(region.code, year) if year else None
    return row if row and row.code != region.code else None


def _with_issuer(record: Record, codes: IssuersByCode) -> Record:
    """With the issuer that nothing but the code of the number tells, and the place: 宁政办发 in a document of 南京."""
    head = record.document
    number = parse(head.number) if head.number and not head.issuers else None
    found = codes.find(number, [head.region.code] if head.region else []) if number else None
    if found is None or found.name is None:
        return record
    agency = canonical(found.name, region_code=found.place or regions.NATION, level=found.level).agency
    remarks = [remark for remark in record.warnings if remark.code != "no-issuer"]
    told = Remark("issuer-inferred", f"未见落款，发文机关由发文字号推定：{found.reason}")
    return replace(record, document=replace(head, issuers=(agency,)), warnings=(*remarks, told))


def _region_of(record: Record, codes: IssuersByCode) -> Region | None:
    head = record.document
    for text in (*(issuer.name for issuer in head.issuers), head.title or "", head.cover_title or ""):
        found = regions.find_regions(text)
        if found and found[0][0].start == 0:
            return Region(found[0][1].code, regions.full_name(found[0][1].code))
    number = parse(head.number) if head.number else None
    place = codes.find(number).place if number else None
    return Region(place, regions.full_name(place)) if place else None


def _region_decision(record: Record, base: str) -> list[Decision]:
    region, home = record.document.region, record.document.iri or ""
    if region is None:
        return [Decision("region", home, record.document.title or home, None, "标题、落款和文号都没有指明地区")]
    reason = "全国性文件" if region.code == regions.NATION else "文件适用地区，依据文件头"
    return [Decision("region", home, region.name, iri.region_iri(region.code, base=base), reason)]


def _numbered(record: Record) -> Record:
    """With the IRIs of what the document consists of."""
    home = record.document.iri or ""
    return replace(
        record,
        measures=tuple(replace(m, iri=iri.measure_iri(home, m.id)) for m in record.measures),
        targets=tuple(replace(t, iri=iri.target_iri(home, t.id)) for t in record.targets),
    )


def _with_region_iri(record: Record, base: str) -> Record:
    region = record.document.region
    if region is None:
        return record
    named = replace(region, iri=iri.region_iri(region.code, base=base))
    return replace(record, document=replace(record.document, region=named))


def _with_ancestors(codes: set[str], base: str) -> tuple[Region, ...]:
    known = {code for code in codes if regions.region_by_code(code)}
    every = known | {row.code for code in known for row in regions.ancestors(code)}
    return tuple(Region(c, regions.full_name(c), iri.region_iri(c, base=base)) for c in sorted(every))


def _once(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """One decision for a mention of a kind in a document; a made one before an open one."""
    chosen: dict[tuple[str, str, str], Decision] = {}
    for decision in sorted(
        decisions, key=lambda d: (d.document, d.kind, d.mention, d.iri is None, d.iri or "", d.reason)
    ):
        chosen.setdefault((decision.document, decision.kind, decision.mention), decision)
    return tuple(chosen.values())
