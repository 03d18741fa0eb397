"""Networks of the corpus: what nodes and edges carry, and where they stand."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import networkx as nx
import pytest

from kg.contacts import mask_contacts
from kg.networks.layout import MIN_DISTANCE, layout
from kg.networks.network import Load, agency_agency, agency_measure, centrality, explain, lineage, loads
from kg.pages.lanes import lanes
from kg.pages.workbench import view_model
from kg.short_names import short_names
from kg.tables import table_rows
from ontology.model import Region
from tests.factories import (
    COUNTIES,
    DATA,
    FINANCE,
    INDUSTRY,
    LAND,
    OFFICE,
    SCIENCE,
    make_agency,
    make_corpus,
    make_record,
)

CORPUS = make_corpus()


def named(net: nx.Graph, name: str) -> str:
    return next(node for node, held in net.nodes(data=True) if held.get("name") == name or held.get("title") == name)


@pytest.mark.parametrize(
    ("agency", "load"),
    [
        (INDUSTRY, Load(led=2, documents=1)),
        (FINANCE, Load(joined=1, documents=1)),
        (DATA, Load(responsible=1, documents=1)),
        (COUNTIES, Load(blanket=3, documents=1)),
        (OFFICE, Load()),  # it only signs
    ],
)
def test_load_counts_measures_by_role(agency, load):
    assert loads(CORPUS)[agency.iri] == load


def test_stated_part_outweighs_the_blanket_clause():
    record = make_record()
    extra = next(item for item in record.responsibilities if item.basis == "default_clause" and item.measure == "m1")
    both = replace(record, responsibilities=(*record.responsibilities, replace(extra, basis="stated")))
    load = loads(make_corpus(both))[COUNTIES.iri]
    assert (load.responsible, load.blanket, load.total) == (1, 2, 3)


def test_bipartite_edges_carry_role_basis_and_proof():
    net = agency_measure(CORPUS, functions={"industry-it": "工业和信息化"})
    edges = net.out_edges(INDUSTRY.iri, data=True)
    inferred = next(held for _, _, held in edges if held["basis"] == "ordering_rule")
    assert inferred["role"] == "lead"
    assert inferred["inferred"] is True
    assert inferred["quote"] == "市工信局"
    assert inferred["rule_quote"] == "排第一的为牵头部门"
    node = net.nodes[INDUSTRY.iri]
    assert (node["led"], node["function_name"], node["region_name"]) == (2, "工业和信息化", "临海省云河市")
    measure = net.nodes[named(net, "培育数字企业")]
    assert (measure["kind"], measure["deadline"], measure["targets"]) == ("measure", "2021-06", 3)


def test_unresolved_mentions_are_no_nodes():
    assert not any("有关部门" in str(held) for _, held in agency_measure(CORPUS).nodes(data=True))


def test_cooperation_counts_shared_measures_and_who_leads():
    net = agency_agency(CORPUS)
    held = net.edges[INDUSTRY.iri, FINANCE.iri]
    leads = {held["first"]: held["first_leads"]}.get(INDUSTRY.iri, held["second_leads"])
    assert (held["weight"], leads) == (1, 1)
    assert net.has_edge(FINANCE.iri, LAND.iri)
    assert net.has_edge(INDUSTRY.iri, SCIENCE.iri)
    assert not net.degree(COUNTIES.iri)  # a blanket clause ties nobody together
    assert agency_agency(CORPUS, blanket=True).degree(COUNTIES.iri) == 5


def test_lineage_links_present_and_missing_documents():
    net = lineage(CORPUS)
    city, parent = named(net, "云河市加快数字经济发展实施方案"), named(net, "临海省数字经济发展行动计划")
    assert net.edges[city, parent, "implements"]["quote"] == "《临海省数字经济发展行动计划》(临政办发〔2020〕8号)"
    assert net.nodes[parent]["stub"] is False
    missing = net.nodes[named(net, "临海省信息化条例")]
    assert (missing["stub"], missing["cited_by"]) == (True, 1)
    assert all(value not in (None, "") for _, held in net.nodes(data=True) for value in held.values())


def test_networks_do_not_depend_on_the_order_of_records():
    turned = make_corpus(*reversed(CORPUS.records))
    for make in (agency_measure, agency_agency, lineage):
        assert list(make(turned).edges(data=True)) == list(make(CORPUS).edges(data=True))


def test_standing_is_that_of_the_part_one_belongs_to():
    star = nx.Graph([("中心", "甲"), ("中心", "乙"), ("丙", "丁"), ("丁", "戊"), ("戊", "己")])
    assert centrality(star)["中心"].betweenness == 1.0
    assert centrality(star)["丁"].betweenness == pytest.approx(2 / 3, abs=1e-4)


def test_standing_is_explained_in_words():
    star = nx.star_graph(["中心", "甲", "乙", "丙", "丁", "戊"])
    standing = centrality(star)["中心"]
    assert (standing.partners, standing.betweenness) == (5, 1.0)
    assert "枢纽" not in explain(centrality(nx.star_graph(["中心", "甲", "乙"]))["中心"])
    assert "100%" in explain(standing)
    assert "枢纽" in explain(standing)
    assert explain(centrality(star)["甲"]).endswith("不依赖它中转。")
    assert explain(centrality(nx.empty_graph(1))[0]) == "没有与其他单位共同承担的任务。"


# ---- positions ------------------------------------------------------------------------------------------------------


def test_layout_depends_on_the_graph_alone():
    edges = [(f"n{a}", f"n{b}") for a, b in nx.connected_watts_strogatz_graph(40, 4, 0.3, seed=2).edges]
    assert layout(nx.Graph(edges)) == layout(nx.Graph([(b, a) for a, b in reversed(edges)]))
    assert layout(nx.Graph(edges), seed=2) != layout(nx.Graph(edges), seed=3)


@pytest.mark.parametrize(
    "graph",
    [nx.complete_graph(30), nx.star_graph(40), nx.path_graph(2), nx.balanced_tree(3, 3), nx.empty_graph(5)],
    ids=["complete", "star", "pair", "tree", "no edges"],
)
def test_no_two_nodes_on_top_of_each_other(graph):
    places = layout(graph)
    assert len(places) == len(graph)
    assert min(math.dist(a, b) for a, b in itertools.combinations(places.values(), 2)) > MIN_DISTANCE * 0.7


def test_layout_of_a_large_component_and_of_nothing():
    assert layout(nx.Graph()) == {}
    assert len(layout(nx.barabasi_albert_graph(420, 2, seed=1))) == 420


def test_layout_keeps_the_distances_of_the_graph():
    """A path stays a path: its ends are its farthest nodes."""
    places = layout(nx.path_graph(12))
    far = max(itertools.combinations(places, 2), key=lambda pair: math.dist(places[pair[0]], places[pair[1]]))
    assert set(far) == {0, 11}


def test_lanes_put_levels_below_each_other_and_years_side_by_side():
    rows = [{"level": "city", "year": 2020}, {"level": "province", "year": 2019}, {"level": None, "year": None}]
    found = lanes(rows, [{"level": "city", "year": 2019}])
    city, province, unknown = found["docs"]
    assert province[1] < city[1] < unknown[1]
    assert province[0] < city[0] < unknown[0]
    assert found["stubs"] == [(province[0], city[1])]
    assert [level for level, _, _ in found["lanes"]] == ["province", "city", None]
    assert [year for year, _, _ in found["years"]] == [2019, 2020, None]


# ---- the view model -------------------------------------------------------------------------------------------------


def test_contacts_are_covered_without_moving_the_text():
    record = make_record()
    text = (
        record.text
        + "(联系人:云河市财政局 林小满 3900001;云河市科技局周平13900000000,邮箱a.b@example.org)\n热线12345。"
    )
    view = view_model(make_corpus(replace(record, text=text)))
    shown = view["docs"][0]["text"]
    assert len(shown) == len(text)
    for secret in ("林小满", "3900001", "周平", "13900000000", "a.b@example.org"):
        assert secret not in shown
    assert "云河市财政局 •••" in shown
    assert "热线12345" in shown
    assert view_model(make_corpus(replace(record, text=text)), show_contacts=True)["docs"][0]["text"] == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("联系人：张 三，联系电话：0991-8000000。", "联系人：• •，联系电话：••••••••••••。"),
        ("电话：(0991)8000000", "电话：•••••••••••••"),
        ("联系人：李四 王五", "联系人：•• ••"),
        ("联系电话：云河市财政局 8000000", "联系电话：云河市财政局 •••••••"),
        ("到2025年建成5G基站30000000个", "到2025年建成5G基站30000000个"),
        ("索引号 0123456/2020-00031", "索引号 0123456/2020-00031"),
    ],
)
def test_what_is_covered(text, shown):
    assert mask_contacts(text) == shown


def test_offsets_are_utf16_for_the_page():
    record = make_record()
    moved = replace(record, text="𠮷" + record.text[1:])
    plain, wide = (view_model(make_corpus(r))["parts"][0][4:6] for r in (record, moved))
    assert wide == [plain[0] + 1, plain[1] + 1]


def test_view_rows_point_at_each_other():
    view = view_model(CORPUS, functions={"industry-it": "工业和信息化"})
    for measure, agency, _, _, start, end, *_, doc in view["parts"]:
        assert view["measures"][measure]["doc"] == doc
        assert agency == -1 or view["docs"][doc]["text"][start:end]
    assert next(a for a in view["agencies"] if a["iri"] == INDUSTRY.iri)["fnName"] == "工业和信息化"
    assert [row[2] for row in view["open"]] == ["有关部门"]
    assert {s["title"] for s in view["stubs"]} >= {"临海省信息化条例"}
    implements = next(c for c in view["citations"] if c[3] == "implements")
    assert view["docs"][implements[2]]["number"] == "临政办发〔2020〕8号"


def test_shared_short_names_get_their_place():
    one, other = (
        replace(
            entry, agency=make_agency(f"{name}工业和信息化局", region=code), surfaces=("市工信局", "市工业和信息化局")
        )
        for entry, name, code in ((CORPUS.agencies[0], "云河市", "980100"), (CORPUS.agencies[0], "东川市", "980200"))
    )
    places = {
        r.code: r
        for r in (Region("980000", "临海省"), Region("980100", "临海省云河市"), Region("980200", "临海省东川市"))
    }
    assert short_names([one, other], places) == ["云河市工信局", "东川市工信局"]
    assert short_names([one], places) == ["市工信局"]


def test_tables_hold_the_corpus():
    tables = table_rows(CORPUS)
    assert {name: len(rows) for name, (_, rows) in tables.items()} == {
        "documents": 2,
        "measures": 4,
        "responsibilities": sum(len(r.responsibilities) for r in CORPUS.records),
        "targets": sum(len(r.targets) for r in CORPUS.records),
        "citations": 6,
        "agencies": len(CORPUS.agencies),
    }
    assert all(len(row) == len(head) for head, rows in tables.values() for row in rows)
    head, rows = tables["measures"]
    row = next(dict(zip(head, row, strict=True)) for row in rows if "培育数字企业" in row)
    assert (row["牵头单位"], row["概括条款覆盖"], row["完成时限"]) == (
        "云河市工业和信息化局",
        "各县区人民政府",
        "2021-06",
    )
