"""Documents: which files are the same document, which document a citation means, what the corpus lacks."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from kg.corpus import Decision, Stub
from kg.resolving.number_codes import IssuersByCode
from ontology import iri, regions
from ontology.docnumber import parse
from ontology.document_kinds import is_of_the_centre, names_document
from ontology.model import Citation, Level, Record, Remark

_WRAPPED = re.compile(r"^(?P<issuer>.*?)关于(?:印发|转发|下发|发布|公布|批转)(?P<title>.+?)的?(?:通知|公告|决定)?$")
_ISSUER_BEFORE = re.compile(
    r"^.*?(?:人民政府(?:办公[厅室])?|政府办公[厅室]|国务院(?:办公厅)?|中共中央|[局厅委部会室]|办公室)(?=关于)"
)
_MARKS = re.compile(r"[\s、，,。．.；;：:“”\"'‘’《》<>〈〉（）()〔〕\[\]【】—\-–·]+")
# A document's own short name for another, (以下简称《方案》), or a bare kind of document.
_ALIAS = re.compile(
    r"《(?P<title>[^《》]{4,})》[^《》。]{0,40}?以下(?:统一)?简称[:：“\"]{0,2}《(?P<alias>[^《》]{2,20})》"
)
_BARE = re.compile(
    r"^(?:实施|行动|工作|总体|专项)?(?:意见|方案|规划|计划|办法|通知|纲要|措施|规定|条例|细则|决定|决议|要点|清单)$"
)
_NATIONAL_TITLE = re.compile(r"^(?:中华人民共和国|国务院|中共中央|国家|全国|中央)")

_COPY = "同一文件另见于"
NO_DOCUMENT = "书名号里的名称不以文种结尾，不作文件"
"""Why a citation leads nowhere that names a book or a film; the check-up passes over it."""

Occasion = tuple[str, str, str | None]
"""A way to cite a title, the day of signing, the code of the place."""


def merge_duplicates(records: Sequence[Record], base: str, decisions: list[Decision]) -> list[Record]:
    """One record for each document, with its IRI, by IRI; of several files the richest is kept and names the others."""
    groups: dict[str, list[Record]] = defaultdict(list)
    richest: dict[str, Record] = {}  # copies of one text, of which one may come with more of a header
    for record in sorted(records, key=_preference):
        richest.setdefault(record.source.text_sha256, record)
    numbered = _numbered_by_title(records)
    for record in records:
        known = richest[record.source.text_sha256]
        number = known.document.number or _number_elsewhere(known, numbered)
        groups[iri.document_iri(number=number, base=base) if number else document_address(known, base)].append(record)
    kept: list[Record] = []
    for address in sorted(groups):
        clusters = _clusters(groups[address])
        for position, cluster in enumerate(clusters):
            best, *others = sorted(cluster, key=_preference)
            own = address if position == 0 else _untold(best, base)
            if position:
                reason = f"文号与“{clusters[0][0].document.title}”相同而标题不同，另立一份"
                decisions.append(Decision("merge", own, best.document.number or best.source.path, None, reason))
            kept.append(_merged(best, others, own, decisions))
    return sorted(kept, key=lambda record: record.document.iri or "")


def document_address(record: Record, base: str) -> str:
    """The IRI of a document: its number, else title, issuer and date, else the name and hash of its file."""
    head = record.document
    if head.number:
        return iri.document_iri(number=head.number, base=base)
    title = head.title or head.cover_title
    if title:
        issuer = head.issuers[0].name if head.issuers else None
        date = head.date_signed or head.date_published
        return iri.document_iri(title=title, issuer=issuer, date=date, base=base)
    return iri.document_iri(title=PurePosixPath(record.source.path).stem, date=record.source.sha256, base=base)


def _numbered_by_title(records: Iterable[Record]) -> dict[Occasion, set[str]]:
    """The numbers of documents by title, day and place."""
    found: dict[Occasion, set[str]] = defaultdict(set)
    for record in records:
        if record.document.number:
            for occasion in _occasions(record):
                found[occasion].add(str(parse(record.document.number) or record.document.number))
    return found


def _number_elsewhere(record: Record, numbered: dict[Occasion, set[str]]) -> str | None:
    """The number of a document that other sites print without it: title, day and place tell which one it is."""
    numbers = set().union(*(numbered.get(occasion, set()) for occasion in _occasions(record)))
    return numbers.pop() if len(numbers) == 1 else None


def _occasions(record: Record) -> set[Occasion]:
    head = record.document
    if not head.date_signed:
        return set()
    place = head.region.code if head.region else None
    keys = title_keys(head.title) | title_keys(head.cover_title)
    return {(key, head.date_signed, place) for key in keys}


def resolve_citations(records: Sequence[Record], base: str, decisions: list[Decision]) -> list[Record]:
    """The records with the IRI of every cited document, in the corpus or not."""
    index = _Index(records, base)
    resolved = []
    for record in records:
        home = record.document.iri or ""
        aliases = {m["alias"]: m["title"] for m in _ALIAS.finditer(record.text)}
        citations = []
        for citation in record.citations:
            address, reason = index.find(citation, record, aliases)
            decisions.append(Decision("document", home, citation.text, address, reason))
            citations.append(replace(citation, iri=address))
        resolved.append(replace(record, citations=tuple(citations)))
    return resolved


def stubs_of(records: Sequence[Record], base: str) -> tuple[Stub, ...]:
    """The documents that are cited and not in the corpus, with what their citations tell."""
    present = {record.document.iri for record in records}
    cited: dict[str, list[tuple[str, Citation]]] = defaultdict(list)
    for record in records:
        for citation in record.citations:
            if citation.iri and citation.iri not in present:
                cited[citation.iri].append((record.document.iri or "", citation))
    issuers = IssuersByCode(records)
    places = {r.document.iri or "": r.document.region.code for r in records if r.document.region}
    stubs = [_stub(address, cited[address], issuers, places) for address in sorted(cited)]
    local = tuple(s.title for s in stubs if s.title and s.level not in (None, "national"))
    return tuple(_with_level(stub, local) for stub in stubs)


class _Index:
    """What a citation can be found by: numbers, and titles in all the ways they are cited."""

    def __init__(self, records: Sequence[Record], base: str) -> None:
        self.base = base
        self.places = {r.document.iri or "": r.document.region.code if r.document.region else None for r in records}
        self.titles: dict[str, set[str]] = defaultdict(set)
        self.numbers: dict[str, str] = {}
        for record in records:
            head = record.document
            if head.number:
                self.numbers[iri.document_iri(number=head.number, base=base)] = head.iri or ""
            for title in (head.title, head.cover_title):
                for key in title_keys(title):
                    self.titles[key].add(head.iri or "")
        self.numbered: dict[str, set[str]] = defaultdict(set)  # titles cited with a number, once at least
        for citation in (c for r in records for c in r.citations):
            if citation.number:
                for key in title_keys(citation.title):
                    self.numbered[key].add(iri.document_iri(number=citation.number, base=base))

    def find(self, citation: Citation, record: Record, aliases: dict[str, str]) -> tuple[str | None, str]:
        """The IRI that a citation means, None for one that names nothing; and why."""
        home = record.document.iri or ""
        if citation.number:
            address = iri.document_iri(number=citation.number, base=self.base)
            known = self.numbers.get(address)
            return (known, "文号相同") if known else (address, "文号所指文件未收录")
        title = aliases.get(citation.title or "", citation.title)
        if not title or _BARE.match(title):
            return None, "只有文种，未说明是哪一份文件"
        keys = title_keys(title)
        hits = set().union(*(self.titles.get(key, set()) for key in keys))
        if citation.relation == "issues" and home in hits:
            return home, "本通知印发的文件"
        if len(hits) > 1:
            hits = self._nearest(hits, self.places.get(home))
        if len(hits) == 1:
            return hits.pop(), "标题相同" if title == citation.title else f"简称，全称为《{title}》"
        numbered = set().union(*(self.numbered.get(key, set()) for key in keys))
        if len(numbered) == 1:
            address = numbered.pop()
            return self.numbers.get(address, address), "另有引用注明其文号"
        if not hits and citation.relation == "cites" and not citation.issuer and not names_document(title):
            return None, NO_DOCUMENT
        address = iri.document_iri(title=title, issuer=citation.issuer, base=self.base)
        return address, "标题相同的文件不止一份，按标题另立" if hits else "标题所指文件未收录"

    def _nearest(self, hits: set[str], place: str | None) -> set[str]:
        """Of several documents of one title, that of the citing document's own place, else of the places above it."""
        if place is None:
            return hits
        for code in (place, *(row.code for row in reversed(regions.ancestors(place)))):
            local = {hit for hit in hits if self.places.get(hit) == code}
            if local:
                return local
        return hits


def title_keys(title: str | None) -> set[str]:
    """The ways a title is cited: as it is, without 关于印发…的通知 around it, without the issuer before it.

    >>> sorted(title_keys("云河市人民政府关于印发云河市数字经济方案的通知"))
    ['云河市人民政府关于印发云河市数字经济方案的通知', '云河市数字经济方案', '关于印发云河市数字经济方案的通知']
    """
    if not title:
        return set()
    plain = unicodedata.normalize("NFKC", title)
    ways = {plain, _ISSUER_BEFORE.sub("", plain)}
    wrapped = _WRAPPED.match(plain)
    if wrapped and len(wrapped["title"]) > 5:
        ways.add(wrapped["title"])
    return {key for key in (_MARKS.sub("", way) for way in ways) if len(key) > 3}


def _clusters(records: list[Record]) -> list[list[Record]]:
    """Records of one number parted by title: those that share a title, or lack one, are the same document.

    The policies that one source prints are never the same document; the one printed first keeps the number to itself.
    """
    clusters: list[list[Record]] = []
    for record in sorted(records, key=_preference):
        known = next((members for members in clusters if _are_one(members, record)), None)
        if known is None:
            clusters.append([record])
        else:
            known.append(record)
    paths = [{member.source.path for member in members} for members in clusters]
    if sum(map(len, paths)) > len(set().union(*paths)):
        clusters.sort(key=lambda members: min(_title_place(member) for member in members))
    return clusters


def _are_one(members: Sequence[Record], record: Record) -> bool:
    if any(member.source.path == record.source.path for member in members):
        return False
    keys = title_keys(record.document.title)
    titled = [title_keys(member.document.title) for member in members if member.document.title]
    if keys and titled and any(keys & known for known in titled):
        return True
    if any(member.source.text_sha256 == record.source.text_sha256 for member in members):
        return True
    keys |= title_keys(record.document.cover_title)
    known = set().union(*titled, *(title_keys(member.document.cover_title) for member in members))
    return not keys or not known or bool(keys & known)


def _title_place(record: Record) -> int:
    return next((field.span.start for field in record.document.evidence if field.name == "title"), 0)


def _preference(record: Record) -> tuple[int, str, str]:
    """The fullest of several copies first."""
    return -_wealth(record), record.source.path, record.source.sha256


def _wealth(record: Record) -> int:
    """How much was read."""
    facts = len(record.measures) + len(record.responsibilities) + len(record.targets) + len(record.citations)
    head = record.document
    filled = (head.title, head.cover_title, head.number, head.date_signed, head.date_published, head.index_number)
    return facts * 10 + sum(value is not None for value in filled)


def _merged(best: Record, others: Sequence[Record], address: str, decisions: list[Decision]) -> Record:
    # The fullest copy need not be the one that shows the number.
    number = next((r.document.number for r in (best, *others) if r.document.number), None)
    record = replace(best, document=replace(best.document, iri=address, number=number))
    # A record that was resolved before has its copies in its remarks only.
    before = [
        r.message.removeprefix(_COPY) for r in best.warnings if r.code == "duplicate" and r.message.startswith(_COPY)
    ]
    paths = sorted({other.source.path for other in others} - set(before))
    sources = {*best.copies, *(source for other in others for source in (other.source, *other.copies))}
    decisions += [
        Decision("merge", address, path, address, f"与{best.source.path}为同一文件，取内容最全的一份")
        for path in sorted([*paths, *before])
    ]
    remarks = tuple(Remark("duplicate", _COPY + path) for path in paths)
    copies = tuple(sorted(sources, key=lambda source: (source.path, source.sha256)))
    return replace(record, warnings=(*record.warnings, *remarks), copies=copies)


def _untold(record: Record, base: str) -> str:
    """An IRI that does not build on the number, which another document bears too."""
    head = record.document
    issuer = head.issuers[0].name if head.issuers else None
    title = f"{head.title or head.cover_title} {head.number}"
    return iri.document_iri(title=title, issuer=issuer, date=head.date_signed or head.date_published, base=base)


def _stub(
    address: str, citing: Iterable[tuple[str, Citation]], issuers: IssuersByCode, places: Mapping[str, str]
) -> Stub:
    cited = sorted(citing, key=lambda pair: (pair[0], pair[1].span))
    titles = [citation.title for _, citation in cited if citation.title]
    number = next((citation.number for _, citation in cited if citation.number), None)
    issuer = next((citation.issuer for _, citation in cited if citation.issuer), None)
    parsed = parse(number) if number else None
    homes = sorted({places[home] for home, _ in cited if home in places})
    found = issuers.find(parsed, homes) if parsed else None
    title = min(titles, key=lambda t: (-titles.count(t), -len(t), t)) if titles else None
    return Stub(
        iri=address,
        title=title,
        number=number,
        issuer=issuer or (found.name if found else None),
        level=(found.level if found else None) or _level_of(issuer or title or ""),
        year=parsed.year if parsed else None,
        cited_by=tuple(sorted({home for home, _ in cited})),
        reason=found.reason if found else None,
    )


def _with_level(stub: Stub, local: Sequence[str]) -> Stub:
    """With the level of a 条例 or 法 that names no place, unless it is short for one that does (江苏省信息化条例)."""
    title = stub.title
    if stub.level or not title or not is_of_the_centre(title) or regions.find_regions(title):
        return stub
    return stub if any(other.endswith(title) for other in local) else replace(stub, level="national")


def _level_of(name: str) -> Level | None:
    if _NATIONAL_TITLE.match(name):
        return "national"
    found = regions.find_regions(name)
    return found[0][1].level if found and found[0][0].start == 0 else None
