"""部门负荷表, 指标对比表 and 政策依据表 as sheets: who carries how much, which targets compare, what rests on what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import quote

from exports.sheets import Cell, Column, Sheet, file_link
from exports.wording import AGENCY_KINDS, RELATIONS, TARGET_KINDS
from kg.contacts import mask_contacts
from kg.corpus import Corpus
from kg.duties.tables import document_title, duties
from kg.duties.words import amount_words, date_order, date_words
from kg.networks.network import Load, loads
from kg.page_links import Links
from kg.resolving.indicators import canonical, label_of
from ontology.model import Record, Target
from ontology.units import normalize

MOST_COMPARED = 24  # documents side by side; more do not fit on any page

_WORKLOAD = (
    Column("序号", 6, "center"),
    Column("单位"),
    Column("地区", 20),
    Column("类别", 9, "center"),
    Column("牵头", 8, "right"),
    Column("负责", 8, "right"),
    Column("配合", 8, "right"),
    Column("兜底条款", 10, "right"),
    Column("合计", 8, "right"),
    Column("涉及文件", 10, "right"),
    Column("系推定", 9, "right"),
    Column("最近时限", 13, "center"),
    Column("最远时限", 13, "center"),
)
_INDICATORS = (
    Column("指标", 34),
    Column("涉及文件", 9, "center"),
    Column("目标", 20),
    Column("完成时限", 13, "center"),
    Column("换算值", 14, "right", number="#,##0.####"),
    Column("基本单位", 9, "center"),
    Column("类别", 10, "center"),
    Column("地区", 18),
    Column("牵头或责任单位", 28),
    Column("文件", 34),
    Column("原文", 44),
)
_CITATIONS = (
    Column("序号", 6, "center"),
    Column("文件", 32),
    Column("发文字号", 20),
    Column("关系", 10, "center"),
    Column("所引文件", 38),
    Column("所引文号", 20),
    Column("所在条款", 22),
    Column("在库", 7, "center", colours=(("否", "yellow"),)),
    Column("原文", 34),
)


def workload_sheet(corpus: Corpus, links: Links) -> Sheet:
    """Every body with tasks: how many it leads, answers for and joins; those that lead most first."""
    work, places = loads(corpus), {region.code: region.name for region in corpus.regions}
    inferred: dict[str, int] = defaultdict(int)
    dues: dict[str, list[str]] = defaultdict(list)
    for duty in duties(corpus):
        for iri in duty.parts:
            dues[iri] += [duty.due_key] if duty.due_key else []
    for record in corpus.records:
        ruled = [part for part in record.responsibilities if part.basis == "ordering_rule"]
        for _, iri in {(part.measure, part.agency.iri or "") for part in ruled if part.agency}:
            inferred[iri] += 1
    entries = [entry for entry in corpus.agencies if work.get(entry.agency.iri or "", Load()).total]

    def rank(entry_load: tuple[str, Load]) -> tuple[int, int, str]:
        return -entry_load[1].led, -entry_load[1].total, entry_load[0]

    ranked = sorted(entries, key=lambda e: rank((e.agency.iri or "", work[e.agency.iri or ""])))
    rows = []
    for number, entry in enumerate(ranked, 1):
        iri, agency = entry.agency.iri or "", entry.agency
        load, due = work[iri], sorted(dues[iri], key=date_order)
        page = f"agency={quote(iri.removeprefix(corpus.base).partition('/')[2], safe='')}"
        rows.append(
            (
                number,
                Cell(agency.name, link=file_link(links.workbench, page) if links.workbench else None),
                places.get(agency.region or ""),
                AGENCY_KINDS[agency.kind],
                load.led,
                load.responsible,
                load.joined,
                load.blanket,
                load.total,
                load.documents,
                inferred[iri],
                date_words(due[0]) if due else None,
                date_words(due[-1]) if due else None,
            )
        )
    remarks = (
        "一项任务对一个单位只计一次：先计写明的牵头、配合、负责，后计兜底条款带入的。“系推定”为按排序规则推定的项数。",
    )
    return Sheet(
        "部门负荷表",
        _WORKLOAD,
        rows,
        title="部门负荷表",
        subtitle=f"{len(corpus.records)}份文件，{len(rows)}个单位",
        remarks=remarks,
        frozen=2,
    )


def indicator_sheets(corpus: Corpus, links: Links) -> list[Sheet]:
    """Every target, those of indicators that several documents set first; and, where there are such, side by side."""
    found: dict[str, list[tuple[Record, Target]]] = defaultdict(list)
    for record in corpus.records:
        for target in record.targets:
            found[canonical(target).code].append((record, target))
    spread = {key: len({record.document.iri for record, _ in items}) for key, items in found.items()}
    order = sorted(found, key=lambda key: (-spread[key], key))
    rows = [
        _indicator_row(record, target, spread[key], links, corpus)
        for key in order
        for record, target in sorted(
            found[key], key=lambda x: (date_order(x[1].deadline or ""), x[0].document.iri or "", x[1].id)
        )
    ]
    shared = [key for key in order if spread[key] > 1]
    sheets = [
        Sheet(
            "指标对比表",
            _INDICATORS,
            rows,
            title="指标对比表",
            subtitle=f"{len(order)}个指标，其中{len(shared)}个见于多份文件（排在前面）",
            frozen=1,
        )
    ]
    held = {record.document.iri for key in shared for record, _ in found[key]}
    columns = [record for record in corpus.records if record.document.iri in held]
    if shared and len(columns) <= MOST_COMPARED:
        sheets.append(_side_by_side([found[key] for key in shared], columns))
    return sheets


def citation_sheet(corpus: Corpus, links: Links) -> Sheet:
    """What each document rests on, implements, cites or repeals, and whether that document is in the corpus."""
    held = {record.document.iri for record in corpus.records}
    order = list(RELATIONS)
    rows: list[tuple[int | str | Cell | None, ...]] = []
    for record in corpus.records:
        text = mask_contacts(record.text)
        tasks = {measure.id: measure.title for measure in record.measures}
        for item in sorted(record.citations, key=lambda c: (order.index(c.relation), c.span)):
            rows.append(
                (
                    len(rows) + 1,
                    document_title(record),
                    record.document.number,
                    Cell(RELATIONS[item.relation], link=links.place(record, item.span, corpus.base)),
                    item.title,
                    item.number,
                    tasks.get(item.measure or ""),
                    "是" if item.iri in held else "否",
                    text[item.span.start : item.span.end],
                )
            )
    missing = sum(row[7] == "否" for row in rows)
    return Sheet(
        "政策依据表",
        _CITATIONS,
        rows,
        title="政策依据表",
        subtitle=f"{len(corpus.records)}份文件，引用{len(rows)}处，其中{missing}处所引文件不在库中",
        frozen=2,
    )


def _indicator_row(
    record: Record, target: Target, documents: int, links: Links, corpus: Corpus
) -> Sequence[Cell | str | float | None]:
    base, (start, end) = normalize(target.value, target.unit), target.span
    own = [p for p in record.responsibilities if p.measure == target.measure and p.basis != "default_clause"]
    lead = [p for p in own if p.role == "lead"] or [p for p in own if p.role == "responsible"]
    return (
        target.indicator,
        documents,
        Cell(amount_words(target), link=links.place(record, target.span, corpus.base)),
        date_words(target.deadline) if target.deadline else None,
        float(base.value),
        base.unit,
        TARGET_KINDS[target.kind],
        record.document.region.name if record.document.region else None,
        "、".join(dict.fromkeys(part.surface for part in lead)),
        document_title(record) + (f"（{record.document.number}）" if record.document.number else ""),
        mask_contacts(record.text)[start:end],
    )


def _side_by_side(indicators: Sequence[Sequence[tuple[Record, Target]]], documents: Sequence[Record]) -> Sheet:
    names = [record.document.number or document_title(record) for record in documents]
    heads = [f"{name}({names[:i].count(name) + 1})" if name in names[:i] else name for i, name in enumerate(names)]
    columns = (Column("指标", 30), *(Column(head, 22) for head in heads))
    rows = []
    for items in indicators:
        own: dict[str | None, list[str]] = defaultdict(list)
        for record, target in items:
            due = f"（{date_words(target.deadline)}）" if target.deadline else ""
            own[record.document.iri].append(amount_words(target) + due)
        rows.append(
            (
                min(map(label_of, (target for _, target in items)), key=len),
                *("\n".join(own[record.document.iri]) for record in documents),
            )
        )
    return Sheet("多文件指标对照", columns, rows, title="多份文件共有的指标", subtitle=f"{len(rows)}个指标", frozen=1)
