"""任务分工表 and 督查台账 as sheets: one for each document, one for each agency, and all in one.

The sheets are plain data (:class:`exports.sheets.Sheet`); a workbook, CSV, Markdown and Word are made from them. Each
row of a 督查台账 carries the IRI of its measure in the hidden column 标识, by which a returned copy is read back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from exports.sheets import Cell, Column, Heading, Row, Sheet, sheet_link, sheet_names
from exports.workbook import CONTENTS
from kg.corpus import AgencyEntry, Corpus
from kg.duties.columns import CHAPTER, DUTY, MAX_SHEETS, NARROW, PART, PRINTED_REMARKS, REMARKS, REPORT, Wish
from kg.duties.tables import INFERRED, NOBODY, PARTS, Duty, choose, document_title, duties, marked_title
from kg.page_links import Links
from kg.short_names import short_names
from ontology.errors import UsageError
from ontology.model import Record


def duty_book(corpus: Corpus, wish: Wish, *, ledger: bool = False) -> list[Sheet]:
    """The sheets of a 任务分工表, or with ``ledger`` of a 督查台账, in the order of a workbook.

    Where there would be too many, those of the agencies with least tasks are left out, and that is said. Raises
    ``UsageError`` for a document or agency that is not there, and when those asked for would be too many sheets.
    """
    rows = _Rows(corpus, wish, ledger=ledger)
    documents = [record for record in corpus.records if record.document.iri in rows.by_document]
    chosen = _agencies(corpus, wish, rows.all) if wish.per != "document" or wish.agencies else []
    if wish.agencies or wish.per == "agency":
        documents = []
    room, left = max(MAX_SHEETS - len(documents), 0), 0
    if wish.per == "both" and documents and len(documents) < MAX_SHEETS:
        chosen, left = chosen[:room], len(chosen[room:])
    if len(documents) + len(chosen) > MAX_SHEETS:
        raise UsageError(
            f"{len(documents) + len(chosen)} sheets are too many (at most {MAX_SHEETS}); "
            "choose some with --document or --agency, or --per document"
        )
    labels = short_names([entry for entry, _ in chosen], {region.code: region for region in corpus.regions})
    # A 督查台账 has each task once, or it would be filled in twice.
    whole = ["总表"] if documents and not ledger else []
    wanted = [*whole, *(_sheet_label(r) for r in documents), *labels]
    names = sheet_names(wanted, taken=[CONTENTS, "文件清单"])
    sheets = [rows.whole(name) for name in names[: len(whole)]]
    offset = len(sheets)
    sheets += [rows.document(names[offset + i], record) for i, record in enumerate(documents)]
    offset = len(sheets)
    sheets += [rows.agency(names[offset + i], entry, own) for i, (entry, own) in enumerate(chosen)]
    if len(documents) > 1 or (documents and wish.links.originals):
        first = _list_of_documents(documents, rows, names[len(whole) :], wish.links, corpus.base)
        remark = f"注：任务较少的{left}个单位没有单独列表，见总表和部门负荷表；可用 --agency 单列。"
        sheets.insert(0, replace(first, remarks=(remark,) if left else ()))
    return sheets


def duty_sheet(corpus: Corpus, wish: Wish, *, ledger: bool = False) -> Sheet:
    """All rows in one sheet without chapter rows: for CSV and Markdown."""
    rows = _Rows(corpus, wish, ledger=ledger)
    if wish.agencies:
        held = {entry.agency.iri for entry, _ in _agencies(corpus, wish, rows.all)}
        rows.all = [duty for duty in rows.all if held & duty.parts.keys()]
    return rows.whole("总表")


def document_sheets(corpus: Corpus, wish: Wish) -> list[Sheet]:
    """A sheet for each document, sources without its title, which stands above the table: for Word."""
    rows = _Rows(corpus, wish, ledger=False)
    chosen = [record for record in corpus.records if record.document.iri in rows.by_document]
    return [rows.document(_sheet_label(record), record, short=True) for record in chosen]


class _Rows:
    """Makes rows and sheets of one wish."""

    def __init__(self, corpus: Corpus, wish: Wish, *, ledger: bool) -> None:
        self.base, self.wish, self.ledger = corpus.base, wish, ledger
        self.records = {record.document.iri or record.source.path: record for record in corpus.records}
        self.all = choose(duties(corpus, names=wish.names), wish.documents)
        self.by_document: dict[str, list[Duty]] = {}
        for duty in self.all:
            self.by_document.setdefault(duty.document, []).append(duty)
        self.kind = "督查台账" if ledger else "任务分工表"

    def columns(self, *before: Column, short: bool = False) -> tuple[Column, ...]:
        """The columns of the table, with others after 序号."""
        own = [replace(c, width=NARROW.get(c.head, c.width)) for c in DUTY] if self.ledger else list(DUTY)
        if self.wish.wording:
            own[1] = replace(own[1], width=52)
        if short:
            own = [replace(c, width=12) if c.head == "原文出处" else c for c in own]
        return (own[0], *before, *own[1:], *(REPORT if self.ledger else ()))

    def row(self, number: int, duty: Duty, *before: str, reporter: str = "", short: bool = False) -> Sequence[Cell]:
        grounds = "依据：" + "；".join(f"“{ground}”" for ground in duty.grounds) if duty.grounds else None
        note = f"时限依据：“{duty.due_quote}”" if duty.due_quote and duty.due_quote != duty.due else None
        task = duty.task + (f"\n{duty.wording}" if self.wish.wording and duty.wording else "")
        cells = [
            Cell(number),
            *(Cell(text) for text in before),
            Cell(task),
            Cell("\n".join(duty.targets)),
            Cell("、".join(duty.lead)),
            Cell(duty.others),
            Cell(duty.due, note=note, grey=bool(duty.due) and duty.due_quote is None),
            Cell(duty.place if short else duty.source),
            # Links stand on short words only: LibreOffice does not wrap a linked cell.
            Cell(
                duty.basis, note=grounds, link=self.wish.links.place(self.records[duty.document], duty.span, self.base)
            ),
        ]
        if self.ledger:
            cells += [Cell(None)] * 5 + [Cell(reporter or None), Cell(None), Cell(duty.measure)]
        return cells

    def whole(self, name: str) -> Sheet:
        rows = [self.row(n, duty, " ".join(duty.chapters[:1])) for n, duty in enumerate(self.all, 1)]
        count = len({duty.document for duty in self.all})
        return Sheet(
            name,
            self.columns(CHAPTER),
            rows,
            title=self.kind,
            subtitle=f"{count}份文件，{_tally(self.all)}",
            remarks=REMARKS,
            frozen=3,
        )

    def document(self, name: str, record: Record, *, short: bool = False) -> Sheet:
        """The sheet of one document; a 督查台账 has no chapter rows, so that it can be sorted and filtered."""
        own = self.by_document[record.document.iri or record.source.path]
        rows: list[Row] = []
        last: tuple[str, ...] = ()
        for number, duty in enumerate(own, 1):
            if not self.ledger:
                shared = next((i for i, (a, b) in enumerate(zip(last, duty.chapters, strict=False)) if a != b), None)
                shared = min(len(last), len(duty.chapters)) if shared is None else shared
                rows += [Heading(chapter) for chapter in duty.chapters[shared:]]
                last = duty.chapters
            rows.append(self.row(number, duty, short=short))
        head = record.document
        signed = "、".join(issuer.name for issuer in head.issuers)
        facts = [head.number, signed, head.date_signed, _tally(own)]
        return Sheet(
            name,
            self.columns(short=short),
            rows,
            title=marked_title(document_title(record)) + self.kind,
            subtitle="　".join(fact for fact in facts if fact),
            remarks=PRINTED_REMARKS if short else REMARKS,
            frozen=2,
        )

    def agency(self, name: str, entry: AgencyEntry, own: Sequence[Duty]) -> Sheet:
        """The sheet of one body: what it leads first, what only a blanket clause brings last."""
        iri, order = entry.agency.iri or "", list(PARTS)
        ranked = sorted(own, key=lambda duty: order.index(duty.parts[iri]))
        rows = [
            self.row(number, duty, PARTS[duty.parts[iri]], reporter=entry.agency.name)
            for number, duty in enumerate(ranked, 1)
        ]
        counts = [(word, sum(duty.parts[iri] == part for duty in own)) for part, word in PARTS.items()]
        return Sheet(
            name,
            self.columns(PART),
            rows,
            title=f"{entry.agency.name}{self.kind}",
            subtitle="、".join(f"{word}{count}项" for word, count in counts if count),
            remarks=REMARKS,
            frozen=3,
        )


def _tally(own: Sequence[Duty]) -> str:
    parts = [f"{len(own)}项任务"]
    for word, count in (
        ("牵头单位系推定", sum(duty.basis == INFERRED for duty in own)),
        ("未明确责任单位", sum(duty.basis == NOBODY for duty in own)),
    ):
        parts += [f"{word}{count}项"] if count else []
    return "，".join(parts)


def _sheet_label(record: Record) -> str:
    return record.document.number or document_title(record)


def _agencies(corpus: Corpus, wish: Wish, rows: Sequence[Duty]) -> list[tuple[AgencyEntry, list[Duty]]]:
    """The bodies with rows, those that lead most first; raises ``UsageError`` for a name that fits none."""
    held: dict[str, list[Duty]] = {}
    for duty in rows:
        for iri in duty.parts:
            held.setdefault(iri, []).append(duty)
    entries = [entry for entry in corpus.agencies if entry.agency.iri in held]
    if wish.agencies:
        entries = [entry for name in wish.agencies for entry in _named(name, entries)]
        entries = list(dict.fromkeys(entries))
    found = [(entry, held[entry.agency.iri or ""]) for entry in entries]

    def rank(item: tuple[AgencyEntry, list[Duty]]) -> tuple[int, int, str]:
        iri = item[0].agency.iri or ""
        led = sum(duty.parts[iri] == "lead" for duty in item[1])
        return -led, -sum(duty.parts[iri] != "blanket" for duty in item[1]), iri

    return sorted(found, key=rank)


def _named(name: str, entries: Sequence[AgencyEntry]) -> list[AgencyEntry]:
    exact = [e for e in entries if name in (e.agency.name, e.agency.iri, *e.surfaces)]
    found = exact or [e for e in entries if name in e.agency.name]
    if not found:
        raise UsageError(f"{name}: no agency of that name has a task here; see kg workload")
    return found


def _list_of_documents(
    documents: Sequence[Record], rows: _Rows, names: Sequence[str], links: Links, base: str
) -> Sheet:
    columns = (
        Column("序号", 6, "center"),
        Column("文件", 56),
        Column("发文字号", 24),
        Column("发文机关", 28),
        Column("成文日期", 12, "center"),
        Column("任务", 8, "right"),
        Column("指标", 8, "right"),
        Column("分表", 10, "center"),
        Column("工作台", 10, "center"),
        Column("文本", 10, "center"),
        *([Column("源文件", 10, "center")] if links.originals else []),
    )
    opens: Mapping[bool, str] = {True: "打开", False: ""}
    content = []
    for number, (record, name) in enumerate(zip(documents, names, strict=False), 1):
        head = record.document
        page, text, original = links.place(record, None, base), links.text(record), links.original(record)
        content.append(
            (
                number,
                document_title(record),
                head.number,
                "、".join(issuer.name for issuer in head.issuers),
                head.date_signed,
                len(rows.by_document[head.iri or record.source.path]),
                len(record.targets),
                Cell("查看", link=sheet_link(name)),
                Cell(opens[page is not None], link=page),
                Cell(opens[text is not None], link=text),
                *([Cell(opens[original is not None], link=original)] if links.originals else []),
            )
        )
    return Sheet("文件清单", columns, content, title="文件清单", subtitle=f"{len(documents)}份文件", frozen=2)
