"""GraphML, GEXF and node-link JSON: what is written comes back."""

from __future__ import annotations

import io
import json

import networkx as nx
import pytest

from exports.networks import render_gexf, render_graphml, render_node_link


def make_net(cls: type[nx.Graph] = nx.MultiDiGraph, *, turned: bool = False) -> nx.Graph:
    net = cls(kind="agency-measure")
    nodes = [
        ("市工信局", {"label": "市工信局", "led": 2, "share": 0.5, "stub": False}),
        ("m1", {"label": "建设《“5G”》<基站> & 机房", "unknown": None}),
        ("孤立", {"label": "无边"}),
    ]
    edges = [
        ("市工信局", "m1", {"role": "lead", "quote": "“市工信局”\n牵头"}),
        ("市工信局", "孤立", {"role": "participant"}),
    ]
    net.add_nodes_from(reversed(nodes) if turned else nodes)
    net.add_edges_from(reversed(edges) if turned else edges)
    return net


def facts(net: nx.Graph, *without: str) -> tuple[dict, list]:
    """Nodes and edges with their attributes, leaving out what a format adds."""
    kept = lambda held: {k: v for k, v in held.items() if k not in without and v is not None}  # noqa: E731
    ends = (lambda a, b: (a, b)) if net.is_directed() else (lambda a, b: tuple(sorted((a, b))))
    return (
        {node: kept(held) for node, held in net.nodes(data=True)},
        sorted((ends(a, b), sorted(kept(held).items())) for a, b, held in net.edges(data=True)),
    )


@pytest.mark.parametrize("cls", [nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph])
def test_graphml_comes_back(cls):
    net = make_net(cls)
    back = nx.parse_graphml(render_graphml(net), force_multigraph=net.is_multigraph())
    assert type(back) is cls
    assert facts(back, "key_", "id") == facts(net)
    assert back.graph["kind"] == "agency-measure"


@pytest.mark.parametrize("cls", [nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph])
def test_gexf_comes_back(cls):
    net = make_net(cls)
    back = nx.read_gexf(io.BytesIO(render_gexf(net).encode()))
    assert facts(back, "key_", "id", "networkx_key") == facts(net)


@pytest.mark.parametrize("cls", [nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph])
def test_node_link_comes_back(cls):
    net = make_net(cls)
    back = nx.node_link_graph(json.loads(render_node_link(net)), edges="edges")
    assert type(back) is cls
    assert facts(back) == facts(net)
    assert back.graph == net.graph


@pytest.mark.parametrize("render", [render_graphml, render_gexf, render_node_link])
def test_equal_graphs_give_equal_text(render):
    assert render(make_net()) == render(make_net(turned=True))


def test_no_date_and_no_program_version():
    text = render_gexf(make_net())
    assert "lastmodified" not in text
    assert nx.__version__ not in text


@pytest.mark.parametrize("render", [render_graphml, render_gexf])
def test_characters_that_xml_cannot_hold(render):
    net = nx.Graph()
    net.add_node("a\x00b", label="坏\x0b字\ufffe𠮷")
    text = render(net)
    assert "坏\ufffd字\ufffd𠮷" in text
    assert "\x00" not in text


def test_parallel_edges_keep_their_keys():
    net = nx.MultiDiGraph()
    net.add_edge("a", "b", key="lead:stated", role="lead")
    net.add_edge("a", "b", key="responsible:default_clause", role="responsible")
    for back in (nx.parse_graphml(render_graphml(net)), nx.read_gexf(io.BytesIO(render_gexf(net).encode()))):
        assert sorted(held["key_"] for _, _, held in back.edges(data=True)) == [
            "lead:stated",
            "responsible:default_clause",
        ]


def test_words_that_gexf_reserves_and_values_that_xml_cannot_type():
    net = nx.Graph()
    net.add_edge("a", "b", start=5, end=9, places=["甲", "乙"])
    held = nx.read_gexf(io.BytesIO(render_gexf(net).encode())).edges["a", "b"]
    assert (held["start_"], held["end_"], held["places"]) == (5, 9, '["甲", "乙"]')


def test_gexf_carries_positions():
    text = render_gexf(make_net(), {"m1": (10.0, 20.0), "elsewhere": (1.0, 1.0)})
    back = nx.read_gexf(io.BytesIO(text.encode()))
    assert back.nodes["m1"]["viz"]["position"] == {"x": 10.0, "y": -20.0, "z": 0.0}
    assert "elsewhere" not in back
