"""Was a document in force on a certain day? Computed from its own dates and from what others repeal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pyoxigraph import Literal as RdfLiteral

from kg.corpus import Corpus
from kg.days import first_day, last_day
from kg.resolving.versions import followed_by
from kg.results import Result, Term
from ontology.data import load_toml
from ontology.model import Header, Record, Relation

State = Literal["有效", "失效", "废止", "未施行", "不明"]


@dataclass(frozen=True, slots=True)
class Repeal:
    """A document that repeals another: how it is called, and the day from which it does (ISO)."""

    name: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Extension:
    """That another document lets one go on: the day it was told, the new last day (ISO), and how it is called.

    Without a last day it goes on until something else is said; ``months`` are those added to a term of unknown end.
    """

    told: str
    until: str | None
    months: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Status:
    """Whether a document is in force, and why; ``dated`` when a date proves it rather than a word on a page."""

    state: State
    reason: str
    dated: bool


def status_at(
    document: Record | Header, date: str, repealed_by: Sequence[Repeal] = (), extended_by: Sequence[Extension] = ()
) -> Status:
    """The status of the document on ``date`` (ISO day), with the reason in Chinese.

    Repeal comes before expiry, dates come before what the page says. A date known by year or month only counts from
    its first day where something begins and to its last where something ends. Without any date the status is 不明.

    >>> status_at(Header(effective_from="2024-03-01", effective_until="2026-02-28"), "2026-03-01")
    Status(state='失效', reason='有效期至2026-02-28', dated=True)
    """
    head = document.document if isinstance(document, Record) else document
    begins = head.effective_from or head.date_signed or head.date_published
    until, term, goes_on = _end(head.effective_until, [e for e in extended_by if e.told <= date])
    repeals = sorted((first_day(repeal.date), repeal.name) for repeal in repealed_by if repeal.date)
    if repeals and repeals[0][0] <= date:
        return Status("废止", f"{repeals[0][0]}被{repeals[0][1]}废止", dated=True)
    if until and last_day(until) < date:
        return Status("失效", term, dated=True)
    if begins and first_day(begins) > date:
        word = "施行" if head.effective_from else "成文" if head.date_signed else "发布"
        return Status("未施行", f"{begins}{word}", dated=True)
    undated = sorted(repeal.name for repeal in repealed_by if not repeal.date)
    if undated:
        return Status("不明", f"被{undated[0]}废止，废止日期不明", dated=False)
    if goes_on:
        return Status("有效", term, dated=False)
    if head.status and not until:
        return _as_printed(head.status)
    if begins is None:
        return Status("不明", "未见成文、施行或失效日期", dated=False)
    if until:
        return Status("有效", term, dated=True)
    word = "施行" if head.effective_from else "成文" if head.date_signed else "发布"
    return Status("有效", f"{begins}{word}，未见失效日期和废止记录", dated=False)


def _end(until: str | None, extensions: Sequence[Extension]) -> tuple[str | None, str, bool]:
    """The last day after all that was said, in words too; and whether it goes on without one because that was said.

    What was said last counts; a term is never made shorter by what makes terms longer.
    """
    term, goes_on = f"有效期至{until}", False
    for extension in sorted(extensions, key=_in_order):
        if extension.until is None:
            before = f"（原有效期至{until}）" if until else ""
            word = f"延长有效期{_months(extension.months)}，原截止日不明" if extension.months else "宣布继续有效"
            until, term, goes_on = None, f"{extension.told}经{extension.name}{word}{before}", True
        elif goes_on or last_day(until or "0001") < last_day(extension.until):
            until, term, goes_on = extension.until, f"有效期至{extension.until}（经{extension.name}延长）", False
    return until, term, goes_on


def _months(count: int) -> str:
    return f"{count // 12}年" if count % 12 == 0 else f"{count}个月"


def repeals_in(corpus: Corpus) -> Mapping[str, tuple[Repeal, ...]]:
    """By IRI of the repealed document: what the documents of the corpus repeal, also those that are only cited."""
    found = _changes(corpus, "repeals")
    return {key: tuple(Repeal(name, date or None) for date, name in changes) for key, changes in found.items()}


def _changes(corpus: Corpus, relation: Relation) -> Mapping[str, Sequence[tuple[str, str]]]:
    """By IRI of the document that is repealed or amended: since when (empty if unknown) and by what, in that order."""
    found: dict[str, set[tuple[str, str]]] = {}
    for record in corpus.records:
        head = record.document
        change = (head.effective_from or head.date_signed or "", document_name(head.title, head.number))
        for citation in record.citations:
            if citation.relation == relation and citation.iri and citation.iri != head.iri:
                found.setdefault(citation.iri, set()).add(change)
    return {key: sorted(found[key]) for key in sorted(found)}


def extensions_in(corpus: Corpus) -> Mapping[str, tuple[Extension, ...]]:
    """By IRI of the document that goes on: what documents of the corpus with a day of their own say so."""
    found: dict[str, set[Extension]] = {}
    for record in corpus.records:
        head = record.document
        told = head.date_signed or head.effective_from
        for citation in record.citations:
            said = citation.continuance
            if said and told and citation.iri and citation.iri != head.iri:
                name = document_name(head.title, head.number)
                extension = Extension(first_day(told), said.until, said.months, name)
                found.setdefault(citation.iri, set()).add(extension)
    return {key: tuple(sorted(found[key], key=_in_order)) for key in sorted(found)}


def _in_order(extension: Extension) -> tuple[str, str, str]:
    return extension.told, extension.until or "", extension.name


def status_rows(corpus: Corpus, date: str) -> list[tuple[str, str, str, str]]:
    """Title, number, status and reason of every document on ``date``, by number and title."""
    repeals, amended = repeals_in(corpus), _changes(corpus, "amends")
    extended, later = extensions_in(corpus), followed_by(corpus.records, corpus.versions)
    rows = []
    for record in corpus.records:
        head = record.document
        status = status_at(head, date, repeals.get(head.iri or "", ()), extended.get(head.iri or "", ()))
        for since, name in amended.get(head.iri or "", ()):
            if since and first_day(since) <= date and status.state in ("有效", "不明"):
                status = Status(status.state, f"{status.reason}；{since}经{name}修改", status.dated)
        since, name = later.get(head.iri or "", ("", ""))
        if since and first_day(since) <= date and status.state in ("有效", "不明"):
            status = Status(status.state, f"{status.reason}；{since}已有后出版本《{name}》", status.dated)
        title = head.title or head.cover_title or record.source.path
        rows.append((title, head.number or "", status.state, status.reason))
    return sorted(rows, key=lambda row: (row[1] or "\uffff", row[0]))


def with_status(result: Result, corpus: Corpus, date: str) -> Result:
    """The rows of the lineage query, each with the status of its document and of its ancestor on ``date``.

    An ancestor that is not in the corpus has the status its citations leave open: none.
    """
    known = {(title, number): state for title, number, state, _ in status_rows(corpus, date)}
    ends = (("title", "number", "status"), ("ancestor_title", "ancestor_number", "ancestor_status"))
    rows = []
    for row in result.rows:
        cells = dict(zip(result.columns, row, strict=True))
        states = [known.get((_text(cells.get(title)), _text(cells.get(number)))) for title, number, _ in ends]
        rows.append((*row, *(RdfLiteral(state) if state else None for state in states)))
    return Result(result.kind, (*result.columns, *(end[2] for end in ends)), tuple(rows))


def _text(term: Term) -> str:
    return "" if term is None else term.value


def document_name(title: str | None, number: str | None) -> str:
    """How a sentence calls a document: 《标题》（文号）.

    >>> document_name("云河市数据管理办法", None)
    '《云河市数据管理办法》'
    """
    if title:
        return f"《{title}》（{number}）" if number else f"《{title}》"
    return number or "一份未读出标题的文件"


def _as_printed(status: str) -> Status:
    """What the page says; a page is of an unknown day, so it proves nothing about another."""
    meaning = load_toml("status.toml").get(status)
    state: State = "不明"
    if meaning == "InForce-notInForce":
        state = "废止" if "废止" in status else "失效"
    elif meaning is not None:
        state = "有效"
    return Status(state, f"页面标明“{status}”，未注明日期", dated=False)
