"""What changed between two builds, in words: documents, tasks, leads, deadlines, values, citations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from kg.comparing.tables import value_of
from kg.comparing.targets import is_later
from kg.corpus import Corpus
from ontology.model import Deadline, Measure, Record, Responsibility, Target
from ontology.units import normalize

Kind = Literal["document", "header", "measure", "deadline", "responsibility", "target", "citation"]
Pair = tuple[Measure, Measure]
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
_RENAMED = 0.6  # share of equal text from which a task of another title is the same one


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its kind, the IRI and the name of the document, and the sentence that tells it.

    The sentence of a ``document`` that came or went names it; the others say what changed within the named one.
    """

    kind: Kind
    document: str
    name: str
    sentence: str


def diff(old: Corpus, new: Corpus) -> list[Change]:
    """Changes from ``old`` to ``new``: documents that came, that went, then by document; nothing for equal corpora."""
    before, after = _by_iri(old), _by_iri(new)
    came = [_whole("新增文件", iri, after[iri]) for iri in sorted(after.keys() - before.keys())]
    went = [_whole("移除文件", iri, before[iri]) for iri in sorted(before.keys() - after.keys())]
    within = [
        Change(kind, iri, _name(after[iri]), sentence)
        for iri in sorted(before.keys() & after.keys())
        for kind, sentence in _document(before[iri], after[iri])
    ]
    return [*came, *went, *within]


def _whole(word: str, iri: str, record: Record) -> Change:
    return Change("document", iri, _name(record), f"{word}：{_name(record)}")


def _by_iri(corpus: Corpus) -> dict[str, Record]:
    return {record.document.iri or record.source.path: record for record in corpus.records}


def _name(record: Record) -> str:
    title = record.document.title or record.source.path
    return f"《{title}》{record.document.number or ''}"


def _quoted(text: str) -> str:
    """A name in quotation marks; those inside are single ones."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


Said = Iterable[tuple[Kind, str]]


def _document(old: Record, new: Record) -> Said:
    for field, label in _FIELD.items():
        was, now = getattr(old.document, field), getattr(new.document, field)
        if was != now:
            yield "header", f"{label}由“{was or '无'}”改为“{now or '无'}”"
    pairs = _pairs(old.measures, new.measures)
    yield from _measures(old, new, pairs)
    yield from _citations(_cited(old), _cited(new))
    for was_measure, now_measure in pairs:
        yield from _deadline(was_measure, now_measure)
        yield from _roles(now_measure, _parts(old, was_measure), _parts(new, now_measure))
    yield from _targets(old, new, pairs)


def _pairs(old: Sequence[Measure], new: Sequence[Measure]) -> list[Pair]:
    """The tasks that are in both, in the order of the new document: of one title, else of nearly the same text."""
    before, after = _counted(old), _counted(new)
    pairs = [(before[key], after[key]) for key in before.keys() & after.keys()]
    gone = [before[key] for key in before if key not in after]
    for measure in [after[key] for key in after if key not in before]:
        alike = [(SequenceMatcher(None, m.text, measure.text, autojunk=False).ratio(), -k) for k, m in enumerate(gone)]
        score, place = max(alike, default=(0.0, 0))
        if score >= _RENAMED:
            pairs.append((gone.pop(-place), measure))
    return sorted(pairs, key=lambda pair: (pair[1].span, pair[1].id))


def _counted(measures: Sequence[Measure]) -> dict[tuple[str, int], Measure]:
    """Measures by title, the n-th of equal ones told apart."""
    counts: dict[str, int] = defaultdict(int)
    found = {}
    for measure in measures:
        counts[measure.title] += 1
        found[measure.title, counts[measure.title]] = measure
    return found


def _measures(old: Record, new: Record, pairs: Sequence[Pair]) -> Said:
    kept = [{measure.id for measure in side} for side in zip(*pairs, strict=True)] or [set(), set()]
    for measure in old.measures:
        if measure.id not in kept[0]:
            yield "measure", f"删去任务{_quoted(measure.title)}"
    for measure in new.measures:
        if measure.id not in kept[1]:
            yield "measure", f"新增任务{_quoted(measure.title)}"
    for was, now in pairs:
        if was.title != now.title:
            yield "measure", f"任务{_quoted(was.title)}改为{_quoted(now.title)}"


def _cited(record: Record) -> list[str]:
    return [f"《{citation.title}》" if citation.title else citation.number or "" for citation in record.citations]


def _citations(old: Iterable[str], new: Iterable[str]) -> Said:
    before, after = set(old), set(new)
    for item in sorted(before - after):
        yield "citation", f"删去引用{item}"
    for item in sorted(after - before):
        yield "citation", f"新增引用{item}"


def _deadline(was: Measure, now: Measure) -> Said:
    before, after = _due(was.deadline), _due(now.deadline)
    if before != after:
        yield "deadline", f"{_quoted(now.title)}的完成时限{_moved(before, after)}"


def _due(deadline: Deadline | None) -> str | None:
    return (deadline.due or deadline.text) if deadline else None


def _moved(was: str | None, now: str | None) -> str:
    """How a deadline changed: 由 2024 推迟到 2025; one that is a word (持续推进) is earlier than nothing."""
    dated = was and now and was[:4].isdigit() and now[:4].isdigit()
    word = "改为" if not dated else "推迟到" if is_later(now, was) else "提前到" if is_later(was, now) else "改为"
    return f"由 {was or '无'} {word} {now or '无'}"


def _roles(measure: Measure, was: Mapping[str, str], now: Mapping[str, str]) -> Said:
    title = _quoted(measure.title)
    before, after = (sorted(agency for agency, role in parts.items() if role == "lead") for parts in (was, now))
    if before != after:
        said = f"的牵头单位由 {'、'.join(before)} 改为 {'、'.join(after)}" if before and after else ""
        said = said or (f"增加牵头单位 {'、'.join(after)}" if after else f"不再有牵头单位，原为 {'、'.join(before)}")
        yield "responsibility", f"{title}{said}"
    for agency in sorted(was.keys() | now.keys()):
        old, new = was.get(agency), now.get(agency)
        # Who came to lead or ceased to was told above, but not what the former lead does now.
        if old == new or new == "lead" or (old == "lead" and new is None):
            continue
        if old is None:
            yield "responsibility", f"{title}增加{_ROLE[new or '']}单位 {agency}"
        elif new is None:
            yield "responsibility", f"{title}去掉{_ROLE[old]}单位 {agency}"
        else:
            yield "responsibility", f"{title}中 {agency} 由{_ROLE[old]}改为{_ROLE[new]}"


def _parts(record: Record, measure: Measure) -> dict[str, str]:
    """The role of each body in a measure, the strongest where it has several."""
    rows = [row for row in record.responsibilities if row.measure == measure.id]
    strongest = list(_ROLE)
    parts: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: strongest.index(row.role)):
        parts.setdefault(_agency(row), row.role)
    return parts


def _agency(row: Responsibility) -> str:
    return row.agency.name if row.agency else row.surface


def _targets(old: Record, new: Record, pairs: Sequence[Pair]) -> Said:
    renamed = {was.title: now.title for was, now in pairs}
    before, after = _numbered(old, renamed), _numbered(new, {})
    for key in [*(key for key in before if key not in after), *after]:
        was, now = before.get(key), after.get(key)
        place = _quoted(key[0]) if key[0] else ""
        if was is None and now is not None:
            yield "target", f"{place}新增指标：{now.text}"
        elif now is None and was is not None:
            yield "target", f"{place}删去指标：{was.text}"
        elif was is not None and now is not None:
            yield from _target(f"{place}指标{_quoted(now.indicator)}", was, now)


def _target(place: str, was: Target, now: Target) -> Said:
    if _amounts(was) != _amounts(now):
        yield "target", f"{place}由 {value_of(was)} 改为 {value_of(now)}"
    if was.deadline != now.deadline:
        yield "target", f"{place}的期限{_moved(was.deadline, now.deadline)}"


def _amounts(target: Target) -> tuple[object, ...]:
    upper = None if target.upper is None else normalize(target.upper, target.unit).value
    return normalize(target.value, target.unit).value, upper, target.comparator


def _numbered(record: Record, renamed: Mapping[str, str]) -> Mapping[tuple[str, str, str, int], Target]:
    """Targets by measure title, indicator and base unit, the n-th of equal ones told apart."""
    titles = {measure.id: renamed.get(measure.title, measure.title) for measure in record.measures}
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    numbered = {}
    for target in record.targets:
        place = titles.get(target.measure or "") or target.section or ""
        key = (place, target.indicator, normalize(target.value, target.unit).unit)
        counts[key] += 1
        numbered[(*key, counts[key])] = target
    return numbered
