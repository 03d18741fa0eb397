"""What changed between two builds, in words: documents, leads, deadlines, values, citations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.corpus import Corpus
from ontology.model import Record, Responsibility, Target

Kind = Literal["document", "header", "measure", "responsibility", "target", "citation"]
_ROLE = {"lead": "牵头", "participant": "参与", "responsible": "负责"}
_FIELD = {
    "title": "标题",
    "number": "发文字号",
    "date_signed": "成文日期",
    "date_published": "发布日期",
    "effective_from": "施行日期",
    "effective_until": "有效期至",
    "status": "有效性",
    "level": "层级",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its kind, the IRI of the document, and the sentence that tells it."""

    kind: Kind
    document: str
    sentence: str


def diff(old: Corpus, new: Corpus) -> list[Change]:
    """Changes from ``old`` to ``new``, by document; nothing for equal corpora."""
    before, after = _by_iri(old), _by_iri(new)
    changes: list[Change] = []
    for iri in sorted(before.keys() | after.keys()):
        if iri not in before:
            changes.append(Change("document", iri, f"新增文件：{_name(after[iri])}"))
        elif iri not in after:
            changes.append(Change("document", iri, f"移除文件：{_name(before[iri])}"))
        else:
            changes += _document(iri, before[iri], after[iri])
    return changes


def _by_iri(corpus: Corpus) -> dict[str, Record]:
    return {record.document.iri or record.source.path: record for record in corpus.records}


def _name(record: Record) -> str:
    title = record.document.title or record.source.path
    return f"《{title}》{record.document.number or ''}"


def _document(iri: str, old: Record, new: Record) -> list[Change]:
    name = _name(new)
    changes = [
        Change("header", iri, f"{name}：{label}由“{was or '无'}”改为“{now or '无'}”")
        for field, label in _FIELD.items()
        if (was := getattr(old.document, field)) != (now := getattr(new.document, field))
    ]
    changes += _sets("measure", iri, name, "任务", _titles(old), _titles(new))
    changes += _sets("citation", iri, name, "引用", _cited(old), _cited(new))
    changes += _roles(iri, name, old, new)
    changes += _targets(iri, name, old, new)
    return changes


def _titles(record: Record) -> list[str]:
    return [f"“{measure.title}”" for measure in record.measures]


def _cited(record: Record) -> list[str]:
    return [f"《{citation.title}》" if citation.title else citation.number or "" for citation in record.citations]


def _sets(kind: Kind, iri: str, name: str, what: str, old: Iterable[str], new: Iterable[str]) -> list[Change]:
    before, after = set(old), set(new)
    gone = [Change(kind, iri, f"{name}：删去{what}{item}") for item in sorted(before - after)]
    return gone + [Change(kind, iri, f"{name}：新增{what}{item}") for item in sorted(after - before)]


def _roles(iri: str, name: str, old: Record, new: Record) -> list[Change]:
    before, after = _parts(old), _parts(new)
    changes = []
    for measure in sorted(before.keys() & after.keys()):
        was, now = before[measure], after[measure]
        leads = [sorted(a for a, role in parts.items() if role == "lead") for parts in (was, now)]
        if leads[0] != leads[1]:
            sentence = f"“{measure}”的牵头单位由 {'、'.join(leads[0]) or '无'} 改为 {'、'.join(leads[1]) or '无'}"
            changes.append(Change("responsibility", iri, f"{name}：{sentence}"))
        for agency in sorted(was.keys() | now.keys()):
            roles = (was.get(agency), now.get(agency))
            if roles[0] != roles[1] and "lead" not in roles:
                a, b = (_ROLE[role] if role else "无" for role in roles)
                changes.append(Change("responsibility", iri, f"{name}：“{measure}”中 {agency} 由{a}改为{b}"))
    return changes


def _parts(record: Record) -> dict[str, dict[str, str]]:
    titles = {measure.id: measure.title for measure in record.measures}
    parts: dict[str, dict[str, str]] = {title: {} for title in titles.values()}
    for row in record.responsibilities:
        parts[titles[row.measure]][_agency(row)] = row.role
    return parts


def _agency(row: Responsibility) -> str:
    return row.agency.name if row.agency else row.surface


def _targets(iri: str, name: str, old: Record, new: Record) -> list[Change]:
    before, after = _numbered(old), _numbered(new)
    changes = []
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key), after.get(key)
        place = f"{name}：“{key[0]}”" if key[0] else name
        if was is None and now is not None:
            changes.append(Change("target", iri, f"{place}新增指标：{now.text}"))
        elif now is None and was is not None:
            changes.append(Change("target", iri, f"{place}删去指标：{was.text}"))
        elif was is not None and now is not None:
            changes += _target(iri, place, was, now)
    return changes


def _target(iri: str, place: str, was: Target, now: Target) -> list[Change]:
    changes = []
    if (was.value, was.upper, was.comparator) != (now.value, now.upper, now.comparator):
        changes.append(Change("target", iri, f"{place}指标“{now.indicator}”由“{was.text}”改为“{now.text}”"))
    if was.deadline != now.deadline:
        a, b = was.deadline or "无期限", now.deadline or "无期限"
        changes.append(Change("target", iri, f"{place}指标“{now.indicator}”的期限由 {a} 改为 {b}"))
    return changes


def _numbered(record: Record) -> Mapping[tuple[str, str, str, int], Target]:
    """Targets by measure title, indicator and unit, the n-th of equal ones told apart."""
    titles = {measure.id: measure.title for measure in record.measures}
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    numbered = {}
    for target in record.targets:
        place = titles.get(target.measure or "") or target.section or ""
        key = (place, target.indicator, target.unit)
        counts[key] += 1
        numbered[(*key, counts[key])] = target
    return numbered
