"""A term that others make longer: counted over the folder, told by the status, the graph and the check-up alike."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pyoxigraph import Store

from extract.pipeline import read_records
from extract.sources.readers import SourceText
from kg.checking.check import check
from kg.checking.context import Context
from kg.checking.rules import packaged_rules
from kg.corpus import Corpus
from kg.graph.store import load_quads
from kg.graph.triples import corpus_quads
from kg.pages.states import states as states_by_day
from kg.resolving.resolve import resolve
from kg.resolving.status import extensions_in, status_rows
from ontology.model import Continuance, Record
from ontology.terms import PK

OFFICE, TITLE = "云河市人民政府", "云河市数据管理办法"
NOTICE = "《云河市延长有效期的通知》（云政发〔2022〕9号）"
LIST = "《云河市文件清理结果的通知》（云政发〔2023〕7号）"


def read(title: str, number: str, day: str, body: str) -> Record:
    head = f"{OFFICE}关于印发{title}的通知\n{number}\n\n各县区人民政府：\n现印发给你们，请遵照执行。"
    text = f"{head}\n\n{OFFICE}\n{day}\n\n{title}\n\n{body}\n"
    source = SourceText(path=f"{number}.txt", text=text, sha256=number * 8, media_type="text/plain", encoding="utf-8")
    (record,) = read_records(source)
    return record


def act(ending: str = "本办法自2018年1月1日起施行，有效期至2022年12月31日。") -> Record:
    return read(TITLE, "云政发〔2018〕3号", "2018年1月1日", f"第一条 数据应当共享。\n第二条 {ending}")


def notice(said: str, day: str = "2022年11月1日") -> Record:
    title = NOTICE[1 : NOTICE.index("》")]
    return read(title, "云政发〔2022〕9号", day, f"一、《{TITLE}》（云政发〔2018〕3号）{said}。")


def cleaning() -> Record:
    title, item = LIST[1 : LIST.index("》")], f"1.《{TITLE}》（云政发〔2018〕3号）"
    return read(title, "云政发〔2023〕7号", "2023年3月1日", f"一、下列文件继续有效：\n{item}")


def told(corpus: Corpus) -> list[Continuance]:
    return [c.continuance for record in corpus.records for c in record.citations if c.continuance]


def states(records: Iterable[Record], *days: str) -> list[tuple[str, str]]:
    corpus = resolve(records)
    return [next((s, why) for title, _, s, why in status_rows(corpus, day) if title == TITLE) for day in days]


DAYS = ("2022-10-01", "2024-01-01", "2028-01-01")


@pytest.mark.parametrize("said", ["有效期延长至2027年12月31日", "有效期延长5年"])
def test_a_longer_term_holds_from_the_day_it_is_told(said: str) -> None:
    assert states([act(), notice(said)], *DAYS) == [
        ("有效", "有效期至2022-12-31"),
        ("有效", f"有效期至2027-12-31（经{NOTICE}延长）"),
        ("失效", f"有效期至2027-12-31（经{NOTICE}延长）"),
    ]


def test_years_are_counted_from_the_end_before_and_say_so() -> None:
    (found,) = told(resolve([act(), notice("有效期延长6个月")]))
    assert (found.until, found.months, found.reason) == ("2023-06-30", 6, "由原截止日2022-12-31推算")


def test_without_an_end_before_nothing_is_counted() -> None:
    open_term = act("本办法自2018年1月1日起施行。")
    (found,) = told(resolve([open_term, notice("有效期延长5年")]))
    assert (found.until, found.reason) == (None, "原有效期截止日不明，无法推算")
    assert states([open_term, notice("有效期延长5年")], "2030-01-01") == [
        ("有效", f"2022-11-01经{NOTICE}延长有效期5年，原截止日不明")
    ]


def test_what_two_documents_tell_is_added_once_and_a_later_extension_again() -> None:
    again = read(
        "云河市文件工作要点", "云政发〔2022〕10号", "2022年12月1日", f"《{TITLE}》（云政发〔2018〕3号）有效期延长5年。"
    )
    later = read(
        "云河市再次延期通知", "云政发〔2027〕1号", "2027年6月1日", f"《{TITLE}》（云政发〔2018〕3号）有效期延长1年。"
    )
    corpus = resolve([act(), notice("有效期延长5年"), again, later])
    assert sorted(c.until or "" for c in told(corpus)) == ["2027-12-31", "2027-12-31", "2028-12-31"]
    assert resolve([later, again, notice("有效期延长5年"), act()]) == corpus


def test_declared_to_hold_on_it_does_until_something_else_is_said() -> None:
    assert states([act(), cleaning()], "2023-02-01", "2024-01-01", "2040-01-01") == [
        ("失效", "有效期至2022-12-31"),
        ("有效", f"2023-03-01经{LIST}宣布继续有效（原有效期至2022-12-31）"),
        ("有效", f"2023-03-01经{LIST}宣布继续有效（原有效期至2022-12-31）"),
    ]
    repealing = read(
        "云河市数据条例", "云政发〔2025〕1号", "2025年1月1日", f"《{TITLE}》（云政发〔2018〕3号）同时废止。"
    )
    assert states([act(), cleaning(), repealing], "2024-01-01", "2026-01-01") == [
        ("有效", f"2023-03-01经{LIST}宣布继续有效（原有效期至2022-12-31）"),
        ("废止", "2025-01-01被《云河市数据条例》（云政发〔2025〕1号）废止"),
    ]


def test_the_page_tells_the_same_for_every_day() -> None:
    corpus = resolve([act(), notice("有效期延长5年"), cleaning()])
    (record,) = (record for record in corpus.records if record.document.title == TITLE)
    days = states_by_day(record.document, (), extensions_in(corpus)[record.document.iri or ""])
    assert [(day, state) for day, state, _ in days] == [
        ("", "未施行"),
        ("2018-01-01", "有效"),
        ("2022-11-01", "有效"),
        ("2023-03-01", "有效"),
    ]


def test_the_graph_holds_the_statement_with_its_words() -> None:
    store = load_quads(Store(), corpus_quads(resolve([act(), notice("有效期延长5年")])))
    rows = Context(store, lambda document: "").rows(
        """SELECT ?act ?until ?months ?inferred ?reason ?rule ?words {
          ?c a pk:Continuance ; pk:continues/eli:number ?act ; pk:continuedUntil ?until ; pk:addedMonths ?months ;
            pk:inferred ?inferred ; pk:reason ?reason ; pk:rule ?rule ; pk:evidence/oa:exact ?words }"""
    )
    assert [dict(row) for row in rows] == [
        {
            "act": "云政发〔2018〕3号",
            "until": "2027-12-31",
            "months": "60",
            "inferred": "true",
            "reason": "由原截止日2022-12-31推算",
            "rule": "continuance.said.added",
            "words": f"《{TITLE}》（云政发〔2018〕3号）有效期延长5年",
        }
    ]
    assert not list(store.quads_for_pattern(None, PK["Relation-repeals"], None, None))


@pytest.mark.parametrize(
    ("others", "day", "found"),
    [
        ([], "2024年4月7日", 1),
        ([notice("有效期延长5年")], "2024年4月7日", 0),
        ([notice("有效期延长1年")], "2024年4月7日", 1),
        ([notice("有效期延长5年", "2024年11月1日")], "2024年4月7日", 1),  # told too late
        ([cleaning()], "2024年4月7日", 0),
    ],
)
def test_the_check_up_knows_it(others: list[Record], day: str, found: int) -> None:
    citing = read("云河市共享方案", "云政发〔2024〕8号", day, f"根据《{TITLE}》（云政发〔2018〕3号）制定本方案。")
    store = load_quads(Store(), corpus_quads(resolve([act(), citing, *others])))
    rules = [rule for rule in packaged_rules() if rule.info.id == "citation.not-in-force"]
    assert len(check(Context(store, lambda document: ""), rules)) == found
