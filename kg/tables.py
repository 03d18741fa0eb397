"""The corpus as flat tables with Chinese heads: what an office opens in a spreadsheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from exports.wording import AGENCY_KINDS, BASES, LEVELS, RELATIONS, ROLES, TARGET_KINDS
from kg.contacts import mask_contacts
from kg.corpus import AgencyEntry, Corpus
from kg.networks.network import Load, loads
from ontology.model import Citation, Measure, Record, Responsibility, Role, Span, Target

Cell = str | int | float | bool | None
Table = tuple[Sequence[str], list[Sequence[Cell]]]
Row = TypeVar("Row")
Columns = Sequence[tuple[str, Callable[[Row], Cell]]]

SIGNS = {
    "eq": "等于",
    "ge": "不低于",
    "gt": "超过",
    "le": "不高于",
    "lt": "低于",
    "range": "区间",
    "about": "约",
    "increase_by": "提高",
    "decrease_by": "降低",
}


class _Clause(NamedTuple):
    """A measure with the parts that agencies have in it."""

    record: Record
    measure: Measure
    parts: Sequence[Responsibility]

    def names(self, role: Role) -> str:
        return "、".join(_agency(p) for p in self.parts if p.role == role and p.basis != "default_clause")


class _Fact(NamedTuple):
    """A fact of a document: where it stands, and the text it may be quoted from."""

    record: Record
    text: str
    clause: _Clause | None

    def quote(self, span: Span | None) -> str | None:
        return self.text[span.start : span.end] if span else None


DOCUMENTS: Columns[Record] = (
    ("标题", lambda r: _title(r)),
    ("发文字号", lambda r: r.document.number),
    ("文种", lambda r: r.document.type),
    ("层级", lambda r: LEVELS.get(r.document.level or "")),
    ("地区", lambda r: r.document.region.name if r.document.region else None),
    ("发文机关", lambda r: "、".join(issuer.name for issuer in r.document.issuers)),
    ("成文日期", lambda r: r.document.date_signed),
    ("发布日期", lambda r: r.document.date_published),
    ("施行日期", lambda r: r.document.effective_from),
    ("有效期至", lambda r: r.document.effective_until),
    ("效力", lambda r: r.document.status),
    ("索引号", lambda r: r.document.index_number),
    ("主送", lambda r: "、".join(r.document.recipients)),
    ("任务数", lambda r: len(r.measures)),
    ("目标数", lambda r: len(r.targets)),
    ("需留意", lambda r: "；".join(w.message for w in r.warnings)),
    ("源文件", lambda r: _file(r)),
    ("IRI", lambda r: r.document.iri),
)

MEASURES: Columns[_Clause] = (
    ("文件", lambda c: _title(c.record)),
    ("发文字号", lambda c: c.record.document.number),
    ("编号", lambda c: c.measure.label),
    ("章节", lambda c: c.measure.section),
    ("任务", lambda c: c.measure.title),
    ("牵头单位", lambda c: c.names("lead")),
    ("参与单位", lambda c: c.names("participant")),
    ("负责单位", lambda c: c.names("responsible")),
    ("概括条款覆盖", lambda c: "、".join(_agency(p) for p in c.parts if p.basis == "default_clause")),
    ("完成时限", lambda c: c.measure.deadline.due if c.measure.deadline else None),
    ("目标数", lambda c: sum(t.measure == c.measure.id for t in c.record.targets)),
    ("IRI", lambda c: c.measure.iri),
)

RESPONSIBILITIES: Columns[tuple[_Fact, Responsibility]] = (
    ("文件", lambda x: _title(x[0].record)),
    ("编号", lambda x: x[0].clause.measure.label if x[0].clause else None),
    ("任务", lambda x: x[0].clause.measure.title if x[0].clause else None),
    ("机构", lambda x: x[1].agency.name if x[1].agency else None),
    ("文中称", lambda x: x[1].surface),
    ("角色", lambda x: ROLES[x[1].role]),
    ("依据", lambda x: BASES[x[1].basis]),
    ("原文", lambda x: x[0].quote(x[1].span)),
    ("依据原文", lambda x: x[0].quote(x[1].rule_span)),
    ("起", lambda x: x[1].span.start),
    ("止", lambda x: x[1].span.end),
    ("规则", lambda x: x[1].rule),
    ("机构IRI", lambda x: x[1].agency.iri if x[1].agency else None),
)

COMMITMENTS: Columns[tuple[_Fact, Target]] = (
    ("文件", lambda x: _title(x[0].record)),
    ("编号", lambda x: x[0].clause.measure.label if x[0].clause else None),
    ("任务或章节", lambda x: x[0].clause.measure.title if x[0].clause else x[1].section),
    ("类型", lambda x: TARGET_KINDS[x[1].kind]),
    ("指标", lambda x: x[1].indicator),
    ("比较", lambda x: SIGNS[x[1].comparator]),
    ("数值", lambda x: _number(x[1].value)),
    ("上限", lambda x: _number(x[1].upper)),
    ("单位", lambda x: x[1].unit),
    ("完成时限", lambda x: x[1].deadline),
    ("基期", lambda x: x[1].baseline),
    (
        "牵头或负责单位",
        lambda x: (x[0].clause.names("lead") or x[0].clause.names("responsible")) if x[0].clause else None,
    ),
    ("原文", lambda x: x[0].quote(x[1].span)),
    ("起", lambda x: x[1].span.start),
    ("止", lambda x: x[1].span.end),
    ("IRI", lambda x: x[1].iri),
)

CITATIONS: Columns[tuple[_Fact, Citation, bool]] = (
    ("文件", lambda x: _title(x[0].record)),
    ("发文字号", lambda x: x[0].record.document.number),
    ("关系", lambda x: RELATIONS[x[1].relation]),
    ("所引标题", lambda x: x[1].title),
    ("所引文号", lambda x: x[1].number),
    ("所引机关", lambda x: x[1].issuer),
    ("所在任务", lambda x: x[0].clause.measure.title if x[0].clause else None),
    ("在本批文件中", lambda x: x[2]),
    ("原文", lambda x: x[0].quote(x[1].span)),
    ("起", lambda x: x[1].span.start),
    ("止", lambda x: x[1].span.end),
    ("所引IRI", lambda x: x[1].iri),
)

BODIES: Columns[tuple[AgencyEntry, Load]] = (
    ("机构", lambda x: x[0].agency.name),
    ("类别", lambda x: AGENCY_KINDS[x[0].agency.kind]),
    ("职能", lambda x: x[0].agency.function),
    ("地区代码", lambda x: x[0].agency.region),
    ("文中称", lambda x: "、".join(x[0].surfaces)),
    ("牵头", lambda x: x[1].led),
    ("参与", lambda x: x[1].joined),
    ("负责", lambda x: x[1].responsible),
    ("概括条款", lambda x: x[1].blanket),
    ("合计", lambda x: x[1].total),
    ("涉及文件", lambda x: x[1].documents),
    ("IRI", lambda x: x[0].agency.iri),
)


def table_rows(corpus: Corpus) -> dict[str, Table]:
    """Head and rows of each table by name: documents, measures, responsibilities, targets, citations, agencies.

    Rows follow the corpus and the text. Quotations have contact names and telephone numbers covered.
    """
    held = {record.document.iri for record in corpus.records}
    work = loads(corpus)
    clauses: list[_Clause] = []
    parts: list[tuple[_Fact, Responsibility]] = []
    commitments: list[tuple[_Fact, Target]] = []
    citations: list[tuple[_Fact, Citation, bool]] = []
    for record in corpus.records:
        own = _clauses(record)
        clauses += own.values()
        text = mask_contacts(record.text)
        parts += [(_Fact(record, text, own.get(p.measure)), p) for p in record.responsibilities]
        commitments += [(_Fact(record, text, own.get(t.measure or "")), t) for t in record.targets]
        citations += [(_Fact(record, text, own.get(c.measure or "")), c, c.iri in held) for c in record.citations]
    return {
        "documents": _table(DOCUMENTS, corpus.records),
        "measures": _table(MEASURES, clauses),
        "responsibilities": _table(RESPONSIBILITIES, parts),
        "targets": _table(COMMITMENTS, commitments),
        "citations": _table(CITATIONS, citations),
        "agencies": _table(BODIES, [(entry, work.get(entry.agency.iri or "", Load())) for entry in corpus.agencies]),
    }


def _table(columns: Columns[Row], rows: Iterable[Row]) -> Table:
    return [head for head, _ in columns], [[get(row) for _, get in columns] for row in rows]


def _clauses(record: Record) -> dict[str, _Clause]:
    parts: dict[str, list[Responsibility]] = defaultdict(list)
    for item in record.responsibilities:
        parts[item.measure].append(item)
    return {measure.id: _Clause(record, measure, parts[measure.id]) for measure in record.measures}


def _agency(part: Responsibility) -> str:
    return part.agency.name if part.agency else part.surface


def _title(record: Record) -> str:
    return record.document.title or record.document.cover_title or _file(record)


def _file(record: Record) -> str:
    return record.source.path.replace("\\", "/").rsplit("/", 1)[-1]


def _number(value: Decimal | None) -> Cell:
    """A number that a spreadsheet can add up; beyond 15 digits, which it would round, text."""
    if value is None:
        return None
    text = format(value, "f")
    if len(text) > 15:
        return text
    return float(text) if "." in text else int(text)
