"""Which names of one function in one place are one body, which succeeded which in a reform, and what stays open.

The lexicon (``agencies.ttl``) says which name forms ended in which year and which function took another over. From
that and from where the names are printed follows, for every place and function:

- names of the same time that differ by spelling, or by 局 and 委 only, are one body;
- a name that a reform ended is a body of its own; where its successor is in the corpus too, an :class:`AgencyChange`
  joins the two, over the body that stood between them if no document names that (银监局, 银保监局, 金融监管局);
- names that could be one body or two are left apart and listed as :class:`OpenIdentity`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.corpus import AgencyChange, OpenIdentity
from ontology import iri
from ontology.agencies import Identified, body_of, functions
from ontology.model import Agency

Key = tuple[str, str]
"""A function and the code of a place."""

_GRACE = 1  # years: local bodies are reformed later than the ministries whose dates agencies.ttl gives
_SUBORDINATE = re.compile(r"[局厅].+(?:局|支队|总队|大队|处|所|中心)$")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One printed name in one document, and what it was found to mean."""

    document: str  # IRI
    date: str | None  # ISO, as far as it is known
    surface: str
    found: Identified

    @property
    def key(self) -> Key | None:
        """Function and place, where both are known."""
        agency = self.found.agency
        return (agency.function, agency.region) if agency.function and agency.region else None

    @property
    def year(self) -> int | None:
        """The year of the document."""
        return int(self.date[:4]) if self.date and self.date[:4].isdigit() else None

    @property
    def ended(self) -> int | None:
        """The last year of the name, for one that a reform ended."""
        return self.found.form.valid_until if self.found.form else None

    @property
    def in_time(self) -> bool:
        """Whether the name was in use when the document was written."""
        return self.year is None or self.ended is None or self.year <= self.ended + _GRACE


@dataclass(frozen=True, slots=True)
class Standing:
    """What a name is among those of its function and place.

    ``principal``: it means the body that function and place identify; otherwise it is a body known by its name.
    """

    principal: bool
    reason: str | None = None  # why it is one with the others, or apart from them


def with_renamings(seen: Mapping[tuple[str, str], Sighting]) -> dict[tuple[str, str], Sighting]:
    """The sightings; a name that gave way to another, in places that made the reform, with the year it ended there.

    大数据局 goes on in one city and is 数据局 in the next: it ended where documents name the one first and then the
    other, and none names both.
    """
    forms: dict[Key, dict[int, list[Sighting]]] = defaultdict(lambda: defaultdict(list))
    for sighting in seen.values():
        if sighting.key and sighting.found.form and sighting.found.one_in_place:
            forms[sighting.key][sighting.found.form.number].append(sighting)
    return {key: _renamed(sighting, forms) for key, sighting in seen.items()}


def _renamed(sighting: Sighting, forms: Mapping[Key, Mapping[int, list[Sighting]]]) -> Sighting:
    form = sighting.found.form
    if sighting.key is None or form is None or form.renamed_to is None or not sighting.found.one_in_place:
        return sighting
    former, later = forms[sighting.key][form.number], forms[sighting.key].get(form.renamed_to, ())
    years = [s.year for s in (*former, *later)]
    if not later or None in years or max(map(_when, former)) >= min(map(_when, later)):
        return sighting
    if {s.document for s in former} & {s.document for s in later}:
        return sighting
    began = next((s.found.form.valid_from for s in later if s.found.form), None) or 0
    ended = max(began, *(s.year or 0 for s in former))
    return replace(sighting, found=sighting.found._replace(form=replace(form, valid_until=ended)))


def standings(sightings: Iterable[Sighting]) -> dict[tuple[Key, str], Standing]:
    """The standing of every name that function and place would identify, by key and name."""
    found: dict[tuple[Key, str], Standing] = {}
    for key, names in _by_key(s for s in sightings if s.found.one_in_place).items():
        current = _current(names)
        found |= {(key, name): Standing(False, _ended_reason(names[name])) for name in names.keys() - current.keys()}
        if _crowded(current):
            found |= {(key, name): standing for name, standing in _apart(current).items()}
            continue
        clusters = _clusters(current)
        for position, cluster in enumerate(clusters):
            for name in cluster:
                found[key, name] = Standing(position == 0, _one_reason(name, cluster, current))
    return found


def changes_of(named: Sequence[tuple[Sighting, str]], base: str) -> tuple[tuple[AgencyChange, ...], tuple[Agency, ...]]:
    """The reforms that the corpus shows both sides of, and the bodies between that no document names.

    ``named`` pairs every sighting with the IRI of its body.
    """
    addresses = {(s.key, s.found.agency.name): address for s, address in named}
    groups = _by_key(s for s, _ in named if s.found.one_in_place)
    changes, unseen = set[AgencyChange](), dict[str, Agency]()
    for key, names in sorted(groups.items()):
        for name in sorted(names.keys() - _current(names).keys()):
            ended = _ended(names[name])
            before = [s for s in names[name] if s.ended is not None and s.in_time]
            later = _later(key, ended, groups) if before else None
            if later is None:
                continue
            after, successor, new_key = later
            address, target = addresses[key, name], addresses[new_key, successor]
            if address == target:
                continue
            last, first = max(before, key=_when), min(after, key=_when)
            documents = tuple(dict.fromkeys((last.document, first.document)))
            between = _between(key, ended, after)
            if between is None:
                changes.add(AgencyChange(address, target, ended, _told(name, successor, ended), documents))
                continue
            middle, until = between
            middle_address = iri.agency_iri(name=middle.name, base=base)
            unseen[middle_address] = replace(middle, iri=middle_address)
            for one, other, year, what in (
                (address, middle_address, ended, _told(name, middle.name, ended)),
                (middle_address, target, until, _told(middle.name, successor, until)),
            ):
                reason = f"{what}；“{middle.name}”未见于文件，依改革年份补出"
                changes.add(AgencyChange(one, other, year, reason, documents))
    return tuple(sorted(changes, key=lambda c: (c.former, c.later))), tuple(unseen[key] for key in sorted(unseen))


def _told(former: str, later: str, year: int) -> str:
    return f"“{former}”由“{later}”承接：{year}年前后的机构改革"


def _between(key: Key, ended: int, after: Sequence[Sighting]) -> tuple[Agency, int] | None:
    """The body that took over then and ended in a later reform, before the one that ``after`` names; its end."""
    function, place = key
    info = functions().get(function)
    known = {s.found.form for s in after}
    then = min((s.ended for s in after if s.ended is not None), default=9999)
    stages = [
        (-(bool(form.level) + 2 * bool(form.regions)), form.number, form.valid_until, body)
        for form in (info.forms if info else ())
        if form.valid_from is not None and form.valid_until is not None and form not in known and not form.besides
        if ended <= form.valid_from and ended < form.valid_until < then
        if (body := body_of(form, place)) is not None
    ]
    if not stages:
        return None
    *_, until, middle = min(stages, key=lambda stage: stage[:2])  # the form that says most of level and place
    return middle, until


def open_identities(named: Sequence[tuple[Sighting, str]], changes: Sequence[AgencyChange]) -> tuple[OpenIdentity, ...]:
    """Pairs of bodies of one function and place that may be one: never named side by side, not joined by a reform."""
    told = {frozenset((change.former, change.later)) for change in changes}
    bodies: dict[Key, dict[str, list[Sighting]]] = defaultdict(lambda: defaultdict(list))
    for sighting, address in named:
        if sighting.key and _may_be_compared(sighting):
            bodies[sighting.key][address].append(sighting)
    found = []
    for _, members in sorted(bodies.items()):
        addresses = sorted(members)
        for position, first in enumerate(addresses):
            for second in addresses[position + 1 :]:
                reason = _open_reason(members[first], members[second])
                if reason and frozenset((first, second)) not in told:
                    documents = {s.document for s in (*members[first], *members[second])}
                    found.append(OpenIdentity(first, second, reason, tuple(sorted(documents))))
    return tuple(found)


def _by_key(sightings: Iterable[Sighting]) -> dict[Key, dict[str, list[Sighting]]]:
    groups: dict[Key, dict[str, list[Sighting]]] = defaultdict(lambda: defaultdict(list))
    for sighting in sightings:
        if sighting.key:
            groups[sighting.key][sighting.found.agency.name].append(sighting)
    return {key: dict(names) for key, names in groups.items()}


def _current(names: Mapping[str, list[Sighting]]) -> dict[str, list[Sighting]]:
    """The names that no reform ended, or that go on all the same: printed later as a name in use, or spelt alike.

    A name from before the reform does not go on where the place has one from after it: printed late, it is a slip.
    """
    ended = {name for name, seen in names.items() if any(s.ended is not None for s in seen)}
    current = names.keys() - ended or {n for n in ended if any(s.ended is None for s in names[n])}
    spellings = {_spelling(name) for name in current}
    return {name: seen for name, seen in names.items() if name in current or _spelling(name) in spellings}


def _apart(names: Mapping[str, list[Sighting]]) -> dict[str, Standing]:
    """Two bodies at least: that of the most usual form is the principal one, names that fit it go with it."""
    first, *others = sorted(names, key=lambda n: (_form_number(names[n]), n))
    fitting = [first, *(name for name in others if _joins(first, names[first], name, names[name]))]
    told = {name: Standing(True, _one_reason(name, fitting, names)) for name in fitting}
    apart = Standing(False, f"与“{first}”在同一份文件中并列，为另一机构")
    return told | dict.fromkeys((name for name in others if name not in told), apart)


def _crowded(names: Mapping[str, list[Sighting]]) -> bool:
    """Whether one document names two bodies: 市城市管理局 and 市综合行政执法局.

    A name whose characters another contains is a shorter way to say it, not a second body.
    """
    in_document: dict[str, set[str]] = defaultdict(set)
    for name, seen in names.items():
        for sighting in seen:
            in_document[sighting.document].add(name)
    return any(not _nested(a, b) for distinct in in_document.values() for a in distinct for b in distinct)


def _clusters(names: Mapping[str, list[Sighting]]) -> list[list[str]]:
    """Names parted into bodies, that of the most usual form first; names join by spelling or by the form they fill."""
    clusters: list[list[str]] = []
    for name in sorted(names, key=lambda n: (_form_number(names[n]), n)):
        joined = [c for c in clusters if any(_joins(name, names[name], other, names[other]) for other in c)]
        merged = [other for cluster in joined for other in cluster] + [name]
        clusters = [merged, *(c for c in clusters if c not in joined)] if joined else [*clusters, merged]
    return sorted(clusters, key=lambda c: min((_form_number(names[n]), n) for n in c))


def _joins(name: str, seen: Sequence[Sighting], other: str, others: Sequence[Sighting]) -> bool:
    return _nested(name, other) or bool(_forms(seen) & _forms(others))


def _forms(seen: Sequence[Sighting]) -> set[int]:
    return {s.found.form.number for s in seen if s.found.form}


def _form_number(seen: Sequence[Sighting]) -> int:
    return min(_forms(seen), default=0)


def _one_reason(name: str, cluster: Sequence[str], names: Mapping[str, list[Sighting]]) -> str | None:
    """Why a name is one with the first of its cluster."""
    first = min(cluster, key=lambda n: (_form_number(names[n]), n))
    if name == first:
        return None
    if _nested(name, first):
        return f"与“{first}”为同一机构：同一地区同一职能，名称只有繁简之别"
    if _forms(names[name]) & _forms(names[first]):
        return f"与“{first}”为同一机构：同一地区同一职能，只是局、委之别"
    return f"与“{first}”为同一机构：同一地区同一职能，另有名称介乎其间"


def _ended(seen: Sequence[Sighting]) -> int:
    return max((s.ended for s in seen if s.ended is not None), default=0)


def _ended_reason(seen: Sequence[Sighting]) -> str:
    return f"{_ended(seen)}年机构改革前的名称，为改革前的机构"


def _later(
    key: Key, ended: int, groups: Mapping[Key, Mapping[str, list[Sighting]]]
) -> tuple[list[Sighting], str, Key] | None:
    """What came after bodies of this function that ended then: where it is named, its name, its function and place."""
    seen_functions: set[str] = set()
    function: str | None = key[0]
    while function and function not in seen_functions:
        seen_functions.add(function)
        here = (function, key[1])
        names = groups.get(here, {})
        current = _current(names)
        next_ones = {_ended(names[n]): n for n in sorted(names.keys() - current.keys()) if _ended(names[n]) > ended}
        if next_ones:
            name = next_ones[min(next_ones)]
            return names[name], name, here
        if current:
            if _crowded(current):
                return None  # which of the two took over, the names do not tell
            cluster = _clusters(current)[0]
            after = [s for name in cluster for s in current[name]]
            return after, min(cluster, key=lambda n: (_form_number(current[n]), n)), here
        info = functions().get(function)
        function = info.successor if info else None
    return None


def _when(sighting: Sighting) -> tuple[str, str]:
    return sighting.date or "", sighting.document


def _may_be_compared(sighting: Sighting) -> bool:
    """A department, whole, and not one that a place may have besides another of its function."""
    found = sighting.found
    info = functions().get(found.agency.function or "")
    return (
        found.agency.kind in ("agency", "party")
        and info is not None
        and info.kind == found.agency.kind
        and not (found.form and found.form.besides)
        and (found.form is not None or not _SUBORDINATE.search(found.agency.name))
    )


def _open_reason(first: Sequence[Sighting], second: Sequence[Sighting]) -> str | None:
    """Why two bodies of one function and place may be one; None when they cannot, or when a reform parts them."""
    if {s.document for s in first} & {s.document for s in second}:
        return None
    names = [max(seen, key=_when).found.agency.name for seen in (first, second)]
    both = f"“{names[0]}”与“{names[1]}”同属一地、职能相同，未见于同一份文件"
    ended = [all(s.ended is not None for s in seen) for seen in (first, second)]
    late = [s for seen in (first, second) for s in seen if not s.in_time]
    if any(ended) and not all(ended):
        if not late:
            return None
        last = max(late, key=_when)
        return f"{both}；{last.year}年的文件仍称“{last.found.agency.name}”，或为旧称沿用"
    if all(ended) and len({_ended(seen) for seen in (first, second)}) > 1:
        return None
    return f"{both}；名称不同，或为更名、简称"


def _nested(first: str, second: str) -> bool:
    a, b = _letters(first), _letters(second)
    return a <= b or b <= a


def _letters(name: str) -> set[str]:
    return set(name) - {"和"}


def _spelling(name: str) -> str:
    return name.replace("和", "")
