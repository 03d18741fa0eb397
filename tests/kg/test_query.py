"""Named questions answer with their proof, in any SPARQL engine, and nothing can be smuggled into them."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import oxrdflib
import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.query import bind_params, find_query, named_queries, refuse_unsafe, run_query
from kg.graph.store import load_quads
from kg.graph.triples import corpus_quads
from kg.results import Result, column_labels, render_csv, render_json, render_table, render_ttl, render_xml
from ontology.errors import UsageError
from tests.factories import NUMBER, PARENT_NUMBER, make_corpus

REQUIRED = {
    "leads": {"agency": "市工信局"},
    "joins": {"agency": "市财政局"},
    "due": {"year": "2021"},
    "leads-due": {"agency": "市工信局", "year": "2021"},
    "search": {"text": "5G"},
    "evidence": {"number": NUMBER},
}


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    return load_quads(pyoxigraph.Store(), corpus_quads(make_corpus()))


def column(result: Result, name: str) -> list[str]:
    return [row[result.columns.index(name)] for row in result.values()]


def test_there_are_the_questions_that_planners_ask() -> None:
    titles = {query.title for query in named_queries().values()}
    assert titles >= {
        "负荷",
        "牵头",
        "配合",
        "到期",
        "脉络",
        "落实",
        "缺失",
        "未决",
        "指标",
        "共事",
        "兜底",
        "无主",
        "资金",
    }
    assert titles >= {"检索", "文件", "废止", "依据"}


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_every_parameter_is_in_the_text_and_every_row_is_ordered(name: str) -> None:
    query = named_queries()[name]
    for parameter in query.params:
        assert f"VALUES ?param_{parameter.name} {{ UNDEF }}" in query.text
        assert parameter.meaning
    assert query.text.count("?param_") >= 2 * len(query.params)
    assert "ORDER BY" in query.text or "CONSTRUCT" in query.text


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_every_column_has_a_chinese_name(store: pyoxigraph.Store, name: str) -> None:
    result = run_query(store, name, REQUIRED.get(name))
    if result.kind == "select":
        assert set(result.columns) <= set(column_labels())


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_no_row_comes_twice(store: pyoxigraph.Store, name: str) -> None:
    rows = run_query(store, name, REQUIRED.get(name)).rows
    if name != "evidence":  # one mention may prove several facts
        assert len(set(rows)) == len(rows)


def test_which_documents_implement_a_number(store: pyoxigraph.Store) -> None:
    result = run_query(store, "落实", {"number": "临政办发[2020]8号"})
    assert column(result, "number") == [NUMBER]
    assert column(result, "quote") == ["《临海省数字经济发展行动计划》(临政办发〔2020〕8号)"]


def test_workload_counts_by_role(store: pyoxigraph.Store) -> None:
    result = run_query(store, "负荷", {"agency": "工信局"})
    assert [row[:5] for row in result.values()] == [("云河市工业和信息化局", "2", "0", "0", "2")]


def test_what_an_agency_leads_says_whether_it_is_inferred(store: pyoxigraph.Store) -> None:
    result = run_query(store, "牵头", {"agency": "云河市工业和信息化局"})
    pairs = list(zip(column(result, "measure"), column(result, "basis"), strict=True))
    assert pairs == [("建设新型基础设施", "写明"), ("培育数字企业", "按排序规则推定")]


def test_what_falls_due_and_whose_it_is(store: pyoxigraph.Store) -> None:
    result = run_query(store, "到期", {"year": "2021"})
    assert set(column(result, "what")) == {"培育数字企业", "规上企业上云率"}
    assert set(column(result, "leads")) == {"云河市工业和信息化局"}
    assert "2021年6月前完成" in column(result, "quote")


def test_what_an_agency_leads_by_a_year(store: pyoxigraph.Store) -> None:
    found = {
        year: run_query(store, "限期牵头", {"agency": "工信局", "year": year}) for year in ("2019", "2020", "2021")
    }
    assert [column(result, "measure") for result in found.values()] == [
        [],
        ["建设新型基础设施"],
        ["建设新型基础设施", "培育数字企业"],
    ]


def test_a_target_outside_measures_falls_due_on_nobody(store: pyoxigraph.Store) -> None:
    result = run_query(store, "到期", {"year": "2025"})
    assert [row[2:6] for row in result.values()] == [("45", "%", "", "")]


def test_lineage_says_what_is_in_the_corpus(store: pyoxigraph.Store) -> None:
    result = run_query(store, "脉络", {"number": PARENT_NUMBER})
    assert [row[2:] for row in result.values()] == [(PARENT_NUMBER, "临海省数字经济发展行动计划", "是", "")]
    assert "否" in column(run_query(store, "脉络"), "in_corpus")


def test_the_blanket_clause_is_the_proof(store: pyoxigraph.Store) -> None:
    assert run_query(store, "兜底").values() == [("各县区人民政府", NUMBER, "各县区人民政府均需负责,不再列出", "3")]


def test_open_mentions_come_with_the_reason(store: pyoxigraph.Store) -> None:
    assert run_query(store, "未决").values() == [("单位", "有关部门", "1", "泛指,不指向具体单位")]


def test_bounds_and_ranges_are_told_apart(store: pyoxigraph.Store) -> None:
    rows = {row[0]: row[1:5] for row in run_query(store, "指标").values()}
    assert rows["数字企业"] == ("区间", "30", "50", "家")
    assert rows["上云企业补助"] == ("不高于", "20", "", "万元")


def _quad_rows(store: pyoxigraph.Store, text: str) -> list[tuple[str, ...]]:
    """The same query through rdflib's API, concatenations sorted: their order is the engine's affair."""
    dataset = rdflib.Dataset(store=oxrdflib.OxigraphStore(store=store), default_union=True)
    return sorted(tuple(_sorted(str(term)) if term is not None else "" for term in row) for row in dataset.query(text))


def _sorted(text: str) -> str:
    return "、".join(sorted(text.split("、")))


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_rdflib_gives_the_same_rows(store: pyoxigraph.Store, name: str) -> None:
    query, params = named_queries()[name], REQUIRED.get(name, {})
    ours = sorted(tuple(_sorted(cell) for cell in row) for row in run_query(store, name, params).values())
    assert _quad_rows(store, bind_params(query.text, params, query)) == ours


@pytest.mark.parametrize("name", ["workload", "leads", "lineage", "stubs", "unresolved", "blanket"])
def test_another_engine_gives_the_same_rows(store: pyoxigraph.Store, name: str) -> None:
    """rdflib's own evaluation, which shares no code with the store's."""
    query, params = named_queries()[name], REQUIRED.get(name, {})
    graph = rdflib.Graph()
    lines = b"".join(f"{quad.triple} .\n".encode() for quad in store)
    graph.parse(data=lines, format="nt")
    rows = graph.query(bind_params(query.text, params, query))
    theirs = sorted(tuple(str(term) if term is not None else "" for term in row) for row in rows)
    assert theirs == sorted(run_query(store, name, params).values())


@given(st.text(min_size=1))
def test_a_parameter_is_one_literal_whatever_it_says(value: str) -> None:
    text = bind_params("SELECT ?param_x WHERE { VALUES ?param_x { UNDEF } }", {"x": value})
    [row] = pyoxigraph.Store().query(text)
    assert row["param_x"].value == value


def test_free_sparql_needs_no_prefix_declarations(store: pyoxigraph.Store) -> None:
    result = run_query(store, "SELECT (COUNT(*) AS ?n) { ?m a pk:Measure }")
    assert result.values() == [("4",)]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://192.0.2.1/sparql> { ?s ?p ?o } }",
        "select * { service silent <http://192.0.2.1/sparql> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '#' . SERVICE<http://192.0.2.1/>{?s ?p ?o} }",
        'SELECT * { ?s ?p """a"b""" . SERVICE ?x { ?s ?p ?o } }',
        "SELECT * { FILTER(?a<?b)SERVICE<http://192.0.2.1/>{} }",
        "SELECT * { \\u0053ERVICE <http://192.0.2.1/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "\\u0022 . SERVICE <http://192.0.2.1/> { ?s ?p ?o } # " }',
        "LOAD <http://192.0.2.1/data>",
        "PREFIX a: <http://192.0.2.1/> INSERT DATA { a:b a:c a:d }",
        "# SELECT\nDELETE WHERE { ?s ?p ?o }",
        "DROP ALL ; SELECT * { ?s ?p ?o }",
    ],
)
def test_fetching_and_changing_are_refused(store: pyoxigraph.Store, text: str) -> None:
    with pytest.raises(UsageError, match=r"refused|no SPARQL|no query"):
        run_query(store, text)
    assert len(store) == len(corpus_quads(make_corpus()))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p 'SERVICE' } # SERVICE",
        "SELECT ?service { ?service ?p <http://example.org/service> }",
        "PREFIX service: <http://example.org/> SELECT * { ?s service:load ?o }",
    ],
)
def test_the_words_themselves_are_harmless(text: str) -> None:
    refuse_unsafe(text)


@pytest.mark.parametrize(
    ("text", "params", "message"),
    [
        ("负何", {}, r"did you mean 负荷"),
        ("牵头", {}, r"needs a value: agency="),
        ("牵头", {"organ": "x"}, r"no parameter 'organ'; it takes agency"),
        ("SELECT * { ?s ?p", {}, r"is no SPARQL"),
        ("SELECT * { ?s ?p ?o }", {"agency": "x"}, r"it takes none"),
    ],
)
def test_a_wrong_call_is_told_the_remedy(
    store: pyoxigraph.Store, text: str, params: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        run_query(store, text, params)


def test_names_in_both_languages_find_the_same_query() -> None:
    assert find_query("workload") == find_query("负荷") == find_query("工作量")
    assert find_query("nothing") is None


def test_tables_have_chinese_headings(store: pyoxigraph.Store) -> None:
    table = render_table(run_query(store, "负荷"), width=100)
    assert "牵头" in table.splitlines()[1]
    assert "云河市工业和信息化局" in table


def test_csv_reads_back(store: pyoxigraph.Store) -> None:
    result = run_query(store, "文件")
    rows = list(csv.reader(io.StringIO(render_csv(result), newline="")))
    assert rows == [list(result.columns), *(list(row) for row in result.values())]


def test_json_and_xml_are_what_other_tools_read(store: pyoxigraph.Store) -> None:
    result = run_query(
        store, "SELECT ?m ?t { ?m a pk:Measure ; dcterms:title ?t OPTIONAL { ?m pk:deadline ?d } } ORDER BY ?m"
    )
    for text, form in (
        (render_json(result), pyoxigraph.QueryResultsFormat.JSON),
        (render_xml(result), pyoxigraph.QueryResultsFormat.XML),
    ):
        read = pyoxigraph.parse_query_results(text.encode(), form)
        assert isinstance(read, pyoxigraph.QuerySolutions)
        assert [(row["m"], row["t"]) for row in read] == list(result.rows)


def test_a_question_of_yes_or_no(store: pyoxigraph.Store) -> None:
    result = run_query(store, "ASK { ?m a pk:Measure }")
    assert json.loads(render_json(result))["boolean"] is True
    assert ElementTree.fromstring(render_xml(result)).findtext("{*}boolean") == "true"


def test_a_constructed_graph_is_turtle(store: pyoxigraph.Store) -> None:
    graph = rdflib.Graph().parse(data=render_ttl(run_query(store, "分工图", {"number": NUMBER})), format="turtle")
    assert len(graph) == len(run_query(store, "分工图", {"number": NUMBER}).rows)
    with pytest.raises(UsageError, match="CONSTRUCT"):
        render_ttl(run_query(store, "负荷"))
