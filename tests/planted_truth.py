"""Where a build differs from the truth planted in its documents: one line for each fact missing or too many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from exports.findings import Place
from kg.checking.check import check_build
from kg.comparing.compare import compare
from kg.comparing.lines import indicator_lines
from kg.corpus import Corpus
from ontology.model import Record
from tests.planted_model import Aim, Change, Part, Truth

_WORDED = re.compile("[省市县](?!场)")


def resolution_differences(truth: Truth, corpus: Corpus) -> list[str]:
    """Documents, links, stubs, bodies, parts, targets, reforms and open identities."""
    number = {record.document.iri: record.document.number for record in corpus.records}
    number |= {stub.iri: stub.number or stub.title for stub in corpus.stubs}
    links = {
        (record.document.number, citation.relation, number.get(citation.iri))
        for record in corpus.records
        for citation in record.citations
        if citation.relation != "issues"
    }
    # An alias may be cited in any relation, also one that the document has to the same parent anyway.
    loose = {(one, other) for one, relation, other in truth.links if relation == "any"}
    strict = {link for link in truth.links if link[1] != "any"}
    stubs = {(stub.number, stub.issuer, stub.level, stub.year) for stub in corpus.stubs}
    return [
        *_lines("document", truth.numbers, (record.document.number for record in corpus.records)),
        *_lines("repost", truth.reposts, _merged(corpus)),
        *_lines("link", strict, (link for link in links if link in strict or (link[0], link[2]) not in loose)),
        *_lines("alias", loose, {(one, other) for one, _, other in links} & loose),
        *_lines("stub", {(key, *told) for key, told in truth.stubs.items()}, stubs),
        *_lines("body", _names(truth), _names_found(corpus)),
        *_lines("part", truth.parts, (part for record in corpus.records for part in _parts(record))),
        *_lines("target", truth.aims, (aim for record in corpus.records for aim in _aims(record))),
        *_lines("reform", truth.changes, (Change(_key(c.former), _key(c.later), c.year) for c in corpus.changes)),
        *_lines("open", truth.open_pairs, ((_key(p.first), _key(p.second)) for p in corpus.possibly_same)),
    ]


def comparison_differences(truth: Truth, corpus: Corpus) -> list[str]:
    """What children take up, wholly, in part or refined, leave out and add; measures aligned with another's."""
    records = {record.document.number: record for record in corpus.records}
    lines = []
    for pair in sorted(truth.taken):
        found = compare(records[pair[0]], [records[pair[1]]]).children[0]
        told = {
            kind: {u.measure.title for u in found.uptakes if (u.kind == "missing") is kind} for kind in (True, False)
        }
        label = " → ".join(pair)
        lines += _lines(f"taken {label}", truth.taken[pair], told[False])
        lines += _lines(f"missing {label}", truth.missing[pair], told[True])
        for kind, wanted in (("partial", truth.short[pair]), ("refined", truth.refined[pair])):
            told_so = {u.measure.title for u in found.uptakes if u.kind == kind}
            lines += _lines(f"{kind} {label}", wanted, told_so)
        lines += _lines(f"added {label}", truth.added[pair], (addition.measure.title for addition in found.additions))
        crossed = {(p.parent.title, p.child.title) for u in found.uptakes for p in u.pairs}
        lines += _lines(f"aligned {label}", (), ((a, b) for a, b in crossed if a != b))
    return lines


def sum_differences(truth: Truth, corpus: Corpus) -> list[str]:
    """What the children of planted families add up to for each target of the parent, and the words that say so."""
    records = {record.document.number: record for record in corpus.records}
    lines = []
    for numbers in sorted(truth.sums):
        parent, *children = (records[number] for number in numbers)
        found = {line.parent.indicator: line for line in indicator_lines(compare(parent, children))}
        wanted = {row.indicator: row for row in truth.sums[numbers]}
        label = f"sum {' + '.join(numbers[1:])}"
        lines += _lines(label, wanted, found)
        for name in sorted(wanted.keys() & found.keys()):
            row, line = wanted[name], found[name]
            right = int(line.total or 0) == row.total and row.told in line.note
            if not right or (row.apart and row.apart in line.note):
                lines.append(f"{label}: {row} is told as {line.total}, {line.note}")
    return lines


def fault_differences(truth: Truth, folder: Path) -> list[str]:
    """What the check-up finds by all its rules, by document, and findings that do not show the words they speak of."""
    findings = check_build(folder, shapes=False)
    mute = {(finding.rule, finding.number) for finding in findings if not _shown(finding.place, folder)}
    return [
        *_lines("fault", truth.faults, {(finding.rule, finding.number) for finding in findings}),
        *_lines("words of", (), mute),
    ]


def _shown(place: Place | None, folder: Path) -> bool:
    if place is None:
        return False
    text = (folder / place.text_file).read_text("utf-8")
    return place.quote != "" and text[place.start : place.end] == place.quote


def _lines(what: str, wanted: Iterable[object], found: Iterable[object]) -> Iterator[str]:
    expected, got = set(wanted), set(found)
    yield from (f"{what}: missing {item}" for item in sorted(map(str, expected - got)))
    yield from (f"{what}: too many {item}" for item in sorted(map(str, got - expected)))


def _merged(corpus: Corpus) -> set[str | None]:
    number = {record.document.iri: record.document.number for record in corpus.records}
    return {number[decision.document] for decision in corpus.decisions if decision.kind == "merge"}


def _names(truth: Truth) -> set[tuple[str, str]]:
    return {(key, name[1:]) for key, names in truth.bodies.items() for name in names}


def _names_found(corpus: Corpus) -> set[tuple[str, str]]:
    """The names that departments are printed under, but for groups and official names that nobody printed.

    Without their 省, 市 or 县: whether an elided one is restored (市场监管局?) is not what is asked here.
    """
    printed = {part.surface for record in corpus.records for part in record.responsibilities}
    return {
        (_key(entry.agency.iri), surface[1:] if _WORDED.match(surface) else surface)
        for entry in corpus.agencies
        for surface in entry.surfaces
        if entry.agency.kind == "agency" and surface in printed
    }


def _parts(record: Record) -> Iterator[Part]:
    titles = {measure.id: measure.title for measure in record.measures}
    for part in record.responsibilities:
        body = _key(part.agency.iri) if part.agency else part.surface
        yield Part(record.document.number or "", titles[part.measure], body, part.role, part.basis)


def _aims(record: Record) -> Iterator[Aim]:
    titles = {measure.id: measure.title for measure in record.measures}
    for target in record.targets:
        title = titles[target.measure] if target.measure else None
        due = target.deadline or ""
        yield Aim(record.document.number or "", title, target.indicator, int(target.value), target.unit, due)


def _key(address: str | None) -> str:
    return (address or "").rpartition("/")[2]
