"""The rows of a 任务分工表 as plain data: each measure with its targets, who leads, who joins, when it is due, and why.

What only follows from a rule is kept apart from what is printed: ``basis`` says which, ``grounds`` quotes the
sentence, and bodies that a blanket clause (以下均需各县区负责) brings in stand in a list of their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.contacts import mask_contacts
from kg.corpus import Corpus
from kg.duties.words import date_order, date_words, heading_words, label_words, target_words
from ontology.errors import UsageError
from ontology.model import Measure, Record, Responsibility, Section, Span, Target

Names = Literal["printed", "full"]
Part = Literal["lead", "responsible", "participant", "blanket"]

PARTS: Mapping[Part, str] = {"lead": "牵头", "responsible": "负责", "participant": "配合", "blanket": "兜底条款"}
STATED, INFERRED, NOBODY = "明示", "推定", "未明确"


@dataclass(frozen=True, slots=True)
class Duty:
    """One row: a measure and all that an office needs to know of it."""

    measure: str  # IRI
    document: str  # IRI
    title: str  # of the document
    number: str | None
    chapters: tuple[str, ...]  # headings from the outermost: 二、主要任务
    place: str  # 二、（一）1
    task: str
    wording: str  # the clause without its heading
    targets: tuple[str, ...]
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    participants: tuple[str, ...]
    blanket: tuple[str, ...]
    due: str
    due_quote: str | None  # the words that say so; None where the targets do
    due_key: str  # ISO, for sorting; empty where there is none
    basis: str
    grounds: tuple[str, ...]  # sentences that license what is inferred
    span: Span
    parts: Mapping[str, Part]  # agency IRI → its part

    @property
    def source(self) -> str:
        """Where it is printed: 《云河市…方案》（云政办发〔2020〕31号）二、（一）."""
        return marked_title(self.title) + (f"（{self.number}）" if self.number else "") + self.place

    @property
    def others(self) -> str:
        """Who answers and who joins, told apart where there are both, and the blanket clause on a line of its own."""
        both = bool(self.responsible and self.participants)
        lines = [
            ("责任：" if both else "") + "、".join(self.responsible) if self.responsible else "",
            ("配合：" if both else "") + "、".join(self.participants) if self.participants else "",
            f"（兜底条款：{'、'.join(self.blanket)}）" if self.blanket else "",
        ]
        return "\n".join(line for line in lines if line)


def duties(corpus: Corpus, *, names: Names = "printed") -> list[Duty]:
    """Every measure of the corpus in the order of documents and text; bodies as printed (市工信局) or by full name."""
    return [duty for record in corpus.records for duty in record_duties(record, names=names)]


def record_duties(record: Record, *, names: Names = "printed") -> list[Duty]:
    """The measures of one document. Contact names and telephone numbers are covered."""
    text = mask_contacts(record.text)
    parts: dict[str, list[Responsibility]] = defaultdict(list)
    for part in record.responsibilities:
        parts[part.measure].append(part)
    targets: dict[str, list[Target]] = defaultdict(list)
    for target in record.targets:
        targets[target.measure or ""].append(target)
    sections = {section.id: section for section in record.sections}
    return [
        _duty(
            record, text, measure, sorted(parts[measure.id], key=lambda p: p.span), targets[measure.id], sections, names
        )
        for measure in record.measures
    ]


def choose(items: Sequence[Duty], documents: Sequence[str]) -> list[Duty]:
    """The rows of the documents named by 文号, title, part of a title, or IRI; all where none is named.

    Raises ``UsageError`` for a name that fits no document.
    """
    if not documents:
        return list(items)
    known = list(dict.fromkeys((d.document, d.title, d.number or "") for d in items))
    wanted = set()
    for name in documents:
        exact = {iri for iri, title, number in known if name in (iri, title, number)}
        found = exact or {iri for iri, title, _ in known if name in title}
        if not found:
            raise UsageError(f"{name}: no document of that number or title; see kg query documents")
        wanted |= found
    return [duty for duty in items if duty.document in wanted]


def _duty(
    record: Record,
    text: str,
    measure: Measure,
    parts: Sequence[Responsibility],
    targets: Sequence[Target],
    sections: Mapping[str, Section],
    names: Names,
) -> Duty:
    path = _path(measure.parent, sections)
    called = _by_name(names)
    stated = [part for part in parts if part.basis != "default_clause"]
    due, quote, key = _due(measure, targets, text)
    grounds = dict.fromkeys(text[p.rule_span.start : p.rule_span.end] for p in parts if p.rule_span)
    return Duty(
        measure=measure.iri or f"{record.document.iri}#{measure.id}",
        document=record.document.iri or record.source.path,
        title=document_title(record),
        number=record.document.number,
        chapters=tuple(heading_words(section.label, section.title) for section in path),
        place="".join(label_words(label) for label in (*(s.label or "" for s in path), measure.label)).rstrip("、."),
        task=measure.title,
        wording=_wording(text, measure, parts),
        targets=tuple(dict.fromkeys(target_words(target) for target in targets)),
        lead=_distinct(called(part) for part in stated if part.role == "lead"),
        responsible=_distinct(called(part) for part in stated if part.role == "responsible"),
        participants=_distinct(called(part) for part in stated if part.role == "participant"),
        blanket=_distinct(called(part) for part in parts if part.basis == "default_clause"),
        due=due,
        due_quote=quote,
        due_key=key,
        basis=_basis(parts),
        grounds=tuple(" ".join(ground.split()) for ground in grounds),
        span=measure.span,
        parts=_parts(parts),
    )


def document_title(record: Record) -> str:
    """What to call a document: its title, its notice's title, or its file."""
    return record.document.title or record.document.cover_title or record.source.path.replace("\\", "/").split("/")[-1]


def marked_title(title: str) -> str:
    """A title between its marks; the name of a file that has none stays bare.

    >>> marked_title("云河市绿色出行方案"), marked_title("plan.txt")
    ('《云河市绿色出行方案》', 'plan.txt ')
    """
    return f"{title} " if re.search(r"\.[A-Za-z]{2,5}$", title) else f"《{title}》"


def _by_name(names: Names) -> Callable[[Responsibility], str]:
    if names == "full":
        return lambda part: part.agency.name if part.agency else part.surface
    return lambda part: part.surface


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _path(parent: str | None, sections: Mapping[str, Section]) -> list[Section]:
    """The chapters that a clause stands in, the outermost first."""
    path: list[Section] = []
    while parent and (section := sections.get(parent)) and section not in path:
        path.insert(0, section)
        parent = section.parent
    return path


def _due(measure: Measure, targets: Sequence[Target], text: str) -> tuple[str, str | None, str]:
    """When the measure is due in words, the quotation that says so, and a key to sort by.

    A measure without a deadline of its own is due when its targets are.
    """
    if measure.deadline:
        start, end = measure.deadline.span
        due = measure.deadline.due
        return date_words(due) if due else measure.deadline.text, text[start:end], due or ""
    dates = sorted({target.deadline for target in targets if target.deadline}, key=date_order)
    return "、".join(date_words(date) for date in dates), None, dates[-1] if dates else ""


def _basis(parts: Sequence[Responsibility]) -> str:
    """明示 where all parts but blanket ones are printed, 推定 where a rule stands behind one, 未明确 for nobody."""
    own = [part for part in parts if part.basis != "default_clause"] or parts
    if not own:
        return NOBODY
    return STATED if all(part.basis == "stated" for part in own) else INFERRED


def _parts(parts: Sequence[Responsibility]) -> dict[str, Part]:
    """The strongest part of each resolved body."""
    order = list(PARTS)
    held: dict[str, Part] = {}
    for part in parts:
        if part.agency and part.agency.iri:
            own: Part = "blanket" if part.basis == "default_clause" else part.role
            held[part.agency.iri] = min(own, held.get(part.agency.iri, own), key=order.index)
    return held


def _wording(text: str, measure: Measure, parts: Sequence[Responsibility]) -> str:
    """The clause without its label and heading and without the bracket that names who is responsible."""
    start, end = measure.span
    clause = text[start:end]
    head = clause.find(measure.title)
    if 0 <= head <= len(measure.label) + 4:
        clause = clause[head + len(measure.title) :].lstrip("。.：:，,；; \t\n")
    first = min(
        (p.span.start for p in parts if start <= p.span.start < end and p.basis != "default_clause"), default=end
    )
    bracket = max(text.rfind(mark, start, first) for mark in "(（[【〔")
    tail = end - bracket
    if first < end and bracket > 0 and first - bracket <= 16 and tail < len(clause):
        clause = clause[: len(clause) - tail]
    return clause.strip()
