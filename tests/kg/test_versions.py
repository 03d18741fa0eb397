"""Versions of one document: which follows which, and what the graph and the status say of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Store

from kg.graph.query import find_query, run_query
from kg.graph.store import load_quads
from kg.graph.triples import corpus_quads
from kg.resolving.resolve import resolve
from kg.resolving.status import status_rows
from ontology.model import Record
from tests.factories import make_record

PLAIN, TRIAL = "云河市数据管理办法", "云河市数据管理暂行办法"


def made(title: str, date: str | None, number: str, path: str) -> Record:
    record = make_record()
    head = replace(
        record.document, iri=None, title=title, cover_title=None, number=number, date_signed=date, date_published=None
    )
    source = replace(record.source, path=path, sha256=path * 8, text_sha256=path * 8)
    return replace(record, source=source, document=replace(head, effective_from=None, effective_until=None))


@pytest.mark.parametrize(
    ("older", "newer", "linked"),
    [
        (TRIAL, PLAIN, True),
        (f"{PLAIN}（试行）", "数据管理办法", True),
        (PLAIN, f"{PLAIN}（2023年修订）", True),
        (f"{PLAIN}(暂行)", f"{PLAIN}（修订）", True),
        (PLAIN, PLAIN, False),  # nothing says that the second supplants the first
        (TRIAL, "云河市数据交易管理办法", False),
        ("云河市2021年工作要点", "云河市2022年工作要点", False),
    ],
)
def test_titles_that_differ_by_words_of_versions_only(older: str, newer: str, linked: bool) -> None:
    records = [made(newer, "2023-05-01", "云政发〔2023〕9号", "b"), made(older, "2019-01-02", "云政发〔2019〕3号", "a")]
    versions = resolve(records).versions
    assert [(version.later[-6:], version.earlier[-6:]) for version in versions] == (
        [("2023-9", "2019-3")] if linked else []
    )
    assert resolve(records[::-1]).versions == versions


def test_without_dates_the_years_of_the_numbers_decide_and_without_either_nothing_does() -> None:
    numbered = [made(TRIAL, None, "云政发〔2019〕3号", "a"), made(PLAIN, None, "云政发〔2023〕9号", "b")]
    assert len(resolve(numbered).versions) == 1
    same_year = [made(TRIAL, None, "云政发〔2023〕3号", "a"), made(PLAIN, None, "云政发〔2023〕9号", "b")]
    assert resolve(same_year).versions == ()


def test_graph_and_status_tell_the_later_version() -> None:
    records = [
        made(TRIAL, "2019-01-02", "云政发〔2019〕3号", "a"),
        made(PLAIN, "2023-05-01", "云政发〔2023〕9号", "b"),
    ]
    corpus = resolve(records)
    query = find_query("版本")
    assert query is not None
    (row,) = run_query(load_quads(Store(), corpus_quads(corpus)), query.text).rows
    assert [term.value for term in row if term is not None][::3] == [PLAIN, TRIAL]
    told = {title: reason for title, _, _, reason in status_rows(corpus, "2024-01-01")}
    assert f"2023-05-01已有后出版本《{PLAIN}》" in told[TRIAL]
    assert "后出版本" not in told[PLAIN]
    before = {title: reason for title, _, _, reason in status_rows(corpus, "2020-01-01")}
    assert "后出版本" not in before[TRIAL]


def test_the_status_tells_amendments_from_their_day_on() -> None:
    amended = made(PLAIN, "2019-01-02", "云政发〔2019〕3号", "a")
    amending = made("云河市关于修改部分文件的决定", "2023-05-01", "云政发〔2023〕9号", "b")
    citation = replace(amending.citations[0], title=PLAIN, number="云政发〔2019〕3号", relation="amends", iri=None)
    corpus = resolve([amended, replace(amending, citations=(citation,))])
    told = {title: reason for title, _, _, reason in status_rows(corpus, "2024-01-01")}
    assert told[PLAIN].endswith("；2023-05-01经《云河市关于修改部分文件的决定》（云政发〔2023〕9号）修改")
    before = {title: reason for title, _, _, reason in status_rows(corpus, "2020-01-01")}
    assert "修改" not in before[PLAIN]
