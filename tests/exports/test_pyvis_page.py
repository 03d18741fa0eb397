"""Single network pages by pyvis: offline, still, and deaf to hostile names."""

from __future__ import annotations

import json
import math

import networkx as nx
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from exports.pyvis_page import render_network
from exports.visjs import vis_network

HOSTILE = "</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def net() -> nx.Graph:
    net = nx.DiGraph()
    net.add_node("甲", label="市工信局", kind="agency", led=9, name="云河市工业和信息化局")
    net.add_node("乙", label=HOSTILE, kind="measure")
    net.add_node("丙", kind="agency", x=5, y=7)
    net.add_edge("甲", "乙", role="lead", inferred=True, weight=4)
    return net


def embedded(page: str) -> dict:
    return json.loads(HTMLParser(page).css_first("#data").text())


def test_nodes_and_edges_are_those_of_the_graph(net):
    data = embedded(render_network(net, title="分工", positions={"甲": (1.24, -2.0)}))
    nodes = {node["label"]: node for node in data["nodes"]}
    assert set(nodes) == {"市工信局", HOSTILE, "丙"}
    assert (nodes["市工信局"]["x"], nodes["市工信局"]["y"]) == (1.2, -2.0)
    assert (nodes["丙"]["x"], nodes["丙"]["y"]) == (5.0, 7.0)
    assert nodes["市工信局"]["size"] > nodes["丙"]["size"]
    assert nodes["市工信局"]["color"] == nodes["丙"]["color"] != nodes[HOSTILE]["color"]
    (edge,) = data["edges"]
    assert (edge["dashes"], edge["width"], edge["arrows"]) == (True, 1 + math.log2(4), "to")
    assert edge["title"] == "角色：牵头\n权重：4"
    assert edge["facts"] == [["角色", "牵头"], ["权重", "4"]]


def test_page_is_self_contained_and_titled_once(net):
    page = render_network(net, title=HOSTILE)
    tree = HTMLParser(page)
    assert tree.css("[src], link, img") == []
    assert [node.text() for node in tree.css("h1")] == [HOSTILE]
    assert len(tree.css("script")) == 3
    assert vis_network() in page


def test_any_graph_will_do():
    page = render_network(nx.karate_club_graph(), title="空手道俱乐部", group="club")
    assert len(embedded(page)["nodes"]) == 34
    assert render_network(nx.Graph(), title="空") == render_network(nx.Graph(), title="空")


def test_equal_graphs_give_equal_pages():
    edges = [("a", "b"), ("b", "c"), ("a", "c")]
    assert render_network(nx.Graph(edges), title="t") == render_network(nx.Graph(edges[::-1]), title="t")
